"""The lengths that a case can be played in: its own, and each of its ``timings``.

Rules:
- Minutes count from the beginning of the brief; a phase begins when the one before it ends, at the latest.
- A pitch takes as long as it may take.
- In another length, an event that belongs to a phase comes at the same share of it: half-way stays half-way.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from practicum.scenario.expressions import PHASES
from practicum.scenario.model import Scenario
from practicum.scenario.read import Part


class Clock(msgspec.Struct, frozen=True):
    """One length of a case: the minutes of each phase, and the hours for evidence."""

    at: Part  # where it is written: () for the case's own
    label: str  # of a timing
    minutes: dict[str, float]
    hours: float

    def begins(self, phase: str) -> float:
        """Give the minute in which a phase begins."""
        return sum(self.minutes[each] for each in PHASES[: PHASES.index(phase)])

    def ends(self, phase: str) -> float:
        """Give the minute in which a phase ends."""
        return self.begins(phase) + self.minutes[phase]

    def part(self, phase: str) -> Part:
        """Say where the length of a phase is written."""
        return (*self.at, phase) if self.at else ("phases", phase, "at_most" if phase == "pitch" else "minutes")

    @property
    def hours_at(self) -> Part:
        """Say where the hours for evidence are written."""
        return (*self.at, "analyst_hours") if self.at else ("phases", "diagnose", "analyst_hours")

    @property
    def said(self) -> str:
        """Say which length it is, at the end of a sentence; nothing for the case's own."""
        return f' in "{self.label}"' if self.at else ""


def own_clock(scenario: Scenario) -> Clock:
    """Give the case's own length."""
    return Clock((), "", scenario.phases.lengths, scenario.phases.diagnose.analyst_hours)


def clocks(scenario: Scenario) -> Iterator[Clock]:
    """Give every length that the case can be played in, its own first."""
    own = own_clock(scenario)
    yield own
    for name, timing in scenario.timings.items():
        given = {phase: getattr(timing, phase) for phase in PHASES}
        minutes = {phase: own.minutes[phase] if given[phase] is None else given[phase] for phase in PHASES}
        hours = own.hours if timing.analyst_hours is None else timing.analyst_hours
        yield Clock(("timings", name), timing.label, minutes, hours)
