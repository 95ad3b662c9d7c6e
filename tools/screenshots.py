"""Takes the pictures of the README: plays a session on a real server, and photographs real pages at its best moments.

    .venv/bin/python tools/screenshots.py [FOLDER]

The client must be built. Chromium is the one that CHROMIUM names. Pictures go to docs/images, in at most 256 colours.
"""

from __future__ import annotations

import asyncio
import os
import re
import struct
import sys
import tempfile
import zlib
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import numpy as np
from playwright.async_api import Browser, Page, async_playwright
from story import CASE, NAME, PEOPLE, TEAMS, Team

from practicum.bots.chance import dice
from practicum.bots.client import Client
from practicum.bots.local import LocalServer
from practicum.bots.rest import Joined, Rest

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--font-render-hinting=none"]
MOVING = "() => document.getAnimations().every((one) => one.playState !== 'running')"


class Player:
    """One seat over the wire."""

    def __init__(self, url: str, token: str, seed: int) -> None:
        self.client = Client(url, token, dice("pictures", seed))

    async def do(self, do: str, **arguments: Any) -> None:
        """Make a move that must succeed."""
        answer = await self.client.do(do, arguments)
        if not answer.done:
            raise SystemExit(f"{do} {arguments}: {answer.code} {answer.message}")

    def revision(self, key: str) -> int:
        """Read the revision of what a move changes."""
        return int(self.client.copy.records.get(key, {}).get("revision", 0))

    async def is_in(self, phase: str) -> None:
        """Wait until everybody is in a phase."""
        await self.client.until(lambda copy: copy.records.get("phase", {}).get("phase") == phase, 10)


