"""What only facilitators see: the shelf of events, notes, the truth, activity, who asks to come back."""

from __future__ import annotations

from typing import Literal

import msgspec

from practicum.rules.records.base import (
    Audience,
    PhaseName,
    Record,
    kind,
)
from practicum.rules.records.debrief import Truth
from practicum.rules.records.year import OptionShown


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """When an event comes, in parts: what must be, its id, and how the case calls it."""

    how: Literal["hand", "phase", "month", "week", "opened", "heard", "planned", "answered", "unanswered"] = "hand"
    phase: PhaseName | None = None
    number: float | None = None  # minutes of a phase or without an answer; the month; the week
    of: str = ""  # the exhibit's tag, the person, the intervention, the other event
    label: str = ""  # its title or name
    said: str = ""  # the question that was answered, or the option that was chosen


@kind("shelf/<inject>", Audience.FACILITATORS)
class Shelf(Record, frozen=True, kw_only=True):
    """An inject on the facilitator's shelf."""

    title: str
    when: str
    channel: str
    sender: str
    body: str
    expects: str
    options: tuple[OptionShown, ...]
    default: str | None
    sent_to: tuple[str, ...] = ()
    fires_due: int | None = None  # set while it is scheduled in the current phase
    held: bool = False
    comes: Coming = Coming()
    contingency_for: str | None = None  # the event that it is held in reserve for


@kind("note/<id>", Audience.FACILITATORS)
class Note(Record, frozen=True, kw_only=True):
    text: str
    by: str
    noted_due: int


@kind("truth", Audience.FACILITATORS)
class TruthShown(Record, frozen=True, kw_only=True):
    """The answer and the teaching note, for facilitators from the start."""

    truth: Truth
    teaching_note: str


@kind("activity/<team>", Audience.FACILITATORS)
class Activity(Record, frozen=True, kw_only=True):
    """What a team did last, and how many moves in each of its last 15 minutes (the last entry is ``minute``)."""

    last_due: int
    last_do: str
    last_by: str
    minute: int
    counts: tuple[int, ...]


@kind("outcome/<team>", Audience.FACILITATORS)
class OutcomeShown(Record, frozen=True, kw_only=True):
    """The true outcome of the year as the plan stands, for facilitators."""

    cost: float
    net: float
    roi_percent: float | None
    gap_closed: float


@kind("reclaim/<seat>", Audience.FACILITATORS)
class Reclaim(Record, frozen=True, kw_only=True):
    """Somebody asks to be let back into a seat whose name they gave."""

    name: str
    asked_due: int
