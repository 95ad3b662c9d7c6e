"""What all tests share: a real store, started once for each test process.

Nothing is ever emptied. Tests make up session ids, so that they can't meet.
"""

import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from practicum import logs
from practicum.store.embedded import EmbeddedStore
from practicum.store.log import Store
from tests import soaking


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long runs in their order."""
    soaking.in_order(items)


def pytest_report_collectionfinish(items: Sequence[pytest.Item]) -> list[str]:
    """Say what a run of the long ones is going to be."""
    return soaking.told(items)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def store_url() -> AsyncIterator[str]:
    """Run an embedded store for as long as this test process runs, and give its address."""
    # Not pytest's own folder: its paths are too long for a socket on some systems.
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        embedded = await EmbeddedStore.start(Path(folder))
        yield embedded.url
        await embedded.stop()


@pytest_asyncio.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """Give a connected store, as one node has it."""
    opened = await Store.open(store_url)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def _logs() -> None:
    """Log as the server does: what structlog makes of an exception by itself takes seconds of work."""
    logs.configure("info", "json")
