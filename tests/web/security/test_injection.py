"""What people write stays text: in a log, in a header, in an address, in a page."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from practicum import logs
from tests.web.people import Table

MARK = "zebra-crossing"
LINES = [f'{MARK}\n{{"event":"forged"}}', f"{MARK}\r\n2026 [error] forged", f"{MARK}\x1b[2J\u2028forged"]
CLIENT = Path(__file__).parents[3] / "client/src"


@pytest.fixture
def everything_logged(capfd: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Log all that there is to log."""
    logs.configure("debug", "json")
    yield capfd
    logs.configure("info", "json")


async def raw(server: Table, said: bytes) -> bytes:
    """Send bytes as they are, and read the answer."""
    url = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(said)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 ")
    return answer


async def test_no_log_holds_what_people_wrote(server: Table, everything_logged: pytest.CaptureFixture[str]) -> None:
    """Not in names, words, moves, addresses or headers; and each line of the log is one of ours, whole."""
    for text in LINES:
        session = await server.open(name=text)
        ann = await server.join(session.code, text, field=text)
        async with server.enter(ann.token) as person, server.enter(session.token) as host:
            await person.do("chat.say", team=ann.team, text=text)
            await person.do("team.rename", team=ann.team, name=text[:40])
            await host.do("note.put", id="n1", text=text)
            await host.do(text[:40])
            await person.say(t="here", at={"screen": text})
            await person.say(t=text)
            await person.until_closed()
        async with server.greet(text) as stranger:
            await stranger.until("bye")
        await server.http.post("/api/join", json={"code": text[:20], "name": text})
        await server.http.get(f"/{text.encode().hex()}", headers={"x-request": text.encode().hex()})
    mark = MARK.encode()
    for said in (
        b"GET /%0a" + mark + b" HTTP/1.1\r\nhost: " + mark + b"\r\nconnection: close\r\n\r\n",
        mark + b"\r\n\r\n",
    ):
        await raw(server, said)
    said = everything_logged.readouterr().err
    for line in said.splitlines():
        assert "event" in json.loads(line)
    assert MARK not in said
    assert "forged" not in said


def test_what_libraries_log_is_one_line_each(capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever is in it, a traceback among it."""
    logs.configure("info", "json")
    fault = ValueError(LINES[0])
    logging.getLogger("uvicorn.error").error(LINES[0], exc_info=fault)
    (line,) = capfd.readouterr().err.splitlines()
    assert json.loads(line)["event"] == LINES[0]


async def test_no_answer_takes_a_header_from_a_request(server: Table) -> None:
    """Line ends in an address, a host or a name make no header; no cookie is set by anything."""
    session = await server.open(name="x\r\nset-cookie: a=b")
    bearer = {"authorization": f"Bearer {session.token}"}
    answers = [
        await server.http.get(path, headers=bearer)
        for path in (
            "/%0d%0aset-cookie:%20a=b",
            "/join/%0d%0aset-cookie:%20a=b",
            "/assets/%0d%0aset-cookie:%20a=b",
            "/api/qr/%0d%0aset-cookie:%20a=b",
            f"/api/sessions/{session.session}/export",
            f"/api/sessions/{session.session}/assets/%0d%0aset-cookie:%20a=b",
            f"/api/sessions/{session.session}/qr",
        )
    ]
    for answer in answers:
        assert "set-cookie" not in answer.headers, answer.url
    exported = answers[4].headers["content-disposition"]
    assert exported == f'attachment; filename="practicum-{session.session}.json"'
    for host in (b"x\r\n set-cookie: a=b", b"'self'; script-src *", b"x, y", b"\xff"):
        answer = await raw(server, b"GET / HTTP/1.1\r\nhost: " + host + b"\r\nconnection: close\r\n\r\n")
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert b"\r\nset-cookie" not in head
        assert b"script-src *" not in head


async def test_a_page_runs_our_own_scripts_alone(server: Table) -> None:
    """What a page's policy allows, word for word."""
    policy = (await server.http.get("/")).headers["content-security-policy"]
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert said["default-src"] == said["script-src"] == "'self'"
    assert said["object-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "*" not in policy
    assert re.fullmatch(r"'self'( 'nonce-[\w-]{22}')?", said["style-src"])
    assert said["img-src"] == "'self' data: blob:"


def test_the_client_sets_no_html() -> None:
    """Nothing in it writes markup, so no text can become any."""
    writes = re.compile(r"dangerouslySetInnerHTML|\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(")
    files = [path for path in CLIENT.rglob("*.ts*") if path.suffix in (".ts", ".tsx")]
    assert len(files) > 100
    assert [path.name for path in files if writes.search(path.read_text("utf-8"))] == []
