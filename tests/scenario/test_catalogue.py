"""The catalogue: every piece of evidence under one tag, with what must come first."""

from practicum.scenario.catalogue import answer_tags, exhibits
from practicum.scenario.model import EvidenceKind, Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS, edited, read_case

CUTS = """\
data_requests:
  losses:
    title: Losses
    holder: Depot
    hours: 2 h
    delay: 3 min
    cuts:
      rain: {label: By weather, tag: X4, title: Losses and rain, data: evidence/search-days.csv, says: {labels: +2}}
interventions:
"""


def small(*edits: tuple[str, str]) -> Scenario:
    """The small case with a data request, and edits."""
    scenario, problems = read_case(edited(("interventions:\n", CUTS), *edits), SCENARIOS / "alder-mutual")
    assert problems == []
    assert scenario is not None
    return scenario


def test_everything_that_can_be_opened_has_a_tag() -> None:
    """Evidence first, then cuts, then answers, each in the order of the file."""
    assert list(exhibits(small())) == ["D1", "D2", "X4", "I1", "I2"]


def test_answers_are_numbered_through_all_people() -> None:
    """The numbers run on from person to person."""
    scenario = load(SCENARIOS / "alder-mutual")
    tags = answer_tags(scenario)
    assert list(tags.values()) == [f"I{n}" for n in range(1, len(tags) + 1)]
    assert tags["vp", "webinar"] == "I1"
    assert tags["lead", "floor"] == "I3"


def test_an_answer_costs_what_the_person_costs_unless_it_says_otherwise() -> None:
    """Also when it says nothing at all: 0 h is free."""
    free = small(("answer: The labels.,", "answer: The labels., hours: 0,"))
    assert exhibits(small())["I1"].hours == 1
    assert exhibits(free)["I1"].hours == 0
    assert exhibits(free)["I2"].hours == 1


def test_what_must_come_first_is_resolved_to_a_tag() -> None:
    """A document that waits for an answer names the answer's tag; an answer that needs trust names the evidence."""
    catalogue = exhibits(small())
    assert catalogue["D1"].needs is None
    assert catalogue["D2"].needs == "I1"
    assert catalogue["I2"].needs == "D1"
    assert catalogue["I2"].unlock == "after D1"


def test_evidence_may_wait_for_an_event() -> None:
    """Then it needs no exhibit, but the event."""
    exhibit = exhibits(small(("unlock: ask picker.labels", "unlock: inject rain")))["D2"]
    assert (exhibit.needs, exhibit.needs_inject) == (None, "rain")


def test_a_cut_costs_and_takes_what_its_request_does() -> None:
    """It arrives after the request's delay, as a table, or as a chart if it has one."""
    cut = exhibits(small())["X4"]
    assert (cut.request, cut.cut, cut.hours, cut.delay_minutes) == ("losses", "rain", 2, 3)
    assert cut.kind is EvidenceKind.TABLE
    assert exhibits(load(SCENARIOS / "alder-mutual"))["X4"].kind is EvidenceKind.CHART


def test_an_answer_names_who_said_it() -> None:
    """Its title is the question, its source the person."""
    answer = exhibits(small())["I1"]
    assert (answer.person, answer.topic, answer.kind) == ("picker", "labels", EvidenceKind.INTERVIEW)
    assert (answer.title, answer.body, answer.source) == ("What is hard?", "The labels.", "Jo, Picker")
