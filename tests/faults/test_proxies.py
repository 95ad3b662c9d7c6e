"""The configurations of proxies that docs/operating shows: whole sessions go through them while servers are upgraded.

A long run, with each proxy that this machine has; `make soak` says which it lacks. Nginx is in every system's packages;
Caddy must be 2.7 or later.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from practicum.bots.local import LocalServer
from practicum.bots.rehearse import Wanted, rehearse_on
from tests.faults.stores import a_folder, a_free_port, a_valkey

ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "operating"
CASE = "alder-mutual"
KEY = "the-key-of-both-servers"
SESSIONS = 4
UPGRADES = 8
NGINX = """daemon off; pid nginx.pid; error_log stderr; events { worker_connections 4096; }
http { access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u;
scgi_temp_path s;
include practicum.conf; }"""
CADDY = "{\n admin off\n auto_https off\n storage file_system kept\n}\n"


def nginx(folder: Path, port: int, servers: list[int]) -> list[str]:
    """Lay out the configuration for nginx, and say how it is started."""
    text = (SHOWN / "nginx.conf").read_text("utf-8").replace("listen 8080", f"listen 127.0.0.1:{port}")
    (folder / "practicum.conf").write_text(led_to(text, servers), "utf-8")
    (folder / "nginx.conf").write_text(NGINX, "utf-8")
    return ["nginx", "-p", str(folder), "-c", "nginx.conf"]


def caddy(folder: Path, port: int, servers: list[int]) -> list[str]:
    """Lay out the configuration for Caddy, and say how it is started."""
    text = (SHOWN / "Caddyfile").read_text("utf-8").replace("practicum.example.org", f"http://127.0.0.1:{port}")
    (folder / "Caddyfile").write_text(CADDY + led_to(text, servers), "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


PROXIES = {"nginx": nginx, "caddy": caddy}


def led_to(text: str, servers: list[int]) -> str:
    """Put our servers in the place of those that are shown."""
    assert re.findall(r"127\.0\.0\.1:(80\d\d)\b", text) == ["8001", "8002"]
    for shown, port in zip(("8001", "8002"), servers, strict=True):
        text = text.replace(f"127.0.0.1:{shown}", f"127.0.0.1:{port}")
    return text


@asynccontextmanager
async def a_proxy(name: str, servers: list[int]) -> AsyncIterator[str]:
    """Run a proxy before servers, and give its address."""
    async with a_folder() as folder, httpx.AsyncClient() as http:
        url = f"http://127.0.0.1:{(port := a_free_port())}"
        process = await asyncio.create_subprocess_exec(*PROXIES[name](folder, port, servers), cwd=folder)
        try:
            for _ in range(200):
                try:
                    if (await http.get(f"{url}/healthz")).is_success:
                        break
                except httpx.TransportError:
                    assert process.returncode is None, f"{name} did not start"
                await asyncio.sleep(0.05)
            assert (await http.get(f"{url}/metrics")).status_code == 404
            yield url
        finally:
            process.terminate()
            await process.wait()


@pytest.mark.soak(minutes=0.7)
@pytest.mark.parametrize("name", [name for name in PROXIES if shutil.which(name)])
async def test_sessions_are_played_through_a_proxy_while_servers_are_upgraded(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One server after the other ends and comes back; every session ends, and nobody is told what is not so."""
    monkeypatch.setenv("PRACTICUM_HOST_KEY", KEY)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(a_valkey())
        folder = await stack.enter_async_context(a_folder())
        nodes = [
            await stack.enter_async_context(LocalServer(ROOT / "scenarios", folder / number, store.url))
            for number in ("one", "two")
        ]
        url = await stack.enter_async_context(a_proxy(name, [urlsplit(node.url).port or 0 for node in nodes]))
        playing = [
            asyncio.create_task(rehearse_on(url, Wanted(scenario=CASE, teams=3, speed=30.0, seed=seed, host_key=KEY)))
            for seed in range(SESSIONS)
        ]
        for number in range(UPGRADES):
            await asyncio.sleep(3)
            node = nodes[number % 2]
            await node.stop()
            await node.start()
        for report in await asyncio.gather(*playing):
            assert report.ok, (report.problems, report.breaches)
            assert report.sockets.states_compared > 0
