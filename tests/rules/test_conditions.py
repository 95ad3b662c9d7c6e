"""Events that wait for what a team does, and come to that team alone as soon as it has done it."""

from typing import Any

from msgspec.structs import replace

from practicum.rules import money
from practicum.rules.records import Coming, InjectShown, Shelf, Team, Timer
from practicum.scenario.model import Effect, Inject, Option, Scenario
from tests.rules.helpers import (
    MINUTE,
    SECOND,
    F,
    Game,
    alder,
    at_phase,
    given,
    has,
    lacks,
    plan,
)

CUT = Option(label="No", effect=Effect(budget=-1_000))
ASKED = {"options": {"yes": Option(label="Yes"), "no": Option(label="No")}, "default": "no"}


def a_case(**whens: str) -> Scenario:
    """Take the case that ships with these events instead of its own: name → when; each asks for an answer."""
    injects = {name: Inject(title=name.title(), when=when, body="It happens.", **ASKED) for name, when in whens.items()}
    return replace(alder(), injects=injects)


def held(game: Game, inject: str, is_held: bool = True) -> Game:
    """Hold an event, or let it go."""
    return given(game, (F, "inject.hold", {"inject": inject, "held": is_held}))


def had(game: Game, inject: str) -> tuple[str, ...]:
    """Name the teams that have had an event, and check that the shelf knows it."""
    teams = tuple(team for team in game.records.under("team", Team) if f"inject/{team}/{inject}" in game.records)
    assert set(game.the(f"shelf/{inject}", Shelf).sent_to) == set(teams)
    return teams


def answers(game: Game, seat: str, inject: str, option: str) -> Game:
    """Answer an event."""
    return given(game, (seat, "inject.answer", {"inject": inject, "option": option}))


def test_an_event_comes_when_a_team_opens_an_exhibit() -> None:
    """To that team, in the same moment, once; to the other when it opens it."""
    game = at_phase("diagnose", on=a_case(call="after D3"))
    game.when("p1", "evidence.open", evidence="D3").then(
        has("inject/1/call", title="Call", answer=None), lacks("inject/2/call"), has("shelf/call", sent_to=("1",))
    )
    first = game.the("inject/1/call", InjectShown)
    given(game, ("p3", "evidence.open", {"evidence": "D3"}), ("p2", "evidence.open", {"evidence": "D3"}))
    assert had(game, "call") == ("1", "2")
    assert game.the("inject/1/call", InjectShown) == first


def test_data_that_was_asked_for_counts_when_it_arrives() -> None:
    """Asking is not reading."""
    tag = next(cut.tag for cut in alder().data_requests["rework"].cuts.values())
    cut = next(iter(alder().data_requests["rework"].cuts))
    game = at_phase("diagnose", on=a_case(call=f"after {tag}"))
    given(game, ("p1", "data.request", {"request": "rework", "cut": cut}))
    assert had(game, "call") == ()
    game.passes(20 * MINUTE)
    assert had(game, "call") == ("1",)


def test_an_event_comes_when_a_team_has_heard_an_answer() -> None:
    """Of this person, on this topic."""
    game = at_phase("diagnose", on=a_case(call="ask lead.floor"))
    given(game, ("p1", "interview.ask", {"person": "lead", "topic": "others"}))
    assert had(game, "call") == ()
    given(game, ("p1", "interview.ask", {"person": "lead", "topic": "floor"}))
    assert had(game, "call") == ("1",)


def sign(game: Game, *seats: str) -> Game:
    """Sign a team's plan as it is."""
    for seat in seats:
        revision = game.revision(game.team_of(seat), "design")
        game.does(seat, "work.sign", phase="design", revision=revision)
    return game


def test_a_draft_brings_nothing_about() -> None:
    """An item counts as planned once the whole team has signed the plan that it is on."""
    game = given(at_phase("design", on=a_case(call="planned workshop")), ("p1", "plan.put", plan("workshop")))
    assert had(game, "call") == ()
    assert had(sign(game, "p1"), "call") == ()
    assert had(sign(game, "p3"), "call") == ("1",)


