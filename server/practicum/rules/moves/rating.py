"""Moves of raters, and of facilitators who rate."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from practicum.rules.moves.base import RATERS, Id, Move, move
from practicum.rules.records import HumanRow


@move("rating.put", RATERS, ("pitch", "run", "debrief"))
class PutRating(Move, frozen=True):
    """Rate a team in one row, or change one's rating; only before results show and before it is locked."""

    team: Id
    row: HumanRow
    level: Annotated[int, Meta(ge=0, le=4)]
    note: Annotated[str, Meta(max_length=1000)]


@move("rating.lock", RATERS, ("pitch", "run", "debrief"))
class LockRating(Move, frozen=True):
    """Lock one's rating of a team, every row of it; a rating that is not locked before results show doesn't count."""

    team: Id
