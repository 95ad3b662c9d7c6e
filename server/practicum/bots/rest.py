"""The few questions that come before a socket: host a session, join it, make links, take the export.

Plain ``urllib`` in a thread: a bot needs no more. A refusal is raised as ``Refused`` with the server's code and
message, except ``429``, after which the same question is asked again; a server that does not answer as ``Unreachable``.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import msgspec

PATIENCE = 20
LONGEST_WAIT = 10.0


class Refused(Exception):  # noqa: N818 - a refusal is an answer
    """A question was answered with no."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"the server answered {status} {code}: {message}")
        self.status = status
        self.code = code


class Unreachable(Exception):  # noqa: N818 - reads as what happened
    """Nobody answers at the server's address."""


class Hosted(msgspec.Struct, frozen=True):
    """A session that was opened, and its first facilitator's token."""

    session: str
    code: str
    join_url: str
    facilitator_url: str
    token: str


class Joined(msgspec.Struct, frozen=True):
    """A seat that was taken."""

    session: str
    seat: str
    team: str | None
    token: str


class Rest:
    """The HTTP side of one server."""

    def __init__(self, url: str, host_key: str | None = None) -> None:
        self.url = url.rstrip("/")
        self._host_key = host_key
        host = _host(url)
        near = host in ("localhost", "::1") or host.startswith("127.")
        # A proxy that the environment names does not know our own machine.
        self._opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if near else []))

    async def host(self, scenario: str, **more: Any) -> Hosted:
        """Open a session."""
        answer = await self.ask("POST", "/api/sessions", {"scenario": scenario, **more}, bearer=self._host_key)
        return msgspec.convert(answer, Hosted)

    async def join(self, code: str, name: str, field: str = "", years: int | None = None) -> Joined:
        """Take a participant's seat."""
        body: dict[str, Any] = {"code": code, "name": name, "field": field}
        if years is not None:
            body["years"] = years
        return msgspec.convert(await self.ask("POST", "/api/join", body), Joined)

    async def link(self, session: str, token: str, role: str) -> str:
        """Make a link for a further role and return its token."""
        answer = await self.ask("POST", f"/api/sessions/{session}/links", {"role": role}, bearer=token)
        made: str = answer["token"]
        return made

    async def export(self, session: str, token: str) -> Any:
        """Take the session's export."""
        return await self.ask("GET", f"/api/sessions/{session}/export?format=json", bearer=token)

    async def ask(self, method: str, path: str, body: Any = None, bearer: str | None = None) -> Any:
        """Ask one question, again if the server says to slow down."""
        for left in range(PATIENCE, -1, -1):
            try:
                return await asyncio.to_thread(self._ask, method, path, body, bearer)
            except urllib.error.HTTPError as error:
                wait = _wait(error)
                refused = _refused(error)
                if error.code != 429 or not left:
                    raise refused from None
                await asyncio.sleep(wait)
            except (http.client.HTTPException, ValueError) as error:
                raise Unreachable(f"{self.url} does not answer as a Practicum server does ({error})") from None
            except OSError as error:
                reason = getattr(error, "reason", error)
                raise Unreachable(f"{self.url} does not answer ({reason}): is a server running there?") from None
        raise AssertionError

    def _ask(self, method: str, path: str, body: Any, bearer: str | None) -> Any:
        headers = {"accept": "application/json"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["content-type"] = "application/json"
        if bearer is not None:
            headers["authorization"] = f"Bearer {bearer}"
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)  # noqa: S310
        with self._opener.open(request, timeout=30) as response:
            return json.loads(response.read())


def _host(url: str) -> str:
    """Return the host that an address names; Unreachable when it is none of a server."""
    try:
        parts = urlsplit(url)
        _, host = parts.port, parts.hostname  # a port that is none raises
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise Unreachable(f"{url} is not the address of a server: write http://host:port")
    return host


def _wait(error: urllib.error.HTTPError) -> float:
    try:
        return min(LONGEST_WAIT, max(0.05, float(error.headers.get("retry-after", "0.5"))))
    except ValueError:
        return 0.5


def _refused(error: urllib.error.HTTPError) -> Refused:
    with error:
        try:
            told = json.loads(error.read())
        except ValueError:
            told = {}
    told = told if isinstance(told, dict) else {}
    return Refused(error.code, str(told.get("code", "")), str(told.get("message", "")))
