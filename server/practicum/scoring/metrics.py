"""The machine's rows on the metrics: the chain, targets, detectability, isolation, the return's inputs, a balance.

Rules:
- A level of the chain counts when its instrument looks at something that the plan changes. Taking part is no level.
- A reading from before the plan is not asked of reaction and activity: there is nothing to react to yet.
- The effect to be detected is what the team aims for, but never more than the gap; at the highest level it is also
  what its plan truly does. The best of a KPI's metrics counts, for detecting as for isolating.
- Conservative is a value that finance would confirm, and a method that takes out what would have happened anyway.
- What a case doesn't offer is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from practicum.scenario.model import Level
from practicum.scoring.rubric import HIGHEST, Reason, Row, climbed, judged
from practicum.scoring.work import KpiTrue, Measurement, Metric

CHAIN: Final = frozenset({Level.REACTION, Level.LEARNING, Level.BEHAVIOUR, Level.RESULTS})
NO_BEFORE: Final = frozenset({Level.ACTIVITY, Level.REACTION})
STRENGTH: Final = {"none": 0, "expert": 1, "pre_post": 2, "trend": 3, "did": 4}
NETTING: Final = frozenset({"trend", "did"})  # they take out what would have happened anyway
CONFIRMED_WITHIN: Final = 1.10  # of the true value of the gap

NOTHING: Final = Reason(code="metrics.none", met=False)


def chain(work: Measurement) -> Row:
    """Judge whether the metrics tell how a result came about."""
    if not work.metrics:
        return judged("chain", 0, [NOTHING])
    linked = [one for one in work.metrics if one.level in CHAIN and _looks_at_the_plan(work, one)]
    levels = {one.level for one in linked}
    offered = work.offered & CHAIN
    beside = [one for one in work.metrics if one not in linked]
    lagging, leading = Level.RESULTS in levels, bool(levels - {Level.RESULTS})
    if offered and levels >= offered:
        level = HIGHEST
    elif len(levels) >= 3 and lagging:
        level = 3
    else:
        level = min(len(levels), 2) or 1
    numbers = {"levels": float(len(levels)), "offered": float(len(offered))}
    reasons = [Reason(code="chain.levels", met=level == HIGHEST, instruments=_names(linked), numbers=numbers)]
    if not lagging:
        reasons.append(Reason(code="chain.no_result", met=False))
    if not leading and offered - {Level.RESULTS}:
        reasons.append(Reason(code="chain.no_leading", met=False))
    if beside:
        reasons.append(Reason(code="chain.beside", met=False, instruments=_names(beside)))
    return judged("chain", level, reasons)


def _looks_at_the_plan(work: Measurement, one: Metric) -> bool:
    return one.observes is None or one.observes in work.treated


def targets(work: Measurement) -> Row:
    """Judge whether each metric has a baseline, a target, a date and an owner."""
    if not work.metrics:
        return judged("targets", 0, [NOTHING])
    lacking = {
        "targets.no_baseline": [one for one in work.metrics if not _has_baseline(one)],
        "targets.no_target": [one for one in work.metrics if one.target is None],
        "targets.no_date": [one for one in work.metrics if one.month is None],
        "targets.no_owner": [one for one in work.metrics if not one.owner],
    }
    backwards = [one for one in work.metrics if _backwards(one)]
    asked = 4 * len(work.metrics)
    filled = asked - sum(len(ones) for ones in lacking.values())
    share = filled / asked
    numbers = {"filled": float(filled), "of": float(asked)}
    reasons = [Reason(code="targets.filled", met=filled == asked, instruments=_names(work.metrics), numbers=numbers)]
    reasons += [Reason(code=code, met=False, instruments=_names(ones)) for code, ones in lacking.items() if ones]
    if backwards:
        reasons.append(Reason(code="targets.backwards", met=False, instruments=_names(backwards)))
    level = HIGHEST if share >= 1 and not backwards else 3 if share >= 0.75 else 2 if share >= 0.5 else 1
    return judged("targets", level, reasons)


def _has_baseline(one: Metric) -> bool:
    return one.archival or one.plan_baseline or one.baseline is not None or one.level in NO_BEFORE


def _backwards(one: Metric) -> bool:
    """Say whether a target lies on the bad side of the baseline that the team wrote down."""
    if one.target is None or one.baseline is None:
        return False
    return one.target < one.baseline if one.good == "up" else one.target > one.baseline


def detect(work: Measurement) -> Row:
    """Judge whether the effect could be told from noise; the best metric of the primary KPI counts."""
    reading = _reading(work)
    if not reading:
        return judged("detect", 0, [Reason(code="detect.unmeasured", met=False)])
    return max((_detecting(work, one) for one in reading), key=lambda row: row.level)


def _detecting(work: Measurement, one: Metric) -> Row:
    here = (one.instrument,)
    if one.mde is None:
        return judged("detect", 1, [Reason(code="detect.no_method", met=False, instruments=here)])
    kpi = work.kpis[work.primary]
    aim = _aim(one, kpi)
    aimed = aim is not None and one.mde <= aim
    numbers = {"mde": round(one.mde, 2)} | ({} if aim is None else {"aim": round(aim, 2)})
    code = "detect.no_target" if aim is None else "detect.aim" if aimed else "detect.aim_small"
    reasons = [
        Reason(code="detect.method", met=True, instruments=here, numbers={"mde": round(one.mde, 2)}),
        Reason(code=code, met=aimed, instruments=here, numbers=numbers),
    ]
    real = one.mde <= work.effect
    numbers = {"mde": round(one.mde, 2), "effect": round(work.effect, 2)}
    reasons.append(
        Reason(code="detect.real" if real else "detect.real_small", met=real, instruments=here, numbers=numbers)
    )
    return judged("detect", 2 + climbed([(aimed, reasons[1]), (real, reasons[2])]), reasons)


def _aim(one: Metric, kpi: KpiTrue) -> float | None:
    """Give the change that the team aims for, towards the good side and no more than the gap."""
    if one.target is None:
        return None
    start = kpi.baseline if one.baseline is None else one.baseline
    towards = one.target - start if one.good == "up" else start - one.target
    return min(max(towards, 0.0), kpi.gap)


def isolation(work: Measurement) -> Row:
    """Judge how the team would tell its effect from everything else; the best metric of the primary KPI counts."""
    reading = _reading(work)
    if not reading:
        return judged("isolation", 0, [Reason(code="detect.unmeasured", met=False)])
    best = max(reading, key=lambda one: (_strength(one), one.instrument))
    return judged("isolation", _strength(best), [_isolating(best)])


def _strength(one: Metric) -> int:
    """Give how far a method tells causes apart; one that can't be carried out only asserts."""
    strength = STRENGTH[one.isolation]
    return min(strength, 1) if one.mde is None else strength


