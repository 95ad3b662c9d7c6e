"""How a node's work is told to whoever traces it: in our own words, and in those of no library.

Rules:
- Without a tracer nothing is done: what happens for every move asks whether there is one, and no more.
- Facts are ids, counts and our own words: never a token, a name or a text. A fact without a dot in its name is ours.
- What is done at once is told while it is done (``span``). A move is on its way through many hands, so it takes a trail
  along: each hand notes when it let go of it, and all is told at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import Protocol, Self, TypeAlias

from practicum.live.counts import Outcome

Fact: TypeAlias = str | int | float | bool


class Span(Protocol):
    """Work that is under way."""

    def note(self, **facts: Fact) -> None:
        """Add what was learned meanwhile."""

    def failed(self, why: str) -> None:
        """Say in a word of ours that it went wrong."""


class Trail:
    """What a move leaves behind on its way: when it came, when each stage was over, and how it ended."""

    __slots__ = ("came", "do", "facts", "outcome", "parent", "stages")

    def __init__(self, do: str, parent: object, facts: dict[str, Fact]) -> None:
        self.do = do
        self.parent = parent  # the work that it is a part of, as the tracer knows it
        self.facts = facts
        self.came = perf_counter()
        self.stages: list[tuple[str, float]] = []
        self.outcome: Outcome | None = None  # None: it came to nothing, and nobody need know

    def left(self, stage: str) -> None:
        """Note that a stage is over."""
        self.stages.append((stage, perf_counter()))

    def deciding(self) -> None:
        """Note that it is decided now: for the first time, or again because another node's move came first."""
        self.left("conflict" if self.stages else "inbox")

    def ended(self, outcome: Outcome, **facts: Fact) -> Self:
        """Note how it ended; what follows is on the way to those who look."""
        self.outcome = outcome
        self.facts.update(facts)
        return self


class Tracer(Protocol):
    """Who traces."""

    def span(
        self, name: str, parent: Mapping[str, str] | None = None, /, **facts: Fact
    ) -> AbstractContextManager[Span]:
        """Tell of work while it is done; it is part of what this task does, or of what a header names."""

    def trail(self, do: str, **facts: Fact) -> Trail:
        """Begin to follow a move, as a part of what this task does."""

    def made(self, trail: Trail) -> None:
        """Tell of a move that is over."""


class _Nobody:
    def note(self, **facts: Fact) -> None:
        """Tell nobody."""

    def failed(self, why: str) -> None:
        """Tell nobody."""


_NOBODY = _Nobody()


def nobody(_name: str) -> AbstractContextManager[Span]:
    """Tell nobody of work."""
    return nullcontext(_NOBODY)


def span(tracer: Tracer | None, name: str, **facts: Fact) -> AbstractContextManager[Span]:
    """Tell of work while it is done, if anybody traces."""
    return nobody(name) if tracer is None else tracer.span(name, None, **facts)
