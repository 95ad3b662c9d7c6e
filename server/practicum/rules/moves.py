"""Everything that can be done in a session: each move's name, arguments, and who may make it, when.

Rules:
- A move is imperative (``claim.put``) and may arrive twice; what it puts is named by its own ids.
- ``phases`` says in which phases it is open; None means in every phase. ``while_paused`` says whether a pause stops it:
  a pause stops what commits or spends (bets, signing, ready, opening evidence, asking, answers to injects), never text.
- A move on a team's work names that ``team``; a seat that is no longer there is told ``not.yours``.
- Moves of the ``host`` (the web layer) and of the ``timekeeper`` can't come over a socket.
- Limits on text are here, so that a client can learn them from the generated types' documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from practicum.rules.records import (
    AgreedRow,
    HumanRow,
    Isolation,
    PhaseName,
    RevealedTeam,
    Role,
    Score,
    Signable,
    Stance,
)
from practicum.scenario.model import Box

Actor = Literal["participant", "facilitator", "observer", "rater", "host", "timekeeper"]

Id = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+\Z")]
Line = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=4000)]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Figure = Annotated[float, Meta(ge=-1e12, le=1e12)]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a seat, the host or the timekeeper does: the arguments of one move."""


class Spec(msgspec.Struct, frozen=True):
    """A move's name, its arguments' type, and who may make it, when."""

    do: str
    type: type[Move]
    actors: frozenset[str]
    phases: frozenset[str] | None
    while_paused: bool


MOVES: dict[str, Spec] = {}
SPECS: dict[type[Move], Spec] = {}
M = TypeVar("M", bound=Move)

TEAM_WORK: frozenset[str] = frozenset({"participant", "facilitator"})
FACILITATOR: frozenset[str] = frozenset({"facilitator"})
RATERS: frozenset[str] = frozenset({"rater", "facilitator"})
HOST: frozenset[str] = frozenset({"host"})
TIMEKEEPER: frozenset[str] = frozenset({"timekeeper"})


def _move(
    do: str, actors: frozenset[str], phases: tuple[PhaseName, ...] | None = None, *, while_paused: bool = True
) -> Callable[[type[M]], type[M]]:
    """Declare a move's type with its name and its conditions."""

    def declare(cls: type[M]) -> type[M]:
        spec = Spec(do, cls, actors, None if phases is None else frozenset(phases), while_paused)
        MOVES[do] = SPECS[cls] = spec
        return cls

    return declare


# --- in every phase


@_move("chat.say", TEAM_WORK)
class SayToTeam(Move, frozen=True):
    team: Id
    text: Annotated[str, Meta(min_length=1, max_length=2000)]


@_move("seat.ready", frozenset({"participant"}), while_paused=False)
class SetReady(Move, frozen=True):
    ready: bool


@_move("help.ask", frozenset({"participant"}))
class AskHelp(Move, frozen=True):
    text: Line


@_move("help.cancel", frozenset({"participant"}))
class CancelHelp(Move, frozen=True):
    pass


@_move("needs.set", frozenset({"participant"}))
class SetNeeds(Move, frozen=True):
    text: Annotated[str, Meta(max_length=1000)]


@_move("team.rename", TEAM_WORK)
class RenameTeam(Move, frozen=True):
    team: Id
    name: Annotated[str, Meta(min_length=1, max_length=40)]


@_move("inject.answer", TEAM_WORK, while_paused=False)
class AnswerInject(Move, frozen=True):
    team: Id
    inject: Id
    option: Id


@_move("work.sign", frozenset({"participant"}), ("diagnose", "design", "measure"), while_paused=False)
class SignWork(Move, frozen=True):
    team: Id
    phase: Signable
    revision: int


@_move("work.unsign", frozenset({"participant"}), ("diagnose", "design", "measure"), while_paused=False)
class UnsignWork(Move, frozen=True):
    team: Id
    phase: Signable


# --- diagnose


@_move("evidence.open", TEAM_WORK, ("diagnose",), while_paused=False)
class OpenEvidence(Move, frozen=True):
    team: Id
    evidence: Id


@_move("interview.ask", TEAM_WORK, ("diagnose",), while_paused=False)
class AskInterview(Move, frozen=True):
    team: Id
    person: Id
    topic: Id


@_move("data.request", TEAM_WORK, ("diagnose",), while_paused=False)
class RequestData(Move, frozen=True):
    team: Id
    request: Id
    cut: Id


@_move("claim.put", TEAM_WORK, ("diagnose",))
class PutClaim(Move, frozen=True):
    """Write or change a claim; ``revision`` is the one that the writer saw, 0 for a new claim."""

    team: Id
    id: Id
    text: Annotated[str, Meta(min_length=1, max_length=300)]
    box: Box
    cause: Id | None
    revision: int


