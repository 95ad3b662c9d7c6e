"""How a case is held to its intention: its tests, the bots that rehearse it, and the anchors by which people judge."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from practicum.scenario.model.units import BotId, Expectation, Frozen, Markdown, OneOf, PlanItem, Share

# The rows of the rubric that people judge; the others are judged by machine, and read alike in every case.
JUDGED_BY_PEOPLE = ("argument", "risks", "together")
LEVELS = ("0", "1", "2", "3", "4")  # absent · asserted · partly supported · supported · limits stated

JudgedRow = Annotated[str, OneOf(JUDGED_BY_PEOPLE, "row that people judge")]
RowLevel = Annotated[str, OneOf(LEVELS, "level")]


class PlanTest(Frozen, frozen=True, kw_only=True):
    """A claim that an author makes about the case's own model: of a plan, or of a bot that plays it on paper."""

    plan: tuple[PlanItem, ...] | Literal["intended", "sponsor_asks", "nothing"] | None = None
    """The plan that the claim is about: a list of items, or the name of one of the case's plans.
    Example: `[workshop, job_aid@4]`"""
    bot: BotId | None = None
    """The bot that the claim is about, instead of a plan: one of `bots`, or a strategy's id. Example: `expert`"""
    expect: dict[str, Expectation]
    """What each figure must be. Example: `{gap_closed: "< 15 %"}`"""


class Strategy(StrEnum):
    """How a bot plays: what it opens, whom it believes, what it plans and measures."""

    READS_EVERYTHING = "reads everything"
    """Opens all that its hours allow, in the order of the file, and weighs it evenly"""
    TRUSTS_THE_SPONSOR = "trusts the sponsor"
    """Reads little, and does what was asked for"""
    EXPERT = "expert"
    """Looks for what tells causes apart, and plans for the causes that it confirmed"""
    RANDOM = "random"
    """Opens, bets and plans by chance"""


class Bot(Frozen, frozen=True, kw_only=True):
    """One kind of team that rehearses the case."""

    strategy: Strategy
    """How it plays. Example: `expert`"""
    about: str = ""
    """What kind of team it stands for. Example: `A team that opens half of what it could`"""
    hours: Share = 1.0
    """The share of the analyst hours that it is ready to spend. Example: `50 %`"""
    plan: tuple[PlanItem, ...] | None = None
    """The plan that it makes, instead of its own. Example: `[printers, course@4]`"""


# The four strategies as bots, each under a plain id: they rehearse every case that names none of its own.
STRATEGY_BOTS: dict[str, Bot] = {strategy.value.replace(" ", "_"): Bot(strategy=strategy) for strategy in Strategy}


class RubricGuide(Frozen, frozen=True, kw_only=True):
    """How a row that people judge reads in this case: what earns each level, and work that earned it."""

    anchors: dict[RowLevel, str]
    """What each level looks like in this case, from "0" (absent) to "4" (limits stated).
    Example: `{"0": No cause is argued for., "2": "A cause is named, and one exhibit speaks for it."}`"""
    exemplars: dict[RowLevel, Markdown] = {}
    """Work of a team at a level, for raters to compare with. Example: `{"4": rubric/argument-4.md}`"""
