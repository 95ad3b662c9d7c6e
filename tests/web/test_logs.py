"""Log lines name the session and the seat that they are about, so that an operator can find both."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from practicum import logs
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
        broke.setattr("practicum.live.clockwork.chore", lambda *_: object())
        broke.setattr(live._clockwork, "_compute", broken)
        live._clockwork.changed()
        await failed.wait()
        lines: list[dict[str, Any]] = []
        while not lines:
            await asyncio.sleep(0.01)
            lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "chore_failed" in line]
    assert lines[0]["session"] == session.session
