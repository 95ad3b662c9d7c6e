"""A plan that is written beside a case, as on a command line, checked as the loader checks the case's own plans.

Rules:
- ``intended``, ``sponsor_asks`` and ``nothing`` name plans of the case, unless an intervention has that name.
- The place of a mistake is the word's own: line 1, and its column in the text.
- What a plan costs is worked out elsewhere; what it says if the budget doesn't allow it is said here, once.
"""

from __future__ import annotations

from practicum.scenario.expressions import Item, item_of
from practicum.scenario.model import Expression, Scenario
from practicum.scenario.problems import Place, Problem, in_order, problem
from practicum.scenario.references import Names, check_mentions
from practicum.scenario.walk import Mention

CENT = 0.005


def read_plan(text: str, scenario: Scenario, names: Names, shown: str) -> tuple[Item, ...] | list[Problem]:
    """Read ``workshop,job_aid@4``: the plan's items, or everything that is wrong with it."""
    own = {"intended": scenario.intended, "sponsor_asks": scenario.sponsor_asks, "nothing": ()}
    word = text.strip()
    if word in own and word not in scenario.interventions:
        return tuple(item_of(each) for each in own[word])
    problems: list[Problem] = []
    mentions: list[Mention] = []
    column = 1
    for part in text.split(",") if word else ():
        place = Place(shown, 1, column + len(part) - len(part.lstrip()))
        mentions.append(Mention(Expression.ITEM, part.strip(), place, ()))
        column += len(part) + 1
    check_mentions(mentions, names, problems)
    if problems:
        return in_order(problems)
    items = tuple(item_of(mention.text) for mention in mentions)
    seen: set[str] = set()
    for item, mention in zip(items, mentions, strict=True):
        if item.intervention in seen:
            said = f"{item.intervention} is on the plan twice"
            problems.append(problem("sense.plan", mention.place, said, "keep one of them"))
        seen.add(item.intervention)
    return in_order(problems) or items


def over_budget(plan: str, cost: float, budget: float) -> str | None:
    """Say that a plan costs more than a team has, if it does."""
    if cost <= budget + CENT:
        return None
    return f"{plan} costs {cost:,.0f}, and the budget is {budget:,.0f}"