@_move("claim.drop", TEAM_WORK, ("diagnose",))
class DropClaim(Move, frozen=True):
    team: Id
    id: Id


@_move("link.put", TEAM_WORK, ("diagnose",))
class PutLink(Move, frozen=True):
    team: Id
    claim: Id
    evidence: Id
    stance: Stance
    strength: Annotated[int, Meta(ge=1, le=3)]
    note: Line


@_move("link.drop", TEAM_WORK, ("diagnose",))
class DropLink(Move, frozen=True):
    team: Id
    claim: Id
    evidence: Id


@_move("remark.put", TEAM_WORK, ("diagnose",))
class PutRemark(Move, frozen=True):
    team: Id
    id: Id
    evidence: Id
    text: Annotated[str, Meta(min_length=1, max_length=1000)]


@_move("gap.put", TEAM_WORK, ("diagnose",))
class PutGap(Move, frozen=True):
    team: Id
    kpi: Id
    actual: Figure | None
    desired: Figure | None
    since: Line
    value_per_week: Figure | None
    statement: Text
    revision: int


@_move("bet.open", TEAM_WORK, ("diagnose",), while_paused=False)
class OpenBet(Move, frozen=True):
    team: Id


@_move("bet.put", frozenset({"participant"}), ("diagnose",), while_paused=False)
class PutBet(Move, frozen=True):
    team: Id
    points: dict[Id, Annotated[int, Meta(ge=0, le=100)]]


# --- design, measure, run


@_move("plan.put", TEAM_WORK, ("design", "run"))
class PutPlan(Move, frozen=True):
    """Put an intervention into the plan, move it, or say which claims it is for."""

    team: Id
    item: Id
    start: Annotated[int, Meta(ge=0, le=51)]
    claims: Annotated[tuple[Id, ...], Meta(max_length=40)]
    revision: int


@_move("plan.drop", TEAM_WORK, ("design", "run"))
class DropPlan(Move, frozen=True):
    team: Id
    item: Id


@_move("metric.put", TEAM_WORK, ("measure",))
class PutMetric(Move, frozen=True):
    team: Id
    instrument: Id
    baseline: Figure | None
    plan_baseline: bool
    target: Figure | None
    month: Annotated[int, Meta(ge=1, le=12)] | None
    owner: Annotated[str, Meta(max_length=80)]
    isolation: Isolation
    revision: int


@_move("metric.drop", TEAM_WORK, ("measure",))
class DropMetric(Move, frozen=True):
    team: Id
    instrument: Id


# --- raters


@_move("rating.put", RATERS, ("pitch", "run", "debrief"))
class PutRating(Move, frozen=True):
    """Rate a team in one row, or change one's rating; only before results show and before it is locked."""

    team: Id
    row: HumanRow
    level: Annotated[int, Meta(ge=0, le=4)]
    note: Annotated[str, Meta(max_length=1000)]


@_move("rating.lock", RATERS, ("pitch", "run", "debrief"))
class LockRating(Move, frozen=True):
    """Lock one's rating of a team, every row of it; a rating that is not locked before results show doesn't count."""

    team: Id


# --- the facilitator


@_move("phase.next", FACILITATOR)
class NextPhase(Move, frozen=True):
    """Close the phase; ``leaving`` is the one that the mover saw, so that two clicks don't go two phases."""

    leaving: PhaseName | None = None


@_move("phase.back", FACILITATOR)
class BackPhase(Move, frozen=True):
    """Open the phase before; ``leaving`` as in ``phase.next``."""

    leaving: PhaseName | None = None


@_move("clock.pause", FACILITATOR)
class PauseClock(Move, frozen=True):
    pass


@_move("clock.resume", FACILITATOR)
class ResumeClock(Move, frozen=True):
    pass


@_move("clock.extend", FACILITATOR)
class ExtendClock(Move, frozen=True):
    """Move the phase's end; a negative figure brings it nearer, never before now."""

    seconds: Annotated[int, Meta(ge=-14_400, le=14_400)]


@_move("inject.send", FACILITATOR)
class SendInject(Move, frozen=True):
    """Send an inject to teams; an empty list means all that have not had it."""

    inject: Id
    teams: Annotated[tuple[Id, ...], Meta(max_length=200)]


@_move("inject.hold", FACILITATOR)
class HoldInject(Move, frozen=True):
    """Keep a scheduled inject from sending itself, or let it again."""

    inject: Id
    held: bool


@_move("say.all", FACILITATOR)
class SayToAll(Move, frozen=True):
    text: Annotated[str, Meta(min_length=1, max_length=2000)]


@_move("help.see", FACILITATOR)
class SeeHelp(Move, frozen=True):
    team: Id


