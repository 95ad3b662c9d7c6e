"""The store's clock jumps, back and forward, while people work and timers run: nothing fires twice, or never."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.checker import brief
from tests.faults.trouble import kill_a_node
from tests.faults.world import World, a_world
from tests.soaking import a_seed

JUMPS = (-90, 0, 600, -600, 0, 86_400, 0)  # seconds off
BETWEEN = 60  # answers


async def set_clock(world: World, seconds: int) -> None:
    """Set the clock for all nodes, and wait until each has asked what time it is."""
    for wire in world.wires:
        wire.clock.set(seconds)
    while not all(wire.clock.told > 1 for wire in world.wires):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    # The next measurement of each comes within this.
    await asyncio.sleep(6)


@pytest.mark.soak(minutes=1.2)
async def test_the_clock_jumps_and_nobody_waits_for_it() -> None:
    """After each jump people work on, and what they asked for comes, though the clock was a day ahead once."""
    seed = a_seed()
    async with a_world(seed) as world:
        async with asyncio.TaskGroup() as tasks:
            await world.open(tasks, 4)
            world.work(tasks, 0.1)
            await world.until_answered(BETWEEN)
            for number, seconds in enumerate(JUMPS):
                await set_clock(world, seconds)
                if number % 2:
                    await kill_a_node(world)
                await world.until_answered(BETWEEN)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        (verdict,) = await world.verdicts()
        assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"
        assert verdict.timers > 1  # how many depends on what people asked for
