"""Which screen shows a part of a case."""

import pytest

from practicum.preview.places import screen_of
from practicum.scenario.read import Part, load
from tests.scenario.small import SCENARIOS

CASE = load(SCENARIOS / "alder-mutual")
PERSON = next(iter(CASE.people))
TOPIC = next(iter(CASE.people[PERSON].topics))
REQUEST = next(iter(CASE.data_requests))
CUT = next(iter(CASE.data_requests[REQUEST].cuts))


@pytest.mark.parametrize(
    "part, screen",
    [
        (("evidence", "X1", "alt"), "exhibit/X1"),
        (("evidence", "X99"), None),
        (("people", PERSON), f"person/{PERSON}"),
        (("people", PERSON, "topics", TOPIC, "hours"), "exhibit/I1"),
        (("data_requests", REQUEST, "hours"), f"request/{REQUEST}"),
        (("data_requests", REQUEST, "cuts", CUT), f"exhibit/{CASE.data_requests[REQUEST].cuts[CUT].tag}"),
        (("injects", "resign", "options", "pay"), "event/resign"),
        (("interventions", "workshop", "cost"), "design"),
        (("tests", "one"), None),
        ((), None),
    ],
)
def test_a_part_shows_where_participants_meet_it(part: Part, screen: str | None) -> None:
    """Or nowhere, if they don't."""
    assert screen_of(part, CASE) == screen
