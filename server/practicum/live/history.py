"""The last steps of a session in memory, so that who was away for a moment gets what changed and not everything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from practicum.store.positions import Position

STEPS = 1024
BYTES = 1 << 20


class Step(msgspec.Struct, frozen=True):
    """One accepted move, as audiences learn of it: records whole and encoded."""

    frm: Position
    to: Position
    put: dict[str, msgspec.Raw]
    drop: tuple[str, ...]

    @property
    def size(self) -> int:
        """Roughly how many bytes it holds."""
        return 64 + sum(map(len, self.put)) + sum(map(len, self.put.values()))


class History:
    """A ring of steps, each leading on from the one before; bounded by number and by bytes, the oldest leave."""

    def __init__(self) -> None:
        self._steps: deque[Step] = deque()
        self._sizes: deque[int] = deque()  # of the same
        self._bytes = 0

    def add(self, step: Step) -> None:
        """Add the newest step."""
        if self._steps and self._steps[-1].to != step.frm:
            self.clear()
        size = step.size
        self._steps.append(step)
        self._sizes.append(size)
        self._bytes += size
        while len(self._steps) > STEPS or self._bytes > BYTES:
            self._steps.popleft()
            self._bytes -= self._sizes.popleft()

    def clear(self) -> None:
        """Forget everything: another history was loaded."""
        self._steps.clear()
        self._sizes.clear()
        self._bytes = 0

    @property
    def empty(self) -> bool:
        """Say whether nothing is remembered."""
        return not self._steps

    def leads_to(self, at: Position) -> bool:
        """Say whether a step that stands here led to a position."""
        for step in reversed(self._steps):
            if step.to.version <= at.version:
                return step.to == at
        return False

    def since(self, at: Position, now: Position) -> list[Step] | None:
        """Return the steps from a position to now, or None when they don't all stand here."""
        if at == now:
            return []
        found: list[Step] = []
        for step in reversed(self._steps):
            found.append(step)
            if step.frm == at:
                return found[::-1]
        return None

    def prepend(self, steps: Iterable[Step]) -> None:
        """Put older steps, which the log told, in front; they must lead up to the oldest one here."""
        older = list(steps)
        if self._steps:
            first = self._steps[0].frm
            older = [step for step in older if step.to.version <= first.version]
            if not older or older[-1].to != first:
                return
        for step in reversed(older):
            size = step.size
            if len(self._steps) >= STEPS or self._bytes + size > BYTES:
                return
            self._steps.appendleft(step)
            self._sizes.appendleft(size)
            self._bytes += size


def merge(steps: Sequence[Step]) -> tuple[Mapping[str, msgspec.Raw], Mapping[str, None]]:
    """Join steps into what they change together: the last word on each key."""
    if len(steps) == 1:
        return steps[0].put, dict.fromkeys(steps[0].drop)
    put: dict[str, msgspec.Raw] = {}
    drop: dict[str, None] = {}
    for step in steps:
        for key in step.drop:
            put.pop(key, None)
            drop[key] = None
        for key, raw in step.put.items():
            drop.pop(key, None)
            put[key] = raw
    return put, drop
