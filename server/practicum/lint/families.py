"""Every rule of the linter, family by family, and the one way to run them.

Rules:
- A family is a module with a ``RULES`` tuple; this table is the only list of them.
- The economics family plays thousands of plans and is the slow one; the others only read.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from practicum.lint import claims, economics, fairness, measurement, reach, translation
from practicum.lint.case import Case
from practicum.lint.rule import Finding, Rule
from practicum.scenario.problems import Problem, Related, in_order, problem
from practicum.scenario.read import Part

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "claims": claims.RULES,
    "economics": economics.RULES,
    "reach": reach.RULES,
    "measurement": measurement.RULES,
    "fairness": (*fairness.RULES, *translation.RULES),
}

RULES: dict[str, Rule] = {rule.id: rule for rules in FAMILIES.values() for rule in rules}


class Found(msgspec.Struct, frozen=True):
    """A problem, and the lines of the YAML that it is in: its part's own, and those of the keys that hold it."""

    problem: Problem
    lines: frozenset[int]


def lint(case: Case, families: Iterable[str] = tuple(FAMILIES)) -> list[Problem]:
    """Run families of rules over a case; every finding, by place."""
    return in_order(each.problem for each in look(case, families))


def look(case: Case, families: Iterable[str] = tuple(FAMILIES)) -> list[Found]:
    """Run families of rules over a case; every finding with the lines that it is in."""
    return [
        Found(_problem(case, rule, finding), _lines(case, finding.at))
        for family in families
        for rule in FAMILIES[family]
        for finding in rule.check(case)
    ]


def _problem(case: Case, rule: Rule, finding: Finding) -> Problem:
    related = None
    if finding.related is not None:
        related = Related(case.place(finding.related), finding.related_message)
    return problem(rule.id, case.place(finding.at), finding.message, finding.hint, rule.severity, related)


def _lines(case: Case, part: Part) -> frozenset[int]:
    places = [case.place(part[:length]) for length in range(min(1, len(part)), len(part) + 1)]
    return frozenset(each.line for each in places if each.file == case.place(()).file)
