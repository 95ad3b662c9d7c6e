"""How long a session's phases are: the case's own minutes, one of its named timings, or what the host sets.

Rules:
- A timing says how long some phases are; the others keep the case's own time.
- The pitch of the case's own timing grows with the teams, up to its limit; a timing that names it says the whole, and
  each team's turn grows with it. So do the minutes at which events come in a phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import msgspec

from practicum.rules.records import PHASES, PhaseName
from practicum.scenario.model import Scenario, Timing


class PhaseTime(msgspec.Struct, frozen=True):
    """How long a phase is; with ``per_team``, so long for each team, and ``minutes`` at most."""

    phase: PhaseName
    minutes: float
    per_team: float | None = None


class Length(msgspec.Struct, frozen=True, kw_only=True):
    """One way to time a case."""

    minutes: dict[PhaseName, float]  # of the phases that differ from the case's own
    analyst_hours: float | None  # unless it is the case's own


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """One way to time a case, as a host reads it; the one without an id is the case's own."""

    id: str
    label: str
    about: str
    minutes: float  # of all phases; the pitch at its limit
    analyst_hours: float
    phases: tuple[PhaseTime, ...]


def length_of(scenario: Scenario, timings: Mapping[PhaseName, float] | str) -> Length | None:
    """Read how a host wants a session timed: by a timing's name (empty: the case's own), or phase by phase."""
    if not isinstance(timings, str):
        return Length(minutes=dict(timings), analyst_hours=None)
    if timings == "":
        return Length(minutes={}, analyst_hours=None)
    timing = scenario.timings.get(timings)
    if timing is None:
        return None
    return Length(minutes=_named(timing), analyst_hours=timing.analyst_hours)


def offered(scenario: Scenario) -> tuple[Offered, ...]:
    """List the ways to time a case, its own first."""
    return tuple(_offered(scenario, id, timing) for id, timing in {"": Timing(label=""), **scenario.timings}.items())


def _offered(scenario: Scenario, id: str, timing: Timing) -> Offered:
    phases = times(scenario, _named(timing))
    own = scenario.phases.diagnose.analyst_hours
    return Offered(
        id=id,
        label=timing.label,
        about=timing.about,
        minutes=sum(each.minutes for each in phases),
        analyst_hours=own if timing.analyst_hours is None else timing.analyst_hours,
        phases=phases,
    )


def own_times(scenario: Scenario) -> dict[PhaseName, PhaseTime]:
    """Give the case's own time for each phase."""
    phases = scenario.phases
    per_team = {"pitch": phases.pitch.minutes_per_team}
    lengths = cast("dict[PhaseName, float]", phases.lengths)
    return {phase: PhaseTime(phase, length, per_team.get(phase)) for phase, length in lengths.items()}


def stretched(scenario: Scenario, agenda: Mapping[PhaseName, float], phase: PhaseName, teams: int) -> float:
    """Say how many times longer a session's phase is than the case's own: what was half-way stays half-way."""
    own = own_times(scenario).get(phase)
    if own is None or phase not in agenda:
        return 1.0
    minutes = planned(own, teams)
    return agenda[phase] / minutes if minutes else 1.0


def planned(time: PhaseTime, teams: int) -> float:
    """Give a phase's minutes with so many teams."""
    return time.minutes if time.per_team is None else min(time.per_team * teams, time.minutes)


def times(scenario: Scenario, minutes: Mapping[PhaseName, float]) -> tuple[PhaseTime, ...]:
    """Give every phase's time in order: what is said of it, or the case's own."""
    own = own_times(scenario)
    return tuple(PhaseTime(phase, minutes[phase]) if phase in minutes else time for phase, time in own.items())


def _named(timing: Timing) -> dict[PhaseName, float]:
    said = {phase: getattr(timing, phase) for phase in PHASES if phase != "lobby"}
    return {phase: minutes for phase, minutes in said.items() if minutes is not None}
