"""What people say, and what they need."""

from __future__ import annotations

from practicum.rules.records.base import (
    Audience,
    Record,
    kind,
)


@kind("say/<n>", Audience.EVERYONE)
class Say(Record, frozen=True, kw_only=True):
    """The facilitator's word to all."""

    text: str
    by: str
    said_due: int


@kind("chat/<team>/<n>", Audience.TEAM)
class Chat(Record, frozen=True, kw_only=True):
    by: str
    text: str
    said_due: int


@kind("help/<team>", Audience.TEAM)
class Help(Record, frozen=True, kw_only=True):
    """A team's call for the facilitator, with a read receipt."""

    text: str
    by: str
    since_due: int
    seen_by: str | None = None


@kind("needs/<seat>", Audience.SEAT_ALONE)
class Needs(Record, frozen=True, kw_only=True):
    """What helps this person take part; nobody else reads it."""

    text: str
