"""The facilitator's console: looking is not moving, nothing is done by accident, nothing is lost by going back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import axe, no_overflow, shot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

STATEMENT = "Rework is at 14 %, and should be at 6 %."


def test_stepping_back_loses_nothing_and_going_on_warns_of_who_has_not_signed(room: Room) -> None:
    """The question before a step names the unsigned team; back and forward again, all work is there."""
    session = room.a_session()
    facilitator = room.a_facilitator(session)
    ana, ben = room.a_participant("Ana Silva", session), room.a_participant("Ben Abara", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.writes_a_cause("Knowledge", "They were never told how")
    ana.states_the_gap(STATEMENT)
    ana.sign()
    question = facilitator.ask("Next phase")
    expect(question.get_by_text("1 team has not signed off: Beech.")).to_be_visible()
    axe(facilitator.page)
    facilitator.press("Not now", within=question)
    ben.is_in("Diagnose")
    facilitator.go_next("Design")
    ana.is_in("Design")
    ana.plans("Decision guide for multi-party claims", cause="They were never told how")
    facilitator.go_back("Diagnose")
    ana.is_in("Diagnose")
    expect(ana.button("They were never told how")).to_be_visible()
    expect(ana.page.get_by_role("region", name="sign-off")).to_contain_text(STATEMENT)
    facilitator.go_next("Design")
    ana.is_in("Design")
    plan = ana.page.get_by_role("region", name="They were never told how")
    expect(plan.get_by_role("listitem").filter(has_text="Decision guide for multi-party claims")).to_be_visible()


def test_a_pause_stops_what_commits_and_says_so(room: Room) -> None:
    """Text goes on while the clock stands; signing waits, and the reason stands beside it."""
    session = room.a_session(teams=1)
    facilitator = room.a_facilitator(session)
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.states_the_gap(STATEMENT)
    facilitator.do("Pause all", "Pause all")
    sign = ana.page.get_by_role("region", name="sign-off")
    expect(sign.get_by_text("Paused by the facilitator. This waits until the session goes on.")).to_be_visible()
    expect(ana.button("Agree and sign")).to_be_disabled()
    ana.writes_a_cause("Motives", "Written in the pause")
    axe(ana.page)
    axe(facilitator.page)
    shot(ana.page, "paused")
    facilitator.do("Go on", "Go on")
    ana.sign()


def test_looking_at_a_teams_board_moves_nobody(room: Room) -> None:
    """The facilitator sees the team's screen without its controls, writes to it, answers its call, and goes back."""
    session = room.a_session()
    facilitator = room.a_facilitator(session)
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.writes_a_cause("Knowledge", "They were never told how")
    card = facilitator.page.get_by_role("article", name="Aspen")
    facilitator.press("Open board", within=card)
    facilitator.sees("They were never told how")
    expect(facilitator.button("Add a cause in Knowledge")).to_have_count(0)
    axe(facilitator.page)
    no_overflow(facilitator.page)
    shot(facilitator.page, "facilitate-board")
    facilitator.press("All teams")
    ana.press("Ask for help")
    ana.field("What do you need?").fill("Can we buy more hours?")
    ana.press("Ask for help", within=ana.page.get_by_role("dialog"))
    facilitator.sees("Can we buy more hours?")
    axe(facilitator.page)
    facilitator.press("Answer", within=facilitator.page.get_by_role("article", name="Aspen"))
    talk = facilitator.dialog("Write to Aspen")
    talk.get_by_role("textbox", name="What you say").fill("Two more, from me.")
    axe(facilitator.page)
    facilitator.press("Send, and close the request", within=talk)
    expect(talk).to_have_count(0)
    ana.press(re.compile("^Messages, 1 new"))
    ana.sees("Two more, from me.")
    axe(ana.page)
    facilitator.press("Move people")
    people = facilitator.dialog("People")
    facilitator.press("More for Ana Silva", within=people)
    facilitator.page.get_by_role("menuitem", name="Remove").click()
    facilitator.press("Remove Ana Silva", within=facilitator.dialog("Take Ana Silva out?"))
    expect(people.get_by_text("Ana Silva")).to_have_count(0)
    expect(people).to_be_focused()
    facilitator.page.keyboard.press("Escape")
    expect(people).to_have_count(0)


def test_the_projector_keeps_every_secret_until_the_debrief(room: Room) -> None:
    """The screen in the room shows the code, the phase and the clock; causes and teams' work only at the end."""
    session = room.a_session()
    room.a_participant("Ana Silva", session)
    facilitator = room.a_facilitator(session)
    facilitator.is_in("Lobby")
    screen = room.a_tab(facilitator.page.context)
    screen.goto(f"{room.server.url}/p/{session['session']}")
    expect(screen.get_by_text(session["code"])).to_be_visible()
    axe(screen)
    shot(screen, "projector-lobby")
    secrets = ("share of the gap", "can’t yet judge", "arrives six weeks late")
    with room.a_hand(session) as hand:
        for phase in ("brief", "diagnose", "design", "measure", "pitch", "run"):
            hand.go_to(phase)
            facilitator.is_in(phase.capitalize())
            expect(screen.get_by_text(phase.capitalize()).first).to_be_visible()
            assert not [secret for secret in secrets if secret in screen.content()], phase
            no_overflow(screen)
            axe(screen)
            shot(screen, f"projector-{phase}")
        hand.go_to("debrief")
    expect(screen.get_by_text("can’t yet judge").first).to_be_visible()
    axe(screen)
    no_overflow(screen)
    shot(screen, "projector-debrief")


def test_an_observer_comes_by_a_private_link_and_only_looks(room: Room) -> None:
    """The link opens one seat that sees every team and holds no control over any."""
    session = room.a_session()
    facilitator = room.a_facilitator(session, permissions=["clipboard-read", "clipboard-write"])
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("diagnose")
    ana.is_in("Diagnose")
    ana.writes_a_cause("Knowledge", "They were never told how")
    facilitator.press("Private links")
    expect(facilitator.dialog("Private links")).to_be_visible()
    axe(facilitator.page)
    observer = facilitator.dialog("Private links").get_by_role("listitem").filter(has_text="Observer")
    facilitator.press("Make and copy link", within=observer)
    expect(observer.get_by_text(re.compile("^Copied"))).to_be_visible()
    page = room.a_page()
    page.goto(facilitator.page.evaluate("() => navigator.clipboard.readText()"))
    expect(page.get_by_text("You are looking on").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(Pause all|Next phase|Nudge|Send)"))).to_have_count(0)
    assert "Handlers can’t yet judge" not in page.content()
    axe(page)
    page.get_by_role("article", name="Aspen").get_by_role("button", name="Open board").click()
    expect(page.get_by_text("They were never told how").first).to_be_visible()
    expect(page.get_by_role("button", name="Add a cause in Knowledge")).to_have_count(0)
    axe(page)
    facilitator.press("Close", within=facilitator.dialog("Private links"))
    expect(facilitator.page.get_by_role("banner").get_by_text("1 of 1").filter(visible=True)).to_be_visible()
