"""What happens meanwhile: events, the options that a team has, and their effects."""

from __future__ import annotations

from typing import Literal

from practicum.scenario.model.truth import Shock
from practicum.scenario.model.units import Frozen, InjectId, InterventionId, KpiId, Markdown, Signed, Weeks, When


class Effect(Frozen, frozen=True, kw_only=True):
    """What an option does from the current week on."""

    delay: dict[InterventionId, Weeks] = {}
    """Items that start later (or earlier, below zero), each by how many weeks. Example: `{workshop: 8 weeks}`"""
    cost: dict[InterventionId, Signed] = {}
    """Items that cost more (or less, below zero), each by how much. Example: `{workshop: +12_000}`"""
    budget: Signed = 0.0
    """What the team's budget gains or loses. Example: `-4_000`"""
    support: Signed = 0.0
    """What the company's support for learning gains or loses. Example: `-0.10`"""
    turnover: Signed = 0.0
    """What the share of people who leave within a year gains or loses. Example: `+0.05`"""
    shock: dict[KpiId, Shock] = {}
    """What happens to a KPI, in weeks from the event. Example: `{returns: {amount: +1.5, start: 0, end: 4}}`"""
    hours: Signed = 0.0
    """What the team's analyst hours gain or lose. Example: `-2`"""


class Option(Frozen, frozen=True, kw_only=True):
    """One answer that a team can give to an event."""

    label: str
    """The answer, as teams choose it. Example: `Start eight weeks later`"""
    about: str = ""
    """What it means, as far as a team can know. Example: `The order has to be placed today.`"""
    effect: Effect = Effect()
    """What it does; without one, nothing. Example: `{delay: {workshop: 8 weeks}}`"""


class Inject(Frozen, frozen=True, kw_only=True):
    """Something that reaches teams while they work: a call, a mail, a resignation."""

    title: str
    """What happens, in a line. Example: `The lead of the pilot branch resigns`"""
    when: When = "by hand"
    """When it comes: `by hand`, `design + 5 min`, `month 4`, `week 10`, `after D2`, `ask qa.errors`,
    `planned workshop`, `rain answered wait` or `rain unanswered + 3 min`. What names evidence, answers, plans or other
    events comes team by team. Example: `design + 5 min`"""
    contingency_for: InjectId | None = None
    """The event for which this one is held in reserve, for when teams pass it over. Example: `rain`"""
    channel: Literal["email", "phone", "chat", "meeting", "letter"] = "email"
    """How it reaches teams. Example: `phone`"""
    sender: str = ""
    """Who it comes from. Example: `Depot office`"""
    body: Markdown
    """What is said, in full. Example: `injects/release.md`"""
    expects: str = ""
    """What a good answer would be; only facilitators read it.
    Example: `Move the workshop or split it; say the price.`"""
    default: str | None = None
    """The option that holds if a team doesn't answer; needed where there are options. Example: `accept`"""
    options: dict[str, Option] = {}
    """The answers that a team can give, each under an id; without any, it is only read."""
