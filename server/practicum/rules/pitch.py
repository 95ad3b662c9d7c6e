"""The pitch phase: so many minutes a team, in an order drawn from the session's seed.

A turn is longer where the session gives pitches more time. The facilitator calls the next team; nobody is cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from practicum.rules.moves import Move, NextPitch
from practicum.rules.records import Pitch, Record, Seed
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene, members_by_team
from practicum.rules.state import Changes, Records

MINUTE = 60_000


def enter(scene: Scene) -> dict[str, Record]:
    """Draw the order of the teams that have somebody to speak; a redrawn order would be the same."""
    if "pitch" in scene.records:
        return {}
    seed = scene.records.the("seed", Seed).seed
    spoken_for = members_by_team(scene.records)
    speaking = [team for team in scene.teams if team in spoken_for]
    order = sorted(speaking, key=lambda team: hashlib.sha256(f"{seed}|pitch|{team}".encode()).hexdigest())
    return {"pitch": Pitch(order=tuple(order), current=0, ends_due=_ends(scene))}


def joined(records: Records, team: str) -> dict[str, Record]:
    """Put a team that gets its first member now at the end of an order that was drawn before."""
    pitch = records.get("pitch", Pitch)
    if pitch is None or team in pitch.order:
        return {}
    return {"pitch": replace(pitch, order=(*pitch.order, team))}


def next_pitch(scene: Scene, _move: NextPitch) -> Changes | Refusal:
    """Call the next team."""
    pitch = scene.records.the("pitch", Pitch)
    if pitch.current >= len(pitch.order):
        return Refusal("pitch.over", "Every team has pitched.")
    following = pitch.current + 1
    ends = _ends(scene) if following < len(pitch.order) else None
    return Changes({"pitch": replace(pitch, current=following, ends_due=ends)})


def _ends(scene: Scene) -> int:
    minutes = scene.scenario.phases.pitch.minutes_per_team * scene.stretched("pitch")
    return scene.due + int(minutes * MINUTE)


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {NextPitch: next_pitch}
