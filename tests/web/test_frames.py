"""Frames that are wrong, and sockets that may not come in: each is told, none reaches a rule."""

from __future__ import annotations

from typing import Any

import msgpack
import pytest
from websockets.exceptions import InvalidStatus

from tests.web.people import Table


async def test_a_wrong_token_opens_nothing(server: Table) -> None:
    """Each kind of wrong token gets the same goodbye for good."""
    session = await server.open()
    for token in ("", "nonsense", f"{session.session}.{'A' * 22}", f"nosuchsessio.{'A' * 22}", session.session + "."):
        async with server.greet(token) as person:
            bye = await person.until("bye")
            assert (bye["code"], bye["retry_ms"]) == ("token.bad", None)


async def test_a_page_of_another_site_can_not_connect(server: Table) -> None:
    """403 before the upgrade; our own page may."""
    for origin in ("https://evil.example", "http://["):
        with pytest.raises(InvalidStatus) as refused:
            async with server.socket(origin=origin):
                pass
        assert refused.value.response.status_code == 403
    async with server.socket(origin=server.url):
        pass


async def test_a_client_of_another_protocol_is_turned_away(server: Table) -> None:
    """400 before the upgrade."""
    with pytest.raises(InvalidStatus) as refused:
        async with server.socket(subprotocols=["practicum.99"]):
            pass
    assert refused.value.response.status_code == 400


async def test_the_first_message_is_hello(server: Table) -> None:
    """Anything else ends the connection, and so does a client's name that is more than a name."""
    session = await server.open()
    named = [
        {"t": "hello", "token": session.token, "client": name, "at": None} for name in ("a\n", "a:b", "a" * 65, "")
    ]
    for first in ({"t": "ping", "sent": 1}, *named):
        async with server.socket() as socket:
            await socket.send(msgpack.packb(first))
            bye = msgpack.unpackb(await socket.recv())
            assert (bye["t"], bye["code"]) == ("bye", "malformed")


@pytest.mark.parametrize(
    "frame",
    [
        {"t": "dance"},
        {"t": "move", "id": 1, "do": "chat.say"},
        {"t": "ping", "sent": "now"},
        {"t": "here", "at": 7},
        {"t": "here", "at": {"text": "x" * 3000}},
        {"t": "ping", "sent": 1, "more": 2},
        {"t": "ping", "sent": 1 << 60},
        [1, 2],
        "hello",
    ],
)
async def test_a_frame_that_is_not_understood_is_refused_or_ends_the_connection(server: Table, frame: Any) -> None:
    """About a move: refused as malformed. Else: 1003."""
    session = await server.open()
    async with server.enter(session.token) as person:
        await person.socket.send(msgpack.packb(frame))
        if isinstance(frame, dict) and frame.get("t") == "move":
            answer = await person.answer(1)
            assert (answer["t"], answer["code"]) == ("refused", "malformed")
        else:
            assert await person.until_closed() == 1003


async def test_text_and_bytes_that_are_no_msgpack_end_the_connection(server: Table) -> None:
    """1003."""
    session = await server.open()
    for data in ("text", b"", b"\xc1", b"\xdf\xff\xff\xff\xff", b"\x91" * 2000, b"\xc7\x08\x01" + b"x" * 8):
        async with server.enter(session.token) as person:
            await person.socket.send(data)
            assert await person.until_closed() == 1003


async def test_an_oversized_frame_ends_the_connection(server: Table) -> None:
    """1009."""
    session = await server.open()
    async with server.enter(session.token) as person:
        await person.socket.send(b"x" * 70_000)
        assert await person.until_closed() == 1009


async def test_a_frame_that_is_too_deep_is_refused(server: Table) -> None:
    """More than 16 levels reach no rule, whatever the move."""
    session = await server.open()
    deep: Any = 1
    for _ in range(15):
        deep = [deep]
    async with server.enter(session.token) as person:
        answer = await person.do("note.put", id="n", text=deep)
        assert answer["code"] == "malformed"
        assert "16 levels" in answer["message"]
        assert (await person.do("note.put", id="n", text="flat"))["t"] == "done"


async def test_a_move_with_wrong_arguments_changes_nothing(server: Table) -> None:
    """Unknown moves, unknown and missing arguments, figures that are none."""
    session = await server.open()
    async with server.enter(session.token) as person:
        for do, arguments in (
            ("dance", {}),
            ("phase.next", {"really": True}),
            ("clock.extend", {}),
            ("clock.extend", {"seconds": float("nan")}),
            ("hours.grant", {"team": "1", "hours": float("inf")}),
            ("session.open", {}),
            ("time.up", {}),
        ):
            answer = await person.do(do, **arguments)
            assert answer["t"] == "refused"
            assert answer["code"] in ("malformed", "not.allowed")
        assert person.records["phase"]["phase"] == "lobby"
        assert server.node.counts.moves_done == 1


async def test_a_clock_sample_is_answered(server: Table) -> None:
    """With what was sent, and the server's time."""
    session = await server.open()
    async with server.enter(session.token) as person:
        await person.say(t="ping", sent=123)
        pong = await person.until("pong")
        assert pong["sent"] == 123
        assert abs(pong["now"] - person.heard[0]["now"]) < 60_000


async def test_a_preview_tells_and_changes_nothing(server: Table) -> None:
    """Text and warnings; a refused one is refused."""
    session = await server.open()
    async with server.enter(session.token) as person:
        await person.say(t="preview", id=1, do="phase.next", **{"with": {}})
        told = await person.until("preview")
        assert told["id"] == 1
        assert told["text"]
        assert isinstance(told["warnings"], list)
        await person.say(t="preview", id=2, do="seat.ready", **{"with": {"ready": True}})
        assert (await person.until("refused"))["id"] == 2
        assert server.node.counts.moves_done == 1
