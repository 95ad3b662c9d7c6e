"""A case played on paper by one bot: the whole way from the request to the return, without a session.

Rules:
- Nothing waits and nothing happens: data is there when it is asked for, and no event comes. What only an event unlocks
  stays closed.
- The hours and the budget are the case's; a bot may be ready to spend less of the hours.
- A cause is *found* when what was opened shows it, and *confirmed* as in the debrief: by twenty points of the bet and
  an exhibit pinned in support.
- The score is the machine's part of the rubric, judged as in a session.
"""

from __future__ import annotations

import msgspec

from practicum.outcome.claim import claimed
from practicum.outcome.forecast import written
from practicum.outcome.play import play
from practicum.outcome.world import Measured, PlannedItem, World
from practicum.scenario.expressions import BOT_FIGURES
from practicum.scenario.model import Bot, Scenario
from practicum.scoring.calibration import calibration, confirmed, true_shares
from practicum.scoring.score import machine_rows
from practicum.strategies.beliefs import real_causes
from practicum.strategies.papers import Papers, work_of
from practicum.strategies.player import Player


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """How a bot's play on paper ended."""

    bot: str
    strategy: str
    exhibits: tuple[str, ...]  # tags that it chose to open, in order
    hours: float
    found: tuple[str, ...]  # real causes that the opened exhibits show
    confirmed: tuple[str, ...]  # real causes with enough points and a supporting pin
    bet: dict[str, int]
    calibration: float
    plan: tuple[str, ...]  # as authors write it
    metrics: tuple[str, ...]
    cost: float
    benefit: float
    net: float
    roi_percent: float | None
    bcr: float | None
    payback_months: float | None
    gap_closed: float | None
    claimed_roi_percent: float | None
    score: float
    score_levels: dict[str, int]  # row of the rubric → level 0 to 4

    @property
    def causes_found(self) -> int:
        """Count the real causes that were found."""
        return len(self.found)

    @property
    def causes_confirmed(self) -> int:
        """Count the real causes that were confirmed."""
        return len(self.confirmed)

    @property
    def opened(self) -> int:
        """Count the exhibits that it chose to open."""
        return len(self.exhibits)

    def figures(self) -> dict[str, float | None]:
        """Give every figure that a test of a case may name."""
        return {name: getattr(self, name) for name in BOT_FIGURES}


def play_on_paper(scenario: Scenario, bot: Bot, seed: int = 0, *, name: str = "") -> Played:
    """Play a case by a bot's strategy and say how it ends."""
    player = Player(scenario, bot, seed, name)
    free, opened, hours = _read(scenario, player)
    seen = {*free, *opened}
    belief = player.belief(seen)
    budget = scenario.money.budget
    aims = player.plan(seen, budget)
    plan = tuple(PlannedItem(aim.item, aim.start) for aim in aims)
    spent = play(scenario, plan, World(str(seed))).cost
    gauges = player.metrics([aim.item for aim in aims], budget - spent)
    metrics = tuple(Measured(one.instrument, one.plan_baseline, one.isolation) for one in gauges)
    controlled = any(one.isolation == "did" for one in gauges) and scenario.company.units is not None
    world = World(str(seed), (), controlled)
    outcome = play(scenario, plan, world, metrics)
    said = claimed(scenario, plan, world, metrics, team=player.name)
    papers = Papers(player.gap(), belief, aims, gauges)
    held = confirmed(belief.bet, frozenset(pin.cause for pin in belief.pins if pin.stance == "supports"))
    rows = machine_rows(work_of(scenario, papers, confirmed=held, outcome=outcome))
    real = real_causes(scenario)
    return Played(
        bot=player.name,
        strategy=bot.strategy.value,
        exhibits=opened,
        hours=hours,
        found=player.found(seen),
        confirmed=tuple(cause for cause in real if cause in held),
        bet=belief.bet,
        calibration=round(calibration(belief.bet, true_shares(scenario)), 1),
        plan=written(plan),
        metrics=tuple(one.instrument for one in gauges),
        cost=outcome.cost,
        benefit=outcome.benefit,
        net=outcome.net,
        roi_percent=outcome.roi_percent,
        bcr=outcome.bcr,
        payback_months=outcome.payback_months,
        gap_closed=outcome.gap_closed,
        claimed_roi_percent=said.roi_percent,
        score=round(sum(row.points for row in rows), 2),
        score_levels={row.row: row.level for row in rows},
    )


def _read(scenario: Scenario, player: Player) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """Let a bot open what it wants: what lay open, what it opened in order, and the hours that took."""
    catalogue = player.catalogue
    budget = scenario.phases.diagnose.analyst_hours
    free = tuple(
        tag
        for tag, exhibit in catalogue.items()
        if not exhibit.hours and exhibit.needs is None and exhibit.needs_inject is None and exhibit.person is None
        and exhibit.request is None
    )  # fmt: skip
    opened: list[str] = []
    spent = 0.0
    while True:
        seen = {*free, *opened}
        closed = [
            tag
            for tag, exhibit in catalogue.items()
            if tag not in seen and exhibit.needs_inject is None and (exhibit.needs is None or exhibit.needs in seen)
        ]
        tag = player.open_next(closed, seen, spent, budget)
        if tag is None:
            return free, tuple(opened), round(spent, 4)
        opened.append(tag)
        spent += catalogue[tag].hours
