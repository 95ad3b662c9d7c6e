"""The shelf and the forms in which problems leave the loader."""

import shutil
from pathlib import Path

from practicum.scenario.problems import as_json, as_text
from practicum.scenario.shelf import shelf
from tests.scenario.small import CASE, SCENARIOS, edited, read_case


def test_the_shipped_shelf_has_no_broken_scenario() -> None:
    """Every case that ships loads without a problem or a warning."""
    shelved = shelf(SCENARIOS)
    assert "alder-mutual" in [each.id for each in shelved]
    assert {each.id: as_text(each.problems) for each in shelved if each.problems} == {}


def test_a_broken_scenario_takes_nothing_from_the_others(tmp_path: Path) -> None:
    """It is on the shelf with its problems; folders without a scenario and hidden ones are not."""
    for name in ("good", "broken", ".hidden", "empty"):
        (tmp_path / name).mkdir()
    (tmp_path / "good" / "scenario.yaml").write_text(CASE, "utf-8")
    (tmp_path / ".hidden" / "scenario.yaml").write_text(CASE, "utf-8")
    (tmp_path / "broken" / "scenario.yaml").write_text("- no\n", "utf-8")
    (tmp_path / "notes.md").write_text("not a case", "utf-8")
    broken, good = shelf(tmp_path)
    assert (broken.id, broken.scenario, len(broken.problems)) == ("broken", None, 1)
    assert (good.id, good.problems) == ("good", ())
    assert good.scenario is not None
    assert good.scenario.id == "good"


def test_a_shelf_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """No folder, no scenarios, no exception."""
    assert shelf(tmp_path / "nowhere") == []


def test_a_scenario_plays_from_any_folder(tmp_path: Path) -> None:
    """Its files are found beside it, wherever it was copied to."""
    shutil.copytree(SCENARIOS / "alder-mutual", tmp_path / "my-case")
    (copied,) = shelf(tmp_path)
    assert copied.problems == ()


def test_the_json_form_has_the_promised_keys() -> None:
    """Scripts rely on the names."""
    _, problems = read_case(edited(("kind: tool", "kind: toool")))
    assert as_json(problems) == [
        {
            "rule": "value.choice",
            "severity": "error",
            "file": "scenario.yaml",
            "line": 49,
            "column": 40,
            "message": 'unknown kind "toool"',
            "hint": 'did you mean "tool"?',
        }
    ]
