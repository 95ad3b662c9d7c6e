"""The writer when the network fails: nothing is lost that was confirmed, and nothing happens twice."""

import asyncio
from pathlib import Path

import pytest

from practicum.store import writer
from practicum.store.connection import unix_url
from practicum.store.errors import StoreDown
from practicum.store.log import Append, Appended, Conflict, Store
from practicum.store.positions import START
from tests.store.helpers import a_move, a_session, appended, until
from tests.store.proxies import a_network


def a_chain(session: str, length: int) -> list[Append]:
    """Make appends that build on each other."""
    moves = [a_move(session)]
    while len(moves) < length:
        moves.append(a_move(session, moves[-1].to))
    return moves


async def test_a_lost_answer_is_unknown_and_asking_again_appends_once(store_url: str, store: Store) -> None:
    """The connection breaks after the store wrote and before it could say so."""
    session = a_session()
    move = a_move(session, client="c1")
    async with a_network(store_url) as network:
        far = await Store.open(network.url)
        network.hold_answers()
        asking = asyncio.create_task(far.append(move))
        while await store.load(session) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        network.cut()
        with pytest.raises(StoreDown):
            await asking
        await far.up()
        result = await far.append(move)
        assert isinstance(result, Appended)
        await far.close()
    assert [entry.position async for entry in store.entries(session)] == [move.to]


async def test_everything_under_way_learns_of_a_lost_connection(store_url: str) -> None:
    """What was sent and what still queued behind it fail alike, and the writer comes back by itself."""
    async with a_network(store_url) as network:
        store = await Store.open(network.url)
        session = a_session()
        moves = a_chain(session, 3)
        network.hold_answers()
        first = asyncio.create_task(store.append(moves[0]))
        await network.asked.wait()
        rest = [asyncio.create_task(store.append(move)) for move in moves[1:]]
        await asyncio.sleep(0)
        network.cut()
        outcomes = await asyncio.gather(first, *rest, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreDown] * 3
        await store.up()
        for move in moves:
            assert isinstance(await store.append(move), Appended)
        await store.close()


async def test_an_idle_writer_notices_that_it_lost_its_connection(store_url: str) -> None:
    """Nobody needs to fail first."""
    async with a_network(store_url) as network:
        store = await Store.open(network.url)
        network.cut()
        await until(lambda: not store.writer.is_up)
        await store.up()
        await appended(store, a_move(a_session()))
        await store.close()


async def test_a_cancelled_caller_does_not_cancel_its_write(store_url: str, store: Store) -> None:
    """The move of a person whose socket died is in the log."""
    session = a_session()
    move = a_move(session)
    async with a_network(store_url) as network:
        far = await Store.open(network.url)
        network.hold_answers()
        asking = asyncio.create_task(far.append(move))
        await network.asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        network.carry_answers()
        assert await far.append(a_move(session)) == Conflict(move.to)
        await far.close()
    assert [entry.position async for entry in store.entries(session)] == [move.to]


async def test_a_full_queue_makes_callers_wait_in_order(store_url: str) -> None:
    """More appends than there is room for are all accepted, so their order was kept."""
    async with a_network(store_url) as network:
        store = await Store.open(network.url)
        network.hold_answers()
        moves = a_chain(a_session(), writer.ROOM + 200)
        asking = [asyncio.create_task(store.append(move)) for move in moves]
        await network.asked.wait()
        network.carry_answers()
        results = await asyncio.gather(*asking)
        assert {type(result) for result in results} == {Appended}
        await store.close()


async def test_closing_writes_what_is_queued(store_url: str, store: Store) -> None:
    """A server that leaves sees its moves through, and takes no more."""
    session = a_session()
    moves = a_chain(session, 20)
    leaving = await Store.open(store_url)
    asking = [asyncio.create_task(leaving.append(move)) for move in moves]
    await asyncio.sleep(0)
    await leaving.close()
    results = await asyncio.gather(*asking)
    assert {type(result) for result in results} == {Appended}
    with pytest.raises(StoreDown):
        await leaving.append(a_move(session, moves[-1].to))
    entries = await store.since(session, START)
    assert entries is not None
    assert len(entries) == 20


async def test_a_failed_write_is_told_and_the_next_one_works(store: Store) -> None:
    """An error of the store reaches its own caller alone."""
    session = a_session()
    await store.reader.ask("SET", f"{session}-text", "not a channel")
    from practicum.store.connection import pack

    with pytest.raises(StoreDown, match="WRONGTYPE"):
        await store.writer.send(pack("HSET", f"{session}-text", "a", "b"))
    await appended(store, a_move(session))


async def test_a_read_survives_a_lost_connection(store_url: str) -> None:
    """Reads are harmless to repeat, so they are, once."""
    async with a_network(store_url) as network:
        store = await Store.open(network.url)
        assert await store.ping()
        network.cut()
        assert await store.load(a_session()) is None
        await store.close()


async def test_a_reader_cancelled_200_times_still_reads(store: Store) -> None:
    """A cancellation is never lost, and costs no later caller its answer."""
    session = a_session()
    at = await appended(store, a_move(session))
    for turn in range(200):
        reading = asyncio.create_task(store.load(session))
        for _ in range(turn % 4):
            await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
        assert reading.cancelled() or turn % 4
    stored = await store.load(session)
    assert stored is not None
    assert stored.position == at


@pytest.mark.parametrize(
    "url, words",
    [
        ("http://example.org", "not the address of a store"),
        ("unix:///nowhere/at/all.sock", "no answer from the store"),
        ("redis://someone:secret@127.0.0.1:1", "no answer from the store at redis://127.0.0.1:1"),
    ],
)
async def test_a_store_that_is_not_there_says_so(url: str, words: str) -> None:
    """The sentence names the address, without its password."""
    with pytest.raises(StoreDown, match=words) as caught:
        await Store.open(url)
    assert "secret" not in str(caught.value)


async def test_a_wrong_password_says_so(store_url: str) -> None:
    """What the store answered is in the sentence."""
    socket = store_url.removeprefix("unix://")
    with pytest.raises(StoreDown, match="WRONGPASS"):
        await Store.open(f"unix://someone:secret@{socket}")


async def test_a_writer_that_is_closed_while_it_connects_leaves_no_connection(tmp_path: Path) -> None:
    """A primary that left the cluster may never answer; its writer is closed all the same, and so is the socket."""
    greeted, gone = asyncio.Event(), asyncio.Event()

    async def half_a_store(reader: asyncio.StreamReader, stream: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"HELLO\r\n$1\r\n3\r\n")
        stream.write(b"%0\r\n")
        await reader.readuntil(b"LOAD\r\n")
        greeted.set()
        await reader.read()
        gone.set()
        stream.close()

    path = tmp_path / "half"
    async with await asyncio.start_unix_server(half_a_store, path):
        connecting = writer.Writer(unix_url(str(path)), b"return 1")
        connecting.start_later()
        await greeted.wait()
        await connecting.close()
        await gone.wait()


async def test_a_writer_that_is_closed_at_once_leaves_no_connection(store_url: str) -> None:
    """Its task has not begun yet, and never will."""
    closed_at_once = writer.Writer(store_url, b"return 1")
    await closed_at_once.start()
    connection = closed_at_once._connection
    assert connection is not None
    await closed_at_once.close()
    assert connection.lost.is_set()
    assert not closed_at_once.is_up
