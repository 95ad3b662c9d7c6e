"""Removing a person: what is theirs goes, what is the team's stays, and the log is told the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from practicum.rules.decide import decide
from practicum.rules.forget import NOTHING, REMOVED, Person, names_in, without, without_in_move
from practicum.rules.moves import ForgetSeat
from practicum.rules.records import Bet, Betting, Chat, Claim, Help, Needs, Record, Seat, Token
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST
from practicum.rules.state import Changes, from_map, to_map
from tests.rules.helpers import GAP, F, Game, at_phase, claim, link, refused
from tests.rules.walk import Tried, eventful, walk


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
    assert changed("Zo\u00eb and Zoe\u0308 say", "Zoe\u0308") == f"{REMOVED} and {REMOVED} say"
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


@pytest.mark.parametrize("seed", range(3), ids=lambda seed: f"seed-{seed}")
def test_the_log_without_a_person_adds_up_to_the_records_without_them(seed: int) -> None:
    """Whoever is removed: what each move put, told anew and folded, is what the move that removes them comes to."""
    walked = walk(seed)
    seats = [key.split("/")[1] for key, _ in walked.records.items() if key.startswith("seat/")]
    for seat in seats[::3]:
        log = [({key: to_map(one) for key, one in put(each).items()}, dropped(each)) for each in walked.accepted]
        names = set().union(*(names_in(plain, seat) for plain, _ in log))
        forget = ForgetSeat(seat=seat, names=tuple(sorted(names)))
        last = walked.tried[-1]
        decided = decide(walked.records, eventful(), forget, HOST, last.now, last.version + 1)
        if isinstance(decided, Refusal):
            assert walked.records.the(f"seat/{seat}", Seat).role == "facilitator"
            continue
        records = walked.records.copy()
        records.apply(decided)
        person = Person(seat, frozenset(names))
        folded: dict[str, Any] = {}
        for plain, drop in [*log, ({key: to_map(one) for key, one in decided.put.items()}, decided.drop)]:
            for key in drop:
                folded.pop(key, None)
            for key, one in plain.items():
                after = without(key, one, person, person.pattern)
                folded.pop(key, None)
                if after is not None:
                    folded[key] = to_map(from_map(key, after))
        assert folded == {key: to_map(one) for key, one in records.items()}, f"walk {seed} without {seat}"


def put(tried: Tried) -> Mapping[str, Record]:
    """Give what an accepted move put."""
    return tried.decided.put if isinstance(tried.decided, Changes) else {}


def dropped(tried: Tried) -> tuple[str, ...]:
    """Give what an accepted move dropped."""
    return tried.decided.drop if isinstance(tried.decided, Changes) else ()
