"""The forecast as text: one plan's figures, or the landscape's best plans and those that people ask for.

Rules:
- What has no figure is a dash; money has no decimals, a share is in per cent.
- A plan that somebody asks for is always listed: with its rank, or with what it costs if the budget doesn't allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from practicum.outcome import estimates
from practicum.outcome.forecast import Forecast, Mark, Row, parse_item
from practicum.outcome.play import live_weeks
from practicum.outcome.timeline import YEAR
from practicum.outcome.value import plan_cost
from practicum.outcome.world import PlannedItem, World, starts_of
from practicum.scenario.model import Scenario

TOP: Final = 20  # plans that a table lists
CALLED: Final[dict[Mark, str]] = {
    "intended": "intended",
    "sponsor_asks": "the sponsor’s request",
    "nothing": "doing nothing",
}


class Ranked(msgspec.Struct, frozen=True):
    """A plan of the landscape and its rank, from 1."""

    rank: int
    row: Row

    @property
    def items(self) -> str:
        """Name the plan's items."""
        return ", ".join(self.row.plan) or "nothing"

    @property
    def called(self) -> str:
        """Say who asks for this plan, if anybody."""
        return ", ".join(CALLED[mark] for mark in self.row.marks)


def ranked(rows: Sequence[Row]) -> list[Ranked]:
    """Number the plans of a landscape."""
    return [Ranked(rank, row) for rank, row in enumerate(rows, start=1)]


def worth_showing(rows: Sequence[Row], top: int = TOP) -> list[Ranked]:
    """Pick the best plans, and further down those that somebody asks for."""
    return [each for each in ranked(rows) if each.rank <= top or each.row.marks]


def as_data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Give the landscape as JSON holds it: every affordable plan with its rank."""
    return [{"rank": each.rank, **msgspec.to_builtins(each.row)} for each in ranked(rows)]


def unaffordable(scenario: Scenario, rows: Sequence[Row]) -> list[str]:
    """Say which plans that somebody asks for are missing, because the budget doesn't allow them."""
    shown = {mark for row in rows for mark in row.marks}
    said: list[str] = []
    for mark, texts in (("intended", scenario.intended), ("sponsor_asks", scenario.sponsor_asks)):
        plan = [PlannedItem(parse_item(each).item) for each in texts]
        if plan and mark not in shown:
            name = "The intended plan" if mark == "intended" else "The sponsor’s request"
            cost, budget = plan_cost(scenario, plan), scenario.money.budget
            said.append(f"{name} is not among them: it costs {cost:,.0f}, and the budget is {budget:,.0f}.")
    return said


def headline(scenario: Scenario, rows: Sequence[Row]) -> str:
    """Say what a landscape lists."""
    every = 2 ** len(scenario.interventions)
    return (
        f"{len(rows):,} of {every:,} plans are within the budget of {scenario.money.budget:,.0f} "
        f"{scenario.money.currency}. Every item starts in week 0; the best net benefit comes first."
    )


def landscape_table(scenario: Scenario, rows: Sequence[Row]) -> str:
    """Write the landscape's best plans, and those that somebody asks for."""
    head = ("rank", "net benefit", "cost", "ROI", "payback", "gap closed", "plan")
    lines = [
        (
            str(each.rank),
            money(each.row.net),
            money(each.row.cost),
            per_cent(each.row.roi_percent),
            months(each.row.payback_months),
            share(each.row.gap_closed),
            each.items + (f"  ({each.called})" if each.called else ""),
        )
        for each in worth_showing(rows)
    ]
    return "\n".join(
        [scenario.title, headline(scenario, rows), *unaffordable(scenario, rows), "", *_columns(head, lines, ">>>>>><")]
    )


def plan_table(scenario: Scenario, plan: Iterable[PlannedItem], told: Forecast, world: World) -> str:
    """Write one plan's figures."""
    starts = starts_of(plan)
    live = live_weeks(scenario, starts, world)
    figures = [
        (f"cost, {scenario.money.currency}", money(told.cost)),
        ("benefit in the year", money(told.benefit)),
        ("net benefit", money(told.net)),
        ("return (ROI)", per_cent(told.roi_percent)),
        ("benefit to cost (BCR)", number(told.bcr)),
        ("payback", months(told.payback_months)),
        ("gap closed", share(told.gap_closed)),
    ]
    widest = max(len(figure) for _, figure in figures)
    items = [
        (
            item,
            f"week {starts[item]}",
            f"week {week}" if week < YEAR else "after the year",
            money(plan_cost(scenario, [PlannedItem(item)])),
        )
        for item, week in live.items()
    ]
    kpis = [
        (id, number(each.end), number(each.twin_end), *(number(each.estimates[method]) for method in _METHODS))
        for id, each in told.kpis.items()
    ]
    detectable = [
        (id, "", "", *(number(found[method]) for method in _METHODS))
        for id, found in ((id, estimates.mdes(id, kpi)) for id, kpi in scenario.kpis.items())
    ]
    return "\n".join(
        [
            scenario.title,
            f"Plan: {', '.join(told.plan) or 'nothing'}",
            "",
            *(f"{name:22}{figure:>{widest}}" for name, figure in figures),
            *(["", *_columns(("item", "starts", "live", "cost"), items, "<>>>")] if items else []),
            "",
            *_columns(("KPI in week 51", "with the plan", "without", "pre–post", "trend line", "diff-in-diff"),
                      [*kpis, ("", "", "", "", "", ""), *((f"{id}, detectable", *rest) for id, *rest in detectable)],
                      "<>>>>>"),
            "",
            f"Estimates are what each method would find in the world of seed {world.seed}, in the KPI’s points.",
            "Detectable: the smallest change that the method finds four times in five.",
        ]
    )  # fmt: skip


_METHODS: Final = ("pre_post", "trend", "did")


def money(figure: float) -> str:
    """Write an amount."""
    return _minus(f"{round(figure) + 0:,}")


def per_cent(figure: float | None) -> str:
    """Write a return."""
    return "–" if figure is None else _minus(f"{round(figure) + 0:,} %")


def share(figure: float | None) -> str:
    """Write a share in per cent."""
    return "–" if figure is None else _minus(f"{round(figure * 100) + 0} %")


def months(figure: float | None) -> str:
    """Write a length of time."""
    return "–" if figure is None else f"{figure:.1f} months"


def number(figure: float | None) -> str:
    """Write a figure in a KPI's points."""
    return "–" if figure is None else _minus(f"{round(figure, 2) + 0.0:.2f}")


def _minus(written: str) -> str:
    return written.replace("-", "−")


def _columns(head: Sequence[str], lines: Sequence[Sequence[str]], align: str) -> list[str]:
    """Write a table with columns as wide as they need."""
    widths = [max(len(line[column]) for line in (head, *lines)) for column in range(len(head))]
    return [
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(line, align, widths, strict=True)).rstrip()
        for line in (head, *lines)
    ]
