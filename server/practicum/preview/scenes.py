"""The scenes that a preview can set up: which session each one needs, and how far it is played.

Rules:
- A phase's scene stands a little after the phase began: something is done, something is left to do.
- ``exhibits`` has everything open that can be opened; nothing there is short of hours or waits for data.
- ``event/<id>`` stands where the event comes, and the event has just come.
- A scene's name is what the browser asks for; a name that is none is None.
"""

from __future__ import annotations

import msgspec

from practicum.rules.records import PHASES, PhaseName
from practicum.scenario.catalogue import exhibits
from practicum.scenario.expressions import Answered, InMonth, InPhase, InWeek, Planned, Unanswered, when_of
from practicum.scenario.model import DiagnosePhase, Scenario

EXHIBITS = "exhibits"
EVENT = "event/"
MOST_FOLLOWED = 20


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Where a session stands: the phase, whether all exhibits are open, and the event that has just come."""

    phase: PhaseName
    everything: bool = False
    event: str | None = None


def scene_of(name: str, scenario: Scenario) -> Scene | None:
    """Read a scene's name."""
    if name == EXHIBITS:
        return Scene(phase="diagnose", everything=True)
    if name.startswith(EVENT):
        event = name[len(EVENT) :]
        return Scene(phase=phase_of_event(scenario, event), event=event) if event in scenario.injects else None
    for phase in PHASES:
        if phase == name:
            return Scene(phase=phase)
    return None


def phase_of_event(scenario: Scenario, event: str) -> PhaseName:
    """Say in which phase an event comes; one that may come anywhere comes in diagnose, where most is going on."""
    for _ in range(MOST_FOLLOWED):
        when = when_of(scenario.injects[event].when)
        if isinstance(when, InPhase):
            return next((phase for phase in PHASES[1:-1] if phase == when.phase), "run")
        if isinstance(when, InMonth | InWeek):
            return "run"
        if isinstance(when, Planned):
            return "design"
        if not isinstance(when, Answered | Unanswered):
            break
        event = when.inject
    return "diagnose"


def with_everything_at_hand(scenario: Scenario) -> Scenario:
    """Give the case with hours for every exhibit and data that arrives at once."""
    phases = scenario.phases
    taken = sum(
        min(0.0, *(option.effect.hours for option in each.options.values()), 0.0) for each in scenario.injects.values()
    )
    hours = sum(each.hours for each in exhibits(scenario).values()) - taken
    diagnose = DiagnosePhase(minutes=phases.diagnose.minutes, analyst_hours=max(phases.diagnose.analyst_hours, hours))
    requests = {name: msgspec.structs.replace(each, delay=0.0) for name, each in scenario.data_requests.items()}
    return msgspec.structs.replace(
        scenario, phases=msgspec.structs.replace(phases, diagnose=diagnose), data_requests=requests
    )
