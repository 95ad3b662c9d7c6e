"""Log lines name the session and the seat that they are about, so that an operator can find both."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from practicum import logs
from practicum.rules import decide
from practicum.rules.moves import PutNote
from tests.web.people import Table


async def test_a_fault_in_what_is_computed_aside_names_its_session(
    server: Table, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a session does by itself is logged with its id."""
    logs.configure("info", "json")
    session = await server.open()
    live = server.node.sessions.loaded(session.session)
    assert live is not None
    failed = asyncio.Event()

    def broken(_chore: Any) -> Any:
        failed.set()
        raise RuntimeError

    with monkeypatch.context() as broke:
        broke.setattr("practicum.live.clockwork.is_wanted", lambda _records: True)
        broke.setattr("practicum.live.clockwork.chore", lambda *_: object())
        broke.setattr(live._clockwork, "_compute", broken)
        live._clockwork.changed()
        await failed.wait()
        lines: list[dict[str, Any]] = []
        while not lines:
            await asyncio.sleep(0.01)
            lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "chore_failed" in line]
    assert lines[0]["session"] == session.session


async def test_a_fault_in_a_rule_and_one_of_a_socket_name_the_seat(
    server: Table, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the session, and what was to be done; never what was said."""
    logs.configure("info", "json")

    def broken(*_: Any) -> Any:
        raise RuntimeError

    session = await server.open()
    live = server.node.sessions.loaded(session.session)
    assert live is not None
    async with server.enter(session.token) as person:
        seat = person.heard[0]["seat"]["seat"]
        monkeypatch.setitem(decide.HANDLERS, PutNote, broken)
        await person.do("note.put", id="n", text="what somebody wrote")
        monkeypatch.setattr(live, "here", broken)
        await person.say(t="here", at={})
        await person.until_closed()
    said = capsys.readouterr().err
    lines = {line["event"]: line for line in map(json.loads, said.splitlines()) if line["level"] == "error"}
    assert {(line["session"], line["seat"]) for line in lines.values()} == {(session.session, seat)}
    assert lines["live.rule_failed"]["do"] == "note.put"
    assert lines.keys() == {"live.rule_failed", "web.socket_failed"}
    assert "somebody wrote" not in said


async def test_who_leaves_in_the_middle_of_a_request_is_no_fault_of_ours(
    server: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """A connection that ends before a body is whole: anybody can do that, as often as they like."""
    logs.configure("info", "json")
    url = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    head = (
        f"POST /api/join HTTP/1.1\r\nhost: {url.netloc}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n"
    )
    writer.write(head.encode() + b'{"code":')
    writer.write_eof()
    await reader.read()
    writer.close()
    await writer.wait_closed()
    assert (await server.http.get("/healthz")).status_code == 200
    levels = [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()]
    assert "error" not in levels
