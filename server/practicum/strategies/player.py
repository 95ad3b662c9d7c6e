"""One bot at one case: it answers what a team must decide, from what the team has at that moment.

Rules:
- It knows the whole case, as its facilitator does, and uses of it what its strategy would have read or worked out.
- The same questions get the same answers: all chance follows from the seed.
- It keeps nothing between two questions, so that every member of a team can ask and all are told the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from practicum.outcome.play import play
from practicum.outcome.relief import potency
from practicum.outcome.world import Happening, PlannedItem, World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Bot, Scenario, Strategy
from practicum.strategies.beliefs import Belief, believe, implied_by_request, real_causes
from practicum.strategies.chance import chance
from practicum.strategies.measuring import Gauge, choose_metrics, reserve
from practicum.strategies.planning import Aim, make_plan
from practicum.strategies.reading import Room, next_exhibit
from practicum.strategies.verdict import verdict

LEAST: Final = 0.3  # of the hours, that somebody who opens at random spends at least


class Statement(msgspec.Struct, frozen=True):
    """A gap statement: what the brief tells of the figure, and what each strategy adds."""

    kpi: str
    actual: float
    desired: float
    since: str
    value_per_week: float | None
    statement: str


class Player:
    """A bot that plays a case."""

    def __init__(self, scenario: Scenario, bot: Bot, seed: int = 0, name: str = "") -> None:
        self.name = name or bot.strategy.value
        self.strategy = bot.strategy
        self._scenario = scenario
        self._bot = bot
        self._seed = f"{seed}|{bot.strategy.value}|{name}"

    @cached_property
    def catalogue(self) -> Mapping[str, Exhibit]:
        """Everything that a team can open."""
        return exhibits(self._scenario)

    @cached_property
    def boxes(self) -> dict[str, str]:
        """In which box each candidate lies."""
        return {cause: known.box.value for cause, known in self._scenario.causes.items()}

    @property
    def by_chance(self) -> bool:
        """Whether it plays by chance."""
        return self.strategy is Strategy.RANDOM

    def open_next(self, closed: Collection[str], opened: Collection[str], spent: float, budget: float) -> str | None:
        """Say which exhibit to open now, or nothing when enough was read; hours are spent of a budget."""
        share = min(max(self._bot.hours, 0.0), 1.0)
        if self.strategy is Strategy.RANDOM:
            share *= LEAST + (1.0 - LEAST) * chance(self._seed, "hours")
        room = Room(closed=closed, opened=opened, hours=budget * share - spent)
        return next_exhibit(self.strategy, self.catalogue, self._scenario.causes, room, self._seed)

    def belief(self, opened: Collection[str]) -> Belief:
        """Say what to bet, to claim and to pin."""
        return believe(self.strategy, self._scenario, self.catalogue, opened, self._seed)

    def gap(self) -> Statement:
        """State the gap."""
        scenario = self._scenario
        kpi = scenario.kpis[scenario.primary_kpi]
        if self.strategy is Strategy.TRUSTS_THE_SPONSOR:
            quote = scenario.brief.quote[:600] or kpi.label
            return Statement(scenario.primary_kpi, kpi.baseline, kpi.attainable, "", None, quote)
        worth = kpi.value * abs(kpi.attainable - kpi.baseline)
        said = f"{kpi.label}: {kpi.baseline:g} {kpi.unit}, and {kpi.attainable:g} is what it should be."
        value = round(worth, 2) if self.strategy is Strategy.EXPERT else None
        return Statement(scenario.primary_kpi, kpi.baseline, kpi.attainable, scenario.brief.since, value, said)

    def plan(self, opened: Collection[str], budget: float) -> tuple[Aim, ...]:
        """Say what to plan, with money kept for measuring it."""
        shown = self.shown(opened)
        aims = self._targets(shown)
        kept = min(reserve(self.strategy, self._scenario, aims), budget)
        return make_plan(
            self._scenario, self._bot, self.belief(opened), shown=shown, budget=budget - kept, seed=self._seed
        )

    def metrics(self, items: Collection[str], money: float) -> tuple[Gauge, ...]:
        """Say what to measure of a plan, for so much money."""
        treated = {cause for item in items for cause in potency(self._scenario.interventions[item])}
        return choose_metrics(self.strategy, self._scenario, treated=treated, money=money, seed=self._seed)

    def answer(self, inject: str, opened: Collection[str], starts: Mapping[str, int], week: int) -> str | None:
        """Choose an option of an event: the expert what pays, others what holds anyway, random by chance.

        ``starts`` is the plan so far, item → week; where there is none yet, it is weighed for the plan to come.
        """
        event = self._scenario.injects[inject]
        options = list(event.options)
        if not options:
            return None
        if self.strategy is Strategy.RANDOM:
            return options[int(len(options) * chance(self._seed, "answer", inject))]
        usual = event.default or options[0]
        if self.strategy is not Strategy.EXPERT:
            return usual
        budget = self._scenario.money.budget
        coming = starts or {aim.item: aim.start for aim in self.plan(opened, budget)}
        plan = [PlannedItem(item, start) for item, start in coming.items()]
        return max(options, key=lambda option: (self._worth(inject, option, plan, week), option == usual))

    def shown(self, opened: Collection[str]) -> tuple[str, ...]:
        """Give the candidates that the opened exhibits show."""
        return tuple(cause for cause in self._scenario.causes if verdict(self.catalogue, opened, cause) == "shown")

    def found(self, opened: Collection[str]) -> tuple[str, ...]:
        """Give the real causes that the opened exhibits show."""
        shown = self.shown(opened)
        return tuple(cause for cause in real_causes(self._scenario) if cause in shown)

    def _targets(self, shown: Collection[str]) -> Collection[str]:
        if self.strategy is Strategy.TRUSTS_THE_SPONSOR:
            return implied_by_request(self._scenario, self.catalogue)
        return shown

    def _worth(self, inject: str, option: str, plan: Sequence[PlannedItem], week: int) -> float:
        """Give the net benefit of a plan after an answer, with the money that the answer brings or takes."""
        effect = self._scenario.injects[inject].options[option].effect
        world = World("", (Happening(week, effect),))
        return round(play(self._scenario, plan, world).net + effect.budget, 2)
