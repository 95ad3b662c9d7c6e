"""``practicum new`` writes a case that plays as it stands, and touches nothing that is there."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from practicum.bots.rehearse import Wanted, rehearse_case
from practicum.bots.words import as_text
from practicum.cli import app
from practicum.scenario.model import STRATEGY_BOTS
from practicum.scenario.read import load, names_in
from practicum.scenario.schema import schema
from practicum.strategies import play_on_paper


def run(*words: str) -> tuple[int, str]:
    """One command: its exit code and what it says."""
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new case's folder."""
    folder = tmp_path / "cases" / "late-parcels"
    code, said = run("new", str(folder))
    assert code == 0, said
    return folder


def test_a_new_case_has_nothing_wrong_with_it(begun: Path) -> None:
    """Not even a warning; and it holds a text, a table and a picture of its own."""
    assert run("check", "--strict", str(begun)) == (0, "Nothing is wrong.\n")
    assert {path.suffix for path in begun.rglob("*") if path.is_file()} == {".yaml", ".json", ".md", ".csv", ".svg"}


def test_its_forecast_can_be_made(begun: Path) -> None:
    """Plans differ, what is intended is the best, and what was asked for is not."""
    code, said = run("forecast", str(begun))
    assert code == 0
    first, *_, last = [line for line in said.splitlines() if line.strip()[:1].isdigit() and "  " in line.strip()]
    assert first.endswith("(intended)")
    assert last.endswith("(the sponsor’s request)")


def test_bots_find_it_neither_empty_nor_obvious(begun: Path) -> None:
    """Who looks for what tells causes apart does better than who believes the sponsor."""
    case = load(begun)
    expert, sponsor = (play_on_paper(case, STRATEGY_BOTS[name], 1) for name in ("expert", "trusts_the_sponsor"))
    assert expert.figures()["net"] > 10 * abs(sponsor.figures()["net"])


def test_its_figures_agree_with_its_model(begun: Path) -> None:
    """The chart's groups make up today's figure, and the better one is what the true cause leaves of it."""
    case = load(begun)
    kpi, cause = case.kpis["missed"], case.causes["numbers"]
    table, arrived = case.evidence["X1"].data, case.instruments["reached"].today / 100
    assert table is not None
    with_reminder, without = (float(row[1]) for row in table.rows)
    assert f"{arrived:.0%}".replace("%", " %") in case.evidence["X1"].source
    assert arrived * with_reminder + (1 - arrived) * without == pytest.approx(kpi.baseline, abs=0.1)
    assert kpi.baseline - cause.share["missed"] * (kpi.baseline - kpi.attainable) == pytest.approx(with_reminder)
    one_time = case.evidence["D2"].body.count("| one |")
    assert 100 - 10 * one_time == case.instruments["two_times"].today


@pytest.mark.timeout(60)
async def test_it_can_be_rehearsed(begun: Path) -> None:
    """A whole session over real sockets reaches its end."""
    report = await rehearse_case(begun, Wanted(scenario=begun.name, teams=1, seats=1, speed=1000, seed=3))
    assert report.ok, as_text(report)


def test_its_editor_finds_the_schema_beside_it(begun: Path) -> None:
    """The first line names it, and it offers the case's own ids."""
    first = (begun / "scenario.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=scenario.schema.json"
    assert json.loads((begun / "scenario.schema.json").read_text("utf-8")) == schema(names_in(begun))


def test_it_says_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands that it shows work from where one stands; a name with a space in its folder is quoted."""
    monkeypatch.chdir(tmp_path)
    code, said = run("new", "my cases/late-parcels")
    assert code == 0
    assert "practicum check 'my cases/late-parcels'" in said
    assert "practicum serve --scenarios 'my cases'" in said


def test_nothing_that_is_there_is_touched(begun: Path) -> None:
    """Neither a case, nor a file, nor an empty folder, nor a link that leads nowhere."""
    (begun / "scenario.yaml").write_text("mine", "utf-8")
    assert run("new", str(begun)) == (2, f"Practicum: {begun} is there already: choose another name\n")
    assert (begun / "scenario.yaml").read_text("utf-8") == "mine"
    for name, make in {"empty": Path.mkdir, "file": Path.touch, "link": lambda path: path.symlink_to("gone")}.items():
        make(begun.parent / name)
        assert run("new", str(begun.parent / name))[0] == 2
    assert not list(begun.parent.glob(".*"))


@pytest.mark.parametrize(
    "name, offered",
    [
        ("Late Parcels", "use late-parcels"),
        ("spät", "use sp-t"),
        ("-x", "use x"),
        ("a" * 41, f"use {'a' * 40}"),
        ("..", "use a name such as late-parcels"),
        ("", "use a name such as late-parcels"),
        ("a\nb", "use a-b"),
    ],
)
def test_a_name_that_is_none_is_refused(
    name: str, offered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case's name is a part of addresses and of file names; the nearest good one is offered."""
    monkeypatch.chdir(tmp_path)
    code, said = run("new", "--", name)
    assert code == 2
    assert offered in said
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """A sentence, and no half-made folder."""
    (tmp_path / "file").touch()
    code, said = run("new", str(tmp_path / "file" / "late-parcels"))
    assert (code, said.count("\n")) == (2, 1)
    assert "can't be made" in said


def test_the_schema_can_be_printed(begun: Path, tmp_path: Path) -> None:
    """That of the language, or that of one case with its ids; a folder without a case is told."""
    code, said = run("schema")
    assert (code, json.loads(said)) == (0, schema())
    code, said = run("schema", str(begun))
    assert (code, json.loads(said)) == (0, schema(names_in(begun)))
    assert run("schema", str(tmp_path))[0] == 2


def test_every_part_of_the_model_that_it_shows_is_one_that_authors_need(begun: Path) -> None:
    """It is small: it leaves out what a first case can do without, and nothing that every case needs."""
    case = load(begun)
    left_out = {name for name in case.__struct_fields__ if not getattr(case, name) and getattr(case, name) != 0}
    assert left_out == {"data_requests", "translations", "bots"}
    assert msgspec.structs.asdict(case)["rubric"]
