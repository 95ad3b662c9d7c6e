"""Which screen a part of a case shows on, so that a finding leads to where it can be seen."""

from __future__ import annotations

from collections.abc import Mapping

from practicum.scenario.catalogue import answer_tags
from practicum.scenario.model import Scenario
from practicum.scenario.problems import Place
from practicum.scenario.read import Part

SCREENS = {
    "brief": "brief",
    "company": "brief",
    "kpis": "brief",
    "interventions": "design",
    "sponsor_asks": "design",
    "intended": "design",
    "instruments": "measure",
    "prompts": "debrief",
    "rubric": "pitch",
    "title": "lobby",
    "tagline": "lobby",
}


def screens_of(places: Mapping[Part, Place], scenario: Scenario | None) -> dict[tuple[str, int], str]:
    """Say for each line of a case which screen shows it: (file, line) → screen."""
    found: dict[tuple[str, int], str] = {}
    for part, place in places.items():
        screen = screen_of(part, scenario)
        if screen is not None:
            # Of the parts on one line the innermost is read last, and all of them show on one screen.
            found[place.file, place.line] = screen
    return found


def screen_of(part: Part, scenario: Scenario | None) -> str | None:
    """Name the screen of one part, if it has one."""
    if not part:
        return None
    match part:
        case ("evidence", str(tag), *_):
            return f"exhibit/{tag}" if scenario is None or tag in scenario.evidence else None
        case ("people", str(person), "topics", str(topic), *_):
            answer = answer_tags(scenario).get((person, topic)) if scenario is not None else None
            return f"person/{person}" if answer is None else f"exhibit/{answer}"
        case ("people", str(person), *_):
            return f"person/{person}"
        case ("data_requests", str(request), "cuts", str(cut), *_):
            cuts = scenario.data_requests[request].cuts if scenario and request in scenario.data_requests else {}
            return f"exhibit/{cuts[cut].tag}" if cut in cuts else f"request/{request}"
        case ("data_requests", str(request), *_):
            return f"request/{request}"
        case ("injects", str(event), *_):
            return f"event/{event}"
        case (str(first), *_):
            return SCREENS.get(first)
    return None
