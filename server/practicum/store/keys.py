"""The names of everything in Redis, in one place because they are a stored format.

A session's keys and the due times of its partition carry the partition as hash tag, so that one script may touch
them all on a single server and in a cluster alike. The partition of a session never changes.
"""

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

PARTITIONS = 128

SESSIONS = "practicum:sessions"


@lru_cache(maxsize=4096)
def partition_of(session: str) -> int:
    """Find the partition that holds a session."""
    return crc32(session.encode()) % PARTITIONS


def log_key(session: str) -> str:
    """Name the stream of a session's accepted moves."""
    return f"{_of(session)}:log"


def state_key(session: str) -> str:
    """Name the hash of a session's records."""
    return f"{_of(session)}:state"


def meta_key(session: str) -> str:
    """Name the hash of a session's position, its clients and their answers."""
    return f"{_of(session)}:meta"


def channel_of(session: str) -> str:
    """Name the channel on which a session's new entries are published."""
    return f"{_of(session)}:feed"


def here_channel(session: str) -> str:
    """Name the channel on which the nodes of a session tell each other who is here."""
    return f"{_of(session)}:here"


def due_key(partition: int) -> str:
    """Name the sorted set of a partition's sessions by their earliest due time."""
    return f"practicum:{{p{partition}}}:due"


class Places(NamedTuple):
    """Where all that one append touches is kept and told."""

    log: str
    state: str
    meta: str
    due: str
    channel: str


@lru_cache(maxsize=4096)
def places_of(session: str) -> Places:
    """Name what an append touches, once for a session's many appends."""
    due = due_key(partition_of(session))
    return Places(log_key(session), state_key(session), meta_key(session), due, channel_of(session))


def code_key(code: str) -> str:
    """Name the key that leads from a join code to its session."""
    return f"practicum:code:{code}"


def scenario_key(content_hash: str) -> str:
    """Name the key of a scenario's full text."""
    return f"practicum:scenario:{content_hash}"


def probe_channel(node: str) -> str:
    """Name the channel on which a node listens for itself."""
    return f"practicum:probe:{node}"


@lru_cache(maxsize=4096)
def _of(session: str) -> str:
    return f"practicum:{{p{partition_of(session)}}}:{session}"
