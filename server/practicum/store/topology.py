"""Where in a store a key lives: one server holds everything, and a cluster shares its slots among primaries.

Whether an address leads to a cluster is asked, not told: an operator names one server or several (``redis://a,b,c``),
and any that answers tells the rest. The map of slots is read anew when a server says that a key has moved, when one is
lost, and every few seconds, because a failover is announced to nobody.

Or sentinels say who is primary: ``redis+sentinel://user:password@a,b,c/name``. The login is for the primary; sentinels
that want one, too, are told it by ``sentinel_username`` and ``sentinel_password`` after a question mark.
``rediss+sentinel://`` speaks TLS with all of them.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

import hiredis
import structlog

from .connection import Connection, pack, shown
from .errors import StoreDown

SLOTS = 16384
SENTINEL = ("redis+sentinel:", "rediss+sentinel:")
READ_EVERY = 2.0
ANSWER_WITHIN = 5.0

logger = structlog.get_logger(__name__)


def addresses(url: str) -> tuple[str, ...]:
    """Split an address that names several servers into one for each."""
    parts = urlsplit(url)
    if "," not in parts.netloc:
        return (url,)
    login, at, hosts = parts.netloc.rpartition("@")
    return tuple(parts._replace(netloc=f"{login}{at}{host.strip()}").geturl() for host in hosts.split(","))


@lru_cache(maxsize=4096)
def slot_of(key: str) -> int:
    """Find the slot of a key: of what stands between its first braces, or of all of it."""
    tagged = key.partition("{")[2].partition("}")[0]
    return _crc16((tagged or key).encode()) % SLOTS


class Topology:
    """The primaries of a store, and which of them holds a key."""

    def __init__(self, url: str) -> None:
        try:
            self._watched = urlsplit(url) if url.startswith(SENTINEL) else None
            self._seeds = addresses(url) if self._watched is None else _sentinels(url)
        except ValueError as error:
            raise StoreDown(
                f"{url.partition('?')[0].rpartition('@')[2]} is not the address of a store ({error})"
            ) from error
        self._owners: list[str] = []
        self._wanted = asyncio.Event()
        self._reading = asyncio.Lock()
        self._reads = 0
        self.primaries: tuple[str, ...] = self._seeds[:1]
        self.is_cluster = False
        self.listeners: list[Callable[[], None]] = []

    async def discover(self) -> None:
        """Ask the first server that answers what it belongs to; StoreDown when none does."""
        await self._read(self._seeds)

    async def discover_again(self) -> None:
        """Read the map anew, once for all who want it now."""
        before = self._reads
        async with self._reading:
            if self._reads == before:
                await self._read(self._seeds if self._watched is not None else (*self.primaries, *self._seeds))

    def owner(self, key: str) -> str:
        """Name the primary that holds a key."""
        return self._owners[slot_of(key)] if self.is_cluster else self.primaries[0]

    def named(self, key: str, host: str, port: int) -> str:
        """Write the address of a server that the owner of a key named."""
        return _beside(self.owner(key), host.encode(), port)

    def doubt(self) -> None:
        """Have the map read anew: something is not where it was."""
        self._wanted.set()

    async def keep(self) -> None:
        """Follow the changes of a cluster, or of who is primary, until cancelled; a single server has none."""
        while self.is_cluster or self._watched is not None:
            try:
                async with asyncio.timeout(READ_EVERY):
                    await self._wanted.wait()
            except TimeoutError:
                pass
            self._wanted.clear()
            try:
                await self.discover_again()
            except StoreDown as error:
                logger.debug("store.topology.unknown", reason=str(error))

    async def _read(self, servers: Sequence[str]) -> None:
        refused: StoreDown | None = None
        known = list(dict.fromkeys(servers))
        # Not always the same one first: it may be cut off from the others, and know only how things were.
        first = self._reads % len(known)
        self._reads += 1
        for server in known[first:] + known[:first]:
            try:
                if self._watched is not None:
                    self._lead_to(await _primary_of(server, self._watched))
                else:
                    self._take(server, await _ask(server))
            except StoreDown as error:
                refused = error
                continue
            return
        assert refused is not None
        raise refused

    def _lead_to(self, primary: str) -> None:
        """Take what a sentinel says."""
        if self.primaries != (primary,):
            self.primaries = (primary,)
            logger.info("store.topology", primaries=1)
            for listener in self.listeners:
                listener()

    def _take(self, server: str, found: list[Any] | None) -> None:
        if found is None:
            self.primaries, self._owners, self.is_cluster = (server,), [], False
            return
        owners = [""] * SLOTS
        for first, last, primary, *_ in found:
            address = _beside(server, primary[0], primary[1])
            owners[first : last + 1] = [address] * (last - first + 1)
        if "" in owners:
            # Nobody holds these now. What is asked of them fails where it would, and is asked again.
            owners = [owner or (self._owners[slot] if self._owners else server) for slot, owner in enumerate(owners)]
        changed = owners != self._owners
        self.is_cluster, self._owners, self.primaries = True, owners, tuple(dict.fromkeys(owners))
        if changed:
            logger.info("store.topology", primaries=len(self.primaries))
            for listener in self.listeners:
                listener()


def _sentinels(url: str) -> tuple[str, ...]:
    """Name the sentinels of an address; they are asked without the primary's password."""
    parts = urlsplit(url)
    told = dict(parse_qsl(parts.query))
    login = ""
    if "sentinel_password" in told:
        login = f"{quote(told.get('sentinel_username', ''), '')}:{quote(told['sentinel_password'], '')}@"
    hosts = parts.netloc.rpartition("@")[2].split(",")
    return tuple(f"{_scheme(parts)}://{login}{host.strip()}{_further(parts)}" for host in hosts)


