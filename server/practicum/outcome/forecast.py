"""The forecast for authors: one plan's figures, or the landscape of every plan that the budget allows.

Rules:
- The landscape starts every item at the earliest, week 0, and ranks by net benefit; ROI stands beside it, because alone
  it crowns trifles.
- Plans are worked out in blocks of one numpy array each, so thousands take a second and memory stays bounded.
- The estimates of one plan read each KPI every week without error, in the world of the given seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, Final, Literal

import msgspec
import numpy as np

from practicum.outcome import estimates
from practicum.outcome import kpi as kpis
from practicum.outcome.noise import noise
from practicum.outcome.play import Outcome, course, kept_share, live_weeks, play
from practicum.outcome.timeline import HISTORY, QUARTER, WEEKS_PER_MONTH, YEAR
from practicum.outcome.value import plan_cost
from practicum.outcome.world import Bools, Floats, Isolation, PlannedItem, World, budget_of, starts_of
from practicum.scenario.model import Scenario

BLOCK: Final = 2048  # plans worked out at once
MOST_ITEMS: Final = 16  # beyond it, the landscape is too large to list

Mark = Literal["intended", "sponsor_asks", "nothing"]


class KpiForecast(msgspec.Struct, frozen=True):
    """One KPI of a forecast."""

    end: float
    twin_end: float
    estimates: dict[str, float | None]
    mde: float | None  # of pre-post


class Forecast(msgspec.Struct, frozen=True):
    """One plan's figures, named as ``practicum forecast --json`` names them."""

    plan: tuple[str, ...]
    cost: float
    benefit: float
    net: float
    roi_percent: float | None
    bcr: float | None
    payback_months: float | None
    gap_closed: float | None
    kpis: dict[str, KpiForecast]


class Compared(msgspec.Struct, frozen=True):
    """Many plans side by side, as arrays in the order of the plans; exact, and not yet rounded."""

    cost: Floats
    benefit: Floats
    so_far: Floats  # plans × weeks: the benefit up to each week
    late: dict[str, Floats]  # KPI → mean change of the last thirteen weeks, in its points

    @property
    def net(self) -> Floats:
        """Give what each plan earns beyond its cost."""
        return self.benefit - self.cost


class Row(msgspec.Struct, frozen=True):
    """One affordable plan of the landscape."""

    plan: tuple[str, ...]
    cost: float
    benefit: float
    net: float
    roi_percent: float | None
    bcr: float | None
    payback_months: float | None
    gap_closed: float | None
    marks: tuple[Mark, ...] = ()


def parse_item(text: str) -> PlannedItem:
    """Read ``workshop`` or ``workshop@4``."""
    item, _, week = text.partition("@")
    return PlannedItem(item.strip(), int(week) if week.strip() else 0)


def parse_plan(texts: Iterable[str]) -> tuple[PlannedItem, ...]:
    """Read a plan as authors write it."""
    return tuple(parse_item(text) for text in texts)


def written(plan: Iterable[PlannedItem]) -> tuple[str, ...]:
    """Write a plan as authors do, sorted."""
    return tuple(f"{item}@{start}" if start else item for item, start in sorted(starts_of(plan).items()))


def forecast(scenario: Scenario, plan: Iterable[PlannedItem], world: World) -> Forecast:
    """Forecast one plan."""
    plan = tuple(plan)
    played = play(scenario, plan, world)
    return Forecast(
        plan=written(plan),
        cost=played.cost,
        benefit=played.benefit,
        net=played.net,
        roi_percent=played.roi_percent,
        bcr=played.bcr,
        payback_months=played.payback_months,
        gap_closed=played.gap_closed,
        kpis={kpi_id: _kpi(scenario, kpi_id, played, world) for kpi_id in scenario.kpis},
    )


def _kpi(scenario: Scenario, kpi_id: str, played: Outcome, world: World) -> KpiForecast:
    kpi, its = scenario.kpis[kpi_id], played.kpis[kpi_id]
    weeks = range(-HISTORY, YEAR)
    treated = np.array(its.history + its.treated) + noise(world.seed, kpi_id, kpi.noise, "T")
    waiting = np.array(its.history + its.twin) + noise(world.seed, kpi_id, kpi.noise, "C")
    points = list(zip(weeks, treated.tolist(), strict=True))
    control = list(zip(weeks, waiting.tolist(), strict=True))
    methods: tuple[Isolation, ...] = ("pre_post", "trend", "did")
    return KpiForecast(
        end=its.end,
        twin_end=its.twin_end,
        estimates={method: estimates.estimate(method, points, control) for method in methods},
        mde=estimates.mde(kpi_id, kpi, "pre_post"),
    )


