"""Hands that are quicker, slower or less sure than a program's: what they meant happens, once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import at_every_width, axe, in_the_dark
from tests.browser.people import Facilitator

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_double_click_opens_a_question_and_leaves_it_open(room: Room) -> None:
    """Its second press is not one beside the dialog; a later one is."""
    facilitator = room.a_facilitator(room.a_session())
    facilitator.is_in("Lobby")
    question = facilitator.page.get_by_role("alertdialog")
    for _ in range(2):  # the first dialog of a page is fetched, the second is there at once
        facilitator.button("Start the brief").dblclick()
        expect(question).to_be_visible()
        facilitator.page.wait_for_timeout(700)
        expect(question).to_be_visible()
        facilitator.page.mouse.click(5, 5)
        expect(question).to_have_count(0)
    facilitator.is_in("Lobby")


def test_a_press_that_leaves_a_figure_finds_its_button(room: Room) -> None:
    """The size of the gap is said when one leaves its figure; the button below stays under the pointer."""
    session = room.a_session()
    ana = room.a_participant("Ana", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.press("Write the gap statement", within=ana.page.get_by_role("region", name="sign-off"))
    ana.field("The problem in one sentence").fill("Rework has doubled since January.")
    ana.page.get_by_role("textbox", name="Is now").fill("14")
    ana.page.get_by_role("textbox", name="Should be").fill("6")
    place = ana.button("Keep this statement").bounding_box()
    assert place is not None
    ana.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, delay=80)
    ana.sees("Kept. Your team can agree to it.")


def test_who_is_moved_is_told_where_they_are(room: Room) -> None:
    """Another board without a word would look like lost work."""
    session = room.a_session()
    ana = room.a_participant("Ana", session)
    ana.is_in("Lobby")
    with room.a_hand(session) as hand:
        seat = next(key for key, record in hand.records.items() if key.startswith("seat/") and record["name"] == "Ana")
        hand.do("seat.move", seat=seat.removeprefix("seat/"), team="2")
    ana.sees("The facilitator has moved you. You are in Beech now")
    ana.press("Close")
    expect(ana.button("Close")).to_have_count(0)


def test_a_word_to_all_stands_over_the_work_until_it_is_closed(room: Room) -> None:
    """On a phone too; once closed it does not come up again, and the next one does."""
    session = room.a_session()
    ana = room.a_participant("Ana", session, width=390, height=844)
    ana.is_in("Lobby")
    with room.a_hand(session) as hand:
        hand.do("say.all", text="Read the brief <b>first</b>.")
        said = ana.page.get_by_text("Facilitator, to all: Read the brief <b>first</b>.")
        expect(said).to_be_visible()
        ana.press("Close")
        expect(said).to_have_count(0)
        ana.page.reload()
        ana.is_in("Lobby")
        hand.do("chat.say", team="1", text="Have you seen the numbers?")
        expect(ana.page.get_by_text("Facilitator, to your team: Have you seen the numbers?")).to_be_visible()
        expect(said).to_have_count(0)


def test_many_messages_leave_the_field_and_the_way_out_in_the_window(room: Room) -> None:
    """What was said scrolls by itself, to the last of it; the panel is never longer than the screen."""
    session = room.a_session()
    ana = room.a_participant("Ana", session)
    ana.is_in("Lobby")
    with room.a_hand(session) as hand:
        for number in range(30):
            hand.do("chat.say", team="1", text=f"Message {number}")
    ana.press(re.compile("^Messages, "))
    panel = ana.dialog("Messages")
    expect(panel.get_by_text("Message 29", exact=True)).to_be_in_viewport()
    expect(ana.field("Write to your team")).to_be_in_viewport()
    expect(panel.get_by_role("button", name="Close")).to_be_in_viewport()


def test_the_first_page_leads_back_to_ones_seat(room: Room) -> None:
    """Whoever lands there, by a click beside or a closed tab, needs neither the code nor a nod."""
    session = room.a_session()
    ana = room.a_participant("Ana Silva", session, width=390, height=844)
    facilitator = room.a_facilitator(session)
    ana.is_in("Lobby")
    facilitator.is_in("Lobby")
    for person, who in ((ana, "Ana Silva"), (facilitator, "Facilitator")):
        person.page.goto(room.server.url)
        person.page.get_by_role("link", name=f"Alder Mutual, as {who}").click()
    ana.is_in("Lobby")
    facilitator.is_in("Lobby")
    with room.a_hand(session) as hand:
        seat = next(key for key, record in hand.records.items() if key.startswith("seat/") and record["team"])
        hand.do("seat.remove", seat=seat.removeprefix("seat/"))
    ana.sees("This session is closed to you")
    ana.page.goto(room.server.url)
    expect(ana.field("Name your team will see")).to_be_visible()
    expect(ana.page.get_by_role("link", name=re.compile("^Alder Mutual, as"))).to_have_count(0)


def test_a_host_without_the_private_link_gets_into_the_console_again(room: Room) -> None:
    """The first page lists the sessions of this server, and makes a new link."""
    body = {"scenario": "alder-mutual", "teams": 1, "name": "Tuesday\u2019s group"}
    session = room.server.ask("/api/sessions", body)
    page = room.a_page()
    host = Facilitator(page)
    page.goto(room.server.url)
    host.press("Show the sessions")
    row = page.get_by_role("listitem").filter(has_text=session["code"])
    expect(row).to_contain_text("Tuesday\u2019s group")
    axe(page)
    at_every_width(page, "sessions")
    in_the_dark(page, "sessions")
    row.get_by_role("button", name="Open the console of Tuesday\u2019s group").click()
    host.is_in("Lobby")


def test_a_double_click_on_the_way_back_stays_in_the_console(room: Room) -> None:
    """The link to the first page stands where the board's way back stood."""
    facilitator = room.a_facilitator(room.a_session())
    facilitator.is_in("Lobby")
    facilitator.button("Open board").first.click()
    facilitator.button("All teams").dblclick()
    facilitator.is_in("Lobby")
    facilitator.page.wait_for_timeout(600)
    facilitator.is_in("Lobby")
