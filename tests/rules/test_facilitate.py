"""What facilitators steer, and that nothing they do by accident is lost."""

from typing import Any

import pytest

from practicum.rules.records import PHASES, Note, Phase, PhaseName, Seat
from tests.rules.helpers import (
    GAP,
    MINUTE,
    SECOND,
    F,
    Game,
    a_session,
    accepted,
    at_phase,
    changes_nothing,
    claim,
    given,
    has,
    join,
    lacks,
    link,
    metric,
    pin,
    plan,
    refused,
    untouched,
)


def state(game: Game) -> dict[str, Any]:
    """Everything but where the session is, and what is scheduled in it."""
    kept = {
        key: game.raw(key) for key, _ in game.records.items() if not key.startswith(("phase", "timer/", "decision/"))
    }
    return {key: {name: value for name, value in record.items() if name != "fires_due"} for key, record in kept.items()}


def test_phases_follow_one_another_to_the_debrief() -> None:
    """Each opens its first round; after the last there is none."""
    game = a_session()
    for phase in PHASES[1:]:
        game.when(F, "phase.next").then(has("phase", phase=phase, round=1))
    game.when(F, "phase.next").then(refused("phase.last"))


def test_nothing_is_before_the_lobby() -> None:
    """A step back from the first phase is refused."""
    a_session().when(F, "phase.back").then(refused("phase.first"))


def test_a_phase_puts_what_it_begins_with() -> None:
    """The request in the brief, the room in diagnose, the catalogues in design and measure."""
    first: dict[PhaseName, str] = {
        "brief": "brief", "diagnose": "evidence/1/D1", "design": "item/workshop", "measure": "instrument/audit",
        "pitch": "pitch", "run": "run", "debrief": "reveal/case",
    }  # fmt: skip
    game = a_session()
    for phase, key in first.items():
        assert key not in game.records
        game.to(phase)
        assert key in game.records, phase


@pytest.mark.parametrize("phase", PHASES[1:])
def test_back_and_next_loses_nothing(phase: PhaseName) -> None:
    """Whatever was written, signed and shown is there again, with the time that was left."""
    game = given(
        at_phase("diagnose"),
        ("p1", "gap.put", GAP), ("p1", "bet.open"), ("p1", "bet.put", {"points": {"skill": 100}}),
        ("p1", "claim.put", claim()), ("p1", "link.put", pin()), ("p1", "evidence.open", {"evidence": "D2"}),
        ("p1", "work.sign", {"phase": "diagnose", "revision": 1}),
        ("p1", "chat.say", {"text": "Hello"}), ("p1", "seat.ready", {"ready": True}),
    ).to("design")  # fmt: skip
    given(game, ("p1", "plan.put", plan()), ("p1", "work.sign", {"phase": "design", "revision": 1})).to("measure")
    given(game, ("p1", "metric.put", metric()), ("p1", "work.sign", {"phase": "measure", "revision": 1})).to(phase)
    before, was = state(game), game.the("phase", Phase)
    given(game, (F, "phase.back"), (F, "phase.next"))
    after, now = state(game), game.the("phase", Phase)
    assert {key: after.get(key) for key in before} == before
    assert (now.phase, now.round) == (was.phase, was.round)
    assert was.ends_due is not None
    assert now.ends_due is not None
    assert abs(now.ends_due - was.ends_due) <= 5 * SECOND


def test_next_and_back_is_undone_as_well() -> None:
    """A phase that was left too early has the time that it had, and its work."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()))
    game.passes(10 * MINUTE)
    left = game.raw("phase")["ends_due"] - game.now
    given(game, (F, "phase.next"), (F, "phase.back"))
    assert abs(game.raw("phase")["ends_due"] - game.now - left) <= 5 * SECOND
    game.when("p1", "claim.put", **claim(revision=1)).then(accepted)


def test_a_phase_reopened_after_its_time_gets_some() -> None:
    """Five minutes, so that what is reopened can be worked on."""
    game = at_phase("diagnose")
    game.passes(40 * MINUTE)
    given(game, (F, "phase.next"), (F, "phase.back"))
    phase = game.the("phase", Phase)
    assert phase.ends_due is not None
    assert phase.ends_due - phase.started_due == 5 * MINUTE


def test_time_running_out_closes_nothing() -> None:
    """Grace at zero: people go on until the facilitator moves."""
    game = at_phase("diagnose")
    game.passes(300 * MINUTE)
    assert game.phase == "diagnose"
    game.when("p1", "claim.put", **claim()).then(accepted)
    game.when("p1", "evidence.open", evidence="D2").then(accepted)


def test_a_pause_refuses_what_commits_and_lets_text_go_on() -> None:
    """Bets, signing, ready, opening evidence, asking and answers wait; words, pins and calls for help don't."""
    game = given(
        at_phase("diagnose"), ("p1", "gap.put", GAP), ("p1", "bet.open"), ("p1", "claim.put", claim()),
        (F, "inject.send", {"inject": "vendor", "teams": ()}), (F, "clock.pause"),
    )  # fmt: skip
    for do, arguments in {
        "seat.ready": {"ready": True},
        "bet.put": {"points": {"skill": 100}},
        "work.sign": {"phase": "diagnose", "revision": 1},
        "evidence.open": {"evidence": "D2"},
        "interview.ask": {"person": "qa", "topic": "timing"},
        "data.request": {"request": "rework", "cut": "office"},
        "inject.answer": {"inject": "vendor", "option": "decline"},
    }.items():
        game.when("p1", do, **arguments).then(refused("paused"))
    given(
        game,
        ("p1", "chat.say", {"text": "Coffee"}), ("p1", "link.put", pin()), ("p1", "help.ask", {"text": "Hm"}),
        ("p1", "help.cancel"), ("p1", "needs.set", {"text": "Large type"}), ("p1", "team.rename", {"name": "Us"}),
    )  # fmt: skip
    given(game, (F, "clock.resume")).when("p1", "seat.ready", ready=True).then(accepted)


