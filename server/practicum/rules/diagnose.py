"""The diagnose phase: the evidence room, the claim graph, the cause bet, the sign-off."""

from __future__ import annotations

from practicum.rules import bets, claims, evidence, signing
from practicum.rules.records import Record
from practicum.rules.scene import Scene


def enter(scene: Scene) -> dict[str, Record]:
    """Put what the phase begins with; what is there already stays."""
    return evidence.lay_out(scene)


HANDLERS = {**evidence.HANDLERS, **claims.HANDLERS, **bets.HANDLERS, **signing.HANDLERS}
