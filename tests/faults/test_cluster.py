"""Nodes on a cluster of three primaries: a primary dies, slots move, a node dies, and every account stays true."""

from __future__ import annotations

import asyncio

import pytest

from practicum.store import keys
from practicum.store.topology import slot_of
from tests.faults.checker import brief
from tests.faults.stores import Valkey, a_cluster
from tests.faults.trouble import everybody_reconnects, kill_a_node
from tests.faults.world import World, a_seed, a_world

ROOMS = 3
BETWEEN = 40  # answers


@pytest.mark.soak
@pytest.mark.timeout(120)
async def test_a_cluster_loses_nothing() -> None:
    """Three sessions, wherever they are; a slot goes elsewhere while it is written to, a primary is killed."""
    seed = a_seed()
    async with (
        a_cluster() as primaries,
        a_world(seed, store=primaries[0], address=primaries[1].url) as world,
    ):
        async with asyncio.TaskGroup() as tasks:
            for _ in range(ROOMS):
                await world.open(tasks, 3)
            world.work(tasks, 0.05)
            await world.until_answered(BETWEEN)
            for number in range(ROOMS):
                await move_a_session(world, primaries, number)
            await world.until_answered(BETWEEN)
            killed = world.chance.choice(primaries)
            await killed.kill()
            await killed.start()
            await world.until_answered(BETWEEN)
            await kill_a_node(world)
            await everybody_reconnects(world)
            await world.until_answered(BETWEEN)
            for primary in primaries:
                await primary.ask("CLIENT", "KILL", "TYPE", "pubsub")
                await primary.ask("SCRIPT", "FLUSH")
            await world.until_answered(BETWEEN)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        for verdict in await world.verdicts():
            assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"


async def move_a_session(world: World, primaries: list[Valkey], number: int) -> None:
    """Move a session's slot from whichever primary holds it to another one, and wait until it is there."""
    slot = slot_of(keys.log_key(world.rooms[number].hosted.session))
    source = await holder(primaries, slot)
    target = world.chance.choice([primary for primary in primaries if primary is not source])
    id = (await target.ask("CLUSTER", "MYID")).decode()
    await source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", id)
    while await holder(primaries, slot) is not target:  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def holder(primaries: list[Valkey], slot: int) -> Valkey:
    """Find the primary that holds a slot."""
    found = await primaries[0].ask("CLUSTER", "SLOTS")
    port = next(primary[1] for first, last, primary, *_ in found if first <= slot <= last)
    return next(primary for primary in primaries if primary.port == port)
