"""Which outboxes send in this turn of the event loop, and which in the next one.

A word to everybody is a word to each of 500 sockets, and to hand it to the kernel takes a hundredth of a millisecond
each; a long one takes more. All in one turn, that would hold up everybody else's moves. So a turn has room for so many
outboxes and so many bytes, first come, first served; in between, the loop does what else there is to do.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary

OUTBOXES = 160
BYTES = 2 << 20

Leave = Callable[[], int]
"""Sends what waits, and says how many bytes that was."""


class Departures:
    """The outboxes of one event loop that have something to send."""

    def __init__(self) -> None:
        self._waiting: deque[Leave] = deque()
        self._soon = False

    def add(self, leave: Leave) -> None:
        """Let an outbox send, once, at the end of this turn or a little later."""
        self._waiting.append(leave)
        self._go_soon()

    def _go_soon(self) -> None:
        if not self._soon:
            self._soon = True
            asyncio.get_running_loop().call_soon(self._go)

    def _go(self) -> None:
        self._soon = False
        waiting, room = self._waiting, BYTES
        try:
            # Who comes meanwhile comes in the next turn.
            for _ in range(min(OUTBOXES, len(waiting))):
                leave = waiting.popleft()
                room -= leave()
                if room <= 0:
                    break
        finally:
            if waiting:
                self._go_soon()


_of: WeakKeyDictionary[asyncio.AbstractEventLoop, Departures] = WeakKeyDictionary()


def departures() -> Departures:
    """Return those of the running loop."""
    loop = asyncio.get_running_loop()
    found = _of.get(loop)
    if found is None:
        found = _of[loop] = Departures()
    return found
