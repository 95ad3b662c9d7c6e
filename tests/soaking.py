"""The long runs, ``make soak``: their order, how long they go on, and their seeds.

- A test that is marked ``soak(minutes=…)`` says how long it takes on two cores. By that they are put in order, the
  shortest first, and by that each is given up when it hangs.
- Those that could go on for ever do so for a part of ``SOAK_MINUTES``, which is 60 unless it is set.
- Each draws a seed and prints it. ``SEED=`` plays one again; who goes on with the next seed begins there.
- What this machine lacks is said before anything is run.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence

import pytest

MINUTES = float(os.environ.get("SOAK_MINUTES", "") or 60)
# A machine that does something else beside may take five times as long, and what was begun is brought to its end.
SLACK, GRACE = 5, 600.0
PROGRAMS = {"nginx": "docs/operating/nginx.conf", "caddy": "docs/operating/Caddyfile"}


def a_seed() -> int:
    """Choose a seed, the one in SEED if there is one, and print it: what fails can be played again."""
    seed = int(os.environ.get("SEED", "") or random.randrange(10**6))
    print(f"SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    return seed


def seeds_for(minutes: float) -> Iterator[int]:
    """Give one seed after the other until the time is over, and at least one."""
    until = time.monotonic() + minutes * 60
    seed = a_seed()
    yield seed
    while time.monotonic() < until:
        seed += 1
        yield seed


def minutes_of(test: pytest.Item) -> float:
    """Tell how long a long run takes; any other test takes none."""
    marked = test.get_closest_marker("soak")
    return float(marked.kwargs["minutes"]) if marked is not None else 0.0


def in_order(tests: list[pytest.Item]) -> None:
    """Put the long runs in their order, after all others, and give each its limit."""
    tests.sort(key=minutes_of)
    for test in tests:
        if minutes := minutes_of(test):
            test.add_marker(pytest.mark.timeout(minutes * 60 * SLACK + GRACE), append=False)


def told(tests: Sequence[pytest.Item]) -> list[str]:
    """Say what is going to be run, when all of it is long, and what can't be."""
    if not tests or not all(map(minutes_of, tests)):
        return []
    minutes = sum(map(minutes_of, tests))
    missing = [f"{program} is not on the path: {file} is not tried" for program, file in PROGRAMS.items()]
    return [
        f"{len(tests)} long runs, the shortest first: about {minutes:.0f} minutes on two cores that do nothing else",
        f"SOAK_MINUTES={MINUTES:g}, SEED={os.environ.get('SEED', '') or 'any'}",
        *(line for program, line in zip(PROGRAMS, missing, strict=True) if shutil.which(program) is None),
    ]
