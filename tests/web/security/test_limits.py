"""What a server lets strangers and seats spend: each limit is reached, holds, and harms nobody within it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgpack
import msgspec
import pytest
from websockets.exceptions import InvalidStatus

from practicum.live.limits import Limits, words
from practicum.settings import BadSettingError, from_environment
from tests.web.conftest import Start
from tests.web.people import Table

ONE = {"x-forwarded-for": "203.0.113.1"}
TWO = {"x-forwarded-for": "203.0.113.2"}
OPERATING = Path(__file__).parents[3] / "docs/operating.md"


@contextlib.contextmanager
def turned_away() -> Iterator[None]:
    """Hold that a socket is not opened, because there is no room."""
    with pytest.raises(InvalidStatus) as refused:
        yield
    assert refused.value.response.status_code == 503


async def connected(server: Table) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a bare connection."""
    url = urlsplit(server.url)
    return await asyncio.open_connection(url.hostname, url.port)


# --- websockets


async def test_one_address_has_so_many_sockets_and_others_have_theirs(start: Start) -> None:
    """The next one is told to come back; once one has left there is room again."""
    async with start(sockets_per_address=2) as server, contextlib.AsyncExitStack() as stack:
        session = await server.open()
        people = [
            await stack.enter_async_context(server.greet(session.token, additional_headers=ONE)) for _ in range(2)
        ]
        for person in people:
            await person.until("welcome")
        with turned_away():
            async with server.socket(additional_headers=ONE):
                pass
        async with server.greet(session.token, additional_headers=TWO) as other:
            await other.until("welcome")
        await people[0].socket.close()
        await soon_open(server)


async def soon_open(server: Table) -> None:
    """Try until there is room: the server learns of an end when it learns of it."""
    while True:
        with contextlib.suppress(InvalidStatus):
            async with server.socket(additional_headers=ONE):
                return


async def test_all_sockets_together_have_a_limit(start: Start) -> None:
    """From whatever address they come."""
    async with (
        start(sockets=2) as server,
        server.socket(additional_headers=ONE),
        server.socket(additional_headers=TWO),
    ):
        with turned_away():
            async with server.socket():
                pass


async def test_who_keeps_silent_makes_room_for_who_comes(start: Start) -> None:
    """However many sockets somebody opens without a hello, a seat behind the same address gets in."""
    async with start(greetings_per_address=3, greetings=100) as server, contextlib.AsyncExitStack() as stack:
        session = await server.open()
        silent = [await stack.enter_async_context(server.socket(additional_headers=ONE)) for _ in range(6)]
        async with server.greet(session.token, additional_headers=ONE) as person:
            await person.until("welcome")
        for socket in silent[:4]:
            await socket.wait_closed()
        assert [socket.close_code for socket in silent] == [1000] * 4 + [None] * 2


async def test_silent_sockets_of_many_addresses_make_room_too(start: Start) -> None:
    """The oldest of all goes first."""
    async with start(greetings=2) as server, contextlib.AsyncExitStack() as stack:
        first = await stack.enter_async_context(server.socket(additional_headers=ONE))
        for number in range(3, 5):
            headers = {"x-forwarded-for": f"203.0.113.{number}"}
            await stack.enter_async_context(server.socket(additional_headers=headers))
        await first.wait_closed()
        assert first.close_code == 1000


async def test_who_does_not_say_hello_in_time_is_parted_with(start: Start) -> None:
    """With a word, and not for good: a server that stood still finds the hellos of honest people unread."""
    async with start(hello_within=0.05) as server, server.socket() as socket:
        bye = msgpack.unpackb(await socket.recv())
        assert bye["code"] == "hello.missing"
        assert 1_000 <= bye["retry_ms"] <= 4_000
        await socket.wait_closed()
        assert socket.close_code == 1000


# --- connections and requests


