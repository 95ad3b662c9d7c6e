"""A case on show: its scenes, what a save changes, and who may look. A real server, asked over its sockets."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from practicum import logs
from practicum.previewing import previewing
from practicum.rules.records import EvidenceShown, InjectShown, Phase, Run, Sign
from practicum.rules.state import Records
from practicum.serving import Node
from practicum.settings import Settings
from tests.scenario.small import CASE

LEAVER = (
    "  leaver: {title: The lead resigns, when: month 4, body: In May., default: hire, options: {hire: {label: Hire}}}\n"
)
SCANS = """\
data_requests:
  scans:
    title: Scans by hour
    hours: 40
    delay: 5 min
    cuts: {hour: {label: By hour, tag: X1, title: Scans, data: scans.csv}}
"""
WHOLE = CASE.replace("sponsor_asks:", f"{LEAVER}{SCANS}sponsor_asks:") + "translations: {de: de.po}\n"
GERMAN = """\
msgid ""
msgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"

#: evidence.D1.title
msgid "A note"
msgstr "Eine Notiz"
"""
TITLE = "title: A small case"


class Show:
    """A preview and whoever looks at it."""

    def __init__(self, node: Node, http: httpx.AsyncClient, case: Path) -> None:
        self.node = node
        self.http = http
        self.case = case
        self.told: dict[str, Any] = {"revision": "", "version": "", "broken": False, "findings": [], "plans": None}

    def save(self, change: Callable[[str], str]) -> None:
        """Save the case anew."""
        file = self.case / "scenario.yaml"
        file.write_text(change(file.read_text("utf-8")), "utf-8")

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask for news until they are as wanted."""
        while not fits(self.told):
            answer = await self.http.get("/api/preview", params={"after": self.told["revision"]})
            self.told = answer.json() if answer.status_code == 200 else self.told
        return self.told

    async def scene(self, name: str, **more: object) -> tuple[dict[str, Any], Records]:
        """Have a scene set up, and look at its records."""
        answer = await self.http.post("/api/preview/scenes", json={"scene": name, **more})
        assert answer.status_code == 200, answer.text
        session = self.node.sessions.loaded(answer.json()["session"])
        assert session is not None
        return answer.json(), session.state.records


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a small case with something of everything."""
    folder = tmp_path / "parcels"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(WHOLE, "utf-8")
    (folder / "de.po").write_text(GERMAN, "utf-8")
    (folder / "scans.csv").write_text("hour,scans\n1,10\n2,20\n", "utf-8")
    return folder


@asynccontextmanager
async def on_show(case: Path) -> AsyncIterator[Show]:
    """Keep a case on show."""
    logs.configure("warning", "json")
    settings = Settings(port=0, data=case, scenarios=case)
    async with previewing(case, settings) as node, httpx.AsyncClient(base_url=node.url, timeout=15) as http:
        yield Show(node, http, case)


async def test_each_scene_stands_where_its_name_says(case: Path) -> None:
    """Played by the rules, with something done and something left to do; set up once, unless it is wanted anew."""
    async with on_show(case) as show:
        told = await show.until(lambda state: state["version"] != "")
        assert [told["case"]["title"], told["broken"]] == ["A small case", False]
        for phase in ("lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief"):
            _, records = await show.scene(phase)
            assert records.the("phase", Phase).phase == phase
        assert "reveal/case" in records

        design, records = await show.scene("design")
        assert (await show.scene("design"))[0] == design
        assert (await show.scene("design", afresh=True))[0]["session"] != design["session"]
        assert len(records.under("sign/1/diagnose.1", Sign)) == 2

        _, records = await show.scene("exhibits")
        evidence = records.under("evidence/1", EvidenceShown)
        assert len(evidence) == 5
        assert {each.state for each in evidence.values()} == {"open"}
        assert evidence["D1"].title == "A note"
        german, records = await show.scene("exhibits", language="de")
        assert german["language"] == "de"
        assert records.the("evidence/1/D1", EvidenceShown).title == "Eine Notiz"

        for event, phase in (("rain", "design"), ("leaver", "run")):
            _, records = await show.scene(f"event/{event}")
            assert records.the("phase", Phase).phase == phase
            assert records.the(f"inject/1/{event}", InjectShown).answer is None
        assert records.the("run", Run).step == 1
        assert (await show.http.post("/api/preview/scenes", json={"scene": "event/none"})).status_code == 404


async def test_a_save_is_followed_and_errors_leave_the_last_good_version_on_show(case: Path) -> None:
    """Also half a file, and a folder that is gone for a while; what does not change the case changes no screen."""
    async with on_show(case) as show:
        first = await show.until(lambda state: state["version"] != "")
        old, _ = await show.scene("brief")

        show.save(lambda text: text.replace(TITLE, "title: Another title"))
        second = await show.until(lambda state: state["version"] != first["version"])
        assert second["case"]["title"] == "Another title"
        new, _ = await show.scene("brief")
        assert (new["version"], new["session"] == old["session"]) == (second["version"], False)

        show.save(lambda text: text[: len(text) // 2])
        broken = await show.until(lambda state: bool(state["broken"]))
        assert (broken["version"], broken["case"]["title"]) == (second["version"], "Another title")
        assert broken["findings"]
        assert broken["findings"][0]["file"] == "scenario.yaml"

        away = case.with_name("elsewhere")
        case.rename(away)  # noqa: ASYNC240 - a test has nothing else to do meanwhile
        gone = await show.until(lambda state: [each["rule"] for each in state["findings"]] == ["file.missing"])
        assert gone["version"] == second["version"]
        away.rename(case)

        show.save(lambda _: "# mended\n" + WHOLE.replace(TITLE, "title: Another title"))
        mended = await show.until(lambda state: not state["broken"])
        assert mended["version"] == second["version"]

        show.save(lambda text: text.replace("title: Another title", "title: A third"))
        await show.until(lambda state: state["version"] != second["version"])
        # The first version's sessions are gone, those of the one before stay for whoever is still looking.
        while show.node.sessions.loaded(old["session"]) is not None:  # noqa: ASYNC110 - sessions end without a word
            await asyncio.sleep(0)
        assert show.node.sessions.loaded(new["session"]) is not None


async def test_findings_say_what_they_mean_and_where_they_show(case: Path) -> None:
    """And what takes computing comes after the screens."""
    async with on_show(case) as show:
        told = await show.until(lambda state: state["plans"] is not None)
        assert told["plans"]["picture"].startswith("<svg")
        assert [each["holds"] for each in told["plans"]["tests"]] == [True]
        assert told["case"]["causes"][0]["acted_on_by"] == {"printer": 0.9}
        assert [each["tag"] for each in told["case"]["exhibits"]] == ["D1", "D2", "X1", "I1", "I2"]

        show.save(lambda text: text.replace("body: In May.", "body: In May., channel: pigeon"))
        told = await show.until(lambda state: bool(state["broken"]))
        found = told["findings"][0]
        assert (found["rule"], found["severity"], found["screen"]) == ("value.choice", "error", "event/leaver")
        assert found["about"]
        meaning = await show.http.get(f"/api/preview/rules/{found['rule']}")
        assert meaning.json()["text"].startswith("value.choice — ")
        assert (await show.http.get("/api/preview/rules/none")).status_code == 404


async def test_only_this_machine_under_its_own_name_is_answered(case: Path) -> None:
    """A site whose name was pointed here, a page of another site and a proxy get nothing."""
    async with on_show(case) as show:
        await show.until(lambda state: state["version"] != "")
        scene = {"scene": "lobby"}
        for headers in ({"host": "evil.example"}, {"x-forwarded-for": "10.0.0.1"}):
            assert (await show.http.get("/api/preview", headers=headers)).status_code == 403
            assert (await show.http.post("/api/preview/scenes", json=scene, headers=headers)).status_code == 403
        foreign = await show.http.post("/api/preview/scenes", json=scene, headers={"origin": "http://evil.example"})
        assert foreign.status_code == 403
        page = await show.http.get("/preview")
        assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
        assert page.headers["x-frame-options"] == "SAMEORIGIN"


async def test_the_command_prints_its_address_and_leaves_nothing_behind(case: Path) -> None:
    """Ended as Ctrl-C ends it, while somebody waits for news."""
    with tempfile.TemporaryDirectory(prefix="p-") as temporary:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "practicum.cli", "preview", str(case), "--port", "0", "--no-open"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if not name.startswith("PRACTICUM_")}
            | {"TMPDIR": temporary},
        )
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        assert line.startswith("Preview: http://127.0.0.1:"), line
        async with httpx.AsyncClient(timeout=15) as http:
            address = line.removeprefix("Preview: ").strip().replace("/preview", "/api/preview")
            revision = (await http.get(address)).json()["revision"]
            asking = asyncio.create_task(http.get(address, params={"after": revision}))
            process.send_signal(signal.SIGINT)
            out, said = await process.communicate()
            await asyncio.gather(asking, return_exceptions=True)
        assert (process.returncode, out, said) == (0, b"", b"")
        assert not list(Path(temporary).iterdir())  # noqa: ASYNC240


async def test_what_is_no_case_is_told(tmp_path: Path) -> None:
    """In one sentence."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "practicum.cli", "preview", str(tmp_path / "none")),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert b"there is no case in" in said
    assert b"Traceback" not in said
