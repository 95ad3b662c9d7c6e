"""A connection: its first moments, where uvicorn itself has no limits, and the way out of a websocket.

How many connections there are, how long until somebody has asked for something, and how much they may say before that.
A stranger who opens connections and sends nothing, or one byte a minute, or headers or a body without an end, loses the
connection. When there are too many, the one that has gone for longest without a whole request makes room for the
newest: an honest one asks at once, so whoever collects connections loses them, and shuts nobody out. Websockets have
limits of their own from their upgrade on, and never make room.

A websocket's messages don't go by ASGI, where each costs a task's turn, and a frame made for it alone: the connection
itself is the *line* (``LINE`` among the scope's extensions) that an outbox sends by, and that hands on what was said as
soon as it is read. Opening and closing stay with uvicorn, and the first message.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
from collections.abc import Callable, Sequence
from functools import lru_cache
from struct import Struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.protocol import CLOSING, OPEN
from websockets.server import ServerProtocol
from websockets.streams import StreamReader

from practicum.live.limits import Limits
from practicum.live.pace import Bucket, Pace

try:
    from websockets.speedups import apply_mask
except ImportError:  # where websockets was installed without a compiler
    from websockets.utils import apply_mask

PIECE = 256 * 1024  # the most that a transport hands over at once
LINE = "practicum.line"
GOODBYE_WITHIN = 20.0  # seconds to take what is left once either side closes
PIPELINED = 16  # requests that wait for the answer to another one; no browser and no proxy sends any
PARSED = 2048  # bytes between two looks at whether anything may still be handed on
NOTHING = Pace(burst=256, per_second=32)  # frames that say nothing; a browser sends none at all
DISCARDED = 64 * 1024  # bytes read from who is sent away, to find the answer to our goodbye
BUFFER = 16 * 1024  # what the transport may hold beside the kernel
SHARED = 16 * 1024  # what is longer is written without being copied

# The head of a server's binary frame (RFC 6455, 5.2): final, opcode 2, unmasked, its size in one, two or eight bytes.
_BINARY = 0x82
_SMALL = tuple(bytes((_BINARY, size)) for size in range(126))
_MIDDLE = Struct("!BBH")
_LARGE = Struct("!BBQ")


class TooLongError(ValueError):
    """What the parser is stopped with; uvicorn answers 400 and closes."""


def front(limits: Limits) -> type[asyncio.Protocol]:
    """Make uvicorn's protocol with limits."""
    here: dict[Front, None] = {}  # who asked last comes last

    class Front(HttpToolsProtocol):
        """One connection, until it becomes a websocket."""

        _asked: asyncio.TimerHandle | None = None  # runs while a head is awaited
        _told: asyncio.TimerHandle | None = None  # runs while a body is awaited
        _came = 0  # since then
        _head = 0  # of it, what the parser has taken for head

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            # It counts itself.
            if len(self.connections) > limits.connections:
                (next(iter(here)) if here else self).make_room()
            if not transport.is_closing():
                here[self] = None
                self._begin()

        def connection_lost(self, exc: Exception | None) -> None:
            here.pop(self, None)
            self._end()
            self._end_body()
            super().connection_lost(exc)

        def make_room(self) -> None:
            """Leave for somebody newer."""
            here.pop(self, None)
            self.connections.discard(self)
            self.transport.abort()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            # The parser says nothing of a header that never ends. What came with it in one piece may be a body before.
            if self._asked is not None:
                self._came += len(data)
                if self._came > limits.head_bytes + PIECE:
                    self.transport.abort()

        def on_message_begin(self) -> None:
            if len(self.pipeline) >= PIPELINED:
                raise TooLongError  # thousands fit into one read
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
            # Who reads the body says that it took too long; not every address has somebody who does.
            self._told = self.loop.call_later(2 * limits.body_within, self._give_up)
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self._end_body()
            here.pop(self, None)
            here[self] = None
            super().on_message_complete()

        def handle_websocket_upgrade(self) -> None:
            here.pop(self, None)
            self._end_body()
            super().handle_websocket_upgrade()

        # --- inside

        def _begin(self) -> None:
            if self._asked is None:
                self._asked = self.loop.call_later(limits.head_within, self._give_up)
                self._came = self._head = 0

        def _end(self) -> None:
            if self._asked is not None:
                self._asked.cancel()
                self._asked = None

        def _end_body(self) -> None:
            if self._told is not None:
                self._told.cancel()
                self._told = None

        def _give_up(self) -> None:
            self._asked = self._told = None
            if not self.transport.is_closing():
                self.transport.close()

        def _count(self, size: int) -> None:
            self._head += size
            if self._head > limits.head_bytes:
                raise TooLongError

    return Front


