"""Words and pictures that would like to be a program: in names, in chat, in a cause, and all over a case."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Room
from tests.browser.people import Participant
from tests.browser.serving import Server
from tests.scenario.small import edited

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

HACK = "<img src=x onerror=hacked=1><script>hacked=1</script>"
MARKDOWN = f"""
    # Labels {HACK}

    {HACK} **bold <svg onload=hacked=1>** [a link](javascript:hacked=1) [another](data:text/html,x)
    [a third](vbscript:x) <https://evil.example/auto> ![picture](https://evil.example/x.png "x")
    ![own](javascript:hacked=1) <iframe src="javascript:parent.hacked=1"></iframe>

    <style>* {{ background: url(https://evil.example/y.png) }}</style>

    <a href="javascript:hacked=1" onclick="hacked=1">raw</a> <form action="https://evil.example"><input></form>

    | a {HACK} | b |
    |---|---|
    | `{HACK}` | <base href="https://evil.example"> |
"""
PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30"
 onload="parent.hacked=1"><script>parent.hacked=1</script><image href="https://evil.example/z.png" width="9"/>
 <a xlink:href="javascript:parent.hacked=1"><circle cx="9" cy="9" r="9"/></a>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="parent.hacked=1"/></p></foreignObject>
</svg>"""
LOG = "D2: {title: A log, kind: document, body: Rain on nine days., hours: 2 h, unlock: ask picker.labels}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server on a case of a hostile author."""
    folder = tmp_path_factory.mktemp("hostile")
    case = folder / "shelf/small"
    case.mkdir(parents=True)
    (case / "log.svg").write_bytes(PICTURE)
    lines = "D2:", f"title: '{HACK}'", "kind: document", "image: log.svg", f"alt: '{HACK}'", "hours: 2 h", "body: |"
    hostile = "\n    ".join(lines)
    request = f"brief: {{sponsor: '{HACK}', quote: '{HACK}', request: \"{HACK} [x](javascript:hacked=1)\"}}"
    edits = (LOG, hostile + MARKDOWN.replace("\n    ", "\n      ")), ("title: A small case", f"title: '{HACK} case'")
    brief = "brief: {request: Give them a course., sponsor: COO, quote: A course}", request
    (case / "scenario.yaml").write_text(edited(*edits, brief), "utf-8")
    running = Server(folder, folder / "shelf")
    running.start()
    yield running
    running.stop()


def watched(page: Page, server: Server) -> list[str]:
    """Note every address that a page asks for and that is not ours."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc not in (urlsplit(server.url).netloc, "") and request.url[:5] != "blob:":
            asked.append(request.url)

    page.on("request", note)
    return asked


def is_unharmed(page: Page) -> None:
    """Hold that nothing ran, and that nothing became an element that could."""
    assert page.evaluate("typeof window.hacked") == "undefined"
    found = page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter((one) =>
          ["SCRIPT", "IFRAME", "STYLE", "BASE", "OBJECT", "EMBED"].includes(one.tagName)
          || one.getAttributeNames().some((name) => name.startsWith("on"))
          || /^(javascript|data:text|vbscript)/i.test(one.getAttribute("href") ?? ""))
        .filter((one) => one.getAttribute("type") !== "module").map((one) => one.outerHTML)"""
    )
    assert found == []


def test_nothing_that_people_or_a_case_write_runs(room: Room, server: Server) -> None:
    """On a participant's and the facilitator's pages, from the first page to opened evidence; nobody else is asked."""
    session = server.ask("/api/sessions", {"scenario": "small", "teams": 1, "name": HACK})
    first = room.a_page()
    asked = watched(first, server)
    first.goto(server.url)
    expect(first.get_by_text("hacked=1").first).to_be_visible()
    is_unharmed(first)
    seat = server.ask("/api/join", {"code": session["code"], "name": HACK, "field": HACK})
    person = Participant(room.a_page(), HACK)
    facilitator = room.a_page()
    asked_too = watched(person.page, server), watched(facilitator, server)
    person.page.goto(f"{server.url}/s/{seat['session']}#token={seat['token']}")
    facilitator.goto(session["facilitator_url"])
    with room.a_hand(session) as hand:
        hand.do("chat.say", team="1", text=HACK)
        hand.do("say.all", text=HACK)
        hand.do("team.rename", team="1", name="<svg onload=hacked=1>")
        hand.go_to("brief")
        person.is_in("Brief")
        is_unharmed(person.page)
        hand.go_to("diagnose")
        hand.do("claim.put", team="1", id="c1", text=HACK, box="resources", cause=None, revision=0)
        hand.do("evidence.open", team="1", evidence="D2")
    person.is_in("Diagnose")
    is_unharmed(person.page)
    person.opens("hacked=1")
    expect(person.page.get_by_role("img", name="hacked=1").first).to_be_visible()
    expect(person.page.get_by_text("bold").first).to_be_visible()
    is_unharmed(person.page)
    is_unharmed(facilitator)
    assert [asked, *asked_too] == [[], [], []]
