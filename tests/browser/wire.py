"""A hand on the wire: moves without a browser, for tests whose point is elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgpack
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


class Hand:
    """One seat over a socket: it makes a move and waits until it is in the log."""

    def __init__(self, socket: ClientConnection, token: str) -> None:
        self.records: dict[str, Any] = {}
        self._last = 0
        self._socket = socket
        self._send({"t": "hello", "token": token, "client": secrets.token_hex(8), "at": None})
        self._until("welcome")

    def do(self, do: str, **arguments: Any) -> None:
        """Make one move; a refusal fails the test."""
        self._last += 1
        self._send({"t": "move", "id": self._last, "do": do, "with": arguments})
        answer = self._until("done", "refused")
        assert answer["t"] == "done", answer

    def go_to(self, phase: str) -> None:
        """Go forward until everybody is in this phase."""
        while self.records["phase"]["phase"] != phase:
            self.do("phase.next")

    def _send(self, message: dict[str, Any]) -> None:
        self._socket.send(msgpack.packb(message))

    def _until(self, *kinds: str) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = msgpack.unpackb(self._socket.recv(timeout=10), strict_map_key=False)
            for key in message.get("drop", ()):
                self.records.pop(key, None)
            self.records.update(message.get("put", {}))
            if message["t"] in kinds:
                return message


@contextmanager
def hand(url: str, token: str) -> Iterator[Hand]:
    """Hold a seat over a socket of its own."""
    address = url.replace("http", "ws", 1) + "/ws"
    with connect(address, subprotocols=[Subprotocol("practicum.1")], proxy=None, compression=None) as socket:
        yield Hand(socket, token)
