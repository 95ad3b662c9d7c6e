"""Many outboxes that have something to send take turns, and each of them gets its own."""

import asyncio

from practicum.live.departures import BYTES, OUTBOXES, departures


async def turns(sizes: list[int]) -> list[list[int]]:
    """Let outboxes send so many bytes each, and say which did in which turn of the loop."""
    sent: list[int] = []

    def leave(number: int, size: int) -> int:
        sent.append(number)
        return size

    for number, size in enumerate(sizes):
        departures().add(lambda number=number, size=size: leave(number, size))  # type: ignore[misc]
    result: list[list[int]] = []
    while sum(map(len, result)) < len(sizes):
        await asyncio.sleep(0)
        result.append(sent.copy())
        sent.clear()
    return result


async def test_a_few_send_at_once() -> None:
    """At the end of the turn in which they were told something."""
    assert await turns([10] * 20) == [list(range(20))]


async def test_many_take_turns_in_the_order_in_which_they_came() -> None:
    """Nobody is left out."""
    told = await turns([10] * (2 * OUTBOXES + 1))
    assert [len(turn) for turn in told] == [OUTBOXES, OUTBOXES, 1]
    assert [number for turn in told for number in turn] == list(range(2 * OUTBOXES + 1))


async def test_what_is_long_takes_its_turn_too() -> None:
    """However long, one sends a turn at least."""
    assert [len(turn) for turn in await turns([BYTES // 2] * 5)] == [2, 2, 1]
    assert [len(turn) for turn in await turns([3 * BYTES] * 3)] == [1, 1, 1]


async def test_who_comes_meanwhile_comes_in_the_next_turn() -> None:
    """An outbox that has room again while others send."""
    sent: list[str] = []

    def second() -> int:
        sent.append("second")
        return 1

    def first() -> int:
        sent.append("first")
        departures().add(second)
        return 1

    departures().add(first)
    await asyncio.sleep(0)
    assert sent == ["first"]
    await asyncio.sleep(0)
    assert sent == ["first", "second"]
