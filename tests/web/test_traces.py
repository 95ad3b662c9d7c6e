"""Traces: what a collector hears of a server's work, and what it must never hear."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from practicum import logs
from practicum.rules import decide
from practicum.rules.moves import PutNote
from practicum.serving import CannotStartError
from practicum.settings import BadSettingError, from_environment
from practicum.traces import ALWAYS
from tests.faults.stores import a_valkey
from tests.web.collector import Collector, collecting
from tests.web.conftest import Start
from tests.web.people import soon
from tests.web.test_time import a_session_with_a_seat, request_data


@pytest_asyncio.fixture
async def collector() -> AsyncIterator[Collector]:
    """Run a collector."""
    async with collecting() as found:
        yield found


async def test_a_request_is_told_by_its_pattern(start: Start, collector: Collector) -> None:
    """With its status and the session, as a part of what the proxy says; machines that look after us are left out."""
    part_of = {"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01", "tracestate": "somebody=words"}
    async with start(traces=collector.url) as table:
        session = await table.open()
        ada = await table.join(session.code, "Ada")
        bearer = {"authorization": f"Bearer {ada.token}"}
        export = f"/api/sessions/{session.session}/me/export"
        assert (await table.http.get(export, headers=bearer | part_of)).status_code == 200
        assert (await table.http.get("/api/sessions/nobodys-text/me/export", headers=bearer)).status_code == 401
        assert (await table.http.get("/healthz")).status_code == 200
    exports = {
        span.facts["http.response.status_code"]: span
        for span in collector.named("GET /api/sessions/{session}/me/export")
    }
    assert (exports[200].trace, exports[200].parent) == ("ab" * 16, "cd" * 8)
    assert exports[200].facts["practicum.session"] == session.session
    assert "practicum.session" not in exports[401].facts
    assert collector.one("POST /api/join").facts["http.response.status_code"] == 201
    assert not [span for span in collector.spans if "healthz" in span.name]
    assert {span.service for span in collector.spans} == {"practicum"}
    assert {headers["path"] for headers in collector.headers} == {"/v1/traces"}
    for secret in (
        b"Ada",
        b"words",
        b"nobodys-text",
        ada.token.encode(),
        session.token.encode(),
        session.code.encode(),
    ):
        assert secret not in collector.bytes


async def test_a_session_that_is_loaded_is_a_part_of_what_wanted_it(
    start: Start, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another server joins somebody to it; its life afterwards is not. What OpenTelemetry's own variables say holds."""
    monkeypatch.setenv("OTEL_SERVICE_NAME", "the second one")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "api-key=of-a-service")
    async with start() as first, start(traces=collector.url) as second:
        session = await first.open()
        await second.join(session.code, "Ada")
    asked = collector.one("POST /api/join")
    load = collector.one("session.load", session=session.session)
    assert load.parent == asked.id
    assert load.facts["practicum.records"] > 5
    assert load.service == "the second one"
    assert collector.headers[0]["api-key"] == "of-a-service"


async def test_a_socket_that_comes_in_is_told_with_what_it_is_shown(start: Start, collector: Collector) -> None:
    """The welcome is a part of it; who is sent away again is told by our own word."""
    async with start(traces=collector.url) as table:
        session = await table.open()
        ada = await table.join(session.code, "Ada")
        async with table.enter(ada.token):
            pass
        async with table.greet(f"{session.session}.nobodys") as stranger:
            await stranger.until("bye")
    entered = collector.one("socket.enter", session=session.session, seat=ada.seat)
    welcome = collector.one("session.welcome", seat=ada.seat)
    assert (welcome.parent, welcome.facts["practicum.bytes"] > 1000) == (entered.id, True)
    assert collector.one("socket.enter", refused="token.bad")


async def test_a_move_is_told_from_its_arrival_to_its_answer(start: Start, collector: Collector) -> None:
    """By its stages, one after the other; one that came with a request is a part of it. No word of it is told."""
    async with start(traces=collector.url, traces_share=1.0) as table:
        session = await table.open(teams=1)
        ada = await table.join(session.code, "Ada")
        async with table.enter(ada.token) as person:
            done = await person.do("chat.say", team="1", text="what nobody else may read")
            assert (await person.do("chat.say", team="2", text="there"))["t"] == "refused"
    said = collector.one("move chat.say", outcome="done")
    ours = {name.removeprefix("practicum."): fact for name, fact in said.facts.items()}
    version = int(done["at"].partition("-")[0])
    assert ours == {
        "do": "chat.say",
        "outcome": "done",
        "session": session.session,
        "seat": ada.seat,
        "by": "participant",
        "version": version,
    }
    assert collector.within(said) == ["inbox", "decide", "append", "fanout"]
    parts = [span for span in collector.spans if span.parent == said.id]
    assert (min(part.begun for part in parts), max(part.ended for part in parts)) == (said.begun, said.ended)
    refused = collector.one("move chat.say", outcome="refused")
    assert refused.facts["practicum.refused"] == "not.yours"
    assert collector.within(refused) == ["inbox", "decide", "fanout"]
    assert collector.one("move seat.join").parent == collector.one("POST /api/join").id
    assert b"nobody else" not in collector.bytes


