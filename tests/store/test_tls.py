"""TLS and logins: what is said is secret, the store is who it should be, and a mistake is told with its cure."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from practicum.store import connection
from practicum.store.connection import Connection
from practicum.store.directory import Directory
from practicum.store.durability import durability_warnings
from practicum.store.errors import StoreDown
from practicum.store.feed import Feed
from practicum.store.log import Store
from practicum.store.whole import plant, raw_pages, remove, take
from tests.faults.stores import Valkey, a_valkey
from tests.store.helpers import a_move, a_session, appended
from tests.store.secret import Authority, Front, a_front
from tests.store.test_feed import Ear, running

GUIDE = Path(__file__).parents[2] / "docs/operating/many-servers.md"
ACL = "\n".join(line.strip() for line in GUIDE.read_text().splitlines() if line.startswith("    user practicum "))
"""What the guide for operators tells them to allow."""


@asynccontextmanager
async def a_secret_valkey(
    authority: Authority, *options: str, asks: bool = False
) -> AsyncIterator[tuple[Valkey, Front]]:
    """Run a Valkey behind TLS, with a certificate for 127.0.0.1."""
    async with a_valkey(*options) as valkey, a_front(authority.context("127.0.0.1", asks=asks)) as front:
        front.target = valkey.port
        yield valkey, front


async def why_not(url: str) -> str:
    """Say why a store can't be opened."""
    with pytest.raises(StoreDown) as told:
        await Connection.open(url)
    return str(told.value)


async def test_everything_goes_by_tls(tmp_path: Path) -> None:
    """Append, read, hear; by a login that may do no more than it must, and is asked for nothing else."""
    authority = Authority(tmp_path)
    async with a_secret_valkey(authority) as (valkey, front):
        assert await valkey.ask("ACL", "SETUSER", *ACL.replace("THEIR-PASSWORD", "one:of/ours").split()[1:]) == b"OK"
        login = "practicum:one%3Aof%2Fours@"
        store = await Store.open(f"rediss://{login}127.0.0.1:{front.port}?ssl_ca_certs={authority.file}")
        async with running(Feed(store, probe_every=0.05)) as feed:
            session = a_session()
            ear = Ear(session)
            feed.subscribe(session, ear.hear)
            await ear.lost()
            at = await appended(store, a_move(session, due=1))
            assert (await ear.moved()).to == at
            stored = await store.load(session)
            assert stored is not None
            assert stored.position == at
            assert session in {session for session, _ in await store.due(100)}
            directory = Directory(store)
            assert await directory.claim_code("123456", session)
            await directory.keep_scenario("hash", b"text")
            assert await directory.scenarios() == {"hash"}
            assert await durability_warnings(store.reader) == []
            snapshot, log = (
                await take(store, session),
                [raw async for page in raw_pages(store, session) for raw in page],
            )
            assert snapshot is not None
            assert await remove(store, session)
            assert await plant(store, snapshot, log)
            assert await take(store, session) == snapshot
        await store.close()
        assert front.secret >= 4


async def test_who_can_not_be_trusted_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another authority, another name, no file, no TLS; and never a password."""
    authority, other = Authority(tmp_path), Authority(tmp_path, "other")
    async with a_secret_valkey(authority) as (valkey, front):
        at = f"rediss://me:hush@127.0.0.1:{front.port}"
        untrusted = await why_not(at)
        assert "certificate is not trusted (" in untrusted
        assert untrusted.endswith("name the file of who signed it with ?ssl_ca_certs=/path/ca.pem")
        assert "not trusted" in await why_not(f"{at}?ssl_ca_certs={other.file}")
        elsewhere = f"rediss://me:hush@localhost:{front.port}?ssl_ca_certs={authority.file}"
        assert "for another host: use a name that stands in it" in await why_not(elsewhere)
        assert f"ssl_ca_certs={tmp_path}/none is no PEM file" in await why_not(f"{at}?ssl_ca_certs={tmp_path}/none")
        assert "no PEM file" in await why_not(f"{at}?ssl_ca_certs={__file__}")
        told = [await why_not(f"{at}{more}") for more in ("", "?password=hush", f"?ssl_ca_certs={authority.file}")]
        assert not [each for each in told if "hush" in each]
        assert "WRONGPASS" in told[2]
        tls_alone = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=authority.context("127.0.0.1"))
        async with tls_alone:
            port = tls_alone.sockets[0].getsockname()[1]
            assert "a store that speaks TLS wants rediss://" in await why_not(f"redis://127.0.0.1:{port}")
        trusting = await Connection.open(f"rediss://127.0.0.1:{front.port}?ssl_cert_reqs=none")
        trusting.close()
        monkeypatch.setattr(connection, "CONNECT_WITHIN", 0.2)
        assert "if the store does not speak TLS, write redis://" in await why_not(f"rediss://127.0.0.1:{valkey.port}")


async def test_a_store_may_ask_who_we_are(tmp_path: Path) -> None:
    """By a certificate of ours."""
    authority = Authority(tmp_path)
    file, key = authority.certificate("practicum")
    async with a_secret_valkey(authority, asks=True) as (_, front):
        at = f"rediss://127.0.0.1:{front.port}?ssl_ca_certs={authority.file}"
        assert "ssl_certfile=/path/our.pem" in await why_not(at)
        (await Connection.open(f"{at}&ssl_certfile={file}&ssl_keyfile={key}")).close()
