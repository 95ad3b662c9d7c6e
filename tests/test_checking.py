"""What ``practicum check`` says, in each form, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from practicum.checking import Answer, Asked, answer, every_case
from practicum.cli import app
from practicum.lint.book import every_rule
from practicum.lint.explain import explain
from tests.scenario.small import CASE, SCENARIOS, edited
from tests.scenario.test_broken_files import BROKEN

WARNING = ("minutes: 90", "minutes: 60")
ERROR = ("kind: tool", "kind: toool")


def a_case(folder: Path, *edits: tuple[str, str]) -> Path:
    """Write the small case, edited, into a new folder."""
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text(edited(*edits), "utf-8")
    return folder


def ask(*paths: Path, **options: object) -> Answer:
    """Check paths."""
    return answer(Asked(paths=paths, **options))  # type: ignore[arg-type]


def run(*words: str | Path, **environment: str) -> tuple[int, str]:
    """Give the command's exit code and all that it says."""
    done = CliRunner().invoke(app, ["check", *map(str, words)], env=environment)
    return done.exit_code, done.output


def test_the_exit_code_says_how_it_went(tmp_path: Path) -> None:
    """0 nothing wrong, 1 problems, with --strict warnings too, 2 could not read."""
    warns = a_case(tmp_path / "warns", WARNING)
    breaks = a_case(tmp_path / "breaks", ERROR)
    assert ask(breaks).code == 1
    assert run(tmp_path / "nowhere")[0] == 2
    assert run(breaks, tmp_path / "nowhere")[0] == 2
    warned = [each for each in json.loads(ask(warns, format="json").says) if each["rule"] == "sense.time"]
    assert len(warned) == 1
    assert ask(warns, strict=True).code == 1


def test_a_file_that_is_missing_inside_a_case_is_a_problem_of_the_case(tmp_path: Path) -> None:
    """The case itself could be read."""
    case = a_case(tmp_path / "case", ("body: Labels fade in the rain.", "body: note.md"))
    assert ask(case).code == 1


def test_the_cases_that_ship_are_clean() -> None:
    """Nothing is wrong with them, not even a warning, and it is said how many they are."""
    told = ask(SCENARIOS, strict=True)
    assert told.code == 0, told.says
    assert told.says.startswith("Nothing is wrong with these 3 cases")


def test_a_folder_of_cases_is_each_of_them(tmp_path: Path) -> None:
    """And a case that is named twice is checked once."""
    a_case(tmp_path / "shelf" / "one")
    a_case(tmp_path / "shelf" / "two", ERROR)
    (tmp_path / "shelf" / "notes").mkdir()
    (tmp_path / "shelf" / "scenario.schema.json").write_text("{}", "utf-8")
    assert [path.name for path in every_case(sorted((tmp_path / "shelf").glob("[os]*")))] == ["one"]
    paths = [tmp_path / "shelf", tmp_path / "shelf" / "two", tmp_path / "shelf" / "two" / "scenario.yaml"]
    assert [path.name for path in every_case(paths)] == ["one", "two"]
    found = json.loads(ask(*paths, format="json").says)
    assert sum(each["rule"] == "value.choice" for each in found) == 1


def test_a_folder_without_a_case_could_not_be_read(tmp_path: Path) -> None:
    """The cure names the file that is missing."""
    code, said = run(tmp_path)
    assert code == 2
    assert "give the folder that holds scenario.yaml" in said


def test_two_folders_of_one_name_are_told(tmp_path: Path) -> None:
    """With the place of the other; as an error, since one would hide the other."""
    first, second = a_case(tmp_path / "a" / "parcels"), a_case(tmp_path / "b" / "parcels")
    found = [each for each in json.loads(ask(first, second, format="json").says) if each["rule"] == "file.name"]
    assert [(each["file"], each["line"]) for each in found] == [((second / "scenario.yaml").as_posix(), 1)]
    assert ask(first, second).code == 1


def test_two_links_to_folders_of_one_name_are_two_cases(tmp_path: Path) -> None:
    """On a shelf, a link's own name is the case's."""
    (tmp_path / "shelf").mkdir()
    for name in ("a", "b"):
        (tmp_path / "shelf" / name).symlink_to(a_case(tmp_path / name / "parcels"))
    found = json.loads(ask(tmp_path / "shelf", format="json").says)
    assert [each for each in found if each["severity"] == "error"] == []


def test_the_json_form_is_a_list_with_the_promised_keys(tmp_path: Path) -> None:
    """Also of a case that is sound: then it has no error."""
    code, said = run(a_case(tmp_path / "case", ERROR), "--format", "json")
    assert code == 1
    assert all(
        list(each) == ["rule", "severity", "file", "line", "column", "message", "hint"] for each in json.loads(said)
    )


