"""What a move that was told ``done`` must have changed by then, as far as the mover can see it.

Only moves whose effect can be named for sure are here: one key, and with it the revision that the move asked for. A
later change by somebody else only raises the revision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Arguments = dict[str, Any]

# do → the key that holds what the move put; the version is that of the move's position.
_EFFECTS: dict[str, Callable[[Arguments, str, int], str]] = {
    "chat.say": lambda a, _seat, version: f"chat/{a['team']}/{version}",
    "say.all": lambda _a, _seat, version: f"say/{version}",
    "needs.set": lambda _a, seat, _version: f"needs/{seat}",
    "evidence.open": lambda a, _seat, _version: f"evidence/{a['team']}/{a['evidence']}",
    "claim.put": lambda a, _seat, _version: f"claim/{a['team']}/{a['id']}",
    "link.put": lambda a, _seat, _version: f"link/{a['team']}/{a['claim']}.{a['evidence']}",
    "gap.put": lambda a, _seat, _version: f"gap/{a['team']}",
    "bet.put": lambda _a, seat, _version: f"bet/{seat}",
    "plan.put": lambda a, _seat, _version: f"plan/{a['team']}/{a['item']}",
    "metric.put": lambda a, _seat, _version: f"metric/{a['team']}/{a['instrument']}",
    "note.put": lambda a, _seat, _version: f"note/{a['id']}",
}


def effect_of(do: str, arguments: Arguments, seat: str, version: int) -> str | None:
    """Name the key that must show a move's effect, or None when that can't be said."""
    effect = _EFFECTS.get(do)
    return effect(arguments, seat, version) if effect is not None else None


def shows(record: dict[str, Any] | None, arguments: Arguments) -> bool:
    """Say whether a record can be what the move left, or something later."""
    if record is None:
        return False
    if "revision" in arguments and "revision" in record:
        return bool(record["revision"] > arguments["revision"])
    return record.get("state") not in ("closed", "locked")
