"""Slow readers, fast senders, and a server that goes down."""

from __future__ import annotations

import asyncio
import contextlib
import socket as sockets
from typing import Any

import msgpack
import pytest

from practicum.live.outbox import ROOM, Outbox
from practicum.web import front
from tests.web.conftest import Start
from tests.web.people import Table, soon


async def narrow_socket(url: str) -> sockets.socket:
    """Connect with a small receive buffer, so that the kernel does not hide a slow reader."""
    narrow = sockets.socket()
    narrow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 131072)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, ("127.0.0.1", int(url.rsplit(":", 1)[1])))
    return narrow


async def test_a_slow_reader_gets_everything_anew_when_it_reads_again(server: Table) -> None:
    """Its deltas are dropped past the limit, and in the end it holds what the others hold."""
    session = await server.open(teams=1)
    ada, bea = await server.join(session.code, "Ada"), await server.join(session.code, "Bea")
    narrow = await narrow_socket(server.url)
    async with (
        server.enter(bea.token) as fast,
        server.greet(ada.token, sock=narrow, max_queue=1, close_timeout=0.1) as slow,
    ):
        await slow.until("welcome")
        for number in range(600):
            await fast.send("chat.say", team="1", text=f"{number} " + "x" * 1900)
        await fast.answer(600)
        await soon(lambda: server.node.counts.resyncs["slow"] >= 1)
        await slow.until("welcome")
        assert slow.heard[-1]["whole"]
        await slow.until_records(lambda records: records.keys() == fast.records.keys())
        assert slow.records == fast.records


async def test_a_backlog_is_read_slowly_and_never_refused(start: Start) -> None:
    """Five hundred moves at once, far over the pace: all are done, in order."""
    async with start(moves_burst=20.0, moves_per_second=250.0) as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token) as person:
            for number in range(500):
                await person.send("chat.say", team="1", text=str(number))
            answers = [await person.answer(id) for id in range(1, 501)]
            assert {answer["t"] for answer in answers} == {"done"}
            chats = [record["text"] for key, record in person.records.items() if key.startswith("chat/1/")]
            assert chats == [str(number) for number in range(500)]


async def test_who_has_no_moves_left_is_read_no_further(start: Start) -> None:
    """What was sent past the pace isn't made yet when somebody else's later move has been told."""
    async with start(moves_burst=2.0, moves_per_second=0.01) as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token) as person, server.enter(session.token) as host:
            for number in range(6):
                await person.send("chat.say", team="1", text=str(number))
            await person.answer(2)
            await host.do("say.all", text="Go on.")
            await person.until_records(lambda records: any(key.startswith("say/") for key in records))
            assert sum(key.startswith("chat/1/") for key in person.records) <= 3


async def test_who_reads_no_answers_is_read_no_further(server: Table) -> None:
    """Memory stays bounded, and nothing is lost once it reads again."""
    session = await server.open(teams=1)
    narrow = await narrow_socket(server.url)
    async with server.greet(session.token, sock=narrow, max_queue=1, close_timeout=0.1) as person:
        at = (await person.until("welcome"))["at"]
        for number in range(20):
            await person.do("note.put", id=f"n{number}", text="x" * 4000)

        async def ask() -> None:
            for _ in range(90):
                await person.say(t="hello", token=session.token, client=person.client, at=at)

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ask())
            outboxes = server.node.sessions._outboxes
            await soon(lambda: any(outbox._freed is not None for outbox in outboxes))
            assert all(outbox.size < 2 * ROOM for outbox in outboxes)
            assert server.node.counts.welcomes_since < 90
            for _ in range(90):
                assert not (await person.until("welcome"))["whole"]


async def filled(server: Table) -> Outbox:
    """Wait until a socket was let in, and say so much to it that its line is full."""
    outboxes = server.node.sessions._outboxes
    await soon(lambda: any(outbox.catch_up is not None for outbox in outboxes))
    (outbox,) = outboxes
    line = outbox._line
    assert line is not None
    while not line.is_full:
        outbox.answer(b"x" * ROOM)
        await asyncio.sleep(0.01)
    return outbox


