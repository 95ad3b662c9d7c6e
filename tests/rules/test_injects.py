"""Events: from the shelf to the teams, by hand or in time, answered or not."""

import pytest
from msgspec.structs import replace

from practicum.rules import injects, money
from practicum.rules.records import Hours, InjectShown, Run, Shelf, Timer
from practicum.rules.state import Changes
from practicum.scenario.model import Inject
from tests.rules.helpers import (
    MINUTE,
    F,
    Game,
    accepted,
    alder,
    at_phase,
    changes_nothing,
    given,
    has,
    lacks,
    metric,
    plan,
    refused,
    untouched,
)


def answered(inject: str, option: str) -> dict[str, str]:
    """Write the arguments of an answer."""
    return {"inject": inject, "option": option}


def sent(game: Game, inject: str, *teams: str) -> Game:
    """Send an event, to all unless teams are named."""
    game.does(F, "inject.send", inject=inject, teams=teams)
    return game


def budget(game: Game, team: str = "1") -> float:
    """Give a team's budget as it is after events."""
    return money.budget(game.records, game.scenario, team)


def test_the_shelf_is_full_from_the_start_and_the_facilitators_alone() -> None:
    """With what the author expects, which teams never read."""
    game = at_phase("brief")
    assert set(game.records.under("shelf", Shelf)) == set(alder().injects)
    assert game.the("shelf/regulator", Shelf).expects
    assert not {"expects", "default", "when"} & set(InjectShown.__struct_fields__)


def test_an_event_is_sent_to_the_teams_named() -> None:
    """Then to the others; nobody gets it twice."""
    game = at_phase("design")
    game.when(F, "inject.send", inject="vendor", teams=("2", "2")).then(
        has("inject/2/vendor", title="A vendor offers a ready-made course", answer=None),
        lacks("inject/1/vendor"),
        has("shelf/vendor", sent_to=("2",)),
    )
    first = game.the("inject/2/vendor", InjectShown)
    game.when(F, "inject.send", inject="vendor", teams=()).then(has("shelf/vendor", sent_to=("2", "1")))
    assert game.the("inject/2/vendor", InjectShown) == first
    game.when(F, "inject.send", inject="vendor", teams=()).then(changes_nothing)


def test_events_are_for_the_session_between_lobby_and_debrief() -> None:
    """And only those that the case has, to teams that are there."""
    game = at_phase("lobby")
    game.when(F, "inject.send", inject="vendor", teams=()).then(refused("phase.closed"))
    game.to("brief").when(F, "inject.send", inject="flood", teams=()).then(refused("unknown"))
    game.when(F, "inject.send", inject="vendor", teams=("9",)).then(refused("unknown"))
    game.when("p1", "inject.send", inject="vendor", teams=()).then(refused("not.allowed"))
    game.to("debrief").when(F, "inject.send", inject="vendor", teams=()).then(refused("phase.closed"))


def test_a_scheduled_event_comes_in_its_minute() -> None:
    """Fourteen minutes into diagnose, to everybody, once."""
    game = at_phase("diagnose")
    assert game.the("shelf/regulator", Shelf).fires_due == game.the("timer/inject-regulator", Timer).due
    game.passes(13 * MINUTE)
    assert "inject/1/regulator" not in game.records
    game.passes(MINUTE)
    assert {"inject/1/regulator", "inject/2/regulator"} <= dict(game.records.items()).keys()
    assert game.the("shelf/regulator", Shelf).fires_due is None
    assert "timer/inject-regulator" not in game.records


def test_a_pause_moves_the_schedule() -> None:
    """The minute is the session's, not the wall's."""
    game = given(at_phase("diagnose"), (F, "clock.pause"))
    game.passes(60 * MINUTE)
    assert "inject/1/regulator" not in game.records
    given(game, (F, "clock.resume"))
    game.passes(14 * MINUTE)
    assert "inject/1/regulator" in game.records


def test_an_event_sent_by_hand_is_not_sent_again_by_the_clock() -> None:
    """Its place on the schedule is taken off."""
    game = sent(at_phase("diagnose"), "regulator")
    assert "timer/inject-regulator" not in game.records
    first = game.the("inject/1/regulator", InjectShown)
    game.passes(20 * MINUTE)
    assert game.the("inject/1/regulator", InjectShown) == first


def test_a_held_event_waits_for_the_facilitator() -> None:
    """Held, it passes its minute; let go, it keeps it or comes at once."""
    game = at_phase("diagnose")
    game.when(F, "inject.hold", inject="regulator", held=True).then(
        has("shelf/regulator", held=True, fires_due=None), lacks("timer/inject-regulator")
    )
    due = 14 * MINUTE + game.raw("phase")["started_due"]
    game.when(F, "inject.hold", inject="regulator", held=False).then(has("shelf/regulator", held=False, fires_due=due))
    given(game, (F, "inject.hold", {"inject": "regulator", "held": True}))
    game.passes(20 * MINUTE)
    assert "inject/1/regulator" not in game.records
    given(game, (F, "inject.hold", {"inject": "regulator", "held": False}))
    game.passes(1)
    assert "inject/1/regulator" in game.records
    game.when(F, "inject.hold", inject="flood", held=True).then(refused("unknown"))


