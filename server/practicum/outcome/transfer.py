"""Transfer: the share of trained people who apply what they learned, and how support moves it.

The curve is fitted to what training professionals perceive in 150 organisations (Saks & Belcourt 2006): 62 % at once,
44 % after half a year, 34 % after a year, which is taken to be the case of average support, S = 0.5. How strongly
support moves it (1.2 in logits from none to full) is an assumption.
"""

from __future__ import annotations

import math

import numpy as np

from practicum.outcome.timeline import YEAR
from practicum.outcome.world import Floats

LASTING = 0.215
FADING = 0.405
HALF_LIFE = 30.7  # weeks
SUPPORT_WEIGHT = 1.2  # logits; assumption
CAP = 0.98


def plain_transfer(age: float) -> float:
    """Give the share who apply it ``age`` weeks after training, with average support."""
    return LASTING + FADING * float(2.0 ** (-age / HALF_LIFE))


def transfer(age: float, support: float, floor_plus: float = 0.0) -> float:
    """Give the share who apply it ``age`` weeks after training, with this support."""
    plain = plain_transfer(age)
    odds = plain / (1.0 - plain) * math.exp(SUPPORT_WEIGHT * (support - 0.5))
    return min(odds / (1.0 + odds) + floor_plus, CAP)


def _odds_by_age() -> Floats:
    shares = [plain_transfer(age) for age in range(YEAR)]
    return np.array([share / (1.0 - share) for share in shares])


ODDS_BY_AGE = _odds_by_age()
"""The odds of applying it, by age in weeks, with average support: the table that many plans share."""


def support_factor(support: Floats) -> Floats:
    """Give what the odds are multiplied by, for each figure of support (math.exp: the same on every machine)."""
    flat = [math.exp(SUPPORT_WEIGHT * (float(figure) - 0.5)) for figure in support.ravel()]
    return np.array(flat).reshape(support.shape)
