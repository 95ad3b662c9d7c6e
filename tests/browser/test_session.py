"""A whole session in real browsers: a facilitator and two teams, from the first page to the end of the debrief.

Every screen of both roles is held against axe in light and dark colours, and against sideways scrolling on a large and
a small laptop and on a phone, at the moment when there is something on it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Room
from tests.browser.looks import at_every_width, axe, in_the_dark, no_overflow, shot
from tests.browser.people import Facilitator, Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SKILL = "Handlers can’t yet judge the new multi-party claims"
PRACTICE = "The new claim types were never practised"
WORKSHOP = "Practice workshop on real files"


class Table(NamedTuple):
    """Who is in the session: Aspen is Ana and Clara, Beech is Ben and Deniz."""

    facilitator: Facilitator
    ana: Participant
    ben: Participant
    clara: Participant
    deniz: Participant

    @property
    def everybody(self) -> tuple[Participant, ...]:
        """The participants."""
        return self.ana, self.ben, self.clara, self.deniz


def test_a_facilitator_and_two_teams_play_from_hosting_to_the_end(room: Room) -> None:
    """Each phase is played by the buttons that are there, and nothing on the way is a barrier."""
    table = lobby(room)
    brief(table)
    diagnose(table)
    design(table)
    measure(table)
    pitch(table)
    run(table)
    debrief(table)
    end(table)


def looked_at(table: Table, name: str) -> None:
    """Look closely at one participant's screen and at the facilitator's."""
    for person, who in ((table.ana, name), (table.facilitator, f"facilitate-{name}")):
        axe(person.page)
        at_every_width(person.page, who)
        in_the_dark(person.page, who)


def everybody_goes_on(table: Table, phase: str) -> None:
    """The facilitator opens the next phase, and everybody's screen follows."""
    table.facilitator.go_next(phase)
    for person in table.everybody:
        person.is_in(phase)


def lobby(room: Room) -> Table:
    """Host on the first page, join by the code, say ready."""
    facilitator = Facilitator(room.a_page())
    facilitator.page.goto(room.server.url)
    facilitator.press("Alder Mutual")
    facilitator.page.get_by_role("textbox", name="Teams").fill("2")
    facilitator.ticks(facilitator.page.get_by_role("radio", name="Set the minutes yourself"))
    facilitator.page.get_by_role("textbox", name="Debrief, min").fill("30")
    facilitator.field("What to call this session").fill("Tuesday cohort")
    facilitator.sees("1 h 33 in all.")
    axe(facilitator.page)
    facilitator.press("Open the session")
    facilitator.is_in("Lobby")
    people = [Participant(room.a_page(), name) for name in ("Ana Silva", "Ben Abara", "Clara Nowak", "Deniz Kaya")]
    for person in people:
        person.join(room.server.url, facilitator.code)
        person.is_in("Lobby")
    table = Table(facilitator, *people)
    for person in people:
        person.page.get_by_role("switch", name="I am ready").press("Space")
    table.ana.sees("2 of 2 ready.")
    facilitator.sees("4 people have joined")
    looked_at(table, "lobby")
    return table


def brief(table: Table) -> None:
    """Read the request."""
    everybody_goes_on(table, "Brief")
    table.ana.sees("Can you get a webinar in front of all 120 handlers by Friday?")
    looked_at(table, "brief")


def diagnose(table: Table) -> None:
    """Open evidence, ask somebody, request data, claim, pin, state the gap, bet, sign."""
    everybody_goes_on(table, "Diagnose")
    ana, clara = table.ana, table.clara
    ana.opens("Bonus policy for claims handlers", hours="1")
    ana.sees("23 h left")
    axe(ana.page)
    at_every_width(ana.page, "evidence")
    in_the_dark(ana.page, "evidence")
    ana.goes_back_to_the_map()
    ana.opens("Priya Raman")
    ana.press(
        re.compile("^Ask, 0.5 h"), within=ana.page.get_by_role("listitem").filter(has_text="Which files come back")
    )
    ana.sees("The multi-party ones. Only those, really.")
    axe(ana.page)
    shot(ana.page, "interview")
    ana.goes_back_to_the_map()
    ana.opens("Reworked claims, June to August")
    ana.press(
        re.compile("^Request, 2 h"), within=ana.page.get_by_role("listitem").filter(has_text="By type of decision")
    )
    ana.sees(re.compile("^arrives in"))
    axe(ana.page)
    shot(ana.page, "data-request")
    ana.goes_back_to_the_map()
    clara.sees("20.5 h")
    ana.writes_a_cause("Knowledge", PRACTICE)
    clara.writes_a_cause("Incentives", "The bonus rewards speed")
    ana.pins("The bonus rewards speed", "D3", "Contradicts", "It counts reworked files against the handler.")
    ana.pins(PRACTICE, "X1", "Supports")
    ana.states_the_gap("Rework rose from 6 % to 14 % since January, on three new types of claim.")
    for person in (ana, clara):
        person.bets({SKILL: 80, "The bonus rewards speed over quality": 20})
    clara.sees("The mean of 2 bets.")
    ana.says_which_candidate(PRACTICE, SKILL)
    looked_at(table, "diagnose")
    ana.sign()
    clara.sees("1 of 2 agreed")
    clara.sign()
    table.facilitator.sees("Signed")
    table.ben.states_the_gap("Rework is at 14 %, and should be at 6 %.")
    table.ben.sign()


