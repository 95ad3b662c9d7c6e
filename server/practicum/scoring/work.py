"""A team's work as scoring looks at it: small frozen types, made from records elsewhere, with the truth beside it.

Nothing here knows a session; the figures that need the simulation (weeks, costs, detectability) are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from practicum.scenario.model import Box, Level
from practicum.scoring.evidence import Claimed, Linked

Isolation = Literal["pre_post", "trend", "did", "expert", "none"]


class GapStated(msgspec.Struct, frozen=True, kw_only=True):
    """The gap statement as the team wrote it."""

    kpi: str
    actual: float | None = None
    desired: float | None = None
    since: str = ""
    value_per_week: float | None = None
    statement: str = ""


class KpiTrue(msgspec.Struct, frozen=True):
    """A KPI's figures: where it is, what can be reached, and what a point is worth in a week."""

    baseline: float
    attainable: float
    value: float

    @property
    def gap(self) -> float:
        """Give how far the attainable figure is away."""
        return abs(self.attainable - self.baseline)


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """What a team thinks is wrong, and what it rests on."""

    kpis: Mapping[str, KpiTrue]
    shares: Mapping[str, float]  # candidate → true share of the primary KPI's gap, "other" included
    boxes: Mapping[str, Box]  # candidate → box
    key: Mapping[str, Mapping[str, float]]  # exhibit → candidate → −2…+2: what it says
    gap: GapStated | None = None
    bet: Mapping[str, float] = {}
    claims: tuple[Claimed, ...] = ()
    links: tuple[Linked, ...] = ()
    locked: int | None = None  # session time; claims and links made later don't count


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An intervention of the plan: what it acts on, what it costs, when it is live, which claims it is for."""

    item: str
    learning: bool
    cost: float
    live: int  # week
    rollout: int = 1
    reach: float = 1.0
    on: Mapping[str, float] = {}  # cause → potency
    support: float = 0.0
    floor_plus: float = 0.0
    claims: tuple[str, ...] = ()

    @property
    def supports(self) -> bool:
        """Say whether the item helps people use what they learnt."""
        return self.support > 0 or self.floor_plus > 0


class Solution(msgspec.Struct, frozen=True, kw_only=True):
    """A team's plan."""

    items: tuple[Item, ...]
    confirmed: frozenset[str]  # causes with enough points and a supporting link
    stands_for: Mapping[str, str]  # claim → candidate
    shares: Mapping[str, float]  # true cause → share of the primary KPI's gap
    boxes: Mapping[str, Box]
    budget: float
    spent: float
    support_offered: float = 0.0  # by all items of the catalogue together
    helps_offered: bool = False  # whether any item of the catalogue helps people use what they learnt


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """A chosen metric, as it was filled in and as its instrument is."""

    instrument: str
    level: Level
    good: Literal["up", "down"] = "up"
    kpi: str | None = None
    observes: str | None = None
    archival: bool = False
    baseline: float | None = None
    plan_baseline: bool = False
    target: float | None = None
    month: int | None = None
    owner: str = ""
    isolation: Isolation = "none"
    mde: float | None = None  # the smallest effect that the method can detect; None where it can't be carried out


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """A team's measurement plan."""

    metrics: tuple[Metric, ...]
    offered: frozenset[Level]  # levels for which the case has an instrument
    balancing: frozenset[str]  # instruments of the case that read another KPI than the primary
    primary: str
    kpis: Mapping[str, KpiTrue]
    treated: frozenset[str]  # causes that the plan acts on
    effect: float = 0.0  # the plan's true effect on the primary KPI late in the year, where it runs; not signed
    value_per_week: float | None = None  # as the gap statement has it
    gap_kpi: str = ""  # the KPI of the gap statement
    cost: float = 0.0  # all in, measurement included
    measurement: float = 0.0  # of it, for measuring


class TeamWork(msgspec.Struct, frozen=True):
    """Everything of a team that a machine judges."""

    diagnosis: Diagnosis
    solution: Solution
    measurement: Measurement
