"""What is kept about one person, for that person: as JSON, streamed from the log.

- It holds what they gave (name, field, years, what helps them take part), everything they did, in order, with what they
  typed, what was done to their seat, and the records that are theirs alone.
- It holds nothing of anybody else: what others typed is theirs, also where it is about this person. Nor does it hold
  hashes of tokens; that there are any is said, with their number.
- It ends with a check, as every export does: a file without it is not whole.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec

from practicum.live.log import Logged
from practicum.live.state import State
from practicum.rules.audience import Viewer
from practicum.rules.records import Token
from practicum.web.export import FORMAT, SECRET
from practicum.web.export_tables import utc

_BY = frozenset({"chat", "say", "help", "note"})


async def export_own(session: str, log: AsyncIterator[Logged], state: State, viewer: Viewer) -> AsyncIterator[bytes]:
    """Write what is kept about a seat, piece by piece."""
    seat, position = viewer.seat, str(state.position)
    records = {key: plain for key, raw in state.raws.items() if _own(key, plain := msgspec.msgpack.decode(raw), seat)}
    tokens = sum(token.seat == seat for token in state.records.under("token", Token).values())
    head = {
        "practicum": FORMAT,
        "session": session,
        "seat": seat,
        "devices": len(state.clients.of(seat)),
        "tokens": tokens,
        "records": records,
    }
    yield msgspec.json.encode(head)[:-1] + b',"moves":[\n'
    moves = 0
    async for logged in log:
        if (told := _told(logged, seat)) is not None:
            yield (b",\n" if moves else b"") + msgspec.json.encode(told)
            moves += 1
        if logged.position == position:
            break
    yield b'\n],"complete":' + msgspec.json.encode({"moves": moves, "position": position}) + b"}\n"


def _own(key: str, plain: Mapping[str, Any], seat: str) -> bool:
    """Say whether a record is about this person alone, or in their words."""
    kind, *parts = key.split("/")
    if kind == "token":
        return False
    return seat in parts or (kind in _BY and plain.get("by") == seat)


def _told(logged: Logged, seat: str) -> dict[str, Any] | None:
    """Tell one move if it is theirs, or about their seat."""
    move = logged.move
    arguments = move.arguments if isinstance(move.arguments, Mapping) else {}
    reclaimed = f"reclaim/{seat}" in logged.put and move.do == "seat.reclaim"
    if move.seat != seat and arguments.get("seat") != seat and not reclaimed:
        return None
    told = {name: value for name, value in arguments.items() if name not in SECRET}
    by = "you" if move.seat == seat else move.actor
    return {"position": logged.position, "time": utc(move.now), "by": by, "do": move.do, "with": told}
