"""How fast one seat may move: a bucket of tokens. Who is faster is read more slowly; nothing is ever refused for it."""

from __future__ import annotations

import msgspec


class Pace(msgspec.Struct, frozen=True):
    """So many moves at once, then so many a second."""

    burst: float = 64.0
    per_second: float = 20.0


class Bucket:
    """One seat's tokens."""

    __slots__ = ("_at", "_left", "_pace")

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._left = pace.burst
        self._at = 0.0

    def take(self, now: float, tokens: float = 1.0) -> float:
        """Take tokens; return for how many seconds to wait before reading on."""
        if self._at:
            self._left = min(self._pace.burst, self._left + (now - self._at) * self._pace.per_second)
        self._at = now
        self._left -= tokens
        return max(0.0, -self._left / self._pace.per_second)
