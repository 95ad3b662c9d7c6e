"""Proves from the store's log that every account of a session is true: Jepsen's method.

What it holds the server to, whatever broke meanwhile:

- *Log*: each entry leads on from the one before it, and was made no earlier; the records in the store are what the log
  comes to.
- *Moves*: told done, a move is in the log once, where it was told to be and as it was sent; refused, never; unknown, at
  most once. Nothing is in the log that nobody sent.
- *Time*: a move that was sent after another one was told done stands later in the log, whoever sent it.
- *Records*, *order*, *audience*: what each client was shown is what the log says, frame by frame (``copies``).
- *Timers*: each is fired once, not before its time, and none that is due is left at the end.

A failover may lose the end of a log (``lost_tail``). Then positions of the lost end are known by their nonce: what was
told of them is left out, and each client must have been led back by a whole welcome.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from practicum.bots.audience import kind_of
from practicum.bots.referee import differences
from practicum.bots.wire import Record, version_of
from tests.faults.copies import Fold, Reading
from tests.faults.history import Account, Move
from tests.faults.truth import Entry, Truth, apply

EARLY_MS = 50
"""How far a node's idea of the time may be off."""
OVERDUE_MS = 5_000


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
    fold = Fold(truth.log)
    for account in accounts:
        faults += [f"{account.who}: {what}" for what in Reading(account, fold, lost_tail=lost_tail).faults()]
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
        apply(records, entry)
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


def brief(faults: Sequence[str], most: int = 20) -> str:
    """Write faults for people, the first of each kind."""
    kinds = Counter(fault.split(":", 1)[0] for fault in faults)
    return "\n".join((*faults[:most], f"{len(faults)} in all: {dict(kinds)}" if faults else "nothing"))
