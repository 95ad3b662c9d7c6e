"""The small phrases of the language: when something opens, when something happens, what is on a plan.

Rules:
- Parsing is pure and total: a phrase is its parts, or a ``Wrong`` that says how to write it.
- The loader has checked every phrase of a loaded scenario, so ``unlock_of``, ``when_of`` and ``item_of`` only
  raise for a bug.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from practicum.scenario.model import Unit
from practicum.scenario.values import Wrong, number_in

PHASES = ("brief", "diagnose", "design", "measure", "pitch", "run", "debrief")
# What a test can say of a plan: the forecast's figures, and how its effect looks to those who measure it.
PLAN_FIGURES = (
    *("cost", "benefit", "net", "roi_percent", "bcr", "payback_months", "gap_closed"),
    *("gap_seen", "effect_over_mde"),
)
# What a test can say of a bot that plays on paper.
BOT_FIGURES = (
    *("opened", "hours", "causes_found", "causes_confirmed", "calibration"),
    *("cost", "benefit", "net", "roi_percent", "gap_closed", "claimed_roi_percent", "score"),
)
FIGURES = tuple(dict.fromkeys((*PLAN_FIGURES, *BOT_FIGURES)))


class AtStart(msgspec.Struct, frozen=True):
    """Open from the beginning."""


class AfterExhibit(msgspec.Struct, frozen=True):
    """Opens when a team has opened this piece of evidence."""

    evidence: str


class AfterAnswer(msgspec.Struct, frozen=True):
    """Opens when a team has heard this answer."""

    person: str
    topic: str


class AfterInject(msgspec.Struct, frozen=True):
    """Opens when this event reaches a team."""

    inject: str


Opening: TypeAlias = AtStart | AfterExhibit | AfterAnswer | AfterInject


class ByHand(msgspec.Struct, frozen=True):
    """The facilitator sends it."""


class InPhase(msgspec.Struct, frozen=True):
    """So many minutes after a phase begins; where a session gives the phase more or less time, as far into it."""

    phase: str
    minutes: float


class InMonth(msgspec.Struct, frozen=True):
    """Before this month of the plan's year, at the nearest pause between steps."""

    month: int


class InWeek(msgspec.Struct, frozen=True):
    """Before this week of the plan's year, at the nearest pause between steps."""

    week: int


class Planned(msgspec.Struct, frozen=True):
    """When this intervention is on a plan that the team has agreed on."""

    intervention: str


class Answered(msgspec.Struct, frozen=True):
    """When a team has answered another event with this option."""

    inject: str
    option: str


class Unanswered(msgspec.Struct, frozen=True):
    """When another event has been with a team for so many minutes of session time, without an answer."""

    inject: str
    minutes: float


Condition: TypeAlias = AfterExhibit | AfterAnswer | Planned | Answered | Unanswered
"""What comes team by team, as soon as it is true for that team."""

Moment: TypeAlias = ByHand | InPhase | InMonth | InWeek | Condition


class Item(msgspec.Struct, frozen=True):
    """An intervention on a plan, and the week in which it starts."""

    intervention: str
    week: int = 0


class Expected(msgspec.Struct, frozen=True):
    """What a figure of the forecast must be: compared with a number, or near the best plan's."""

    compare: Literal["<", "<=", ">", ">=", "about", "near best"]
    number: float  # of "near best": the share of the best that may be missing


_ASK = re.compile(r"ask\s+([\w-]+)\.([\w-]+)\Z")
_ONE = re.compile(r"(after|inject)\s+(?:evidence\.)?([\w-]+)\Z")
_PHASE = re.compile(r"([a-z]+)\s*\+\s*(\S.*)\Z")
_YEAR = re.compile(r"(month|week)\s+(\d{1,2})\Z")
_PLANNED = re.compile(r"planned\s+([\w-]+)\Z")
_ANSWERED = re.compile(r"([\w-]+)\s+answered\s+([\w-]+)\Z")
_UNANSWERED = re.compile(r"([\w-]+)\s+unanswered\s*\+\s*(\S.*)\Z")
_ITEM = re.compile(r"([\w-]+)(?:@(\d{1,2}))?\Z")
_COMPARE = re.compile(r"(<=|>=|<|>|about)?\s*([+-]?\d[\d_]*(?:\.\d+)?)\s*(%)?\Z")
_NEAR = re.compile(r"within\s+(\d+(?:\.\d+)?)\s*%\s+of\s+best\Z")

_UNLOCK_FORMS = "write start, after D2, ask qa.errors or inject release"
_WHEN_FORMS = (
    "write by hand, design + 5 min, month 4, week 20, after X3, ask qa.errors, planned workshop, "
    "release answered accept or release unanswered + 4 min"
)
_EXPECT_FORMS = 'write "< 15 %", "> 300", "about 412" or within 10 % of best'


