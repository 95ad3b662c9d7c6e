"""The schema says what the loader says: what loads is valid, and what is misspelt, misshapen or unknown is not.

An editor reads YAML 1.2: ``yes`` and ``98_000`` are texts, ``0.9`` is a number, ``true`` is a yes. So do these tests.
"""

import copy
import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from ruamel.yaml import YAML

from practicum.scenario import tree
from practicum.scenario.described import fields_described, words_described
from practicum.scenario.expressions import (
    parse_expectation,
    parse_item,
    parse_unlock,
    parse_when,
)
from practicum.scenario.model import Expression, InterventionKind, Method, Scenario, Unit
from practicum.scenario.patterns import of_figure, of_phrase
from practicum.scenario.references import Names
from practicum.scenario.schema import as_text, schema
from practicum.scenario.values import NEVER_NEGATIVE, UNITS, Wrong, number_in
from practicum.scenario.walk import fields_of
from tests.lint.pages import guide
from tests.scenario.small import CASE, SCENARIOS, edited, read_case
from tests.scenario.test_golden import Mistake, mistakes
from tests.scenario.test_model import structs

SCHEMA = schema()
VALID = Draft202012Validator(SCHEMA)
NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?\Z")


def as_an_editor(text: str) -> Any:
    """Read YAML by the core schema of version 1.2."""
    root, _ = tree.parse(text.encode(), "scenario.yaml")
    return _plain(root)


def _plain(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Mapping):
        return {entry.key.text: _plain(entry.value) for entry in node.entries}
    if isinstance(node, tree.Sequence):
        return [_plain(each) for each in node.items]
    if node is None or not node.plain:
        return node.text if node is not None else None
    if node.text in ("", "~", "null"):
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if NUMBER.match(node.text):
        return float(node.text)
    return node.text


def invalid(text: str) -> list[str]:
    """What the schema says against a text."""
    return [f"{each.json_path}: {each.message[:200]}" for each in VALID.iter_errors(as_an_editor(text))]


def test_it_is_a_schema() -> None:
    """It keeps to the draft that it names, and to the older one that most editors know."""
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema({**SCHEMA, "$schema": "http://json-schema.org/draft-07/schema#"})
    assert json.loads(as_text()) == SCHEMA


@pytest.mark.parametrize("name", ["alder-mutual", "harbor-logistics", "lumen-connect"])
def test_a_shipped_case_is_valid(name: str) -> None:
    """Every case that ships, in both drafts, names the schema in its first line."""
    text = (SCENARIOS / name / "scenario.yaml").read_text("utf-8")
    assert invalid(text) == []
    old = Draft7Validator({**SCHEMA, "$schema": "http://json-schema.org/draft-07/schema#"})
    assert old.is_valid(as_an_editor(text))
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../scenario.schema.json"


def test_the_guides_case_is_valid() -> None:
    """And so is the small one of the tests, which leaves out whatever it can."""
    assert invalid("\n".join(guide("yaml"))) == []
    assert invalid(CASE) == []
    assert invalid(f"$schema: ../scenario.schema.json\n{CASE}") == []


# What is seen without knowing the rest of the case, its files, or how its YAML was written.
OF_FORM = {"key.unknown", "key.missing", "type.wrong", "type.unit", "type.empty", "value.choice", "value.form"}
OF_FORM |= {"phrase.item", "phrase.unlock", "phrase.expectation"}
# Of the figures that a test can name, the schema doesn't say which are in per cent.
UNSEEN = {'roi_percent: "> 3 %"'}


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda each: each.new.strip()[:40] or f"no {each.old[:30]}")
def test_a_mistake_of_form_is_not_valid(mistake: Mistake) -> None:
    """What is misspelt, misshapen or unknown is seen in the editor; what the loader lets pass, the schema does, too."""
    text = edited((mistake.old, mistake.new))
    errors = {each.rule for each in read_case(text)[1] if each.severity == "error"}
    if not errors:
        assert invalid(text) == []
    elif errors & OF_FORM and mistake.new not in UNSEEN:
        assert not VALID.is_valid(as_an_editor(text))


POOL: list[Any] = [True, "true", 1, 0, -1, 0.5, 1e13, 52, "1", "+1", "5 %", "98_000", "8 weeks", "2 h", "3 days"]
POOL += ["labels", "a b", "", " ", "start", "after D1", "design + 5 min", "by hand", "printer@4", "intended", "< 5 %"]
POOL += ["GBP", "up", "resources", "learning", "results", "nowhere.csv", [], ["printer"], {}, {"labels": "+1"}, None]


