"""What the model makes of a case: the landscape of plans, and whether the case's own tests hold.

Rules:
- Figures and the drawing are those of ``practicum forecast``; a test is judged as ``practicum check`` judges it.
- It takes seconds of computing, so it is worked out beside the event loop, after the screens are there.
"""

from __future__ import annotations

import msgspec

from practicum.lint.case import Case
from practicum.lint.claims import RULES, figures_of
from practicum.outcome.forecast import MOST_ITEMS, Row
from practicum.outcome.picture import landscape_picture
from practicum.outcome.table import CALLED, headline, unaffordable, worth_showing

SHOWN = 12  # plans of the table, and further down those that somebody asks for


class PlanSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One plan of the landscape."""

    rank: int
    items: tuple[str, ...]
    called: tuple[str, ...]
    cost: float
    net: float
    roi_percent: float | None
    gap_closed: float | None


class TestSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One figure that a test of the case names: what it must be, what it is, and whether that holds."""

    test: str
    of: str
    figure: str
    expects: str
    found: float | None
    holds: bool


class Plans(msgspec.Struct, frozen=True, kw_only=True):
    """What the model makes of one version of a case."""

    says: tuple[str, ...]
    picture: str  # SVG
    plans: tuple[PlanSeen, ...]
    tests: tuple[TestSeen, ...]


def plans_of(case: Case) -> Plans:
    """Play every affordable plan, and the case's own tests."""
    scenario = case.scenario
    if len(scenario.interventions) > MOST_ITEMS:
        many = f"{len(scenario.interventions)} interventions make too many plans to draw: at most {MOST_ITEMS}."
        return Plans(says=(many,), picture="", plans=(), tests=tuple(_tests(case)))
    rows = case.landscape
    return Plans(
        says=(headline(scenario, rows), *unaffordable(scenario, rows)),
        picture=landscape_picture(scenario, rows),
        plans=tuple(_plan(each.rank, each.row) for each in worth_showing(rows, SHOWN)),
        tests=tuple(_tests(case)),
    )


def _plan(rank: int, row: Row) -> PlanSeen:
    return PlanSeen(
        rank=rank,
        items=row.plan,
        called=tuple(CALLED[mark] for mark in row.marks),
        cost=row.cost,
        net=row.net,
        roi_percent=row.roi_percent,
        gap_closed=row.gap_closed,
    )


def _tests(case: Case) -> list[TestSeen]:
    failing = {finding.at for rule in RULES for finding in rule.check(case)}
    found: list[TestSeen] = []
    for name, test in case.scenario.tests.items():
        figures = figures_of(case, test)
        plan = test.plan if isinstance(test.plan, str) else ", ".join(test.plan or ())
        found += [
            TestSeen(
                test=name,
                of=f"bot {test.bot}" if test.bot is not None else plan or "nothing",
                figure=figure,
                expects=str(written),
                found=figures.get(figure),
                holds=("tests", name, "expect", figure) not in failing,
            )
            for figure, written in test.expect.items()
        ]
    return found
