"""The guide for authors is true: its parts, put together, are a case that loads and does what the guide says."""

import re
from pathlib import Path

import pytest

from practicum.lint.case import Case
from practicum.lint.families import lint
from practicum.scenario.model import Scenario
from practicum.scenario.read import read, read_whole

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


def test_the_claims_of_the_guides_case_hold(tmp_path: Path) -> None:
    """Its own tests are true of its own model."""
    (tmp_path / "scenario.yaml").write_text("\n".join(blocks("yaml")), "utf-8")
    (tmp_path / "returns-by-weather.csv").write_text(blocks("csv")[0], "utf-8")
    hold(tmp_path)


def hold(path: Path) -> None:
    """Run a case's own tests as the linter does."""
    assert [str(each) for each in lint(Case(read_whole(path)), ["claims"])] == []


@pytest.mark.parametrize("name", ["alder-mutual", "harbor-logistics", "lumen-connect"])
def test_the_claims_of_a_shipped_case_hold(name: str) -> None:
    """What a case says about its own model is so."""
    hold(Path(__file__).parents[2] / "scenarios" / name)
