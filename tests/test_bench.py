"""The bench runs: a crowd drives a server of its own, and every move reaches everybody."""

import asyncio
import time

import pytest

from bench.check import LINES, check, large_text
from bench.live.compare import compare
from bench.live.lag import Watch
from bench.live.loading import measure_loading


@pytest.mark.timeout(60)
async def test_a_crowd_drives_the_bare_relay() -> None:
    """Nothing is missing, and the table is printed."""
    said: list[str] = []
    cells = await compare(["relay"], [100], rounds=1, seconds=0.3, sessions=3, seats=3, say=said.append)
    assert [(cell.rate, cell.missing) for cell in cells] == [(100, 0)]
    assert "bare relay" in said[-1]


@pytest.mark.timeout(60)
async def test_a_session_with_a_history_is_made_and_loaded() -> None:
    """Seated, led to design, talked in, read from the store again."""
    said: list[str] = []
    await measure_loading([150], 1, said.append)
    assert "150 moves behind it" in said[-1]
    records = int(said[-1].split("behind it")[1].split()[0])
    assert records > 300


async def test_a_turn_that_holds_the_loop_is_seen() -> None:
    """By its own CPU."""
    watch = Watch()
    watch.begin()
    await asyncio.sleep(0)
    until = time.thread_time() + 0.01
    while time.thread_time() < until:
        pass
    await asyncio.sleep(0)
    longest, cpu = watch.end()
    assert longest >= 0.01
    assert cpu >= longest


def test_a_case_of_many_lines_is_a_case() -> None:
    """What is copied has ids and tags of its own, as everything in a case must."""
    text = large_text()
    assert text.count("\n") >= LINES
    assert check(text, []).problems == []
