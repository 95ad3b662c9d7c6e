"""Comments that allow a warning: where they hold, what they need, and what is told about those that do nothing."""

from pathlib import Path

import pytest

from practicum.checking import Checked, check
from practicum.lint.suppress import allowances
from tests.scenario.small import edited

WHY = "# practicum: allow sense.time — two teams need less"


def checked(folder: Path, *edits: tuple[str, str]) -> Checked:
    """Check the small case, with less time than its phases take, and edits."""
    written = dict([("minutes: 90", "minutes: 60"), *edits])
    (folder / "scenario.yaml").write_text(edited(*written.items()), "utf-8")
    return check(folder, ())


def told(case: Checked) -> list[tuple[str, int]]:
    """The rules that are told, and their lines."""
    return [(each.rule, each.line) for each in case.problems]


def test_without_a_comment_the_warning_is_told(tmp_path: Path) -> None:
    """What the others take away."""
    assert told(checked(tmp_path)) == [("sense.time", 4)]


@pytest.mark.parametrize(
    "minutes",
    [
        f"minutes: 60  {WHY}",
        f"{WHY}\nminutes: 60",
        f"{WHY}\n# another comment\n\nminutes: 60",
        "minutes: 60  # practicum: allow sense.time - two teams need less",
        "minutes: 60  #practicum:allow sense.time: two teams need less",
        f"minutes: 60  # soon more. {WHY}",
    ],
    ids=["at the end", "above", "above a comment", "a hyphen", "close", "behind a comment"],
)
def test_a_comment_with_a_reason_allows_a_warning(tmp_path: Path, minutes: str) -> None:
    """At the end of the line, or alone above it; the reason is kept."""
    case = checked(tmp_path, ("minutes: 90", minutes))
    assert told(case) == []
    (allowed,) = case.allowed
    assert allowed.problem.rule == "sense.time"
    assert allowed.reason == "two teams need less"


def test_without_a_reason_nothing_is_allowed(tmp_path: Path) -> None:
    """The warning stays, and so does the comment's own."""
    case = checked(tmp_path, ("minutes: 90", "minutes: 60  # practicum: allow sense.time"))
    assert told(case) == [("sense.time", 4), ("allow.reason", 4)]
    assert case.problems[1].column == 14


def test_a_comment_on_another_line_allows_nothing(tmp_path: Path) -> None:
    """It is told where it stands; the warning is told too."""
    case = checked(tmp_path, ("title: A small case", f"title: A small case {WHY}"))
    assert told(case) == [("allow.unused", 2), ("sense.time", 4)]


def test_a_rule_that_does_not_exist_is_corrected(tmp_path: Path) -> None:
    """A near miss gets the id that was meant."""
    case = checked(tmp_path, ("minutes: 90", "minutes: 60  # practicum: allow sense.tiem, sense.time — because"))
    assert [str(each) for each in case.problems] == [
        f'{tmp_path.as_posix()}/scenario.yaml:4:14: warning: there is no rule "sense.tiem": did you mean "sense.time"?'
    ]
    assert len(case.allowed) == 1


@pytest.mark.parametrize("word", ["alow", "ignore", "disable", "Allow"])
def test_a_word_that_is_nearly_allow_is_told(tmp_path: Path, word: str) -> None:
    """Users of other tools try theirs."""
    case = checked(tmp_path, ("minutes: 90", f"minutes: 60  # practicum: {word} sense.time — because"))
    assert told(case) == [("sense.time", 4), ("allow.unknown", 4)]


def test_an_error_can_not_be_allowed(tmp_path: Path) -> None:
    """It breaks the play, whatever a comment says."""
    comment = "# practicum: allow value.choice — it is a toool"
    case = checked(tmp_path, ("kind: tool", "kind: toool"), ("interventions:\n", f"interventions:\n  {comment}\n"))
    assert told(case) == [("sense.time", 4), ("allow.error", 49), ("value.choice", 50)]


def test_text_that_looks_like_a_comment_is_text(tmp_path: Path) -> None:
    """Inside a block of text or a quoted one, nothing is a comment."""
    case = checked(
        tmp_path,
        ("tagline: Parcels come back", f'tagline: "Parcels {WHY}"\nsummary: |\n  {WHY}\n  They come back.'),
    )
    assert told(case) == [("sense.time", 7)]


def test_a_comment_about_the_product_is_only_a_comment(tmp_path: Path) -> None:
    """Not each comment that names the product asks for something."""
    case = checked(tmp_path, ("title: A small case", "# practicum: our first case\ntitle: A small case"))
    assert told(case) == [("sense.time", 5)]


def test_lines_are_those_of_the_file_whatever_ends_them() -> None:
    """CRLF counts once, and so do the separators that YAML knows."""
    (found,), _ = allowances(f"a: 1\r\nb: 'x\u2028y'\r\n{WHY}\r\nc: 1\r\n", "f")
    assert (found.place.line, found.place.column, found.line) == (4, 1, 5)
