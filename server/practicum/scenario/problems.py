"""What is wrong with a scenario: a rule, a place and a cure for each problem.

Rules:
- A problem is a value. All problems of a scenario are gathered in one run and handed out together.
- The message says what is wrong in lower case; the hint says what to do about it.
- The JSON form has exactly the keys that ``practicum check --format json`` promises.
- Line and column count from 1; the file is written as the author named it.
- A rule is one of ``scenario/rules.py`` or of the linter's families; what is about two places names both.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, Literal, TypeAlias

import msgspec

# A file with more problems than this is broken as a whole: it gets no more suggestions, and not all are listed.
MANY = 500
LAST_LATIN = 0x24F

# The keys of the JSON form.
PROMISED = ("rule", "severity", "file", "line", "column", "message", "hint")

Severity: TypeAlias = Literal["error", "warning"]


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands: a file, a line and a column that count from 1, and how many characters it takes there."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 0  # 0: to the end of the line


class Related(msgspec.Struct, frozen=True):
    """A second place that a problem is about, and what is there."""

    place: Place
    message: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong; the first fields are the keys of the JSON form, which never changes."""

    rule: str
    severity: Severity = "error"
    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    length: int = 0
    related: Related | None = None

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.file, self.line, self.column, self.length)

    def __str__(self) -> str:
        """One line: place, message, cure."""
        tail = f": {self.hint}" if self.hint else ""
        mark = "" if self.severity == "error" else "warning: "
        return f"{self.file}:{self.line}:{self.column}: {mark}{self.message}{tail}"


class ScenarioProblems(Exception):  # noqa: N818 - the name that callers know: it is its problems
    """A scenario can't be loaded; ``problems`` says why, every reason at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem(
    rule: str,
    place: Place,
    message: str,
    hint: str = "",
    severity: Severity = "error",
    related: Related | None = None,
) -> Problem:
    """Make a problem at a place."""
    return Problem(
        rule=rule,
        severity=severity,
        file=place.file,
        line=place.line,
        column=place.column,
        message=message,
        hint=hint,
        length=place.length,
        related=related,
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and drop repeats; past many, the rest is only counted."""
    ordered = sorted(dict.fromkeys(problems), key=lambda each: (each.place, each.rule, each.message))
    if len(ordered) <= MANY:
        return ordered
    rest = f"and {len(ordered) - MANY} more problems"
    return [*ordered[:MANY], problem("many", ordered[MANY].place, rest, "mend the first ones and check again")]


def as_text(problems: Iterable[Problem]) -> str:
    """One line each."""
    return "\n".join(str(each) for each in problems)


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """The machine-readable form: a list of maps with the promised keys."""
    return [{key: getattr(each, key) for key in PROMISED} for each in problems]


def did_you_mean(word: str, known: Iterable[str], so_far: int = 0) -> str | None:
    """Return the known word that was probably meant; none once there are many problems so far."""
    if so_far > MANY:
        return None
    candidates = list(known)[:MANY]
    lowered = {each.lower(): each for each in reversed(candidates)}
    if word.lower() in lowered:
        return lowered[word.lower()]
    close = difflib.get_close_matches(word[:80], candidates, n=1, cutoff=0.6)
    return close[0] if close else None


def unlike_latin(word: str) -> str:
    """Name the letter of another alphabet in a word, which no eye can tell from a Latin one; to end a sentence."""
    odd = next((each for each in word[:60] if ord(each) > LAST_LATIN and each.isalpha()), None)
    return "" if odd is None else f' (its "{odd}" is not a Latin letter)'


def short(place: Place) -> str:
    """Name a line as a hint does: the file without its folder."""
    return f"{PurePosixPath(place.file).name}:{place.line}"


def one_of(known: Iterable[str], limit: int = 12) -> str:
    """Name the choices, in short."""
    words = list(known)
    if not words:
        return "one that is defined: there is none yet"
    return words[0] if len(words) == 1 else f"one of {listed(words, limit)}"


def listed(known: Iterable[str], limit: int = 16) -> str:
    """List words, in short."""
    words = list(known)
    if not words:
        return "none"
    return ", ".join(words[:limit]) + (" …" if len(words) > limit else "")
