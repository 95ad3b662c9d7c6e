"""The wire's bytes: msgpack in both directions, and the types of what a client says.

- A client's message is at most 64 KiB, at most 16 levels deep, holds only what JSON could hold, and has exactly the
  keys of its type. Depth is checked before any typed decoding, because that one is recursive.
- A message that is none of these is a ``Malformed`` value with the id that it was about, if it had one.
- The server's frames are the types of ``live.frames``.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

import msgpack  # type: ignore[import-untyped]
import msgspec
from msgspec import Meta

from practicum.live.frames import Encode

SUBPROTOCOL = "practicum.1"
CLIENT_FRAME = 64 * 1024
DEPTH = 16
_INTEGER = 1 << 53

Id = Annotated[int, Meta(ge=1, le=_INTEGER)]
ClientName = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+\Z")]


class ClientFrame(msgspec.Struct, frozen=True, tag_field="t", forbid_unknown_fields=True):
    """One message from a client."""


class Hello(ClientFrame, frozen=True, tag="hello"):
    """The first message: whose seat, which client, and what it has seen."""

    token: Annotated[str, Meta(max_length=200)]
    client: ClientName
    at: Annotated[str, Meta(max_length=40)] | None


class Do(ClientFrame, frozen=True, tag="move", rename={"arguments": "with"}):
    """A move."""

    id: Id
    do: Annotated[str, Meta(max_length=40)]
    arguments: dict[str, Any]


class Ask(ClientFrame, frozen=True, tag="preview", rename={"arguments": "with"}):
    """What would this move do?"""

    id: Id
    do: Annotated[str, Meta(max_length=40)]
    arguments: dict[str, Any]


class Here(ClientFrame, frozen=True, tag="here"):
    """What the person looks at."""

    at: dict[str, Any]


class Ping(ClientFrame, frozen=True, tag="ping"):
    """A clock sample."""

    sent: int


AnyClientFrame = Hello | Do | Ask | Here | Ping
_BY_TAG: dict[Any, type[AnyClientFrame]] = {"hello": Hello, "move": Do, "preview": Ask, "here": Here, "ping": Ping}


class Malformed(msgspec.Struct, frozen=True):
    """A message that can't be used."""

    why: str
    id: int | None


encode: Encode = msgspec.msgpack.Encoder().encode
"""Writes a frame, a record or plain maps. Bound once: it is called for every record and every frame."""


def decode(data: bytes, type: Any = Any, /) -> Any:
    """Read bytes of our own making: what the store holds, as plain maps or as a record of a type."""
    return msgspec.msgpack.decode(data, type=type)


def read_client(data: bytes) -> AnyClientFrame | Malformed:
    """Read a client's frame, or say what is wrong with it."""
    if len(data) > CLIENT_FRAME:
        return Malformed("it is longer than 64 KiB", None)
    try:
        # The limits keep a few bytes from claiming a huge array; a frame holds fewer things than bytes.
        plain = msgpack.unpackb(
            data, strict_map_key=True, max_array_len=len(data), max_map_len=len(data), max_ext_len=0, raw=False
        )
    except (ValueError, msgpack.exceptions.UnpackException, RecursionError):
        return Malformed("it is not msgpack", None)
    if not isinstance(plain, dict):
        return Malformed("it is not a map", None)
    id = plain.get("id")
    about = id if type(id) is int and 0 < id <= _INTEGER else None
    if (wrong := _unfit(plain)) is not None:
        return Malformed(wrong, about)
    try:
        # msgspec knows a single type by heart, and looks at a union anew each time; so only who names none gets that.
        tag = plain.get("t")
        return msgspec.convert(plain, _BY_TAG[tag] if isinstance(tag, str) and tag in _BY_TAG else AnyClientFrame)
    except msgspec.ValidationError as error:
        return Malformed(str(error)[:200], about)


def _unfit(plain: Any) -> str | None:
    """Say what in a message is too deep, or is more than JSON could hold; without recursion."""
    level: list[Any] = [plain]
    for _ in range(DEPTH):
        inner: list[Any] = []
        for thing in level:
            kind = type(thing)
            if kind is str or thing is None or kind is bool:
                continue
            if kind is dict:
                for key in thing:
                    if type(key) is not str:
                        return "a key is not text"
                inner += thing.values()
            elif kind is list:
                inner += thing
            elif kind is float:
                if not math.isfinite(thing):
                    return "a figure is not finite"
            elif kind is not int:
                return "it holds something that is neither text nor a figure"
            elif not -_INTEGER <= thing <= _INTEGER:
                return "a figure is too large"
        level = inner
        if not level:
            return None
    return None if all(not isinstance(thing, dict | list) for thing in level) else "it is deeper than 16 levels"
