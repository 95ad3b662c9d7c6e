"""The entries of a log: what is stored of one move, and how it is written as bytes.

The same bytes are put into the log and published to other nodes. They are a stored format: a new field goes to the end
of `Frame` and has a default, and no field is ever renamed in meaning or removed.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from .positions import Position


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """One move as it is stored and published; an array, its fields in this order."""

    frm: str
    to: str
    move: bytes
    put: dict[str, bytes]
    drop: Sequence[str]
    node: str
    client: str | None
    id: int
    seat: str | None


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Where a frame leads from and to, and whose it is; what comes between and after is passed over."""

    frm: str
    to: str
    move: msgspec.Raw
    put: msgspec.Raw
    drop: msgspec.Raw
    node: str

    @property
    def position(self) -> Position:
        """Where the entry leads to; ValueError when it is not written as a position is."""
        to = Position.parse(self.to)
        if to is None:
            raise ValueError(f"not the position of an entry: {self.to!r}")
        return to


class Entry(NamedTuple):
    """One move of a session's log; it leads from `frm` to `position`."""

    position: Position
    move: bytes
    put: dict[str, bytes]
    drop: list[str]
    client: str | None
    id: int
    seat: str | None
    frm: Position
    node: str


_decoder = msgspec.msgpack.Decoder(Frame)
_head_decoder = msgspec.msgpack.Decoder(Head)


encode_frame: Callable[[Frame], bytes] = msgspec.msgpack.Encoder().encode
"""Writes a move as the bytes that are stored and published."""


def decode_entry(data: bytes) -> Entry:
    """Read an entry from its bytes; ValueError when they are not one."""
    try:
        frame = _decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not an entry of a log: {error}") from error
    frm, to = _positions(frame)
    return Entry(to, frame.move, frame.put, list(frame.drop), frame.client, frame.id, frame.seat, frm, frame.node)


def read_head(data: bytes) -> Head:
    """Read the beginning of an entry, whatever it holds; ValueError when it is none.

    Every node hears of every move, its own included: so nothing is parsed here that may not be looked at.
    """
    try:
        return _head_decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not an entry of a log: {error}") from error


def _positions(frame: Frame) -> tuple[Position, Position]:
    frm, to = Position.parse(frame.frm), Position.parse(frame.to)
    if frm is None or to is None:
        raise ValueError(f"not positions of an entry: {frame.frm!r}, {frame.to!r}")
    return frm, to


def entries_of(reply: Sequence[Any]) -> list[Entry]:
    """Read the reply of an XRANGE over a log."""
    return [decode_entry(fields[1]) for _, fields in reply]
