"""What is removed of a person, from the records and from every move of the log, by one and the same rule.

- *The person's own* goes: name, field, years, needs, tokens, bet, what they said in chat or to all, calls for help,
  facilitator's notes, a rater's notes. So do the requests to be let back in under that name.
- *The team's work* stays: claims, links, notes on exhibits, the gap, plan, metrics, signatures, answers to events, and
  a rater's levels, which are part of a team's score. It stays by a seat that is now called "A removed person".
- Their name is taken out of everything that anybody typed, as a whole word: a name of several words in any spelling of
  its capitals, a single word as it was written, since it may be a word of the language. A name of one or two letters
  is not looked for. Letters with accents are found in either way of writing them. What the case itself says is left
  alone.

Stored maps are read as plain maps: the log holds records of all ages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import msgspec

from practicum.rules import bets
from practicum.rules.moves import ForgetSeat, Move
from practicum.rules.records import Record, Seat
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, from_map, to_map

REMOVED = "A removed person"
NOTHING = "(removed)"
SHORTEST = 3

_GIVEN = re.compile(r"(Facilitator|Observer|Rater)( \d+)?")
_WAYS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")  # an accent with its letter, or after it
_SAID = frozenset({"chat", "say", "help", "note"})
_OF_THE_CASE = frozenset(
    "evidence case truth reveal brief person request item instrument shelf anchors inject cause".split()
)
_OWN_TEXT = frozenset({"chat.say", "say.all", "help.ask", "needs.set", "note.put"})


class Person(msgspec.Struct, frozen=True):
    """Who is removed: the seat, and every name that it ever had."""

    seat: str
    names: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What the names look like in a text; None when none can be looked for."""
        return _pattern(self.names)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    looked_for = {name for name in names if len(name) >= SHORTEST and not _GIVEN.fullmatch(name)}
    written = looked_for | {unicodedata.normalize(way, name) for name in looked_for for way in _WAYS}
    found = sorted(written, key=len, reverse=True)
    if not found:
        return None
    several = [r"\s+".join(re.escape(part) for part in name.split()) for name in found if len(name.split()) > 1]
    single = [re.escape(name) for name in found if len(name.split()) == 1]
    parts = [f"(?i:{'|'.join(several)})"] if several else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts + single)})(?!\w)")


def without_names(thing: Any, pattern: re.Pattern[str] | None) -> Any:
    """Take the names out of every text in plain maps and lists; the keys of maps are ids, and stay."""
    if pattern is None:
        return thing
    if isinstance(thing, str):
        return pattern.sub(REMOVED, thing)
    if isinstance(thing, Mapping):
        return {key: without_names(value, pattern) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [without_names(value, pattern) for value in thing]
    return thing


def names_in(put: Mapping[str, Any], seat: str) -> set[str]:
    """Collect the names that a move gave to a seat."""
    found = {put[key].get("name", "") for key in (f"seat/{seat}", f"reclaim/{seat}") if key in put}
    return found - {"", REMOVED}


def without(key: str, plain: dict[str, Any], person: Person, pattern: re.Pattern[str] | None) -> dict[str, Any] | None:
    """Take a person out of a record; None when the whole of it goes."""
    kind, *parts = key.split("/")
    seat = person.seat
    if key in (f"needs/{seat}", f"bet/{seat}", f"reclaim/{seat}"):
        return None
    if kind == "token":
        return None if plain.get("seat") == seat else plain
    if key == f"seat/{seat}":
        return {**plain, "name": REMOVED, "field": "", "years": None, "active": False}
    if kind in _SAID and plain.get("by") == seat:
        return None
    if kind == "rating" and parts[0] == seat:
        plain = {**plain, "notes": {}}
    return plain if kind in _OF_THE_CASE else without_names(plain, pattern)


def without_in_move(
    do: str, arguments: Any, by: str | None, put: Mapping[str, Any], person: Person, pattern: re.Pattern[str] | None
) -> Any:
    """Take a person out of a move's arguments; ``put`` is what the move put, before anything was taken out of it."""
    if not isinstance(arguments, Mapping):
        return arguments
    seat, told = person.seat, dict(arguments)
    if by == seat:
        if do in _OWN_TEXT:
            told["text"] = NOTHING
        if do == "bet.put":
            told["points"] = {}
        if do == "rating.put":
            told["note"] = ""
    about = told.get("seat") == seat or (do == "seat.reclaim" and f"reclaim/{seat}" in put)
    if about:
        gone: dict[str, Any] = {"name": REMOVED, "field": "", "years": None, "token_hash": "", "names": []}
        if do == "session.open":
            gone = {"token_hash": ""}  # its name is the session's
        told |= {name: value for name, value in gone.items() if name in told}
    return without_names(told, pattern)


def forget_seat(scene: Scene, move: ForgetSeat) -> Changes | Refusal:
    """Remove what is kept about a person; the team's work stays with the team."""
    seat = scene.records.get(f"seat/{move.seat}", Seat)
    if seat is None:
        return unknown("person")
    leading = [s for s in scene.records.under("seat", Seat).values() if s.role == "facilitator" and s.active]
    if seat.active and seat.role == "facilitator" and len(leading) == 1:
        return Refusal("not.allowed", "A session keeps at least one facilitator.")
    person = Person(move.seat, frozenset({*move.names, seat.name} - {REMOVED}))
    pattern = person.pattern
    put: dict[str, Record] = {}
    drop: list[str] = []
    settled = bets.settle(scene.records, seat.team, leaving=move.seat) if seat.active and seat.team else {}
    for key, record in scene.records.items():
        if key in settled:
            continue
        before = to_map(record)
        after = without(key, before, person, pattern)
        if after is None:
            drop.append(key)
        elif after != before:
            put[key] = from_map(key, after)
    return Changes(settled | put, tuple(drop))


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {ForgetSeat: forget_seat}
