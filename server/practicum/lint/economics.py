"""Rules about money: what each intervention is there for, and which plan wins.

Rules:
- Judgements come from the model: every affordable plan is played (see ``plans``), nothing is guessed.
- A trap is legitimate. An item that the sponsor asks for, or that answers a decoy, may be useless; it may not win.
- Where no affordable plan earns its cost, that is said, and nothing about which plan is best.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from practicum.lint.case import Case
from practicum.lint.dominated import check_dominated
from practicum.lint.rule import Finding, Rule
from practicum.lint.temptation import answers_decoy, asked_for, intended, learning, tempting, touches, true_causes
from practicum.outcome.adoption import adoption
from practicum.outcome.forecast import MOST_ITEMS
from practicum.outcome.timeline import QUARTER, YEAR
from practicum.outcome.transfer import transfer
from practicum.outcome.value import cost_of
from practicum.scenario.model import InterventionKind

CENT: Final = 0.005
FAR: Final = 0.10  # of the best plan's net benefit: how far the intended plan may be from it
TEMPTING: Final = 0.15  # of the best: how near a tempting plan may not come
HALF: Final = 0.5  # of a plan's cost or benefit: what is centred on some items owes this much to them
LEAST_WORK: Final = 0.10  # of a year at full strength
LITTLE, NEARLY_MUCH, MUCH, MOST = 0.25, 0.40, 0.50, 0.85  # of the best plan, by learning


def listed(items: tuple[str, ...]) -> str:
    """Write a plan as people say it."""
    return " + ".join(items) if items else "nothing"


# -- items -------------------------------------------------------------------------------------------------------------


def _reachable(case: Case) -> tuple[float, dict[str, float]]:
    """Give the most that a team may have, and the least that each item may cost, after all events."""
    options = [[option.effect for option in inject.options.values()] for inject in case.scenario.injects.values()]
    most = case.scenario.money.budget
    most += sum(max((effect.budget for effect in effects if effect.budget > 0), default=0.0) for effects in options)
    costs = {}
    for name, item in case.scenario.interventions.items():
        saved = sum(min((effect.cost.get(name, 0.0) for effect in effects), default=0.0) for effects in options)
        costs[name] = cost_of(item, case.scenario.company) + min(saved, 0.0)
    return most, costs


def _affordable_items(case: Case) -> frozenset[str]:
    most, costs = _reachable(case)
    return frozenset(name for name, cost in costs.items() if cost <= most + CENT)


def _unaffordable(case: Case) -> Iterator[Finding]:
    within = _affordable_items(case)
    budget = case.scenario.money.budget
    for name, item in case.scenario.interventions.items():
        if name not in within:
            cost = cost_of(item, case.scenario.company)
            yield Finding(
                at=("interventions", name, "cost"),
                message=f"{name} costs {cost:,.0f}, and the whole budget is {budget:,.0f}",
                hint="lower its cost or raise the budget: as it is, no team can choose it",
                related=("money", "budget"),
                related_message="the budget is here",
            )


def _too_late(case: Case) -> Iterator[Finding]:
    company = case.scenario.company
    for name, item in case.scenario.interventions.items():
        cohorts = item.rollout if item.kind is InterventionKind.LEARNING else 0
        if item.lead + cohorts > YEAR - QUARTER:
            after = f"it is in place {item.lead + cohorts} weeks after the start"
            why = f"{after}, and less than a quarter of the year is left to see it work"
            yield Finding(at=("interventions", name, "lead"), message=f"{name} comes too late: {why}", hint=_SOONER)
            continue
        adopted = adoption(company, [item], [item.lead], np.ones((1, 1), dtype=bool))[0, 0]
        full = item.full_reach
        if item.kind is InterventionKind.LEARNING:
            full *= transfer(0.0, min(max(company.support + item.support, 0.0), 1.0), item.floor_plus)
        work = float(adopted.mean()) / full if full else 1.0
        if work < LEAST_WORK:
            slow = "tau" if item.kind is not InterventionKind.LEARNING and item.tau > QUARTER else "lead"
            message = f"{name} does {work:.0%} in its first year of what it would do at full strength"
            yield Finding(at=("interventions", name, slow), message=message.replace("%", " %"), hint=_SOONER)


_SOONER: Final = "shorten its lead, its rollout or its tau, or take it out"


def _untouched(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    within = _affordable_items(case)
    for name in scenario.causes:
        if name not in true_causes(scenario):
            continue
        acting = [item for item in scenario.interventions if name in touches(scenario, item)]
        if within & set(acting):
            continue
        if acting:
            message = f"only {listed(tuple(acting))} acts on {name}, and no team can afford it"
        else:
            message = f"no intervention acts on {name}, which is a true cause"
        hint = f"add one with on: {{{name}: 0.5}}, or a team that finds the cause can do nothing about it"
        yield Finding(at=("causes", name), message=message, hint=hint)


def _idle(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    for name, item in scenario.interventions.items():
        works = touches(scenario, name) or item.support or item.floor_plus
        works = works or any(effect.amount for effect in item.side.values())
        if works or name in asked_for(scenario) or answers_decoy(scenario, name) is not None:
            continue
        hint = "say what it does with on, support or side; "
        hint += "a trap is asked for by the sponsor, or names a decoy in its label or its about"
        message = f"{name} changes nothing: it acts on no true cause, supports nothing and has no side effect"
        yield Finding(at=("interventions", name), message=message, hint=hint)


# -- plans -------------------------------------------------------------------------------------------------------------


def _too_many(case: Case) -> Iterator[Finding]:
    count = len(case.scenario.interventions)
    if count > MOST_ITEMS:
        message = f"{count} interventions make more plans than can be played: the best one was searched for, not proved"
        hint = f"keep to {MOST_ITEMS}, which is more than a team can weigh"
        yield Finding(at=("interventions",), message=message, hint=hint)


def _no_choice(case: Case) -> Iterator[Finding]:
    total = float(case.plans.item_costs.sum())
    budget = case.scenario.money.budget
    if len(case.scenario.interventions) > 1 and total <= budget + CENT:
        message = f"everything together costs {total:,.0f}, and the budget is {budget:,.0f}: nobody has to choose"
        yield Finding(at=("money", "budget"), message=message, hint="lower the budget, or raise what things cost")


def _all_lose(case: Case) -> Iterator[Finding]:
    plans = case.plans
    if plans.net[0] > CENT or (not case.scenario.intended and case.written(("intended",))):
        return
    row = plans.best_of(plans.with_any(plans.names))
    if row is None:
        yield Finding(
            at=("money", "budget"),
            message="no intervention is within the budget: the best plan is to do nothing",
            hint="raise the budget, or lower what things cost",
        )
        return
    least = f"{listed(plans.items(row))} loses least, {-float(plans.net[row]):,.0f}"
    yield Finding(
        at=("kpis", case.scenario.primary_kpi, "value"),
        message=f"no plan earns what it costs within the year: {least}",
        hint="check value, costs and leads; if doing nothing is the answer, write intended: []",
    )


def _not_best(case: Case) -> Iterator[Finding]:
    plans = case.plans
    best = float(plans.net[0])
    if best <= CENT:
        return
    what = f"{listed(plans.items(0))} nets {best:,.0f}"
    if not case.scenario.intended and not case.written(("intended",)):
        hint = f"write intended: [{', '.join(plans.items(0))}], or the plan that you have in mind"
        yield Finding(at=(), message=f"the case does not say which plan it is about: {what}", hint=hint)
        return
    net = case.intended.net
    if net < (1 - FAR) * best:
        message = f"the intended plan nets {net:,.0f}, and {what}, with the same budget"
        hint = "change what the items do or cost until the plan that you teach is the one that wins"
        yield Finding(at=("intended",), message=message, hint=hint)


def _request(case: Case) -> Iterator[Finding]:
    """Find a plan that falls for something, and wins all the same."""
    scenario, plans = case.scenario, case.plans
    best = float(plans.net[0])
    if best <= CENT:
        return
    asked, right = asked_for(scenario), intended(scenario)
    baits = tempting(scenario)
    spent = (plans.chosen * plans.named(baits) * plans.item_costs).sum(axis=1)
    rest = plans.without(baits)
    brought = np.where(rest >= 0, plans.benefit - plans.benefit[rest], 0.0)
    centred = (spent >= HALF * plans.cost - CENT) | (brought >= HALF * plans.benefit)
    centred &= plans.with_any(baits)
    if asked and asked < right:  # a part of the right answer, taken for the whole
        centred |= (plans.chosen == plans.named(asked)).all(axis=1)
    row = plans.best_of(centred)
    if row is None or plans.net[row] < (1 - TEMPTING) * best:
        return
    plan = plans.items(row)
    fallen = next((item for item in plan if item in baits), plan[0])
    decoy = answers_decoy(scenario, fallen)
    why = "what the sponsor asks for" if fallen in asked or decoy is None else f"the decoy {decoy}"
    share = f"{float(plans.net[row]) / best * 100:.0f} %"
    yield Finding(
        at=("sponsor_asks",) if fallen in asked else ("interventions", fallen),
        message=f"{listed(plan)}, a plan around {why}, nets {share} of the best plan",
        hint="a team that asks nothing would play as well: let it do less, or cost more",
    )


def _training(case: Case) -> Iterator[Finding]:
    scenario, plans = case.scenario, case.plans
    best = float(plans.net[0])
    items = learning(scenario)
    if best <= CENT:
        return
    row = plans.best_of(~plans.with_any(set(plans.names) - items))
    alone = 0.0 if row is None else float(plans.net[row]) / best
    plan = plans.items(row) if row is not None else ()
    part = _part_of_learning(case, items & intended(scenario))
    earned = f"the best plan of learning alone ({listed(plan)}) nets {alone * 100:.0f} % of the best plan"
    if not plan:
        earned = "learning alone earns nothing"
    brings = f"learning brings {part * 100:.0f} % of the intended plan's benefit"
    wrong = None
    match scenario.training_is:
        case "the answer":
            if part < NEARLY_MUCH and alone < NEARLY_MUCH:
                wrong = f"{brings}, and {earned}"
        case "not the answer":
            if alone > LITTLE or part > LITTLE:
                wrong = earned if alone > LITTLE else brings
        case _:
            if part < 0.05:
                wrong = f"{brings}: it is not the answer"
            elif max(alone, part) > MOST or min(alone, part) > MUCH:
                wrong = f"{earned if alone > MUCH else brings}: it is the answer"
    if wrong is not None:
        message = f"the case says that training is {scenario.training_is}, and {wrong}"
        yield Finding(at=("training_is",), message=message, hint="change training_is, or what learning does")


def _part_of_learning(case: Case, items: frozenset[str]) -> float:
    """Give learning's part of the intended plan's benefit: between what it brings alone and what it adds."""
    whole = case.intended.benefit
    if not items or whole <= 0:
        return 0.0
    plan = case.scenario.intended
    own = case.benefit(tuple(text for text in plan if text.partition("@")[0].strip() in items))
    rest = case.benefit(tuple(text for text in plan if text.partition("@")[0].strip() not in items))
    return (own + whole - rest) / 2 / whole


RULES: Final[tuple[Rule, ...]] = (
    Rule("economics.unaffordable", "warning", "an intervention that costs more than the budget", _unaffordable),
    Rule("economics.too-late", "warning", "an intervention that comes too late for the year", _too_late),
    Rule("economics.untouched", "warning", "a true cause that no intervention acts on", _untouched),
    Rule("economics.idle", "warning", "an intervention that changes nothing", _idle),
    Rule("economics.dominated", "warning", "an intervention that another one makes pointless", check_dominated),
    Rule("economics.too-many", "warning", "more interventions than can be compared", _too_many),
    Rule("economics.no-choice", "warning", "a budget that pays for everything", _no_choice),
    Rule("economics.all-lose", "warning", "no plan earns what it costs", _all_lose),
    Rule("economics.not-best", "warning", "an intended plan that is not among the best", _not_best),
    Rule("economics.tempting", "warning", "a plan around the request or a decoy that is nearly the best", _request),
    Rule("economics.training", "warning", "training_is says what the model does not", _training),
)
