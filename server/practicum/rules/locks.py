"""What opens a seat: its tokens, of which only hashes are here. Their owner renews them, a facilitator closes them.

Rules:
- Renewing puts one new token and drops every other that opens the seat; whoever holds a stolen one is out at once.
- A facilitator closes a seat without knowing a token: everybody in it is out, and its person asks to be let back in by
  name. One's own seat is renewed, never closed: a session would be left without somebody to lead it.
- A request to be let back in is a token that waits. It is answered by a facilitator, and neither of these touches it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practicum.rules.moves import CloseSeat, Move, RenewSeat
from practicum.rules.records import Seat, Token
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene, active_seat
from practicum.rules.state import Changes


def renew_seat(scene: Scene, move: RenewSeat) -> Changes | Refusal:
    """Let a new token open a seat, and no other."""
    if active_seat(scene.records, move.seat) is None:
        return unknown("seat")
    new = f"token/{move.token_hash}"
    return Changes({new: Token(seat=move.seat)}, tuple(key for key in _tokens(scene, move.seat) if key != new))


def close_seat(scene: Scene, move: CloseSeat) -> Changes | Refusal:
    """Let no token open a seat any more."""
    if scene.records.get(f"seat/{move.seat}", Seat) is None:
        return unknown("person")
    if move.seat == scene.seat:
        return Refusal("not.allowed", "Your own seat stays open to you. Renew your link instead.")
    return Changes({}, _tokens(scene, move.seat))


def _tokens(scene: Scene, seat: str) -> tuple[str, ...]:
    held = scene.records.under("token", Token).items()
    return tuple(f"token/{hashed}" for hashed, token in held if token.seat == seat and not token.waits)


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {RenewSeat: renew_seat, CloseSeat: close_seat}
