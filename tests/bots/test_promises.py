"""The checker of promises: it is silent when a server keeps them, and names each one that is broken.

Every wrong frame here is one that no test of the server will ever produce; a checker that never fires checks nothing.
"""

from __future__ import annotations

from typing import Any

import pytest

from practicum.bots.promises import Watch
from practicum.bots.referee import Referee, differences
from practicum.bots.wire import pack
from tests.bots.frames import (
    PHASE,
    Onlooker,
    a_delta,
    a_done,
    a_move,
    a_refusal,
    a_resume,
    a_welcome,
    at,
    seat_of,
)

CHAT = {"by": "me", "text": "We should ask Quality first.", "said_due": 0}
CLOSED = {"state": "closed", "body": "", "table": None, "chart": None}
TRUTH = {"truth": {"causes": [{"explain": "Seven in ten reworked files are of three types."}]}, "teaching_note": ""}


def test_a_server_that_keeps_its_promises_is_not_blamed() -> None:
    """A welcome, deltas, answers, a lost socket, a resume, answers again."""
    onlooker = Onlooker().opens().sees(a_welcome(5), a_delta(5, 6, {"team/1": {"name": "Aspen", "number": 1}}))
    said = a_move(1, "chat.say", team="1", text=CHAT["text"])
    onlooker.sends(said, a_move(2)).sees(a_delta(6, 7, {"chat/1/7": CHAT}), a_done(1, 7), a_refusal(2))
    onlooker.opens(at(7)).sees(a_resume(9, put={"chat/1/9": CHAT}, done=1)).sends(said, a_move(2), a_move(3))
    onlooker.sees(a_done(1, 7), a_refusal(2), a_done(3, 10), {"t": "beat"}, {"t": "pong", "sent": 1, "now": 2})
    assert onlooker.broken() == []
    assert (onlooker.watch.wholes, onlooker.watch.resumes, onlooker.watch.moves_done) == (1, 1, 2)


def test_a_gap_is_found() -> None:
    """A delta that begins after where the client is leaves something out."""
    assert Onlooker().opens().sees(a_welcome(5), a_delta(7, 8)).broken() == ["order"]


def test_a_delta_that_leads_back_is_found() -> None:
    """Positions grow."""
    assert Onlooker().opens().sees(a_welcome(5), a_delta(5, 4)).broken() == ["order"]


def test_a_delta_before_the_welcome_is_found() -> None:
    """A socket begins with its welcome."""
    assert "order" in Onlooker().opens().sees(a_delta(0, 1)).broken()


def test_a_resume_that_goes_back_is_found() -> None:
    """Only a whole welcome may begin anew."""
    onlooker = Onlooker().opens().sees(a_welcome(5), a_delta(5, 8)).opens(at(8)).sees(a_resume(6))
    assert "order" in onlooker.broken()


def test_a_first_welcome_that_is_not_whole_is_found() -> None:
    """Who has nothing can't be told what changed."""
    assert Onlooker().opens().sees(a_resume(5)).broken() == ["resume"]


def test_a_seat_that_moved_needs_everything_anew() -> None:
    """A resume into another team would keep the old team's records."""
    onlooker = Onlooker().opens().sees(a_welcome(5)).opens(at(5)).sees(a_resume(6, seat=seat_of("2")))
    assert "resume" in onlooker.broken()


def test_a_version_with_two_nonces_is_found() -> None:
    """Two clients on two histories."""
    referee = Referee()
    Onlooker(referee, "one").opens().sees(a_welcome(5))
    other = {**a_welcome(5), "at": at(5, nonce=8)}
    assert "one history" in Onlooker(referee, "two").opens().sees(other).broken()


def test_two_members_with_other_records_at_one_position_are_found() -> None:
    """One got there by a delta that left something out."""
    referee = Referee()
    Onlooker(referee, "one").opens().sees(a_welcome(5), a_delta(5, 6, {"chat/1/6": CHAT}))
    seat = seat_of(seat="you")
    whole = a_welcome(6, seat=seat)
    two = Onlooker(referee, "two").opens().sees({**whole, "put": {**whole["put"], **a_welcome(5)["put"]}})
    assert two.broken() == ["one history"]


