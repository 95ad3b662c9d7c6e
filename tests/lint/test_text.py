"""What a person sees: the line, what is meant underlined to its last column, the cure, the second place, the count."""

from pathlib import Path

import pytest

from practicum.lint.source import MOST, Sources, width
from practicum.lint.text import as_text, count
from practicum.scenario.problems import Place, problem
from practicum.scenario.read import reading_of
from tests.scenario.small import edited

LONG = "The labels fade, and they fade soonest where the hall is open and the rain comes in from the side, " * 2


def shown(folder: Path, *edits: tuple[str, str]) -> str:
    """What is said about the small case, edited."""
    reading = reading_of(edited(*edits).encode(), folder, "scenario.yaml", "small")
    sources = Sources()
    sources.know("scenario.yaml", reading.data)
    return as_text(reading.problems, sources, cases=1, allowed=0)


def test_an_unknown_id_is_shown_with_its_definition(tmp_path: Path) -> None:
    """Two places, two lines; the gutter is as wide as the wider number."""
    assert shown(tmp_path, ("share: {returns: 70 %}", "share: {return: 70 %}")) == (
        """\
scenario.yaml:32:13: unknown kpi "return" [ref.unknown]
   |
32 |     share: {return: 70 %}
   |             ^~~~~~
   = did you mean "returns"? (defined at scenario.yaml:20)
scenario.yaml:20:3: "returns" is defined here
   |
20 |   returns:
   |   ^~~~~~~

1 problem in 1 case."""
    )


def test_a_key_that_is_there_twice_is_shown_with_the_first(tmp_path: Path) -> None:
    """The second one is the problem."""
    assert shown(tmp_path, ("minutes: 90\n", "minutes: 90\nminutes: 60\n")) == (
        """\
scenario.yaml:5:1: "minutes" is here twice [key.duplicate]
  |
5 | minutes: 60
  | ^~~~~~~
  = it is already at line 4; keep one of them
scenario.yaml:4:1: the first one
  |
4 | minutes: 90
  | ^~~~~~~

1 problem in 1 case."""
    )


def test_warnings_say_so_and_are_counted_apart(tmp_path: Path) -> None:
    """An error and a warning in one case."""
    assert shown(tmp_path, ("minutes: 90", "minutes: 60"), ("box: resources", 'box: "tools"')) == (
        """\
scenario.yaml:4:10: warning: the phases take 90 minutes, and the case says 60 [sense.time]
  |
4 | minutes: 60
  |          ^~
  = shorten a phase or lengthen the case

scenario.yaml:31:10: unknown box "tools" [value.choice]
   |
31 |     box: "tools"
   |          ^~~~~~~
   = write one of information, resources, incentives, knowledge, capacity, motives

1 problem and 1 warning in 1 case."""
    )


def test_tabs_and_wide_characters_keep_the_mark_below_its_word(tmp_path: Path) -> None:
    """A tab is four columns, an ideograph two, a combining accent none, and a quoted text is marked with its quotes."""
    said = shown(tmp_path, ("label: Labels can't be read", "label: {a:\t\"雨の日\", cafe\u0301: 'x y'}"))
    assert said.startswith(
        """\
scenario.yaml:30:12: causes.labels.label is a single value, not a map [type.wrong]
   |
30 |     label: {a:    "雨の日", cafe\u0301: 'x y'}
   |            ^"""
    )
    place = Place("scenario.yaml", 30, 15, 5)
    sources = Sources()
    sources.know("scenario.yaml", ("\n" * 29 + "    label: {a:\t\"雨の日\", cafe\u0301: 'x y'}").encode())
    excerpt = sources.excerpt(place)
    assert excerpt is not None
    assert excerpt.underline == " " * 14 + "^" + "~" * 10  # the tab and the quoted text: 4 + 1 + 3 × 2


def test_a_long_line_is_cut_around_its_word(tmp_path: Path) -> None:
    """Neither the beginning nor the end is needed to see what is meant."""
    said = shown(
        tmp_path, ("answer: The labels., says: {labels: +1}", f'answer: "{LONG}", says: {{lables: +1}}, trust: false')
    )
    line, underline = said.splitlines()[2:4]
    assert line.startswith("43 | …")
    assert line.endswith('comes in from the side, ", says: {lables: +1}, trust: false}')
    assert len(line) == len("43 | ") + MOST
    assert underline.index("^~~~~~") == line.index("lables")
    assert underline.endswith(" ^~~~~~")
    assert max(map(len, said.splitlines())) < MOST + 10


def test_a_text_that_goes_on_is_marked_to_the_end_of_its_line(tmp_path: Path) -> None:
    """Its first line stands for all of it."""
    said = shown(tmp_path, ("box: resources", 'box: "resources\n      and tools"'))
    assert said.splitlines()[1:4] == ["   |", '31 |     box: "resources', "   |          ^~~~~~~~~~"]


def test_a_row_of_a_table_is_shown_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CSV's mistake is shown in the CSV."""
    monkeypatch.chdir(tmp_path)
    Path("rain.csv").write_text("Day,Late\nMon,1\nTue\n", "utf-8")
    chart = "kind: chart, chart: {form: bar, finding: Rain}, alt: Rain, data: rain.csv"
    assert shown(Path(), ("kind: document, body: Labels fade in the rain.", chart)) == (
        """\
rain.csv:3:1: this row has 1 cells, the header has 2 [table.form]
  |
3 | Tue
  | ^~~
  = quote a cell that holds a comma: "a, b"

1 problem in 1 case."""
    )


def test_a_character_of_a_text_is_shown_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not UTF-8 is marked where it stands, and replaced."""
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_bytes("Größe\nin the caf".encode() + b"\xe9 there")
    assert shown(Path(), ("body: Labels fade in the rain.", "body: note.md")) == (
        """\
note.md:2:11: this is not UTF-8 text [file.encoding]
  |
2 | in the caf\ufffd there
  |           ^
  = save the file as UTF-8

1 problem in 1 case."""
    )


def test_a_problem_without_a_line_to_show_has_none() -> None:
    """A file that is not there, an empty line."""
    gone = problem("file.missing", Place("nowhere/scenario.yaml"), "can't be read", "give the folder")
    assert as_text([gone], Sources(), cases=1, allowed=0) == (
        "nowhere/scenario.yaml:1:1: can't be read [file.missing]\n  = give the folder\n\n1 problem in 1 case."
    )


@pytest.mark.parametrize(
    "errors, warnings, cases, allowed, said",
    [
        (0, 0, 1, 0, "Nothing is wrong."),
        (0, 0, 3, 0, "Nothing is wrong with these 3 cases."),
        (0, 0, 1, 1, "Nothing is wrong (1 warning allowed)."),
        (1, 0, 1, 0, "1 problem in 1 case."),
        (0, 2, 1, 0, "2 warnings in 1 case."),
        (3, 2, 2, 4, "3 problems and 2 warnings in 2 cases (4 warnings allowed)."),
    ],
)
def test_the_last_line_counts(errors: int, warnings: int, cases: int, allowed: int, said: str) -> None:
    """Problems, warnings, cases, and what was allowed."""
    place = Place("f")
    problems = [problem("a.b", place, "m")] * errors + [problem("a.c", place, "m", severity="warning")] * warnings
    assert count(problems, cases, allowed) == said


def test_what_has_no_width_is_told_from_what_is_wide() -> None:
    """As terminals draw it."""
    assert [width(each) for each in ("a", "é", "\u0301", "界", "ａ", "    ")] == [1, 1, 0, 2, 2, 4]
