"""What other nodes append, as it happens.

Every append publishes its entry on its session's channel, and the feed of each node that serves the session hears it,
the node that appended included. Publishing is not durable and may fail silently, so the feed only ever promises this:
a session that may have missed something is told `Lost`, and asks the log with `since`. That is so

- after each confirmation of its subscription, the first included: what was appended just before went unheard;
- when an entry does not lead on from the one heard before it.

The feed probes itself: every few seconds it publishes to its own channel by the way that appends take. When that does
not come back before the next one is due, the subscription is taken for dead, whatever the connection says, and made
anew.

In a cluster there is a link to every primary, and a session is heard at the one that holds it: what is published there
comes without a way round by others, and each link's probe tells of that link. When the session moves to another
primary, so does its subscription, with a `Lost`.

Beside the log, the nodes of a session may tell each other what is never kept (`tell`): it comes or it does not.

Callbacks are called in the order of the log, must return at once and must not raise; a session keeps its own bounded
queue and may drop what is in it in favour of one `since`.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import structlog

from . import keys
from .connection import Connection, pack
from .entries import read_head
from .errors import StoreDown
from .log import Store
from .positions import Position

PROBE_EVERY = 3.0
LONGEST_PAUSE = 2.0

logger = structlog.get_logger(__name__)


class Moved(NamedTuple):
    """One append, by this node or another: it leads to `to`. What it holds is in the log."""

    session: str
    to: Position
    node: str


class Lost(NamedTuple):
    """Something may have been missed: ask the log."""

    session: str


OnNews = Callable[[Moved | Lost], None]
OnTold = Callable[[bytes], None]


class _Subscription:
    """A session that listens, and the last entry it heard."""

    __slots__ = ("heard", "link", "on_news", "on_told", "session")

    def __init__(self, session: str, on_news: OnNews, on_told: OnTold | None) -> None:
        self.session = session
        self.on_news = on_news
        self.on_told = on_told
        self.heard = ""  # as it was written
        self.link: _Link | None = None

    @property
    def channels(self) -> tuple[str, ...]:
        """Name where its news come."""
        channel = keys.channel_of(self.session)
        return (channel,) if self.on_told is None else (channel, keys.here_channel(self.session))


class Feed:
    """The subscriptions of one node, kept alive by `run`."""

    def __init__(
        self,
        store: Store,
        url: str | None = None,
        probe_every: float = PROBE_EVERY,
        chance: random.Random | None = None,
    ) -> None:
        """Listen to the store, by its own addresses unless a `url` is given."""
        self._store = store
        self._url = url
        self._probe_every = probe_every
        self._chance = chance or random.Random()  # noqa: S311 - only spreads reconnects
        self._subscriptions: dict[str, _Subscription] = {}
        self._links: dict[str, tuple[_Link, asyncio.Task[None]]] = {}
        self._tasks: asyncio.TaskGroup | None = None

    @property
    def probes_heard(self) -> int:
        """How many probes came back: a figure for the metrics, and a sign of life."""
        return sum(link.probes_heard for link, _ in self._links.values())

    def subscribe(self, session: str, on_news: OnNews, on_told: OnTold | None = None) -> None:
        """Hear of a session's appends; `Lost` comes first, when it is certain that the rest will."""
        subscription = self._subscriptions[session] = _Subscription(session, on_news, on_told)
        self._place(subscription)

    def unsubscribe(self, session: str) -> None:
        """Hear no more of a session."""
        subscription = self._subscriptions.pop(session, None)
        if subscription is not None and subscription.link is not None:
            subscription.link.remove(subscription)

    async def tell(self, session: str, message: bytes) -> int:
        """Tell a session's other nodes something that is not kept; return how many listen, this one included."""
        heard: int = await self._store.publish(keys.here_channel(session), message)
        return heard

    async def run(self) -> None:
        """Keep the subscriptions alive until cancelled."""
        listeners = self._store.topology.listeners
        try:
            async with asyncio.TaskGroup() as self._tasks:
                listeners.append(self._follow)
                self._follow()
                await asyncio.Event().wait()
        finally:
            listeners.remove(self._follow)
            self._links.clear()
            self._tasks = None
            for subscription in self._subscriptions.values():
                subscription.link = None

    def _follow(self) -> None:
        """Have a link to each primary, and every subscription on the right one."""
        assert self._tasks is not None
        primaries = self._store.topology.primaries if self._url is None else (self._url,)
        for url in self._links.keys() - set(primaries):
            self._links.pop(url)[1].cancel()
        for url in primaries:
            if url not in self._links:
                link = _Link(self._store, url, self._probe_every, self._chance, own_way=self._url is None)
                self._links[url] = link, self._tasks.create_task(link.run())
        for subscription in self._subscriptions.values():
            self._place(subscription)

    def _place(self, subscription: _Subscription) -> None:
        owner = self._url or self._store.topology.owner(keys.channel_of(subscription.session))
        found = self._links.get(owner)
        link = found[0] if found else None
        if link is subscription.link:
            return
        if subscription.link is not None:
            subscription.link.remove(subscription)
        subscription.link = link
        if link is not None:
            link.add(subscription)


