"""What a rule of the linter is: an id, what it looks for, and a function that looks.

Rules:
- An id is ``family.name``: people suppress it by this name, and its section of the documentation is called so. Add,
  never rename.
- An error breaks the play; a warning makes it weaker. A rule has one severity.
- A check is a pure function of a loaded case and yields what it found, each at a part of the case. It never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

from practicum.lint.case import Case
from practicum.scenario.problems import Severity
from practicum.scenario.read import Part


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule found: where, what is wrong, what to do, and a second part that it is about."""

    at: Part
    message: str
    hint: str = ""
    related: Part | None = None
    related_message: str = ""  # "the cause is defined here"


Check: TypeAlias = Callable[[Case], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """One rule: ``title`` is what is wrong in few words, as the documentation's heading says it."""

    id: str
    severity: Severity
    title: str
    check: Check

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]
