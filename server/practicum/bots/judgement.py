"""How a bot judges: by words that a candidate, an exhibit and an intervention have in common, and by its dice.

A bot is no analyst. It reads what its team opened, counts, and leans a little to one side, so that teams differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from practicum.bots.chance import Dice
from practicum.bots.wire import Record

_WORD = re.compile(r"[a-zà-ÿ]{5,}")
POINTS = 100


def words(*texts: str) -> frozenset[str]:
    """Return the longer words of some texts, without endings."""
    return frozenset(word[:6] for text in texts for word in _WORD.findall(text.lower()))


def likeness(text: frozenset[str], other: frozenset[str]) -> int:
    """Count what two sets of words share."""
    return len(text & other)


def words_of_exhibit(exhibit: Record) -> frozenset[str]:
    """Return the words of an open exhibit."""
    chart = exhibit["chart"] or {}
    return words(exhibit["title"], exhibit["body"], exhibit["alt"], chart.get("finding", ""))


def beliefs(candidates: Mapping[str, Record], exhibits: Iterable[Record], chance: Dice) -> dict[str, float]:
    """Weigh the candidates of the bet by what was read."""
    read = [words_of_exhibit(exhibit) for exhibit in exhibits]
    return {
        cause: 0.5 + chance.random() * 2 + sum(likeness(words(record["label"]), text) for text in read)
        for cause, record in sorted(candidates.items())
    }


def spread_points(weights: Mapping[str, float]) -> dict[str, int]:
    """Turn weights into exactly 100 points."""
    total = sum(weights.values())
    points = {cause: int(POINTS * weight / total) for cause, weight in weights.items()}
    best = max(weights, key=lambda cause: weights[cause])
    points[best] += POINTS - sum(points.values())
    return points


def rank_items(
    items: Mapping[str, Record], labels: Mapping[str, str], points: Mapping[str, float], budget: float, chance: Dice
) -> list[str]:
    """Order interventions by how well they seem to fit the bet, what the sponsor asked for, and their price."""
    fit, ask, cheap = chance.uniform(0.2, 2), chance.uniform(-1, 3), chance.uniform(0, 2)

    def worth(item: str) -> float:
        record = items[item]
        about = words(record["label"], record["about"])
        matched = sum(likeness(words(labels[cause]), about) * share / POINTS for cause, share in points.items())
        price = float(record["cost"]) / max(1.0, budget)
        return fit * matched + ask * bool(record["asked"]) + cheap * (1 - price) + chance.random()

    worths = {item: worth(item) for item in sorted(items)}
    return sorted(worths, key=lambda item: (-worths[item], item))
