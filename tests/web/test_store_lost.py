"""The store dies while moves are under way: nobody is sent away, nothing is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path

from tests.web.conftest import Start
from tests.web.people import Table, soon


def kill_store(data: Path) -> None:
    """Kill the embedded store's process without warning."""
    os.kill(json.loads((data / "store.json").read_text("utf-8"))["pid"], signal.SIGKILL)


async def texts_of_log(server: Table, session: str, token: str) -> list[str]:
    """Return what was said, as the log has it."""
    answer = await server.http.get(f"/api/sessions/{session}/export", headers={"authorization": f"Bearer {token}"})
    return [move["with"]["text"] for move in answer.json()["log"] if move["do"] == "chat.say"]


async def test_moves_wait_for_a_store_that_was_killed(start: Start, tmp_path: Path) -> None:
    """Killed twice in a stream of moves: every move is done once, and in order."""
    async with start(redis_url=None) as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token) as person, server.enter(session.token) as facilitator:

            async def talk() -> None:
                for number in range(400):
                    await person.send("chat.say", team="1", text=str(number))
                    await asyncio.sleep(0.001)

            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(talk())
                await person.answer(100)
                kill_store(tmp_path)
                await person.answer(200)
                kill_store(tmp_path)
                await person.answer(400)
            answers = [frame for frame in person.heard if frame["t"] in ("done", "refused")]
            assert [(frame["t"], frame["id"]) for frame in answers] == [("done", id) for id in range(1, 401)]
            await facilitator.until_records(lambda records: len([k for k in records if k.startswith("chat/")]) == 400)
        said = await texts_of_log(server, session.session, session.token)
        assert said == [str(number) for number in range(400)]


async def test_reads_go_on_while_the_store_is_away(start: Start, store_url: str, tmp_path: Path) -> None:
    """A person may come back and look; readyz tells operators; a join is told to try again."""
    from practicum.store.embedded import EmbeddedStore

    embedded = await EmbeddedStore.start(tmp_path)
    async with start(redis_url=embedded.url) as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token) as person:
            await embedded.stop()
            await soon(lambda: not server.node.store.writer.is_up)
            id = await person.send("chat.say", team="1", text="waits")
            assert (await server.http.get("/readyz")).status_code == 503
            assert (await server.http.get("/healthz")).status_code == 200
            body = {"code": session.code, "name": "Bea"}
            assert (await server.http.post("/api/join", json=body)).status_code == 503
            async with server.enter(ada.token) as again:
                assert again.records == person.records
            embedded = await EmbeddedStore.start(tmp_path)
            assert (await person.answer(id))["t"] == "done"
            assert (await server.http.get("/readyz")).status_code == 200
            assert (await server.http.post("/api/join", json=body)).status_code == 201
    await embedded.stop()
