"""What makes a record: its kind, the shape of its key, its audience; and the words that several kinds share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Literal, TypeVar

import msgspec

Role = Literal["participant", "facilitator", "observer", "rater"]
PhaseName = Literal["lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief"]
PHASES: tuple[PhaseName, ...] = ("lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief")
Signable = Literal["diagnose", "design", "measure"]
Isolation = Literal["none", "pre_post", "trend", "did", "expert"]
Stance = Literal["supports", "contradicts"]
HumanRow = Literal["argument", "risks", "together"]  # the rubric's rows that people judge


class Audience(StrEnum):
    """Who may see a kind of record."""

    EVERYONE = "everyone"
    TEAM = "team"  # the team, observers, raters and facilitators; the key's second part is the team
    JUDGES = "judges"  # raters and facilitators
    FACILITATORS = "facilitators"
    SEAT = "seat"  # the seat and facilitators; the key's second part is the seat
    SEAT_ALONE = "seat alone"
    SERVER = "server"


class Record(msgspec.Struct, frozen=True):
    """One piece of shared state."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of record: its name, the shape of its key, its audience, its type."""

    name: str
    key: str
    audience: Audience
    type: type[Record]


KINDS: dict[str, Kind] = {}
R = TypeVar("R", bound=Record)


def kind(key: str, audience: Audience) -> Callable[[type[R]], type[R]]:
    """Declare a record type with the shape of its key."""

    def declare(cls: type[R]) -> type[R]:
        name = key.split("/", 1)[0]
        KINDS[name] = Kind(name, key, audience, cls)
        return cls

    return declare


def kind_of(key: str) -> Kind:
    """Look up the kind of a key; a KeyError is a bug, since keys are made here."""
    return KINDS[key.split("/", 1)[0]]
