"""When a case's folder changes: a look at its files every so often.

Rules:
- Files are named and dated, never read: a look costs little, and a file that is being written does no harm.
- Only what lies inside the folder is looked at. Hidden files are passed over (editors keep their own there), links are
  not followed out of it, and the number of files is bounded.
- A change is told once it is over: editors write a file in several steps, so two looks in a row must agree.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeAlias

LOOK_EVERY = 0.4
SETTLES = 0.08
MOST_FILES = 5_000
DEEPEST = 8

Look: TypeAlias = tuple[tuple[str, int, int, int], ...]
"""What was seen: each file's path, when it was written, its size and which file it is."""


def look(folder: Path) -> Look:
    """Look at a folder's files; one that can't be read is empty."""
    found: list[tuple[str, int, int, int]] = []
    waiting = [(str(folder), 0)]
    while waiting and len(found) < MOST_FILES:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name.endswith("~"):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if depth < DEEPEST:
                            waiting.append((entry.path, depth + 1))
                        continue
                    written = entry.stat()
                    found.append((entry.path, written.st_mtime_ns, written.st_size, written.st_ino))
        except OSError:
            # It was removed, or may not be read, just now: the next look tells.
            continue
    return tuple(sorted(found[:MOST_FILES]))


async def changes(folder: Path, seen: Look) -> AsyncIterator[None]:
    """Tell each time that a folder no longer looks as it did, until cancelled."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        now = await asyncio.to_thread(look, folder)
        if now == seen:
            continue
        while True:
            await asyncio.sleep(SETTLES)
            again = await asyncio.to_thread(look, folder)
            if again == now:
                break
            now = again
        seen = now
        yield
