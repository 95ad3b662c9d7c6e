"""Refusals: a stable code and a sentence for people. A refusal is a value; it changed nothing."""

from __future__ import annotations

from typing import Any

import msgspec


class Refusal(msgspec.Struct, frozen=True):
    """Why a move was not accepted; ``now`` is the current value for ``stale``."""

    code: str
    message: str
    now: dict[str, Any] | None = None


def malformed(detail: str) -> Refusal:
    """Refuse arguments that don't have the shape of the move."""
    return Refusal("malformed", f"This could not be read: {detail}.")


def unknown(what: str) -> Refusal:
    """Refuse a move that names something that isn't there."""
    return Refusal("unknown", f"There is no such {what} here any more.")


NOT_YOURS = Refusal("not.yours", "This belongs to another team, or you are no longer in it.")
NOT_ALLOWED = Refusal("not.allowed", "Your seat can’t do this.")
PAUSED = Refusal("paused", "The session is paused. What you wrote is kept; this waits until it goes on.")
ENDED = Refusal("session.ended", "This session has ended. Everything is kept as it was.")
