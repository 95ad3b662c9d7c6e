"""A translation that lags is told, each text once and with its place; one that says the same is left alone."""

from pathlib import Path

import polib
import pytest

from practicum.lint.case import Case
from practicum.lint.families import lint
from practicum.lint.wording import differences
from practicum.scenario.read import reading_of
from practicum.scenario.renewal import renewed
from tests.scenario.small import edited, read_case

NAMED = ("tests:\n", "translations: {de: de.po}\ntests:\n")


def whole(*edits: tuple[str, str]) -> polib.POFile:
    """A translation of the small case in which every text says what its source says."""
    scenario, _ = read_case(edited(*edits))
    assert scenario is not None
    file = renewed(scenario, "de", None).file
    for entry in file:
        entry.msgstr = entry.msgid
    return file


def said(file: polib.POFile, folder: Path, *edits: tuple[str, str]) -> list[str]:
    """What the linter says about the small case with this translation."""
    (folder / "de.po").write_text(str(file), "utf-8")
    reading = reading_of(edited(NAMED, *edits).encode(), folder, "scenario.yaml", "small")
    assert reading.scenario is not None, reading.problems
    found = lint(Case(reading), ["fairness"])
    return [str(each) for each in found if each.rule == "fairness.translation-lags"]


def line(folder: Path, text: str) -> int:
    """The line of the .po file that holds a text."""
    return (folder / "de.po").read_text("utf-8").split(text)[0].count("\n") + 1


def test_a_whole_translation_is_left_alone(tmp_path: Path) -> None:
    """Nothing lags, nothing is said."""
    assert said(whole(), tmp_path) == []


def test_every_kind_of_lag_has_its_place(tmp_path: Path) -> None:
    """Unknown in the case; empty, fuzzy and gone in the .po file."""
    file = whole()
    sources = {entry.msgid: entry for entry in file}
    sources["Wait"].msgstr = ""
    sources["It rains"].flags = ["fuzzy"]
    file.remove(sources["Buy tents"])
    file.append(polib.POEntry(msgid="It snows", msgstr="Es schneit"))
    found = said(file, tmp_path)
    told = [
        (line(tmp_path, 'msgid "It rains"'), 'the source of this translation has changed: "It rains"'),
        (line(tmp_path, 'msgid "Wait"'), '"Wait" is not translated yet: write it in msgstr'),
        (line(tmp_path, 'msgid "It snows"'), 'the case no longer says "It snows"'),
    ]
    for each, (at, message) in zip(found, told, strict=False):
        assert each.startswith(f"de.po:{at}:1: warning: {message}"), each
    assert found[3:] == [each for each in found if each.startswith("scenario.yaml:")]
    (unknown,) = found[3:]
    assert '"Buy tents" is not in the translation into de' in unknown


def test_a_paragraph_that_changed_lags_alone(tmp_path: Path) -> None:
    """Its new words are unknown, the old ones gone; what stands beside it is not told."""
    edit = ("body: It rains for a month.", 'body: "It rains.\\n\\nFor a month."')
    found = said(whole(edit), tmp_path, (edit[0], 'body: "It rains.\\n\\nFor two months."'))
    assert len(found) == 2
    assert "For two months." in found[1]


def test_a_new_translation_is_counted_rather_than_told_text_by_text(tmp_path: Path) -> None:
    """Twenty of a kind, then how many more."""
    file = whole()
    for entry in file:
        entry.msgstr = ""
    found = said(file, tmp_path)
    assert len(found) == 21
    assert any(f"and {len(file) - 20} more" in each for each in found)


def test_columns_that_can_not_be_told_apart_are_told(tmp_path: Path) -> None:
    """Two column names with one translation."""
    (tmp_path / "log.csv").write_text("Day,Wet,Dry\nMonday,3,4\n", "utf-8")
    edit = ("body: Labels fade in the rain.", "data: log.csv")
    scenario, _ = read_case(edited(edit), tmp_path)
    assert scenario is not None
    file = renewed(scenario, "de", None).file
    for entry in file:
        entry.msgstr = "Nass" if entry.msgid in ("Wet", "Dry") else entry.msgid
    (told,) = said(file, tmp_path, edit)
    assert 'in de, two columns are called "Nass"' in told


SAME = [
    ("1,200 claims, 14.5 %", "1.200 Schäden, 14,5 %"),
    ("£180,000 for 1,234.56", "180 000 £ für 1.234,56"),
    ("from 14 down to 6", "von 6 herauf auf 14"),
    ("Tuesday 5 September, 08:14", "Dienstag, 5. September, 8:14 Uhr"),
    ("1,000,000 of them", "1'000'000 davon"),
    ("on 5.9.2023", "am 05.09.2023"),
    ("one in seven", "14 %"),
    ("see https://example.org/a.", "siehe https://example.org/a!"),
    ("# A\n", "# B\n"),
    ("- a\n- **b**", "- x\n- **y**"),
]
OTHER = [
    ("1,200 claims", "12.000 Schäden", "the translation lacks 1,200, which the source says"),
    ("14.5 % and 3", "145 % und 3", "the translation lacks 14.5, which the source says"),
    ("45 % against 43 %", "43 % gegen 43 %", "the translation lacks 45, which the source says"),
    ("% of claims", "Schäden in %", "the source begins with %, the translation does not"),
    ("- a\n- b", "- a und b", "the source has 2 × an item of a list, the translation 1 × an item of a list"),
    ("# A", "A", "the source has 1 × a heading, the translation running text"),
    ("a **bold** word", "ein Wort", "the source has 1 words or phrases in bold, the translation 0"),
    (
        "see [it](https://example.org)",
        "siehe [dort](https://example.com)",
        'the translation lacks "https://example.org"',
    ),
    ("{name}, hello", "Hallo", 'the translation lacks "{name}"'),
]


@pytest.mark.parametrize("source, text", SAME)
def test_what_a_language_may_do_with_figures_and_forms(source: str, text: str) -> None:
    """Other separators, another order, words for figures, other words."""
    assert list(differences(source, text, markdown=True)) == []


@pytest.mark.parametrize("source, text, message", OTHER)
def test_what_differs_is_told(source: str, text: str, message: str) -> None:
    """Another figure, another build, a thing that is gone."""
    assert message in [said for said, _ in differences(source, text, markdown=True)]
