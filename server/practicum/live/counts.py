"""What happened on this node, counted: plain figures that the metrics page reads.

Rules:
- Counting costs next to nothing: it is done for every move and every frame.
- Kinds of moves, outcomes and reasons are our own words, never what somebody sent: their number is bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

# Done and on disk; refused by a rule; answered again as at first; a fault in a rule.
Outcome: TypeAlias = Literal["done", "refused", "resent", "failed"]
# Why somebody was told everything anew: a gap that the client found, a reader too slow, another history in the store.
Resync: TypeAlias = Literal["gap", "slow", "history"]

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
UNREADABLE = "unreadable"
"""The kind of a move that could not be read."""


class Spread:
    """How many of some durations fell under each of ``SECONDS``, and their sum."""

    __slots__ = ("counts", "sum")

    def __init__(self) -> None:
        self.counts = [0] * (len(SECONDS) + 1)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        """Count one duration."""
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.sum += seconds


@dataclass(slots=True)
class Counts:
    """Counters since the start, durations, and gauges of now."""

    moves: Counter[tuple[str, Outcome]] = field(default_factory=Counter)  # by kind ("do") and outcome
    append: Spread = field(default_factory=Spread)  # from a move's decision until it is on disk
    fanout: Spread = field(default_factory=Spread)  # from there until it is in every socket's queue
    timers_late: Spread = field(default_factory=Spread)  # from a due time until what was due is decided
    resyncs: Counter[Resync] = field(default_factory=Counter)
    previews: int = 0
    conflicts: int = 0
    reloads: int = 0
    appends_retried: int = 0
    welcomes_whole: int = 0
    welcomes_since: int = 0
    deltas: int = 0
    frames_sent: int = 0
    bytes_sent: int = 0
    sockets: int = 0
    sockets_left: int = 0
    sessions: int = 0

    @property
    def moves_done(self) -> int:
        """How many moves are in the log."""
        return sum(count for (_, outcome), count in self.moves.items() if outcome == "done")
