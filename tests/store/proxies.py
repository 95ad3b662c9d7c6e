"""A network between a node and the store that fails when a test says so."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

TIME = re.compile(rb"\*2\r\n\$10\r\n(\d{10})\r\n(?=\$\d\r\n\d{1,6}\r\n)")
"""How the store answers TIME; nothing else that it says looks so."""


class Clock:
    """A store's clock, as those see it who ask by some network: set back or forward."""

    def __init__(self) -> None:
        self.shift = 0
        self.told = 0
        """How often somebody was told the time since it was set."""

    def set(self, shift: int) -> None:
        """Set it so many seconds off."""
        self.shift, self.told = shift, 0

    def seen(self, data: bytes) -> bytes:
        """Alter what the store says of the time."""
        return TIME.sub(self._shifted, data)

    def _shifted(self, found: re.Match[bytes]) -> bytes:
        self.told += 1
        return b"*2\r\n$10\r\n%d\r\n" % (int(found[1]) + self.shift)


class Network:
    """Carries bytes both ways until it is told to hold the answers back, or to cut all connections."""

    def __init__(self, target: str, socket: Path) -> None:
        self._target = target.removeprefix("unix://")
        self._socket = socket
        self._links: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._carrying = asyncio.Event()
        self._carrying.set()
        self.asked = asyncio.Event()
        self._connected = asyncio.Event()
        self.clock = Clock()

    @property
    def url(self) -> str:
        """The address of the store, through this network."""
        return f"unix://{self._socket}"

    def hold_answers(self) -> None:
        """Carry questions only; `asked` is set when one was carried."""
        self._carrying.clear()
        self.asked.clear()

    def carry_answers(self) -> None:
        """Carry everything again, what was held back included."""
        self._carrying.set()

    async def connected_again(self) -> None:
        """Wait for the next connection."""
        self._connected.clear()
        await self._connected.wait()

    def cut(self) -> None:
        """Close all connections; what was held back is lost."""
        for task in self._tasks:
            task.cancel()
        for writer in self._links:
            writer.transport.abort()
        self._links.clear()
        self._carrying.set()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        far_reader, far_writer = await asyncio.open_unix_connection(self._target)
        self._links += [writer, far_writer]
        self._connected.set()
        for carry in (self._ask(reader, far_writer), self._answer(far_reader, writer)):
            task = asyncio.create_task(carry)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            self.asked.set()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._carrying.wait()
            writer.write(self.clock.seen(data))
        writer.close()


@asynccontextmanager
async def a_network(url: str) -> AsyncIterator[Network]:
    """Put a network in front of the store at `url`."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        network = Network(url, Path(folder) / "network.sock")
        server = await asyncio.start_unix_server(network.accept, folder + "/network.sock")
        yield network
        server.close()
        network.cut()
        await asyncio.sleep(0)
