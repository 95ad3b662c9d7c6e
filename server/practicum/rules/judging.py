"""From records to scores: what a team put down, turned into what scoring looks at, and its judgement into records.

``gathered`` only reads, and may run beside anything; ``scored`` needs the played year and how far estimates stray, and
belongs in a worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from practicum.outcome import kpi as kpis
from practicum.outcome.estimates import mde
from practicum.outcome.play import Outcome
from practicum.outcome.relief import potency
from practicum.outcome.timeline import QUARTER
from practicum.rules import money, rating
from practicum.rules.records import (
    AgreedRow,
    Claim,
    Gap,
    Guidance,
    HumanRow,
    Link,
    Metric,
    PlanItem,
    Score,
    ScoreReason,
    ScoreRow,
)
from practicum.rules.state import Records, key
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import InterventionKind, Scenario
from practicum.scoring import human
from practicum.scoring import work as judged
from practicum.scoring.calibration import true_shares
from practicum.scoring.evidence import Claimed, Linked
from practicum.scoring.rubric import HUMAN_OF, MACHINE_OF, SPECS, Reason
from practicum.scoring.score import score
from practicum.scoring.words import sentence

ESTIMATORS = frozenset({"pre_post", "trend", "did"})


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """What a team put down, as records have it, and the locked ratings of it."""

    gap: Gap | None
    claims: dict[str, Claim]
    links: tuple[Link, ...]
    plan: dict[str, PlanItem]
    metrics: dict[str, Metric]
    budget: float
    ratings: dict[str, Mapping[str, int]]  # rater's seat → row → level


def gathered(records: Records, scenario: Scenario, team: str) -> Papers:
    """Gather a team's papers, in an order of their own: records that were read back come in any."""
    return Papers(
        gap=records.get(f"gap/{team}", Gap),
        claims=dict(sorted(records.under(f"claim/{team}", Claim).items())),
        links=tuple(link for _, link in sorted(records.under(f"link/{team}", Link).items())),
        plan=dict(sorted(records.under(f"plan/{team}", PlanItem).items())),
        metrics=dict(sorted(records.under(f"metric/{team}", Metric).items())),
        budget=money.budget(records, scenario, team),
        ratings=_locked(records, team),
    )


def _locked(records: Records, team: str) -> dict[str, Mapping[str, int]]:
    """Give the ratings of a team that count; one that was not locked in time doesn't."""
    locked = {seat: one for seat, one in rating.ratings_of(records, team).items() if one.locked}
    return {seat: {str(row): level for row, level in one.levels.items()} for seat, one in locked.items()}


def scored(
    scenario: Scenario,
    team: str,
    papers: Papers,
    *,
    bet: Mapping[str, float],
    confirmed: frozenset[str],
    outcome: Outcome,
) -> Score:
    """Judge a team's papers, the ratings beside them."""
    work = judged.TeamWork(
        _diagnosis(scenario, papers, bet),
        _solution(scenario, papers, confirmed, outcome),
        _measurement(scenario, papers, outcome),
    )
    result = score(work, papers.ratings.values())
    by_machine = [
        ScoreRow(
            row=row.row,
            group=row.group,
            label=SPECS[row.row].label,
            by="machine",
            weight=row.weight,
            level=row.level,
            points=row.points,
            reasons=tuple(_reason(team, reason) for reason in row.reasons),
        )
        for row in result.machine
    ]
    by_people = [
        ScoreRow(
            row=row.row,
            group=row.group,
            label=SPECS[row.row].label,
            by="human",
            weight=row.weight,
            level=row.level,
            points=row.points,
            ratings=row.ratings,
            differ=row.differ,
        )
        for row in result.human
    ]
    order = list(SPECS)
    return Score(
        rows=tuple(sorted((*by_machine, *by_people), key=lambda row: order.index(row.row))),
        machine=result.machine_points,
        machine_of=MACHINE_OF,
        human=result.human_points,
        human_of=HUMAN_OF,
        raters=len(papers.ratings),
        guidance=tuple(Guidance(one.row, one.competency, one.aid) for one in result.guidance),
    )


def agreement(teams: Iterable[Papers]) -> dict[HumanRow, AgreedRow]:
    """Say how far raters agree, row by row."""
    found = human.agreement(papers.ratings for papers in teams)
    plain = {row: AgreedRow(one.pairs, one.exact, one.adjacent, one.kappa) for row, one in found.items()}
    return msgspec.convert(plain, dict[HumanRow, AgreedRow])


def _reason(team: str, reason: Reason) -> ScoreReason:
    named = {
        "claim": reason.claims,
        "evidence": reason.exhibits,
        "cause": reason.causes,
        "plan": reason.items,
        "metric": reason.instruments,
    }
    return ScoreReason(
        code=reason.code,
        text=sentence(reason),
        met=reason.met,
        refs=tuple(key(kind, team, id) for kind, ids in named.items() for id in ids),
        numbers=reason.numbers,
    )


