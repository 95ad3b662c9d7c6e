"""Who is here and what they look at: the latest word of each seat, at most ten times a second, never in the log.

- A participant is shown to their team, to observers and to facilitators; facilitators and observers only to
  facilitators, so that looking never disturbs.
- A seat is here while it has a socket, on this node or another one, and ``LINGER`` longer: presence must not flicker
  with every reconnect. Presence informs; nothing is decided by it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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

    def __init__(
        self,
        fanout: Fanout,
        encode: Encode,
        linger: float = LINGER,
        on_word: Callable[[Viewer, dict[str, Any] | None], None] = lambda _viewer, _at: None,
    ) -> None:
        """Show it to those in ``fanout``; ``on_word`` hears what is said on this node."""
        self._linger = linger
        self._fanout = fanout
        self._encode = encode
        self._on_word = on_word
        self._at: dict[str, dict[str, Any]] = {}  # the latest word, wherever it was said
        self._said: dict[str, dict[str, Any]] = {}  # what was said on this node
        self._elsewhere: dict[str, dict[str, dict[str, Any]]] = {}  # seat → node → its word there
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
        if seat not in self._said:
            self.say(viewer, {})

    def leave(self, seat: str) -> None:
        """Count a socket less; after the last one the seat lingers."""
        self._sockets[seat] = self._sockets.get(seat, 1) - 1
        if self._sockets[seat] <= 0:
            del self._sockets[seat]
            self._leaving[seat] = asyncio.get_running_loop().call_later(self._linger, self._gone, seat)

    def say(self, viewer: Viewer, at: dict[str, Any]) -> None:
        """Take a seat's latest word."""
        self._said[viewer.seat] = at
        self._on_word(viewer, at)
        self._show(viewer, at)

    def here(self) -> dict[str, tuple[Viewer, dict[str, Any]]]:
        """Return the seats that are here by this node, and their words."""
        return {seat: (self._viewers[seat], at) for seat, at in self._said.items()}

    def heard(self, node: str, viewer: Viewer, at: dict[str, Any]) -> None:
        """Take a word that was said on another node; one that is only repeated says nothing new."""
        words = self._elsewhere.setdefault(viewer.seat, {})
        if words.get(node) != at:
            words[node] = at
            self._show(viewer, at)

    def left(self, node: str, seat: str) -> None:
        """Learn that a seat is no longer here by another node."""
        words = self._elsewhere.get(seat, {})
        words.pop(node, None)
        if not words:
            self._elsewhere.pop(seat, None)
            self._hide(seat)

    def removed(self, seat: str) -> None:
        """Forget a seat that is no longer in the session, wherever it was."""
        if (leaving := self._leaving.pop(seat, None)) is not None:
            leaving.cancel()
        self._said.pop(seat, None)
        self._elsewhere.pop(seat, None)
        self._hide(seat)

    def moved(self, viewer: Viewer) -> None:
        """Follow a seat to its new team or role: it is gone from where it was."""
        before = self._viewers.get(viewer.seat)
        if before is None or before == viewer:
            return
        self._tell(before, None)
        # Where it was elsewhere was said as who it no longer is.
        self._elsewhere.pop(viewer.seat, None)
        if viewer.seat in self._said:
            self.say(viewer, {})
        else:
            self._at.pop(viewer.seat, None)
            del self._viewers[viewer.seat]

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
        del self._said[seat]
        self._on_word(self._viewers[seat], None)
        self._hide(seat)

    def _show(self, viewer: Viewer, at: dict[str, Any]) -> None:
        self._at[viewer.seat] = at
        self._viewers[viewer.seat] = viewer
        self._tell(viewer, at)

    def _hide(self, seat: str) -> None:
        """Tell that a seat is gone, unless it is still here by some node."""
        if seat in self._at and seat not in self._said and seat not in self._elsewhere:
            del self._at[seat]
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