def test_signing_a_plan_without_the_item_brings_nothing_about() -> None:
    """What comes later to a plan that is signed anew does."""
    game = given(at_phase("design", on=a_case(call="planned workshop")), ("p1", "plan.put", plan("job_aid")))
    assert had(sign(game, "p1", "p3"), "call") == ()
    given(game, ("p1", "plan.put", plan("workshop")))
    assert had(game, "call") == ()
    assert had(sign(game, "p1", "p3"), "call") == ("1",)


def test_a_plan_that_nobody_signed_counts_when_design_closes() -> None:
    """It runs as it stands, so not to sign is no way round the event."""
    game = given(at_phase("design", on=a_case(call="planned workshop")), ("p2", "plan.put", plan("workshop")))
    game.to("measure")
    assert had(game, "call") == ("2",)


def test_what_a_plan_brings_about_may_cost_more_than_is_left() -> None:
    """The signature stands, and the phase goes on: it happened to the team, which didn't spend it."""
    cut = Inject(title="Cut", when="planned bonus", body="It happens.", default="no", options={"no": CUT})
    game = at_phase("design", on=replace(alder(), injects={"cut": cut}), people=1)
    given(game, ("p1", "plan.put", plan("search_upgrade")), ("p1", "plan.put", plan("bonus")))
    assert money.left(game.records, game.scenario, "1") == 0
    signed = game.copy().when("p1", "work.sign", phase="design", revision=2).then(has("inject/1/cut", answer=None))
    closed = game.when(F, "phase.next").then(has("inject/1/cut", answer=None), has("phase", phase="measure"))
    assert {money.left(after.records, after.scenario, "1") for after in (signed, closed)} == {-1_000}


def test_who_leaves_may_complete_the_signatures() -> None:
    """Those who stay have all signed."""
    game = given(at_phase("design", on=a_case(call="planned workshop")), ("p1", "plan.put", plan("workshop")))
    sign(game, "p1")
    given(game, (F, "seat.move", {"seat": "p3", "team": "2"}))
    assert had(game, "call") == ("1",)


def test_an_answer_brings_the_next_event() -> None:
    """That option, given by that team; a change of mind takes nothing back."""
    game = at_phase("design", on=a_case(offer="by hand", call="offer answered yes"))
    given(game, (F, "inject.send", {"inject": "offer", "teams": ()}))
    answers(answers(game, "p1", "offer", "no"), "p2", "offer", "yes")
    assert had(game, "call") == ("2",)
    answers(answers(game, "p1", "offer", "yes"), "p2", "offer", "no")
    assert had(game, "call") == ("1", "2")


def test_silence_brings_an_event_after_its_time() -> None:
    """For the team that has not answered; the other's clock is taken off with its answer."""
    game = at_phase("design", on=a_case(offer="by hand", call="offer unanswered + 4 min"))
    given(game, (F, "inject.send", {"inject": "offer", "teams": ()}))
    assert {"timer/unanswered-1-call", "timer/unanswered-2-call"} <= dict(game.records.items()).keys()
    answers(game, "p1", "offer", "no")
    assert "timer/unanswered-1-call" not in game.records
    game.passes(4 * MINUTE - 2 * SECOND)
    assert had(game, "call") == ()
    game.passes(SECOND)
    assert had(game, "call") == ("2",)
    assert not game.records.under("timer", Timer).keys() & {"unanswered-1-call", "unanswered-2-call"}


def test_silence_is_counted_in_session_time() -> None:
    """A pause stops it."""
    game = at_phase("design", on=a_case(offer="by hand", call="offer unanswered + 4 min"))
    given(game, (F, "inject.send", {"inject": "offer", "teams": ("1",)}), (F, "clock.pause"))
    game.passes(60 * MINUTE)
    assert had(game, "call") == ()
    given(game, (F, "clock.resume"))
    game.passes(4 * MINUTE)
    assert had(game, "call") == ("1",)


def test_silence_on_what_silence_brought() -> None:
    """One event leads to the next, each with its own time."""
    game = at_phase("design", on=a_case(a="after D3", b="a unanswered + 2 min", c="b unanswered + 2 min"))
    game.to("diagnose")
    given(game, ("p1", "evidence.open", {"evidence": "D3"}))
    game.passes(2 * MINUTE)
    assert (had(game, "b"), had(game, "c")) == (("1",), ())
    game.passes(2 * MINUTE)
    assert (had(game, "b"), had(game, "c")) == (("1",), ("1",))


