"""What other nodes append, as it happens.

Every append publishes its entry on its session's channel, and the feed of each node that serves the session hears it,
the node that appended included. Publishing is not durable and may fail silently, so the feed only ever promises this:
a session that may have missed something is told `Lost`, and asks the log with `since`. That is so

- after each confirmation of its subscription, the first included: what was appended just before went unheard;
- when an entry does not lead on from the one heard before it.

The feed probes itself: every few seconds it publishes to its own channel by the way that appends take. When that does
not come back before the next one is due, the subscription is taken for dead, whatever the connection says, and made
anew.

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
from .entries import Entry, decode_entry
from .errors import StoreDown
from .log import Store
from .positions import Position

PROBE_EVERY = 3.0
LONGEST_PAUSE = 2.0

logger = structlog.get_logger(__name__)


class Payload(NamedTuple):
    """One append, by this node or another: it leads from `frm` to `to`."""

    session: str
    frm: Position
    to: Position
    put: dict[str, bytes]
    drop: list[str]
    node: str
    client: str | None
    id: int
    seat: str | None


class Lost(NamedTuple):
    """Something may have been missed: ask the log."""

    session: str


OnNews = Callable[[Payload | Lost], None]


class _Subscription:
    """A session that listens, and the last entry it heard."""

    __slots__ = ("heard", "on_news", "session")

    def __init__(self, session: str, on_news: OnNews) -> None:
        self.session = session
        self.on_news = on_news
        self.heard: Position | None = None


class Feed:
    """The subscriptions of one node, kept alive by `run`."""

    def __init__(
        self,
        store: Store,
        url: str | None = None,
        probe_every: float = PROBE_EVERY,
        chance: random.Random | None = None,
    ) -> None:
        """Listen to the store at `url`, which is the store's own when none is given."""
        self._store = store
        self._url = url or store.url
        self._probe_every = probe_every
        self._chance = chance or random.Random()  # noqa: S311 - only spreads reconnects
        self._subscriptions: dict[bytes, _Subscription] = {}
        self._connection: Connection | None = None
        self._probe_channel = keys.probe_channel(store.node)
        self._probe_confirmed = asyncio.Event()
        self.probes_heard = 0
        """How many probes came back: a figure for the metrics, and a sign of life."""

    def subscribe(self, session: str, on_news: OnNews) -> None:
        """Hear of a session's appends; `Lost` comes first, when it is certain that the rest will."""
        channel = keys.channel_of(session)
        self._subscriptions[channel.encode()] = _Subscription(session, on_news)
        if self._connection is not None:
            self._connection.tell(pack("SUBSCRIBE", channel))

    def unsubscribe(self, session: str) -> None:
        """Hear no more of a session."""
        channel = keys.channel_of(session)
        self._subscriptions.pop(channel.encode(), None)
        if self._connection is not None:
            self._connection.tell(pack("UNSUBSCRIBE", channel))

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
            logger.warning("store.feed.lost", sessions=len(self._subscriptions))
            await asyncio.sleep(self._chance.uniform(0, longest))

    def _subscribe_all(self, connection: Connection) -> None:
        self._connection = connection
        self._probe_confirmed.clear()
        for subscription in self._subscriptions.values():
            subscription.heard = None
        connection.tell(pack("SUBSCRIBE", self._probe_channel, *self._subscriptions))

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
                await self._store.publish(self._probe_channel, b"%d" % number)
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
        kind, channel, *rest = push
        if kind not in (b"subscribe", b"message"):
            return
        if channel == self._probe_channel.encode():
            if kind == b"subscribe":
                self._probe_confirmed.set()
            else:
                self.probes_heard = max(self.probes_heard, int(rest[0]))
            return
        subscription = self._subscriptions.get(channel)
        if subscription is None:
            return
        if kind == b"subscribe":
            subscription.heard = None
            self._tell(subscription, Lost(subscription.session))
            return
        try:
            entry = decode_entry(rest[0])
        except ValueError:
            subscription.heard = None
            self._tell(subscription, Lost(subscription.session))
            return
        follows = subscription.heard is None or subscription.heard == entry.frm
        subscription.heard = entry.position
        self._tell(subscription, _payload(subscription.session, entry) if follows else Lost(subscription.session))

    def _tell(self, subscription: _Subscription, news: Payload | Lost) -> None:
        try:
            subscription.on_news(news)
        except Exception:
            # One session's fault must not silence the others.
            logger.exception("store.feed.callback_failed", session=subscription.session)


def _payload(session: str, entry: Entry) -> Payload:
    return Payload(
        session,
        entry.frm,
        entry.position,
        entry.put,
        entry.drop,
        entry.node,
        entry.client,
        entry.id,
        entry.seat,
    )
