"""One socket of one seat: who looks, by which client and token, and what it still has to be sent."""

from __future__ import annotations

from practicum.live.clients import Row
from practicum.live.outbox import Outbox
from practicum.rules.audience import Viewer


class Visit:
    """A socket that was let in; a seat may have many."""

    __slots__ = ("outbox", "row", "token", "viewer")

    def __init__(self, viewer: Viewer, row: Row, token: str, outbox: Outbox) -> None:
        self.viewer = viewer
        self.row = row
        self.token = token
        self.outbox = outbox

    @property
    def seat(self) -> str:
        """The seat that looks."""
        return self.viewer.seat
