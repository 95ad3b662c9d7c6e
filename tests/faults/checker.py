"""Proves from the store's log that every account of a session is true: Jepsen's method.

What it holds the server to, whatever broke meanwhile:

- *Log*: each entry leads on from the one before it, and was made no earlier; the records in the store are what the log
  comes to.
- *Moves*: told done, a move is in the log once, where it was told to be and as it was sent; refused, never; unknown, at
  most once. Nothing is in the log that nobody sent.
- *Time*: a move that was sent after another one was told done stands later in the log, whoever sent it.
- *Records*: after each frame a client's records are those of the log up to its position, filtered by who may see them:
  so nothing was left out, repeated wrongly, or put in another order. What is a seat's own comes in the log's order.
- *Order*: a delta begins no later than where its client stands; only a whole welcome leads back.
- *Audience*: no key outside the audience in any frame, and no word of another team's, wherever it might hide.
- *Timers*: each is fired once, not before its time, and none that is due is left at the end.

A failover may lose the end of a log (``lost_tail``). Then positions of the lost end are known by their nonce: what was
told of them is left out, and each client must have been led back by a whole welcome.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgpack
import msgspec

from practicum.bots.audience import is_own, kind_of, why_not
from practicum.bots.referee import differences
from practicum.bots.wire import Copy, Message, Record, pack, version_of
from tests.faults.history import Account, Move

SPACE = 1 << 64
MARK = "⟦{}⟧"
"""How a text names its team; another team must never read it."""
EARLY_MS = 50
"""How far a node's idea of the time may be off."""
OVERDUE_MS = 5_000


class Entry(msgspec.Struct, frozen=True):
    """A move of the log, decoded."""

    position: str
    frm: str
    do: str
    arguments: Message
    now: int
    client: str | None
    id: int
    put: dict[str, Record]
    drop: tuple[str, ...]

    @property
    def version(self) -> int:
        """Where in the log it stands."""
        return version_of(self.position)


class Truth(msgspec.Struct, frozen=True):
    """What the store holds of a session when all is over."""

    log: Sequence[Entry]
    records: Mapping[str, Record]
    now: int = 0


class Verdict(msgspec.Struct, frozen=True):
    """What the checker found, and how much it looked at."""

    faults: tuple[str, ...]
    moves: int
    unknown: int
    unknown_happened: int
    lost: int  # told done, and lost with a tail
    frames: int
    timers: int


def check(truth: Truth, accounts: Sequence[Account], *, lost_tail: bool = False) -> Verdict:
    """Hold all accounts of a session against its log."""
    faults: list[str] = []
    by_client = defaultdict(list)
    for entry in truth.log:
        if entry.client is not None:
            by_client[entry.client, entry.id].append(entry)
    faults += _log(truth)
    faults += _timers(truth)
    lost = 0
    for account in accounts:
        faults += [f"{account.who}: {what}" for what in (*account.unreadable, *account.contradictions)]
        for what in _moves(account, by_client, lost_tail=lost_tail):
            if what == LOST:
                lost += 1
            else:
                faults.append(f"{account.who}: {what}")
    faults += _sent_by_nobody(accounts, by_client)
    faults += _in_time(accounts, by_client)
    fold = _Fold(truth.log)
    for account in accounts:
        faults += [f"{account.who}: {what}" for what in _Reading(account, fold, lost_tail=lost_tail).faults()]
    moves = [move for account in accounts for move in account.moves.values()]
    unknown = [(account, move) for account in accounts for move in account.moves.values() if move.outcome == "unknown"]
    return Verdict(
        tuple(faults),
        len(moves),
        len(unknown),
        sum((account.name, move.id) in by_client for account, move in unknown),
        lost,
        sum(len(account.frames) for account in accounts),
        sum(entry.do == "time.up" for entry in truth.log),
    )


# --- the log itself


def _log(truth: Truth) -> Iterator[str]:
    at, records, now = "0-0", dict[str, Record](), 0
    for entry in truth.log:
        if entry.now < now:
            yield f"log: {entry.position} was made at {entry.now}, before the move that stands before it"
        now = entry.now
        if entry.frm != at or entry.version != version_of(at) + 1:
            yield f"log: {entry.position} leads on from {entry.frm}, and stands after {at}"
        at = entry.position
        _apply(records, entry)
    for what in differences(truth.records, records)[:5]:
        yield f"log: the records in the store are not what the log comes to: {what}"


def _timers(truth: Truth) -> Iterator[str]:
    waiting: dict[str, Record] = {}
    clock: Record = {"at": 0, "due": 0, "running": False, "rate": 1.0}
    for entry in truth.log:
        if entry.do == "time.up":
            yield from _fired(entry, waiting, _due(clock, entry.now))
        for key in entry.drop:
            waiting.pop(key, None)
        for key, record in entry.put.items():
            if kind_of(key) == "timer":
                waiting[key] = record
            if key == "clock":
                clock = record
    if truth.now and clock["running"] and not truth.records.get("session", {}).get("ended"):
        for key, record in waiting.items():
            late = (_due(clock, truth.now) - record["due"]) / clock.get("rate", 1.0)
            if late > OVERDUE_MS:
                yield f"timers: {key} was due {late / 1000:.1f} s ago and has not been fired"


def _fired(entry: Entry, waiting: Mapping[str, Record], due: float) -> Iterator[str]:
    fired = [key for key in entry.drop if kind_of(key) == "timer"]
    if not fired:
        yield f"timers: {entry.position} fired nothing"
    for key in fired:
        if key not in waiting:
            yield f"timers: {entry.position} fired {key} again"
        elif waiting[key]["due"] > due + EARLY_MS:
            yield f"timers: {entry.position} fired {key} before its time"


