"""A session goes from one store to another as people would do it: by the commands, beside running servers."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from typer.testing import CliRunner

from practicum.cli import app
from practicum.keeping import export, restore
from practicum.serving import serving
from practicum.settings import BadSettingError, Settings, from_environment
from practicum.store.embedded import EmbeddedStore
from practicum.store.log import Store
from tests.web.people import Session, Table

SCENARIOS = Path(__file__).parents[1] / "scenarios"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a server with a store of its own."""
    return Settings(port=0, data=tmp_path / "one", scenarios=SCENARIOS, moves_burst=1000.0, moves_per_second=1000.0)


@pytest_asyncio.fixture
async def other_url(tmp_path: Path) -> AsyncIterator[str]:
    """Run a second store."""
    embedded = await EmbeddedStore.start(tmp_path / "two")
    yield embedded.url
    await embedded.stop()


async def exported(store: Store, session: str) -> bytes:
    """Export a session as a bundle."""
    out = io.BytesIO()
    answer = await export(store, session, "bundle", out)
    assert (answer.code, answer.complains) == (0, "")
    return out.getvalue()


async def played(server: Table) -> Session:
    """Play to a phase that ends within a moment; somebody has a client with answers."""
    session = await server.open(teams=2, speed=1000, timings={"brief": 1})
    ada = await server.join(session.code, "Ada")
    async with server.enter(session.token) as host, server.enter(ada.token, client="ada") as person:
        for number in range(30):
            await person.do("chat.say", team=ada.team, text=f"word {number}")
        await person.do("chat.say", team=ada.team, text="  ")  # refused, and known as such
        await person.do("chat.say", team=ada.team, text="last")
        await host.do("clock.pause")
    return session


async def test_a_played_session_goes_on_in_another_store(settings: Settings, other_url: str, tmp_path: Path) -> None:
    """Bit for bit; its links open it, its people find what they did, and its clock goes on."""
    async with serving(settings) as node, Table(node.url, node) as server:
        session = await played(server)
        data = await exported(node.store, session.session)
    bundle = tmp_path / "session.practicum"
    bundle.write_bytes(data)
    other = await Store.open(other_url)
    try:
        answer = await restore(other, bundle)
        assert (answer.code, answer.complains) == (0, "")
        assert await exported(other, session.session) == data
        again = await restore(other, bundle)
        assert again.code == 1
        assert "already" in again.complains
        assert await exported(other, session.session) == data
    finally:
        await other.close()
    async with serving(replace(settings, redis_url=other_url)) as node, Table(node.url, node) as server:
        bo = await server.join(session.code, "Bo")
        assert bo.session == session.session
        async with server.enter(session.token) as host:
            assert [seat["name"] for key, seat in host.records.items() if key.startswith("seat/")] != []
            assert sum(key.startswith("chat/") for key in host.records) == 31
            await host.do("clock.resume")
            await host.do("phase.next", leaving="lobby")
            assert host.records["phase"]["phase"] == "brief"


async def test_what_was_due_comes_in_the_other_store(settings: Settings, other_url: str, tmp_path: Path) -> None:
    """Data that a team asked for arrives, though nobody is there when the session is restored."""
    async with serving(settings) as node, Table(node.url, node) as server:
        session = await server.open(teams=1, speed=400)
        ada = await server.join(session.code, "Ada")
        async with server.enter(session.token) as host, server.enter(ada.token) as person:
            for leaving in ("lobby", "brief"):
                await host.do("phase.next", leaving=leaving)
            await person.until_records(lambda records: any(key.startswith("request/") for key in records))
            requests = {key: one for key, one in person.records.items() if key.startswith("request/")}
            key, wanted = max(requests.items(), key=lambda pair: pair[1]["delay_minutes"])
            asking = {"team": ada.team, "request": key.split("/")[1], "cut": wanted["cuts"][0]["cut"]}
            answer = await person.do("data.request", **asking)
            assert answer["t"] == "done", answer
            tag = wanted["cuts"][0]["tag"]
            bundle = tmp_path / "session.practicum"
            bundle.write_bytes(await exported(node.store, session.session))
    other = await Store.open(other_url)
    assert (await restore(other, bundle)).code == 0
    await other.close()
    there = replace(settings, redis_url=other_url)
    async with serving(there) as node, Table(node.url, node) as server, server.enter(ada.token) as person:
        await person.until_records(lambda records: records[f"evidence/{ada.team}/{tag}"]["state"] == "open")


async def test_the_commands_work_beside_a_running_server(settings: Settings, tmp_path: Path) -> None:
    """Export while people play, purge, restore: on the folder of the server, by its own store."""
    async with serving(settings) as node, Table(node.url, node) as server:
        session = await server.open(teams=1)
        bundle = tmp_path / "session.practicum"
        data = ["--data", str(settings.data)]

        def run(*arguments: str) -> tuple[int, bytes, str]:
            ran = CliRunner().invoke(app, list(arguments))
            assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
            return ran.exit_code, ran.stdout_bytes, ran.stderr

        async with server.enter(session.token) as host:
            code, written, _ = await asyncio.to_thread(run, "export", session.session, "--format", "bundle", *data)
            assert code == 0
            bundle.write_bytes(written)
            for format in ("csv", "xlsx"):
                code, table, _ = await asyncio.to_thread(run, "export", session.session, "--format", format, *data)
                assert code == 0
                assert table.startswith(b"PK")
            code, _, said = await asyncio.to_thread(run, "restore", str(bundle), *data)
            assert code == 1
            assert "already" in said
            code, said_out, _ = await asyncio.to_thread(run, "purge", session.session, *data)
            assert (code, session.session.encode() in said_out) == (0, True)
            assert await host.until_closed() == 1000
        code, _, said = await asyncio.to_thread(run, "purge", session.session, *data)
        assert code == 2
        code, said_out, _ = await asyncio.to_thread(run, "restore", str(bundle), *data)
        assert (code, b"Restored" in said_out) == (0, True)
        async with server.enter(session.token) as host:
            assert host.records["session"]["code"] == session.code
        for wrong, code in ((tmp_path / "nothing", 2), (tmp_path, 2), (Path(__file__), 1)):
            assert (await asyncio.to_thread(run, "restore", str(wrong), *data))[0] == code
        assert (await asyncio.to_thread(run, "export", session.session, "--format", "pdf", *data))[0] == 2


async def test_a_server_can_be_told_for_how_long_it_keeps_sessions(settings: Settings) -> None:
    """By the environment or an option; a word that is no number of days is told."""
    told = {"HOME": "/", "PRACTICUM_RETENTION": "30"}
    assert from_environment(told).retention == 30
    assert from_environment({"HOME": "/"}).retention is None
    for wrong in ("0", "-1", "a month", "nan"):
        with pytest.raises(BadSettingError, match="number of days"):
            from_environment({**told, "PRACTICUM_RETENTION": wrong})
    async with serving(replace(settings, retention=30.0)) as node, Table(node.url, node) as server:
        session = await server.open(teams=1)
        async with server.enter(session.token) as host:
            assert (await host.do("say.all", text="here"))["t"] == "done"
