"""The first moments of a connection, where uvicorn itself has no limits.

How many connections there are, how long until somebody has asked for something, and how much they may say before that.
A stranger who opens connections and sends nothing, or one byte a minute, or headers without an end, loses the
connection. Websockets have limits of their own from their upgrade on.
"""

from __future__ import annotations

import asyncio
import resource

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from practicum.live.limits import Limits

PIECE = 256 * 1024  # the most that a transport hands over at once


class TooLongError(ValueError):
    """What the parser is stopped with; uvicorn answers 400 and closes."""


def front(limits: Limits) -> type[asyncio.Protocol]:
    """Make uvicorn's protocol with limits."""

    class Front(HttpToolsProtocol):
        """One connection, until it becomes a websocket."""

        _asked: asyncio.TimerHandle | None = None  # runs while a head is awaited
        _came = 0  # since then
        _head = 0  # of it, what the parser has taken for head

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            # It counts itself.
            if len(self.connections) > limits.connections:
                transport.abort()
                return
            self._begin()

        def connection_lost(self, exc: Exception | None) -> None:
            self._end()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            # The parser says nothing of a header that never ends. What came with it in one piece may be a body before.
            if self._asked is not None:
                self._came += len(data)
                if self._came > limits.head_bytes + PIECE:
                    self.transport.abort()

        def on_message_begin(self) -> None:
            self._begin()
            super().on_message_begin()

        def on_url(self, url: bytes) -> None:
            self._count(len(url))
            super().on_url(url)

        def on_header(self, name: bytes, value: bytes) -> None:
            self._count(len(name) + len(value))
            super().on_header(name, value)

        def on_headers_complete(self) -> None:
            self._end()
            super().on_headers_complete()

        # --- inside

        def _begin(self) -> None:
            if self._asked is None:
                self._asked = self.loop.call_later(limits.head_within, self._give_up)
                self._came = self._head = 0

        def _end(self) -> None:
            if self._asked is not None:
                self._asked.cancel()
                self._asked = None

        def _give_up(self) -> None:
            self._asked = None
            if not self.transport.is_closing():
                self.transport.close()

        def _count(self, size: int) -> None:
            self._head += size
            if self._head > limits.head_bytes:
                raise TooLongError

    return Front


class Upgraded(WebSocketsSansIOProtocol):
    """A connection that asked to become a websocket."""

    def data_received(self, data: bytes) -> None:
        """Read on; what is no handshake at all is answered and closed.

        uvicorn would leave such a connection open for ever, and fall over it when the server ends.
        """
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated and not self.close_sent:
            self.close_sent = True
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()


def allow_many_files() -> None:
    """Raise the process's soft limit on open files, which is often 1,024, to the one that it may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ValueError, OSError):
        return  # macOS says that there is no limit and keeps one nevertheless
