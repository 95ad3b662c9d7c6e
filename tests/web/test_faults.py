"""Faults of ours and of the store: each costs as little as it can, and the truth comes back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from practicum.live.away import StoreAway
from practicum.live.pipeline import INBOX
from practicum.rules import decide
from practicum.rules.moves import LinkSeat, PutNote
from practicum.rules.scene import HOST
from practicum.store import keys
from tests.web.people import Table, soon


async def test_a_fault_in_a_rule_costs_one_move(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender is told, without a word of the fault; the session goes on."""

    def broken(*_: Any) -> Any:
        raise RuntimeError("the secret of the house")

    session = await server.open()
    async with server.enter(session.token) as person:
        with monkeypatch.context() as broke:
            broke.setitem(decide.HANDLERS, PutNote, broken)
            told = await person.do("note.put", id="n", text="x")
        assert (told["t"], told["code"]) == ("refused", "fault")
        assert "secret" not in told["message"]
        assert (await person.do("note.put", id="n", text="x"))["t"] == "done"


async def test_a_fault_in_a_session_sends_its_people_back_in(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on disk is loaded anew; other sessions notice nothing."""
    session, other = await server.open(), await server.open()
    async with server.enter(other.token) as elsewhere:
        async with server.enter(session.token, client="queue") as person:
            await person.do("note.put", id="n", text="kept")
            live = server.node.sessions.loaded(session.session)
            assert live is not None
            monkeypatch.setattr(live.state, "confirm", None)
            await person.send("note.put", id="n", text="on disk, and then we fell")
            bye = await person.until("bye")
            assert bye["code"] == "fault"
            assert bye["retry_ms"] > 0
        async with server.enter(session.token, person.at, client="queue") as again:
            await again.say(t="move", id=2, do="note.put", **{"with": {"id": "n", "text": "again"}})
            assert (await again.answer(2))["t"] == "done"
            assert again.records["note/n"]["text"] == "on disk, and then we fell"
        assert (await elsewhere.do("note.put", id="n", text="x"))["t"] == "done"


async def test_a_session_is_loaded_once_though_the_first_try_fails(
    server: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waited tries again, and who comes then finds nobody to wait for: all are in the same session."""
    session = await server.open()
    sessions, load = server.node.sessions, server.node.store.load
    _, life = sessions._live[session.session]
    life.cancel()
    await asyncio.wait([life])
    fails, back = asyncio.Event(), asyncio.Event()
    tries = 0

    async def slow(id: str) -> Any:
        nonlocal tries
        tries += 1
        if tries == 1:
            await fails.wait()
            raise StoreAway
        await back.wait()
        return await load(id)

    monkeypatch.setattr(server.node.store, "load", slow)
    first, second = [asyncio.create_task(sessions.get(session.session)) for _ in range(2)]
    await soon(lambda: tries == 1)
    fails.set()
    await soon(lambda: tries == 2)
    third = asyncio.create_task(sessions.get(session.session))
    await asyncio.sleep(0)
    back.set()
    with pytest.raises(StoreAway):
        await first
    assert await second is await third is sessions.loaded(session.session)


async def test_nobody_waits_for_a_move_of_a_session_that_ended(server: Table) -> None:
    """Not who had one under way, not who found no room for theirs, and not who came too late."""
    session = await server.open()
    live = server.node.sessions.loaded(session.session)
    assert live is not None
    move = LinkSeat(seat="late", role="observer", token_hash="0" * 64)
    live._pipeline.hold()
    waiting = [asyncio.create_task(live.submit(HOST, move)) for _ in range(INBOX + 2)]
    await asyncio.sleep(0)
    server.node.sessions._live[session.session][1].cancel()
    for outcome in await asyncio.gather(*waiting, return_exceptions=True):
        assert isinstance(outcome, StoreAway)
    with pytest.raises(StoreAway):
        await live.submit(HOST, move)


async def test_what_a_session_gave_out_before_it_fell_is_noticed(
    server: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is appended after the next life has read the log, and shown all the same."""
    session = await server.open()
    store, sessions = server.node.store, server.node.sessions
    held: list[Any] = []
    read: list[Any] = []
    since = store.since

    async def noted(id: str, at: Any) -> Any:
        read.append(await since(id, at))
        return read[-1]

    async with server.enter(session.token) as person:
        with monkeypatch.context() as late:
            late.setattr(store, "append_soon", lambda *asked: held.append(asked))
            await person.send("note.put", id="n", text="late")
            await soon(lambda: bool(held))
            sessions._live[session.session][1].cancel()
            await person.until("bye")
    monkeypatch.setattr(store, "since", noted)
    async with server.enter(session.token) as again:
        await soon(lambda: read == [[]])  # as it does once it hears of what is appended
        store.append_soon(*held[0])
        await again.until_records(lambda records: records.get("note/n", {}).get("text") == "late")


async def test_the_log_is_read_though_people_go_on(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for it waits for what is under way, and for nothing that comes after."""
    session = await server.open()
    live, store = server.node.sessions.loaded(session.session), server.node.store
    assert live is not None
    held: list[Any] = []
    async with server.enter(session.token) as person:
        with monkeypatch.context() as slow:
            slow.setattr(store, "append_soon", lambda *asked: held.append(asked))
            await person.send("note.put", id="n", text="0")
            await soon(lambda: bool(held))
            asked = asyncio.create_task(live._pipeline.reach(1_000_000))
            await soon(lambda: live._pipeline._missed)
            for number in range(1, 6):
                await person.send("note.put", id="n", text=str(number))
            await soon(lambda: len(live._pipeline._inbox) == 5)
        assert len(held) == 1
        store.append_soon(*held[0])
        await asked
        assert (await person.answer(6))["t"] == "done"


async def test_nothing_is_mended_that_is_only_under_way(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever mends may be woken once too often: the append is not asked for again."""
    session = await server.open()
    live, store = server.node.sessions.loaded(session.session), server.node.store
    assert live is not None
    held: list[Any] = []
    async with server.enter(session.token) as person:
        with monkeypatch.context() as slow:
            slow.setattr(store, "append_soon", lambda *asked: held.append(asked))
            await person.send("note.put", id="n", text="once")
            await soon(lambda: bool(held))
        live._pipeline._stop()
        await soon(lambda: not live._pipeline._wanted.is_set())
        store.append_soon(*held[0])
        assert (await person.answer(1))["t"] == "done"
        assert server.node.counts.appends_retried == 0


async def test_a_store_that_lost_its_last_moves_is_noticed(server: Table) -> None:
    """After a failover everybody gets the state that survived, and what was lost may be done again."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    reader = server.node.store.reader
    names = [key(session.session) for key in (keys.log_key, keys.state_key, keys.meta_key)]
    async with server.enter(ada.token, client="queue") as person, server.enter(session.token) as facilitator:
        await person.do("chat.say", team="1", text="kept")
        saved = [await reader.ask("DUMP", name) for name in names]
        await person.do("chat.say", team="1", text="lost")
        for name, dump in zip(names, saved, strict=True):
            await reader.ask("RESTORE", name, 0, dump, "REPLACE")
        await facilitator.do("note.put", id="n", text="first after the failover")
        await person.until("welcome")
        assert person.heard[-1]["whole"]
        assert [record["text"] for key, record in person.records.items() if key.startswith("chat/")] == ["kept"]
        await person.say(t="move", id=2, do="chat.say", **{"with": {"team": "1", "text": "lost"}})
        assert (await person.answer(2))["t"] == "done"
        await facilitator.until_records(lambda records: len([k for k in records if k.startswith("chat/")]) == 2)
    async with server.enter(ada.token) as fresh:
        assert {key: person.records.get(key) for key in fresh.records} == fresh.records


async def test_whose_seat_was_lost_with_the_end_of_the_log_is_asked_to_join_again(server: Table) -> None:
    """Nobody has removed them."""
    session = await server.open(teams=1)
    reader = server.node.store.reader
    names = [key(session.session) for key in (keys.log_key, keys.state_key, keys.meta_key)]
    async with server.enter(session.token) as facilitator:
        saved = [await reader.ask("DUMP", name) for name in names]
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token) as person:
            for name, dump in zip(names, saved, strict=True):
                await reader.ask("RESTORE", name, 0, dump, "REPLACE")
            await facilitator.do("note.put", id="n", text="first after the failover")
            assert (await person.until("bye"))["code"] == "token.bad"


async def test_a_timer_that_nobody_hears_waits_once(server: Table) -> None:
    """It asks again and again while the store is away, and does not fill the inbox with that."""
    session = await server.open()
    live = server.node.sessions.loaded(session.session)
    assert live is not None
    live._pipeline.hold()
    for _ in range(5):
        live._fire()
    assert len(live._pipeline._inbox) == 1


async def test_a_life_that_ends_before_it_begins_is_let_go_of(server: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody comes into a session that nothing keeps."""
    session = await server.open()
    sessions = server.node.sessions
    start = sessions._start

    def stillborn(*session: Any) -> Any:
        started = start(*session)
        sessions._live[started.id][1].cancel()
        return started

    sessions._live[session.session][1].cancel()
    await soon(lambda: sessions.loaded(session.session) is None)
    with monkeypatch.context() as early:
        early.setattr(sessions, "_start", stillborn)
        found = await sessions.get(session.session)
    assert found is not None
    move = LinkSeat(seat="late", role="observer", token_hash="0" * 64)
    with pytest.raises(StoreAway):
        await found.submit(HOST, move)
    async with server.enter(session.token) as person:
        assert (await person.do("note.put", id="n", text="x"))["t"] == "done"