def test_a_held_event_waits_and_comes_when_it_is_let_go() -> None:
    """To the teams for which its condition has become true meanwhile."""
    game = held(at_phase("diagnose", on=a_case(call="after D3", late="call unanswered + 1 min")), "call")
    given(game, ("p1", "evidence.open", {"evidence": "D3"}))
    assert had(game, "call") == ()
    held(game, "call", False)
    assert had(game, "call") == ("1",)
    held(game, "late")
    game.passes(5 * MINUTE)
    assert had(game, "late") == ()
    held(game, "late", False)
    assert had(game, "late") == ("1",)


def test_an_event_sent_by_hand_does_not_come_again() -> None:
    """Nor does its timer run on."""
    game = at_phase("diagnose", on=a_case(offer="after D3", call="offer unanswered + 4 min"))
    given(
        game, (F, "inject.send", {"inject": "offer", "teams": ()}), (F, "inject.send", {"inject": "call", "teams": ()})
    )
    first = game.the("inject/1/call", InjectShown)
    assert not [name for name in game.records.under("timer", Timer) if name.startswith("unanswered")]
    given(game, ("p1", "evidence.open", {"evidence": "D3"}))
    game.passes(5 * MINUTE)
    assert game.the("inject/1/call", InjectShown) == first


def test_nothing_comes_in_the_debrief_or_after_the_end() -> None:
    """Silence at the end is no event any more."""
    game = at_phase("design", on=a_case(offer="by hand", call="offer unanswered + 4 min"))
    given(game, (F, "inject.send", {"inject": "offer", "teams": ()}))
    over = game.copy().to("debrief")
    over.passes(10 * MINUTE)
    assert had(over, "call") == ()
    given(game, (F, "session.end"))
    game.passes(10 * MINUTE)
    assert had(game, "call") == ()


def test_a_contingency_lies_at_hand() -> None:
    """It names the event that it is for, and comes by hand unless its own ``when`` says otherwise."""
    case = a_case(offer="design + 1 min", rescue="by hand")
    rescue = replace(case.injects["rescue"], contingency_for="offer")
    game = at_phase("design", on=replace(case, injects=case.injects | {"rescue": rescue}))
    game.passes(10 * MINUTE)
    assert game.the("shelf/rescue", Shelf).contingency_for == "offer"
    assert had(game, "rescue") == ()


def test_the_shelf_says_what_each_event_waits_for() -> None:
    """In parts, with the case's own names, for whoever words it."""
    game = at_phase("lobby", on=a_case(
        hand="by hand", phase="design + 4 min", month="month 4", week="week 20", opened="after D3",
        heard="ask lead.others", planned="planned workshop", answered="hand answered yes",
        unanswered="hand unanswered + 4 min",
    ))  # fmt: skip
    comes: dict[str, Any] = {name: shelf.comes for name, shelf in game.records.under("shelf", Shelf).items()}
    case = alder()
    assert comes == {
        "hand": Coming(),
        "phase": Coming(how="phase", phase="design", number=4),
        "month": Coming(how="month", phase="run", number=4),
        "week": Coming(how="week", phase="run", number=20),
        "opened": Coming(how="opened", of="D3", label=case.evidence["D3"].title),
        "heard": Coming(
            how="heard", of="lead.others", label=case.people["lead"].name, said=case.people["lead"].topics["others"].ask
        ),
        "planned": Coming(how="planned", of="workshop", label=case.interventions["workshop"].label),
        "answered": Coming(how="answered", of="hand", label="Hand", said="Yes"),
        "unanswered": Coming(how="unanswered", of="hand", label="Hand", number=4),
    }


def test_a_phase_that_is_longer_keeps_its_events_in_their_place() -> None:
    """Four minutes into twelve are an hour into three hours."""
    game = at_phase("design", on=a_case(call="design + 4 min"), minutes={"design": 180})
    game.passes(59 * MINUTE)
    assert had(game, "call") == ()
    game.passes(MINUTE)
    assert had(game, "call") == ("1", "2")
