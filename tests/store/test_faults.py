"""Walks with a seed: whatever breaks, what was confirmed is in the log once, and every way to read it agrees."""

import asyncio
import random
import socket
import tempfile
from pathlib import Path

import uvloop

from practicum.store.embedded import EmbeddedStore
from practicum.store.errors import StoreDown
from practicum.store.feed import Feed, Lost, Moved
from practicum.store.log import Append, Appended, Conflict, Duplicate, Store
from practicum.store.positions import START, Position, next_position
from tests.store.helpers import a_move, a_session, appended

KEYS = [f"note/{number}" for number in range(8)]


class Follower:
    """A session on a node that appends nothing: it knows only what the feed and the log tell it."""

    def __init__(self, store: Store, session: str) -> None:
        self.store = store
        self.session = session
        self.at = START
        self.records: dict[str, bytes] = {}
        self._news: asyncio.Queue[Moved | Lost] = asyncio.Queue()

    def hear(self, news: Moved | Lost) -> None:
        """Take news from the feed."""
        self._news.put_nowait(news)

    async def follow(self, until: Position) -> None:
        """Apply news until the session is at a position."""
        while self.at != until:
            news = await self._news.get()
            if isinstance(news, Lost) or news.to.version > self.at.version:
                await self._catch_up()

    async def _catch_up(self) -> None:
        await self.store.up()
        entries = await self.store.since(self.session, self.at)
        assert entries is not None
        for entry in entries:
            self._apply(entry.position, entry.put, entry.drop)

    def _apply(self, to: Position, put: dict[str, bytes], drop: list[str]) -> None:
        self.records.update(put)
        for key in drop:
            self.records.pop(key, None)
        self.at = to


async def play(store: Store, session: str, client: str, moves: int, walk: random.Random) -> None:
    """Append moves as a node does for a client: ask again until there is an answer, and now and then for no reason."""
    at = START
    for id_ in range(1, moves + 1):
        put = {key: b"%s %d" % (client.encode(), id_) for key in walk.sample(KEYS, 2)}
        drop = [key for key in walk.sample(KEYS, 1) if key not in put]
        answered = False
        while not answered:
            move = a_move(
                session, at, to=next_position(at, walk.getrandbits(48)), put=put, drop=drop, client=client, id=id_
            )
            match await ask(store, move):
                case Appended(position=at):
                    answered = walk.random() < 0.8
                case Duplicate():
                    answered = True
                case Conflict(at=at):
                    pass


async def ask(store: Store, move: Append) -> Appended | Duplicate | Conflict:
    """Ask until the outcome is known."""
    while True:
        try:
            return await store.append(move)
        except StoreDown:
            await store.up()


async def test_nothing_is_lost_or_doubled_while_connections_die(store_url: str, store: Store) -> None:
    """Two nodes play while all connections are killed again and again; then every account of it is the same."""
    seed = random.randrange(1 << 32)
    walk = random.Random(seed)
    session = a_session()
    nodes = [await Store.open(store_url), await Store.open(store_url)]
    feed = Feed(nodes[0])
    follower = Follower(nodes[0], session)
    feed.subscribe(session, follower.hear)

    async def kill() -> None:
        while True:
            await asyncio.sleep(walk.uniform(0.002, 0.02))
            await store.reader.ask("CLIENT", "KILL", "TYPE", walk.choice(["normal", "pubsub"]), "SKIPME", "yes")

    async with asyncio.TaskGroup() as background:
        background_tasks = [background.create_task(kill()), background.create_task(feed.run())]
        async with asyncio.TaskGroup() as players:
            for number, node in enumerate(nodes * 2):
                players.create_task(play(node, session, f"c{number}", 150, random.Random(seed + number)))
        background_tasks[0].cancel()
        stored = await store.load(session)
        assert stored is not None
        await follower.follow(stored.position)
        background_tasks[1].cancel()

    entries = [entry async for entry in store.entries(session)]
    settled = sorted((entry.client or "", entry.id) for entry in entries)
    assert settled == sorted((f"c{number}", id_) for number in range(4) for id_ in range(1, 151)), f"seed {seed}"
    assert follower.records == stored.records, f"seed {seed}"
    assert stored.position.version == len(entries)
    for node in nodes:
        await node.close()


async def test_a_store_behind_a_port_and_a_password() -> None:
    """An external store is reached over TCP, in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        embedded = await EmbeddedStore.start(Path(folder))
        inside = await Store.open(embedded.url)
        await inside.reader.ask("CONFIG", "SET", "port", port)
        await inside.reader.ask("CONFIG", "SET", "requirepass", "p:w@d")
        outside = await Store.open(f"redis://:p%3Aw%40d@127.0.0.1:{port}/3")
        await appended(outside, a_move("s1"))
        assert await inside.load("s1") is None
        assert await outside.load("s1") is not None
        await outside.close()
        await inside.close()
        await embedded.stop()


def test_the_store_works_on_uvloop() -> None:
    """Its transports and processes are not asyncio's own, and the server runs on it."""

    async def serve(folder: Path) -> None:
        embedded = await EmbeddedStore.start(folder)
        store = await Store.open(embedded.url)
        feed, heard = Feed(store), asyncio.Queue[Moved | Lost]()
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(feed.run())
            feed.subscribe("s1", heard.put_nowait)
            assert await heard.get() == Lost("s1")
            at = await appended(store, a_move("s1"))
            news = await heard.get()
            assert isinstance(news, Moved)
            assert news.to == at
            running.cancel()
        await store.close()
        await embedded.stop()

    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        uvloop.run(serve(Path(folder)))
