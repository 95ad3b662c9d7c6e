"""Frames as a server might send them, right and wrong, and a watch that looks at them."""

from __future__ import annotations

from typing import Any

from practicum.bots.promises import Watch
from practicum.bots.referee import Referee
from practicum.bots.wire import Message, pack

Records = dict[str, Any]

PHASE: Records = {"phase": "diagnose", "round": 1, "rounds": {"lobby": 1, "brief": 1, "diagnose": 1}}


def seat_of(team: str | None = "1", seat: str = "me", role: str = "participant") -> dict[str, Any]:
    """The seat of a welcome."""
    return {"seat": seat, "name": seat.title(), "role": role, "team": team}


def records_of(seat: dict[str, Any], **more: Any) -> Records:
    """The records that everybody has, and some more."""
    place = {"name": seat["name"], "role": seat["role"], "team": seat["team"], "active": True}
    return {"phase": PHASE, f"seat/{seat['seat']}": place, **more}


def at(version: int, nonce: int = 7) -> str:
    """A position."""
    return f"{version}-{nonce}"


def a_welcome(version: int = 5, *, seat: dict[str, Any] | None = None, done: int = 0, **more: Any) -> Message:
    """A whole welcome."""
    who = seat or seat_of()
    put = records_of(who, **more)
    return {
        "t": "welcome", "seat": who, "at": at(version), "now": 0, "whole": True, "put": put, "drop": [], "done": done,
    }  # fmt: skip


def a_resume(version: int, *, put: Records | None = None, seat: dict[str, Any] | None = None, done: int = 0) -> Message:
    """A welcome that says what changed."""
    return {**a_welcome(version, seat=seat, done=done), "whole": False, "put": put or {}}


def a_delta(since: int, to: int, put: Records | None = None, drop: tuple[str, ...] = ()) -> Message:
    """A delta."""
    return {"t": "delta", "from": at(since), "to": at(to), "put": put or {}, "drop": list(drop)}


def a_done(id: int, version: int) -> Message:
    """A move's good answer."""
    return {"t": "done", "id": id, "at": at(version)}


def a_refusal(id: int, code: str = "stale") -> Message:
    """A move's other answer."""
    return {"t": "refused", "id": id, "code": code, "message": "No."}


def a_move(id: int, do: str = "seat.ready", /, **arguments: Any) -> Message:
    """A move that the client made."""
    return {"t": "move", "id": id, "do": do, "with": arguments}


class Onlooker:
    """A watch, and the frames that it is shown."""

    def __init__(self, referee: Referee | None = None, who: str = "me") -> None:
        self.referee = referee or Referee()
        self.watch = Watch(self.referee, who)

    def opens(self, position: str | None = None) -> Onlooker:
        """Open a socket."""
        self.watch.opened(position)
        return self

    def sends(self, *moves: Message) -> Onlooker:
        """Send moves."""
        for move in moves:
            self.watch.sent(move)
        return self

    def sees(self, *frames: Message) -> Onlooker:
        """Receive frames."""
        for frame in frames:
            self.watch.received(pack(frame), frame)
        return self

    def broken(self) -> list[str]:
        """Which promises were broken, once everything is over."""
        self.watch.finish()
        return [breach.promise for breach in self.referee.breaches]
