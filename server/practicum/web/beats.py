"""Signs of life for sockets that have been told nothing for a while: browsers can't see a websocket's own pings.

All sockets are looked at together, twice a second. A timer for each would wake the server at a hundred moments a second
with 500 people on it who do nothing.
"""

from __future__ import annotations

import asyncio

from practicum.live.frames import Beat
from practicum.live.outbox import Outbox
from practicum.web.wire import encode

BEAT_EVERY = 5.0
LOOK_EVERY = 0.5

_BEAT = encode(Beat())


class Beats:
    """The sockets that are open."""

    def __init__(self) -> None:
        self._outboxes: dict[Outbox, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, outbox: Outbox) -> None:
        """Send a beat whenever nothing else was sent for long."""
        self._outboxes[outbox] = None
        if self._timer is None:
            self._look_soon()

    def remove(self, outbox: Outbox) -> None:
        """Send it no more."""
        self._outboxes.pop(outbox, None)

    def _look_soon(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look)

    def _look(self) -> None:
        self._timer = None
        quiet_since = asyncio.get_running_loop().time() - BEAT_EVERY + LOOK_EVERY / 2
        for outbox in self._outboxes:
            if outbox.sent_at <= quiet_since and not outbox.size:
                outbox.answer(_BEAT)
        if self._outboxes:
            self._look_soon()
