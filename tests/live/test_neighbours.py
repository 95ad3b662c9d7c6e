"""The nodes of a session tell each other who is here, and forget whoever falls silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from practicum.live import neighbours
from practicum.live.neighbours import GONE, Neighbours, Told, Word
from practicum.rules.audience import Viewer
from practicum.store.errors import StoreDown
from practicum.web.wire import decode, encode

HERE = Word("participant", "1", {"look": "X1"})


class Node:
    """One node: what it tells, and what it hears of seats elsewhere."""

    def __init__(self, name: str) -> None:
        self.others: list[Node] = []
        self.told: list[Told] = []
        self.seats: dict[str, Word] = {}
        self.heard: asyncio.Queue[tuple[str, str, Word]] = asyncio.Queue()
        self.down = False
        self.failed = asyncio.Event()
        self.neighbours = Neighbours(
            name, encode, decode, self.tell, lambda: dict(self.seats), lambda *heard: self.heard.put_nowait(heard)
        )

    async def tell(self, message: bytes) -> None:
        """Publish to everybody, this node included, as a channel does."""
        if self.down:
            self.failed.set()
            raise StoreDown("away")
        self.told.append(neighbours.msgspec.convert(decode(message), Told))
        for node in (self, *self.others):
            node.neighbours.told(message)

    def say(self, seat: str, word: Word) -> None:
        """Let a seat say something here."""
        self.seats[seat] = word
        self.neighbours.changed(Viewer(seat, word.role, word.team), word.at)  # type: ignore[arg-type]


@asynccontextmanager
async def two_nodes() -> AsyncIterator[tuple[Node, Node]]:
    """Run two nodes; the first is alone at first, and has a seat."""
    one, two = Node("one"), Node("two")
    one.others, two.others = [two], [one]
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(node.neighbours.run()) for node in (one, two)]
        one.say("ada", HERE)
        yield one, two
        for task in running:
            task.cancel()


async def test_who_begins_to_listen_asks_and_is_answered() -> None:
    """Until then the other one has told nobody anything."""
    async with two_nodes() as (one, two):
        assert one.told == []
        two.neighbours.told(b"")
        assert await two.heard.get() == ("one", "ada", HERE)
        assert (one.neighbours.known, two.neighbours.known) == (1, 1)


async def test_words_go_together_the_latest_of_each_seat() -> None:
    """At most ten times a second."""
    async with two_nodes() as (one, two):
        two.neighbours.told(b"")
        await two.heard.get()
        before = len(one.told)
        for number in range(100):
            one.say("ada", Word("participant", "1", {"at": number}))
        while (await two.heard.get())[2].at != {"at": 99}:
            pass
        assert len(one.told) - before <= 2


async def test_a_node_that_falls_silent_takes_its_seats_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been killed: nobody says goodbye for it."""
    monkeypatch.setattr(neighbours, "SILENT", 0.2)
    async with two_nodes() as (one, two):
        two.neighbours.told(b"")
        await two.heard.get()
        one.down = True
        assert await two.heard.get() == ("one", "ada", GONE)
        assert two.neighbours.known == 0


async def test_what_was_lost_is_put_right_by_the_next_whole_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is away for a moment costs a moment."""
    monkeypatch.setattr(neighbours, "WHOLE_EVERY", 0.2)
    async with two_nodes() as (one, two):
        two.neighbours.told(b"")
        await two.heard.get()
        one.down = True
        one.say("bea", HERE)
        await one.failed.wait()
        one.down = False
        while (await two.heard.get())[1] != "bea":
            pass


async def test_bytes_that_mean_nothing_are_left_out() -> None:
    """Another version may say something else."""
    async with two_nodes() as (_, two):
        for message in (b"\xff", encode({"node": 5}), encode(["?"])):
            two.neighbours.told(message)
        assert two.neighbours.known == 0
