"""Figures in the forms that people write, and texts that YAML would take for something else."""

import pytest

from practicum.scenario.model import Unit
from practicum.scenario.values import Wrong, ambiguous, number_in, plain_number, true_or_false, whole_number
from tests.scenario.small import edited, read_case

READ = [
    (Unit.WEEKS, "8 weeks", 8),
    (Unit.WEEKS, "1 week", 1),
    (Unit.WEEKS, "8", 8),
    (Unit.MINUTES, "5 min", 5),
    (Unit.MINUTES, "2 h", 120),
    (Unit.MINUTES, "3 days", 4320),
    (Unit.MINUTES, "2.5", 2.5),
    (Unit.HOURS, "24 h", 24),
    (Unit.HOURS, "30 min", 0.5),
    (Unit.SHARE, "15 %", 0.15),
    (Unit.SHARE, "15%", 0.15),
    (Unit.SHARE, "0.15", 0.15),
    (Unit.SHARE, ".15", 0.15),
    (Unit.SHARE, "1", 1),
    (Unit.MONEY, "98_000", 98_000),
    (Unit.MONEY, "1_250_000.50", 1_250_000.5),
    (Unit.SIGNED, "+0.30", 0.3),
    (Unit.SIGNED, "-2", -2),
    (Unit.SIGNED, "−2", -2),
    (Unit.SIGNED, "+5 %", 0.05),
    (Unit.VALUE, "5_200 per point and week", 5_200),
    (Unit.VALUE, "5_200 per  point\u00a0and week", 5_200),
    (Unit.VALUE, "5200", 5_200),
]


@pytest.mark.parametrize("unit, text, number", READ, ids=[f"{unit.value} {text}" for unit, text, _ in READ])
def test_a_figure_is_read_as_it_is_said(unit: Unit, text: str, number: float) -> None:
    """Each form gives the plain number in the unit of the model."""
    assert number_in(unit, text) == number


REFUSED = [
    (Unit.WEEKS, "2 months"),
    (Unit.WEEKS, "1.5 weeks"),
    (Unit.WEEKS, "9999"),
    (Unit.MINUTES, "5 m"),
    (Unit.MINUTES, "-5 min"),
    (Unit.MINUTES, "00:05"),
    (Unit.HOURS, "two"),
    (Unit.SHARE, "150 %"),
    (Unit.SHARE, "15"),
    (Unit.SHARE, "15 per cent"),
    (Unit.MONEY, "98,000"),
    (Unit.MONEY, "98 000"),
    (Unit.MONEY, "98.000.000"),
    (Unit.MONEY, "£98"),
    (Unit.MONEY, "98_"),
    (Unit.MONEY, "1e3"),
    (Unit.MONEY, "0x10"),
    (Unit.MONEY, "nan"),
    (Unit.MONEY, ".inf"),
    (Unit.MONEY, ""),
    (Unit.VALUE, "5_200 a week"),
]


@pytest.mark.parametrize("unit, text", REFUSED, ids=[f"{unit.value} {text}" for unit, text in REFUSED])
def test_a_figure_in_doubt_is_refused_with_a_cure(unit: Unit, text: str) -> None:
    """Nothing is guessed; each refusal says how to write it."""
    refused = number_in(unit, text)
    assert isinstance(refused, Wrong)
    assert refused.hint


@pytest.mark.parametrize(
    "text", ["yes", "No", "on", "OFF", "y", "true", "null", "~", "12:30", "1e3", "010", "7", ".nan"]
)
def test_a_text_that_yaml_takes_for_something_else_must_be_quoted(text: str) -> None:
    """As a title each of them is refused, and the same text in quotes is that text."""
    assert ambiguous(text)
    scenario, problems = read_case(edited(("title: A small case", f"title: {text}")))
    assert scenario is None
    assert [(each.rule, each.line, each.column) for each in problems] == [("text.ambiguous", 2, 8)]
    assert problems[0].hint == f'quote it: "{text}"'
    scenario, problems = read_case(edited(("title: A small case", f'title: "{text}"')))
    assert problems == []
    assert scenario is not None
    assert scenario.title == text


@pytest.mark.parametrize("text", ["2023-09-05"])
def test_a_date_must_be_quoted(text: str) -> None:
    """Some readers of YAML make a date of it."""
    assert ambiguous(text) == "a date"


@pytest.mark.parametrize("text", ["A title", "14 %", "on Friday", "3 parties", "Yes, but", "£180,000", "12:30 sharp"])
def test_ordinary_text_needs_no_quotes(text: str) -> None:
    """What reads as text to everybody is text."""
    assert ambiguous(text) is None


def test_plain_numbers_take_no_unit() -> None:
    """A number without a unit of its own is that number alone."""
    assert plain_number("0.9") == 0.9
    assert plain_number("-14") == -14
    assert isinstance(plain_number("14 %"), Wrong)
    assert whole_number("120") == 120
    assert isinstance(whole_number("1.5"), Wrong)


def test_true_has_one_spelling() -> None:
    """Yes, on and True are refused."""
    assert true_or_false("true") is True
    assert true_or_false("false") is False
    assert all(isinstance(true_or_false(word), Wrong) for word in ("yes", "on", "True", "1"))


def test_parts_with_one_main_figure_may_be_written_as_that_figure() -> None:
    """``noise: 0.5`` is ``noise: {sd: 0.5}``, ``design: 12 min`` is ``design: {minutes: 12}``."""
    short, _ = read_case(edited(("noise: {sd: 0.5}", "noise: 0.5")))
    long, _ = read_case(edited(("design: 12 min", "design: {minutes: 12}")))
    assert short is not None
    assert short == long
