"""The one door: every move of a person, the host, the timekeeper or a bot is decided here.

``decide`` checks in this order: is the session open, may this actor do it, is the phase open, is it paused, is the team
theirs; then the phase's or role's own module decides, and the events that its changes bring about follow. A refusal
changes nothing. Nothing raises for what a person can cause. ``now`` is store time in milliseconds; the version that the
move will have names what it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from practicum.rules import (
    conditions,
    debrief,
    design,
    diagnose,
    facilitate,
    forget,
    injects,
    lobby,
    locks,
    measure,
    pitch,
    rating,
    run,
    talk,
    timers,
)
from practicum.rules.moves import MOVES, SPECS, Move
from practicum.rules.records import PHASES, Phase, PhaseName, Session
from practicum.rules.refusals import ENDED, NOT_ALLOWED, NOT_YOURS, PAUSED, Refusal, malformed
from practicum.rules.scene import By, Scene
from practicum.rules.state import Changes, Records
from practicum.scenario.model import Scenario

Handler = Callable[[Scene, Any], Changes | Refusal]

HANDLERS: dict[type[Move], Handler] = {
    **lobby.HANDLERS,
    **locks.HANDLERS,
    **forget.HANDLERS,
    **diagnose.HANDLERS,
    **design.HANDLERS,
    **measure.HANDLERS,
    **pitch.HANDLERS,
    **rating.HANDLERS,
    **run.HANDLERS,
    **debrief.HANDLERS,
    **facilitate.HANDLERS,
    **injects.HANDLERS,
    **talk.HANDLERS,
    **timers.HANDLERS,
}

# What was asked for before the end still arrives: nobody waits for a reveal that never comes. A person can be removed.
# And the seats' locks still work: an ended session is read for weeks, so a stolen link must not stay open, nor a lost
# one shut somebody out.
_LOCKS = frozenset({"seat.renew", "seat.close", "seat.link", "seat.reclaim", "seat.admit"})
_WHILE_ENDED = _LOCKS | {"note.put", "note.drop", "run.enter", "debrief.reveal", "seat.forget"}


def parse(do: str, arguments: Any) -> Move | Refusal:
    """Read a move that came over the wire or from the log."""
    spec = MOVES.get(do)
    if spec is None:
        return malformed(f"there is no move {do[:40]!r}")
    try:
        return msgspec.convert(arguments, spec.type)
    except msgspec.ValidationError as error:
        return malformed(f"{do}: {error}")


def decide(records: Records, scenario: Scenario, move: Move, by: By, now: int, version: int) -> Changes | Refusal:
    """Decide a move: its changes, or why not."""
    scene = Scene.at_time(records, scenario, by, now, version)
    refusal = _may(scene, move)
    if refusal is not None:
        return refusal
    decided = HANDLERS[type(move)](scene, move)
    if isinstance(decided, Refusal):
        return decided
    followed = conditions.follow(scene, decided)
    counted = talk.activity(scene, move)
    return followed.also(Changes(counted)) if counted else followed


def _may(scene: Scene, move: Move) -> Refusal | None:
    spec = SPECS[type(move)]
    session = scene.records.get("session", Session)
    if spec.do == "session.open":
        return None if session is None and scene.by.actor == "host" else NOT_ALLOWED
    if session is None:
        return NOT_ALLOWED
    if session.ended and spec.do not in _WHILE_ENDED:
        return ENDED
    if scene.by.actor not in spec.actors:
        return NOT_ALLOWED
    if scene.by.seat is not None and (scene.me is None or not scene.me.active):
        return NOT_ALLOWED
    return _open_now(scene, move)


def _open_now(scene: Scene, move: Move) -> Refusal | None:
    spec = SPECS[type(move)]
    team = getattr(move, "team", None)
    if team is not None and spec.do != "seat.move" and not scene.works_in(team):
        return NOT_YOURS
    phase = scene.records.the("phase", Phase)
    if spec.phases is not None and phase.phase not in spec.phases:
        return Refusal("phase.closed", _closed(phase.phase, spec.phases))
    if not spec.while_paused and not scene.clock.running and scene.by.actor == "participant":
        return PAUSED
    return None


def _closed(now: PhaseName, phases: frozenset[str]) -> str:
    first = next(phase for phase in PHASES if phase in phases)
    state = "has not begun yet" if PHASES.index(now) < PHASES.index(first) else "is closed"
    return f"{first.capitalize()} {state}. What you wrote is kept as a draft."
