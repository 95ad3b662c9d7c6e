"""The HTTP interface: what happens before there is a seat, and what a browser or a script asks for beside the socket.

- Bodies are JSON of at most 64 KiB and have exactly the keys of their type. A refusal is a ``Problem``.
- A page of another site can't post here (its origin is checked), nor can a form (the content type is).
- What is asked with a token (``Authorization: Bearer``) is answered only for that token's session and role.

This is the list of its addresses; who answers is a module for each sort of person that asks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from practicum.live.cases import Shelf
from practicum.live.limits import Limits
from practicum.live.sessions import Sessions
from practicum.web.access import Door, Limit, Regulars
from practicum.web.health import Health
from practicum.web.hosting import Hosting
from practicum.web.joining import Joining
from practicum.web.metrics import Metrics
from practicum.web.seated import Seated
from practicum.web.visitors import Visitors

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
Endpoints: TypeAlias = tuple[tuple[str, str, Endpoint], ...]


def api(
    *,
    sessions: Sessions,
    shelf: Shelf,
    door: Door,
    metrics: Metrics,
    base_url: str | None,
    guesses: Limit,
    regulars: Regulars,
    limits: Limits,
) -> Endpoints:
    """List the endpoints: method, path, and who answers."""
    visitors = Visitors(sessions, guesses, base_url=base_url, limits=limits)
    health = Health(sessions, metrics)
    hosting = Hosting(sessions, visitors, shelf, door, regulars, limits)
    joining = Joining(sessions, visitors, guesses, regulars, limits)
    seated = Seated(visitors)
    return (
        ("GET", "/healthz", health.healthz),
        ("GET", "/readyz", health.readyz),
        ("GET", "/metrics", health.metrics),
        ("GET", "/api/scenarios", hosting.scenarios),
        ("GET", "/api/sign-in", hosting.sign_in),
        ("POST", "/api/sessions", hosting.open_session),
        ("GET", "/api/sessions", hosting.sessions),
        ("POST", "/api/sessions/{session}/links", hosting.link),
        ("POST", "/api/join", joining.join),
        ("GET", "/api/qr/{code}", joining.code_qr),
        ("GET", "/api/sessions/{session}/assets/{asset:path}", seated.asset),
        ("POST", "/api/sessions/{session}/token", seated.renew),
        ("GET", "/api/sessions/{session}/export", seated.export),
        ("GET", "/api/sessions/{session}/me/export", seated.export_own),
        ("GET", "/api/sessions/{session}/qr", seated.seat_qr),
    )
