"""What size costs: ``python -m bench.live.sizes [--full] [--only idle joins …]``.

Memory for an idle seat, everybody at once, one session with a hundred teams, cost against the number of sessions and
the length of a history, and how long a long session takes to load. Linux only, as the machine's figures are.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Awaitable, Callable, Sequence

import uvloop

from bench.live.contenders import FAST, be_nice
from bench.live.growth import measure_history, measure_sessions
from bench.live.idle import measure_idle
from bench.live.joins import measure_joins
from bench.live.large import measure_large
from bench.live.loading import measure_loading
from bench.live.machine import machine

Say = Callable[[str], None]


async def idle(say: Say, *, full: bool) -> None:
    """Memory for a seat."""
    await measure_idle((500, 1_000, 2_500) if full else (250, 500), ("lobby", "design") if full else ("lobby",), say)


async def joins(say: Say, *, full: bool) -> None:
    """Everybody at once."""
    await measure_joins(2_500 if full else 500, 5 if full else 2, ("lobby", "design") if full else ("lobby",), say)


async def large(say: Say, *, full: bool) -> None:
    """One session of many teams."""
    for teams in (100, 200) if full else (100,):
        await measure_large(teams, 10.0 if full else 2.0, say)


async def growth(say: Say, *, full: bool) -> None:
    """Cost against the number of sessions and the length of a history."""
    rounds, seconds = (5, 5.0) if full else (2, 1.0)
    await measure_sessions((10, 100, 500, 2_000) if full else (10, 100, 500), rounds, seconds, say)
    await measure_history((100, 1_000, 10_000, 100_000) if full else (100, 1_000, 10_000), rounds, seconds, say)


async def loading(say: Say, *, full: bool) -> None:
    """How long a long session takes to load."""
    await measure_loading((1_000, 20_000, 100_000) if full else (1_000, 20_000), 20, say)


MEASURES: dict[str, Callable[..., Awaitable[None]]] = {
    "idle": idle,
    "joins": joins,
    "large": large,
    "growth": growth,
    "loading": loading,
}


async def main(arguments: Sequence[str]) -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="the sizes of docs/benchmarks.md")
    parser.add_argument("--only", nargs="*", default=list(MEASURES), choices=list(MEASURES))
    given = parser.parse_args(arguments)
    be_nice()
    os.environ.update(FAST)

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    say(machine())
    for name in given.only:
        await MEASURES[name](say, full=given.full)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1:]))
