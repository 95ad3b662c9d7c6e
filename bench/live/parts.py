"""Where a move's time goes: ``python -m bench.live.parts``, the profile behind what ``compare`` measures.

- *Without sockets and store*: one session of five people in this process, as the server runs it, with a store that says
  yes at once and lines that take everything. Its time is measured as it is, and shared out by a profile of the same.
- *With the kernel*: to take a message from a socket as uvicorn and websockets do, and to hand a frame to one, are
  measured by themselves, with a peer in a process of its own.
"""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import socket
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import uvloop
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol

from practicum.live.counts import Counts
from practicum.live.outbox import Outbox
from practicum.live.session import Session, Tools
from practicum.live.state import State
from practicum.live.visit import Visit
from practicum.rules.moves import JoinSeat, OpenSession
from practicum.rules.scene import HOST
from practicum.serving import load_shelf
from practicum.store.log import Append, Appended, Outcome, Store
from practicum.web.wire import decode, encode, read_client

CASE = "alder-mutual"
SEATS = 5
SIZE = 200
MOVES = 4_000
ROUNDS = 5
FRAME = 330  # bytes of a change of SIZE as a team is told of it

# What is named here is called by nothing else that is: so the parts add up. The rest is what calls them.
PARTS = {
    "read the message": ("wire.py", "read_client"),
    "read the move": ("decide.py", "parse"),
    "decide by the rules": ("decide.py", "decide"),
    "encode, pack and submit the append": ("pipeline.py", "_append"),
    "take the outcome, apply and remember": ("pipeline.py", "_settle"),
    "tell the groups, encode once, queue for five": ("fanout.py", "_go"),
}
PAUSE = 0.002  # between two frames to the same socket: its peer sleeps meanwhile, as one does that hears little
DRAIN = """
import os, select, socket, sys
waiting = select.epoll()
for _ in range(5):
    waiting.register(socket.create_connection(("127.0.0.1", int(sys.argv[1]))).detach(), select.EPOLLIN)
while all(os.read(ready, 65536) for ready, _ in waiting.poll()):
    pass
"""

Say = Callable[[str], None]


class Yes(Store):
    """A store that packs what it is given, and says that it has it."""

    def append_soon(self, append: Append, told: Callable[[Outcome | None], None]) -> None:
        """Say yes in the next turn."""
        self._packed(append)
        asyncio.get_running_loop().call_soon(told, Appended(append.to))


class Nowhere:
    """A line that takes everything."""

    is_full = False

    def send_frames(self, frames: Sequence[bytes]) -> None:
        """Take it."""

    def hurry(self) -> None:
        """Take it soon."""

    def end(self, code: int) -> None:
        """End."""


class Table:
    """A session and the people in it."""

    def __init__(self, session: Session, visits: list[Visit]) -> None:
        self._session = session
        self._visits = visits
        self._last = 0

    @classmethod
    async def open(cls) -> Table:
        """Open a session and seat people."""
        case = load_shelf(Path(__file__).parents[2] / "scenarios")[CASE]
        counts = Counts()
        tools = Tools(Yes("redis://nowhere"), encode, decode, _now, counts, lambda _text: case.scenario)
        session = Session("parts", case.scenario, State(encode, decode), tools, _tell_nobody)
        table = cls(session, [])
        table.running = asyncio.create_task(session.run())
        opening = OpenSession(
            scenario=CASE,
            hash=case.hash,
            name="Bench",
            code="BENCH",
            teams=1,
            minutes={},
            seed="1",
            speed=1.0,
            seat="f",
            token_hash="f",
        )
        await session.submit(HOST, opening)
        for number in range(SEATS):
            person = JoinSeat(seat=f"s{number}", name=str(number), field="", years=None, token_hash=f"t{number}")
            await session.submit(HOST, person)
            outbox = Outbox(counts)
            visit = await session.enter(f"t{number}", "bench", None, outbox)
            if not isinstance(visit, Visit):
                raise TypeError(f"seat {number} was told {visit}")
            outbox.open(Nowhere())
            table._visits.append(visit)
        return table

    running: asyncio.Task[None]

    def messages(self, count: int) -> list[bytes]:
        """Write what clients send."""
        team, text = self._visits[0].viewer.team, "x" * SIZE
        first = self._last
        self._last += count
        arguments = {"team": team, "text": text}
        return [
            encode({"t": "move", "id": first + number + 1, "do": "chat.say", "with": arguments})
            for number in range(count)
        ]

    async def play(self, messages: Sequence[bytes]) -> None:
        """Take messages one after another, and let each go all its way."""
        for number, message in enumerate(messages):
            frame: Any = read_client(message)
            self._session.move(self._visits[number % SEATS], frame.id, frame.do, frame.arguments)
            for _ in range(3):
                await asyncio.sleep(0)


