"""The HTTP interface: what happens before there is a seat, and what a browser or a script asks for beside the socket.

- Bodies are JSON of at most 64 KiB and have exactly the keys of their type. A refusal is a ``Problem``.
- A page of another site can't post here (its origin is checked), nor can a form (the content type is).
- What is asked with a token (``Authorization: Bearer``) is answered only for that token's session and role.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TypeVar
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from practicum.live.away import StoreAway
from practicum.live.cases import Case, Shelf
from practicum.live.limits import Limits
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.rules.assets import asset_for
from practicum.rules.audience import Viewer
from practicum.rules.moves import JoinSeat, LinkSeat, Move, OpenSession, ReclaimSeat, RenewSeat
from practicum.rules.records import Seat, Token
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST
from practicum.rules.timings import Length, length_of, offered
from practicum.web import access
from practicum.web.access import Door, Limit, Regulars
from practicum.web.answers import (
    BAD_TOKEN,
    STORE_DOWN,
    address_of,
    answer,
    attached,
    drawn,
    problem,
    read,
    refused,
    slow_down,
)
from practicum.web.bodies import (
    Join,
    Joined,
    Link,
    NewLink,
    NewSession,
    OpenedSession,
    Shown,
    ShownLanguage,
    Signing,
)
from practicum.web.export_own import export_own
from practicum.web.exports import EXPORTS
from practicum.web.metrics import TYPE, Metrics

SUBMIT_WITHIN = 10.0
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture that somebody opens as a page of its own runs nothing and asks for nothing, also an SVG."""
T = TypeVar("T")


