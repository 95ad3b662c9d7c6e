"""What is on its way to screens: not told any more when another history is loaded, and where its deltas end."""

from __future__ import annotations

import asyncio

import msgspec

from practicum.live.clients import Row
from practicum.live.counts import Counts
from practicum.live.fanout import Fanout
from practicum.live.history import Step
from practicum.live.outbox import Outbox
from practicum.live.visit import Visit
from practicum.rules.audience import Viewer
from practicum.store.positions import START, next_position
from practicum.web.wire import decode, encode
from tests.live.lines import FakeLine


async def test_an_answer_from_a_lost_history_is_not_told() -> None:
    """It would say done of what is no longer there, just before the client sends it again and it is done elsewhere."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    fanout.add(Visit(Viewer("a", "facilitator", None), Row("a:c", "a"), "", outbox), START)
    lost = next_position(START, 7)
    fanout.change(Step(START, lost, {"phase": msgspec.Raw(encode({}))}, ()))
    fanout.answer(outbox, encode({"t": "done", "id": 1, "at": str(lost)}))
    fanout.begin_anew(START)
    fanout.answer(outbox, encode({"t": "done", "id": 2, "at": "1-8"}))
    fanout.flush()
    line = FakeLine(outbox)
    outbox.open(line)
    (frame,) = await line.takes_all()
    assert decode(frame)["id"] == 2


async def test_what_is_a_seats_own_ends_with_its_move_when_nothing_follows() -> None:
    """Else who made it would go on guessing, over what they did later by another device, until somebody else moves."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    fanout.add(Visit(Viewer("r", "rater", None), Row("r:c", "r"), "", outbox), START)
    rated = next_position(START, 7)
    fanout.change(Step(START, rated, {"rating/r/1": msgspec.Raw(encode({}))}, ()))
    fanout.flush()
    said = next_position(rated, 8)
    both = {"rating/r/1": msgspec.Raw(encode({})), "say/1": msgspec.Raw(encode({}))}
    fanout.change(Step(rated, said, both, ()))
    fanout.flush()
    line = FakeLine(outbox)
    outbox.open(line)
    told = [(frame["to"], list(frame["put"])) for frame in map(decode, await line.takes_all())]
    assert told == [(str(rated), ["rating/r/1"]), (str(said), ["say/1", "rating/r/1"])]


async def test_nobody_holds_more_than_there_was_at_their_position() -> None:
    """Whoever is lost after any frame and comes back asks for what followed: of a move that was lost nothing stays."""
    fanout, outbox, other = Fanout(encode, Counts()), Outbox(Counts()), Outbox(Counts())
    for seat, box in (("a", outbox), ("b", other)):
        fanout.add(Visit(Viewer(seat, "participant", "1"), Row(f"{seat}:c", seat), "", box), START)
    steps = (("chat/1/1",), ("bet/a", "chat/1/2"), ("bet/a",), ("bet/b", "needs/a"), ("chat/1/3", "bet/a"))
    at, there = START, {str(START): dict[str, int]()}
    for number, keys in enumerate(steps):
        to = next_position(at, number)
        fanout.change(Step(at, to, {key: msgspec.Raw(encode(number)) for key in keys}, ()))
        fanout.flush()
        there[str(to)] = there[str(at)] | dict.fromkeys(keys, number)
        at = to
    for seat, box in (("a", outbox), ("b", other)):
        line = FakeLine(box)
        box.open(line)
        copy, told = dict[str, int](), await line.takes_all()
        for frame in map(decode, told):
            copy |= frame["put"]
            mine = {
                key: number
                for key, number in there[frame["to"]].items()
                if key.startswith("chat/") or key.endswith(f"/{seat}")
            }
            assert copy == mine
        assert frame["to"] == str(at)


async def test_those_who_watch_every_team_are_told_at_most_so_often() -> None:
    """The first change comes at once, what follows comes together; an answer waits for the change it answers for."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    line = FakeLine(outbox)
    outbox.open(line)
    fanout.add(Visit(Viewer("f", "facilitator", None), Row("f:c", "f"), "", outbox), START)
    at = START
    for number in range(3):
        to = next_position(at, number)
        fanout.change(Step(at, to, {f"chat/{number}/1": msgspec.Raw(encode({}))}, ()))
        fanout.answer(outbox, encode({"t": "done", "id": number, "at": str(to)}))
        at = to
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    while len(line.writes) < 2:  # noqa: ASYNC110 - the second one comes by a timer
        await asyncio.sleep(0.001)
    first, second = ([decode(frame) for frame in write] for write in line.writes)
    assert [(frame["t"], list(frame.get("put", ()))) for frame in first] == [("delta", ["chat/0/1"]), ("done", [])]
    assert [frame["t"] for frame in second] == ["delta", "done", "done"]
    assert (list(second[0]["put"]), second[0]["from"]) == (["chat/1/1", "chat/2/1"], first[0]["to"])


async def test_a_small_team_does_not_wait() -> None:
    """Who works together is told in the turn in which it happens."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    line = FakeLine(outbox)
    outbox.open(line)
    fanout.add(Visit(Viewer("a", "participant", "1"), Row("a:c", "a"), "", outbox), START)
    to = next_position(START, 1)
    fanout.change(Step(START, to, {"chat/1/1": msgspec.Raw(encode({}))}, ()))
    fanout.answer(outbox, encode({"t": "done", "id": 1, "at": str(to)}))
    await asyncio.sleep(0)
    (told,) = line.writes
    assert [decode(frame)["t"] for frame in told] == ["delta", "done"]


async def test_an_answer_that_waits_is_told_to_who_leaves_the_group() -> None:
    """A seat that changes its team is told everything anew, and what was done before that."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    line = FakeLine(outbox)
    outbox.open(line)
    visit = Visit(Viewer("f", "facilitator", None), Row("f:c", "f"), "", outbox)
    fanout.add(visit, START)
    at = START
    for number in range(2):
        to = next_position(at, number)
        fanout.change(Step(at, to, {"chat/1/1": msgspec.Raw(encode({}))}, ()))
        at = to
        await asyncio.sleep(0)
    fanout.answer(outbox, encode({"t": "done", "id": 2, "at": str(at)}))
    assert len(line.writes) == 1
    fanout.remove(visit)
    assert [decode(frame)["t"] for frame in await line.takes_all()] == ["done"]
