"""The embedded store: it keeps what it holds, one at a time on a folder, whatever was killed before."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from practicum.store.connection import Connection
from practicum.store.durability import durability_warnings
from practicum.store.embedded import EmbeddedStore
from practicum.store.errors import StoreUnavailable
from practicum.store.log import Store
from practicum.store.positions import Position
from tests.store.helpers import a_log, a_move, appended, until

KILLED = """
import asyncio, pathlib, sys
from practicum.store.embedded import EmbeddedStore
from practicum.store.log import Store
from tests.store.helpers import a_log

async def main():
    embedded = await EmbeddedStore.start(pathlib.Path(sys.argv[1]))
    store = await Store.open(embedded.url)
    last = (await a_log(store, "s1", 10))[-1]
    sys.stdout.write(f"{last}\\n{embedded.url}\\n")
    sys.stdout.flush()
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give an empty folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as made:
        yield Path(made)


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[EmbeddedStore, Store]]:
    """Run an embedded store on a folder, with a node connected to it."""
    embedded = await EmbeddedStore.start(folder)
    try:
        store = await Store.open(embedded.url)
        yield embedded, store
        await store.close()
    finally:
        await embedded.stop()


async def a_killed_practicum(folder: Path) -> tuple[Position, str]:
    """Kill a Practicum in another process after it appended; return its position and its store's address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(folder), stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    position = Position.parse((await process.stdout.readline()).decode().strip())
    url = (await process.stdout.readline()).decode().strip()
    process.kill()
    await process.wait()
    assert position is not None
    return position, url


def socket_of(url: str) -> Path:
    """Read a store's address."""
    return Path(url.removeprefix("unix://"))


async def process_id(store: Store) -> int:
    """Ask a store for its process."""
    info = await store.reader.ask("INFO", "server")
    (line,) = [line for line in info.splitlines() if line.startswith(b"process_id:")]
    return int(line.removeprefix(b"process_id:"))


async def test_a_restart_keeps_everything(folder: Path) -> None:
    """The folder holds the sessions, not the process."""
    async with serving(folder / "new" / "data") as (_, store):
        positions = await a_log(store, "s1", 10)
    async with serving(folder / "new" / "data") as (_, store):
        stored = await store.load("s1")
        assert stored is not None
        assert stored.position == positions[-1]
        assert len(stored.records) == 10
        assert [entry.position async for entry in store.entries("s1")] == positions


async def test_the_embedded_store_keeps_the_promise(folder: Path) -> None:
    """Its settings are those that we ask of others, and nobody reaches it over the network."""
    async with serving(folder) as (_, store):
        assert await durability_warnings(store.reader) == []
        assert await store.reader.ask("CONFIG", "GET", "port") == {b"port": b"0"}


async def test_an_external_store_with_weak_settings_is_warned_of(folder: Path) -> None:
    """Each setting has its own sentence, with the cure."""
    async with serving(folder) as (_, store):
        await store.reader.ask("CONFIG", "SET", "appendfsync", "everysec", "maxmemory-policy", "allkeys-lru")
        fsync, eviction = await durability_warnings(store.reader)
        assert "set appendfsync always" in fsync
        assert "set maxmemory-policy noeviction" in eviction
        await store.reader.ask("CONFIG", "SET", "appendonly", "no")
        appendonly, _ = await durability_warnings(store.reader)
        assert "set appendonly yes" in appendonly


async def test_a_store_that_hides_its_settings_is_warned_of(folder: Path) -> None:
    """Hosted stores forbid CONFIG: then a person must look."""
    async with serving(folder) as (_, store):
        await store.reader.ask("ACL", "SETUSER", "default", "-config")
        (warning,) = await durability_warnings(store.reader)
        assert "appendfsync always" in warning


async def test_a_folder_in_use_is_refused(folder: Path) -> None:
    """The one that has it is named and not disturbed; when it leaves, the folder is free."""
    async with serving(folder) as (_, store):
        with pytest.raises(StoreUnavailable, match=rf"in use by another Practicum \(process {os.getpid()}\)"):
            await EmbeddedStore.start(folder)
        await appended(store, a_move("s1"))
    async with serving(folder) as (_, store):
        assert await store.load("s1") is not None


