"""What can be told from noise: the smallest effect that a case's own instruments can show, and what drifts by itself.

Rules:
- An instrument is given its best: a baseline is planned, and of the methods that the case allows the sharpest counts.
  A comparison of units is allowed where the case has two.
- Learning and behaviour are read against one reading before launch, or a quarter of them from an archival source.
- Figures are those of the model: 2.486 times the spread of an estimate over 200 worlds in which nothing is done.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from practicum.outcome import estimates
from practicum.outcome import kpi as kpis
from practicum.outcome.instruments import reading_weeks, sampling_sd
from practicum.outcome.timeline import HISTORY, QUARTER, YEAR
from practicum.outcome.world import Isolation
from practicum.scenario.model import Instrument, Kpi, Scenario


class Sharpest(msgspec.Struct, frozen=True):
    """The smallest effect that can be told from noise, and how."""

    mde: float  # in the KPI's points
    instrument: str
    method: Isolation


def methods(scenario: Scenario) -> tuple[Isolation, ...]:
    """Give the ways of telling an effect from everything else that a case allows, but for opinions."""
    return ("pre_post", "did") if scenario.company.units is not None else ("pre_post",)


def smallest(scenario: Scenario, kpi_id: str, instrument: str) -> Sharpest | None:
    """Give the smallest effect on a KPI that one instrument can show, if it can show any."""
    kpi, tool = scenario.kpis[kpi_id], scenario.instruments[instrument]
    found = [(estimates.mde(kpi_id, kpi, method, (instrument, tool, True)), method) for method in methods(scenario)]
    sharp = [Sharpest(mde, instrument, method) for mde, method in found if mde is not None]
    return min(sharp, key=lambda each: each.mde, default=None)


def sharpest(scenario: Scenario, kpi_id: str) -> Sharpest | None:
    """Give the smallest effect on a KPI that any instrument of the case can show."""
    every = (smallest(scenario, kpi_id, name) for name in readers(scenario, kpi_id))
    return min((each for each in every if each is not None), key=lambda each: each.mde, default=None)


def readers(scenario: Scenario, kpi_id: str) -> list[str]:
    """Name the instruments that read a KPI."""
    return [name for name, tool in scenario.instruments.items() if tool.kpi == kpi_id]


def smallest_reading(tool: Instrument) -> float | None:
    """Give the smallest change of its own reading that an instrument of learning or behaviour can show."""
    weeks = reading_weeks(tool, 0, True, YEAR - 1)
    after = [week for week in weeks if week >= YEAR - QUARTER]
    before = [week for week in weeks if -QUARTER <= week < 0]
    if not after or not before:
        return None
    return estimates.DETECTABLE * sampling_sd(tool) * math.sqrt(1 / len(before) + 1 / len(after))


def drift(kpi: Kpi) -> float:
    """Give what before-and-after finds on a KPI though nothing was done, in its points; noise is left out."""
    return pre_post(kpis.twin(kpi).tolist())


def pre_post(weeks: Sequence[float]) -> float:
    """Hold the last quarter of a course that begins with the history against the last quarter before the approval."""
    points = list(zip(range(-HISTORY, YEAR), weeks, strict=True))
    found = estimates.estimate("pre_post", points)
    return 0.0 if found is None else found
