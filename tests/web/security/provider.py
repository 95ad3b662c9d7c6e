"""A small OpenID Connect provider on loopback, for tests: it signs whatever it is told to, as the standard says."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import secrets
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "practicum", "the-clients-secret"


@lru_cache
def a_key(_number: int) -> RSAKey:
    """Make a key; each is called the same, so that a name proves nothing."""
    return RSAKey.generate_key(2048, {"kid": "one"}, private=True)


class Provider:
    """Whom hosts sign in with; a test may have it lie."""

    def __init__(self) -> None:
        self.issuer = ""
        self.email: Any = "ann@learn.example"
        self.claims: dict[str, Any] = {}  # instead of the right ones; None: left out
        self.signs_with: RSAKey | None = None  # another key than it shows
        self.algorithm = "RS256"
        self.key = a_key(1)
        self._codes: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )

    async def _about(self, _request: Request) -> Response:
        at = self.issuer
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(8)
        self._codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        asked = self._codes.pop(form["code"], None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        right = (
            asked is not None
            and request.headers["authorization"] == f"Basic {basic}"
            and asked["code_challenge"] == challenge.decode()
            and asked["redirect_uri"] == form["redirect_uri"]
        )
        if asked is None or not right:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "7", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"],
            "email": self.email, "email_verified": True, **self.claims,
        }  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        if self.algorithm == "none":
            parts = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in (header, kept)]
            return JSONResponse({"id_token": ".".join([*parts, ""]), "token_type": "Bearer", "access_token": "x"})
        signed = jwt.encode(header, kept, self.signs_with or self.key)
        return JSONResponse({"id_token": signed, "token_type": "Bearer", "access_token": "x"})


@asynccontextmanager
async def running() -> AsyncIterator[Provider]:
    """Run a provider on any free port."""
    provider = Provider()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        provider.issuer = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(provider.app, lifespan="off", log_config=None, access_log=False))
        server.capture_signals = contextlib.nullcontext  # type: ignore[assignment,method-assign]
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve(sockets=[listening]))
            while not server.started:  # noqa: ASYNC110 -- uvicorn has a flag and no event
                await asyncio.sleep(0.005)
            yield provider
            server.should_exit = True
