"""Every rule of the linter, family by family, and the one way to run them.

Rules:
- A family is a module with a ``RULES`` tuple; this table is the only list of them.
- The economics family plays thousands of plans and is the slow one; the others only read.
"""

from __future__ import annotations

from collections.abc import Iterable

from practicum.lint.case import Case
from practicum.lint.rule import Rule
from practicum.scenario.problems import Problem, in_order, problem

FAMILIES: dict[str, tuple[Rule, ...]] = {}

RULES: dict[str, Rule] = {rule.id: rule for rules in FAMILIES.values() for rule in rules}


def lint(case: Case, families: Iterable[str] = tuple(FAMILIES)) -> list[Problem]:
    """Run families of rules over a case; every finding, by place."""
    found = [
        problem(rule.id, case.place(finding.at), finding.message, finding.hint, rule.severity)
        for family in families
        for rule in FAMILIES[family]
        for finding in rule.check(case)
    ]
    return in_order(found)
