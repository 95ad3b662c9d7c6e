"""The built client as browsers get it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.routing import Route

from practicum.web.pages import ROUTES, Pages

PLAIN = {"accept-encoding": "identity"}


def built(folder: Path) -> Pages:
    """Put a small client into a folder."""
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<html><head><title>P</title></head><body></body></html>")
    (folder / "assets/app-1a2b.js").write_text("let plain")
    (folder / "assets/app-1a2b.js.br").write_bytes(b"brotli")
    (folder / "assets/app-1a2b.js.gz").write_bytes(b"gzip")
    (folder / "mark.svg").write_text("<svg/>")
    return Pages(folder)


@pytest_asyncio.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Talk to an application that has pages only."""
    pages = built(tmp_path)
    app = Starlette(routes=[*(Route(path, pages.page) for path in ROUTES), Route("/{path:path}", pages.file)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://practicum.example", headers=PLAIN
    ) as client:
        yield client


async def test_every_address_of_the_client_shows_its_page(http: httpx.AsyncClient) -> None:
    """Fresh each time, with a nonce of its own that the policy names."""
    nonces = set()
    for path in ("/", "/join", "/join/ABC-DEF", "/s/abc", "/f/abc", "/p/abc"):
        answer = await http.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        found = re.search(r'nonce="([^"]+)"', answer.text)
        assert found
        assert f"'nonce-{found[1]}'" in answer.headers["content-security-policy"]
        assert "ws://practicum.example" in answer.headers["content-security-policy"]
        nonces.add(found[1])
    assert len(nonces) == 6


async def test_hashed_files_are_kept_for_ever_and_others_are_asked_for_again(http: httpx.AsyncClient) -> None:
    """With a tag, so that asking again costs nothing."""
    assert "immutable" in (await http.get("/assets/app-1a2b.js")).headers["cache-control"]
    mark = await http.get("/mark.svg")
    assert mark.headers["cache-control"] == "no-cache"
    assert (await http.get("/mark.svg", headers={"if-none-match": mark.headers["etag"]})).status_code == 304


async def test_a_browser_gets_the_smallest_form_that_it_takes(http: httpx.AsyncClient) -> None:
    """Brotli before gzip before plain."""
    for takes, encoding, length in (("gzip, br", "br", 6), ("gzip", "gzip", 4), ("identity", None, 9)):
        async with http.stream("GET", "/assets/app-1a2b.js", headers={"accept-encoding": takes}) as answer:
            assert answer.headers.get("content-encoding") == encoding
            assert int(answer.headers["content-length"]) == length
            assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/assets/none.js", "/index.html", "/../pyproject.toml", "/assets/app-1a2b.js.br"])
async def test_only_files_of_the_client_are_there(http: httpx.AsyncClient, path: str) -> None:
    """404 for everything else."""
    assert (await http.get(path)).status_code == 404


async def test_a_foreign_host_name_can_not_write_into_the_policy(http: httpx.AsyncClient) -> None:
    """It is left out when it is more than a name."""
    answer = await http.get("/", headers={"host": "a; script-src *"})
    assert "script-src *" not in answer.headers["content-security-policy"]


async def test_without_a_built_client_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    """503, and the command."""
    app = Starlette(routes=[Route("/", Pages(tmp_path).page)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http:
        answer = await http.get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text
