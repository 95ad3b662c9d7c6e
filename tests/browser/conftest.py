"""A real Chromium, a real server, and the people who meet there.

Playwright keeps an event loop running while it is open, which other tests of the same process can't have around them:
browser and server therefore live as long as one module. A page that writes an error into its console fails its test,
unless the test said that it would.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.people import Facilitator, Participant
from tests.browser.serving import Server
from tests.browser.wire import Hand, hand

# A headless browser in a container without a sandbox or a graphics card, that calls nobody.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for a module's tests."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run one browser for a module's tests."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


class Room:
    """Where a test's people meet: their pages, their session, and what their consoles said."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._said: list[str] = []
        self._expected: list[str] = []

    def a_page(self, width: int = 1440, height: int = 900, *, dark: bool = False, **more: Any) -> Page:
        """Open a page on a device of its own."""
        scheme = "dark" if dark else "light"
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB", **more
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        return self.a_tab(context)

    def a_tab(self, context: BrowserContext) -> Page:
        """Open one more tab on a device."""
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._said.append(f"uncaught: {error.stack or error.message}"))
        return page

    def a_session(self, teams: int = 2, scenario: str = "alder-mutual") -> dict[str, str]:
        """Host a session as a program does."""
        hosted: dict[str, str] = self.server.ask("/api/sessions", {"scenario": scenario, "teams": teams})
        return hosted

    def a_facilitator(self, session: dict[str, str], **page: Any) -> Facilitator:
        """Open the facilitator's private link."""
        facilitator = Facilitator(self.a_page(**page))
        facilitator.page.goto(session["facilitator_url"])
        return facilitator

    def a_hand(self, session: dict[str, str]) -> AbstractContextManager[Hand]:
        """Give the facilitator's moves to a test that is about something else."""
        return hand(self.server.url, session["token"])

    def a_participant(self, name: str, session: dict[str, str], **page: Any) -> Participant:
        """Join and open one's place, as from one's own link."""
        seat = self.server.ask("/api/join", {"code": session["code"], "name": name})
        participant = Participant(self.a_page(**page), name)
        participant.page.goto(f"{self.server.url}/s/{seat['session']}#token={seat['token']}")
        return participant

    def expects(self, *patterns: str) -> None:
        """Say which errors in the console belong to what the test does."""
        self._expected += patterns

    def close(self) -> None:
        """Close every page; fail on what was not expected in a console."""
        for context in self._contexts:
            context.close()
        wrong = [said for said in self._said if not any(re.search(each, said) for each in self._expected)]
        assert not wrong, "the pages' consoles:\n" + "\n".join(wrong)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._said.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


@pytest.fixture
def room(server: Server, browser: Browser) -> Iterator[Room]:
    """Give a test its room, and hold its consoles to silence at the end."""
    opened = Room(server, browser)
    yield opened
    opened.close()