def places_in(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a case, as the keys that lead to it."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places_in(value, (*path, key))


def altered(case: Any, chance: random.Random) -> Any:
    """A case with another value at one place, or with one key more; whole numbers are written as such."""
    changed = copy.deepcopy(case)
    *above, last = chance.choice(list(places_in(case)))
    part = changed
    for key in above:
        part = part[key]
    if isinstance(part, dict) and chance.random() < 0.3:
        last = chance.choice([field.name for field in fields_of(chance.choice(structs()))])
    part[last] = chance.choice(POOL)
    return changed


def test_whatever_loads_is_valid_and_most_of_the_rest_is_not() -> None:
    """Values of every kind at every place: the editor takes what the loader takes, and shows nearly all it refuses."""
    chance = random.Random("values at places")
    whole = json.loads(re.sub(r"\.0\b", "", json.dumps(as_an_editor(CASE))))
    loaded = refused = seen = 0
    for _ in range(100):
        text = json.dumps(altered(whole, chance))
        valid = VALID.is_valid(as_an_editor(text))
        if read_case(text)[0] is not None:
            loaded += 1
            assert valid, invalid(text)
        else:
            refused += 1
            seen += not valid
    assert loaded > 10
    assert seen > 0.9 * refused


NUMBERS = [
    "0",
    "7",
    "98_000",
    "0.5",
    ".5",
    "+3",
    "-2",
    "12.25",
    "100",
    "101",
    "150",
    "1_000_000",
    "1e3",
    "12:30",
    "x",
    "",
]
WORDS = sorted({word for words, _ in UNITS.values() for word in words} | {"month", "percent", "£", "per week"})


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.value)
def test_a_figure_is_valid_where_the_loader_reads_it(unit: Unit) -> None:
    """Every number with every word for a unit, in both spellings: the pattern takes no less, and hardly more."""
    form = re.compile(of_figure(unit))
    more = 0
    for number in NUMBERS:
        for word in WORDS:
            for text in (f"{number} {word}", f"{number}{word.upper()}", f" {number}   {word} "):
                read = number_in(unit, text)
                if not isinstance(read, Wrong):
                    assert form.search(text), text
                elif form.search(text):
                    more += 1
                    assert not text.strip().startswith("-") or unit not in NEVER_NEGATIVE
    assert more <= 24


PHRASES = {
    Expression.UNLOCK: parse_unlock,
    Expression.WHEN: parse_when,
    Expression.ITEM: parse_item,
    Expression.EXPECTATION: parse_expectation,
}
PARTS = ["start", "after", "ask", "inject", "by hand", "design", "month", "week", "planned", "answered", "unanswered"]
PARTS += ["+", "D2", "qa.errors", "rain", "wait", "5 min", "3 days", "4", "13", "60", "course", "course@4", "course@60"]
PARTS += ["<", ">=", "about", "15 %", "412", "1_000", "within", "10", "%", "of best"]


@pytest.mark.parametrize("kind", PHRASES, ids=lambda each: each.value)
def test_a_phrase_is_valid_where_the_loader_reads_it(kind: Expression) -> None:
    """Random rows of the language's words: what can be read matches, and hardly anything else."""
    chance = random.Random(f"phrases {kind.value}")
    form, parse = re.compile(of_phrase(kind)), PHRASES[kind]
    rows = [" ".join(chance.choices(PARTS, k=size)) for size in (1, 2, 3, 4) for _ in range(2_000)]
    read = {row for row in rows if not isinstance(parse(row), Wrong)}
    taken = {row for row in rows if form.search(row)}
    assert read
    assert read <= taken
    assert len(taken - read) <= 0.05 * len(taken)


def test_the_schema_knows_the_keys_of_the_model() -> None:
    """No part of the model is missing, none has a key more, and each key is explained."""
    shapes = {Scenario.__name__: SCHEMA, **SCHEMA["$defs"]}
    assert set(shapes) == {each.__name__ for each in structs()}
    for struct in structs():
        properties = dict(shapes[struct.__name__]["properties"])
        properties.pop("$schema", None)
        said = fields_described(struct)
        assert list(properties) == [field.name for field in fields_of(struct)]
        assert {name: each["description"] for name, each in properties.items()} == {
            name: said[name].text for name in properties
        }


