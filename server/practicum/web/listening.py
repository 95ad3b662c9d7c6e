"""What the peer of a websocket says once it was let in: handled in the turn of the loop in which it is read.

- What is not understood is refused if it was about a move, and ends the connection otherwise; it reaches no rule.
- Who sends faster than the seat's pace, does not read its answers, or comes to a session that is full of moves, is read
  no further until that is over. Only for that time is there a task; what was read already waits in order.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial

import structlog

from practicum.live import farewell
from practicum.live.frames import Pong, Refused
from practicum.live.jobs import Wait
from practicum.live.outbox import FAULT, Outbox
from practicum.live.session import Session
from practicum.live.visit import Visit
from practicum.web.front import Upgraded
from practicum.web.wire import Ask, Do, Hello, Here, Malformed, Ping, encode, read_client

HERE_BYTES = 2048
SMALL = 0.25  # what presence and clock samples cost of a seat's pace; a move costs 1

_SMALL_TALK = (Here, Ping)

logger = structlog.get_logger(__name__)


class Listening:
    """The ear of one socket."""

    def __init__(self, session: Session, visit: Visit, outbox: Outbox, line: Upgraded) -> None:
        self._session = session
        self._visit = visit
        self._outbox = outbox
        self._line = line
        self._bucket = session.bucket(visit.seat)
        self._clock = asyncio.get_running_loop().time
        self._resting: asyncio.Task[None] | None = None
        self._waiting: deque[bytes] | None = None  # only while resting
        self._deaf = False

    def hear(self, data: bytes) -> None:
        """Handle a message, or keep it until there is time for it."""
        if self._deaf or self._outbox.ends:
            # Until it has taken what it is still told, nobody needs to hear it.
            self._line.pause()
            return
        if self._waiting is not None:
            self._waiting.append(data)
            return
        try:
            rest = self._take(data)
        except Exception:
            logger.exception("web.socket_failed", session=self._session.id, seat=self._visit.seat)
            self._fail()
            return
        if rest is not None:
            self._line.pause()
            self._waiting = deque()
            self._resting = asyncio.get_running_loop().create_task(self._rest(rest))

    def end(self) -> None:
        """Hear nothing more."""
        self._deaf = True
        if self._resting is not None:
            self._resting.cancel()

    async def _rest(self, rest: Wait) -> None:
        """Let a rest pass, handle what came meanwhile, and read on."""
        assert self._waiting is not None
        try:
            await rest()
            while self._waiting and not self._deaf and not self._outbox.ends:
                if (more := self._take(self._waiting.popleft())) is not None:
                    await more()
        except Exception:
            logger.exception("web.socket_failed", session=self._session.id, seat=self._visit.seat)
            self._fail()
            return
        self._waiting = None
        self._resting = None
        self._line.go_on()

    def _fail(self) -> None:
        # A fault of ours costs one connection; its client comes back by itself.
        self._deaf = True
        self._outbox.close(None, FAULT)

    def _take(self, data: bytes) -> Wait | None:
        """Handle a message; return what has to be over before the next one."""
        session, visit = self._session, self._visit
        frame = read_client(data)
        wait_for: Wait | None = None
        match frame:
            case Do():
                wait_for = session.move(visit, frame.id, frame.do, frame.arguments)
            case Ask(id, do, arguments):
                session.preview(visit, id, do, arguments)
            case Here(at) if len(data) <= HERE_BYTES:
                session.here(visit, at)
            case Hello(at=at):
                # A client that found a gap; the socket stays the seat's, whatever token this one names.
                wait_for = partial(session.again, visit, at)
            case Ping(sent):
                self._outbox.answer(encode(Pong(sent, session.now())))
            case Malformed(why, int() as id):
                self._outbox.answer(encode(Refused(id, "malformed", f"This could not be read: {why}.")))
            case _:
                self._deaf = True
                self._outbox.close(encode(farewell.NOT_UNDERSTOOD), farewell.UNSUPPORTED)
                return None
        wait = self._bucket.take(self._clock(), SMALL if isinstance(frame, _SMALL_TALK) else 1.0)
        if wait_for is None and wait <= 0 and not self._outbox.is_full:
            return None
        return partial(self._breath, wait_for, wait)

    async def _breath(self, wait_for: Wait | None, seconds: float) -> None:
        if wait_for is not None:
            await wait_for()
        if seconds > 0:
            await asyncio.sleep(seconds)
        # A full outbox means that the peer does not read: it has said enough for now.
        await self._outbox.free()
