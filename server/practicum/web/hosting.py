"""What a host asks: the shelf, a session on a case, the list of sessions, and links for those who lead with them.

- On this machine anybody may host; elsewhere it needs the host key, and who tries keys waits.
- A facilitator's token makes links as well, for its own session.
"""

from __future__ import annotations

import secrets

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from practicum.live.cases import Case, Shelf
from practicum.live.limits import Limits
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.rules.moves import LinkSeat, OpenSession
from practicum.rules.refusals import Refusal
from practicum.rules.timings import Length, length_of, offered
from practicum.web import access
from practicum.web.access import Door, Limit, Regulars
from practicum.web.answers import BAD_TOKEN, address_of, answer, problem, refused, slow_down
from practicum.web.bodies import NewLink, NewSession, OpenedSession, Shown, ShownLanguage, Signing
from practicum.web.visitors import Visitors, submitted


class Hosting:
    """The endpoints for hosts; each public method is one."""

    def __init__(
        self, sessions: Sessions, visitors: Visitors, shelf: Shelf, door: Door, regulars: Regulars, limits: Limits
    ) -> None:
        self._sessions = sessions
        self._visitors = visitors
        self._shelf = shelf
        self._door = door
        self._regulars = regulars
        self._limits = limits
        self._keys = Limit(limits.keys_burst, limits.keys_per_second)
        self._openings = Limit(limits.openings_burst, limits.openings_per_second)

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
        if (turned_away := self._turned_away(request, address)) is not None:
            return turned_away
        body = await self._visitors.read(request, NewSession)
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

    async def sessions(self, request: Request) -> Response:
        """List this server's sessions for whoever may open one; nothing in the list opens a seat that leads."""
        if (turned_away := self._turned_away(request, address_of(request))) is not None:
            return turned_away
        return answer(await self._sessions.listed())

    async def link(self, request: Request) -> Response:
        """Make a link for a co-facilitator, an observer or a rater; a host who lost the own one gets another."""
        session = await self._led(request)
        if isinstance(session, Response):
            return session
        body = await self._visitors.read(request, NewLink)
        if isinstance(body, Response):
            return body
        seat, secret = access.new_seat(), access.new_secret()
        made = await submitted(session, LinkSeat(seat=seat, role=body.role, token_hash=access.hash_of(secret)))
        if made is not None:
            return refused(made)
        return answer(self._visitors.link(request, session, body.role, f"{session.id}.{secret}"), 201)

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
        base, token = self._visitors.base(request), f"{id}.{secret}"
        urls = f"{base}/join/{code}", f"{base}/f/{id}#token={token}"
        return answer(OpenedSession(id, code, *urls, token), 201)

    def _turned_away(self, request: Request, address: str) -> Response | None:
        """Turn away who may not open sessions, and make those wait who try keys."""
        headers = request.headers
        key = headers.get("authorization")
        may = self._door.may_host(key, address, headers.get("host"), forwarded=access.is_forwarded(headers))
        if key is not None and (not may or self._door.key_can_be_guessed) and (wait := self._keys.wait(address)):
            return slow_down(wait)
        if may:
            return None
        if key is not None:
            self._keys.take(address)
        message = "To open a session here, give the host key that the server printed when it started."
        return problem(401, "host.key", message)

    async def _led(self, request: Request) -> Session | Response:
        """Find a session for one of its facilitators, or for the host of this server."""
        header = request.headers.get("authorization")
        if access.bearer(header) is not None:
            found = await self._visitors.facilitated(request)
            return found if isinstance(found, Response) else found[0]
        if (turned_away := self._turned_away(request, address_of(request))) is not None:
            return turned_away
        if header is not None and not self._door.knows_key(header):
            return problem(401, *BAD_TOKEN)
        session = await self._sessions.get(request.path_params["session"])
        return session or problem(404, "session.unknown", "There is no such session on this server.")
