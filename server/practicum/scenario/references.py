"""Checks that every id in a scenario names something, and that every phrase can be read.

Rules:
- Names are taken from the tree, not from the model, so that a part with a mistake of its own is still a name.
- An unknown id gets the nearest known one and the line where that one is defined.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

from practicum.scenario.expressions import (
    FIGURES,
    AfterAnswer,
    AfterExhibit,
    AfterInject,
    InPhase,
    parse_expectation,
    parse_item,
    parse_unlock,
    parse_when,
)
from practicum.scenario.model import STRATEGY_BOTS, Expression, Ref
from practicum.scenario.problems import Place, Problem, did_you_mean, one_of, problem
from practicum.scenario.tree import Mapping, Node
from practicum.scenario.values import Wrong
from practicum.scenario.walk import Mention

_SECTIONS = {
    Ref.KPI: "kpis",
    Ref.CAUSE: "causes",
    Ref.EVIDENCE: "evidence",
    Ref.INTERVENTION: "interventions",
    Ref.INJECT: "injects",
    Ref.BOT: "bots",
}


class Names(msgspec.Struct, frozen=True):
    """What is defined where."""

    ids: dict[Ref, dict[str, Place]]
    topics: dict[str, dict[str, Place]]  # person → topic → place

    @classmethod
    def of(cls, root: Mapping) -> Names:
        """Collect the names that a scenario defines."""
        ids = {kind: _keys(root.get(section)) for kind, section in _SECTIONS.items()}
        for request in _maps(root.get("data_requests")):
            for cut in _maps(request.get("cuts")):
                tag = cut.get("tag")
                text = getattr(tag, "text", "")
                if tag is not None and text and text not in ids[Ref.EVIDENCE]:
                    ids[Ref.EVIDENCE][text] = tag.place
        people = root.get("people")
        topics: dict[str, dict[str, Place]] = {}
        if isinstance(people, Mapping):
            for entry in people.entries:
                held = entry.value.get("topics") if isinstance(entry.value, Mapping) else None
                topics[entry.key.text] = _keys(held)
        return cls(ids, topics)


def check_mentions(mentions: Iterable[Mention], names: Names, problems: list[Problem]) -> None:
    """Check every id and every phrase of a scenario."""
    for mention in mentions:
        if isinstance(mention.kind, Ref):
            _check_id(mention.kind, mention.text, mention.place, names, problems)
        else:
            _check_phrase(mention, names, problems)


def _check_phrase(mention: Mention, names: Names, problems: list[Problem]) -> None:
    text, place = mention.text, mention.place
    if mention.kind is Expression.UNLOCK:
        opening = parse_unlock(text)
        if isinstance(opening, Wrong):
            _refuse(opening, place, problems)
        elif isinstance(opening, AfterExhibit):
            _check_id(Ref.EVIDENCE, opening.evidence, place, names, problems)
        elif isinstance(opening, AfterInject):
            _check_id(Ref.INJECT, opening.inject, place, names, problems)
        elif isinstance(opening, AfterAnswer):
            _check_topic(opening, place, names, problems)
    elif mention.kind is Expression.WHEN:
        moment = parse_when(text)
        if isinstance(moment, Wrong):
            _refuse(moment, place, problems)
        elif isinstance(moment, InPhase) and moment.phase == "brief" and moment.minutes < 0:
            _refuse(Wrong("value.range", "before the session", "write brief + 1 min"), place, problems)
    elif mention.kind is Expression.ITEM:
        item = parse_item(text)
        if isinstance(item, Wrong):
            _refuse(item, place, problems)
        else:
            _check_id(Ref.INTERVENTION, item.intervention, place, names, problems)
    elif mention.kind is Expression.EXPECTATION:
        _check_expectation(mention, problems)


def _check_expectation(mention: Mention, problems: list[Problem]) -> None:
    figure = str(mention.path[-1])
    if figure not in FIGURES:
        close = did_you_mean(figure, FIGURES, len(problems))
        cure = f'did you mean "{close}"?' if close else f"write {one_of(FIGURES)}"
        message = f'unknown figure "{figure[:60]}"'
        problems.append(problem("ref.unknown", mention.place, message, cure))
    expected = parse_expectation(mention.text)
    if isinstance(expected, Wrong):
        _refuse(expected, mention.place, problems)
    elif figure == "roi_percent" and mention.text.rstrip().endswith("%"):
        message = "roi_percent is in per cent already"
        problems.append(problem("type.unit", mention.place, message, "leave out the %"))


def _check_id(kind: Ref, text: str, place: Place, names: Names, problems: list[Problem]) -> None:
    known = names.ids[kind]
    given = STRATEGY_BOTS if kind is Ref.BOT else {}  # needs no line of the file
    if text in known or text in given:
        return
    message = f'unknown {kind.value} "{text[:60]}"'
    words = [*known, *given]
    close = did_you_mean(text, words, len(problems))
    if close is not None:
        at = f" (defined at {_short(known[close])})" if close in known else ""
        cure = f'did you mean "{close}"?{at}'
    else:
        cure = f"write {one_of(words)}" if words else f"define it under {_SECTIONS[kind]}"
    problems.append(problem("ref.unknown", place, message, cure))


def _check_topic(asked: AfterAnswer, place: Place, names: Names, problems: list[Problem]) -> None:
    topics = names.topics.get(asked.person)
    if topics is None:
        close = did_you_mean(asked.person, names.topics, len(problems))
        cure = f'did you mean "{close}"?' if close else f"write {one_of(names.topics)}"
        message = f'unknown person "{asked.person[:60]}"'
        problems.append(problem("ref.unknown", place, message, cure))
    elif asked.topic not in topics:
        close = did_you_mean(asked.topic, topics, len(problems))
        cure = f'did you mean "{close}"? (defined at {_short(topics[close])})' if close else f"write {one_of(topics)}"
        message = f'{asked.person} has no topic "{asked.topic[:60]}"'
        problems.append(problem("ref.unknown", place, message, cure))


def _refuse(wrong: Wrong, place: Place, problems: list[Problem]) -> None:
    problems.append(problem(wrong.rule, place, wrong.message, wrong.hint))


def _short(place: Place) -> str:
    return f"{PurePosixPath(place.file).name}:{place.line}"


def _keys(node: Node | None) -> dict[str, Place]:
    if not isinstance(node, Mapping):
        return {}
    return {entry.key.text: entry.key.place for entry in node.entries}


def _maps(node: Node | None) -> list[Mapping]:
    if not isinstance(node, Mapping):
        return []
    return [entry.value for entry in node.entries if isinstance(entry.value, Mapping)]
