"""Instruments: what each would read in a week, and what its readings suffer from.

Rules:
- Activity reads who has been through a begun cohort; reaction reads polish; learning reads what the begun learning
  items teach of the observed cause, which a retest finds faded; behaviour reads the observed cause's relief after
  blocking; results read a KPI. An instrument that names a KPI reads that KPI, whatever its level.
- A reading is the true figure, the KPI's noise if it reads one, a bias, and the error of a sample of those who answer.
- It arrives ``lag`` weeks after its week. Before launch (the first week in which an item of the plan is live) there are
  readings only from an archival source, and one in week −1 where a baseline was planned.
- Where a unit waits, the unit ``C`` reads what it reads with no plan at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

import numpy as np

from practicum.outcome import kpi as kpis
from practicum.outcome.adoption import trained_share
from practicum.outcome.noise import noise, normal
from practicum.outcome.play import Course, kept_share
from practicum.outcome.relief import potency
from practicum.outcome.timeline import HISTORY, YEAR
from practicum.outcome.transfer import HALF_LIFE
from practicum.outcome.world import Floats, World, shocks_by_happening
from practicum.scenario.model import Instrument, Intervention, InterventionKind, Level, Scenario

Unit = Literal["T", "C"]
Readings = list[float | None]  # weeks −26…51; nothing where there is nobody to ask

DIGITS: Final = 3  # of a stored reading


def true_readings(
    scenario: Scenario,
    instrument: Instrument,
    *,
    live: Mapping[str, int],
    played: Course,
    world: World,
    unit: Unit | None,
) -> Readings:
    """Give what an instrument would read without bias or error; no unit means the company as a whole."""
    if instrument.kpi is not None:
        return _results(scenario, instrument.kpi, played, world, unit)
    taught = {} if unit == "C" else _learning_items(scenario, live)
    before: Readings = [None if instrument.level is Level.REACTION else instrument.today] * HISTORY
    weeks = range(YEAR)
    match instrument.level:
        case Level.ACTIVITY:
            during: Readings = [_between(instrument, _activity(taught, live, week)) for week in weeks]
        case Level.REACTION:
            during = [_between(instrument, _reaction(taught, live, week)) for week in weeks]
        case Level.LEARNING:
            during = [_between(instrument, _learned(instrument, taught, live, week)) for week in weeks]
        case _:
            relief = None if unit == "C" or instrument.observes is None else played.blocked[instrument.observes][0]
            during = [_between(instrument, 0.0 if relief is None else float(relief[week])) for week in weeks]
    return before + during


def _results(scenario: Scenario, kpi_id: str, played: Course, world: World, unit: Unit | None) -> Readings:
    kpi = scenario.kpis[kpi_id]
    share = {"T": 1.0, "C": 0.0, None: kept_share(world)}[unit]
    course = kpis.twin(kpi, shocks_by_happening(kpi_id, world.happenings))
    course[HISTORY:] += share * played.effects[kpi_id][0]
    return [float(figure) for figure in course + noise(world.seed, kpi_id, kpi.noise, unit or "T")]


def _learning_items(scenario: Scenario, live: Mapping[str, int]) -> dict[str, Intervention]:
    every = scenario.interventions
    return {item: every[item] for item in live if every[item].kind is InterventionKind.LEARNING}


def _between(instrument: Instrument, share: float | None) -> float | None:
    return None if share is None else instrument.today + (instrument.full - instrument.today) * share


def _activity(taught: Mapping[str, Intervention], live: Mapping[str, int], week: int) -> float:
    shares = [trained_share(item, live[name], week) for name, item in taught.items() if live[name] <= week]
    return sum(shares) / len(shares) if shares else 0.0


def _reaction(taught: Mapping[str, Intervention], live: Mapping[str, int], week: int) -> float | None:
    polish = [item.polish for name, item in taught.items() if live[name] <= week]
    return sum(polish) / len(polish) if polish else None


def _learned(instrument: Instrument, taught: Mapping[str, Intervention], live: Mapping[str, int], week: int) -> float:
    missed = 1.0
    for name, item in taught.items():
        if live[name] <= week and instrument.observes is not None:
            kept = 2.0 ** (-(week - live[name]) / HALF_LIFE) if instrument.retest else 1.0
            missed *= 1.0 - potency(item).get(instrument.observes, 0.0) * kept * item.full_reach
    return 1.0 - missed


def sampling_sd(instrument: Instrument) -> float:
    """Give the error of one reading: that of the mean of those who answered."""
    answers = instrument.n * instrument.response
    return instrument.noise_sd / math.sqrt(answers) if answers > 0 and instrument.noise_sd else 0.0


@lru_cache(maxsize=2048)
def sampling_draws(seed: str, instrument_id: str, unit: str) -> Floats:
    """Give weeks −26…51 of an instrument's standard sampling error in one unit."""
    draws = np.array([normal(f"{seed}|read|{instrument_id}|{unit}|{week}") for week in range(-HISTORY, YEAR)])
    draws.flags.writeable = False
    return draws


def reading_weeks(instrument: Instrument, launch: int | None, baseline_planned: bool, until_week: int) -> list[int]:
    """Give the weeks whose readings have arrived by a week."""
    every = max(instrument.every, 1)
    first = -HISTORY if instrument.archival else launch
    last = min(until_week - instrument.lag, YEAR - 1)
    weeks = [] if first is None else [week for week in range(first, last + 1) if week % every == 0]
    if baseline_planned and last >= -1 and -1 not in weeks and not instrument.archival:
        weeks.insert(0, -1)
    return weeks


def read(
    instrument_id: str, instrument: Instrument, true: Readings, *, weeks: list[int], seed: str, unit: Unit
) -> tuple[tuple[int, float], ...]:
    """Read an instrument in some weeks: the true figure with bias and error, within what it can show, rounded."""
    error = sampling_sd(instrument)
    draws = sampling_draws(seed, instrument_id, unit) if error else None
    points: list[tuple[int, float]] = []
    for week in weeks:
        figure = true[week + HISTORY]
        if figure is not None:
            place = week + HISTORY
            figure += instrument.bias + (error * float(draws[place]) if draws is not None else 0.0)
            points.append((week, round(_shown(instrument, figure), DIGITS) + 0.0))
    return tuple(points)


def _shown(instrument: Instrument, figure: float) -> float:
    """Keep a figure within what the instrument can show: a percentage, or a questionnaire's scale."""
    if instrument.unit.startswith("%"):
        return min(max(figure, 0.0), 100.0)
    if instrument.level is Level.REACTION:
        return min(max(figure, min(instrument.today, instrument.full)), max(instrument.today, instrument.full))
    return figure
