"""The model once more, in plain Python and straight from its description: the oracle for the fast one.

One plan, one week, one item at a time; no arrays, nothing shared with the product but the scenario's types.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from statistics import NormalDist

from practicum.scenario.model import InterventionKind, Kpi, Scenario


def net_benefit(scenario: Scenario, plan: Sequence[str]) -> float:
    """Give a plan's net benefit with every item at the earliest start and nothing happening."""
    benefit = 0.0
    for week in range(52):
        for kpi_id, kpi in scenario.kpis.items():
            benefit += kpi.value * (1 if kpi.good == "up" else -1) * change(scenario, plan, kpi_id, week)
    return benefit - sum(float(scenario.interventions[item].cost) for item in plan)  # type: ignore[arg-type]


def change(scenario: Scenario, plan: Sequence[str], kpi_id: str, week: int) -> float:
    """Give what a plan changes of a KPI in a week."""
    kpi = scenario.kpis[kpi_id]
    adopted = {item: adoption(scenario, plan, item, week) for item in plan}
    relief = {}
    for cause in scenario.causes:
        left = 1.0
        for item in plan:
            left *= 1 - scenario.interventions[item].on.get(cause, 0.0) * adopted[item]
        relief[cause] = 1 - left
    total = 0.0
    for cause_id, cause in scenario.causes.items():
        gained = relief[cause_id]
        for blocker, beta in cause.blocked_by.items():
            gained *= 1 - beta * (1 - relief[blocker])
        total += cause.share.get(kpi_id, 0.0) * gained
    total *= (1 if kpi.good == "up" else -1) * abs(kpi.attainable - kpi.baseline)
    for item in plan:
        side = scenario.interventions[item].side.get(kpi_id)
        if side is not None:
            total += side.amount * adopted[item] * (1 - relief[side.removed_by] if side.removed_by else 1)
    return total


def adoption(scenario: Scenario, plan: Sequence[str], name: str, week: int) -> float:
    """Give how far an item has come in a week."""
    item = scenario.interventions[name]
    if week < item.lead:
        return 0.0
    if item.kind is not InterventionKind.LEARNING:
        return item.full_reach * (1 - math.exp(-(week - item.lead) / item.tau))
    live = [scenario.interventions[other] for other in plan if scenario.interventions[other].lead <= week]
    support = min(max(scenario.company.support + sum(other.support for other in live), 0), 1)
    floor = sum(other.floor_plus for other in live)
    stays = 1 - scenario.company.population.turnover_per_year
    total = 0.0
    for cohort in range(item.rollout):
        age = week - item.lead - cohort
        if age >= 0:
            q = 0.215 + 0.405 * 2 ** (-age / 30.7)
            logit = math.log(q / (1 - q)) + 1.2 * (support - 0.5)
            total += min(1 / (1 + math.exp(-logit)) + floor, 0.98) * stays ** (age / 52)
    return item.full_reach * total / item.rollout


def detectable(kpi_id: str, kpi: Kpi, method: str, seeds: int = 200) -> float:
    """Give what a method can detect: 2.486 standard deviations of its estimates in worlds without a plan."""
    found = []
    for number in range(seeds):
        estimate = estimated(f"spread-{number}", kpi_id, kpi, method, "T")
        if method == "did":
            estimate -= estimated(f"spread-{number}", kpi_id, kpi, method, "C")
        found.append(estimate)
    mean = sum(found) / seeds
    return 2.486 * math.sqrt(sum((each - mean) ** 2 for each in found) / (seeds - 1))


def estimated(seed: str, kpi_id: str, kpi: Kpi, method: str, unit: str) -> float:
    """Give what a method makes of a unit's noise: the last thirteen weeks against what was before."""
    after = sum(noise(seed, kpi_id, kpi, unit, week) for week in range(39, 52)) / 13
    if method != "trend":
        return after - sum(noise(seed, kpi_id, kpi, unit, week) for week in range(-13, 0)) / 13
    history = [(week, noise(seed, kpi_id, kpi, unit, week)) for week in range(-26, 0)]
    middle = sum(week for week, _ in history) / 26
    mean = sum(reading for _, reading in history) / 26
    slope = sum((week - middle) * (reading - mean) for week, reading in history)
    slope /= sum((week - middle) ** 2 for week, _ in history)
    return after - sum(mean + slope * (week - middle) for week in range(39, 52)) / 13


def noise(seed: str, kpi_id: str, kpi: Kpi, unit: str, week: int) -> float:
    """Give a week's noise from its own draws alone."""
    phi, slow = kpi.noise.phi, 0.0
    for drawn in range(week - 12, week + 1):
        slow = phi * slow + math.sqrt(1 - phi * phi) * normal(f"{seed}|ar|{kpi_id}|{unit}|{drawn}")
    return kpi.noise.sd * (0.8 * slow + 0.6 * normal(f"{seed}|common|{kpi_id}|{week}"))


def normal(key: str) -> float:
    """Give a key's normal figure."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    return NormalDist().inv_cdf((number + 0.5) / 2**64)
