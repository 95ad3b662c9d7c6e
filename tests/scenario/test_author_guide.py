"""The guide for authors is true: its parts, put together, are a case that loads and does what the guide says."""

import re
from pathlib import Path

import pytest

from practicum.outcome.forecast import best, forecast, landscape, parse_plan
from practicum.outcome.world import World
from practicum.scenario.expressions import parse_expectation
from practicum.scenario.model import Scenario
from practicum.scenario.read import read
from practicum.scenario.values import Wrong

GUIDE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The guide's blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def guide_case(tmp_path: Path) -> Scenario:
    """The case that the guide builds."""
    (tmp_path / "scenario.yaml").write_text("\n".join(blocks("yaml")), "utf-8")
    (tmp_path / "returns-by-weather.csv").write_text(blocks("csv")[0], "utf-8")
    scenario, problems = read(tmp_path)
    assert [str(each) for each in problems] == []
    assert scenario is not None
    return scenario


def test_the_parts_of_the_guide_are_a_whole_case(guide_case: Scenario) -> None:
    """Every block of YAML loads, together with the table that is shown."""
    assert len(blocks("yaml")) > 10
    assert guide_case.title == "Late parcels"
    cut = guide_case.data_requests["returns"].cuts["weather"].data
    assert cut.rows == (("Dry days", 6.0), ("Wet days", 12.0))


def test_the_guide_shows_every_part_of_a_scenario() -> None:
    """No key of the top level is left out, but those that the loader fills in."""
    shown = set(re.findall(r"^([a-z_]+):", "\n".join(blocks("yaml")), re.MULTILINE))
    assert shown == set(Scenario.__struct_fields__) - {"id"}


def test_the_claims_of_the_guides_case_hold(guide_case: Scenario) -> None:
    """Its own tests are true of its own model."""
    hold(guide_case)


def hold(case: Scenario) -> None:
    """Play each of a case's tests and compare."""
    world = World(seed="0")
    top = best(landscape(case, world)).net
    named = {"intended": case.intended, "sponsor_asks": case.sponsor_asks, "nothing": ()}
    for name, test in case.tests.items():
        plan = named[test.plan] if isinstance(test.plan, str) else test.plan
        played = forecast(case, parse_plan(plan), world)
        for figure, written in test.expect.items():
            expected = parse_expectation(str(written))
            assert not isinstance(expected, Wrong)
            got = getattr(played, figure)
            close = {
                "<": got < expected.number,
                "<=": got <= expected.number,
                ">": got > expected.number,
                ">=": got >= expected.number,
                "about": got == pytest.approx(expected.number, rel=0.005, abs=0.005),
                "near best": got >= (1 - expected.number) * top,
            }
            assert close[expected.compare], f"{name}: {figure} is {got}, expected {written}"


@pytest.mark.parametrize("name", ["alder-mutual"])
def test_the_claims_of_a_shipped_case_hold(name: str) -> None:
    """What a case says about its own model is so."""
    scenario, _ = read(Path(__file__).parents[2] / "scenarios" / name)
    assert scenario is not None
    hold(scenario)
