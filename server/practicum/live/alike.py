"""What sessions on one case have in common is kept once in memory, when they are loaded.

Most bytes of a session that has just begun are the case's own words: truth, anchors, events on the shelf, exhibits that
nobody has opened. Records and their bytes never change, so sessions and teams whose bytes are the same share them.
Only the kinds named here are looked at: what people write is their session's alone, and leaves memory with it.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from practicum.live.frames import Decode
from practicum.rules.records import Record, kind_of

OF_THE_CASE = frozenset(
    {"anchors", "brief", "case", "evidence", "instrument", "item", "person", "request", "shelf", "truth"}
)
KEPT = 1024


def typed(decode: Decode, key: str, raw: bytes) -> tuple[msgspec.Raw, Record]:
    """Read a stored record: its bytes, and what they say."""
    kind = key.partition("/")[0]
    if kind in OF_THE_CASE:
        return _shared(decode, kind, raw)  # type: ignore[arg-type]
    return msgspec.Raw(raw), decode(raw, kind_of(key).type)


@lru_cache(maxsize=KEPT)
def _shared(decode: Decode, kind: str, raw: bytes) -> tuple[msgspec.Raw, Record]:
    return msgspec.Raw(raw), decode(raw, kind_of(kind).type)
