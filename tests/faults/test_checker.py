"""The checker is checked first: whatever is planted, it finds, and nothing in a sound history."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from practicum.bots.wire import Message, Record, pack
from tests.faults.checker import check
from tests.faults.copies import MARK
from tests.faults.history import Account, Frame, Move
from tests.faults.truth import Entry, Truth

TEAMS = {"ada": "1", "bea": "1", "cy": "2"}


class Session:
    """A session of three people in two teams that goes well, to plant faults in."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.records: dict[str, Record] = {}
        self.accounts = {who: Account(who, f"{who}'s") for who in TEAMS}
        self.at = "0-0"
        self.told = {"1": "1-7", "2": "1-7"}  # up to where each team was told
        self.clock = time.monotonic()
        seats = {f"seat/{who}": {"role": "participant", "team": team} for who, team in TEAMS.items()}
        self.append("session.open", {}, {"clock": _clock(), "timer/x": {"due": 1000, "what": "step"}, **seats})
        for who in TEAMS:
            self.welcome(who)

    def append(
        self, do: str, arguments: Message, put: dict[str, Record], drop: tuple[str, ...] = (), who: str = ""
    ) -> str:
        """Put a move into the log, and into what the store holds."""
        version = len(self.log) + 1
        before, self.at = self.at, f"{version}-{version * 7}"
        client, id = (None, 0)
        if who:
            client, id = self.accounts[who].name, max(self.accounts[who].moves)
        self.log.append(Entry(self.at, before, do, arguments, version * 1000, client, id, put, drop))
        for key in drop:
            self.records.pop(key, None)
        self.records.update(put)
        return self.at

    def say(self, who: str) -> str:
        """Let somebody say something, and everybody in the team hear it."""
        account, team = self.accounts[who], TEAMS[who]
        id = len(account.moves) + 1
        text = f"{MARK.format(team)} {who} {id}"
        arguments = {"team": team, "text": text}
        sent = self.tick()
        account.moves[id] = Move(id, "chat.say", arguments, sent)
        before = self.told[team]
        at = self.told[team] = self.append(
            "chat.say", arguments, {f"chat/{team}/{len(self.log) + 1}": {"text": text}}, (), who
        )
        for other, its in TEAMS.items():
            if its == team:
                self.tell(other, {"t": "delta", "from": before, "to": at, "put": self.log[-1].put, "drop": []})
        account.moves[id] = replace(account.moves[id], outcome="done", at=at, told=self.tick())
        return at

    def fire(self) -> None:
        """Let the timer fire."""
        self.append("time.up", {}, {}, ("timer/x",))

    def welcome(self, who: str) -> None:
        """Welcome somebody with everything."""
        team = TEAMS[who]
        put = {
            key: record for key, record in self.records.items() if key.startswith(("clock", "seat/", f"chat/{team}/"))
        }
        seat = {"seat": who, "role": "participant", "team": team, "name": who}
        account = self.accounts[who]
        account.opened(None)
        account.seat = who
        self.tell(who, {"t": "welcome", "seat": seat, "at": self.at, "now": 0, "whole": True, "put": put, "drop": []})

    def tell(self, who: str, message: Message) -> None:
        """Send somebody a frame."""
        self.accounts[who].frames.append(Frame(self.tick(), pack(message)))

    def tick(self) -> float:
        """Let time pass."""
        self.clock += 1.0
        return self.clock

    def faults(self, **how: bool) -> tuple[str, ...]:
        """Ask the checker."""
        return check(Truth(self.log, self.records, 0), list(self.accounts.values()), **how).faults


def _clock() -> Record:
    return {"at": 0, "due": 0, "running": True, "rate": 1.0}


@pytest.fixture
def session() -> Session:
    """Play a session in which nothing is wrong."""
    played = Session()
    for who in ("ada", "bea", "cy", "ada"):
        played.say(who)
    played.fire()
    played.say("bea")
    return played


def test_nothing_is_found_in_a_sound_history(session: Session) -> None:
    """Somebody who comes back late, and a move without an answer, are part of it."""
    session.welcome("cy")
    session.accounts["cy"].moves[9] = Move(9, "chat.say", {"team": "2", "text": "?"}, session.tick())
    assert session.faults() == ()


def _lose_a_done(session: Session) -> None:
    entry = session.log.pop()
    for key in entry.put:
        del session.records[key]


def _do_a_move_twice(session: Session) -> None:
    last = next(entry for entry in reversed(session.log) if entry.client)
    session.append(last.do, last.arguments, last.put)
    session.log[-1] = replace(session.log[-1], client=last.client, id=last.id)


def _do_a_refused_move(session: Session) -> None:
    moves = session.accounts["ada"].moves
    moves[1] = replace(moves[1], outcome="refused", code="paused", at="")


def _swap_two_moves(session: Session) -> None:
    a, b = session.log[1], session.log[2]
    session.log[1] = replace(b, position=a.position, frm=a.frm, now=a.now)
    session.log[2] = replace(a, position=b.position, frm=b.frm, now=b.now)
    for who, entry in (("bea", session.log[1]), ("ada", session.log[2])):
        session.accounts[who].moves[1] = replace(session.accounts[who].moves[1], at=entry.position)


