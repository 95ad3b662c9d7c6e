"""Hosts who sign in with a provider: the whole way, and everything that is not quite it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio

from practicum.serving import CannotStartError
from practicum.web.sign_in import Begun, Seal, SignedIn
from practicum.web.sign_in import Provider as Trusted
from tests.web.conftest import Start
from tests.web.people import Table
from tests.web.security.provider import CLIENT, SECRET, Provider, a_key, running

KEY = "the-hosts-key-of-this-server"
CASE = {"scenario": "alder-mutual"}


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Provider]:
    """Run a provider."""
    async with running() as found:
        yield found


@pytest_asyncio.fixture
async def server(start: Start, provider: Provider) -> AsyncIterator[Table]:
    """Run a server that is open to its hosts alone, and trusts the provider."""
    trusted = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_allowed": ("@learn.example", "bob@other.example"),
    }
    async with start(host="0.0.0.0", host_key=KEY, **trusted) as table:  # noqa: S104
        table.http.base_url = httpx.URL(table.url.replace("0.0.0.0", "127.0.0.1"))  # noqa: S104
        yield table


async def to_the_provider(server: Table) -> str:
    """Begin to sign in, and give the address that leads back from the provider."""
    away = await server.http.get("/sign-in")
    assert away.status_code == 303
    back = await server.http.get(away.headers["location"])
    assert back.status_code == 303, back.text
    return back.headers["location"]


async def signs_in(server: Table) -> httpx.Response:
    """Go the whole way."""
    return await server.http.get(await to_the_provider(server))


async def opens(server: Table, **headers: str) -> int:
    """Try to open a session, as a page does."""
    return (await server.http.post("/api/sessions", json=CASE, headers=headers)).status_code


def ours(server: Table) -> str:
    """Give our own origin."""
    return str(server.http.base_url).rstrip("/")


async def test_a_host_signs_in_and_opens_sessions_without_the_key(server: Table) -> None:
    """From a page of ours; the cookie is no script's and no other site's, and says nothing secret."""
    assert await opens(server, origin=ours(server)) == 401
    done = await signs_in(server)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    cookie = next(one for one in done.headers.get_list("set-cookie") if one.startswith("practicum_host="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert KEY not in cookie
    assert (await server.http.get("/api/sign-in")).json() == {"offered": True, "email": "ann@learn.example"}
    assert await opens(server, origin=ours(server)) == 201


async def test_another_sites_page_gets_nothing_from_a_host_who_is_signed_in(server: Table) -> None:
    """Nor does a post that doesn't say where it comes from, a form, or a key that is wrong."""
    await signs_in(server)
    assert await opens(server, origin="https://evil.example") == 403
    assert await opens(server) == 401
    assert await opens(server, origin=ours(server), authorization="Bearer wrong") == 401
    form = await server.http.post("/api/sessions", content=b"{}", headers={"origin": ours(server)})
    assert form.status_code == 415
    assert (await server.http.post("/api/sign-out", headers={"origin": "https://evil.example"})).status_code == 403
    assert await opens(server, origin=ours(server)) == 201


async def test_who_signs_out_is_out(server: Table) -> None:
    """The key still opens."""
    await signs_in(server)
    await server.http.post("/api/sign-out", headers={"origin": ours(server)})
    assert (await server.http.get("/api/sign-in")).json()["email"] == ""
    assert await opens(server, origin=ours(server)) == 401
    assert await opens(server, authorization=f"Bearer {KEY}") == 201


async def test_only_who_is_allowed_may_host(server: Table, provider: Provider) -> None:
    """Others are told, and not signed in."""
    for email in ("eve@evil.example", "ann@learn.example.evil.example", "", None, "@learn.example.x"):
        provider.email = email
        assert (await signs_in(server)).status_code in (400, 403), email
        assert await opens(server, origin=ours(server)) == 401, email


# Another's token, an old one, one of another sign-in, or of an address that nobody has checked.
NOT_QUITE: list[dict[str, Any]] = [
    {"iss": "https://evil.example"},
    {"aud": "another-client"},
    {"aud": [CLIENT, "another"], "azp": "another"},
    {"nonce": "another"},
    {"nonce": None},
    {"exp": 1},
    {"exp": None},
    {"email_verified": False},
    {"email_verified": None},
    {"email_verified": "true"},
]


async def test_a_token_that_is_not_quite_right_signs_nobody_in(server: Table, provider: Provider) -> None:
    """For each claim that is wrong or missing; a right one does afterwards."""
    for claims in NOT_QUITE:
        provider.claims = claims
        assert (await signs_in(server)).status_code in (400, 403), claims
        assert await opens(server, origin=ours(server)) == 401, claims
    provider.claims = {}
    assert (await signs_in(server)).status_code == 303