async def test_a_file_is_not_a_folder(folder: Path) -> None:
    """A path that is a file, or leads through one, is refused."""
    file = folder / "file"
    file.write_text("text")
    for path in (file, file / "below"):
        with pytest.raises(StoreUnavailable, match="is not a folder"):
            await EmbeddedStore.start(path)


async def test_a_folder_that_cannot_be_written_to_is_refused() -> None:
    """Nobody may make folders among the processes, root included."""
    with pytest.raises(StoreUnavailable, match="can't be written to"):
        await EmbeddedStore.start(Path("/proc/practicum"))


async def test_a_missing_binary_is_told(folder: Path) -> None:
    """The cure is in the sentence, and the folder is free again."""
    with pytest.raises(StoreUnavailable, match="reinstall Practicum"):
        await EmbeddedStore.start(folder, binary=folder / "nothing")
    async with serving(folder):
        pass


async def test_a_damaged_log_is_told_and_not_touched(folder: Path) -> None:
    """The store's own last words are passed on, and no half of the sessions is served."""
    async with serving(folder) as (_, store):
        await a_log(store, "s1", 10)
    (log,) = (folder / "store" / "appendonlydir").glob("*.incr.aof")
    whole = log.read_bytes()
    damaged = whole[:200] + b"\xff" * 50 + whole[250:]
    log.write_bytes(damaged)
    with pytest.raises(StoreUnavailable, match="ended at once"):
        await EmbeddedStore.start(folder)
    assert log.read_bytes() == damaged
    log.write_bytes(whole)
    async with serving(folder) as (_, store):
        assert await store.load("s1") is not None


async def test_a_store_left_behind_by_a_killed_practicum_is_stopped(folder: Path) -> None:
    """The old one ends before a new one starts on the folder, and nothing is lost."""
    position, url = await a_killed_practicum(folder)
    old = await Connection.open(url)
    async with serving(folder) as (_, store):
        assert old.lost.is_set()
        stored = await store.load("s1")
        assert stored is not None
        assert stored.position == position


async def test_a_store_left_behind_without_its_socket_is_stopped(folder: Path) -> None:
    """Somebody tidied up: then it is ended by its process id."""
    position, url = await a_killed_practicum(folder)
    old = await Connection.open(url)
    socket_of(url).unlink()
    async with serving(folder) as (_, store):
        assert old.lost.is_set()
        stored = await store.load("s1")
        assert stored is not None
        assert stored.position == position


async def test_a_deep_folder_has_its_socket_elsewhere(folder: Path) -> None:
    """A socket's path has 108 bytes at most; the short folder goes when the store goes, killed or not."""
    deep = folder / ("ä" * 60) / ("b" * 60)
    _, left_url = await a_killed_practicum(deep)
    async with serving(deep) as (embedded, store):
        assert await store.load("s1") is not None
        assert socket_of(embedded.url).is_socket()
    assert not socket_of(embedded.url).parent.is_dir()
    assert not socket_of(left_url).parent.is_dir()


async def test_a_folder_may_have_any_name(folder: Path) -> None:
    """Spaces, quotes, percent and question marks are part of people's folders."""
    async with serving(folder / 'Anna\'s "50 %3F" ?#data') as (_, store):
        await appended(store, a_move("s1"))
    async with serving(folder / 'Anna\'s "50 %3F" ?#data') as (_, store):
        assert await store.load("s1") is not None


async def test_the_terminals_interrupt_does_not_reach_the_store(folder: Path) -> None:
    """It is in a session of its own."""
    async with serving(folder) as (_, store):
        assert os.getsid(await process_id(store)) != os.getsid(0)


async def test_a_store_that_dies_is_started_again(folder: Path) -> None:
    """Nodes find it at the same address, with everything that was confirmed."""
    async with serving(folder) as (embedded, store), asyncio.TaskGroup() as tasks:
        keeping = tasks.create_task(embedded.keep())
        position = (await a_log(store, "s1", 10))[-1]
        os.kill(await process_id(store), signal.SIGKILL)
        await until(lambda: not store.writer.is_up)
        await store.up()
        await appended(store, a_move("s1", position))
        keeping.cancel()


async def test_stopping_twice_is_stopping(folder: Path) -> None:
    """A second stop finds nothing to do."""
    embedded = await EmbeddedStore.start(folder)
    await embedded.stop()
    await embedded.stop()
