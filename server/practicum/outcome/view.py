"""What a team sees of its year: the series of the instruments in its locked measurement plan, and nothing else.

Rules:
- Code that serves a team calls this module and no other of the simulation: it takes the measurement plan and returns
  that plan's series, so the truth cannot be reached from there.
- A view until a week is worked out from what began by that week alone; so a later change of plan changes nothing seen.
- A control series exists only where the metric asks for a comparison of units and a unit really waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from practicum.outcome.instruments import DIGITS, Unit, read, reading_weeks, true_readings
from practicum.outcome.play import course, live_weeks
from practicum.outcome.timeline import QUARTER
from practicum.outcome.world import Happening, Measured, PlannedItem, TeamPlan, World, starts_of
from practicum.scenario.model import Scenario

Points = tuple[tuple[int, float], ...]  # week, reading


class Series(msgspec.Struct, frozen=True):
    """One instrument's readings that have arrived."""

    points: Points
    control: Points = ()
    baseline: float | None = None  # the mean of the readings of the last thirteen weeks before the approval


def view(
    scenario: Scenario, plan: Iterable[PlannedItem], world: World, metrics: Iterable[Measured], until_week: int
) -> dict[str, Series]:
    """Give the series of a measurement plan's instruments, as far as they have arrived by a week."""
    starts = {item: start for item, start in starts_of(plan).items() if start <= until_week}
    world = World(world.seed, _so_far(world.happenings, until_week), world.held_out)
    live = live_weeks(scenario, starts, world)
    played = course(scenario, live, np.ones((1, len(live)), dtype=bool), world)
    launch = min(live.values(), default=None)

    series: dict[str, Series] = {}
    for metric in _merged(metrics):
        instrument = scenario.instruments[metric.instrument]
        weeks = reading_weeks(instrument, launch, metric.baseline_planned, until_week)
        compared = metric.isolation == "did" and world.held_out and scenario.company.units is not None
        readings: dict[Unit, Points] = {}
        units: tuple[tuple[Unit, Unit | None], ...] = (("T", "T"), ("C", "C")) if compared else (("T", None),)
        for unit, of in units:
            true = true_readings(scenario, instrument, live=live, played=played, world=world, unit=of)
            readings[unit] = read(metric.instrument, instrument, true, weeks=weeks, seed=world.seed, unit=unit)
        points, control = readings["T"], readings.get("C", ())
        series[metric.instrument] = Series(points, control, baseline_of(points))
    return series


def view_class(scenario: Scenario, teams: Mapping[str, TeamPlan], until_week: int) -> dict[str, dict[str, Series]]:
    """Give every team's view; a world's draws are made once for all of them."""
    return {
        team: view(scenario, theirs.plan, theirs.world, theirs.metrics, until_week) for team, theirs in teams.items()
    }


def baseline_of(points: Points) -> float | None:
    """Give the mean of the readings of the last thirteen weeks before the approval."""
    before = [reading for week, reading in points if -QUARTER <= week < 0]
    return round(sum(before) / len(before), DIGITS) + 0.0 if before else None


def _so_far(happenings: tuple[Happening, ...], until_week: int) -> tuple[Happening, ...]:
    return tuple(happening for happening in happenings if happening.week <= until_week)


def _merged(metrics: Iterable[Measured]) -> list[Measured]:
    """Give one metric an instrument: a baseline or a comparison that one of them planned serves all."""
    merged: dict[str, Measured] = {}
    for metric in sorted(metrics, key=lambda one: (one.instrument, one.isolation != "did")):
        first = merged.setdefault(metric.instrument, metric)
        if metric.baseline_planned and not first.baseline_planned:
            merged[metric.instrument] = Measured(first.instrument, True, first.isolation, first.confidence)
    return list(merged.values())