async def test_a_connection_that_asks_for_nothing_is_closed(start: Start) -> None:
    """Also one that sends a header a little at a time, and one that has asked once before."""
    async with start(head_within=0.1) as server:
        for said in (b"", b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ", b"GET"):
            reader, writer = await connected(server)
            writer.write(said)
            assert await reader.read() == b""
            writer.close()
        reader, writer = await connected(server)
        writer.write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /heal")
        assert b'{"up":true}' in await reader.read()
        writer.close()


async def test_a_head_that_is_too_long_is_not_kept(start: Start) -> None:
    """Many headers, one that never ends, and an address: memory is bounded, whoever sends."""
    long = b"x" * 3_000
    async with start(head_bytes=2_000) as server:
        for said in (b"GET /" + long + b" HTTP/1.1\r\n", b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 1_000 + b"\r\n"):
            reader, writer = await connected(server)
            writer.write(said + b"\r\n")
            assert (await reader.read()).startswith(b"HTTP/1.1 400")
            writer.close()
        reader, writer = await connected(server)
        writer.write(b"GET / HTTP/1.1\r\na: ")
        with contextlib.suppress(ConnectionError):
            for _ in range(200):
                writer.write(b"x" * 8_192)
                await writer.drain()
            assert await reader.read() == b""
        writer.close()
        assert (await server.http.get("/healthz")).status_code == 200


async def healthy(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
    """Ask for something, and hold that it is answered."""
    reader, writer = connection
    writer.write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
    assert b'{"up":true}' in await reader.readuntil(b"}")


async def test_who_collects_connections_loses_them_and_shuts_nobody_out(start: Start) -> None:
    """The one that has gone for longest without a whole request makes room, whatever it has begun to say."""
    async with start(connections=3) as server:
        silent, dawdling, asking = [await connected(server) for _ in range(3)]
        dawdling[1].write(b"GET /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n")
        assert b"404" in await dawdling[0].readline()
        await healthy(asking)
        newer = []
        for gone in (silent, dawdling):
            newer.append(await connected(server))
            await healthy(newer[-1])
            with contextlib.suppress(ConnectionError):
                await gone[0].read()
        await healthy(asking)
        for _, writer in (silent, dawdling, asking, *newer):
            writer.close()


async def test_a_websocket_makes_room_for_no_connection(start: Start) -> None:
    """When there are websockets alone, who comes is closed at once."""
    async with start(connections=2) as server:
        session = await server.open()
        await server.http.aclose()
        async with server.enter(session.token) as one, server.enter(session.token) as two:
            reader, writer = await connected(server)
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()
            for person in (one, two):
                await person.say(t="ping", sent=1)
                await person.until("pong")


async def test_a_body_that_nobody_reads_is_given_up_too(start: Start) -> None:
    """An address that takes no body answers at once; the connection is no longer kept for it."""
    async with start(body_within=0.1) as server:
        reader, writer = await connected(server)
        writer.write(b"GET /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{")
        assert (await reader.read()).startswith(b"HTTP/1.1 404")
        writer.close()


async def test_a_body_that_dawdles_is_given_up(start: Start) -> None:
    """408, and the connection is closed."""
    async with start(body_within=0.1) as server:
        reader, writer = await connected(server)
        head = b"POST /api/join HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"
        writer.write(head)
        assert (await reader.read()).startswith(b"HTTP/1.1 408")
        writer.close()


async def test_a_body_that_is_too_long_is_refused(start: Start) -> None:
    """413, whether it says how long it is or not; one that just fits is read."""
    async with start() as server:
        body = {"code": "ABC-DEF", "name": "x"}
        fits = msgspec.json.encode(body).ljust(65_536)

        async def in_pieces() -> AsyncIterator[bytes]:
            for at in range(0, 131_072, 8_192):
                yield (fits + fits)[at : at + 8_192]

        for content, status in ((fits, 404), (fits + b" ", 413), (in_pieces(), 413)):
            headers = {"content-type": "application/json"}
            assert (await server.http.post("/api/join", content=content, headers=headers)).status_code == status


@pytest.mark.parametrize("spoilt", ["POST /ws", "GET /ws"])
async def test_a_handshake_that_is_none_is_closed_and_ends_no_server(start: Start, spoilt: str) -> None:
    """Of another method, with more headers than one may have: it neither stays nor is stumbled over at the end."""
    async with start() as server:
        _, _, host = server.url.partition("//")
        more = "x: y\r\n" * 200 if spoilt.startswith("GET") else ""
        head = f"{spoilt} HTTP/1.1\r\nhost: {host}\r\nupgrade: websocket\r\nconnection: upgrade\r\n{more}\r\n"
        reader, writer = await connected(server)
        writer.write(head.encode())
        await reader.read()
        writer.close()


async def test_a_seat_asks_at_a_pace(start: Start) -> None:
    """429 with a time to wait, for that seat alone: its neighbours ask on."""
    async with start(asks_burst=2, asks_per_second=0.001) as server:
        session = await server.open()
        ann, bob = await server.join(session.code, "Ann"), await server.join(session.code, "Bob")
        path = f"/api/sessions/{session.session}/qr"
        for seat, statuses in ((ann, [200, 200, 429, 429]), (bob, [200])):
            bearer = {"authorization": f"Bearer {seat.token}"}
            assert [(await server.http.get(path, headers=bearer)).status_code for _ in statuses] == statuses


@pytest.mark.parametrize("path", ["export", "me/export"])
async def test_a_seat_is_given_exports_at_a_pace(start: Start, path: str) -> None:
    """Each reads the whole log; what else the seat asks for is answered."""
    async with start(exports_burst=1, exports_per_second=0.001) as server:
        session = await server.open()
        bearer = {"authorization": f"Bearer {session.token}"}
        for asked, status in ((path, 200), (path, 429), ("qr", 200)):
            answer = await server.http.get(f"/api/sessions/{session.session}/{asked}", headers=bearer)
            assert answer.status_code == status


# --- sessions


async def test_so_many_sessions_are_awake_with_so_many_teams(start: Start) -> None:
    """503 and 422; the one that is there goes on."""
    async with start(sessions=1, teams=3) as server:
        answer = await server.http.post("/api/sessions", json={"scenario": "alder-mutual", "teams": 4})
        assert (answer.status_code, answer.json()["code"]) == (422, "teams.many")
        session = await server.open(teams=3)
        answer = await server.http.post("/api/sessions", json={"scenario": "alder-mutual"})
        assert (answer.status_code, answer.json()["code"]) == (503, "server.full")
        await server.join(session.code, "Ann")


async def test_sessions_are_opened_at_a_pace(start: Start) -> None:
    """429 with a time to wait."""
    async with start(openings_burst=1, openings_per_second=0.001) as server:
        await server.open()
        assert (await server.http.post("/api/sessions", json={"scenario": "alder-mutual"})).status_code == 429


async def test_a_session_has_so_many_seats(start: Start) -> None:
    """Its facilitator's, those that joined, and those by a link."""
    async with start(seats=2) as server:
        session = await server.open()
        await server.join(session.code, "Ann")
        answer = await server.http.post("/api/join", json={"code": session.code, "name": "Bob"})
        assert (answer.status_code, answer.json()["code"]) == (409, "session.full")
        host = {"authorization": f"Bearer {session.token}"}
        path = f"/api/sessions/{session.session}/links"
        assert (await server.http.post(path, json={"role": "rater"}, headers=host)).status_code == 409


@pytest.mark.parametrize("limit", ["joins", "session_joins"])
async def test_people_join_at_a_pace(start: Start, limit: str) -> None:
    """From one address, and into one session: a crowd of made-up people grows slowly."""
    async with start(**{f"{limit}_burst": 2, f"{limit}_per_second": 0.001}) as server:
        session = await server.open()
        for name in ("Ann", "Bob"):
            await server.join(session.code, name)
        answer = await server.http.post("/api/join", json={"code": session.code, "name": "Cyd"})
        assert answer.status_code == 429


async def test_a_session_keeps_so_many_records(start: Start) -> None:
    """Above it participants change what is there and add nothing; a facilitator does both."""
    async with start(records=60) as server:
        session = await server.open()
        ann = await server.join(session.code, "Ann")
        async with server.enter(ann.token) as person, server.enter(session.token) as host:
            answers = [await person.do("chat.say", team=ann.team, text=str(number)) for number in range(60)]
            assert answers[-1]["code"] == "session.full"
            assert (await person.do("team.rename", team=ann.team, name="Oaks"))["t"] == "done"
            assert (await host.do("say.all", text="Enough of this."))["t"] == "done"


async def test_a_session_has_so_many_moves(start: Start) -> None:
    """Above it a facilitator goes on, and nobody else."""
    async with start(moves=5) as server:
        session = await server.open()
        ann = await server.join(session.code, "Ann")
        async with server.enter(ann.token) as person, server.enter(session.token) as host:
            answers = [await person.do("chat.say", team=ann.team, text=str(number)) for number in range(6)]
            assert [answer.get("code") for answer in answers[-2:]] == ["session.full", "session.full"]
            assert (await host.do("session.end"))["t"] == "done"


# --- the settings


def limits() -> list[str]:
    """Name every limit."""
    return [field.name for field in msgspec.structs.fields(Limits)]


@pytest.mark.parametrize("name", limits())
def test_every_limit_is_read_from_the_environment(name: str) -> None:
    """As a variable of its name; what is no figure, or none that makes sense, is told in a sentence."""
    variable = f"PRACTICUM_{name.upper()}"
    assert getattr(from_environment({variable: "7", "HOME": "/"}), name) == 7
    for wrong in ("many", "0", "-1", "nan", "inf", "1e99"):
        with pytest.raises(BadSettingError, match=f'{variable} is ".*": give a'):
            from_environment({variable: wrong, "HOME": "/"})


def test_every_limit_is_documented_with_what_it_is_without() -> None:
    """The table in docs/operating.md is the one that is made from the limits."""
    rows = [
        f"| `PRACTICUM_{field.name.upper()}` | {words(field.name)} | {field.default:,g} |"
        for field in msgspec.structs.fields(Limits)
    ]
    document = OPERATING.read_text("utf-8")
    begin = document.index("| limit | of what | default |")
    table = document[begin : document.index("\n\n", begin)].split("\n")[2:]
    assert table == rows, "put these rows there:\n" + "\n".join(rows)
