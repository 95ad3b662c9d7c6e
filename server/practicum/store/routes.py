"""The writers and readers of a store, one for each primary, behind the faces of a single one.

A key leads to the primary that holds it. When that one says that the key has moved, nothing happened there: the map is
read anew and the same is asked of the new holder, at most ``TRIES`` times. While a slot is being moved bit by bit, what
has to touch several keys at once can't be answered by anybody; that is a store that is down for a moment.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from .errors import StoreDown, StoreMoved
from .reader import Reader
from .topology import Topology
from .writer import Writer, sha_of

TRIES = 5
PAUSE = 0.05
LOOK_AGAIN = 1.0

T = TypeVar("T")


class Writers:
    """The writers of all primaries."""

    def __init__(self, topology: Topology, script: bytes, chance: random.Random | None = None) -> None:
        self._topology = topology
        self._script = script
        self._chance = chance
        self._writers: dict[str, Writer] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self.script_sha = sha_of(script)

    async def start(self) -> None:
        """Connect to every primary, or raise StoreDown."""
        for url in self._topology.primaries:
            writer = Writer(url, self._script, self._chance)
            await writer.start()
            self._writers[url] = writer
        self._topology.listeners.append(self._follow)

    async def close(self) -> None:
        """Write what is queued, if that is possible in time, and stop."""
        if self._follow in self._topology.listeners:
            self._topology.listeners.remove(self._follow)
        await asyncio.gather(*(writer.close() for writer in self._writers.values()), *self._ending)

    @property
    def is_up(self) -> bool:
        """Tell whether every primary can be written to."""
        return all(writer.is_up for writer in self._writers.values())

    async def up(self, key: str = "") -> None:
        """Wait until the holder of a key can be written to; without a key, every primary."""
        # Who is asked may be another one tomorrow: a primary that is gone for good never comes up.
        while waited := [writer for writer in self._meant(key) if not writer.is_up]:
            self._topology.doubt()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await waited[0].up()

    async def send(self, command: bytes, key: str = "") -> Any:
        """Write a packed command to the holder of a key; an error reply is raised as StoreDown."""
        # The common case takes no further task and no closure: it is the hottest path of a node.
        try:
            return await self._writer(key).send(command)
        except StoreMoved:
            return await _again(self._topology, lambda: self._writer(key).send(command))
        except StoreDown:
            self._topology.doubt()
            raise

    def at(self, url: str) -> Writer:
        """Return the writer of one primary; StoreDown when it is no longer one."""
        writer = self._writers.get(url)
        if writer is None:
            raise StoreDown("this server is no longer a primary of the store")
        return writer

    def _meant(self, key: str) -> list[Writer]:
        return [self._writer(key)] if key else list(self._writers.values())

    def _writer(self, key: str) -> Writer:
        owner = self._topology.owner(key)
        if owner not in self._writers:
            self._begin(owner)
        return self._writers[owner]

    def _begin(self, url: str) -> None:
        writer = self._writers[url] = Writer(url, self._script, self._chance)
        writer.start_later()

    def _follow(self) -> None:
        """Have a writer for each primary, and none for what is no longer one."""
        for url in self._topology.primaries:
            if url not in self._writers:
                self._begin(url)
        for url in self._writers.keys() - set(self._topology.primaries):
            ending = asyncio.get_running_loop().create_task(self._writers.pop(url).close())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)


class Readers:
    """The readers of all primaries."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._readers: dict[str, Reader] = {}

    async def ask(self, *command: str | int | bytes, key: str = "") -> Any:
        """Send one command to the holder of its key and return its reply."""
        holder = key or (str(command[1]) if len(command) > 1 else "")
        return await self._asking(holder, lambda reader: reader.ask(*command))

    async def ask_all(self, commands: list[bytes], key: str = "") -> list[Any]:
        """Send packed commands about one key in one round trip; an error among the replies is raised."""
        return await self._asking(key, lambda reader: reader.ask_all(commands))

    def everyone(self) -> Sequence[Reader]:
        """Return a reader for every primary."""
        return [self._reader(url) for url in self._topology.primaries]

    def close(self) -> None:
        """Give the connections up."""
        for reader in self._readers.values():
            reader.close()

    async def _asking(self, key: str, ask: Callable[[Reader], Awaitable[T]]) -> T:
        try:
            return await ask(self._reader(self._topology.owner(key)))
        except StoreMoved:
            return await _again(self._topology, lambda: ask(self._reader(self._topology.owner(key))))
        except StoreDown:
            self._topology.doubt()
            raise

    def _reader(self, url: str) -> Reader:
        return self._readers.setdefault(url, Reader(url))


async def _again(topology: Topology, ask: Callable[[], Awaitable[T]]) -> T:
    """Ask the new holder of a key, once it is known."""
    for tries_left in range(TRIES, 0, -1):
        try:
            await topology.discover_again()
            return await ask()
        except StoreMoved:
            if tries_left == 1:
                raise
            await asyncio.sleep(PAUSE)
    raise AssertionError
