"""Everybody at once: so many seats come back at the same moment after the server was started again.

No session is in its memory. Once each seat names the position that it has seen, as after a restart; once nobody has
seen anything, as at a conference's beginning. What is counted is the processor's time of the server until all are
whole, its handshakes among it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.live.contenders import ROOT, a_crowd, store_of
from bench.live.machine import cpu_of
from bench.live.seated import a_node, fill
from practicum.bots.local import LocalServer
from practicum.rules.records import PhaseName

SEATS = 5


async def measure_joins(seats: int, rounds: int, phases: Sequence[PhaseName], say: Callable[[str], None]) -> None:
    """Print what it takes until everybody is whole."""
    say(
        f"\n{f'{seats} seats at once':28}{'ms CPU a join':>15}{'spread':>14}{'store ms':>10}{'half in, s':>12}"
        f"{'all in, s':>11}{'KB a seat':>11}"
    )
    for phase in phases:
        with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
            data = Path(folder) / "data"
            async with a_node(data) as node:
                rooms = [room for each in await fill(node, seats // SEATS, phase=phase) for room in each.rooms]
            async with LocalServer(ROOT / "scenarios", data) as server:
                port = int(server.url.rpartition(":")[2])
                async with a_crowd("practicum", port, rooms, SEATS) as crowd:
                    cells: dict[str, list[dict[str, float]]] = {"seen": [], "fresh": []}
                    for _ in range(rounds):
                        for how, cell in cells.items():
                            await crowd.order({"leave": True})
                            await server.stop()
                            await server.start()
                            before = cpu_of(server.pid), cpu_of(store_of(data))
                            told = await crowd.order({"come": how})
                            after = cpu_of(server.pid), cpu_of(store_of(data))
                            cell.append(
                                told | {"cpu": (after[0] - before[0]) / seats, "store": (after[1] - before[1]) / seats}
                            )
            for how, cell in cells.items():
                _row(f"{phase}, {'position known' if how == 'seen' else 'all anew'}", cell, seats, say)


def _row(label: str, cell: Sequence[dict[str, float]], seats: int, say: Callable[[str], None]) -> None:
    middle = {name: sorted(each[name] for each in cell)[len(cell) // 2] for name in cell[0]}
    costs = sorted(each["cpu"] * 1e3 for each in cell)
    spread = f"{costs[0]:.2f}–{costs[-1]:.2f}"
    say(
        f"{label:28}{middle['cpu'] * 1e3:15.2f}{spread:>14}{middle['store'] * 1e3:10.2f}{middle['p50'] / 1e3:12.2f}"
        f"{middle['last'] / 1e3:11.2f}{middle['bytes'] / seats / 1e3:11.1f}"
    )
