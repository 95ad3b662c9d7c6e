"""Money: what a plan costs, broken down, and what its effect is worth.

Rules:
- A cost that is a number is all-in; one in parts adds the learners' hours at the loaded wage, for those it reaches.
- Measurement is a cost like any other.
- Payback counts weeks from 1 and is never reached when the sum of benefits stays below the cost.
- A ratio to a cost of nothing is not a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from practicum.outcome.timeline import WEEKS_PER_MONTH
from practicum.outcome.world import Happening, Measured, PlannedItem, by_week, starts_of
from practicum.scenario.model import Company, CostParts, Instrument, Intervention, Scenario


class Costs(msgspec.Struct, frozen=True):
    """A cost and what it is made of; an all-in figure stands as ``all_in``."""

    all_in: float = 0.0
    development: float = 0.0
    delivery: float = 0.0
    hours: float = 0.0  # learners' hours at the loaded wage
    changes: float = 0.0  # what happenings added or saved
    measurement: float = 0.0

    @property
    def total(self) -> float:
        """Sum all parts."""
        parts = (self.all_in, self.development, self.delivery, self.hours, self.changes, self.measurement)
        return round(sum(parts), 2)

    def plus(self, other: Costs) -> Costs:
        """Add two costs part by part."""
        return Costs(*(round(getattr(self, part) + getattr(other, part), 2) for part in self.__struct_fields__))


class Worth(msgspec.Struct, frozen=True):
    """What a benefit is, held against its cost."""

    benefit: float
    cost: float
    net: float
    roi_percent: float | None
    bcr: float | None


def costs_of(item: Intervention, company: Company) -> Costs:
    """Break an intervention's cost down."""
    if not isinstance(item.cost, CostParts):
        return Costs(all_in=round(float(item.cost), 2))
    people = company.population.people * item.full_reach
    return Costs(
        development=round(item.cost.development, 2),
        delivery=round(item.cost.delivery, 2),
        hours=round(item.cost.hours_per_person * people * company.population.wage_per_hour, 2),
    )


def cost_of(item: Intervention, company: Company) -> float:
    """Give an intervention's whole cost."""
    return costs_of(item, company).total


def measurement_cost(instruments: dict[str, Instrument], metrics: Iterable[Measured]) -> float:
    """Give what the measurement plan costs; an instrument that two metrics share is paid once."""
    metrics = tuple(metrics)
    read = {metric.instrument for metric in metrics}
    before = {metric.instrument for metric in metrics if metric.baseline_planned}
    total = sum(instruments[one].cost for one in sorted(read))
    return round(total + sum(instruments[one].baseline_cost for one in sorted(before)), 2)


def plan_costs(
    scenario: Scenario,
    plan: Iterable[PlannedItem],
    metrics: Iterable[Measured] = (),
    happenings: Sequence[Happening] = (),
) -> Costs:
    """Break a plan's cost down, with what happened to it and what measuring it costs."""
    total = Costs(measurement=measurement_cost(scenario.instruments, metrics))
    for item_id in sorted(starts_of(plan)):
        own = costs_of(scenario.interventions[item_id], scenario.company)
        changed = sum(happening.effect.cost.get(item_id, 0.0) for happening in by_week(happenings))
        total = total.plus(own).plus(Costs(changes=max(changed, -own.total)))
    return total


def plan_cost(
    scenario: Scenario,
    plan: Iterable[PlannedItem],
    metrics: Iterable[Measured] = (),
    happenings: Sequence[Happening] = (),
) -> float:
    """Give a plan's whole cost."""
    return plan_costs(scenario, plan, metrics, happenings).total


def worth(benefit: float, cost: float) -> Worth:
    """Hold a benefit against its cost."""
    net = benefit - cost
    return Worth(
        benefit=round(benefit, 2),
        cost=round(cost, 2),
        net=round(net, 2),
        roi_percent=round(net / cost * 100.0, 2) if cost > 0 else None,
        bcr=round(benefit / cost, 4) if cost > 0 else None,
    )


def payback_months(weekly_benefit: Sequence[float], cost: float) -> float | None:
    """Give the months until the sum of benefits reaches the cost, or nothing if it doesn't within the year."""
    if cost <= 0:
        return None
    so_far = 0.0
    for week, benefit in enumerate(weekly_benefit, start=1):
        so_far += benefit
        if so_far >= cost:
            return round(week / WEEKS_PER_MONTH, 2)
    return None
