"""The version of the language that a case is written in, and how an older case is read by a newer server.

Rules:
- A case says ``practicum: 1``. One that says nothing is of the first version.
- A newer case is refused, since nobody can know what its words will mean.
- An older case is brought up step by step: a step turns the YAML tree of one version into the tree of the next, before
  anything is checked. Whatever a step keeps or renames stays where the author wrote it, so that every problem is still
  told at its line; what a step adds has the place of what it came from.
- A step is never changed once it has shipped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec

from practicum.scenario.problems import Problem, problem
from practicum.scenario.tree import Entry, Mapping, Node, Scalar

VERSION: Final = 1
KEY: Final = "practicum"

Step: TypeAlias = Callable[[Mapping], Mapping]

# Version → how a case in it is written in the next version.
STEPS: Final[dict[int, Step]] = {}


def brought_up(
    root: Mapping, problems: list[Problem], *, to: int = VERSION, steps: dict[int, Step] = STEPS
) -> Mapping | None:
    """Bring a case up to a version; None if it is of a newer one, which is named in the problems."""
    written = next((entry for entry in root.entries if entry.key.text == KEY), None)
    version = 1 if written is None else _version(written, to, problems)
    if version is None:
        return None
    for number in range(version, to):
        root = steps[number](root)
    return _marked(root, to)


def _version(entry: Entry, to: int, problems: list[Problem]) -> int | None:
    """Read a case's version; one that can't be read is taken for the present one, after it was named."""
    written: Node = entry.value
    empty = isinstance(written, Scalar) and not written.text
    rule, place = "language.version", entry.key.place if empty else written.place
    if isinstance(written, Scalar) and written.refused:
        return to
    if not isinstance(written, Scalar) or not written.text.isascii() or not written.text.isdigit():
        problems.append(problem(rule, place, "the version of the language is a number", f"write practicum: {to}"))
        return to
    number = int(written.text[:9])
    if number > to:
        message = f"this case is written in version {number} of the language, and this server reads up to {to}"
        problems.append(problem(rule, place, message, f"use a newer server, or write practicum: {to}"))
        return None
    if number == 0:
        problems.append(problem(rule, place, "there is no version 0 of the language", f"write practicum: {to}"))
        return to
    if not written.plain:
        message = "the version of the language is a number, not a text"
        problems.append(problem(rule, place, message, f"leave out the quotes: practicum: {number}"))
    return number


def _marked(root: Mapping, to: int) -> Mapping:
    """Mark a case as being of a version, where it is marked."""
    return msgspec.structs.replace(
        root,
        entries=tuple(
            Entry(entry.key, Scalar(str(to), True, False, entry.value.place)) if entry.key.text == KEY else entry
            for entry in root.entries
        ),
    )
