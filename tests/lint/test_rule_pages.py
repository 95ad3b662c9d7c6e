"""Every rule of the linter has its section in the documentation: it finds the bad example and passes the good one.

``golden.txt`` holds what authors read, word for word: a rule, and ``>`` what is said about the page's bad example.
"""

from pathlib import Path

import pytest

from practicum.lint.case import Case
from practicum.lint.families import FAMILIES, RULES, lint
from tests.lint.pages import read_over, sections


def golden() -> dict[str, list[str]]:
    """Read the golden file: rule → lines."""
    blocks = Path(__file__).with_name("golden.txt").read_text("utf-8").strip().split("\n\n")
    return {rule: [line[2:] for line in lines] for rule, *lines in (block.split("\n") for block in blocks)}


GOLDEN = golden()


def said(rule: str, example: str, folder: Path, po: str = "") -> list[str]:
    """What a rule says about a case with this example in it."""
    reading = read_over(example, folder, po)
    assert reading.scenario is not None, [str(each) for each in reading.problems]
    problems = lint(Case(reading), [RULES[rule].family])
    return [f"{each.message}: {each.hint}" for each in problems if each.rule == rule]


def test_every_section_is_a_rules() -> None:
    """No page describes a rule that is not there, and no text is kept of one."""
    assert {rule for family in FAMILIES for rule in sections(family)} <= set(RULES)
    assert set(GOLDEN) <= set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_finds_its_bad_example_and_passes_its_good_one(rule: str, tmp_path: Path) -> None:
    """What the page shows is what the linter does, and how it says it."""
    section = sections(RULES[rule].family).get(rule)
    assert section is not None, f"docs/rules/{RULES[rule].family}.md has no section ## {rule}"
    assert section.words
    found = said(rule, section.bad, tmp_path, section.bad_po)
    assert found
    assert found == GOLDEN.get(rule), f"tests/lint/golden.txt has no such text of {rule}: read it, and write it there"
    assert said(rule, section.good, tmp_path, section.good_po) == []