def test_pausing_twice_is_pausing_once() -> None:
    """So is going on twice."""
    game = given(at_phase("brief"), (F, "clock.pause"))
    game.when(F, "clock.pause").then(changes_nothing)
    given(game, (F, "clock.resume")).when(F, "clock.resume").then(changes_nothing)


def test_a_phase_can_change_while_paused() -> None:
    """A pause overnight may end in the next phase."""
    game = given(at_phase("brief"), (F, "clock.pause"), (F, "phase.next"))
    assert game.phase == "diagnose"
    assert not game.raw("clock")["running"]


def test_more_time_is_always_there() -> None:
    """Added to the end; after the end, counted from now; taken away, never to before now."""
    game = at_phase("design")
    end = game.raw("phase")["ends_due"]
    game.when(F, "clock.extend", seconds=300).then(has("phase", ends_due=end + 5 * MINUTE))
    game.passes(60 * MINUTE)
    given(game, (F, "clock.extend", {"seconds": 60}))
    assert game.raw("phase")["ends_due"] == game.due + MINUTE
    given(game, (F, "clock.extend", {"seconds": -3600}))
    assert game.raw("phase")["ends_due"] == game.due
    a_session().when(F, "clock.extend", seconds=60).then(refused("no.end"))


def test_a_person_moves_whole_and_the_work_stays() -> None:
    """One record changes; the board that they leave keeps everything, and the new one is theirs."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()))
    game.when(F, "seat.move", seat="p1", team="2").then(
        has("seat/p1", team="2"), untouched("claim/", "team/", "hours/")
    )
    game.when("p1", "claim.put", team="1", **claim(revision=1)).then(refused("not.yours"))
    game.when("p1", "claim.put", **claim("c2")).then(has("claim/2/c2", by="p1"))
    game.when(F, "seat.move", seat="p1", team="2").then(changes_nothing)
    game.when(F, "seat.move", seat="p1", team="9").then(refused("unknown"))
    game.when(F, "seat.move", seat=F, team="1").then(refused("unknown"))
    game.when(F, "seat.move", seat="nobody", team="1").then(refused("unknown"))


def test_a_removed_person_can_do_nothing_and_loses_nothing() -> None:
    """Their words stay with the team; their name is free."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()), (F, "seat.remove", {"seat": "p1"}))
    game.when("p1", "chat.say", team="1", text="Hello?").then(refused("not.allowed"))
    assert game.raw("claim/1/c1")["by"] == "p1"
    join(game, "p9", "Person 1")
    game.when(F, "seat.move", seat="p1", team="2").then(refused("unknown"))
    game.when(F, "seat.remove", seat="nobody").then(refused("unknown"))


def test_a_session_keeps_a_facilitator() -> None:
    """The last one can't be taken out; one of two can, by the other."""
    game = a_session()
    game.when(F, "seat.remove", seat=F).then(refused("not.allowed"))
    link(game, "f1", "facilitator")
    game.when("f1", "seat.remove", seat=F).then(has(f"seat/{F}", active=False))
    game.when(F, "phase.next").then(refused("not.allowed"))
    game.when("f1", "phase.next").then(accepted)


def test_any_facilitator_can_do_all() -> None:
    """Authority is no object that can be lost."""
    game = a_session()
    link(game, "f1", "facilitator")
    given(
        game, ("f1", "phase.next"), (F, "clock.pause"), ("f1", "clock.resume"), (F, "phase.next"), ("f1", "phase.back")
    )
    assert game.phase == "brief"


