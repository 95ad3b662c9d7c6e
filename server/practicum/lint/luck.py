"""How often chance alone would tell a team that its good plan does harm.

Rules:
- The plan is the intended one, measured at the first KPI as well as the case allows: by comparing with the unit that
  waits where there are two, otherwise before against after or against the old trend; with a baseline, and with the
  instrument that does it best.
- There are 200 worlds in which nothing is done and figures only scatter; to each, the plan's effect is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np

from practicum.outcome import kpi as kpis
from practicum.outcome.estimates import SEEDS, weights
from practicum.outcome.instruments import Unit, reading_weeks, sampling_draws, sampling_sd
from practicum.outcome.noise import noise
from practicum.outcome.play import Outcome
from practicum.outcome.timeline import SPAN, YEAR
from practicum.outcome.world import Floats, Isolation
from practicum.scenario.model import Scenario

TRIED: Final = 3  # instruments, those that scatter least

METHODS: Final[dict[Isolation, str]] = {
    "did": "compares the two units",
    "pre_post": "compares before and after",
    "trend": "compares with the old trend",
}


class Odds(msgspec.Struct, frozen=True, order=True):
    """How an instrument and a method do: the share of worlds in which a good plan looks harmful."""

    wrong: float
    instrument: str
    method: Isolation


def best_odds(scenario: Scenario, outcome: Outcome) -> Odds | None:
    """Give the odds of the best way to measure a plan; nothing if the plan does no good or nothing can be estimated."""
    course = outcome.kpis[scenario.primary_kpi]
    if course.late_effect * kpis.sign(scenario.kpis[scenario.primary_kpi]) <= 0:
        return None
    return min(_odds(scenario, outcome), default=None)


def _odds(scenario: Scenario, outcome: Outcome) -> Iterator[Odds]:
    first = scenario.primary_kpi
    kpi, course = scenario.kpis[first], outcome.kpis[first]
    launch = min(outcome.live.values(), default=0)
    plain = np.array(course.history + course.treated)
    effect = plain - np.array(course.history + course.twin)
    methods: tuple[Isolation, ...] = ("did",) if scenario.company.units is not None else ("pre_post", "trend")
    reading = sorted((sampling_sd(tool), name) for name, tool in scenario.instruments.items() if tool.kpi == first)
    for error, name in reading[:TRIED]:
        weeks = reading_weeks(scenario.instruments[name], launch, True, YEAR - 1)
        for method in methods:
            weighed = weights(method, weeks)
            if weighed is None:
                continue
            by_week = np.zeros(SPAN)
            by_week[np.array(weeks) + SPAN - YEAR] = weighed
            signal = float(np.dot(by_week, effect if method == "did" else plain))
            strayed = np.array([_stray(scenario, name, error, by_week, method, seed) for seed in range(SEEDS)])
            wrong = (signal + strayed) * kpis.sign(kpi) <= 0
            yield Odds(float(wrong.mean()), name, method)


def _stray(scenario: Scenario, tool: str, error: float, by_week: Floats, method: Isolation, number: int) -> float:
    """Give what an estimate finds in one world in which nothing is done."""
    first = scenario.primary_kpi
    seed = f"spread-{number}"  # the worlds in which the smallest detectable effect is worked out, too

    def scatter(unit: Unit) -> Floats:
        drawn = noise(seed, first, scenario.kpis[first].noise, unit)
        return drawn + error * sampling_draws(seed, tool, unit) if error else drawn

    world = scatter("T") - scatter("C") if method == "did" else scatter("T")
    return float(np.dot(by_week, world))
