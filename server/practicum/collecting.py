"""Python's garbage collector, told when: it holds the event loop as it looks, so it looks at little while people work.

Left alone it looks through everything that lives, every now and then: a quarter of a second with 2,500 people on one
server, in which nobody's move goes on. Nearly all of what it looks at lives as long as its session does.

- Four times a second the young are looked through; what still lives then is set aside (frozen), and looked at no more.
- What was set aside and is garbage by now, mostly closed sockets, waits for a look at everything. That comes when as
  many have left as are here, when nobody is here any more, and once in ``SELDOM`` seconds: so it costs each socket that
  leaves a fixed little, and memory for those that left stays below that for those that are here.
- Most garbage needs no collector at all: it goes when nothing points to it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from practicum.live.counts import Counts

EVERY = 0.25
SELDOM = 3600.0
FEW = 500
THRESHOLDS = (2_000, 5, 1_000_000)
"""So many new objects until the youngest are looked through, so many such looks until the young are; never all."""


class Rhythm:
    """Says when everything is to be looked through."""

    def __init__(self, now: float) -> None:
        self._at = now
        self._left = 0  # sockets that had left by then

    def is_time(self, now: float, here: int, left: int) -> bool:
        """Say whether it is time, from how many sockets are here and how many have left since the start."""
        gone = left - self._left
        if gone > here + FEW or (gone and not here) or now - self._at >= SELDOM:
            self._at, self._left = now, left
            return True
        return False


async def collect(counts: Counts) -> None:
    """Look for garbage at the right moments, until cancelled."""
    clock = asyncio.get_running_loop().time
    with _ours():
        _everything()
        rhythm = Rhythm(clock())
        while True:
            await asyncio.sleep(EVERY)
            if rhythm.is_time(clock(), counts.sockets, counts.sockets_left):
                _everything()
            else:
                gc.collect(1)
                gc.freeze()


def _everything() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def _ours() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
