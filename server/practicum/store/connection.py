"""One connection to Redis or Valkey: bytes out, replies in, in order.

It is hiredis over an asyncio protocol, because the writer is the hottest path of the server and this costs half of
what a general client does. Its rules:

- Requests are pipelined: each is written at once, and the replies are handed out in the order of the requests, as they
  come in: who asks with a callback (``ask``) waits for no task.
- A request whose caller was cancelled keeps its place; its replies are read and dropped. So a cancellation costs
  nothing, and nothing here waits in a way that could lose one.
- What the server pushes (messages, confirmations) goes to `on_push`: RESP 3 tells it apart from replies.
- A lost connection stays lost: everything that waits gets StoreDown, and whoever holds the connection makes a new one.
- An error reply is a value in the list of replies, for the caller to judge.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final, Self, cast
from urllib.parse import quote, urlsplit

import hiredis
from redis.asyncio.connection import parse_url

from .errors import StoreDown
from .tls import hint_when_lost, hint_when_silent, tls_context, tls_trouble

CONNECT_WITHIN = 5.0
LOST = "the connection to the store was lost"
_INCOMPLETE: Final = object()


def pack(*command: str | int | bytes) -> bytes:
    """Write one command as Redis reads it."""
    packed: bytes = hiredis.pack_command(command)  # type: ignore[arg-type]
    return packed


Told = Callable[[list[Any] | None], None]
"""Learns the replies, or None when the connection was lost before they were complete."""


class _Request:
    """Replies that someone waits for."""

    __slots__ = ("missing", "replies", "told")

    def __init__(self, count: int, told: Told) -> None:
        self.missing = count
        self.replies: list[Any] = []
        self.told = told


class Connection(asyncio.Protocol):
    """A connection that was greeted and may be used by several tasks."""

    def __init__(self, on_push: Callable[[list[Any]], None] | None = None) -> None:
        self._reader = hiredis.Reader(notEnoughData=_INCOMPLETE)
        self._requests: deque[_Request] = deque()
        self._transport: asyncio.Transport | None = None
        self._on_push = on_push
        self.lost = asyncio.Event()
        self.on_lost: Callable[[], None] | None = None

    @classmethod
    async def open(cls, url: str, on_push: Callable[[list[Any]], None] | None = None) -> Self:
        """Connect to the store at `url` and greet it; StoreDown says why not."""
        target = _target(url)
        loop = asyncio.get_running_loop()
        connection = cls(on_push)
        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                if "path" in target:
                    await loop.create_unix_connection(lambda: connection, target["path"])
                else:
                    await loop.create_connection(
                        lambda: connection,
                        target.get("host", "localhost"),
                        target.get("port", 6379),
                        ssl=tls_context(target) if url.startswith("rediss:") else None,
                    )
                await connection._greet(target)
        except TimeoutError as error:
            connection.close()
            silence = f"no answer from the store at {shown(url)} within {CONNECT_WITHIN:.0f} s"
            raise StoreDown(silence + hint_when_silent(url)) from error
        except ssl.SSLError as error:
            connection.close()
            raise StoreDown(f"the store at {shown(url)} can't be used: {tls_trouble(error)}") from error
        except OSError as error:
            connection.close()
            raise StoreDown(f"no answer from the store at {shown(url)}: {error}") from error
        except StoreDown as error:
            hint = hint_when_lost(url) if connection.lost.is_set() else ""
            connection.close()
            raise StoreDown(f"the store at {shown(url)} can't be used: {error}{hint}") from error
        except BaseException:
            connection.close()
            raise
        return connection

    async def _greet(self, target: dict[str, Any]) -> None:
        hello: list[str | int] = ["HELLO", 3]
        if target.get("password") is not None:
            hello += ["AUTH", target.get("username") or "default", target["password"]]
        commands = [pack(*hello)]
        if database := int(target.get("db", 0)):
            commands.append(pack("SELECT", database))  # a sentinel has none, and a cluster no other than 0
        for reply in await self.request(commands):
            if isinstance(reply, hiredis.ReplyError):
                raise StoreDown(str(reply))

    async def request(self, commands: Sequence[bytes]) -> list[Any]:
        """Send packed commands together and wait for all of their replies."""
        answered: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()

        def told(replies: list[Any] | None) -> None:
            if answered.done():
                return
            if replies is None:
                answered.set_exception(StoreDown(LOST))
            else:
                answered.set_result(replies)

        self.ask(commands, told)
        return await answered

    def ask(self, commands: Sequence[bytes], told: Told) -> None:
        """Send packed commands together and have the replies told when all have come; nothing may be raised by that."""
        if self._transport is None or self.lost.is_set():
            raise StoreDown(LOST)
        self._requests.append(_Request(len(commands), told))
        self._transport.write(b"".join(commands))

    def tell(self, command: bytes) -> None:
        """Send a packed command that is answered by pushes alone."""
        if self._transport is not None and not self.lost.is_set():
            self._transport.write(command)

    def close(self) -> None:
        """Give the connection up; who waits for a reply gets StoreDown."""
        if self._transport is not None:
            self._transport.abort()
        self._lose()

    # What the transport calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start to use the transport."""
        # Not checked: uvloop's transports are no subclass of asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand out the replies and the pushes that are complete."""
        if self.lost.is_set():
            return
        self._reader.feed(data)
        try:
            while (reply := self._reader.gets()) is not _INCOMPLETE:
                if isinstance(reply, hiredis.PushNotification):
                    if self._on_push is not None:
                        self._on_push(reply)
                elif self._requests:
                    self._take(reply)
                else:
                    # An error to something that is told and not asked, or a server that lost count.
                    self.close()
                    return
        except hiredis.ProtocolError:
            self.close()

    def _take(self, reply: Any) -> None:
        request = self._requests[0]
        request.replies.append(reply)
        request.missing -= 1
        if request.missing == 0:
            self._requests.popleft()
            request.told(request.replies)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell everyone who waits."""
        self._lose()

    def _lose(self) -> None:
        self.lost.set()
        if self.on_lost is not None:
            self.on_lost()
        while self._requests:
            self._requests.popleft().told(None)


def shown(url: str) -> str:
    """Write a store's address for people, without its passwords."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


def unix_url(socket: str) -> str:
    """Write the address of a store that listens on a Unix socket, whatever characters its path has."""
    return f"unix://{quote(socket)}"


def _target(url: str) -> dict[str, Any]:
    try:
        return dict(parse_url(url))
    except ValueError as error:
        raise StoreDown(
            f"{shown(url)} is not the address of a store: "
            "write redis://host:6379, rediss://host:6379 or unix:///path/to/socket"
        ) from error
