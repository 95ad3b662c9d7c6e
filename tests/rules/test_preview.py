"""What a command would do, in words, before it is done."""

from typing import Any

import pytest

from practicum.rules.preview import Preview
from practicum.rules.refusals import Refusal
from tests.rules.helpers import GAP, F, Game, a_session, at_phase, given, link, plan

VENDOR = "“A vendor offers a ready-made course”"


def said(game: Game, do: str, **arguments: Any) -> tuple[str, tuple[str, ...]]:
    """Ask for a preview as the facilitator."""
    answer = game.preview(F, do, **arguments)
    assert isinstance(answer, Preview), answer
    return answer.text, answer.warnings


def test_a_move_forward_says_who_is_not_ready() -> None:
    """Names, up to six, and teams with nobody in them."""
    game = given(a_session(teams=3, people=2), ("p1", "seat.ready", {"ready": True}))
    text, warnings = said(game, "phase.next")
    assert text == "Close Lobby and open Brief for 2 people."
    assert warnings == ("1 person is not ready: Person 2.", "1 team has nobody in it: Cedar.")
    _, warnings = said(a_session(teams=1, people=9), "phase.next")
    assert warnings[0].endswith("Person 5, Person 6 and 3 more.")


def test_the_gone_and_observers_are_not_waited_for() -> None:
    """They count in no denominator."""
    game = given(a_session(people=2), ("p1", "seat.ready", {"ready": True}), (F, "seat.remove", {"seat": "p2"}))
    link(game, "o1", "observer")
    assert said(game, "phase.next") == (
        "Close Lobby and open Brief for 1 person.", ("1 team has nobody in it: Beech.",)
    )  # fmt: skip


def test_a_move_forward_says_who_has_not_signed() -> None:
    """Teams with people in them whose members have not all agreed to the work as it is."""
    game = given(at_phase("diagnose", teams=3, people=2), ("p1", "gap.put", GAP))
    assert said(game, "phase.next")[1] == ("2 teams have not signed off: Aspen and Beech.",)
    given(game, ("p1", "work.sign", {"phase": "diagnose", "revision": 1}), ("p2", "help.ask", {"text": ""}))
    assert said(game, "phase.next")[1] == (
        "1 team has not signed off: Beech.", "1 team waits for your help: Beech.",
    )  # fmt: skip


def test_an_event_without_an_answer_is_named_before_time_moves_on() -> None:
    """Before the year begins, and before each quarter."""
    game = given(at_phase("pitch"), (F, "inject.send", {"inject": "vendor", "teams": ("2",)}))
    warning = ("1 team has an event without an answer: Beech.",)
    assert said(game, "phase.next")[1] == warning
    game.to("run")
    both = ("2 teams have an event without an answer: Aspen and Beech.",)
    assert said(game, "run.next")[1] == both
    assert said(game, "phase.next")[1] == both
    given(game, ("p1", "inject.answer", {"inject": "resign", "option": "stay"}))
    assert said(game, "run.next")[1] == warning


def test_a_step_back_says_that_nothing_is_lost() -> None:
    """And that signatures are given anew where there are any."""
    text, warnings = said(at_phase("design"), "phase.back")
    assert "Nothing is lost" in text
    assert warnings == ("Signatures are given anew.",)
    assert said(at_phase("diagnose"), "phase.back")[1] == ()


@pytest.mark.parametrize(
    "do, arguments, text",
    [
        ("clock.pause", {}, "Freeze the clock for everybody. People can go on writing; bets and signing wait."),
        ("clock.extend", {"seconds": 300}, "Move the end of Diagnose by +5 min for 4 people."),
        ("clock.extend", {"seconds": -90}, "Move the end of Diagnose by −1.5 min for 4 people."),
        ("say.all", {"text": "Hi"}, "Show this to 4 people. It stays in their messages."),
        ("seat.remove", {"seat": "p1"}, "Take Person 1 out of the session. What Person 1 did stays with the team."),
        ("team.rename", {"team": "1", "name": " Us "}, "Call team Aspen Us on every screen."),
        ("seat.move", {"seat": "p1", "team": "1"}, "Person 1 is in Aspen already; nothing would change."),
        ("note.put", {"id": "n", "text": "x"}, "This can be done now."),
        ("inject.send", {"inject": "vendor", "teams": ()}, f"Send {VENDOR} to Aspen and Beech."),
        ("inject.send", {"inject": "vendor", "teams": ("2", "2")}, f"Send {VENDOR} to Beech."),
    ],
)  # fmt: skip
def test_a_command_says_what_it_would_do(do: str, arguments: dict[str, Any], text: str) -> None:
    """In a plain sentence."""
    assert said(at_phase("diagnose"), do, **arguments)[0] == text


