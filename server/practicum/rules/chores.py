"""What must be computed beside the event loop: the figures of a step of the run, and the reveal.

``chore`` looks at the records and says what is wanted now; ``work`` computes it, purely and slowly, as a move of the
timekeeper. Doing a chore twice changes nothing, so any node may do it, and a restart loses none.
"""

from __future__ import annotations

import msgspec

from practicum.outcome.claim import claimed
from practicum.outcome.play import play
from practicum.outcome.timeline import STEPS
from practicum.outcome.view import Series, view
from practicum.outcome.world import TeamPlan, World
from practicum.rules import debrief, money
from practicum.rules.debrief import TeamAtEnd
from practicum.rules.moves import EnterStep, Move, TeamStep
from practicum.rules.records import Phase, Run, Seed, Team
from practicum.rules.state import Records
from practicum.scenario.model import Scenario


class StepChore(msgspec.Struct, frozen=True):
    """Compute the year up to a step for every team."""

    scenario: Scenario
    step: int
    teams: dict[str, TeamPlan]


class RevealChore(msgspec.Struct, frozen=True):
    """Compute the whole year and hold every team's beliefs against the truth."""

    scenario: Scenario
    teams: dict[str, TeamAtEnd]
    seed: str


Chore = StepChore | RevealChore


WANTED_BY = frozenset({"phase", "run", "reveal"})
"""The kinds of record on which it hangs whether something must be computed."""


def is_wanted(records: Records) -> bool:
    """Say whether something must be computed now."""
    phase = records.get("phase", Phase)
    if phase is None:
        return False
    run = records.get("run", Run)
    return _to_reveal(records, phase) or (run is not None and run.wanted > run.step)


def chore(records: Records, scenario: Scenario) -> Chore | None:
    """Say what must be computed now."""
    phase = records.get("phase", Phase)
    if phase is None:
        return None
    if _to_reveal(records, phase):
        ends = {team: debrief.at_end(records, scenario, team, plan) for team, plan in _plans(records, scenario).items()}
        return RevealChore(scenario, ends, records.the("seed", Seed).seed)
    run = records.get("run", Run)
    if run is not None and run.wanted > run.step:
        return StepChore(scenario, run.wanted, _plans(records, scenario))
    return None


def work(wanted: Chore) -> Move:
    """Compute a chore; pure, and slow enough to need a thread."""
    if isinstance(wanted, RevealChore):
        return debrief.reveal(wanted.scenario, wanted.teams, wanted.seed)
    until = STEPS[wanted.step - 1][1]
    return EnterStep(
        step=wanted.step,
        teams={team: _step(wanted.scenario, team, plan, until) for team, plan in wanted.teams.items()},
    )


def _to_reveal(records: Records, phase: Phase) -> bool:
    return phase.phase == "debrief" and "reveal/case" not in records


def _plans(records: Records, scenario: Scenario) -> dict[str, TeamPlan]:
    seed = records.the("seed", Seed).seed
    result = {}
    for team in records.under("team", Team):
        metrics = money.metrics(records, team)
        held = any(metric.isolation == "did" for metric in metrics)
        world = World(seed, money.happenings(records, scenario, team), held)
        result[team] = TeamPlan(money.items(records, team), world, metrics)
    return result


def _step(scenario: Scenario, team: str, theirs: TeamPlan, until: int) -> TeamStep:
    seen = view(scenario, theirs.plan, theirs.world, theirs.metrics, until)
    truth = play(scenario, theirs.plan, theirs.world, theirs.metrics)
    return TeamStep(
        series={name: _points(series) for name, series in seen.items()},
        ledger=_ledger(scenario, team, theirs, until, truth.cost),
        truth=(truth.cost, truth.net, truth.roi_percent, truth.gap_closed or 0.0),
    )


def _points(series: Series) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[int, float], ...], float | None]:
    return tuple(series.points), tuple(series.control), series.baseline


def _ledger(
    scenario: Scenario, team: str, theirs: TeamPlan, until: int, cost: float
) -> tuple[float, float | None, float | None, str]:
    if until < STEPS[-1][1]:
        return cost, None, None, "A return needs the last three months of the year."
    said = claimed(scenario, theirs.plan, theirs.world, theirs.metrics, team=team)
    why = debrief.how_claimed(said)
    return cost, said.benefit, said.roi_percent, why
