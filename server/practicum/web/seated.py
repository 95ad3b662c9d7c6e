"""What somebody with a seat asks beside the socket: files of the case, exports, a new link, the link as a QR code.

What is asked with a token is answered only for that token's session and role.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from practicum.rules.assets import asset_for
from practicum.rules.moves import RenewSeat
from practicum.web import access
from practicum.web.answers import answer, attached, drawn, problem, refused
from practicum.web.export_own import export_own
from practicum.web.exports import EXPORTS
from practicum.web.visitors import Visitors, submitted

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture that somebody opens as a page of its own runs nothing and asks for nothing, also an SVG."""


class Seated:
    """The endpoints for whoever has a seat; each method is one."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    async def asset(self, request: Request) -> Response:
        """Send a file of the case to a seat that may see it now."""
        found = await self._visitors.seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        file = asset_for(session.state.records, session.scenario, viewer, request.path_params["asset"])
        if file is None:
            return problem(404, "asset.unknown", "There is nothing here to see now.")
        # A case is pinned, so a file of it never changes; it is for this seat's browser alone.
        headers = {"cache-control": "private, max-age=3600", "content-security-policy": FILE_POLICY}
        return Response(file.data, 200, headers, file.media_type)

    async def renew(self, request: Request) -> Response:
        """Give a seat a new token; whoever held the old one, its owner's other devices too, is out."""
        found = await self._visitors.seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        secret = access.new_secret()
        made = await submitted(session, RenewSeat(seat=viewer.seat, token_hash=access.hash_of(secret)))
        if made is not None:
            return refused(made)
        return answer(self._visitors.link(request, session, viewer.role, f"{session.id}.{secret}"), 201)

    async def seat_qr(self, request: Request) -> Response:
        """Draw the address of one's own seat, to go on with on a phone."""
        found = await self._visitors.seat_of(request)
        if isinstance(found, Response):
            return found
        session, viewer = found
        token = request.headers["authorization"].partition(" ")[2].strip()
        return drawn(self._visitors.link(request, session, viewer.role, token).url)

    async def export(self, request: Request) -> Response:
        """Send the whole session, streamed from its log."""
        found = await self._visitors.exporting(request)
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
        found = await self._visitors.exporting(request, own=True)
        if isinstance(found, Response):
            return found
        session, viewer = found
        pieces = export_own(session.id, session.log(), session.state, viewer)
        name = f"practicum-{session.id}-{viewer.seat}.json"
        return StreamingResponse(pieces, 200, attached(name), "application/json")
