"""The files beside a scenario: where they may be, what they may hold, and where a mistake in one is shown."""

from pathlib import Path

import pytest

from tests.scenario.small import complaints, edited, read_case

BODY = "body: Labels fade in the rain."
CHART = "kind: chart, chart: {form: bar, finding: Rain}, alt: Rain, data: rain.csv"


def saying(folder: Path, written: str) -> list[str]:
    """What is said about the small case when its first document is written like this."""
    return complaints(edited((BODY, written)), folder)


def with_table(folder: Path, content: str | bytes) -> list[str]:
    """What is said about the small case when its first document is a chart of this table."""
    data = content.encode() if isinstance(content, str) else content
    (folder / "rain.csv").write_bytes(data)
    return complaints(edited(("kind: document, body: Labels fade in the rain.", CHART)), folder)


def test_a_text_is_read_from_its_file(tmp_path: Path) -> None:
    """The model holds the content, so that a running session needs no file."""
    (tmp_path / "note.md").write_bytes(b"\xef\xbb\xbfLabels *fade*.\r\nIn the rain.\r\n")
    scenario, problems = read_case(edited((BODY, "body: note.md")), tmp_path)
    assert problems == []
    assert scenario is not None
    assert scenario.evidence["D1"].body == "Labels *fade*.\nIn the rain."


def test_a_table_holds_numbers_where_cells_are_numbers(tmp_path: Path) -> None:
    """A cell that reads as a number to everybody is one; all others are text."""
    (tmp_path / "rain.csv").write_text('Day,Late,Lost\n"Mon, wet",3,-1.5\nTue,,4\n', "utf-8")
    text = edited(("kind: document, body: Labels fade in the rain.", CHART))
    scenario, problems = read_case(text, tmp_path)
    assert problems == []
    assert scenario is not None
    table = scenario.evidence["D1"].data
    assert table is not None
    assert table.columns == ("Day", "Late", "Lost")
    assert table.rows == (("Mon, wet", 3.0, -1.5), ("Tue", "", 4.0))


