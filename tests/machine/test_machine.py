"""A session, its nodes, its readers and the browser's records hold what they promise, whatever happens in any order.

The short run belongs to every ``make test`` and is always the same. The long one is ``make soak``: it draws its seed
and prints it (``SEED=`` plays it again), and plays ``SOAK_EXAMPLES`` sessions.
"""

import os
import random
from collections import Counter

import pytest
from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.machine import Machine
from tests.machine.playing import settings_of
from tests.machine.twin import Clients

LONG = int(os.environ.get("SOAK_EXAMPLES", "") or 2_000)


@pytest.mark.timeout(400)  # only what fails takes long: the shortest way there is looked for
def test_a_session_holds_what_it_promises(clients: Clients) -> None:
    """A few dozen things that happen, some times over."""
    run_state_machine_as_test(lambda: Machine(clients), settings=settings_of(10, 30, derandomize=True))


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_a_session_holds_it_for_long(clients: Clients, capsys: pytest.CaptureFixture[str]) -> None:
    """Many things, many times over."""
    chosen = int(os.environ.get("SEED", "") or random.randrange(10**6))
    tally: Counter[str] = Counter()
    with capsys.disabled():
        print(f"SEED={chosen}")  # noqa: T201

    def machine() -> Machine:
        return Machine(clients, tally)

    run_state_machine_as_test(seed(chosen)(machine), settings=settings_of(LONG, 80))
    with capsys.disabled():
        print(dict(tally))  # noqa: T201
