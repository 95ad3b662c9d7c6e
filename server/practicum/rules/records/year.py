"""The pitches and the year: whose turn it is, how far it has played, events, what chosen metrics show."""

from __future__ import annotations

import msgspec

from practicum.rules.records.base import (
    Audience,
    Record,
    kind,
)


@kind("pitch", Audience.EVERYONE)
class Pitch(Record, frozen=True, kw_only=True):
    order: tuple[str, ...]
    current: int  # index into ``order``; len(order) when all have pitched
    ends_due: int | None


@kind("run", Audience.EVERYONE)
class Run(Record, frozen=True, kw_only=True):
    """How far the year has played: ``step`` of ``steps`` is known to all; ``wanted`` is being computed when greater."""

    step: int
    wanted: int
    steps: int
    week: int  # the first week not yet played
    month: int  # the last month played


class OptionShown(msgspec.Struct, frozen=True):
    option: str
    label: str
    about: str


@kind("inject/<team>/<inject>", Audience.TEAM)
class InjectShown(Record, frozen=True, kw_only=True):
    """A surprise event at a team."""

    title: str
    channel: str
    sender: str
    body: str
    options: tuple[OptionShown, ...]
    sent_due: int
    week: int  # of the run: effects hold from here on
    answer: str | None = None
    answered_by: str | None = None
    budget: float = 0.0  # what the answer, or the default until there is one, does to the team's budget
    costs: dict[str, float] = msgspec.field(default_factory=dict)  # and to what items of the plan cost


@kind("series/<team>/<instrument>", Audience.TEAM)
class SeriesShown(Record, frozen=True, kw_only=True):
    """What a chosen metric has shown so far: week (negative before launch), value."""

    points: tuple[tuple[int, float], ...]
    control: tuple[tuple[int, float], ...] = ()
    baseline: float | None = None


@kind("ledger/<team>", Audience.TEAM)
class Ledger(Record, frozen=True, kw_only=True):
    """The return that a team can defend so far, from its own data."""

    month: int
    cost: float
    benefit: float | None
    roi_percent: float | None
    why: str  # how, or why not
