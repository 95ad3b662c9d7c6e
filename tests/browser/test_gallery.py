"""The gallery's literal states: what a played session seldom shows is held to the same looks as the rest."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import at_every_width, axe, in_the_dark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

CLIENT = Path(__file__).parents[2] / "client"
NODE = Path(sys.executable).parent / "node"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the gallery and serve it on a loopback port."""
    folder = tmp_path_factory.mktemp("gallery")
    command = [str(NODE), "node_modules/vite/bin/vite.js", "build", "gallery", "--config", "vite.config.ts"]
    command += ["--outDir", str(folder), "--emptyOutDir", "--logLevel", "error"]
    subprocess.run(command, cwd=CLIENT, check=True, stdin=subprocess.DEVNULL)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def in_the_light(page: Page, name: str) -> None:
    """Look for barriers, and for what doesn't fit."""
    axe(page)
    at_every_width(page, f"gallery-{name}")


def in_dark_colours(page: Page, name: str) -> None:
    """Look at the contrast of dark colours: tokens are checked in pairs, so each state needs it seldom."""
    in_the_dark(page, f"gallery-{name}")


@pytest.mark.parametrize(
    "half, look",
    [
        pytest.param(0, in_the_light, id="first"),
        pytest.param(1, in_the_light, id="second"),
        pytest.param(0, in_dark_colours, id="first, dark", marks=pytest.mark.soak(minutes=0.5)),
        pytest.param(1, in_dark_colours, id="second, dark", marks=pytest.mark.soak(minutes=0.5)),
    ],
)
def test_every_state_of_the_gallery_has_no_barrier_and_fits(
    gallery: str, browser: Browser, half: int, look: Callable[[Page, str], None]
) -> None:
    """Axe, three widths and a silent console, for each state; in the long run dark colours too."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    # What a server would draw is not there: pictures of codes.
    page.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None
    )
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error.message}"))
    page.goto(gallery)
    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()
    names = page.get_by_role("link").all_inner_texts()
    assert names
    for name in names[half::2]:
        page.goto(f"{gallery}?state={name}", wait_until="networkidle")
        try:
            expect(page.get_by_role("main"), name).to_be_visible()
            look(page, name)
        except AssertionError as error:
            wrong.append(f"{name}: {error}")
    context.close()
    assert not wrong, "\n".join(wrong)