def _scheme(watched: SplitResult) -> str:
    """Name how a single server is spoken to, where sentinels watch over it."""
    return watched.scheme.partition("+")[0]


def _further(watched: SplitResult) -> str:
    """Repeat what an address says for sentinels and primary alike: whom to trust, say."""
    told = [(name, value) for name, value in parse_qsl(watched.query) if not name.startswith("sentinel_")]
    return f"?{urlencode(told)}" if told else ""


async def _primary_of(sentinel: str, watched: SplitResult) -> str:
    """Ask a sentinel where the primary is that it watches."""
    name = watched.path.strip("/")
    connection = await Connection.open(sentinel)
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            (found,) = await connection.request([pack("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name)])
    except TimeoutError as error:
        raise StoreDown("the sentinel did not answer in time") from error
    finally:
        connection.close()
    if isinstance(found, hiredis.ReplyError) and not str(found).startswith("ERR"):
        raise StoreDown(f"the sentinel at {shown(sentinel)} does not answer us: {found}")
    if found is None or isinstance(found, hiredis.ReplyError):
        raise StoreDown(f'the sentinel knows no primary "{name}": write its name after the last slash of the address')
    login, at, _ = watched.netloc.rpartition("@")
    host = found[0].decode()
    host = f"[{host}]" if ":" in host else host
    return f"{_scheme(watched)}://{login}{at}{host}:{int(found[1])}{_further(watched)}"


async def _ask(server: str) -> list[Any] | None:
    """Ask a server for its cluster's slots; None when it belongs to none."""
    connection = await Connection.open(server)
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            about, slots = await connection.request([pack("INFO", "cluster"), pack("CLUSTER", "SLOTS")])
    except TimeoutError as error:
        raise StoreDown("the store did not answer in time") from error
    finally:
        connection.close()
    if isinstance(about, hiredis.ReplyError) or b"cluster_enabled:1" not in about:
        return None
    if isinstance(slots, hiredis.ReplyError):
        raise StoreDown(f"the cluster does not show its slots: {slots}")
    if not slots:
        raise StoreDown("the cluster has no slots yet: give every slot to a primary")
    return list(slots)


def _beside(server: str, host: bytes | None, port: int) -> str:
    """Name another server of the same cluster: the same way in, another host and port."""
    parts = urlsplit(server)
    login, at, _ = parts.netloc.rpartition("@")
    # A server that does not know its own host means the one that was asked.
    name = host.decode() if host and host != b"?" else parts.hostname or "localhost"
    name = f"[{name}]" if ":" in name else name
    return parts._replace(netloc=f"{login}{at}{name}:{port}").geturl()


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
    return crc & 0xFFFF
