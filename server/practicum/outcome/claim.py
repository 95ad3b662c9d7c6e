"""What a team can defend: the return that follows from its own series and method, and why it is not the true one.

Rules:
- A KPI's effect is what the chosen method makes of the readings that arrived within the year; a KPI that was not
  measured, or has no value in money, or whose readings can't carry the method, brings no benefit and says why.
- The claimed benefit is effect · value · 52 weeks, or the weeks since the plan was live, which takes the ramp-up out.
- Where a unit waits, the comparison measures the other units, and only their share of the company gained.
- Where several metrics read one KPI, the strongest method that worked counts.
- The differences from the truth are worked out so that they add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from practicum.outcome import estimates
from practicum.outcome import kpi as kpis
from practicum.outcome.play import KpiCourse, Outcome, kept_share, play, tidy
from practicum.outcome.timeline import HISTORY, QUARTER, YEAR
from practicum.outcome.value import worth
from practicum.outcome.view import Series, view
from practicum.outcome.world import Isolation, Measured, PlannedItem, World
from practicum.scenario.model import Kpi, Scenario

STRENGTH: Final[tuple[Isolation, ...]] = ("did", "trend", "pre_post", "expert", "none")

ReasonCode = Literal[
    "unmeasured", "unmonetised", "no.method", "no.baseline", "no.history", "no.control", "no.reading", ""
]
DifferenceCode = Literal["drift", "regression", "ramp_up", "noise", "opinion", "unmeasured", "not_estimated"]


class Difference(msgspec.Struct, frozen=True):
    """One reason why a claimed benefit is not the true one, and the money that it makes (claimed minus true)."""

    code: DifferenceCode
    kpi: str
    money: float


class KpiClaim(msgspec.Struct, frozen=True):
    """What a team can say about one KPI."""

    kpi: str
    instrument: str | None
    isolation: Isolation
    effect: float | None  # in the KPI's points, signed as the KPI moved
    benefit: float | None
    code: ReasonCode
    reason: str  # why there is no benefit; "" if there is one


class Claim(msgspec.Struct, frozen=True):
    """The return that a team can defend."""

    kpis: dict[str, KpiClaim]
    benefit: float | None
    cost: float
    net: float | None
    roi_percent: float | None
    bcr: float | None
    reasons: tuple[str, ...]


def claimed(
    scenario: Scenario,
    plan: Iterable[PlannedItem],
    world: World,
    metrics: Iterable[Measured],
    *,
    team: str = "",
    from_go_live: bool = False,
) -> Claim:
    """Give the return that a team can defend at the end of its year."""
    plan, metrics = tuple(plan), tuple(metrics)
    truth = play(scenario, plan, world, metrics)
    seen = view(scenario, plan, world, metrics, YEAR - 1)
    weeks = YEAR - (min(min(truth.live.values(), default=0), YEAR) if from_go_live else 0)
    claims = {
        kpi_id: _claim(
            scenario,
            kpi_id,
            metrics=metrics,
            seen=seen,
            truth=truth.kpis[kpi_id],
            world=world,
            team=team,
            weeks=weeks,
        )
        for kpi_id in scenario.kpis
    }
    benefits = [claim.benefit for claim in claims.values() if claim.benefit is not None]
    reasons = tuple(claim.reason for claim in claims.values() if claim.reason)
    if not benefits:
        return Claim(claims, None, truth.cost, None, None, None, reasons)
    figured = worth(sum(benefits), truth.cost)
    return Claim(claims, figured.benefit, figured.cost, figured.net, figured.roi_percent, figured.bcr, reasons)


def _claim(
    scenario: Scenario,
    kpi_id: str,
    *,
    metrics: tuple[Measured, ...],
    seen: Mapping[str, Series],
    truth: KpiCourse,
    world: World,
    team: str,
    weeks: int,
) -> KpiClaim:
    kpi = scenario.kpis[kpi_id]
    reading = [one for one in metrics if scenario.instruments[one.instrument].kpi == kpi_id]
    if not reading:
        return KpiClaim(kpi_id, None, "none", None, None, "unmeasured", f"{kpi.label} was not measured")
    tried: list[KpiClaim] = []
    for metric in sorted(reading, key=lambda one: (STRENGTH.index(one.isolation), one.instrument)):
        effect, code = _effect(kpi_id, metric, seen[metric.instrument], truth=truth, world=world, team=team)
        if effect is None:
            tried.append(_without(kpi_id, metric, None, code, kpi))
        elif not kpi.value:
            return _without(kpi_id, metric, effect, "unmonetised", kpi)
        else:
            benefit = tidy(effect * kpis.sign(kpi) * kpi.value * weeks, 2)
            return KpiClaim(kpi_id, metric.instrument, metric.isolation, effect, benefit, "", "")
    return tried[0]


def _effect(
    kpi_id: str, metric: Measured, series: Series, *, truth: KpiCourse, world: World, team: str
) -> tuple[float | None, ReasonCode]:
    """Estimate a KPI's change for the whole company, or say what was missing."""
    if metric.isolation == "none":
        return None, "no.method"
    if metric.isolation == "expert":
        return estimates.expert(truth.late_effect, metric.confidence, world.seed, kpi_id, team), ""
    if not any(week >= YEAR - QUARTER for week, _ in series.points):
        return None, "no.reading"
    if series.baseline is None:
        return None, "no.baseline"
    if metric.isolation == "did" and not series.control:
        return None, "no.control"
    effect = estimates.estimate(metric.isolation, series.points, series.control)
    if effect is None:
        return None, "no.history" if metric.isolation == "trend" else "no.baseline"
    return (tidy(effect * kept_share(world), 6) if metric.isolation == "did" else effect), ""


