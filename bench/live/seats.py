"""Seats of a crowd: websockets on bare transports, so that a load generator costs little beside the server.

- Every kind of server is talked to by the same code; a dialect says how to come in, how to make a move, what an answer
  looks like and where a change stands. Frames are read whole, their contents are only searched.
- A move carries a text of ``SIZE`` bytes that begins with a mark: who sent it, its number, when. Whoever hears the mark
  knows how long it took.
"""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
from abc import ABC, abstractmethod
from array import array
from time import monotonic_ns
from typing import Any, ClassVar

import msgpack

SIZE = 200
PING, PONG = 0x9, 0xA
MARK = re.compile(rb"<(\d{6})\.(\d{9})\.(\d{19})>")


class Tally:
    """What a crowd sent and heard in one run."""

    def __init__(self) -> None:
        self.sent = 0
        self.answered = 0
        self.heard = 0  # by others than the sender, each once a seat
        self.own = 0  # by the sender
        self.frames = 0
        self.took = array("q")  # nanoseconds until another seat heard


class Seat(asyncio.Protocol, ABC):
    """One websocket of one seat."""

    path: str = "/"
    subprotocol: ClassVar[str] = ""
    opcode: ClassVar[int] = 2

    def __init__(self, number: int, room: dict[str, Any], host: str) -> None:
        self.number = number
        self.room = room
        self.tally = Tally()
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._host = host
        self._buffer = b""
        self._open = False
        self._last = 0
        self.frames = 0
        self.bytes = 0

    # --- what a dialect says

    def come_in(self) -> None:
        """Say what comes first."""
        self.is_in()

    @abstractmethod
    def message(self, id: int, text: bytes) -> bytes:
        """Write a move."""

    @abstractmethod
    def is_answer(self, frame: bytes) -> bool:
        """Say whether a frame answers a move."""

    def other(self, frame: bytes) -> None:
        """Hear what is neither a change nor an answer."""

    # --- what a crowd does

    def move(self, number: int) -> None:
        """Make a move."""
        self._last += 1
        mark = b"<%06d.%09d.%019d>" % (self.number, number, monotonic_ns())
        self.tally.sent += 1
        self.say(self.message(self._last, mark.ljust(SIZE, b".")))

    def is_in(self) -> None:
        """Note that moves may begin."""
        if not self.ready.done():
            self.ready.set_result(None)

    def say(self, payload: bytes, opcode: int = 0) -> None:
        """Send a frame, masked with zeros."""
        size = len(payload)
        first = 0x80 | (opcode or self.opcode)
        head = bytes((first, 0x80 | size)) if size < 126 else b"%c\xfe" % first
        if size >= 126:
            head += size.to_bytes(2, "big")
        self._transport.write(head + b"\0\0\0\0" + payload)

    def leave(self) -> None:
        """Close the socket without a word."""
        self._transport.abort()

    # --- what the transport calls

    def connection_made(self, transport: Any) -> None:
        """Ask for a websocket."""
        self._transport = transport
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {self._host}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        if self.subprotocol:
            lines.append(f"Sec-WebSocket-Protocol: {self.subprotocol}")
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end."""
        self.over.set_result(None)
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(f"seat {self.number} lost its socket before it was in: {exc}"))

    def data_received(self, data: bytes) -> None:
        """Take frames out of what came."""
        data = self._buffer + data if self._buffer else data
        at = 0
        if not self._open:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._buffer = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                self.ready.set_exception(ConnectionError(data[:200].decode("latin-1")))
                self._transport.abort()
                return
            self._open = True
            self.come_in()
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if end < start + size:
                break
            if data[at] & 0x0F == PING:
                self.say(data[start : start + size], PONG)
            else:
                self._heard(data[start : start + size])
            at = start + size
        self._buffer = data[at:]

    def _heard(self, frame: bytes) -> None:
        self.frames += 1
        self.bytes += len(frame)
        tally = self.tally
        tally.frames += 1
        if self.is_answer(frame):
            tally.answered += 1
            return
        found = MARK.findall(frame)
        if not found:
            self.other(frame)
            return
        now = monotonic_ns()
        for who, _, sent in found:
            if int(who) == self.number:
                tally.own += 1
            else:
                tally.heard += 1
                tally.took.append(now - int(sent))


class PracticumSeat(Seat):
    """A seat of ours: a move is a word to one's team."""

    path = "/ws"
    subprotocol = "practicum.1"

    def __init__(self, number: int, room: dict[str, Any], host: str, seen: str | None = None, token: str = "") -> None:
        super().__init__(number, room, host)
        self.seen = seen
        self.token = token or room["tokens"].pop()
        self.heard_bytes = 0
        self.whole = False

    def come_in(self) -> None:
        """Say hello."""
        self.say(msgpack.packb({"t": "hello", "token": self.token, "client": "bench", "at": self.seen}))

    def message(self, id: int, text: bytes) -> bytes:
        """Say something to the team."""
        arguments = {"team": self.room["team"], "text": text.decode()}
        return bytes(msgpack.packb({"t": "move", "id": id, "do": "chat.say", "with": arguments}))

    def is_answer(self, frame: bytes) -> bool:
        """Know a ``done``."""
        return frame.startswith(b"\x83\xa1t\xa4done")

    def other(self, frame: bytes) -> None:
        """Be welcomed; a refusal is an error of this bench."""
        message = msgpack.unpackb(frame)
        if message["t"] == "welcome":
            self.seen, self.whole, self.heard_bytes = message["at"], message["whole"], len(frame)
            self.is_in()
        elif message["t"] in ("refused", "bye"):
            raise ValueError(f"seat {self.number} was told {message}")


class SocketIoSeat(Seat):
    """A client of Socket.IO 4 or python-socketio 5, by websocket alone."""

    path = "/socket.io/?EIO=4&transport=websocket"
    opcode = 1

    def come_in(self) -> None:
        """Wait for the server's first packet."""

    def message(self, id: int, text: bytes) -> bytes:
        """Emit an event and ask for an acknowledgement."""
        return b'42%d["move","%s","%s"]' % (id, self.room["room"].encode(), text)

    def is_answer(self, frame: bytes) -> bool:
        """Know an acknowledgement."""
        if not self.ready.done():
            return False
        return frame.startswith(b"43")

    def other(self, frame: bytes) -> None:
        """Connect to the namespace, join the room, and answer pings."""
        if frame.startswith(b"0"):
            self.say(b"40")
        elif frame.startswith(b"40"):
            self.say(b'420["join","%s"]' % self.room["room"].encode())
        elif frame.startswith(b"43"):
            self.is_in()
        elif frame == b"2":
            self.say(b"3")


class RelaySeat(Seat):
    """A client of the bare relay: the path is the room, a message is a message."""

    def __init__(self, number: int, room: dict[str, Any], host: str) -> None:
        super().__init__(number, room, host)
        self.path = f"/{room['room']}"

    def message(self, id: int, text: bytes) -> bytes:
        """Send the text as it is."""
        return text

    def is_answer(self, frame: bytes) -> bool:
        """Know the answer."""
        return frame == b"ok"


DIALECTS: dict[str, type[Seat]] = {"practicum": PracticumSeat, "socketio": SocketIoSeat, "relay": RelaySeat}