def parse_unlock(text: str) -> Opening | Wrong:
    """Read when a piece of evidence opens."""
    phrase = text.strip()
    if phrase == "start":
        return AtStart()
    if (asked := _ASK.match(phrase)) is not None:
        return AfterAnswer(asked.group(1), asked.group(2))
    if (one := _ONE.match(phrase)) is not None:
        return AfterExhibit(one.group(2)) if one.group(1) == "after" else AfterInject(one.group(2))
    return Wrong("phrase.unlock", f'"{phrase[:60]}" does not say when it opens', _UNLOCK_FORMS)


def parse_when(text: str) -> Moment | Wrong:
    """Read when an event happens."""
    phrase = text.strip()
    if phrase == "by hand":
        return ByHand()
    if (year := _YEAR.match(phrase)) is not None:
        return _in_the_year(year.group(1), int(year.group(2)))
    if (phased := _PHASE.match(phrase)) is not None:
        return _in_a_phase(phased.group(1), phased.group(2))
    condition = _condition(phrase)
    if condition is not None:
        return condition
    return Wrong("phrase.when", f'"{phrase[:60]}" does not say when it happens', _WHEN_FORMS)


def _in_the_year(what: str, number: int) -> Moment | Wrong:
    if what == "month":
        if 1 <= number <= 12:
            return InMonth(number)
        return Wrong("value.range", f"there is no month {number}", "write month 1 to month 12")
    if number <= 51:
        return InWeek(number)
    return Wrong("value.range", f"week {number} is after the year", "write week 0 to week 51")


def _in_a_phase(phase: str, after: str) -> Moment | Wrong:
    if phase not in PHASES:
        close = difflib.get_close_matches(phase[:40], PHASES, n=1)
        cure = f'did you mean "{close[0]}"?' if close else f"write one of {', '.join(PHASES)}"
        return Wrong("phrase.when", f'unknown phase "{phase[:60]}"', cure)
    minutes = number_in(Unit.MINUTES, after)
    return minutes if isinstance(minutes, Wrong) else InPhase(phase, minutes)


def _condition(phrase: str) -> Condition | Wrong | None:
    """Read what must be true for a team; None where it is no condition."""
    if (asked := _ASK.match(phrase)) is not None:
        return AfterAnswer(asked.group(1), asked.group(2))
    if (one := _ONE.match(phrase)) is not None and one.group(1) == "after":
        return AfterExhibit(one.group(2))
    if (planned := _PLANNED.match(phrase)) is not None:
        return Planned(planned.group(1))
    if (answered := _ANSWERED.match(phrase)) is not None:
        return Answered(answered.group(1), answered.group(2))
    if (unanswered := _UNANSWERED.match(phrase)) is None:
        return None
    minutes = number_in(Unit.MINUTES, unanswered.group(2))
    if isinstance(minutes, Wrong):
        return minutes
    if minutes <= 0:
        return Wrong("value.range", "a team needs time to answer", f"write {unanswered.group(1)} unanswered + 4 min")
    return Unanswered(unanswered.group(1), minutes)


def parse_item(text: str) -> Item | Wrong:
    """Read an item of a plan."""
    found = _ITEM.match(text.strip())
    if found is None:
        message = f'"{text.strip()[:60]}" is not an item of a plan'
        return Wrong("phrase.item", message, "write workshop, or workshop@4 to start in week 4")
    week = int(found.group(2) or 0)
    if week > 51:
        return Wrong("value.range", f"week {week} is after the year", "write week 0 to 51")
    return Item(found.group(1), week)


def parse_expectation(text: str) -> Expected | Wrong:
    """Read what a figure must be."""
    phrase = text.strip()
    if (near := _NEAR.match(phrase)) is not None:
        return Expected("near best", float(near.group(1)) / 100)
    found = _COMPARE.match(phrase)
    if found is None:
        message = f'"{phrase[:60]}" is not something a figure can be'
        commas = re.search(r"\d,\d{3}", phrase)
        hint = "separate thousands with _, as in 98_000" if commas else _EXPECT_FORMS
        return Wrong("phrase.expectation", message, hint)
    number = float(found.group(2).replace("_", "")) * (0.01 if found.group(3) else 1.0)
    signs: dict[str, Literal["<", "<=", ">", ">=", "about"]] = {
        "<": "<",
        "<=": "<=",
        ">": ">",
        ">=": ">=",
    }
    return Expected(signs.get(found.group(1) or "", "about"), round(number, 9))


def unlock_of(text: str) -> Opening:
    """Read the ``unlock`` of a loaded scenario."""
    parsed = parse_unlock(text)
    if isinstance(parsed, Wrong):
        raise ValueError(parsed.message)
    return parsed


@lru_cache(maxsize=1024)
def when_of(text: str) -> Moment:
    """Read the ``when`` of a loaded scenario."""
    parsed = parse_when(text)
    if isinstance(parsed, Wrong):
        raise ValueError(parsed.message)
    return parsed


def item_of(text: str) -> Item:
    """Read a plan's item of a loaded scenario."""
    parsed = parse_item(text)
    if isinstance(parsed, Wrong):
        raise ValueError(parsed.message)
    return parsed
