"""A small world to break: nodes on one store, people on the nodes, and a network between each of them.

Everything is a process of its own but the people and the network, which live in the test's own event loop.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from practicum.bots.local import LocalServer
from practicum.bots.promises import Watch
from practicum.bots.referee import Referee, differences
from practicum.bots.rest import Hosted, Rest
from practicum.store import entries as stored_format
from practicum.store.connection import Connection, pack
from practicum.store.log import Store
from tests.faults import stores
from tests.faults.checker import Verdict, check
from tests.faults.network import Network, a_network
from tests.faults.people import Leader, Onlooker, Participant, Person
from tests.faults.stores import Valkey
from tests.faults.truth import Entry, Truth, decode

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASE = "alder-mutual"
PHASE = "diagnose"
SETTLES_WITHIN = 90.0
SPEED = 60.0  # of the session's clock: data arrives after seconds


class Room:
    """One session: who is in it, and what was promised to them."""

    def __init__(self, hosted: Hosted) -> None:
        self.hosted = hosted
        self.referee = Referee()
        self.people: list[Person] = []


class World:
    """Nodes, a store, a network between them, and sessions full of people."""

    def __init__(self, store: Valkey, seed: int) -> None:
        self.store = store
        self.address = store.url  # where the truth is read when all is over
        self.chance = random.Random(seed)
        self.nodes: list[LocalServer] = []
        self.wires: list[Network] = []  # from each node to the store
        self.front: Network | None = None  # from the people to the nodes
        self.rooms: list[Room] = []
        self.playing = asyncio.Event()
        self.verdict: list[Verdict] = []
        self.troubles: list[str] = []
        self._running: list[asyncio.Task[None]] = []
        self._working: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """Where people find a server."""
        assert self.front is not None
        return f"http://127.0.0.1:{self.front.port}"

    @property
    def people(self) -> list[Person]:
        """Everybody."""
        return [person for room in self.rooms for person in room.people]

    @property
    def answered(self) -> int:
        """How many moves were answered."""
        return sum(move.outcome != "unknown" for person in self.people for move in person.account.moves.values())

    async def open(self, tasks: asyncio.TaskGroup, people: int, *, teams: int = 2, devices: bool = True) -> Room:
        """Open a session, seat people, and lead them to where there is most to do."""
        rest = Rest(self.url)
        hosted = await rest.host(CASE, teams=teams, seed=self.chance.getrandbits(30), speed=SPEED)
        room = Room(hosted)
        self.rooms.append(room)
        number = len(self.rooms)
        leader = self._seat(room, Leader, f"leader {number}", hosted.token)
        observer = await rest.link(hosted.session, hosted.token, "observer")
        self._seat(room, Onlooker, f"observer {number}", observer)
        for person in range(people):
            name = f"person {number}.{person}"
            joined = await rest.join(hosted.code, name)
            # Some send everything twice, some read slowly, some have a second device: none of it may change anything.
            twice = devices and self.chance.random() < 0.25
            lag = 0.05 if devices and self.chance.random() < 0.2 else 0.0
            self._seat(room, Participant, name, joined.token, twice=twice, lag=lag)
            if devices and self.chance.random() < 0.3:
                self._seat(room, Onlooker, f"{name} elsewhere", joined.token)
        for person in room.people:
            self._running.append(tasks.create_task(person.client.run()))
        assert isinstance(leader, Leader)
        await leader.lead_to(PHASE)
        return room

    def _seat(self, room: Room, kind: type[Person], who: str, token: str, **device: object) -> Person:
        watch = Watch(room.referee, who)
        person = kind(who, self.url, token, random.Random(self.chance.getrandbits(64)), watch, **device)
        room.people.append(person)
        return person

    def work(self, tasks: asyncio.TaskGroup, pause: float) -> None:
        """Let everybody work."""
        self.playing.set()
        self._working = [tasks.create_task(person.work(self.playing, pause)) for person in self.people]

    async def until_answered(self, more: int) -> None:
        """Wait until so many further moves were answered."""
        wanted = self.answered + more
        while self.answered < wanted:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def rest(self) -> None:
        """Let nobody begin anything, and wait until everything is answered."""
        self.playing.clear()
        await asyncio.gather(*self._working)
        settled = await asyncio.gather(*(person.settle(SETTLES_WITHIN) for person in self.people))
        unsettled = [person.who for person, done in zip(self.people, settled, strict=True) if not done]
        assert not unsettled, f"never answered: {', '.join(unsettled)}\n{self.told()}"

    async def same_as_newcomers(self) -> None:
        """Everybody's records become, by themselves, those that a fresh connection is given."""
        for room in self.rooms:
            for person in room.people:
                fresh = Onlooker("fresh", self.url, person.token, random.Random(self.chance.getrandbits(64)))
                async with asyncio.TaskGroup() as tasks:
                    running = tasks.create_task(fresh.client.run())
                    # What is written meanwhile, by timers, reaches both; who lost a socket may wait half a minute.
                    for _ in range(900):
                        assert await fresh.client.until(lambda copy: copy.at is not None, SETTLES_WITHIN)
                        if fresh.client.copy.records == person.client.copy.records:
                            break
                        await asyncio.sleep(0.1)
                    running.cancel()
                mine, theirs = person.client.copy, fresh.client.copy
                found = differences(mine.records, theirs.records)
                where = f"at {mine.at}, not {theirs.at}; open: {person.client.open}; told: {person.client.bye}"
                assert found == [], f"{person.who} ({where}) never came to {found[:20]}\n{self.told()}"

    def leave(self) -> None:
        """Send everybody home."""
        for task in self._running:
            task.cancel()

    async def verdicts(self, *, lost_tail: bool = False) -> list[Verdict]:
        """Hold every account against the store's log."""
        found = []
        store = await Store.open(self.address)
        try:
            for room in self.rooms:
                truth = await read(store, room.hosted.session)
                found.append(check(truth, [person.account for person in room.people], lost_tail=lost_tail))
        finally:
            await store.close()
        if not lost_tail:
            for room in self.rooms:
                for person in room.people:
                    assert person.watch is not None
                    person.watch.finish()
                breaches = [str(breach) for breach in room.referee.breaches]
                assert breaches == [], "\n".join([*breaches, self.told()])
        return found

    async def fail_over(self, to: Valkey) -> None:
        """Lead every node to another store, which is the primary from now on."""
        for wire in self.wires:
            wire.targets = (to.port,)
            wire.cut()
        self.store, self.address = to, to.url

    def told(self) -> str:
        """Say what was broken, in order, and what the nodes said last."""
        return "\n".join([*self.troubles, *(node.tail() for node in self.nodes)])


