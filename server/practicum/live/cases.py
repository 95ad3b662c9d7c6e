"""The cases that a node can open sessions on, each with the bytes that its sessions keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from practicum.scenario.model import Scenario

Unpin = Callable[[bytes], Scenario]


class Case(msgspec.Struct, frozen=True):
    """A scenario, whole and pinned."""

    scenario: Scenario
    pinned: bytes
    hash: str


Shelf = Mapping[str, Case]
