"""The records of one session while it is live, and the changes that moves make to them.

Records are found by key, and by the key's parent (``claim/2`` holds ``claim/2/k9``), so that a rule looks only at what
concerns it. Only ``apply`` changes anything; the rules read. To look below a key costs nothing, however much is there:
what is given is a view, true until the next ``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from practicum.rules.records import Record, kind_of

R = TypeVar("R", bound=Record)
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Changes(msgspec.Struct, frozen=True):
    """What an accepted move does: records put whole, keys dropped."""

    put: dict[str, Record]
    drop: tuple[str, ...] = ()

    def also(self, other: Changes) -> Changes:
        """Join two sets of changes; the later one wins where both name a key."""
        if not self.drop and not other.drop:
            return Changes(self.put | other.put)
        dropped = set(other.drop)
        put = {key: record for key, record in self.put.items() if key not in dropped} | other.put
        drop = [key for key in (*self.drop, *other.drop) if key not in put]
        return Changes(put, tuple(dict.fromkeys(drop)))


def key(kind: str, *parts: str) -> str:
    """Build a key from a kind and its parts."""
    return "/".join((kind, *parts))


def last(of: str) -> str:
    """Return the last part of a key: a claim's id, a seat's id."""
    return of.rsplit("/", 1)[-1]


class Records:
    """A session's records by key and by parent."""

    def __init__(self, records: Iterable[tuple[str, Record]] = ()) -> None:
        self._by_key: dict[str, Record] = {}
        self._by_parent: dict[str, dict[str, Record]] = {}
        self.apply(Changes(dict(records)))

    def get(self, name: str, kind: type[R]) -> R | None:
        """Return the record under a key, or None."""
        found = self._by_key.get(name)
        return found if isinstance(found, kind) else None

    def the(self, name: str, kind: type[R]) -> R:
        """Return a record that is always there once a session is open."""
        found = self._by_key[name]
        if not isinstance(found, kind):
            message = f"the record {name} is a {type(found).__name__}, not a {kind.__name__}"
            raise TypeError(message)
        return found

    def under(self, parent: str, kind: type[R]) -> Mapping[str, R]:
        """Return the records one part below a key, as id → record, in the order in which they came."""
        children = self._by_parent.get(parent)
        if not children or not isinstance(next(iter(children.values())), kind):
            return _EMPTY  # a key's first part names the kind: what stands below one key is of one kind
        return MappingProxyType(children)  # type: ignore[arg-type]

    def items(self) -> Iterator[tuple[str, Record]]:
        """Walk all records."""
        return iter(self._by_key.items())

    def __contains__(self, name: str) -> bool:
        return name in self._by_key

    def __len__(self) -> int:
        return len(self._by_key)

    def apply(self, changes: Changes) -> None:
        """Make an accepted move's changes."""
        for name in changes.drop:
            if name in self._by_key:
                del self._by_key[name]
                parent, _, id = name.rpartition("/")
                del self._by_parent[parent][id]
        by_key, by_parent = self._by_key, self._by_parent
        for name, record in changes.put.items():
            by_key[name] = record
            parent, _, id = name.rpartition("/")
            try:
                by_parent[parent][id] = record
            except KeyError:
                by_parent[parent] = {id: record}

    def copy(self) -> Records:
        """Return records that can be changed apart from these."""
        result = Records()
        result._by_key = self._by_key.copy()
        result._by_parent = {parent: children.copy() for parent, children in self._by_parent.items()}
        return result

    def after(self, changes: Changes) -> Records:
        """Return the records as they will be, to be read only: parents that nothing touches are shared."""
        result = Records()
        result._by_key = self._by_key.copy()
        result._by_parent = self._by_parent.copy()
        for parent in {name.rpartition("/")[0] for name in (*changes.drop, *changes.put)}:
            result._by_parent[parent] = result._by_parent.get(parent, {}).copy()
        result.apply(changes)
        return result


def to_map(record: Record) -> dict[str, Any]:
    """Turn a record into plain maps, lists and scalars, as stored and as sent."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def from_map(name: str, plain: Any) -> Record:
    """Turn what was stored under a key back into its record."""
    return msgspec.convert(plain, kind_of(name).type)
