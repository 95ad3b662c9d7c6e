"""The run: twelve months in steps.

A step is wanted first, computed beside the event loop, then entered for all teams at once. Between steps events arrive
and a plan may change. What was seen stays seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from practicum.outcome.timeline import STEPS
from practicum.rules import injects
from practicum.rules.moves import EnterStep, Move, NextStep
from practicum.rules.records import Ledger, OutcomeShown, Record, Run, SeriesShown, Timer
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, to_map

MINUTE = 60_000
TIMER = "timer/step"


def enter(scene: Scene) -> dict[str, Record]:
    """Begin the year, or go on with it after a step back."""
    run = scene.records.get("run", Run)
    if run is not None:
        return {} if run.step >= run.steps else {TIMER: _timer(scene)}
    return {"run": Run(step=0, wanted=1, steps=len(STEPS), week=0, month=0)}


def leave() -> tuple[str, ...]:
    """Name what must not fire once the phase has closed."""
    return (TIMER,)


def next_step(scene: Scene, move: NextStep) -> Changes | Refusal:
    """Ask for the next three months now."""
    run = scene.records.the("run", Run)
    if move.after not in (None, run.step):
        return Refusal("stale", f"Month {run.month} has been played already.", to_map(run))
    if run.wanted > run.step:
        return Changes({})
    if run.step >= run.steps:
        return Refusal("run.over", "The year is over.")
    return Changes({"run": replace(run, wanted=run.step + 1)}, (TIMER,))


def step_due(scene: Scene) -> dict[str, Record]:
    """Ask for the next three months because their time has come."""
    run = scene.records.get("run", Run)
    if run is None or run.wanted > run.step or run.step >= run.steps:
        return {}
    return {"run": replace(run, wanted=run.step + 1)}


def enter_step(scene: Scene, move: EnterStep) -> Changes | Refusal:
    """Bring in a computed step; one that was entered already changes nothing."""
    run = scene.records.get("run", Run)
    if run is None or move.step != run.wanted or run.step >= move.step:
        return Changes({})
    month = move.step * 12 // run.steps
    week = STEPS[move.step - 1][1] + 1
    put: dict[str, Record] = {}
    for team, part in move.teams.items():
        for instrument, (points, control, baseline) in part.series.items():
            put[f"series/{team}/{instrument}"] = SeriesShown(points=points, control=control, baseline=baseline)
        cost, benefit, roi, why = part.ledger
        put[f"ledger/{team}"] = Ledger(month=month, cost=cost, benefit=benefit, roi_percent=roi, why=why)
        cost, net, true_roi, closed = part.truth
        put[f"outcome/{team}"] = OutcomeShown(cost=cost, net=net, roi_percent=true_roi, gap_closed=closed)
    run = replace(run, step=move.step, week=week, month=month)
    put["run"] = run
    if scene.phase.phase == "run" and run.step < run.steps:
        put[TIMER] = _timer(scene)
    return Changes(put | injects.due_in_run(scene, week))


def _timer(scene: Scene) -> Timer:
    phase = scene.phase
    steps = len(STEPS)
    whole = (phase.ends_due or scene.due) - phase.started_due
    return Timer(due=scene.due + max(MINUTE // 2, whole // steps), what="step")


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {NextStep: next_step, EnterStep: enter_step}
