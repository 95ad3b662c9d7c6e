"""How the HTTP interface reads a body and answers: JSON, refusals, waits, files, and faults that tell nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec
import segno
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from practicum.live.away import StoreAway
from practicum.rules.refusals import Refusal
from practicum.web.access import Door
from practicum.web.bodies import Problem

BODY = 64 * 1024
STATUS = {"name.taken": 409, "unknown": 404, "session.ended": 409, "not.allowed": 403, "session.full": 409}
T = TypeVar("T")


def answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON."""
    extra = {"cache-control": "no-store", **(headers or {})}
    return Response(msgspec.json.encode(body), status, extra, "application/json")


def problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer why something was not done."""
    return answer(Problem(code, message), status, headers)


def refused(refusal: Refusal) -> Response:
    """Answer with a rule's refusal."""
    return problem(STATUS.get(refusal.code, 422), refusal.code, refusal.message)


STORE_DOWN = ("store.down", "The server can't reach its store at the moment. Please try again in a little while.")
BAD_TOKEN = ("token.bad", "This needs a token of this session.")


def guarded(endpoint: Callable[[Request], Any], door: Door, logger: Any) -> Callable[[Request], Any]:
    """Wrap an endpoint: foreign origins are turned away, and a lost store is told as such."""

    async def guard(request: Request) -> Response:
        headers = request.headers
        if request.method == "POST":
            if not door.origin_fits(headers.get("origin"), headers.get("host")):
                return problem(403, "origin.foreign", "Pages of another site can't do this.")
            if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
                return problem(415, "malformed", "Send JSON, with the content type application/json.")
        try:
            result: Response = await endpoint(request)
        except StoreAway:
            return problem(503, *STORE_DOWN, {"retry-after": "2"})
        except Exception:
            logger.exception("web.endpoint_failed", path=request.scope["route"].path)
            return problem(500, "fault", "Something went wrong on our side. Nothing was changed.")
        return result

    return guard


async def read(request: Request, kind: type[T]) -> T | Response:
    """Read a body of a type, or answer what is wrong with it."""
    data = bytearray()
    try:
        async for part in request.stream():
            data += part
            if len(data) > BODY:
                return problem(413, "malformed", "This is too long.")
    except ClientDisconnect:
        return problem(400, "malformed", "This ended before it was whole.")  # nobody is there to read it
    try:
        return msgspec.json.decode(bytes(data), type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return problem(400, "malformed", f"This could not be read: {error}.")


def attached(name: str) -> dict[str, str]:
    """Write the headers of what is saved under a name and not kept on the way."""
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}


FROM_NETWORK = "Too many attempts from this network. Please wait a moment and try again."


def slow_down(wait: float, message: str = FROM_NETWORK) -> Response:
    """Ask an address, or a seat, to wait."""
    seconds = str(max(1, round(wait + 0.5)))
    return problem(429, "slow.down", message, {"retry-after": seconds})


def drawn(text: str) -> Response:
    """Draw a QR code as SVG."""
    svg = io.BytesIO()
    # With its namespace: without one a page can't show it as an image.
    code = segno.make(text, error="m", micro=False)
    code.save(svg, "svg", xmldecl=False, scale=8, border=4, dark="#000", light="#fff")
    return Response(svg.getvalue(), 200, {"cache-control": "no-store"}, "image/svg+xml")


def address_of(request: Request) -> str:
    """Name where a request came from."""
    return request.client.host if request.client else ""
