"""A recording beside an exhibit: heard by keys alone, read by whoever can't hear it."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import axe
from tests.browser.serving import Server
from tests.scenario.small import edited

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

LOG = "D2: {title: A log, kind: document, body: Rain on nine days., hours: 2 h, unlock: ask picker.labels}"
HEARD = "D2: {title: A log, kind: document, body: Rain on nine days., recording: rain.wav}"
BROKEN = "  D3: {title: A call, kind: document, body: The line was bad., recording: call.wav}"


def silence(seconds: int) -> bytes:
    """Record nothing."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(3_000)
        sound.writeframes(b"\x80" * 3_000 * seconds)
    return file.getvalue()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server on a case with two recordings, one of which holds no sound that a browser knows."""
    folder = tmp_path_factory.mktemp("recordings")
    case = folder / "shelf/small"
    case.mkdir(parents=True)
    (case / "rain.wav").write_bytes(silence(5))
    (case / "call.wav").write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    (case / "scenario.yaml").write_text(edited((LOG, f"{HEARD}\n{BROKEN}")), "utf-8")
    running = Server(folder, folder / "shelf")
    running.start()
    yield running
    running.stop()


def test_a_recording_is_played_by_keys_and_its_words_are_there(room: Room) -> None:
    """It has the exhibit's name and its transcript; one that can't be played leaves the words."""
    session = room.a_session(teams=1, scenario="small")
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    page, keys = ana.page, ana.page.keyboard
    ana.opens("A log")
    player = page.get_by_label("Recording: A log")
    expect(player).to_be_visible()
    expect(page.get_by_role("heading", name="What is said")).to_be_visible()
    expect(page.get_by_text("Rain on nine days.")).to_be_visible()
    player.focus()
    keys.press("Space")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0")
    keys.press("Space")
    page.wait_for_function("() => document.querySelector('audio').paused")
    axe(page)
    ana.goes_back_to_the_map()
    ana.opens("A call")
    ana.sees("This browser could not play the recording. Its text is below.")
    ana.sees("The line was bad.")
