"""What the store holds of a session when all is over: the log, move by move, and the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgpack
import msgspec

from practicum.bots.wire import Message, Record, version_of


class Entry(msgspec.Struct, frozen=True):
    """A move of the log, decoded."""

    position: str
    frm: str
    do: str
    arguments: Message
    now: int
    client: str | None
    id: int
    put: dict[str, Record]
    drop: tuple[str, ...]

    @property
    def version(self) -> int:
        """Where in the log it stands."""
        return version_of(self.position)


class Truth(msgspec.Struct, frozen=True):
    """What the store holds of a session when all is over."""

    log: Sequence[Entry]
    records: Mapping[str, Record]
    now: int = 0


def decode(raw: bytes) -> Any:
    """Decode a record as a client does."""
    return msgpack.unpackb(raw)


def apply(records: dict[str, Record], entry: Entry) -> None:
    """Change records as a move did."""
    for key in entry.drop:
        records.pop(key, None)
    records.update(entry.put)