async def some_outboxes(server: Table) -> list[Outbox]:
    """Wait until a socket is there."""
    await soon(lambda: any(outbox._line is not None for outbox in server.node.sessions._outboxes))
    return list(server.node.sessions._outboxes)


def piece(opcode: int, data: bytes, *, last: bool = True) -> bytes:
    """Write a short frame as a client does; a mask of zeros changes nothing."""
    return bytes((opcode | (0x80 if last else 0), 0x80 | len(data), 0, 0, 0, 0)) + data


async def test_who_only_pings_and_does_not_read_has_no_pongs_kept(server: Table) -> None:
    """A ping is answered by the connection itself, by no outbox with a bound."""
    session = await server.open(teams=1)
    narrow = await narrow_socket(server.url)
    async with server.greet(session.token, sock=narrow, max_queue=1, close_timeout=0.1) as person:
        outbox = await filled(server)
        held, done = outbox._line.transport.get_write_buffer_size(), server.node.counts.moves_done
        person.socket.transport.write(piece(9, b"x" * 125) * 200)
        await person.send("note.put", id="n", text="after the pings")
        await soon(lambda: server.node.counts.moves_done > done)
        assert outbox._line.transport.get_write_buffer_size() == held
        person.socket.transport.abort()


async def test_pieces_of_nothing_are_not_kept(server: Table) -> None:
    """They never come to the most that a message may be."""
    session = await server.open(teams=1)
    async with server.enter(session.token) as person:
        (outbox,) = server.node.sessions._outboxes
        move = msgpack.packb({"t": "move", "id": 1, "do": "note.put", "with": {"id": "n", "text": "whole"}})
        person.socket.transport.write(piece(2, move[:9], last=False) + piece(0, b"", last=False) * 200)
        await (await person.socket.ping())
        assert outbox._line.frames == [move[:9]]
        person.socket.transport.write(piece(0, move[9:], last=False) + piece(0, b""))
        assert (await person.answer(1))["t"] == "done"
        assert person.records["note/n"]["text"] == "whole"


async def test_who_is_sent_away_has_only_so_long_to_read_it(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it takes of it now and then does not count; nor when it is the peer that said goodbye."""
    monkeypatch.setattr(front, "GOODBYE_WITHIN", 0.2)
    session = await server.open(teams=1)
    narrow = await narrow_socket(server.url)
    async with server.greet(session.token, sock=narrow, max_queue=1, close_timeout=0.1) as person:
        outbox = await filled(server)
        transport = outbox._line.transport
        outbox.close(b"bye", 1000)
        await soon(lambda: not server.node.sessions._outboxes)
        assert transport.is_closing()
        person.socket.transport.abort()
    narrow = await narrow_socket(server.url)
    async with server.greet(session.token, sock=narrow, max_queue=1, close_timeout=0.1) as person:
        connections = server.node.server.server_state.connections
        line = (await filled(server))._line
        person.socket.transport.write(piece(8, (1000).to_bytes(2)))
        await soon(lambda: line not in connections)
        person.socket.transport.abort()


async def test_who_comes_by_ever_new_names_and_talks_nonsense_leaves_nothing(
    server: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is in the store; so nothing is kept here, whether they were answered before they left or not."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    live, store = server.node.sessions.loaded(session.session), server.node.store
    assert live is not None
    for _ in range(3):
        async with server.enter(ada.token) as person:
            assert (await person.do("nonsense"))["code"] == "malformed"
    held: list[Any] = []
    async with server.enter(session.token) as facilitator:
        with monkeypatch.context() as slow:
            slow.setattr(store, "append_soon", lambda *asked: held.append(asked))
            await facilitator.send("note.put", id="n", text="before it")
            await soon(lambda: bool(held))
            async with server.enter(ada.token) as person:
                await person.send("nonsense")
                await soon(lambda: len(live._pipeline._pending) == 2)
        await soon(lambda: len(live.visits()) == 1)
        store.append_soon(*held[0])
        await facilitator.answer(1)
    assert live.state.clients.of(ada.seat) == []


@pytest.mark.parametrize("idle", [piece(9, b""), piece(10, b""), piece(0, b"", last=False)])
async def test_who_sends_only_frames_that_say_nothing_is_dropped(server: Table, idle: bytes) -> None:
    """A read holds thousands of them, and each takes as long as a move: nobody else would be heard."""
    async with server.socket() as socket:
        socket.transport.write(piece(2, b"x", last=False) + idle * 40_000)
        await socket.wait_closed()
        assert socket.close_code == 1006


async def test_who_was_sent_away_and_talks_on_is_not_listened_to(server: Table) -> None:
    """Of what they say, enough is read to find their goodbye in it, and no more."""
    async with server.socket() as socket:
        (outbox,) = await some_outboxes(server)
        line = outbox._line
        socket.transport.write(piece(2, b"x") * 40_000)
        await soon(lambda: line.close_sent and line.read_paused)
        assert line._discarded < 2 * front.DISCARDED
        socket.transport.abort()


async def test_who_asks_for_thousands_of_things_at_once_is_answered_a_few(server: Table) -> None:
    """Browsers and proxies wait for one answer before they ask again; one read holds enough to hold everybody up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 5000)
    answers = b""
    with contextlib.suppress(ConnectionResetError):
        while part := await reader.read(65536):
            answers += part
    assert answers.count(b"HTTP/1.1 200") <= front.PIPELINED + 1
    writer.close()


