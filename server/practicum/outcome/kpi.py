"""A KPI's course: what happens to it anyway (the twin), and what a plan changes.

Rules:
- The twin is baseline, trend, season, a bad patch that heals, and shocks; a plan never touches it.
- A plan's effect is the gap times the shares of the causes it relieves, towards the good side, plus side effects.
- A side effect that names a cause goes away as the cause is relieved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from practicum.outcome.timeline import HISTORY, QUARTER, SPAN, YEAR
from practicum.outcome.world import Floats
from practicum.scenario.model import Cause, Intervention, Kpi, Shock


def sign(kpi: Kpi) -> float:
    """Give +1 where more is good and −1 where less is."""
    return 1.0 if kpi.good == "up" else -1.0


def gap(kpi: Kpi) -> float:
    """Give how far the attainable figure is from the baseline."""
    return abs(kpi.attainable - kpi.baseline)


def twin(kpi: Kpi, shocks: Sequence[Shock] = ()) -> Floats:
    """Give weeks −26…51 without a plan and without noise."""
    return np.array([_untouched(kpi, week, (*kpi.shocks, *shocks)) for week in range(-HISTORY, YEAR)])


def _untouched(kpi: Kpi, week: int, shocks: Sequence[Shock]) -> float:
    figure = kpi.baseline + kpi.trend * week
    if kpi.season is not None:
        figure += kpi.season.amplitude * math.cos(2.0 * math.pi * (week - kpi.season.peak) / 52)
    if kpi.regression is not None:
        healing = max(week + QUARTER, 0)
        figure += kpi.regression.excess * float(2.0 ** (-healing / kpi.regression.halflife))
    return figure + sum(shock.amount for shock in shocks if shock.start <= week < shock.end)


def effect(
    kpi_id: str,
    kpi: Kpi,
    *,
    causes: Mapping[str, Cause],
    items: Sequence[Intervention],
    adopted: Floats,
    relief: Mapping[str, Floats],
    blocked: Mapping[str, Floats],
) -> Floats:
    """Give plans × weeks 0…51: what each plan changes, in the KPI's points."""
    change = np.zeros((adopted.shape[0], YEAR))
    for cause_id, cause in causes.items():
        share = cause.share.get(kpi_id, 0.0)
        if share:
            change += (sign(kpi) * gap(kpi) * share) * blocked[cause_id]
    for i, item in enumerate(items):
        side = item.side.get(kpi_id)
        if side is not None:
            lasting = 1.0 if side.removed_by is None else 1.0 - relief[side.removed_by]
            change += side.amount * adopted[:, i, :] * lasting
    return change


def index_of(week: int) -> int:
    """Give a week's place in an array that begins with the history."""
    place = week + HISTORY
    if not 0 <= place < SPAN:
        raise IndexError(f"week {week} is outside −{HISTORY}…{YEAR - 1}")
    return place
