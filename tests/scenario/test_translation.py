"""A case in another language: every text is one, nothing else is touched, and what is wrong with the file is told."""

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.scenario.model import Scenario, Table
from practicum.scenario.po import read_po
from practicum.scenario.problems import Place
from practicum.scenario.read import load
from practicum.scenario.translation import CODES, WORDS, in_each_language, reworded, strings_of, texts
from tests.scenario.small import SCENARIOS, edited, read_case

HEADER = 'msgid ""\nmsgstr "Language: de\\n"\n\n'
NAMED = ("tests:\n", "translations: {de: de.po}\ntests:\n")
CASES = sorted(path.name for path in SCENARIOS.iterdir() if (path / "scenario.yaml").is_file())


def structs(hint: Any, seen: set[type]) -> Iterator[type]:
    """Every struct that a type is made of."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from structs(get_args(hint)[0], seen)
    elif origin in (dict, tuple, Union, types.UnionType):
        for each in get_args(hint):
            yield from structs(each, seen)
    elif origin is not Literal and isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint not in seen:
        seen.add(hint)
        yield hint
        for field in msgspec.structs.fields(hint):
            yield from structs(field.type, seen)


def small(folder: Path, po: str) -> tuple[Scenario | None, list[str]]:
    """Read the small case with a translation beside it."""
    (folder / "de.po").write_text(po, "utf-8", newline="")
    scenario, problems = read_case(edited(NAMED), folder)
    return scenario, [str(each) for each in problems]


def in_german(folder: Path, po: str) -> Scenario:
    """Translate the small case."""
    scenario, problems = small(folder, HEADER + po)
    assert scenario is not None, problems
    return in_each_language(scenario)["de"]


def test_every_string_of_the_model_is_a_text_or_a_code() -> None:
    """A field that is added must be named in one of the two tables, so that it can't be forgotten by translators."""
    found = [kind for kind in structs(Scenario, set()) if kind is not Table]
    strings = {kind: set(strings_of(kind)) for kind in found}
    named = {kind: set(WORDS.get(kind, ())) | set(CODES.get(kind, ())) for kind in found}
    assert {kind.__name__: missing for kind in found if (missing := strings[kind] - named[kind])} == {}
    assert set(WORDS) | set(CODES) <= set(found)
    assert [kind for kind in found if WORDS.get(kind, frozenset()) & CODES.get(kind, frozenset())] == []


@pytest.mark.parametrize("name", CASES)
def test_only_texts_are_reworded(name: str) -> None:
    """Said in its own words a case is the same; in others, no figure, id or phrase is another."""
    case = load(SCENARIOS / name)
    assert reworded(case, lambda text: text.source) == case
    found = iter(texts(case))
    back = reworded(reworded(case, lambda text: f"~{text.source}~"), lambda _: next(found).source)
    assert back == case


def test_a_paragraph_is_a_text_of_its_own(tmp_path: Path) -> None:
    """A changed paragraph lags alone; a list is one, and blank lines stay as they were."""
    scenario, _ = read_case(
        edited(("body: It rains for a month.", 'body: "It rains.\\n\\n\\n- long\\n- hard\\n\\nWait."')), tmp_path
    )
    assert scenario is not None
    bodies = [text for text in texts(scenario) if text.part == ("injects", "rain", "body")]
    assert [(text.place, text.source) for text in bodies] == [
        ("injects.rain.body:1", "It rains."),
        ("injects.rain.body:2", "- long\n- hard"),
        ("injects.rain.body:3", "Wait."),
    ]
    again = reworded(scenario, lambda text: "Warte." if text.source == "Wait." else text.source)
    assert again.injects["rain"].body == "It rains.\n\n\n- long\n- hard\n\nWarte."


def test_a_session_reads_what_is_translated_and_the_source_of_the_rest(tmp_path: Path) -> None:
    """A fuzzy translation may say something that is no longer so: teams read the source until somebody has looked."""
    case = in_german(
        tmp_path,
        'msgid "Parcels come back"\nmsgstr "Pakete kommen zurück"\n\n'
        '#, fuzzy\nmsgid "A small case"\nmsgstr "Ein Fall"\n\n'
        'msgid "It rains"\nmsgstr ""\n\n'
        '#~ msgid "Wait"\n#~ msgstr "Warten"\n',
    )
    assert (case.language, case.translations) == ("de", {})
    assert (case.tagline, case.title) == ("Pakete kommen zurück", "A small case")
    assert (case.injects["rain"].title, case.injects["rain"].options["wait"].label) == ("It rains", "Wait")


