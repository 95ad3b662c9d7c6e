"""What the nodes that serve one session tell each other of who is here: never kept, and never relied on.

- Whoever begins to listen asks, and each node that hears it answers with all of its seats. A node that has heard of no
  other one tells nobody anything: a single server pays for one question a session.
- Among others, a node tells what changed, the latest word of each seat, at most every ``EVERY`` seconds, and everything
  every ``WHOLE_EVERY``, so that what was lost is put right. While the store is away, nothing is told.
- A node that was not heard for ``SILENT`` is gone, and its seats with it, unless another node has them.
- Every word names the seat's role and team. A node whose records say otherwise is behind, or the teller is: the word is
  left out, for it may not be for those who would be shown it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from practicum.live.away import StoreAway
from practicum.live.frames import Decode, Encode
from practicum.rules.audience import Viewer

EVERY = 0.1
WHOLE_EVERY = 3.0
SILENT = 10.0


class Word(msgspec.Struct, frozen=True):
    """Where a seat is, and what it was as it said so; ``at`` is None when it is gone."""

    role: str
    team: str | None
    at: dict[str, Any] | None


class Told(msgspec.Struct, frozen=True):
    """What one node tells the others of a session."""

    node: str
    seats: dict[str, Word] = {}
    whole: bool = False  # these are all of its seats
    asks: bool = False  # and it wants to know all of everybody's


GONE = Word("", None, None)


class Neighbours:
    """The other nodes of one session."""

    def __init__(
        self,
        node: str,
        encode: Encode,
        decode: Decode,
        tell: Callable[[bytes], Awaitable[object]],
        mine: Callable[[], dict[str, Word]],
        hear: Callable[[str, str, Word], None],
    ) -> None:
        self._node = node
        self._encode = encode
        self._decode = decode
        self._tell = tell
        self._mine = mine
        self._hear = hear
        self._others: dict[str, tuple[set[str], asyncio.TimerHandle]] = {}
        self._changed: dict[str, Word] = {}
        self._asks = False
        self._wants_whole = False
        self._wanted = asyncio.Event()

    @property
    def known(self) -> int:
        """How many other nodes serve this session, as far as this one has heard."""
        return len(self._others)

    def changed(self, viewer: Viewer, at: dict[str, Any] | None) -> None:
        """Tell the others, if there are any, of a seat's latest word here."""
        if self._others:
            self._changed[viewer.seat] = Word(viewer.role, viewer.team, at)
            self._wanted.set()

    def told(self, message: bytes) -> None:
        """Take what came; nothing means that the way is new, and others may not know of this node."""
        if not message:
            self._asks = self._wants_whole = True
            self._wanted.set()
            return
        try:
            told = msgspec.convert(self._decode(message), Told)
        except ValueError:
            return  # of another version, or of nobody
        if told.node != self._node:
            self._take(told)

    async def run(self) -> None:
        """Tell the others what there is to tell, until cancelled."""
        loop = asyncio.get_running_loop()
        whole_at = loop.time()
        try:
            while True:
                try:
                    async with asyncio.timeout_at(whole_at + WHOLE_EVERY if self._others else None):
                        await self._wanted.wait()
                except TimeoutError:
                    self._wants_whole = True
                self._wanted.clear()
                if self._wants_whole:
                    whole_at = loop.time()
                await self._say()
                # Whatever is said in the meantime goes together.
                await asyncio.sleep(EVERY)
        finally:
            for _, expiry in self._others.values():
                expiry.cancel()

    async def _say(self) -> None:
        seats = self._mine() if self._wants_whole else self._changed
        told = Told(self._node, seats, whole=self._wants_whole, asks=self._asks)
        self._changed, self._wants_whole, self._asks = {}, False, False
        try:
            await self._tell(self._encode(told))
        except StoreAway:
            return  # the next whole word puts it right

    def _take(self, told: Told) -> None:
        before, expiry = self._others.get(told.node, (set[str](), None))
        if expiry is not None:
            expiry.cancel()
        here = {seat for seat, word in told.seats.items() if word.at is not None}
        gone = before - here if told.whole else before & (told.seats.keys() - here)
        now = here if told.whole else (before | here) - gone
        timer = asyncio.get_running_loop().call_later(SILENT, self._forget, told.node)
        self._others[told.node] = now, timer
        for seat in gone:
            self._hear(told.node, seat, GONE)
        for seat in here:
            self._hear(told.node, seat, told.seats[seat])
        if told.asks or expiry is None:
            self._wants_whole = True
            self._wanted.set()

    def _forget(self, node: str) -> None:
        seats, _ = self._others.pop(node)
        for seat in seats:
            self._hear(node, seat, GONE)
