"""The first page and the lobby: codes, names, keyboards and phones, late people and second tabs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import at_every_width, axe, in_the_dark, no_overflow, shot
from tests.browser.people import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def test_the_first_page_and_the_lobby_look_right_at_every_width_and_in_the_dark(room: Room) -> None:
    """Neither has a barrier, and neither scrolls sideways."""
    page = room.a_page()
    page.goto(room.server.url)
    expect(page.get_by_role("heading", name="Alder Mutual")).to_be_visible()
    axe(page)
    at_every_width(page, "home")
    in_the_dark(page, "home")
    session = room.a_session()
    mate = room.a_participant("Hanna Weiss", session)
    mate.is_in("Lobby")
    axe(mate.page)
    at_every_width(mate.page, "lobby")
    in_the_dark(mate.page, "lobby")


def test_a_wrong_code_and_a_missing_name_are_said_at_their_fields(room: Room) -> None:
    """What was typed stays, and the cure is in the sentence."""
    room.expects("404")
    page = room.a_page()
    person = Participant(page, "Ben")
    page.goto(room.server.url)
    person.press("Join the session")
    person.sees("The code has six characters.")
    person.sees("Write the name that your team will see.")
    person.write_code("QQQQQQ")
    person.field("Name your team will see").fill("Ben")
    person.press("Join the session")
    person.sees("No session has this code. Check it with your facilitator.")
    axe(page)
    expect(person.field("Name your team will see")).to_have_value("Ben")
    expect(page.get_by_role("textbox", name="Character 6 of 6")).to_have_value("Q")


def test_one_joins_from_a_link_with_the_keyboard_alone(room: Room) -> None:
    """The link fills the code; Tab and Enter do the rest, and say ready."""
    session = room.a_session()
    page = room.a_page()
    page.goto(f"{room.server.url}/join/{session['code']}")
    expect(page.get_by_role("textbox", name="Character 1 of 6")).to_have_value(session["code"][0])
    person = Participant(page, "Ben Abara")
    name = person.field("Name your team will see")
    for _ in range(20):
        page.keyboard.press("Tab")
        if name.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.type("Ben Abara")
    page.keyboard.press("Enter")
    person.is_in("Lobby")
    ready = page.get_by_role("switch", name="I am ready")
    for _ in range(30):
        page.keyboard.press("Tab")
        if ready.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    person.sees("1 of 1 ready.")


def test_a_taken_name_is_reclaimed_once_the_facilitator_lets_the_person_in(room: Room) -> None:
    """Somebody with a new device comes back into their own seat, with a nod."""
    room.expects("409")
    session = room.a_session()
    facilitator = room.a_facilitator(session)
    first = room.a_participant("Clara Nowak", session)
    first.is_in("Lobby")
    again = Participant(room.a_page(), "Clara Nowak")
    again.join(room.server.url, session["code"])
    again.sees("Somebody already has this name")
    axe(again.page)
    again.press("It is me: ask to be let in")
    facilitator.sees("Clara Nowak asks to be let back in")
    facilitator.press("Let in")
    again.is_in("Lobby")
    again.sees("Clara Nowak (you)")
    facilitator.sees("1 person has joined")


def test_two_tabs_of_one_seat_show_the_same_and_are_one_person(room: Room) -> None:
    """What is done in one tab is there in the other, and nobody is counted twice."""
    session = room.a_session()
    one = room.a_participant("Deniz Kaya", session)
    one.is_in("Lobby")
    two = Participant(room.a_tab(one.page.context), "Deniz Kaya")
    two.page.goto(one.page.url)
    two.is_in("Lobby")
    one.page.get_by_role("switch", name="I am ready").press("Space")
    expect(two.page.get_by_role("switch", name="I am ready")).to_be_checked()
    two.page.get_by_role("switch", name="I am ready").press("Space")
    expect(one.page.get_by_role("switch", name="I am ready")).not_to_be_checked()
    one.sees("0 of 1 ready.")


def test_a_person_renews_the_own_link_and_goes_on_where_the_old_one_opens_nothing(room: Room) -> None:
    """By keys alone; who holds the old one is told so, a second tab of the same browser goes on."""
    session = room.a_session(teams=1)
    ana = room.a_participant("Ana Silva", session)
    page, keys = ana.page, ana.page.keyboard
    ana.is_in("Lobby")
    kept = f"practicum.seat.{session['session']}"
    old = page.evaluate("(key) => localStorage.getItem(key)", kept)
    tab = Participant(room.a_tab(page.context), "Ana Silva")
    tab.page.goto(page.url)
    tab.is_in("Lobby")
    thief = room.a_page()
    thief.goto(f"{room.server.url}/s/{session['session']}#token={old}")
    expect(thief.locator('main[data-phase="lobby"]')).to_be_visible()
    ana.button("Ask for help").focus()
    keys.press("Enter")
    dialog = ana.dialog("Ask the facilitator for help")
    renew = dialog.get_by_role("button", name="Get a new link")
    expect(ana.field("What do you need?")).to_be_focused()
    keys.press("Tab")
    expect(renew).to_be_focused()
    keys.press("Enter")
    expect(page.locator("[data-announcer=polite]")).to_have_text(
        "You have a new link. The old one opens nothing any more."
    )
    expect(renew).to_be_focused()
    new = dialog.get_by_role("textbox", name="Your new link").input_value()
    assert new.partition("#token=")[2] == page.evaluate("(key) => localStorage.getItem(key)", kept) != old
    axe(page)
    expect(thief.get_by_text("This link no longer opens a seat.")).to_be_visible()
    keys.press("Escape")
    page.get_by_role("switch", name="I am ready").focus()
    keys.press("Space")
    for person in (ana, tab):
        person.is_in("Lobby")
        expect(person.page.get_by_text("1 of 1 ready.")).to_be_visible()
    page.reload()
    ana.is_in("Lobby")


def test_who_comes_late_lands_where_everybody_is(room: Room) -> None:
    """A join is computed from the state, not from having been there."""
    session = room.a_session()
    with room.a_hand(session) as hand:
        hand.go_to("design")
    late = Participant(room.a_page(1100, 760), "Late Larsen")
    late.join(room.server.url, session["code"])
    late.is_in("Design")
    no_overflow(late.page)
    shot(late.page, "late-design")
