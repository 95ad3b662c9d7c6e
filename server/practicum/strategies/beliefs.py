"""What each strategy believes after its reading: its bet of 100 points, its claims, and what it pins to them.

Rules:
- *Reads everything* believes what most exhibits speak for, and pins no exhibit that speaks against it.
- *Trusts the sponsor* believes what the request implies: the causes that the wanted items act on, and those that free
  exhibits name; it pins what it has read to them.
- *Expert* gives a cause that was shown the share that the exhibits let one work out, to the nearest five points,
  nothing to one that was refuted, and spreads the rest over what is still open, "something else" included. It pins
  what speaks for a candidate and what speaks against it.
- *Random* spreads and pins by chance.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

import msgspec

from practicum.scenario.catalogue import Exhibit
from practicum.scenario.expressions import item_of
from practicum.scenario.model import Box, Cause, Scenario, Strategy
from practicum.scoring.calibration import OTHER
from practicum.scoring.evidence import ENVIRONMENT
from practicum.strategies.chance import chance, shuffled
from practicum.strategies.verdict import verdict

POINTS: Final = 100
STEP: Final = 5  # an expert bets in steps of so many points
PINS: Final = 3  # exhibits pinned to a claim, for each side
PEOPLE: Final = frozenset({Box.KNOWLEDGE, Box.CAPACITY, Box.MOTIVES})


class Pin(msgspec.Struct, frozen=True):
    """An exhibit that is pinned to the claim for a candidate."""

    cause: str
    evidence: str
    stance: Literal["supports", "contradicts"]
    strength: int = 1


class Belief(msgspec.Struct, frozen=True):
    """What a team believes, and on what grounds; claims stand for candidates, in the order of writing."""

    bet: dict[str, int]
    claims: tuple[str, ...]
    pins: tuple[Pin, ...]


def believe(
    strategy: Strategy, scenario: Scenario, catalogue: Mapping[str, Exhibit], opened: Collection[str], seed: str
) -> Belief:
    """Say what a strategy makes of the exhibits that it has opened."""
    read = {tag: exhibit for tag, exhibit in catalogue.items() if tag in opened}
    match strategy:
        case Strategy.READS_EVERYTHING:
            weights = {cause: _spoken_for(read, cause) for cause in scenario.causes}
            named = [cause for cause, weight in weights.items() if weight > 0]
            return Belief(spread(weights), tuple(named), _pins(read, named, against=False))
        case Strategy.TRUSTS_THE_SPONSOR:
            implied = implied_by_request(scenario, catalogue)
            weights = {cause: float(cause in implied) for cause in scenario.causes}
            pins = tuple(
                Pin(cause, tag, "supports") for cause in implied for tag in [*read] if cause in read[tag].says
            ) or tuple(Pin(cause, tag, "supports") for cause in implied for tag in [*read][:1])
            return Belief(spread(weights), implied, pins)
        case Strategy.EXPERT:
            return _expert(scenario, catalogue, read)
        case Strategy.RANDOM:
            weights = {cause: chance(seed, "bet", cause) ** 3 for cause in (*scenario.causes, OTHER)}
            claimed = shuffled(scenario.causes, seed, "claims")[: 1 + int(3 * chance(seed, "many"))]
            pinned = [
                Pin(cause, tag, "supports" if chance(seed, "stance", cause, tag) < 0.7 else "contradicts")
                for cause in claimed
                for tag in shuffled(read, seed, "pin", cause)[:2]
            ]
            return Belief(spread(weights), tuple(claimed), tuple(pinned))


def implied_by_request(scenario: Scenario, catalogue: Mapping[str, Exhibit]) -> tuple[str, ...]:
    """Give the candidates that the sponsor's wish takes for granted."""
    asked = [scenario.interventions[item_of(text).intervention] for text in scenario.sponsor_asks]
    acted = {cause for item in asked for cause in (*item.on, *item.teaches)}
    free = [exhibit for exhibit in catalogue.values() if _free(exhibit)]
    named = {cause for exhibit in free for cause in exhibit.says}
    implied = acted | named or {cause for cause, known in scenario.causes.items() if known.box in PEOPLE}
    return tuple(cause for cause in scenario.causes if cause in implied) or tuple(scenario.causes)


