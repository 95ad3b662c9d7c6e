"""Dice with a seed: every bot rolls its own, so that a rehearsal can be repeated as far as the network allows."""

from __future__ import annotations

import hashlib
import random

Dice = random.Random


def dice(seed: int | str, *names: object) -> Dice:
    """Make dice of their own for whoever is named."""
    return random.Random("/".join(str(name) for name in (seed, *names)))  # noqa: S311 - meant to be repeatable


def share(of: str, parts: int) -> int:
    """Say which of so many parts something falls to, the same in every process."""
    return int.from_bytes(hashlib.blake2b(of.encode(), digest_size=4).digest()) % max(1, parts)
