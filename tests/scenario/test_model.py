"""The model says of every field what an author would want to know, and what it says is so."""

import typing
from enum import Enum

import msgspec
import pytest

from practicum.scenario import model
from practicum.scenario.described import about, fields_described, words_described
from practicum.scenario.model import (
    JUDGED_BY_PEOPLE,
    STRATEGY_BOTS,
    Asset,
    Bot,
    EvidenceKind,
    Scenario,
    Strategy,
    Table,
    Translation,
    bots_known_to,
    bots_of,
)
from practicum.scenario.walk import fields_of
from practicum.scoring.rubric import HIGHEST, HUMAN
from tests.scenario.small import CASE, complaints, edited, read_case

READ_FROM_FILES = {Asset, Table, Translation, model.Rendering}


def structs() -> list[type]:
    """Every part of a scenario that an author writes."""
    named = [getattr(model, name) for name in model.__all__]
    return [
        each
        for each in named
        if isinstance(each, type)
        and issubclass(each, model.Frozen)
        and each is not model.Frozen
        and each not in READ_FROM_FILES
    ]


def enums() -> list[type[Enum]]:
    """Every set of words that an author chooses from."""
    hints = [hint for struct in structs() for hint in typing.get_type_hints(struct).values()]
    inner = {each for hint in hints for each in (hint, *typing.get_args(hint))}
    return sorted((each for each in inner if isinstance(each, type) and issubclass(each, Enum)), key=str)


@pytest.mark.parametrize("struct", structs(), ids=lambda each: each.__name__)
def test_every_field_is_described(struct: type) -> None:
    """Whatever an author can write has a sentence about it, and so has the part that it belongs to."""
    said = fields_described(struct)
    assert set(said) == set(struct.__struct_fields__)
    assert about(struct).endswith((".", "`."))
    for name, field in said.items():
        assert field.text.startswith("`") or field.text[:1].isupper(), f"{name}: begins like a sentence"
        assert field.text.endswith("."), f"{name}: ends like a sentence"
        assert "Example" not in field.text, f"{name}: the example is not at the end, or not in backticks"


@pytest.mark.parametrize("words", enums(), ids=lambda each: each.__name__)
def test_every_word_is_described(words: type[Enum]) -> None:
    """What an author can choose from says what each choice means."""
    assert set(words_described(words)) == {each.value for each in words}


def test_every_public_name_is_found_in_the_package() -> None:
    """Whoever imports from the model need not know its modules; each type is listed once."""
    assert len(set(model.__all__)) == len(model.__all__)
    assert not [name for name in model.__all__ if not hasattr(model, name)]
    used = {each for struct in structs() for field in fields_of(struct) for each in _structs_in(field.hint)}
    assert used <= {*structs(), *READ_FROM_FILES}


def _structs_in(hint: object) -> list[type]:
    inner = [each for arg in typing.get_args(hint) for each in _structs_in(arg)]
    is_struct = isinstance(hint, type) and issubclass(hint, msgspec.Struct)
    return [*inner, hint] if is_struct else inner


def test_the_rows_of_a_rubric_are_those_that_people_judge() -> None:
    """The language and the scoring name the same rows and the same levels."""
    assert JUDGED_BY_PEOPLE == HUMAN
    assert tuple(str(level) for level in range(HIGHEST + 1)) == model.LEVELS


@pytest.mark.parametrize(
    "written, said",
    [
        ('argumnt: {anchors: {"0": Nothing.}}', '"argumnt" is not a row that people judge: did you mean "argument"?'),
        (
            'gap: {anchors: {"0": None.}}',
            '"gap" is not a row that people judge: write one of argument, risks, together',
        ),
        ('risks: {anchors: {"5": All.}}', '"5" is not a level: write one of 0, 1, 2, 3, 4'),
    ],
)
def test_a_rubric_has_no_other_rows_or_levels(written: str, said: str) -> None:
    """A word that is not a row, and a level that there is not, are told with what there is."""
    assert [each.split(": ", 1)[1] for each in complaints(f"{CASE}rubric:\n  {written}\n")] == [said]


@pytest.mark.parametrize(
    "of, said",
    [
        ("expect: {net: 1}", "a test is of a plan or of a bot: add plan: intended, or bot: expert"),
        ("plan: intended, bot: expert, expect: {net: 1}", "a test is of a plan or of a bot, not of both: make it two"),
        ("bot: exprt, expect: {net: 1}", 'unknown bot "exprt": did you mean "expert"?'),
    ],
)
def test_a_test_is_of_one_thing(of: str, said: str) -> None:
    """Neither plan nor bot, both, and a bot that is none are told at their place."""
    text = edited(('plan: [course], expect: {gap_closed: "< 1 %"}', of))
    (problem,) = [each for each in read_case(text)[1] if each.severity == "error"]
    assert (f"{problem.message}: {problem.hint}", problem.line) == (said, 65)


def test_the_strategies_rehearse_a_case_without_bots() -> None:
    """Each under its plain id; a case's own bots take their place, yet its tests may name both."""
    assert list(STRATEGY_BOTS) == ["reads_everything", "trusts_the_sponsor", "expert", "random"]
    plain, problems = read_case(edited(("plan: [course]", "bot: trusts_the_sponsor")))
    assert plain is not None, problems
    assert bots_of(plain) == STRATEGY_BOTS
    own, problems = read_case(f"{CASE}bots:\n  hurried: {{strategy: random, hours: 50 %}}\n")
    assert own is not None, problems
    assert bots_of(own) == {"hurried": Bot(strategy=Strategy.RANDOM, hours=0.5)}
    assert set(bots_known_to(own)) == {*STRATEGY_BOTS, "hurried"}


def test_an_interview_is_the_only_word_that_authors_do_not_write() -> None:
    """It is described all the same, since it is seen in the product."""
    assert "never written" in words_described(EvidenceKind)["interview"]
    assert "never written" in fields_described(Scenario)["id"].text
