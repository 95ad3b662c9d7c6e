"""What a phase shows of the case to everybody: the brief, people, data, interventions, instruments."""

from __future__ import annotations

from typing import Literal

import msgspec

from practicum.rules.records.base import (
    Audience,
    Record,
    kind,
)
from practicum.scenario.model import InterventionKind, Level


class KpiShown(msgspec.Struct, frozen=True):
    """A KPI as teams know it: no value, no noise, nothing of the model."""

    kpi: str
    label: str
    unit: str
    good: Literal["up", "down"]
    baseline: float
    wanted: float


@kind("brief", Audience.EVERYONE)
class BriefShown(Record, frozen=True, kw_only=True):
    """The request and the company, from the brief on."""

    request: str  # Markdown
    sponsor: str
    about: str  # Markdown
    since: str
    kpis: tuple[KpiShown, ...]
    asks: tuple[str, ...]  # labels of what the sponsor asked for


@kind("person/<person>", Audience.EVERYONE)
class PersonShown(Record, frozen=True, kw_only=True):
    """Somebody whom teams may interview, from diagnose on."""

    name: str
    role: str
    about: str


class CutShown(msgspec.Struct, frozen=True):
    cut: str
    label: str
    tag: str


@kind("request/<request>", Audience.EVERYONE)
class RequestShown(Record, frozen=True, kw_only=True):
    """Data that teams may request, from diagnose on."""

    title: str
    about: str
    holder: str
    hours: float
    delay_minutes: float
    cuts: tuple[CutShown, ...]


@kind("item/<item>", Audience.EVERYONE)
class ItemShown(Record, frozen=True, kw_only=True):
    """An intervention of the catalogue, from design on: never what it does to which cause."""

    label: str
    about: str
    audience: str
    kind: InterventionKind
    cost: float  # all-in
    lead: int  # weeks from start to go-live
    rollout: int  # weeks
    asked: bool  # the sponsor asked for it


@kind("instrument/<instrument>", Audience.EVERYONE)
class InstrumentShown(Record, frozen=True, kw_only=True):
    """An instrument of the catalogue, from measure on."""

    label: str
    about: str
    level: Level
    unit: str
    good: Literal["up", "down"]
    kpi: str | None
    today: float | None  # known before launch only from archival sources
    cost: float
    baseline_cost: float
    lag: int
    every: int
    archival: bool
    blind: str
