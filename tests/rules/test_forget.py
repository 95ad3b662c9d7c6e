"""Removing a person: what is theirs goes, what is the team's stays, and the log is told the same way."""

from __future__ import annotations

from typing import Any

from practicum.rules.forget import NOTHING, REMOVED, Person, without, without_in_move
from practicum.rules.records import Bet, Betting, Chat, Claim, Help, Needs, Seat, Token
from practicum.rules.state import to_map
from tests.rules.helpers import GAP, F, Game, at_phase, claim, link, refused


def a_game() -> Game:
    """Bring a session to diagnose, with a few words of everybody."""
    game = at_phase("diagnose")
    game.does("p1", "claim.put", **claim(text="Person 1 and I think that they guess"))
    game.does("p1", "chat.say", team="1", text="my own words")
    game.does(F, "chat.say", team="1", text="thanks, person 1, says Person 12")
    game.does("p1", "needs.set", text="large print")
    game.does("p1", "help.ask", text="help me")
    return game


def test_what_is_a_persons_own_goes_and_the_teams_work_stays() -> None:
    """By somebody who is called a removed person from now on."""
    game = a_game()
    game.does("host", "seat.forget", seat="p1", names=[])
    seat = game.records.the("seat/p1", Seat)
    assert (seat.name, seat.field, seat.years, seat.active) == (REMOVED, "", None, False)
    assert not game.records.under("needs", Needs)
    assert not [token for token in game.records.under("token", Token).values() if token.seat == "p1"]
    assert "help/1" not in game.records
    assert isinstance(game.records.get("claim/1/c1", Claim), Claim)
    assert game.records.the("claim/1/c1", Claim).text == f"{REMOVED} and I think that they guess"
    assert [chat.text for chat in game.records.under("chat/1", Chat).values()] == [f"thanks, {REMOVED}, says Person 12"]
    assert not game.records.under("help", Help)


def test_a_bet_goes_and_the_others_are_counted_anew() -> None:
    """The team waits no more for somebody who is not there."""
    game = at_phase("diagnose")
    game.does("p1", "gap.put", **GAP)
    game.does("p1", "bet.open", team="1")
    game.does("p1", "bet.put", team="1", points={"other": 100})
    assert game.records.the("betting/1", Betting).seats == ("p1",)
    game.does("host", "seat.forget", seat="p1", names=[])
    assert "p1" not in game.records.under("bet", Bet)
    assert game.records.the("betting/1", Betting).seats == ()


def test_the_last_facilitator_stays_and_who_is_unknown_is_told_as_such() -> None:
    """A second one may go, whatever the phase, and so may anybody once the session has ended."""
    game = a_game()
    game.when("host", "seat.forget", seat=F, names=[]).then(refused("not.allowed"))
    game.when("host", "seat.forget", seat="nobody", names=[]).then(refused("unknown"))
    link(game, "f2", "facilitator")
    game.does("f2", "session.end")
    game.does("host", "seat.forget", seat="f2", names=[])
    game.does("host", "seat.forget", seat="p1", names=["Person 1"])
    assert game.records.the("seat/p1", Seat).name == REMOVED


def test_to_forget_twice_changes_nothing_more() -> None:
    """A move may arrive twice."""
    game = a_game()
    game.does("host", "seat.forget", seat="p1", names=["Person 1"])
    before = {key: to_map(record) for key, record in game.records.items()}
    game.does("host", "seat.forget", seat="p1", names=["Person 1"])
    assert {key: to_map(record) for key, record in game.records.items()} == before


def changed(text: str, *names: str) -> Any:
    """Take names out of a chat of somebody else."""
    person = Person("p1", frozenset(names))
    after = without("chat/1/7", {"by": "p2", "text": text}, person, person.pattern)
    assert after is not None
    return after["text"]


def test_names_are_taken_out_of_what_others_typed() -> None:
    """Whole words; several in any spelling, one as it was written; what Practicum calls people is no name."""
    assert changed("ask ADA  lovelace's team", "Ada Lovelace") == f"ask {REMOVED}'s team"
    assert changed("Will will, Willing", "Will") == f"{REMOVED} will, Willing"
    assert changed("Zoë, zoë (Zoë)", "Zoë") == f"{REMOVED}, zoë ({REMOVED})"
    assert changed("a.b axb", "a.b") == f"{REMOVED} axb"
    assert changed("Bo and I", "Bo", "I") == "Bo and I"
    assert changed("the Facilitator 2 says", "Facilitator 2", "Facilitator") == "the Facilitator 2 says"


def test_the_cases_own_words_are_left_alone() -> None:
    """A person of the case may have the same name."""
    person = Person("p1", frozenset({"May"}))
    told = {"title": "What May says", "body": "May", "by": None}
    assert without("evidence/1/I1", told, person, person.pattern) == told


def test_a_persons_moves_lose_what_was_typed() -> None:
    """And those of the host what was given at the door."""
    person = Person("p1", frozenset({"Ada"}))

    def after(do: str, by: str | None, put: tuple[str, ...] = (), **arguments: Any) -> Any:
        return without_in_move(do, arguments, by, {key: {} for key in put}, person, person.pattern)

    assert after("chat.say", "p1", team="1", text="secret") == {"team": "1", "text": NOTHING}
    assert after("chat.say", "p2", team="1", text="hello Ada") == {"team": "1", "text": f"hello {REMOVED}"}
    assert after("bet.put", "p1", team="1", points={"other": 100})["points"] == {}
    assert after("rating.put", "p1", team="1", row="risks", level=2, note="hm") == {
        "team": "1",
        "row": "risks",
        "level": 2,
        "note": "",
    }
    door = {"name": "ada ", "field": "law", "years": 3, "token_hash": "ff"}
    assert after("seat.join", None, seat="p1", **door) == {
        "seat": "p1",
        "name": REMOVED,
        "field": "",
        "years": None,
        "token_hash": "",
    }
    assert after("seat.join", None, seat="p2", **door)["field"] == "law"
    assert after("seat.reclaim", None, ("reclaim/p1",), name="ADA", token_hash="ff") == {
        "name": REMOVED,
        "token_hash": "",
    }
    assert after("session.open", None, seat="p1", name="Class", token_hash="ff") == {
        "seat": "p1",
        "name": "Class",
        "token_hash": "",
    }
    assert after("claim.put", "p1", text="they guess") == {"text": "they guess"}
