"""What is removed is gone: from every screen, from every byte of the store, and from its file on disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
import pytest_asyncio

from practicum.live.retention import Retention
from practicum.purging import purge
from practicum.rules.forget import REMOVED
from practicum.store.directory import Directory
from practicum.store.log import Store
from practicum.web.wire import decode
from tests.web.conftest import Start
from tests.web.people import Person, Session, Table, soon

NAME, FORMER, FIELD, CALLED = "Quillon Zebrafish", "Zebedee", "marine gastronomy", "Zebbie"
OWN = [f"own-marker-{number}-zq" for number in range(9)]
TEAMS = [f"team-marker-{number}-zq" for number in range(6)]


@pytest_asyncio.fixture
async def server(start: Start, tmp_path: Path) -> AsyncIterator[Table]:
    """Run a server with a store of its own, whose file can be read."""
    async with start(redis_url=None, data=tmp_path) as table:
        # As commands and not in a packed form, so that a search of the file finds what it holds.
        await table.node.store.reader.ask("CONFIG", "SET", "aof-use-rdb-preamble", "no")
        yield table


@pytest_asyncio.fixture
async def other(server: Table) -> AsyncIterator[Store]:
    """Connect as the command does, beside the server."""
    opened = await Store.open(server.node.store.url)
    yield opened
    await opened.close()


async def everything(store: Store) -> bytes:
    """Read every byte of a store: names of keys, fields and values of all kinds."""
    found = []
    for key in await store.reader.ask("KEYS", "*"):
        kind = await store.reader.ask("TYPE", key, key=key.decode())
        read = {b"hash": ("HGETALL",), b"stream": ("XRANGE", "-", "+"), b"string": ("GET",), b"zset": ("ZRANGE", 0, -1)}
        command, *rest = read[kind if isinstance(kind, bytes) else kind.encode()]
        found.append(repr((key, await store.reader.ask(command, key, *rest, key=key.decode()))).encode())
    return b"\n".join(found)


def on_disk(folder: Path) -> bytes:
    """Read the store's files."""
    return b"".join(path.read_bytes() for path in sorted((folder / "store").rglob("*")) if path.is_file())


class Played:
    """A session in which somebody with a name left a mark in every text."""

    def __init__(self, session: Session, seat: str, team: str, token: str) -> None:
        self.session = session
        self.seat = seat
        self.team = team
        self.token = token


async def done(person: Person, do: str, **arguments: Any) -> None:
    """Make a move that must be accepted."""
    answer = await person.do(do, **arguments)
    assert answer["t"] == "done", answer


async def play(server: Table) -> Played:
    """Let somebody join, type into everything, be talked about, be renamed and lose the seat."""
    session = await server.open(teams=1)
    her = await server.join(session.code, FORMER, field=FIELD, years=41)
    him = await server.join(session.code, "Bo")
    bearer = {"authorization": f"Bearer {session.token}"}
    link = await server.http.post(f"/api/sessions/{session.session}/links", json={"role": "rater"}, headers=bearer)
    team = str(her.team)
    async with (
        server.enter(session.token) as host,
        server.enter(her.token) as person,
        server.enter(him.token) as friend,
        server.enter(link.json()["token"]),
    ):
        await done(host, "seat.rename", seat=her.seat, name=NAME)
        await done(person, "needs.set", text=OWN[0])
        await done(person, "chat.say", team=team, text=OWN[1])
        await done(person, "help.ask", text=OWN[2])
        await done(person, "help.cancel")
        await done(person, "help.ask", text=OWN[3])
        await done(person, "team.rename", team=team, name=TEAMS[0])
        await done(friend, "chat.say", team=team, text=f"thank you, {NAME.lower()}, says Bo")
        await done(host, "note.put", id="n1", text=f"{NAME} leads; {FORMER} before")
        await done(host, "say.all", text=f"listen to {NAME}'s team, and to {CALLED}")
        for leaving in ("lobby", "brief"):
            await done(host, "phase.next", leaving=leaving)
        await person.until_records(lambda records: f"evidence/{team}/D1" in records)
        claim = {"team": team, "id": "c1", "box": "information", "cause": None}
        await done(person, "claim.put", **claim, text=f"{TEAMS[1]} by {NAME}", revision=0)
        # Refused, and the answer quotes what stands there: it is kept for the client that asked.
        stale = await friend.do("claim.put", **claim, text="other", revision=7)
        assert NAME in str(stale), stale
        await done(friend, "chat.say", team=team, text="oh")
        await done(person, "remark.put", team=team, id="r1", evidence="D1", text=TEAMS[2])
    for address in (FORMER, NAME):
        body = {"code": session.code, "name": address.upper(), "reclaim": True}
        await server.http.post("/api/join", json=body)
    return Played(session, her.seat, team, her.token)


async def records_of(store: Store, id: str) -> dict[str, Any]:
    """Read a session's records."""
    stored = await store.load(id)
    assert stored is not None
    return {key: msgpack.unpackb(raw) for key, raw in stored.records.items()}


