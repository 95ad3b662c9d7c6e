"""What a facilitator's command would do, in words, before it is done.

The command is decided without being kept, and what it would change is summed up for people, with warnings of what they
may not have seen. Which events it would bring is told to facilitators alone: a team that could ask would find out what
the case holds before it does anything.
"""

from __future__ import annotations

from typing import cast

import msgspec

from practicum.rules import injects, rating, signing
from practicum.rules.decide import decide
from practicum.rules.moves import (
    BackPhase,
    CloseSeat,
    EndSession,
    ExtendClock,
    GrantHours,
    HoldInject,
    MixTeams,
    Move,
    MoveSeat,
    NextPhase,
    NextPitch,
    NextStep,
    PauseClock,
    RemoveSeat,
    RenameSeat,
    RenameTeam,
    ResumeClock,
    SayToAll,
    SayToTeam,
    SendInject,
)
from practicum.rules.records import PHASES, Help, Hours, InjectShown, Phase, Ready, Seat, Shelf, Signable
from practicum.rules.refusals import Refusal
from practicum.rules.scene import By, Scene, members
from practicum.rules.state import Changes, Records
from practicum.scenario.model import Scenario


class Preview(msgspec.Struct, frozen=True):
    """A sentence on what would happen, and warnings."""

    text: str
    warnings: tuple[str, ...] = ()


def preview(records: Records, scenario: Scenario, move: Move, by: By, now: int, version: int) -> Preview | Refusal:
    """Say what a move would do; nothing changes."""
    decided = decide(records, scenario, move, by, now, version)
    if isinstance(decided, Refusal):
        return decided
    scene = Scene.at_time(records, scenario, by, now, version)
    described = _describe(scene, move)
    if isinstance(move, SendInject) or by.actor != "facilitator":
        return described
    return Preview(described.text, (*described.warnings, *_brought(scene, decided)))


def _describe(scene: Scene, move: Move) -> Preview:  # noqa: PLR0912 -- one case a command
    people = _people(scene)
    match move:
        case NextPhase():
            to = PHASES[PHASES.index(scene.phase.phase) + 1]
            return Preview(f"Close {_title(scene.phase.phase)} and open {_title(to)} for {people}.", _forward(scene))
        case BackPhase():
            to = PHASES[PHASES.index(scene.phase.phase) - 1]
            text = f"Open {_title(to)} again for {people}. Nothing is lost, and stepping forward finds it all again."
            again = "Signatures are given anew." if to in signing.SIGNABLE else ""
            return Preview(text, (again,) if again else ())
        case PauseClock():
            return Preview("Freeze the clock for everybody. People can go on writing; bets and signing wait.")
        case ResumeClock():
            return Preview("Let the clock go on for everybody.")
        case ExtendClock(seconds):
            return Preview(f"Move the end of {_title(scene.phase.phase)} by {_minutes(seconds)} for {people}.")
        case SendInject():
            return _inject(scene, move)
        case SayToAll():
            return Preview(f"Show this to {people}. It stays in their messages.")
        case SayToTeam(team):
            return Preview(f"Show this to {_crew(scene, team)}. It stays in their messages.")
        case GrantHours(team, hours):
            return _hours(scene, team, hours)
        case HoldInject(inject, held):
            title = scene.records.the(f"shelf/{inject}", Shelf).title
            return Preview(
                f"Keep “{title}” back until you let it go." if held else f"Let “{title}” come by itself again."
            )
        case MoveSeat(seat, team):
            return _moved(scene, seat, team)
        case RemoveSeat(seat):
            name = scene.records.the(f"seat/{seat}", Seat).name
            return Preview(f"Take {name} out of the session. What {name} did stays with the team.")
        case CloseSeat(seat):
            name = scene.records.the(f"seat/{seat}", Seat).name
            return Preview(f"Close every link to {name}’s seat. {name} asks to be let back in by name.")
        case RenameSeat(seat, name):
            return Preview(f"Call {scene.records.the(f'seat/{seat}', Seat).name} {name.strip()} on every screen.")
        case RenameTeam(team, name):
            return Preview(f"Call team {scene.teams[team].name} {name.strip()} on every screen.")
        case MixTeams():
            return Preview(f"Mix {people} anew by field and years. Some will change team.")
        case NextPitch():
            return Preview("Call the next team to pitch.")
        case NextStep():
            return Preview("Play the next three months for every team now.", _unanswered(scene))
        case EndSession():
            return Preview(
                f"End the session for {people}. Everything is kept and can be read, but nothing can be changed.",
                ()
                if scene.phase.phase == "debrief"
                else (f"The session is in {_title(scene.phase.phase)}, before the end.",),
            )
        case _:
            return Preview("This can be done now.")


