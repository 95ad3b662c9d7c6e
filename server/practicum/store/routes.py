"""The writers and readers of a store, one for each primary, behind the faces of a single one.

A key leads to the primary that holds it. When that one says that it does not, nothing happened there:

- *MOVED*: the map is read anew, and the same is asked of the new holder.
- *ASK*: the slot is on its way to another server, key by key, and this key is there already. That one is asked, with
  ASKING; the map stays.
- *TRYAGAIN*: some of what has to be touched at once is here and some is there, so nobody can do it. It is asked again a
  little later.

All that at most ``TRIES`` times; then it is a store that is down for a moment, and whoever asked asks again.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import Any, TypeVar

import hiredis

from .connection import pack
from .errors import StoreDown, StoreMoved
from .reader import Reader
from .topology import Topology
from .writer import Away, Told, Writer, sha_of

TRIES = 5
PAUSE = 0.05
LOOK_AGAIN = 1.0

_ASKING = pack("ASKING")
_MULTI = pack("MULTI")

T = TypeVar("T")


class Writers:
    """The writers of all primaries."""

    def __init__(
        self, topology: Topology, script: bytes, chance: random.Random | None = None, away: Away = nullcontext
    ) -> None:
        self._topology = topology
        self._script = script
        self._load_script = pack("SCRIPT", "LOAD", script)
        self._askers = Readers(topology)
        self._chance = chance
        self._away = away
        self._writers: dict[str, Writer] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self.script_sha = sha_of(script)

    async def start(self) -> None:
        """Connect to every primary, or raise StoreDown."""
        for url in self._topology.primaries:
            writer = Writer(url, self._script, self._chance, self._away)
            await writer.start()
            self._writers[url] = writer
        self._topology.listeners.append(self._follow)

    async def close(self) -> None:
        """Write what is queued, if that is possible in time, and stop."""
        if self._follow in self._topology.listeners:
            self._topology.listeners.remove(self._follow)
        await asyncio.gather(*(writer.close() for writer in self._writers.values()), *self._ending)
        self._askers.close()

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
        try:
            return await self._writer(key).send(command)
        except StoreMoved as moved:
            return await _again(
                self._topology, moved, lambda: self._writer(key).send(command), self._asking(command, key)
            )
        except StoreDown:
            self._topology.doubt()
            raise

    def submit(self, command: bytes, key: str, told: Told) -> None:
        """Write a packed command to the holder of a key and have its outcome told; StoreDown when that can't be now.

        This is the hottest path of a node, and nobody is led elsewhere on it: who is told that the key has moved asks
        again with ``send``.
        """
        self._writer(key).submit(command, told)

    def at(self, url: str) -> Writer:
        """Return the writer of one primary; StoreDown when it is no longer one."""
        writer = self._writers.get(url)
        if writer is None:
            raise StoreDown("this server is no longer a primary of the store")
        return writer

    def _asking(self, command: bytes, key: str) -> Callable[[tuple[str, int]], Awaitable[Any]]:
        async def ask(where: tuple[str, int]) -> Any:
            # It may be no primary yet, so it has no writer, and may have never heard of the script. What a lost
            # connection makes this send twice is known by the script when it comes again.
            asked = self._askers.at(self._topology.named(key, *where))
            return (await asked.ask_all([self._load_script, _ASKING, command]))[-1]

        return ask

    def _meant(self, key: str) -> list[Writer]:
        return [self._writer(key)] if key else list(self._writers.values())

    def _writer(self, key: str) -> Writer:
        owner = self._topology.owner(key)
        if owner not in self._writers:
            self._begin(owner)
        return self._writers[owner]

    def _begin(self, url: str) -> None:
        writer = self._writers[url] = Writer(url, self._script, self._chance, self._away)
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
        return (await self.ask_all([pack(*command)], holder))[0]

    async def ask_all(self, commands: list[bytes], key: str = "") -> list[Any]:
        """Send packed commands about one key in one round trip; an error among the replies is raised."""
        try:
            return await self._holder(key).ask_all(commands)
        except StoreMoved as moved:
            return await _again(
                self._topology,
                moved,
                lambda: self._holder(key).ask_all(commands),
                lambda where: self._asking(self.at(self._topology.named(key, *where)), commands),
            )
        except StoreDown:
            self._topology.doubt()
            raise

    async def ask_each(self, commands: Mapping[str, bytes]) -> dict[str, Any]:
        """Send a packed command about each of some keys that one server holds; what can't be answered is left out."""
        found: dict[str, Any] = {}
        refusal: StoreDown | None = None
        try:
            replies = await self._holder(next(iter(commands))).replies(list(commands.values()))
        except StoreDown:
            self._topology.doubt()
            raise
        for (key, command), reply in zip(commands.items(), replies, strict=True):
            try:
                # One of the slots may be on its way elsewhere: that must not silence the others.
                found[key] = (await self.ask_all([command], key))[0] if isinstance(reply, hiredis.ReplyError) else reply
            except StoreDown as error:
                refusal = error
        if refusal is not None and not found:
            raise refusal
        return found

    def everyone(self) -> Sequence[Reader]:
        """Return a reader for every primary."""
        return [self.at(url) for url in self._topology.primaries]

    def close(self) -> None:
        """Give the connections up."""
        for reader in self._readers.values():
            reader.close()

    def at(self, url: str) -> Reader:
        """Return the reader of one server."""
        return self._readers.setdefault(url, Reader(url))

    def _holder(self, key: str) -> Reader:
        return self.at(self._topology.owner(key))

    @staticmethod
    async def _asking(reader: Reader, commands: list[bytes]) -> list[Any]:
        # A transaction keeps the leave to ask until it ends; of other commands each needs its own.
        if len(commands) == 1 or commands[0] == _MULTI:
            return (await reader.ask_all([_ASKING, *commands]))[1:]
        return (await reader.ask_all([part for command in commands for part in (_ASKING, command)]))[1::2]


async def _again(
    topology: Topology,
    moved: StoreMoved,
    ask: Callable[[], Awaitable[T]],
    ask_at: Callable[[tuple[str, int]], Awaitable[T]],
) -> T:
    """Ask whoever holds a key now, or will, once it is known."""
    for _ in range(TRIES):
        try:
            if moved.ask is not None:
                return await ask_at(moved.ask)
            await topology.discover_again()
            return await ask()
        except StoreMoved as error:
            moved = error
            if error.ask is None:
                await asyncio.sleep(PAUSE)
    raise moved
