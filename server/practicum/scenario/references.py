"""Checks that every id in a scenario names something, and that every phrase can be read.

Rules:
- Names are taken from the tree, not from the model, so that a part with a mistake of its own is still a name.
- An unknown id gets the nearest known one and the line where that one is defined.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from practicum.scenario.expressions import (
    FIGURES,
    AfterAnswer,
    AfterExhibit,
    AfterInject,
    Answered,
    InPhase,
    Moment,
    Planned,
    Unanswered,
    parse_expectation,
    parse_item,
    parse_unlock,
    parse_when,
)
from practicum.scenario.model import STRATEGY_BOTS, Expression, Ref
from practicum.scenario.problems import Place, Problem, Related, did_you_mean, one_of, problem, short, unlike_latin
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


# A case can't do without these.
_NEEDED = (Ref.KPI, Ref.CAUSE, Ref.EVIDENCE, Ref.INTERVENTION)
_A = {
    Ref.KPI: "a kpi",
    Ref.CAUSE: "a cause",
    Ref.EVIDENCE: "evidence",
    Ref.INTERVENTION: "an intervention",
    Ref.INJECT: "an event",
    Ref.BOT: "a bot",
}


class Names(msgspec.Struct, frozen=True):
    """What is defined where."""

    ids: dict[Ref, dict[str, Place]]
    topics: dict[str, dict[str, Place]]  # person → topic → place
    options: dict[str, dict[str, Place]] = {}  # inject → option → place
    people: dict[str, Place] = {}

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
        return cls(ids, _within(people, "topics"), _within(root.get("injects"), "options"), _keys(people))


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
        else:
            _check_moment(moment, mention, names, problems)
    elif mention.kind is Expression.ITEM:
        item = parse_item(text)
        if isinstance(item, Wrong):
            _refuse(item, place, problems)
        else:
            _check_id(Ref.INTERVENTION, item.intervention, place, names, problems)
    elif mention.kind is Expression.EXPECTATION:
        _check_expectation(mention, problems)


def _check_moment(moment: Moment, mention: Mention, names: Names, problems: list[Problem]) -> None:
    place = mention.place
    if isinstance(moment, InPhase):
        if moment.phase == "brief" and moment.minutes < 0:
            _refuse(Wrong("value.range", "before the session", "write brief + 1 min"), place, problems)
    elif isinstance(moment, AfterExhibit):
        _check_id(Ref.EVIDENCE, moment.evidence, place, names, problems)
    elif isinstance(moment, AfterAnswer):
        _check_topic(moment, place, names, problems)
    elif isinstance(moment, Planned):
        _check_id(Ref.INTERVENTION, moment.intervention, place, names, problems)
    elif isinstance(moment, Answered | Unanswered):
        _check_answer(moment, mention, names, problems)


def _check_answer(moment: Answered | Unanswered, mention: Mention, names: Names, problems: list[Problem]) -> None:
    """Check what an event waits for of another event: that there is such a one, and that it asks for an answer."""
    place = mention.place
    options = names.options.get(moment.inject)
    if options is None:
        _check_id(Ref.INJECT, moment.inject, place, names, problems)
    elif moment.inject == str(mention.path[1]):
        hint = "name the event that comes before it"
        _refuse(Wrong("phrase.when", f"{moment.inject} waits for its own answer", hint), place, problems)
    elif not options:
        hint = f"give {moment.inject} options, or choose another moment"
        _refuse(Wrong("phrase.when", f"{moment.inject} asks for no answer", hint), place, problems)
    elif isinstance(moment, Answered) and moment.option not in options:
        close = did_you_mean(moment.option, options, len(problems))
        cure = f'did you mean "{close}"? (defined at {short(options[close])})' if close else f"write {one_of(options)}"
        message = f'{moment.inject} has no option "{moment.option[:60]}"'
        problems.append(problem("ref.unknown", place, message, cure, related=_defined(close, options)))


def _check_expectation(mention: Mention, problems: list[Problem]) -> None:
    figure = str(mention.path[-1])
    if figure not in FIGURES:
        close = did_you_mean(figure, FIGURES, len(problems))
        cure = f'did you mean "{close}"?' if close else f"write {one_of(FIGURES, len(FIGURES))}"
        message = f'unknown figure "{figure[:60]}"'
        problems.append(problem("ref.unknown", mention.place, message, cure))
    expected = parse_expectation(mention.text)
    if isinstance(expected, Wrong):
        _refuse(expected, mention.place, problems)
    elif expected.compare == "near best" and figure != "net":
        message = "the best plan is the one with the best net benefit"
        problems.append(problem("sense.test", mention.place, message, "write net: within 10 % of best"))
    elif figure == "roi_percent" and mention.text.rstrip().endswith("%"):
        message = "roi_percent is in per cent already"
        problems.append(problem("type.unit", mention.place, message, "leave out the %"))


def _check_id(kind: Ref, text: str, place: Place, names: Names, problems: list[Problem]) -> None:
    known = names.ids[kind]
    given = STRATEGY_BOTS if kind is Ref.BOT else {}  # needs no line of the file
    if text in known or text in given:
        return
    if not known and kind in _NEEDED:
        return  # the whole section is missing, which is told
    message = f'unknown {kind.value} "{text[:60]}"{unlike_latin(text)}'
    words = list(dict.fromkeys([*known, *given]))
    close = did_you_mean(text, words, len(problems))
    if close is not None:
        at = f" (defined at {short(known[close])})" if close in known else ""
        cure = f'did you mean "{close}"?{at}'
    elif (other := _other_kind(kind, text, names)) is not None:
        cure = f'"{text[:60]}" is {_A[other]} (defined at {short(names.ids[other][text])}); write {one_of(words)}'
    else:
        cure = f"write {one_of(words)}" if words else f"define it under {_SECTIONS[kind]}"
    problems.append(problem("ref.unknown", place, message, cure, related=_defined(close, known)))


def _other_kind(kind: Ref, text: str, names: Names) -> Ref | None:
    """Find what else goes by an id that is unknown where it stands."""
    return next((other for other in _SECTIONS if other is not kind and text in names.ids[other]), None)


def _check_topic(asked: AfterAnswer, place: Place, names: Names, problems: list[Problem]) -> None:
    topics = names.topics.get(asked.person)
    if topics is None:
        people = names.people
        close = did_you_mean(asked.person, people, len(problems))
        cure = f'did you mean "{close}"? (defined at {short(people[close])})' if close else f"write {one_of(people)}"
        message = f'unknown person "{asked.person[:60]}"'
        problems.append(problem("ref.unknown", place, message, cure, related=_defined(close, people)))
    elif asked.topic not in topics:
        close = did_you_mean(asked.topic, topics, len(problems))
        cure = f'did you mean "{close}"? (defined at {short(topics[close])})' if close else f"write {one_of(topics)}"
        message = f'{asked.person} has no topic "{asked.topic[:60]}"'
        problems.append(problem("ref.unknown", place, message, cure, related=_defined(close, topics)))


def _refuse(wrong: Wrong, place: Place, problems: list[Problem]) -> None:
    problems.append(problem(wrong.rule, place, wrong.message, wrong.hint))


def _defined(name: str | None, known: dict[str, Place]) -> Related | None:
    """Name the place where the word stands that was probably meant; the language's own words have none."""
    at = None if name is None else known.get(name)
    return None if at is None else Related(at, f'"{name}" is defined here')


def _keys(node: Node | None) -> dict[str, Place]:
    if not isinstance(node, Mapping):
        return {}
    return {entry.key.text: entry.key.place for entry in node.entries}


def _within(node: Node | None, section: str) -> dict[str, dict[str, Place]]:
    """Collect the names that each part of a section defines in a section of its own."""
    if not isinstance(node, Mapping):
        return {}
    return {
        entry.key.text: _keys(entry.value.get(section)) if isinstance(entry.value, Mapping) else {}
        for entry in node.entries
    }


def _maps(node: Node | None) -> list[Mapping]:
    if not isinstance(node, Mapping):
        return []
    return [entry.value for entry in node.entries if isinstance(entry.value, Mapping)]