async def test_nothing_more_is_taken_in_than_may_be_handed_on(server: Table) -> None:
    """Of what came in one read, the rest is parsed when what came before it was heard; nothing of it is lost."""
    session = await server.open(teams=1)
    async with server.enter(session.token) as person:
        (outbox,) = server.node.sessions._outboxes
        line = outbox._line
        line.pause()
        asked = [msgpack.packb({"t": "ping", "sent": number}) for number in range(1000)]
        line.data_received(b"".join(piece(2, each) for each in asked))
        assert len(line._unread) > 1000
        line.go_on()
        assert [(await person.until("pong"))["sent"] for _ in asked] == list(range(1000))


async def test_who_is_sent_away_and_lost_at_once_ends_quietly(
    server: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both end the same task, in the same turn; neither is a fault."""
    session = await server.open(teams=1)
    async with server.enter(session.token):
        (outbox,) = server.node.sessions._outboxes
        outbox._line.transport.abort()
        outbox.close(b"bye", 1001)
        await soon(lambda: not server.node.sessions._outboxes)
    assert "Exception" not in capsys.readouterr().err


async def test_a_server_ends_though_somebody_who_said_goodbye_does_not_read(start: Start) -> None:
    """Their connection waits for what was on its way; the others' goodbye must not fail because of it."""
    async with start() as server:
        session = await server.open(teams=1)
        narrow = await narrow_socket(server.url)
        async with server.greet(session.token, sock=narrow, max_queue=1, close_timeout=0.1) as person:
            await filled(server)
            person.socket.transport.write(piece(8, (1000).to_bytes(2)))
            await soon(lambda: not server.node.sessions._outboxes)
            async with server.socket() as other:
                server.node.server.stop()
                await other.wait_closed()
                assert other.close_code == 1001
            person.socket.transport.abort()


async def test_a_server_that_goes_down_says_when_to_come_back(start: Start) -> None:
    """A bye with a jittered time for each, a clean close, and every move that was done is there afterwards."""
    async with start() as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token, client="queue") as person, server.enter(session.token) as other:
            for number in range(30):
                await person.send("chat.say", team="1", text=str(number))
            await person.answer(3)
            server.node.server.stop()
            byes, done = [], 0
            for each in (person, other):
                assert await each.until_closed() == 1001
                byes += [frame for frame in each.heard if frame["t"] == "bye"]
            done = max(frame["id"] for frame in person.heard if frame["t"] == "done")
            assert [bye["code"] for bye in byes] == ["restart", "restart"]
            assert all(bye["retry_ms"] > 0 for bye in byes)
    async with start() as server, server.enter(ada.token, client="queue") as person:
        assert person.heard[0]["done"] >= done
        for id in range(1, 31):
            await person.say(t="move", id=id, do="chat.say", **{"with": {"team": "1", "text": str(id - 1)}})
            assert (await person.answer(id))["t"] == "done"
        chats = sorted(int(record["text"]) for key, record in person.records.items() if key.startswith("chat/1/"))
        assert chats == list(range(30))
