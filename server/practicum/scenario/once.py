"""What follows from a scenario alone is worked out once for each scenario, however many moves ask for it.

- A scenario never changes, so what was worked out of it stays true. Scenarios are told apart by identity: to compare
  two of them is dearer than most of what follows from one.
- Only the last few scenarios are remembered, each together with what follows, so that no other one takes its place.
- What is given is shared: whoever asks reads it and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from practicum.scenario.model import Scenario

R = TypeVar("R")

KEPT = 32


def once(work_out: Callable[[Scenario], R]) -> Callable[[Scenario], R]:
    """Make a function of a scenario that remembers its last answers."""
    known: dict[int, tuple[Scenario, R]] = {}

    @wraps(work_out)
    def remembered(scenario: Scenario) -> R:
        place = id(scenario)
        found = known.get(place)
        if found is not None and found[0] is scenario:
            return found[1]
        answer = work_out(scenario)
        known[place] = scenario, answer
        if len(known) > KEPT:
            known.pop(next(iter(known)), None)  # the oldest; another thread may have taken it away
        return answer

    return remembered
