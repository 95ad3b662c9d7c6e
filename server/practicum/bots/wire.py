"""Frames of the wire as a client has them: msgpack maps, and the copy of the records that they keep up to date.

Rules (docs/protocol.md):
- A position is ``"<version>-<nonce>"``; versions order, whole positions identify.
- A delta is applied when its ``from`` is not later than the copy's position; the copy is then at the later of ``to``
  and its own. A later ``from`` is a gap.
- A whole welcome replaces everything; another one says what changed since the position that was given.
"""

from __future__ import annotations

from typing import Any

import msgpack  # type: ignore[import-untyped]

SUBPROTOCOL = "practicum.1"
MOST_UNANSWERED = 64
MOST_BYTES = 16 << 20

Message = dict[str, Any]
Record = dict[str, Any]


def pack(message: Message) -> bytes:
    """Encode a frame."""
    packed: bytes = msgpack.packb(message)
    return packed


def unpack(raw: bytes) -> Message:
    """Decode a frame; whatever is not a map is an error of the sender."""
    message = msgpack.unpackb(raw)
    if not isinstance(message, dict):
        raise ValueError(f"a frame must be a map, not {type(message).__name__}")
    return message


def version_of(position: str | None) -> int:
    """Return a position's version; 0 before anything was seen."""
    return int(position.split("-", 1)[0]) if position else 0


class Copy:
    """One client's copy of what its seat may see."""

    __slots__ = ("at", "records", "seat")

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.at: str | None = None
        self.seat: Record = {}

    def welcome(self, message: Message) -> None:
        """Take a welcome: everything anew, or what changed."""
        if message["whole"]:
            self.records = dict(message["put"])
        else:
            self._change(message)
        self.at = message["at"]
        self.seat = message["seat"]

    def delta(self, message: Message) -> bool:
        """Apply a delta; False when it leaves a gap."""
        if version_of(message["from"]) > version_of(self.at):
            return False
        self._change(message)
        if version_of(message["to"]) > version_of(self.at):
            self.at = message["to"]
        return True

    def under(self, prefix: str) -> dict[str, Record]:
        """Return the records whose keys begin with a prefix, by the rest of the key."""
        start = len(prefix)
        return {key[start:]: record for key, record in self.records.items() if key.startswith(prefix)}

    def _change(self, message: Message) -> None:
        for key in message["drop"]:
            self.records.pop(key, None)
        self.records.update(message["put"])
