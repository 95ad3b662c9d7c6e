"""What is kept of moves can be changed while more of them come: positions stay, and none is lost."""

from __future__ import annotations

import asyncio

from practicum.store import keys, rewrite
from practicum.store.entries import Entry
from practicum.store.feed import Feed, Lost, Moved
from practicum.store.log import Store
from practicum.store.whole import remove
from tests.store.helpers import a_log, a_move, a_session, appended, until


def without_words(entry: Entry) -> Entry:
    """Take out what notes say."""
    return entry._replace(put={key: b"gone" if key.startswith("note/") else one for key, one in entry.put.items()})


async def test_a_log_is_changed_while_it_grows(store: Store) -> None:
    """Those that were there are changed; those that came meanwhile too, and all stand where they stood."""
    session = a_session()
    positions = await a_log(store, session, 300)

    async def play() -> None:
        at = positions[-1]
        for number in range(20):
            at = await appended(store, a_move(session, at, put={f"note/late-{number}": b"word"}))
            positions.append(at)

    changed, _ = await asyncio.gather(rewrite.rewrite(store, session, without_words, [], {}), play())
    assert changed
    entries = [entry async for entry in store.entries(session)]
    assert [entry.position for entry in entries] == positions
    assert all(one == b"gone" for entry in entries[:300] for one in entry.put.values())
    assert await store.reader.ask("PTTL", keys.log_key(session)) == -1
    assert await store.reader.ask("KEYS", f"*{session}*:rewritten:*") == []


async def test_what_a_client_was_answered_goes_or_changes_but_never_comes_back(store: Store) -> None:
    """An answer that is gone already stays away."""
    session = a_session()
    at = await appended(store, a_move(session, client="ada", id=1, seat="s1"))
    await appended(store, a_move(session, at, client="bo", id=1, seat="s2"))
    gone = [b"c:ada", b"a:1:ada", b"s:s1"]
    assert await rewrite.rewrite(store, session, without_words, gone, {b"a:1:bo": b"other", b"a:9:bo": b"ghost"})
    stored = await store.load(session)
    assert stored is not None
    assert set(stored.clients) == {"bo"}
    assert stored.clients["bo"].answers == {1: b"other"}


async def test_a_session_that_is_not_there_is_not_made(store: Store) -> None:
    """Nothing to change, nothing changed."""
    session = a_session()
    assert not await rewrite.rewrite(store, session, without_words, [], {})
    assert await store.load(session) is None


async def test_whoever_has_a_session_in_memory_hears_that_it_was_removed(store: Store) -> None:
    """As something that it must ask the log about."""
    session = a_session()
    await a_log(store, session, 2)
    heard: list[Moved | Lost] = []
    feed = Feed(store)
    running = asyncio.create_task(feed.run())
    feed.subscribe(session, heard.append)
    await until(lambda: len(heard) > 0)
    assert await remove(store, session)
    await until(lambda: len(heard) > 1)
    assert heard[-1] == Lost(session)
    assert not await remove(store, session)
    running.cancel()
    await asyncio.wait([running])
