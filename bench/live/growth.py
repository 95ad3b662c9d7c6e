"""Cost against size: the same moves on servers with few and many sessions, in sessions with short and long histories.

All servers run side by side, and the sizes are measured in turns. Each session has the same few seats; the moves a
second are the same in all, so that a flat line means that size costs nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bench.live.contenders import ROOT, Process, a_crowd, store_of
from bench.live.machine import cpu_of
from bench.live.seated import Seated, a_node, fill, tell
from practicum.bots.local import LocalServer
from practicum.rules.moves import SayToTeam
from practicum.rules.records import Seat
from practicum.rules.scene import By
from practicum.serving import Node

RATE = 200.0
SEATS = 2
IN_HISTORY = 5
TEXT = "." * 200
AT_ONCE = 32


class Place:
    """A server with its crowd, or a session of it."""

    def __init__(self, label: str, server: LocalServer, store: int, crowd: Process) -> None:
        self.label = label
        self._server = server
        self._store = store
        self._crowd = crowd
        self.costs: list[float] = []
        self.stores: list[float] = []
        self.waits: list[float] = []

    async def measure(self, rate: float, seconds: float, seed: int) -> None:
        """Measure the same moves here."""
        before = cpu_of(self._server.pid), cpu_of(self._store)
        told = await self._crowd.order({"rate": rate, "seconds": seconds, "seed": seed})
        after = cpu_of(self._server.pid), cpu_of(self._store)
        if told["missing"]:
            raise ValueError(f"{told['missing']} were missing with {self.label}")
        self.costs.append((after[0] - before[0]) / told["sent"])
        self.stores.append((after[1] - before[1]) / told["sent"])
        self.waits.append(told["p50"])


async def measure_sessions(sizes: Sequence[int], rounds: int, seconds: float, say: Callable[[str], None]) -> None:
    """Print the cost of a move among so many sessions."""
    async with AsyncExitStack() as stack:
        places = []
        for size in sizes:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="practicum-"))) / "data"
            async with a_node(data) as node:
                rooms = [room for each in await fill(node, size, seats=SEATS) for room in each.rooms]
            server = await stack.enter_async_context(LocalServer(ROOT / "scenarios", data))
            port = int(server.url.rpartition(":")[2])
            crowd = await stack.enter_async_context(a_crowd("practicum", port, rooms, SEATS))
            places.append(Place(f"{size:,} sessions", server, store_of(data), crowd))
        await _in_turns(places, RATE, rounds, seconds)
    _table(f"{RATE:.0f} moves/s in all", places, say)


async def measure_history(lengths: Sequence[int], rounds: int, seconds: float, say: Callable[[str], None]) -> None:
    """Print the cost of a move in a session that has so many behind it."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        data = Path(folder) / "data"
        async with a_node(data) as node:
            seated = await fill(node, len(lengths), seats=IN_HISTORY)
            for each, length in zip(seated, lengths, strict=True):
                await make_history(node, each, length)
        async with AsyncExitStack() as stack:
            server = await stack.enter_async_context(LocalServer(ROOT / "scenarios", data))
            port = int(server.url.rpartition(":")[2])
            places = []
            for each, length in zip(seated, lengths, strict=True):
                crowd = await stack.enter_async_context(a_crowd("practicum", port, each.rooms, IN_HISTORY))
                places.append(Place(f"{length:,} moves behind it", server, store_of(data), crowd))
            await _in_turns(places, RATE / 4, rounds, seconds)
        _table(f"{RATE / 4:.0f} moves/s, one session", places, say)


async def make_history(node: Node, seated: Seated, length: int) -> None:
    """Let a session's people talk until it has so many moves."""
    session = await node.sessions.get(seated.session)
    assert session is not None
    seats = session.state.records.under("seat", Seat).items()
    people = [(seat, record.team) for seat, record in seats if record.role == "participant" and record.team]
    few = asyncio.Semaphore(AT_ONCE)

    async def say(number: int) -> None:
        seat, team = people[number % len(people)]
        async with few:
            tell(await session.submit(By("participant", seat), SayToTeam(team=team, text=TEXT)))

    await asyncio.gather(*(say(number) for number in range(length - session.state.position.version)))


async def _in_turns(places: Sequence[Place], rate: float, rounds: int, seconds: float) -> None:
    for turn in range(rounds + 1):
        for place in places:
            await place.measure(rate, seconds, turn)
    for place in places:
        del place.costs[0], place.stores[0], place.waits[0]  # what is done once was done in the first turn


def _table(title: str, places: Sequence[Place], say: Callable[[str], None]) -> None:
    first = statistics.median(places[0].costs)
    say(f"\n{title:28}{'CPU µs a move':>15}{'spread':>14}{'of the first':>14}{'store µs':>10}{'p50 ms':>9}")
    for place in places:
        cost = statistics.median(place.costs)
        spread = f"{min(place.costs) * 1e6:.0f}–{max(place.costs) * 1e6:.0f}"
        say(
            f"{place.label:28}{cost * 1e6:15.0f}{spread:>14}{cost / first:13.2f}×"
            f"{statistics.median(place.stores) * 1e6:10.0f}{statistics.median(place.waits):9.2f}"
        )
