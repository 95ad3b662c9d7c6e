"""Sessions that are full of people before a measure begins: opened, joined and led to a phase in this very process.

What is made here is in a data folder as a server leaves it, so that the server that is measured loads it from disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from bench.live.contenders import CASE, ROOT, Room
from practicum.collecting import collect
from practicum.live.session import Session
from practicum.rules.moves import JoinSeat, Move, NextPhase, OpenSession
from practicum.rules.records import PHASES, PhaseName
from practicum.rules.scene import HOST, By
from practicum.serving import Node, load_shelf, serving
from practicum.settings import Settings
from practicum.web import access

AT_ONCE = 20
FREELY = {"sockets_per_address": 9000, "greetings_per_address": 9000, "greetings": 9000, "moves_per_second": 1000.0}


class Seated(msgspec.Struct, frozen=True):
    """A session with its people."""

    session: str
    facilitator: str  # seat
    rooms: list[Room]  # one a team


@asynccontextmanager
async def a_node(data: Path) -> AsyncIterator[Node]:
    """Run a server in this process."""
    async with AsyncExitStack() as stack:
        settings = Settings(port=0, data=data, scenarios=ROOT / "scenarios", **FREELY)  # type: ignore[arg-type]
        node = await stack.enter_async_context(serving(settings))
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        stack.callback(tasks.create_task(collect(node.counts)).cancel)
        yield node


async def fill(
    node: Node, sessions: int, *, teams: int = 1, seats: int = 5, phase: PhaseName = "lobby"
) -> list[Seated]:
    """Open sessions, seat as many in each team, and lead them to a phase."""
    few = asyncio.Semaphore(AT_ONCE)

    async def one() -> Seated:
        async with few:
            return await _fill(node, teams, seats, phase)

    return list(await asyncio.gather(*(one() for _ in range(sessions))))


def tell(told: object) -> None:
    """Fail on a refusal: here it is a fault of the bench."""
    if told is not None:
        raise ValueError(f"a bench was refused a move: {told}")


async def _fill(node: Node, teams: int, seats: int, phase: PhaseName) -> Seated:
    case = _CASES[CASE]
    id, facilitator = access.new_session(), access.new_seat()
    code = access.new_code()
    await node.sessions.claim_code(code, id)
    opening = OpenSession(
        scenario=CASE,
        hash=case.hash,
        name="",
        code=code,
        teams=teams,
        minutes={},
        seed="bench",
        speed=1.0,
        seat=facilitator,
        token_hash=access.hash_of(access.new_secret()),
    )
    about = msgspec.json.encode({"scenario": CASE, "name": "", "code": code})
    session = await node.sessions.open(id, case, opening, about)
    assert isinstance(session, Session)
    tokens: dict[str, list[str]] = {}
    moves: list[Move] = []
    secrets: dict[str, str] = {}
    for number in range(teams * seats):
        seat, secret = access.new_seat(), access.new_secret()
        secrets[seat] = secret
        hashed = access.hash_of(secret)
        moves.append(JoinSeat(seat=seat, name=f"Person {number}", field="", years=None, token_hash=hashed))
    for told in await asyncio.gather(*(session.submit(HOST, move) for move in moves)):
        tell(told)
    for seat, secret in secrets.items():
        viewer = session.state.viewer(seat)
        assert viewer is not None
        tokens.setdefault(str(viewer.team), []).append(f"{id}.{secret}")
    for _ in range(PHASES.index(phase)):
        tell(await session.submit(By("facilitator", facilitator), NextPhase()))
    return Seated(id, facilitator, [Room(id, team, their) for team, their in tokens.items()])


_CASES = load_shelf(ROOT / "scenarios")
