"""Wakes sessions whose time has come and that no node has in memory.

A loaded session keeps its own time, promptly. The sweep asks the store for what is overdue, with jitter, so that every
node may sweep and one of them loads the session; firing is an ordinary move, so it happens once whoever fires.
"""

from __future__ import annotations

import asyncio
import random

import structlog

from practicum.live.sessions import Sessions
from practicum.store.errors import StoreDown
from practicum.store.log import Store

EVERY = 1.0
GRACE_MS = 1_500
AT_ONCE = 100

logger = structlog.get_logger(__name__)


class Timekeeper:
    """Sweeps the store's due times."""

    def __init__(self, store: Store, sessions: Sessions, chance: random.Random | None = None) -> None:
        self._store = store
        self._sessions = sessions
        self._chance = chance or random.Random()  # noqa: S311 - only spreads the sweeps of nodes

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(self._chance.uniform(EVERY / 2, EVERY * 3 / 2))
            try:
                await self.sweep()
            except StoreDown:
                continue

    async def sweep(self) -> None:
        """Fire what is overdue."""
        due = await self._store.due(AT_ONCE)
        if not due:
            return
        now = await self._store.now()
        for id, at in due:
            session = self._sessions.loaded(id)
            if session is None and now - at > GRACE_MS:
                session = await self._sessions.get(id)
            if session is not None:
                session.time_up()
