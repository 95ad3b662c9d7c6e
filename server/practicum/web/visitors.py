"""Who asks over HTTP, and with what: the seat that a token opens, the body, and the addresses that lead back.

- A token is read from the header alone: an address ends up in the logs of every proxy on the way.
- Whoever guesses tokens waits, as over a socket, and nobody else behind the same address does.
- A seat asks at a pace, and for exports at a slower one: each reads the whole log.
"""

from __future__ import annotations

import asyncio
from typing import TypeAlias, TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from practicum.live.away import StoreAway
from practicum.live.limits import Limits
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.rules.audience import Viewer
from practicum.rules.moves import Move
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST
from practicum.web import access
from practicum.web.access import Limit
from practicum.web.answers import BAD_TOKEN, address_of, problem, read, slow_down
from practicum.web.bodies import Link

SUBMIT_WITHIN = 10.0
Found: TypeAlias = tuple[Session, Viewer]
T = TypeVar("T")


class Visitors:
    """Finds who asks, and reads what they bring."""

    def __init__(self, sessions: Sessions, guesses: Limit, *, base_url: str | None, limits: Limits) -> None:
        self._sessions = sessions
        self._guesses = guesses
        self._base_url = base_url
        self._body_within = limits.body_within
        self._asks = Limit(limits.asks_burst, limits.asks_per_second)
        self._exports = Limit(limits.exports_burst, limits.exports_per_second)

    async def seat_of(self, request: Request) -> Found | Response:
        """Find the seat that the request's token opens, and its session."""
        token = access.bearer(request.headers.get("authorization"))
        if token is None or token.session != request.path_params["session"]:
            return problem(401, *BAD_TOKEN)
        session = await self._sessions.get(token.session)
        try:
            opens = await session.opens(token.hashed) if session else None
        except TimeoutError as error:
            raise StoreAway("the log could not be asked in time") from error
        viewer = session.state.viewer(opens.seat) if session and opens and not opens.waits else None
        if session is None or viewer is None:
            address = address_of(request)
            if wait := self._guesses.wait(address):
                return slow_down(wait)
            self._guesses.take(address)
            return problem(401, *BAD_TOKEN)
        return _paced(self._asks, (session, viewer))

    async def exporting(self, request: Request, *, own: bool = False) -> Found | Response:
        """Find the seat that asks for an export: a facilitator's, unless it asks for its own."""
        found = await (self.seat_of if own else self.facilitated)(request)
        return found if isinstance(found, Response) else _paced(self._exports, found)

    async def facilitated(self, request: Request) -> Found | Response:
        """Find a facilitator's seat."""
        found = await self.seat_of(request)
        if not isinstance(found, Response) and found[1].role != "facilitator":
            return problem(403, "not.allowed", "This needs a facilitator's token.")
        return found

    def link(self, request: Request, session: Session, role: str, token: str) -> Link:
        """Write the link that a token opens a seat with."""
        place = "f" if role == "facilitator" else "s"
        return Link(f"{self.base(request)}/{place}/{session.id}#token={quote(token)}", token)

    async def read(self, request: Request, kind: type[T]) -> T | Response:
        """Read a body of a type, from whoever sends it in time."""
        try:
            async with asyncio.timeout(self._body_within):
                return await read(request, kind)
        except TimeoutError:
            return problem(408, "too.slow", "This took too long to arrive.", {"connection": "close"})

    def base(self, request: Request) -> str:
        """Name the address that this server is reached at."""
        if self._base_url:
            return self._base_url
        host = request.headers.get("host", "")
        return f"{request.url.scheme}://{host if access.host_of(host) else 'localhost'}"


def _paced(limit: Limit, found: Found) -> Found | Response:
    """Let a seat through, unless it asks too often."""
    session, viewer = found
    seat = f"{session.id}.{viewer.seat}"
    if wait := limit.wait(seat):
        return slow_down(wait, "You have asked very often. Please wait a moment and try again.")
    limit.take(seat)
    return found


async def submitted(session: Session, move: Move) -> Refusal | None:
    """Make a move as the host; StoreAway when it takes too long, and then it is not begun any more."""
    try:
        async with asyncio.timeout(SUBMIT_WITHIN):
            return await session.submit(HOST, move)
    except TimeoutError as error:
        raise StoreAway("the move was not confirmed in time") from error
