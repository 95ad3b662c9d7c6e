"""How many websockets there are, in all and from each address, and who makes room when there are too many.

- A websocket that has said hello holds a seat: it is never sent away for another. Past the limit newcomers are told to
  come back later.
- One that has not said hello has proved nothing. Past the limit the oldest makes room for the newest: an honest client
  greets within a moment of its opening, so whoever opens sockets and keeps silent loses them, and shuts nobody out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from practicum.live.limits import Limits
from practicum.web.access import network_of


class Guest:
    """One websocket, from its arrival on."""

    __slots__ = ("leave", "network")

    def __init__(self, network: str, leave: Callable[[], None]) -> None:
        self.network = network
        self.leave = leave


class Crowd:
    """The websockets of this server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._here = 0
        self._of: Counter[str] = Counter()
        self._silent: dict[Guest, None] = {}  # in the order in which they came
        self._silent_of: dict[str, dict[Guest, None]] = {}

    def is_full(self, address: str) -> bool:
        """Say whether there is no room for one more from an address."""
        neighbours = self._of[network_of(address)]
        return self._here >= self._limits.sockets or neighbours >= self._limits.sockets_per_address

    def arrive(self, address: str, leave: Callable[[], None]) -> Guest:
        """Count a newcomer; ``leave`` is called if it has to make room before it has greeted."""
        guest = Guest(network_of(address), leave)
        self._here += 1
        self._of[guest.network] += 1
        neighbours = self._silent_of.setdefault(guest.network, {})
        self._silent[guest] = neighbours[guest] = None
        for silent, most in ((neighbours, self._limits.greetings_per_address), (self._silent, self._limits.greetings)):
            if len(silent) > most:
                oldest = next(iter(silent))
                self.greeted(oldest)
                oldest.leave()
        return guest

    def greeted(self, guest: Guest) -> None:
        """Learn that a guest has said hello."""
        if guest not in self._silent:
            return
        del self._silent[guest]
        neighbours = self._silent_of[guest.network]
        del neighbours[guest]
        if not neighbours:
            del self._silent_of[guest.network]

    def part(self, guest: Guest) -> None:
        """Count a guest less."""
        self.greeted(guest)
        self._here -= 1
        self._of[guest.network] -= 1
        if not self._of[guest.network]:
            del self._of[guest.network]