def test_a_phase_that_closes_puts_its_events_back_on_the_shelf() -> None:
    """And one that opens again schedules what was not sent."""
    game = at_phase("diagnose").to("design")
    assert "timer/inject-regulator" not in game.records
    assert game.the("shelf/regulator", Shelf).fires_due is None
    assert "timer/inject-date" in game.records
    game.to("diagnose")
    assert "timer/inject-regulator" in game.records
    given(sent(game, "regulator")).to("design").to("diagnose")
    assert "timer/inject-regulator" not in game.records


def test_an_event_sent_to_one_team_still_comes_to_the_others_in_its_time() -> None:
    """Trying it on one team takes it off nobody else's schedule."""
    game = sent(at_phase("diagnose"), "regulator", "1")
    assert "timer/inject-regulator" in game.records
    game.passes(25 * 60_000)
    assert "inject/2/regulator" in game.records
    assert game.the("shelf/regulator", Shelf).sent_to == ("1", "2")
    assert "timer/inject-regulator" not in game.records


def test_a_held_event_stays_held_when_its_phase_opens() -> None:
    """Holding it before its phase is as good."""
    game = given(at_phase("brief"), (F, "inject.hold", {"inject": "regulator", "held": True})).to("diagnose")
    assert "timer/inject-regulator" not in game.records


def test_an_answer_is_the_teams_and_can_change() -> None:
    """Any member answers; the last answer holds."""
    game = sent(at_phase("design"), "vendor")
    assert injects.unanswered(game.records, "1") == ["vendor"]
    game.when("p1", "inject.answer", **answered("vendor", "buy")).then(
        has("inject/1/vendor", answer="buy", answered_by="p1"), has("inject/2/vendor", answer=None)
    )
    assert (budget(game), budget(game, "2")) == (165_000, 180_000)
    game.when("p3", "inject.answer", **answered("vendor", "decline")).then(has("inject/1/vendor", answered_by="p3"))
    assert budget(game) == 180_000
    assert injects.unanswered(game.records, "1") == []
    game.when("p1", "inject.answer", **answered("vendor", "steal")).then(refused("unknown"))
    game.when("p1", "inject.answer", **answered("regulator", "honest")).then(refused("unknown"))
    game.when("p2", "inject.answer", team="1", **answered("vendor", "buy")).then(refused("not.yours"))


def test_a_team_reads_what_its_answer_does_to_its_money() -> None:
    """What the default costs until it answers, then what the answer does to the budget and to items."""
    game = sent(at_phase("design"), "date")
    default = game.the("inject/1/date", InjectShown)
    assert (default.budget, default.costs) == (0.0, {})
    game.does("p1", "inject.answer", **answered("date", "webinar"))
    assert game.the("inject/1/date", InjectShown).budget == -9_000
    assert budget(game) == game.scenario.money.budget - 9_000
    game.does("p1", "inject.answer", **answered("date", "guide"))
    guide = game.the("inject/1/date", InjectShown)
    assert (guide.budget, guide.costs) == (0.0, {"job_aid": 3_000})


def test_answers_wait_while_paused() -> None:
    """The facilitator may still send."""
    game = sent(given(at_phase("design"), (F, "clock.pause")), "vendor")
    game.when("p1", "inject.answer", **answered("vendor", "buy")).then(refused("paused"))


def test_an_answer_may_take_hours_and_give_them_back() -> None:
    """Two hours for an honest letter; the same two when the team changes its mind."""
    game = sent(at_phase("diagnose"), "regulator")
    given(game, ("p1", "inject.answer", answered("regulator", "honest")))
    assert game.the("hours/1", Hours) == Hours(budget=22, spent=0)
    given(game, ("p1", "inject.answer", answered("regulator", "nothing")))
    assert game.the("hours/1", Hours) == Hours(budget=24, spent=0)


def test_hours_are_not_made_by_changing_an_answer() -> None:
    """Who has spent all can't afford the letter, and gains nothing by trying it to and fro."""
    game = sent(given(at_phase("diagnose"), (F, "hours.grant", {"hours": -23.5})), "regulator")
    given(game, ("p1", "evidence.open", {"evidence": "D2"}))
    game.when("p1", "inject.answer", **answered("regulator", "honest")).then(refused("budget.exceeded"))
    game.when("p1", "inject.answer", **answered("regulator", "nothing")).then(accepted, untouched("hours/1"))
    assert game.the("hours/1", Hours) == Hours(budget=0.5, spent=0.5)


