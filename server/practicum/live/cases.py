"""The cases that a node can open sessions on, each with the bytes that its sessions keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from practicum.scenario.model import Scenario

Unpin = Callable[[bytes], Scenario]


class Case(msgspec.Struct, frozen=True):
    """A scenario, whole and pinned, in the language that it was written in; and the same in others."""

    scenario: Scenario
    pinned: bytes
    hash: str
    translations: Mapping[str, Case] = {}

    @property
    def languages(self) -> dict[str, Case]:
        """The case in each of its languages, its own first; a session is opened on one of them."""
        return {self.scenario.language: self, **self.translations}


Shelf = Mapping[str, Case]
