"""What a session has no room for: seats, records and moves past its limits.

Facilitators, the host's links and the clock are not stopped, but by the number of seats: a session that somebody filled
can still be led, tidied and ended.
"""

from __future__ import annotations

from practicum.live.limits import Limits
from practicum.rules.moves import JoinSeat, LinkSeat, Move
from practicum.rules.records import Seat
from practicum.rules.refusals import Refusal
from practicum.rules.scene import By
from practicum.rules.state import Changes, Records

_COMING = (JoinSeat, LinkSeat)
_LED = ("facilitator", "timekeeper")


def no_room(limits: Limits, records: Records, move: Move, by: By, changes: Changes, version: int) -> Refusal | None:
    """Refuse what would go past a limit."""
    if isinstance(move, _COMING):
        if len(records.under("seat", Seat)) >= limits.seats:
            return Refusal("session.full", f"This session has its {limits.seats} seats. No more can be added.")
        if isinstance(move, LinkSeat):
            return None
    if by.actor in _LED:
        return None
    if version > limits.moves and by.seat is not None:
        return Refusal("session.full", "This session has grown as long as one may. Only a facilitator can go on.")
    if len(records) >= limits.records and any(key not in records for key in changes.put):
        return Refusal("session.full", "This session keeps as much as one may. Change what is there, or drop some.")
    return None
