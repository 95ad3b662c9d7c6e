"""Without a mouse: every step of Diagnose by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.looks import axe
from tests.browser.people import Participant

CAUSE = "They were never told how"

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def tab_to(page: Page, wanted: Locator, *, most: int = 80, key: str = "Tab") -> None:
    """Press Tab until this has the focus, and fail if it is never reached."""
    for _ in range(most):
        if wanted.count() and wanted.first.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {most} times {key}")


def test_diagnose_is_played_with_the_keyboard_alone(room: Room) -> None:
    """Open evidence, write a cause, move it to another box, state the gap, sign."""
    session = room.a_session(teams=1)
    ana = room.a_participant("Ana Silva", session)
    page, keys = ana.page, ana.page.keyboard
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    opens_an_exhibit(ana)
    tab_to(page, ana.button("Add a cause in Information"))
    tab_to(page, ana.button("Add a cause in Incentives"), key="ArrowRight", most=3)
    keys.press("Enter")
    expect(ana.field("A cause in Incentives")).to_be_focused()
    keys.type(CAUSE)
    keys.press("Enter")
    expect(ana.button(CAUSE)).to_be_focused()
    moves_it_by_the_menu(ana)
    moves_it_by_dragging(ana)
    axe(page)
    states_the_gap_and_signs(ana)


def opens_an_exhibit(ana: Participant) -> None:
    """Tab to a line of the room, open it, pay for it, and go back."""
    page, keys = ana.page, ana.page.keyboard
    tab_to(page, page.get_by_role("link", name="Skip to the work"))
    keys.press("Enter")
    line = page.get_by_role("button", name="Bonus policy for claims handlers")
    tab_to(page, line)
    keys.press("Enter")
    tab_to(page, ana.button("Open it for 1 h"))
    keys.press("Enter")
    ana.sees("23 h left")
    tab_to(page, ana.button("Cause map"))
    keys.press("Enter")
    expect(line).to_be_focused()


def moves_it_by_the_menu(ana: Participant) -> None:
    """`M` on a card opens its menu, which moves it and gives the focus back."""
    page, keys = ana.page, ana.page.keyboard
    keys.press("m")
    first = page.get_by_role("menuitem", name="Information")
    expect(first).to_be_focused()
    keys.press("Enter")
    expect(card_in(page, "Information")).to_be_visible()
    tab_to(page, card_in(page, "Information"))


def moves_it_by_dragging(ana: Participant) -> None:
    """Enter on the grip picks it up, Tab goes from box to box, Enter drops it."""
    page, keys = ana.page, ana.page.keyboard
    tab_to(page, ana.button(f"Drag “{CAUSE}”"), key="Shift+Tab", most=4)
    keys.press("Enter")
    tab_to(page, page.get_by_role("region", name="Knowledge"), most=10)
    keys.press("Enter")
    expect(card_in(page, "Knowledge")).to_be_visible()


def card_in(page: Page, box: str) -> Locator:
    """Find the card in a box."""
    return page.get_by_role("region", name=box).get_by_role("button", name=CAUSE, exact=True)


def states_the_gap_and_signs(ana: Participant) -> None:
    """Write the statement in its panel and agree to it."""
    page, keys = ana.page, ana.page.keyboard
    tab_to(page, ana.button("Write the gap statement").first)
    keys.press("Enter")
    for label, words in (("Is now", "14"), ("Should be", "6"), ("The problem in one sentence", "Rework doubled.")):
        tab_to(page, page.get_by_role("textbox", name=label))
        keys.type(words)
    tab_to(page, ana.button("Keep this statement"), most=10)
    keys.press("Enter")
    ana.sees("Kept. Your team can agree to it.")
    tab_to(page, ana.button("Agree and sign"))
    keys.press("Enter")
    expect(ana.button("Take back")).to_be_visible()
