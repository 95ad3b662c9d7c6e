"""Who is told nothing for a while is sent a sign of life."""

from __future__ import annotations

import asyncio

from practicum.live.counts import Counts
from practicum.live.outbox import Outbox
from practicum.web.beats import BEAT_EVERY, Beats
from practicum.web.wire import encode
from tests.live.lines import FakeLine
from tests.machine.still import StillLoop

BEAT = encode({"t": "beat"})


def test_five_seconds_of_silence_are_followed_by_a_beat() -> None:
    """For who was told something meanwhile they begin anew; who is gone hears nothing."""
    loop = StillLoop()
    asyncio.set_event_loop(loop)
    quiet, told, gone = loop.call(lambda: tuple(Outbox(Counts()) for _ in range(3)))
    lines = {outbox: FakeLine(outbox) for outbox in (quiet, told, gone)}
    beats = loop.call(Beats)
    for outbox, line in lines.items():
        loop.call(outbox.open, line)
        loop.call(beats.add, outbox)
    beats.remove(gone)
    loop.pass_by(BEAT_EVERY - 1)
    loop.call(told.answer, b"a word")
    loop.pass_by(2)
    assert [frames for line in lines.values() for frames in line.writes] == [[BEAT], [b"a word"]]
    loop.pass_by(10 * BEAT_EVERY)
    assert [len(line.writes) for line in lines.values()] == [11, 11, 0]
    loop.close()