def spread(weights: Mapping[str, float]) -> dict[str, int]:
    """Turn weights into exactly 100 points; with no weight at all, they are spread evenly."""
    total = sum(weights.values())
    even = total <= 0
    whole = {cause: POINTS * (1 / len(weights) if even else weight / total) for cause, weight in weights.items()}
    points = {cause: int(part + 1e-9) for cause, part in whole.items()}
    order = sorted(points, key=lambda cause: (points[cause] - whole[cause], cause))
    for cause in order[: POINTS - sum(points.values())]:
        points[cause] += 1
    return {cause: part for cause, part in points.items() if part}


def _expert(scenario: Scenario, catalogue: Mapping[str, Exhibit], read: Mapping[str, Exhibit]) -> Belief:
    primary = scenario.primary_kpi
    held = {cause: verdict(catalogue, read, cause) for cause in scenario.causes}
    bet = {
        cause: int(STEP * round(POINTS * known.share.get(primary, 0.0) / STEP))
        for cause, known in scenario.causes.items()
        if held[cause] == "shown"
    }
    rest = max(POINTS - sum(bet.values()), 0)
    unsure = [cause for cause in scenario.causes if held[cause] == "open"]
    for number, cause in enumerate([*unsure, OTHER]):
        of = len(unsure) + 1
        bet[cause] = rest // of + (number < rest % of)
    claimed = sorted(
        (cause for cause in scenario.causes if held[cause] != "open"),
        key=lambda cause: (scenario.causes[cause].box not in ENVIRONMENT, -bet.get(cause, 0)),
    )
    return Belief(_whole(bet), tuple(claimed), _pins(read, claimed, against=True))


def _whole(bet: Mapping[str, int]) -> dict[str, int]:
    """Take points from the largest until there are a hundred: rounding up may have made more."""
    points = {cause: part for cause, part in bet.items() if part > 0}
    while (over := sum(points.values()) - POINTS) > 0:
        largest = max(points, key=lambda cause: points[cause])
        points[largest] -= min(over, STEP)
    return points


def _pins(read: Mapping[str, Exhibit], claims: Collection[str], *, against: bool) -> tuple[Pin, ...]:
    pins: list[Pin] = []
    for cause in claims:
        said = sorted(
            ((-abs(exhibit.says[cause]), tag) for tag, exhibit in read.items() if exhibit.says.get(cause)),
        )
        supporting = [tag for _, tag in said if read[tag].says[cause] > 0][:PINS]
        pins += [Pin(cause, tag, "supports", _strength(read[tag], cause)) for tag in supporting]
        if against:
            speaking = [tag for _, tag in said if read[tag].says[cause] < 0][:PINS]
            pins += [Pin(cause, tag, "contradicts", _strength(read[tag], cause)) for tag in speaking]
    return tuple(pins)


def _strength(exhibit: Exhibit, cause: str) -> int:
    """Give how strongly a pin is meant, 1 to 3."""
    return min(max(round(abs(exhibit.says[cause])), 1) + exhibit.decisive, 3)


def _spoken_for(read: Mapping[str, Exhibit], cause: str) -> float:
    return float(sum(max(exhibit.says.get(cause, 0.0), 0.0) for exhibit in read.values()))


def _free(exhibit: Exhibit) -> bool:
    return not exhibit.hours and exhibit.needs is None and exhibit.needs_inject is None


def real_causes(scenario: Scenario) -> dict[str, Cause]:
    """Give the causes that hold a share of the primary figure's gap."""
    primary = scenario.primary_kpi
    return {cause: known for cause, known in scenario.causes.items() if known.share.get(primary, 0.0) > 0}