class Api:
    """The endpoints; each method is one."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        shelf: Shelf,
        door: Door,
        metrics: Metrics,
        base_url: str | None,
        guesses: Limit,
        regulars: Regulars,
        limits: Limits,
    ) -> None:
        self._sessions = sessions
        self._shelf = shelf
        self._door = door
        self._metrics = metrics
        self._base_url = base_url
        self._guesses = guesses
        self._regulars = regulars
        self._limits = limits
        self._keys = Limit(limits.keys_burst, limits.keys_per_second)
        self._joins = Limit(limits.joins_burst, limits.joins_per_second)
        self._session_joins = Limit(limits.session_joins_burst, limits.session_joins_per_second)
        self._openings = Limit(limits.openings_burst, limits.openings_per_second)

    # --- for operators

    async def healthz(self, _request: Request) -> Response:
        """Say that the process is up."""
        return answer({"up": True})

    async def readyz(self, _request: Request) -> Response:
        """Say whether the store answers."""
        if self._sessions.draining:
            return problem(503, "restart", "The server is going down.")
        return answer({"ready": True}) if await self._sessions.ready() else problem(503, *STORE_DOWN)

    async def metrics(self, _request: Request) -> Response:
        """Tell the node's counts."""
        return Response(self._metrics.text(), media_type=TYPE)

    # --- for hosts

    async def scenarios(self, _request: Request) -> Response:
        """List the shelf."""
        return answer(
            [
                Shown(
                    id=id,
                    title=case.scenario.title,
                    summary=case.scenario.summary,
                    minutes=case.scenario.minutes,
                    language=case.scenario.language,
                    level=case.scenario.level,
                    tagline=case.scenario.tagline,
                    sector=case.scenario.company.sector,
                    languages=tuple(
                        ShownLanguage(language, each.scenario.title, each.scenario.summary, each.scenario.tagline)
                        for language, each in case.languages.items()
                    ),
                    timings=offered(case.scenario),
                )
                for id, case in self._shelf.items()
            ]
        )

    async def sign_in(self, _request: Request) -> Response:
        """Say that nobody signs in here; where one can, who answers stands before us."""
        return answer(Signing(offered=False))

    async def open_session(self, request: Request) -> Response:
        """Open a session on a case."""
        address = address_of(request)
        if (turned_away := self._hosting(request, address)) is not None:
            return turned_away
        body = await self._read(request, NewSession)
        if isinstance(body, Response):
            return body
        if wait := self._openings.wait(address):
            return slow_down(wait)
        if not self._sessions.has_room:
            message = "This server keeps as many sessions awake as it may. Please try again later."
            return problem(503, "server.full", message, {"retry-after": "60"})
        if body.teams > self._limits.teams:
            return problem(422, "teams.many", f"A session here has {self._limits.teams} teams at most.")
        case = self._shelf.get(body.scenario)
        if case is None:
            return problem(404, "scenario.unknown", "There is no such case on the shelf.")
        languages = case.languages
        case = languages.get(body.language or case.scenario.language)
        if case is None:
            message = f"This case is not there in that language. Choose one of: {', '.join(languages)}."
            return problem(422, "language.unknown", message)
        length = length_of(case.scenario, body.timings)
        if length is None:
            known = ", ".join(case.scenario.timings)
            cure = f"Choose one of: {known}." if known else "Give the minutes of each phase instead."
            return problem(422, "timing.unknown", f"This case has no timing of that name. {cure}")
        self._openings.take(address)
        return await self._open(request, body, case, length)

    def _hosting(self, request: Request, address: str) -> Response | None:
        """Turn away who may not open sessions, and make those wait who try keys."""
        headers = request.headers
        key = headers.get("authorization")
        forwarded = "x-forwarded-for" in headers or "forwarded" in headers
        may = self._door.may_host(key, address, headers.get("host"), forwarded=forwarded)
        if key is not None and (not may or self._door.key_can_be_guessed) and (wait := self._keys.wait(address)):
            return slow_down(wait)
        if may:
            return None
        if key is not None:
            self._keys.take(address)
        message = "To open a session here, give the host key that the server printed when it started."
        return problem(401, "host.key", message)

    async def _open(self, request: Request, body: NewSession, case: Case, length: Length) -> Response:
        id, seat, secret = access.new_session(), access.new_seat(), access.new_secret()
        code = access.new_code()
        while not await self._sessions.claim_code(code, id):
            code = access.new_code()
        name = body.name or case.scenario.title
        opened = await self._sessions.open(
            id,
            case,
            OpenSession(
                scenario=body.scenario,
                hash=case.hash,
                name=body.name,
                code=code,
                teams=body.teams,
                minutes=length.minutes,
                analyst_hours=length.analyst_hours,
                seed=str(body.seed) if body.seed is not None else secrets.token_hex(8),
                speed=body.speed,
                seat=seat,
                token_hash=access.hash_of(secret),
            ),
            msgspec.json.encode({"scenario": body.scenario, "name": name, "code": code}),
        )
        if isinstance(opened, Refusal):
            return refused(opened)
        self._regulars.note(id, address_of(request))
        base, token = self._base(request), f"{id}.{secret}"
        urls = f"{base}/join/{code}", f"{base}/f/{id}#token={token}"
        return answer(OpenedSession(id, code, *urls, token), 201)

    async def sessions(self, request: Request) -> Response:
        """List this server's sessions for whoever may open one; nothing in the list opens a seat that leads."""
        if (turned_away := self._hosting(request, address_of(request))) is not None:
            return turned_away
        return answer(await self._sessions.listed())

    async def link(self, request: Request) -> Response:
        """Make a link for a co-facilitator, an observer or a rater; a host who lost the own one gets another."""
        session = await self._led(request)
        if isinstance(session, Response):
            return session
        body = await self._read(request, NewLink)
        if isinstance(body, Response):
            return body
        seat, secret = access.new_seat(), access.new_secret()
        made = await submitted(session, LinkSeat(seat=seat, role=body.role, token_hash=access.hash_of(secret)))
        if made is not None:
            return refused(made)
        return answer(self._link(request, session, body.role, f"{session.id}.{secret}"), 201)

    async def renew(self, request: Request) -> Response:
        """Give a seat a new token; whoever held the old one, its owner's other devices too, is out."""
        found = await self._seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        secret = access.new_secret()
        made = await submitted(session, RenewSeat(seat=viewer.seat, token_hash=access.hash_of(secret)))
        if made is not None:
            return refused(made)
        return answer(self._link(request, session, viewer.role, f"{session.id}.{secret}"), 201)

    async def export(self, request: Request) -> Response:
        """Send the whole session, streamed from its log."""
        found = await self._facilitated(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        export = EXPORTS.get(request.query_params.get("format", "json"))
        if export is None:
            return problem(400, "format.unknown", f"A session is exported as {', '.join(EXPORTS)}.")
        pieces = export.write(session.id, session.log(), session.state, viewer)
        name = f"practicum-{session.id}.{export.ending}"
        return StreamingResponse(pieces, 200, attached(name), export.media_type)

    async def export_own(self, request: Request) -> Response:
        """Send a seat what is kept about its person."""
        found = await self._seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        pieces = export_own(session.id, session.log(), session.state, viewer)
        name = f"practicum-{session.id}-{viewer.seat}.json"
        return StreamingResponse(pieces, 200, attached(name), "application/json")

    # --- for participants

    async def join(self, request: Request) -> Response:
        """Take a seat with a join code, or ask to be let back into one."""
        body = await self._read(request, Join)
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

    async def asset(self, request: Request) -> Response:
        """Send a file of the case to a seat that may see it now."""
        found = await self._seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        file = asset_for(session.state.records, session.scenario, viewer, request.path_params["asset"])
        if file is None:
            return problem(404, "asset.unknown", "There is nothing here to see now.")
        # A case is pinned, so a file of it never changes; it is for this seat's browser alone.
        headers = {"cache-control": "private, max-age=3600", "content-security-policy": FILE_POLICY}
        return Response(file.data, 200, headers, file.media_type)

    # --- QR codes

    async def code_qr(self, request: Request) -> Response:
        """Draw the join address of a code."""
        code = access.read_code(request.path_params["code"])
        if code is None:
            return problem(404, "code.unknown", "This is not a join code.")
        return drawn(f"{self._base(request)}/join/{code}")

    async def seat_qr(self, request: Request) -> Response:
        """Draw the address of one's own seat, to go on with on a phone."""
        found = await self._seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        token = request.headers["authorization"].partition(" ")[2].strip()
        return drawn(self._link(request, session, viewer.role, token).url)

    # --- inside

    async def _seat_of(self, request: Request) -> tuple[Session, Viewer] | Response:
        # In the header alone: an address ends up in the logs of every proxy on the way.
        token = access.bearer(request.headers.get("authorization"))
        if token is None or token.session != request.path_params["session"]:
            return problem(401, *BAD_TOKEN)
        session = await self._sessions.get(token.session)
        opens = session.state.token(token.hashed) if session else None
        viewer = session.state.viewer(opens.seat) if session and opens and not opens.waits else None
        if session is None or viewer is None:
            # As over a socket: who guesses waits, and nobody else does.
            address = address_of(request)
            if wait := self._guesses.wait(address):
                return slow_down(wait)
            self._guesses.take(address)
            return problem(401, *BAD_TOKEN)
        return session, viewer

    async def _facilitated(self, request: Request) -> tuple[Session, Viewer] | Response:
        found = await self._seat_of(request)
        if not isinstance(found, Response) and found[1].role != "facilitator":
            return problem(403, "not.allowed", "This needs a facilitator's token.")
        return found

    async def _led(self, request: Request) -> Session | Response:
        """Find a session for one of its facilitators, or for the host of this server."""
        header = request.headers.get("authorization")
        if access.bearer(header) is not None:
            found = await self._facilitated(request)
            return found if isinstance(found, Response) else found[0]
        if (turned_away := self._hosting(request, address_of(request))) is not None:
            return turned_away
        if header is not None and not self._door.knows_key(header):
            return problem(401, *BAD_TOKEN)
        session = await self._sessions.get(request.path_params["session"])
        return session or problem(404, "session.unknown", "There is no such session on this server.")

    def _link(self, request: Request, session: Session, role: str, token: str) -> Link:
        place = "f" if role == "facilitator" else "s"
        return Link(f"{self._base(request)}/{place}/{session.id}#token={quote(token)}", token)

    async def _read(self, request: Request, kind: type[T]) -> T | Response:
        try:
            async with asyncio.timeout(self._limits.body_within):
                return await read(request, kind)
        except TimeoutError:
            return problem(408, "too.slow", "This took too long to arrive.", {"connection": "close"})

    def _base(self, request: Request) -> str:
        if self._base_url:
            return self._base_url
        return f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


async def submitted(session: Session, move: Move) -> Refusal | None:
    """Make a move as the host; StoreAway when it takes too long, and then it is not begun any more."""
    try:
        async with asyncio.timeout(SUBMIT_WITHIN):
            return await session.submit(HOST, move)
    except TimeoutError as error:
        raise StoreAway("the move was not confirmed in time") from error
