"""``practicum preview``, put together: a server on loopback that keeps one case on show while it is written."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from practicum.checking import judge
from practicum.live.cases import Case
from practicum.live.sessions import Sessions
from practicum.preview.preview import Preview
from practicum.preview.routes import more
from practicum.serving import Node, as_case, errors_as_sentences, start
from practicum.settings import Settings
from practicum.web.access import Door
from practicum.web.app import More

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def previewing(path: Path, settings: Settings) -> AsyncIterator[Node]:
    """Run a server that keeps one case on show, with a store of its own that is gone afterwards."""
    shelf: dict[str, Case] = {}
    shown: list[Preview] = []

    def on_show(sessions: Sessions, door: Door) -> More:
        shown.append(Preview(path, sessions, shelf, as_case, lambda reading: judge(reading).problems))
        return more(shown[0], door)

    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        own = msgspec.structs.replace(
            settings, host=LOOPBACK, redis_url=None, data=Path(folder), host_key=None, origins=(), base_url=None
        )
        async with errors_as_sentences(), AsyncExitStack() as stack:
            node = await start(own, stack, shelf, on_show)
            await stack.enter_async_context(shown[0])
            yield node
