"""Every rule of the linter has its section in the documentation: it finds the bad example and passes the good one."""

from pathlib import Path

import pytest

from practicum.lint.case import Case
from practicum.lint.families import FAMILIES, RULES, lint
from tests.lint.pages import read_over, sections


def found(example: str, folder: Path, po: str = "") -> set[str]:
    """The rules that a case with this example in it breaks."""
    reading = read_over(example, folder, po)
    assert reading.scenario is not None, [str(each) for each in reading.problems]
    return {each.rule for each in lint(Case(reading))}


def test_every_section_is_a_rules() -> None:
    """No page describes a rule that is not there."""
    assert {rule for family in FAMILIES for rule in sections(family)} <= set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_finds_its_bad_example_and_passes_its_good_one(rule: str, tmp_path: Path) -> None:
    """What the page shows is what the linter does."""
    section = sections(RULES[rule].family).get(rule)
    assert section is not None, f"docs/rules/{RULES[rule].family}.md has no section ## {rule}"
    assert section.words
    assert rule in found(section.bad, tmp_path, section.bad_po)
    assert rule not in found(section.good, tmp_path, section.good_po)
