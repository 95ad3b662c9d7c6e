"""What one socket still has to send: bounded by bytes, in order.

- Three lanes share one queue: *answers* (done, refused, preview, pong, a welcome) are never dropped; *deltas* and
  *presence* may be.
- Past ``ROOM`` bytes of queued deltas they are all dropped and the socket is *behind*: no more are queued for it until
  everything else is sent. Then one whole welcome is built, at that moment, and it is behind no longer. So a reader that
  is too slow costs bounded memory and gets the truth when it can take it.
- Answers are bounded by the reader: it takes no further message from a socket whose outbox is full (``free``).
- One task takes from an outbox; anybody on the event loop may add.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from practicum.live.counts import Counts

ROOM = 256 * 1024


class Closing:
    """How a socket ends: a last frame, and the close code."""

    __slots__ = ("code", "frame")

    def __init__(self, frame: bytes | None, code: int) -> None:
        self.frame = frame
        self.code = code


class Outbox:
    """A socket's queue, and what it needs to catch up."""

    def __init__(self, counts: Counts) -> None:
        self._queue: deque[tuple[bytes, bool]] = deque()
        self._droppable = 0
        self._kept = 0
        self._wake = asyncio.Event()
        self._free = asyncio.Event()
        self._free.set()
        self._counts = counts
        self._closing: Closing | None = None
        self.behind = False
        self.catch_up: Callable[[], bytes] | None = None

    @property
    def size(self) -> int:
        """How many bytes wait."""
        return self._droppable + self._kept

    def answer(self, frame: bytes) -> None:
        """Queue what may not be lost while the socket lives."""
        self._queue.append((frame, False))
        self._kept += len(frame)
        if self._kept > ROOM:
            self._free.clear()
        self._wake.set()

    def delta(self, frame: bytes) -> None:
        """Queue a change; past the limit all changes make way for one welcome."""
        if self.behind:
            return
        if self._droppable + len(frame) > ROOM and self._queue:
            self.fall_behind()
            self._counts.resyncs["slow"] += 1
            return
        self._queue.append((frame, True))
        self._droppable += len(frame)
        self._wake.set()

    def presence(self, frame: bytes) -> None:
        """Queue presence, or leave it out when the socket is slow: the next one says more."""
        if not self.behind and self._droppable < ROOM // 4:
            self.delta(frame)

    def fall_behind(self) -> None:
        """Drop all queued changes: a whole welcome will follow."""
        self._queue = deque(item for item in self._queue if not item[1])
        self._droppable = 0
        self.behind = True
        self._wake.set()

    def close(self, frame: bytes | None, code: int) -> None:
        """End the socket after what is queued; the first close counts."""
        if self._closing is None:
            self._closing = Closing(frame, code)
            if frame is not None:
                self.answer(frame)
            self._free.set()
            self._wake.set()

    async def free(self) -> None:
        """Wait until there is room for answers."""
        await self._free.wait()

    async def take(self) -> bytes | Closing:
        """Wait for the next frame to send, or for the end."""
        while True:
            if self._queue:
                return self._pop()
            if self._closing is not None:
                return self._closing
            if self.behind and self.catch_up is not None:
                self.behind = False
                return self.catch_up()
            self._wake.clear()
            await self._wake.wait()

    def _pop(self) -> bytes:
        frame, droppable = self._queue.popleft()
        if droppable:
            self._droppable -= len(frame)
        else:
            self._kept -= len(frame)
            if self._kept <= ROOM // 2:
                self._free.set()
        return frame
