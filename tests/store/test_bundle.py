"""A session as one file: whole, the same bytes each time, and nothing else is let in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Callable

import msgspec
import pytest
import pytest_asyncio

from practicum.store import bundle, keys, whole
from practicum.store.bundle import BundleError, Leads
from practicum.store.embedded import EmbeddedStore
from practicum.store.log import Store
from tests.store.helpers import a_log, a_move, a_session, appended

LEADS = Leads(code="ABC-234", scenario="a-hash", text=b"a case", note=b"{}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def other_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Run a second store."""
    embedded = await EmbeddedStore.start(tmp_path_factory.mktemp("other"))
    yield embedded.url
    await embedded.stop()


@pytest_asyncio.fixture
async def other(other_url: str) -> AsyncIterator[Store]:
    """Connect to another, empty store."""
    opened = await Store.open(other_url)
    yield opened
    await opened.close()


async def exported(store: Store, session: str, leads: Leads = LEADS) -> bytes:
    """Export a session."""
    snapshot = await whole.take(store, session)
    assert snapshot is not None
    written = io.BytesIO()
    await bundle.write(snapshot, whole.raw_pages(store, session, until=snapshot.position), leads, written)
    return written.getvalue()


async def restored(store: Store, data: bytes) -> bool:
    """Put a bundle into a store."""
    with bundle.reading(io.BytesIO(data)) as found:
        return await whole.plant(store, found.snapshot, found.log())


async def a_played_session(store: Store, moves: int = 300) -> str:
    """Play more than a page of moves; a client has answers, and something is due."""
    session = a_session()
    at = (await a_log(store, session, moves))[-1]
    move = a_move(session, at, put={"b": b"\x00\xff", "a": b""}, client="ada", id=3, refusals=[(2, b"no")], due=5_000)
    await appended(store, move)
    return session


async def test_a_session_is_the_same_bytes_in_every_store(store: Store, other: Store) -> None:
    """Log, records, clients and due time are all there, and the next move is appended where it would have been."""
    session = await a_played_session(store)
    data = await exported(store, session)
    assert await exported(store, session) == data
    assert await restored(other, data)
    assert await exported(other, session) == data
    assert await other.load(session) == await store.load(session)
    entries = [[entry async for entry in each.entries(session)] for each in (store, other)]
    assert entries[0] == entries[1]
    assert (session, 5_000) in await other.due(1_000)
    with bundle.reading(io.BytesIO(data)) as found:
        assert found.leads == LEADS
        at = found.snapshot.position
    assert (await appended(other, a_move(session, at))).version == at.version + 1
    assert await other.reader.ask("PTTL", keys.log_key(session)) == -1


async def test_a_session_that_goes_on_is_taken_at_one_position(store: Store) -> None:
    """What is appended while the log is read is not in the bundle, nor are records of it."""
    session = await a_played_session(store, 300)
    before = await exported(store, session)
    snapshot = await whole.take(store, session)
    assert snapshot is not None
    at = await appended(store, a_move(session, snapshot.position, put={"late": b"1"}))
    await appended(store, a_move(session, at, put={"later": b"1"}))
    written = io.BytesIO()
    await bundle.write(snapshot, whole.raw_pages(store, session, until=snapshot.position), LEADS, written)
    assert written.getvalue() == before


async def test_a_session_that_is_there_is_left_as_it_is(store: Store) -> None:
    """Whatever the file says."""
    session = await a_played_session(store, 3)
    data = await exported(store, session)
    stored = await store.load(session)
    assert stored is not None
    await appended(store, a_move(session, stored.position))
    stored = await store.load(session)
    assert not await restored(store, data)
    assert await store.load(session) == stored


async def test_an_interrupted_restore_leaves_no_session_and_can_be_run_again(store: Store, other: Store) -> None:
    """What it wrote goes away by itself."""
    session = await a_played_session(store)
    data = await exported(store, session)

    class PulledError(Exception):
        pass

    with bundle.reading(io.BytesIO(data)) as found:

        def pulled() -> list[whole.Raw]:
            for number, entry in enumerate(found.log()):
                if number == 280:
                    raise PulledError
                yield entry

        with pytest.raises(PulledError):
            await whole.plant(other, found.snapshot, pulled())
    assert await other.load(session) is None
    left = await other.reader.ask("KEYS", f"*{session}*")
    assert left
    assert all([0 < await other.reader.ask("PTTL", key.decode()) <= whole.UNFINISHED_MS for key in left])
    assert await restored(other, data)
    assert await exported(other, session) == data


