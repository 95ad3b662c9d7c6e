"""Without a mouse: every step of Diagnose, Design, Measure and the year, and the console, by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Room
from tests.browser.looks import axe
from tests.browser.people import Facilitator, Participant

CAUSE = "They were never told how"
GUIDE = "Decision guide for multi-party claims"
RESIGNS = "The lead of the pilot branch resigns"
RELEASE = "Operations can’t release handlers for eight weeks"

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


def test_design_measure_and_the_year_are_played_with_the_keyboard_alone(room: Room) -> None:
    """Plan and measure something, take it out again and back in, sign both; answer an event, change the plan."""
    session = room.a_session(teams=1)
    ana = room.a_participant("Ana Silva", session)
    with room.a_hand(session) as hand:
        hand.go_to("design")
        ana.is_in("Design")
        plans_and_signs(ana)
        hand.go_to("measure")
        ana.is_in("Measure")
        measures_and_signs(ana)
        hand.go_to("run")
        ana.is_in("Run")
        answers_what_happened(ana)
        changes_the_plan(ana)


def plans_and_signs(ana: Participant) -> None:
    """Add it from the catalogue, take it out and in where it is read, move it by the menu of its bar, agree."""
    keys = ana.page.keyboard
    tab_to(ana.page, ana.page.get_by_role("link", name="Skip to the work"))
    keys.press("Enter")
    tab_to(ana.page, ana.button(f"Add {GUIDE} to the plan"))
    keys.press("Enter")
    expect(ana.button(re.compile(f"^{GUIDE} £"))).to_be_focused()
    about = ana.page.get_by_role("region", name=GUIDE, exact=True)
    tab_to(ana.page, about.get_by_role("button", name="Remove from the plan"))
    keys.press("Enter")
    expect(about.get_by_role("button", name=f"Add {GUIDE} to the plan")).to_be_focused()
    keys.press("Enter")
    tab_to(ana.page, ana.button(f"Change {GUIDE}"))
    keys.press("Enter")
    expect(ana.page.get_by_role("menuitem").first).to_be_focused()
    keys.type("Month 3")
    expect(ana.page.get_by_role("menuitem", name="Month 3")).to_be_focused()
    keys.press("Enter")
    expect(ana.button(f"Change {GUIDE}")).to_be_focused()
    signs(ana)


def measures_and_signs(ana: Participant) -> None:
    """Choose a metric with the space bar, write its target, its month and its owner, drop it, have it back, agree."""
    page, keys = ana.page, ana.page.keyboard
    chosen = page.get_by_role("checkbox", name="Measure Claims reworked")
    tab_to(page, chosen)
    keys.press("Space")
    expect(chosen).to_be_checked()
    tab_to(page, page.get_by_role("textbox", name="Target"))
    keys.type("8")
    tab_to(page, page.get_by_label("By month"), most=4)
    keys.press("End")
    tab_to(page, page.get_by_role("textbox", name="Owner"), most=6)
    keys.type("Daniel Osei")
    keys.press("Enter")
    row = page.get_by_role("row", name="Claims reworked")
    expect(row).to_contain_text("Daniel Osei")
    expect(row).to_contain_text("8 %")
    expect(row.get_by_role("cell", name="12", exact=True)).to_be_visible()
    tab_to(page, ana.button("Do not measure this"), most=4)
    keys.press("Enter")
    expect(ana.button("Measure this")).to_be_focused()
    keys.press("Enter")
    expect(row).to_contain_text("Daniel Osei")
    signs(ana)


def answers_what_happened(ana: Participant) -> None:
    """Put an event off and take it up again, read it, answer for the team; the focus stays with what has happened."""
    page, keys = ana.page, ana.page.keyboard
    here = page.get_by_role("region", name="What has happened")
    tab_to(page, here.get_by_role("button", name="Later"))
    keys.press("Enter")
    expect(here.get_by_role("button", name=re.compile(RESIGNS))).to_be_focused()
    keys.press("Enter")
    choice = here.get_by_role("radio").first
    expect(choice).to_be_visible()
    tab_to(page, choice, most=10)
    keys.press("Space")
    expect(choice).to_be_checked()
    tab_to(page, here.get_by_role("button", name="Answer for the team"), most=6)
    keys.press("Enter")
    ana.sees(re.compile("^You answered"))
    expect(page.locator(":focus")).to_be_visible()


def changes_the_plan(ana: Participant) -> None:
    """Open the plan between two steps, put one more thing into it, and go back to the results."""
    page, keys = ana.page, ana.page.keyboard
    expect(ana.button("Change the plan")).to_be_visible()
    tab_to(page, ana.button("Change the plan"))
    keys.press("Enter")
    tab_to(page, ana.button("Add Quality feedback in the same week to the plan"))
    keys.press("Enter")
    ana.sees("You are changing the plan. It is open until the next three months pass.")
    tab_to(page, ana.button("Back to the results"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Month 3")).to_be_visible()


def signs(ana: Participant) -> None:
    """Reach the sign-off and agree."""
    tab_to(ana.page, ana.button("Agree and sign"))
    ana.page.keyboard.press("Enter")
    expect(ana.button("Take back")).to_be_visible()


def test_the_console_is_led_with_the_keyboard_alone(room: Room) -> None:
    """What is done never takes the focus away: it stays on the command, or goes where it was before that."""
    session = room.a_session(teams=1)
    for name in ("Ana Silva", "Ben Abara"):
        room.server.ask("/api/join", {"code": session["code"], "name": name})
    facilitator = room.a_facilitator(session)
    facilitator.is_in("Lobby")
    page, keys = facilitator.page, facilitator.page.keyboard
    takes_somebody_out(facilitator)
    commands(facilitator, "Start the brief", "Open Brief")
    expect(facilitator.button("Next phase")).to_be_focused()
    commands(facilitator, "Pause all", "Pause all")
    expect(facilitator.button("Go on")).to_be_focused()
    commands(facilitator, "Go on", "Go on")
    words = page.get_by_role("textbox", name="What you say")
    words.focus()
    keys.type("Five minutes left.")
    facilitator.sees("Show this to 1 person. It stays in their messages.")
    tab_to(page, facilitator.button("Send to all"))
    keys.press("Enter")
    expect(words).to_be_focused()
    expect(words).to_have_value("")
    keeps_a_note_and_drops_it(facilitator)
    holds_an_event(facilitator)
    assert page.evaluate("() => document.scrollingElement.scrollHeight <= innerHeight"), "the page can be scrolled away"
    with room.a_hand(session) as hand:
        hand.go_to("run")
    play = facilitator.button("Play three months")
    facilitator.sees("3 of 12 months have been played.")
    commands(facilitator, "Play three months", "Play three months")
    facilitator.sees("6 of 12 months have been played.")
    expect(play).to_be_focused()


def commands(facilitator: Facilitator, button: str, act: str) -> None:
    """Tab to a command, ask it, and say yes; the safe answer has the focus."""
    page, keys = facilitator.page, facilitator.page.keyboard
    facilitator.button(button).focus()
    keys.press("Enter")
    question = page.get_by_role("alertdialog")
    expect(question.get_by_role("button", name="Not now")).to_be_focused()
    expect(question.get_by_text("Looking at what this would do.")).to_have_count(0)
    tab_to(page, question.get_by_role("button", name=act), most=2)
    keys.press("Enter")
    expect(question).to_have_count(0)


def takes_somebody_out(facilitator: Facilitator) -> None:
    """The next one up has the focus; closing gives it back."""
    page, keys = facilitator.page, facilitator.page.keyboard
    facilitator.button("Move people").focus()
    keys.press("Enter")
    people = facilitator.dialog("People")
    expect(people).to_be_focused()
    tab_to(page, people.get_by_role("button", name="More for Ben Abara"))
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name="Rename")).to_be_focused()
    keys.press("End")
    keys.press("Enter")
    question = facilitator.dialog("Take Ben Abara out?")
    expect(question.get_by_role("button", name="Not now")).to_be_focused()
    expect(question.get_by_text("Looking at what this would do.")).to_have_count(0)
    tab_to(page, question.get_by_role("button", name="Remove Ben Abara"), most=2)
    keys.press("Enter")
    expect(people.get_by_text("Ben Abara")).to_have_count(0)
    expect(people.get_by_role("button", name="More for Ana Silva")).to_be_focused()
    keys.press("Escape")
    expect(facilitator.button("Move people")).to_be_focused()


def keeps_a_note_and_drops_it(facilitator: Facilitator) -> None:
    """The field takes the next note; a note that goes takes its menu along, and not the focus."""
    page, keys = facilitator.page, facilitator.page.keyboard
    field = page.get_by_role("textbox", name="Add a note")
    field.focus()
    keys.type("Ask Aspen why")
    keys.press("Enter")
    menu = page.get_by_role("button", name="Note: Ask Aspen why")
    expect(menu).to_be_visible()
    expect(field).to_be_focused()
    tab_to(page, menu, key="Shift+Tab", most=3)
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    keys.press("End")
    keys.press("Enter")
    expect(menu).to_have_count(0)
    expect(field).to_be_focused()


def holds_an_event(facilitator: Facilitator) -> None:
    """What would come by itself is kept back once the question says so; the focus is where it was."""
    page, keys = facilitator.page, facilitator.page.keyboard
    menu = facilitator.button(f"More for {RELEASE}")
    menu.focus()
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name="Hold it")).to_be_focused()
    keys.press("Enter")
    question = facilitator.dialog(RELEASE)
    expect(question.get_by_role("button", name="Not now")).to_be_focused()
    expect(question.get_by_text(f"Keep “{RELEASE}” back until you let it go.")).to_be_visible()
    tab_to(page, question.get_by_role("button", name="Hold it"), most=2)
    keys.press("Enter")
    expect(question).to_have_count(0)
    facilitator.sees("Held · sends only when you do")
    expect(menu).to_be_focused()
