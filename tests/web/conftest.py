"""A real server on a loopback port in this process, and people who talk to it over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from practicum.serving import serving
from practicum.settings import Settings
from tests.web.people import Table

SCENARIOS = Path(__file__).parents[2] / "scenarios"
Start = Callable[..., AbstractAsyncContextManager[Table]]


@pytest.fixture
def settings(store_url: str, tmp_path: Path) -> Settings:
    """Settings of a server on any free port, quick enough for tests to send as they like."""
    return Settings(
        port=0, redis_url=store_url, data=tmp_path, scenarios=SCENARIOS, moves_burst=1000.0, moves_per_second=1000.0
    )


@pytest.fixture
def start(settings: Settings) -> Start:
    """Start servers with settings of their own."""

    @asynccontextmanager
    async def starting(**changes: object) -> AsyncIterator[Table]:
        async with serving(replace(settings, **changes)) as node, Table(node.url, node) as table:
            yield table

    return starting


@pytest_asyncio.fixture
async def server(start: Start) -> AsyncIterator[Table]:
    """Run one server."""
    async with start() as table:
        yield table
