"""What one socket still has to send is bounded, in order, and whole again in the end."""

from __future__ import annotations

import asyncio

import pytest

from practicum.live.counts import Counts
from practicum.live.outbox import ROOM, Outbox
from tests.live.lines import FakeLine


def an_outbox() -> tuple[Outbox, FakeLine]:
    """Make an outbox that catches up with the word "whole", and its line, which is full at first."""
    outbox = Outbox(Counts())
    outbox.catch_up = lambda: b"whole"
    line = FakeLine(outbox)
    line.is_full = True
    outbox.open(line)
    return outbox, line


async def test_frames_leave_in_the_order_in_which_they_came() -> None:
    """Answers and deltas alike."""
    outbox, line = an_outbox()
    outbox.delta(b"1")
    outbox.answer(b"2")
    outbox.delta(b"3")
    assert await line.takes_all() == [b"1", b"2", b"3"]


async def test_past_the_limit_deltas_make_way_for_one_welcome() -> None:
    """Answers stay, and the welcome is built when everything else is sent."""
    outbox, line = an_outbox()
    outbox.answer(b"done 1")
    for _ in range(ROOM // 1000 + 2):
        outbox.delta(b"x" * 1000)
    outbox.answer(b"done 2")
    assert outbox.size < 100
    outbox.delta(b"late")
    assert await line.takes_all() == [b"done 1", b"done 2", b"whole"]
    outbox.delta(b"next")
    assert await line.takes_all() == [b"next"]


async def test_one_large_delta_may_pass_alone() -> None:
    """Else it could never be told."""
    outbox, line = an_outbox()
    outbox.delta(b"x" * (ROOM + 1))
    assert [len(frame) for frame in await line.takes_all()] == [ROOM + 1]


async def test_presence_is_left_out_long_before_deltas_are() -> None:
    """The next one says more."""
    outbox, line = an_outbox()
    outbox.delta(b"x" * (ROOM // 2))
    outbox.presence(b"here")
    assert len(await line.takes_all()) == 1


async def test_a_reader_waits_while_answers_pile_up() -> None:
    """And goes on when half of them have left."""
    outbox, line = an_outbox()
    await outbox.free()
    for _ in range(3):
        outbox.answer(b"x" * (ROOM // 2))
    waiting = asyncio.create_task(outbox.free())
    await asyncio.sleep(0)
    assert not waiting.done()
    await line.takes_all()
    await waiting


async def test_what_is_said_in_one_turn_leaves_together() -> None:
    """One write to the kernel, not one a frame."""
    outbox, line = an_outbox()
    line.is_full = False
    outbox.delta(b"delta")
    outbox.answer(b"done")
    assert line.writes == []
    await line.takes_all()
    assert line.writes == [[b"delta", b"done"]]


async def test_the_last_word_is_said_before_the_close() -> None:
    """And only the first close counts."""
    outbox, line = an_outbox()
    ended: list[int | None] = []
    outbox.on_end = lambda: ended.append(line.code)
    outbox.answer(b"done")
    outbox.close(b"bye", 1001)
    outbox.close(b"again", 1000)
    assert ended == []
    assert await line.takes_all() == [b"done", b"bye"]
    assert line.code == 1001
    assert ended == [1001]


async def test_nothing_is_said_after_the_last_word() -> None:
    """Who is sent away and goes on asking, and reads little, would never be gone, and have it all kept for them."""
    outbox, line = an_outbox()
    outbox.close(b"bye", 1001)
    before = outbox.size
    outbox.answer(b"pong")
    outbox.delta(b"change")
    outbox.presence(b"here")
    outbox.fall_behind()
    assert outbox.size == before
    assert await line.takes_all() == [b"bye"]
    assert line.code == 1001


async def test_a_reader_does_not_wait_for_room_in_an_outbox_that_ends() -> None:
    """Nor in one whose socket is gone."""
    for end in (lambda outbox: outbox.close(None, 1000), lambda outbox: outbox.shut()):
        outbox, _ = an_outbox()
        outbox.answer(b"x" * (ROOM + 1))
        waiting = asyncio.create_task(outbox.free())
        await asyncio.sleep(0)
        end(outbox)
        await waiting


async def test_a_welcome_that_fails_costs_the_socket_and_nobody_else() -> None:
    """Its client comes back by itself."""
    outbox, line = an_outbox()
    outbox.catch_up = lambda: str(1 // 0).encode()
    outbox.fall_behind()
    assert await line.takes_all() == []
    assert line.code == 1011


@pytest.mark.parametrize("seed", range(20))
async def test_a_slow_reader_holds_the_truth_in_the_end(seed: int) -> None:
    """A walk of deltas and takes: the last number told, by a delta or a welcome, is the last there was."""
    import random

    chance = random.Random(seed)
    outbox, line = an_outbox()
    number, seen, largest = 0, 0, 0
    outbox.catch_up = lambda: str(number).encode()
    for _ in range(2000):
        if chance.random() < 0.6:
            number += 1
            outbox.delta(str(number).encode().ljust(2000))
        else:
            for frame in await line.takes(chance.randint(0, 3)):
                assert int(frame) >= seen, f"seed {seed}"
                seen = int(frame)
        largest = max(largest, outbox.size)
    for frame in await line.takes_all():
        seen = int(frame)
    assert seen == number, f"seed {seed}"
    assert largest <= ROOM
