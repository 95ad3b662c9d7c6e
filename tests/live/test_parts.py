"""Changes are parted once for all groups, and each socket is told what its viewer may see: no more and no less."""

import random
from typing import Any, cast

import msgspec
import pytest

from practicum.live.clients import Row
from practicum.live.counts import Counts
from practicum.live.fanout import Fanout
from practicum.live.history import Step
from practicum.live.outbox import Outbox
from practicum.live.visit import Visit
from practicum.rules.audience import Viewer, groups_of, sees
from practicum.store.positions import START, next_position
from practicum.web.wire import decode, encode
from tests.rules.test_audience import EVERY_KEY, VIEWERS


class Box:
    """An outbox that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def delta(self, frame: bytes) -> None:
        """Take a change."""
        self.told.append(decode(frame))

    def deliver(self, frames: tuple[bytes, ...], _now: float) -> None:
        """Take a change at once."""
        self.delta(frames[0])

    def hold(self) -> None:
        """More is coming."""

    def let_go(self) -> None:
        """All of it came."""


def listen(fanout: Fanout, viewer: Viewer) -> Box:
    """Let somebody hear everything from the start."""
    box = Box()
    fanout.add(Visit(viewer, Row("a:b", "a"), "", cast(Outbox, box)), START)
    return box


@pytest.mark.parametrize("seed", range(20))
async def test_everybody_is_told_what_they_may_see(seed: int) -> None:
    """Whatever is put and dropped together, in any groups."""
    chance, fanout = random.Random(seed), Fanout(encode, Counts())
    boxes = [(viewer, listen(fanout, viewer)) for viewer in VIEWERS]
    seen: list[dict[str, int]] = [{} for _ in VIEWERS]
    at = START
    for number in range(12):
        put = dict.fromkeys(chance.sample(EVERY_KEY, chance.choice((0, 1, 30))), number)
        drop = tuple(key for key in chance.sample(EVERY_KEY, chance.choice((0, 4))) if key not in put)
        to = next_position(at, chance.getrandbits(40))
        fanout.change(Step(at, to, {key: msgspec.Raw(encode(value)) for key, value in put.items()}, drop))
        at = to
        if chance.random() < 0.6:
            fanout.flush()
        for viewer, known in zip(VIEWERS, seen, strict=True):
            known |= {key: value for key, value in put.items() if sees(viewer, key)}
            for key in drop:
                known.pop(key, None)
    fanout.flush()
    for (viewer, box), known in zip(boxes, seen, strict=True):
        shown: dict[str, int] = {}
        for told in box.told:
            assert all(sees(viewer, key) for key in (*told["put"], *told["drop"]))
            shown |= told["put"]
            for key in told["drop"]:
                shown.pop(key, None)
        assert shown == known, viewer


async def test_groups_that_see_the_same_share_a_frame() -> None:
    """Forty teams hear of a new phase: it is encoded once, and once more for those who have heard more before."""
    encoded: list[Any] = []

    def counting(frame: Any) -> bytes:
        encoded.append(frame)
        return encode(frame)

    fanout = Fanout(counting, Counts())
    viewers = [Viewer(f"p{number}", "participant", str(number)) for number in range(40)]
    boxes = [listen(fanout, viewer) for viewer in viewers]
    first, second = next_position(START, 1), next_position(next_position(START, 1), 2)
    fanout.change(Step(START, first, {"gap/7": msgspec.Raw(encode({}))}, ()))
    fanout.flush()
    fanout.change(Step(first, second, {"phase": msgspec.Raw(encode({}))}, ()))
    fanout.flush()
    assert [len(box.told) for box in boxes] == [2 if groups_of(viewer)[0] == "team:7" else 1 for viewer in viewers]
    assert len(encoded) == 3
    assert {box.told[-1]["to"] for box in boxes} == {str(second)}
