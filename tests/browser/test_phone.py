"""On a phone one joins, reads, bets and signs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import axe, no_overflow, shot
from tests.browser.people import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def test_on_a_phone_one_joins_reads_bets_and_signs(room: Room) -> None:
    """Five tabs at the foot; nothing scrolls sideways, and axe finds no barrier behind any of them."""
    session = room.a_session(teams=1)
    ana = Participant(room.a_page(390, 844, has_touch=True), "Ana Silva")
    ana.join(room.server.url, session["code"])
    ana.is_in("Lobby")
    no_overflow(ana.page)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    page = ana.page
    for tab in ("Case", "Evidence", "Bet", "Statement"):
        ana.press(tab)
        no_overflow(page)
        axe(page)
        shot(page, f"phone-{tab}")
    ana.press("Evidence")
    ana.opens("Rework by month")
    ana.sees("Rework more than doubled after January")
    no_overflow(page)
    axe(page)
    shot(page, "phone-exhibit")
    ana.goes_back_to_the_map_or_room()
    ana.press("Statement")
    page.get_by_role("textbox", name="Is now").fill("14")
    page.get_by_role("textbox", name="Should be").fill("6")
    ana.field("The problem in one sentence").fill("Rework doubled in January.")
    ana.press("Keep this statement")
    ana.sees("Kept. Your team can agree to it.")
    ana.press("Bet")
    ana.bets({"Quality feedback arrives six weeks late": 100})
    no_overflow(page)
    ana.press("Statement")
    ana.sign()
    expect(page.get_by_text("1 of 1", exact=True)).to_be_visible()


def test_a_case_in_another_language_is_marked_as_such_and_fits(room: Room) -> None:
    """What the case says is in German for a screen reader, what the app says is not, and no long word is too wide."""
    session = room.server.ask("/api/sessions", {"scenario": "alder-mutual", "teams": 1, "language": "de"})
    ana = room.a_participant("Ana Silva", session, width=390, height=844)
    with room.a_hand(session) as hand:
        hand.go_to("brief")
        ana.sees("Nachbearbeitete Schäden")
        no_overflow(ana.page)
        hand.go_to("diagnose")
    ana.press("Evidence")
    ana.opens("Nachbearbeitung nach Monat")
    for words in ("Anteil der im Monat abgeschlossenen Schäden", "alle Standorte", "hat sich nach Januar"):
        expect(ana.page.locator("[lang=de]").get_by_text(words).last).to_be_visible()
    shown = ana.button("Show as table")
    assert shown.evaluate("(one) => one.closest('[lang]').lang") == "en"
    no_overflow(ana.page)
    axe(ana.page)
    shot(ana.page, "phone-german")
