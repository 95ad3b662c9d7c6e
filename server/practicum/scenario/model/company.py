"""The company, its money, the clock of the session, and what teams are told first."""

from __future__ import annotations

from practicum.scenario.model.units import Frozen, Hours, Markdown, Minutes, Money, Share


class Population(Frozen, frozen=True, kw_only=True):
    """The people whose work the case is about."""

    people: int
    """How many they are. Example: `120`"""
    wage_per_hour: Money
    """What an hour of theirs costs, loaded with everything on top of the wage; learners' hours are paid at it.
    Example: `38`"""
    turnover_per_year: Share = 0.0
    """The share of them that leaves within a year, and takes along what was learned. Example: `15 %`"""


class Units(Frozen, frozen=True, kw_only=True):
    """The two halves of the company that a control needs."""

    T: str
    """The half that goes first, as teams read it. Example: `Leeds and Bristol go first`"""
    C: str
    """The half that can wait, and so be compared with. Example: `Croydon and Norwich can wait`"""


class Company(Frozen, frozen=True, kw_only=True):
    """Where the case happens."""

    sector: str
    """The line of business, in a word or two. Example: `Insurance`"""
    population: Population
    """The people whose work the case is about."""
    support: Share = 0.5
    """How far managers and the work around it support what is learned, from 0 to 1. Example: `0.4`"""
    units: Units | None = None
    """Two halves of the company, if one of them can wait; without them a team can't compare with a control."""
    about: Markdown = ""
    """The company in a paragraph or two, for the case file. Example: `brief/company.md`"""


class Purse(Frozen, frozen=True, kw_only=True):
    """The case's money."""

    currency: str
    """The currency's three letters (ISO 4217). Example: `GBP`"""
    budget: Money
    """What a team can spend on its plan, measurement included. Example: `180_000`"""


class Timed(Frozen, frozen=True, kw_only=True):
    """A phase that is only long or short: `brief: 5 min`."""

    minutes: Minutes
    """How long the phase lasts. Example: `12 min`"""


class DiagnosePhase(Frozen, frozen=True, kw_only=True):
    """The phase in which teams look for causes."""

    minutes: Minutes
    """How long the phase lasts. Example: `25 min`"""
    analyst_hours: Hours
    """What a team can spend on evidence, in hours of its analyst; give less than all evidence together costs.
    Example: `24 h`"""


class PitchPhase(Frozen, frozen=True, kw_only=True):
    """The phase in which each team presents its plan, one after another."""

    minutes_per_team: Minutes = 2
    """How long one team speaks. Example: `2 min`"""
    at_most: Minutes = 12
    """The longest that the whole phase lasts, however many teams there are. Example: `8 min`"""


class RunPhase(Frozen, frozen=True, kw_only=True):
    """The phase in which the year after the plan is played."""

    minutes: Minutes
    """How long the phase lasts. Example: `8 min`"""
    steps: int = 4
    """In how many steps the year is played; it is always 4, three months each."""


class Phases(Frozen, frozen=True, kw_only=True):
    """How long each phase lasts; the lobby before them has no end of its own."""

    brief: Timed
    """Teams read the request and the case file. Example: `5 min`"""
    diagnose: DiagnosePhase
    """Teams open evidence, talk to people, and bet on the causes. Example: `{minutes: 25, analyst_hours: 24 h}`"""
    design: Timed
    """Teams put a plan together, within the budget. Example: `12 min`"""
    measure: Timed
    """Teams decide what to measure, and with what. Example: `9 min`"""
    pitch: PitchPhase
    """Each team presents its plan. Example: `{minutes_per_team: 2, at_most: 8 min}`"""
    run: RunPhase
    """The year is played, and teams see what they measure. Example: `8 min`"""
    debrief: Timed
    """What was true, what was claimed, and what to learn from it. Example: `23 min`"""

    @property
    def lengths(self) -> dict[str, float]:
        """Give each phase's minutes, in order; a pitch takes as long as it may take."""
        return {
            "brief": self.brief.minutes,
            "diagnose": self.diagnose.minutes,
            "design": self.design.minutes,
            "measure": self.measure.minutes,
            "pitch": self.pitch.at_most,
            "run": self.run.minutes,
            "debrief": self.debrief.minutes,
        }


class Timing(Frozen, frozen=True, kw_only=True):
    """Another length for the same case. A phase that is not named keeps its time; nights are pauses."""

    label: str
    """What the host chooses by. Example: `Three days`"""
    about: str = ""
    """When this length suits, in a sentence. Example: `A day for diagnosis, one for the plan, one for the year`"""
    brief: Minutes | None = None
    """How long the brief lasts then. Example: `30 min`"""
    diagnose: Minutes | None = None
    """How long diagnosis lasts then. Example: `5 h`"""
    design: Minutes | None = None
    """How long design lasts then. Example: `4 h`"""
    measure: Minutes | None = None
    """How long measurement lasts then. Example: `3 h`"""
    pitch: Minutes | None = None
    """The longest that the pitch lasts then. Example: `60 min`"""
    run: Minutes | None = None
    """How long the year lasts then. Example: `90 min`"""
    debrief: Minutes | None = None
    """How long the debrief lasts then. Example: `2 h`"""
    analyst_hours: Hours | None = None
    """What a team can spend on evidence then; unless given, as in the case. Example: `32 h`"""


class Figure(Frozen, frozen=True, kw_only=True):
    """One figure of the case file that everybody sees first."""

    label: str
    """What is counted. Example: `Claims reworked`"""
    value: str
    """The figure with its unit, as it is to be read. Example: `14 %`"""
    note: str = ""
    """When or where it was so. Example: `June to August`"""


class Brief(Frozen, frozen=True, kw_only=True):
    """What teams are told first: the request, and the figures."""

    request: Markdown
    """The sponsor's message in full, with all that it takes for granted. Example: `brief/request.md`"""
    sponsor: str
    """Who asks, as teams read it. Example: `Margaret Oyelaran, VP Claims`"""
    quote: str
    """One sentence of the request, word for word; it stays in sight. Example: `"Can you get a webinar by Friday?"`"""
    figures: tuple[Figure, ...] = ()
    """The figures of the case file. Example: `[{label: Claims reworked, value: 14 %}]`"""
    since: str = ""
    """When the gap opened, in words. Example: `the January policy change`"""
