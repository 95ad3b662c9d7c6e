"""`practicum serve` as an operator meets it: the one line, clear errors, a clean end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from practicum.cli import app

SCENARIOS = Path(__file__).parents[2] / "scenarios"

# Most start processes, and on a busy machine that takes a while.
pytestmark = pytest.mark.timeout(60)


async def serve(*options: object) -> asyncio.subprocess.Process:
    """Start a server in a process of its own."""
    return await practicum("serve", *options)


async def practicum(*arguments: object) -> asyncio.subprocess.Process:
    """Run a command in a process of its own."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "practicum.cli", *(str(argument) for argument in arguments)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith("PRACTICUM_")},
    )


def refused(*options: object) -> str:
    """Start a server that can't start, in this process, and return what it says about that."""
    ours = {name: None for name in os.environ if name.startswith("PRACTICUM_")}
    ran = CliRunner().invoke(app, ["serve", *(str(option) for option in options)], env=ours)
    assert ran.exit_code == 2
    assert isinstance(ran.exception, SystemExit)
    assert ran.stdout == ""
    return ran.stderr


async def ready(process: asyncio.subprocess.Process) -> str:
    """Wait for the one line, and return the address in it."""
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("Practicum is ready: http://127.0.0.1:"), line
    return line.removeprefix("Practicum is ready: ").strip()


async def test_it_says_one_line_keeps_sessions_and_ends_cleanly(tmp_path: Path) -> None:
    """Twice on the same folder: what was opened the first time is there the second time."""
    code = ""
    for again in (False, True):
        process = await serve("--port", 0, "--data", tmp_path)
        url = await ready(process)
        async with httpx.AsyncClient(base_url=url) as http:
            if not again:
                opened = await http.post("/api/sessions", json={"scenario": "alder-mutual"})
                code = opened.json()["code"]
            else:
                assert (await http.post("/api/join", json={"code": code, "name": "Ada"})).status_code == 201
        process.send_signal(signal.SIGINT if again else signal.SIGTERM)
        out, said = await process.communicate()
        assert process.returncode == 0, said
        assert out == b""
        assert b"Traceback" not in said


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """With the cure, and no traceback; the store that was started for it ends."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await serve("--port", port, "--data", tmp_path)
        out, said = await process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert f"port {port}".encode() in said
    assert b"--port" in said
    assert b"Traceback" not in said


async def test_a_data_folder_that_is_in_use_is_told(tmp_path: Path) -> None:
    """A second server on the folder is refused, and the first goes on."""
    first = await serve("--port", 0, "--data", tmp_path)
    url = await ready(first)
    said = await asyncio.to_thread(refused, "--port", 0, "--data", tmp_path)
    assert str(tmp_path) in said
    assert "--data" in said
    async with httpx.AsyncClient() as http:
        assert (await http.get(f"{url}/readyz")).status_code == 200
    first.terminate()
    await first.communicate()


def test_a_data_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """Here: a file where the folder should be."""
    (tmp_path / "file").write_text("x")
    assert "--data" in refused("--port", 0, "--data", tmp_path / "file")


def test_a_store_that_is_down_is_told(tmp_path: Path) -> None:
    """At the start it is an error; the address is named without its password."""
    said = refused("--port", 0, "--data", tmp_path, "--redis", "redis://:secret@127.0.0.1:1/0")
    assert "127.0.0.1:1" in said
    assert "secret" not in said


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    """A host name of nobody."""
    assert "--host" in refused("--port", 0, "--data", tmp_path, "--host", "nobody.invalid")


def test_a_folder_without_a_whole_case_is_told(tmp_path: Path) -> None:
    """An empty folder, a case instead of its folder, and one whose only case is broken, with its problems."""
    shelf = tmp_path / "cases"
    shelf.mkdir()
    assert "--scenarios" in refused("--port", 0, "--data", tmp_path / "data", "--scenarios", shelf)
    case = SCENARIOS / "alder-mutual"
    assert "is a case itself" in refused("--port", 0, "--data", tmp_path / "data", "--scenarios", case)
    (shelf / "broken").mkdir()
    (shelf / "broken/scenario.yaml").write_text("practicum: 1\ntitle: [\n")
    said = refused("--port", 0, "--data", tmp_path / "data", "--scenarios", shelf)
    assert "scenario.yaml:" in said


async def test_a_broken_case_is_left_out_beside_a_whole_one(tmp_path: Path) -> None:
    """The server starts and says what is wrong with the other."""
    shelf = tmp_path / "cases"
    (shelf / "broken").mkdir(parents=True)
    (shelf / "broken/scenario.yaml").write_text("title: 7\n")
    (shelf / "alder-mutual").symlink_to(SCENARIOS / "alder-mutual")
    process = await serve("--port", 0, "--data", tmp_path / "data", "--scenarios", shelf)
    url = await ready(process)
    async with httpx.AsyncClient() as http:
        assert [case["id"] for case in (await http.get(f"{url}/api/scenarios")).json()] == ["alder-mutual"]
    process.terminate()
    _, said = await process.communicate()
    assert b"scenario.yaml:" in said


async def test_a_server_that_was_killed_is_followed_by_one_on_the_same_folder(tmp_path: Path) -> None:
    """Its store is taken over, and everything is there."""
    killed = await serve("--port", 0, "--data", tmp_path)
    url = await ready(killed)
    async with httpx.AsyncClient(base_url=url) as http:
        code = (await http.post("/api/sessions", json={"scenario": "alder-mutual"})).json()["code"]
    killed.kill()
    await killed.wait()
    process = await serve("--port", 0, "--data", tmp_path)
    url = await ready(process)
    async with httpx.AsyncClient(base_url=url) as http:
        assert (await http.post("/api/join", json={"code": code, "name": "Ada"})).status_code == 201
    process.terminate()
    await process.communicate()
    # Only now: the store may have inherited where the one that was killed wrote.
    await killed.communicate()


async def test_a_session_is_exported_from_its_folder(tmp_path: Path) -> None:
    """The whole of it to stdout; one that is not there is told in one sentence."""
    process = await serve("--port", 0, "--data", tmp_path)
    url = await ready(process)
    async with httpx.AsyncClient(base_url=url) as http:
        session = (await http.post("/api/sessions", json={"scenario": "alder-mutual"})).json()["session"]
    process.terminate()
    await process.communicate()
    for id, code in ((session, 0), ("nosuchsession", 2)):
        process = await practicum("export", id, "--data", tmp_path)
        out, said = await process.communicate()
        assert process.returncode == code
        assert b"Traceback" not in said
        if code == 0:
            assert json.loads(out)["complete"]["moves"] == 1
        else:
            assert b"no session" in said
