"""Garbage is looked for a little at a time, and everywhere only when that pays."""

import asyncio
import gc
import weakref

import pytest

from practicum import collecting
from practicum.collecting import FEW, SELDOM, Rhythm, collect
from practicum.live.counts import Counts


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_everything_is_looked_through_when_as_many_left_as_are_here() -> None:
    """Not while people stay; at once when the last has gone; and seldom without a reason."""
    rhythm = Rhythm(0.0)
    assert not rhythm.is_time(1.0, here=2_500, left=0)
    assert not rhythm.is_time(2.0, here=2_500, left=2_500 + FEW)
    assert rhythm.is_time(3.0, here=2_500, left=2_501 + FEW)
    assert not rhythm.is_time(4.0, here=2_500, left=2_501 + FEW)
    assert not rhythm.is_time(5.0, here=1, left=2_502 + FEW)
    assert rhythm.is_time(6.0, here=0, left=2_502 + FEW)
    assert not rhythm.is_time(7.0, here=0, left=2_502 + FEW)
    assert rhythm.is_time(6.0 + SELDOM, here=0, left=2_502 + FEW)


async def test_what_was_set_aside_is_found_when_its_time_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen as it lived, garbage by now; and Python's own way is back when the server has ended."""
    monkeypatch.setattr(collecting, "EVERY", 0.001)
    before, counts = gc.get_threshold(), Counts(sockets=1)
    collector = asyncio.create_task(collect(counts))
    ring = Ring()
    gone = weakref.ref(ring)
    await asyncio.sleep(0.01)
    del ring
    await asyncio.sleep(0.01)
    assert gone() is not None
    counts.sockets, counts.sockets_left = 0, 1
    while gone() is not None:  # noqa: ASYNC110 - the collector has no event
        await asyncio.sleep(0.001)
    collector.cancel()
    await asyncio.wait([collector])
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
