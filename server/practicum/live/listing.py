"""The list of a server's sessions, for whoever hosts here: enough to know each again, and nothing secret.

What is listed is read from the store, so a session on another node, or one that sleeps, is told as truly as one that is
awake here, and none is woken to be listed. A session that was removed meanwhile, or that can't be
read here, is left out.
"""

from __future__ import annotations

import asyncio

import msgspec

from practicum.live.frames import Decode
from practicum.rules.records import Case, Phase, PhaseName, Seat, Session
from practicum.rules.state import Records, from_map
from practicum.store.directory import Directory

MOST = 100
AT_ONCE = 32
"""So many are read at a time: a server with thousands of sessions has other things to ask its store."""


class ListedSession(msgspec.Struct, frozen=True):
    """A session as its host knows it again; ``opened_at`` is in milliseconds since 1970, ``people`` participants."""

    session: str
    name: str
    case: str
    code: str
    opened_at: int
    phase: PhaseName
    ended: bool
    people: int


async def listed(directory: Directory, decode: Decode) -> tuple[ListedSession, ...]:
    """List the sessions of this store, the newest first, at most ``MOST``."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(id: str) -> ListedSession | None:
        async with turn:
            return await _one(directory, decode, id)

    found = await asyncio.gather(*(one(id) for id in await directory.sessions()))
    newest_first = sorted((each for each in found if each), key=lambda each: (-each.opened_at, each.session))
    return tuple(newest_first[:MOST])


async def _one(directory: Directory, decode: Decode, id: str) -> ListedSession | None:
    raws = await directory.records(id, "session", "case", "phase", under=("seat/",))
    try:
        records = Records((key, from_map(key, decode(raw))) for key, raw in raws.items())
    except (KeyError, ValueError, msgspec.MsgspecError):
        return None  # of a later Practicum; the others are listed
    session, case, phase = (records.get("session", Session), records.get("case", Case), records.get("phase", Phase))
    if session is None or case is None or phase is None:
        return None
    people = sum(seat.active and seat.role == "participant" for seat in records.under("seat", Seat).values())
    return ListedSession(
        session=id,
        name=session.name,
        case=case.title,
        code=session.code,
        opened_at=session.opened_at,
        phase=phase.phase,
        ended=session.ended,
        people=people,
    )
