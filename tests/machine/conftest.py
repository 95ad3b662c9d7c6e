"""The browser's clients, run by one Node process for all tests here; and what makes the server small and repeatable."""

from collections.abc import Iterator
from itertools import count

import pytest

from practicum.live import outbox, pipeline
from tests.machine.twin import Clients

ROOM = 12_000


@pytest.fixture(scope="module")
def clients() -> Iterator[Clients]:
    """Run the client as it is."""
    running = Clients()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def _small_outboxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a reader fall behind after some frames, not after a quarter of a megabyte."""
    monkeypatch.setattr(outbox, "ROOM", ROOM)


class Counting:
    """Nonces that are all as long: a frame is as long each time, and a reader falls behind each time or never."""

    def __init__(self) -> None:
        self._next = count(10**14)

    def getrandbits(self, _bits: int) -> int:
        """Give the next one."""
        return next(self._next)


@pytest.fixture(autouse=True)
def _nonces_of_one_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_nonces", Counting())
