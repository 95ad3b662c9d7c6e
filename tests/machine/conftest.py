"""The browser's clients, run by one Node process for all tests here; and outboxes so small that readers fall behind."""

from collections.abc import Iterator

import pytest

from practicum.live import outbox
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
