"""The browser client, as built: files with hashed names for ever, the page itself always fresh.

- The page answers on every address that the client routes by itself: ``/``, ``/join/…``, ``/s/…``, ``/f/…``, ``/p/…``.
- Files are read once, at the start, and sent in the smallest form that the browser takes: brotli, gzip or plain.
- The content security policy allows nothing but our own files, and pictures and recordings that a page has fetched
  with its token. Styles that a library adds at run time carry a nonce,
  drawn anew for each page.
- No page is shown in a frame, but on a server whose own pages show the others.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
ROUTES = ("/", "/join", "/join/{rest:path}", "/s/{rest:path}", "/f/{rest:path}", "/p/{rest:path}")

_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,260}")
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Practicum</title>
<h1>The browser client is not built</h1>
<p>The server runs, but it has no pages to show. Run <code>make run</code> in the project's folder: it builds the client
and starts the server.</p></html>"""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def policy(host: str, nonce: str | None = None, *, framed: bool = False) -> str:
    """Write the content security policy for a page at a host; ``framed`` lets our own pages show it in a frame."""
    # Older Safari does not take 'self' to include websockets, so they are named.
    sockets = f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    around = "'self'" if framed else "'none'"
    return (
        f"default-src 'self'; script-src 'self'; style-src {styles}; font-src 'self'; "
        f"img-src 'self' data: blob:; media-src 'self' blob:; "
        f"connect-src 'self' {sockets}; object-src 'none'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {around}"
    )


class SecurityHeaders:
    """Adds the headers that every answer carries."""

    def __init__(self, app: Callable[..., Awaitable[None]], *, framed: bool = False) -> None:
        self._app = app
        self._always = {**_ALWAYS, "x-frame-options": "SAMEORIGIN"} if framed else _ALWAYS

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Pass a request on, and add headers to its answer."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._always.items():
                    headers.setdefault(name, value)
                if "content-security-policy" not in headers:
                    headers["content-security-policy"] = "default-src 'none'; frame-ancestors 'none'"
            await send(message)

        return await self._app(scope, receive, send_with_headers)


class _File:
    """One built file in every form that it has."""

    def __init__(self, path: Path, name: str) -> None:
        self.type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if self.type.startswith("text/") or self.type == "application/javascript":
            self.type += "; charset=utf-8"
        self.forms: dict[str, bytes] = {"": path.read_bytes()}
        for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
            packed = path.with_name(path.name + ending)
            if packed.is_file():
                self.forms[encoding] = packed.read_bytes()
        self.tag = f'"{hashlib.sha256(self.forms[""]).hexdigest()[:24]}"'
        # Only what the build named after its content may be kept for ever.
        self.caching = FOREVER if name.startswith("assets/") else FRESH

    def answer(self, request: Request) -> Response:
        """Send the smallest form that the browser takes."""
        headers = {"etag": self.tag, "cache-control": self.caching, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        takes = {part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
        encoding = next((form for form in ("br", "gzip") if form in self.forms and form in takes), "")
        if encoding:
            headers["content-encoding"] = encoding
        return Response(self.forms[encoding], media_type=self.type, headers=headers)


class Pages:
    """The built client."""

    def __init__(self, folder: Path, *, framed: bool = False) -> None:
        self._framed = framed
        self._files: dict[str, _File] = {}
        if (folder / "index.html").is_file():
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and path.suffix not in (".br", ".gz", ".map") and not name.startswith("."):
                    self._files[name] = _File(path, name)
        page = self._files.pop("index.html", None)
        self._page = page.forms[""].decode() if page else None

    async def page(self, request: Request) -> Response:
        """Send the page, with a nonce of its own."""
        host = request.headers.get("host", "")
        if self._page is None:
            headers = {"content-security-policy": policy(host, framed=self._framed), "cache-control": "no-store"}
            return HTMLResponse(_NOT_BUILT, status_code=503, headers=headers)
        nonce = secrets.token_urlsafe(16)
        meta = f'<meta property="csp-nonce" content="{nonce}" nonce="{nonce}"></head>'
        headers = {"content-security-policy": policy(host, nonce, framed=self._framed), "cache-control": "no-store"}
        return HTMLResponse(self._page.replace("</head>", meta, 1), headers=headers)

    async def file(self, request: Request) -> Response:
        """Send a built file."""
        found = self._files.get(request.path_params["path"])
        return found.answer(request) if found else Response("Not found", status_code=404, media_type="text/plain")
