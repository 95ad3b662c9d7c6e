"""A real server in a process of its own, for tests that have no event loop: started, killed, started again.

It keeps its port and its data folder, so that an open page finds it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).parents[2] / "scenarios"
READY = "Practicum is ready: "
STOP_WITHIN = 15


class Server:
    """One server process on loopback, with a store in a folder of its own."""

    def __init__(self, folder: Path, scenarios: Path = SCENARIOS) -> None:
        self.url = ""
        self._scenarios = scenarios
        self._data = folder / "data"
        self._said = folder / "said.log"
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        # A proxy that the environment names does not know our own machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def start(self) -> None:
        """Start it, on the port that it had before if it had one, and wait until it answers."""
        command = [sys.executable, "-m", "practicum.cli", "serve", "--port", str(self._port)]
        command += ["--data", str(self._data), "--scenarios", str(self._scenarios)]
        with self._said.open("a") as said:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(READY):
                self.url = line.removeprefix(READY).strip()
                self._port = urllib.parse.urlsplit(self.url).port or 0
                return
        raise AssertionError(f"the server did not start: {self._said.read_text()[-2000:]}")

    def stop(self) -> None:
        """Ask it to end, as a service manager does."""
        self._end("terminate")

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        self._end("kill")

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        """Post one question over HTTP, as a program would."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.url + path, json.dumps(body).encode(), {"content-type": "application/json"}
        )
        with self._opener.open(request, timeout=10) as answer:
            return json.loads(answer.read())

    def _end(self, how: str) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        getattr(process, how)()
        process.wait(STOP_WITHIN)
        if process.stdout is not None:
            process.stdout.close()
