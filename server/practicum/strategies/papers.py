"""What a bot put down on paper, turned into what scoring looks at: the same as a session makes of a team's records."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from practicum.outcome import kpi as kpis
from practicum.outcome.estimates import mde, weights
from practicum.outcome.instruments import reading_weeks
from practicum.outcome.play import Outcome
from practicum.outcome.relief import potency
from practicum.outcome.timeline import QUARTER, YEAR
from practicum.outcome.value import cost_of
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import InterventionKind, Scenario
from practicum.scoring import work as judged
from practicum.scoring.calibration import true_shares
from practicum.scoring.evidence import Claimed, Linked
from practicum.strategies.beliefs import Belief
from practicum.strategies.measuring import Gauge
from practicum.strategies.planning import Aim
from practicum.strategies.player import Statement


class Papers(msgspec.Struct, frozen=True):
    """A gap statement, claims with their pins and the bet, a plan and its metrics."""

    gap: Statement
    belief: Belief
    plan: tuple[Aim, ...]
    metrics: tuple[Gauge, ...]


def work_of(scenario: Scenario, papers: Papers, *, confirmed: Collection[str], outcome: Outcome) -> judged.TeamWork:
    """Gather everything that a machine judges; a claim is called as the candidate that it stands for."""
    return judged.TeamWork(
        _diagnosis(scenario, papers),
        _solution(scenario, papers, confirmed, outcome),
        _measured(scenario, papers, outcome),
    )


def _true(scenario: Scenario) -> dict[str, judged.KpiTrue]:
    return {name: judged.KpiTrue(kpi.baseline, kpi.attainable, kpi.value) for name, kpi in scenario.kpis.items()}


def _diagnosis(scenario: Scenario, papers: Papers) -> judged.Diagnosis:
    gap, belief = papers.gap, papers.belief
    return judged.Diagnosis(
        kpis=_true(scenario),
        shares=true_shares(scenario),
        boxes={cause: known.box for cause, known in scenario.causes.items()},
        key={tag: exhibit.says for tag, exhibit in exhibits(scenario).items()},
        gap=judged.GapStated(
            kpi=gap.kpi,
            actual=gap.actual,
            desired=gap.desired,
            since=gap.since,
            value_per_week=gap.value_per_week,
            statement=gap.statement,
        ),
        bet={cause: float(points) for cause, points in belief.bet.items()},
        claims=tuple(
            Claimed(cause, scenario.causes[cause].box, cause, number) for number, cause in enumerate(belief.claims)
        ),
        links=tuple(Linked(pin.cause, pin.evidence, pin.stance) for pin in belief.pins),
    )


def _solution(scenario: Scenario, papers: Papers, confirmed: Collection[str], outcome: Outcome) -> judged.Solution:
    primary = scenario.primary_kpi
    shares = {cause: known.share.get(primary, 0.0) for cause, known in scenario.causes.items()}
    catalogue = scenario.interventions.values()
    return judged.Solution(
        items=tuple(_item(scenario, aim, outcome.live[aim.item]) for aim in sorted(papers.plan, key=lambda a: a.item)),
        confirmed=frozenset(confirmed),
        stands_for={cause: cause for cause in papers.belief.claims},
        shares={cause: share for cause, share in shares.items() if share > 0},
        boxes={cause: known.box for cause, known in scenario.causes.items()},
        budget=round(scenario.money.budget, 2),
        spent=outcome.cost,
        support_offered=round(sum(max(item.support, 0.0) for item in catalogue), 6),
        helps_offered=any(item.support > 0 or item.floor_plus > 0 for item in catalogue),
    )


def _item(scenario: Scenario, aim: Aim, live: int) -> judged.Item:
    source = scenario.interventions[aim.item]
    return judged.Item(
        item=aim.item,
        learning=source.kind is InterventionKind.LEARNING,
        cost=cost_of(source, scenario.company),
        live=live,
        rollout=source.rollout,
        reach=source.full_reach,
        on=potency(source),
        support=source.support,
        floor_plus=source.floor_plus,
        claims=aim.causes,
    )


def _measured(scenario: Scenario, papers: Papers, outcome: Outcome) -> judged.Measurement:
    primary = scenario.primary_kpi
    course = outcome.kpis[primary]
    late = [there - without for there, without in zip(course.treated, course.twin, strict=True)][-QUARTER:]
    return judged.Measurement(
        metrics=tuple(_metric(scenario, gauge) for gauge in sorted(papers.metrics, key=lambda one: one.instrument)),
        offered=frozenset(instrument.level for instrument in scenario.instruments.values()),
        balancing=frozenset(
            name for name, instrument in scenario.instruments.items() if instrument.kpi not in (None, primary)
        ),
        primary=primary,
        kpis=_true(scenario),
        treated=frozenset(cause for aim in papers.plan for cause in potency(scenario.interventions[aim.item])),
        effect=max(kpis.sign(scenario.kpis[primary]) * sum(late) / QUARTER, 0.0),
        value_per_week=papers.gap.value_per_week,
        gap_kpi=papers.gap.kpi,
        cost=outcome.cost,
        measurement=outcome.costs.measurement,
    )


def _metric(scenario: Scenario, gauge: Gauge) -> judged.Metric:
    instrument = scenario.instruments[gauge.instrument]
    return judged.Metric(
        instrument=gauge.instrument,
        level=instrument.level,
        good=instrument.good,
        kpi=instrument.kpi,
        observes=instrument.observes,
        archival=instrument.archival,
        baseline=gauge.baseline,
        plan_baseline=gauge.plan_baseline,
        target=gauge.target,
        month=gauge.month,
        owner="somebody" if gauge.owned else "",
        isolation=gauge.isolation,
        mde=_detectable(scenario, gauge),
    )


def _detectable(scenario: Scenario, gauge: Gauge) -> float | None:
    """Give the smallest effect that a metric can detect; None where its method can't be carried out.

    Of other figures than the primary one, scoring asks only whether it can: the two hundred worlds are not played.
    """
    instrument = scenario.instruments[gauge.instrument]
    if instrument.kpi is None or gauge.isolation not in ("pre_post", "trend", "did"):
        return None
    if instrument.kpi != scenario.primary_kpi:
        weeks = reading_weeks(instrument, 0, gauge.plan_baseline, YEAR - 1)
        return None if weights(gauge.isolation, weeks) is None else 0.0
    kpi = scenario.kpis[instrument.kpi]
    return mde(instrument.kpi, kpi, gauge.isolation, (gauge.instrument, instrument, gauge.plan_baseline))
