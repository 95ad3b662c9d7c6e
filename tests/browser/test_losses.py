"""Reloads, killed servers and lost connections: what was typed stays, what was done is sent once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import axe, shot
from tests.browser.people import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

# What a browser says by itself while nobody answers at the server's address.
NOBODY_ANSWERS = ("ERR_CONNECTION_REFUSED", "WebSocket connection to", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")


def in_diagnose(room: Room) -> tuple[Participant, Participant]:
    """Give two team-mates in Diagnose."""
    session = room.a_session(teams=1)
    people = room.a_participant("Ana Silva", session), room.a_participant("Clara Nowak", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    for person in people:
        person.is_in("Diagnose")
        person.has_fetched("BarChart")
    return people


def test_a_reload_keeps_the_place_and_every_draft(room: Room) -> None:
    """The exhibit that was open is open, and half a sentence is still half a sentence."""
    ana, _ = in_diagnose(room)
    ana.press("Add a cause in Motives")
    ana.field("A cause in Motives").fill("Nobody asks them what")
    ana.page.reload()
    ana.is_in("Diagnose")
    ana.press("Add a cause in Motives")
    expect(ana.field("A cause in Motives")).to_have_value("Nobody asks them what")
    ana.opens("Rework by month")
    expect(ana.page.get_by_role("heading", name="Rework by month").first).to_be_visible()
    ana.page.reload()
    expect(ana.page.get_by_role("heading", name="Rework by month").first).to_be_visible()
    ana.goes_back_to_the_map()


def test_a_killed_server_costs_nobody_anything(room: Room) -> None:
    """The strip says that nothing comes through; typing goes on; what was done meanwhile arrives once, in order."""
    room.expects(*NOBODY_ANSWERS)
    ana, clara = in_diagnose(room)
    ana.writes_a_cause("Knowledge", "Said before the server died")
    clara.sees("Said before the server died")
    room.server.kill()
    ana.sees("Not connected.")
    axe(ana.page)
    shot(ana.page, "not-connected")
    ana.writes_a_cause("Knowledge", "Said while it was gone")
    ana.writes_a_cause("Motives", "Said while it was gone, too")
    ana.sees("We kept your last 2 changes and will send them when you are back.")
    expect(clara.page.get_by_text("Said while it was gone")).to_have_count(0)
    ana.press("Add a cause in Capacity")
    ana.field("A cause in Capacity").fill("Half a sentence")
    ana.press("Try now")
    ana.sees("Not connected.")
    ana.sees(re.compile("Trying again"))
    room.server.start()
    clara.is_told_of_the_network()
    ana.field("A cause in Capacity").press_sequentially(", and the rest")
    ana.sees("Your 2 changes are in.")
    expect(ana.field("A cause in Capacity")).to_have_value("Half a sentence, and the rest")
    for cause in ("Said before the server died", "Said while it was gone", "Said while it was gone, too"):
        for person in (ana, clara):
            expect(person.button(cause)).to_have_count(1)


def test_everything_can_be_opened_while_the_server_is_away(room: Room) -> None:
    """A page that was open for a moment has what it needs: exhibits, panels, menus, keys."""
    room.expects(*NOBODY_ANSWERS)
    ana, _ = in_diagnose(room)
    room.server.stop()
    ana.sees("Not connected.")
    ana.opens("Rework by month")
    ana.sees("Rework more than doubled after January")
    ana.goes_back_to_the_map()
    ana.writes_a_cause("Motives", "Nobody asks them")
    ana.press("What to do with “Nobody asks them”")
    ana.page.get_by_role("menuitem", name="Information").click()
    expect(ana.page.get_by_role("region", name="Information").get_by_text("Nobody asks them")).to_be_visible()
    ana.sees_the_steps()
    ana.press("Write the gap statement", within=ana.page.get_by_role("region", name="What to do"))
    expect(ana.field("The problem in one sentence")).to_be_editable()
    ana.press("Messages")
    expect(ana.field("Write to your team")).to_be_editable()
    room.server.start()


def test_what_is_done_without_a_server_outlives_the_page(room: Room) -> None:
    """Moves wait on the device; a page that is loaded again once the server is back sends them, once."""
    room.expects(*NOBODY_ANSWERS)
    ana, clara = in_diagnose(room)
    room.server.stop()
    ana.sees("Not connected.")
    ana.writes_a_cause("Resources", "Written on the train")
    sign = ana.page.get_by_role("region", name="sign-off")
    expect(sign.get_by_role("button", name=re.compile("^Agree"))).to_have_count(0)
    room.server.start()
    ana.page.reload()
    ana.is_in("Diagnose")
    expect(ana.button("Written on the train")).to_have_count(1)
    clara.page.reload()
    expect(clara.button("Written on the train")).to_have_count(1)


def test_signing_waits_for_the_connection_and_says_so(room: Room) -> None:
    """What commits a team is not promised while nobody can hear it."""
    room.expects(*NOBODY_ANSWERS)
    ana, _ = in_diagnose(room)
    ana.states_the_gap("Rework is at 14 %, and should be at 6 %.")
    expect(ana.button("Agree and sign")).to_be_enabled()
    room.server.stop()
    sign = ana.page.get_by_role("region", name="sign-off")
    expect(sign.get_by_text("Not connected. This waits until you are back.")).to_be_visible()
    expect(ana.button("Agree and sign")).to_be_disabled()
    room.server.start()
    ana.is_told_of_the_network()
    expect(ana.button("Agree and sign")).to_be_enabled()
    ana.sign()
