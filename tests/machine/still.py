"""An event loop whose time stands still until everybody waits: then it is at once as late as they wait for.

So what waits for 25 ms and what waits for ten minutes cost nothing, come in their order, and do so in the same way each
time. Nothing outside may be waited for: whoever waits for what nobody here will do is told so at once.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
TURNS = 60


class _Still(selectors.DefaultSelector):
    """Never sleeps: it moves the time on instead."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everybody waits for something that nobody will do")
        # A little more, so that what is due then is due for a clock of any precision.
        self.now += timeout + 1e-6 if timeout > 0 else 0
        return super().select(0)


class StillLoop(asyncio.SelectorEventLoop):
    """Runs on the time of its selector."""

    def __init__(self) -> None:
        self._still = _Still()
        super().__init__(self._still)

    def time(self) -> float:
        """Return seconds since this loop was made."""
        return self._still.now

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do some work to its end, however late that is."""
        return self.run_until_complete(work)

    def call(self, act: Callable[..., T], *arguments: Any) -> T:
        """Do something that must be done inside the loop."""

        async def acts() -> T:
            return act(*arguments)

        return self.run(acts())

    def pass_by(self, seconds: float) -> None:
        """Let some time pass, and all that happens in it."""
        self.run(asyncio.sleep(seconds))

    def turn(self, times: int = TURNS) -> None:
        """Let everybody do what can be done now."""

        async def turns() -> None:
            for _ in range(times):
                await asyncio.sleep(0)

        self.run(turns())
