"""Frames and requests that nobody would send: made from right ones, and spoilt; a seed says how."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable
from typing import Any

import msgpack

from practicum.rules.scene import By
from tests.rules.helpers import Game
from tests.rules.tries import ARGUMENTS, Pick

JUNK: list[Any] = [
    None, True, -1, 0, 1.5, -0.0, 2**31, 2**53, 2**53 + 1, 2**63, 2**64 - 1, -(2**63), 1e308, math.nan, math.inf, "",
    "x", "x" * 5_000, "\x00", "\r\n", "../..", "a/b", "Ω" * 60, "%00", b"", b"\xff" * 9, [], {}, [[]], [None] * 70,
    {"x": 1}, {"": {"": {}}}, {1: 2}, {None: 1}, msgpack.ExtType(1, b"x"), msgpack.Timestamp(1, 1), "__proto__",
    "1" * 400,
]  # fmt: skip
PATHS = (
    "/", "/ws", "/healthz", "/readyz", "/metrics", "/api/scenarios", "/api/sessions", "/api/join", "/api/openapi.json",
    "/api/sessions/{session}/links", "/api/sessions/{session}/token", "/api/sessions/{session}/export",
    "/api/sessions/{session}/assets/D1.image", "/api/sessions/{session}/qr", "/api/qr/ABC-DEF", "/assets/x.js",
    "/join/ABC-DEF", "/%2e%2e/%2e%2e/etc/passwd", "/api/join/..", "//", "/\xff", "*", "http://x/", "",
)  # fmt: skip
HEADERS = (
    "content-type: application/json", "content-type: text/plain", "origin: null", "origin: https://evil.example",
    "host:", "host: a b", "authorization: Bearer", "authorization: Basic eDp4", "transfer-encoding: chunked",
    "content-length: -1", "content-length: 99999999999", "content-length: 1", "upgrade: websocket", "upgrade: h2c",
    "connection: upgrade", "connection: keep-alive", "expect: 100-continue", "x-forwarded-for: ::1, é",
    "x-forwarded-proto: javascript", "accept-encoding: br;q=é, *", "range: bytes=0-1", "if-none-match: *", ": x",
    "sec-websocket-version: 13", "sec-websocket-key: x", "sec-websocket-protocol: practicum.1",
    "\x00: y", "cookie: a=" + "b" * 3_000, "origin: http://[", "origin: https://x]y", "via: x",
)  # fmt: skip
HOSTS = ("host: x", "host: localhost", "host: [", "host: [::1", "host: x#@localhost", "host: " + "x" * 4_000)
NO_BODIES = [b"[" * 60_000, b'{"code":"\\ud800","name":"x"}', b"\xff\xfe{}", b"1e999", b"x" * 66_000]


class Fuzzer:
    """Draws one thing after another from its seed."""

    def __init__(self, seed: str, game: Game, session: str, tokens: tuple[str, ...]) -> None:
        self.chance = random.Random(seed)
        self._game = game
        self._session = session
        self._tokens = tokens
        self._last = 0

    # --- frames

    def frame(self) -> bytes:
        """Make bytes for a socket: a right frame seldom, a spoilt one mostly, noise sometimes."""
        chance = self.chance
        way = chance.random()
        if way < 0.05:
            return chance.randbytes(chance.randint(0, 80))
        if way < 0.1:
            return chance.choice([b"\x91", b"\x81\xa1t", b"\xde\x00\x01"]) * chance.choice([1, 15, 17, 600, 9_000])
        packed = self._packed(self._spoilt(self._right()) if way < 0.7 else self._right())
        return packed if way < 0.8 else self._bent(packed)

    def move(self) -> bytes:
        """Make a frame that is a move or nearly one."""
        frame = self._move()
        return self._packed(self._spoilt(frame) if self.chance.random() < 0.5 else frame)

    def _right(self) -> dict[str, Any]:
        chance = self.chance
        makers: list[Callable[[], dict[str, Any]]] = [
            self._move,
            self._move,
            lambda: {**self._move(), "t": "preview"},
            lambda: {"t": "ping", "sent": chance.randint(0, 10**12)},
            lambda: {"t": "here", "at": {"screen": "diagnose", "x": chance.random()}},
            lambda: {"t": "hello", "token": self.token(), "client": "c", "at": chance.choice([None, "0-0", "3-abc"])},
        ]
        return chance.choice(makers)()

    def _move(self) -> dict[str, Any]:
        do = self.chance.choice(sorted(ARGUMENTS))
        pick = Pick(self.chance, self._game.records, self._game.scenario, By("participant", "p1"))
        self._last += 1
        id = self._last if self.chance.random() < 0.9 else self.chance.randint(1, self._last)
        return {"t": "move", "id": id, "do": do, "with": ARGUMENTS[do](pick)}

    def token(self) -> str:
        """Choose a token that opens nothing, or is the sender's own."""
        return self.chance.choice([*self._tokens, "", "x.y", f"{self._session}.{'A' * 22}"])

    def _spoilt(self, thing: Any, depth: int = 0) -> Any:
        """Change one thing somewhere inside."""
        chance = self.chance
        if not isinstance(thing, dict) or not thing or chance.random() < 0.15 * depth:
            return chance.choice(JUNK)
        name = chance.choice(sorted(thing, key=str))
        way = chance.random()
        if way < 0.15:
            return {key: value for key, value in thing.items() if key != name}
        if way < 0.25:
            return {**thing, chance.choice(["extra", "", "t", "id", "__class__"]): chance.choice(JUNK)}
        return {**thing, name: self._spoilt(thing[name], depth + 1)}

    def _packed(self, thing: Any) -> bytes:
        data = msgpack.packb(thing, strict_types=False)
        assert isinstance(data, bytes)
        return data

    def _bent(self, data: bytes) -> bytes:
        """Flip, cut, repeat or join bytes."""
        chance, bent = self.chance, bytearray(data)
        for _ in range(chance.choice([1, 1, 2, 8])):
            at = chance.randrange(len(bent) + 1)
            match chance.randrange(5):
                case 0 if at < len(bent):
                    bent[at] ^= 1 << chance.randrange(8)
                case 1:
                    del bent[at : at + chance.randint(1, 9)]
                case 2:
                    bent[at:at] = chance.randbytes(chance.randint(1, 9))
                case 3:
                    bent[at:at] = bent[:at]
                case _:
                    del bent[at:]
        return bytes(bent[:70_000])

    # --- requests

    def request(self) -> bytes:
        """Make bytes for a bare connection: a request, spoilt in its line, its headers or its body."""
        chance = self.chance
        method = chance.choice(["GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "OPTIONS", "BREW", "\x00"])
        path = chance.choice(PATHS).replace("{session}", self._session)
        if chance.random() < 0.3:
            path += chance.choice(["?token=x", "?format=é", "#x", "/", "%", "%zz", "?" + "a" * 3_000, "\t"])
        body = self._body()
        headers = [chance.choice(HOSTS), "connection: close", *chance.sample(HEADERS, chance.randint(0, 4))]
        if method == "POST" and chance.random() < 0.8:
            headers += ["content-type: application/json", f"content-length: {len(body)}"]
        if chance.random() < 0.3:
            headers.append(f"authorization: Bearer {self.token()}")
        head = f"{method} {path} HTTP/{chance.choice(['1.1'] * 8 + ['1.0', '2', 'x'])}\r\n" + "\r\n".join(headers)
        whole = head.encode("latin-1", "replace") + b"\r\n\r\n" + body
        return self._bent(whole) if chance.random() < 0.25 else whole

    def _body(self) -> bytes:
        chance = self.chance
        right = chance.choice(
            [
                {"scenario": "no-such-case", "teams": 2, "timings": {"diagnose": 3}, "seed": 7, "speed": 1},
                {"code": "ZZZ-ZZZ", "name": "Eve", "field": "HR", "years": 3, "reclaim": False},
                {"role": "observer"},
            ]
        )
        way = chance.random()
        if way < 0.1:
            return chance.choice(NO_BODIES)
        spoilt = self._spoilt(right) if way < 0.8 else right
        body = json.dumps(spoilt, default=repr, skipkeys=True).encode()
        return self._bent(body) if way > 0.9 else body
