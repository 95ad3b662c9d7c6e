"""Where a session's log stands.

A position names one move in the log of one session: `"<version>-<nonce>"`. The version counts the moves; the
nonce is 48 random bits, drawn by the node that appended the move. Versions order the moves of one history, whole
positions identify them: after a failover lost the end of a log, the same version may come again, but never with the
same nonce. Compare versions with `<`, and whole positions only with `==`.

Both parts are decimal digits without leading zeros, so that a position is also the id of its entry in a Redis stream
and has exactly one spelling.
"""

import re
from typing import NamedTuple, Self

NONCE_BITS = 48
NONCES = 1 << NONCE_BITS

_SPELLING = re.compile(r"(0|[1-9][0-9]{0,14})-(0|[1-9][0-9]{0,14})")


class Position(NamedTuple):
    """One move in a session's log."""

    version: int
    nonce: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a position from its text; None when it is not one."""
        match = _SPELLING.fullmatch(text)
        if match is None or int(match[2]) >= NONCES:
            return None
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.version}-{self.nonce}"


START = Position(0, "0")
"""The position of a session that has no move yet."""


def next_position(at: Position, nonce: int) -> Position:
    """Name the move that follows `at`; the caller draws the nonce."""
    if not 0 <= nonce < NONCES:
        raise ValueError(f"a nonce has {NONCE_BITS} bits, this one is {nonce}")
    return Position(at.version + 1, str(nonce))
