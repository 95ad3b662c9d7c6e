"""The preview of a case in a browser: its screens by keyboard, a save with an error, and one without."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.looks import WIDTHS, axe, no_overflow
from tests.scenario.small import CASE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

READY = "Preview: "


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a case of one's own."""
    (tmp_path / "scenario.yaml").write_text(CASE, "utf-8")
    return tmp_path


@pytest.fixture
def address(case: Path) -> Iterator[str]:
    """Keep the case on show, as its author does."""
    command = [sys.executable, "-m", "practicum.cli", "preview", str(case), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running.stdout.readline().removeprefix(READY).strip()
        running.send_signal(signal.SIGINT)
        assert running.wait(15) == 0


def shows(page: Page, words: str) -> None:
    """Wait until the screen in the frame shows some words."""
    expect(page.frame_locator("iframe:not([data-coming])").get_by_text(words).first).to_be_visible()


def test_an_author_walks_through_the_screens_saves_an_error_and_mends_it(address: str, case: Path, room: Room) -> None:
    """Each screen in the real app; the last good one stays on show while there are errors, and the next one is told."""
    page = room.a_page()
    page.goto(f"{address}?side=causes")
    shows(page, "A small case")
    expect(page.get_by_text("Nothing in the catalogue acts on it.")).to_have_count(0)
    axe(page)

    link = page.get_by_role("link", name="D2 ")
    link.focus()
    page.keyboard.press("Enter")
    shows(page, "Rain on nine days.")
    expect(link).to_be_focused()
    page.get_by_role("group", name="Seen as").get_by_role("button", name="Facilitator").click()
    shows(page, "Rain on nine days.")
    page.get_by_role("link", name="Debrief").click()
    shows(page, "What was really wrong")

    file = case / "scenario.yaml"
    file.write_text(CASE.replace("tagline:", "tagilne:", 1), "utf-8")
    expect(page.get_by_text("What you see is the last version without errors")).to_be_visible()
    expect(page.locator("[data-announcer=polite]")).to_contain_text("stays on show")
    page.get_by_role("button", name="Read what is wrong").click()
    page.get_by_text("key.unknown").first.click()
    expect(page.get_by_text("It looks for a key")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Lobby").click()
    file.write_text(CASE.replace("title: A small case", "title: A mended case", 1), "utf-8")
    shows(page, "A mended case")
    expect(page.get_by_text("What you see is the last version")).to_have_count(0)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        no_overflow(page)
