"""Asking the log: once for all who wait, and never by a question that began before they came."""

from __future__ import annotations

import asyncio

from practicum.live.asking import Asking


async def test_many_who_come_together_are_answered_by_one_question() -> None:
    """Strangers with made-up tokens cost a node no more than one of them."""
    questions = 0

    async def ask() -> None:
        nonlocal questions
        questions += 1
        await asyncio.sleep(0)

    asking = Asking(ask)
    await asyncio.gather(*(asking.now() for _ in range(100)))
    assert questions == 1


async def test_who_comes_during_a_question_waits_for_the_next_one() -> None:
    """What they are about may have been written after it was asked."""
    begun: asyncio.Queue[asyncio.Future[None]] = asyncio.Queue()

    async def ask() -> None:
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        begun.put_nowait(answered)
        await answered

    asking = Asking(ask)
    first = asyncio.create_task(asking.now())
    one = await begun.get()
    later = [asyncio.create_task(asking.now()) for _ in range(10)]
    await asyncio.sleep(0)
    one.set_result(None)
    await first
    assert not any(task.done() for task in later)
    another = await begun.get()
    another.set_result(None)
    await asyncio.gather(*later)
    assert begun.empty()


async def test_who_asked_and_went_away_leaves_the_question_to_the_next() -> None:
    """Nobody takes a question for answered that was not."""
    begun: asyncio.Queue[asyncio.Future[None]] = asyncio.Queue()

    async def ask() -> None:
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        begun.put_nowait(answered)
        await answered

    asking = Asking(ask)
    holder = asyncio.create_task(asking.now())
    waiter = asyncio.create_task(asking.now())
    await begun.get()
    holder.cancel()
    (await begun.get()).set_result(None)
    await waiter
    assert holder.cancelled()
