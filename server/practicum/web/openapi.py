"""The HTTP interface described for programs: OpenAPI 3.1, made from the types of the bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from practicum.live.listing import ListedSession
from practicum.web.bodies import Join, Joined, Link, NewLink, NewSession, OpenedSession, Problem, Shown, Signing
from practicum.web.exports import EXPORTS

_REF = "#/components/schemas/{name}"


def _json(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _ref(kind: type[Any]) -> dict[str, Any]:
    return {"$ref": _REF.format(name=kind.__name__)}


def _operation(
    summary: str,
    answers: dict[int, tuple[Any, str]],
    *,
    body: type[Any] | None = None,
    parameters: tuple[str, ...] = (),
    query: Mapping[str, tuple[str, ...]] | None = None,
    token: bool = False,
) -> dict[str, Any]:
    """Describe one endpoint; an answer's schema is a type, a ready schema, or None for no JSON."""
    described: dict[str, Any] = {"summary": summary, "responses": {}}
    for status, (kind, text) in answers.items():
        if kind is None:
            described["responses"][str(status)] = {"description": text}
        else:
            described["responses"][str(status)] = _json(kind if isinstance(kind, dict) else _ref(kind), text)
    if body is not None:
        described["requestBody"] = {"required": True, **_json(_ref(body), "")}
    if parameters:
        described["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in parameters
        ]
    for name, values in (query or {}).items():
        schema = {"type": "string", "enum": list(values), "default": values[0]}
        described.setdefault("parameters", []).append({"name": name, "in": "query", "schema": schema})
    if token:
        described["security"] = [{"token": []}]
    return described


def openapi(version: str) -> dict[str, Any]:
    """Write the description."""
    kinds = (Shown, NewSession, OpenedSession, Join, Joined, NewLink, Link, Problem, ListedSession, Signing)
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
    slow, bad, off = (Problem, "Slow down."), (Problem, "It could not be read."), (Problem, "The store is away.")
    no_token = (Problem, "No token of this session.")
    shelf = {"type": "array", "items": _ref(Shown)}
    sessions = {"type": "array", "items": _ref(ListedSession)}
    no_key = (Problem, "The host key is missing.")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Practicum", "version": version},
        "paths": {
            "/healthz": {"get": _operation("The process is up", {200: (None, "It is.")})},
            "/readyz": {"get": _operation("The store answers", {200: (None, "It does."), 503: off})},
            "/metrics": {"get": _operation("Figures for Prometheus", {200: (None, "Text.")})},
            "/api/scenarios": {"get": _operation("The shelf of cases", {200: (shelf, "All cases.")})},
            "/api/sign-in": {"get": _operation("Whether hosts can sign in", {200: (Signing, "So it is.")})},
            "/api/sessions": {
                "get": _operation(
                    "The sessions of this server, the newest first, for whoever may open one",
                    {200: (sessions, "At most 100."), 401: no_key, 429: slow, 503: off},
                    token=True,
                ),
                "post": _operation(
                    "Open a session. On this machine anybody may; elsewhere it needs the host key",
                    {
                        201: (OpenedSession, "It is open."),
                        400: bad,
                        401: no_key,
                        404: (Problem, "No such case."),
                        429: slow,
                        503: off,
                    },
                    body=NewSession,
                    token=True,
                ),
            },
            "/api/join": {
                "post": _operation(
                    "Take a seat with a join code",
                    {
                        201: (Joined, "A seat, or with reclaim a token that waits for the facilitator."),
                        400: bad,
                        404: (Problem, "No such code."),
                        409: (Problem, "The name is taken."),
                        429: slow,
                        503: off,
                    },
                    body=Join,
                )
            },
            "/api/sessions/{session}/links": {
                "post": _operation(
                    "Make a link for a co-facilitator, an observer or a rater: for a facilitator, or for the host",
                    {
                        201: (Link, "The link."),
                        400: bad,
                        401: no_token,
                        403: (Problem, "Not a facilitator."),
                        404: (Problem, "No such session."),
                        429: slow,
                    },
                    body=NewLink,
                    parameters=("session",),
                    token=True,
                )
            },
            "/api/sessions/{session}/token": {
                "post": _operation(
                    "A new token for one's own seat; the old ones, on other devices too, open nothing any more",
                    {201: (Link, "The link."), 401: no_token, 429: slow},
                    parameters=("session",),
                    token=True,
                )
            },
            "/api/sessions/{session}/assets/{asset}": {
                "get": _operation(
                    "A file of the case that the seat may see now",
                    {200: (None, "The file."), 401: no_token, 404: (Problem, "Nothing to see now."), 429: slow},
                    parameters=("session", "asset"),
                    token=True,
                )
            },
            "/api/sessions/{session}/export": {
                "get": _operation(
                    "The whole session: json, csv (a zip of tables with a check at its end) or xlsx",
                    {
                        200: (None, "The file."),
                        400: (Problem, "No such format."),
                        401: no_token,
                        403: (Problem, "Not a facilitator."),
                        429: slow,
                    },
                    parameters=("session",),
                    query={"format": tuple(EXPORTS)},
                    token=True,
                )
            },
            "/api/sessions/{session}/me/export": {
                "get": _operation(
                    "What is kept about one's own person: what one gave, did and typed",
                    {200: (None, "JSON."), 401: no_token, 429: slow},
                    parameters=("session",),
                    token=True,
                )
            },
            "/api/sessions/{session}/qr": {
                "get": _operation(
                    "The address of one's own seat as a QR code",
                    {200: (None, "SVG."), 401: no_token, 429: slow},
                    parameters=("session",),
                    token=True,
                )
            },
            "/api/qr/{code}": {
                "get": _operation("A join address as a QR code", {200: (None, "SVG.")}, parameters=("code",))
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