def test_names_stay_unique() -> None:
    """A rename to somebody else's name is refused; to one's own in other capitals it is not."""
    game = a_session()
    game.when(F, "seat.rename", seat="p1", name=" person   2 ").then(refused("name.taken"))
    game.when(F, "seat.rename", seat="p1", name="PERSON 1").then(has("seat/p1", name="PERSON 1"))
    game.when(F, "seat.rename", seat="p1", name="   ").then(refused("name.missing"))
    game.when(F, "seat.rename", seat="nobody", name="X").then(refused("unknown"))
    given(game, (F, "seat.remove", {"seat": "p2"}))
    game.when(F, "seat.rename", seat="p1", name="Person 2").then(has("seat/p1", name="Person 2"))
    names = [seat.name.casefold() for seat in game.records.under("seat", Seat).values() if seat.active]
    assert len(set(names)) == len(names)


def test_hours_are_given_and_unspent_ones_taken() -> None:
    """Never below what was spent, and not before there are any."""
    game = at_phase("brief")
    game.when(F, "hours.grant", team="1", hours=2).then(refused("phase.closed"))
    given(game.to("diagnose"), ("p1", "evidence.open", {"evidence": "O1"}))
    game.when(F, "hours.grant", team="1", hours=2.5).then(has("hours/1", budget=26.5, spent=3), untouched("hours/2"))
    game.when(F, "hours.grant", team="1", hours=-100).then(has("hours/1", budget=3, spent=3))


def test_notes_are_the_facilitators_and_keep_their_moment() -> None:
    """Edited in place; they can be written when the session has ended."""
    game = given(a_session(), (F, "note.put", {"id": "n1", "text": " Quiet team "}))
    noted = game.the("note/n1", Note)
    assert (noted.text, noted.by) == ("Quiet team", F)
    game.passes(MINUTE)
    game.when(F, "note.put", id="n1", text="Loud team").then(
        has("note/n1", noted_due=noted.noted_due, text="Loud team")
    )
    given(game, (F, "session.end"), (F, "note.put", {"id": "n2", "text": "Well done"}))
    game.when(F, "note.drop", id="n1").then(lacks("note/n1"))
    game.when(F, "note.drop", id="n1").then(changes_nothing)
    game.when("p1", "note.put", id="n3", text="Me too").then(refused("not.allowed"))


def test_an_end_is_an_end_and_keeps_everything() -> None:
    """The clock stops, the open phase's agreement is noted, and nothing more can be done."""
    game = given(
        at_phase("diagnose"), ("p1", "gap.put", GAP), ("p1", "data.request", {"request": "test", "cut": "question"})
    )
    count = len(game.records)
    given(game, (F, "session.end"))
    assert game.raw("session")["ended"]
    assert not game.raw("clock")["running"]
    assert "decision/1/diagnose" in game.records
    assert len(game.records) > count
    game.when("p1", "chat.say", text="Wait").then(refused("session.ended"))
    game.when(F, "phase.next").then(refused("session.ended"))
    game.when(F, "session.end").then(refused("session.ended"))
    game.when("timekeeper", "time.up").then(refused("session.ended"))
    game.when("host", "seat.join", seat="p9", name="Late", field="", years=None, token_hash="t").then(
        refused("session.ended")
    )
    version = game.version
    game.passes(600 * MINUTE)
    assert game.version == version


def test_a_session_can_end_in_any_phase() -> None:
    """Nothing holds it."""
    for phase in PHASES:
        given(at_phase(phase), (F, "session.end"))


def test_two_clicks_go_one_phase() -> None:
    """A step names the phase that it leaves; what was meant for a phase that is over is refused."""
    game = at_phase("brief")
    game.when(F, "phase.next", leaving="brief").then(has("phase", phase="diagnose"))
    game.when(F, "phase.next", leaving="brief").then(refused("stale"))
    game.when(F, "phase.back", leaving="design").then(refused("stale"))
    game.when(F, "phase.back", leaving="diagnose").then(has("phase", phase="brief"))


def test_two_clicks_play_one_step() -> None:
    """The same for the steps of the year."""
    game = at_phase("run")
    game.when(F, "run.next", after=1).then(accepted)
    game.when(F, "run.next", after=1).then(refused("stale"))


def test_who_asks_last_for_a_seat_is_who_waits() -> None:
    """One nod lets one person in."""
    game = a_session()
    for token in ("first", "second"):
        game.does("host", "seat.reclaim", name=game.the("seat/p1", Seat).name, token_hash=token)
    assert "token/first" not in game.records


def test_a_team_that_gets_somebody_during_the_pitches_pitches_last() -> None:
    """An order that was drawn before does not leave anybody out."""
    game = a_session(teams=3, people=2).to("pitch")
    assert len(game.raw("pitch")["order"]) == 2
    game.when(F, "seat.move", seat="p1", team="3").then(accepted)
    assert game.raw("pitch")["order"][-1] == "3"
