"""A websocket: a task lets it in and waits for its end; meanwhile it is heard and answered without any.

- A page of another site is turned away before the upgrade; so is a client of another protocol.
- The first message is ``hello``, within ``hello_within``. What follows is heard by ``listening``, and written by the
  socket's outbox.
- When nothing was sent for a while, a beat is (``beats``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import Any

import structlog

from practicum.live import farewell
from practicum.live.away import StoreAway
from practicum.live.frames import Bye
from practicum.live.limits import Limits
from practicum.live.outbox import Outbox
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.live.tracing import Tracer, span
from practicum.live.visit import Visit
from practicum.web.access import Door, Limit, Regulars, read_token
from practicum.web.beats import Beats
from practicum.web.crowd import Crowd, Guest
from practicum.web.front import LINE, Upgraded
from practicum.web.listening import Listening
from practicum.web.wire import SUBPROTOCOL, Hello, encode, read_client

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

logger = structlog.get_logger(__name__)


class Sockets:
    """The endpoint of all websockets."""

    def __init__(
        self,
        sessions: Sessions,
        door: Door,
        guesses: Limit,
        regulars: Regulars,
        counts: Any,
        limits: Limits,
        tracer: Tracer | None = None,
    ) -> None:
        self._sessions = sessions
        self._door = door
        self._guesses = guesses
        self._regulars = regulars
        self.counts = counts
        self.limits = limits
        self._crowd = Crowd(limits)
        self.beats = Beats()
        self._tracer = tracer

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one websocket."""
        await receive()  # websocket.connect
        if not self._fits(scope):
            return await _turn_away(send, 403, "Pages of another site can't connect here.")
        if SUBPROTOCOL not in scope["subprotocols"]:
            return await _turn_away(send, 400, f"Connect with the subprotocol {SUBPROTOCOL}.")
        address = (scope.get("client") or ("", 0))[0]
        if self._crowd.is_full(address):
            return await _turn_away(send, 503, "There are too many connections. Please try again in a little while.")
        outbox = Outbox(self.counts)
        guest = self._crowd.arrive(address, lambda: outbox.close(encode(farewell.no_hello()), farewell.ENDED))
        self._sessions.opened(outbox)
        line: Upgraded = scope["extensions"][LINE]
        socket = _Socket(self, outbox, receive, line, address, guest)
        try:
            await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
            line.settle()
            await socket.run()
        except OSError:
            pass  # the peer was gone before we had opened
        except Exception:
            # A fault of ours costs one connection; its client comes back by itself.
            logger.exception("web.socket_failed")
        finally:
            outbox.shut()
            self._sessions.closed(outbox)
            self._crowd.part(guest)
        return None

    def _fits(self, scope: Message) -> bool:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        return self._door.origin_fits(headers.get("origin"), headers.get("host"))

    async def enter(self, hello: Hello, outbox: Outbox, address: str) -> tuple[Session, Visit] | Bye:
        """Let a socket into its session, or say why not."""
        with span(self._tracer, "socket.enter") as told:
            entered = await self._entered(hello, outbox, address)
            if isinstance(entered, Bye):
                told.note(refused=entered.code)
            else:
                told.note(session=entered[0].id, seat=entered[1].seat)
            return entered

    async def _entered(self, hello: Hello, outbox: Outbox, address: str) -> tuple[Session, Visit] | Bye:
        if self._sessions.draining:
            return farewell.restarting()
        token = read_token(hello.token)
        if token is None:
            return farewell.BAD_TOKEN
        try:
            session = await self._sessions.get(token.session)
        except StoreAway:
            return farewell.store_down()
        visit = await session.enter(token.hashed, hello.client, hello.at, outbox) if session else farewell.BAD_TOKEN
        if isinstance(visit, Bye):
            return self._guessed(address) if visit is farewell.BAD_TOKEN else visit
        assert session is not None
        self._regulars.note(session.id, address)
        return session, visit

    def _guessed(self, address: str) -> Bye:
        # Only who holds no seat waits: others behind the same address come back into theirs however often it guesses.
        if self._guesses.wait(address):
            return farewell.busy()
        self._guesses.take(address)
        return farewell.BAD_TOKEN

    def greeted(self, guest: Guest) -> None:
        """Learn that a socket has said hello."""
        self._crowd.greeted(guest)


async def _turn_away(send: Send, status: int, why: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": why.encode()})


class _Socket:
    """One websocket that was accepted."""

    def __init__(
        self,
        sockets: Sockets,
        outbox: Outbox,
        receive: Receive,
        line: Upgraded,
        address: str,
        guest: Guest,
    ) -> None:
        self._sockets = sockets
        self._outbox = outbox
        self._receive = receive
        self._line = line
        self._address = address
        self._guest = guest
        self._ended = False

    async def run(self) -> None:
        """Read until the peer is gone, or until everything is said to who is sent away."""
        reader = asyncio.current_task()
        assert reader is not None
        end = partial(self._end, reader)
        self._outbox.on_end = end
        self._line.notify(self._outbox.go_on, end)
        self._outbox.open(self._line)
        self._sockets.beats.add(self._outbox)
        try:
            await self._read()
        except asyncio.CancelledError:
            if not self._ended or reader.uncancel():
                raise
        finally:
            self._outbox.on_end = None
            self._line.notify(self._outbox.go_on, lambda: None)
            self._sockets.beats.remove(self._outbox)
        await self._line.until_closed()

    def _end(self, reader: asyncio.Task[None]) -> None:
        """Read no more, once: everything may be said in the turn in which the peer is lost, and cancels add up."""
        if not self._ended:
            self._ended = True
            reader.cancel()

    # --- reading

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(self._sockets.limits.hello_within):
                data = await self._message()
        except TimeoutError:
            return await self._part(farewell.no_hello())
        if data is None:
            return None
        hello = read_client(data)
        if not isinstance(hello, Hello):
            return await self._part(farewell.NOT_UNDERSTOOD, farewell.UNSUPPORTED)
        self._sockets.greeted(self._guest)
        entered = await self._sockets.enter(hello, self._outbox, self._address)
        if isinstance(entered, Bye):
            return await self._part(entered)
        session, visit = entered
        listening = Listening(session, visit, self._outbox, self._line)
        try:
            self._line.hand_to(listening.hear)
            # Everything else is handed over there; only the end still comes this way.
            while await self._message() is not None:
                pass
        finally:
            listening.end()
            session.leave(visit)

    async def _message(self) -> bytes | None:
        """Wait for the next message; None when the peer is gone, and empty for text, which is not ours."""
        message = await self._receive()
        if message["type"] == "websocket.disconnect":
            return None
        return message.get("bytes") or b""

    async def _part(self, bye: Bye, code: int = farewell.ENDED) -> None:
        self._outbox.close(encode(bye), code)
        # Whoever is sent away is read no more; the outbox ends the socket once everything is said.
        await asyncio.get_running_loop().create_future()