class Session:
    """The people of the pictures, and the pages that look at them."""

    def __init__(self, url: str, folder: Path, browser: Browser) -> None:
        self.url = url
        self._folder = folder
        self._browser = browser

    async def begin(self, tasks: asyncio.TaskGroup) -> list[asyncio.Task[None]]:
        """Host, join, and keep everybody connected."""
        rest = Rest(self.url)
        self.hosted = await rest.host(CASE, teams=len(TEAMS), name=NAME, seed="pictures")
        self.joined: list[Joined] = [await rest.join(self.hosted.code, *person) for person in PEOPLE]
        self.facilitator = Player(self.url, self.hosted.token, 0)
        self.players = [Player(self.url, one.token, at) for at, one in enumerate(self.joined, 1)]
        running = [tasks.create_task(one.client.run()) for one in (self.facilitator, *self.players)]
        for one in (self.facilitator, *self.players):
            await one.client.until(lambda copy: "phase" in copy.records, 10)
        return running

    def crew(self, at: int) -> tuple[str, list[Player]]:
        """Return a team and its members, in the order in which they joined."""
        team = self.joined[at].team or ""
        return team, [player for player, one in zip(self.players, self.joined, strict=True) if one.team == team]

    async def go_to(self, phase: str) -> None:
        """Open a phase and wait until everybody knows."""
        while self.facilitator.client.copy.records["phase"]["phase"] != phase:
            await self.facilitator.do("phase.next")
        for player in self.players:
            await player.is_in(phase)

    async def page(self, token: str, place: str, width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        """Open a seat's own page on a device."""
        context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        session = token.partition(".")[0]
        await page.goto(f"{self.url}/{place}/{session}#token={token}" if place else self.url)
        await page.get_by_role("main").wait_for()
        return page

    async def shoot(self, page: Page, name: str) -> None:
        """Take a picture once nothing moves."""
        await page.evaluate("() => document.fonts.ready")
        await page.wait_for_function(MOVING)
        await page.wait_for_timeout(400)
        path = self._folder / f"{name}.png"
        path.write_bytes(smaller(await page.screenshot()))
        sys.stdout.write(
            f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}  {path.stat().st_size // 1024} KB\n"
        )


# --- what the teams do


async def diagnose(session: Session, at: int, story: Team) -> None:
    """Read, claim, pin, state the gap, bet."""
    team, crew = session.crew(at)
    for turn, (do, what) in enumerate(story.evidence):
        await crew[turn % len(crew)].do(do, team=team, **what)
    for turn, cause in enumerate(story.causes):
        player = crew[turn % len(crew)]
        await player.do("claim.put", team=team, id=cause.id, text=cause.text, box=cause.box, cause=None, revision=0)
        for tag, stance, strength, note in cause.pins:
            link = {"claim": cause.id, "evidence": tag, "stance": stance, "strength": strength, "note": note}
            await player.do("link.put", team=team, **link)
    gap = {"kpi": "rework", "actual": 14.0, "desired": 6.0, "since": "January", "value_per_week": 5_200.0}
    await crew[0].do("gap.put", team=team, statement=story.statement, revision=0, **gap)
    await crew[0].do("bet.open", team=team)
    for player, points in zip(crew, story.bets, strict=True):
        await player.do("bet.put", team=team, points=points)
    for cause in story.causes:
        key = f"claim/{team}/{cause.id}"
        await crew[0].client.until(lambda copy, key=key: key in copy.records, 5)
        put = {"id": cause.id, "text": cause.text, "box": cause.box, "cause": cause.candidate}
        await crew[0].do("claim.put", team=team, revision=crew[0].revision(key), **put)


async def sign(session: Session, at: int, phase: str, who: slice = slice(None)) -> None:
    """Let members of a team agree to its work."""
    team, crew = session.crew(at)
    for player in crew[who]:
        await player.client.until(lambda copy: f"work/{team}/{phase}" in copy.records, 5)
        await player.client.changed(0.2)
        await player.do("work.sign", team=team, phase=phase, revision=player.revision(f"work/{team}/{phase}"))


async def design(session: Session, at: int, story: Team) -> None:
    """Put the plan together."""
    team, crew = session.crew(at)
    for turn, (item, start, claims) in enumerate(story.plan):
        await crew[turn % len(crew)].do("plan.put", team=team, item=item, start=start, claims=list(claims), revision=0)


async def measure(session: Session, at: int, story: Team) -> None:
    """Choose what will be seen."""
    team, crew = session.crew(at)
    usual = {"baseline": None, "plan_baseline": False, "target": None, "month": None, "owner": "", "isolation": "none"}
    for turn, metric in enumerate(story.metrics):
        await crew[turn % len(crew)].do("metric.put", team=team, revision=0, **{**usual, **metric})


async def play(session: Session, tasks: asyncio.TaskGroup) -> None:
    """Play the session, and take the pictures on the way."""
    home = await session.page("", "")
    await home.get_by_role("heading", name="Alder Mutual").wait_for()
    await session.shoot(home, "home")
    running = await session.begin(tasks)
    priya = await session.page(session.joined[0].token, "s")
    lead = await session.page(session.hosted.token, "f")
    for player in session.players[:9]:
        await player.do("seat.ready", ready=True)
    await session.shoot(priya, "lobby")
    await session.go_to("diagnose")
    for at, story in enumerate(TEAMS):
        await diagnose(session, at, story)
    await diagnose_pictures(session, priya, lead)
    for at in range(3):
        await sign(session, at, "diagnose")
    await session.go_to("design")
    for at, story in enumerate(TEAMS):
        await design(session, at, story)
    plan = priya.get_by_role("region", name="Twelve-month plan")
    await plan.get_by_role("button", name=re.compile("^Practice workshop on real files")).first.click()
    await session.shoot(priya, "design")
    await session.go_to("measure")
    for at, story in enumerate(TEAMS):
        await measure(session, at, story)
    await priya.get_by_role("button", name="Details of Claims reworked").click()
    await session.shoot(priya, "measure")
    await year(session, priya)
    for task in running:
        task.cancel()


async def diagnose_pictures(session: Session, priya: Page, lead: Page) -> None:
    """Take Diagnose in light and dark, an exhibit, the console, and a phone."""
    team, _ = session.crew(0)
    await sign(session, 0, "diagnose", slice(1, 3))
    await sign(session, 1, "diagnose")
    await sign(session, 2, "diagnose", slice(1))
    await session.facilitator.do("inject.send", inject="regulator", teams=[team])
    await session.facilitator.do("note.put", id="n1", text="Beech signed in twelve minutes without X3. Ask why.")
    await session.facilitator.do("note.put", id="n2", text="Aspen found Stirling through Tom. How?")
    await session.players[2].do("help.ask", text="Can we buy more hours?")
    await priya.get_by_role("button", name="Nobody has practised on the new multi-party claims", exact=True).click()
    await priya.get_by_role("region", name="What has happened").wait_for()
    await session.shoot(priya, "diagnose")
    await priya.emulate_media(color_scheme="dark")
    await session.shoot(priya, "diagnose-dark")
    await priya.emulate_media(color_scheme="light")
    await lead.get_by_text("Can we buy more hours?").first.wait_for()
    await session.shoot(lead, "facilitate")
    await priya.goto(f"{session.url}/s/{session.hosted.session}?exhibit=X3")
    await priya.get_by_role("heading", name="Stirling against the other offices").first.wait_for()
    await session.shoot(priya, "evidence")
    phone = await session.page(session.joined[0].token, "s", 390, 844)
    await phone.get_by_role("button", name="Bet", exact=True).click()
    await phone.get_by_text("The mean of 4 bets.").wait_for()
    await session.shoot(phone, "phone")
    await phone.context.close()
    await session.players[0].do("inject.answer", team=team, inject="regulator", option="honest")
    await priya.goto(f"{session.url}/s/{session.hosted.session}")


async def year(session: Session, priya: Page) -> None:
    """Let the year pass, and show what was really wrong."""
    for at in range(3):
        await sign(session, at, "measure")
    await session.go_to("run")
    year_end = 4
    for step in range(1, year_end + 1):
        run = {"step": 0}
        while run["step"] < step:
            await session.facilitator.client.changed(0.2)
            run = session.facilitator.client.copy.records.get("run", run)
            if run["step"] < step and run["wanted"] <= run["step"] and step > 1:
                await session.facilitator.do("run.next")
        if step == 1:
            for at, story in enumerate(TEAMS):
                team, crew = session.crew(at)
                key = f"inject/{team}/resign"
                await crew[0].client.until(lambda copy, key=key: key in copy.records, 5)
                await crew[0].do("inject.answer", team=team, inject="resign", option=story.answer)
        if step == year_end - 1:
            await priya.get_by_role("heading", name="Month 9").wait_for()
            await session.shoot(priya, "run")
    await session.go_to("debrief")
    await priya.get_by_role("heading", name="What was really wrong, and who saw it").wait_for()
    await session.shoot(priya, "debrief")


# --- smaller files: a palette of the 256 colours that matter, and zlib at its best


def smaller(png: bytes) -> bytes:
    """Write a PNG again with a palette; every other colour becomes the nearest of these."""
    pixels = read_png(png)
    height, width, _ = pixels.shape
    packed = (pixels[..., 0].astype(np.uint32) << 16) | (pixels[..., 1].astype(np.uint32) << 8) | pixels[..., 2]
    values, inverse, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([(values >> 16) & 255, (values >> 8) & 255, values & 255], axis=-1).astype(np.int32)
    palette = colours[chosen(colours, counts)]
    nearest = np.empty(len(colours), np.uint8)
    for begin in range(0, len(colours), 4096):
        some = colours[begin : begin + 4096]
        nearest[begin : begin + 4096] = ((some[:, None] - palette[None]) ** 2).sum(axis=-1).argmin(axis=1)
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = nearest[inverse].reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"PLTE", palette.astype(np.uint8).tobytes())
    return SIGNATURE + body + chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)) + chunk(b"IEND", b"")


