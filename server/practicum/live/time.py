"""What time it is: the store's, known without asking, and a session's, which never goes back.

- *The store's time* is an offset to this machine's steady clock, measured every few seconds, so that all nodes tell the
  same. An answer that took long says little about when it was given; it is passed over.
- *A session's time* is the store's, until the store's clock is set back: by its operator, by NTP, by a failover to a
  machine whose clock is behind. Then the session goes on from where it was, at its usual pace, and is ahead of the
  store from then on. Other nodes learn that from the times of its moves. So nothing waits until the store comes to a
  time that was there already, and nobody's clock turns back.
- When the store's clock is *set forward*, time has passed, as far as anybody can tell: what became due meanwhile is
  fired at once. A session that is ahead falls back into step by as much.
- What is smaller than ``STEP_MS`` is no more than two nodes' idea of the same time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog

from practicum.store.errors import StoreDown
from practicum.store.log import Store

MEASURE_EVERY = 5.0
TRUSTED_MS = 500.0
STEP_MS = 1_000

logger = structlog.get_logger(__name__)


def steady_ms() -> float:
    """Return this machine's steady clock in milliseconds."""
    return time.monotonic() * 1000


class StoreTime:
    """Tells the store's time; every node tells the same, give or take a round trip."""

    def __init__(self, store: Store, steady: Callable[[], float] = steady_ms) -> None:
        self._store = store
        self._steady = steady
        self._offset = time.time() * 1000 - steady()
        self._measured = False

    def now(self) -> int:
        """Return the store's time in milliseconds."""
        return int(self._steady() + self._offset)

    async def measure(self) -> None:
        """Ask the store, and take the middle of the round trip for the moment of its answer."""
        asked = self._steady()
        told = await self._store.now()
        answered = self._steady()
        if self._measured and answered - asked > TRUSTED_MS:
            return
        offset = told - (asked + answered) / 2
        step = offset - self._offset
        if self._measured and abs(step) > STEP_MS:
            logger.warning(
                "store.time.jumped",
                by_ms=round(step),
                hint="a machine slept, or the clocks of the store's machines are not in step",
            )
        self._offset = offset
        self._measured = True

    async def run(self) -> None:
        """Measure again and again; a lost store leaves the last offset in use."""
        while True:
            await asyncio.sleep(MEASURE_EVERY)
            try:
                await self.measure()
            except StoreDown:
                continue


class SessionTime:
    """Tells a session's time."""

    def __init__(self, store: Callable[[], int], steady: Callable[[], float] = steady_ms) -> None:
        self._store = store
        self._steady = steady
        self._ahead = 0
        self._looked = steady()
        self._last = float(store())

    def now(self, made: int = 0) -> int:
        """Return the session's time in milliseconds; ``made`` is when its last move was."""
        steady = self._steady()
        now = float(self._store() + self._ahead)
        step = now - (self._last + steady - self._looked)
        if step < -STEP_MS:
            now = self._lead(now, -step)
        elif step > STEP_MS and self._ahead:
            now = self._lead(now, -min(step, self._ahead))
        if made > now + STEP_MS:
            now = self._lead(now, made - now)
        self._last, self._looked = now, steady
        return int(now)

    def _lead(self, now: float, by: float) -> float:
        self._ahead += round(by)
        return now + round(by)