@pytest.mark.parametrize(
    "name", ["../secret.md", "/etc/motd.md", "a/../../secret.md", "../case/in.md", "link.md", "link/secret.md"]
)
def test_no_file_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    """Not by a path that leads out, not by an absolute one, not through a link."""
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a").mkdir()
    (folder / "in.md").write_text("in again, as long as the folder keeps its name", "utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "link").symlink_to(tmp_path)
    (said,) = saying(folder, f"body: {name}")
    assert said.startswith(f'scenario.yaml:46:45: "{name}" is outside the scenario\'s folder')


def test_a_file_that_is_nearly_there_is_suggested(tmp_path: Path) -> None:
    """A missing file gets the name that was probably meant."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "note.md").write_text("Rain.", "utf-8")
    assert saying(tmp_path, "body: evidence/notes.md") == [
        'scenario.yaml:46:45: there is no file "evidence/notes.md": did you mean "evidence/note.md"?'
    ]


def test_a_name_with_spaces_is_a_files_name(tmp_path: Path) -> None:
    """It is not taken for a text of three words, which teams would read."""
    (tmp_path / "rain log.md").write_text("Nine days.", "utf-8")
    assert saying(tmp_path, "body: rain log.md") == []
    (said,) = saying(tmp_path, "body: rain logs.md")
    assert said.endswith('there is no file "rain logs.md": did you mean "rain log.md"?')


def test_a_link_that_leads_nowhere_is_not_suggested_for_itself(tmp_path: Path) -> None:
    """Whoever reads the name in both places would look for a difference that is not there."""
    (tmp_path / "note.md").symlink_to("gone.md")
    (said,) = saying(tmp_path, "body: note.md")
    assert said.endswith('"note.md" is not a file that can be read: put the file itself there, not a link')


SERIES = {
    "17,9": "write 17.9",
    "17.9 %": "write 17.9; the % belongs to the chart's unit",
    "1,551": "write 1551",
    "about six": "words belong to the first column",
}


@pytest.mark.parametrize("cell, cure", SERIES.items(), ids=SERIES)
def test_text_in_a_series_is_shown_with_its_cure(tmp_path: Path, cell: str, cure: str) -> None:
    """Which cell, and how what was meant is written."""
    (said,) = with_table(tmp_path, f'Day,Late\nMon,3\nTue,"{cell}"\n')
    assert f'column "Late" of the chart holds text, as in "{cell}": a series is numbers' in said
    assert said.endswith(cure)


@pytest.mark.parametrize("separator, called", [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_of_another_country_is_told_as_what_it_is(tmp_path: Path, separator: str, called: str) -> None:
    """Spreadsheets save so where the comma is in the numbers; nobody sees it but who knows."""
    (said,) = with_table(tmp_path, f"Day{separator}Late\nMon{separator}3,5\n")
    assert said.startswith(f"rain.csv:1:1: the cells are separated by {called}")


def test_a_line_has_two_points(tmp_path: Path) -> None:
    """One row is a bar."""
    (tmp_path / "rain.csv").write_text("Day,Late\nMon,3\n", "utf-8")
    line = edited(("kind: document, body: Labels fade in the rain.", CHART.replace("form: bar", "form: line")))
    (said,) = complaints(line, tmp_path)
    assert "a line needs two points, and the table has one row" in said


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """A folder with a file's name is as good as nothing."""
    (tmp_path / "note.md").mkdir()
    assert 'there is no file "note.md"' in saying(tmp_path, "body: note.md")[0]


@pytest.mark.parametrize(
    "content, said",
    [
        (b"  \n", "note.md:1:1: the file is empty: write the text, or remove the line that names it"),
        ("één\ntwó ".encode() + b"\xff\n", "note.md:2:5: this is not UTF-8 text: save the file as UTF-8"),
        (b"a\nb\0", "note.md:2:2: a character that text can't hold (U+0000): remove it"),
        (b"a" * 70_000, 'scenario.yaml:46:45: "note.md" is too large (68 KiB): keep it under 64 KiB'),
    ],
    ids=["empty", "not UTF-8", "binary", "too large"],
)
def test_what_is_wrong_with_a_text_is_shown_in_its_file(tmp_path: Path, content: bytes, said: str) -> None:
    """A text file's mistake has its place in that file."""
    (tmp_path / "note.md").write_bytes(content)
    assert saying(tmp_path, "body: note.md") == [said]


TABLES = {
    "empty": ("", "rain.csv:1:1: the table has no rows: the first line names the columns"),
    "only a header": ("Day,Late\n", "rain.csv:1:1: the table has no rows: the first line names the columns"),
    "a short row": ("Day,Late\nMon,1\nTue\n", "rain.csv:3:1: this row has 1 cells, the header has 2: quote a cell"),
    "the same column twice": ("Day,Day\nMon,1\n", 'rain.csv:1:1: two columns are called "Day": rename one of them'),
    "a column without a name": ("Day,\nMon,1\n", "rain.csv:1:1: column 2 has no name: name it"),
    "text in a series": ("Day,Late\nMon,many\n", 'scenario.yaml:46:88: column "Late" of the chart holds text'),
    "one column": ("Day\nMon\n", "scenario.yaml:46:88: a chart needs two columns: the first column gives the labels"),
    "an open quote": ('Day,Late\n"Mon,1\n', "rain.csv:1:1: this is not a CSV table (unexpected end of data)"),
}


@pytest.mark.parametrize("content, said", TABLES.values(), ids=TABLES)
def test_what_is_wrong_with_a_table_is_shown_in_its_file(tmp_path: Path, content: str, said: str) -> None:
    """A table's mistake has its line."""
    (line,) = with_table(tmp_path, content)
    assert line.startswith(said)


def test_files_are_bounded_together(tmp_path: Path) -> None:
    """One file that is named a thousand times is not read into memory a thousand times."""
    (tmp_path / "note.md").write_text("a" * 60_000, "utf-8")
    topics = "".join(f"      t{n}: {{ask: What, answer: note.md}}\n" for n in range(1_000))
    said = complaints(edited(("    topics:\n", "    topics:\n" + topics)), tmp_path)
    assert "the case's files hold more than 8 MiB together: name fewer of them" in said[0]


def test_a_number_with_a_leading_zero_is_a_name(tmp_path: Path) -> None:
    """007 in a table stays 007."""
    (tmp_path / "rain.csv").write_text("Agent,Late\n007,0\n", "utf-8")
    scenario, _ = read_case(edited(("kind: document, body: Labels fade in the rain.", CHART)), tmp_path)
    assert scenario is not None
    table = scenario.evidence["D1"].data
    assert table is not None
    assert table.rows == (("007", 0.0),)


def test_a_table_that_is_too_long_is_refused(tmp_path: Path) -> None:
    """Rows are bounded, as all else is."""
    said = with_table(tmp_path, "Day,Late\n" + "Mon,1\n" * 2_001)
    assert said == ["rain.csv:1:1: the table has 2001 rows: at most 2000"]