async def test_a_person_is_removed_from_every_byte_and_the_teams_work_stays(
    server: Table, other: Store, tmp_path: Path
) -> None:
    """Screens follow at once, positions stay, and the log still adds up to the records."""
    played = await play(server)
    id = played.session.session
    own = [NAME, FORMER, FIELD, CALLED, NAME.lower(), NAME.upper(), *OWN[:4]]
    held = await everything(other)
    assert all(text.encode() in held for text in (*own, *TEAMS[:3]))
    before = [entry.position async for entry in other.entries(id)]
    async with server.enter(played.token) as person, server.enter(played.session.token) as host:
        answer = await purge(other, id, played.seat, [CALLED])
        assert (answer.code, answer.complains) == (0, "")
        assert await person.until_closed() == 1000
        assert person.heard[-1]["code"] == "seat.removed"
        await host.until_records(lambda records: records[f"seat/{played.seat}"]["name"] == REMOVED)
        assert not any(text in str(host.records) for text in own)
        await done(host, "say.all", text="and on")
    held, file = await everything(other), on_disk(tmp_path)
    for text in (*own, f":{played.seat}:"):
        assert text.encode() not in held, text
        assert text.encode() not in file, text
    for text in (*TEAMS[:3], REMOVED, "says Bo"):
        assert text.encode() in held
        assert text.encode() in file
    entries = [entry async for entry in other.entries(id)]
    assert [entry.position for entry in entries][: len(before)] == before
    assert len(entries) == len(before) + 2
    folded: dict[str, bytes] = {}
    for entry in entries:
        for key in entry.drop:
            folded.pop(key, None)
        folded |= entry.put
    stored = await other.load(id)
    assert stored is not None
    assert folded == stored.records
    async with server.greet(played.token) as person:
        assert await person.until_closed() == 1000
    # Everybody else goes on, on this node and on one that reads it all anew.
    async with server.enter(played.session.token, at=str(before[3])) as host:
        assert not any(text in str(host.records) for text in own)


async def test_a_person_can_be_purged_twice_and_nobody_is_told(server: Table, other: Store) -> None:
    """As after an interruption; a seat or a session that is not there is told in words."""
    played = await play(server)
    id = played.session.session
    assert (await purge(other, id, played.seat)).code == 0
    before = await records_of(other, id)
    assert (await purge(other, id, played.seat)).code == 0
    assert await records_of(other, id) == before
    assert (await purge(other, id, "nobody")).code == 1
    assert (await purge(other, "nosuchsession", "nobody")).code == 2
    assert (await purge(other, "nosuchsession")).code == 2


async def test_a_purged_session_leaves_nothing(server: Table, other: Store, tmp_path: Path) -> None:
    """Who is in it is told that it is gone; its case goes with the last session that plays it."""
    played, another = await play(server), await server.open(teams=1)
    session = played.session
    case = (await other.load(session.session) or 1).records["pinned"]  # type: ignore[union-attr]
    text = await Directory(other).scenario(decode(case)["hash"])
    assert text is not None
    async with server.enter(session.token) as host:
        answer = await purge(other, session.session)
        assert (answer.code, answer.complains) == (0, "")
        assert await host.until_closed() == 1000
        assert host.heard[-1]["code"] == "session.gone"
    await soon(lambda: server.node.sessions.loaded(session.session) is None)
    held, file = await everything(other), on_disk(tmp_path)
    for gone in (session.session, session.code, NAME, FORMER, *OWN[:4], *TEAMS[:3]):
        assert gone.encode() not in held, gone
        assert gone.encode() not in file, gone
    assert await Directory(other).scenario(decode(case)["hash"]) == text
    answered = await server.http.post("/api/join", json={"code": session.code, "name": "Cy"})
    assert answered.status_code == 404
    async with server.enter(another.token) as host:
        await done(host, "say.all", text="still here")
    assert (await purge(other, another.session)).code == 0
    assert await other.reader.ask("KEYS", "practicum:*") == []


async def test_sessions_are_kept_as_long_as_the_operator_says(server: Table, other: Store) -> None:
    """Of many nodes one removes a session; what was played later stays; the log names nobody."""
    old, young = await server.open(teams=1), await server.open(teams=1)
    nodes = [Retention(store, Directory(store), decode, days=3.0) for store in (server.node.store, other)]
    assert [await node.sweep() for node in nodes] == [[], []]
    for key in await other.reader.ask("KEYS", f"*{old.session}:meta"):
        await other.reader.ask("HINCRBY", key, "now", -3 * 86_400_000 - 60_000, key=key.decode())
    swept = [await node.sweep() for node in nodes]
    assert sorted(swept) == [[], [old.session]]
    held = await everything(other)
    assert old.session.encode() not in held
    assert young.session.encode() in held


async def test_a_session_that_never_began_is_not_listed_for_ever(server: Table, other: Store) -> None:
    """A node that died while it opened one leaves a line in the directory; two sweeps later it is gone."""
    directory = Directory(other)
    await directory.add_session("neverbegan", b'{"code": "XYZ-234"}')
    await directory.claim_code("XYZ-234", "neverbegan")
    node = Retention(other, directory, decode, days=3.0)
    await node.sweep()
    assert "neverbegan" in await directory.sessions()
    await node.sweep()
    assert "neverbegan" not in await directory.sessions()
    assert await directory.session_of("XYZ-234") is None


@pytest.mark.parametrize("steps", [60, 330, 1500])
async def test_a_purge_that_was_cut_off_anywhere_can_be_run_again(server: Table, other: Store, steps: int) -> None:
    """Whatever was done and whatever was not: the second time nothing is left."""
    played = await play(server)
    id = played.session.session
    for seat in (played.seat, None):
        cut = asyncio.create_task(purge(other, id, seat))
        for _ in range(steps):
            await asyncio.sleep(0)
        cut.cancel()
        await asyncio.wait([cut])
        again = await purge(other, id, seat)
        # It may have come to its end before.
        assert again.code == 0 or (seat is None and again.code == 2)
        held = await everything(other)
        for text in (NAME, FORMER, FIELD, *OWN[:4]):
            assert text.encode() not in held.replace(b":rewritten:", b""), text
    left = [key for key in await other.reader.ask("KEYS", "practicum:*") if b":rewritten:" not in key]
    assert left == []
