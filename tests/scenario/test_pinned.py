"""A pinned scenario is the scenario, whole and in order, and its hash names it."""

import msgspec
import pytest

from practicum.scenario.model import Scenario
from practicum.scenario.pinned import content_hash, pin, unpin
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS, edited, read_case

SHIPPED = sorted(path.parent for path in SCENARIOS.glob("*/scenario.yaml"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda each: each.name)
def test_a_pinned_scenario_comes_back_the_same(folder: object) -> None:
    """Texts, tables and the order of ids included."""
    scenario = load(str(folder))
    again = unpin(pin(scenario))
    assert again == scenario
    for field in ("kpis", "causes", "people", "evidence", "data_requests", "interventions", "instruments", "injects"):
        assert list(getattr(again, field)) == list(getattr(scenario, field))
    assert again.primary_kpi == scenario.primary_kpi


def test_the_same_content_has_the_same_hash() -> None:
    """Comments, quotes and white space are not content; a word is."""
    first, _ = read_case(edited())
    same, _ = read_case(edited(("title: A small case", '# a comment\ntitle:   "A small case"')))
    other, _ = read_case(edited(("title: A small case", "title: A smaller case")))
    assert first is not None
    assert same is not None
    assert other is not None
    assert content_hash(pin(first)) == content_hash(pin(same))
    assert content_hash(pin(first)) != content_hash(pin(other))
    assert len(content_hash(pin(first))) == 64


def test_bytes_of_another_kind_are_refused() -> None:
    """What was not pinned can't be unpinned."""
    with pytest.raises(msgspec.ValidationError):
        unpin(b'{"title": "half a scenario"}')


def test_a_field_that_is_new_since_then_gets_its_default() -> None:
    """The format grows by fields with a default, so older bytes still load."""
    scenario, _ = read_case(edited())
    assert scenario is not None
    older = msgspec.json.decode(pin(scenario))
    del older["summary"]
    again = unpin(msgspec.json.encode(older))
    assert isinstance(again, Scenario)
    assert again == scenario