class Upgraded(WebSocketsSansIOProtocol):
    """A connection that asked to become a websocket, and the line of its outbox."""

    is_full = False
    _between = False  # two frames stands what reads them: what comes next begins one
    _hear: Callable[[bytes], object] | None = None
    _on_room: Callable[[], object] | None = None
    _on_loss: Callable[[], object] | None = None
    _ending: asyncio.Task[None] | None = None
    _deadline: asyncio.TimerHandle | None = None
    _unread: bytearray | None = None  # came, and is not parsed yet
    _nothing: Bucket | None = None
    _discarded = 0  # since we have said goodbye

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; the kernel and the outbox hold what the peer does not take, hardly anything between them does."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(BUFFER)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever reads."""
        super().connection_lost(exc)
        if self._deadline is not None:
            self._deadline.cancel()
        if self._on_loss is not None:
            self._on_loss()

    def data_received(self, data: bytes) -> None:
        """Read on; what is no handshake at all is answered and closed.

        uvicorn would leave such a connection open for ever, and fall over it when the server ends.
        """
        if (
            self._between
            and not self._unread
            and self.conn.state is OPEN
            and (message := _message_in(data)) is not None
        ):
            assert self._hear is not None
            self._hear(message)
        elif not self._unread and len(data) <= PARSED:
            self._parse(data)
        else:
            # Thousands of frames that say nothing, or of messages that nobody may hear yet, fit into one read.
            self._unread = (self._unread or bytearray()) + data
            self._read_on()

    def _read_on(self) -> None:
        """Parse what came, for as long as it may be handed on."""
        while self._unread and not self.read_paused and not self.transport.is_closing():
            data = bytes(self._unread[:PARSED])
            del self._unread[:PARSED]
            self._parse(data)

    def _parse(self, data: bytes) -> None:
        if self.close_sent:
            self._discarded += len(data)
            if self._discarded > DISCARDED:
                self.pause()  # they talk on: nobody listens, and the goodbye has an end of its own
                return
        super().data_received(data)
        self._between = self._hear is not None and self.conn.current_size is None and _stands_between(self.conn)
        if self.conn.handshake_exc is not None and not self.handshake_initiated and not self.close_sent:
            self.close_sent = True
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_connect(self, event: Any) -> None:
        """Take the handshake, and offer the line to whoever serves the websocket."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[LINE] = self

    def shutdown(self) -> None:
        """End with the server; who has said goodbye already waits for nothing that is still on the way.

        uvicorn would say goodbye once more, which can't be, and leave everybody else as they are.
        """
        if self.conn.state is CLOSING and not self.close_sent:
            self.transport.abort()
        else:
            super().shutdown()

    def handle_close(self, event: Frame) -> None:
        """Take the peer's close, and wait no longer than for anybody until it has taken what is on the way."""
        self.hurry()
        super().handle_close(event)

    def handle_ping(self) -> None:
        """Answer a ping, unless the peer takes nothing: who only asks would have all the answers kept here."""
        answer = self.conn.data_to_send()
        if not self.is_full:
            self.transport.write(b"".join(answer))
        self._says_nothing()

    def handle_pong(self, event: Frame) -> None:
        """Take a pong, which nobody has asked for."""
        super().handle_pong(event)
        self._says_nothing()

    def handle_cont(self, event: Frame) -> None:
        """Take a piece of a message; empty ones count for nothing in its size, and there may be any number of them."""
        if event.data or event.fin:
            super().handle_cont(event)
        else:
            self._says_nothing()

    def _says_nothing(self) -> None:
        """Drop who sends many frames that say nothing: each takes as long to read as a move, and is in no pace."""
        if self._nothing is None:
            self._nothing = Bucket(NOTHING)
        if self._nothing.take(self.loop.time()) > 0:
            self.transport.abort()

    def pause_writing(self) -> None:
        """Be full."""
        super().pause_writing()
        self.is_full = True

    def resume_writing(self) -> None:
        """Have room again."""
        super().resume_writing()
        self.is_full = False
        if self._on_room is not None:
            self._on_room()

    def send_receive_event_to_app(self) -> None:
        """Hand on a message; to whoever hears, once somebody does."""
        if self._hear is None:
            return super().send_receive_event_to_app()
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if not self.close_sent:
            self._hear(data if self.curr_msg_data_type == "bytes" else b"")
        return None

    # --- what who listens uses

    def hand_to(self, hear: Callable[[bytes], object]) -> None:
        """Hand on every message from now on, those that came meanwhile first; text is empty, for it is not ours."""
        self._hear = hear
        waiting = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        self.go_on()
        for message in waiting:
            if message["type"] == "websocket.receive":
                hear(message.get("bytes") or b"")
            else:
                self.queue.put_nowait(message)

    def pause(self) -> None:
        """Read no further; what was read already may still be handed on."""
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def go_on(self) -> None:
        """Read on."""
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
            if self._unread:
                self.loop.call_soon(self._read_on)

    async def receive(self) -> Any:
        """Wait for what comes first, and read on where that had stopped for it."""
        message = await super().receive()
        self._read_on()
        return message

    # --- what an outbox uses

    def notify(self, on_room: Callable[[], object], on_loss: Callable[[], object]) -> None:
        """Have it told when the line was full and has room again, and when the connection is lost."""
        self._on_room, self._on_loss = on_room, on_loss

    def settle(self) -> None:
        """Let go of the handshake, once it is answered: the socket lives long, and nobody asks what it began with."""
        self.request = self.response = None  # type: ignore[assignment]
        self.scope["headers"] = []

    def send_frames(self, frames: Sequence[bytes]) -> None:
        """Send binary messages; nothing once either side has said that it closes."""
        if self.conn.state is not OPEN or self.transport.is_closing():
            return
        if len(frames) == 1 and len(frames[0]) <= SHARED:
            self.transport.write(_with_head(frames[0]))
        elif sum(map(len, frames)) > SHARED:
            # Not copied: many sockets are often sent the same, and each would hold its own while its peer reads.
            self.transport.writelines([part for frame in frames for part in (_head(frame), frame)])
        else:
            self.transport.write(b"".join([part for frame in frames for part in (_head(frame), frame)]))

    def hurry(self) -> None:
        """Drop the connection when its peer has not taken what is left in time: a few bytes now and then would do."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(GOODBYE_WITHIN, self.transport.abort)

    def end(self, code: int) -> None:
        """Close the websocket as uvicorn does."""
        self._ending = self.loop.create_task(self._close(code))

    async def until_closed(self) -> None:
        """Wait until the close that was begun is sent."""
        if self._ending is not None:
            await self._ending

    async def _close(self, code: int) -> None:
        with contextlib.suppress(ClientDisconnected, RuntimeError):  # it was closing already
            await self.send({"type": "websocket.close", "code": code, "reason": None})
            self._read_on()


def _message_in(data: bytes) -> bytes | None:
    """Read what nearly always comes: one message, whole and alone, in a plain frame. None for everything else.

    To take it out of the parser's many states costs more than to read the message and to decide on it.
    """
    if len(data) < 6 or data[0] != _BINARY:
        return None
    size, start = data[1] - 128, 2
    if size == 126:
        size, start = (data[2] << 8) + data[3], 4
    # What is longer, or is not masked, is no more of that kind.
    if size < 0 or size == 127 or len(data) != start + 4 + size:
        return None
    return apply_mask(data[start + 4 :], data[start : start + 4])


def _stands_between(conn: ServerProtocol) -> bool:
    """Say whether what reads frames has ended one and not begun the next; no, when that can't be told."""
    reading: Any = conn.parser
    while (inner := reading.gi_yieldfrom) is not None:
        reading = inner
    return reading.gi_code is StreamReader.at_eof.__code__ and not conn.reader.buffer


def _head(frame: bytes) -> bytes:
    size = len(frame)
    if size < 126:
        return _SMALL[size]
    return _MIDDLE.pack(_BINARY, 126, size) if size < 1 << 16 else _LARGE.pack(_BINARY, 127, size)


@lru_cache(maxsize=1)
def _with_head(frame: bytes) -> bytes:
    """Put a frame's head before it, once for all sockets that are sent the same one after another."""
    return _head(frame) + frame


def allow_many_files() -> None:
    """Raise the process's soft limit on open files, which is often 1,024, to the one that it may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ValueError, OSError):
        return  # macOS says that there is no limit and keeps one nevertheless