class _Link:
    """The subscriptions at one server."""

    def __init__(self, store: Store, url: str, probe_every: float, chance: random.Random, *, own_way: bool) -> None:
        self._store = store
        self._url = url
        self._probe_every = probe_every
        self._chance = chance
        self._own_way = own_way
        self._channels: dict[bytes, _Subscription] = {}
        self._connection: Connection | None = None
        self._probe_channel = keys.probe_channel(store.node)
        self._probe_heard_at = self._probe_channel.encode()
        self._probe_confirmed = asyncio.Event()
        self.probes_heard = 0

    def add(self, subscription: _Subscription) -> None:
        """Listen for a session."""
        self._channels |= dict.fromkeys((channel.encode() for channel in subscription.channels), subscription)
        subscription.heard = ""
        if self._connection is not None:
            self._connection.tell(pack("SUBSCRIBE", *subscription.channels))

    def remove(self, subscription: _Subscription) -> None:
        """Listen no more for a session."""
        for channel in subscription.channels:
            if self._channels.get(channel.encode()) is subscription:
                del self._channels[channel.encode()]
        if self._connection is not None:
            self._connection.tell(pack("UNSUBSCRIBE", *subscription.channels))

    async def run(self) -> None:
        """Keep the subscriptions alive until cancelled."""
        longest = 0.05
        while True:
            try:
                connection = await Connection.open(self._url, self._hear)
            except StoreDown as error:
                logger.debug("store.feed.down", reason=str(error))
                await asyncio.sleep(self._chance.uniform(0, longest))
                longest = min(longest * 2, LONGEST_PAUSE)
                continue
            longest = 0.05
            try:
                self._subscribe_all(connection)
                await self._probe_until_lost(connection)
            finally:
                self._connection = None
                connection.close()
            logger.warning("store.feed.lost", sessions=len(self._channels))
            await asyncio.sleep(self._chance.uniform(0, longest))

    def _subscribe_all(self, connection: Connection) -> None:
        self._connection = connection
        self._probe_confirmed.clear()
        for subscription in self._channels.values():
            subscription.heard = ""
        connection.tell(pack("SUBSCRIBE", self._probe_channel, *self._channels))

    async def _probe_until_lost(self, connection: Connection) -> None:
        # A probe that overtook the subscription would not come back, and mean nothing.
        try:
            async with asyncio.timeout(self._probe_every):
                await self._probe_confirmed.wait()
        except TimeoutError:
            return
        number = self.probes_heard
        while not connection.lost.is_set():
            number += 1
            try:
                await self._store.probe(self._url if self._own_way else None, self._probe_channel, b"%d" % number)
                sent = True
            except StoreDown:
                # Nothing can be published, by anybody: that says nothing of the subscription.
                sent = False
            try:
                async with asyncio.timeout(self._probe_every):
                    await connection.lost.wait()
            except TimeoutError:
                if sent and self.probes_heard < number:
                    return

    def _hear(self, push: list[Any]) -> None:
        if push[0] not in (b"subscribe", b"message"):
            return
        kind, channel, said = push
        if channel == self._probe_heard_at:
            if kind == b"subscribe":
                self._probe_confirmed.set()
            else:
                self.probes_heard = max(self.probes_heard, int(said))
            return
        subscription = self._channels.get(channel)
        if subscription is None:
            return
        if channel.endswith(b":here"):
            self._hear_told(subscription, said if kind == b"message" else b"")
            return
        if kind == b"subscribe":
            subscription.heard = ""
            self._tell(subscription, Lost(subscription.session))
            return
        try:
            head = read_head(said)
            to = head.position
        except ValueError:
            subscription.heard = ""
            self._tell(subscription, Lost(subscription.session))
            return
        follows = subscription.heard in ("", head.frm)
        subscription.heard = head.to
        session = subscription.session
        self._tell(subscription, Moved(session, to, head.node) if follows else Lost(session))

    def _hear_told(self, subscription: _Subscription, message: bytes) -> None:
        """Hand on what another node tells; nothing, empty, means that the way is new and others may not know of us."""
        try:
            if subscription.on_told is not None:
                subscription.on_told(message)
        except Exception:
            logger.exception("store.feed.callback_failed", session=subscription.session)

    def _tell(self, subscription: _Subscription, news: Moved | Lost) -> None:
        try:
            subscription.on_news(news)
        except Exception:
            # One session's fault must not silence the others.
            logger.exception("store.feed.callback_failed", session=subscription.session)
