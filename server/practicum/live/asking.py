"""Asking the log for what this node may not have heard of yet: once for all who wait, and not too often.

Whoever comes with a token that nobody here knows has perhaps just got it from another node. Strangers with made-up ones
look the same: however many they are, the log is asked at most every ``EVERY``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

EVERY = 0.25


class Asking:
    """The questions of one session."""

    def __init__(self, ask: Callable[[], Awaitable[None]]) -> None:
        self._ask = ask
        self._one = asyncio.Lock()
        self._begun = 0
        self._answered = 0  # the last question that was; one whose asker went away was not
        self._next = 0.0

    async def now(self) -> None:
        """Wait until the log was asked by a question that began after this call."""
        before = self._begun
        clock = asyncio.get_running_loop().time
        async with self._one:
            # Whoever waited for the lock has an answer if another question has begun since, and was answered.
            if self._answered <= before:
                await asyncio.sleep(max(0.0, self._next - clock()))
                self._begun += 1
                self._next = clock() + EVERY
                await self._ask()
                self._answered = self._begun
