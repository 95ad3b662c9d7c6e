"""How changes reach screens: each audience's part is filtered once and encoded once, whoever many are in it.

- A visit belongs to two groups (``audience.groups_of``): what its team or role sees, and what is its seat's own.
  Changes are parted once for all groups; groups that see the same from the same position on share one frame.
- A group's deltas form a chain: each begins where the group's last one ended. A delta may span many moves.
- What is a seat's own goes in one frame with the group's part, for that seat's sockets alone. So a socket that dies
  after any frame holds what there was at its position, no less and no more: what it had of a later move would stay with
  it if a failover lost that move. Where the group sees nothing of it, its own part ends with the moves all the same:
  who made one waits for its position to stop guessing.
- Changes go out at the end of the turn in which they come. A group that was told so lately that its *pace* forbids it
  is told a little later, all at once: the more sockets it has, the more seldom, and those who watch every team at most
  twenty times a second. Answers wait for the changes that they answer for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterable, Mapping
from time import perf_counter

import msgspec

from practicum.live.counts import Counts
from practicum.live.frames import Delta, Encode
from practicum.live.history import Step, merge
from practicum.live.outbox import Outbox
from practicum.live.visit import Visit
from practicum.rules.audience import ALL, groups_of, groups_that_see
from practicum.store.positions import Position

EACH = 0.0001
"""Seconds between two tellings for each socket of a group: so no group takes more than about a tenth of a node."""
SHORTEST = 0.002
"""Less than this is no pause: who works in a small team is told at once. (Loops count in milliseconds.)"""
FEW = 16
WATCHING = 0.05
LONGEST = 0.1


class _Group:
    """The sockets that see the same, where their chain stands, and what they have not been told yet."""

    __slots__ = ("answers", "at", "outboxes", "own", "own_waiting", "part", "told_at", "watches")

    def __init__(self, at: Position, *, watches: bool = False) -> None:
        self.at = at
        self.outboxes: dict[Outbox, None] = {}  # in the order in which they came
        self.part: _Part | None = None
        self.answers: list[tuple[Outbox, bytes]] = []
        self.own: dict[str, _Group] = {}  # of a shared group: what is its seats' own
        self.own_waiting: dict[_Group, None] = {}  # those of them that have something to be told
        self.watches = watches
        self.told_at = 0.0

    def take(self, part: _Part) -> None:
        """Note what is to be told; a part that is the first may belong to others too, and is not changed."""
        self.part = part if self.part is None else self.part.and_then(part)

    @property
    def next_at(self) -> float:
        """The time from which on it may be told again."""
        pace = max(len(self.outboxes) * EACH, WATCHING if self.watches else 0.0)
        return self.told_at + min(pace, LONGEST) if pace >= SHORTEST else 0.0

    @property
    def holds(self) -> bool:
        """Say whether there is something to tell."""
        return self.part is not None or bool(self.own_waiting)


class _Part:
    """What one group sees of a few changes."""

    __slots__ = ("drop", "put")

    def __init__(self, put: dict[str, msgspec.Raw], drop: dict[str, None]) -> None:
        self.put = put
        self.drop = drop

    def and_then(self, later: _Part) -> _Part:
        """Join with what came later: the last word on each key."""
        put = {key: raw for key, raw in self.put.items() if key not in later.drop} | later.put
        return _Part(put, {key: None for key in (*self.drop, *later.drop) if key not in later.put})


class Fanout:
    """The groups of one session, and what is on its way to them."""

    def __init__(self, encode: Encode, counts: Counts) -> None:
        self._encode = encode
        self._counts = counts
        self._loop = asyncio.get_running_loop()
        self._shared: dict[str, _Group] = {}
        self._home: dict[Outbox, _Group] = {}  # the shared group of each socket
        self._seats: dict[str, _Group] = {}  # the shared group of each seat's own
        self._waiting: dict[_Group, None] = {}  # the shared groups that have something to be told
        self._steps: list[Step] = []
        self._answers: list[tuple[Outbox, bytes]] = []
        self._then: list[Callable[[], None]] = []
        self._at: Position | None = None  # where the last step led
        self._waiting_since = 0.0  # when the first of the steps arrived
        self._soon = False
        self._later: asyncio.TimerHandle | None = None
        self._later_at = 0.0

    def add(self, visit: Visit, at: Position) -> None:
        """Let a visit hear of what comes after ``at``."""
        shared, own = groups_of(visit.viewer)
        if (group := self._shared.get(shared)) is None:
            group = self._shared[shared] = _Group(at, watches=visit.viewer.role != "participant")
        group.outboxes[visit.outbox] = None
        group.own.setdefault(own, _Group(at)).outboxes[visit.outbox] = None
        self._home[visit.outbox] = self._seats[own] = group

    def remove(self, visit: Visit) -> None:
        """Tell a visit nothing more."""
        shared, own = groups_of(visit.viewer)
        if (group := self._shared.get(shared)) is None or visit.outbox not in group.outboxes:
            return
        del group.outboxes[visit.outbox]
        answers, group.answers = group.answers, []
        for outbox, frame in answers:
            if outbox is visit.outbox:
                outbox.answer(frame)
            else:
                group.answers.append((outbox, frame))
        if self._home.get(visit.outbox) is group:
            del self._home[visit.outbox]
        del group.own[own].outboxes[visit.outbox]
        if not group.own[own].outboxes:
            del group.own[own]
            if self._seats.get(own) is group:
                del self._seats[own]
        if not group.outboxes:
            del self._shared[shared]
            self._waiting.pop(group, None)

    def shared(self, group: str) -> tuple[Outbox, ...]:
        """Return the sockets of a shared group, for what is not a record."""
        found = self._shared.get(group)
        return tuple(found.outboxes) if found else ()

    def groups(self) -> tuple[str, ...]:
        """Name the shared groups that somebody is in."""
        return tuple(self._shared)

    def change(self, step: Step) -> None:
        """Take an accepted move on its way."""
        if not self._waiting_since:
            self._waiting_since = perf_counter()
        self._steps.append(step)
        if not self._soon:
            # An idle session too waits for the end of this turn of the loop: the answer that follows goes along.
            self._soon = True
            self._loop.call_soon(self._go)

    def answer(self, outbox: Outbox, frame: bytes) -> None:
        """Send an answer, after the changes that came before it."""
        if self._steps:
            self._answers.append((outbox, frame))
        else:
            self._reply(outbox, frame)

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
        self._at = at
        self._waiting.clear()
        for shared in self._shared.values():
            for group in (shared, *shared.own.values()):
                group.at, group.part = at, None
                group.answers.clear()
                group.own_waiting.clear()

    def flush(self) -> None:
        """Send everything now."""
        self._part_steps()
        self._tell_all(None)

    # --- inside

    def _go(self) -> None:
        self._soon = False
        self._part_steps()
        self._tell_all(self._loop.time())

    def _go_later(self) -> None:
        self._later = None
        self._go()

    def _part_steps(self) -> None:
        """Give each group its part of what has come."""
        steps, self._steps = self._steps, []
        if not steps:
            return
        self._at = steps[-1].to
        parts = self._parted(*merge(steps))
        everyones = parts.pop(ALL, None)
        if everyones is not None:
            for group in self._shared.values():
                group.take(everyones)
                self._waiting[group] = None
        for name, part in parts.items():
            if (shared := self._shared.get(name)) is not None:
                shared.take(part)
                self._waiting[shared] = None
            elif (home := self._seats.get(name)) is not None:
                home.own[name].take(part)
                home.own_waiting[home.own[name]] = None
                self._waiting[home] = None

    def _parted(self, put: Mapping[str, msgspec.Raw], drop: Iterable[str]) -> dict[str, _Part]:
        """Part changes by the groups that see them, looking at each key once; where nobody is, nothing is parted."""
        shared, seats = self._shared, self._seats
        parts: dict[str, _Part] = {}
        for key, raw in put.items():
            for name in groups_that_see(key):
                if name in shared or name in seats or name == ALL:
                    if name not in parts:
                        parts[name] = _Part({}, {})
                    parts[name].put[key] = raw
        for key in drop:
            for name in groups_that_see(key):
                if name in shared or name in seats or name == ALL:
                    if name not in parts:
                        parts[name] = _Part({}, {})
                    parts[name].drop[key] = None
        return parts

    def _tell_all(self, now: float | None) -> None:
        """Tell every group whose pace allows it, and the others later; without a time, everybody."""
        same: dict[tuple[int, Position], bytes] = {}  # frames of parts that groups share, by where they stand
        later: float | None = None
        answers, self._answers = self._answers, []
        for outbox, frame in answers:
            self._reply(outbox, frame)
        waiting = tuple(self._waiting)
        # What a socket is told leaves in one piece: now, unless they are so many that they have to take turns.
        at_once = sum(len(group.outboxes) for group in waiting) <= FEW
        for group in waiting:
            if now is not None and (due := group.next_at) > now:
                later = due if later is None else min(later, due)
                continue
            del self._waiting[group]
            self._tell(group, same, at_once=at_once)
        if later is not None and (self._later is None or later < self._later_at):
            if self._later is not None:
                self._later.cancel()
            self._later, self._later_at = self._loop.call_at(later + SHORTEST / 2, self._go_later), later
        if later is None and self._waiting_since:
            self._counts.fanout.add(perf_counter() - self._waiting_since)
            self._waiting_since = 0.0
        calls, self._then = self._then, []
        for call in calls:
            call()

    def _tell(self, group: _Group, same: dict[tuple[int, Position], bytes], *, at_once: bool) -> None:
        at, part = self._at or group.at, group.part
        if at_once and not group.own_waiting and part is not None:
            self._tell_few(group, at, part, same)
            return
        now = tuple(group.outboxes) if at_once else ()
        for outbox in now:
            outbox.hold()
        told: dict[Outbox, None] = {}
        for own in group.own_waiting:
            assert own.part is not None
            if part is None:
                self._send(own, self._delta(own.at, at, own.part), at)
            else:
                self._send(own, self._delta(group.at, at, part.and_then(own.part)), at)
                told |= own.outboxes
        group.own_waiting.clear()
        if part is not None:
            self._send(group, self._shared_delta(group, at, part, same), at, told)
        group.told_at = self._loop.time()
        answers, group.answers = group.answers, []
        for outbox, frame in answers:
            outbox.answer(frame)
        for outbox in now:
            outbox.let_go()

    def _tell_few(self, group: _Group, at: Position, part: _Part, same: dict[tuple[int, Position], bytes]) -> None:
        """Tell a small group what all of it sees: nearly every move ends here, so each socket costs one call."""
        frame = self._shared_delta(group, at, part, same)
        group.at, group.part = at, None
        group.told_at = now = self._loop.time()
        self._counts.deltas += 1
        answers, group.answers = group.answers, []
        theirs: dict[Outbox, list[bytes]] = {}
        for outbox, answer in answers:
            theirs.setdefault(outbox, []).append(answer)
        only = (frame,)
        for outbox in group.outboxes:
            outbox.deliver((frame, *theirs[outbox]) if outbox in theirs else only, now)

    def _shared_delta(self, group: _Group, at: Position, part: _Part, same: dict[tuple[int, Position], bytes]) -> bytes:
        key = id(part), group.at
        if key not in same:
            same[key] = self._delta(group.at, at, part)
        return same[key]

    def _send(self, group: _Group, frame: bytes, to: Position, told: Container[Outbox] = ()) -> None:
        """Send a frame to a group, but to those who were told all of it already."""
        group.at, group.part = to, None
        self._counts.deltas += 1
        for outbox in group.outboxes:
            if outbox not in told:
                outbox.delta(frame)

    def _reply(self, outbox: Outbox, frame: bytes) -> None:
        group = self._home.get(outbox)
        if group is not None and group.holds:
            group.answers.append((outbox, frame))
        else:
            outbox.answer(frame)

    def _delta(self, since: Position, to: Position, part: _Part) -> bytes:
        return self._encode(Delta(str(since), str(to), part.put, list(part.drop)))