def test_moving_the_last_member_is_warned_of() -> None:
    """The team would be empty."""
    game = a_session(people=2)
    assert said(game, "seat.move", seat="p1", team="2")[1] == ("Aspen will have nobody left.",)
    assert said(a_session(people=4), "seat.move", seat="p1", team="2")[1] == ()


def test_an_event_that_some_had_is_sent_to_the_others() -> None:
    """One that all have had is sent to nobody."""
    game = given(at_phase("design"), (F, "inject.send", {"inject": "vendor", "teams": ("1",)}))
    text, warnings = said(game, "inject.send", inject="vendor", teams=())
    assert text.endswith("to Beech.")
    assert warnings == ("1 team has had it already and will not get it twice.",)
    given(game, (F, "inject.send", {"inject": "vendor", "teams": ()}))
    assert "nothing would be sent" in said(game, "inject.send", inject="vendor", teams=())[0]


def test_an_early_end_is_warned_of() -> None:
    """At the debrief it is not."""
    assert said(at_phase("design"), "session.end")[1] == ("The session is in Design, before the end.",)
    assert said(at_phase("debrief"), "session.end")[1] == ()


def test_what_would_be_refused_is_refused() -> None:
    """With the same words as the move itself."""
    game = a_session()
    for seat, do, arguments in [("p1", "phase.next", {}), (F, "phase.back", {}), (F, "seat.remove", {"seat": F})]:
        answer = game.preview(seat, do, **arguments)
        assert isinstance(answer, Refusal)
        assert answer == game.tries(seat, do, **arguments)


def test_a_preview_changes_nothing() -> None:
    """Every record is as it was, to the byte; the walks hold the same for every move."""
    game = at_phase("diagnose")
    before = {key: game.raw(key) for key, _ in game.records.items()}
    for do in ("phase.next", "phase.back", "clock.pause", "session.end"):
        said(game, do)
    assert {key: game.raw(key) for key, _ in game.records.items()} == before


def test_words_hours_and_names_say_whom_they_reach_and_what_is_left() -> None:
    """What acts at once elsewhere is said before it is done here."""
    game = at_phase("diagnose", teams=2, people=3)
    assert said(game, "say.all", text="Five minutes left.")[0] == "Show this to 3 people. It stays in their messages."
    assert said(game, "chat.say", team="1", text="Well done.")[0].startswith("Show this to 2 people in Aspen.")
    assert said(game, "hours.grant", team="1", hours=2) == ("Give Aspen 2 h. The team then has 26 h left of 26 h.", ())
    assert said(game, "hours.grant", team="1", hours=-2)[0].startswith("Take 2 h from Aspen. The team then has 22 h")
    assert said(game, "seat.rename", seat="p1", name=" Ada ")[0] == "Call Person 1 Ada on every screen."
    assert said(game, "inject.hold", inject="vendor", held=True)[0].startswith("Keep “A vendor offers")
    assert said(game, "inject.hold", inject="vendor", held=False)[0].endswith("come by itself again.")


def test_a_move_forward_says_which_events_it_brings_about() -> None:
    """A plan with the workshop counts when design closes over it, signed or not, and the release call comes."""
    game = given(at_phase("design"), ("p1", "plan.put", plan("workshop")))
    _, warnings = said(game, "phase.next")
    assert warnings[-1] == "This brings “Operations can’t release handlers for eight weeks” to Aspen."


def test_a_team_can_not_find_out_by_asking_which_events_it_would_bring_about() -> None:
    """The last one to sign would bring the release call, and isn't told so; nor is any other seat."""
    game = given(at_phase("design", teams=1, people=1), ("p1", "plan.put", plan("workshop")))
    signing = {"phase": "design", "revision": game.revision("1", "design")}
    assert game.preview("p1", "work.sign", **signing) == Preview("This can be done now.")
    assert "inject/1/release" in given(game, ("p1", "work.sign", signing)).records
