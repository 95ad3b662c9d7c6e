"""What the people of a scene have done by the time that somebody looks.

Rules:
- The first team does what the case intends and reads what is decisive first; the second does what the sponsor asks for.
  So every screen has something to show, and the debrief something to compare.
- ``begun`` leaves a phase half done, as one sees it at work; ``done`` finishes it, so that the next one can begin.
- What a case does not have is passed over.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import get_args

from practicum.preview import diagnosing
from practicum.preview.hand import Hand
from practicum.preview.scenes import Scene
from practicum.rules.moves import (
    LockRating,
    NextPhase,
    NextPitch,
    NextStep,
    PutMetric,
    PutPlan,
    PutRating,
    SendInject,
    SetReady,
)
from practicum.rules.records import (
    PHASES,
    HumanRow,
    PhaseName,
    Run,
)
from practicum.rules.state import Records
from practicum.scenario.expressions import item_of
from practicum.scenario.model import Level

METRICS = 4
LEVELS = (Level.RESULTS, Level.BEHAVIOUR, Level.REACTION, Level.LEARNING, Level.ACTIVITY)

Play = Callable[[Hand], Awaitable[None]]


async def play(hand: Hand, scene: Scene) -> None:
    """Play a session up to where a scene stands."""
    for phase in PHASES[: PHASES.index(scene.phase)]:
        await DONE[phase](hand)
        await hand.lead(NextPhase())
    if scene.everything:
        await diagnosing.open_everything(hand)
    elif scene.event is not None:
        await _come(hand, scene.phase, scene.event)
    else:
        await BEGUN[scene.phase](hand)


# --- lobby, brief


async def _lobby(hand: Hand) -> None:
    """Somebody is ready, the others are not."""
    await hand.act(next(reversed(hand.teams.values()))[-1], SetReady(ready=True))


async def _nothing(_hand: Hand) -> None:
    """What has just begun shows itself."""


# --- design, measure, pitch


async def _design_begun(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _plan(hand, team, seats[-1], number)
        await hand.sign(team, seats[1:], "design")


async def _design_done(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _plan(hand, team, seats[-1], number)
        await hand.sign(team, seats, "design")


async def _plan(hand: Hand, team: str, seat: str, number: int) -> None:
    """Plan what the case intends, or what the sponsor asks for; else what comes first in the catalogue."""
    scenario = hand.scenario
    wanted = scenario.intended if number == 0 else scenario.sponsor_asks
    items = [item_of(text) for text in wanted or tuple(scenario.interventions)[:2]]
    causes = diagnosing.likely(scenario, number)[: diagnosing.CAUSES]
    for item in items:
        acts = scenario.interventions[item.intervention]
        meant = (*acts.on, *acts.teaches)
        claims = tuple(f"c{place + 1}" for place, cause in enumerate(causes) if cause in meant)
        put = PutPlan(team=team, item=item.intervention, start=item.week, claims=claims, revision=0)
        await hand.act(seat, put)


async def _measure_begun(hand: Hand) -> None:
    for team, seats in hand.teams.items():
        await _measure(hand, team, seats[-1], 2)
        await hand.sign(team, seats[1:], "measure")


async def _measure_done(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _measure(hand, team, seats[-1], METRICS - number)
        await hand.sign(team, seats, "measure")


async def _measure(hand: Hand, team: str, seat: str, most: int) -> None:
    """Choose metrics of different levels, results first, as far as the money goes."""
    scenario = hand.scenario
    order = sorted(scenario.instruments.items(), key=lambda pair: LEVELS.index(pair[1].level))
    seen: set[Level] = set()
    first = [name for name, each in order if not (each.level in seen or seen.add(each.level))]  # type: ignore[func-returns-value]
    chosen = 0
    for name in [*first, *(name for name, _ in order if name not in first)]:
        instrument = scenario.instruments[name]
        kpi = scenario.kpis.get(instrument.kpi or "")
        metric = PutMetric(
            team=team,
            instrument=name,
            baseline=kpi.baseline if kpi else instrument.today,
            plan_baseline=not instrument.archival,
            target=kpi.attainable if kpi else instrument.full,
            month=9,
            owner=scenario.brief.sponsor[:80],
            isolation="did" if kpi and scenario.company.units else "pre_post",
            revision=0,
        )
        chosen += await hand.act(seat, metric)
        if chosen == most:
            return


async def _pitch_done(hand: Hand) -> None:
    """Both teams have pitched, and each was rated."""
    for number, team in enumerate(hand.teams):
        await hand.lead(NextPitch())
        for row in get_args(HumanRow):
            await hand.rate(PutRating(team=team, row=row, level=3 - number, note=""))
        await hand.rate(LockRating(team=team))


# --- the year


async def _run_begun(hand: Hand) -> None:
    """Half of the year is known."""
    await _year(hand, 2)


async def _run_done(hand: Hand) -> None:
    await _year(hand, None)


async def _year(hand: Hand, steps: int | None) -> None:
    """Play the year up to a step, or to its end; events are answered before time moves on."""
    while True:
        await hand.until(_is_played)
        run = hand.records.the("run", Run)
        if run.step >= (steps or run.steps):
            return
        await hand.answer_events()
        if not await hand.lead(NextStep()):
            return


def _is_played(records: Records) -> bool:
    run = records.get("run", Run)
    return run is not None and run.step == run.wanted


async def _come(hand: Hand, phase: PhaseName, event: str) -> None:
    """Let an event come into the midst of the phase that it belongs to; in the year, at its first stop."""
    if phase == "run":
        await hand.until(_is_played)
    else:
        await BEGUN[phase](hand)
    await hand.lead(SendInject(inject=event, teams=()))


async def _debrief(hand: Hand) -> None:
    await hand.until(lambda records: "reveal/case" in records)


BEGUN: dict[PhaseName, Play] = {
    "lobby": _lobby,
    "brief": _nothing,
    "diagnose": diagnosing.begun,
    "design": _design_begun,
    "measure": _measure_begun,
    "pitch": _nothing,
    "run": _run_begun,
    "debrief": _debrief,
}
DONE: dict[PhaseName, Play] = {
    "lobby": _nothing,
    "brief": _nothing,
    "diagnose": diagnosing.done,
    "design": _design_done,
    "measure": _measure_done,
    "pitch": _pitch_done,
    "run": _run_done,
}
