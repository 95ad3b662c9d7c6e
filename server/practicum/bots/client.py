"""A client of the wire: one device of one seat.

Rules:
- Moves are numbered 1, 2, 3 …; at most 64 are unanswered, whoever wants to make another one waits. After each welcome
  everything unanswered is sent again, in order.
- A lost socket is opened again from the position that was reached, with full jitter, doubling to ``LONGEST``; a ``bye``
  says how long to wait, or that there is no way back.
- A silence of ``SILENCE`` seconds is a loss: a server says something at least every five.
- ``twice`` sends every move twice and, after each welcome, what was answered lately once more: it must change nothing.
  ``lag`` waits so long before each frame is read: a slow device.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.typing import Subprotocol

from practicum.bots.chance import Dice
from practicum.bots.wire import MOST_BYTES, MOST_UNANSWERED, SUBPROTOCOL, Copy, Message, pack, unpack

SILENCE = 15.0
SHORTEST = 0.1
LONGEST = 30.0
KEPT_ANSWERED = 32


class Answer(msgspec.Struct, frozen=True):
    """How a move was answered: ``done`` with its position, or a refusal's code; ``closed`` when nobody will answer."""

    code: str
    at: str = ""
    message: str = ""
    now: dict[str, Any] | None = None

    @property
    def done(self) -> bool:
        """Say whether the move is in the log."""
        return self.code == "done"


class Watcher(Protocol):
    """Who looks on: told of every frame in the order of the socket, before the client acts on it."""

    def opened(self, at: str | None) -> None:
        """A socket was opened, and hello said with this position."""

    def sent(self, message: Message) -> None:
        """A frame was sent."""

    def received(self, raw: bytes, message: Message) -> None:
        """A frame came."""

    def broken(self, what: str) -> None:
        """A frame could not be read."""


