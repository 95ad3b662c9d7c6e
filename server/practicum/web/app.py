"""The web application: which address leads where, put together from parts that are handed in."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from practicum.live.cases import Shelf
from practicum.live.counts import Counts
from practicum.live.limits import Limits
from practicum.live.sessions import Sessions
from practicum.live.tracing import Tracer
from practicum.web.access import Door, Limit, Regulars
from practicum.web.answers import guarded, problem
from practicum.web.api import Endpoints, api
from practicum.web.metrics import Metrics
from practicum.web.openapi import openapi
from practicum.web.pages import ROUTES, Pages, SecurityHeaders
from practicum.web.socket import Sockets
from practicum.web.traced import traced

STATIC = Path(__file__).parent / "static"

logger = structlog.get_logger(__name__)


class More(msgspec.Struct, frozen=True, kw_only=True):
    """What a server for one purpose has beside the usual: endpoints, addresses of the client, frames."""

    endpoints: Endpoints = ()
    pages: tuple[str, ...] = ()
    framed: bool = False  # our own pages may show our pages in frames


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What the application is made of."""

    sessions: Sessions
    shelf: Shelf
    door: Door
    counts: Counts
    base_url: str | None = None
    limits: Limits = Limits()
    tracer: Tracer | None = None
    static: Path = STATIC
    more: More = More()


class Application:
    """Where websockets and requests part: a socket lives long, and nothing that only requests need stays beside it."""

    def __init__(self, sockets: Sockets, requests: Starlette) -> None:
        self._sockets = sockets
        self._requests = requests

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one websocket, or one request."""
        if scope["type"] == "websocket" and scope["path"] == "/ws":
            await self._sockets(scope, receive, send)
        else:
            await self._requests(scope, receive, send)

    @property
    def routes(self) -> list[BaseRoute]:
        """Every address that answers requests."""
        return self._requests.routes


def application(parts: Parts) -> Application:
    """Put the application together."""
    # Wrong codes and wrong tokens count together. A whole class behind one address may mistype, and a guesser who gets
    # one try in two seconds at a thousand million codes gets nowhere.
    limits = parts.limits
    guesses = Limit(limits.guesses_burst, limits.guesses_per_second)
    regulars = Regulars()
    asked = api(
        sessions=parts.sessions,
        shelf=parts.shelf,
        door=parts.door,
        metrics=Metrics(parts.counts, parts.sessions),
        base_url=parts.base_url.rstrip("/") if parts.base_url else None,
        guesses=guesses,
        regulars=regulars,
        limits=limits,
    )
    more = parts.more
    pages = Pages(parts.static, framed=more.framed)
    described = msgspec.json.encode(openapi(version("practicum")))

    async def description(_request: Request) -> Response:
        return Response(described, media_type="application/json")

    endpoints = (*asked, ("GET", "/api/openapi.json", description), *more.endpoints)
    routes = [
        Route(path, traced(guarded(handler, parts.door, logger), parts.tracer, path), methods=[method])
        for method, path, handler in endpoints
    ]
    sockets = Sockets(parts.sessions, parts.door, guesses, regulars, parts.counts, limits, parts.tracer)
    requests = Starlette(
        routes=[
            *routes,
            *(Route(path, pages.page) for path in (*ROUTES, *more.pages)),
            Route("/{path:path}", pages.file),
        ],
        middleware=[Middleware(SecurityHeaders, framed=more.framed)],
        exception_handlers={HTTPException: _not_here},
    )
    return Application(sockets, requests)


async def _not_here(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, "not.here", "There is nothing at this address.")
