"""Noise: one draw for each key, so that the world is the same for everybody who asks.

A draw's key is text (``seed|stream|kpi|unit|week``); its uniform figure is the first eight bytes of the key's SHA-256,
its normal figure the inverse normal of that. So draws don't depend on order, a further metric or team moves none, and
all teams of a session live in one world on every node.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np

from practicum.outcome.timeline import HISTORY, YEAR
from practicum.outcome.world import Floats
from practicum.scenario.model import Noise

REMEMBERED: Final = 13  # draws that the slow part of the noise looks back on
OWN: Final = 0.8
COMMON: Final = 0.6
_NORMAL: Final = NormalDist()


def uniform(key: str) -> float:
    """Give the key's figure, above 0 and below 1."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    return min((number + 0.5) / 2.0**64, math.nextafter(1.0, 0.0))


def normal(key: str) -> float:
    """Give the key's standard normal figure."""
    return _NORMAL.inv_cdf(uniform(key))


@lru_cache(maxsize=4096)
def _own(seed: str, kpi: str, unit: str, phi: float) -> Floats:
    first = -HISTORY - REMEMBERED + 1
    draws = np.array([normal(f"{seed}|ar|{kpi}|{unit}|{week}") for week in range(first, YEAR)])
    weeks = HISTORY + YEAR
    slow = np.zeros(weeks)
    for back in range(REMEMBERED):
        slow = phi * slow + math.sqrt(1.0 - phi * phi) * draws[back : back + weeks]
    slow.flags.writeable = False
    return slow


@lru_cache(maxsize=2048)
def _common(seed: str, kpi: str) -> Floats:
    draws = np.array([normal(f"{seed}|common|{kpi}|{week}") for week in range(-HISTORY, YEAR)])
    draws.flags.writeable = False
    return draws


def noise(seed: str, kpi_id: str, spec: Noise, unit: str = "T") -> Floats:
    """Give weeks −26…51 of a KPI's noise in one unit."""
    return spec.sd * (OWN * _own(seed, kpi_id, unit, spec.phi) + COMMON * _common(seed, kpi_id))