def _true(scenario: Scenario) -> dict[str, judged.KpiTrue]:
    return {
        name: judged.KpiTrue(baseline=kpi.baseline, attainable=kpi.attainable, value=kpi.value)
        for name, kpi in scenario.kpis.items()
    }


def _diagnosis(scenario: Scenario, papers: Papers, bet: Mapping[str, float]) -> judged.Diagnosis:
    return judged.Diagnosis(
        kpis=_true(scenario),
        shares=true_shares(scenario),
        boxes={cause: known.box for cause, known in scenario.causes.items()},
        key={tag: exhibit.says for tag, exhibit in exhibits(scenario).items()},
        gap=_stated(papers.gap),
        bet=bet,
        claims=tuple(Claimed(id, one.box, one.cause, one.made_due) for id, one in papers.claims.items()),
        links=tuple(Linked(link.claim, link.evidence, link.stance, link.strength) for link in papers.links),
    )


def _stated(gap: Gap | None) -> judged.GapStated | None:
    if gap is None:
        return None
    return judged.GapStated(
        kpi=gap.kpi,
        actual=gap.actual,
        desired=gap.desired,
        since=gap.since,
        value_per_week=gap.value_per_week,
        statement=gap.statement,
    )


def _solution(scenario: Scenario, papers: Papers, confirmed: frozenset[str], outcome: Outcome) -> judged.Solution:
    primary = scenario.primary_kpi
    shares = {cause: known.share.get(primary, 0.0) for cause, known in scenario.causes.items()}
    catalogue = scenario.interventions.values()
    return judged.Solution(
        items=tuple(_item(scenario, name, papers.plan[name], outcome.live[name]) for name in papers.plan),
        confirmed=confirmed,
        stands_for={id: claim.cause for id, claim in papers.claims.items() if claim.cause is not None},
        shares={cause: share for cause, share in shares.items() if share > 0},
        boxes={cause: known.box for cause, known in scenario.causes.items()},
        budget=round(papers.budget, 2),
        spent=outcome.cost,
        support_offered=round(sum(max(item.support, 0.0) for item in catalogue), 6),
        helps_offered=any(item.support > 0 or item.floor_plus > 0 for item in catalogue),
    )


def _item(scenario: Scenario, name: str, planned: PlanItem, live: int) -> judged.Item:
    source = scenario.interventions[name]
    return judged.Item(
        item=name,
        learning=source.kind is InterventionKind.LEARNING,
        cost=money.cost_of(source, scenario.company),
        live=live,
        rollout=source.rollout,
        reach=source.full_reach,
        on=potency(source),
        support=source.support,
        floor_plus=source.floor_plus,
        claims=planned.claims,
    )


def _measurement(scenario: Scenario, papers: Papers, outcome: Outcome) -> judged.Measurement:
    primary = scenario.primary_kpi
    kpi, course = scenario.kpis[primary], outcome.kpis[primary]
    late = [there - without for there, without in zip(course.treated, course.twin, strict=True)][-QUARTER:]
    return judged.Measurement(
        metrics=tuple(_metric(scenario, name, planned) for name, planned in papers.metrics.items()),
        offered=frozenset(instrument.level for instrument in scenario.instruments.values()),
        balancing=frozenset(
            name for name, instrument in scenario.instruments.items() if instrument.kpi not in (None, primary)
        ),
        primary=primary,
        kpis=_true(scenario),
        treated=frozenset(cause for name in papers.plan for cause in potency(scenario.interventions[name])),
        effect=max(kpis.sign(kpi) * sum(late) / QUARTER, 0.0),
        value_per_week=papers.gap.value_per_week if papers.gap else None,
        gap_kpi=papers.gap.kpi if papers.gap else "",
        cost=outcome.cost,
        measurement=outcome.costs.measurement,
    )


def _metric(scenario: Scenario, name: str, planned: Metric) -> judged.Metric:
    instrument = scenario.instruments[name]
    found = None
    if instrument.kpi is not None and planned.isolation in ESTIMATORS:
        kpi = scenario.kpis[instrument.kpi]
        found = mde(instrument.kpi, kpi, planned.isolation, (name, instrument, planned.plan_baseline))
    return judged.Metric(
        instrument=name,
        level=instrument.level,
        good=instrument.good,
        kpi=instrument.kpi,
        observes=instrument.observes,
        archival=instrument.archival,
        baseline=planned.baseline,
        plan_baseline=planned.plan_baseline,
        target=planned.target,
        month=planned.month,
        owner=planned.owner,
        isolation=planned.isolation,
        mde=found,
    )
