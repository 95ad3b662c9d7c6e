"""Due times: which timers a session has, when the earliest comes in server time, and what firing does.

Firing is an ordinary move of the timekeeper that drops the timer, so that it happens once on any number of nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practicum.rules import clock, evidence, injects, run
from practicum.rules.moves import Move, TimeUp
from practicum.rules.records import Clock, Session, Timer
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, Records

DUE_BY = frozenset({"session", "clock", "timer"})
"""The kinds of record on which it hangs what is due when."""


def due_at(records: Records) -> int | None:
    """Give the server time in ms of the session's earliest due time; None when there is none, or it is paused."""
    timers = records.under("timer", Timer)
    if not timers:
        return None
    session = records.get("session", Session)
    ticking = records.get("clock", Clock)
    if ticking is None or session is None or session.ended:
        return None
    return clock.server_time(ticking, min(timer.due for timer in timers.values()))


def time_up(scene: Scene, _move: TimeUp) -> Changes | Refusal:
    """Fire every timer whose time has come, the earliest first."""
    due = sorted(
        (timer.due, name, timer)
        for name, timer in scene.records.under("timer", Timer).items()
        if timer.due <= scene.due and scene.clock.running
    )
    changes = Changes({})
    for _, name, timer in due:
        changes = changes.also(Changes({}, (f"timer/{name}",))).also(_fire(scene, timer))
    return changes


def _fire(scene: Scene, timer: Timer) -> Changes:
    if timer.what == "arrive":
        return Changes(evidence.arrive(scene, timer.team, timer.id))
    if timer.what == "inject":
        return Changes(injects.sent(scene, timer.id, scene.teams))
    if timer.what == "unanswered":
        return Changes({})  # that it is gone has the team's conditions looked at
    return Changes(run.step_due(scene))


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {TimeUp: time_up}
