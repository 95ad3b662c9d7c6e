"""What is on its way to screens: not told any more when another history is loaded, and where its deltas end."""

from __future__ import annotations

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
    assert told == [(str(rated), ["rating/r/1"]), (str(rated), ["rating/r/1"]), (str(said), ["say/1"])]
