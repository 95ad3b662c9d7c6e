"""Items that tempt: what the sponsor asks for, and what answers a cause that is not true.

Rules:
- What the intended plan holds does not tempt: it is right, whoever asked for it.
- An item answers a decoy if it names one in ``on`` or ``teaches``, or if it helps nothing that is true and its id,
  label or ``about`` shares a word with a decoy's label; of ``about``, only words of that one cause count. Words are
  compared by their first letters, so that "bonus" is in "bonuses".
"""

from __future__ import annotations

import re
from collections import Counter

from practicum.outcome.forecast import parse_item
from practicum.outcome.relief import potency
from practicum.scenario.model import Intervention, InterventionKind, Scenario

STEM = 5  # letters by which two words are the same
COMMON = frozenset("about from have into more most over than that them they this very what when which with".split(" "))
_WORD = re.compile(r"[^\W\d_]{4,}")


def asked_for(scenario: Scenario) -> frozenset[str]:
    """Name the items that the sponsor asks for."""
    return frozenset(parse_item(text).item for text in scenario.sponsor_asks)


def intended(scenario: Scenario) -> frozenset[str]:
    """Name the items of the intended plan."""
    return frozenset(parse_item(text).item for text in scenario.intended)


def true_causes(scenario: Scenario) -> frozenset[str]:
    """Name the causes that hold a share of some gap."""
    return frozenset(name for name, cause in scenario.causes.items() if not cause.decoy and any(cause.share.values()))


def touches(scenario: Scenario, item: str) -> frozenset[str]:
    """Name the true causes that an item acts on."""
    acts = potency(scenario.interventions[item])
    return frozenset(name for name in true_causes(scenario) if acts.get(name))


def answers_decoy(scenario: Scenario, item: str) -> str | None:
    """Name the decoy that an item answers, if it answers one."""
    its = scenario.interventions[item]
    named = {*its.on, *its.teaches}
    helps = touches(scenario, item) or its.support > 0 or its.floor_plus > 0
    about = frozenset() if helps else _about(item, its.label) | (stems(its.about) - COMMON - _everywhere(scenario))
    for name, cause in scenario.causes.items():
        if cause.decoy and (name in named or about & _about(name, cause.label)):
            return name
    return None


def _everywhere(scenario: Scenario) -> frozenset[str]:
    """Name the words of more than one cause: the people and things that the whole case is about."""
    said = Counter(word for cause in scenario.causes.values() for word in stems(cause.label))
    return frozenset(word for word, times in said.items() if times > 1)


def _about(name: str, label: str) -> frozenset[str]:
    return stems(f"{name} {label}".replace("_", " ")) - COMMON


def tempting(scenario: Scenario) -> frozenset[str]:
    """Name the items that a team may fall for."""
    every = {item for item in scenario.interventions if answers_decoy(scenario, item) is not None}
    return (asked_for(scenario) | every) - intended(scenario)


def learning(scenario: Scenario) -> frozenset[str]:
    """Name the items of learning."""
    return frozenset(name for name, item in scenario.interventions.items() if is_learning(item))


def is_learning(item: Intervention) -> bool:
    """Tell whether an item is learning."""
    return item.kind is InterventionKind.LEARNING


def stems(text: str) -> frozenset[str]:
    """Give the words of a text by their first letters; short ones, which say little, are left out."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()))
