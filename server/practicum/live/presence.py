"""Who is here and what they look at: the latest word of each seat, at most ten times a second, never in the log.

- A participant is shown to their team, to observers and to facilitators; facilitators and observers only to
  facilitators, so that looking never disturbs.
- A seat is here while it has a socket, and ``LINGER`` longer: presence must not flicker with every reconnect. Presence
  informs; nothing is decided by it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from practicum.live.fanout import Fanout
from practicum.live.frames import Encode, HereNow
from practicum.live.outbox import Outbox
from practicum.rules.audience import Viewer, groups_of

EVERY = 0.1
LINGER = 8.0


def shown_to(viewer: Viewer, group: str) -> bool:
    """Say whether a group may know that somebody is here."""
    if group == "facilitators":
        return True
    return viewer.role == "participant" and group in ("observers", "raters", groups_of(viewer)[0])


class Presence:
    """The presence of one session's seats."""

    def __init__(self, fanout: Fanout, encode: Encode, linger: float = LINGER) -> None:
        self._linger = linger
        self._fanout = fanout
        self._encode = encode
        self._at: dict[str, dict[str, Any]] = {}
        self._viewers: dict[str, Viewer] = {}
        self._sockets: dict[str, int] = {}
        self._news: dict[str, dict[str, Any]] = {}  # group → seat → what is new
        self._timer: asyncio.TimerHandle | None = None
        self._leaving: dict[str, asyncio.TimerHandle] = {}

    def arrive(self, viewer: Viewer) -> None:
        """Count a socket of a seat; the first one makes the seat present."""
        seat = viewer.seat
        if (leaving := self._leaving.pop(seat, None)) is not None:
            leaving.cancel()
        self._sockets[seat] = self._sockets.get(seat, 0) + 1
        self._viewers[seat] = viewer
        if seat not in self._at:
            self.say(viewer, {})

    def leave(self, seat: str) -> None:
        """Count a socket less; after the last one the seat lingers."""
        self._sockets[seat] = self._sockets.get(seat, 1) - 1
        if self._sockets[seat] <= 0:
            del self._sockets[seat]
            self._leaving[seat] = asyncio.get_running_loop().call_later(self._linger, self._gone, seat)

    def say(self, viewer: Viewer, at: dict[str, Any]) -> None:
        """Take a seat's latest word."""
        self._at[viewer.seat] = at
        self._viewers[viewer.seat] = viewer
        self._tell(viewer, at)

    def moved(self, viewer: Viewer) -> None:
        """Follow a seat to its new team or role: it is gone from where it was."""
        before = self._viewers.get(viewer.seat)
        if before is None or before == viewer:
            return
        self._tell(before, None)
        self.say(viewer, {})

    def show(self, viewer: Viewer, outbox: Outbox) -> None:
        """Tell a socket who is here."""
        group = groups_of(viewer)[0]
        seats = {
            seat: at for seat, at in self._at.items() if seat != viewer.seat and shown_to(self._viewers[seat], group)
        }
        outbox.presence(self._encode(HereNow(seats)))

    def close(self) -> None:
        """Stop all timers."""
        for timer in (*self._leaving.values(), self._timer):
            if timer is not None:
                timer.cancel()

    def _gone(self, seat: str) -> None:
        del self._leaving[seat]
        self._at.pop(seat, None)
        self._tell(self._viewers.pop(seat), None)

    def _tell(self, viewer: Viewer, at: dict[str, Any] | None) -> None:
        for group in self._fanout.groups():
            if shown_to(viewer, group):
                self._news.setdefault(group, {})[viewer.seat] = at
        if self._timer is None and self._news:
            self._timer = asyncio.get_running_loop().call_later(EVERY, self._send)

    def _send(self) -> None:
        self._timer = None
        news, self._news = self._news, {}
        for group, seats in news.items():
            frame = self._encode(HereNow(seats))
            for outbox in self._fanout.shared(group):
                outbox.presence(frame)