def _forward(scene: Scene) -> tuple[str, ...]:
    """Warn of who is not done yet."""
    warnings: list[str] = []
    phase = scene.phase
    if phase.phase in signing.SIGNABLE:
        unsigned = _unsigned(scene, phase)
        if unsigned:
            warnings.append(f"{_count(len(unsigned), 'team has', 'teams have')} not signed off: {_list(unsigned)}.")
    else:
        ready = scene.records.under(f"ready/{phase.phase}.{phase.round}", Ready)
        waiting = [
            seat.name
            for name, seat in scene.records.under("seat", Seat).items()
            if seat.active and seat.role == "participant" and not (name in ready and ready[name].ready)
        ]
        if waiting and phase.phase in ("lobby", "brief"):
            warnings.append(f"{_count(len(waiting), 'person is', 'people are')} not ready: {_list(waiting)}.")
    empty = [team.name for name, team in scene.teams.items() if not members(scene.records, name)]
    if empty and phase.phase == "lobby":
        warnings.append(f"{_count(len(empty), 'team has', 'teams have')} nobody in it: {_list(empty)}.")
    calling = [scene.teams[team].name for team in scene.records.under("help", Help) if team in scene.teams]
    if calling:
        warnings.append(f"{_count(len(calling), 'team waits', 'teams wait')} for your help: {_list(calling)}.")
    if phase.phase == "pitch":
        warnings += _unlocked(scene)
    return (*warnings, *(_unanswered(scene) if phase.phase in ("pitch", "run") else ()))


def _unlocked(scene: Scene) -> list[str]:
    """Warn of ratings that were begun and not locked: once the year begins to show, they can't be any more."""
    if rating.results_shown(scene.records):
        return []
    seats = scene.records.under("seat", Seat)
    open_still = {
        seats[seat].name
        for team in scene.teams
        for seat, one in rating.ratings_of(scene.records, team).items()
        if not one.locked
    }
    return [f"Ratings that are not locked will not count: {_list(sorted(open_still))}."] if open_still else []


def _unsigned(scene: Scene, phase: Phase) -> list[str]:
    result = []
    for name, team in scene.teams.items():
        count, of = signing.agreed(scene.records, name, cast("Signable", phase.phase), phase.round)
        if of and count < of:
            result.append(team.name)
    return result


def _unanswered(scene: Scene) -> tuple[str, ...]:
    waiting = [
        team.name
        for name, team in scene.teams.items()
        if members(scene.records, name) and injects.unanswered(scene.records, name)
    ]
    if not waiting:
        return ()
    return (f"{_count(len(waiting), 'team has', 'teams have')} an event without an answer: {_list(waiting)}.",)


def _inject(scene: Scene, move: SendInject) -> Preview:
    shelf = scene.records.the(f"shelf/{move.inject}", Shelf)
    to = [team for team in dict.fromkeys(move.teams or scene.teams) if team not in shelf.sent_to]
    names = [scene.teams[team].name for team in to]
    if not names:
        return Preview("Every team named has had this already; nothing would be sent.")
    had = len(shelf.sent_to)
    warning = (f"{_count(had, 'team has', 'teams have')} had it already and will not get it twice.",) if had else ()
    return Preview(f"Send “{shelf.title}” to {_list(names)}.", warning)


def _moved(scene: Scene, seat: str, team: str) -> Preview:
    record = scene.records.the(f"seat/{seat}", Seat)
    name = scene.teams[team].name
    if record.team == team:
        return Preview(f"{record.name} is in {name} already; nothing would change.")
    text = f"Move {record.name} to {name}. {record.name} will see {name}’s board; the work stays with the old team."
    alone = record.team is not None and len(members(scene.records, record.team)) == 1
    return Preview(text, (f"{scene.teams[record.team].name} will have nobody left.",) if alone and record.team else ())


def _hours(scene: Scene, team: str, hours: float) -> Preview:
    has = scene.records.the(f"hours/{team}", Hours)
    left = has.budget - has.spent + hours
    does = (
        f"Give {scene.teams[team].name} {hours:g} h"
        if hours >= 0
        else f"Take {-hours:g} h from {scene.teams[team].name}"
    )
    return Preview(f"{does}. The team then has {left:g} h left of {has.budget + hours:g} h.")


def _crew(scene: Scene, team: str) -> str:
    return f"{_count(len(members(scene.records, team)), 'person', 'people')} in {scene.teams[team].name}"


def _brought(scene: Scene, changes: Changes) -> tuple[str, ...]:
    """Say which events a command would bring about, and for whom."""
    coming: dict[str, list[str]] = {}
    for key, record in changes.put.items():
        if isinstance(record, InjectShown) and key not in scene.records:
            _, team, _ = key.split("/")
            coming.setdefault(record.title, []).append(scene.teams[team].name)
    return tuple(f"This brings “{title}” to {_list(names)}." for title, names in coming.items())


def _people(scene: Scene) -> str:
    count = sum(1 for seat in scene.records.under("seat", Seat).values() if seat.active and seat.role == "participant")
    return _count(count, "person", "people")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _list(names: list[str]) -> str:
    shown = names[:6]
    rest = len(names) - len(shown)
    if rest:
        return ", ".join(shown) + f" and {rest} more"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _minutes(seconds: int) -> str:
    minutes = seconds / 60
    sign = "+" if minutes >= 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(minutes):g} min"


def _title(phase: str) -> str:
    return phase.capitalize()
