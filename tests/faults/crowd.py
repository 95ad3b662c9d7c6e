"""A crowd that talks without a pause, and what it was told; the words in which the fault tests speak."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from practicum.bots.chance import dice
from practicum.bots.client import Answer, Client
from practicum.bots.local import LocalServer
from practicum.bots.promises import Watch
from practicum.bots.referee import Referee, differences
from practicum.bots.rest import Hosted, Rest

CASE = "alder-mutual"
IN_FLIGHT = 8
SETTLES_WITHIN = 10.0


class Said(msgspec.Struct, frozen=True):
    """A move that was made, and the answer to come."""

    text: str
    answer: asyncio.Future[Answer]


class Talker:
    """A member of a team who says one thing after another, each only once in the whole session."""

    def __init__(self, client: Client, watch: Watch, token: str, team: str) -> None:
        self.client = client
        self.watch = watch
        self.token = token
        self.said: list[Said] = []
        self._team = team
        self._running: asyncio.Task[None] | None = None

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Connect, and stay connected."""
        self._running = tasks.create_task(self.client.run())

    def leave(self) -> None:
        """Go, and never come back: what is unanswered stays unanswered."""
        assert self._running is not None
        self._running.cancel()

    async def talk(self, times: int) -> None:
        """Say so many things, as fast as the server reads."""
        for _ in range(times):
            while self.client.unanswered >= IN_FLIGHT:
                await self.client.changed(0.2)
            text = f"{self.watch.who} says thing {len(self.said) + 1}"
            self.said.append(Said(text, await self.client.begin("chat.say", {"team": self._team, "text": text})))

    async def answers(self) -> list[Answer]:
        """Wait until everything that was said is answered."""
        return [await said.answer for said in self.said]

    @property
    def told(self) -> int:
        """How many answers came."""
        return sum(said.answer.done() for said in self.said)


class Crowd:
    """A session full of talkers."""

    def __init__(self, url: str, seed: int) -> None:
        self.referee = Referee()
        self.talkers: list[Talker] = []
        self.hosted: Hosted | None = None
        self._url = url
        self._seed = seed
        self._rest = Rest(url)

    async def gather(self, tasks: asyncio.TaskGroup, people: int, *, twice: bool = False) -> list[Talker]:
        """Open a session and seat people in its two teams."""
        hosted = self.hosted = await self._rest.host(CASE, teams=2, seed=self._seed)
        for number in range(people):
            who = f"talker {number}"
            joined = await self._rest.join(hosted.code, who)
            watch = Watch(self.referee, who)
            client = Client(self._url, joined.token, dice(time.time_ns(), who), watcher=watch, twice=twice)
            self.talkers.append(Talker(client, watch, joined.token, str(joined.team)))
            self.talkers[-1].start(tasks)
        return self.talkers

    async def until_told(self, more: int) -> None:
        """Wait until so many further answers came, to whomever, and other moves are under way."""
        wanted = sum(talker.told for talker in self.talkers) + more
        while sum(talker.told for talker in self.talkers) < wanted or not self.under_way:  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    @property
    def under_way(self) -> int:
        """How many moves have no answer yet."""
        return sum(talker.client.unanswered for talker in self.talkers)

    async def log(self) -> list[dict[str, Any]]:
        """Take the session's log from its export, and hold it to being whole."""
        assert self.hosted is not None
        export = await self._rest.export(self.hosted.session, self.hosted.token)
        entries: list[dict[str, Any]] = export["log"]
        assert export["complete"]["moves"] == len(entries)
        versions = [int(entry["position"].split("-")[0]) for entry in entries]
        assert versions == list(range(1, len(versions) + 1)), "the log has a hole"
        return entries

    async def holds_exactly_what_was_told(self) -> None:
        """Every move told done is in the log once, where it was told to be; every unknown one at most once."""
        log = await self.log()
        told_at = {entry["position"]: entry["with"].get("text") for entry in log if entry["do"] == "chat.say"}
        times = Counter(told_at.values())
        assert len(told_at) == sum(times.values())
        for talker in self.talkers:
            for said in talker.said:
                answer = said.answer.result() if said.answer.done() else Answer("closed")
                if answer.done:
                    assert times[said.text] == 1, (
                        f"{said.text} was told done and is {times[said.text]} times in the log"
                    )
                    assert told_at[answer.at] == said.text
                else:
                    assert answer.code == "closed", answer
                    assert times[said.text] <= 1, f"{said.text} is {times[said.text]} times in the log"
        everything = {said.text for talker in self.talkers for said in talker.said}
        assert set(times) <= everything

    async def sees_what_a_newcomer_sees(self, talkers: list[Talker]) -> None:
        """Whoever came back by themselves has the records that a fresh connection is given."""
        for talker in talkers:
            fresh = Client(self._url, talker.token, dice(time.time_ns(), "fresh"))
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(fresh.run())
                assert await fresh.until(lambda copy: copy.at is not None, SETTLES_WITHIN)
                running.cancel()
            whole = fresh.copy.records
            await talker.client.until(lambda copy, whole=whole: copy.records == whole, SETTLES_WITHIN)  # type: ignore[misc]
            assert differences(talker.client.copy.records, whole) == []

    def broke_no_promise(self) -> None:
        """Nobody saw anything that the protocol forbids."""
        for talker in self.talkers:
            talker.watch.finish()
        assert [str(breach) for breach in self.referee.breaches] == []


async def cut_the_power(server: LocalServer, data: Path) -> None:
    """Kill the server and its store in one moment."""
    store = json.loads((data / "store.json").read_bytes())["pid"]
    os.kill(server.pid, signal.SIGKILL)
    os.kill(store, signal.SIGKILL)
    await server.kill()