async def test_a_token_that_is_signed_by_another_or_by_nobody_signs_nobody_in(
    server: Table, provider: Provider
) -> None:
    """Whatever it says of its key."""
    provider.signs_with = a_key(2)
    assert (await signs_in(server)).status_code == 400
    provider.algorithm = "none"
    assert (await signs_in(server)).status_code == 400
    assert await opens(server, origin=ours(server)) == 401


async def test_a_provider_may_change_its_key(server: Table, provider: Provider) -> None:
    """It is asked again."""
    assert (await signs_in(server)).status_code == 303
    provider.key = a_key(2)
    server.http.cookies.clear()
    assert (await signs_in(server)).status_code == 303


async def test_a_way_back_is_good_once_in_its_own_browser(server: Table) -> None:
    """With another state, without the cookie of the beginning, without a code, and a second time: not done."""
    back = await to_the_provider(server)
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert (await server.http.get(back.replace(state, "another"))).status_code == 400
    assert (await server.http.get(f"/sign-in/done?state={state}&error=access_denied")).status_code == 400
    async with httpx.AsyncClient() as elsewhere:
        assert (await elsewhere.get(back)).status_code == 400
    assert (await server.http.get(back)).status_code == 303
    assert (await server.http.get(back)).status_code == 400


async def test_the_provider_is_asked_at_a_pace(server: Table, provider: Provider) -> None:
    """By each address: neither while it can't be read what it is, nor with made-up codes."""
    here, elsewhere = ({"x-forwarded-for": f"203.0.113.{number}"} for number in (1, 2))
    at, provider.issuer = provider.issuer, "https://another.example"
    assert await until_told_to_wait(server, "/sign-in", here) == {502}
    provider.issuer = at
    state = parse_qs(urlsplit(await to_the_provider(server)).query)["state"][0]
    assert await until_told_to_wait(server, f"/sign-in/done?state={state}&error=x", elsewhere) == {400}


async def until_told_to_wait(server: Table, path: str, headers: dict[str, str]) -> set[int]:
    """Ask over and over, and say how it was answered before."""
    before: set[int] = set()
    while (status := (await server.http.get(path, headers=headers)).status_code) != 429:
        before.add(status)
    return before


async def test_a_provider_that_is_away_is_told(server: Table, provider: Provider) -> None:
    """502 and a sentence, and the key still opens."""
    at, provider.issuer = provider.issuer, "https://another.example"  # it calls itself something else
    assert (await server.http.get("/sign-in")).status_code == 502
    provider.issuer = at
    assert await opens(server, authorization=f"Bearer {KEY}") == 201


def test_a_seal_holds_for_its_own_kind_key_and_time() -> None:
    """What was sealed for one purpose, by another key or before too long is nothing."""
    now = 100.0
    seal = Seal("key", lambda: now)
    sealed = seal.seal(SignedIn("ann@learn.example", 200))
    assert seal.opened(sealed, SignedIn) == SignedIn("ann@learn.example", 200)
    assert seal.opened(sealed, Begun) is None
    assert Seal("another", lambda: now).opened(sealed, SignedIn) is None
    for wrong in ("", ".", sealed[:-1], "x" + sealed, sealed + "0", sealed.split(".")[0] + "."):
        assert seal.opened(wrong, SignedIn) is None
    now = 200.0
    assert seal.opened(sealed, SignedIn) is None


def test_a_domain_is_the_whole_of_what_is_behind_the_at() -> None:
    """And an address is itself, whatever its capitals."""
    trusted = Trusted("", "", "", ("@Learn.Example", "Bob@other.example"))
    assert trusted.may_host("ANN@learn.example")
    assert trusted.may_host("bob@OTHER.example")
    for wrong in ("ann@sub.learn.example", "ann@notlearn.example", "eve@other.example", "learn.example", ""):
        assert not trusted.may_host(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_client_secret": ""},
        {"oidc_allowed": ()},
        {"oidc_allowed": ("learn.example",)},
        {"oidc_issuer": "http://learn.example"},
    ],
    ids=str,
)
async def test_half_a_setting_is_told_at_the_start(start: Start, wrong: dict[str, Any]) -> None:
    """In a sentence that names the variable."""
    whole = {"oidc_issuer": "https://id.example", "oidc_client_id": "p", "oidc_client_secret": "s"}
    with pytest.raises(CannotStartError, match="PRACTICUM_OIDC_"):
        async with start(**{**whole, "oidc_allowed": ("@learn.example",), **wrong}):
            pass


async def test_without_a_provider_nobody_is_offered_to_sign_in(start: Start) -> None:
    """And there is nowhere to."""
    async with start() as server:
        assert (await server.http.get("/api/sign-in")).json() == {"offered": False, "email": ""}
        assert (await server.http.get("/sign-in")).status_code == 404
