"""One session of a hundred teams of five, and a facilitator who looks at all of it.

The server runs in this very process, so that the turns of its event loop can be measured one by one; the crowd in one
of its own. Moves by all come at a steady rate; then a facilitator leads everybody through the session, and each command
is measured by the longest turn that it made.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.live.contenders import Process, Room, a_crowd
from bench.live.lag import Watch
from bench.live.seated import Seated, a_node, fill, tell
from practicum.live.session import Session
from practicum.rules.moves import EndSession, LinkSeat, Move, NextPhase, NextStep, OpenEvidence, SayToAll, SendInject
from practicum.rules.records import PHASES, EvidenceShown, Phase, Run
from practicum.rules.scene import HOST, By
from practicum.serving import Node
from practicum.web import access

SEATS = 5
RATES = (100, 500)
LIMIT = 0.005
WITHIN = 60.0


async def measure_large(teams: int, seconds: float, say: Callable[[str], None]) -> None:
    """Print what moves by all cost, and the longest turn of each command."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        async with a_node(Path(folder) / "data") as node:
            (seated,) = await fill(node, 1, teams=teams, seats=SEATS, phase="brief")
            session = await node.sessions.get(seated.session)
            assert session is not None
            port = int(node.url.rpartition(":")[2])
            facilitator = Room(seated.session, "", [await _link(node, session)])
            async with (
                a_crowd("practicum", port, seated.rooms, SEATS) as crowd,
                a_crowd("practicum", port, [facilitator], 1) as console,
            ):
                await _moves(teams, seconds, crowd, console, say)
                await _lead(session, seated, teams, say)


async def _moves(teams: int, seconds: float, crowd: Process, console: Process, say: Callable[[str], None]) -> None:
    say(
        f"\n{f'{teams} teams of {SEATS}':28}{'CPU µs a move':>15}{'longest turn, ms':>18}{'p50 ms':>9}{'p99 ms':>9}"
        f"{'console: frames/s':>19}{'KB/s':>8}{'missing':>9}"
    )
    for rate in RATES:
        await crowd.order({"rate": rate, "seconds": 0.5, "seed": 0})
        heard = await console.order({"told": True})
        before = _own_cpu()
        told = await crowd.order({"rate": rate, "seconds": seconds, "seed": 1})
        cpu = _own_cpu() - before
        late = await console.order({"told": True})
        frames, size = (late[name] - heard[name] for name in ("frames", "bytes"))
        watch = Watch()
        watch.begin()
        await crowd.order({"rate": rate, "seconds": 1.0, "seed": 2})
        longest, _ = watch.end()
        say(
            f"{f'{rate} moves/s':28}{cpu / told['sent'] * 1e6:15.0f}{longest * 1e3:18.1f}{told['p50']:9.2f}"
            f"{told['p99']:9.2f}{frames / told['seconds']:19.0f}{size / told['seconds'] / 1e3:8.1f}{told['missing']:9d}"
        )


async def _lead(session: Session, seated: Seated, teams: int, say: Callable[[str], None]) -> None:
    say(f"\n{f'commands to {teams} teams':40}{'longest turn, ms':>18}{'CPU in all, ms':>16}{'records':>9}")
    by = By("facilitator", seated.facilitator)
    scenario = session.scenario

    async def do(label: str, move: Move, until: Callable[[], bool] = lambda: True) -> None:
        await asyncio.sleep(0.3)
        records = len(session.state.records)
        watch = Watch()
        watch.begin()
        tell(await session.submit(by, move))
        async with asyncio.timeout(WITHIN):
            while not until():  # noqa: ASYNC110 - a session has no event for what it computed
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.1)
        longest, cpu = watch.end()
        told = f"{longest * 1e3:.1f}{' !' if longest > LIMIT else '  '}"
        say(f"{label:40}{told:>18}{cpu * 1e3:16.1f}{len(session.state.records) - records:9d}")

    def phase() -> str:
        return session.state.records.the("phase", Phase).phase

    def played(step: int) -> bool:
        run = session.state.records.get("run", Run)
        return run is not None and run.step >= step

    await do("a word to everybody", SayToAll(text="Five minutes left."))
    await do(f"{phase()} → diagnose", NextPhase())
    for inject in list(scenario.injects)[:2]:
        await do(f"event {inject}", SendInject(inject=inject, teams=()))
    shown = session.state.records.under("evidence/1", EvidenceShown)
    first = next(tag for tag, one in shown.items() if one.state == "closed")
    await do("an exhibit for one team", OpenEvidence(team="1", evidence=first))
    for name in PHASES[PHASES.index("design") : PHASES.index("run")]:
        await do(f"{phase()} → {name}", NextPhase())
    await do("pitch → run, and the first quarter", NextPhase(), lambda: played(1))
    for step in (2, 3, 4):
        await do(f"quarter {step}", NextStep(after=None), lambda step=step: played(step))
    await do("run → debrief, and the reveal", NextPhase(), lambda: "reveal/case" in session.state.records)
    await do("the end", EndSession())


async def _link(node: Node, session: Session) -> str:
    """Take a further facilitator's seat, for the console."""
    secret = access.new_secret()
    move = LinkSeat(seat=access.new_seat(), role="facilitator", token_hash=access.hash_of(secret))
    tell(await session.submit(HOST, move))
    return f"{session.id}.{secret}"


def _own_cpu() -> float:
    times = os.times()
    return times.user + times.system
