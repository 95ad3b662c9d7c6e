"""What authors read when something is wrong, word for word, with its line and column.

``golden.txt`` holds the mistakes: ``-`` a text of the small case, ``+`` what it is changed to, ``>`` all that the
loader says about it, a line each.
"""

from pathlib import Path

import msgspec
import pytest

from practicum.scenario.rules import LOADER_RULES
from tests.scenario.small import CASE, complaints, edited, read_case


class Mistake(msgspec.Struct, frozen=True):
    """One edit that makes the case wrong, and what is said about it."""

    old: str
    new: str
    said: tuple[str, ...]


def mistakes() -> list[Mistake]:
    """Read the golden file."""
    text = Path(__file__).with_name("golden.txt").read_text("utf-8")
    found = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        old, new = (line[2:].replace("\\n", "\n") for line in lines[:2])
        found.append(Mistake(old, new, tuple(line[2:] for line in lines[2:])))
    return found


def test_the_small_case_loads_clean() -> None:
    """The case that the others are edits of has nothing wrong with it."""
    assert complaints(CASE) == []


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda each: each.new.strip()[:40] or f"no {each.old[:30]}")
def test_a_mistake_is_named_with_its_place_and_its_cure(mistake: Mistake) -> None:
    """Each mistake has its line and column, says what is wrong, and how to put it right."""
    assert complaints(edited((mistake.old, mistake.new))) == list(mistake.said)


def test_all_mistakes_are_found_in_one_run() -> None:
    """A file with a wrong unit, a wrong id, a wrong key and a missing file is told all four."""
    text = edited(
        ("lead: 8 weeks", "lead: 8 months"),
        ("on: {labels: 0.9}", "on: {lables: 0.9}"),
        ("tagline: Parcels", "tagsline: Parcels"),
        ("body: Labels fade in the rain.", "body: note.md"),
    )
    assert complaints(text) == [
        'scenario.yaml:3:1: unknown key "tagsline" in the scenario: did you mean "tagline"?',
        'scenario.yaml:46:45: there is no file "note.md": paths are relative to the YAML file',
        'scenario.yaml:49:66: "months" is not a unit here: write a whole number of weeks, as in 8 weeks',
        'scenario.yaml:49:81: unknown cause "lables": did you mean "labels"? (defined at scenario.yaml:29)',
    ]


# Texts that need files, or a text too large for a line: they are held in test_broken_files, test_files and beside
# the pages of the documentation.
ELSEWHERE = {"many", "yaml.empty", "yaml.size", "sense.size", "table.form", "translation.form", "translation.language"}
ELSEWHERE |= {"file.empty", "file.encoding", "file.name", "file.size"}


def test_every_rule_of_the_loader_has_a_mistake_here() -> None:
    """A new rule comes with its text, word for word."""
    seen = {each.rule for it in mistakes() for each in read_case(edited((it.old, it.new)))[1]}
    assert set(LOADER_RULES) - seen == ELSEWHERE
