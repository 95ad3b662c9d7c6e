"""Moves of the facilitator: phases and clock, events, words to all, help, people and teams, own notes."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from practicum.rules.moves.base import FACILITATOR, Id, Move, Name, Text, move
from practicum.rules.records import PhaseName


@move("phase.next", FACILITATOR)
class NextPhase(Move, frozen=True):
    """Close the phase; ``leaving`` is the one that the mover saw, so that two clicks don't go two phases."""

    leaving: PhaseName | None = None


@move("phase.back", FACILITATOR)
class BackPhase(Move, frozen=True):
    """Open the phase before; ``leaving`` as in ``phase.next``."""

    leaving: PhaseName | None = None


@move("clock.pause", FACILITATOR)
class PauseClock(Move, frozen=True):
    pass


@move("clock.resume", FACILITATOR)
class ResumeClock(Move, frozen=True):
    pass


@move("clock.extend", FACILITATOR)
class ExtendClock(Move, frozen=True):
    """Move the phase's end; a negative figure brings it nearer, never before now."""

    seconds: Annotated[int, Meta(ge=-14_400, le=14_400)]


@move("inject.send", FACILITATOR)
class SendInject(Move, frozen=True):
    """Send an inject to teams; an empty list means all that have not had it."""

    inject: Id
    teams: Annotated[tuple[Id, ...], Meta(max_length=200)]


@move("inject.hold", FACILITATOR)
class HoldInject(Move, frozen=True):
    """Keep a scheduled inject from sending itself, or let it again."""

    inject: Id
    held: bool


@move("say.all", FACILITATOR)
class SayToAll(Move, frozen=True):
    text: Annotated[str, Meta(min_length=1, max_length=2000)]


@move("help.see", FACILITATOR)
class SeeHelp(Move, frozen=True):
    team: Id


@move("help.done", FACILITATOR)
class EndHelp(Move, frozen=True):
    team: Id


@move("hours.grant", FACILITATOR)
class GrantHours(Move, frozen=True):
    team: Id
    hours: Annotated[float, Meta(ge=-100, le=100)]


@move("seat.move", FACILITATOR)
class MoveSeat(Move, frozen=True):
    seat: Id
    team: Id


@move("seat.rename", FACILITATOR)
class RenameSeat(Move, frozen=True):
    seat: Id
    name: Name


@move("seat.remove", FACILITATOR)
class RemoveSeat(Move, frozen=True):
    seat: Id


@move("seat.admit", FACILITATOR)
class AdmitSeat(Move, frozen=True):
    """Answer somebody who asks to be let back into a seat."""

    seat: Id
    admit: bool


@move("seat.close", FACILITATOR)
class CloseSeat(Move, frozen=True):
    """Let no link open a seat any more: who was in it is out, and asks to be let back in by name."""

    seat: Id


@move("teams.mix", FACILITATOR, ("lobby",))
class MixTeams(Move, frozen=True):
    """Mix all participants anew by field and years."""


@move("pitch.next", FACILITATOR, ("pitch",))
class NextPitch(Move, frozen=True):
    pass


@move("run.next", FACILITATOR, ("run",))
class NextStep(Move, frozen=True):
    """Play the next three months now; ``after`` is the last step that the mover saw."""

    after: int | None = None


@move("note.put", FACILITATOR)
class PutNote(Move, frozen=True):
    id: Id
    text: Text


@move("note.drop", FACILITATOR)
class DropNote(Move, frozen=True):
    id: Id


@move("session.end", FACILITATOR)
class EndSession(Move, frozen=True):
    pass
