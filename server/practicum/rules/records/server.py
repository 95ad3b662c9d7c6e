"""What never leaves the server: token hashes, the seed, the pinned scenario, timers."""

from __future__ import annotations

from typing import Literal

from practicum.rules.records.base import (
    Audience,
    Record,
    kind,
)


@kind("token/<hash>", Audience.SERVER)
class Token(Record, frozen=True, kw_only=True):
    """The SHA-256 of a secret, and the seat that it opens; ``waits`` until a facilitator lets the person in."""

    seat: str
    waits: bool = False


@kind("seed", Audience.SERVER)
class Seed(Record, frozen=True, kw_only=True):
    """The seed of the session's world: all its teams live in the same one."""

    seed: str


@kind("pinned", Audience.SERVER)
class Pinned(Record, frozen=True, kw_only=True):
    """The content hash of the scenario that this session runs."""

    hash: str


@kind("timer/<id>", Audience.SERVER)
class Timer(Record, frozen=True, kw_only=True):
    """Something that happens at a session time: an inject is sent, data arrives, a step plays, patience ends."""

    due: int
    what: Literal["inject", "arrive", "step", "unanswered"]
    team: str = ""
    id: str = ""
