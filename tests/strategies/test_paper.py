"""Strategies on paper: within the case’s means, through open doors only, the same each time, judged as in a session."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from practicum.outcome.play import play
from practicum.outcome.world import Measured, PlannedItem, World
from practicum.rules import judging
from practicum.rules.records import Claim, Gap, Link, Metric, PlanItem
from practicum.scenario.catalogue import exhibits
from practicum.scenario.expressions import BOT_FIGURES
from practicum.scenario.model import STRATEGY_BOTS, Bot, Strategy
from practicum.scoring.calibration import confirmed
from practicum.strategies import Player, play_on_paper
from tests.strategies.cases import CASES, shipped, with_means

ANY_CASE = st.sampled_from(CASES)
ANY_STRATEGY = st.sampled_from(list(Strategy))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    case=ANY_CASE,
    strategy=ANY_STRATEGY,
    seed=st.integers(0, 50),
    hours=st.sampled_from([0, 0.5, 3, 7.5, 24, 100]),
    share=st.sampled_from([0.0, 0.4, 1.0]),
    budget=st.sampled_from([0, 400, 25_000, 180_000, 2_000_000]),
)
def test_no_strategy_spends_what_it_has_not(
    case: str, strategy: Strategy, seed: int, hours: float, share: float, budget: float
) -> None:
    """Hours, money and points: whatever the means, a play keeps to them."""
    scenario = with_means(shipped(case), hours=hours, budget=budget)
    bot = Bot(strategy=strategy, hours=share)
    played = play_on_paper(scenario, bot, seed)
    assert played.hours <= hours * share + 1e-9
    assert played.cost <= budget + 0.01
    assert sum(played.bet.values()) == 100
    assert all(points > 0 for points in played.bet.values())
    assert set(played.bet) <= {*scenario.causes, "other"}
    assert 0 <= played.score <= 82
    assert set(played.confirmed) <= {cause for cause, points in played.bet.items() if points >= 20}
    assert play_on_paper(scenario, bot, seed) == played


@settings(derandomize=True, deadline=None, max_examples=40)
@given(case=ANY_CASE, strategy=ANY_STRATEGY, seed=st.integers(0, 50))
def test_only_what_is_open_is_opened(case: str, strategy: Strategy, seed: int) -> None:
    """What an exhibit needs was opened before it, and nothing is opened twice."""
    scenario = shipped(case)
    catalogue = exhibits(scenario)
    played = play_on_paper(scenario, Bot(strategy=strategy), seed)
    assert len(set(played.exhibits)) == len(played.exhibits) == played.opened
    for number, tag in enumerate(played.exhibits):
        assert catalogue[tag].needs_inject is None
        assert catalogue[tag].needs in (None, *played.exhibits[:number])
    assert played.hours == sum(catalogue[tag].hours for tag in played.exhibits)


def test_chance_follows_from_the_seed_alone() -> None:
    """Another seed plays otherwise by chance, and the same by judgement."""
    scenario = shipped("alder-mutual")
    plays = {
        strategy: [play_on_paper(scenario, Bot(strategy=strategy), seed) for seed in range(4)] for strategy in Strategy
    }
    assert len({played.exhibits for played in plays[Strategy.RANDOM]}) > 2
    for strategy in set(Strategy) - {Strategy.RANDOM}:
        assert len({(played.exhibits, played.plan, played.metrics) for played in plays[strategy]}) == 1


@pytest.mark.parametrize("case", CASES)
def test_each_strategy_plays_as_its_name_says(case: str) -> None:
    """Who trusts the sponsor opens nothing and plans the request; who reads everything has no hours left."""
    scenario = shipped(case)
    played = {name: play_on_paper(scenario, bot, name=name) for name, bot in STRATEGY_BOTS.items()}
    everything, trusting, expert = (played[name] for name in ("reads_everything", "trusts_the_sponsor", "expert"))
    assert (trusting.exhibits, trusting.hours, trusting.causes_found) == ((), 0, 0)
    assert trusting.plan == scenario.sponsor_asks
    assert [scenario.instruments[name].level for name in trusting.metrics] == ["reaction"]
    cheapest = min(
        exhibit.hours for tag, exhibit in exhibits(scenario).items() if tag not in everything.exhibits and exhibit.hours
    )
    assert scenario.phases.diagnose.analyst_hours - everything.hours < cheapest
    assert expert.hours < everything.hours
    assert expert.causes_found == sum(1 for cause in scenario.causes.values() if cause.share.get(scenario.primary_kpi))
    assert expert.calibration > 90
    assert expert.score > max(everything.score, trusting.score)
    assert expert.claimed_roi_percent is not None
    assert trusting.claimed_roi_percent is None


def test_a_bot_may_bring_its_plan_and_stop_early() -> None:
    """The plan of a bot's own is kept as far as the budget reaches."""
    scenario = shipped("alder-mutual")
    bot = Bot(strategy=Strategy.READS_EVERYTHING, hours=0.25, plan=("bonus", "workshop@4", "search_upgrade"))
    played = play_on_paper(scenario, bot)
    assert played.plan == ("bonus", "workshop@4")
    assert played.hours <= 6


