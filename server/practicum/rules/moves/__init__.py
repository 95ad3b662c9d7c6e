"""Everything that can be done in a session: each move's name, arguments, and who may make it, when.

Rules:
- A move is imperative (``claim.put``) and may arrive twice; what it puts is named by its own ids.
- ``phases`` says in which phases it is open; None means in every phase. ``while_paused`` says whether a pause stops it:
  a pause stops what commits or spends (bets, signing, ready, opening evidence, asking, answers to injects), never text.
- A move on a team's work names that ``team``; a seat that is no longer there is told ``not.yours``.
- Moves of the ``host`` (the web layer) and of the ``timekeeper`` can't come over a socket.
- Limits on text are here, so that a client can learn them from the generated types' documentation.
- Their order here is that of the documents.
"""

from practicum.rules.moves import console, diagnosis, everybody, rating, server, work
from practicum.rules.moves.base import (
    FACILITATOR,
    HOST,
    RATERS,
    SPECS,
    TEAM_WORK,
    TIMEKEEPER,
    Actor,
    Figure,
    Id,
    Line,
    Move,
    Name,
    Spec,
    Text,
)
from practicum.rules.moves.console import (
    AdmitSeat,
    BackPhase,
    CloseSeat,
    DropNote,
    EndHelp,
    EndSession,
    ExtendClock,
    GrantHours,
    HoldInject,
    MixTeams,
    MoveSeat,
    NextPhase,
    NextPitch,
    NextStep,
    PauseClock,
    PutNote,
    RemoveSeat,
    RenameSeat,
    ResumeClock,
    SayToAll,
    SeeHelp,
    SendInject,
)
from practicum.rules.moves.diagnosis import (
    AskInterview,
    DropClaim,
    DropLink,
    OpenBet,
    OpenEvidence,
    PutBet,
    PutClaim,
    PutGap,
    PutLink,
    PutRemark,
    RequestData,
)
from practicum.rules.moves.everybody import (
    AnswerInject,
    AskHelp,
    CancelHelp,
    RenameTeam,
    SayToTeam,
    SetNeeds,
    SetReady,
    SignWork,
    UnsignWork,
)
from practicum.rules.moves.rating import LockRating, PutRating
from practicum.rules.moves.server import (
    EnterStep,
    ForgetSeat,
    JoinSeat,
    LinkSeat,
    OpenSession,
    ReclaimSeat,
    RenewSeat,
    RevealAll,
    TeamStep,
    TimeUp,
)
from practicum.rules.moves.work import DropMetric, DropPlan, PutMetric, PutPlan

_TOPICS = (everybody, diagnosis, work, rating, console, server)

MOVES: dict[str, Spec] = {
    spec.do: spec for topic in _TOPICS for cls, spec in SPECS.items() if cls.__module__ == topic.__name__
}

__all__ = [
    "FACILITATOR",
    "HOST",
    "MOVES",
    "RATERS",
    "SPECS",
    "TEAM_WORK",
    "TIMEKEEPER",
    "Actor",
    "AdmitSeat",
    "AnswerInject",
    "AskHelp",
    "AskInterview",
    "BackPhase",
    "CancelHelp",
    "CloseSeat",
    "DropClaim",
    "DropLink",
    "DropMetric",
    "DropNote",
    "DropPlan",
    "EndHelp",
    "EndSession",
    "EnterStep",
    "ExtendClock",
    "Figure",
    "ForgetSeat",
    "GrantHours",
    "HoldInject",
    "Id",
    "JoinSeat",
    "Line",
    "LinkSeat",
    "LockRating",
    "MixTeams",
    "Move",
    "MoveSeat",
    "Name",
    "NextPhase",
    "NextPitch",
    "NextStep",
    "OpenBet",
    "OpenEvidence",
    "OpenSession",
    "PauseClock",
    "PutBet",
    "PutClaim",
    "PutGap",
    "PutLink",
    "PutMetric",
    "PutNote",
    "PutPlan",
    "PutRating",
    "PutRemark",
    "ReclaimSeat",
    "RemoveSeat",
    "RenameSeat",
    "RenameTeam",
    "RenewSeat",
    "RequestData",
    "ResumeClock",
    "RevealAll",
    "SayToAll",
    "SayToTeam",
    "SeeHelp",
    "SendInject",
    "SetNeeds",
    "SetReady",
    "SignWork",
    "Spec",
    "TeamStep",
    "Text",
    "TimeUp",
    "UnsignWork",
]
