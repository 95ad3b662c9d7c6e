"""Session time: a clock that pauses, in milliseconds. All due times are in it, so a pause moves them all at once."""

from __future__ import annotations

import math

from practicum.rules.records import Clock


def session_time(clock: Clock, now: int) -> int:
    """Turn server time into session time."""
    return clock.due + int(max(0, now - clock.at) * clock.rate) if clock.running else clock.due


def server_time(clock: Clock, due: int) -> int | None:
    """Turn a session time into the server time at which it comes, or None while paused."""
    if not clock.running:
        return None
    at = clock.at + math.ceil((due - clock.due) / clock.rate)
    # A rate that is no whole number rounds: a timer that fires a millisecond early would not be due.
    return at if session_time(clock, at) >= due or at < clock.at else at + 1


def paused(clock: Clock, now: int) -> Clock:
    """Stop the clock where it is."""
    return Clock(at=now, due=session_time(clock, now), running=False, rate=clock.rate)


def resumed(clock: Clock, now: int) -> Clock:
    """Let the clock go on from where it stopped."""
    return Clock(at=now, due=session_time(clock, now), running=True, rate=clock.rate)
