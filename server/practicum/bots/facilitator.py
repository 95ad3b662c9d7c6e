"""A facilitator who leads a session from the lobby to its end, and uses every command on the way.

Rules:
- A phase lasts until everybody is ready, or the team's work is signed by all, or the facilitator's patience ends: the
  phase's time by the clock and a little more.
- Commands are previewed before they are made, as people do.
- Once in a session: a pause, an extension, an event sent by hand, more hours for a team, a move of a seat and back, a
  step back from design and forward again. Calls for help are answered whenever they come.
- Each team is rated and the rating locked after the pitches. Nobody listened, so every level is the middle one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import msgspec

from practicum.bots.client import Answer, Client
from practicum.bots.stopwatch import Stopwatch
from practicum.bots.strategy import Pace
from practicum.bots.view import SIGNED_PHASES, View
from practicum.bots.wire import Copy

GRACE = 5.0  # seconds beyond a phase's time, whatever the speed
LOBBY_MINUTES = 5.0
HELP_EVERY = 0.2
LOOK_EVERY = 0.5
RATED = ("argument", "risks", "together")  # the rubric's rows that people judge
MIDDLE = 2


class PhaseTime(msgspec.Struct, frozen=True):
    """How long a phase took, and whether patience ended before the teams were done."""

    phase: str
    session_minutes: float
    seconds: float
    impatient: bool


class Facilitator:
    """Leads the session."""

    def __init__(self, client: Client, pace: Pace, expected: int) -> None:
        self._client = client
        self._pace = pace
        self._expected = expected
        self._view = View(client.copy)
        self._impatient = False
        self._began = 0.0
        self._began_due = 0.0
        self.stopwatch = Stopwatch(self._view, self._due)
        self.phases: list[PhaseTime] = []
        self.problems: list[str] = []

    async def lead(self) -> None:
        """Lead from the lobby to the end."""
        await self._client.until(lambda _: self._view.phase == "lobby", GRACE)
        self._mark()
        async with asyncio.TaskGroup() as tasks:
            beside = [tasks.create_task(self._answer_calls()), tasks.create_task(self._keep_time())]
            await self._lobby()
            await self._brief()
            await self._diagnose()
            await self._design()
            await self._forward("measure")
            await self._pitch()
            await self._run()
            await self._debrief()
            for task in beside:
                task.cancel()

    # --- phases

    async def _lobby(self) -> None:
        enough = self._expected
        await self._wait(lambda _: sum(len(self._view.members(t)) for t in self._view.teams()) >= enough, LOBBY_MINUTES)
        await self._do("teams.mix")
        await self._do("note.put", {"id": "start", "text": "Everybody came in time."})
        await self._forward("lobby")

    async def _brief(self) -> None:
        await self._do("say.all", {"text": "Read the request twice. What does she ask for, and what does she need?"})
        await self._forward("brief")

    async def _diagnose(self) -> None:
        await self._pace.think(20)
        await self._do("clock.pause")
        if not await self._client.until(lambda _: not self._view.running, GRACE):
            self.problems.append("the clock runs although it was paused")
        await self._pace.think(10)
        await self._do("clock.resume")
        await self._do("clock.extend", {"seconds": 60})
        await self._do("hours.grant", {"team": self._view.teams()[-1], "hours": 1.0})
        await self._send_event()
        await self._move_somebody()
        await self._forward("diagnose")

    async def _send_event(self) -> None:
        """Send the first event that waits for a hand."""
        for inject, shelf in sorted(self._view.under("shelf/").items()):
            if not shelf["sent_to"] and shelf["when"] == "by hand":
                await self._do("inject.send", {"inject": inject, "teams": []})
                return

    async def _move_somebody(self) -> None:
        """Move somebody from the largest team to the smallest, and back again a little later."""
        teams = sorted(self._view.teams(), key=lambda team: (len(self._view.members(team)), team))
        if len(teams) > 1 and len(self._view.members(teams[-1])) > 1:
            seat = self._view.members(teams[-1])[-1]
            await self._do("seat.move", {"seat": seat, "team": teams[0]})
            await self._pace.think(40)
            await self._do("seat.move", {"seat": seat, "team": teams[-1]})

    async def _design(self) -> None:
        await self._pace.think(20)
        await self._do("phase.back")
        self._mark_end("design")
        await self._forward("diagnose")
        await self._forward("design")

    async def _pitch(self) -> None:
        while self._pitching():
            await self._pace.think(15)
            if not (await self._do("pitch.next")).done:
                break
        for team in self._view.teams():
            for row in RATED:
                await self._do("rating.put", {"team": team, "row": row, "level": MIDDLE, "note": ""})
            await self._do("rating.lock", {"team": team})
        await self._forward("pitch")

    def _pitching(self) -> bool:
        pitch = self._view.the("pitch")
        return bool(pitch) and pitch["current"] < len(pitch["order"])

    async def _run(self) -> None:
        while True:
            played = await self._wait(lambda _: self._step_is_played(), 2)
            if not played:
                self.problems.append("a step of the year was asked for and did not come")
                break
            await self._wait(lambda _: not any(self._view.unanswered(team) for team in self._view.teams()), 1)
            await self._pace.think(20)
            run = self._view.the("run")
            if run["step"] >= run["steps"]:
                break
            # The year may have gone on by itself meanwhile: asking twice changes nothing.
            await self._do("run.next")
        await self._next("run")

    def _step_is_played(self) -> bool:
        run = self._view.the("run")
        return bool(run) and run["step"] > 0 and run["step"] == run["wanted"]

    async def _debrief(self) -> None:
        if not await self._wait(lambda copy: "reveal/case" in copy.records, 5):
            self.problems.append("the debrief began and the truth was not shown")
        await self._do("say.all", {"text": "Which exhibit changed your mind?"})
        await self._wait(lambda _: self._view.everybody_ready(), 2)
        await self._do("session.end")
        self._mark_end("debrief")

    # --- going on

    async def _forward(self, phase: str) -> None:
        """Wait for what a phase needs, and go on."""
        minutes = self._minutes(phase)
        if not await self._wait(lambda _: self._view.phase == phase and self._done_with(phase), minutes):
            self._impatient = True
        await self._next(phase)

    async def _next(self, phase: str) -> None:
        answer = await self._do("phase.next")
        if not answer.done:
            self.problems.append(f"{phase} could not be closed: {answer.code}")
        self._mark_end(phase)

    def _done_with(self, phase: str) -> bool:
        if phase in SIGNED_PHASES:
            return all(self._view.all_signed(team, phase) for team in self._view.teams())
        return self._view.everybody_ready()

    def _minutes(self, phase: str) -> float:
        agenda = self._view.the("session").get("agenda", ())
        return next((float(entry["minutes"]) for entry in agenda if entry["phase"] == phase), LOBBY_MINUTES)

    async def _wait(self, condition: Callable[[Copy], bool], minutes: float) -> bool:
        """Wait for something, at most so many minutes of the session and a little more."""
        return await self._client.until(condition, minutes * 60 / self._pace.speed + GRACE)

    async def _do(self, do: str, arguments: dict[str, Any] | None = None) -> Answer:
        """Look at what a command would do, and make it."""
        await self._client.preview(do, arguments)
        await self._pace.think()
        answer = await self._client.do(do, arguments)
        if not answer.done:
            self.problems.append(f"{do} was refused: {answer.code}: {answer.message}")
        return answer

    async def _answer_calls(self) -> None:
        """See to teams that call for help, as long as the session lasts."""
        while not self._view.ended:
            for team, call in sorted(self._view.under("help/").items()):
                if call["seen_by"] is None:
                    await self._client.do("help.see", {"team": team})
                    await self._pace.think(10)
                    await self._client.do("help.done", {"team": team})
            await self._client.changed(HELP_EVERY)

    # --- time

    async def _keep_time(self) -> None:
        """Time the teams, as long as the session lasts."""
        while True:
            self.stopwatch.look()
            await self._client.changed(LOOK_EVERY)

    def _due(self) -> float:
        """Session time in ms, as far as it can be told from here."""
        clock = self._view.the("clock")
        if not clock.get("running"):
            return float(clock.get("due", 0))
        return float(clock["due"] + max(0.0, self._client.server_now() - clock["at"]) * clock["rate"])

    def _mark(self) -> None:
        self._began, self._began_due, self._impatient = time.monotonic(), self._due(), False

    def _mark_end(self, phase: str) -> None:
        minutes, seconds = (self._due() - self._began_due) / 60_000, time.monotonic() - self._began
        self.phases.append(PhaseTime(phase, round(minutes, 2), round(seconds, 2), self._impatient))
        self._mark()
