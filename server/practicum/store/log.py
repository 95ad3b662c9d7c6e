"""The logs of all sessions: append, load, since.

A session in the store is its log (every accepted move with the records it changed), its records as they are now, and a
row for each client with its last 64 answers. `append.lua` changes all of them at once or not at all, and it decides
what may be appended; this module carries bytes to it and back.

An append whose outcome is unknown (StoreDown, a cancelled caller) is asked again with the same position and the same
id: it is appended once, whatever happened the first time. A client belongs to the seat that it first moved for; whether
a seat may use a client is for the caller to check, before it hands out an answer.
"""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final, Self, TypeAlias

import msgspec

from . import keys
from .connection import pack
from .entries import Entry, Frame, encode_frame, entries_of
from .errors import StoreDown
from .positions import START, Position
from .routes import Readers, Writers
from .topology import Topology
from .writer import Away

ANSWERED_LONG_AGO: Final = b""
"""The answer to an id so old that its answer is no longer kept: it was settled, and the client has moved on."""

SINCE_LIMIT = 4096
"""A node that is further behind than this many moves reloads; that is cheaper."""

PAGE = 256

_CLIENT_ROW = re.compile(rb"(\d+):(\d+):(.*)", re.DOTALL)


class Append(msgspec.Struct, frozen=True):
    """A move to append, with all that it changes.

    Or a refusal to keep, with no move: its client's answer is kept if the session is `at` that position, which is `to`,
    too. Then no node that has the same move still waiting can make it later.
    """

    session: str
    at: Position
    to: Position
    move: bytes
    put: dict[str, bytes]
    drop: tuple[str, ...]
    client: str | None
    id: int
    answer: bytes
    refusals: Sequence[tuple[int, bytes]] = ()
    seat: str | None = None
    due: int | None = None


class Appended(msgspec.Struct, frozen=True):
    """The move is in the log, and on disk."""

    position: Position
    removed: str | None = None
    """The client that lost its row because its seat has more than 32."""
    wall_ms: int = 0
    """The store's time of the append, or of the repeated question."""


class Duplicate(msgspec.Struct, frozen=True):
    """The client's id was answered before, and this is what it was told."""

    answer: bytes


class Conflict(msgspec.Struct, frozen=True):
    """Someone else appended: the session is at another position. Nothing was written."""

    at: Position


Outcome: TypeAlias = Appended | Duplicate | Conflict