def test_the_sarif_form_names_every_rule_that_it_uses(tmp_path: Path) -> None:
    """Each result leads to its rule by number."""
    run_of = json.loads(ask(a_case(tmp_path / "case", ERROR, WARNING), format="sarif", version="1").says)["runs"][0]
    rules = [rule["id"] for rule in run_of["tool"]["driver"]["rules"]]
    assert {rules[result["ruleIndex"]] == result["ruleId"] for result in run_of["results"]} == {True}
    assert {"sense.time", "value.choice"} <= set(rules)


@pytest.mark.parametrize("words", [["--format", "xml"], ["--color", "blue"]])
def test_a_wrong_option_is_refused(tmp_path: Path, words: list[str]) -> None:
    """In a sentence, with what can be given."""
    code, said = run(a_case(tmp_path / "case"), *words)
    assert code == 2
    assert ": give " in said


def test_colours_are_for_terminals_and_never_needed(tmp_path: Path) -> None:
    """None in a pipe, all if asked for; without them the words are the same."""
    case = a_case(tmp_path / "case", ERROR)
    _, plain = run(case)
    _, never = run(case, "--color", "never")
    _, always = run(case, "--color", "always", NO_COLOR="1")
    assert "\x1b" not in plain
    assert never == plain
    assert "\x1b[1;31munknown kind" in always
    for code in ("\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[2m", "\x1b[1;32m", "\x1b[36m", "\x1b[0m"):
        always = always.replace(code, "")
    assert always == plain


def test_what_is_shown_is_what_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown as they were given."""
    a_case(tmp_path / "case", ERROR)
    monkeypatch.chdir(tmp_path)
    assert "case/scenario.yaml:49:40: unknown kind" in ask(Path("case")).says
    monkeypatch.chdir(tmp_path / "case")
    assert "\nscenario.yaml:49:40: unknown kind" in "\n" + ask(Path()).says


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Neither as a case nor as a file beside it."""
    folder = a_case(tmp_path / "case", ("body: Labels fade in the rain.", "body: note.md"))
    os.mkfifo(folder / "note.md")
    assert ask(folder).code == 1
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "scenario.yaml")
    assert ask(tmp_path / "pipe").code == 2


def test_nothing_in_a_case_moves_the_cursor(tmp_path: Path) -> None:
    """Text that is shown has no control characters, whatever the file holds."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "scenario.yaml").write_bytes(CASE.encode().replace(b"A small case", b"A \x1b[2J \xe2\x80\xae case", 1))
    says = ask(folder).says
    assert "scenario.yaml:2:10: a character that text can't hold (U+001B)" in says
    assert says.replace("\n", "").isprintable()


def test_a_rule_is_explained(tmp_path: Path) -> None:
    """Its section, without the marks of Markdown's fences; a rule that is not there is corrected."""
    code, said = run("--explain", "ref.unknown")
    assert code == 0
    assert said.startswith("ref.unknown — an id that names nothing\n\n")
    assert "wrong:\n\n  interventions:\n    printers: {on: {lables: 0.9}}\n" in said
    assert "```" not in said
    assert run("--explain", "ref.unknwon") == (
        2,
        'Practicum: there is no rule "ref.unknwon": did you mean "ref.unknown"?\n',
    )
    assert run()[0] == 2


def test_every_rule_can_be_explained() -> None:
    """With an example of what breaks it."""
    assert [rule for rule in every_rule() if "wrong:\n" not in (explain(rule) or "")] == []


def test_a_terminal_that_lacks_a_letter_gets_another(tmp_path: Path) -> None:
    """Not every machine speaks UTF-8; none of them gets a traceback."""
    case = a_case(tmp_path / "case", ("label: Labels can't be read", "lable: Größe “界”"))
    command = [sys.executable, "-m", "practicum.cli", "check", str(case)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, env=environment, check=False, capture_output=True)
    assert done.returncode == 1
    assert "lable: Größe ???" in done.stdout.decode("latin-1")
    assert done.stderr == b""


QUICK = {name: broken for name, broken in BROKEN.items() if name != "an endless list"}


@pytest.mark.parametrize("data, said", QUICK.values(), ids=QUICK)
def test_a_broken_file_is_answered_in_each_form(tmp_path: Path, data: bytes, said: str) -> None:
    """Empty, huge, deep, binary or tangled: its problem, its place, and no traceback."""
    (tmp_path / "scenario.yaml").write_bytes(data)
    line, column = map(int, said.split(":")[1:3])
    told = ask(tmp_path)
    assert told.code == 1
    assert f"scenario.yaml:{line}:{column}: " in told.says
    (first, *_) = json.loads(ask(tmp_path, format="json").says)
    assert (first["line"], first["column"]) == (line, column)
    results = json.loads(ask(tmp_path, format="sarif").says)["runs"][0]["results"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (line, column)
    assert region["endColumn"] > column