async def main() -> None:
    """Measure, share out, and print."""
    say(f"{'a move of 200 bytes to five seats, µs of CPU':52}")
    table = await Table.open()
    await table.play(table.messages(MOVES))
    whole = min([await _timed(table) for _ in range(ROUNDS)])
    profile = cProfile.Profile()
    messages = table.messages(MOVES)
    profile.enable()
    await table.play(messages)
    profile.disable()
    table.running.cancel()
    share_out(pstats.Stats(profile), whole, say)
    heard = min(hearing() for _ in range(ROUNDS))
    told = min([await telling() for _ in range(ROUNDS)])
    say(f"{'take a message from its frame (websockets)':52}{heard:8.1f}")
    say(f"{'hand a frame to the kernel, one of five':52}{told:8.1f}")
    say(f"{'all of these, with five frames':52}{whole + heard + SEATS * told:8.1f}")


def share_out(stats: pstats.Stats, whole: float, say: Say) -> None:
    """Share a move's time out among its parts, as the profile has them."""
    took: dict[tuple[str, str], float] = {}
    for (file, _, name), (_, _, _, cumulative, _) in stats.stats.items():  # type: ignore[attr-defined]
        took[Path(file).name, name] = took.get((Path(file).name, name), 0.0) + cumulative
    total: float = stats.total_tt  # type: ignore[attr-defined]
    rest = whole
    for part, place in PARTS.items():
        mine = whole * took[place] / total
        rest -= mine
        say(f"{'  ' + part:52}{mine:8.1f}")
    say(f"{'  the rest: turns of the loop, and what calls these':52}{rest:8.1f}")
    say(f"{'without sockets and store':52}{whole:8.1f}")


def hearing() -> float:
    """Measure to take a client's message from its frame, in µs."""
    frame = Frame(Opcode.BINARY, b"x" * (SIZE + 60)).serialize(mask=True)
    protocol = ServerProtocol()
    head = ("GET / HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
    protocol.receive_data("\r\n".join((*head, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", "")).encode())
    (request,) = protocol.events_received()
    if not isinstance(request, Request):
        raise TypeError(f"a handshake was read as {request}")
    protocol.send_response(protocol.accept(request))
    heard = 0
    began = time.process_time()
    for _ in range(MOVES):
        protocol.receive_data(frame)
        heard += len(protocol.events_received())
    took = time.process_time() - began
    if heard != MOVES:
        raise ValueError(f"{heard} messages of {MOVES} were heard")
    return took / MOVES * 1e6


async def telling() -> float:
    """Measure to write a frame to each of five sockets whose peers read, in µs a frame without the pauses between."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        peer = await asyncio.create_subprocess_exec(sys.executable, "-c", DRAIN, str(listening.getsockname()[1]))
        accepted = [(await asyncio.to_thread(listening.accept))[0] for _ in range(SEATS)]
    transports = [(await loop.create_connection(asyncio.Protocol, sock=each))[0] for each in accepted]
    frame = b"x" * FRAME
    took: list[float] = []
    for writes in (True, False):
        began = time.process_time()
        for _ in range(MOVES // SEATS):
            for transport in transports if writes else ():
                transport.write(frame)
            await asyncio.sleep(PAUSE)
        took.append(time.process_time() - began)
    for transport in transports:
        transport.close()
    await peer.wait()
    return (took[0] - took[1]) / MOVES * 1e6


async def _timed(table: Table) -> float:
    messages = table.messages(MOVES)
    began = time.process_time()
    await table.play(messages)
    return (time.process_time() - began) / MOVES * 1e6


def _now() -> int:
    return int(time.time() * 1000)


async def _tell_nobody(_message: bytes) -> None:
    """There is no other node."""


def say(line: str) -> None:
    """Write one line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main())