def _do_what_nobody_sent(session: Session) -> None:
    del session.accounts["cy"].moves[1]


def _change_a_move(session: Session) -> None:
    session.log[1] = replace(session.log[1], arguments={"team": "1", "text": "other words"})


def _leave_out_a_record(session: Session) -> None:
    _rewrite(session, "bea", lambda message: message["put"].clear())


def _change_a_record(session: Session) -> None:
    _rewrite(session, "bea", lambda message: message["put"].update({next(iter(message["put"])): {"text": "other"}}))


def _leave_a_gap(session: Session) -> None:
    del session.accounts["ada"].frames[1]


def _show_an_old_record_again(session: Session) -> None:
    first = session.accounts["ada"].frames[1].message["put"]
    key = next(iter(first))
    session.append("chat.say", {}, {key: {"text": "changed"}})
    session.tell("ada", {"t": "delta", "from": session.told["1"], "to": session.at, "put": first, "drop": []})


def _tell_another_team(session: Session) -> None:
    session.tell("cy", session.accounts["ada"].frames[-1].message)


def _hide_words_of_another_team(session: Session) -> None:
    session.tell("cy", {"t": "here", "seats": {"cy": {"look": f"{MARK.format('1')} ada 1"}}})


def _fire_a_timer_again(session: Session) -> None:
    session.append("time.up", {}, {}, ("timer/x",))


def _fire_a_timer_early(session: Session) -> None:
    first = session.log[0]
    session.log[0] = replace(first, put={**first.put, "timer/x": {"due": 999_000, "what": "step"}})


def _break_the_log(session: Session) -> None:
    session.log[2] = replace(session.log[2], frm="1-99")


def _turn_the_clock_back(session: Session) -> None:
    session.log[3] = replace(session.log[3], now=1)


def _lose_a_record_in_the_store(session: Session) -> None:
    del session.records[next(key for key in session.records if key.startswith("chat/"))]


def _go_back_without_a_whole_welcome(session: Session) -> None:
    seat = {"seat": "bea", "role": "participant", "team": "1", "name": "bea"}
    at = session.log[1].position
    session.tell("bea", {"t": "welcome", "seat": seat, "at": at, "now": 0, "whole": False, "put": {}, "drop": []})


def _rewrite(session: Session, who: str, change: Callable[[Message], Any]) -> None:
    frames = session.accounts[who].frames
    message = frames[-1].message
    change(message)
    frames[-1] = Frame(frames[-1].came, pack(message))


PLANTED: dict[str, tuple[Callable[[Session], None], str]] = {
    "a lost done": (_lose_a_done, "is not in the log"),
    "a doubled move": (_do_a_move_twice, "is in the log 2 times"),
    "a refused move that happened": (_do_a_refused_move, "was refused (paused) and is in the log"),
    "a swapped order": (_swap_two_moves, "sent when it was done already"),
    "a move that nobody sent": (_do_what_nobody_sent, "was never sent"),
    "a move that was changed": (_change_a_move, "is in the log as something else"),
    "a record left out": (_leave_out_a_record, "has other records"),
    "a record that was changed": (_change_a_record, "has other records"),
    "a gap": (_leave_a_gap, "left a gap"),
    "an old record once more": (_show_an_old_record_again, "has other records"),
    "a leaked record": (_tell_another_team, "is another team's"),
    "leaked words": (_hide_words_of_another_team, "words of another team"),
    "a timer fired twice": (_fire_a_timer_again, "fired timer/x again"),
    "a timer fired early": (_fire_a_timer_early, "before its time"),
    "a log with a break": (_break_the_log, "leads on from 1-99"),
    "a clock turned back": (_turn_the_clock_back, "before the move that stands before it"),
    "a record lost in the store": (_lose_a_record_in_the_store, "not what the log comes to"),
    "a step back": (_go_back_without_a_whole_welcome, "was not whole"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found(session: Session, name: str) -> None:
    """Each kind of fault alone is enough."""
    plant, words = PLANTED[name]
    plant(session)
    assert any(words in fault for fault in session.faults()), session.faults()


def test_a_timer_that_never_fired_is_found() -> None:
    """When its time is long over, and the clock was running."""
    session = Session()
    assert check(Truth(session.log, session.records, 5_000), []).faults == ()
    assert any("has not been fired" in fault for fault in check(Truth(session.log, session.records, 60_000), []).faults)


def test_a_lost_tail_is_told_apart_from_a_lost_move(session: Session) -> None:
    """After a failover a done may be gone with the end of the log, and is counted; a doubled one is still a fault."""
    for who in ("ada", "bea"):
        session.welcome(who)
    lost = session.log.pop()
    session.records = {key: record for key, record in session.records.items() if key not in lost.put}
    session.at = session.log[-1].position
    for who in TEAMS:
        session.welcome(who)
    accounts = list(session.accounts.values())
    verdict = check(Truth(session.log, session.records, 0), accounts, lost_tail=True)
    assert (verdict.faults, verdict.lost) == ((), 1)
    assert session.faults() != ()
    _do_a_move_twice(session)
    assert any("2 times" in fault for fault in session.faults(lost_tail=True))