async def test_of_many_restores_at_once_one_wins(store: Store, other: Store) -> None:
    """And the session is there once, whole."""
    import asyncio

    session = await a_played_session(store, 50)
    data = await exported(store, session)
    assert sorted(await asyncio.gather(*(restored(other, data) for _ in range(4)))) == [False, False, False, True]
    assert await exported(other, session) == data


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None], compress: int = zipfile.ZIP_STORED) -> bytes:
    """Change a bundle's members and pack them again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compress) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def told(**changes: object) -> Callable[[dict[str, bytes]], None]:
    """Change what a manifest says."""

    def change(members: dict[str, bytes]) -> None:
        manifest = msgspec.json.decode(members["manifest.json"])
        members["manifest.json"] = msgspec.json.encode({**manifest, **changes})

    return change


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a changed record": (lambda members: members.update(state=members["state"][:-1] + b"x"), "damaged"),
    "a shorter log": (lambda members: members.update(log=members["log"][:-10]), "damaged"),
    "no log": (lambda members: members.pop("log"), "missing"),
    "no manifest": (lambda members: members.pop("manifest.json"), "something else"),
    "a manifest that is none": (lambda members: members.update({"manifest.json": b"[]"}), "something else"),
    "a manifest in pieces": (lambda members: members.update({"manifest.json": b"{"}), "damaged"),
    "a huge manifest": (lambda members: members.update({"manifest.json": b" " * 100_000}), "too long"),
    "an odd path": (lambda members: members.update({"../../etc/passwd": b"root"}), "no bundle"),
    "a newer format": (told(format=2), "later one"),
    "another kind": (told(kind="photographs"), "something else"),
    "a session that is no name": (told(session="x}:log {p1"), "damaged"),
    "another position": (told(position="1-1"), "damaged"),
    "no position": (told(position="here"), "damaged"),
    "another count": (told(moves=1), "damaged"),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_what_is_damaged_or_foreign_is_refused_in_words(store: Store, what: str) -> None:
    """Before anything is written."""
    change, says = CHANGES[what]
    data = repacked(await exported(store, await a_played_session(store, 3)), lambda members: change(members) and None)
    with pytest.raises(BundleError, match=says), bundle.reading(io.BytesIO(data)):
        pass


async def test_a_log_with_a_gap_is_refused_even_if_every_hash_fits(store: Store) -> None:
    """A manifest can be written by anybody; the log itself must lead on."""
    session = await a_played_session(store, 3)
    snapshot = await whole.take(store, session)
    assert snapshot is not None

    async def gap() -> AsyncIterator[list[whole.Raw]]:
        async for page in whole.raw_pages(store, session):
            yield [page[0], *page[2:]]

    written = io.BytesIO()
    await bundle.write(snapshot, gap(), LEADS, written)
    with pytest.raises(BundleError, match="does not lead on"), bundle.reading(written):
        pass


async def test_an_archive_that_unpacks_to_more_than_it_is_is_refused(store: Store) -> None:
    """Nothing in a bundle is compressed, so there is nothing to blow up."""
    data = await exported(store, await a_played_session(store, 3))
    bomb = repacked(data, lambda members: members.update(log=bytes(10_000_000)), zipfile.ZIP_DEFLATED)
    with pytest.raises(BundleError, match="no bundle holds"), bundle.reading(io.BytesIO(bomb)):
        pass
    small = repacked(data, lambda _: None, zipfile.ZIP_DEFLATED)
    with pytest.raises(BundleError, match=r"compressed|no bundle"), bundle.reading(io.BytesIO(small)):
        pass


async def test_a_file_that_was_cut_off_anywhere_is_refused(store: Store) -> None:
    """At no length is a part of a bundle a bundle, nor is a file of another kind."""
    data = await exported(store, await a_played_session(store, 3))
    for length in [*range(0, len(data) - 1, 97), len(data) - 1]:
        with pytest.raises(BundleError), bundle.reading(io.BytesIO(data[:length])):
            pass
    with pytest.raises(BundleError, match="not a whole bundle"), bundle.reading(io.BytesIO(b"GIF89a" * 100)):
        pass


async def test_a_flipped_bit_anywhere_is_noticed_or_changes_nothing(store: Store) -> None:
    """Headers hold dates and the like that nobody reads; what is read is what was written."""
    data = await exported(store, await a_played_session(store, 3))
    with bundle.reading(io.BytesIO(data)) as whole_one:
        right = whole_one.snapshot, whole_one.leads, list(whole_one.log())
    for place in range(0, len(data), 13):
        flipped = data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]
        try:
            with bundle.reading(io.BytesIO(flipped)) as found:
                assert (found.snapshot, found.leads, list(found.log())) == right, place
        except BundleError:
            continue
