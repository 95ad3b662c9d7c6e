"""Hosts sign in with an OpenID Connect provider, such as their university's, instead of typing the host key.

- The way is the authorization code flow with PKCE, a state and a nonce, all three bound to this browser by a signed
  cookie of ten minutes. The ID token's signature, issuer, audience, nonce and times are checked, and that its address
  is a verified one that may host.
- Then a signed cookie says who it is, for half a day; nothing is kept on the server. Page scripts can't read it, and
  other sites' posts don't carry it. A request with it is passed on as one that gives the host key, unless it brings a
  key or token of its own; a post must come from a page of ours as well.
- Changing the host key ends every sign-in: cookies are signed by a key made from it.
- What the provider says of itself is read when it is needed, and its keys again when a token names one that is new.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from practicum.live.tracing import Tracer
from practicum.web.access import Door, Limit
from practicum.web.answers import address_of, answer, problem, slow_down
from practicum.web.bodies import Signing
from practicum.web.pages import SecurityHeaders
from practicum.web.traced import traced

BEGUN = "practicum_signing"
HOST = "practicum_host"
BEGUN_FOR = 600
SIGNED_IN_FOR = 12 * 3600
ANSWERS_WITHIN = 10.0
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
LEEWAY = 60  # seconds that clocks may differ
FOR_HOSTS = "/api/sessions"
NOT_DONE = "The sign-in was not completed. Go back to the first page and try again."
NOT_ALLOWED = "You are signed in, but this address may not open sessions here. Ask whoever runs this server."
AWAY = "The sign-in service does not answer at the moment. Please try again in a little while."

App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]
T = TypeVar("T")

logger = structlog.get_logger(__name__)


class Provider(msgspec.Struct, frozen=True):
    """Whom we trust to say who somebody is, and who of these may host: addresses, or ``@`` and a domain."""

    issuer: str
    client_id: str
    client_secret: str
    allowed: tuple[str, ...]

    def may_host(self, email: str) -> bool:
        """Say whether an address may host."""
        written = email.strip().lower()
        return any(written == one or (one[0] == "@" and written.endswith(one)) for one in map(str.lower, self.allowed))


class About(msgspec.Struct, frozen=True):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Begun(msgspec.Struct, frozen=True):
    """A sign-in on its way, as the browser keeps it."""

    state: str
    nonce: str
    verifier: str
    until: float


class SignedIn(msgspec.Struct, frozen=True):
    """Who signed in, as the browser keeps it."""

    email: str
    until: float


class Seal:
    """Signs what browsers keep for us; each kind of thing by its own name, so that none passes for another."""

    def __init__(self, host_key: str, clock: Callable[[], float]) -> None:
        self._key = hashlib.sha256(b"practicum sign-in " + host_key.encode()).digest()
        self._clock = clock

    def seal(self, thing: Begun | SignedIn) -> str:
        """Write a thing with its signature."""
        body = base64.urlsafe_b64encode(msgspec.json.encode(thing)).decode()
        return f"{body}.{self._signature(type(thing), body)}"

    def opened(self, text: str, kind: type[T]) -> T | None:
        """Read a thing of a kind; None when it is not ours, or its time is over."""
        body, _, signature = text.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(kind, body).encode()):
            return None
        thing = msgspec.json.decode(base64.urlsafe_b64decode(body), type=kind)
        return thing if getattr(thing, "until", 0) > self._clock() else None

    def _signature(self, kind: type, body: str) -> str:
        return hmac.new(self._key, f"{kind.__name__}.{body}".encode(), hashlib.sha256).hexdigest()


class SignIn:
    """Stands in front of the application: signs hosts in, and lets those through who are."""

    def __init__(
        self,
        app: App,
        *,
        provider: Provider,
        door: Door,
        host_key: str,
        base_url: str | None,
        tracer: Tracer | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._app = app
        self._provider = provider
        self._door = door
        self._host_key = host_key
        self._base_url = base_url.rstrip("/") if base_url else None
        self._clock = clock
        self._seal = Seal(host_key, clock)
        self._tries = Limit(burst=60, per_second=0.5, clock=clock)
        self._about: About | None = None
        self._keys: KeySet | None = None
        routes = {
            ("/sign-in", "GET"): self._begin,
            ("/sign-in/done", "GET"): self._done,
            ("/api/sign-in", "GET"): self._state,
            ("/api/sign-out", "POST"): self._end,
        }
        self._paths = {path for path, _ in routes}
        self._own = Starlette(
            routes=[
                Route(path, traced(handler, tracer, path), methods=[method])
                for (path, method), handler in routes.items()
            ],
            middleware=[Middleware(SecurityHeaders)],
        )

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer what is about signing in; pass everything else on."""
        if scope["type"] == "http" and scope["path"] in self._paths:
            return await self._own(scope, receive, send)
        if scope["type"] == "http" and (scope["path"] + "/").startswith(FOR_HOSTS + "/"):
            scope = self._as_host(scope)
        return await self._app(scope, receive, send)

    def _as_host(self, scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        request = Request(scope)
        headers = request.headers
        if "authorization" in headers or self._who(request) is None:
            return scope
        ours = self._door.origin_fits(headers.get("origin"), headers.get("host"))
        if request.method != "GET" and not (ours and "origin" in headers):
            return scope
        key = (b"authorization", f"Bearer {self._host_key}".encode())
        return {**scope, "headers": [*scope["headers"], key]}

    def _who(self, request: Request) -> SignedIn | None:
        signed_in = self._seal.opened(request.cookies.get(HOST, ""), SignedIn)
        # Who may host can change while somebody is signed in.
        return signed_in if signed_in is not None and self._provider.may_host(signed_in.email) else None

    # --- the four addresses

    async def _state(self, request: Request) -> Response:
        """Tell a page that one can sign in, and who has."""
        who = self._who(request)
        return answer(Signing(offered=True, email=who.email if who else ""))

    async def _end(self, request: Request) -> Response:
        """Sign out."""
        headers = request.headers
        if "origin" not in headers or not self._door.origin_fits(headers["origin"], headers.get("host")):
            return problem(403, "origin.foreign", "Pages of another site can't do this.")
        out = answer(Signing(offered=True))
        out.delete_cookie(HOST, httponly=True, samesite="lax", secure=self._is_secure(request))
        return out

    async def _begin(self, request: Request) -> Response:
        """Send a browser to the provider."""
        if self._about is None and (wait := self._tried(request)):
            return slow_down(wait)
        try:
            about = await self._described()
        except (httpx.HTTPError, msgspec.MsgspecError, ValueError) as error:
            logger.warning("web.sign_in_away", why=type(error).__name__)
            return _said(502, AWAY)
        begun = Begun(
            secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), self._clock() + BEGUN_FOR
        )
        challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": self._back(request),
            "scope": "openid email",
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        joint = "&" if urlsplit(about.authorization_endpoint).query else "?"
        away = RedirectResponse(f"{about.authorization_endpoint}{joint}{urlencode(asked)}", 303, _FRESH)
        self._keep(away, request, BEGUN, self._seal.seal(begun), BEGUN_FOR, "/sign-in")
        return away

    async def _done(self, request: Request) -> Response:
        """Take a browser back from the provider."""
        begun = self._seal.opened(request.cookies.get(BEGUN, ""), Begun)
        given = request.query_params
        if begun is None or not hmac.compare_digest(given.get("state", "").encode(), begun.state.encode()):
            return _said(400, NOT_DONE)
        if wait := self._tried(request):
            return slow_down(wait)
        if "code" not in given:
            return _said(400, NOT_DONE)
        try:
            email = await self._proved(given["code"], begun, self._back(request))
        except httpx.HTTPError as error:
            logger.warning("web.sign_in_away", why=type(error).__name__)
            return _said(502, AWAY)
        except (JoseError, msgspec.MsgspecError, ValueError, KeyError, TypeError) as error:
            # Never the text: it may hold what was in the token.
            logger.warning("web.sign_in_refused", why=type(error).__name__)
            return _said(400, NOT_DONE)
        if email is None or not self._provider.may_host(email):
            return _said(403, NOT_ALLOWED)
        back = RedirectResponse("/", 303, _FRESH)
        back.delete_cookie(BEGUN, "/sign-in", httponly=True, samesite="lax", secure=self._is_secure(request))
        self._keep(back, request, HOST, self._seal.seal(SignedIn(email, self._clock() + SIGNED_IN_FOR)), SIGNED_IN_FOR)
        return back

    # --- the provider

    async def _described(self) -> About:
        if self._about is None:
            path = self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
            about = msgspec.json.decode(await _asked("GET", path), type=About)
            if about.issuer != self._provider.issuer:
                raise ValueError("the provider calls itself something else")
            self._about = about
        return self._about

    async def _proved(self, code: str, begun: Begun, back: str) -> str | None:
        """Exchange a code, check what it brings, and give the verified address in it."""
        about, provider = await self._described(), self._provider
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": begun.verifier}
        secret: tuple[str, str] | None = provider.client_id, provider.client_secret
        if "client_secret_basic" not in about.token_endpoint_auth_methods_supported:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
            secret = None
        token = msgspec.json.decode(await _asked("POST", about.token_endpoint, data=form, auth=secret))["id_token"]
        claims = (await self._decoded(token, about)).claims
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock()),
            leeway=LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            nonce={"essential": True, "value": begun.nonce},
            exp={"essential": True},
            iat={"essential": True},
        )
        registry.validate(claims)
        # A token for several parties names the one that asked for it.
        if claims.get("azp", provider.client_id) != provider.client_id:
            return None
        return str(claims["email"]) if claims.get("email_verified") is True else None

    async def _decoded(self, token: str, about: About) -> jwt.Token:
        if self._keys is not None:
            try:
                return jwt.decode(token, self._keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError):
                pass  # perhaps its keys have changed: they are asked for below
        self._keys = KeySet.import_key_set(msgspec.json.decode(await _asked("GET", about.jwks_uri)))
        return jwt.decode(token, self._keys, algorithms=ALGORITHMS)

    # --- inside

    def _tried(self, request: Request) -> float:
        """Count one question to the provider that an address brings about; return how long it must wait, if it must."""
        address = address_of(request)
        wait = self._tries.wait(address)
        if not wait:
            self._tries.take(address)
        return wait

    def _is_secure(self, request: Request) -> bool:
        return (self._base_url or str(request.url)).startswith("https:")

    def _back(self, request: Request) -> str:
        base = self._base_url or f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"
        return f"{base}/sign-in/done"

    def _keep(self, on: Response, request: Request, name: str, value: str, seconds: int, path: str = "/") -> None:
        secure = self._is_secure(request)
        on.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="lax")


_FRESH = {"cache-control": "no-store"}


def _said(status: int, text: str) -> Response:
    return Response(text, status, _FRESH, "text/plain")


async def _asked(method: str, url: str, **more: Any) -> bytes:
    """Ask the provider; what is no answer to use is an HTTPError."""
    async with httpx.AsyncClient(timeout=ANSWERS_WITHIN, follow_redirects=False) as http:
        got = await http.request(method, url, headers={"accept": "application/json"}, **more)
        got.raise_for_status()
        return got.content
