"""A whole session as raw bytes: taken out of a store, put into one, and removed from it.

- *Taken*: records, clients and answers are read in one transaction, at one position; the log is read up to it, page by
  page. So what is taken is consistent while the session goes on, and costs the memory of its records, not of its log.
- *Planted*: everything is written beside the session's own keys first, under keys that expire by themselves, and gets
  its place in one step at the end. So a session that is restored is there whole or not at all, an interrupted restore
  leaves nothing and can be run again, and of two at once one is told that the session exists.
- *Removed*: log, records, clients and due time go in one step. The nodes that have the session in memory hear something
  that can't be read, ask the log, and find that there is no session any more.
"""

import secrets
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import NamedTuple

from . import keys
from .connection import pack
from .log import PAGE, Store
from .positions import START, Position

UNFINISHED_MS = 3_600_000
"""What an interrupted restore wrote is gone after an hour."""

BATCH_BYTES = 1 << 20

# KEYS log state meta due, then the three as they were prepared; ARGV session due(''=none) position
# reply 1 planted | 0 there is such a session | -1 what was prepared is gone
_PLANT = """
if redis.call('EXISTS', KEYS[7]) == 0 then
  -- Asked again after an unknown outcome: it may have happened.
  if redis.call('HGET', KEYS[3], 'at') == ARGV[3] then return 1 end
  return -1
end
if redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) > 0 then return 0 end
for each = 1, 3 do
  if redis.call('EXISTS', KEYS[each + 4]) == 1 then
    redis.call('RENAME', KEYS[each + 4], KEYS[each])
    redis.call('PERSIST', KEYS[each])
  end
end
if ARGV[2] ~= '' then redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1]) end
return 1
"""

# KEYS log state meta due; ARGV session, the latest time of its last move (''=any)
# reply 1 removed | 0 it was not there, or has moved since
_REMOVE = """
local moved = redis.call('HGET', KEYS[3], 'now')
if ARGV[2] ~= '' and (not moved or tonumber(moved) > tonumber(ARGV[2])) then return 0 end
redis.call('ZREM', KEYS[4], ARGV[1])
return redis.call('DEL', KEYS[1], KEYS[2], KEYS[3]) > 0 and 1 or 0
"""


class Snapshot(NamedTuple):
    """Everything of a session but its log, at one position."""

    session: str
    position: Position
    due: int | None
    state: dict[bytes, bytes]
    meta: dict[bytes, bytes]


class Raw(NamedTuple):
    """One entry of a log as the store has it."""

    id: bytes
    frame: bytes


class PlantError(Exception):
    """Why a session can't be planted, for the operator who restores it."""


async def take(store: Store, session: str) -> Snapshot | None:
    """Read a session's records, clients and due time at one position; None when there is no such session."""
    replies = await store.reader.ask_all(
        [
            pack("MULTI"),
            pack("HGETALL", keys.meta_key(session)),
            pack("HGETALL", keys.state_key(session)),
            pack("ZSCORE", keys.due_key(keys.partition_of(session)), session),
            pack("EXEC"),
        ],
        _place(session),
    )
    meta, state, due = replies[4]
    if not meta:
        return None
    at = Position.parse(meta[b"at"].decode())
    if at is None:
        raise ValueError(f"the store holds {meta[b'at']!r} where a position belongs")
    return Snapshot(session, at, None if due is None else int(due), state, meta)


async def record(store: Store, session: str, key: str) -> bytes | None:
    """Read one record of a session, without the rest."""
    found: bytes | None = await store.reader.ask("HGET", keys.state_key(session), key)
    return found


async def last_moved(store: Store, session: str) -> int | None:
    """Read when a session had its last move, in the store's time; None when there is no such session."""
    found = await store.reader.ask("HGET", keys.meta_key(session), "now")
    return None if found is None else int(found)


async def raw_pages(
    store: Store, session: str, until: Position | None = None, after: Position | str = START
) -> AsyncIterator[list[Raw]]:
    """Read a log in order, page by page, up to a position."""
    end = "+" if until is None else str(until)
    while True:
        reply = await store.reader.ask("XRANGE", keys.log_key(session), f"({after}", end, "COUNT", PAGE)
        page = [Raw(id, fields[1]) for id, fields in reply]
        if page:
            yield page
            after = page[-1].id.decode()
        if len(page) < PAGE:
            return


async def plant(store: Store, snapshot: Snapshot, log: Iterable[Raw]) -> bool:
    """Put a session into a store; False when there is one of that id."""
    session, reader = snapshot.session, store.reader
    places = keys.log_key(session), keys.state_key(session), keys.meta_key(session)
    beside = f":restored:{secrets.token_hex(8)}"
    prepared = [place + beside for place in places]
    place = _place(session)
    if await reader.ask("EXISTS", *places):
        return False
    adding = (pack("XADD", prepared[0], entry.id, "e", entry.frame) for entry in log)
    for key, commands in (
        (prepared[0], adding),
        (prepared[1], _setting(prepared[1], snapshot.state)),
        (prepared[2], _setting(prepared[2], snapshot.meta)),
    ):
        for batch in _batches(commands):
            await reader.ask_all([*batch, pack("PEXPIRE", key, UNFINISHED_MS)], place)
    due = "" if snapshot.due is None else snapshot.due
    arguments = session, due, str(snapshot.position)
    planted = await reader.ask("EVAL", _PLANT, 7, *places, place, *prepared, *arguments, key=place)
    if planted < 0:
        raise PlantError("the store lost what was being restored: restore it again")
    return bool(planted)


async def remove(store: Store, session: str, not_moved_since: int | None = None) -> bool:
    """Remove all that is kept of a session but what the directory knows; False when there was nothing to remove.

    With a time, only a session that has not moved since is removed: of many who want to, one is told that it did.
    """
    removed = await store.reader.ask(
        "EVAL",
        _REMOVE,
        4,
        keys.log_key(session),
        keys.state_key(session),
        keys.meta_key(session),
        _place(session),
        session,
        "" if not_moved_since is None else not_moved_since,
        key=_place(session),
    )
    # No entry of a log is empty, so whoever hears this asks the log.
    await store.publish(keys.channel_of(session), b"")
    return bool(removed)


def _place(session: str) -> str:
    """Name the key of a session's due time: it stands where all of the session's keys do."""
    return keys.due_key(keys.partition_of(session))


def _setting(key: str, fields: Mapping[bytes, bytes]) -> Iterator[bytes]:
    return (pack("HSET", key, field, value) for field, value in fields.items())


def _batches(commands: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for command in commands:
        batch.append(command)
        size += len(command)
        if len(batch) >= PAGE or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
