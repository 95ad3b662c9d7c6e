"""Evidence discipline, counted: what a team's claims rest on, and where it looked, before its diagnosis was locked.

Rules:
- A link counts for the claim it belongs to; links and claims made after the lock don't count.
- A box is examined when a claim in it holds a link: naming a cause is not examining it.
- The first three of Gilbert's boxes are the environment's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from practicum.scenario.model import Box

ENVIRONMENT: Final = frozenset({Box.INFORMATION, Box.RESOURCES, Box.INCENTIVES})


class Claimed(msgspec.Struct, frozen=True):
    """A team's claim, as far as scoring looks at it."""

    id: str
    box: Box
    cause: str | None = None  # the candidate that it stands for
    made: int = 0  # session time


class Linked(msgspec.Struct, frozen=True):
    """An evidence link, as far as scoring looks at it."""

    claim: str
    evidence: str
    stance: Literal["supports", "contradicts"]
    strength: int = 1
    made: int = 0  # session time


class LinkCount(msgspec.Struct, frozen=True):
    """How many links support and how many contradict."""

    supporting: int
    contradicting: int


def before_lock(
    claims: Iterable[Claimed], links: Iterable[Linked], locked: int | None
) -> tuple[tuple[Claimed, ...], tuple[Linked, ...]]:
    """Keep what was made before the lock, and only links whose claim is there; no lock keeps everything."""
    kept = tuple(claim for claim in claims if locked is None or claim.made < locked)
    known = {claim.id for claim in kept}
    return kept, tuple(link for link in links if link.claim in known and (locked is None or link.made < locked))


def environment_examined(
    claims: Iterable[Claimed], links: Iterable[Linked], locked: int | None = None
) -> frozenset[Box]:
    """Give the environment's boxes that were examined before the lock."""
    kept, counted = before_lock(claims, links, locked)
    linked = {link.claim for link in counted}
    return frozenset(claim.box for claim in kept if claim.id in linked) & ENVIRONMENT


def link_count(claims: Iterable[Claimed], links: Iterable[Linked], locked: int | None = None) -> LinkCount:
    """Count the links that support and that contradict, made before the lock."""
    _, counted = before_lock(claims, links, locked)
    supporting = sum(link.stance == "supports" for link in counted)
    return LinkCount(supporting, len(counted) - supporting)


def supported_causes(claims: Iterable[Claimed], links: Iterable[Linked], locked: int | None = None) -> frozenset[str]:
    """Give the candidates that a claim with a supporting link stands for."""
    kept, counted = before_lock(claims, links, locked)
    supported = {link.claim for link in counted if link.stance == "supports"}
    return frozenset(claim.cause for claim in kept if claim.id in supported and claim.cause is not None)
