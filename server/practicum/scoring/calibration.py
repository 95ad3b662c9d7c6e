"""The calibration of a cause bet: how close a team's spread of 100 points is to the true shares.

Rules:
- C = 100 · (1 − ½ Σ|p − w|) over every candidate and "something else"; w are the true shares for the primary KPI, and
  "something else" has what they leave. One figure, no keyword matching, and it rewards honest doubt.
- The row earns points only for what is better than spreading evenly, because that takes no diagnosis.
- Points that a bet does not place are nowhere, and cost as much as wrong ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from practicum.scenario.model import Scenario

OTHER: Final = "other"  # something else: no candidate of the scenario
ROW_POINTS: Final = 10.0
CONFIRMING: Final = 20.0  # points on a cause that, with a supporting link, confirm it


class Calibration(msgspec.Struct, frozen=True):
    """How a bet compares with the truth and with an even bet, and the points that it earns."""

    figure: float
    even: float
    points: float


def true_shares(scenario: Scenario) -> dict[str, float]:
    """Give every candidate's share of the primary KPI's gap; decoys have none, the rest is something else."""
    shares = {cause: known.share.get(scenario.primary_kpi, 0.0) for cause, known in scenario.causes.items()}
    shares[OTHER] = round(max(1.0 - sum(shares.values()), 0.0), 9)
    return shares


def calibration(bet: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Give 100 for a bet that is the truth, 0 for one that has nothing in common with it."""
    candidates = {*bet, *shares}
    apart = sum(abs(bet.get(one, 0.0) / 100.0 - shares.get(one, 0.0)) for one in sorted(candidates))
    return round(100.0 * (1.0 - apart / 2.0), 6)


def even_calibration(shares: Mapping[str, float]) -> float:
    """Give the calibration of a bet that spreads evenly over the candidates."""
    return calibration(dict.fromkeys(shares, 100.0 / len(shares)), shares)


def calibrated(bet: Mapping[str, float], shares: Mapping[str, float]) -> Calibration:
    """Compare a bet with the truth and with an even bet, and give the row's points."""
    figure, even = calibration(bet, shares), even_calibration(shares)
    above = (figure - even) / (100.0 - even) if even < 100.0 else float(figure >= 100.0)
    return Calibration(figure=figure, even=even, points=round(ROW_POINTS * max(0.0, above), 2))


def confirmed(bet: Mapping[str, float], supported: frozenset[str]) -> frozenset[str]:
    """Give the causes that a team confirmed: enough points, and a link that supports them."""
    return frozenset(cause for cause, points in bet.items() if points >= CONFIRMING and cause in supported)
