"""What the author knows and participants don't: the causes, what each exhibit says, the order of the show.

Rules:
- Plain figures and words of the case, for the page beside the screens. Nothing here is worked out by the model; what
  takes long is in ``plans``.
- Nobody but the author's own browser is told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from practicum.lint.reading import A_MINUTE, exhibit_words
from practicum.preview.scenes import phase_of_event
from practicum.rules.lobby import agenda
from practicum.rules.timings import length_of
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario


class KpiSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of the case, with what teams are never told: what a point is worth."""

    id: str
    label: str
    unit: str
    baseline: float
    attainable: float
    value: float  # money per point and week


class CauseSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One cause: its shares of the gaps, what blocks it, where it shows, what acts on it."""

    id: str
    label: str
    box: str
    decoy: bool
    share: dict[str, float]
    blocked_by: dict[str, float]
    explain: str
    acted_on_by: dict[str, float]  # intervention → potency; 0 where it earns one by its methods


class ExhibitSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One exhibit: what it takes, what opens it, what it says about which cause."""

    tag: str
    title: str
    kind: str
    hours: float
    minutes: float  # of reading
    opens: str
    delay: float
    decisive: bool
    says: dict[str, float]
    person: str | None
    request: str | None


class Named(msgspec.Struct, frozen=True):
    """Something of the case that has a screen of its own."""

    id: str
    label: str


class EventSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One event: when it comes, in which phase, how many choices it offers."""

    id: str
    title: str
    when: str
    phase: str
    options: int
    default: str | None
    contingency_for: str | None


class PhaseSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One phase of the show, and how long it lasts in each timing of the case."""

    phase: str
    minutes: float
    others: tuple[float, ...]


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a case, as its author sees it."""

    id: str
    title: str
    language: str
    languages: tuple[str, ...]
    currency: str
    budget: float
    analyst_hours: float
    training_is: str
    kpis: tuple[KpiSeen, ...]
    causes: tuple[CauseSeen, ...]
    exhibits: tuple[ExhibitSeen, ...]
    people: tuple[Named, ...]
    requests: tuple[Named, ...]
    items: tuple[Named, ...]
    events: tuple[EventSeen, ...]
    phases: tuple[PhaseSeen, ...]
    timings: tuple[Named, ...]
    intended: tuple[str, ...]
    sponsor_asks: tuple[str, ...]


def hidden_view(scenario: Scenario, teams: int) -> Hidden:
    """Describe a case for its author."""
    primary = scenario.primary_kpi
    causes = sorted(scenario.causes, key=lambda id: (scenario.causes[id].decoy, -_weight(scenario, id, primary)))
    return Hidden(
        id=scenario.id,
        title=scenario.title,
        language=scenario.language,
        languages=tuple(scenario.translations),
        currency=scenario.money.currency,
        budget=scenario.money.budget,
        analyst_hours=scenario.phases.diagnose.analyst_hours,
        training_is=scenario.training_is,
        kpis=tuple(
            KpiSeen(id=id, label=k.label, unit=k.unit, baseline=k.baseline, attainable=k.attainable, value=k.value)
            for id, k in scenario.kpis.items()
        ),
        causes=tuple(_cause(scenario, id) for id in causes),
        exhibits=tuple(_exhibit(scenario, each) for each in exhibits(scenario).values()),
        people=tuple(Named(id, each.name) for id, each in scenario.people.items()),
        requests=tuple(Named(id, each.title) for id, each in scenario.data_requests.items()),
        items=tuple(Named(id, each.label) for id, each in scenario.interventions.items()),
        events=tuple(
            EventSeen(
                id=id,
                title=each.title,
                when=each.when,
                phase=phase_of_event(scenario, id),
                options=len(each.options),
                default=each.default,
                contingency_for=each.contingency_for,
            )
            for id, each in scenario.injects.items()
        ),
        phases=_phases(scenario, teams),
        timings=tuple(Named(id, each.label) for id, each in scenario.timings.items()),
        intended=scenario.intended,
        sponsor_asks=scenario.sponsor_asks,
    )


def _weight(scenario: Scenario, cause: str, primary: str) -> float:
    return scenario.causes[cause].share.get(primary, 0.0)


def _cause(scenario: Scenario, id: str) -> CauseSeen:
    cause = scenario.causes[id]
    acting: dict[str, float] = {}
    for name, each in scenario.interventions.items():
        if id in each.on:
            acting[name] = each.on[id]
        elif id in each.teaches:
            acting[name] = 0.0
    return CauseSeen(
        id=id,
        label=cause.label,
        box=cause.box,
        decoy=cause.decoy,
        share=cause.share,
        blocked_by=cause.blocked_by,
        explain=cause.explain,
        acted_on_by=acting,
    )


def _exhibit(scenario: Scenario, exhibit: Exhibit) -> ExhibitSeen:
    return ExhibitSeen(
        tag=exhibit.tag,
        title=exhibit.title,
        kind=exhibit.kind,
        hours=exhibit.hours,
        minutes=reading_minutes(exhibit),
        opens="" if exhibit.unlock == "start" else exhibit.unlock,
        delay=exhibit.delay_minutes,
        decisive=exhibit.decisive,
        says={cause: says for cause, says in exhibit.says.items() if says and cause in scenario.causes},
        person=exhibit.person,
        request=exhibit.request,
    )


def reading_minutes(exhibit: Exhibit) -> float:
    """Say how long an exhibit takes to read, in half minutes."""
    return max(0.5, math.ceil(exhibit_words(exhibit) / A_MINUTE * 2) / 2)


def _phases(scenario: Scenario, teams: int) -> tuple[PhaseSeen, ...]:
    others: list[Mapping[str, float]] = []
    for timing in scenario.timings:
        length = length_of(scenario, timing)
        minutes = length.minutes if length is not None else {}
        others.append({each.phase: each.minutes for each in agenda(scenario, minutes, teams)})
    return tuple(
        PhaseSeen(phase=each.phase, minutes=each.minutes, others=tuple(other[each.phase] for other in others))
        for each in agenda(scenario, {}, teams)
    )