def test_without_a_unit_that_can_wait_an_expert_follows_the_trend() -> None:
    """What a company does not allow is not planned, and a return can still be defended."""
    scenario = shipped("alder-mutual")
    whole = replace(scenario, company=replace(scenario.company, units=None))
    methods = {
        one.instrument: one.isolation for one in Player(whole, STRATEGY_BOTS["expert"]).metrics(["workshop"], 1e6)
    }
    assert (methods["rework_rate"], methods["audit"]) == ("trend", "none")
    played = play_on_paper(whole, STRATEGY_BOTS["expert"])
    assert played.claimed_roi_percent is not None
    assert played.net > play_on_paper(scenario, STRATEGY_BOTS["expert"]).net


def test_every_figure_that_a_test_may_name_is_there() -> None:
    """A figure of a bot is a number, or missing where nothing can be divided."""
    figures = play_on_paper(shipped("lumen-connect"), STRATEGY_BOTS["expert"]).figures()
    assert set(figures) == set(BOT_FIGURES)
    assert all(isinstance(figure, int | float) for figure in figures.values())


def test_an_answer_to_an_event_pays_or_is_the_usual_one() -> None:
    """The expert weighs an event's options by what becomes of its plan; others take what holds anyway."""
    scenario = shipped("alder-mutual")
    plan = {"workshop": 0, "job_aid": 0}
    expert = Player(scenario, STRATEGY_BOTS["expert"])
    assert expert.answer("release", (), plan, 0) == "split"
    assert Player(scenario, STRATEGY_BOTS["trusts_the_sponsor"]).answer("release", (), plan, 0) == "accept"
    assert {Player(scenario, STRATEGY_BOTS["random"], seed).answer("release", (), plan, 0) for seed in range(9)} <= set(
        scenario.injects["release"].options
    )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", STRATEGY_BOTS)
def test_paper_is_judged_as_a_session_is(case: str, name: str) -> None:
    """The same work as records of a session gets the same levels and points."""
    scenario = shipped(case)
    player = Player(scenario, STRATEGY_BOTS[name], 0, name)
    played = play_on_paper(scenario, STRATEGY_BOTS[name], 0, name=name)
    free = {tag for tag, one in exhibits(scenario).items() if not one.hours and one.needs is None}
    seen = free | set(played.exhibits)
    belief, gap, aims = player.belief(seen), player.gap(), player.plan(seen, scenario.money.budget)
    items = tuple(PlannedItem(aim.item, aim.start) for aim in aims)
    gauges = player.metrics([aim.item for aim in aims], scenario.money.budget - play(scenario, items, World("0")).cost)
    measured = tuple(Measured(one.instrument, one.plan_baseline, one.isolation) for one in gauges)
    held_out = any(one.isolation == "did" for one in gauges)
    papers = judging.Papers(
        gap=Gap(
            kpi=gap.kpi, actual=gap.actual, desired=gap.desired, since=gap.since, value_per_week=gap.value_per_week,
            statement=gap.statement, by="a", revision=1,
        ),
        claims={
            cause: Claim(text=cause, box=scenario.causes[cause].box, cause=cause, by="a", revision=1, made_due=number)
            for number, cause in enumerate(belief.claims)
        },
        links=tuple(
            Link(claim=pin.cause, evidence=pin.evidence, stance=pin.stance, strength=1, note="", by="a")
            for pin in belief.pins
        ),
        plan={aim.item: PlanItem(start=aim.start, claims=aim.causes, by="a", revision=1) for aim in aims},
        metrics={
            one.instrument: Metric(
                baseline=one.baseline, plan_baseline=one.plan_baseline, target=one.target, month=one.month, owner="Ada",
                isolation=one.isolation, by="a", revision=1,
            )
            for one in gauges
        },
        budget=scenario.money.budget,
        ratings={},
    )  # fmt: skip
    supported = frozenset(pin.cause for pin in belief.pins if pin.stance == "supports")
    bet = {cause: float(points) for cause, points in belief.bet.items()}
    score = judging.scored(
        scenario,
        "1",
        papers,
        bet=bet,
        confirmed=confirmed(bet, supported),
        outcome=play(scenario, items, World("0", (), held_out), measured),
    )
    assert {row.row: row.level for row in score.rows if row.by == "machine"} == played.score_levels
    assert score.machine == played.score