def chosen(colours: np.ndarray[Any, Any], counts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Choose at most 256 colours: first of every hue the most frequent, then whatever is frequent and not yet near."""
    order = np.argsort(-counts)
    kept: list[int] = []
    far = np.full(len(colours), np.inf)
    for apart in APART:
        for at in order:
            if len(kept) < 256 and far[at] >= apart**2:
                kept.append(at)
                far = np.minimum(far, ((colours - colours[at]) ** 2).sum(axis=-1))
    return np.array(kept)


APART = (40, 20, 8, 3)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Write one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read_png(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Read the colours of a PNG as browsers write it: 8 bits, RGB or RGBA, not interlaced."""
    at, data, width, height, channels = 8, b"", 0, 0, 3
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        inside = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", inside[:10])
            channels = {2: 3, 6: 4}[colour]
        data += inside if kind == b"IDAT" else b""
        at += 12 + length
    raw = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * channels)
    out = np.zeros((height, width, channels), np.uint8)
    above = np.zeros((width, channels), np.uint8)
    for y in range(height):
        above = out[y] = unfiltered(int(raw[y, 0]), raw[y, 1:].reshape(width, channels), above)
    return out[..., :3]


def unfiltered(how: int, row: np.ndarray[Any, Any], above: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Undo one row's filter: none, left, up, average, Paeth."""
    if how == 0:
        return row
    if how == 1:
        return np.cumsum(row, axis=0, dtype=np.uint8)
    if how == 2:
        return row + above
    out = np.zeros_like(row)
    left = upper_left = np.zeros(row.shape[1], np.int32)
    for x in range(len(row)):
        up = above[x].astype(np.int32)
        if how == 3:
            guess = (left + up) // 2
        else:
            p = left + up - upper_left
            a, b, c = abs(p - left), abs(p - up), abs(p - upper_left)
            guess = np.where((a <= b) & (a <= c), left, np.where(b <= c, up, upper_left))
        out[x] = (row[x] + guess) & 255
        left, upper_left = out[x].astype(np.int32), up
    return out


async def main(folder: Path) -> None:
    """Start a server and a browser of our own, and play."""
    async with AsyncExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="practicum-"))) / "data"
        server = await stack.enter_async_context(LocalServer(ROOT / "scenarios", data))
        playwright = await stack.enter_async_context(async_playwright())
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        stack.push_async_callback(browser.close)
        async with asyncio.TaskGroup() as tasks:
            await play(Session(server.url, folder, browser), tasks)


if __name__ == "__main__":
    chosen_folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images"
    chosen_folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen_folder))
