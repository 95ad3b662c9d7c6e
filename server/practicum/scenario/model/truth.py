"""What is true in the case, and nobody is told before the debrief: the KPIs' course, and the causes of their gaps."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from practicum.scenario.model.units import CauseId, Frozen, KpiId, Markdown, PerPointAndWeek, Share, Signed, Weeks


class Noise(Frozen, frozen=True, kw_only=True):
    """How a KPI jumps from week to week, for no reason."""

    sd: float
    """The standard deviation of one week, in the KPI's unit. Example: `0.9`"""
    phi: float = 0.3
    """How much of a good or bad week carries over into the next. Example: `0.3`"""


class Season(Frozen, frozen=True, kw_only=True):
    """A wave that comes every year."""

    amplitude: float
    """How far the KPI rises at the peak (and falls half a year later), in its unit. Example: `1.2`"""
    peak: Weeks
    """The week of the peak, counted from when the plan is approved. Example: `20`"""


class Regression(Frozen, frozen=True, kw_only=True):
    """A bad patch that heals by itself, plan or no plan."""

    excess: float
    """How far above its baseline the KPI was before week −13 (below: with a minus), in its unit. Example: `1.5`"""
    halflife: Weeks
    """In how many weeks half of what is left of it goes. Example: `6 weeks`"""


class Shock(Frozen, frozen=True, kw_only=True):
    """Something that happens to a KPI from one week until before another, with or without a plan."""

    amount: Signed
    """How far the KPI moves, in its unit. Example: `+1.5`"""
    start: Weeks
    """The first week; below zero, it is history. In an event's effect, weeks count from the event. Example: `0`"""
    end: Weeks
    """The week in which it is over. Example: `4`"""


class Kpi(Frozen, frozen=True, kw_only=True):
    """A figure of the business with a gap. The first KPI is the one that the case is about."""

    label: str
    """Its name, as teams read it. Example: `Claims reworked`"""
    unit: str
    """What it is counted in; quote it if it begins with a %. Example: `"% of claims"`"""
    good: Literal["up", "down"]
    """Which way is better: `up` or `down`. Example: `down`"""
    baseline: float
    """Where it stands when the plan is approved, in its unit. Example: `14`"""
    attainable: float
    """Where it would stand if every cause were gone: not where a plan ends. Example: `6`"""
    value: PerPointAndWeek = 0.0
    """What one point of it is worth in one week, in the case's currency. Example: `5_200 per point and week`"""
    noise: Noise
    """How it jumps from week to week. Example: `{sd: 0.9}`"""
    trend: Signed = 0.0
    """How far it drifts each week by itself, in its unit. Example: `-0.01`"""
    season: Season | None = None
    """A wave that comes every year. Example: `{amplitude: 0.8, peak: 20}`"""
    regression: Regression | None = None
    """A bad patch before the request that heals by itself. Example: `{excess: 1.5, halflife: 6 weeks}`"""
    shocks: tuple[Shock, ...] = ()
    """What happens to it with or without a plan. Example: `[{amount: +1.5, start: 30, end: 34}]`"""


class Box(StrEnum):
    """Gilbert's six boxes; the first three are the environment's, the last three the person's."""

    INFORMATION = "information"
    """What people are told and hear back about their work"""
    RESOURCES = "resources"
    """Tools, time, material, processes"""
    INCENTIVES = "incentives"
    """What it pays to do, in money or otherwise"""
    KNOWLEDGE = "knowledge"
    """What people know and can do: the box that learning is for"""
    CAPACITY = "capacity"
    """Whether there are enough of the right people for it"""
    MOTIVES = "motives"
    """What people want and care about"""


class Cause(Frozen, frozen=True, kw_only=True):
    """Something that explains a part of the gap, or a decoy: something that is only believed to."""

    label: str
    """The cause as a full claim; teams see it among the candidates. Example: `Feedback arrives six weeks late`"""
    box: Box
    """Which of the six boxes it belongs to. Example: `information`"""
    share: dict[KpiId, Share] = {}
    """How much of each KPI's gap it explains; the shares of a KPI add up to 1 at most. Example: `{rework: 62 %}`"""
    blocked_by: dict[CauseId, Share] = {}
    """Causes that stand in its way, each with how much of a gain here is lost while it lasts.
    Example: `{labels: 0.5}`"""
    decoy: bool = False
    """Whether it is believed by somebody and not true; then it has no share."""
    explain: Markdown = ""
    """How one could have known, for the debrief. Example: `Returns double on wet days, for everybody alike.`"""
