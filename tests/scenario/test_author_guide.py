"""The guide for authors is true: its parts, put together, are a case that loads and does what the guide says.

Its blocks: ``yaml`` is a part of the case that the guide builds, ``yaml more`` one that can be laid over it, ``yaml
first`` the first line of a new case; ``csv`` and ``svg`` are files that they name. The reference is the model's.
"""

import re
from pathlib import Path

import pytest

from practicum.checking import judge
from practicum.scenario.model import Scenario
from practicum.scenario.read import read_whole
from practicum.scenario.reference import BEGIN, END, reference
from practicum.scenario.schema import schema
from practicum.scenario.walk import SCHEMA_KEY, fields_of
from tests.lint.pages import guide, read_over
from tests.scenario.test_model import structs
from tests.scenario.test_schema import invalid

GUIDE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text("utf-8")
MORE = guide("yaml more")


def written(folder: Path) -> Path:
    """The case that the guide builds, as a folder."""
    (folder / "scenario.yaml").write_text("\n".join(guide("yaml")), "utf-8")
    (folder / "returns-by-weather.csv").write_text(guide("csv")[0], "utf-8")
    return folder


def test_the_parts_of_the_guide_are_a_whole_case(tmp_path: Path) -> None:
    """Every block loads, together with the table that is shown; not even a warning is left, and its claims hold."""
    reading = read_whole(written(tmp_path))
    assert reading.scenario is not None, [str(each) for each in reading.problems]
    assert [str(each) for each in judge(reading).problems] == []
    assert len(guide("yaml")) > 10
    assert reading.scenario.title == "Late parcels"
    cut = reading.scenario.data_requests["returns"].cuts["weather"].data
    assert cut.rows == (("Dry days", 6.0), ("Wet days", 12.0))


@pytest.mark.parametrize("part", MORE, ids=lambda part: part.splitlines()[0].strip(":"))
def test_what_can_be_added_fits_the_case(part: str, tmp_path: Path) -> None:
    """Each further block, laid over the case with the files that it names, leaves nothing wrong with it."""
    (tmp_path / "dock.svg").write_text(guide("svg")[0], "utf-8")
    (tmp_path / "driver.mp3").write_bytes(b"ID3" + bytes(100))
    translated = 'msgid ""\nmsgstr ""\n' if "translations:" in part else ""
    reading = read_over(part, tmp_path, translated)
    assert reading.scenario is not None, [str(each) for each in reading.problems]
    assert [str(each) for each in judge(reading).problems] == []
    assert invalid("\n".join(guide("yaml"))) == []


def test_no_block_is_left_out() -> None:
    """Whatever the guide shows as YAML is read by a test."""
    shown = re.findall(r"^```(yaml.*)$", GUIDE, re.MULTILINE)
    assert set(shown) == {"yaml", "yaml more", "yaml first"}
    assert guide("yaml first") == ["# yaml-language-server: $schema=scenario.schema.json\n"]


def test_the_guide_shows_every_part_of_a_scenario() -> None:
    """No key of the top level is left out, but those that the loader fills in."""
    shown = set(re.findall(r"^([a-z_]+):", "\n".join([*guide("yaml"), *MORE]), re.MULTILINE))
    assert shown == {field.name for field in fields_of(Scenario)}


def test_the_reference_is_that_of_the_model() -> None:
    """It is made by the code and never edited: renew it with ``python -m practicum.scenario.reference``."""
    assert GUIDE[GUIDE.index(BEGIN) : GUIDE.index(END)] + END + "\n" == reference()


def test_model_schema_and_reference_know_the_same_keys() -> None:
    """What one of them has, all have, under the same part of a case."""
    model = {each.__name__: [field.name for field in fields_of(each)] for each in structs()}
    shapes = {"Scenario": schema(), **schema()["$defs"]}
    assert {name: [key for key in each["properties"] if key != SCHEMA_KEY] for name, each in shapes.items()} == model
    sections = re.findall(r"^### (?!Figures|Phrases).*?$(.*?)(?=^### |\Z)", reference(), re.DOTALL | re.MULTILINE)
    tables = [re.findall(r"^\| `(\w+)`", section, re.MULTILINE) for section in sections]
    assert sorted(tables) == sorted(model.values())
