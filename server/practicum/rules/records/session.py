"""The live run itself: the session, the case as everybody knows it, phase, clock, seats and teams."""

from __future__ import annotations

import msgspec

from practicum.rules.records.base import (
    Audience,
    PhaseName,
    Record,
    Role,
    kind,
)
from practicum.scenario.model import Figure


class Agenda(msgspec.Struct, frozen=True):
    """One phase of the session's plan."""

    phase: PhaseName
    minutes: float


@kind("session", Audience.EVERYONE)
class Session(Record, frozen=True, kw_only=True):
    """The live run itself."""

    scenario: str
    name: str
    code: str
    opened_at: int
    agenda: tuple[Agenda, ...]
    ended: bool = False


@kind("case", Audience.EVERYONE)
class Case(Record, frozen=True, kw_only=True):
    """What may be known of the case from the lobby on."""

    title: str
    tagline: str
    sector: str
    language: str
    level: str
    minutes: float
    currency: str
    budget: float
    analyst_hours: float
    people: int
    sponsor: str
    quote: str
    figures: tuple[Figure, ...]
    control_units: tuple[str, ...] = ()  # the half that goes first, the half that can wait; empty without a control


@kind("phase", Audience.EVERYONE)
class Phase(Record, frozen=True, kw_only=True):
    """Where everyone is. ``rounds`` counts how often each phase was opened; signatures name the round."""

    phase: PhaseName
    round: int
    rounds: dict[str, int]
    started_due: int
    ends_due: int | None  # None: no end of its own
    left: dict[str, int] = msgspec.field(default_factory=dict)  # time that a phase had left, in ms, when it was left
    began_at: dict[str, int] = msgspec.field(
        default_factory=dict
    )  # when each phase was first opened: planned against actual time


@kind("clock", Audience.EVERYONE)
class Clock(Record, frozen=True, kw_only=True):
    """The pausable session clock: while running, session time is ``due + (now − at) · rate``; else ``due``."""

    at: int
    due: int
    running: bool
    rate: float = 1.0  # over 1 in a rehearsal


@kind("seat/<seat>", Audience.EVERYONE)
class Seat(Record, frozen=True, kw_only=True):
    """One person's place."""

    name: str
    role: Role
    team: str | None = None
    field: str = ""
    years: int | None = None
    active: bool = True  # False once removed
    joined_due: int = 0


@kind("team/<team>", Audience.EVERYONE)
class Team(Record, frozen=True, kw_only=True):
    name: str
    number: int  # 1, 2 … : the glyph and colour follow from it


@kind("ready/<phase>.<round>/<seat>", Audience.EVERYONE)
class Ready(Record, frozen=True, kw_only=True):
    ready: bool
