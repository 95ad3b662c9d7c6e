"""The bench runs: a crowd drives a server of its own, and every move reaches everybody."""

import pytest

from bench.live.compare import compare


@pytest.mark.timeout(60)
async def test_a_crowd_drives_the_bare_relay() -> None:
    """Nothing is missing, and the table is printed."""
    said: list[str] = []
    cells = await compare(["relay"], [100], rounds=1, seconds=0.3, sessions=3, seats=3, say=said.append)
    assert [(cell.rate, cell.missing) for cell in cells] == [(100, 0)]
    assert "bare relay" in said[-1]
