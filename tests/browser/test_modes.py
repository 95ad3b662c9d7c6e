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


def test_a_picture_is_there_for_those_who_see_and_in_words_for_those_who_do_not(room: Room) -> None:
    """In its place, larger on a key, and when it can't be had its words stand there; the page's policy lets it show."""
    session = room.a_session(teams=1, scenario="harbor-logistics")
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
        hand.do("interview.ask", team="1", person="technician", topic="labels")
        hand.do("evidence.open", team="1", evidence="D5")
    ana.is_in("Diagnose")
    room.expects(r"404")
    ana.page.route("**/assets/D5.image", lambda route: route.fulfill(status=404, json={}))
    ana.opens("Which labels can be read")
    ana.sees("The picture could not be fetched.")
    ana.sees("Four location labels on a board")
    ana.page.unroute("**/assets/D5.image")
    ana.press("Try again")
    picture = ana.page.get_by_role("img", name="Four location labels on a board")
    expect(picture).to_be_visible()
    assert picture.evaluate("(one) => one.naturalWidth") == 960
    axe(ana.page)
    no_overflow(ana.page)
    ana.page.get_by_role("button", name="at full size").focus()
    ana.page.keyboard.press("Enter")
    expect(ana.dialog("Which labels can be read").get_by_role("img")).to_be_visible()
    axe(ana.page)
    ana.page.keyboard.press("Escape")
    expect(ana.page.get_by_role("button", name="at full size")).to_be_focused()
