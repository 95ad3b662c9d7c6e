"""How a participant comes in: a seat for a join code, or the way back into a seat.

- Who guesses codes waits by address; who joins waits by address and by session.
- Somebody behind the same address may be guessing: that must not shut a class out of its own session.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from practicum.live.limits import Limits
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.rules.moves import JoinSeat, Move, ReclaimSeat
from practicum.rules.records import Seat, Token
from practicum.web import access
from practicum.web.access import Limit, Regulars
from practicum.web.answers import address_of, answer, drawn, problem, refused, slow_down
from practicum.web.bodies import Join, Joined
from practicum.web.visitors import Visitors, submitted


class Joining:
    """The endpoints for whoever has a join code; each public method is one."""

    def __init__(
        self, sessions: Sessions, visitors: Visitors, guesses: Limit, regulars: Regulars, limits: Limits
    ) -> None:
        self._sessions = sessions
        self._visitors = visitors
        self._guesses = guesses
        self._regulars = regulars
        self._joins = Limit(limits.joins_burst, limits.joins_per_second)
        self._session_joins = Limit(limits.session_joins_burst, limits.session_joins_per_second)

    async def join(self, request: Request) -> Response:
        """Take a seat with a join code, or ask to be let back into one."""
        body = await self._visitors.read(request, Join)
        if isinstance(body, Response):
            return body
        address = address_of(request)
        if wait := self._joins.wait(address):
            return slow_down(wait)
        self._joins.take(address)
        code = access.read_code(body.code)
        id = await self._sessions.session_of(code) if code else None
        # Somebody behind the same address may be guessing: that must not shut a class out of its own session.
        if (wait := self._guesses.wait(address)) and not (id and self._regulars.knows(id, address)):
            return slow_down(wait)
        session = await self._sessions.get(id) if id else None
        if session is None:
            self._guesses.take(address)
            return problem(404, "code.unknown", "No session has this code. Check it with whoever gave it to you.")
        if wait := self._session_joins.wait(session.id):
            return slow_down(wait)
        self._session_joins.take(session.id)
        joined = await (self._reclaim if body.reclaim else self._join)(session, body)
        if joined.status_code == 201 and not body.reclaim:
            self._regulars.note(session.id, address)
        return joined

    async def _join(self, session: Session, body: Join) -> Response:
        seat, secret = access.new_seat(), access.new_secret()
        hashed = access.hash_of(secret)
        move = JoinSeat(seat=seat, name=body.name, field=body.field, years=body.years, token_hash=hashed)
        return await self._seated(session, move, secret, waits=False)

    async def _reclaim(self, session: Session, body: Join) -> Response:
        secret = access.new_secret()
        move = ReclaimSeat(name=body.name, token_hash=access.hash_of(secret))
        return await self._seated(session, move, secret, waits=True)

    async def _seated(self, session: Session, move: Move, secret: str, *, waits: bool) -> Response:
        made = await submitted(session, move)
        if made is not None:
            return refused(made)
        token = session.state.records.get(f"token/{access.hash_of(secret)}", Token)
        seat = session.state.records.get(f"seat/{token.seat}", Seat) if token else None
        if token is None or seat is None:
            return problem(409, "seat.gone", "This seat was taken away again. Please join once more.")
        return answer(Joined(session.id, token.seat, seat.team, f"{session.id}.{secret}", waits=waits), 201)

    async def code_qr(self, request: Request) -> Response:
        """Draw the join address of a code."""
        code = access.read_code(request.path_params["code"])
        if code is None:
            return problem(404, "code.unknown", "This is not a join code.")
        return drawn(f"{self._visitors.base(request)}/join/{code}")
