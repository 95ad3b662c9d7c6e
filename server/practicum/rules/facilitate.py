"""What facilitators steer: phases, the clock, people, notes, the end.

Looking never moves anyone; a step forward or back is a move of its own. Stepping back keeps every record: the phase
that opens again gets a new round, so signatures and readiness of the old one stay but don't count, and stepping forward
again finds everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from practicum.rules import bets, clock, design, diagnose, injects, measure, pitch, run, signing
from practicum.rules.lobby import holder_of
from practicum.rules.moves import (
    AdmitSeat,
    BackPhase,
    DropNote,
    EndSession,
    ExtendClock,
    GrantHours,
    Move,
    MoveSeat,
    NextPhase,
    PauseClock,
    PutNote,
    RemoveSeat,
    RenameSeat,
    ResumeClock,
)
from practicum.rules.names import tidy
from practicum.rules.records import (
    PHASES,
    BriefShown,
    Hours,
    KpiShown,
    Note,
    Phase,
    PhaseName,
    Reclaim,
    Record,
    Seat,
    Session,
    Token,
)
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, to_map

MINUTE = 60_000
REOPENED = 5 * MINUTE  # what a phase gets when it opens again after its time


def next_phase(scene: Scene, move: NextPhase) -> Changes | Refusal:
    """Close the phase and open the next one."""
    if move.leaving not in (None, scene.phase.phase):
        return _moved_on(scene)
    here = PHASES.index(scene.phase.phase)
    if here + 1 >= len(PHASES):
        return Refusal("phase.last", "The debrief is the last phase. End the session when you are done.")
    return _go(scene, PHASES[here + 1], again=False)


def back_phase(scene: Scene, move: BackPhase) -> Changes | Refusal:
    """Open the phase before this one again; nothing is lost."""
    if move.leaving not in (None, scene.phase.phase):
        return _moved_on(scene)
    here = PHASES.index(scene.phase.phase)
    if here == 0:
        return Refusal("phase.first", "The lobby is the first phase.")
    return _go(scene, PHASES[here - 1], again=True)


def _moved_on(scene: Scene) -> Refusal:
    """Refuse a step that was meant for a phase that is no longer here: a second click, or a second facilitator."""
    return Refusal("stale", f"The session is in {scene.phase.phase.capitalize()} already.", to_map(scene.phase))


def _go(scene: Scene, to: PhaseName, *, again: bool) -> Changes:
    old = scene.phase
    rounds = dict(old.rounds)
    rounds[to] = rounds.get(to, 0) + 1 if again or to not in rounds else rounds[to]
    left = dict(old.left)
    if old.ends_due is not None:
        left[old.phase] = max(0, old.ends_due - scene.due)
    phase = Phase(
        phase=to,
        round=rounds[to],
        rounds=rounds,
        started_due=scene.due,
        ends_due=_ends(scene, to, left.pop(to, None)),
        left=left,
        began_at={to: scene.at, **old.began_at},
    )
    changes = Changes(signing.decisions(scene), run.leave()).also(injects.unscheduled(scene))
    changes = changes.also(Changes({"phase": phase}))
    after = scene.with_changes(changes)
    return changes.also(Changes(_enter(after, to))).also(Changes(injects.scheduled(after, to, scene.due)))


def _ends(scene: Scene, to: PhaseName, left: int | None) -> int | None:
    minutes = {entry.phase: entry.minutes for entry in scene.records.the("session", Session).agenda}
    if to not in minutes:
        return None
    whole = int(minutes[to] * MINUTE)
    return scene.due + (whole if left is None else max(left, min(REOPENED, whole)))


def _enter(scene: Scene, to: PhaseName) -> dict[str, Record]:
    """Put what a phase begins with."""
    match to:
        case "brief":
            return {"brief": brief(scene)}
        case "diagnose":
            return diagnose.enter(scene)
        case "design":
            return design.enter(scene)
        case "measure":
            return measure.enter(scene)
        case "pitch":
            return pitch.enter(scene)
        case "run":
            return run.enter(scene)
        case _:
            return {}


def brief(scene: Scene) -> BriefShown:
    """Write what teams are told first."""
    scenario = scene.scenario
    return BriefShown(
        request=scenario.brief.request,
        sponsor=scenario.brief.sponsor,
        about=scenario.company.about,
        since=scenario.brief.since,
        kpis=tuple(
            KpiShown(name, kpi.label, kpi.unit, kpi.good, kpi.baseline, kpi.attainable)
            for name, kpi in scenario.kpis.items()
        ),
        asks=tuple(scenario.interventions[item].label for item in scenario.sponsor_asks),
    )


def pause_clock(scene: Scene, _move: PauseClock) -> Changes | Refusal:
    """Freeze the session's clock."""
    if not scene.clock.running:
        return Changes({})
    return Changes({"clock": clock.paused(scene.clock, scene.at)})


def resume_clock(scene: Scene, _move: ResumeClock) -> Changes | Refusal:
    """Let the session's clock go on."""
    if scene.clock.running:
        return Changes({})
    return Changes({"clock": clock.resumed(scene.clock, scene.at)})


