"""One case, whole, and who rehearses it."""

from __future__ import annotations

from typing import Literal

from practicum.scenario.model.company import Brief, Company, Phases, Purse, Timing
from practicum.scenario.model.events import Inject
from practicum.scenario.model.evidence import DataRequest, Evidence, Person
from practicum.scenario.model.play import STRATEGY_BOTS, Bot, JudgedRow, PlanTest, RubricGuide
from practicum.scenario.model.remedies import Instrument, Intervention
from practicum.scenario.model.truth import Cause, Kpi
from practicum.scenario.model.units import Frozen, Markdown, Minutes, PlanItem, TranslationFile


class Scenario(Frozen, frozen=True, kw_only=True):
    """One case, whole."""

    practicum: Literal[1] = 1
    """The version of the language that the case is written in. Example: `1`"""
    id: str = ""
    """The folder's name; filled in by the loader, never written."""
    title: str
    """The case's name, as hosts and teams read it. Example: `Alder Mutual`"""
    tagline: str
    """The case in a sentence, for the shelf. Example: `Claims come back. The VP wants a webinar by Friday.`"""
    summary: str = ""
    """What a host reads before choosing the case; give nothing away. Example: `An insurer has changed its wording.`"""
    minutes: Minutes
    """How long the whole session lasts; the phases take that at most. Example: `90`"""
    level: str = "intermediate"
    """For whom it is: introductory, intermediate or advanced, or your own word. Example: `intermediate`"""
    language: str = "en"
    """The language that the case is written in: its two letters, with a region if need be. Example: `en`"""
    competencies: tuple[str, ...] = ()
    """What it trains, for the shelf. Example: `[identifying needs, business acumen]`"""
    training_is: Literal["the answer", "part of the answer", "not the answer"]
    """Whether learning closes the gap; nobody sees it before the debrief. Example: `not the answer`"""
    company: Company
    """Where the case happens, and whose work it is about."""
    money: Purse
    """The currency, and what a team can spend."""
    phases: Phases
    """How long each phase lasts."""
    brief: Brief
    """What teams are told first."""
    kpis: dict[str, Kpi]
    """The figures of the business, each under an id; the first is the one that the case is about."""
    causes: dict[str, Cause]
    """What explains the gap, and the decoys that don't, each under an id."""
    people: dict[str, Person] = {}
    """Whom teams can ask, each under an id."""
    evidence: dict[str, Evidence]
    """What teams can open, each under its tag: a letter and a number."""
    data_requests: dict[str, DataRequest] = {}
    """Data that somebody has to pull, each under an id."""
    interventions: dict[str, Intervention]
    """What can be done, each under an id."""
    instruments: dict[str, Instrument]
    """What can be measured, each under an id; every KPI needs one that reads it."""
    injects: dict[str, Inject] = {}
    """What happens meanwhile, each under an id."""
    sponsor_asks: tuple[PlanItem, ...] = ()
    """The plan that the sponsor has in mind. Example: `[webinar]`"""
    intended: tuple[PlanItem, ...] = ()
    """The plan that you have in mind: among the best that the budget allows. Example: `[workshop, job_aid@4]`"""
    teaching_note: Markdown = ""
    """What a facilitator should know; only facilitators read it. Example: `teaching-note.md`"""
    prompts: tuple[str, ...] = ()
    """The debrief's questions. Example: `[What did the COO see, and what did she conclude?]`"""
    rubric: dict[JudgedRow, RubricGuide] = {}
    """How the rows that people judge read in this case, under `argument`, `risks` and `together`."""
    timings: dict[str, Timing] = {}
    """Other lengths for the same case, each under an id."""
    translations: dict[str, TranslationFile] = {}
    """The case in other languages: language → a .po file; a session is in one language.
    Example: `{de: translations/de.po}`"""
    bots: dict[str, Bot] = {}
    """The teams that rehearse the case, each under an id; without any, one of each strategy does."""
    tests: dict[str, PlanTest] = {}
    """What you claim about the case's own model, each under a sentence."""

    @property
    def primary_kpi(self) -> str:
        """The first KPI: the one that the gap, the bet and the score are about."""
        return next(iter(self.kpis))


def bots_of(scenario: Scenario) -> dict[str, Bot]:
    """Say who rehearses a case: its own bots, or the four strategies if it has none."""
    return scenario.bots or STRATEGY_BOTS


def bots_known_to(scenario: Scenario) -> dict[str, Bot]:
    """Every bot that a case's tests may name: its own, and always the four strategies."""
    return {**STRATEGY_BOTS, **scenario.bots}