def test_hours_answered_away_before_diagnose_are_gone_when_it_begins() -> None:
    """An early event costs as much as a late one."""
    game = sent(at_phase("brief"), "regulator")
    given(game, ("p1", "inject.answer", answered("regulator", "honest"))).to("diagnose")
    assert game.the("hours/1", Hours) == Hours(budget=22, spent=0)
    assert game.the("hours/2", Hours) == Hours(budget=24, spent=0)
    given(game, ("p1", "inject.answer", answered("regulator", "nothing")))
    assert game.the("hours/1", Hours) == Hours(budget=24, spent=0)


def test_the_default_holds_where_nobody_answers() -> None:
    """Leaving the handlers unreleased delays the workshop, and what the team reads lags."""
    case = replace(alder(), injects=alder().injects | {"vendor": replace(alder().injects["vendor"], default="buy")})
    game = sent(at_phase("design", on=case), "vendor", "1")
    assert (budget(game), budget(game, "2")) == (165_000, 180_000)
    given(game, ("p1", "inject.answer", answered("vendor", "decline")))
    assert budget(game) == 180_000


def test_a_cut_may_take_more_than_is_left() -> None:
    """What is planned stays; nothing more can be."""
    game = given(at_phase("design"), ("p1", "plan.put", plan("search_upgrade")), ("p1", "plan.put", plan("bonus")))
    given(sent(game, "vendor"), ("p1", "inject.answer", answered("vendor", "buy")))
    assert money.left(game.records, game.scenario, "1") == -15_000
    game.when("p1", "plan.put", **plan("job_aid")).then(refused("budget.exceeded"))
    game.when("p1", "plan.put", **plan("bonus", start=5, revision=1)).then(accepted)


@pytest.mark.parametrize(
    "month, stop, week",
    [(1, 1, 13), (3, 1, 13), (4, 1, 13), (5, 1, 17), (6, 1, 21), (7, 2, 26), (10, 3, 39), (12, 3, 47)],
)
def test_a_months_event_comes_at_the_stop_before_it(month: int, stop: int, week: int) -> None:
    """In time to be answered, and it acts from its month on; those of the first quarter come at the first stop."""
    case = replace(alder(), injects={"storm": Inject(title="A storm", when=f"month {month}", body="Rain.")})
    game = at_phase("run", on=case)
    while "inject/1/storm" not in game.records:
        assert game.the("run", Run).step < stop
        game.does(F, "run.next")
    assert game.the("run", Run).step == stop
    assert game.the("inject/1/storm", InjectShown).week == week


def test_a_held_months_event_waits_for_a_later_stop() -> None:
    """Let go, it comes at the next stop."""
    game = given(at_phase("pitch"), (F, "inject.hold", {"inject": "resign", "held": True})).to("run")
    assert "inject/1/resign" not in game.records
    given(game, (F, "inject.hold", {"inject": "resign", "held": False}), (F, "run.next"))
    assert game.the("inject/1/resign", InjectShown).week == 26


def test_no_event_comes_after_the_year() -> None:
    """One that was held until then stays on the shelf."""
    game = given(at_phase("pitch"), (F, "inject.hold", {"inject": "resign", "held": True})).to("run")
    given(game, (F, "run.next"), (F, "run.next"), (F, "inject.hold", {"inject": "resign", "held": False}))
    given(game, (F, "run.next"))
    assert game.the("run", Run).step == 4
    assert "inject/1/resign" not in game.records


def test_an_answer_in_the_run_holds_once_time_has_moved_on() -> None:
    """Whether it was given or not: what was seen stays seen."""
    game = sent(at_phase("pitch"), "vendor").to("run")
    game.when("p1", "inject.answer", **answered("vendor", "buy")).then(refused("too.late"))
    given(
        game,
        ("p1", "inject.answer", answered("resign", "stay")),
        ("p1", "inject.answer", answered("resign", "handover")),
    )
    given(game, (F, "run.next"))
    game.when("p1", "inject.answer", **answered("resign", "stay")).then(refused("answered"))
    game.when("p2", "inject.answer", **answered("resign", "stay")).then(refused("too.late"))
    assert injects.unanswered(game.records, "2") == []


def test_an_event_sent_while_a_quarter_is_computed_acts_after_it() -> None:
    """The figures that are on their way know nothing of it, and stay true."""
    game = given(at_phase("measure"), ("p1", "metric.put", metric())).to("run")
    game.records.apply(Changes({"run": replace(game.the("run", Run), wanted=2)}))
    game.does(F, "inject.send", inject="vendor", teams=())
    assert game.the("inject/1/vendor", InjectShown).week == 26
