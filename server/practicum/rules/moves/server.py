"""Moves that come over no socket: the host's (the web layer) and the timekeeper's."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from practicum.rules.moves.base import HOST, TIMEKEEPER, Id, Move, Name, move
from practicum.rules.records import AgreedRow, HumanRow, PhaseName, RevealedTeam, Role, Score


@move("session.open", HOST)
class OpenSession(Move, frozen=True):
    scenario: str
    hash: str  # of the pinned scenario
    name: Annotated[str, Meta(max_length=80)]
    code: str
    teams: Annotated[int, Meta(ge=1, le=200)]
    minutes: dict[PhaseName, Annotated[float, Meta(ge=0, le=100_000)]]  # timings that differ from the scenario's
    seed: str
    speed: Annotated[float, Meta(gt=0, le=1000)]  # of the session clock; over 1 in a rehearsal
    seat: Id  # the first facilitator's
    token_hash: str
    analyst_hours: Annotated[float, Meta(ge=0, le=10_000)] | None = None  # where they differ from the scenario's


@move("seat.join", HOST)
class JoinSeat(Move, frozen=True):
    seat: Id
    name: Name
    field: Annotated[str, Meta(max_length=60)]
    years: Annotated[int, Meta(ge=0, le=80)] | None
    token_hash: str


@move("seat.link", HOST)
class LinkSeat(Move, frozen=True):
    """Make a seat for a co-facilitator, an observer or a rater."""

    seat: Id
    role: Role
    token_hash: str


@move("seat.reclaim", HOST)
class ReclaimSeat(Move, frozen=True):
    """Ask to be let back into the seat that holds this name; the token opens once a facilitator admits."""

    name: Name
    token_hash: str


@move("seat.renew", HOST)
class RenewSeat(Move, frozen=True):
    """Let a new token open a seat, and none of those that did."""

    seat: Id
    token_hash: str


@move("seat.forget", HOST)
class ForgetSeat(Move, frozen=True):
    """Remove what is kept about a person; ``names`` are those that the seat had before."""

    seat: Id
    names: Annotated[tuple[Name, ...], Meta(max_length=200)]


@move("time.up", TIMEKEEPER)
class TimeUp(Move, frozen=True):
    """Fire every timer that is due."""


class TeamStep(msgspec.Struct, frozen=True):
    """One team's part of a computed step: what it may see, and the truth for facilitators."""

    series: dict[str, tuple[tuple[tuple[int, float], ...], tuple[tuple[int, float], ...], float | None]]
    ledger: tuple[float, float | None, float | None, str]  # cost, benefit, ROI %, why
    truth: tuple[float, float, float | None, float]  # cost, net, ROI %, share of the gap closed


@move("run.enter", TIMEKEEPER)
class EnterStep(Move, frozen=True):
    """Bring in the figures of a step that was computed beside the event loop."""

    step: int
    teams: dict[str, TeamStep]


@move("debrief.reveal", TIMEKEEPER)
class RevealAll(Move, frozen=True):
    """Bring in the reveal that was computed beside the event loop."""

    twin: tuple[tuple[int, float], ...]
    teams: dict[str, RevealedTeam]
    scores: dict[str, Score] = msgspec.field(default_factory=dict)
    agreement: dict[HumanRow, AgreedRow] = msgspec.field(default_factory=dict)
