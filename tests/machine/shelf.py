"""One session's log in memory, by the rules of ``append.lua``, for several nodes that run in one still loop.

It is no store: it forgets when the test ends. But it refuses what the store refuses, it can fail so that nobody knows
whether an append happened, and it can lose its end, as a failover does.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping

from practicum.live.clients import WINDOW
from practicum.store.entries import Entry
from practicum.store.errors import StoreDown
from practicum.store.log import Append, Appended, Client, Conflict, Duplicate, Stored
from practicum.store.positions import START, Position

Outcome = Appended | Duplicate | Conflict
AWAY = 0.3


class Shelf:
    """The log, and what it comes to at every position that it ever had."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.folds: dict[Position, Mapping[str, bytes]] = {START: {}}
        self.failing: list[bool] = []  # the next appends fail: after they happened, or before
        self.has_lost = False
        self.slowness = 0.0  # seconds that an append takes
        self.under_way = 0  # appends that were asked for and are not decided, also by nodes that are gone
        self._answers: dict[Position, dict[str, Client]] = {START: {}}

    @property
    def position(self) -> Position:
        """Where the log ends."""
        return self.log[-1].position if self.log else START

    def lose(self, entries: int) -> None:
        """Lose the last entries for good, but never the opening."""
        self.has_lost = True
        del self.log[max(1, len(self.log) - entries) :]

    def made(self, client: str, id: int) -> list[Entry]:
        """Find where a client's move stands."""
        return [entry for entry in self.log if (entry.client, entry.id) == (client, id)]

    def append(self, append: Append, node: str) -> Outcome:
        """Put a move into the log, or say why it can't be there."""
        if append.move and append.to in [entry.position for entry in self.log]:
            return Appended(append.to)
        row = self._answers[self.position].get(append.client or "")
        if row is not None and append.id in row.answers:
            return Duplicate(row.answers[append.id])
        if row is not None and append.id <= row.last - WINDOW:
            return Duplicate(b"")
        if append.at != self.position:
            return Conflict(self.position)
        rows = dict(self._answers[append.at])
        if append.client is not None:
            last, answers = (row.last, dict(row.answers)) if row else (0, {})
            answers[append.id] = append.answer
            answers = dict(append.refusals) | answers
            last = max(last, *answers)
            kept = {id: answer for id, answer in answers.items() if id > last - WINDOW}
            rows[append.client] = Client(last, kept, append.seat)
        if not append.move:
            self._answers[append.at] = rows
            return Appended(append.at)
        fold = {key: raw for key, raw in self.folds[append.at].items() if key not in append.drop} | append.put
        self.folds[append.to] = fold
        self._answers[append.to] = rows
        entry = Entry(
            append.to,
            append.move,
            append.put,
            list(append.drop),
            append.client,
            append.id,
            append.seat,
            append.at,
            node,
        )
        self.log.append(entry)
        return Appended(append.to)

    def since(self, at: Position) -> list[Entry] | None:
        """Read what follows a position; None when it is not in the log."""
        places = [START, *(entry.position for entry in self.log)]
        return self.log[places.index(at) :] if at in places else None

    def load(self) -> Stored:
        """Read everything."""
        rows = self._answers[self.position]
        return Stored(self.position, dict(self.folds[self.position]), rows, move=self.log[-1].move if self.log else b"")


class Door:
    """One node's way to the shelf; what a session asks of a store."""

    def __init__(self, shelf: Shelf, node: str) -> None:
        self.shelf = shelf
        self.node = node
        self._asked: deque[tuple[Append, Callable[[Outcome | None], None]]] = deque()

    def append_soon(self, append: Append, told: Callable[[Outcome | None], None]) -> None:
        """Append when the shelf is ready for it, in the order in which it was asked; None when nobody knows."""
        self._asked.append((append, told))
        self.shelf.under_way += 1
        asyncio.get_running_loop().call_later(self.shelf.slowness, self._take)

    def _take(self) -> None:
        append, told = self._asked.popleft()
        self.shelf.under_way -= 1
        try:
            outcome = self._append(append)
        except StoreDown:
            told(None)
        else:
            told(outcome)

    async def append(self, append: Append) -> Outcome:
        """Append now."""
        return self._append(append)

    def _append(self, append: Append) -> Outcome:
        if self.shelf.failing:
            if self.shelf.failing.pop(0):
                self.shelf.append(append, self.node)
            raise StoreDown("nobody knows whether this was written")
        return self.shelf.append(append, self.node)

    async def since(self, session: str, at: Position) -> list[Entry] | None:
        """Read on."""
        return self.shelf.since(at)

    async def load(self, session: str) -> Stored:
        """Read everything."""
        return self.shelf.load()

    async def up(self, session: str) -> None:
        """Wait until the shelf is there again."""
        await asyncio.sleep(AWAY)
