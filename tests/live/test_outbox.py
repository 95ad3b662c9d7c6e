"""What one socket still has to send is bounded, in order, and whole again in the end."""

from __future__ import annotations

import asyncio

import pytest

from practicum.live.counts import Counts
from practicum.live.outbox import ROOM, Closing, Outbox


def an_outbox() -> Outbox:
    """Make an outbox that catches up with the word "whole"."""
    outbox = Outbox(Counts())
    outbox.catch_up = lambda: b"whole"
    return outbox


async def taken(outbox: Outbox) -> list[bytes | Closing]:
    """Take everything that there is to take now."""
    items: list[bytes | Closing] = []
    while True:
        try:
            async with asyncio.timeout(0.02):
                items.append(await outbox.take())
        except TimeoutError:
            return items
        if isinstance(items[-1], Closing):
            return items


async def test_frames_leave_in_the_order_in_which_they_came() -> None:
    """Answers and deltas alike."""
    outbox = an_outbox()
    outbox.delta(b"1")
    outbox.answer(b"2")
    outbox.delta(b"3")
    assert await taken(outbox) == [b"1", b"2", b"3"]


async def test_past_the_limit_deltas_make_way_for_one_welcome() -> None:
    """Answers stay, and the welcome is built when everything else is sent."""
    outbox = an_outbox()
    outbox.answer(b"done 1")
    for _ in range(ROOM // 1000 + 2):
        outbox.delta(b"x" * 1000)
    outbox.answer(b"done 2")
    assert outbox.size < 100
    outbox.delta(b"late")
    assert await taken(outbox) == [b"done 1", b"done 2", b"whole"]
    outbox.delta(b"next")
    assert await taken(outbox) == [b"next"]


async def test_one_large_delta_may_pass_alone() -> None:
    """Else it could never be told."""
    outbox = an_outbox()
    outbox.delta(b"x" * (ROOM + 1))
    assert [len(item) for item in await taken(outbox) if isinstance(item, bytes)] == [ROOM + 1]


async def test_presence_is_left_out_long_before_deltas_are() -> None:
    """The next one says more."""
    outbox = an_outbox()
    outbox.delta(b"x" * (ROOM // 2))
    outbox.presence(b"here")
    assert len(await taken(outbox)) == 1


async def test_a_reader_waits_while_answers_pile_up() -> None:
    """And goes on when half of them have left."""
    outbox = an_outbox()
    await outbox.free()
    for _ in range(3):
        outbox.answer(b"x" * (ROOM // 2))
    waiting = asyncio.create_task(outbox.free())
    await asyncio.sleep(0)
    assert not waiting.done()
    await taken(outbox)
    await waiting


async def test_the_last_word_is_said_before_the_close() -> None:
    """And only the first close counts."""
    outbox = an_outbox()
    outbox.answer(b"done")
    outbox.close(b"bye", 1001)
    outbox.close(b"again", 1000)
    *said, end = await taken(outbox)
    assert said == [b"done", b"bye"]
    assert isinstance(end, Closing)
    assert end.code == 1001


@pytest.mark.parametrize("seed", range(20))
async def test_a_slow_reader_holds_the_truth_in_the_end(seed: int) -> None:
    """A walk of deltas and takes: the last number told, by a delta or a welcome, is the last there was."""
    import random

    chance = random.Random(seed)
    outbox, number, seen, largest = Outbox(Counts()), 0, 0, 0
    outbox.catch_up = lambda: str(number).encode()
    for _ in range(2000):
        if chance.random() < 0.6:
            number += 1
            outbox.delta(str(number).encode().ljust(2000))
        else:
            for item in await taken_at_most(outbox, chance.randint(0, 3)):
                assert int(item) >= seen, f"seed {seed}"
                seen = int(item)
        largest = max(largest, outbox.size)
    for item in await taken(outbox):
        assert isinstance(item, bytes)
        seen = int(item)
    assert seen == number, f"seed {seed}"
    assert largest <= ROOM


async def taken_at_most(outbox: Outbox, most: int) -> list[bytes]:
    """Take some frames, if there are any."""
    items = []
    while len(items) < most and (outbox.size or outbox.behind):
        item = await outbox.take()
        assert isinstance(item, bytes)
        items.append(item)
    return items
