"""Alder Mutual in German: whole, the same case to the figure, and written as German writes figures and quotes."""

import re

import pytest

from practicum.lint.case import Case
from practicum.lint.translation import lags
from practicum.outcome.forecast import forecast, parse_plan
from practicum.outcome.world import World
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import Scenario
from practicum.scenario.read import read_whole
from practicum.scenario.translation import Text, in_each_language, texts
from tests.scenario.small import SCENARIOS

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
ENGLISH = re.compile(r"\b(?:the|and|of|with|claims?|handlers?|rework|files?|which)\b", re.IGNORECASE)
SECTION = re.compile(r"\*\*\d\.\d\*\*")  # the number of a section is no figure
NAMES = re.compile(r"Claims Academy Online")


@pytest.fixture(scope="module")
def languages() -> dict[str, Scenario]:
    """The case in each of its languages."""
    reading = read_whole(SCENARIOS / "alder-mutual")
    assert reading.scenario is not None
    return in_each_language(reading.scenario)


@pytest.fixture(scope="module")
def pairs(languages: dict[str, Scenario]) -> list[tuple[Text, str]]:
    """Every text with its German words."""
    english, german = texts(languages["en"]), texts(languages["de"])
    assert [text.place for text in english] == [text.place for text in german]
    return [(one, other.source) for one, other in zip(english, german, strict=True)]


def plain(figure: str) -> str:
    """A German figure as English writes it."""
    return figure.translate(str.maketrans(",.", ".,"))


def test_nothing_lags() -> None:
    """Every text is translated, and nothing is left over."""
    assert [finding.message for finding in lags(Case(read_whole(SCENARIOS / "alder-mutual")))] == []


def test_every_figure_is_the_same(pairs: list[tuple[Text, str]]) -> None:
    """The same figures, as often, and with German separators."""
    for text, german in pairs:
        said = sorted(plain(each) for each in FIGURE.findall(SECTION.sub("", german)))
        assert said == sorted(FIGURE.findall(SECTION.sub("", text.source))), (text.place, german)


def test_nothing_was_left_in_english(pairs: list[tuple[Text, str]]) -> None:
    """No English word that German doesn't have, and no quotation mark of English."""
    wrong = [(text.place, german) for text, german in pairs if ENGLISH.search(NAMES.sub("", german)) or "”" in german]
    assert wrong == []


def test_quotation_marks_open_below_and_close_above(pairs: list[tuple[Text, str]]) -> None:
    """„So“, and what is said over several paragraphs opens in each and closes in the last."""
    for text, german in pairs:
        opened, closed = german.count("„"), german.count("“")
        assert (opened, closed) == (text.source.count("“"), text.source.count("”")), (text.place, german)


def test_the_model_is_the_same(languages: dict[str, Scenario]) -> None:
    """Every plan comes to the same figures, and every exhibit says the same of the causes."""
    english, german = languages["en"], languages["de"]
    world = World("7")
    for plan in (english.intended, english.sponsor_asks, ("workshop@4", "coaching")):
        told = [forecast(case, parse_plan(plan), world) for case in (english, german)]
        assert told[0] == told[1]
    one, other = exhibits(english), exhibits(german)
    assert list(one) == list(other)
    for tag, exhibit in one.items():
        same = other[tag]
        assert (same.hours, same.needs, same.says, same.decisive) == (
            exhibit.hours,
            exhibit.needs,
            exhibit.says,
            exhibit.decisive,
        )
        if exhibit.table is not None and same.table is not None:
            cells = [
                [cell if isinstance(cell, float) else None for row in each.rows for cell in row]
                for each in (exhibit.table, same.table)
            ]
            assert cells[0] == cells[1]
