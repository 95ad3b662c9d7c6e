"""A cluster of three primaries is one store: every key is found where it is, and where it went."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from practicum.store import keys, whole
from practicum.store.directory import Directory
from practicum.store.durability import durability_warnings
from practicum.store.errors import StoreDown
from practicum.store.feed import Feed, Moved
from practicum.store.log import Store
from practicum.store.positions import START
from practicum.store.topology import addresses, slot_of
from tests.faults.stores import (
    IN_A_CLUSTER,
    Valkey,
    a_cluster,
    a_slot_on_its_way,
    a_valkey,
    in_step,
    stand_behind,
    take_over,
)
from tests.store.helpers import a_log, a_move, a_session, appended, until
from tests.store.test_faults import ask
from tests.store.test_feed import Ear, running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cluster() -> AsyncIterator[list[Valkey]]:
    """Run a cluster for all tests here."""
    async with a_cluster() as primaries:
        yield primaries


async def sessions_everywhere(store: Store) -> dict[str, str]:
    """Make up a session on each primary; return them by their owner."""
    found: dict[str, str] = {}
    while len(found) < 3:
        session = a_session()
        found.setdefault(store.topology.owner(keys.log_key(session)), session)
    return found


def test_slots_are_those_of_the_specification() -> None:
    """A tag between braces is all that counts."""
    assert slot_of("123456789") == 0x31C3
    assert slot_of("practicum:{p17}:due") == slot_of("practicum:{p17}:s1:log") == slot_of("p17")


def test_an_address_may_name_several_servers() -> None:
    """With one way in for all of them."""
    assert addresses("redis://me:pw@a:1,b:2/0") == ("redis://me:pw@a:1/0", "redis://me:pw@b:2/0")
    assert addresses("unix:///tmp/a,b") == ("unix:///tmp/a,b",)


async def test_an_address_that_is_none_is_told_as_such() -> None:
    """By a sentence, as any other store that does not answer."""
    with pytest.raises(StoreDown, match="not the address of a store"):
        await Store.open("redis://[::1")


async def test_sessions_live_on_all_primaries(cluster: list[Valkey]) -> None:
    """Append, load, since, due, the directory: nobody need know where anything is, and one address is enough."""
    store = await Store.open(f"redis://127.0.0.1:1,127.0.0.1:{cluster[1].port}")
    directory = Directory(store)
    sessions = await sessions_everywhere(store)
    for session in sessions.values():
        positions = await a_log(store, session, 5)
        at = await appended(store, a_move(session, positions[-1], client="c", due=1, put={"phase": b"x"}))
        stored = await store.load(session)
        assert stored is not None
        assert (stored.position, stored.records["phase"], len(stored.records)) == (at, b"x", 6)
        since = await store.since(session, START)
        assert since is not None
        assert [entry.position for entry in since] == [*positions, at]
        assert await directory.claim_code(f"code-{session}", session)
        assert await directory.session_of(f"code-{session}") == session
    assert {session for session, _ in await store.due(100)} >= set(sessions.values())
    assert await durability_warnings(store.reader) == []
    assert await store.ping()
    for session in sessions.values():
        await whole.remove(store, session)
        assert await store.load(session) is None
    await store.close()


async def test_a_session_is_heard_wherever_it_is(cluster: list[Valkey]) -> None:
    """Each primary has a link of its own, with a probe of its own."""
    store, other = await Store.open(cluster[0].url), await Store.open(cluster[2].url)
    async with running(Feed(store, probe_every=0.05)) as feed:
        for session in (await sessions_everywhere(store)).values():
            ear = Ear(session)
            feed.subscribe(session, ear.hear)
            await ear.lost()
            at = await appended(other, a_move(session))
            assert (await ear.moved()).to == at
        await until(lambda: feed.probes_heard >= 9)
    await store.close()
    await other.close()


async def test_a_session_is_followed_when_it_moves(cluster: list[Valkey]) -> None:
    """While it is played, its slot goes to another primary: nothing is lost, and the feed goes along."""
    store, other = await Store.open(cluster[0].url), await Store.open(cluster[0].url)
    session = a_session()
    owner = store.topology.owner(keys.log_key(session))
    source = next(valkey for valkey in cluster if valkey.url == owner)
    target = next(valkey for valkey in cluster if valkey.url != owner)
    slot = slot_of(keys.log_key(session))
    async with running(Feed(store)) as feed:
        ear = Ear(session)
        feed.subscribe(session, ear.hear)
        await ear.lost()
        at = await appended(other, a_move(session))
        await ear.moved()
        id = (await target.ask("CLUSTER", "MYID")).decode()
        await source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", id)
        moves = 1
        while other.topology.owner(keys.log_key(session)) != target.url:
            at = await appended(other, a_move(session, at))
            moves += 1
            await asyncio.sleep(0.01)
        while store.topology.owner(keys.log_key(session)) != target.url:
            store.topology.doubt()
            await asyncio.sleep(0.01)
        while isinstance(await ear.next(), Moved):
            pass  # from where it was; then it is heard anew, from where it is
        at = await appended(other, a_move(session, at))
        while (await ear.moved()).to != at:
            pass
        stored = await store.load(session)
        assert stored is not None
        assert stored.position == at
        assert at.version == moves + 1
    await store.close()
    await other.close()


async def test_a_session_is_played_while_its_slot_moves_key_by_key(cluster: list[Valkey]) -> None:
    """Where it was, where it goes, and in between: only while it is torn apart does it wait, and nothing is lost."""
    store = await Store.open(cluster[0].url)
    session, neighbour = await two_of_one_primary(store)
    at = await appended(store, a_move(session, put={"note": b"1"}, client="c", due=1))
    await appended(store, a_move(neighbour, due=2))
    async with a_slot_on_its_way(cluster, slot_of(keys.log_key(session))) as move_keys:
        at = await appended(store, a_move(session, at, put={"note": b"2"}, due=1))
        await move_keys(keys.log_key(session), keys.meta_key(session))
        torn = a_move(session, at, put={"note": b"3"}, client="c", id=2, due=1)
        with pytest.raises(StoreDown, match="TRYAGAIN"):
            await store.append(torn)
        assert {session, neighbour} <= {session for session, _ in await store.due(100)}
        await move_keys(keys.state_key(session), keys.due_key(keys.partition_of(session)))
        at = await appended(store, torn)
        assert await appended(store, torn) == at, "asked again, it is there once"
        stored, since = await store.load(session), await store.since(session, START)
        assert stored is not None
        assert since is not None
        assert (stored.position, stored.records) == (at, {"note": b"3"})
        assert len(since) == 3
        assert {session, neighbour} <= {session for session, _ in await store.due(100)}
    at = await appended(store, a_move(session, at))
    stored = await store.load(session)
    assert stored is not None
    assert (stored.position, at.version) == (at, 4)
    await store.close()


async def two_of_one_primary(store: Store) -> tuple[str, str]:
    """Make up two sessions whose slots one primary holds."""
    session, neighbour = a_session(), a_session()
    place = keys.log_key(session)
    while store.topology.owner(keys.log_key(neighbour)) != store.topology.owner(place) or (
        slot_of(keys.log_key(neighbour)) == slot_of(place)
    ):
        neighbour = a_session()
    return session, neighbour


async def test_a_session_is_followed_to_a_replica_that_takes_over(cluster: list[Valkey]) -> None:
    """And back: what is written, read and heard goes along, and what was under way is there once."""
    store = await Store.open(cluster[0].url)
    session = a_session()
    while store.topology.owner(keys.log_key(session)) != cluster[0].url:
        session = a_session()
    async with a_valkey(*IN_A_CLUSTER) as replica, running(Feed(store)) as feed:
        await replica.ask("CLUSTER", "MEET", "127.0.0.1", cluster[0].port)
        await stand_behind(replica, cluster[0])
        ear = Ear(session)
        feed.subscribe(session, ear.hear)
        await ear.lost()
        at = await appended(store, a_move(session))
        await ear.moved()
        for new in (replica, cluster[0]):
            await in_step(new)
            move = a_move(session, at, client="c", id=at.version)
            await asyncio.gather(ask(store, move), take_over(new))
            await ask(store, move)
            at = move.to
            store.topology.doubt()
            while isinstance(await ear.next(), Moved):
                pass  # from where it was; then it is heard anew, from where it is
            at = await appended(store, a_move(session, at))
            while (await ear.moved()).to != at:
                pass
            assert store.topology.owner(keys.log_key(session)) == new.url
        since = await store.since(session, START)
        assert since is not None
        assert [entry.position.version for entry in since] == [1, 2, 3, 4, 5]
        for each in cluster:
            await each.ask("CLUSTER", "FORGET", (await replica.ask("CLUSTER", "MYID")).decode())
    await store.close()
