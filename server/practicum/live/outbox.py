"""What one socket still has to send: bounded by bytes, in order.

- Three lanes share one queue: *answers* (done, refused, preview, pong, a welcome) are never dropped; *deltas* and
  *presence* may be.
- What is queued leaves by the socket's *line* at the end of the same turn of the loop, all of it together, for as long
  as the line has room. No task waits for it. When many sockets are told something, they take turns (``departures``).
- Past ``ROOM`` bytes of queued deltas they are all dropped and the socket is *behind*: no more are queued for it until
  everything else is sent. Then one whole welcome is built, at that moment, and it is behind no longer. So a reader that
  is too slow costs bounded memory and gets the truth when it can take it.
- Answers are bounded by the reader: it takes no further message from a socket whose outbox is full (``free``).
- Once it is to be closed, nothing more is queued: else who is sent away, and goes on asking, would never be gone. Nor
  is who takes what is left a few bytes at a time: the line is told to hurry.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from practicum.live.counts import Counts
from practicum.live.departures import departures

ROOM = 256 * 1024
AT_ONCE = 64 * 1024
FAULT = 1011

logger = structlog.get_logger(__name__)


class Line(Protocol):
    """The way out of one socket. Whoever offers it calls ``Outbox.go_on`` when it has room again."""

    @property
    def is_full(self) -> bool:
        """Say whether the peer takes nothing more for now."""

    def send_frames(self, frames: Sequence[bytes]) -> None:
        """Send frames; what a peer that is gone would have got is dropped."""

    def hurry(self) -> None:
        """Give the peer only so long to take the rest; then the connection is dropped."""

    def end(self, code: int) -> None:
        """Close the socket, after what was sent."""


class Outbox:
    """A socket's queue, and what it needs to catch up."""

    def __init__(self, counts: Counts) -> None:
        self._loop = asyncio.get_running_loop()
        self._departures = departures()
        self._counts = counts
        self._queue: list[tuple[bytes, bool]] = []
        self._droppable = 0
        self._kept = 0
        self._line: Line | None = None
        self._leaving = False  # at the end of this turn
        self._closing: tuple[int] | None = None
        self._freed: asyncio.Future[None] | None = None  # only while somebody waits for it
        self.behind = False
        self.catch_up: Callable[[], bytes] | None = None
        self.on_end: Callable[[], object] | None = None
        self.sent_at = self._loop.time()

    @property
    def size(self) -> int:
        """How many bytes wait."""
        return self._droppable + self._kept

    @property
    def ends(self) -> bool:
        """Say whether the socket ends, after what is queued."""
        return self._closing is not None

    def open(self, line: Line) -> None:
        """Begin to send."""
        self._line = line
        if self._closing is not None:
            line.hurry()
        self._leave_soon()

    def shut(self) -> None:
        """Send nothing more: the socket is gone."""
        self._line = None
        self._set_free()

    def answer(self, frame: bytes) -> None:
        """Queue what may not be lost while the socket lives."""
        if self._closing is not None:
            return
        self._queue.append((frame, False))
        self._kept += len(frame)
        self._leave_soon()

    def delta(self, frame: bytes) -> None:
        """Queue a change; past the limit all changes make way for one welcome."""
        if self.behind or self._closing is not None:
            return
        if self._droppable + len(frame) > ROOM and self._queue:
            self.fall_behind()
            self._counts.resyncs["slow"] += 1
            return
        self._queue.append((frame, True))
        self._droppable += len(frame)
        self._leave_soon()

    def deliver(self, frames: tuple[bytes, ...], now: float) -> None:
        """Send a change, and the answers that follow it, at once if nothing is in the way, and queue them otherwise.

        ``now`` is the loop's time.
        """
        line = self._line
        if line is None or self._queue or self._leaving or self.behind or line.is_full or self._closing is not None:
            self.delta(frames[0])
            for answer in frames[1:]:
                self.answer(answer)
            return
        self._counts.frames_sent += len(frames)
        self._counts.bytes_sent += sum(map(len, frames))
        self.sent_at = now
        try:
            line.send_frames(frames)
        except Exception:
            logger.exception("live.outbox_failed")
            self.close(None, FAULT)

    def presence(self, frame: bytes) -> None:
        """Queue presence, or leave it out when the socket is slow: the next one says more."""
        if not self.behind and self._droppable < ROOM // 4:
            self.delta(frame)

    def fall_behind(self) -> None:
        """Drop all queued changes: a whole welcome will follow."""
        self._queue = [item for item in self._queue if not item[1]]
        self._droppable = 0
        self.behind = True
        self._leave_soon()

    def close(self, frame: bytes | None, code: int) -> None:
        """End the socket after what is queued; the first close counts."""
        if self._closing is None:
            if frame is not None:
                self.answer(frame)
            self._closing = (code,)
            if self._line is not None:
                self._line.hurry()
            self._set_free()
            self._leave_soon()

    @property
    def is_full(self) -> bool:
        """Say whether more answers wait than should."""
        return self._kept > ROOM

    async def free(self) -> None:
        """Wait until there is room for answers."""
        while self.is_full and self._closing is None and self._line is not None:
            if self._freed is None:
                self._freed = self._loop.create_future()
            await asyncio.shield(self._freed)

    def hold(self) -> None:
        """Wait with sending until ``let_go``, in the same turn: more is coming."""
        self._leaving = True

    def let_go(self) -> None:
        """Send what is queued now."""
        self._leave()

    def go_on(self) -> None:
        """Send on: the line has room again."""
        self._leave_soon()

    # --- inside

    def _leave_soon(self) -> None:
        if not self._leaving and self._line is not None and not self._line.is_full:
            self._leaving = True
            self._departures.add(self._leave)

    def _leave(self) -> int:
        """Send what waits; return how many bytes that was."""
        self._leaving = False
        before = self._counts.bytes_sent
        try:
            while self._line is not None and not self._line.is_full:
                if self._queue:
                    self._send(self._line, *self._pop())
                elif self._closing is not None:
                    line, self._line = self._line, None
                    line.end(*self._closing)
                    if self.on_end is not None:
                        self.on_end()
                elif self.behind and self.catch_up is not None:
                    self.behind = False
                    welcome = self.catch_up()
                    self._send(self._line, [welcome], len(welcome))
                else:
                    break
        except Exception:
            # A fault of ours costs one connection; its client comes back by itself.
            logger.exception("live.outbox_failed")
            self.close(None, FAULT)
        return self._counts.bytes_sent - before

    def _send(self, line: Line, frames: list[bytes], size: int) -> None:
        self._counts.frames_sent += len(frames)
        self._counts.bytes_sent += size
        self.sent_at = self._loop.time()
        line.send_frames(frames)

    def _pop(self) -> tuple[list[bytes], int]:
        """Take the next frames and their bytes, not many more than may be under way at once."""
        if (size := self._droppable + self._kept) <= AT_ONCE:
            frames = [frame for frame, _ in self._queue]
            self._queue.clear()
            self._droppable = self._kept = 0
            self._set_free()
            return frames, size
        frames, size = [], 0
        for frame, droppable in self._queue:
            if size >= AT_ONCE:
                break
            size += len(frame)
            frames.append(frame)
            if droppable:
                self._droppable -= len(frame)
            else:
                self._kept -= len(frame)
        del self._queue[: len(frames)]
        if self._kept <= ROOM // 2:
            self._set_free()
        return frames, size

    def _set_free(self) -> None:
        if self._freed is not None and not self._freed.done():
            self._freed.set_result(None)
        self._freed = None
