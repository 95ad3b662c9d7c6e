"""A plan played out over the whole year: the truth, which stays on the server until the reveal.

Rules:
- ``play`` gives the company's figures. Where a unit is held out, its share of every effect is kept away.
- Stored figures are rounded, so that every node and every replay stores the same bytes.
- Noise has no place here: it belongs to what an instrument reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from practicum.outcome import kpi as kpis
from practicum.outcome.adoption import adoption
from practicum.outcome.relief import blocked_relief, plain_relief
from practicum.outcome.timeline import HISTORY, QUARTER, YEAR
from practicum.outcome.value import Costs, payback_months, plan_costs, worth
from practicum.outcome.world import (
    HELD_OUT_SHARE,
    Bools,
    Floats,
    Measured,
    PlannedItem,
    TeamPlan,
    World,
    go_live,
    shocks_by_happening,
    starts_of,
)
from practicum.scenario.model import Scenario

Figures = tuple[float, ...]


class KpiCourse(msgspec.Struct, frozen=True):
    """One KPI's true course: with the plan, without it, and before."""

    mu: Figures  # weeks 0…51, the company's
    twin: Figures  # weeks 0…51, had nothing been done
    history: Figures  # weeks −26…−1
    treated: Figures  # weeks 0…51, where the plan runs; differs from ``mu`` only when a unit is held out
    benefit: float
    gap_closed: float | None

    @property
    def end(self) -> float:
        """Give the figure of the last week."""
        return self.mu[-1]

    @property
    def twin_end(self) -> float:
        """Give the last week's figure had nothing been done."""
        return self.twin[-1]

    @property
    def late_effect(self) -> float:
        """Give the mean true difference of the last thirteen weeks."""
        differences = [with_plan - without for with_plan, without in zip(self.mu, self.twin, strict=True)]
        return sum(differences[-QUARTER:]) / QUARTER


class Outcome(msgspec.Struct, frozen=True):
    """What a plan does in a year. Nothing of it is a team's before the reveal."""

    kpis: dict[str, KpiCourse]
    relief: dict[str, Figures]  # cause → weeks 0…51, after blocking
    adoption: dict[str, Figures]  # item of the plan → weeks 0…51
    live: dict[str, int]  # item of the plan → the week in which it is live
    costs: Costs
    cost: float
    benefit: float
    net: float
    roi_percent: float | None
    bcr: float | None
    payback_months: float | None
    gap_closed: float | None  # of the primary KPI


class Course(msgspec.Struct, frozen=True):
    """What many plans do, before money: arrays of plans × weeks, exact."""

    adopted: Floats  # plans × items × weeks
    blocked: dict[str, Floats]  # cause → relief after blocking
    effects: dict[str, Floats]  # KPI → change where the plan runs


def live_weeks(scenario: Scenario, starts: dict[str, int], world: World) -> dict[str, int]:
    """Give the week in which each planned item is live, in the scenario's order."""
    items = scenario.interventions
    return {i: go_live(i, items[i], starts[i], world.happenings) for i in items if i in starts}


def course(scenario: Scenario, live: dict[str, int], chosen: Bools, world: World) -> Course:
    """Work out adoption, relief and effect of many plans; ``live`` names the columns of ``chosen``."""
    items = [scenario.interventions[item] for item in live]
    adopted = adoption(scenario.company, items, tuple(live.values()), chosen, world.happenings)
    relief = plain_relief(scenario.causes, items, adopted)
    blocked = blocked_relief(scenario.causes, relief)
    effects = {
        kpi_id: kpis.effect(
            kpi_id, kpi, causes=scenario.causes, items=items, adopted=adopted, relief=relief, blocked=blocked
        )
        for kpi_id, kpi in scenario.kpis.items()
    }
    return Course(adopted, blocked, effects)


def kept_share(world: World) -> float:
    """Give the share of an effect that the company gets."""
    return 1.0 - HELD_OUT_SHARE if world.held_out else 1.0


def play(scenario: Scenario, plan: Iterable[PlannedItem], world: World, metrics: Iterable[Measured] = ()) -> Outcome:
    """Play a plan for a year and give the truth."""
    starts = starts_of(plan)
    planned = tuple(PlannedItem(item, start) for item, start in sorted(starts.items()))
    live = live_weeks(scenario, starts, world)
    played = course(scenario, live, np.ones((1, len(live)), dtype=bool), world)
    costs = plan_costs(scenario, planned, metrics, world.happenings)
    share = kept_share(world)

    courses: dict[str, KpiCourse] = {}
    weekly = np.zeros(YEAR)
    for kpi_id, kpi in scenario.kpis.items():
        untouched = kpis.twin(kpi, shocks_by_happening(kpi_id, world.happenings))
        effect = played.effects[kpi_id][0]
        weekly_benefit = (kpi.value * kpis.sign(kpi) * share) * effect
        weekly += weekly_benefit
        distance = kpis.gap(kpi)
        closed = kpis.sign(kpi) * share * _total(effect[-QUARTER:]) / QUARTER / distance if distance else None
        courses[kpi_id] = KpiCourse(
            mu=figures(untouched[HISTORY:] + share * effect),
            twin=figures(untouched[HISTORY:]),
            history=figures(untouched[:HISTORY]),
            treated=figures(untouched[HISTORY:] + effect),
            benefit=tidy(_total(weekly_benefit), 2),
            gap_closed=None if closed is None else tidy(closed, 4),
        )
    figured = worth(_total(weekly), costs.total)
    return Outcome(
        kpis=courses,
        relief={cause: figures(weeks[0]) for cause, weeks in played.blocked.items()},
        adoption={item: figures(played.adopted[0, i]) for i, item in enumerate(live)},
        live=live,
        costs=costs,
        cost=figured.cost,
        benefit=figured.benefit,
        net=figured.net,
        roi_percent=figured.roi_percent,
        bcr=figured.bcr,
        payback_months=payback_months(weekly.tolist(), costs.total),
        gap_closed=courses[scenario.primary_kpi].gap_closed,
    )


def play_class(scenario: Scenario, teams: Mapping[str, TeamPlan]) -> dict[str, Outcome]:
    """Play every team's plan: about half a millisecond each, so a class belongs in a worker."""
    return {team: play(scenario, theirs.plan, theirs.world, theirs.metrics) for team, theirs in teams.items()}


def figures(weeks: Floats, digits: int = 6) -> Figures:
    """Round an array into what is stored."""
    return tuple(tidy(float(figure), digits) for figure in weeks)


def tidy(figure: float, digits: int) -> float:
    """Round a figure, and write no minus before a zero."""
    return round(figure, digits) + 0.0


def _total(weeks: Floats | Sequence[float]) -> float:
    """Add exactly from the first to the last: numpy's own order depends on the machine."""
    return float(sum(float(figure) for figure in weeks))
