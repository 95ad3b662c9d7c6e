"""When an event comes: every form that an author may write, and what is said about the others."""

import pytest

from practicum.scenario.expressions import (
    AfterAnswer,
    AfterExhibit,
    Answered,
    ByHand,
    InMonth,
    InPhase,
    InWeek,
    Moment,
    Planned,
    Unanswered,
    parse_when,
)
from practicum.scenario.values import Wrong
from tests.scenario.small import complaints, edited

SECOND = """  flood: {title: A flood, when: WHEN, body: It floods.}
sponsor_asks"""


def saying(when: str) -> list[str]:
    """What is said about the small case when a second event comes at this moment, from its column on."""
    said = complaints(edited(("sponsor_asks", SECOND.replace("WHEN", when))))
    return [each.partition(": ")[2] for each in said]


@pytest.mark.parametrize(
    "text, moment",
    [
        ("by hand", ByHand()),
        ("design + 1 h", InPhase("design", 60)),
        ("month 12", InMonth(12)),
        ("week 0", InWeek(0)),
        ("week 51", InWeek(51)),
        ("after X3", AfterExhibit("X3")),
        ("after evidence.X3", AfterExhibit("X3")),
        ("ask qa.errors", AfterAnswer("qa", "errors")),
        ("planned job-aid", Planned("job-aid")),
        ("release answered accept", Answered("release", "accept")),
        ("release unanswered + 4 min", Unanswered("release", 4)),
        ("planned unanswered + 0.5 min", Unanswered("planned", 0.5)),
        ("planned answered yes", Answered("planned", "yes")),
    ],
)
def test_every_form_is_read(text: str, moment: Moment) -> None:
    """Into its parts, whatever the spaces."""
    assert parse_when(text) == moment
    assert parse_when(f"  {text.replace(' ', '  ', 1) if text != 'by hand' else text} ") == moment


@pytest.mark.parametrize(
    "text, said",
    [
        ("month 13", "there is no month 13"),
        ("week 52", "week 52 is after the year"),
        ("desing + 4 min", 'unknown phase "desing"'),
        ("release unanswered + 0", "a team needs time to answer"),
        ("release unanswered + soon", '"soon" is not a number'),
        ("release unanswered", '"release unanswered" does not say when it happens'),
        ("release ignored", '"release ignored" does not say when it happens'),
        ("inject release", '"inject release" does not say when it happens'),
        ("after two days", '"after two days" does not say when it happens'),
    ],
)
def test_what_is_no_moment_is_told(text: str, said: str) -> None:
    """With a way to write one."""
    wrong = parse_when(text)
    assert isinstance(wrong, Wrong)
    assert wrong.message == said
    assert wrong.hint


@pytest.mark.parametrize(
    "when, said",
    [
        ("after D2", []),
        ("ask picker.labels", []),
        ("planned printer", []),
        ("rain answered tents", []),
        ("rain unanswered + 4 min", []),
        ("after D22", ['unknown evidence "D22": did you mean "D2"? (defined at scenario.yaml:47)']),
        ("ask picker.label", ['picker has no topic "label": did you mean "labels"? (defined at scenario.yaml:43)']),
        ("planned prnter", ['unknown intervention "prnter": did you mean "printer"? (defined at scenario.yaml:49)']),
        ("rian answered tents", ['unknown inject "rian": did you mean "rain"? (defined at scenario.yaml:54)']),
        ("rain answered tent", ['rain has no option "tent": did you mean "tents"? (defined at scenario.yaml:61)']),
        ("rian unanswered + 4 min", ['unknown inject "rian": did you mean "rain"? (defined at scenario.yaml:54)']),
        ("flood unanswered + 4 min", ["flood waits for its own answer: name the event that comes before it"]),
    ],
)
def test_what_an_event_waits_for_must_be_there(when: str, said: list[str]) -> None:
    """Its ids are looked up as all others are, with the nearest and its line."""
    assert saying(when) == said


def test_an_event_that_asks_for_nothing_is_never_answered() -> None:
    """Waiting for its answer is told, with what to do."""
    first = SECOND.replace("WHEN", "by hand").partition("\n")[0]
    third = "  storm: {title: A storm, when: flood unanswered + 4 min, body: Wind.}\nsponsor_asks"
    (said,) = complaints(edited(("sponsor_asks", f"{first}\n{third}")))
    assert said.endswith("flood asks for no answer: give flood options, or choose another moment")


@pytest.mark.parametrize(
    "reserve, said",
    [
        ("rain", []),
        ("rian", ['unknown inject "rian": did you mean "rain"? (defined at scenario.yaml:54)']),
        (
            "flood",
            ["flood is held in reserve for itself: take one contingency_for out of the circle"],
        ),
    ],
)
def test_a_contingency_names_another_event(reserve: str, said: list[str]) -> None:
    """One that is there, and not itself."""
    event = SECOND.replace("when: WHEN", f"contingency_for: {reserve}")
    found = complaints(edited(("sponsor_asks", event)))
    assert [each.partition(": ")[2] for each in found] == said