_SENTENCES: Final[dict[ReasonCode, str]] = {
    "unmonetised": "{kpi} was measured, but has no value in money",
    "no.method": "{kpi} was measured, but no method told the plan’s effect from everything else",
    "no.baseline": "{kpi} has no reading from before the plan to compare with",
    "no.history": "{kpi} has too few readings from before the plan to draw a line through",
    "no.control": "{kpi} was to be compared with a unit that waits, but none waited",
    "no.reading": "{kpi} has no reading from the last three months yet",
}


def _without(kpi_id: str, metric: Measured, effect: float | None, code: ReasonCode, kpi: Kpi) -> KpiClaim:
    sentence = _SENTENCES[code].format(kpi=kpi.label)
    return KpiClaim(kpi_id, metric.instrument, metric.isolation, effect, None, code, sentence)


def differences(scenario: Scenario, claim: Claim, truth: Outcome) -> tuple[Difference, ...]:
    """Break claimed minus true benefit down by KPI and reason; the parts add up to the whole."""
    found: list[Difference] = []
    for kpi_id, kpi in scenario.kpis.items():
        course, said = truth.kpis[kpi_id], claim.kpis[kpi_id]
        if not kpi.value:
            continue
        if said.benefit is None or said.effect is None:
            if course.benefit:
                code: DifferenceCode = "unmeasured" if said.code == "unmeasured" else "not_estimated"
                found.append(Difference(code, kpi_id, tidy(-course.benefit, 2)))
            continue
        money = kpis.sign(kpi) * kpi.value * YEAR
        drift, healing = _drift(kpi, course, said.isolation)
        late = course.late_effect
        ramp_up = money * late - course.benefit + said.benefit - money * said.effect
        rest: DifferenceCode = "opinion" if said.isolation == "expert" else "noise"
        parts: list[tuple[DifferenceCode, float]] = [
            ("drift", money * drift),
            ("regression", money * healing),
            ("ramp_up", ramp_up),
            (rest, money * (said.effect - late - drift - healing)),
        ]
        found.extend(Difference(code, kpi_id, tidy(amount, 2)) for code, amount in parts if abs(amount) >= 0.005)
    return tuple(found)


def _drift(kpi: Kpi, course: KpiCourse, isolation: Isolation) -> tuple[float, float]:
    """Give what a method finds with neither plan nor noise: trend, season, shocks; and the bad patch that healed."""
    if isolation not in {"pre_post", "trend"}:
        return 0.0, 0.0
    weeks = range(-HISTORY, YEAR)
    whole = estimates.estimate(isolation, list(zip(weeks, course.history + course.twin, strict=True))) or 0.0
    healing = 0.0
    if kpi.regression is not None:
        alone = kpis.twin(msgspec.structs.replace(kpi, trend=0.0, season=None, shocks=()))
        healing = estimates.estimate(isolation, list(zip(weeks, alone.tolist(), strict=True))) or 0.0
    return whole - healing, healing
