"""Who is seen by whom, and that presence does not flicker."""

from __future__ import annotations

import asyncio
from typing import Any

from practicum.live.clients import Row
from practicum.live.counts import Counts
from practicum.live.fanout import Fanout
from practicum.live.frames import HereNow
from practicum.live.outbox import Outbox
from practicum.live.presence import Presence, shown_to
from practicum.live.visit import Visit
from practicum.rules.audience import Viewer
from practicum.store.positions import START
from practicum.web.wire import decode, encode
from tests.live.lines import FakeLine


def test_teams_see_their_own_and_facilitators_see_all() -> None:
    """Facilitators and observers are seen by facilitators only."""
    ada, fay = Viewer("a", "participant", "1"), Viewer("f", "facilitator", None)
    oz, new = Viewer("o", "observer", None), Viewer("n", "participant", None)
    groups = ("team:1", "team:2", "teamless", "observers", "facilitators")
    assert [shown_to(ada, group) for group in groups] == [True, False, False, True, True]
    assert [shown_to(new, group) for group in groups] == [False, False, True, True, True]
    assert [shown_to(fay, group) for group in groups] == [False, False, False, False, True]
    assert [shown_to(oz, group) for group in groups] == [False, False, False, False, True]


async def heard(line: FakeLine) -> dict[str, Any]:
    """Take the next presence."""
    seats: dict[str, Any] = decode(await line.next())["seats"]
    return seats


async def test_a_seat_that_comes_back_at_once_was_never_gone() -> None:
    """It lingers; only who stays away is told as gone."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    line = FakeLine(outbox)
    outbox.open(line)
    presence = Presence(fanout, encode, linger=0.25)
    watching = Viewer("f", "facilitator", None)
    fanout.add(Visit(watching, Row("f:c", "f"), "", outbox), START)
    ada = Viewer("a", "participant", "1")
    presence.arrive(ada)
    assert await heard(line) == {"a": {}}
    presence.leave("a")
    presence.arrive(ada)
    presence.say(ada, {"look": "X1"})
    assert await heard(line) == {"a": {"look": "X1"}}
    presence.leave("a")
    assert await heard(line) == {"a": None}
    presence.close()


async def test_a_seat_on_two_devices_is_here_until_both_are_gone() -> None:
    """One of them may leave."""
    fanout, outbox = Fanout(encode, Counts()), Outbox(Counts())
    presence = Presence(fanout, encode, linger=0.0)
    fanout.add(Visit(Viewer("f", "facilitator", None), Row("f:c", "f"), "", outbox), START)
    ada = Viewer("a", "participant", "1")
    presence.arrive(ada)
    presence.arrive(ada)
    presence.leave("a")
    await asyncio.sleep(0.01)
    late = Outbox(Counts())
    line = FakeLine(late)
    late.open(line)
    presence.show(Viewer("f", "facilitator", None), late)
    assert await heard(line) == {"a": {}}
    presence.close()


def test_here_is_a_frame_of_the_wire() -> None:
    """With its tag and the seats."""
    assert decode(encode(HereNow({"a": None}))) == {"t": "here", "seats": {"a": None}}