@pytest.mark.parametrize("struct", structs(), ids=lambda each: each.__name__)
def test_an_example_is_valid(struct: type) -> None:
    """What the description of a field shows could stand in a case."""
    shape = {"$defs": SCHEMA["$defs"], **(SCHEMA["$defs"].get(struct.__name__) or SCHEMA)}
    for name, said in fields_described(struct).items():
        if said.example:
            of_field = {"$defs": SCHEMA["$defs"], **shape["properties"][name]}
            example = as_an_editor(f"it: {said.example}\n")["it"]
            assert Draft202012Validator(of_field).is_valid(example), f"{name}: {said.example}"


def test_a_case_can_be_read_by_any_yaml_tool(tmp_path: Path) -> None:
    """A tool that takes 98_000 for a number finds the same case valid."""
    loaded = YAML(typ="safe", pure=True).load(io.StringIO(CASE))
    assert list(VALID.iter_errors(loaded)) == []


def test_what_has_its_own_form_is_refused_in_another() -> None:
    """A currency, a language, a tag that is an answer's, a figure of a test that there is not."""
    for old, new in [
        ("currency: GBP", "currency: pounds"),
        ("title: A small case", "title: A small case\nlanguage: english"),
        ("  D1: {title", "  I1: {title"),
        ("gap_closed:", "gap_shut:"),
        ("plan: [course], expect", "plan: [course], bot: expert, expect"),
        ("unlock: ask picker.labels", "unlock: ask picker"),
        ("when: design + 5 min", "when: someday"),
        ("lead: 8 weeks", "lead: 8 months"),
        ("answer: The labels.", "answr: The labels."),
    ]:
        assert invalid(edited((old, new))) != [], new


def test_what_a_choice_means_is_shown_by_editors() -> None:
    """A choice has its meaning beside it, in the form that editors show; a list of words, too."""
    properties = SCHEMA["$defs"]["Intervention"]["properties"]
    for shape, words in ((properties["kind"], InterventionKind), (properties["methods"]["items"], Method)):
        assert shape["enum"] == [each.value for each in words]
        assert shape["enumDescriptions"] == list(words_described(words).values())


def test_examples_are_as_people_write_them() -> None:
    """Editors offer them as they stand: with the sign, the unit and the thousands apart."""
    properties = SCHEMA["$defs"]["Intervention"]["properties"]
    shown = {name: properties[name]["examples"] for name in ("cost", "lead", "support", "reach", "kind", "methods")}
    assert shown["lead"] == ["8 weeks"]
    assert shown["support"] == ["+0.20"]
    assert shown["reach"] == ["95 %"]
    assert shown["kind"] == ["learning"]
    assert shown["methods"] == [["practice", "feedback"]]
    assert SCHEMA["$defs"]["Purse"]["properties"]["budget"]["examples"] == ["180_000"]
    quote = SCHEMA["$defs"]["Brief"]["properties"]["quote"]["examples"]
    assert quote == ["Can you get a webinar by Friday?"]


def test_the_schema_of_one_case_offers_its_ids() -> None:
    """As keys, as values and in phrases; what is not among them is as valid as before."""
    root, _ = tree.parse(CASE.encode(), "scenario.yaml")
    assert isinstance(root, tree.Mapping)
    own = schema(Names.of(root))
    Draft202012Validator.check_schema(own)
    parts = own["$defs"]
    assert set(parts["Evidence"]["properties"]["says"]["properties"]) == {"labels", "skill"}
    assert parts["Instrument"]["properties"]["kpi"]["anyOf"][0]["enum"] == ["returns"]
    opens = parts["Evidence"]["properties"]["unlock"]["anyOf"][0]["enum"]
    assert {"after D1", "ask picker.labels", "inject rain"} <= set(opens)
    comes = parts["Inject"]["properties"]["when"]["anyOf"][0]["enum"]
    assert {"after D2", "planned course", "rain answered tents"} <= set(comes)
    assert own["properties"]["intended"]["items"]["anyOf"][0]["enum"] == ["printer", "course"]
    assert Draft202012Validator(own).is_valid(as_an_editor(CASE))
    for name in ("alder-mutual", "harbor-logistics", "lumen-connect"):
        text = (SCENARIOS / name / "scenario.yaml").read_text("utf-8")
        assert Draft202012Validator(own).is_valid(as_an_editor(text))
    for old, new in [("says: {labels: +1}", "says: {labels: +3}"), ("unlock: ask picker.labels", "unlock: later")]:
        assert not Draft202012Validator(own).is_valid(as_an_editor(edited((old, new))))
