"""What each client of a session did and was told, moment by moment, while things broke.

An account is what one client saw from outside: each move when it was first sent, each frame when it came. Nothing is
judged while it is written; ``checker`` holds all accounts against the store's log afterwards. Times are of one steady
clock, that of the process in which all clients run.
"""

from __future__ import annotations

import time
from typing import Any, Literal

import msgspec

from practicum.bots.wire import Message, unpack

Outcome = Literal["done", "refused", "unknown"]


class Move(msgspec.Struct, frozen=True):
    """A move as its sender knows it: when it was first sent, and how it ended, if that was told."""

    id: int
    do: str
    arguments: Message
    sent: float
    outcome: Outcome = "unknown"
    told: float = float("inf")
    at: str = ""  # the position that a done names
    code: str = ""  # of a refusal


class Frame(msgspec.Struct, frozen=True):
    """A frame that came, as it was on the wire."""

    came: float
    raw: bytes

    @property
    def message(self) -> Message:
        """What it says."""
        return unpack(self.raw)


class Account:
    """One client's account; a ``Watcher`` that writes everything down."""

    def __init__(self, who: str, client: str = "") -> None:
        self.who = who
        self.client = client
        self.seat = ""
        self.moves: dict[int, Move] = {}
        self.frames: list[Frame] = []
        self.opened_at: list[tuple[int, str | None]] = []  # before which frame a socket was opened, and from where
        self.unreadable: list[str] = []
        self.contradictions: list[str] = []

    @property
    def name(self) -> str:
        """The name of this client's row in the store."""
        return f"{self.seat}:{self.client}"

    def opened(self, at: str | None) -> None:
        """Note that a socket was opened, and hello said with this position."""
        self.opened_at.append((len(self.frames), at))

    def sent(self, message: Message) -> None:
        """Note a move when it is first sent: it can't have happened before."""
        if message["t"] == "move" and message["id"] not in self.moves:
            self.moves[message["id"]] = Move(message["id"], message["do"], message["with"], time.monotonic())

    def received(self, raw: bytes, message: Message) -> None:
        """Note a frame, and how a move ended: it happened before now."""
        now = time.monotonic()
        if message["t"] in ("welcome", "delta", "here"):
            self.frames.append(Frame(now, raw))
        if message["t"] == "welcome":
            self.seat = message["seat"]["seat"]
        if message["t"] in ("done", "refused"):
            self._answered(message, now)

    def broken(self, what: str) -> None:
        """Note a frame that could not be read."""
        self.unreadable.append(what)

    def _answered(self, message: Message, now: float) -> None:
        move = self.moves.get(message["id"])
        if move is None:
            self.contradictions.append(f"{message['id']} was answered and never sent")
            return
        outcome: Outcome = message["t"]
        changes: dict[str, Any] = {"outcome": outcome, "at": message.get("at", ""), "code": message.get("code", "")}
        if move.outcome == "unknown":
            self.moves[move.id] = msgspec.structs.replace(move, told=now, **changes)
        elif (move.outcome, move.at) != (outcome, changes["at"]) and changes["code"] != "forgotten":
            self.contradictions.append(
                f"move {move.id} was told {move.outcome} {move.at or move.code} and then "
                f"{outcome} {changes['at'] or changes['code']}"
            )
