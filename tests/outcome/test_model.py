"""What holds of the model whatever the plan: properties on drawn plans and worlds."""

from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.landscape import large_case
from practicum.outcome import Happening, Outcome, PlannedItem, World, forecast, landscape, play
from practicum.outcome.transfer import transfer
from practicum.scenario.model import Cause, Effect, Scenario, Shock, SideEffect
from tests.outcome.cases import WORLD, items, s1, s2
from tests.outcome.reference import net_benefit

S1, S2 = s1(), s2()
replace = msgspec.structs.replace


def plans(scenario: Scenario) -> st.SearchStrategy[list[PlannedItem]]:
    """Draw plans of a scenario's items with start weeks."""
    item = st.builds(PlannedItem, st.sampled_from(sorted(scenario.interventions)), st.integers(0, 51))
    return st.lists(item, max_size=6, unique_by=lambda planned: planned.item)


def effects(scenario: Scenario) -> st.SearchStrategy[Effect]:
    """Draw what an inject's option may do."""
    names = st.sampled_from(sorted(scenario.interventions))
    shock = st.builds(Shock, amount=st.floats(-2, 2), start=st.integers(0, 9), end=st.integers(10, 30))
    return st.builds(
        Effect,
        delay=st.dictionaries(names, st.integers(-6, 12), max_size=2),
        support=st.floats(-0.5, 0.5),
        turnover=st.floats(0, 0.4),
        shock=st.dictionaries(st.sampled_from(sorted(scenario.kpis)), shock, max_size=1),
    )


def worlds(scenario: Scenario) -> st.SearchStrategy[World]:
    """Draw what may happen in a year."""
    happening = st.builds(Happening, st.integers(0, 51), effects(scenario))
    return st.builds(World, st.text("abc", max_size=3), st.lists(happening, max_size=4).map(tuple), st.booleans())


def test_no_plan_is_the_twin() -> None:
    """With no plan nothing differs from the twin, costs nothing and brings nothing."""
    played = play(S1, [], WORLD)
    assert played.kpis["rework"].mu == played.kpis["rework"].twin
    assert (played.cost, played.benefit, played.roi_percent, played.payback_months) == (0, 0, None, None)


@settings(max_examples=60, deadline=None)
@given(plans(S2), worlds(S2))
def test_relief_is_a_share_and_monotone(plan: list[PlannedItem], world: World) -> None:
    """Relief stays in 0..1, and leaving an item out never relieves more where no item takes support away."""
    whole = play(S2, plan, world)
    assert all(0 <= share <= 1 for weeks in whole.relief.values() for share in weeks)
    assert all(0 <= share <= 1 for weeks in whole.adoption.values() for share in weeks)
    for left_out in plan:
        less = play(S2, [item for item in plan if item != left_out], world)
        for cause, weeks in whole.relief.items():
            assert all(a >= b for a, b in zip(weeks, less.relief[cause], strict=True))


@settings(max_examples=60, deadline=None)
@given(plans(S1), worlds(S1), st.randoms())
def test_the_order_of_items_and_happenings_never_matters(plan, world, random) -> None:  # type: ignore[no-untyped-def]
    """Shuffled, the same plan in the same world gives the same bytes."""
    shuffled, happened = list(plan), list(world.happenings)
    random.shuffle(shuffled)
    random.shuffle(happened)
    again = play(S1, shuffled, World(world.seed, tuple(happened), world.held_out))
    assert stored(again) == stored(play(S1, plan, world))


def stored(outcome: Outcome) -> bytes:
    """Give an outcome's bytes."""
    return msgspec.msgpack.encode(outcome)


@given(st.floats(0, 52), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.3))
def test_more_support_never_lowers_transfer(age: float, one: float, other: float, floor: float) -> None:
    """More support, the same or more transfer; and never over the cap."""
    low, high = sorted((one, other))
    assert transfer(age, low, floor) <= transfer(age, high, floor) <= 0.98


def test_a_wholly_blocked_cause_gains_nothing_until_its_blocker_is_touched() -> None:
    """At beta 1, retraining brings nothing alone, and something once scanners are swapped."""
    causes = S2.causes | {"knowledge": replace(S2.causes["knowledge"], blocked_by={"scanners": 1.0})}
    blocked = replace(S2, causes=causes)
    assert play(blocked, items("retrain"), WORLD).benefit == 0
    assert max(play(blocked, items("retrain", "scanners"), WORLD).relief["knowledge"]) > 0.2


def test_a_held_out_unit_keeps_its_share_of_the_benefit_away() -> None:
    """Certainty has a price: three tenths of the benefit, and none of the cost."""
    free, held = (play(S1, items("workshop"), World("x", held_out=out)) for out in (False, True))
    assert held.benefit == pytest.approx(0.7 * free.benefit, abs=0.02)
    assert held.cost == free.cost


