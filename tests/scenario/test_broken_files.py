"""No file makes the loader raise, hang or fill the memory, however broken it is."""

import os
from pathlib import Path

import pytest

from practicum.scenario.problems import ScenarioProblems
from practicum.scenario.read import load, read
from tests.scenario.small import CASE, complaints, read_case

BROKEN = {
    "empty": (b"", "scenario.yaml:1:1: the file is empty: start with: practicum: 1"),
    "only a comment": (b"# soon\n", "scenario.yaml:1:1: the file is empty: start with: practicum: 1"),
    "a list": (b"- a\n- b\n", "scenario.yaml:1:1: a scenario is a map of names and values: start with: practicum: 1"),
    "a word": (b"hello", "scenario.yaml:1:1: a scenario is a map of names and values: start with: practicum: 1"),
    "not UTF-8": (b"title: caf\xe9\n", "scenario.yaml:1:11: this is not UTF-8 text: save the file as UTF-8"),
    "binary": (b"a: 1\n\x00\x01", "scenario.yaml:2:1: a character that text can't hold (U+0000): remove it"),
    "a tab": (b"kpis:\n\treturns: 1\n", "scenario.yaml:2:1: a tab can't indent here: indent with spaces"),
    "a colon": (b"title: a: b\n", "scenario.yaml:1:9: a colon in the wrong place: quote a text that holds a colon"),
    "two documents": (b"a: 1\n---\nb: 2\n", "scenario.yaml:2:1: a second document begins here: remove the line ---"),
    "deep brackets": (b"[" * 100_000, "scenario.yaml:1:25: nested more than 24 levels deep: close some brackets"),
    "deep dashes": (b"- " * 50_000, "scenario.yaml:1:49: nested more than 24 levels deep: close some brackets"),
    "huge": (b"a" * 10_000_000, "scenario.yaml:1:1: the file is too large: keep it under 512 KiB"),
    "an endless list": (b"[" + b"1," * 60_000 + b"]", "scenario.yaml:1:100000: the file holds too much"),
    "a later language": (b"practicum: 2\n", "scenario.yaml:1:12: this case is written in version 2 of the language"),
    "an open quote": (b'a: "x', "scenario.yaml:1:4: this quote is not closed: write the same quote"),
}


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_where_it_breaks(data: bytes, said: str) -> None:
    """The first thing that is said has a place and a cure."""
    scenario, problems = read_case(data)
    assert scenario is None
    assert str(problems[0]).startswith(said)


def test_aliases_that_multiply_are_refused_and_not_followed() -> None:
    """Ten levels of nine aliases would be three billion nodes."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 11)]
    said = complaints("\n".join(lines))
    assert any("anchors and aliases are not part of the language" in line for line in said)
    assert len(said) < 200


def test_many_mistakes_are_listed_up_to_a_limit() -> None:
    """A file that is wrong throughout gets its first mistakes, and the count of the rest."""
    said = complaints(CASE + "".join(f"wrong{n}: 1\n" for n in range(2_000)))
    assert len(said) == 501
    assert said[-1].endswith("and 1500 more problems: mend the first ones and check again")


def test_a_figure_of_a_hundred_thousand_digits_is_refused_at_once() -> None:
    """No pattern is kept busy by a long text."""
    said = complaints(CASE.replace("minutes: 90", "minutes: " + "9" * 100_000))
    assert any("scenario.yaml:4:10:" in line and "is not a number" in line for line in said)


def test_ids_in_a_chain_of_thousands_are_refused_for_their_number() -> None:
    """What is checked in circles is bounded first."""
    chain = "".join(
        f"  c{n}: {{label: C, box: motives, decoy: true, blocked_by: {{c{n + 1}: 0.1}}}}\n" for n in range(3_000)
    )
    said = complaints(CASE.replace("causes:\n", "causes:\n" + chain))
    assert any("causes holds 3002 entries: a case has at most 40" in line for line in said)


@pytest.mark.parametrize(
    "path", ["nowhere", "nowhere/scenario.yaml", "a\0b", "x" * 5_000], ids=["folder", "file", "nul", "long"]
)
def test_a_path_that_leads_nowhere_is_a_problem(path: str) -> None:
    """A missing file is told like any other mistake."""
    scenario, problems = read(path)
    assert scenario is None
    assert [each.rule for each in problems] == ["file.missing"]


def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe with the name of a scenario would never end."""
    os.mkfifo(tmp_path / "scenario.yaml")
    scenario, problems = read(tmp_path)
    assert scenario is None
    assert [each.rule for each in problems] == ["file.missing"]


def test_load_raises_all_problems_at_once(tmp_path: Path) -> None:
    """The one exception of the loader carries the list, and reads as text."""
    (tmp_path / "scenario.yaml").write_text(CASE.replace("box: resources", "box: tools").replace("GBP", "off"), "utf-8")
    with pytest.raises(ScenarioProblems) as caught:
        load(tmp_path)
    assert [(each.line, each.rule) for each in caught.value.problems] == [(9, "text.ambiguous"), (31, "value.choice")]
    assert f"{tmp_path.as_posix()}/scenario.yaml:9:19:" in str(caught.value)


BROKEN_CASE = b"""\
practicum: 1
title: Late parcels: a case
evidence:
  D1: {title: A note, body: "note.md", image: plan.svg}  # body: draft.md
  D2:
    data: tables/rain.csv
    recording: call.wav
    body: nowhere.md
translations: {de: de.po}
  text: note.md
"""


def test_a_yaml_that_cannot_be_read_hides_no_mistake_in_the_files_that_it_names(tmp_path: Path) -> None:
    """Each is told in the same run, once; what only may be a file, or may not be wanted there, is not."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "rain.csv").write_text("Day,Late\nMon,3,4\n", "utf-8")
    (tmp_path / "note.md").write_bytes(b"caf\xe9")
    (tmp_path / "draft.md").write_bytes(b"")
    (tmp_path / "plan.svg").write_bytes(b"GIF89a")
    (tmp_path / "call.wav").write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    (tmp_path / "de.po").write_text('msgid "A note"\nmsgstr "Ein Zettel\n', "utf-8")
    scenario, problems = read_case(BROKEN_CASE, tmp_path)
    assert scenario is None
    told = [(each.file, each.line, each.column, each.rule) for each in problems]
    assert told == [
        ("de.po", 2, 1, "translation.form"),
        ("note.md", 1, 4, "file.encoding"),
        ("scenario.yaml", 2, 20, "yaml.syntax"),
        ("scenario.yaml", 4, 47, "file.kind"),
        ("tables/rain.csv", 2, 1, "table.form"),
    ]
