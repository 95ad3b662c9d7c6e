"""How changes reach screens: each audience's part is filtered once and encoded once, whoever many are in it.

- A visit belongs to two groups (``audience.groups_of``): what its team or role sees, and what is its seat's own.
  Changes are parted once for all groups; groups that see the same from the same position on share one frame.
- A group's deltas form a chain: each begins where the group's last one ended. A delta may span many moves.
- A seat's own part is sent first and ends *before* the moves that it tells of, and the group's part follows. So a
  socket that dies between the two has not claimed a position whose changes it lacks; to get a record twice is harmless.
  Where no group's part follows, it ends with the moves: who made one waits for its position to stop guessing.
- Changes go out at once when the last flush is long enough ago, else together with what comes in the meantime, at most
  ``EVERY`` later. Answers wait for the changes that they answer for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

import msgspec

from practicum.live.counts import Counts
from practicum.live.frames import Delta, Encode
from practicum.live.history import Step, merge
from practicum.live.outbox import Outbox
from practicum.live.visit import Visit
from practicum.rules.audience import ALL, groups_of, groups_that_see
from practicum.store.positions import Position

EVERY = 0.025


class _Group:
    __slots__ = ("at", "outboxes", "shared")

    def __init__(self, at: Position) -> None:
        self.at = at
        self.shared = ""  # of a seat's own group: the one that the seat shares with others
        self.outboxes: set[Outbox] = set()


class _Part:
    """What one group sees of a few changes."""

    __slots__ = ("drop", "put")

    def __init__(self, put: dict[str, msgspec.Raw], drop: list[str]) -> None:
        self.put = put
        self.drop = drop


class Fanout:
    """The groups of one session, and what is on its way to them."""

    def __init__(self, encode: Encode, counts: Counts) -> None:
        self._encode = encode
        self._counts = counts
        self._shared: dict[str, _Group] = {}
        self._own: dict[str, _Group] = {}
        self._steps: list[Step] = []
        self._answers: list[tuple[Outbox, bytes]] = []
        self._then: list[Callable[[], None]] = []
        self._flushed = 0.0
        self._waiting_since = 0.0  # when the first of the steps arrived
        self._timer: asyncio.TimerHandle | None = None

    def add(self, visit: Visit, at: Position) -> None:
        """Let a visit hear of what comes after ``at``."""
        shared, own = groups_of(visit.viewer)
        self._shared.setdefault(shared, _Group(at)).outboxes.add(visit.outbox)
        group = self._own.setdefault(own, _Group(at))
        group.outboxes.add(visit.outbox)
        group.shared = shared

    def remove(self, visit: Visit) -> None:
        """Tell a visit nothing more."""
        for groups in (self._shared, self._own):
            for name in groups_of(visit.viewer):
                group = groups.get(name)
                if group is not None:
                    group.outboxes.discard(visit.outbox)
                    if not group.outboxes:
                        del groups[name]

    def shared(self, group: str) -> tuple[Outbox, ...]:
        """Return the sockets of a shared group, for what is not a record."""
        found = self._shared.get(group)
        return tuple(found.outboxes) if found else ()

    def groups(self) -> tuple[str, ...]:
        """Name the shared groups that somebody is in."""
        return tuple(self._shared)

    def change(self, step: Step) -> None:
        """Take an accepted move on its way."""
        if not self._steps:
            self._waiting_since = perf_counter()
        self._steps.append(step)
        self._soon()

    def answer(self, outbox: Outbox, frame: bytes) -> None:
        """Send an answer, after the changes that came before it."""
        if self._steps:
            self._answers.append((outbox, frame))
        else:
            outbox.answer(frame)

    def then(self, call: Callable[[], None]) -> None:
        """Call when what is on its way now is in the queues."""
        if self._steps:
            self._then.append(call)
        else:
            call()

    def begin_anew(self, at: Position) -> None:
        """Forget what is on its way: another history was loaded, and everybody will be told it whole.

        Answers too, for what they tell of may be lost: after the welcome, what is unanswered is sent again.
        """
        self._steps.clear()
        self._answers.clear()
        for group in (*self._shared.values(), *self._own.values()):
            group.at = at

    def flush(self) -> None:
        """Send everything now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        steps, self._steps = self._steps, []
        if steps:
            self._flushed = asyncio.get_running_loop().time()
            self._send(steps)
            self._counts.fanout.add(perf_counter() - self._waiting_since)
        answers, self._answers = self._answers, []
        for outbox, frame in answers:
            outbox.answer(frame)
        if self._then:
            calls, self._then = self._then, []
            for call in calls:
                call()

    def _soon(self) -> None:
        if self._timer is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self._flushed + EVERY - loop.time()
        # Even an idle session waits for the end of this turn of the loop: the answer that follows goes along.
        self._timer = loop.call_later(wait, self.flush) if wait > 0 else loop.call_later(0, self.flush)

    def _send(self, steps: list[Step]) -> None:
        put, drop = merge(steps)
        before, to = steps[0].frm, steps[-1].to
        parts = _parted(put, drop)
        everyones = parts.pop(ALL, None) or _Part({}, [])
        for name, part in parts.items():
            if (group := self._own.get(name)) is not None:
                follows = everyones.put or everyones.drop or group.shared in parts
                until = before if follows else to
                # A socket that came in between stands later already; its chain never leads back.
                until = until if until.version > group.at.version else group.at
                self._tell(group, self._delta(group.at, until, part), until)
        same: dict[Position, bytes] = {}  # for all who see no more than everyone does, by where they stand
        for name, group in self._shared.items():
            if (own := parts.get(name)) is not None:
                whole = _Part({**everyones.put, **own.put}, [*everyones.drop, *own.drop])
                self._tell(group, self._delta(group.at, to, whole), to)
            elif everyones.put or everyones.drop:
                if group.at not in same:
                    same[group.at] = self._delta(group.at, to, everyones)
                self._tell(group, same[group.at], to)

    def _delta(self, since: Position, to: Position, part: _Part) -> bytes:
        return self._encode(Delta(since=str(since), to=str(to), put=part.put, drop=part.drop))

    def _tell(self, group: _Group, frame: bytes, to: Position) -> None:
        group.at = to
        self._counts.deltas += 1
        for outbox in group.outboxes:
            outbox.delta(frame)


def _parted(put: dict[str, msgspec.Raw], drop: dict[str, None]) -> dict[str, _Part]:
    """Part changes by the groups that see them, looking at each key once."""
    parts: dict[str, _Part] = {}
    for key, raw in put.items():
        for name in groups_that_see(key):
            if name not in parts:
                parts[name] = _Part({}, [])
            parts[name].put[key] = raw
    for key in drop:
        for name in groups_that_see(key):
            if name not in parts:
                parts[name] = _Part({}, [])
            parts[name].drop.append(key)
    return parts
