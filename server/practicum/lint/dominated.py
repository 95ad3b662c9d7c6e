"""Finds interventions that another one, or two others together, make pointless for every team.

Rules:
- The others cost no more, and in every week they relieve each true cause, support, and move each KPI at least as much.
- And beside them the item earns its cost in no affordable plan: two good things for one cause may both be worth having.
- What the sponsor asks for, what answers a decoy and what the intended plan holds are never told: those are the lesson,
  and of the last another rule speaks.
- It is a proof only where all plans can be played; beyond that many interventions nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import msgspec
import numpy as np

from practicum.lint.case import Case
from practicum.lint.rule import Finding
from practicum.lint.temptation import answers_decoy, asked_for, intended, touches, true_causes
from practicum.outcome import kpi as kpis
from practicum.outcome.play import course, live_weeks
from practicum.outcome.relief import plain_relief
from practicum.outcome.timeline import YEAR
from practicum.outcome.world import Bools, Floats
from practicum.scenario.model import Scenario

CENT: Final = 0.005
TINY: Final = 1e-9


class _Alone(msgspec.Struct, frozen=True):
    """What small plans do on their own: plans × weeks for each thing that an item can be good for."""

    sets: tuple[frozenset[int], ...]
    cost: Floats
    does: Floats  # plans × things × weeks, more is better


def check_dominated(case: Case) -> Iterator[Finding]:
    """Find what no team needs."""
    scenario, plans = case.scenario, case.plans
    if not plans.complete:
        return
    names = plans.names
    excused = asked_for(scenario) | intended(scenario)
    small = _alone(scenario, case, plans.item_costs)
    for column, name in enumerate(names):
        item = scenario.interventions[name]
        good = touches(scenario, name) or item.support > 0 or item.floor_plus > 0
        if not good or name in excused or answers_decoy(scenario, name) is not None:
            continue
        own = small.sets.index(frozenset([column]))
        better = (small.does >= small.does[own] - TINY).all(axis=(1, 2)) & (small.cost <= small.cost[own] + CENT)
        there, added = plans.added(name)
        for at in np.flatnonzero(better).tolist():
            others = small.sets[at]
            if column in others:
                continue
            beside = there & plans.chosen[:, sorted(others)].all(axis=1)
            if not (added[beside] > CENT).any():
                yield _finding(case, name, tuple(names[each] for each in sorted(others)))
                break


def _finding(case: Case, name: str, others: tuple[str, ...]) -> Finding:
    verb = "does" if len(others) == 1 else "do"
    return Finding(
        at=("interventions", name),
        message=f"{' and '.join(others)} {verb} all that {name} does, as much, as soon and for no more money",
        hint=f"give {name} something that nothing else does, make it cheaper or sooner, or take it out",
        related=("interventions", others[0]),
        related_message=f"{others[0]} is here",
    )


def _alone(scenario: Scenario, case: Case, item_costs: Floats) -> _Alone:
    """Play every plan of one and of two items."""
    count = len(scenario.interventions)
    sets = tuple(frozenset(each) for size in (1, 2) for each in combinations(range(count), size))
    chosen: Bools = np.array([[column in each for column in range(count)] for each in sets], dtype=bool)
    live = live_weeks(scenario, dict.fromkeys(scenario.interventions, 0), case.world)
    played = course(scenario, live, chosen, case.world)
    relief = plain_relief(scenario.causes, list(scenario.interventions.values()), played.adopted)
    things = [relief[cause] for cause in sorted(true_causes(scenario))]
    things += [kpis.sign(kpi) * played.effects[name] for name, kpi in scenario.kpis.items()]
    for field in ("support", "floor_plus"):
        weekly = np.zeros((count, YEAR))
        for column, (name, item) in enumerate(scenario.interventions.items()):
            weekly[column, live[name] :] = getattr(item, field)
        things.append(chosen @ weekly)
    return _Alone(sets, np.where(chosen, item_costs, 0.0).sum(axis=1), np.stack(things, axis=1))
