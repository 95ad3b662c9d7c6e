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

    def ticks(self, choice: Locator) -> None:
        """Tick a box or choose a radio. It is ticked once the move is laid down, not within the click."""
        choice.locator("xpath=ancestor::label").click()
        expect(choice).to_be_checked()

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
        found = re.search(r"[A-Z0-9]{3}-[A-Z0-9]{3}", name)
        assert found, name
        return found[0]

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

    def has_fetched(self, piece: str) -> None:
        """Wait until the page has fetched a piece of the client that it will need later."""
        self.page.wait_for_function(
            "(piece) => performance.getEntriesByType('resource').some((one) => one.name.includes(piece))", arg=piece
        )

    def is_told_of_the_network(self) -> None:
        """The device says that it is online again, so that the page does not wait for its next try."""
        self.page.evaluate("() => dispatchEvent(new Event('online'))")

    def sign(self) -> None:
        """Agree to the team's work and wait until it counts."""
        self.press(re.compile("^Agree"))
        expect(self.button("Take back")).to_be_visible()

    # --- diagnose

    def goes_back_to_the_map_or_room(self) -> None:
        """Leave what is open of the evidence, on a phone for the list that it was chosen from."""
        self.page.get_by_role("main").get_by_role("button").first.click()

    def opens(self, exhibit: str, *, hours: str = "") -> None:
        """Open an exhibit by its title, paying for it if it costs hours, and read it."""
        self.page.get_by_role("button", name=re.compile(re.escape(exhibit))).first.click()
        if hours:
            self.press(f"Open it for {hours} h")
            expect(self.button(f"Open it for {hours} h")).to_have_count(0)

    def goes_back_to_the_map(self) -> None:
        """Leave what is open of the evidence."""
        self.press("Cause map")
        expect(self.page.get_by_role("group", name="Cause map")).to_be_visible()

    def writes_a_cause(self, box: str, words: str) -> None:
        """Put a card on the map."""
        self.press(f"Add a cause in {box}")
        self.field(f"A cause in {box}").fill(words)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("region", name=box).get_by_role("button", name=words, exact=True)).to_be_visible()

    def pins(self, cause: str, exhibit: str, stance: str, note: str = "") -> None:
        """Pin an open exhibit to a card, as what supports or contradicts it."""
        self.press(cause)
        self.press(re.compile("^Pin evidence"))
        which = self.page.get_by_role("group", name="Which exhibit?")
        which.get_by_role("button", name=re.compile(re.escape(exhibit))).click()
        self.press(stance)
        self.field("What in it says so").fill(note)
        self.press("Pin it")
        expect(self.button("Pin it")).to_have_count(0)

    def states_the_gap(self, sentence: str) -> None:
        """Write the gap statement with its two figures."""
        self.press(re.compile("Write the gap statement"), within=self.page.get_by_role("region", name="sign-off"))
        self.page.get_by_role("textbox", name="Is now").fill("14")
        self.page.get_by_role("textbox", name="Should be").fill("6")
        self.field("The problem in one sentence").fill(sentence)
        self.press("Keep this statement")
        self.sees("Kept. Your team can agree to it.")

    def sees_the_steps(self) -> None:
        """Put the open panel away, for what to do next."""
        if self.button("What to do").is_visible():
            self.press("What to do")
        selected = self.page.get_by_role("complementary", name="Selected cause")
        if selected.is_visible():
            self.press("Close", within=selected)

    def bets(self, points: dict[str, int]) -> None:
        """Spread a hundred points over the candidates, in private."""
        bet = self.page.get_by_role("region", name="Cause bet")
        if not bet.is_visible():
            self.sees_the_steps()
            self.press("Place your bet")
        place = self.button("Place my bet")
        expect(self.button("Open the bet").or_(place)).to_be_visible()
        if not place.is_visible():
            self.press("Open the bet")
        for candidate, count in points.items():
            field = self.page.get_by_role("textbox", name=f"Points for {candidate}")
            field.fill(str(count))
            field.blur()
        self.press("Place my bet")
        self.sees("Your bet is placed.")

    def says_which_candidate(self, cause: str, candidate: str) -> None:
        """Say which candidate of the bet a card stands for."""
        self.press(cause)
        selected = self.page.get_by_role("complementary", name="Selected cause")
        selected.get_by_label("Stands for").select_option(candidate)
        expect(self.page.get_by_role("group", name="Cause map").get_by_text("80 points")).to_be_visible()

    # --- events, in any phase

    def answers(self, event: str, option: str) -> None:
        """Read an event and answer it for the team."""
        slip = self.page.get_by_role("region", name="What has happened")
        self.press(re.compile("^Read and answer|" + re.escape(event)), within=slip)
        self.ticks(slip.get_by_role("radio", name=re.compile(re.escape(option))))
        self.press("Answer for the team")

    # --- design and measure

    def plans(self, item: str, *, cause: str = "", month: int = 1) -> None:
        """Put an intervention into the plan, in a month, for a cause."""
        self.press(f"Add {item} to the plan")
        about = self.page.get_by_role("region", name=item, exact=True)
        expect(about.get_by_role("button", name="Remove from the plan")).to_be_visible()
        if month > 1:
            about.get_by_label("Start").select_option(f"Month {month}")
        if cause:
            self.ticks(about.get_by_role("checkbox", name=cause))

    def measures(self, metric: str, *, target: str = "", month: int = 0, how: str = "", owner: str = "") -> None:
        """Choose a metric and say what is expected of it."""
        self.ticks(self.page.get_by_role("checkbox", name=f"Measure {metric}"))
        self.press(f"Details of {metric}")
        about = self.page.get_by_role("complementary", name="About it")
        expect(about.get_by_role("heading", name=metric)).to_be_visible()
        if target:
            field = about.get_by_role("textbox", name="Target")
            field.fill(target)
            field.blur()
        if month:
            about.get_by_label("By month").select_option(f"Month {month}")
        if how:
            self.ticks(about.get_by_role("radio", name=re.compile(f"^{how}")))
        if owner:
            about.get_by_role("textbox", name="Owner").fill(owner)
            about.get_by_role("textbox", name="Owner").press("Enter")