def test_members_who_agree_are_compared_and_not_blamed() -> None:
    """The same records by two ways; what is one person's own does not count."""
    referee = Referee()
    both = {**a_welcome(5)["put"], **a_welcome(5, seat=seat_of(seat="you"))["put"]}
    Onlooker(referee, "one").opens().sees(
        {**a_welcome(5), "put": both}, a_delta(5, 6, {"chat/1/6": CHAT, "bet/me": {"points": {}}})
    )
    late = {**a_welcome(6, seat=seat_of(seat="you")), "put": {**both, "chat/1/6": CHAT}}
    assert Onlooker(referee, "two").opens().sees(late).broken() == []
    assert referee.states_compared == 1


@pytest.mark.parametrize(
    "key, role",
    [
        ("claim/2/k9", "participant"),
        ("truth", "participant"),
        ("shelf/date", "participant"),
        ("note/n1", "participant"),
        ("bet/you", "participant"),
        ("needs/you", "facilitator"),
        ("seed", "facilitator"),
        ("token/ab", "facilitator"),
        ("note/n1", "observer"),
        ("bet/you", "observer"),
        ("outcome/1", "rater"),
        ("surprise/1", "participant"),
    ],
)
@pytest.mark.parametrize("way", ["whole", "resume", "put", "drop"])
def test_a_record_outside_its_audience_is_found(key: str, role: str, way: str) -> None:
    """Whatever the record holds, and in whichever frame it comes: a dropped key tells something too."""
    seat = seat_of("1" if role == "participant" else None, role=role)
    record: dict[str, Any] = {"text": "not for you"}
    if way == "whole":
        onlooker = Onlooker().opens().sees(a_welcome(5, seat=seat, **{key: record}))
    else:
        onlooker = Onlooker().opens().sees(a_welcome(5, seat=seat))
        if way == "resume":
            onlooker.opens(at(5)).sees(a_resume(6, seat=seat, put={key: record}))
        elif way == "put":
            onlooker.sees(a_delta(5, 6, {key: record}))
        else:
            onlooker.sees(a_delta(5, 6, drop=(key,)))
    assert "audience" in onlooker.broken()


def test_words_of_the_truth_are_found_wherever_they_hide() -> None:
    """A harmless key may carry what must not be read yet; the facilitator's own frames may hold it."""
    referee = Referee()
    host = seat_of(None, "host", "facilitator")
    Onlooker(referee, "host").opens().sees(a_welcome(5, seat=host, truth=TRUTH))
    assert referee.breaches == []
    hidden = {"text": f"… {TRUTH['truth']['causes'][0]['explain']} …", "by": "host", "said_due": 0}  # type: ignore[index]
    assert Onlooker(referee).opens().sees(a_welcome(5, **{"say/5": hidden})).broken() == ["audience"]


def test_the_truth_may_be_read_once_the_debrief_has_opened() -> None:
    """What is revealed is no secret."""
    referee = Referee()
    Onlooker(referee, "host").opens().sees(a_welcome(5, seat=seat_of(None, "host", "facilitator"), truth=TRUTH))
    opened = {**PHASE, "phase": "debrief", "rounds": {**PHASE["rounds"], "debrief": 1}}
    onlooker = Onlooker(referee).opens().sees(a_welcome(6, phase=opened, **{"reveal/case": TRUTH}))
    assert onlooker.broken() == []


def test_what_another_team_said_is_found() -> None:
    """By its words, in a record that the team may well have."""
    referee = Referee()
    Onlooker(referee, "them").opens().sends(a_move(1, "chat.say", team="2", text=CHAT["text"]))
    assert Onlooker(referee).opens().sees(a_welcome(5, **{"chat/1/5": CHAT})).broken() == ["audience"]


@pytest.mark.parametrize("key", ["item/webinar", "instrument/audit", "run", "series/1/audit", "reveal/case"])
def test_what_comes_before_its_phase_is_found(key: str) -> None:
    """The catalogue before design, the reveal before the debrief."""
    assert Onlooker().opens().sees(a_welcome(5, **{key: {}})).broken() == ["timing"]


