"""A session as this node knows it: what is on disk, typed for the rules and encoded for the wire.

Two sets of records are kept. The *confirmed* ones are what the store has confirmed: they alone are shown. Those *ahead*
include moves whose append is under way: the next move is decided on them, so that appends can be pipelined. When an
append fails for good, what was ahead is thrown away and decided again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from practicum.live.alike import typed
from practicum.live.clients import Clients
from practicum.live.frames import Decode, Done, Encode
from practicum.live.history import History, Step
from practicum.rules.audience import Viewer, sees
from practicum.rules.records import Seat, Session, Token
from practicum.rules.state import Changes, Records
from practicum.store.entries import Entry
from practicum.store.log import Stored
from practicum.store.positions import START

FEW = 4  # records, of which it would cost more to find those that are the same than to encode them


class LoggedMove(msgspec.Struct, frozen=True, rename={"arguments": "with"}):
    """What the log keeps of a move besides its changes. A stored format."""

    do: str
    arguments: Any
    actor: str
    seat: str | None
    now: int


class State:
    """One session's records, position, clients and recent history."""

    def __init__(self, encode: Encode, decode: Decode) -> None:
        self.encode = encode
        self.decode = decode
        self.records = Records()
        self.raws: dict[str, msgspec.Raw] = {}
        self.position = START
        self.now = 0
        self.clients = Clients()
        self.history = History()
        self.ahead = Records()
        self.ahead_at = START

    def load(self, stored: Stored) -> None:
        """Take over what the store holds, whatever was here."""
        read = {key: typed(self.decode, key, raw) for key, raw in stored.records.items()}
        self.raws = {key: raw for key, (raw, _) in read.items()}
        self.records = Records((key, record) for key, (_, record) in read.items())
        self.position = stored.position
        self.now = max(self.now, self._told_at(stored.move))
        self.clients.load(stored.clients)
        self.history.clear()
        self.fall_back()

    def fall_back(self) -> None:
        """Throw away what is ahead of the store."""
        self.ahead = self.records.copy()
        self.ahead_at = self.position

    def encoded(self, changes: Changes) -> dict[str, bytes]:
        """Encode what a move puts, once for the store and for every screen; what all teams are given, once for all."""
        if len(changes.put) <= FEW:
            return {key: self.encode(record) for key, record in changes.put.items()}
        encoded: dict[int, bytes] = {}
        for record in changes.put.values():
            if id(record) not in encoded:
                encoded[id(record)] = self.encode(record)
        return {key: encoded[id(record)] for key, record in changes.put.items()}

    def confirm(self, step: Step, changes: Changes) -> None:
        """Apply a step that the store has confirmed."""
        self.records.apply(changes)
        for key in step.drop:
            self.raws.pop(key, None)
        self.raws.update(step.put)
        self.position = step.to
        self.history.add(step)

    def foreign(self, entry: Entry) -> Step:
        """Apply an entry that another node appended, or this one before it was restarted."""
        changes = Changes({key: typed(self.decode, key, raw)[1] for key, raw in entry.put.items()}, tuple(entry.drop))
        step = step_of(entry)
        self.confirm(step, changes)
        # The other node's clock may be ahead of this one's: the session's time never goes back.
        self.now = max(self.now, self._told_at(entry.move))
        if entry.client is not None:
            row = self.clients.named(entry.client, entry.seat or "")
            row.settle(entry.id, self.encode(Done(entry.id, str(entry.position))))
        return step

    def seen_by(self, viewer: Viewer) -> dict[str, msgspec.Raw]:
        """Return every record that somebody may see."""
        return {key: raw for key, raw in self.raws.items() if sees(viewer, key)}

    def viewer(self, seat: str) -> Viewer | None:
        """Return a seat as a viewer, unless it was removed."""
        record = self.records.get(f"seat/{seat}", Seat)
        return Viewer(seat, record.role, record.team) if record is not None and record.active else None

    def token(self, hashed: str) -> Token | None:
        """Return what a token opens."""
        return self.records.get(f"token/{hashed}", Token)

    @property
    def opened(self) -> bool:
        """Say whether the session has had its first move."""
        return self.records.get("session", Session) is not None

    def _told_at(self, move: bytes) -> int:
        """Read when a logged move was made; 0 from bytes that are none."""
        logged = self.decode(move) if move else {}
        return int(logged.get("now", 0)) if isinstance(logged, dict) else 0


def step_of(entry: Entry) -> Step:
    """Read a log's entry as audiences learn of it."""
    return Step(entry.frm, entry.position, raws(entry.put), tuple(entry.drop))


def raws(put: Mapping[str, bytes]) -> dict[str, msgspec.Raw]:
    """Mark encoded records as such."""
    return {key: msgspec.Raw(raw) for key, raw in put.items()}


def touches(steps: Iterable[Step], key: str) -> bool:
    """Say whether any step puts or drops a key."""
    return any(key in step.put or key in step.drop for step in steps)