@dataclass(frozen=True, slots=True)
class Client:
    """What the store knows of a client: its last id, and its answers among the last 64 ids."""

    last: int
    answers: dict[int, bytes]
    seat: str | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A whole session as the store holds it."""

    position: Position
    records: dict[str, bytes]
    clients: dict[str, Client] = field(default_factory=dict)
    wall_ms: int = 0
    move: bytes = b""
    """The last move of the log, as it was given."""


class Store:
    """The door to everything that is kept."""

    def __init__(self, url: str, away: Away = nullcontext) -> None:
        """Describe a store; `open` connects to it. `away` is told of servers that are away, for as long as they are."""
        script = files(__package__).joinpath("append.lua").read_bytes()
        self.url = url
        self.node = secrets.token_hex(8)
        self.topology = Topology(url)
        self.reader = Readers(self.topology)
        self.writer = Writers(self.topology, script, away=away)
        self._keeper: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, url: str, away: Away = nullcontext) -> Self:
        """Connect to the store at `url`, a server or a cluster; StoreDown says why that can't be."""
        store = cls(url, away)
        await store.topology.discover()
        await store.writer.start()
        # As the writers, it outlives every caller's task group, and ends with the store.
        store._keeper = asyncio.create_task(store.topology.keep(), name="store topology")
        return store

    async def close(self) -> None:
        """Write what is under way, then let go of the connections."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait([self._keeper])
        await self.writer.close()
        self.reader.close()

    async def up(self, session: str | None = None) -> None:
        """Wait until the store can be written to, or the part of it that holds a session."""
        await self.writer.up("" if session is None else _place(session))

    async def append(self, append: Append) -> Outcome:
        """Put a move into the log, or learn why it can't be there."""
        return _outcome(append, await self.writer.send(self._packed(append), _place(append.session)))

    def append_soon(self, append: Append, told: Callable[[Outcome | None], None]) -> None:
        """Put a move into the log at the end of this turn, and have the outcome told; None when it is not known.

        Appends of one session that are given one after another are told in that order. What is unknown is asked again
        with ``append``, which also finds a store that has moved.
        """

        def answered(reply: Any) -> None:
            told(None if isinstance(reply, StoreDown) else _outcome(append, reply))

        try:
            self.writer.submit(self._packed(append), _place(append.session), answered)
        except StoreDown as down:
            asyncio.get_running_loop().call_soon(answered, down)

    def _packed(self, append: Append) -> bytes:
        if append.to.version != append.at.version + 1 and append.move:
            raise ValueError(f"{append.to} does not follow {append.at}: use next_position")
        at, to = str(append.at), str(append.to)
        client, seat = append.client, append.seat
        put, drop, refusals = append.put, append.drop, append.refusals
        # In the order of its fields: this is done for every move.
        frame = Frame(at, to, append.move, put, drop, self.node, client, append.id, seat)
        places = keys.places_of(append.session)
        command: list[str | int | bytes] = [
            "EVALSHA",
            self.writer.script_sha,
            4,
            places.log,
            places.state,
            places.meta,
            places.due,
            at,
            to,
            encode_frame(frame) if append.move else b"",
            places.channel,
            append.session,
            "" if append.due is None else append.due,
            client or "",
            append.id,
            append.answer,
            seat or "",
            len(put),
            len(drop),
            len(refusals),
        ]
        for item in put.items():
            command += item
        command += drop
        for refusal in refusals:
            command += refusal
        return pack(*command)

    async def load(self, session: str) -> Stored | None:
        """Read a session as it is now; None when there is no such session."""
        replies = await self.reader.ask_all(
            [
                pack("MULTI"),
                pack("HGETALL", keys.meta_key(session)),
                pack("HGETALL", keys.state_key(session)),
                pack("XREVRANGE", keys.log_key(session), "+", "-", "COUNT", 1),
                pack("EXEC"),
            ],
            _place(session),
        )
        meta, state, last = replies[-1]
        if not meta:
            return None
        return Stored(
            position=_position(meta[b"at"]),
            records={key.decode(): record for key, record in state.items()},
            clients=_clients(meta),
            wall_ms=int(meta[b"now"]),
            move=entries_of(last)[0].move if last else b"",
        )

    async def client(self, session: str, client: str) -> Client | None:
        """Read one client's row, for a node whose copy may be old."""
        meta_key = keys.meta_key(session)
        row = await self.reader.ask("HGET", meta_key, f"c:{client}")
        if row is None:
            return None
        last, seat = _client_row(row)
        window = range(max(1, last - 63), last + 1)
        found = await self.reader.ask("HMGET", meta_key, *(f"a:{id_}:{client}" for id_ in window))
        answers = {id_: answer for id_, answer in zip(window, found, strict=True) if answer is not None}
        return Client(last, answers, seat)

    async def since(self, session: str, at: Position) -> list[Entry] | None:
        """Read what happened after `at`; None when it is not in the log, or too long ago: then reload.

        The answer is whole or there is none: each entry leads on from the one before it, and the first from `at`.
        """
        first = "-" if at == START else str(at)
        found = entries_of(await self.reader.ask("XRANGE", keys.log_key(session), first, "+", "COUNT", SINCE_LIMIT + 2))
        if at != START:
            if not found or found[0].position != at:
                return None
            del found[0]
        if len(found) > SINCE_LIMIT:
            return None
        for entry in found:
            if entry.frm != at:
                return None
            at = entry.position
        return found

    async def entries(self, session: str, after: Position = START) -> AsyncIterator[Entry]:
        """Read the log in order, page by page, however long it is."""
        while True:
            page = entries_of(await self.reader.ask("XRANGE", keys.log_key(session), f"({after}", "+", "COUNT", PAGE))
            for entry in page:
                yield entry
            if len(page) < PAGE:
                return
            after = page[-1].position

    async def now(self) -> int:
        """Read the store's time in milliseconds."""
        seconds, micros = await self.reader.ask("TIME")
        return int(seconds) * 1000 + int(micros) // 1000

    async def due(self, limit: int) -> list[tuple[str, int]]:
        """List the sessions whose time has come, the longest due first; StoreDown when no part of the store answers."""
        now = await self.now()
        by_owner: dict[str, list[str]] = {}
        for partition in range(keys.PARTITIONS):
            key = keys.due_key(partition)
            by_owner.setdefault(self.topology.owner(key), []).append(key)
        parts = await asyncio.gather(
            *(self._due(due_keys, now, limit) for due_keys in by_owner.values()), return_exceptions=True
        )
        answered = [part for part in parts if not isinstance(part, BaseException)]
        if not answered:
            raise StoreDown("no part of the store said what is due")
        # What a part that is down holds can't be fired either; the others' sessions don't wait for it.
        found = sorted((pair for part in answered for pair in part), key=lambda pair: pair[1])
        return found[:limit]

    async def _due(self, due_keys: Sequence[str], now: int, limit: int) -> list[tuple[str, int]]:
        questions = {key: pack("ZRANGEBYSCORE", key, "-inf", now, "WITHSCORES", "LIMIT", 0, limit) for key in due_keys}
        replies = await self.reader.ask_each(questions)
        return [(session.decode(), int(due)) for reply in replies.values() for session, due in reply]

    async def ping(self) -> bool:
        """Ask whether the store answers."""
        try:
            await self.reader.ask("PING")
        except StoreDown:
            return False
        return True

    async def publish(self, channel: str, message: bytes) -> int:
        """Publish by the same way as appends do; return how many listen there."""
        heard: int = await self.writer.send(pack("PUBLISH", channel, message), channel)
        return heard

    async def probe(self, url: str | None, channel: str, message: bytes) -> None:
        """Publish at one primary, or by the way of appends when none is named."""
        if url is None:
            await self.publish(channel, message)
        else:
            await self.writer.at(url).send(pack("PUBLISH", channel, message))


