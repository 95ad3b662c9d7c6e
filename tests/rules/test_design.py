"""The plan: what it costs, what it is for, and the one change that the year allows."""

from practicum.rules import money
from practicum.rules.records import ItemShown, Midcourse, PlanItem, Run
from practicum.rules.refusals import Refusal
from tests.rules.helpers import (
    F,
    Game,
    accepted,
    alder,
    at_phase,
    changes_nothing,
    claim,
    given,
    has,
    lacks,
    plan,
    refused,
    untouched,
)


def left(game: Game, team: str = "1") -> float:
    """Give the money that a team has left."""
    return money.left(game.records, game.scenario, team)


def test_the_catalogue_says_what_an_item_costs_and_not_what_it_does() -> None:
    """No potency, no cause, no support: that is the team's to find out."""
    game = at_phase("design")
    shown = game.records.under("item", ItemShown)
    assert set(shown) == set(alder().interventions)
    assert {item for item, record in shown.items() if record.asked} == {"webinar"}
    assert shown["workshop"].cost == 98_000
    assert not {"on", "support", "reach", "tau", "polish", "side", "floor_plus"} & set(ItemShown.__struct_fields__)


def test_an_item_is_planned_moved_and_dropped() -> None:
    """Its cost is taken once and comes back."""
    game = at_phase("design")
    game.when("p1", "plan.put", **plan(start=4)).then(
        has("plan/1/workshop", start=4, by="p1", revision=1), has("work/1/design", revision=1), untouched("plan/2")
    )
    assert left(game) == 82_000
    game.when("p3", "plan.put", **plan(start=8, revision=1)).then(has("plan/1/workshop", start=8, by="p1", revision=2))
    assert left(game) == 82_000
    assert left(game, "2") == 180_000
    game.when("p3", "plan.drop", item="workshop").then(lacks("plan/1/workshop"), has("work/1/design", revision=3))
    assert left(game) == 180_000
    game.when("p3", "plan.drop", item="workshop").then(changes_nothing)


def test_a_stale_plan_gets_the_item_as_it_is() -> None:
    """Two people who drag the same bar both learn where it is."""
    game = given(at_phase("design"), ("p1", "plan.put", plan(start=4)))
    answer = game.tries("p3", "plan.put", **plan(start=9))
    assert isinstance(answer, Refusal)
    assert (answer.code, (answer.now or {})["start"]) == ("stale", 4)
    game.when("p3", "plan.put", **plan("webinar", revision=3)).then(refused("stale"))


def test_the_budget_holds() -> None:
    """What fits to the last pound is taken; a pound more is not."""
    game = given(at_phase("design"), ("p1", "plan.put", plan("search_upgrade")))
    game.when("p1", "plan.put", **plan("workshop")).then(refused("budget.exceeded"))
    game.when("p1", "plan.put", **plan("bonus")).then(has("plan/1/bonus", start=0))
    assert left(game) == 0
    game.when("p1", "plan.put", **plan("job_aid")).then(refused("budget.exceeded"))
    game.when("p1", "plan.put", **plan("bonus", start=9, revision=1)).then(accepted)


def test_an_item_costs_what_events_made_of_it() -> None:
    """A surcharge that the team agreed to counts for an item that it plans later."""
    game = given(
        at_phase("design"),
        (F, "inject.send", {"inject": "release", "teams": ()}),
        ("p1", "inject.answer", {"inject": "release", "option": "split"}),
        ("p1", "plan.put", plan("coaching")),
        ("p1", "plan.put", plan("elearning")),
    )
    assert left(game) == 80_000
    game.when("p1", "plan.put", **plan("workshop")).then(refused("budget.exceeded"))
    given(game, ("p1", "plan.drop", {"item": "coaching"})).when("p1", "plan.put", **plan("workshop")).then(
        refused("budget.exceeded")
    )
    given(game, ("p1", "plan.drop", {"item": "elearning"}), ("p1", "plan.put", plan("workshop")))
    assert left(game) == 70_000


