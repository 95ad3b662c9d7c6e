"""Estimates: what a team can make of its readings, and how far an estimate strays when nothing was done.

Rules:
- Pre-post holds the last thirteen weeks of the year against the thirteen before the approval.
- The trend line goes on with the history's own line, by least squares, and holds the last thirteen weeks against it.
- Difference-in-differences takes from one unit's pre-post that of the unit that waited.
- Each is a weighted sum of readings, so its spread follows from the same weights over the noise of 200 other worlds.
- An expert's estimate is the truth, too rosy and too sure (assumption), times the confidence that the team stated.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from practicum.outcome.instruments import reading_weeks, sampling_draws, sampling_sd
from practicum.outcome.noise import noise, normal
from practicum.outcome.timeline import HISTORY, QUARTER, SPAN, YEAR
from practicum.outcome.world import Floats, Isolation
from practicum.scenario.model import Instrument, Kpi, Noise

DETECTABLE: Final = 2.486  # z.95 + z.80: found four times in five, one-sided at 5 %
SEEDS: Final = 200
ROSY: Final = 0.3  # an expert's bias on the log scale; assumption
UNSURE: Final = 0.25  # and its spread; assumption
LEAST_HISTORY: Final = 8  # readings that a line needs


def weights(isolation: Isolation, weeks: Sequence[int]) -> list[float] | None:
    """Give each week's weight in the estimate, or nothing if these weeks can't carry it."""
    after = [week for week in weeks if week >= YEAR - QUARTER]
    before = [week for week in weeks if -QUARTER <= week < 0]
    if not after or not before:
        return None
    if isolation in {"pre_post", "did"}:
        return [1 / len(after) if w in after else -1 / len(before) if w in before else 0.0 for w in weeks]
    if isolation == "trend":
        history = [week for week in weeks if week < 0]
        if len(history) < LEAST_HISTORY:
            return None
        middle = sum(history) / len(history)
        width = sum((week - middle) ** 2 for week in history)
        ahead = sum(after) / len(after) - middle
        line = {week: 1 / len(history) + ahead * (week - middle) / width for week in history}
        return [1 / len(after) if w in after else -line.get(w, 0.0) for w in weeks]
    return None


def estimate(
    isolation: Isolation, points: Sequence[tuple[int, float]], control: Sequence[tuple[int, float]] = ()
) -> float | None:
    """Estimate the change in the last thirteen weeks from readings, or say nothing where they don't allow it."""
    own = _weighted(isolation, points)
    if isolation != "did" or own is None:
        return None if own is None else round(own, 6)
    waiting = _weighted(isolation, control)
    return None if waiting is None else round(own - waiting, 6)


def _weighted(isolation: Isolation, points: Sequence[tuple[int, float]]) -> float | None:
    weighed = weights(isolation, [week for week, _ in points])
    return None if weighed is None else sum(w * reading for w, (_, reading) in zip(weighed, points, strict=True))


def expert(true_effect: float, confidence: float, seed: str, kpi_id: str, team: str) -> float:
    """Give what an expert would say of an effect, discounted by the stated confidence."""
    return round(true_effect * math.exp(ROSY + UNSURE * normal(f"{seed}|expert|{kpi_id}|{team}")) * confidence, 6)


def planning_mde(sd: float, phi: float = 0.3, before: int = QUARTER, after: int = QUARTER) -> float:
    """Give the textbook's smallest detectable effect for pre-post, for planning."""
    return DETECTABLE * sd * math.sqrt(1 / before + 1 / after) * math.sqrt((1 + phi) / (1 - phi))


def mde(
    kpi_id: str,
    kpi: Kpi,
    isolation: Isolation,
    measured: tuple[str, Instrument, bool] | None = None,
) -> float | None:
    """Give the smallest detectable effect of an estimator: by its spread over 200 worlds in which nothing is done.

    ``measured`` is an instrument's id, the instrument, and whether a baseline is planned; without it the KPI is read
    each week without error.
    """
    if measured is None:
        weeks = tuple(range(-HISTORY, YEAR))
        return _spread(kpi_id, kpi.noise, isolation, weeks, instrument="", error=0.0)
    name, instrument, baseline_planned = measured
    weeks = tuple(reading_weeks(instrument, 0, baseline_planned, YEAR - 1))
    return _spread(kpi_id, kpi.noise, isolation, weeks, instrument=name, error=sampling_sd(instrument))


@lru_cache(maxsize=256)
def _spread(
    kpi_id: str, spec: Noise, isolation: Isolation, weeks: tuple[int, ...], *, instrument: str, error: float
) -> float | None:
    weighed = weights(isolation, weeks)
    if weighed is None:
        return None
    by_week = np.zeros(SPAN)
    for week, weight in zip(weeks, weighed, strict=True):
        by_week[week + HISTORY] = weight
    strayed: list[float] = []
    for number in range(SEEDS):
        seed = f"spread-{number}"
        world = noise(seed, kpi_id, spec, "T") + _error(seed, instrument, error, "T")
        if isolation == "did":
            world = world - noise(seed, kpi_id, spec, "C") - _error(seed, instrument, error, "C")
        strayed.append(float(sum((world * by_week).tolist())))
    return round(DETECTABLE * float(np.std(np.array(strayed), ddof=1)), 6)


def _error(seed: str, instrument: str, error: float, unit: str) -> Floats:
    return error * sampling_draws(seed, instrument, unit) if error else np.zeros(SPAN)


def mdes(kpi_id: str, kpi: Kpi) -> Mapping[str, float | None]:
    """Give the smallest detectable effect of each estimator that has a spread."""
    estimators: tuple[Isolation, ...] = ("pre_post", "trend", "did")
    return {isolation: mde(kpi_id, kpi, isolation) for isolation in estimators}
