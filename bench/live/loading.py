"""How long a session takes to load: what a node does when the first socket of a session comes to it.

Records are kept as they are, and not replayed; so what counts is how many there are, and not how many moves made them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.live.contenders import store_of
from bench.live.growth import make_history
from bench.live.machine import cpu_of
from bench.live.seated import a_node, fill
from practicum.live.state import State
from practicum.serving import Node
from practicum.web.wire import decode, encode

TEAMS = 10


async def measure_loading(lengths: Sequence[int], rounds: int, say: Callable[[str], None]) -> None:
    """Print what it takes to load sessions of ten teams, with so many moves behind them."""
    say(f"\n{f'load, {TEAMS} teams':28}{'records':>9}{'ms CPU':>9}{'most':>8}{'store ms':>10}{'ms in all':>11}")
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        data = Path(folder) / "data"
        async with a_node(data) as node:
            for length in lengths:
                (seated,) = await fill(node, 1, teams=TEAMS, phase="design")
                await make_history(node, seated, length)
                store = cpu_of(store_of(data))
                loads = [await _load(node, seated.session) for _ in range(rounds)]
                store = (cpu_of(store_of(data)) - store) / rounds
                cpu, wall, records = (list(figures) for figures in zip(*loads, strict=True))
                say(
                    f"{f'{length:,} moves behind it':28}{records[0]:9.0f}{statistics.median(cpu) * 1e3:9.1f}"
                    f"{max(cpu) * 1e3:8.1f}{store * 1e3:10.1f}{statistics.median(wall) * 1e3:11.1f}"
                )


async def _load(node: Node, session: str) -> tuple[float, float, float]:
    cpu, wall = time.thread_time(), time.perf_counter()
    stored = await node.store.load(session)
    assert stored is not None
    state = State(encode, decode)
    state.load(stored)
    return time.thread_time() - cpu, time.perf_counter() - wall, len(state.records)
