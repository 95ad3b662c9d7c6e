"""What a preview's page asks its server: how the case stands, for a scene's seats, what a rule means.

Rules:
- Only this very machine is answered, under its own name: a foreign site whose name was pointed here is turned away, and
  so is a page of another site that posts (as everywhere on this server).
- Nothing here takes a path. The files that are read are the case's, and the pages of rules that are known by name.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from practicum.lint.explain import explain
from practicum.preview.aside import aside
from practicum.preview.preview import Preview
from practicum.web.access import Door, is_forwarded
from practicum.web.answers import address_of, answer, problem, read
from practicum.web.app import More

PAGE = "/preview"
WAITS = 20.0  # seconds that a question for news is held


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which scene to set up, in which of the case's languages and timings; ``afresh`` begins it anew."""

    scene: Annotated[str, Meta(max_length=100)]
    language: Annotated[str, Meta(max_length=40)] = ""
    timing: Annotated[str, Meta(max_length=100)] = ""
    afresh: bool = False


def more(preview: Preview, door: Door) -> More:
    """Give what a preview's server has beside the usual."""

    def turned_away(request: Request) -> Response | None:
        headers = request.headers
        if door.may_host(None, address_of(request), headers.get("host"), forwarded=is_forwarded(headers)):
            return None
        return problem(403, "not.allowed", "A preview is for the machine that it runs on.")

    async def state(request: Request) -> Response:
        """Tell how the case stands, once that is news."""
        if (refused := turned_away(request)) is not None:
            return refused
        told = await preview.state(request.query_params.get("after", ""), WAITS)
        return Response(status_code=204, headers={"cache-control": "no-store"}) if told is None else answer(told)

    async def scene(request: Request) -> Response:
        """Set a scene up."""
        if (refused := turned_away(request)) is not None:
            return refused
        wanted = await read(request, Wanted)
        if isinstance(wanted, Response):
            return wanted
        told = await preview.set_up(wanted.scene, wanted.language, wanted.timing, afresh=wanted.afresh)
        if told is None:
            return problem(404, "scene.unknown", "The case has no such screen now.")
        if isinstance(told, str):
            return problem(500, "scene.failed", told)
        return answer(told)

    async def rule(request: Request) -> Response:
        """Give what the documentation says about a rule."""
        if (refused := turned_away(request)) is not None:
            return refused
        told = await aside(lambda: explain(request.path_params["rule"]))
        if told is None:
            return problem(404, "rule.unknown", "There is no such rule.")
        return answer({"text": told})

    endpoints = (
        ("GET", "/api/preview", state),
        ("POST", "/api/preview/scenes", scene),
        ("GET", "/api/preview/rules/{rule}", rule),
    )
    return More(endpoints=endpoints, pages=(PAGE,), framed=True)
