"""The feed: what other nodes append is heard in order, and what may have been missed is never kept quiet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest_asyncio

from practicum.store import keys
from practicum.store.feed import Feed, Lost, Moved
from practicum.store.log import Store
from tests.store.helpers import a_log, a_move, a_session, after, appended, until
from tests.store.proxies import a_network


class Ear:
    """What a session heard."""

    def __init__(self, session: str) -> None:
        self.session = session
        self._heard: asyncio.Queue[Moved | Lost] = asyncio.Queue()

    def hear(self, news: Moved | Lost) -> None:
        """Take news."""
        self._heard.put_nowait(news)

    async def next(self) -> Moved | Lost:
        """Wait for the next piece of news."""
        return await self._heard.get()

    async def lost(self) -> None:
        """Wait for the next news, which must be a loss."""
        assert await self.next() == Lost(self.session)

    async def moved(self) -> Moved:
        """Wait for the next news, which must be an append."""
        news = await self.next()
        assert isinstance(news, Moved), news
        return news

    def silent(self) -> bool:
        """Tell whether nothing waits to be heard."""
        return self._heard.empty()


@asynccontextmanager
async def running(feed: Feed) -> AsyncIterator[Feed]:
    """Run a feed as a server does."""
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(feed.run())
        yield feed
        task.cancel()


@asynccontextmanager
async def listening(feed: Feed) -> AsyncIterator[Ear]:
    """Listen to a new session from the moment on which nothing is missed."""
    ear = Ear(a_session())
    feed.subscribe(ear.session, ear.hear)
    await ear.lost()
    yield ear
    feed.unsubscribe(ear.session)


@pytest_asyncio.fixture
async def other(store_url: str) -> AsyncIterator[Store]:
    """Give another node."""
    opened = await Store.open(store_url)
    yield opened
    await opened.close()


async def test_a_feed_hears_another_nodes_appends_in_order(store: Store, other: Store) -> None:
    """Each leads on from the one before it, and says whose it is."""
    async with running(Feed(store)) as feed, listening(feed) as ear:
        positions = await a_log(other, ear.session, 20)
        for position in positions:
            moved = await ear.moved()
            assert (moved.to, moved.node) == (position, other.node)


async def test_a_subscription_before_the_feed_runs_counts(store: Store) -> None:
    """Sessions may be loaded while the feed still connects."""
    feed, ear = Feed(store), Ear(a_session())
    feed.subscribe(ear.session, ear.hear)
    async with running(feed):
        await ear.lost()
        await appended(store, a_move(ear.session))
        assert (await ear.moved()).node == store.node


async def test_who_unsubscribed_hears_nothing(store: Store, other: Store) -> None:
    """Others are not disturbed."""
    async with running(Feed(store)) as feed, listening(feed) as leaver, listening(feed) as stayer:
        feed.unsubscribe(leaver.session)
        await appended(other, a_move(leaver.session))
        await appended(other, a_move(stayer.session))
        await stayer.moved()
        assert leaver.silent()


async def test_an_entry_that_does_not_lead_on_is_a_loss(store: Store, other: Store) -> None:
    """When one publish went missing, the session is told to ask the log; then all goes on."""
    async with running(Feed(store)) as feed, listening(feed) as ear:
        at = await appended(other, a_move(ear.session))
        await ear.moved()
        # A write that was never published, as a failover may leave one.
        missed = after(at)
        await store.reader.ask("HSET", keys.meta_key(ear.session), "at", str(missed))
        at = await appended(other, a_move(ear.session, missed))
        await ear.lost()
        last = await appended(other, a_move(ear.session, at))
        assert (await ear.moved()).to == last


async def test_bytes_that_are_no_entry_are_a_loss(store: Store) -> None:
    """Whatever is published on the channel, the feed lives on."""
    async with running(Feed(store)) as feed, listening(feed) as ear:
        await store.publish(keys.channel_of(ear.session), b"\xff nonsense")
        await ear.lost()
        await appended(store, a_move(ear.session))
        await ear.moved()


async def test_a_killed_subscription_is_a_loss_and_is_made_anew(store: Store, other: Store) -> None:
    """Every session is told, and hears what comes after."""
    async with running(Feed(store)) as feed, listening(feed) as one, listening(feed) as two:
        await other.reader.ask("CLIENT", "KILL", "TYPE", "pubsub")
        await one.lost()
        await two.lost()
        for ear in (one, two):
            await appended(other, a_move(ear.session))
            await ear.moved()


async def test_a_silent_subscription_is_found_out_by_the_probe(store_url: str, store: Store) -> None:
    """The connection stands but nothing comes through: the probe doesn't either, so it is made anew."""
    async with a_network(store_url) as network:
        feed = Feed(store, url=network.url, probe_every=0.05)
        async with running(feed), listening(feed) as ear:
            network.hold_answers()
            at = await appended(store, a_move(ear.session))
            await network.connected_again()
            network.carry_answers()
            await ear.lost()
            at = await appended(store, a_move(ear.session, at))
            await ear.moved()


async def test_a_working_subscription_is_left_alone(store: Store) -> None:
    """Probe after probe comes back, and nobody is told of a loss."""
    feed = Feed(store, probe_every=0.05)
    async with running(feed), listening(feed) as ear:
        await until(lambda: feed.probes_heard >= 5)
        assert ear.silent()


async def test_a_callback_that_fails_silences_nobody(store: Store) -> None:
    """One session's fault stays its own."""
    failing = a_session()

    def fail(news: Moved | Lost) -> None:
        raise RuntimeError("a bug")

    async with running(Feed(store)) as feed:
        feed.subscribe(failing, fail)
        async with listening(feed) as ear:
            await appended(store, a_move(failing))
            await appended(store, a_move(ear.session))
            await ear.moved()


async def test_a_feed_cancelled_200_times_always_ends(store: Store) -> None:
    """Wherever it is when it is cancelled: connecting, subscribing, waiting."""
    for turn in range(200):
        feed = Feed(store)
        feed.subscribe("s", lambda news: None)
        task = asyncio.create_task(feed.run())
        for _ in range(turn % 12):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
