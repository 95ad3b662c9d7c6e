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
        "minutes: 60  # practicum: allow: [sense.time] two teams need less",
    ],
    ids=["at the end", "above", "above a comment", "a hyphen", "close", "behind a comment", "in brackets"],
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


@pytest.mark.parametrize(
    "comment, said",
    [
        ("allow", "this comment does not say which rule it allows: write # practicum: allow measurement.drift — the"),
        ("allow sense.time", "allowing sense.time needs a reason: write # practicum: allow sense.time — and why it is"),
        ("allow sense.tiem — soon", 'there is no rule "sense.tiem": did you mean "sense.time"?'),
        ("allow no.such — soon", 'there is no rule "no.such": the rules are listed in docs/rules/README.md'),
        (
            "ignore sense.time",
            'a comment to practicum says "allow", not "ignore": write # practicum: allow measurement.',
        ),
        (
            "allow value.choice — x",
            "value.choice is an error, and errors can't be allowed: mend what it names, and remove",
        ),
        (
            "allow sense.decoy — x",
            "nothing here breaks sense.decoy: remove the comment, or put it where the warning is",
        ),
    ],
)
def test_what_is_wrong_with_a_comment_is_told_word_for_word(tmp_path: Path, comment: str, said: str) -> None:
    """At the comment, as a warning."""
    case = checked(tmp_path, ("minutes: 90", f"minutes: 60  # practicum: {comment}"))
    (told_of,) = [each for each in case.problems if each.rule.startswith("allow.")]
    assert (told_of.line, told_of.column, told_of.severity) == (4, 14, "warning")
    assert f"{told_of.message}: {told_of.hint}".startswith(said)


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


LATE = ("lead: 8 weeks", "lead: 50 weeks")
ALLOW_LATE = "# practicum: allow economics.too-late — next year is the point"


@pytest.mark.parametrize(
    "edit",
    [
        ("  printer: {", f"  {ALLOW_LATE}\n  printer: {{"),
        ("interventions:\n", f"interventions:  {ALLOW_LATE}\n"),
        ("interventions:\n", f"{ALLOW_LATE}\ninterventions:\n"),
    ],
    ids=["above the item", "at the key that holds it", "above the key that holds it"],
)
def test_what_the_linter_finds_is_allowed_where_it_is_or_around_it(tmp_path: Path, edit: tuple[str, str]) -> None:
    """On the part itself, or on a key that holds it."""
    (tmp_path / "scenario.yaml").write_text(edited(LATE, edit), "utf-8")
    case = check(tmp_path, ["economics"])
    assert "economics.too-late" in [each.problem.rule for each in case.allowed]
    assert not {"economics.too-late", "allow.unused"} & {each.rule for each in case.problems}


def test_a_line_of_another_file_is_another_line(tmp_path: Path) -> None:
    """An allowance in the YAML says nothing about the same line of a translation."""
    (tmp_path / "de.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "gone"\nmsgstr "weg"\n', "utf-8")
    text = edited(("minutes: 90", "minutes: 90  # practicum: allow fairness.translation-lags — soon"))
    (tmp_path / "scenario.yaml").write_text(text + "translations: {de: de.po}\n", "utf-8")
    told = [(each.rule, Path(each.file).name, each.line) for each in check(tmp_path, ["fairness"]).problems]
    assert ("fairness.translation-lags", "de.po", 4) in told
    assert ("allow.unused", "scenario.yaml", 4) in told


def test_lines_are_those_of_the_file_whatever_ends_them() -> None:
    """CRLF counts once, and so do the separators that YAML knows."""
    (found,), _ = allowances(f"a: 1\r\nb: 'x\u2028y'\r\n{WHY}\r\nc: 1\r\n", "f")
    assert (found.place.line, found.place.column, found.line) == (4, 1, 5)
