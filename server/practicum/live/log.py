"""A session's log, read back: every accepted move with what it changed, in order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

import msgspec

from practicum.live.frames import Decode
from practicum.live.state import LoggedMove
from practicum.store.log import Store


class Logged(msgspec.Struct, frozen=True):
    """One move of the log; what it put is still encoded."""

    position: str
    move: LoggedMove
    put: Mapping[str, bytes]
    drop: Sequence[str]


async def read_log(store: Store, session: str, decode: Decode) -> AsyncIterator[Logged]:
    """Read a log from its beginning to its end, however long it is."""
    async for entry in store.entries(session):
        yield Logged(str(entry.position), read_move(entry.move, decode), entry.put, entry.drop)


def read_move(stored: bytes, decode: Decode) -> LoggedMove:
    """Read what the log keeps of a move."""
    return msgspec.convert(decode(stored), LoggedMove)
