"""How much there is to read in each phase, and how long that takes.

Rules:
- Somebody reads 200 words a minute. A cell of a table is a word.
- The brief is read by everybody, whole; so are the events of a phase, and what can be planned and measured.
- Evidence is read by a team together: each exhibit by one member, who tells the others, in teams of three, the smallest
  that we expect. A team reads as much of it as its hours buy, and what lies open anyway.
- The brief may be read from its first minute to its last. In the other phases half of the time is for reading at most:
  the rest is for talking, deciding and writing down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from practicum.lint.ways import Ways
from practicum.scenario.catalogue import Exhibit
from practicum.scenario.expressions import InMonth, InPhase, InWeek, when_of
from practicum.scenario.model import Inject, Scenario

A_MINUTE = 200  # words
READERS = 3
SHARE = {"brief": 1.0}  # of a phase that may go into reading
HALF = 0.5

_LETTER = re.compile(r"\w")


class Load(msgspec.Struct, frozen=True):
    """What each person has to read in a phase."""

    phase: str
    words: float
    minutes: float
    most: float  # minutes that may go into it


def words(*texts: str) -> int:
    """Count words; a mark alone is none."""
    return sum(_LETTER.search(word) is not None for text in texts for word in text.split())


def exhibit_words(exhibit: Exhibit) -> int:
    """Count the words of an exhibit, the cells of its table included."""
    table = exhibit.table
    cells = len(table.columns) * (len(table.rows) + 1) if table is not None else 0
    finding = exhibit.chart.finding if exhibit.chart is not None else ""
    return words(exhibit.title, exhibit.body, exhibit.source, finding) + cells


def inject_words(inject: Inject) -> int:
    """Count the words of an event and of its answers."""
    answers = (text for option in inject.options.values() for text in (option.label, option.about))
    return words(inject.title, inject.body, *answers)


def loads(scenario: Scenario, ways: Ways) -> Iterator[Load]:
    """Give what there is to read in each phase that has something to read."""
    company, brief = scenario.company, scenario.brief
    figures = (text for figure in brief.figures for text in (figure.label, figure.value, figure.note))
    plans = (text for item in scenario.interventions.values() for text in (item.label, item.about, item.audience))
    measures = (text for tool in scenario.instruments.values() for text in (tool.label, tool.about))
    everybody = {
        "brief": words(company.about, brief.request, brief.since, *figures),
        "diagnose": _bought(ways) / READERS,
        "design": words(*plans),
        "measure": words(*measures),
        "pitch": 0.0,
        "run": 0.0,
    }
    for phase, each in everybody.items():
        whole = each + sum(inject_words(inject) for inject in scenario.injects.values() if _phase(inject) == phase)
        if whole:
            most = SHARE.get(phase, HALF) * ways.clock.minutes[phase]
            yield Load(phase, whole, whole / A_MINUTE, most)


def _bought(ways: Ways) -> float:
    """Give the words of the evidence that a team's hours buy, at the average price of a word, and of what is free."""
    within = [exhibit for tag, exhibit in ways.exhibits.items() if ways.exhibit(tag) is not None]
    free = sum(exhibit_words(exhibit) for exhibit in within if not exhibit.hours)
    dear = sum(exhibit_words(exhibit) for exhibit in within if exhibit.hours)
    hours = sum(exhibit.hours for exhibit in within)
    return free + dear * (min(1.0, ways.clock.hours / hours) if hours else 1.0)


def _phase(inject: Inject) -> str | None:
    """Give the phase in which an event comes by itself."""
    match when_of(inject.when):
        case InPhase(phase, _):
            return phase
        case InMonth() | InWeek():
            return "run"
        case _:
            return None
