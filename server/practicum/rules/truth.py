"""The truth of a case as facilitators have it from the start, and everybody from the debrief on."""

from __future__ import annotations

from practicum.rules.records import RevealedCause, Truth, TruthShown
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import Scenario


def truth_of(scenario: Scenario) -> Truth:
    """Say what was really wrong, the largest share first, decoys last."""
    primary = scenario.primary_kpi
    kpi = scenario.kpis[primary]
    shown = exhibits(scenario)
    causes = [
        RevealedCause(
            cause=cause,
            label=record.label,
            box=record.box,
            share=record.share.get(primary, 0.0),
            decoy=record.decoy,
            explain=record.explain,
            blocked_by=record.blocked_by,
            decisive=tuple(
                tag for tag, exhibit in shown.items() if exhibit.decisive and exhibit.says.get(cause, 0) != 0
            ),
        )
        for cause, record in scenario.causes.items()
    ]
    causes.sort(key=lambda cause: (cause.decoy, -cause.share))
    return Truth(
        causes=tuple(causes),
        training_is=scenario.training_is,
        intended=scenario.intended,
        kpi=primary,
        baseline=kpi.baseline,
        attainable=kpi.attainable,
        value_per_week=round(kpi.value * abs(kpi.attainable - kpi.baseline), 2),
    )


def truth_shown(scenario: Scenario) -> TruthShown:
    """Put the truth and the teaching note for facilitators."""
    return TruthShown(truth=truth_of(scenario), teaching_note=scenario.teaching_note)
