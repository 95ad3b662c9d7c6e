"""A websocket: one task reads it, one writes it, and nobody else touches it.

- A page of another site is turned away before the upgrade; so is a client of another protocol.
- The first message is ``hello``, within ``HELLO_WITHIN``. What is not understood is refused if it was about a move, and
  ends the connection otherwise; it reaches no rule.
- Who sends faster than the seat's pace, or does not read its answers, is read more slowly.
- When nothing was sent for ``BEAT_EVERY``, a beat is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog

from practicum.live import farewell
from practicum.live.away import StoreAway
from practicum.live.frames import Beat, Bye, Pong, Refused
from practicum.live.outbox import Closing, Outbox
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.live.visit import Visit
from practicum.web.access import Door, Limit, read_token
from practicum.web.wire import SUBPROTOCOL, Ask, Do, Hello, Here, Malformed, Ping, encode, read_client

HELLO_WITHIN = 10.0
BEAT_EVERY = 5.0
HERE_BYTES = 2048
SMALL = 0.25  # what presence and clock samples cost of a seat's pace; a move costs 1

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT = encode(Beat())

logger = structlog.get_logger(__name__)


class Sockets:
    """The endpoint of all websockets."""

    def __init__(self, sessions: Sessions, door: Door, guesses: Limit, counts: Any) -> None:
        self._sessions = sessions
        self._door = door
        self._guesses = guesses
        self._counts = counts

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one websocket."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        await receive()  # websocket.connect
        if not self._door.origin_fits(headers.get("origin"), headers.get("host")):
            return await _turn_away(send, 403, "Pages of another site can't connect here.")
        if SUBPROTOCOL not in scope["subprotocols"]:
            return await _turn_away(send, 400, f"Connect with the subprotocol {SUBPROTOCOL}.")
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        outbox = Outbox(self._counts)
        address = (scope.get("client") or ("", 0))[0]
        socket = _Socket(self._sessions, self._guesses, self._counts, outbox, receive, send, address)
        self._sessions.opened(outbox)
        try:
            await socket.run()
        except* Exception:
            # A fault of ours costs one connection; its client comes back by itself.
            logger.exception("web.socket_failed")
        finally:
            self._sessions.closed(outbox)
        return None


async def _turn_away(send: Send, status: int, why: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": why.encode()})


class _Socket:
    """One websocket that was accepted."""

    def __init__(
        self,
        sessions: Sessions,
        guesses: Limit,
        counts: Any,
        outbox: Outbox,
        receive: Receive,
        send: Send,
        address: str,
    ) -> None:
        self._sessions = sessions
        self._guesses = guesses
        self._counts = counts
        self._outbox = outbox
        self._receive = receive
        self._send = send
        self._address = address

    async def run(self) -> None:
        """Read and write until either ends."""
        async with asyncio.TaskGroup() as tasks:
            reader = tasks.create_task(self._read())
            writer = tasks.create_task(self._write())
            # A reader ends when the peer is gone, a writer when everything is said; neither then needs the other.
            await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
            reader.cancel()
            writer.cancel()

    # --- writing

    async def _write(self) -> None:
        try:
            while True:
                item = await self._next()
                if isinstance(item, Closing):
                    await self._send({"type": "websocket.close", "code": item.code})
                    return
                self._counts.frames_sent += 1
                self._counts.bytes_sent += len(item)
                await self._send({"type": "websocket.send", "bytes": item})
        except OSError:
            return  # the peer is gone

    async def _next(self) -> bytes | Closing:
        try:
            async with asyncio.timeout(BEAT_EVERY):
                return await self._outbox.take()
        except TimeoutError:
            return BEAT

    # --- reading

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                data = await self._message()
        except TimeoutError:
            return await self._part(farewell.NO_HELLO)
        if data is None:
            return None
        hello = read_client(data)
        if not isinstance(hello, Hello):
            return await self._part(farewell.NOT_UNDERSTOOD, farewell.UNSUPPORTED)
        entered = await self._enter(hello)
        if isinstance(entered, Bye):
            return await self._part(entered)
        session, visit = entered
        try:
            return await self._listen(session, visit)
        finally:
            session.leave(visit)

    async def _enter(self, hello: Hello) -> tuple[Session, Visit] | Bye:
        if self._sessions.draining:
            return farewell.restarting()
        token = read_token(hello.token)
        if token is None:
            return farewell.BAD_TOKEN
        try:
            session = await self._sessions.get(token.session)
        except StoreAway:
            return farewell.store_down()
        visit = (
            await session.enter(token.hashed, hello.client, hello.at, self._outbox) if session else farewell.BAD_TOKEN
        )
        if isinstance(visit, Bye):
            return self._guessed() if visit is farewell.BAD_TOKEN else visit
        assert session is not None
        return session, visit

    def _guessed(self) -> Bye:
        # Only who holds no seat waits: others behind the same address come back into theirs however often it guesses.
        if self._guesses.wait(self._address):
            return farewell.busy()
        self._guesses.take(self._address)
        return farewell.BAD_TOKEN

    async def _listen(self, session: Session, visit: Visit) -> None:
        bucket = session.bucket(visit.seat)
        clock = asyncio.get_running_loop().time
        while True:
            # A full outbox means that the peer does not read: it has said enough for now.
            await self._outbox.free()
            data = await self._message()
            if data is None:
                return None
            frame = read_client(data)
            match frame:
                case Do(id, do, arguments):
                    await session.move(visit, id, do, arguments)
                case Ask(id, do, arguments):
                    session.preview(visit, id, do, arguments)
                case Here(at) if len(data) <= HERE_BYTES:
                    session.here(visit, at)
                case Hello(at=at):
                    # A client that found a gap; the socket stays the seat's, whatever token this one names.
                    await session.again(visit, at)
                case Ping(sent):
                    self._outbox.answer(encode(Pong(sent, session.now())))
                case Malformed(why, int() as id):
                    self._outbox.answer(encode(Refused(id, "malformed", f"This could not be read: {why}.")))
                case _:
                    return await self._part(farewell.NOT_UNDERSTOOD, farewell.UNSUPPORTED)
            wait = bucket.take(clock(), SMALL if isinstance(frame, Here | Ping) else 1.0)
            if wait > 0:
                await asyncio.sleep(wait)

    async def _message(self) -> bytes | None:
        """Wait for the next message; None when the peer is gone, and empty for text, which is not ours."""
        message = await self._receive()
        if message["type"] == "websocket.disconnect":
            return None
        return message.get("bytes") or b""

    async def _part(self, bye: Bye, code: int = farewell.ENDED) -> None:
        self._outbox.close(encode(bye), code)
        # The writer ends the socket once everything is said.
        await asyncio.Event().wait()
