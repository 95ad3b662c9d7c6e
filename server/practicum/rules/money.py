"""The one budget: what a team's plan and metrics cost together, and what events did to it."""

from __future__ import annotations

from practicum.outcome.value import cost_of, plan_cost
from practicum.outcome.world import Happening, Measured, PlannedItem, budget_of
from practicum.rules.records import InjectShown, Metric, PlanItem
from practicum.rules.state import Records
from practicum.scenario.model import Scenario

__all__ = ["budget", "cost_of", "happenings", "items", "left", "metrics", "price", "spent"]


def items(records: Records, team: str) -> tuple[PlannedItem, ...]:
    """Read a team's plan for the outcome model."""
    plan = records.under(f"plan/{team}", PlanItem)
    return tuple(sorted(PlannedItem(item, record.start) for item, record in plan.items()))


def metrics(records: Records, team: str) -> tuple[Measured, ...]:
    """Read a team's measurement plan for the outcome model."""
    chosen = records.under(f"metric/{team}", Metric)
    return tuple(
        Measured(instrument, baseline_planned=record.plan_baseline, isolation=record.isolation)
        for instrument, record in sorted(chosen.items())
    )


def happenings(records: Records, scenario: Scenario, team: str) -> tuple[Happening, ...]:
    """Read what happened to a team: its answers to events, the default where it gave none."""
    result = []
    for inject, shown in sorted(records.under(f"inject/{team}", InjectShown).items()):
        source = scenario.injects.get(inject)
        option = shown.answer or (source.default if source else None)
        if source is not None and option in source.options:
            result.append(Happening(shown.week, source.options[option].effect))
    return tuple(result)


def spent(records: Records, scenario: Scenario, team: str) -> float:
    """Sum what the plan and the metrics cost."""
    return plan_cost(scenario, items(records, team), metrics(records, team), happenings(records, scenario, team))


def price(records: Records, scenario: Scenario, team: str, item: str) -> float:
    """Give what one more item would cost the team, with what events did to its price."""
    plan, happened = items(records, team), happenings(records, scenario, team)
    return plan_cost(scenario, (*plan, PlannedItem(item)), (), happened) - plan_cost(scenario, plan, (), happened)


def left(records: Records, scenario: Scenario, team: str) -> float:
    """Give what is left of the team's budget."""
    return budget(records, scenario, team) - spent(records, scenario, team)


def budget(records: Records, scenario: Scenario, team: str) -> float:
    """Give the team's budget after what happened."""
    return budget_of(scenario, happenings(records, scenario, team))
