"""A server process of its own for each fault test: it is going to be killed."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from practicum.bots.local import LocalServer
from tests.faults.world import one_case


@pytest.fixture
def data() -> "AsyncIterator[Path]":
    """A data folder with a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        yield Path(folder) / "data"


@pytest_asyncio.fixture
async def server(data: Path) -> AsyncIterator[LocalServer]:
    """A running server with a store of its own."""
    async with LocalServer(one_case(data.parent), data) as running:
        yield running
