"""Devices that are set differently: no movement, forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Room
from tests.browser.looks import axe, no_overflow, shot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

# Everything that moves now, or would take longer than a blink to change.
MOVES = """() => {
  const time = (one) => parseFloat(one) * (one.includes("ms") ? 1 : 1000);
  const isLong = (list) => list.split(",").some((one) => time(one) > 20);
  const slow = [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    return isLong(style.transitionDuration) || (style.animationName !== "none" && isLong(style.animationDuration));
  });
  const running = document.getAnimations().filter((one) => one.playState === "running");
  return [...slow.map((one) => `${one.tagName}.${one.className}`), ...running.map((one) => `${one.animationName}`)];
}"""

HAS_A_RING = """(one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def a_screen_of_diagnose(room: Room, **page: object) -> Page:
    """Give a participant's page in Diagnose with a card on the map."""
    session = room.a_session(teams=1)
    ana = room.a_participant("Ana Silva", session, **page)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.writes_a_cause("Knowledge", "They were never told how")
    return ana.page


def test_nothing_moves_for_those_who_asked_for_that(room: Room) -> None:
    """With reduced motion no transition and no animation is left."""
    page = a_screen_of_diagnose(room, reduced_motion="reduce")
    assert page.evaluate(MOVES) == []
    page.get_by_role("button", name="What to do with “They were never told how”").click()
    expect(page.get_by_role("menu")).to_be_visible()
    assert page.evaluate(MOVES) == []


def test_forced_colours_keep_everything_that_colours_said(room: Room) -> None:
    """Borders, marks and the focus ring are still there where the device chooses the colours."""
    page = a_screen_of_diagnose(room, forced_colors="active")
    axe(page)
    no_overflow(page)
    shot(page, "forced-colours")
    card = page.get_by_role("button", name="They were never told how", exact=True)
    card.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate_handle("() => document.activeElement").evaluate(HAS_A_RING)