def extend_clock(scene: Scene, move: ExtendClock) -> Changes | Refusal:
    """Move the phase's end, never to before now."""
    phase = scene.phase
    if phase.ends_due is None:
        return Refusal("no.end", "This phase has no end of its own.")
    base = phase.ends_due if move.seconds < 0 else max(phase.ends_due, scene.due)
    return Changes({"phase": replace(phase, ends_due=max(scene.due, base + move.seconds * 1000))})


def move_seat(scene: Scene, move: MoveSeat) -> Changes | Refusal:
    """Move a person to another team; the work stays with the team."""
    seat = _participant(scene, move.seat)
    if seat is None:
        return unknown("person")
    if move.team not in scene.teams:
        return unknown("team")
    if seat.team == move.team:
        return Changes({})
    put: dict[str, Record] = {f"seat/{move.seat}": replace(seat, team=move.team)}
    if seat.team is not None:
        put |= bets.settle(scene.records, seat.team, leaving=move.seat)
    put |= bets.settle(scene.records, move.team, joining={move.seat: seat})
    return Changes(put | pitch.joined(scene.records, move.team))


def rename_seat(scene: Scene, move: RenameSeat) -> Changes | Refusal:
    """Correct a person's name; no two active people have the same."""
    seat = scene.records.get(f"seat/{move.seat}", Seat)
    name = tidy(move.name)
    if seat is None:
        return unknown("person")
    if not name:
        return Refusal("name.missing", "Give a name.")
    holder = holder_of(scene.records.under("seat", Seat), name)
    if holder not in (None, move.seat):
        return Refusal("name.taken", f"Somebody called {name} is already here.")
    return Changes({f"seat/{move.seat}": replace(seat, name=name)})


def remove_seat(scene: Scene, move: RemoveSeat) -> Changes | Refusal:
    """Take a person out of the session; what they did stays with the team."""
    seat = scene.records.get(f"seat/{move.seat}", Seat)
    if seat is None:
        return unknown("person")
    facilitators = [s for s in scene.records.under("seat", Seat).values() if s.role == "facilitator" and s.active]
    if seat.role == "facilitator" and len(facilitators) == 1:
        return Refusal("not.allowed", "A session keeps at least one facilitator.")
    put: dict[str, Record] = {f"seat/{move.seat}": replace(seat, active=False)}
    if seat.team is not None:
        put |= bets.settle(scene.records, seat.team, leaving=move.seat)
    return Changes(put)


def admit_seat(scene: Scene, move: AdmitSeat) -> Changes | Refusal:
    """Let somebody back into the seat that they ask for, or not."""
    if scene.records.get(f"reclaim/{move.seat}", Reclaim) is None:
        return Changes({})
    waiting = {
        name: token
        for name, token in scene.records.under("token", Token).items()
        if token.waits and token.seat == move.seat
    }
    request = (f"reclaim/{move.seat}",)
    if move.admit:
        return Changes({f"token/{name}": replace(token, waits=False) for name, token in waiting.items()}, request)
    return Changes({}, (*request, *(f"token/{name}" for name in waiting)))


def grant_hours(scene: Scene, move: GrantHours) -> Changes | Refusal:
    """Give a team more analyst hours, or take unspent ones back."""
    hours = scene.records.get(f"hours/{move.team}", Hours)
    if hours is None:
        return Refusal("phase.closed", "Analyst hours begin with diagnose.")
    return Changes({f"hours/{move.team}": replace(hours, budget=max(hours.spent, hours.budget + move.hours))})


def put_note(scene: Scene, move: PutNote) -> Changes | Refusal:
    """Keep a facilitator's private note, stamped with the session's time."""
    key = f"note/{move.id}"
    existing = scene.records.get(key, Note)
    return Changes(
        {key: Note(text=move.text.strip(), by=scene.seat, noted_due=existing.noted_due if existing else scene.due)}
    )


def drop_note(scene: Scene, move: DropNote) -> Changes | Refusal:
    """Remove a note."""
    key = f"note/{move.id}"
    return Changes({}, (key,)) if key in scene.records else Changes({})


def end_session(scene: Scene, _move: EndSession) -> Changes | Refusal:
    """End the session for everybody; everything stays to be read."""
    session = scene.records.the("session", Session)
    return Changes(
        {"session": replace(session, ended=True), "clock": clock.paused(scene.clock, scene.at)}
        | signing.decisions(scene)
    )


def _participant(scene: Scene, seat: str) -> Seat | None:
    record = scene.records.get(f"seat/{seat}", Seat)
    return record if record is not None and record.active and record.role == "participant" else None


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    NextPhase: next_phase,
    BackPhase: back_phase,
    PauseClock: pause_clock,
    ResumeClock: resume_clock,
    ExtendClock: extend_clock,
    MoveSeat: move_seat,
    RenameSeat: rename_seat,
    RemoveSeat: remove_seat,
    AdmitSeat: admit_seat,
    GrantHours: grant_hours,
    PutNote: put_note,
    DropNote: drop_note,
    EndSession: end_session,
}
