"""The catalogue of exhibits: everything that a team can open, under one kind of tag.

Rules:
- Documents, charts, tables and observations keep the tags that the author gave them (``D1``, ``X2``, ``O1``); a cut of
  a data request has its own tag; answers are numbered ``I1``, ``I2`` … in file order.
- The order is: evidence, cuts, answers, each in file order. It is the same on every machine, so a tag is an id.
- ``needs`` and ``needs_inject`` say what must come first, already resolved to tags; the rules need no phrases.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from practicum.scenario.expressions import AfterAnswer, AfterExhibit, AfterInject, unlock_of
from practicum.scenario.model import Asset, Chart, EvidenceKind, Scenario, Table
from practicum.scenario.once import once


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a team can open, and what the case knows about it."""

    tag: str
    kind: EvidenceKind
    title: str
    body: str = ""
    table: Table | None = None
    chart: Chart | None = None
    image: Asset | None = None
    recording: Asset | None = None  # the body is its transcript
    alt: str = ""
    source: str = ""
    hours: float = 0.0
    unlock: str = "start"  # as the author wrote it
    needs: str | None = None  # tag of the exhibit that must be open first
    needs_inject: str | None = None  # event that must have reached the team
    says: dict[str, float] = {}  # the truth: never for participants before the debrief
    decisive: bool = False  # the truth, too
    person: str | None = None  # of an answer
    topic: str | None = None
    request: str | None = None  # of a cut
    cut: str | None = None
    delay_minutes: float = 0.0  # session minutes between asking for a cut and its arrival

    @property
    def free(self) -> bool:
        """Tell whether it lies open to every team from the start."""
        asked = self.person is not None or self.request is not None
        return self.hours == 0 and self.needs is None and self.needs_inject is None and not asked


@once
def exhibits(scenario: Scenario) -> Mapping[str, Exhibit]:
    """Build the catalogue: tag → exhibit."""
    answers = answer_tags(scenario)
    result: dict[str, Exhibit] = {}
    for tag, piece in scenario.evidence.items():
        needs, inject = _first(piece.unlock, answers)
        result[tag] = Exhibit(
            tag=tag,
            kind=piece.kind,
            title=piece.title,
            body=piece.body,
            table=piece.data,
            chart=piece.chart,
            image=piece.image,
            recording=piece.recording,
            alt=piece.alt,
            source=piece.source,
            hours=piece.hours,
            unlock=piece.unlock,
            needs=needs,
            needs_inject=inject,
            says=piece.says,
            decisive=piece.decisive,
        )
    for request_id, request in scenario.data_requests.items():
        for cut_id, cut in request.cuts.items():
            result[cut.tag] = Exhibit(
                tag=cut.tag,
                kind=EvidenceKind.CHART if cut.chart is not None else EvidenceKind.TABLE,
                title=cut.title,
                body=cut.body,
                table=cut.data,
                chart=cut.chart,
                alt=cut.alt,
                source=cut.source,
                hours=request.hours,
                says=cut.says,
                decisive=cut.decisive,
                request=request_id,
                cut=cut_id,
                delay_minutes=request.delay,
            )
    for person_id, person in scenario.people.items():
        for topic_id, topic in person.topics.items():
            tag = answers[person_id, topic_id]
            trusted = topic.trust and person.trusts_after is not None
            unlock = f"after {person.trusts_after}" if trusted else topic.unlock
            needs, inject = _first(unlock, answers)
            result[tag] = Exhibit(
                tag=tag,
                kind=EvidenceKind.INTERVIEW,
                title=topic.ask,
                body=topic.answer,
                source=f"{person.name}, {person.role}",
                hours=person.hours if topic.hours is None else topic.hours,
                unlock=unlock,
                needs=needs,
                needs_inject=inject,
                says=topic.says,
                decisive=topic.decisive,
                person=person_id,
                topic=topic_id,
            )
    return result


@once
def answer_tags(scenario: Scenario) -> Mapping[tuple[str, str], str]:
    """Number the answers of people: (person, topic) → tag."""
    pairs = [(person, topic) for person, held in scenario.people.items() for topic in held.topics]
    return {pair: f"I{number}" for number, pair in enumerate(pairs, 1)}


@lru_cache(maxsize=512)
def _phrase(unlock: str) -> tuple[str, str, str]:
    """Split an unlock phrase into its kind and its words, once."""
    match unlock_of(unlock):
        case AfterExhibit(evidence):
            return "exhibit", evidence, ""
        case AfterAnswer(person, topic):
            return "answer", person, topic
        case AfterInject(inject):
            return "inject", inject, ""
        case _:
            return "start", "", ""


def _first(unlock: str, answers: Mapping[tuple[str, str], str]) -> tuple[str | None, str | None]:
    """Resolve what must come first: an exhibit's tag, or an inject."""
    kind, one, two = _phrase(unlock)
    if kind == "exhibit":
        return one, None
    if kind == "answer":
        return answers[one, two], None
    return None, (one if kind == "inject" else None)
