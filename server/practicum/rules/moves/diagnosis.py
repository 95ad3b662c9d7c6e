"""Moves of Diagnose: evidence, claims and what speaks for them, the gap, and the bet."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from practicum.rules.moves.base import TEAM_WORK, Figure, Id, Line, Move, Text, move
from practicum.rules.records import Stance
from practicum.scenario.model import Box


@move("evidence.open", TEAM_WORK, ("diagnose",), while_paused=False)
class OpenEvidence(Move, frozen=True):
    team: Id
    evidence: Id


@move("interview.ask", TEAM_WORK, ("diagnose",), while_paused=False)
class AskInterview(Move, frozen=True):
    team: Id
    person: Id
    topic: Id


@move("data.request", TEAM_WORK, ("diagnose",), while_paused=False)
class RequestData(Move, frozen=True):
    team: Id
    request: Id
    cut: Id


@move("claim.put", TEAM_WORK, ("diagnose",))
class PutClaim(Move, frozen=True):
    """Write or change a claim; ``revision`` is the one that the writer saw, 0 for a new claim."""

    team: Id
    id: Id
    text: Annotated[str, Meta(min_length=1, max_length=300)]
    box: Box
    cause: Id | None
    revision: int


@move("claim.drop", TEAM_WORK, ("diagnose",))
class DropClaim(Move, frozen=True):
    team: Id
    id: Id


@move("link.put", TEAM_WORK, ("diagnose",))
class PutLink(Move, frozen=True):
    team: Id
    claim: Id
    evidence: Id
    stance: Stance
    strength: Annotated[int, Meta(ge=1, le=3)]
    note: Line


@move("link.drop", TEAM_WORK, ("diagnose",))
class DropLink(Move, frozen=True):
    team: Id
    claim: Id
    evidence: Id


@move("remark.put", TEAM_WORK, ("diagnose",))
class PutRemark(Move, frozen=True):
    team: Id
    id: Id
    evidence: Id
    text: Annotated[str, Meta(min_length=1, max_length=1000)]


@move("gap.put", TEAM_WORK, ("diagnose",))
class PutGap(Move, frozen=True):
    team: Id
    kpi: Id
    actual: Figure | None
    desired: Figure | None
    since: Line
    value_per_week: Figure | None
    statement: Text
    revision: int


@move("bet.open", TEAM_WORK, ("diagnose",), while_paused=False)
class OpenBet(Move, frozen=True):
    team: Id


@move("bet.put", frozenset({"participant"}), ("diagnose",), while_paused=False)
class PutBet(Move, frozen=True):
    team: Id
    points: dict[Id, Annotated[int, Meta(ge=0, le=100)]]