@asynccontextmanager
async def a_world(seed: int, *, nodes: int = 2, store: Valkey | None = None, address: str = "") -> AsyncIterator[World]:
    """Start a store, unless one is given, and nodes; with an ``address`` no network is between them and the store."""
    async with AsyncExitStack() as stack:
        if store is None:
            store = await stack.enter_async_context(stores.a_valkey())
        folder = await stack.enter_async_context(stores.a_folder())
        world = World(store, seed)
        shelf = one_case(folder)
        for number in range(nodes):
            wire = await stack.enter_async_context(a_network(store.port, seed=seed))
            world.wires.append(wire)
            redis = address or f"redis://127.0.0.1:{wire.port}"
            world.nodes.append(LocalServer(shelf, folder / f"node{number}", redis))
        await asyncio.gather(*(stack.enter_async_context(node) for node in world.nodes))
        ports = [int(node.url.rpartition(":")[2]) for node in world.nodes]
        world.front = await stack.enter_async_context(a_network(*ports, seed=seed))
        yield world


def one_case(folder: Path) -> Path:
    """Make a shelf with nothing but the case that is played: a server is up sooner, and they start often here."""
    shelf = folder / "cases"
    shelf.mkdir()
    (shelf / CASE).symlink_to(SCENARIOS / CASE)
    return shelf


async def read(store: Store, session: str) -> Truth:
    """Read all that the store holds of a session, at one moment: a timer may fire while it is read."""
    while True:
        log = [as_entry(entry) async for entry in store.entries(session)]
        stored = await store.load(session)
        assert stored is not None
        if str(stored.position) == log[-1].position:
            records = {key: decode(raw) for key, raw in stored.records.items()}
            return Truth(log, records, await store.now())


def as_entry(entry: stored_format.Entry) -> Entry:
    """Decode an entry of the log."""
    move = decode(entry.move)
    return Entry(
        str(entry.position),
        str(entry.frm),
        move["do"],
        move["with"],
        move["now"],
        entry.client,
        entry.id,
        {key: decode(raw) for key, raw in entry.put.items()},
        tuple(entry.drop),
    )


async def tell_store(store: Valkey, *commands: tuple[str | int, ...]) -> None:
    """Say something to a store by a connection of its own; what it answers is its own affair."""
    connection = await Connection.open(store.url)
    try:
        await connection.request([pack(*command) for command in commands])
    finally:
        connection.close()