def landscape(scenario: Scenario, world: World) -> tuple[Row, ...]:
    """Give every affordable plan with its items at the earliest start, the best net benefit first.

    A case with more than sixteen interventions raises ``ValueError``: 65,536 plans are what one can look at.
    """
    marks = _marks(scenario)
    rows: list[Row] = []
    for chosen in affordable(scenario, world):
        rows.extend(_rows(scenario, chosen, compare(scenario, world, chosen), marks))
    return tuple(sorted(rows, key=lambda row: (-row.net, len(row.plan), row.plan)))


def item_costs(scenario: Scenario, world: World) -> Floats:
    """Give what each intervention costs, in the scenario's order."""
    return np.array([plan_cost(scenario, [PlannedItem(name)], (), world.happenings) for name in scenario.interventions])


def best(rows: Sequence[Row]) -> Row:
    """Give the affordable plan with the most net benefit."""
    return rows[0]


def _marks(scenario: Scenario) -> dict[tuple[str, ...], list[Mark]]:
    marks: dict[tuple[str, ...], list[Mark]] = {(): ["nothing"]}
    for mark, texts in (("intended", scenario.intended), ("sponsor_asks", scenario.sponsor_asks)):
        items = tuple(sorted({parse_item(text).item for text in texts}))
        if items:
            marks.setdefault(items, []).append("intended" if mark == "intended" else "sponsor_asks")
    return marks


def affordable(scenario: Scenario, world: World) -> Iterator[Bools]:
    """Give the affordable plans in blocks of plans × items, items in the scenario's order."""
    count = len(scenario.interventions)
    if count > MOST_ITEMS:
        raise ValueError(f"{count} interventions make too many plans to list: at most {MOST_ITEMS}")
    costs, budget = item_costs(scenario, world), budget_of(scenario, world.happenings)
    bits = np.arange(count)
    for first in range(0, 2**count, BLOCK):
        numbers = np.arange(first, min(first + BLOCK, 2**count))
        chosen: Bools = (numbers[:, None] >> bits & 1).astype(bool)
        chosen = chosen[np.where(chosen, costs, 0.0).sum(axis=1) <= budget + 0.005]
        if len(chosen):
            yield chosen


def compare(scenario: Scenario, world: World, chosen: Bools) -> Compared:
    """Work out many plans at once: plans × items, items in the scenario's order, each at its earliest start."""
    live = live_weeks(scenario, dict.fromkeys(scenario.interventions, 0), world)
    played = course(scenario, live, chosen, world)
    share = kept_share(world)
    weekly = np.zeros((len(chosen), YEAR))
    for kpi_id, kpi in scenario.kpis.items():
        weekly += (kpi.value * kpis.sign(kpi) * share) * played.effects[kpi_id]
    so_far = np.cumsum(weekly, axis=1)
    return Compared(
        cost=np.where(chosen, item_costs(scenario, world), 0.0).sum(axis=1),
        benefit=so_far[:, -1],
        so_far=so_far,
        late={kpi_id: share * effect[:, -QUARTER:].mean(axis=1) for kpi_id, effect in played.effects.items()},
    )


def _rows(
    scenario: Scenario, chosen: Bools, compared: Compared, marks: dict[tuple[str, ...], list[Mark]]
) -> Iterator[Row]:
    benefit, spent = compared.benefit, compared.cost
    free = spent <= 0
    paid = compared.so_far >= spent[:, None]
    ratio = benefit / np.where(free, 1.0, spent)
    primary = scenario.kpis[scenario.primary_kpi]
    late = compared.late[scenario.primary_kpi] * kpis.sign(primary)
    distance = kpis.gap(primary)

    by_name = sorted(range(len(scenario.interventions)), key=tuple(scenario.interventions).__getitem__)
    names = sorted(scenario.interventions)
    columns = zip(
        chosen[:, by_name].tolist(),
        _optional(spent, 2, None),
        _optional(benefit, 2, None),
        _optional(compared.net, 2, None),
        _optional((ratio - 1.0) * 100.0, 2, free),
        _optional(ratio, 4, free),
        _optional((paid.argmax(axis=1) + 1) / WEEKS_PER_MONTH, 2, free | ~paid.any(axis=1)),
        _optional(late / distance, 4, None) if distance else [None] * len(chosen),
        strict=True,
    )
    for has, cost, gain, net, roi, bcr, months, closed in columns:
        plan = tuple(compress(names, has))
        yield Row(plan, cost, gain, net, roi, bcr, months, closed, tuple(marks.get(plan, ())))


def _optional(figures: Floats, digits: int, missing: Bools | None) -> list[Any]:
    """Round a column of the landscape, with nothing where there is no figure."""
    rounded: list[Any] = (np.round(figures, digits) + 0.0).tolist()
    if missing is None:
        return rounded
    return [None if absent else figure for figure, absent in zip(rounded, missing.tolist(), strict=True)]
