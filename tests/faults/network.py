"""A network on loopback that fails when it is told to: it delays, swallows, cuts, and may lead elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from tests.store.proxies import Clock

PIECE = 65536


class Network:
    """Carries the bytes of many connections, each to one of some ports, both ways."""

    def __init__(self, targets: Sequence[int], chance: random.Random) -> None:
        self.targets = tuple(targets)
        self.port = 0
        self._chance = chance
        self.delay = 0.0
        self.clock = Clock()
        self._carrying = asyncio.Event()
        self._carrying.set()
        self._links: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def swallow(self) -> None:
        """Carry nothing, in either direction, and say nothing of it: a black hole."""
        self._carrying.clear()

    def heal(self) -> None:
        """Carry again, without delay; what was held back comes late."""
        self.delay = 0.0
        self._carrying.set()

    def cut(self) -> None:
        """Reset all connections; what was held back is lost."""
        for writer in tuple(self._links):
            writer.transport.abort()
        self._links.clear()
        for task in tuple(self._tasks):
            task.cancel()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either side ends it."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._links.add(writer)
        far_writer: asyncio.StreamWriter | None = None
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._chance.choice(self.targets))
            self._links.add(far_writer)
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._carry(reader, far_writer))
                ways.create_task(self._carry(far_reader, writer, self.clock.seen))
        except (OSError, ExceptionGroup):
            pass  # one side is gone: so is the other, below
        except asyncio.CancelledError:
            # Cut on purpose; asyncio's own streams would log a cancelled handler as a fault.
            if not writer.transport.is_closing():
                raise
        finally:
            for end in (writer, far_writer):
                if end is not None:
                    self._links.discard(end)
                    end.transport.abort()
            self._tasks.discard(task)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, alter: Callable[[bytes], bytes] = bytes
    ) -> None:
        while data := await reader.read(PIECE):
            if self.delay:
                await asyncio.sleep(self.delay)
            await self._carrying.wait()
            writer.write(alter(data))
            await writer.drain()
        # One side has said all: a half-closed connection is of no use to anybody here.
        raise ConnectionResetError


@asynccontextmanager
async def a_network(*targets: int, seed: int = 0) -> AsyncIterator[Network]:
    """Put a network in front of some ports; each connection is led to one of them."""
    network = Network(targets, random.Random(seed))
    server = await asyncio.start_server(network.accept, "127.0.0.1", 0)
    network.port = server.sockets[0].getsockname()[1]
    try:
        yield network
    finally:
        server.close()
        network.heal()
        network.cut()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(0)
