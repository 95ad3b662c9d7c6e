"""What a plan meets: planned items, the happenings of a year, and what they do to dates, costs and people.

Rules:
- A happening acts from its own week on and never before, so what was seen stays seen.
- A delay moves an item that is not live when the happening comes, and leaves a live one alone; an early arrival
  (a delay below zero) never comes before the happening itself.
- The order of items and of happenings never matters; an item planned twice counts once, at its earlier start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from practicum.outcome.timeline import YEAR
from practicum.scenario.model import Company, Effect, Intervention, Scenario, Shock

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HELD_OUT_SHARE = 0.3  # of the company in the unit that waits; assumption
NEVER = 10_000  # a week that doesn't come


class PlannedItem(msgspec.Struct, frozen=True, order=True):
    """An intervention of the scenario and the week in which work on it starts."""

    item: str
    start: int = 0


class Happening(msgspec.Struct, frozen=True):
    """An inject's option as it was chosen: its effect holds from ``week`` on."""

    week: int
    effect: Effect


class World(msgspec.Struct, frozen=True):
    """What is outside the plan: the seed that all teams share, what happened, and whether a unit waits."""

    seed: str
    happenings: tuple[Happening, ...] = ()
    held_out: bool = False


Isolation = Literal["pre_post", "trend", "did", "expert", "none"]


class Measured(msgspec.Struct, frozen=True):
    """One metric of a locked measurement plan."""

    instrument: str
    baseline_planned: bool = False
    isolation: Isolation = "none"
    confidence: float = 0.7  # what an expert's estimate is multiplied by, as the team stated it


class TeamPlan(msgspec.Struct, frozen=True):
    """What one team of a class runs, meets and measures."""

    plan: tuple[PlannedItem, ...]
    world: World
    metrics: tuple[Measured, ...] = ()


def starts_of(plan: Iterable[PlannedItem]) -> dict[str, int]:
    """Give each planned item's start week, the earlier one where an item is planned twice."""
    starts: dict[str, int] = {}
    for planned in plan:
        starts[planned.item] = min(planned.start, starts.get(planned.item, NEVER))
    return starts


def by_week(happenings: Iterable[Happening]) -> list[Happening]:
    """Put happenings in the order in which they act."""
    return sorted(happenings, key=lambda happening: (happening.week, repr(happening.effect)))


def go_live(item_id: str, item: Intervention, start: int, happenings: Sequence[Happening]) -> int:
    """Give the week in which an item is live: its start, its lead and the delays that met it."""
    go = start + item.lead
    for happening in by_week(happenings):
        delay = happening.effect.delay.get(item_id, 0)
        if delay and go >= happening.week:
            go = max(go + delay, happening.week, start)
    return go


def support_by_week(company: Company, happenings: Sequence[Happening]) -> Floats:
    """Give the company's own support in each week of the year, before items add to it and before the clamp."""
    support = np.full(YEAR, company.support)
    for happening in by_week(happenings):
        support[max(happening.week, 0) :] += happening.effect.support
    return support


def staying_by_week(company: Company, happenings: Sequence[Happening]) -> Floats:
    """Give the share of the people of week 0 who are still there in each week."""
    turnover = np.full(YEAR, company.population.turnover_per_year)
    for happening in by_week(happenings):
        turnover[max(happening.week, 0) :] += happening.effect.turnover
    staying = np.ones(YEAR)
    for week in range(1, YEAR):
        yearly = min(max(float(turnover[week]), 0.0), 0.99)
        staying[week] = staying[week - 1] * float((1.0 - yearly) ** (1 / 52))
    return staying


def shocks_by_happening(kpi_id: str, happenings: Sequence[Happening]) -> tuple[Shock, ...]:
    """Give the shocks that happenings bring to a KPI, in weeks of the year and never before the happening."""
    return tuple(
        Shock(amount=shock.amount, start=happening.week + max(shock.start, 0), end=happening.week + shock.end)
        for happening in by_week(happenings)
        for shocked, shock in happening.effect.shock.items()
        if shocked == kpi_id
    )


def budget_of(scenario: Scenario, happenings: Sequence[Happening]) -> float:
    """Give the money that a team has, after what happened."""
    return scenario.money.budget + sum(happening.effect.budget for happening in by_week(happenings))
