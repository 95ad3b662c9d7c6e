"""Wakes sessions whose time has come and that no node has in memory.

A loaded session keeps its own time, promptly. The sweep asks the store for what is overdue, with jitter, so that every
node may sweep and one of them loads the session; firing is an ordinary move, so it happens once whoever fires.

A session that can't be loaded costs the others nothing: it is logged, and tried again after a while.
"""

from __future__ import annotations

import asyncio
import random

import structlog

from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.live.tracing import Tracer, span
from practicum.store.errors import StoreDown
from practicum.store.log import Store

EVERY = 1.0
GRACE_MS = 1_500
AT_ONCE = 100
UNREADABLE_AGAIN = 60.0

logger = structlog.get_logger(__name__)


class Timekeeper:
    """Sweeps the store's due times."""

    def __init__(
        self, store: Store, sessions: Sessions, chance: random.Random | None = None, tracer: Tracer | None = None
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._chance = chance or random.Random()  # noqa: S311 - only spreads the sweeps of nodes
        self._tracer = tracer
        self._unreadable: dict[str, float] = {}  # until when it is left alone

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
        clock = asyncio.get_running_loop().time()
        self._unreadable = {id: until for id, until in self._unreadable.items() if until > clock}
        due = await self._store.due(AT_ONCE + len(self._unreadable))
        if not due:
            return
        now = await self._store.now()
        for id, at in due:
            session = self._sessions.loaded(id)
            if session is None and now - at > GRACE_MS and id not in self._unreadable:
                with span(self._tracer, "timekeeper.wake", session=id, late_ms=now - at):
                    session = await self._load(id)
            if session is not None:
                session.time_up()

    async def _load(self, id: str) -> Session | None:
        try:
            return await self._sessions.get(id)
        except StoreDown:
            raise
        except Exception:
            # Of a newer version, perhaps. Whoever opens it is told; here it must not end the sweep of all others.
            logger.exception("live.timekeeper.unreadable", session=id)
            self._unreadable[id] = asyncio.get_running_loop().time() + UNREADABLE_AGAIN
            return None
