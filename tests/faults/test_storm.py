"""Everybody's socket is lost in one moment, and everybody comes back at once, in the middle of their moves."""

from __future__ import annotations

import asyncio
import time

import pytest

from practicum.web.front import allow_many_files
from tests.faults.checker import brief
from tests.faults.trouble import everybody_reconnects
from tests.faults.world import a_world
from tests.soaking import a_seed

IN_A_ROOM = 25


async def storm(seats: int, storms: int) -> list[float]:
    """Fill rooms, cut everybody off again and again, hold every account to the log; tell how long each one took."""
    seed = a_seed()
    allow_many_files()  # three for each seat: the client's end, and both of the network's between it and its node
    took: list[float] = []
    async with a_world(seed) as world:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(seats // IN_A_ROOM):
                await world.open(tasks, IN_A_ROOM, teams=5, devices=False)
            for _ in range(storms):
                began = time.monotonic()
                said = [tasks.create_task(person.client.begin(*person.draw())) for person in world.people]
                await everybody_reconnects(world)
                await asyncio.gather(*said)
                await world.rest()
                took.append(time.monotonic() - began)
            world.leave()
        for verdict in await world.verdicts():
            assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"
            assert verdict.unknown == 0
    return took


@pytest.mark.timeout(60)
async def test_a_class_comes_back_at_once() -> None:
    """Fifty seats on two nodes; each has a move under way."""
    await storm(50, 1)


@pytest.mark.parametrize(
    "seats",
    [pytest.param(200, marks=pytest.mark.soak(minutes=0.1)), pytest.param(2_000, marks=pytest.mark.soak(minutes=1.5))],
)
async def test_a_conference_comes_back_at_once(
    seats: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hundreds of seats, twice; all of them joined from one address, which takes longer by default."""
    monkeypatch.setenv("PRACTICUM_JOINS_BURST", str(seats))
    took = await storm(seats, 2)
    with capsys.disabled():
        print(f"{seats} seats were back, and answered, after {', '.join(f'{each:.1f} s' for each in took)}")  # noqa: T201
