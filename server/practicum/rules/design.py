"""The design phase: interventions on a twelve-month plan, each linked to claims, under the one budget.

In the run the plan may change once between steps: items not yet begun may be added, moved or dropped. What has begun
stays begun, also when the facilitator steps back to this phase: what teams have seen of the year stays true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practicum.outcome.timeline import STEPS
from practicum.rules import money, signing
from practicum.rules.moves import DropPlan, Move, PutPlan
from practicum.rules.records import Case, Claim, ItemShown, Midcourse, PlanItem, Record, Run
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, to_map


def enter(scene: Scene) -> dict[str, Record]:
    """Put the catalogue of interventions."""
    scenario = scene.scenario
    return {
        f"item/{item}": ItemShown(
            label=record.label,
            about=record.about,
            audience=record.audience,
            kind=record.kind,
            cost=money.cost_of(record, scenario.company),
            lead=record.lead,
            rollout=record.rollout,
            asked=item in scenario.sponsor_asks,
        )
        for item, record in scenario.interventions.items()
    }


def put_plan(scene: Scene, move: PutPlan) -> Changes | Refusal:
    """Put an item into the plan, move it, or say what it is for."""
    item = scene.scenario.interventions.get(move.item)
    if item is None:
        return unknown("intervention")
    key = f"plan/{move.team}/{move.item}"
    existing = scene.records.get(key, PlanItem)
    if (existing.revision if existing else 0) != move.revision:
        now = to_map(existing) if existing else None
        return Refusal("stale", "A team-mate changed this item just now. This is how it stands.", now)
    claims = scene.records.under(f"claim/{move.team}", Claim)
    if any(claim not in claims for claim in move.claims):
        return unknown("cause")
    midcourse = _midcourse(scene, move.team, existing, move.start)
    if isinstance(midcourse, Refusal):
        return midcourse
    refusal = _affordable(scene, move, existing)
    if refusal is not None:
        return refusal
    planned = PlanItem(
        start=move.start,
        claims=tuple(dict.fromkeys(move.claims)),
        by=existing.by if existing else scene.seat,
        revision=move.revision + 1,
    )
    return Changes({key: planned} | midcourse | signing.edited(scene, move.team, "design"))


def drop_plan(scene: Scene, move: DropPlan) -> Changes | Refusal:
    """Take an item out of the plan; its cost comes back."""
    key = f"plan/{move.team}/{move.item}"
    existing = scene.records.get(key, PlanItem)
    if existing is None:
        return Changes({})
    midcourse = _midcourse(scene, move.team, existing, None)
    if isinstance(midcourse, Refusal):
        return midcourse
    return Changes(midcourse | signing.edited(scene, move.team, "design"), (key,))


def _midcourse(scene: Scene, team: str, existing: PlanItem | None, start: int | None) -> dict[str, Record] | Refusal:
    """Once the year has begun, hold a change of plan to its rules; note the step of the run's one change."""
    run = scene.records.get("run", Run)
    if run is None or (existing is not None and start == existing.start):
        return {}
    if scene.phase.phase != "run":
        return _begun(run, existing, start) or {}
    if run.wanted > run.step or not 0 < run.step < run.steps:
        return Refusal("phase.closed", "The plan can change between two steps of the year, not now.")
    used = scene.records.get(f"midcourse/{team}", Midcourse)
    if used is not None and used.step != run.step:
        return Refusal(
            "midcourse.used", f"Your team changed its plan after month {used.step * 12 // run.steps}, its one change."
        )
    return _begun(run, existing, start) or {f"midcourse/{team}": Midcourse(step=run.step)}


def _begun(run: Run, existing: PlanItem | None, start: int | None) -> Refusal | None:
    """Refuse to change the weeks that have been played; a step that is being computed counts as played."""
    week = STEPS[run.wanted - 1][1] + 1 if run.wanted else 0
    if existing is not None and existing.start < week:
        return Refusal("begun", "This has begun; it can no longer be moved or dropped.")
    if start is not None and start < week:
        return Refusal("too.early", "That week has passed. Choose a later start.")
    return None


def _affordable(scene: Scene, move: PutPlan, existing: PlanItem | None) -> Refusal | None:
    if existing is not None:
        return None
    cost = money.price(scene.records, scene.scenario, move.team, move.item)
    left = money.left(scene.records, scene.scenario, move.team)
    return over_budget(scene, cost, left)


def over_budget(scene: Scene, cost: float, left: float) -> Refusal | None:
    """Refuse what costs more than is left."""
    if cost <= left + 0.005:
        return None
    currency = scene.records.the("case", Case).currency
    free = f"{_money(left, currency)} of the budget is free" if left > 0 else "nothing of the budget is free"
    return Refusal("budget.exceeded", f"This costs {_money(cost, currency)} and {free}.")


def _money(amount: float, currency: str) -> str:
    """Write an amount as the screens do: the sign where there is a common one, else the three letters."""
    sign = {"GBP": "£", "EUR": "€", "USD": "$"}.get(currency)
    return f"{amount:,.0f}\u00a0{currency}" if sign is None else f"{sign}{amount:,.0f}"


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {PutPlan: put_plan, DropPlan: drop_plan}