def test_one_source_can_be_translated_in_two_ways(tmp_path: Path) -> None:
    """An entry with a place speaks for that place, the one without for all others."""
    case = in_german(
        tmp_path,
        'msgid "Parcels returned"\nmsgstr "Zurückgesandte Pakete"\n\n'
        'msgctxt "instruments.returned.label"\nmsgid "Parcels returned"\nmsgstr "Rücksendequote"\n',
    )
    assert case.kpis["returns"].label == "Zurückgesandte Pakete"
    assert case.instruments["returned"].label == "Rücksendequote"


BROKEN = {
    'msgid "Wait\nmsgstr "Warten"\n': "de.po:4:1: this line can't be read as part of a .po file",
    'msgid "Wait"\nmsgstr Warten\n': "de.po:5:1: this line can't be read as part of a .po file",
    'msgid "Wait"\nmsgstr "a"\n\nmsgid "Wait"\nmsgstr "b"\n': 'de.po:7:1: "Wait" is here twice: it is already at line',
    'msgid "Wait"\n\nmsgid "It rains"\nmsgstr "Regen"\n': "de.po:6:1: msgid can't stand after msgid (line 4)",
    'msgid "Wait"\n': "de.po:4:1: the last entry has no msgstr",
    'msgid "Wait"\nmsgid_plural "Waits"\nmsgstr[0] "a"\n': "de.po:4:1: a case has no plural forms",
}


@pytest.mark.parametrize("po", BROKEN)
def test_a_broken_file_is_told_with_its_place(po: str, tmp_path: Path) -> None:
    """In the .po file, at the line; and the case is not loaded by half."""
    scenario, problems = small(tmp_path, HEADER + po)
    assert scenario is None
    assert problems[0].startswith(BROKEN[po])


def test_a_file_of_another_language_or_charset_is_told(tmp_path: Path) -> None:
    """What the file says of itself must fit."""
    _, problems = small(tmp_path, 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=ISO-8859-1\\n"\n')
    assert problems == [
        "de.po:1:1: the file says that it is in ISO-8859-1: save it as UTF-8, and say charset=UTF-8",
        (
            'de.po:1:1: the file says that its language is "fr", and the case names it as "de": '
            "name the right file, or mend its Language: line"
        ),
    ]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """Binary, Latin-1, too large, missing: a problem with its place, never a traceback."""
    for data, said in (
        (b"\x00\x01\x02", "de.po:1:1: a character that text can't hold"),
        (HEADER.encode() + b'msgid "Caf\xe9"\n', "de.po:4:11: this is not UTF-8 text"),
        (b"#" * 1_100_000, 'scenario.yaml:64:20: "de.po" is too large'),
    ):
        (tmp_path / "de.po").write_bytes(data)
        _, problems = read_case(edited(NAMED), tmp_path)
        assert [str(each)[: len(said)] for each in problems] == [said]
    (tmp_path / "de.po").unlink()
    assert [each.rule for each in read_case(edited(NAMED), tmp_path)[1]] == ["file.missing"]


def test_a_translation_is_into_another_language(tmp_path: Path) -> None:
    """Not into the one that the case is written in, and into one that there is."""
    (tmp_path / "de.po").write_text('msgid "A small case"\nmsgstr "Ein kleiner Fall"\n', "utf-8")
    for language, rule in (("en", "translation.language"), ("German", "value.form")):
        text = edited((NAMED[0], f"translations: {{{language}: de.po}}\ntests:\n"))
        assert [each.rule for each in read_case(text, tmp_path)[1]] == [rule]


@given(st.text(alphabet='msgidtrcx "\\\n#~,|:[]0a', max_size=120))
def test_no_text_is_too_odd_for_the_reader(text: str) -> None:
    """Whatever stands in a .po file, it is read or told."""
    file, problems = read_po(text, Place("de.po"), "de")
    assert (file is None) == bool(problems)
    assert all(1 <= each.line <= text.count("\n") + 1 for each in problems)


def test_an_empty_translation_is_told_once(tmp_path: Path) -> None:
    """Not text by text, as what lags would be."""
    (tmp_path / "de.po").write_text("\n", "utf-8")
    text = edited((NAMED[0], "translations: {de: de.po}\ntests:\n"))
    (said,) = read_case(text, tmp_path)[1]
    assert (said.rule, said.file) == ("file.empty", "de.po")
    assert said.hint.startswith("run practicum translate")