def test_an_item_is_for_claims_that_are_there() -> None:
    """Named once each; another team's claims are no claims here."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim("c1")), ("p2", "claim.put", claim("c2"))).to("design")
    game.when("p1", "plan.put", **plan(claims=("c1", "c1"))).then(has("plan/1/workshop", claims=("c1",)))
    game.when("p1", "plan.put", **plan("webinar", claims=("c2",))).then(refused("unknown"))
    game.when("p1", "plan.put", **plan("astrology")).then(refused("unknown"))


def test_a_draft_goes_on_while_paused() -> None:
    """A pause stops what commits, never a draft."""
    given(at_phase("design"), (F, "clock.pause")).when("p1", "plan.put", **plan()).then(accepted)


def between_steps(*items: tuple[str, int]) -> Game:
    """Play the first quarter of a plan."""
    game = at_phase("design")
    for item, start in items:
        game.does("p1", "plan.put", **plan(item, start=start))
    return game.to("run")


def test_the_plan_changes_once_in_the_year() -> None:
    """As much as the team likes in one stop, and in no other."""
    game = between_steps(("workshop", 0))
    assert game.the("run", Run).week == 13
    given(game, ("p1", "plan.put", plan("job_aid", start=13)), ("p3", "plan.put", plan("coaching", start=20)))
    assert game.the("midcourse/1", Midcourse).step == 1
    given(game, ("p3", "plan.drop", {"item": "coaching"}), (F, "run.next"))
    game.when("p1", "plan.put", **plan("coaching", start=30)).then(refused("midcourse.used"))
    game.when("p1", "plan.drop", item="job_aid").then(refused("midcourse.used"))
    game.when("p2", "plan.put", **plan("coaching", start=30)).then(has("midcourse/2", step=2))


def test_what_has_begun_stays_where_it_is() -> None:
    """It can be linked to other claims, not moved, not dropped; nothing starts in the past."""
    game = between_steps(("workshop", 0), ("job_aid", 20))
    game.when("p1", "plan.put", **plan("workshop", start=13, revision=1)).then(refused("begun"))
    game.when("p1", "plan.drop", item="workshop").then(refused("begun"))
    game.when("p1", "plan.put", **plan("coaching", start=12)).then(refused("too.early"))
    game.when("p1", "plan.put", **plan("job_aid", start=5, revision=1)).then(refused("too.early"))
    game.when("p1", "plan.put", **plan("workshop", start=0, revision=1)).then(has("plan/1/workshop", revision=2))
    game.when("p1", "plan.put", **plan("job_aid", start=13, revision=1)).then(has("plan/1/job_aid", start=13))
    game.when("p1", "plan.put", **plan("job_aid", start=14, revision=2)).then(has("plan/1/job_aid", start=14))


def test_what_has_not_begun_is_refunded() -> None:
    """The money goes to something else in the same stop."""
    game = between_steps(("workshop", 0), ("bonus", 30))
    assert left(game) == 22_000
    game.when("p1", "plan.put", **plan("coaching", start=13)).then(refused("budget.exceeded"))
    given(game, ("p1", "plan.drop", {"item": "bonus"}), ("p1", "plan.put", plan("coaching", start=13)))
    assert left(game) == 56_000


def test_the_plan_is_closed_while_a_quarter_is_computed_and_after_the_year() -> None:
    """A change can't slip in behind figures that are on their way."""
    game = between_steps()
    game.does(F, "run.next")
    game.does(F, "run.next")
    moved = game.records
    moved.apply(type(game.log[0].changes)({"run": Run(step=3, wanted=4, steps=4, week=39, month=9)}))
    game.when("p1", "plan.put", **plan("coaching", start=45)).then(refused("phase.closed"))
    game.do_chores()
    assert game.the("run", Run).step == 4
    game.when("p1", "plan.put", **plan("coaching", start=51)).then(refused("phase.closed"))


def test_the_plan_is_closed_between_design_and_the_run() -> None:
    """What was agreed is measured and pitched as it is."""
    game = given(at_phase("design"), ("p1", "plan.put", plan())).to("measure")
    game.when("p1", "plan.put", **plan(start=3, revision=1)).then(refused("phase.closed"))
    game.to("pitch").when("p1", "plan.drop", item="workshop").then(refused("phase.closed"))
    assert game.the("plan/1/workshop", PlanItem).revision == 1


def test_what_has_begun_stays_when_the_facilitator_steps_back_to_design() -> None:
    """What a team has seen of the year stays true; what is still to come may change."""
    game = given(
        at_phase("design"), ("p1", "plan.put", plan("workshop")), ("p1", "plan.put", plan("job_aid", start=40))
    )
    game.to("run").to("design")
    game.when("p1", "plan.drop", item="workshop").then(refused("begun"))
    game.when("p1", "plan.put", **plan("coaching", start=0)).then(refused("too.early"))
    game.when("p1", "plan.put", **plan("job_aid", start=30, revision=1)).then(has("plan/1/job_aid", start=30))
    assert "midcourse/1" not in game.records


def test_saying_what_an_item_is_for_is_no_change_of_plan() -> None:
    """In the run, a link to a claim moves no money and no week."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim("c1"))).to("design")
    given(game, ("p1", "plan.put", plan("workshop"))).to("run")
    game.when("p1", "plan.put", **plan("workshop", claims=("c1",), revision=1)).then(
        has("plan/1/workshop", claims=("c1",))
    )
    assert "midcourse/1" not in game.records
