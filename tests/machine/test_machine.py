"""A session, its nodes, its readers and the browser's records hold what they promise, whatever happens in any order.

The short run belongs to every ``make test`` and is always the same. The long one is ``make soak``: it draws a seed
for each hundred sessions and prints it (``SEED=`` plays them again), for a sixth of ``SOAK_MINUTES``.
"""

import time
from collections import Counter
from functools import partial

import pytest
from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests import soaking
from tests.machine.machine import Machine
from tests.machine.playing import settings_of
from tests.machine.twin import Clients

MINUTES = soaking.MINUTES / 6
AT_ONCE = 100


@pytest.mark.timeout(400)  # only what fails takes long: the shortest way there is looked for
def test_a_session_holds_what_it_promises(clients: Clients) -> None:
    """A few dozen things that happen, some times over."""
    run_state_machine_as_test(lambda: Machine(clients), settings=settings_of(10, 30, derandomize=True))


@pytest.mark.soak(minutes=MINUTES)
def test_a_session_holds_it_for_long(clients: Clients, capsys: pytest.CaptureFixture[str]) -> None:
    """Many things, many times over."""
    began = time.monotonic()
    tally: Counter[str] = Counter()
    for chosen in soaking.seeds_for(MINUTES):
        with capsys.disabled():
            print(f"SEED={chosen}: {(time.monotonic() - began) / 60:.1f} min, {dict(tally)}")  # noqa: T201
        run_state_machine_as_test(seed(chosen)(partial(Machine, clients, tally)), settings=settings_of(AT_ONCE, 80))
    with capsys.disabled():
        print(dict(tally))  # noqa: T201