async def test_of_moves_that_are_many_those_that_fail_or_are_slow_are_told(
    start: Start, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the rest a share, here none; a node does not tell of more than some a second."""

    def broken(*_: Any) -> Any:
        raise RuntimeError

    async with start(traces=collector.url, traces_share=0.0, traces_slow=1000.0) as table:
        session = await table.open()
        async with table.enter(session.token) as person:
            assert (await person.do("note.put", id="n", text="x"))["t"] == "done"
            monkeypatch.setitem(decide.HANDLERS, PutNote, broken)
            answers = [await person.send("note.put", id="n", text="x") for _ in range(30)]
            await person.answer(answers[-1])
    told = collector.named("move note.put")
    assert {(span.failed, span.facts["practicum.outcome"]) for span in told} == {(True, "failed")}
    assert len(told) <= 2 * ALWAYS
    async with start(traces=collector.url, traces_share=0.0, traces_slow=1e-9) as table:
        session = await table.open()
    assert collector.one("move session.open", session=session.session)


async def test_a_timer_is_told_with_how_late_it_was(start: Start, collector: Collector) -> None:
    """Here: what was asked for comes after a while."""
    async with start(traces=collector.url, traces_share=1.0) as table:
        session, seat = await a_session_with_a_seat(table, speed=1000)
        async with table.enter(seat.token) as person:
            waits = await request_data(person)
            await person.until_records(lambda records: records[waits["key"]]["state"] == "open")
    timer = collector.one("move time.up", outcome="done")
    assert (timer.facts["practicum.session"], timer.facts["practicum.by"]) == (session.session, "timekeeper")
    assert 0 <= timer.facts["practicum.late_ms"] < 20_000


async def test_a_store_that_is_away_is_told_for_as_long_as_it_is(start: Start, collector: Collector) -> None:
    """By its address without what opens it."""
    async with (
        a_valkey("--requirepass", "secret") as valkey,
        start(traces=collector.url, redis_url=valkey.url) as table,
    ):
        await valkey.kill()
        await soon(lambda: not table.node.store.writer.is_up)
        await valkey.start()
        await table.node.store.up()
    away = collector.one("store.away")
    assert away.facts["practicum.store"] == f"redis://127.0.0.1:{valkey.port}"
    assert b"secret" not in collector.bytes


async def test_log_lines_of_the_same_work_carry_its_ids(
    start: Start, collector: Collector, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault's line leads to the trace, which holds the fault's type and no word of it."""

    async def failing(_code: str) -> None:
        raise ValueError("what somebody wrote")

    logs.configure("info", "json")
    async with start(traces=collector.url) as table:
        session = await table.open()
        monkeypatch.setattr(table.node.sessions, "session_of", failing)
        answer = await table.http.post("/api/join", json={"code": session.code, "name": "Ada"})
        assert answer.status_code == 500
    span = collector.one("POST /api/join")
    assert span.failed
    assert b"somebody wrote" not in collector.bytes
    line = next(json.loads(line) for line in capsys.readouterr().err.splitlines() if "endpoint_failed" in line)
    assert (line["trace_id"], line["span_id"]) == (span.trace, span.id)


async def test_a_collector_that_is_away_costs_nothing_but_a_moment_at_the_end(start: Start) -> None:
    """Everything works, and the server ends."""
    async with start(traces="http://127.0.0.1:9/v1/traces") as table:
        await table.join((await table.open()).code, "Ada")


def test_traces_are_set_by_the_environment() -> None:
    """An address, a share of the moves, and what is slow; what is none is told."""
    said = {"PRACTICUM_TRACES": "http://127.0.0.1:4318", "PRACTICUM_TRACES_SHARE": "1", "PRACTICUM_TRACES_SLOW": "0.1"}
    settings = from_environment(said)
    assert (settings.traces, settings.traces_share, settings.traces_slow) == ("http://127.0.0.1:4318", 1.0, 0.1)
    assert from_environment({}).traces is None
    for wrong in (
        {"PRACTICUM_TRACES": "127.0.0.1:4318"},
        {"PRACTICUM_TRACES_SHARE": "2"},
        {"PRACTICUM_TRACES_SLOW": "0"},
    ):
        (name,) = wrong
        with pytest.raises(BadSettingError, match=name):
            from_environment(wrong)


async def test_without_the_packages_a_sentence_says_which(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    monkeypatch.delitem(sys.modules, "practicum.traces", raising=False)
    with pytest.raises(CannotStartError, match=r'install "practicum\[traces\]"'):
        async with start(traces="http://127.0.0.1:4318"):
            raise AssertionError