def _due(clock: Record, now: int) -> float:
    return float(clock["due"] + (now - clock["at"]) * clock.get("rate", 1.0) if clock["running"] else clock["due"])


# --- moves

LOST = "lost with the tail"


def _moves(account: Account, by_client: Mapping[tuple[str, int], list[Entry]], *, lost_tail: bool) -> Iterator[str]:
    for move in account.moves.values():
        found = by_client.get((account.name, move.id), [])
        if len(found) > 1:
            places = ", ".join(entry.position for entry in found)
            yield f"move {move.id} is in the log {len(found)} times, at {places}"
        if found and (
            found[0].do != move.do
            or any(found[0].arguments.get(name) != value for name, value in move.arguments.items())
        ):
            yield f"move {move.id} is in the log as something else, at {found[0].position}"
        if move.outcome == "refused" and found and move.code != "forgotten":
            yield f"move {move.id} was refused ({move.code}) and is in the log, at {found[0].position}"
        if move.outcome == "done" and not found:
            yield LOST if lost_tail else f"move {move.id} was told done at {move.at} and is not in the log"
        # Told done twice by a history that was lost and one that was not, it may stand elsewhere than first told.
        if move.outcome == "done" and found and found[0].position != move.at and not lost_tail:
            yield f"move {move.id} was told done at {move.at} and is in the log at {found[0].position}"


def _sent_by_nobody(accounts: Sequence[Account], by_client: Mapping[tuple[str, int], list[Entry]]) -> Iterator[str]:
    known = {(account.name, id) for account in accounts for id in account.moves}
    clients = {account.name for account in accounts}
    for (client, id), entries in by_client.items():
        if client in clients and (client, id) not in known:
            yield f"log: {entries[0].position} holds move {id} of {client}, which was never sent"


def _in_time(accounts: Sequence[Account], by_client: Mapping[tuple[str, int], list[Entry]]) -> Iterator[str]:
    happened: list[tuple[int, Move, str]] = []
    for account in accounts:
        for move in account.moves.values():
            found = by_client.get((account.name, move.id), [])[:1]
            happened += [(entry.version, move, account.who) for entry in found]
    happened.sort(key=lambda found: found[0])
    latest, whose = 0.0, ""
    for version, move, who in happened:
        if move.outcome == "done" and move.told < latest:
            yield f"time: {who}'s move {move.id} stands at {version}, after {whose}, sent when it was done already"
        if move.sent > latest:
            latest, whose = move.sent, f"{who}'s move {move.id}"


# --- records


def _apply(records: dict[str, Record], entry: Entry) -> None:
    for key in entry.drop:
        records.pop(key, None)
    records.update(entry.put)


class _Fold:
    """What the log comes to at each of its versions, for each audience, as a sum of hashes of records."""

    def __init__(self, log: Sequence[Entry]) -> None:
        self.log = log
        self.positions = ["0-0", *(entry.position for entry in log)]
        self._digests: dict[tuple[str, str | None], list[int]] = {}
        self._own: dict[str, tuple[list[int], list[Record]]] = defaultdict(lambda: ([], []))
        for entry in log:
            for key, record in entry.put.items():
                if is_own(key):
                    self._own[key][0].append(entry.version)
                    self._own[key][1].append(record)

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
            _apply(records, entry)
        return {key: r for key, r in records.items() if not is_own(key) and why_not(role, team, "", key) is None}

    def own_from(self, key: str, version: int, record: Record) -> int | None:
        """Find the version, not before the given one, that gave a seat's own key this value."""
        versions, values = self._own[key]
        for place in range(bisect_left(versions, version), len(versions)):
            if values[place] == record:
                return versions[place]
        return None

    def own_at(self, key: str, version: int) -> Record | None:
        """Return what a seat's own key was at a version."""
        versions, values = self._own[key]
        place = bisect_right(versions, version)
        return values[place - 1] if place else None


class _Reading:
    """One client's frames, read once more beside the log."""

    def __init__(self, account: Account, fold: _Fold, *, lost_tail: bool) -> None:
        self._account = account
        self._fold = fold
        self._lost_tail = lost_tail
        self._copy = Copy()
        self._hashes: dict[str, int] = {}
        self._digest = 0
        self._own_at: dict[str, int] = {}

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
        return self._compare_own(message, version)

    def _compare_own(self, message: Message, version: int) -> str | None:
        """Hold what is a seat's own to the log: it may come ahead of its position, but never go back."""
        if message["t"] == "welcome" and message["whole"]:
            self._own_at.clear()
        for key, record in message["put"].items():
            if is_own(key):
                known = self._own_at.get(key, 0)
                found = self._fold.own_from(key, known, record)
                if found is None and self._lost_tail:
                    # It came ahead of its position, and was lost with what followed.
                    self._own_at.pop(key, None)
                    continue
                if found is None:
                    return f"{key} is not what the log has from {known} on"
                self._own_at[key] = found
        for key, at in self._own_at.items():
            if at <= version and self._copy.records.get(key) != self._fold.own_at(key, version):
                return f"{key} is older than its position {self._copy.at}"
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


def decode(raw: bytes) -> Any:
    """Decode a record as a client does."""
    return msgpack.unpackb(raw)


def brief(faults: Sequence[str], most: int = 20) -> str:
    """Write faults for people, the first of each kind."""
    kinds = Counter(fault.split(":", 1)[0] for fault in faults)
    return "\n".join((*faults[:most], f"{len(faults)} in all: {dict(kinds)}" if faults else "nothing"))