def test_an_exhibit_that_shows_its_content_too_early_is_found() -> None:
    """The body is put when the team opens it, and not before."""
    leaky = {**CLOSED, "body": "It was the index all along."}
    assert Onlooker().opens().sees(a_welcome(5, **{"evidence/1/D1": CLOSED})).broken() == []
    assert Onlooker().opens().sees(a_welcome(5, **{"evidence/1/D1": leaky})).broken() == ["timing"]


def test_an_answer_to_nothing_is_found() -> None:
    """Only what was sent is answered."""
    assert Onlooker().opens().sees(a_welcome(), a_done(1, 6)).broken() == ["answers"]


def test_a_second_answer_is_found() -> None:
    """Once sent, once answered."""
    onlooker = Onlooker().opens().sees(a_welcome()).sends(a_move(1)).sees(a_done(1, 6), a_done(1, 6))
    assert onlooker.broken() == ["answers"]


@pytest.mark.parametrize("second", [a_done(1, 7), a_refusal(1)])
def test_another_answer_to_what_was_sent_again_is_found(second: dict[str, Any]) -> None:
    """Done at two places is done twice; done and then refused is a lie."""
    onlooker = Onlooker().opens().sees(a_welcome()).sends(a_move(1), a_move(1)).sees(a_done(1, 6), second)
    assert onlooker.broken() == ["answers"]


def test_moves_done_out_of_order_are_found() -> None:
    """A client's moves are in the log in the order in which it made them."""
    onlooker = Onlooker().opens().sees(a_welcome()).sends(a_move(1), a_move(2)).sees(a_done(1, 8), a_done(2, 7))
    assert "order" in onlooker.broken()


def test_done_before_its_changes_is_found() -> None:
    """The answer came, then a delta without the change."""
    said = a_move(1, "chat.say", team="1", text=CHAT["text"])
    onlooker = Onlooker().opens().sees(a_welcome()).sends(said).sees(a_done(1, 6), a_delta(5, 6, {"chat/1/6": CHAT}))
    assert onlooker.broken() == ["answers"]


def test_done_whose_changes_never_come_is_found() -> None:
    """Everything is over and the record is not there."""
    said = a_move(1, "chat.say", team="1", text=CHAT["text"])
    assert Onlooker().opens().sees(a_welcome()).sends(said).sees(a_done(1, 6)).broken() == ["answers"]


def test_done_without_the_revision_that_it_made_is_found() -> None:
    """The record is there, and as it was before."""
    claim = {"text": "Skill", "revision": 1}
    put = a_move(1, "claim.put", team="1", id="k", revision=1)
    onlooker = Onlooker().opens().sees(a_welcome(5, **{"claim/1/k": claim})).sends(put).sees(a_done(1, 6))
    assert onlooker.broken() == ["answers"]


def test_a_slow_reader_learns_of_its_change_from_the_welcome() -> None:
    """Its deltas were dropped and its answers kept; nothing was broken."""
    said = a_move(1, "chat.say", team="1", text=CHAT["text"])
    onlooker = Onlooker().opens().sees(a_welcome()).sends(said)
    onlooker.sees(a_done(1, 6), a_welcome(9, done=1, **{"chat/1/6": CHAT}))
    assert onlooker.broken() == []


@pytest.mark.parametrize("done", [0, 3])
def test_a_welcome_that_miscounts_is_found(done: int) -> None:
    """It knows less than it told, or more than was sent."""
    onlooker = Onlooker().opens().sees(a_welcome()).sends(a_move(1)).sees(a_done(1, 6))
    assert onlooker.opens(at(5)).sees(a_resume(6, done=done)).broken() == ["answers"]


def test_an_unknown_frame_is_found() -> None:
    """A version of the protocol has its words, and no others."""
    assert Onlooker().opens().sees(a_welcome(), {"t": "surprise"}).broken() == ["frames"]


def test_breaches_are_bounded() -> None:
    """A server that breaks everything does not fill the memory."""
    referee = Referee()
    watch = Watch(referee, "me")
    for id in range(1000):
        watch.received(pack(a_done(id, 1)), a_done(id, 1))
    assert len(referee.breaches) == 100


def test_differences_are_named_by_key() -> None:
    """Missing, too many, other."""
    found = differences({"a": {"x": 1}, "b": {}}, {"a": {"x": 2}, "c": {}})
    assert found == ["a differs", "b should not be there", "c is missing"]
