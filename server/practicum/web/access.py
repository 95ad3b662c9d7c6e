"""Who may come in: tokens, join codes, the host's key, where a page may come from, and how often.

- A token is ``<session>.<secret>`` with a secret of 128 random bits; only its SHA-256 is kept, so a stolen store opens
  no seat.
- A join code is for reading aloud: six of 32 letters and figures, none of which looks like another (no I, O, 0, 1). It
  is found in small letters and without its dash too. Wrong codes and tokens are counted by address.
- Who guesses makes an address wait, and with it everybody behind it. Two things are never waited for: a seat that one
  has the token of, and the code of a session that somebody at this address is in already, its facilitator for one.
- Off loopback, to open a session needs the host's key. Wrong ones are counted by address, too; a key that is too long
  to be guessed opens nevertheless.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

import msgspec

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SAFE_KEY = 20
_SESSION = re.compile(r"[a-z0-9]{12}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,255})(?::[0-9]{1,5})?")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_SESSION_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Token(msgspec.Struct, frozen=True):
    """A token taken apart; the secret itself is not kept."""

    session: str
    hashed: str


def new_session() -> str:
    """Draw a session's id."""
    return "".join(secrets.choice(_SESSION_LETTERS) for _ in range(12))


def new_seat() -> str:
    """Draw a seat's id."""
    return "".join(secrets.choice(_SESSION_LETTERS) for _ in range(8))


def new_secret() -> str:
    """Draw 128 random bits."""
    return secrets.token_urlsafe(16)


def hash_of(secret: str) -> str:
    """Hash a secret for keeping."""
    return hashlib.sha256(secret.encode()).hexdigest()


def read_token(text: str) -> Token | None:
    """Take a token apart; None when it has not the shape of one."""
    session, dot, secret = text.partition(".")
    if not dot or not _SESSION.fullmatch(session) or not _SECRET.fullmatch(secret):
        return None
    return Token(session, hash_of(secret))


def bearer(header: str | None) -> Token | None:
    """Read the token of an Authorization header."""
    scheme, _, text = (header or "").partition(" ")
    return read_token(text.strip()) if scheme.lower() == "bearer" else None


def new_code() -> str:
    """Draw a join code."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{drawn[:3]}-{drawn[3:]}"


def read_code(text: str) -> str | None:
    """Read a join code as people type it; None when it can't be one."""
    plain = re.sub(r"[\s–—-]", "", text).upper()
    if len(plain) != 6 or any(letter not in LETTERS for letter in plain):
        return None
    return f"{plain[:3]}-{plain[3:]}"


def is_loopback(host: str | None) -> bool:
    """Say whether a host name or address is this machine's own."""
    if host is None:
        return False
    bare = host.strip("[]").partition("%")[0]
    if bare.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def host_of(header: str | None) -> str | None:
    """Read the host name of a Host header, without its port; None when it is none that a browser would send."""
    found = _HOST.fullmatch(header or "")
    return found[1] if found else None


def is_forwarded(headers: Mapping[str, str]) -> bool:
    """Say whether a request came by a proxy, and so not from whom it seems to come."""
    return any(name in headers for name in _FORWARDED)


def network_of(address: str) -> str:
    """Name the network that an address is counted as: of IPv6 the half that one customer has to himself."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address


class Door:
    """Decides which pages may talk to us, and who may open sessions."""

    def __init__(self, *, host_key: str, open_to_all: bool, origins: Iterable[str] = ()) -> None:
        self._host_key = host_key
        self._open_to_all = open_to_all
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)

    def origin_fits(self, origin: str | None, host: str | None) -> bool:
        """Say whether a page of this origin may talk to us: our own pages, those named, and what is no page."""
        if origin is None:
            return True
        if origin.rstrip("/").lower() in self._origins:
            return True
        scheme, _, place = origin.lower().partition("://")
        return scheme in ("http", "https") and host is not None and place == host.lower()

    @property
    def key_can_be_guessed(self) -> bool:
        """Say whether the host's key is so short that somebody could try them all."""
        return len(self._host_key) < SAFE_KEY

    def knows_key(self, authorization: str | None) -> bool:
        """Say whether somebody has the host's key."""
        scheme, _, key = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(key.strip().encode(), self._host_key.encode())

    def may_host(self, authorization: str | None, address: str | None, host: str | None, *, forwarded: bool) -> bool:
        """Say whether somebody may open a session: with the host's key, or on this very machine."""
        if self.knows_key(authorization):
            return True
        # A foreign site whose name was pointed at this machine arrives under its own name; a proxy says that it is one.
        return self._open_to_all and not forwarded and is_loopback(address) and is_loopback(host_of(host))


class Limit:
    """So many at once, then so many a second, for each address; the addresses kept are bounded."""

    KEPT = 10_000

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return for how many seconds an address must wait; 0 when it need not. Takes nothing."""
        left = self._refilled(network_of(address))
        return 0.0 if left >= 1 else (1 - left) / self._per_second

    def take(self, address: str) -> None:
        """Count one for an address."""
        network = network_of(address)
        self._left[network] = self._refilled(network) - 1, self._clock()
        self._left.move_to_end(network)
        while len(self._left) > self.KEPT:
            self._left.popitem(last=False)

    def _refilled(self, network: str) -> float:
        left, at = self._left.get(network, (self._burst, self._clock()))
        return min(self._burst, left + (self._clock() - at) * self._per_second)


class Regulars:
    """At which addresses somebody is in which session: who proved it with a token, a join, or by opening it."""

    KEPT = 100_000

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], None] = OrderedDict()

    def note(self, session: str, address: str) -> None:
        """Learn that somebody at an address is in a session; the one seen longest ago is forgotten first."""
        pair = session, network_of(address)
        self._kept[pair] = None
        self._kept.move_to_end(pair)
        if len(self._kept) > self.KEPT:
            self._kept.popitem(last=False)

    def knows(self, session: str, address: str) -> bool:
        """Say whether somebody at an address is in a session."""
        return (session, network_of(address)) in self._kept
