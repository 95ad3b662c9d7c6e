"""Holds what each client was shown to the log: frame by frame, what its copy comes to.

- *Records*: after each frame a client's records are those of the log up to its position, filtered by who may see them:
  so nothing was left out, repeated wrongly, or put in another order, and nothing was ahead.
- *Order*: a delta begins no later than where its client stands; only a whole welcome leads back.
- *Audience*: no key outside the audience in any frame, and no word of another team's, wherever it might hide.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from practicum.bots.audience import is_own, why_not
from practicum.bots.referee import differences
from practicum.bots.wire import Copy, Message, Record, pack, version_of
from tests.faults.history import Account
from tests.faults.truth import Entry, apply

SPACE = 1 << 64
MARK = "⟦{}⟧"
"""How a text names its team; another team must never read it."""


class Fold:
    """What the log comes to at each of its versions, for each audience, as a sum of hashes of records."""

    def __init__(self, log: Sequence[Entry]) -> None:
        self.log = log
        self.positions = ["0-0", *(entry.position for entry in log)]
        self._digests: dict[tuple[str, str | None], list[int]] = {}
        self._own: dict[str, tuple[list[int], list[Record | None]]] = defaultdict(lambda: ([], []))
        for entry in log:
            for key in filter(is_own, (*entry.drop, *entry.put)):
                self._own[key][0].append(entry.version)
                self._own[key][1].append(entry.put.get(key))

    def holds(self, position: str) -> bool:
        """Say whether a position is in the log."""
        version = version_of(position)
        return version < len(self.positions) and self.positions[version] == position

    def digest(self, role: str, team: str | None, version: int) -> int:
        """Return the digest of what an audience sees at a version."""
        audience = (role, team if role == "participant" else None)
        if audience not in self._digests:
            self._digests[audience] = list(self._sums(*audience))
        return self._digests[audience][version]

    def _sums(self, role: str, team: str | None) -> Iterator[int]:
        hashes: dict[str, int] = {}
        total = 0
        yield total
        for entry in self.log:
            for key in entry.drop:
                total -= hashes.pop(key, 0)
            for key, record in entry.put.items():
                if not is_own(key) and why_not(role, team, "", key) is None:
                    new = _hash(key, record)
                    total += new - hashes.get(key, 0)
                    hashes[key] = new
            total %= SPACE
            yield total

    def seen(self, role: str, team: str | None, version: int) -> dict[str, Record]:
        """Return what an audience sees at a version, for a message."""
        records: dict[str, Record] = {}
        for entry in self.log[:version]:
            apply(records, entry)
        return {key: r for key, r in records.items() if not is_own(key) and why_not(role, team, "", key) is None}

    def own_at(self, key: str, version: int) -> Record | None:
        """Return what a seat's own key was at a version."""
        versions, values = self._own[key]
        place = bisect_right(versions, version)
        return values[place - 1] if place else None


class Reading:
    """One client's frames, read once more beside the log."""

    def __init__(self, account: Account, fold: Fold, *, lost_tail: bool) -> None:
        self._account = account
        self._fold = fold
        self._lost_tail = lost_tail
        self._copy = Copy()
        self._hashes: dict[str, int] = {}
        self._digest = 0
        self._own: set[str] = set()  # what is a seat's own and was shown, at any time

    def faults(self) -> Iterator[str]:
        """Say what is wrong; after the first wrong digest the rest would only repeat it."""
        fresh = {number for number, _ in self._account.opened_at}
        welcomed = False
        for number, frame in enumerate(self._account.frames):
            if number in fresh:
                welcomed = False
            message = frame.message
            yield from self._audience(frame.raw, message)
            if message["t"] == "here":
                continue
            if message["t"] == "welcome":
                welcomed = True
                back = version_of(message["at"]) < version_of(self._copy.at)
                if back and not message["whole"]:
                    yield f"a welcome led back from {self._copy.at} to {message['at']} and was not whole"
                self._copy.welcome(message)
            elif not welcomed:
                yield f"a delta to {message['to']} came before the welcome"
            elif not self._copy.delta(message):
                yield f"a delta from {message['from']} left a gap at {self._copy.at}"
                return
            wrong = self._compare(message)
            if wrong is not None:
                yield wrong
                return

    def _audience(self, raw: bytes, message: Message) -> Iterator[str]:
        role, team = self._place() if message["t"] != "welcome" else (message["seat"]["role"], message["seat"]["team"])
        for key in (*message.get("put", ()), *message.get("drop", ())):
            reason = why_not(role, team, self._account.seat, key)
            if reason is not None:
                yield f"a frame held what is not for a {role} of team {team}: {reason}"
        if role == "participant" and team is not None:
            mark = MARK.format(team).encode()
            opening = MARK.split("{", maxsplit=1)[0].encode()
            if raw.count(opening) != raw.count(mark):
                yield f"a frame held words of another team than {team}"

    def _compare(self, message: Message) -> str | None:
        """Hold the copy, as it is after a frame, to the log at its position."""
        self._count(message)
        at, (role, team) = self._copy.at or "0-0", self._place()
        if not self._fold.holds(at):
            if self._lost_tail:
                return None
            return f"was at {at}, which is not in the log"
        seat = self._copy.records.get(f"seat/{self._account.seat}")
        if seat is None or (seat["role"], seat["team"]) != (role, team):
            return None  # between a move to another team and the welcome that follows
        version = version_of(at)
        if self._digest != self._fold.digest(role, team, version):
            mine = {key: record for key, record in self._copy.records.items() if not is_own(key)}
            found = differences(mine, self._fold.seen(role, team, version))[:3]
            return f"has other records at {at} than the log: {'; '.join(found)}"
        self._own |= {key for key in message["put"] if is_own(key)}
        for key in self._own:
            mine, should = self._copy.records.get(key), self._fold.own_at(key, version)
            if mine != should:
                return f"has other records at {at} than the log: {key} is {mine}, not {should}"
        return None

    def _count(self, message: Message) -> None:
        if message["t"] == "welcome" and message["whole"]:
            self._hashes, self._digest = {}, 0
        for key in message["drop"]:
            self._digest -= self._hashes.pop(key, 0)
        for key, record in message["put"].items():
            if not is_own(key):
                new = _hash(key, record)
                self._digest += new - self._hashes.get(key, 0)
                self._hashes[key] = new
        self._digest %= SPACE

    def _place(self) -> tuple[str, str | None]:
        return str(self._copy.seat.get("role", "")), self._copy.seat.get("team")


def _hash(key: str, record: Record) -> int:
    return int.from_bytes(hashlib.blake2b(pack({key: record}), digest_size=8).digest())
