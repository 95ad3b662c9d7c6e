"""Traces: what a collector hears of a server's work, and what it must never hear."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from practicum import logs
from practicum.serving import CannotStartError
from practicum.settings import BadSettingError, from_environment
from tests.web.collector import Collector, collecting
from tests.web.conftest import Start


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


async def test_a_session_that_is_loaded_is_a_part_of_what_wanted_it(start: Start, collector: Collector) -> None:
    """Another server joins somebody to it; its life afterwards is not."""
    async with start() as first, start(traces=collector.url) as second:
        session = await first.open()
        await second.join(session.code, "Ada")
    asked = collector.one("POST /api/join")
    load = collector.one("session.load", session=session.session)
    assert load.parent == asked.id
    assert load.facts["practicum.records"] > 5


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
