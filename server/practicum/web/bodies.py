"""What the HTTP interface takes and gives, as types. Their names and keys are a promise to those who script it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from practicum.rules.records import PhaseName, Role
from practicum.rules.timings import Offered


class ShownLanguage(msgspec.Struct, frozen=True):
    """A scenario in one of its languages, as a host reads it."""

    language: str
    title: str
    summary: str
    tagline: str


class Shown(msgspec.Struct, frozen=True):
    """A scenario on the shelf; nothing here gives the case away."""

    id: str
    title: str
    summary: str
    minutes: float
    language: str
    level: str
    tagline: str
    sector: str
    languages: tuple[ShownLanguage, ...]  # its own first
    timings: tuple[Offered, ...]  # its own first


class NewSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which case to run, and how."""

    scenario: Annotated[str, Meta(max_length=100)]
    teams: Annotated[int, Meta(ge=1, le=200)] = 2
    name: Annotated[str, Meta(max_length=80)] = ""
    timings: dict[PhaseName, Annotated[float, Meta(ge=0, le=10_000)]] | Annotated[str, Meta(max_length=100)] = {}
    seed: Annotated[str, Meta(max_length=100)] | int | None = None
    language: Annotated[str, Meta(max_length=20)] = ""  # one of the case's; empty: its own
    speed: Annotated[float, Meta(gt=0, le=1000)] = 1.0  # of the session's clock; over 1 in a rehearsal


class OpenedSession(msgspec.Struct, frozen=True):
    """A new session, and the host's way into it."""

    session: str
    code: str
    join_url: str
    facilitator_url: str
    token: str


class Join(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who joins; with ``reclaim``, who asks to be let back into the seat of that name."""

    code: Annotated[str, Meta(max_length=20)]
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    field: Annotated[str, Meta(max_length=60)] = ""
    years: Annotated[int, Meta(ge=0, le=80)] | None = None
    reclaim: bool = False


class Joined(msgspec.Struct, frozen=True, omit_defaults=True):
    """A seat, and the token that opens it; while ``waits``, only once a facilitator has nodded."""

    session: str
    seat: str
    team: str | None
    token: str
    waits: bool = False


class NewLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link for somebody who is no participant."""

    role: Role


class Link(msgspec.Struct, frozen=True):
    """An address that opens a seat."""

    url: str
    token: str


class Signing(msgspec.Struct, frozen=True):
    """Whether hosts can sign in here, at /sign-in, and who has in this browser."""

    offered: bool
    email: str = ""


class Problem(msgspec.Struct, frozen=True):
    """Why a request was not done: a stable code and a sentence for people."""

    code: str
    message: str
