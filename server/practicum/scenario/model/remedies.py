"""What can be done, and what can be measured: interventions and instruments."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from practicum.scenario.model.company import Population
from practicum.scenario.model.units import CauseId, Frozen, Hours, KpiId, Money, Share, Signed, Weeks


class InterventionKind(StrEnum):
    """What an item of a plan is."""

    LEARNING = "learning"
    """A course, a workshop, e-learning: it works by transfer, and fades"""
    JOB_AID = "job_aid"
    """A checklist, a guide, a template at the place of work"""
    FEEDBACK = "feedback"
    """People hear sooner or better how their work turned out"""
    TOOL = "tool"
    """A system, a device, a machine"""
    PROCESS = "process"
    """Another way of doing the work"""
    INCENTIVE = "incentive"
    """What it pays to do is changed"""
    STAFFING = "staffing"
    """More people, or others"""
    ROUTINE = "routine"
    """Something that managers do again and again: huddles, coaching"""


class CostParts(Frozen, frozen=True, kw_only=True):
    """A cost that is not all-in: learners' hours are paid at the loaded wage on top."""

    development: Money = 0.0
    """What making it costs, once. Example: `4_000`"""
    delivery: Money = 0.0
    """What giving it to everybody costs. Example: `3_000`"""
    hours_per_person: Hours = 0.0
    """The working hours that it takes from each person whom it reaches. Example: `3 h`"""


class SideEffect(Frozen, frozen=True, kw_only=True):
    """What an item does to a KPI beside its causes; a cause may remove it."""

    amount: Signed
    """How far the KPI moves at full adoption, in its unit. Example: `+0.4`"""
    removed_by: CauseId | None = None
    """The cause whose relief takes the side effect away. Example: `staffing`"""


class Method(StrEnum):
    """What makes learning act, whatever its medium: an item without a stated potency earns one by these."""

    PRACTICE = "practice"
    """People do the real thing, not only hear about it"""
    FEEDBACK = "feedback"
    """They are told how they did, and why"""
    SPACING = "spacing"
    """It comes in several sittings, days apart"""
    MODELLING = "modelling"
    """They see somebody do it well, and somebody do it badly"""


class Intervention(Frozen, frozen=True, kw_only=True):
    """Something that a team can put on its plan."""

    label: str
    """Its name, as teams read it. Example: `Practice workshop on the new cases`"""
    about: str = ""
    """What teams read before they choose; don't say how well it works.
    Example: `Two printers, and a year of labels.`"""
    audience: str = ""
    """For whom it is. Example: `All 120 handlers`"""
    kind: InterventionKind
    """What it is. Example: `learning`"""
    cost: Money | CostParts
    """What it costs: one figure for everything, or parts. Example: `98_000`"""
    lead: Weeks
    """How many weeks pass between its start on the plan and its first day. Example: `8 weeks`"""
    rollout: Weeks = 1
    """Over how many weeks learning is given, a group each week. Example: `6 weeks`"""
    reach: Share | None = None
    """The share of the people whom it reaches in the end; unless given, all for learning and 90 % for the others.
    Example: `95 %`"""
    tau: float = 6.0
    """Weeks until two thirds of those it reaches use it; learning has its own course. Example: `3`"""
    on: dict[CauseId, Share] = {}
    """How strongly it relieves each cause once it is fully in place: its potency, from 0 to 1.
    Example: `{skill: 0.9}`"""
    teaches: tuple[CauseId, ...] = ()
    """Causes on which learning acts by its methods, instead of a figure under `on`. Example: `[routes]`"""
    methods: tuple[Method, ...] = ()
    """What makes the learning act; each method adds to its potency. Example: `[practice, feedback]`"""
    support: Signed = 0.0
    """What it adds to the company's support for learning while it is live. Example: `+0.20`"""
    floor_plus: Share = 0.0
    """What it adds to the share of learners who apply what they learned, for good. Example: `0.05`"""
    side: dict[KpiId, SideEffect] = {}
    """What it does to a KPI beside its causes, good or bad. Example: `{rework: +0.4}`"""
    polish: Share = 0.7
    """How much people like it, from 0 to 1: what a reaction sheet reads, and nothing else. Example: `0.9`"""

    def full_cost(self, population: Population) -> float:
        """Cost of the item, learners' hours at the loaded wage included, for those it reaches."""
        if not isinstance(self.cost, CostParts):
            return float(self.cost)
        hours = self.cost.hours_per_person * population.people * self.full_reach
        return self.cost.development + self.cost.delivery + hours * population.wage_per_hour

    @property
    def full_reach(self) -> float:
        """Share of the population that the item reaches in the end."""
        if self.reach is not None:
            return self.reach
        return 1.0 if self.kind is InterventionKind.LEARNING else 0.9


class Level(StrEnum):
    """What an instrument looks at: taking part, then Kirkpatrick's four levels."""

    ACTIVITY = "activity"
    """Who took part"""
    REACTION = "reaction"
    """How people liked it (level 1)"""
    LEARNING = "learning"
    """What people know or can do afterwards (level 2); observes a cause"""
    BEHAVIOUR = "behaviour"
    """What people do at work (level 3); observes a cause"""
    RESULTS = "results"
    """What the business sees (level 4); reads a KPI"""


class Instrument(Frozen, frozen=True, kw_only=True):
    """Something that a team can measure with."""

    label: str
    """Its name, as teams read it. Example: `Audited decisions right`"""
    about: str = ""
    """How it is taken, in a sentence. Example: `A senior handler re-reads 60 closed files a month.`"""
    level: Level
    """What it looks at. Example: `behaviour`"""
    unit: str = "%"
    """What it is read in; quote it if it begins with a %. Example: `"% of files"`"""
    good: Literal["up", "down"] = "up"
    """Which way is better: `up` or `down`. Example: `up`"""
    observes: CauseId | None = None
    """The cause that it looks at; learning and behaviour need one. Example: `skill`"""
    kpi: KpiId | None = None
    """The KPI that it reads; results need one. Example: `rework`"""
    today: float = 0.0
    """The reading before anything is done, in the instrument's unit. Example: `60`"""
    full: float = 100.0
    """The reading when the cause is gone, or everybody succeeds. Example: `95`"""
    noise_sd: float = 0.0
    """How much one respondent's reading scatters (standard deviation), in the instrument's unit. Example: `12`"""
    n: int = 1
    """How many respondents or cases one reading has. Example: `60`"""
    response: Share = 1.0
    """The share of them that answers. Example: `55 %`"""
    bias: Signed = 0.0
    """How far every reading is off, in the instrument's unit. Example: `+8`"""
    lag: Weeks = 0
    """How many weeks a reading takes to arrive. Example: `2 weeks`"""
    every: Weeks = 1
    """In weeks, how often it is read. Example: `4 weeks`"""
    archival: bool = False
    """Whether it has been kept for years, so that there is a baseline without asking for one."""
    retest: bool = False
    """Whether people are tested again later, when they have had time to forget; for learning."""
    cost: Money = 0.0
    """What it costs for the year. Example: `2_800`"""
    baseline_cost: Money = 0.0
    """What one reading before launch costs on top, where none is kept. Example: `500`"""
    blind: str = ""
    """What a team without it cannot know; it ends the sentence "You cannot tell …".
    Example: `whether people know the routes`"""
