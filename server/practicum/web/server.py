"""The HTTP server: uvicorn, set up for many quiet sockets, and a shutdown that says goodbye first.

- Sockets that nobody reads cost the kernel little: ``TCP_NOTSENT_LOWAT`` on the listening socket, which accepted ones
  inherit. Peers that vanished are given up after ``TCP_USER_TIMEOUT``: beats go out, so a dead peer is noticed without
  websocket pings, which a paced reader would answer too late.
- On SIGTERM or SIGINT: no new connections; everybody is told when to come back, at different moments; what is under way
  reaches the disk; then the rest closes. A second signal ends it at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import uvicorn

from practicum.live.limits import Limits
from practicum.web.front import Upgraded, front
from practicum.web.wire import CLIENT_FRAME

NOTSENT = 16 * 1024
GIVE_UP_MS = 60_000
BACKLOG = 2048
ENDING = (signal.SIGINT, signal.SIGTERM)


class PortTakenError(Exception):
    """Nothing can listen there; the message is for the person who starts the server."""


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket; port 0 picks one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise PortTakenError(f'"{host}" is not an address of this machine: give another one with --host') from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for name, value in (("TCP_NOTSENT_LOWAT", NOTSENT), ("TCP_USER_TIMEOUT", GIVE_UP_MS)):
            option = getattr(socket, name, 25 if name == "TCP_NOTSENT_LOWAT" and sys.platform == "linux" else None)
            if option is not None:
                listening.setsockopt(socket.IPPROTO_TCP, option, value)
        listening.bind(address)
        listening.listen(BACKLOG)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        said = f"port {port} of {host} can't be used ({error.strerror}): is another Practicum running there?"
        raise PortTakenError(f"{said} Choose another port with --port") from error
    return listening


def is_free(host: str, port: int) -> bool:
    """Say whether somebody could listen there now."""
    try:
        listen(host, port).close()
    except PortTakenError:
        return False
    return True


class Server(uvicorn.Server):
    """uvicorn with our own way of ending."""

    def __init__(
        self,
        app: Any,
        listening: socket.socket,
        drain: Callable[[], Awaitable[None]],
        *,
        proxies: str = "127.0.0.1",
        limits: Limits,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                http=front(limits),
                ws=Upgraded,
                ws_max_size=CLIENT_FRAME,
                ws_per_message_deflate=False,
                ws_ping_interval=None,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=3,
                server_header=False,
                access_log=False,
                log_config=None,
                forwarded_allow_ips=proxies,
                backlog=BACKLOG,
            )
        )
        self._listening = listening
        self._drain = drain
        self._ended = asyncio.Event()

    async def run(self) -> None:  # type: ignore[override]
        """Serve until ``stop`` is called."""
        await self.serve(sockets=[self._listening])

    def stop(self) -> None:
        """Begin to end."""
        self.should_exit = True
        self._ended.set()

    async def until_told(self) -> None:
        """Wait for SIGTERM or SIGINT; from the second one on, nobody is waited for."""
        loop = asyncio.get_running_loop()
        for each in ENDING:
            loop.add_signal_handler(each, self._told)
        await self._ended.wait()

    async def until_started(self) -> None:
        """Wait until connections are accepted."""
        # uvicorn has a flag and no event.
        while not self.started and not self.should_exit:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to everybody before uvicorn closes what is left."""
        for server in self.servers:
            server.close()
        if not self.force_exit:
            await self._drain()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: uvicorn would raise them again at the end, before our own store is stopped."""
        yield

    def _told(self) -> None:
        self.force_exit = self.should_exit
        self.stop()
