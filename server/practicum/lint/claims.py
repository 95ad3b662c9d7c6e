"""Rules about what a case claims of itself: every entry of ``tests`` is played, and its figures are compared.

Rules:
- A plan is played as it is written, a bot plays on paper; both in the world of the linter's seed.
- Each figure that is not what the case says is an error at that figure: what it is, what was claimed, and how near.
- A figure that a play does not have (a return on no cost) is told as missing, whatever was claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from practicum.lint.case import SEED, Case
from practicum.lint.detect import pre_post, sharpest
from practicum.lint.rule import Finding, Rule
from practicum.outcome import kpi as kpis
from practicum.outcome.forecast import parse_plan
from practicum.outcome.play import play
from practicum.scenario.expressions import PLAN_FIGURES, Expected, parse_expectation
from practicum.scenario.model import PlanTest, bots_known_to
from practicum.scenario.problems import one_of
from practicum.scenario.values import Wrong
from practicum.strategies import play_on_paper

ABOUT: Final = 0.005  # how far "about" reaches, as a share of the figure; of a figure that is a share, as it is
NEAR: Final = 0.05  # of the claimed figure: a near miss

Figures: TypeAlias = Mapping[str, float | None]

SHARES: Final = frozenset({"gap_closed", "gap_seen"})
MONEY: Final = frozenset({"cost", "benefit", "net"})


def figures_of(case: Case, test: PlanTest) -> Figures:
    """Play a test's plan or bot, and give what it comes to."""
    if test.bot is not None:
        bot = bots_known_to(case.scenario)[test.bot]
        return play_on_paper(case.scenario, bot, int(SEED), name=test.bot).figures()
    return plan_figures(case, case.named(test.plan if test.plan is not None else ()))


def plan_figures(case: Case, plan: tuple[str, ...]) -> Figures:
    """Play a plan as it is written, and give what a test can say of it."""
    scenario = case.scenario
    primary = scenario.primary_kpi
    kpi = scenario.kpis[primary]
    played = play(scenario, parse_plan(plan), case.world)
    course = played.kpis[primary]
    forward, distance = kpis.sign(kpi), kpis.gap(kpi)
    seen = forward * pre_post(course.history + course.mu)
    sharp = sharpest(scenario, primary)
    figures: dict[str, float | None] = {name: getattr(played, name, None) for name in PLAN_FIGURES}
    figures["gap_seen"] = seen / distance if distance else None
    figures["effect_over_mde"] = forward * course.late_effect / sharp.mde if sharp is not None and sharp.mde else None
    return figures


def _check(case: Case) -> Iterator[Finding]:
    for name, test in case.scenario.tests.items():
        figures = figures_of(case, test)
        for figure, written in test.expect.items():
            at = ("tests", name, "expect", figure)
            expected = parse_expectation(str(written))
            if isinstance(expected, Wrong):
                continue  # the loader has told it
            if figure not in figures:
                player = "a plan" if test.bot is None else "a bot"
                message = f'"{name}": {player} has no figure {figure}'
                yield Finding(at=at, message=message, hint=f"write {one_of(figures)}")
                continue
            best = float(case.plans.net[0])
            if not holds(figures[figure], expected, best, _rounding(figure, str(written))):
                message = f'"{name}" does not hold: {figure} is {_said(figure, figures[figure])}'
                bound = _bound(expected, best)
                claimed = f" ({_said(figure, bound)})" if expected.compare == "near best" else ""
                message += f", not {str(written).strip()}{claimed}"
                yield Finding(at=at, message=message, hint=_cure(figure, figures[figure], bound))


def holds(got: float | None, expected: Expected, best: float, rounding: float = ABOUT) -> bool:
    """Tell whether a figure is what was claimed; ``best`` is the net benefit of the best affordable plan."""
    if got is None:
        return False
    bound = _bound(expected, best)
    match expected.compare:
        case "<":
            return got < bound
        case "<=":
            return got <= bound
        case ">":
            return got > bound
        case "about":
            return abs(got - bound) <= max(rounding, ABOUT * abs(bound))
        case _:
            return got >= bound


def _rounding(figure: str, written: str) -> float:
    """Give how far a figure may be off and still round to what was written: half of its last digit."""
    whole, _, decimals = written.strip().rstrip("%").partition(".")
    return ABOUT if figure in SHARES or not whole else 0.5 * 10.0 ** -len(decimals.strip())


def _bound(expected: Expected, best: float) -> float:
    """Give the number that a figure is compared with."""
    return best - expected.number * abs(best) if expected.compare == "near best" else expected.number


def _cure(figure: str, got: float | None, bound: float) -> str:
    if got is None:
        return "claim another figure, or another plan"
    off = abs(got - bound)
    if bound and off <= NEAR * abs(bound):
        return f"it misses by {_said(figure, off)}: mend the case, or claim what is so"
    return "mend the case until it holds, or claim what is so"


def _said(figure: str, number: float | None) -> str:
    """Write a figure as authors do."""
    if number is None:
        return "no figure"
    if figure in SHARES:
        return f"{number * 100:.1f} %"
    return f"{number:,.0f}" if figure in MONEY else f"{number:.4g}"


RULES: Final[tuple[Rule, ...]] = (Rule("claims.broken", "error", "a test of the case that does not hold", _check),)
