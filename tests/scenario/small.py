"""The smallest case that loads, and edits of it: what the tests of the loader read."""

from pathlib import Path

from practicum.scenario.model import Scenario
from practicum.scenario.problems import Problem
from practicum.scenario.read import read_text

SCENARIOS = Path(__file__).parents[2] / "scenarios"

CASE = """\
practicum: 1
title: A small case
tagline: Parcels come back
minutes: 90
training_is: not the answer
company:
  sector: Parcels
  population: {people: 40, wage_per_hour: 20}
money: {currency: GBP, budget: 50_000}
phases:
  brief: 5 min
  diagnose: {minutes: 25, analyst_hours: 24 h}
  design: 12 min
  measure: 12 min
  pitch: {minutes_per_team: 2, at_most: 8 min}
  run: {minutes: 8}
  debrief: 20 min
brief: {request: Give them a course., sponsor: COO, quote: A course}
kpis:
  returns:
    label: Parcels returned
    unit: "%"
    good: down
    baseline: 9
    attainable: 4
    value: 1_000 per point and week
    noise: {sd: 0.5}
causes:
  labels:
    label: Labels can't be read
    box: resources
    share: {returns: 70 %}
  skill:
    label: Pickers don't know the routes
    box: knowledge
    decoy: true
people:
  picker:
    name: Jo
    role: Picker
    trusts_after: D1
    topics:
      labels: {ask: What is hard?, answer: The labels., says: {labels: +1}}
      pay: {ask: And the pay?, answer: It is fair., trust: true}
evidence:
  D1: {title: A note, kind: document, body: Labels fade in the rain.}
  D2: {title: A log, kind: document, body: Rain on nine days., hours: 2 h, unlock: ask picker.labels}
interventions:
  printer: {label: New printers, kind: tool, cost: 20_000, lead: 8 weeks, on: {labels: 0.9}}
  course: {label: A course, kind: learning, cost: 10_000, lead: 2}
instruments:
  returned: {label: Parcels returned, level: results, kpi: returns, archival: true}
injects:
  rain:
    title: It rains
    when: design + 5 min
    body: It rains for a month.
    default: wait
    options:
      wait: {label: Wait}
      tents: {label: Buy tents, effect: {budget: -1_000}}
sponsor_asks: [course]
intended: [printer]
tests:
  a course does nothing: {plan: [course], expect: {gap_closed: "< 1 %"}}
"""


def edited(*edits: tuple[str, str]) -> str:
    """The small case with some of its text replaced; each text must be there once."""
    text = CASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def read_case(text: str | bytes, folder: Path = SCENARIOS / "nowhere") -> tuple[Scenario | None, list[Problem]]:
    """Read a text as the file ``scenario.yaml`` of a folder."""
    data = text.encode() if isinstance(text, str) else text
    return read_text(data, folder, "scenario.yaml", "small")


def complaints(text: str | bytes, folder: Path = SCENARIOS / "nowhere") -> list[str]:
    """What the loader says about a text, one line each."""
    return [str(each) for each in read_case(text, folder)[1]]
