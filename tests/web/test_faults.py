"""Faults of ours and of the store: each costs as little as it can, and the truth comes back."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from practicum.rules import decide
from practicum.rules.moves import PutNote
from practicum.store import keys
from tests.web.people import Person, Table
from tests.web.test_serve import ready, serve


async def test_a_fault_in_a_rule_costs_one_move(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender is told, without a word of the fault; the session goes on."""

    def broken(*_: Any) -> Any:
        raise RuntimeError("the secret of the house")

    session = await server.open()
    async with server.enter(session.token) as person:
        with monkeypatch.context() as broke:
            broke.setitem(decide.HANDLERS, PutNote, broken)
            told = await person.do("note.put", id="n", text="x")
        assert (told["t"], told["code"]) == ("refused", "fault")
        assert "secret" not in told["message"]
        assert (await person.do("note.put", id="n", text="x"))["t"] == "done"


async def test_a_fault_in_a_session_sends_its_people_back_in(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on disk is loaded anew; other sessions notice nothing."""
    session, other = await server.open(), await server.open()
    async with server.enter(other.token) as elsewhere:
        async with server.enter(session.token, client="queue") as person:
            await person.do("note.put", id="n", text="kept")
            live = server.node.sessions.loaded(session.session)
            assert live is not None
            monkeypatch.setattr(live.state, "confirm", None)
            await person.send("note.put", id="n", text="on disk, and then we fell")
            bye = await person.until("bye")
            assert bye["code"] == "fault"
            assert bye["retry_ms"] > 0
        async with server.enter(session.token, person.at, client="queue") as again:
            await again.say(t="move", id=2, do="note.put", **{"with": {"id": "n", "text": "again"}})
            assert (await again.answer(2))["t"] == "done"
            assert again.records["note/n"]["text"] == "on disk, and then we fell"
        assert (await elsewhere.do("note.put", id="n", text="x"))["t"] == "done"


async def test_a_store_that_lost_its_last_moves_is_noticed(server: Table) -> None:
    """After a failover everybody gets the state that survived, and what was lost may be done again."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    reader = server.node.store.reader
    names = [key(session.session) for key in (keys.log_key, keys.state_key, keys.meta_key)]
    async with server.enter(ada.token, client="queue") as person, server.enter(session.token) as facilitator:
        await person.do("chat.say", team="1", text="kept")
        saved = [await reader.ask("DUMP", name) for name in names]
        await person.do("chat.say", team="1", text="lost")
        for name, dump in zip(names, saved, strict=True):
            await reader.ask("RESTORE", name, 0, dump, "REPLACE")
        await facilitator.do("note.put", id="n", text="first after the failover")
        await person.until("welcome")
        assert person.heard[-1]["whole"]
        assert [record["text"] for key, record in person.records.items() if key.startswith("chat/")] == ["kept"]
        await person.say(t="move", id=2, do="chat.say", **{"with": {"team": "1", "text": "lost"}})
        assert (await person.answer(2))["t"] == "done"
        await facilitator.until_records(lambda records: len([k for k in records if k.startswith("chat/")]) == 2)
    async with server.enter(ada.token) as fresh:
        assert {key: person.records.get(key) for key in fresh.records} == fresh.records


class Sender:
    """Somebody whose client sends moves, and after each loss everything unanswered again, in order."""

    def __init__(self, token: str, team: str, total: int) -> None:
        self.token = token
        self.team = team
        self.total = total
        self.done: set[int] = set()
        self.sent = 0
        self.at: str | None = None
        self.client = token[-8:].replace(".", "-")

    async def run(self, url: str) -> None:
        """Send until everything is done, whatever happens to the server."""
        while len(self.done) < self.total:
            try:
                await self._connected(url)
            except (OSError, ConnectionClosed):
                await asyncio.sleep(0.05)

    async def _connected(self, url: str) -> None:
        table = Table(url, None)  # type: ignore[arg-type]
        async with table, table.greet(self.token, self.at, self.client) as person:
            await person.until("welcome")
            for id in range(1, self.sent + 1):
                if id not in self.done:
                    await self._send(person, id)
            while len(self.done) < self.total:
                while self.sent < self.total and self.sent - len(self.done) < 32:
                    self.sent += 1
                    await self._send(person, self.sent)
                answer = await person.hear()
                if answer["t"] == "done":
                    self.done.add(answer["id"])
                assert answer["t"] != "refused", answer

    async def _send(self, person: Person, id: int) -> None:
        text = {"team": self.team, "text": f"{self.client} {id}"}
        await person.say(t="move", id=id, do="chat.say", **{"with": text})


@pytest.mark.timeout(60)
async def test_a_server_that_is_killed_in_the_middle_of_moves_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Kill -9 twice: every client resumes, and the log holds every move once, each client's in its order."""
    process = await serve("--port", 0, "--data", tmp_path)
    url = await ready(process)
    async with httpx.AsyncClient(base_url=url) as http:
        opened = (await http.post("/api/sessions", json={"scenario": "alder-mutual", "teams": 2})).json()
        joined = [
            (await http.post("/api/join", json={"code": opened["code"], "name": f"Person {n}"})).json()
            for n in range(4)
        ]
    senders = [Sender(seat["token"], seat["team"], 120) for seat in joined]
    async with asyncio.TaskGroup() as tasks:
        for sender in senders:
            tasks.create_task(sender.run(url))
        for reached in (40, 80):
            while min(len(sender.done) for sender in senders) < reached:
                await asyncio.sleep(0.02)
            process.kill()
            await process.communicate()
            process = await serve("--port", url.rsplit(":", 1)[1], "--data", tmp_path)
            assert await ready(process) == url
    async with httpx.AsyncClient(base_url=url) as http:
        bearer = {"authorization": f"Bearer {opened['token']}"}
        log = (await http.get(f"/api/sessions/{opened['session']}/export", headers=bearer)).json()["log"]
    said = [move["with"]["text"] for move in log if move["do"] == "chat.say"]
    for sender in senders:
        assert [text for text in said if text.startswith(sender.client + " ")] == [
            f"{sender.client} {id}" for id in range(1, 121)
        ]
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    assert process.returncode == 0
