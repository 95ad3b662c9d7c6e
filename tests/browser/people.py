"""Who sits at the browsers: facilitators and participants, and what they do by role and accessible name.

Each person has a browser context of their own, as on a device of their own.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PHASES = ("Lobby", "Brief", "Diagnose", "Design", "Measure", "Pitch", "Run", "Debrief")


class Person:
    """Somebody at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def button(self, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        """Find a button by its words."""
        return self.page.get_by_role("button", name=name, exact=exact and isinstance(name, str))

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press the button with these words."""
        place = self.page if within is None else within
        place.get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def field(self, label: str | re.Pattern[str]) -> Locator:
        """Find a field by its label."""
        return self.page.get_by_role("textbox", name=label)

    def dialog(self, title: str | re.Pattern[str]) -> Locator:
        """Find the open dialog with this title."""
        return self.page.get_by_role("dialog", name=title).or_(self.page.get_by_role("alertdialog", name=title))

    def sees(self, words: str | re.Pattern[str], *, count: int | None = None) -> None:
        """Wait until these words are on the page."""
        found = self.page.get_by_text(words)
        if count is None:
            expect(found.first).to_be_visible()
        else:
            expect(found).to_have_count(count)


class Facilitator(Person):
    """Who runs the session."""

    @property
    def code(self) -> str:
        """Read the join code from the bar."""
        name = self.page.get_by_role("button", name=re.compile("^Join code")).get_attribute("aria-label") or ""
        return "".join(re.findall(r"(?<= )([A-Z0-9])(?=[ .])", name))

    def ask(self, button: str | re.Pattern[str]) -> Locator:
        """Press a command and return the question that it asks, with the server's own words in it."""
        self.press(button)
        question = self.page.get_by_role("alertdialog")
        expect(question).to_be_visible()
        expect(question.get_by_text("Looking at what this would do.")).to_have_count(0)
        return question

    def do(self, button: str | re.Pattern[str], act: str | re.Pattern[str]) -> None:
        """Press a command and say yes to its question."""
        question = self.ask(button)
        self.press(act, within=question)
        expect(question).to_have_count(0)

    def go_next(self, phase: str) -> None:
        """Open the next phase."""
        self.do("Start the brief" if phase == "Brief" else "Next phase", f"Open {phase}")
        self.is_in(phase)

    def go_back(self, phase: str) -> None:
        """Step back a phase."""
        self.do("Step back", "Step back")
        self.is_in(phase)

    def is_in(self, phase: str) -> None:
        """Wait until the console says where everybody is."""
        expect(self.page.get_by_role("region", name=f"{phase}, for all teams")).to_be_visible()


class Participant(Person):
    """Somebody in a team."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self.name = name

    def join(self, url: str, code: str) -> None:
        """Join on the first page with a code and a name."""
        self.page.goto(url)
        self.write_code(code)
        self.field("Name your team will see").fill(self.name)
        self.press("Join the session")

    def write_code(self, code: str) -> None:
        """Type the code, one character after the other, as people do."""
        self.page.get_by_role("textbox", name="Character 1 of 6").focus()
        self.page.keyboard.type(code)

    def is_in(self, phase: str) -> None:
        """Wait until the phase's screen is there."""
        expect(self.page.locator(f'main[data-phase="{phase.lower()}"]')).to_be_visible()
        expect(self.page.get_by_text("Opening the session.")).to_have_count(0)

    def sign(self) -> None:
        """Agree to the team's work and wait until it counts."""
        self.press(re.compile("^Agree"))
        expect(self.button("Take back")).to_be_visible()
