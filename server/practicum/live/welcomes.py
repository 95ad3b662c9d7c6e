"""What sockets are told when they come in, come back or fell behind: what changed since, or everything.

What changed since a position is told from memory, or from the log, which is read once for all who ask; past
``CATCH_UP`` moves everything is less.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from practicum.live.counts import Counts
from practicum.live.frames import Encode, Welcome
from practicum.live.history import Step, merge
from practicum.live.presence import Presence
from practicum.live.state import State, step_of, touches
from practicum.live.tracing import Tracer, span
from practicum.live.visit import Visit
from practicum.rules.audience import sees
from practicum.rules.records import Seat
from practicum.store.errors import StoreDown
from practicum.store.log import Store
from practicum.store.positions import Position

CATCH_UP = 512
"""Who missed more moves than this gets everything anew: it is less."""
READ_WITHIN = 3.0
"""How long somebody waits who has seen more than this node, while it asks the log."""


class Welcomes:
    """The welcomes of one session."""

    def __init__(
        self,
        session: str,
        state: State,
        store: Store,
        presence: Presence,
        *,
        encode: Encode,
        counts: Counts,
        now: Callable[[], int],
        reach: Callable[[int], Awaitable[None]],
        tracer: Tracer | None,
    ) -> None:
        """Welcome to a session; ``reach`` waits until the log was read up to a version."""
        self._session = session
        self._state = state
        self._store = store
        self._presence = presence
        self._encode = encode
        self._counts = counts
        self._now = now
        self._reach = reach
        self._tracer = tracer
        self._reading = asyncio.Lock()

    async def reach_back(self, seen: str | None) -> Position | None:
        """Read a position, and from the log what memory no longer holds of what followed, once for all who ask."""
        at = None if seen is None else Position.parse(seen)
        if at is not None and at.version > self._state.position.version:
            # They come from a node that is ahead of this one: nobody is led back to what was before their own moves.
            async with asyncio.timeout(READ_WITHIN):
                await self._reach(at.version)
        if at is not None and 0 < self._state.position.version - at.version <= CATCH_UP:
            await self._remember(at)
        return at

    def bring_up(self, visit: Visit, at: Position | None) -> None:
        """Tell a socket what it lacks since a position, or everything when that is less or not known."""
        steps = self._missing(visit, at)
        if steps is None:
            visit.outbox.fall_behind()
        else:
            visit.outbox.answer(self._changed(visit, steps))
            self._presence.show(visit.viewer, visit.outbox)

    def whole(self, visit: Visit) -> bytes:
        """Write a welcome that holds everything; who else is here follows it."""
        self._counts.welcomes_whole += 1
        with span(self._tracer, "session.welcome", session=self._session, seat=visit.seat) as told:
            welcome = self._welcome(visit, self._state.seen_by(visit.viewer), [], whole=True)
            told.note(bytes=len(welcome))
        self._presence.show(visit.viewer, visit.outbox)
        return welcome

    # --- inside

    async def _remember(self, at: Position) -> None:
        state = self._state
        async with self._reading:
            if state.history.since(at, state.position) is not None:
                return
            try:
                entries = await self._store.since(self._session, at)
            except StoreDown:
                return
            if entries:
                steps = [step_of(entry) for entry in entries if entry.position.version <= state.position.version]
                if steps and (steps[-1].to == state.position or not state.history.empty):
                    state.history.prepend(steps)

    def _missing(self, visit: Visit, at: Position | None) -> list[Step] | None:
        """Find the steps that a socket lacks; None when it needs everything."""
        if at is None:
            return None
        steps = self._state.history.since(at, self._state.position)
        if steps is None or len(steps) > CATCH_UP or touches(steps, f"seat/{visit.seat}"):
            return None
        return steps

    def _changed(self, visit: Visit, steps: list[Step]) -> bytes:
        self._counts.welcomes_since += 1
        put, drop = merge(steps)
        seen = {key: raw for key, raw in put.items() if sees(visit.viewer, key)}
        return self._welcome(visit, seen, [key for key in drop if sees(visit.viewer, key)], whole=False)

    def _welcome(self, visit: Visit, put: dict[str, msgspec.Raw], drop: list[str], *, whole: bool) -> bytes:
        viewer = visit.viewer
        record = self._state.records.get(f"seat/{viewer.seat}", Seat)
        seat = {"seat": viewer.seat, "name": record.name if record else "", "role": viewer.role, "team": viewer.team}
        at, done = str(self._state.position), visit.row.last
        return self._encode(Welcome(seat, at, self._now(), whole, put, drop, done))
