"""Changing what is kept of moves that were made: for removing a person, and for nothing else.

- Every entry keeps its id and so its position; only its bytes change. A log that is fetched before or after is in the
  same order and leads to the same place.
- The new log is written beside the old one, under a key that expires by itself, and takes its place in one step once it
  holds the last entry of the old one: moves that come meanwhile are copied too. Interrupted, nothing has changed.
- *On disk* a store that appends to a file still holds what was overwritten until that file is written anew; ``anew``
  asks for that and waits for it.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping

from . import keys
from .connection import pack
from .entries import Entry, Frame, decode_entry, encode_frame
from .errors import StoreDown
from .log import Store
from .positions import START, Position
from .reader import Reader
from .whole import UNFINISHED_MS, raw_pages

TRIES = 100
LOOK_EVERY = 0.05
ANEW_WITHIN = 600.0

# KEYS log meta new; ARGV the last id that was copied, how many fields of meta to drop, they, then field value …
# reply 1 changed | 0 the log has grown | -1 what was written is gone
_SWAP = """
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if #last == 0 or redis.call('EXISTS', KEYS[3]) == 0 then return -1 end
if last[1][1] ~= ARGV[1] then return 0 end
redis.call('RENAME', KEYS[3], KEYS[1])
redis.call('PERSIST', KEYS[1])
local drops = tonumber(ARGV[2])
for each = 3, drops + 2 do redis.call('HDEL', KEYS[2], ARGV[each]) end
for each = drops + 3, #ARGV, 2 do
  -- An answer that has left its window meanwhile stays away.
  if redis.call('HEXISTS', KEYS[2], ARGV[each]) == 1 then redis.call('HSET', KEYS[2], ARGV[each], ARGV[each + 1]) end
end
return 1
"""


async def rewrite(
    store: Store,
    session: str,
    change: Callable[[Entry], Entry],
    drop: Iterable[bytes],
    put: Mapping[bytes, bytes],
) -> bool:
    """Change a log's entries, and drop and change fields of its clients; False when the log outran us or is gone."""
    place, log, meta = keys.due_key(keys.partition_of(session)), keys.log_key(session), keys.meta_key(session)
    new = f"{log}:rewritten:{secrets.token_hex(8)}"
    dropped = list(drop)
    fields = [part for pair in put.items() for part in pair]
    last: Position | str = START
    for _ in range(TRIES):
        async for page in raw_pages(store, session, after=last):
            commands = [pack("XADD", new, entry.id, "e", _changed(entry.frame, change)) for entry in page]
            await store.reader.ask_all([*commands, pack("PEXPIRE", new, UNFINISHED_MS)], place)
            last = page[-1].id.decode()
        done = await store.reader.ask(
            "EVAL", _SWAP, 3, log, meta, new, str(last), len(dropped), *dropped, *fields, key=place
        )
        if done:
            return bool(done > 0)
    return False


def _changed(frame: bytes, change: Callable[[Entry], Entry]) -> bytes:
    before = decode_entry(frame)
    after = change(before)
    if after == before:
        return frame
    return encode_frame(
        Frame(
            frm=str(after.frm),
            to=str(after.position),
            move=after.move,
            put=dict(after.put),
            drop=list(after.drop),
            node=after.node,
            client=after.client,
            id=after.id,
            seat=after.seat,
        )
    )


async def anew(store: Store) -> bool:
    """Have the store's file written anew, so that the disk holds no more than the store; False when it can't be."""
    try:
        return all([await _anew(reader) for reader in store.reader.everyone()])
    except (StoreDown, TimeoutError):
        return False


async def _anew(reader: Reader) -> bool:
    if (await _about(reader)).get("aof_enabled") != "1":
        return False
    async with asyncio.timeout(ANEW_WITHIN):
        await _idle(reader)
        await reader.ask("BGREWRITEAOF")
        await _idle(reader)
    return (await _about(reader)).get("aof_last_bgrewrite_status") == "ok"


async def _idle(reader: Reader) -> None:
    while True:
        about = await _about(reader)
        if about.get("aof_rewrite_in_progress") == "0" and about.get("aof_rewrite_scheduled") == "0":
            return
        await asyncio.sleep(LOOK_EVERY)


async def _about(reader: Reader) -> dict[str, str]:
    told = await reader.ask("INFO", "persistence")
    lines = (told.decode() if isinstance(told, bytes) else str(told)).splitlines()
    return dict(line.split(":", 1) for line in lines if ":" in line)
