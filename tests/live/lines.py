"""A line that takes what a test lets it take."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from practicum.live.outbox import Outbox


class FakeLine:
    """The way out of an outbox, and what went out."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.is_full = False
        self.writes: list[list[bytes]] = []
        self.code: int | None = None
        self.hurries = False
        self._most: int | None = None
        self._frames: asyncio.Queue[bytes] = asyncio.Queue()

    def send_frames(self, frames: Sequence[bytes]) -> None:
        """Take frames; be full after as many writes as are wanted."""
        self.writes.append(list(frames))
        for frame in frames:
            self._frames.put_nowait(frame)
        if self._most is not None:
            self._most -= 1
            self.is_full = self._most <= 0

    def hurry(self) -> None:
        """Note that time runs."""
        self.hurries = True

    def end(self, code: int) -> None:
        """Note the close."""
        self.code = code

    async def next(self) -> bytes:
        """Wait for the next frame."""
        return await self._frames.get()

    async def takes(self, writes: int) -> list[bytes]:
        """Take so many writes, and return the frames."""
        before = len(self.writes)
        if writes:
            self._most, self.is_full = writes, False
            self._outbox.go_on()
            await asyncio.sleep(0)
            self._most, self.is_full = None, True
        return [frame for write in self.writes[before:] for frame in write]

    async def takes_all(self) -> list[bytes]:
        """Take everything that there is now, and return the frames."""
        before = len(self.writes)
        self.is_full = False
        self._outbox.go_on()
        for _ in range(2):  # what fails ends in the turn after
            await asyncio.sleep(0)
        return [frame for write in self.writes[before:] for frame in write]
