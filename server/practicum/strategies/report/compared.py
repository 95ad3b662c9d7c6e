"""How teams fared that played by different strategies: one row for each, as the page and its plots show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from practicum.outcome.table import money, per_cent
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario

MOST: Final = 8  # rows that a plot can hold
GROUPS: Final = {"cause": "Root cause", "solution": "Solution", "metrics": "Metrics"}

Line = tuple[tuple[int, float], ...]  # week, figure


class Spent(msgspec.Struct, frozen=True):
    """An exhibit that was opened, and what it cost."""

    tag: str
    hours: float
    decisive: bool = False


class Phase(msgspec.Struct, frozen=True):
    """How long a team took in a phase, of how many minutes."""

    phase: str
    minutes: float
    of: float
    done: bool = True


class Fared(msgspec.Struct, frozen=True, kw_only=True):
    """How one strategy's team fared."""

    name: str
    about: str = ""
    opened: tuple[Spent, ...]
    hours: float
    hours_budget: float
    found: tuple[str, ...] | None  # labels of real causes; unknown where the case's truth is
    confirmed: int
    calibration: float | None
    plan: tuple[str, ...]
    metrics: tuple[str, ...]
    controlled: bool  # a unit waits, so that the comparison costs a part of the effect
    cost: float
    net: float
    roi_percent: float | None
    claimed_roi_percent: float | None
    gap_closed: float
    score: float | None
    score_of: float | None
    groups: dict[str, tuple[float, float]]
    phases: tuple[Phase, ...]
    refused: dict[str, int]
    line: Line


class Figure(msgspec.Struct, frozen=True):
    """The primary figure, as teams know it from the brief."""

    label: str
    unit: str
    good: str
    baseline: float
    wanted: float


class Rehearsed(msgspec.Struct, frozen=True, kw_only=True):
    """A whole rehearsal, set side by side."""

    title: str
    currency: str
    kpi: Figure
    twin: Line
    teams: tuple[Fared, ...]
    real_causes: int | None = None
    said: tuple[str, ...] = ()  # how the rehearsal went, in sentences


def named(name: str) -> str:
    """Write a bot's id as people would."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def spent_on(scenario: Scenario | None, tags: tuple[str, ...], hours: float) -> tuple[Spent, ...]:
    """Tell what each opened exhibit cost, as far as the case is known."""
    if scenario is None:
        return tuple(Spent(tag, round(hours / len(tags), 4)) for tag in tags)
    catalogue: Mapping[str, Exhibit] = exhibits(scenario)
    known = [catalogue[tag] for tag in tags if tag in catalogue]
    return tuple(Spent(one.tag, one.hours, one.decisive) for one in known)


def listed(names: list[str]) -> str:
    """Name things in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def hours(figure: float) -> str:
    """Write hours."""
    return f"{figure:g}\u00a0h"


def amount(figure: float, currency: str) -> str:
    """Write an amount with its currency."""
    return f"{money(figure)}\u00a0{currency}"


def ratio(figure: float | None) -> str:
    """Write a return, with a space that does not break."""
    return per_cent(figure).replace(" ", "\u00a0")
