"""What each strategy opens next, of what it could open now.

Rules:
- *Reads everything* takes the first in file order that it can pay for, until nothing is left that it can.
- *Trusts the sponsor* takes only what is free.
- *Expert* wants every candidate settled. It looks at the whole way to an exhibit, what must be opened first included,
  and takes the way that costs the fewest hours for each candidate that it settles. When all are settled it stops.
- *Random* takes whatever chance says, and stops when chance says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec

from practicum.scenario.catalogue import Exhibit
from practicum.scenario.model import Strategy
from practicum.strategies.chance import chance, shuffled
from practicum.strategies.verdict import settled

CLUE: Final = 0.1  # what an exhibit that settles nothing alone is worth, for each point that it says
STOPS: Final = 0.04  # how often somebody who opens at random has had enough


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence room as a team has it: tags, and the hours that are left."""

    closed: Collection[str]  # could be opened now
    opened: Collection[str]  # open, or on the way
    hours: float


def next_exhibit(
    strategy: Strategy, catalogue: Mapping[str, Exhibit], causes: Iterable[str], room: Room, seed: str
) -> str | None:
    """Say what to open next, or nothing when the strategy has read enough."""
    within = [tag for tag, exhibit in catalogue.items() if tag in room.closed and exhibit.hours <= room.hours + 1e-9]
    match strategy:
        case Strategy.READS_EVERYTHING:
            return next(iter(within), None)
        case Strategy.TRUSTS_THE_SPONSOR:
            return next((tag for tag in within if not catalogue[tag].hours), None)
        case Strategy.RANDOM:
            if not within or chance(seed, "stop", len(room.opened)) < STOPS:
                return None
            return shuffled(within, seed, "open")[0]
        case Strategy.EXPERT:
            return _cheapest_way(catalogue, tuple(causes), room)


def _cheapest_way(catalogue: Mapping[str, Exhibit], causes: tuple[str, ...], room: Room) -> str | None:
    """Give the first step of the cheapest way to be surer, for each candidate that it settles."""
    asked = [cause for cause in causes if not settled(catalogue, room.opened, cause)]
    best: tuple[float, float, str] | None = None
    for tag, exhibit in catalogue.items():
        if tag in room.opened or not any(exhibit.says.get(cause) for cause in asked):
            continue
        way = _way(catalogue, tag, room)
        hours = sum(catalogue[step].hours for step in way)
        if not way or hours > room.hours + 1e-9:
            continue
        after = {*room.opened, *way}
        worth = float(sum(settled(catalogue, after, cause) for cause in asked))
        worth += CLUE * sum(abs(exhibit.says.get(cause, 0.0)) for cause in asked) * (not worth)
        found = (hours / worth, hours, way[0])
        best = found if best is None or found[:2] < best[:2] else best
    return best[2] if best else None


def _way(catalogue: Mapping[str, Exhibit], tag: str, room: Room) -> list[str]:
    """Give what must be opened to open an exhibit, itself last; nothing if there is no way now."""
    way = [tag]
    while way[0] not in room.closed:
        first = catalogue[way[0]].needs
        if first is None or first in room.opened or first in way or first not in catalogue:
            return []
        way.insert(0, first)
    return way
