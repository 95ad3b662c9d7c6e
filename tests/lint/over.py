"""The guide's case with a part laid over it, and what some families of rules say about it."""

from pathlib import Path

from practicum.lint.case import Case
from practicum.lint.families import lint
from practicum.scenario.problems import Problem
from tests.lint.pages import read_over


def case_with(example: str, folder: Path) -> Case:
    """Load the guide's case with a part laid over it."""
    reading = read_over(example, folder)
    assert reading.scenario is not None, [str(each) for each in reading.problems]
    return Case(reading)


def findings(example: str, folder: Path, family: str) -> list[Problem]:
    """What one family says."""
    return lint(case_with(example, folder), [family])


def told(example: str, folder: Path, family: str) -> dict[str, str]:
    """Rule → message and hint, of one family."""
    return {each.rule: f"{each.message}: {each.hint}" for each in findings(example, folder, family)}
