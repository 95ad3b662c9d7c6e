"""The short way of a message from its frame: it says what websockets says, however what is sent was cut."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol

from practicum.web.front import Upgraded

HELLO = (
    b"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
MOST = 64 * 1024


class Transport(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.closed = False

    def write(self, data: Any) -> None:
        """Keep it."""
        self.written += data

    def close(self) -> None:
        """Be closed."""
        self.closed = True

    def is_closing(self) -> bool:
        """Say whether it is."""
        return self.closed

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Hold nothing anyway."""

    def pause_reading(self) -> None:
        """Be fed all the same."""

    def resume_reading(self) -> None:
        """Be fed."""


async def accept(_scope: Any, _receive: Any, send: Any) -> None:
    """Let everybody in, and stay until the end."""
    await send({"type": "websocket.accept"})
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.get_running_loop().create_future()


def frames(opcode: Opcode, most: int = 300) -> st.SearchStrategy[bytes]:
    """Draw a client's frame, whole or a piece of a message."""
    fin = st.sampled_from((True, True, True, False)) if opcode.value < 8 else st.just(True)
    return st.builds(lambda data, fin: Frame(opcode, data, fin).serialize(mask=True), st.binary(max_size=most), fin)


WRONG = st.sampled_from(
    (b"\x82\x01x", b"\xc2\x80maskx", b"\x83\x80mask", b"\x82\xff" + b"\x80" + b"\0" * 11, b"\x89\xfe\x00\x80mask")
)
SENT = st.lists(
    st.one_of(
        frames(Opcode.BINARY),
        frames(Opcode.BINARY),
        frames(Opcode.CONT),
        frames(Opcode.TEXT),
        frames(Opcode.PING, 100),
        frames(Opcode.PONG, 100),
        st.integers(120, MOST + 2),  # a message of so many bytes
        WRONG,
        st.just(Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=True)),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(SENT, st.lists(st.integers(1, 200), max_size=6), st.booleans())
def test_what_is_heard_is_what_websockets_reads(sent: list[bytes | int], cuts: list[int], alone: bool) -> None:
    """Frame by frame, or cut anywhere: the same messages in the same order, and the same end."""
    said = [Frame(Opcode.BINARY, b"x" * each).serialize(mask=True) if isinstance(each, int) else each for each in sent]
    pieces = said if alone else cut(b"".join(said), cuts)
    messages, goes_on = asyncio.run(heard(pieces))
    certain, more, goes_on_there = read(pieces)
    assert goes_on == goes_on_there
    assert messages[: len(certain)] == certain
    assert messages == (certain + more)[: len(messages)]


def plain(data: bytes) -> bytes:
    """Write a message in one frame that is masked with nothing."""
    return b"\x82" + bytes((128 + len(data),)) + b"\0\0\0\0" + data


def test_a_frame_inside_of_a_message_is_no_message() -> None:
    """However a message is cut, what it holds is not read as one."""
    whole = plain(b"begin" + plain(b"inner") + b"end")
    at = whole.index(plain(b"inner"))
    for start in range(1, at + 1):
        pieces = [plain(b"first"), whole[:start], whole[start:at], whole[at:-3], whole[-3:], plain(b"last")]
        messages, goes_on = asyncio.run(heard(pieces))
        assert goes_on
        assert messages == [b"first", b"begin" + plain(b"inner") + b"end", b"last"]


def test_a_message_between_the_pieces_of_another_ends_the_connection() -> None:
    """As RFC 6455 has it."""
    pieces = [b"\x02" + plain(b"first")[1:], plain(b"second")]
    assert asyncio.run(heard(pieces)) == ([], False)


def cut(whole: bytes, sizes: list[int]) -> list[bytes]:
    """Cut bytes into pieces of these sizes, again and again."""
    pieces, at, turn = [], 0, 0
    while at < len(whole):
        size = sizes[turn % len(sizes)] if sizes else len(whole)
        pieces.append(whole[at : at + size])
        at, turn = at + size, turn + 1
    return pieces


async def heard(pieces: list[bytes]) -> tuple[list[bytes], bool]:
    """Return what our connection hands on, and whether it goes on."""
    config = Config(accept, ws_max_size=MOST, ws_per_message_deflate=False, ws_ping_interval=None, log_config=None)
    line = Upgraded(config, ServerState(), {})
    line.connection_made(Transport())
    line.data_received(HELLO)
    for _ in range(3):
        await asyncio.sleep(0)
    messages: list[bytes] = []
    line.hand_to(messages.append)
    for piece in pieces:
        line.data_received(piece)
    for task in line.tasks:
        task.cancel()
    return messages, line.conn.state.name == "OPEN"


def read(pieces: list[bytes]) -> tuple[list[bytes], list[bytes], bool]:
    """Return what websockets reads, text as nothing; what came in the piece that ended it; and whether it goes on.

    The second may be heard or not: uvicorn lets go of what came with an error, and we read long pieces bit by bit.
    """
    protocol = ServerProtocol(max_size=MOST)
    protocol.receive_data(HELLO)
    (request,) = protocol.events_received()
    assert isinstance(request, Request)
    protocol.send_response(protocol.accept(request))
    messages: list[bytes] = []
    parts: list[bytes] = []
    text = False
    for piece in pieces:
        protocol.receive_data(piece)
        certain = len(messages)
        for frame in protocol.events_received():
            assert isinstance(frame, Frame)
            if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
                parts, text = [], frame.opcode is Opcode.TEXT
            elif frame.opcode is not Opcode.CONT:
                continue
            parts.append(bytes(frame.data))
            if frame.fin:
                messages.append(b"" if text else b"".join(parts))
        if protocol.parser_exc is not None:
            return messages[:certain], messages[certain:], False
        protocol.data_to_send()
    return messages, [], protocol.state.name == "OPEN"
