"""A trace of each request that asks for something: by the address's pattern, never by what stood in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from practicum.live.tracing import Tracer

Endpoint = Callable[[Request], Awaitable[Response]]

UNTRACED = {"/healthz", "/readyz", "/metrics"}
"""Asked for every few seconds, by machines."""


def traced(endpoint: Endpoint, tracer: Tracer | None, path: str) -> Endpoint:
    """Tell of each request to an endpoint, if anybody traces."""
    if tracer is None or path in UNTRACED:
        return endpoint

    async def answered(request: Request) -> Response:
        # A proxy's word on what this is part of; what else may stand beside it is anybody's text.
        part_of = {"traceparent": request.headers.get("traceparent", "")}
        facts = {"http.request.method": request.method, "http.route": path, "url.scheme": request.url.scheme}
        with tracer.span(f"{request.method} {path}", part_of, **facts) as span:
            response = await endpoint(request)
            span.note(**{"http.response.status_code": response.status_code})
            if response.status_code < 400 and (session := request.path_params.get("session")):
                span.note(session=session)  # it was one of ours
            if response.status_code >= 500:
                span.failed(str(response.status_code))
            return response

    return answered
