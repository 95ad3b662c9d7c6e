"""What must hold of every page whatever it shows: no barrier that axe finds, nothing wider than the window."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FRAMES = 20
WIDTHS = ((1440, 900), (1100, 760), (390, 844))

# The announcer of the parts' library is read when something is added to it; what stays behind may name what is gone.
RUN_AXE = """async (runOnly) => (await axe.run(
  { exclude: [["[data-live-announcer]"]] },
  { runOnly, resultTypes: ["violations"], preload: false },
)).violations"""

# Colours are measured when nothing is on its way between two of them; what turns for ever does not count.
STILL = """() => document.getAnimations().every((one) =>
  one.playState !== "running" || one.effect?.getComputedTiming().iterations === Infinity)"""

TOO_WIDE = """() => [document.documentElement, document.querySelector("main")]
  .filter((one) => one !== null && one.scrollWidth > one.clientWidth)
  .map((one) => {
    const end = one.getBoundingClientRect().left + one.clientWidth + 1;
    const out = [...one.querySelectorAll("*")].filter((inner) => inner.getBoundingClientRect().right > end);
    const names = out.slice(0, 5).map((inner) => `${inner.tagName.toLowerCase()}.${inner.getAttribute("class")}`);
    return `${one.tagName.toLowerCase()} is ${one.scrollWidth} wide in ${one.clientWidth}: ${names.join(", ")}`;
  })"""


def axe(page: Page, *rules: str) -> None:
    """Fail with a readable list if axe finds a barrier on the page as it is; with rules named, only those."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    still(page)  # last: half a megabyte of script takes its time, in which something may have come
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, only)
    assert not found, f"axe on {page.title()} ({page.url}):\n" + "\n".join(map(violation, found))


def violation(found: dict[str, Any]) -> str:
    """Say what is wrong, where, and how to mend it."""
    lines = [f"  {found['id']}: {found['help']} ({len(found['nodes'])} places)"]
    for node in found["nodes"][:6]:
        lines += [f"    {' '.join(map(str, node['target']))}", f"      {node['html'][:200]}"]
        lines += [f"      {line.strip()}" for line in node["failureSummary"].splitlines()[1:2]]
    return "\n".join(lines)


def no_overflow(page: Page) -> None:
    """Fail if the page would scroll sideways at the width that it has; charts are drawn anew a frame later."""
    wide = page.evaluate(TOO_WIDE)
    for _ in range(FRAMES):
        if not wide:
            return
        page.wait_for_timeout(50)
        wide = page.evaluate(TOO_WIDE)
    raise AssertionError(f"{page.title()} at {page.viewport_size}: {wide}")


def at_every_width(page: Page, name: str) -> None:
    """Look at the page on a large and a small laptop and on a phone, and leave it as it was."""
    before = page.viewport_size
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        still(page)
        no_overflow(page)
        shot(page, f"{name}-{width}")
    if before is not None:
        page.set_viewport_size(before)


def in_the_dark(page: Page, name: str) -> None:
    """Look at the page's colours in the dark, and leave it in the light."""
    page.emulate_media(color_scheme="dark")
    axe(page, "color-contrast")
    shot(page, f"{name}-dark")
    page.emulate_media(color_scheme="light")


def still(page: Page) -> None:
    """Wait until nothing moves: two frames on, since what has just come begins to move with the next one."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function(STILL)


def shot(page: Page, name: str) -> None:
    """Save the page as a PNG if somebody asked for pictures."""
    if folder := os.environ.get("GALLERY"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        still(page)
        page.screenshot(path=Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png")