class Client:
    """One device of one seat."""

    def __init__(
        self,
        url: str,
        token: str,
        chance: Dice,
        *,
        watcher: Watcher | None = None,
        twice: bool = False,
        lag: float = 0.0,
    ) -> None:
        self.copy = Copy()
        self.name = f"{chance.getrandbits(64):016x}"
        self.bye: Message | None = None
        self.welcomes = 0
        # The session is named for proxies, which may lead all of its sockets to one server.
        self._url = f"{socket_url(url)}?session={token.partition('.')[0]}"
        self._token = token
        self._chance = chance
        self._watcher = watcher
        self._twice = twice
        self._lag = lag
        self._socket: ClientConnection | None = None
        self._last = 0
        self._asked = 0
        self._sent = 0  # the highest id that went out since this socket's last welcome
        self._welcomed = False
        self._sending = asyncio.Lock()
        self._unanswered: dict[int, Message] = {}
        self._answered: deque[Message] = deque(maxlen=KEPT_ANSWERED)
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._room = asyncio.Semaphore(MOST_UNANSWERED)
        self._news = asyncio.Event()
        self._tries = 0
        self._ended = False
        self._offset = 0.0
        self._round_trip = math.inf

    # --- what one does with it

    async def run(self) -> None:
        """Stay connected until cancelled, or until the server says goodbye for good."""
        try:
            while not self._ended:
                wait = await self._visit()
                if not self._ended:
                    await asyncio.sleep(wait)
        finally:
            self._ended = True
            self._give_up()

    async def do(self, do: str, arguments: Message | None = None) -> Answer:
        """Make a move and wait for its answer, across however many sockets that takes."""
        return await (await self.begin(do, arguments))

    async def begin(self, do: str, arguments: Message | None = None) -> asyncio.Future[Answer]:
        """Make a move; the answer comes later. Waits while too many are unanswered."""
        await self._room.acquire()
        self._last += 1
        message = {"t": "move", "id": self._last, "do": do, "with": arguments or {}}
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._unanswered[self._last] = message
        self._waiting[self._last] = answer
        if self._ended:
            self._give_up()
        else:
            await self._send_moves()
        return answer

    async def preview(self, do: str, arguments: Message | None = None) -> None:
        """Ask what a move would do; the watcher sees the answer."""
        self._asked += 1
        await self._send({"t": "preview", "id": self._asked, "do": do, "with": arguments or {}})

    async def here(self, at: Message) -> None:
        """Say where one is."""
        await self._send({"t": "here", "at": at})

    def drop(self) -> None:
        """Lose the socket as a network does: no close frame, no goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def changed(self, within: float) -> None:
        """Wait for news, at most so many seconds."""
        news = self._news
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await news.wait()

    async def until(self, condition: Callable[[Copy], bool], within: float) -> bool:
        """Wait until the records are as wanted; False when that takes too long or the way is closed."""
        deadline = time.monotonic() + within
        while not condition(self.copy):
            left = deadline - time.monotonic()
            if left <= 0 or self._ended:
                return condition(self.copy)
            await self.changed(min(left, 0.5))
        return True

    def server_now(self) -> float:
        """Tell the server's time in ms, from the clock sample with the smallest round trip."""
        return time.time() * 1000 + self._offset

    @property
    def open(self) -> bool:
        """Whether the client is connected or tries to be."""
        return not self._ended

    @property
    def unanswered(self) -> int:
        """Count the moves that have no answer yet."""
        return len(self._unanswered)

    # --- one socket

    async def _visit(self) -> float:
        """Live through one socket; return how long to wait before the next one."""
        host = urlsplit(self._url).hostname
        near = host in ("localhost", "::1") or (host or "").startswith("127.")
        try:
            async with connect(
                self._url,
                subprotocols=[Subprotocol(SUBPROTOCOL)],
                compression=None,
                max_size=MOST_BYTES,
                proxy=None if near else True,
                ping_interval=None,
                open_timeout=10,
                close_timeout=2,
            ) as socket:
                try:
                    await self._listen(socket)
                except asyncio.CancelledError:
                    # Who leaves does not wait for a close handshake behind frames that nobody reads any more.
                    socket.transport.abort()
                    raise
        except (OSError, TimeoutError, WebSocketException, InvalidHandshake):
            # A refused, lost or silent connection: the moves wait in the queue, and we come back.
            pass
        finally:
            self._socket = None
            self._welcomed = False
        return self._pause()

    async def _listen(self, socket: ClientConnection) -> None:
        if self._watcher is not None:
            self._watcher.opened(self.copy.at)
        await socket.send(pack({"t": "hello", "token": self._token, "client": self.name, "at": self.copy.at}))
        self._socket = socket
        while True:
            if self._lag:
                await asyncio.sleep(self._lag)
            async with asyncio.timeout(SILENCE):
                raw = await socket.recv()
            try:
                raw = raw.encode() if isinstance(raw, str) else raw
                message = unpack(raw)
            except (ValueError, TypeError) as error:
                if self._watcher is not None:
                    self._watcher.broken(f"a frame could not be read: {error}")
                return
            if self._watcher is not None:
                self._watcher.received(raw, message)
            if not await self._take(message):
                return
            self._tell()

    async def _take(self, message: Message) -> bool:
        """Act on one frame; False when this socket is over."""
        match message["t"]:
            case "welcome":
                self.copy.welcome(message)
                if self._round_trip == math.inf:
                    self._offset = message["now"] - time.time() * 1000
                await self._send({"t": "ping", "sent": int(time.time() * 1000)})
                self.welcomes += 1
                self._tries = 0
                self._welcomed = True
                await self._send_moves(again=True)
            case "delta":
                return self.copy.delta(message)
            case "done":
                self._answer(message["id"], Answer("done", at=message["at"]))
            case "refused":
                self._answer(message["id"], Answer(message["code"], "", message["message"], message.get("now")))
            case "pong":
                self._sample(message)
            case "bye":
                self.bye = message
                self._ended = message["retry_ms"] is None
                return False
            case _:
                pass
        return True

    async def _send_moves(self, *, again: bool = False) -> None:
        """Send what has not gone out since the last welcome; after a new one, everything unanswered."""
        # Under the lock, or a new move could overtake an older one that is being sent again.
        async with self._sending:
            if not self._welcomed:
                return
            if again:
                self._sent = 0
                for message in list(self._answered) if self._twice else ():
                    await self._send(message)
            for id, message in list(self._unanswered.items()):
                if id > self._sent:
                    self._sent = id
                    await self._send(message)

    async def _send(self, message: Message) -> None:
        socket = self._socket
        if socket is None:
            return
        raw = pack(message)
        with contextlib.suppress(WebSocketException, OSError):
            for _ in range(2 if self._twice and message["t"] == "move" else 1):
                if self._watcher is not None:
                    self._watcher.sent(message)
                await socket.send(raw)

    def _answer(self, id: int, answer: Answer) -> None:
        message = self._unanswered.pop(id, None)
        if message is None:
            return
        self._answered.append(message)
        self._room.release()
        waiting = self._waiting.pop(id)
        if not waiting.done():
            waiting.set_result(answer)

    def _sample(self, message: Message) -> None:
        here = time.time() * 1000
        round_trip = here - message["sent"]
        if round_trip <= self._round_trip:
            self._round_trip = round_trip
            self._offset = message["now"] + round_trip / 2 - here

    def _give_up(self) -> None:
        """Answer everything that nobody will answer any more."""
        for id in list(self._unanswered):
            self._answer(id, Answer("closed", message="the connection ended for good"))
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _pause(self) -> float:
        if self.bye is not None and self.bye["retry_ms"] is not None:
            wait: float = self.bye["retry_ms"] / 1000
            self.bye = None
            return wait
        self._tries += 1
        return self._chance.uniform(0, min(LONGEST, SHORTEST * 2**self._tries))


def socket_url(url: str) -> str:
    """Turn a server's address into that of its websocket."""
    parts = urlsplit(url)
    scheme = {"http": "ws", "https": "wss"}.get(parts.scheme, parts.scheme)
    return f"{scheme}://{parts.netloc}/ws"
