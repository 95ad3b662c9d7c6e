"""What each strategy measures: metrics filled in, within the money that the plan leaves.

Rules:
- *Reads everything* reads every figure of the company and asks after the rest as far as the money goes; it compares
  before and after.
- *Trusts the sponsor* asks how people liked it, and nothing else.
- *Expert* measures a chain: at each level the cheapest instrument that looks at what the plan changes, the primary
  figure against a control where one can wait, else against its own trend, every other figure that is worth money,
  and one that would show harm done elsewhere.
- *Random* takes what chance says.
- A target lies half-way to what can be reached.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from practicum.outcome.world import Isolation
from practicum.scenario.model import Instrument, Level, Scenario, Strategy
from practicum.scoring.metrics import CHAIN, NO_BEFORE
from practicum.strategies.chance import chance, shuffled

MONTH: Final = 12
HALF_WAY: Final = 0.5
CENT: Final = 0.005


class Gauge(msgspec.Struct, frozen=True, kw_only=True):
    """A metric as a team fills it in; the owner is whoever plays."""

    instrument: str
    baseline: float | None = None
    plan_baseline: bool = False
    target: float | None = None
    month: int | None = None
    owned: bool = True
    isolation: Isolation = "none"


def choose_metrics(
    strategy: Strategy, scenario: Scenario, *, treated: Collection[str], money: float, seed: str
) -> tuple[Gauge, ...]:
    """Say what a strategy measures for so much money, when the plan acts on these causes."""
    match strategy:
        case Strategy.READS_EVERYTHING:
            order = sorted(scenario.instruments, key=lambda one: scenario.instruments[one].kpi is None)
            wanted = [_gauge(scenario, name, isolation="pre_post") for name in order]
        case Strategy.TRUSTS_THE_SPONSOR:
            liked = _cheapest(scenario, (Level.REACTION,)) or _cheapest(scenario, (Level.ACTIVITY,))
            wanted = [Gauge(instrument=name, month=MONTH) for name in liked]
        case Strategy.EXPERT:
            wanted = _chain(scenario, treated)
        case _:
            methods: tuple[Isolation, ...] = ("none", "pre_post", "trend", "expert")
            wanted = [
                _gauge(scenario, name, isolation=methods[int(4 * chance(seed, "method", name))])
                for name in shuffled(scenario.instruments, seed, "metrics")[: 1 + int(3 * chance(seed, "metrics"))]
            ]
    return _within(scenario, wanted, money)


def reserve(strategy: Strategy, scenario: Scenario, treated: Collection[str]) -> float:
    """Say how much of the budget a strategy keeps for measuring."""
    if strategy is Strategy.RANDOM:
        return 0.0
    chosen = choose_metrics(strategy, scenario, treated=treated, money=float("inf"), seed="")
    return sum(cost(scenario.instruments[one.instrument], one) for one in chosen)


def cost(instrument: Instrument, gauge: Gauge) -> float:
    """Give what a metric costs, with its baseline if one is planned."""
    return instrument.cost + (instrument.baseline_cost if gauge.plan_baseline else 0.0)


def _chain(scenario: Scenario, treated: Collection[str]) -> list[Gauge]:
    primary = scenario.primary_kpi
    best: Isolation = "did" if scenario.company.units is not None else "trend"
    chosen = list(_cheapest(scenario, (Level.RESULTS,), kpi=primary))
    for level in sorted(CHAIN - {Level.RESULTS}):
        chosen += _cheapest(scenario, (level,), treated=treated)
    beside = [name for name, one in scenario.instruments.items() if one.kpi not in (None, primary)]
    paying = [name for name in beside if scenario.kpis[str(scenario.instruments[name].kpi)].value]
    chosen += paying or sorted(beside, key=lambda name: (scenario.instruments[name].cost, name))[:1]
    gauges: list[Gauge] = []
    for name in dict.fromkeys(chosen):
        instrument = scenario.instruments[name]
        method: Isolation = "none"
        if instrument.kpi is not None:
            method = best if best == "did" or instrument.archival else "pre_post"
        gauges.append(_gauge(scenario, name, isolation=method))
    return gauges


def _cheapest(
    scenario: Scenario, levels: Collection[Level], *, kpi: str | None = None, treated: Collection[str] | None = None
) -> list[str]:
    """Give the cheapest instrument of some levels, if there is one."""
    fitting = [
        name
        for name, one in scenario.instruments.items()
        if one.level in levels
        and (kpi is None or one.kpi == kpi)
        and (treated is None or one.observes is None or one.observes in treated)
    ]
    price = {name: scenario.instruments[name].cost + scenario.instruments[name].baseline_cost for name in fitting}
    return sorted(fitting, key=lambda name: (price[name], name))[:1]


def _gauge(scenario: Scenario, name: str, *, isolation: Isolation) -> Gauge:
    """Fill a metric in: today's figure, a target half-way, a month."""
    one = scenario.instruments[name]
    if one.kpi is not None:
        kpi = scenario.kpis[one.kpi]
        today, wanted = kpi.baseline, kpi.attainable
    else:
        today, wanted = one.today, one.full
    return Gauge(
        instrument=name,
        baseline=today if one.archival else None,
        plan_baseline=not one.archival and one.level not in NO_BEFORE,
        target=round(today + HALF_WAY * (wanted - today), 3),
        month=MONTH,
        isolation=isolation if one.kpi is not None else "none",
    )


def _within(scenario: Scenario, wanted: list[Gauge], money: float) -> tuple[Gauge, ...]:
    """Keep what the money reaches, in order; a baseline is given up before the metric is."""
    kept: list[Gauge] = []
    for gauge in wanted:
        instrument = scenario.instruments[gauge.instrument]
        plain = msgspec.structs.replace(gauge, plan_baseline=False)
        fitting = next((one for one in (gauge, plain) if cost(instrument, one) <= money + CENT), None)
        if fitting is not None:
            kept.append(fitting)
            money -= cost(instrument, fitting)
    return tuple(kept)