def test_a_delay_leaves_what_is_live_alone() -> None:
    """A delay in week 20 moves the search upgrade of week 22 and not the job aid of week 3."""
    late = World("x", (Happening(20, Effect(delay={"search": 6, "job_aid": 6})),))
    assert play(S1, items("search", "job_aid", start=0), late).live == {"job_aid": 3, "search": 26}


def test_what_comes_early_never_comes_before_the_news() -> None:
    """A batch that may come eight weeks earlier comes at once, not in the past."""
    early = World("x", (Happening(7, Effect(delay={"scanners": -8})),))
    assert play(S2, items("scanners"), early).live == {"scanners": 7}


def test_a_shock_hits_the_twin_too() -> None:
    """What would have happened anyway is nobody's merit and nobody's fault."""
    hit = World("x", (Happening(13, Effect(shock={"rework": Shock(amount=2, start=0, end=10)})),))
    calm, shaken = play(S1, items("workshop"), WORLD), play(S1, items("workshop"), hit)
    assert shaken.benefit == calm.benefit
    assert shaken.kpis["rework"].twin[12:24] == (14, *[16] * 10, 14)


def test_a_side_effect_goes_as_the_cause_is_relieved() -> None:
    """A bonus that harms while scanners fail harms less once they work."""
    harmful = replace(S2.interventions["bonus"], side={"mispicks": SideEffect(amount=0.5, removed_by="scanners")})
    case = replace(S2, interventions=S2.interventions | {"bonus": harmful})
    assert play(case, items("bonus"), WORLD).benefit < play(S2, items("bonus"), WORLD).benefit
    alone = play(S2, items("bonus", "scanners"), WORLD).benefit - play(case, items("bonus", "scanners"), WORLD).benefit
    assert alone < play(S2, items("bonus"), WORLD).benefit - play(case, items("bonus"), WORLD).benefit


def test_a_cause_without_a_share_moves_nothing() -> None:
    """Relieving a decoy is wasted money."""
    case = replace(
        S1, interventions=S1.interventions | {"bonus": replace(S1.interventions["bonus"], on={"attitude": 0.9})}
    )
    assert play(case, items("bonus"), WORLD).benefit == 0
    assert isinstance(case.causes["attitude"], Cause)


@pytest.mark.parametrize("scenario", [S1, S2], ids=["s1", "s2"])
def test_the_landscape_is_the_plain_model_for_every_affordable_plan(scenario: Scenario) -> None:
    """Each row agrees with the plain-Python oracle, and no affordable plan is missing."""
    rows = landscape(scenario, WORLD)
    costs = {name: float(item.cost) for name, item in scenario.interventions.items()}  # type: ignore[arg-type]
    every = {
        tuple(sorted(plan))
        for size in range(len(costs) + 1)
        for plan in combinations(costs, size)
        if sum(costs[name] for name in plan) <= scenario.money.budget
    }
    assert {row.plan for row in rows} == every
    assert [row.net for row in rows] == sorted((row.net for row in rows), reverse=True)
    for row in rows[:: max(len(rows) // 25, 1)]:
        assert row.net == pytest.approx(net_benefit(scenario, row.plan), abs=0.01)


def test_a_landscape_of_thousands_of_plans_is_the_plain_model_too() -> None:
    """Twelve items and money for all make 4,096 plans in several blocks, each as the oracle has it."""
    case = large_case()
    rows = landscape(case, WORLD)
    assert len({row.plan for row in rows}) == len(rows) == 4_096
    for row in rows[::256]:
        assert row.net == pytest.approx(net_benefit(case, row.plan), abs=0.01)


def test_the_landscape_agrees_with_playing_each_plan() -> None:
    """A row's figures are those of the plan played alone."""
    for row in landscape(S2, WORLD)[::9]:
        played = play(S2, items(*row.plan), WORLD)
        for figure in ("cost", "benefit", "net", "roi_percent", "payback_months", "gap_closed"):
            assert getattr(row, figure) == pytest.approx(getattr(played, figure), abs=0.011)


def test_the_landscape_marks_what_people_ask_for() -> None:
    """The intended plan, the sponsor's request and doing nothing are marked."""
    marked = {row.plan: row.marks for row in landscape(S2, WORLD) if row.marks}
    assert marked == {("bonus", "labels", "scanners"): ("intended",), ("retrain",): ("sponsor_asks",), (): ("nothing",)}


def test_a_forecast_has_what_its_interface_promises() -> None:
    """The keys of ``practicum forecast --json`` are there."""
    told = msgspec.to_builtins(forecast(S1, items("workshop"), WORLD))
    assert told.keys() >= {
        "plan",
        "cost",
        "benefit",
        "net",
        "roi_percent",
        "bcr",
        "payback_months",
        "gap_closed",
        "kpis",
    }
    assert told["kpis"]["rework"].keys() >= {"end", "twin_end", "estimates", "mde"}
    assert told["kpis"]["rework"]["estimates"].keys() == {"pre_post", "trend", "did"}
