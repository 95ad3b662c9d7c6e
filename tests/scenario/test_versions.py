"""The version of the language: a newer case is refused, an older one is brought up with every place kept.

There is one version yet, so the older ones here are made up: in version 1 a KPI's label was its name, and in version 2
causes were called reasons.
"""

import msgspec
import pytest

from practicum.scenario.problems import Problem
from practicum.scenario.tree import Entry, Mapping, Node, Scalar, parse
from practicum.scenario.versions import STEPS, VERSION, brought_up
from tests.scenario.small import CASE, complaints, edited

OLD = """\
practicum: 1
title: Old
reasons:
  labels: {box: resources}
kpis:
  returns:
    name: Parcels returned
"""


def renamed(part: Mapping, old: str, new: str) -> Mapping:
    """A part with one of its keys renamed where it stands."""
    return msgspec.structs.replace(
        part,
        entries=tuple(
            Entry(msgspec.structs.replace(each.key, text=new), each.value) if each.key.text == old else each
            for each in part.entries
        ),
    )


def with_labels(root: Mapping) -> Mapping:
    """From 1 to 2: the name of a KPI becomes its label."""
    kpis = root.get("kpis")
    assert isinstance(kpis, Mapping)
    entries = tuple(Entry(each.key, renamed(each.value, "name", "label")) for each in kpis.entries)
    new = msgspec.structs.replace(kpis, entries=entries)
    return msgspec.structs.replace(
        root, entries=tuple(Entry(each.key, new) if each.key.text == "kpis" else each for each in root.entries)
    )


def with_causes(root: Mapping) -> Mapping:
    """From 2 to 3: reasons become causes."""
    return renamed(root, "reasons", "causes")


MADE_UP = {1: with_labels, 2: with_causes}


def tree_of(text: str) -> Mapping:
    """A text as a tree."""
    root, problems = parse(text.encode(), "scenario.yaml")
    assert isinstance(root, Mapping)
    assert problems == []
    return root


def shape(node: Node) -> object:
    """What a tree says, without its places."""
    if isinstance(node, Mapping):
        return {each.key.text: shape(each.value) for each in node.entries}
    assert isinstance(node, Scalar)
    return node.text


def places(node: Node) -> list[object]:
    """Where everything of a tree stands, in order."""
    if isinstance(node, Mapping):
        inner = [place for each in node.entries for place in (each.key.place, *places(each.value))]
        return [node.place, *inner]
    return [node.place]


def test_an_older_case_is_brought_up_step_by_step() -> None:
    """Each step makes the next version of it, and everything stays where the author wrote it."""
    problems: list[Problem] = []
    old = tree_of(OLD)
    new = brought_up(old, problems, to=3, steps=MADE_UP)
    assert new is not None
    assert problems == []
    assert shape(new) == {
        "practicum": "3",
        "title": "Old",
        "causes": {"labels": {"box": "resources"}},
        "kpis": {"returns": {"label": "Parcels returned"}},
    }
    assert places(new) == places(old)


def test_a_case_takes_only_the_steps_that_it_needs() -> None:
    """From the middle version, the last step alone; from the present one, none."""
    middle = OLD.replace("practicum: 1", "practicum: 2").replace("name:", "label:")
    assert (new := brought_up(tree_of(middle), [], to=3, steps=MADE_UP)) is not None
    assert [each.key.text for each in new.entries] == ["practicum", "title", "causes", "kpis"]
    present = tree_of(OLD.replace("practicum: 1", "practicum: 3"))
    assert (new := brought_up(present, [], to=3, steps=MADE_UP)) is not None
    assert shape(new) == shape(present)


def test_a_case_that_says_no_version_is_of_the_first() -> None:
    """It is brought up like one that says so."""
    unsaid = tree_of(OLD.replace("practicum: 1\n", ""))
    assert (new := brought_up(unsaid, [], to=3, steps=MADE_UP)) is not None
    assert [each.key.text for each in new.entries] == ["title", "causes", "kpis"]
    assert complaints(CASE.replace("practicum: 1\n", "")) == []


def test_there_is_a_step_from_every_older_version() -> None:
    """No case that could once be read is left behind."""
    assert set(STEPS) == set(range(1, VERSION))


@pytest.mark.parametrize(
    "written, said",
    [
        (
            "99",
            "this case is written in version 99 of the language, and this server reads up to 1: use a newer server,",
        ),
        ('"1"', "the version of the language is a number, not a text: leave out the quotes: practicum: 1"),
        ("0", "there is no version 0 of the language: write practicum: 1"),
        ("1.0", "the version of the language is a number: write practicum: 1"),
        ("-1", "the version of the language is a number: write practicum: 1"),
        ("v1", "the version of the language is a number: write practicum: 1"),
        ("", "the version of the language is a number: write practicum: 1"),
        ("[1]", "the version of the language is a number: write practicum: 1"),
        ("99999999999999999999", "this case is written in version 999999999 of the language"),
    ],
)
def test_a_version_that_can_not_be_read_is_told_once(written: str, said: str) -> None:
    """Whatever stands there, one problem at its place says what to write."""
    (one,) = complaints(edited(("practicum: 1", f"practicum: {written}")))
    assert one.startswith("scenario.yaml:1:")
    assert said in one


def test_the_rest_of_a_case_is_checked_beside_its_version() -> None:
    """Only a newer case ends the reading, since nobody knows its words."""
    wrong = edited(("practicum: 1", 'practicum: "1"'), ("title: A small case", "titel: A small case"))
    assert len(complaints(wrong)) == 2
    newer = edited(("practicum: 1", "practicum: 2"), ("title: A small case", "titel: A small case"))
    assert len(complaints(newer)) == 1