def design(table: Table) -> None:
    """Plan interventions, each for a cause, under the budget; sign."""
    everybody_goes_on(table, "Design")
    ana, clara = table.ana, table.clara
    ana.plans(WORKSHOP, cause=PRACTICE, month=2)
    clara.plans("Decision guide for multi-party claims", cause=PRACTICE)
    expect(ana.page.get_by_role("main")).to_contain_text("£68.0k left")
    table.ben.plans("Webinar on the new wording")
    looked_at(table, "design")
    for person in (ana, clara):
        person.sign()


def measure(table: Table) -> None:
    """Choose what will be seen, what is expected of it, and how one would know; sign."""
    everybody_goes_on(table, "Measure")
    ana, clara = table.ana, table.clara
    ana.measures("Claims reworked", target="8", month=12, how="Control group", owner="Daniel Osei")
    clara.measures("Audited decisions right")
    row = ana.page.get_by_role("row", name="Claims reworked")
    for said in ("8 %", "Control group", "Daniel Osei"):
        expect(row).to_contain_text(said)
    expect(row.get_by_role("cell", name="12", exact=True)).to_be_visible()
    expect(clara.page.get_by_role("row", name="Claims reworked")).to_contain_text("Daniel Osei")
    table.ben.measures("Course rating")
    looked_at(table, "measure")
    for person in (ana, clara):
        person.sign()


def pitch(table: Table) -> None:
    """Each team has the floor once."""
    everybody_goes_on(table, "Pitch")
    looked_at(table, "pitch")
    first, second = (table.ben, table.ana) if table.ana.page.get_by_text("You are next.").is_visible() else table[1:3]
    first.sees("It is your turn")
    table.facilitator.do("Call the next team", "Call the next team")
    second.sees("It is your turn")
    table.facilitator.do("All have pitched", "Call the next team")
    second.sees("Every team has pitched.")


def run(table: Table) -> None:
    """Twelve months in four steps: see what was chosen, answer an event, change the plan once."""
    everybody_goes_on(table, "Run")
    ana, clara = table.ana, table.clara
    ana.sees("Month 3")
    expect(ana.page.get_by_role("figure", name="Claims reworked")).to_be_visible()
    ana.sees("You did not measure this.")
    ana.answers("The lead of the pilot branch resigns", "Pay for four weeks of handover")
    looked_at(table, "run")
    ana.press("Change the plan")
    ana.plans("Quality feedback in the same week", cause=PRACTICE)
    axe(ana.page)
    no_overflow(ana.page)
    ana.press("Back to the results")
    clara.sees("You are changing the plan. It is open until the next three months pass.")
    for month in ("Month 6", "Month 9", "The year is over"):
        table.facilitator.do("Play three months", "Play three months")
        ana.sees(month)
    clara.sees("Your team changed its plan after month 3, its one change.")


def debrief(table: Table) -> None:
    """The reveal shows what was really wrong, and both teams beside each other."""
    for person in table.everybody:
        assert "share of the gap" not in person.page.content()
    everybody_goes_on(table, "Debrief")
    reveal = table.ana.page.get_by_role("table", name=re.compile("^Causes and teams"))
    expect(reveal.get_by_role("columnheader", name=re.compile("Aspen"))).to_be_visible()
    expect(reveal.get_by_role("columnheader", name=re.compile("Beech"))).to_be_visible()
    skill = reveal.get_by_role("row", name=re.compile(SKILL))
    expect(skill).to_contain_text("62 %")
    expect(skill.get_by_role("cell").first).to_contain_text("found and treated")
    expect(skill.get_by_role("cell").last).to_contain_text("missed")
    looked_at(table, "debrief")


def end(table: Table) -> None:
    """The end is a command; everything stays readable, and nothing can be changed."""
    table.facilitator.do("End session", "End the session")
    table.facilitator.sees("This session has ended. Everything stays readable.")
    table.ana.sees("What was really wrong, and who saw it")
