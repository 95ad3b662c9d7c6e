"""What becomes of sessions that are over: kept until somebody purges them, or for as many days as the operator says.

- A session that nobody uses leaves a node's memory and stays in the store, whole, for whoever comes back.
- With a retention, a session whose last move is longer ago is removed by a sweep. Every node sweeps; the store removes
  a session once, and only if it has not moved meanwhile, so one node does it and says so, by the session's id alone.
- *Removed* means all of it: log, records, clients, due time, join code, its place in the directory, and the texts of
  cases that no session is pinned to any more.
- A text is put back when a session that is being opened turns out to need it: sessions are listed before their case is
  kept, and the list is read again after a text was dropped.
"""

from __future__ import annotations

import asyncio
import json
import random

import structlog

from practicum.live.frames import Decode
from practicum.store import rewrite, whole
from practicum.store.directory import Directory
from practicum.store.errors import StoreDown
from practicum.store.log import Store

DAY_MS = 86_400_000
EVERY = 600.0
AT_ONCE = 200

logger = structlog.get_logger(__name__)


async def forget(
    store: Store, directory: Directory, decode: Decode, id: str, not_moved_since: int | None = None
) -> bool:
    """Remove all that is kept of a session; False when there was nothing, or it has moved since."""
    note = await directory.note(id)
    code = _code(note, await whole.record(store, id, "session"), decode)
    removed = await whole.remove(store, id, not_moved_since)
    if not removed and not_moved_since is not None:
        return False
    if code is not None and await directory.session_of(code) == id:
        await directory.release_code(code)
    await directory.remove_session(id)
    await _drop_cases(store, directory, decode)
    return removed or note is not None


def _code(note: bytes | None, record: bytes | None, decode: Decode) -> str | None:
    """Find a session's join code, in its records or in what the directory says of it."""
    told = decode(record) if record is not None else _read(note)
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, str) else None


def _read(note: bytes | None) -> object:
    try:
        return json.loads(note or b"{}")
    except ValueError:
        return None


async def _drop_cases(store: Store, directory: Directory, decode: Decode) -> None:
    """Drop the texts of cases that no session is pinned to."""
    unused = await directory.scenarios() - await _pinned(store, directory, decode)
    for each in unused:
        text = await directory.scenario(each)
        await directory.drop_scenario(each)
        if text is not None and each in await _pinned(store, directory, decode, {each}):
            await directory.keep_scenario(each, text)


async def _pinned(store: Store, directory: Directory, decode: Decode, wanted: set[str] | None = None) -> set[str]:
    """Find the cases that sessions play; one that is being opened may need any."""
    listed = list(await directory.sessions())
    pinned: set[str] = set()
    for first in range(0, len(listed), AT_ONCE):
        part = listed[first : first + AT_ONCE]
        for record in await asyncio.gather(*(whole.record(store, id, "pinned") for id in part)):
            if record is None:
                return wanted if wanted is not None else await directory.scenarios()
            pinned.add(decode(record)["hash"])
    return pinned


class Retention:
    """Removes sessions that are older than the operator wants to keep."""

    def __init__(
        self, store: Store, directory: Directory, decode: Decode, days: float, chance: random.Random | None = None
    ) -> None:
        self._store = store
        self._directory = directory
        self._decode = decode
        self._days = days
        self._chance = chance or random.Random()  # noqa: S311 - only spreads the sweeps of nodes
        self._empty: set[str] = set()

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(self._chance.uniform(EVERY / 2, EVERY * 3 / 2))
            try:
                if await self.sweep() and not await rewrite.anew(self._store):
                    logger.warning("live.retention_left_on_disk")
            except (StoreDown, TimeoutError):
                continue

    async def sweep(self) -> list[str]:
        """Remove what is too old; return the sessions that this node removed."""
        latest = await self._store.now() - int(self._days * DAY_MS)
        removed: list[str] = []
        empty: set[str] = set()
        for id in await self._directory.sessions():
            moved = await whole.last_moved(self._store, id)
            if moved is None:
                empty.add(id)
            elif moved <= latest and await forget(self._store, self._directory, self._decode, id, latest):
                logger.info("live.session_purged", session=id, days=self._days)
                removed.append(id)
        # Listed twice without a first move: whoever opened it never came so far.
        for id in empty & self._empty:
            await forget(self._store, self._directory, self._decode, id)
        self._empty = empty
        return removed
