"""The measure phase: the chain of metrics, each with baseline, target, month, owner and isolation.

Metrics are paid from the one budget. What is not chosen will not be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practicum.rules import money, signing
from practicum.rules.design import over_budget
from practicum.rules.moves import DropMetric, Move, PutMetric
from practicum.rules.records import InstrumentShown, Metric, Record
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, to_map
from practicum.scenario.model import Instrument


def enter(scene: Scene) -> dict[str, Record]:
    """Put the catalogue of instruments."""
    return {
        f"instrument/{name}": InstrumentShown(
            label=record.label,
            about=record.about,
            level=record.level,
            unit=record.unit,
            good=record.good,
            kpi=record.kpi,
            today=_today(scene, record) if record.archival else None,
            cost=record.cost,
            baseline_cost=record.baseline_cost,
            lag=record.lag,
            every=record.every,
            archival=record.archival,
            blind=record.blind,
        )
        for name, record in scene.scenario.instruments.items()
    }


def _today(scene: Scene, record: Instrument) -> float:
    return scene.scenario.kpis[record.kpi].baseline if record.kpi else record.today


def put_metric(scene: Scene, move: PutMetric) -> Changes | Refusal:
    """Choose a metric, or fill it in further."""
    instrument = scene.scenario.instruments.get(move.instrument)
    if instrument is None:
        return unknown("metric")
    key = f"metric/{move.team}/{move.instrument}"
    existing = scene.records.get(key, Metric)
    if (existing.revision if existing else 0) != move.revision:
        now = to_map(existing) if existing else None
        return Refusal("stale", "A team-mate changed this metric just now. This is how it stands.", now)
    if move.isolation == "did" and scene.scenario.company.units is None:
        return Refusal("no.control", "This company has no part that could wait as a control group.")
    before = _cost(instrument, existing.plan_baseline) if existing else 0.0
    left = money.left(scene.records, scene.scenario, move.team)
    more = _cost(instrument, move.plan_baseline) - before
    refusal = over_budget(scene, more, left) if more > 0 else None
    if refusal is not None:
        return refusal
    metric = Metric(
        baseline=move.baseline,
        plan_baseline=move.plan_baseline,
        target=move.target,
        month=move.month,
        owner=move.owner.strip(),
        isolation=move.isolation,
        by=existing.by if existing else scene.seat,
        revision=move.revision + 1,
    )
    return Changes({key: metric} | signing.edited(scene, move.team, "measure"))


def drop_metric(scene: Scene, move: DropMetric) -> Changes | Refusal:
    """Give a metric up."""
    key = f"metric/{move.team}/{move.instrument}"
    if key not in scene.records:
        return Changes({})
    return Changes(signing.edited(scene, move.team, "measure"), (key,))


def _cost(instrument: Instrument, plan_baseline: bool) -> float:
    return instrument.cost + (instrument.baseline_cost if plan_baseline else 0.0)


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {PutMetric: put_metric, DropMetric: drop_metric}
