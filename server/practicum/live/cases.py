"""The cases that a node can open sessions on, each with the bytes that its sessions keep; and those they play."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

import msgspec

from practicum.scenario.model import Scenario

Unpin = Callable[[bytes], Scenario]


class Case(msgspec.Struct, frozen=True):
    """A scenario, whole and pinned, in the language that it was written in; and the same in others."""

    scenario: Scenario
    pinned: bytes
    hash: str
    translations: Mapping[str, Case] = {}

    @property
    def languages(self) -> dict[str, Case]:
        """The case in each of its languages, its own first; a session is opened on one of them."""
        return {self.scenario.language: self, **self.translations}


Shelf = Mapping[str, Case]


class Played:
    """The cases of the sessions that were loaded here lately, read once each: sessions on one case share it."""

    KEPT = 64

    def __init__(self, read: Callable[[str], Awaitable[bytes | None]], unpin: Unpin) -> None:
        """Read a case's text by its hash."""
        self._read = read
        self._unpin = unpin
        self._kept: OrderedDict[str, Scenario] = OrderedDict()
        self._reading = asyncio.Lock()

    async def case(self, hash: str) -> Scenario | None:
        """Return a case by its hash; None when its text is not kept."""
        if hash not in self._kept:
            async with self._reading:
                # Whoever waited finds what the first one read.
                if hash not in self._kept:
                    text = await self._read(hash)
                    if text is None:
                        return None
                    self._kept[hash] = self._unpin(text)
                    while len(self._kept) > self.KEPT:
                        self._kept.popitem(last=False)
        self._kept.move_to_end(hash)
        return self._kept[hash]

    def forget(self, hash: str) -> None:
        """Forget a case that no session plays any more."""
        self._kept.pop(hash, None)
