"""What each client was told: its last id and its last answers, as the store keeps them.

- A client's row is named by its seat and the client's own random name, so no seat can reach another's answers.
- A known id is answered as it was at first: what was done, and what was refused on the log as it was then.
- What is refused whatever the log holds (nonsense, a fault of ours) is known from the moment it was told, and is kept
  with the client's next move; one that never was kept is simply decided again, which changes nothing. One that stands
  behind moves whose outcome is not known yet is not told yet, but goes along with the next move all the same.
- The row knows its socket of now: answers go there, whichever socket the move came by.
- A seat has at most ``MOST`` rows here: what other nodes did for ever new clients would fill the memory. The store
  keeps the 32 that moved last, and nobody tells which it dropped; what leaves here came so long before these that it is
  not among them.
"""

from __future__ import annotations

from collections.abc import Iterable

from practicum.live.outbox import Outbox
from practicum.store.log import Client

WINDOW = 64
MOST = 256


class Row:
    """One client of one seat."""

    __slots__ = ("answers", "deciding", "last", "name", "outbox", "refusing", "seat", "unwritten")

    def __init__(self, name: str, seat: str) -> None:
        self.name = name
        self.seat = seat
        self.last = 0
        self.answers: dict[int, bytes] = {}
        self.unwritten: dict[int, bytes] = {}
        self.refusing: dict[int, bytes] = {}
        self.deciding: set[int] = set()
        self.outbox: Outbox | None = None

    @property
    def busy(self) -> bool:
        """Say whether it has a socket here, or a move that waits."""
        return self.outbox is not None or bool(self.deciding)

    def answer_to(self, id: int) -> bytes | None:
        """Return what an id was answered, if it was."""
        return self.answers.get(id) or self.unwritten.get(id)

    def forgotten(self, id: int) -> bool:
        """Say whether an id is so old that its answer is no longer kept."""
        return id <= self.last - WINDOW

    def settle(self, id: int, answer: bytes) -> None:
        """Keep an answer that is in the log; those that are too old by then leave."""
        if id == self.last + 1:
            # One after another, as nearly always.
            self.last = id
            self.answers[id] = answer
            self.answers.pop(id - WINDOW, None)
            return
        before, self.last = self.last, max(self.last, id)
        kept_from = self.last - WINDOW + 1
        if id >= kept_from:
            self.answers[id] = answer
        # What is kept is among the last ids: nothing older is looked for.
        for old in range(max(1, before - WINDOW + 1), min(before + 1, kept_from)):
            self.answers.pop(old, None)

    def refuse(self, id: int, answer: bytes) -> None:
        """Keep a refusal until it can be written."""
        self.refusing.pop(id, None)
        self.unwritten[id] = answer
        while len(self.unwritten) > WINDOW:
            del self.unwritten[min(self.unwritten)]

    def refusals(self) -> tuple[tuple[int, bytes], ...]:
        """Return what to write with the next accepted move."""
        return (*self.unwritten.items(), *self.refusing.items()) if self.unwritten or self.refusing else ()

    def written(self, refusals: Iterable[tuple[int, bytes]]) -> None:
        """Turn refusals that were written with a move into answers that are in the log."""
        for id, answer in refusals:
            self.unwritten.pop(id, None)
            self.settle(id, answer)


class Clients:
    """All clients of a session."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._seats: dict[str, dict[str, Row]] = {}

    def load(self, stored: dict[str, Client]) -> None:
        """Take over what the store knows, and nothing else; sockets stay with their rows."""
        for row in self._rows.values():
            row.last, row.answers = 0, {}
        for name, client in stored.items():
            row = self.named(name, client.seat or "")
            row.last, row.answers = client.last, dict(client.answers)

    def row(self, seat: str, client: str) -> Row:
        """Find or begin the row of a seat's client."""
        return self.named(f"{seat}:{client}", seat)

    def named(self, name: str, seat: str) -> Row:
        """Find or begin a row by the name that the store knows."""
        row = self._rows.get(name)
        if row is None:
            self._make_room(seat)
            row = self._rows[name] = self._seats.setdefault(seat, {})[name] = Row(name, seat)
        return row

    def of(self, seat: str) -> list[Row]:
        """List a seat's clients."""
        return list(self._seats.get(seat, {}).values())

    def tidy(self, row: Row) -> None:
        """Drop the row of a client that left and of which the store knows nothing, for all that it was refused here.

        Else whoever comes again and again by another name, and says nothing but nonsense, would fill the memory.
        """
        if not row.last and not row.busy and self._rows.get(row.name) is row:
            self.forget(row.name)

    def forget(self, name: str) -> Row | None:
        """Drop a client that lost its row."""
        row = self._rows.pop(name, None)
        if row is not None:
            mine = self._seats[row.seat]
            del mine[name]
            if not mine:
                del self._seats[row.seat]
        return row

    def _make_room(self, seat: str) -> None:
        """Drop the rows that came first and have nothing to do, so that one more is not too many."""
        mine = self._seats.get(seat, {})
        if len(mine) >= MOST:
            for row in [row for row in mine.values() if not row.busy][: len(mine) - MOST + 1]:
                self.forget(row.name)
