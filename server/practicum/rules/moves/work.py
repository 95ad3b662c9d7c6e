"""Moves of Design, Measure and the run: the plan, and what a team measures."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from practicum.rules.moves.base import TEAM_WORK, Figure, Id, Move, move
from practicum.rules.records import Isolation


@move("plan.put", TEAM_WORK, ("design", "run"))
class PutPlan(Move, frozen=True):
    """Put an intervention into the plan, move it, or say which claims it is for."""

    team: Id
    item: Id
    start: Annotated[int, Meta(ge=0, le=51)]
    claims: Annotated[tuple[Id, ...], Meta(max_length=40)]
    revision: int


@move("plan.drop", TEAM_WORK, ("design", "run"))
class DropPlan(Move, frozen=True):
    team: Id
    item: Id


@move("metric.put", TEAM_WORK, ("measure",))
class PutMetric(Move, frozen=True):
    team: Id
    instrument: Id
    baseline: Figure | None
    plan_baseline: bool
    target: Figure | None
    month: Annotated[int, Meta(ge=1, le=12)] | None
    owner: Annotated[str, Meta(max_length=80)]
    isolation: Isolation
    revision: int


@move("metric.drop", TEAM_WORK, ("measure",))
class DropMetric(Move, frozen=True):
    team: Id
    instrument: Id
