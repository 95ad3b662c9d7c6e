"""Chance without dice: a figure that follows from a seed and from what it is about, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def chance(*about: object) -> float:
    """Give a figure from 0 up to 1."""
    text = "|".join(str(each) for each in about)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest()) / float(1 << 48)


def shuffled(things: Iterable[Thing], *about: object) -> list[Thing]:
    """Put things into an order of chance."""
    return sorted(things, key=lambda thing: (chance(*about, thing), str(thing)))
