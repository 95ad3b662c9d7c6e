"""Nonsense on the wire: no crash, no fault, nothing changed that the sender may not change, and no token in a log."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import msgpack
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidMessage

from practicum.rules.moves import MOVES
from tests import soaking
from tests.rules.helpers import Game, at_phase
from tests.web.conftest import Start
from tests.web.people import Person, Seat, Session, Table
from tests.web.security.fuzzing import Fuzzer

QUICK: dict[str, Any] = {
    "guesses_burst": 1_000_000,
    "joins_burst": 1_000_000,
    "openings_burst": 1_000_000,
    "keys_burst": 1_000_000,
    "moves_burst": 1_000_000.0,
    "moves_per_second": 1_000_000.0,
    "head_within": 0.3,
    "body_within": 0.3,
    "hello_within": 1.0,
}
AT_ONCE = 8
TRIES = 3
MINUTES = soaking.MINUTES / 12
ANSWERS_WITHIN = 15.0  # or it never does


@contextlib.asynccontextmanager
async def patience(*about: Any) -> AsyncIterator[None]:
    """Fail with a word when an answer does not come."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            yield
    except TimeoutError:
        pytest.fail(f"no answer: {about}")


class Setting:
    """A session in diagnose, who is in it, and what must hold of it."""

    def __init__(self, server: Table, session: Session, host: Person, ann: Seat, observer: str, gone: str) -> None:
        self.server = server
        self.session = session
        self.host = host
        self.ann = ann
        self.observer = observer
        self.gone = gone
        self.game: Game = at_phase("diagnose")
        self.sent = 0

    @property
    def state(self) -> tuple[str, dict[str, bytes]]:
        """Where the log stands, and every record as bytes."""
        found = self.server.node.sessions.loaded(self.session.session)
        assert found is not None
        return str(found.state.position), {key: bytes(raw) for key, raw in found.state.raws.items()}

    def fuzzer(self, seed: str, *tokens: str) -> Fuzzer:
        """Begin to draw from a seed."""
        return Fuzzer(seed, self.game, self.session.session, tokens)

    # --- who sends

    async def over_sockets(self, seed: str, token: str, frames: int) -> None:
        """Send frames as the holder of a token, in sockets of a few; each socket still answers, or was parted with."""
        fuzzer = self.fuzzer(seed, token)
        while frames > 0:
            some = min(frames, fuzzer.chance.randint(1, 30))
            frames -= some
            with contextlib.suppress(ConnectionClosed):
                async with self.a_socket() as socket, patience(seed, some):
                    if fuzzer.chance.random() < 0.95:
                        hello = {"t": "hello", "token": token, "client": f"c{fuzzer.chance.randrange(3)}", "at": None}
                        await socket.send(msgpack.packb(hello))
                    for _ in range(some):
                        self.sent += 1
                        await socket.send(fuzzer.move() if fuzzer.chance.random() < 0.6 else fuzzer.frame())
                    await socket.send(msgpack.packb({"t": "ping", "sent": 424_242}))
                    while (heard := msgpack.unpackb(await socket.recv())).get("sent") != 424_242:
                        assert heard.get("code") != "fault", (seed, heard)

    @contextlib.asynccontextmanager
    async def a_socket(self) -> AsyncIterator[ClientConnection]:
        """Open a socket: a busy machine may take longer over a handshake than a head may take here, but not always."""
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(TRIES):
                with contextlib.suppress(InvalidMessage):
                    socket = await stack.enter_async_context(self.server.socket())
                    break
            else:
                pytest.fail("no handshake ends")
            yield socket

    async def over_http(self, seed: str, requests: int) -> None:
        """Send requests over bare connections; none is answered by a fault."""
        fuzzer = self.fuzzer(seed, self.gone)
        for _ in range(requests):
            said = fuzzer.request()
            self.sent += 1
            url = urlsplit(self.server.url)
            reader, writer = await asyncio.open_connection(url.hostname, url.port)
            with contextlib.closing(writer), contextlib.suppress(ConnectionError):
                async with patience(seed, said):
                    writer.write(said)
                    answer = await reader.read(64 * 1024)
                assert b" 500 " not in answer.partition(b"\r\n")[0], (seed, said, answer)

    # --- what must hold

    async def nobody_changes_anything(self, seed: str, size: int) -> None:
        """Strangers, a seat that was removed and one that only looks: the session stays as it is, byte for byte."""
        before = self.state
        async with asyncio.TaskGroup() as tasks:
            for number in range(AT_ONCE):
                part = f"{seed}/{number}"
                wrong = f"{self.session.session}.{'B' * 22}"
                token = (wrong, self.gone, self.observer)[number % 3]
                tasks.create_task(self.over_sockets(part, token, size // AT_ONCE))
                tasks.create_task(self.over_http(part, size // AT_ONCE // 3))
        assert self.state == before, seed

    async def a_participant_changes_their_own_alone(self, seed: str, size: int) -> None:
        """What is in the log is a participant's to do, and no other team's record has changed."""
        before = self.state
        length = int(before[0].split("-")[0])
        await self.over_sockets(seed, self.ann.token, size)
        found = self.server.node.sessions.loaded(self.session.session)
        assert found is not None
        async for entry in found.log():
            if int(entry.position.split("-")[0]) > length and entry.move.actor == "participant":
                assert entry.move.seat == self.ann.seat, seed
                assert "participant" in MOVES[entry.move.do].actors, seed
        after = self.state[1]
        other = "2" if self.ann.team == "1" else "1"
        for key, raw in before[1].items():
            kind, _, rest = key.partition("/")
            theirs = rest.split("/")[0] == other or kind in ("session", "phase", "token", "truth", "seed", "pinned")
            assert not theirs or after.get(key) == raw, (seed, key)

    def the_log_is_quiet(self, said: str) -> None:
        """No fault is in the log, and no token."""
        for line in said.splitlines():
            assert json.loads(line)["level"] not in ("error", "critical"), line
        for token in (self.session.token, self.ann.token, self.observer, self.gone):
            assert token.split(".")[1] not in said
        counts = self.server.node.counts
        assert sum(count for (_, outcome), count in counts.moves.items() if outcome == "failed") == 0


@contextlib.asynccontextmanager
async def a_setting(start: Start) -> AsyncIterator[Setting]:
    """Bring a session to diagnose, with one seat that was removed and one that only looks."""
    async with start(**QUICK) as server:
        session = await server.open(teams=2)
        ann, gone = await server.join(session.code, "Ann"), await server.join(session.code, "Gus")
        bearer = {"authorization": f"Bearer {session.token}"}
        path = f"/api/sessions/{session.session}/links"
        observer = (await server.http.post(path, json={"role": "observer"}, headers=bearer)).json()["token"]
        async with server.enter(session.token) as host:
            await host.do("seat.remove", seat=gone.seat)
            for phase in ("lobby", "brief"):
                await host.do("phase.next", leaving=phase)
            setting = Setting(server, session, host, ann, observer, gone.token)
        await setting.server.join(session.code, "Bob")
        yield setting


async def rounds(setting: Setting, seed: str, size: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Play one round of all that there is, and hold what must hold."""
    await setting.nobody_changes_anything(seed, size)
    await setting.a_participant_changes_their_own_alone(seed, size)
    setting.the_log_is_quiet(capfd.readouterr().err)
    assert (await setting.server.http.get("/healthz")).status_code == 200


async def test_nonsense_changes_nothing(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    """A round of it; the long one is made of many."""
    async with a_setting(start) as setting:
        await rounds(setting, "short", 400, capfd)


@pytest.mark.soak(minutes=MINUTES)
async def test_five_minutes_of_nonsense_change_nothing(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    """A new session and a new seed each round."""
    sent = 0
    for seed in soaking.seeds_for(MINUTES):
        with capfd.disabled():
            print(f"SEED={seed}, {sent} sent so far", flush=True)  # noqa: T201 - to play it again
        async with a_setting(start) as setting:
            await rounds(setting, str(seed), 4_000, capfd)
            sent += setting.sent
