"""A real server of our own, in a process of its own, on loopback, with a store in a folder of its own.

It can be stopped as an operator stops it, or killed as a power cut does, and started again on the same folder and port.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import urllib.parse
from pathlib import Path
from types import TracebackType
from typing import Self

READY = b"Practicum is ready: "
START_WITHIN = 30.0
STOP_WITHIN = 15.0
TAIL = 2_000


class CannotStart(Exception):  # noqa: N818 - reads as what happened
    """Our own server did not start; the message holds what it said."""


class LocalServer:
    """One server process; a context manager that starts and stops it."""

    def __init__(self, scenarios: Path, data: Path, redis: str | None = None) -> None:
        """Describe a server; without a ``redis`` it has a store in its own folder."""
        self.url = ""
        self._scenarios = scenarios
        self._data = data
        self._redis = redis
        self._port = 0
        self._process: asyncio.subprocess.Process | None = None
        self._said = data.parent / f"{data.name}.log"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the server, on the port that it had before if it had one, and wait until it answers."""
        options = {"--port": str(self._port), "--data": str(self._data), "--scenarios": str(self._scenarios)}
        if self._redis is not None:
            options["--redis"] = self._redis
        command = [sys.executable, "-m", "practicum.cli", "serve"]
        with self._said.open("ab") as said:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                *(part for option in options.items() for part in option),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=said,
            )
        try:
            async with asyncio.timeout(START_WITHIN):
                self.url = await self._ready(self._process)
        except TimeoutError:
            await self.kill()
            raise CannotStart(f"the server did not answer within {START_WITHIN:g} s: {self.tail()}") from None
        self._port = urllib.parse.urlsplit(self.url).port or 0

    async def stop(self) -> None:
        """Ask the server to end, as a service manager does."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End the server without a word, as a power cut does."""
        await self._end(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The server's process id."""
        assert self._process is not None
        return self._process.pid

    def tail(self) -> str:
        """Return the last of what the server said on stderr."""
        with contextlib.suppress(OSError):
            return self._said.read_bytes()[-TAIL:].decode(errors="replace").strip()
        return ""

    async def _ready(self, process: asyncio.subprocess.Process) -> str:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            if line.startswith(READY):
                return line[len(READY) :].decode().strip()
        await process.wait()
        raise CannotStart(self.tail() or f"the server ended with exit code {process.returncode}")

    async def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
