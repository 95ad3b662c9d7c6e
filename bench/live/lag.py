"""How long the event loop was held: by each turn's own CPU, so that what else the machine does is not counted.

While it watches, the loop turns without a rest, and each turn's cost is that of everything that ran in it.
"""

from __future__ import annotations

import asyncio
import time


class Watch:
    """Watches the turns of the running loop, between ``begin`` and ``end``; the loop's thread must be this one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._turning = False
        self._at = 0.0
        self.longest = 0.0
        self.cpu = 0.0

    def begin(self) -> None:
        """Begin to watch."""
        self.longest, self._turning = 0.0, True
        self._at = self._began = time.thread_time()
        self._loop.call_soon(self._turn)

    def end(self) -> tuple[float, float]:
        """Give the longest turn and the sum of all, in seconds of CPU."""
        self._turning = False
        return self.longest, time.thread_time() - self._began

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._at)
        self._at = now
        if self._turning:
            self._loop.call_soon(self._turn)
