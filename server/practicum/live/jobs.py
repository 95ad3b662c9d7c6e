"""What goes through a session's pipeline: a move that waits, and a decided one on its way to the log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from practicum.live.clients import Row
from practicum.live.counts import UNREADABLE
from practicum.live.frames import Refused
from practicum.live.history import Step
from practicum.live.tracing import Trail
from practicum.rules.moves import SPECS, Move
from practicum.rules.refusals import Refusal
from practicum.rules.scene import By
from practicum.rules.state import Changes
from practicum.store.log import Append, Outcome

Wait = Callable[[], Awaitable[None]]


class Job:
    """A move to decide, for a seat's client, or for the host or the timekeeper who waits for the result."""

    __slots__ = ("by", "do", "id", "move", "result", "row", "trail")

    def __init__(
        self,
        move: Move | Refusal,
        by: By,
        row: Row | None = None,
        id: int = 0,
        result: asyncio.Future[Refusal | None] | None = None,
    ) -> None:
        self.move = move
        self.do = UNREADABLE if isinstance(move, Refusal) else SPECS[type(move)].do
        self.by = by
        self.row = row
        self.id = id
        self.result = result
        self.trail: Trail | None = None  # where moves are traced

    @property
    def withdrawn(self) -> bool:
        """Say whether who submitted it no longer waits: then it need not be done."""
        return self.result is not None and self.result.cancelled()


class Pending(msgspec.Struct, eq=False):
    """A decided move on its way: what to append, or what to answer without."""

    job: Job
    answer: bytes
    changes: Changes | None
    append: Append | None
    decided: float
    ended: bool = False
    refusal: Refusal | None = None
    outcome: Outcome | None = None
    """Once it has ended: None when it is not known."""


class Listener(Protocol):
    """What a pipeline tells its session."""

    def now(self) -> int:
        """Return the store's time."""

    def changed(self, step: Step) -> None:
        """Learn that a step is on disk, and applied."""

    def reloaded(self) -> None:
        """Learn that the whole state was replaced."""

    def answer(self, row: Row, frame: bytes) -> None:
        """Send a client its answer."""

    def client_removed(self, row: Row) -> None:
        """Learn that a client lost its row to a newer one."""

    def followed(self, trail: Trail) -> None:
        """Learn how a move ended that is traced; those who look are told of it next."""


def refused(id: int, refusal: Refusal) -> Refused:
    """Write a refusal as an answer."""
    return Refused(id, refusal.code, refusal.message, refusal.now)


def resolve(job: Job, result: Refusal | None) -> None:
    """Tell whoever waits for a move how it ended."""
    if job.result is not None and not job.result.done():
        job.result.set_result(result)


def forgotten(id: int) -> Refused:
    """Answer an id that is too old to be known."""
    return Refused(id, "forgotten", "This was answered so long ago that the answer is no longer kept.")
