"""Practicum beside others that carry changes between seats: ``python -m bench.live.compare [--full]``.

The same crowd does the same with each: 100 sessions of 5 seats; one seat sends a change of 200 bytes, the five get it,
and the sender gets an answer. The servers run side by side, and the cells are measured in turns (A B C D, A B C D …),
so that what else the machine does falls on all alike. What counts is CPU, not the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

import msgspec

from bench.live.contenders import Contender, bare_relay, be_nice, practicum, python_socket_io, socket_io
from bench.live.machine import machine

CONTENDERS = {"practicum": practicum, "socketio": socket_io, "python-socketio": python_socket_io, "relay": bare_relay}
RATES = (200, 1_000, 3_000)
PAUSE = 0.3

Say = Callable[[str], None]


class Cell(msgspec.Struct, frozen=True):
    """One contender at one rate, in one round."""

    contender: str
    rate: int
    server: float  # seconds of CPU of the server for one change that all five have
    store: float
    p50: float  # ms
    p99: float
    reached: float  # moves a second that were delivered
    missing: int
    crowd: float  # of a core that the load generator used


async def measure(contender: Contender, rate: int, seconds: float, seed: int) -> Cell:
    """Measure one cell."""
    before = contender.cpu()
    told = await contender.crowd.order({"rate": rate, "seconds": seconds, "seed": seed})
    after = contender.cpu()
    server, store = ((late - early) / told["sent"] for early, late in zip(before, after, strict=True))
    took = told["seconds"]
    return Cell(
        contender.name,
        rate,
        server,
        store,
        told["p50"],
        told["p99"],
        told["sent"] / took,
        told["missing"],
        told["own_cpu"] / took,
    )


async def compare(
    names: Sequence[str], rates: Sequence[int], *, rounds: int, seconds: float, sessions: int, seats: int, say: Say
) -> list[Cell]:
    """Measure every contender at every rate, in turns, and print what came out."""
    cells: list[Cell] = []
    async with AsyncExitStack() as stack:
        running = [await stack.enter_async_context(CONTENDERS[name](sessions, seats)) for name in names]
        for each in running:
            await measure(each, rates[0], min(1.0, seconds), 0)  # what is done once is done before
        for rate in rates:
            for turn in range(rounds):
                for each in running:
                    cells.append(await measure(each, rate, seconds, turn))
                    await asyncio.sleep(PAUSE)
            table([cell for cell in cells if cell.rate == rate], say)
    return cells


def table(cells: Sequence[Cell], say: Say) -> None:
    """Print what was measured at one rate: medians of the rounds, and ours as a multiple of each."""
    names = list(dict.fromkeys(cell.contender for cell in cells))
    middle = {name: _middle([cell for cell in cells if cell.contender == name]) for name in names}
    ours = middle[names[0]]
    say(
        f"\n{f'{cells[0].rate:,} moves/s':28}{'CPU µs a change':>16}{'spread':>14}{'ours is':>9}{'store µs':>10}"
        f"{'p50 ms':>9}{'p99 ms':>9}{'p99/p50':>9}{'reached/s':>11}{'missing':>9}{'crowd':>7}"
    )
    for name, cell in middle.items():
        spread = [round(each.server * 1e6) for each in cells if each.contender == name]
        between = f"{min(spread)}–{max(spread)}"
        say(
            f"{name:28}{cell.server * 1e6:16.0f}{between:>14}{ours.server / cell.server:8.2f}×{cell.store * 1e6:10.0f}"
            f"{cell.p50:9.2f}{cell.p99:9.2f}{cell.p99 / max(cell.p50, 1e-9):9.1f}{cell.reached:11.0f}"
            f"{cell.missing:9d}{cell.crowd:7.2f}"
        )


def _middle(cells: Sequence[Cell]) -> Cell:
    """Give the median of each figure; what is missing adds up."""
    figures = {
        field: statistics.median(getattr(cell, field) for cell in cells)
        for field in ("server", "store", "p50", "p99", "reached", "crowd")
    }
    return Cell(cells[0].contender, cells[0].rate, missing=sum(cell.missing for cell in cells), **figures)


async def main(arguments: Sequence[str]) -> None:
    """Read the options and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="ten rounds of ten seconds a cell")
    parser.add_argument("--only", nargs="*", default=list(CONTENDERS), choices=list(CONTENDERS))
    parser.add_argument("--rates", nargs="*", type=int, default=list(RATES))
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0.0)
    given = parser.parse_args(arguments)
    be_nice()

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    say(machine())
    rounds = given.rounds or (10 if given.full else 3)
    seconds = given.seconds or (10.0 if given.full else 2.0)
    await compare(given.only, given.rates, rounds=rounds, seconds=seconds, sessions=100, seats=5, say=say)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