@_move("help.done", FACILITATOR)
class EndHelp(Move, frozen=True):
    team: Id


@_move("hours.grant", FACILITATOR)
class GrantHours(Move, frozen=True):
    team: Id
    hours: Annotated[float, Meta(ge=-100, le=100)]


@_move("seat.move", FACILITATOR)
class MoveSeat(Move, frozen=True):
    seat: Id
    team: Id


@_move("seat.rename", FACILITATOR)
class RenameSeat(Move, frozen=True):
    seat: Id
    name: Name


@_move("seat.remove", FACILITATOR)
class RemoveSeat(Move, frozen=True):
    seat: Id


@_move("seat.admit", FACILITATOR)
class AdmitSeat(Move, frozen=True):
    """Answer somebody who asks to be let back into a seat."""

    seat: Id
    admit: bool


@_move("seat.close", FACILITATOR)
class CloseSeat(Move, frozen=True):
    """Let no link open a seat any more: who was in it is out, and asks to be let back in by name."""

    seat: Id


@_move("teams.mix", FACILITATOR, ("lobby",))
class MixTeams(Move, frozen=True):
    """Mix all participants anew by field and years."""


@_move("pitch.next", FACILITATOR, ("pitch",))
class NextPitch(Move, frozen=True):
    pass


@_move("run.next", FACILITATOR, ("run",))
class NextStep(Move, frozen=True):
    """Play the next three months now; ``after`` is the last step that the mover saw."""

    after: int | None = None


@_move("note.put", FACILITATOR)
class PutNote(Move, frozen=True):
    id: Id
    text: Text


@_move("note.drop", FACILITATOR)
class DropNote(Move, frozen=True):
    id: Id


@_move("session.end", FACILITATOR)
class EndSession(Move, frozen=True):
    pass


# --- the host (the web layer) and the timekeeper


@_move("session.open", HOST)
class OpenSession(Move, frozen=True):
    scenario: str
    hash: str  # of the pinned scenario
    name: Annotated[str, Meta(max_length=80)]
    code: str
    teams: Annotated[int, Meta(ge=1, le=200)]
    minutes: dict[PhaseName, Annotated[float, Meta(ge=0, le=100_000)]]  # timings that differ from the scenario's
    seed: str
    speed: Annotated[float, Meta(gt=0, le=1000)]  # of the session clock; over 1 in a rehearsal
    seat: Id  # the first facilitator's
    token_hash: str
    analyst_hours: Annotated[float, Meta(ge=0, le=10_000)] | None = None  # where they differ from the scenario's


@_move("seat.join", HOST)
class JoinSeat(Move, frozen=True):
    seat: Id
    name: Name
    field: Annotated[str, Meta(max_length=60)]
    years: Annotated[int, Meta(ge=0, le=80)] | None
    token_hash: str


@_move("seat.link", HOST)
class LinkSeat(Move, frozen=True):
    """Make a seat for a co-facilitator, an observer or a rater."""

    seat: Id
    role: Role
    token_hash: str


@_move("seat.reclaim", HOST)
class ReclaimSeat(Move, frozen=True):
    """Ask to be let back into the seat that holds this name; the token opens once a facilitator admits."""

    name: Name
    token_hash: str


@_move("seat.renew", HOST)
class RenewSeat(Move, frozen=True):
    """Let a new token open a seat, and none of those that did."""

    seat: Id
    token_hash: str


@_move("seat.forget", HOST)
class ForgetSeat(Move, frozen=True):
    """Remove what is kept about a person; ``names`` are those that the seat had before."""

    seat: Id
    names: Annotated[tuple[Name, ...], Meta(max_length=200)]


@_move("time.up", TIMEKEEPER)
class TimeUp(Move, frozen=True):
    """Fire every timer that is due."""


class TeamStep(msgspec.Struct, frozen=True):
    """One team's part of a computed step: what it may see, and the truth for facilitators."""

    series: dict[str, tuple[tuple[tuple[int, float], ...], tuple[tuple[int, float], ...], float | None]]
    ledger: tuple[float, float | None, float | None, str]  # cost, benefit, ROI %, why
    truth: tuple[float, float, float | None, float]  # cost, net, ROI %, share of the gap closed


@_move("run.enter", TIMEKEEPER)
class EnterStep(Move, frozen=True):
    """Bring in the figures of a step that was computed beside the event loop."""

    step: int
    teams: dict[str, TeamStep]


@_move("debrief.reveal", TIMEKEEPER)
class RevealAll(Move, frozen=True):
    """Bring in the reveal that was computed beside the event loop."""

    twin: tuple[tuple[int, float], ...]
    teams: dict[str, RevealedTeam]
    scores: dict[str, Score] = {}
    agreement: dict[HumanRow, AgreedRow] = {}