def _outcome(append: Append, reply: Any) -> Outcome:
    status = reply[0]
    if status == 0:
        _, removed, now = reply
        return Appended(append.to, removed.decode() or None, int(now))
    if status == 1:
        return Duplicate(reply[1])
    return Conflict(_position(reply[1]))


def _place(session: str) -> str:
    """Name a key that stands where all of a session's keys stand; there are few of these."""
    return keys.places_of(session).due


def _position(text: bytes) -> Position:
    position = Position.parse(text.decode())
    if position is None:
        raise ValueError(f"the store holds {text!r} where a position belongs")
    return position


def _client_row(row: bytes) -> tuple[int, str | None]:
    match = _CLIENT_ROW.fullmatch(row)
    if match is None:
        raise ValueError(f"the store holds {row!r} where a client's row belongs")
    return int(match[1]), match[3].decode() or None


def _clients(meta: Mapping[bytes, Any]) -> dict[str, Client]:
    clients: dict[str, Client] = {}
    for name, row in meta.items():
        if name.startswith(b"c:"):
            last, seat = _client_row(row)
            clients[name[2:].decode()] = Client(last, {}, seat)
    for name, answer in meta.items():
        if name.startswith(b"a:"):
            _, id_, client = name.split(b":", 2)
            clients[client.decode()].answers[int(id_)] = answer
    return clients
