"""Everything at once: a mix of troubles drawn from a seed, while people work; then every account is held to the log.

The short run belongs to every ``make test``. The long one is ``make soak``: ``SOAK_MINUTES`` of episodes, each with a
world and a seed of its own; it prints what it did, and the seed of an episode that fails (``SEED=`` plays it again).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

import pytest

from tests.faults.checker import brief
from tests.faults.trouble import GENTLE, LONG, Trouble, make_trouble
from tests.faults.world import World, a_world
from tests.soaking import MINUTES, a_seed, seeds_for

SHORT = 4  # troubles
EPISODE = 45.0  # seconds of trouble


async def episode(seed: int, troubles: list[Trouble], *, pause: float, people: int, rooms: int, within: float) -> World:
    """Play one world from its beginning to its verdict."""
    async with a_world(seed) as world:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(rooms):
                await world.open(tasks, people)
            world.work(tasks, pause)
            until = time.monotonic() + within
            for trouble in troubles:
                if time.monotonic() > until:
                    break
                await asyncio.sleep(world.chance.expovariate(1 / pause))
                await make_trouble(world, trouble)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        world.verdict = await world.verdicts()
        for verdict in world.verdict:
            assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"
        return world


@pytest.mark.timeout(60)
async def test_a_short_mix_of_troubles_loses_nothing() -> None:
    """Two nodes, one store, a session full of people; some troubles, none of them the same."""
    seed = a_seed()
    troubles = random.Random(seed).sample(GENTLE, SHORT)
    world = await episode(seed, troubles, pause=0.1, people=5, rooms=1, within=6)
    assert sum(verdict.moves for verdict in world.verdict) > 10


@pytest.mark.soak(minutes=MINUTES)
async def test_an_hour_of_troubles_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Episode after episode, until the time is over."""
    began = time.monotonic()
    tally: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in seeds_for(MINUTES):
        chance = random.Random(seed)
        troubles = [chance.choice(LONG if chance.random() < 0.12 else GENTLE) for _ in range(200)]
        world = await episode(seed, troubles, pause=0.08, people=8, rooms=2, within=EPISODE)
        for verdict in world.verdict:
            tally.update(moves=verdict.moves, unknown=verdict.unknown, frames=verdict.frames, timers=verdict.timers)
        kinds.update(line.split()[1] for line in world.troubles if not line.startswith(" "))
        tally.update(episodes=1)
        with capsys.disabled():
            print(f"seed {seed}: {(time.monotonic() - began) / 60:.1f} min, {dict(tally)}, {kinds.total()} troubles")  # noqa: T201
    with capsys.disabled():
        print(f"{dict(tally)}; troubles: {dict(kinds)}")  # noqa: T201
