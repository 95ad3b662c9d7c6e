"""How the server parts from a socket: the words, whether to come back, and the close code.

``retry_ms`` is jittered, so that a thousand clients don't come back in one moment; without it the client stays away.
"""

from __future__ import annotations

import random

from practicum.live.frames import Bye

ENDED = 1000
GOING_AWAY = 1001
UNSUPPORTED = 1003
REPLACED = 4001
"""The same client has a newer socket; nothing is said, since it listens there."""

BAD_TOKEN = Bye("token.bad", "This link no longer opens a seat. Join again with the session's code.", None)
REMOVED = Bye("seat.removed", "The facilitator has taken this seat out of the session.", None)
TOO_MANY = Bye("client.replaced", "This seat is open in many places; this one was the oldest.", None)
NOT_UNDERSTOOD = Bye("malformed", "This message could not be read.", None)
GONE = Bye("session.gone", "This session is no longer kept here.", None)

_chance = random.Random()  # noqa: S311 - only spreads those who come back


def no_hello() -> Bye:
    """Let a connection go on which nothing was said in time, or while others waited for its place.

    It may be somebody's all the same: a server that was held up for a while finds their hello unread when it goes on.
    """
    return Bye("hello.missing", "The connection was opened, and nothing came in time.", _jittered(1_000, 4_000))


def waiting() -> Bye:
    """Ask somebody to wait for the facilitator's nod."""
    return Bye("seat.waiting", "The facilitator has been asked to let you back in.", _jittered(2_000, 3_000))


def store_down() -> Bye:
    """Ask to come back when the store is back."""
    message = "The server can't reach its store at the moment. It tries again by itself."
    return Bye("store.down", message, _jittered(1_000, 4_000))


def busy() -> Bye:
    """Ask an address that guessed too often to slow down."""
    return Bye("slow.down", "Too many attempts from this network. It tries again by itself.", _jittered(10_000, 20_000))


def restarting() -> Bye:
    """Ask to come back after a restart."""
    return Bye("restart", "The server restarts. You will be back in a moment.", _jittered(300, 3_000))


def fault() -> Bye:
    """Ask to come back after a fault of ours."""
    return Bye("fault", "Something went wrong on our side. Your work is kept.", _jittered(500, 2_500))


def _jittered(least: int, most: int) -> int:
    return _chance.randint(least, most)
