"""What a team decides and signs: plan, metrics, signatures, and how its work stood when a phase closed."""

from __future__ import annotations

from practicum.rules.records.base import (
    Audience,
    Isolation,
    Record,
    kind,
)


@kind("work/<team>/<phase>", Audience.TEAM)
class Work(Record, frozen=True, kw_only=True):
    """The revision of what a team signs in a phase: each edit of it makes a new one."""

    revision: int
    by: str
    edited_due: int


@kind("sign/<team>/<phase>.<round>/<seat>", Audience.TEAM)
class Sign(Record, frozen=True, kw_only=True):
    """A signature; it counts while ``revision`` is the work's."""

    revision: int
    signed_due: int


@kind("decision/<team>/<phase>", Audience.TEAM)
class Decision(Record, frozen=True, kw_only=True):
    """How a team's work stood when the phase closed."""

    signed: bool
    agreed: int
    of: int
    round: int
    closed_due: int


@kind("plan/<team>/<item>", Audience.TEAM)
class PlanItem(Record, frozen=True, kw_only=True):
    """An intervention in the team's plan."""

    start: int  # week
    claims: tuple[str, ...]  # ids of the claims that it is for
    by: str
    revision: int


@kind("metric/<team>/<instrument>", Audience.TEAM)
class Metric(Record, frozen=True, kw_only=True):
    """A chosen metric: what the team will be able to see."""

    baseline: float | None
    plan_baseline: bool
    target: float | None
    month: int | None
    owner: str
    isolation: Isolation
    by: str
    revision: int


@kind("midcourse/<team>", Audience.TEAM)
class Midcourse(Record, frozen=True, kw_only=True):
    """The one change of plan that the run allows: in which step it was begun."""

    step: int
