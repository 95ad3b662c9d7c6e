"""Memory for a seat: what a server grows by for each socket that has said hello, was welcomed, and is quiet.

The share of the session that a seat sits in is among it: five seats a session, loaded from the store.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bench.live.contenders import ROOT, Room, a_crowd, store_of
from bench.live.machine import cpu_of, memory_of
from bench.live.seated import a_node, fill
from practicum.bots.local import LocalServer
from practicum.rules.records import PhaseName

SEATS = 5
SETTLES = 3.0
BEATS = 10.0  # a beat a socket every five seconds is all that happens


async def measure_idle(sizes: Sequence[int], phases: Sequence[PhaseName], say: Callable[[str], None]) -> None:
    """Print the memory of a server with so many quiet seats."""
    say(f"\n{'memory, idle':28}{'seats':>8}{'server MB':>12}{'KiB a seat':>12}{'store MB':>10}{'% of a core':>13}")
    for phase in phases:
        with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
            data = Path(folder) / "data"
            async with a_node(data) as node:
                seated = await fill(node, sizes[-1] // SEATS, phase=phase)
            rooms = [room for each in seated for room in each.rooms]
            async with LocalServer(ROOT / "scenarios", data) as server, AsyncExitStack() as crowds:
                await asyncio.sleep(SETTLES)
                empty = memory_of(server.pid)
                say(f"{f'in {phase}':28}{0:8}{empty / 1e6:12.1f}{'':12}{memory_of(store_of(data)) / 1e6:10.1f}")
                here = 0
                port = int(server.url.rpartition(":")[2])
                for size in sizes:
                    more: list[Room] = rooms[here // SEATS : size // SEATS]
                    await crowds.enter_async_context(a_crowd("practicum", port, more, SEATS))
                    here = size
                    await asyncio.sleep(SETTLES)
                    cpu = cpu_of(server.pid)
                    await asyncio.sleep(BEATS)
                    cpu = (cpu_of(server.pid) - cpu) / BEATS
                    grown = memory_of(server.pid)
                    each = (grown - empty) / 1024 / size
                    store = memory_of(store_of(data)) / 1e6
                    say(f"{'':28}{size:8}{grown / 1e6:12.1f}{each:12.1f}{store:10.1f}{cpu * 100:13.1f}")
