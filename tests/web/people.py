"""Who talks to a server in tests: a table of people, each with a socket and a copy of what they were told."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Any, Self

import httpx
import msgpack
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from practicum.serving import Node

PROTOCOL = Subprotocol("practicum.1")
Frame = dict[str, Any]


class Seat(msgspec.Struct, frozen=True):
    """A seat that somebody took."""

    session: str
    seat: str
    team: str | None
    token: str


class Session(msgspec.Struct, frozen=True):
    """A session that was opened."""

    session: str
    code: str
    join_url: str
    facilitator_url: str
    token: str


class Person:
    """A client with one socket: what it was told, and what its copy holds."""

    def __init__(self, socket: ClientConnection, client: str) -> None:
        self.socket = socket
        self.client = client
        self.heard: list[Frame] = []
        self.records: dict[str, Any] = {}
        self.at: str | None = None
        self.last = 0

    async def hear(self) -> Frame:
        """Take the next frame, and keep the copy up to date."""
        frame: Frame = msgpack.unpackb(await self.socket.recv())
        self.heard.append(frame)
        if frame["t"] == "welcome":
            if frame["whole"]:
                self.records = {}
            self._change(frame)
            self.at = frame["at"]
        if frame["t"] == "delta":
            assert version(frame["from"]) <= version(self.at), "a gap"
            self._change(frame)
            self.at = max(frame["to"], self.at or "0-0", key=version)
        return frame

    async def until_closed(self) -> int:
        """Hear until the server closes the socket, and return the close code."""
        try:
            while True:
                await self.hear()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    async def until(self, kind: str, fits: Callable[[Frame], bool] = lambda _: True) -> Frame:
        """Hear until a frame of a kind comes, and return it."""
        while True:
            frame = await self.hear()
            if frame["t"] == kind and fits(frame):
                return frame

    async def until_records(self, fits: Callable[[dict[str, Any]], bool]) -> None:
        """Hear until the copy is as wanted."""
        while not fits(self.records):
            await self.hear()

    async def say(self, **frame: Any) -> None:
        """Send a frame."""
        await self.socket.send(msgpack.packb(frame))

    async def send(self, do: str, **arguments: Any) -> int:
        """Send a move without waiting for its answer."""
        self.last += 1
        await self.say(t="move", id=self.last, do=do, **{"with": arguments})
        return self.last

    async def answer(self, id: int) -> Frame:
        """Hear until an id is answered."""
        while True:
            frame = await self.hear()
            if frame["t"] in ("done", "refused") and frame["id"] == id:
                return frame

    async def do(self, do: str, **arguments: Any) -> Frame:
        """Make a move and hear until it is answered."""
        return await self.answer(await self.send(do, **arguments))

    def _change(self, frame: Frame) -> None:
        for key in frame["drop"]:
            self.records.pop(key, None)
        self.records.update(frame["put"])


def version(position: str | None) -> int:
    """Return the version of a position."""
    return int((position or "0-0").split("-")[0])


class Table:
    """A server as people use it."""

    def __init__(self, url: str, node: Node) -> None:
        self.url = url
        self.node = node
        self.http = httpx.AsyncClient(base_url=url, timeout=15)

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the connections."""
        await self.http.aclose()

    async def open(self, **body: Any) -> Session:
        """Open a session on Alder Mutual."""
        answer = await self.http.post("/api/sessions", json={"scenario": "alder-mutual", **body})
        assert answer.status_code == 201, answer.text
        return msgspec.convert(answer.json(), Session)

    async def join(self, code: str, name: str, **body: Any) -> Seat:
        """Join a session."""
        answer = await self.http.post("/api/join", json={"code": code, "name": name, **body})
        assert answer.status_code == 201, answer.text
        return msgspec.convert(answer.json(), Seat)

    @contextlib.asynccontextmanager
    async def socket(self, **more: Any) -> AsyncIterator[ClientConnection]:
        """Open a websocket and say nothing."""
        url = self.url.replace("http", "ws") + "/ws"
        options: dict[str, Any] = {
            "subprotocols": [PROTOCOL],
            "compression": None,
            "max_size": 1 << 24,
            "close_timeout": 1,
            **more,
        }
        async with connect(url, **options) as socket:
            yield socket

    @contextlib.asynccontextmanager
    async def greet(self, token: str, at: str | None = None, client: str = "", **more: Any) -> AsyncIterator[Person]:
        """Open a websocket and say hello; the first answer is still to be heard."""
        async with self.socket(**more) as socket:
            person = Person(socket, client or secrets.token_hex(6))
            await person.say(t="hello", token=token, client=person.client, at=at)
            yield person

    @contextlib.asynccontextmanager
    async def enter(self, token: str, at: str | None = None, client: str = "") -> AsyncIterator[Person]:
        """Open a websocket, say hello, and be welcomed."""
        async with self.greet(token, at, client) as person:
            await person.until("welcome")
            yield person


async def soon(condition: Callable[[], bool]) -> None:
    """Wait until something holds; the test's own limit ends the wait."""
    while not condition():  # noqa: ASYNC110 -- what is waited for is inside the server, and tells nobody
        await asyncio.sleep(0.01)
