"""What a server says: the frames of the wire, as types.

A record is encoded once, when it is made; the same bytes go into the store, into every delta and into every welcome. So
``put`` holds encoded records. Frames are encoded by an encoder that is passed in: this package knows no bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec

Encode = Callable[[Any], bytes]


class Decode(Protocol):
    """Reads what ``Encode`` wrote: as plain maps, or as a type that is asked for."""

    def __call__(self, data: bytes, type: Any = Any, /) -> Any:
        """Read bytes."""


Put = Mapping[str, msgspec.Raw]


class Frame(msgspec.Struct, frozen=True, tag_field="t"):
    """One message from the server."""


class Welcome(Frame, frozen=True, tag="welcome"):
    """The state, or what changed since the client's position."""

    seat: dict[str, Any]
    at: str
    now: int
    whole: bool
    put: Put
    drop: list[str]
    done: int


class Delta(Frame, frozen=True, tag="delta", rename={"since": "from"}):
    """What moves changed for one audience, from one position to another."""

    since: str
    to: str
    put: Put
    drop: list[str]


class Done(Frame, frozen=True, tag="done"):
    """A move is in the log."""

    id: int
    at: str


class Refused(Frame, frozen=True, tag="refused", omit_defaults=True):
    """A move changed nothing, and why."""

    id: int
    code: str
    message: str
    now: dict[str, Any] | None = None


class Previewed(Frame, frozen=True, tag="preview"):
    """What a move would do."""

    id: int
    text: str
    warnings: tuple[str, ...]


class HereNow(Frame, frozen=True, tag="here"):
    """Who looks at what; None for who left."""

    seats: dict[str, Any]


class Pong(Frame, frozen=True, tag="pong"):
    """A clock sample."""

    sent: int
    now: int


class Beat(Frame, frozen=True, tag="beat"):
    """A sign of life when there is nothing to say."""


class Bye(Frame, frozen=True, tag="bye"):
    """The server closes, and when to come back, if at all."""

    code: str
    message: str
    retry_ms: int | None