def _isolating(one: Metric) -> Reason:
    workable = one.mde is not None or one.isolation in {"none", "expert"}
    code = f"isolation.{one.isolation}" if workable else "isolation.not_workable"
    return Reason(code=code, met=_strength(one) >= 3, instruments=(one.instrument,))


def roi(work: Measurement) -> Row:
    """Judge the return's inputs: a value, one that finance confirms, a result in money, a method that nets out."""
    kpi = work.kpis.get(work.gap_kpi) or work.kpis[work.primary]
    most = CONFIRMED_WITHIN * kpi.value * kpi.gap
    stated = work.value_per_week
    valued = stated is not None and stated > 0
    modest = stated is not None and 0 < stated <= most
    paying = [one for one in work.metrics if one.kpi is not None and work.kpis[one.kpi].value > 0]
    carried = [one for one in paying if one.mde is not None or one.isolation == "expert"]
    netting = [one for one in paying if one.mde is not None and one.isolation in NETTING]
    value = {"value": stated} if stated is not None else {}
    reasons = [
        Reason(code="roi.value" if valued else "roi.no_value", met=valued, numbers=value),
        Reason(code="roi.result" if carried else "roi.no_result", met=bool(carried), instruments=_names(carried)),
        Reason(
            code="roi.netted" if netting else "roi.gross", met=bool(netting), instruments=_names(netting or carried)
        ),
    ]
    if valued:
        numbers = value | {"true": round(kpi.value * kpi.gap, 2)}
        reasons.insert(1, Reason(code="roi.modest" if modest else "roi.bold", met=modest, numbers=numbers))
    loaded = {"cost": work.cost, "measurement": work.measurement}
    level = sum(reason.met for reason in reasons)
    return judged("roi", level, [*reasons, Reason(code="roi.loaded", met=True, numbers=loaded)])


def balance(work: Measurement) -> Row:
    """Judge whether the team would see harm done elsewhere."""
    if not work.balancing:
        return judged("balance", HIGHEST, [Reason(code="balance.none_offered", met=True)])
    watching = [one for one in work.metrics if one.instrument in work.balancing]
    if not watching:
        return judged("balance", 0, [Reason(code="balance.none", met=False)])
    level = 2 + max(_has_baseline(one) + (one.target is not None and bool(one.owner)) for one in watching)
    reasons = [Reason(code="balance.watched", met=True, instruments=_names(watching))]
    unset = [one for one in watching if one.target is None or not one.owner]
    if len(unset) == len(watching):
        reasons.append(Reason(code="balance.no_limit", met=False, instruments=_names(unset)))
    return judged("balance", level, reasons)


def _reading(work: Measurement) -> list[Metric]:
    return [one for one in work.metrics if one.kpi == work.primary]


def _names(metrics: Iterable[Metric]) -> tuple[str, ...]:
    return tuple(sorted(one.instrument for one in metrics))
