"""A translation brought up to its case: new texts are added, changed ones kept as fuzzy, nothing is lost."""

from pathlib import Path

import polib
from typer.testing import CliRunner

from practicum.cli import app
from practicum.scenario.model import Scenario
from practicum.scenario.renewal import renewed
from practicum.translating import translate
from tests.scenario.small import CASE, edited, read_case


def case(*edits: tuple[str, str]) -> Scenario:
    """The small case, edited."""
    scenario, problems = read_case(edited(*edits))
    assert scenario is not None, problems
    return scenario


def translated() -> polib.POFile:
    """A whole translation of the small case: each text in capitals."""
    file = renewed(case(), "de", None).file
    for entry in file:
        entry.msgstr = entry.msgid.upper()
    return file


def entry(file: polib.POFile, source: str) -> polib.POEntry:
    """The entry of a source."""
    (found,) = [each for each in file if each.msgid == source]
    return found


def test_a_new_file_holds_every_text_once_with_its_places() -> None:
    """In the order of the case, empty, and each says where it stands."""
    done = renewed(case(), "de", None)
    assert (done.texts, done.open, done.obsolete) == (len(done.file), len(done.file), 0)
    assert [each.msgid for each in done.file][:2] == ["A small case", "Parcels come back"]
    assert entry(done.file, "Parcels returned").occurrences == [
        ("kpis.returns.label", ""),
        ("instruments.returned.label", ""),
    ]
    assert entry(done.file, "It rains for a month.").occurrences == [("injects.rain.body", "1")]
    assert done.file.metadata["Language"] == "de"


def test_a_second_run_changes_nothing() -> None:
    """The file is a function of the case and of what it held, and survives being written and read."""
    once = renewed(case(), "de", translated())
    again = renewed(case(), "de", polib.pofile(str(once.file)))
    assert (once.open, str(again.file)) == (0, str(once.file))


def test_a_changed_text_keeps_its_words_as_fuzzy() -> None:
    """With the previous source beside it, and nothing else is touched."""
    done = renewed(case(("It rains for a month.", "It rains for two months.")), "de", translated())
    changed = entry(done.file, "It rains for two months.")
    assert (changed.fuzzy, changed.msgstr) == (True, "IT RAINS FOR A MONTH.")
    assert changed.previous_msgid == "It rains for a month."
    assert (done.empty, done.fuzzy, done.obsolete) == (0, 1, 0)


def test_a_text_that_changes_twice_still_says_what_its_words_are_of() -> None:
    """The previous source is that of the translation, not that of an hour ago."""
    once = renewed(case(("It rains for a month.", "It rains for two months.")), "de", translated())
    twice = renewed(case(("It rains for a month.", "It rains for ten months.")), "de", once.file)
    assert entry(twice.file, "It rains for ten months.").previous_msgid == "It rains for a month."


def test_a_title_that_is_written_anew_is_fuzzy_too() -> None:
    """What stands at the same place replaces what stood there, however different."""
    done = renewed(case(("title: A small case", "title: Wet paper")), "de", translated())
    assert entry(done.file, "Wet paper").previous_msgid == "A small case"


def test_a_new_paragraph_does_not_disturb_its_neighbours() -> None:
    """Paragraphs that moved keep their translations; the new one is empty."""
    done = renewed(
        case(("body: It rains for a month.", 'body: "Hello.\\n\\nIt rains for a month."')), "de", translated()
    )
    moved = entry(done.file, "It rains for a month.")
    assert (moved.fuzzy, moved.occurrences) == (False, [("injects.rain.body", "2")])
    assert (done.empty, done.fuzzy) == (1, 0)


def test_what_is_gone_is_set_aside_and_comes_back() -> None:
    """Obsolete, with its words and its comment; and used again when its source is there again."""
    before = translated()
    entry(before, "Buy tents").tcomment = "Zelte, nicht Planen"
    less = case(("      tents: {label: Buy tents, effect: {budget: -1_000}}\n", ""))
    without = renewed(less, "de", before)
    aside = entry(without.file, "Buy tents")
    assert (aside.obsolete, aside.msgstr, without.obsolete, without.open) == (True, "BUY TENTS", 1, 0)
    back = renewed(case(), "de", polib.pofile(str(without.file)))
    again = entry(back.file, "Buy tents")
    assert (again.obsolete, again.msgstr, again.tcomment) == (False, "BUY TENTS", "Zelte, nicht Planen")
    assert (back.open, back.obsolete) == (0, 0)


def test_a_translation_for_one_place_stays_there() -> None:
    """An entry with msgctxt goes with its place; when the source changes there, it is fuzzy."""
    before = translated()
    before.append(polib.POEntry(msgctxt="injects.rain.title", msgid="It rains", msgstr="Regen"))
    same = renewed(case(), "de", before)
    assert [each.msgstr for each in same.file if each.msgid == "It rains"] == ["Regen", "IT RAINS"]
    other = renewed(case(("title: It rains", "title: It pours")), "de", before)
    own = [each for each in other.file if each.msgctxt]
    assert [(each.msgid, each.msgstr, each.fuzzy) for each in own] == [("It pours", "Regen", True)]


def shipped(folder: Path, text: str = CASE) -> Path:
    """Write the small case into a folder."""
    (folder / "scenario.yaml").write_text(text, "utf-8")
    return folder


def test_the_command_writes_the_file_and_says_what_is_open(tmp_path: Path) -> None:
    """First all of it, then what is left; and how to name the file in the case."""
    told = CliRunner().invoke(app, ["translate", str(shipped(tmp_path)), "de"])
    file = tmp_path / "translations" / "de.po"
    count = len(polib.pofile(str(file)))
    assert told.exit_code == 0
    assert f"de.po: {count} texts, {count} open: {count} to translate." in told.output
    assert "translations: {de: translations/de.po}" in told.output
    shipped(tmp_path, CASE + "translations: {de: translations/de.po}\n")
    file.write_text(str(translated()), "utf-8")
    assert translate(tmp_path, "de").says.endswith(f"{count} texts, all translated.")


def test_the_command_writes_where_the_case_says(tmp_path: Path) -> None:
    """Even if the file that the case names is not there yet."""
    shipped(tmp_path, CASE + "translations: {fr: french.po}\n")
    assert "french.po" in translate(tmp_path, "fr").says
    assert (tmp_path / "french.po").is_file()


def test_the_command_leaves_a_broken_file_as_it_is(tmp_path: Path) -> None:
    """And says what is wrong with it, with its place."""
    shipped(tmp_path)
    file = tmp_path / "translations" / "de.po"
    file.parent.mkdir()
    file.write_text('msgid "Wait\n', "utf-8")
    told = translate(tmp_path, "de")
    assert told.code == 1
    assert told.complains.startswith(f"{file.as_posix()}:1:1: this line can't be read")
    assert file.read_text("utf-8") == 'msgid "Wait\n'


def test_the_command_refuses_what_it_can_not_do(tmp_path: Path) -> None:
    """The case's own language, no language, a case with errors, no case, a file outside: why, and an exit code."""
    folder = shipped(tmp_path)
    assert translate(folder, "en").complains.endswith("the case is written in en: name another language")
    assert '"Klingon" is not a language' in translate(folder, "Klingon").complains
    assert translate(folder / "nowhere", "de").code == 2
    shipped(folder, CASE.replace("minutes: 90", "minuts: 90"))
    assert translate(folder, "de").code == 1
    shipped(folder, CASE + "translations: {de: ../de.po}\n")
    assert "is outside the scenario's folder" in translate(folder, "de").complains
