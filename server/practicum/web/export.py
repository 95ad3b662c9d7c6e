"""A session as JSON: every move of its log with what it changed, and its records as they are when one asks.

- It is streamed from the log, however long that is, up to where the records stand, and ends with a check: how many
  moves there are, and at which position. A file without it is not whole.
- It holds what a facilitator may see. Private notes on what helps a person take part, and hashes of tokens, stay out.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import msgspec

from practicum.live.log import Logged
from practicum.live.state import State
from practicum.rules.audience import Viewer, sees

FORMAT = 1
PRIVATE = {"needs.set"}
SECRET = {"token_hash", "seed", "hash"}


async def export_json(session: str, log: AsyncIterator[Logged], state: State, viewer: Viewer) -> AsyncIterator[bytes]:
    """Write a session for a facilitator, piece by piece."""
    # Both as they are now: the session may go on while this is sent.
    records, records_at = state.seen_by(viewer), str(state.position)
    head = {"practicum": FORMAT, "session": session}
    yield msgspec.json.encode(head)[:-1] + b',"log":[\n'
    moves, position = 0, "0-0"
    async for logged in log:
        yield (b",\n" if moves else b"") + msgspec.json.encode(_entry(logged, viewer))
        moves, position = moves + 1, logged.position
        if position == records_at:
            break
    yield b'\n],"records":{\n'
    first = True
    for key, raw in records.items():
        yield (b"" if first else b",\n") + msgspec.json.encode(key) + b":" + msgspec.json.encode(_plain(raw))
        first = False
    check = {"moves": moves, "position": position, "records_at": records_at}
    yield b'\n},"complete":' + msgspec.json.encode(check) + b"}\n"


def _entry(logged: Logged, viewer: Viewer) -> dict[str, Any]:
    move = logged.move
    arguments = {} if move.do in PRIVATE else move.arguments
    return {
        "position": logged.position,
        "now": move.now,
        "actor": move.actor,
        "seat": move.seat,
        "do": move.do,
        "with": {name: value for name, value in arguments.items() if name not in SECRET},
        "put": {key: _plain(raw) for key, raw in logged.put.items() if sees(viewer, key)},
        "drop": [key for key in logged.drop if sees(viewer, key)],
    }


def _plain(raw: bytes | msgspec.Raw) -> Any:
    return msgspec.msgpack.decode(raw)
