"""What each strategy plans: items of the catalogue, begun at once, within the budget.

Rules:
- A bot with a plan of its own takes it, in its order, as far as the budget reaches.
- *Reads everything* takes what fits its bet, the best fit first, until the budget is gone.
- *Trusts the sponsor* takes what the sponsor asks for.
- *Expert* takes the affordable plan with the most net benefit among the items that act on a cause that was shown, or
  that help people use what they learnt. Up to ``FEW`` such items it compares every plan; beyond, it adds, drops and
  swaps one item at a time as long as that pays.
- *Random* takes what chance says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
import numpy as np

from practicum.outcome import kpi as kpis
from practicum.outcome.forecast import parse_plan
from practicum.outcome.play import course, live_weeks
from practicum.outcome.relief import potency
from practicum.outcome.value import cost_of
from practicum.outcome.world import Bools, Floats, PlannedItem, World
from practicum.scenario.model import Bot, Intervention, Scenario, Strategy
from practicum.strategies.beliefs import Belief
from practicum.strategies.chance import chance, shuffled

FEW: Final = 8
ROUNDS: Final = 40
CENT: Final = 0.005


class Aim(msgspec.Struct, frozen=True):
    """An item of a plan, and the causes that it is for."""

    item: str
    start: int
    causes: tuple[str, ...]


def make_plan(
    scenario: Scenario, bot: Bot, belief: Belief, *, shown: Collection[str], budget: float, seed: str
) -> tuple[Aim, ...]:
    """Say what a bot plans for so much money."""
    if bot.plan is not None:
        chosen: Iterable[PlannedItem] = parse_plan(bot.plan)
    else:
        match bot.strategy:
            case Strategy.READS_EVERYTHING:
                chosen = [PlannedItem(item) for item in _by_fit(scenario, belief)]
            case Strategy.TRUSTS_THE_SPONSOR:
                chosen = parse_plan(scenario.sponsor_asks)
            case Strategy.EXPERT:
                chosen = [PlannedItem(item) for item in best_answer(scenario, shown, budget)]
            case _:
                wanted = [item for item in scenario.interventions if chance(seed, "plan", item) < 0.5]
                chosen = [PlannedItem(item) for item in shuffled(wanted, seed, "order")]
    affordable = _within(scenario, chosen, budget)
    return tuple(_aim(scenario, one, affordable, belief) for one in affordable)


def best_answer(scenario: Scenario, shown: Collection[str], budget: float) -> tuple[str, ...]:
    """Give the affordable plan with the most net benefit, of items that act on what was shown."""
    names = tuple(item for item, held in scenario.interventions.items() if _answers(held, shown))
    costs = np.array([cost_of(scenario.interventions[item], scenario.company) for item in names])
    if len(names) <= FEW:
        every: Bools = (np.arange(2 ** len(names))[:, None] >> np.arange(len(names)) & 1).astype(bool)
        best = _best(scenario, names, every, costs=costs, budget=budget)
        return tuple(name for name, has in zip(names, best, strict=True) if has)
    chosen = np.zeros(len(names), dtype=bool)
    for _ in range(ROUNDS):
        better = _best(scenario, names, _neighbours(chosen), costs=costs, budget=budget)
        if (better == chosen).all():
            break
        chosen = better
    return tuple(name for name, has in zip(names, chosen, strict=True) if has)


def _answers(item: Intervention, shown: Collection[str]) -> bool:
    acts = potency(item)
    if any(acts.get(cause, 0.0) > 0 for cause in shown):
        return True
    return not acts and bool(shown) and (item.support > 0 or item.floor_plus > 0)


def _neighbours(chosen: Bools) -> Bools:
    """Give a plan, and every plan that one item more, less or changed makes of it."""
    size = len(chosen)
    plans = [chosen]
    for one in range(size):
        other = chosen.copy()
        other[one] = not other[one]
        plans.append(other)
    for taken in np.flatnonzero(chosen):
        for free in np.flatnonzero(~chosen):
            other = chosen.copy()
            other[taken], other[free] = False, True
            plans.append(other)
    return np.array(plans)


def _best(scenario: Scenario, names: Sequence[str], plans: Bools, *, costs: Floats, budget: float) -> Bools:
    """Give the plan with the most net benefit, the one with the fewest items where two are alike."""
    spent = np.where(plans, costs, 0.0).sum(axis=1) if len(names) else np.zeros(len(plans))
    affordable = spent <= budget + CENT
    plans, spent = plans[affordable], spent[affordable]
    if not len(plans):
        return np.zeros(len(names), dtype=bool)
    world = World("")
    live = live_weeks(scenario, dict.fromkeys(names, 0), world)
    played = course(scenario, live, plans, world)
    benefit = np.zeros(len(plans))
    for kpi_id, kpi in scenario.kpis.items():
        benefit += kpi.value * kpis.sign(kpi) * played.effects[kpi_id].sum(axis=1)
    net = np.round(benefit - spent, 2)
    order = np.lexsort((np.arange(len(plans)), plans.sum(axis=1), -net))
    best: Bools = plans[order[0]]
    return best


def _by_fit(scenario: Scenario, belief: Belief) -> list[str]:
    """Order items by how well they fit the bet; what fits nothing is left out."""
    fit = {
        item: round(sum(belief.bet.get(cause, 0) * acts for cause, acts in potency(held).items()) * held.full_reach, 6)
        for item, held in scenario.interventions.items()
    }
    return sorted((item for item, worth in fit.items() if worth > 0), key=lambda item: (-fit[item], item))


def _within(scenario: Scenario, chosen: Iterable[PlannedItem], budget: float) -> list[PlannedItem]:
    """Keep what the budget reaches, in order."""
    kept: list[PlannedItem] = []
    left = budget
    for one in chosen:
        cost = cost_of(scenario.interventions[one.item], scenario.company)
        if cost <= left + CENT and one.item not in {each.item for each in kept}:
            kept.append(one)
            left -= cost
    return kept


def _aim(scenario: Scenario, one: PlannedItem, plan: Sequence[PlannedItem], belief: Belief) -> Aim:
    """Say what an item is for: the believed causes that it acts on, or, if it helps, those that others act on."""
    acts = potency(scenario.interventions[one.item])
    aims = [cause for cause in belief.claims if belief.bet.get(cause) and acts.get(cause, 0.0) > 0]
    if not aims and not acts:
        others = {cause for each in plan for cause in potency(scenario.interventions[each.item])}
        aims = [cause for cause in belief.claims if belief.bet.get(cause) and cause in others]
    aims = aims or [cause for cause in belief.claims if belief.bet.get(cause)]
    aims.sort(key=lambda cause: -belief.bet.get(cause, 0))
    return Aim(one.item, one.start, tuple(aims[:3]))
