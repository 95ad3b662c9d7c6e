"""The store's time, known without asking: an offset to this machine's steady clock, measured now and then."""

from __future__ import annotations

import asyncio
import time

from practicum.store.errors import StoreDown
from practicum.store.log import Store

MEASURE_EVERY = 30.0


def steady_ms() -> float:
    """Return this machine's steady clock in milliseconds."""
    return time.monotonic() * 1000


class StoreTime:
    """Tells the store's time; every node tells the same, give or take a round trip."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._offset = time.time() * 1000 - steady_ms()

    def now(self) -> int:
        """Return the store's time in milliseconds."""
        return int(steady_ms() + self._offset)

    async def measure(self) -> None:
        """Ask the store, and take the middle of the round trip for the moment of its answer."""
        asked = steady_ms()
        told = await self._store.now()
        self._offset = told - (asked + steady_ms()) / 2

    async def run(self) -> None:
        """Measure again every half a minute; a lost store leaves the last offset in use."""
        while True:
            await asyncio.sleep(MEASURE_EVERY)
            try:
                await self.measure()
            except StoreDown:
                continue
