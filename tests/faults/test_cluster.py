"""Nodes on a cluster: slots move, by either way, primaries die and replicas take over, and every account stays true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from practicum.store import keys
from practicum.store.topology import slot_of
from tests.faults.checker import Verdict, brief
from tests.faults.stores import Valkey, a_cluster, a_slot_on_its_way, all_of, holder, in_step, leads, take_over
from tests.faults.trouble import everybody_reconnects, kill_a_node
from tests.faults.world import World, a_world
from tests.soaking import a_seed

ROOMS = 3
BETWEEN = 40  # answers


@asynccontextmanager
async def people_at_work(
    nodes: list[Valkey], verdict: list[Verdict], *, lost_tail: bool = False, seed: int | None = None
) -> AsyncIterator[World]:
    """Let three sessions be played while the body breaks things; then hold every account to the log."""
    seed = a_seed() if seed is None else seed
    async with a_world(seed, store=nodes[0], address=all_of(nodes)) as world:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(ROOMS):
                await world.open(tasks, 3, devices=not lost_tail)
            world.work(tasks, 0.05)
            await world.until_answered(BETWEEN)
            yield world
            await world.until_answered(BETWEEN)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        verdict += await world.verdicts(lost_tail=lost_tail)
        for each in verdict:
            assert not each.faults, f"SEED={seed}\n{brief(each.faults)}\n{world.told()}"


@pytest.mark.soak(minutes=0.2)
async def test_a_cluster_loses_nothing() -> None:
    """Three sessions, wherever they are; a slot goes elsewhere while it is written to, a primary is killed."""
    async with a_cluster() as primaries, people_at_work(primaries, []) as world:
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


@pytest.mark.soak(minutes=0.3)
async def test_slots_move_key_by_key_and_nothing_is_lost() -> None:
    """Each session goes to another primary and on, a key at a time; so do the lists and the clock."""
    async with a_cluster() as primaries, people_at_work(primaries, []) as world:
        for times in range(3):
            for number in range(ROOMS):
                slot = slot_of(keys.log_key(world.rooms[number].hosted.session))
                await move_key_by_key(world, primaries, slot)
            await move_key_by_key(world, primaries, slot_of(keys.SESSIONS))
            await move_key_by_key(world, primaries, 0)  # whose holder's time is everybody's
            if times == 1:
                await kill_a_node(world)
                await everybody_reconnects(world)
            await world.until_answered(BETWEEN)


@pytest.mark.soak(minutes=0.2)
async def test_a_replica_is_told_to_take_over_and_nothing_is_lost() -> None:
    """Each primary in turn hands over to its replica, and back."""
    async with a_cluster(replicas=1) as nodes, people_at_work(nodes, []) as world:
        for number in (0, 1, 2):
            for primary, replica in ((nodes[number], nodes[number + 3]), (nodes[number + 3], nodes[number])):
                await in_step(replica)
                await take_over(replica)
                assert not primary.ended
                await world.until_answered(BETWEEN // 2)


@pytest.mark.soak(minutes=0.4)
async def test_replicas_take_over_by_themselves() -> None:
    """Each primary in turn is killed; what its replica had not heard of yet is lost, and that is noticed."""
    verdict: list[Verdict] = []
    async with a_cluster(replicas=1) as nodes, people_at_work(nodes, verdict, lost_tail=True) as world:
        for number in (0, 1, 2):
            primary, replica = nodes[number], nodes[number + 3]
            slots = [slot_of(keys.log_key(room.hosted.session)) for room in world.rooms]
            deaf = any([await holder(nodes, slot) is primary for slot in slots])
            await in_step(replica)
            # From here on it hears nothing: its primary is not the one that it would log in to.
            await replica.ask("CONFIG", "SET", "primaryauth", "of another primary")
            await primary.ask("CLIENT", "KILL", "TYPE", "replica")
            await world.until_answered(BETWEEN // 2 if deaf else 1)
            await primary.kill()
            await leads(replica)
            await replica.ask("CONFIG", "SET", "primaryauth", "")
            await world.until_answered(BETWEEN)
            await primary.start()
            await in_step(primary)
    assert sum(each.lost for each in verdict) > 0


@pytest.mark.soak(minutes=0.3)
async def test_primaries_that_stood_still_find_that_others_took_over() -> None:
    """Each goes on with what it was told before, for a moment; then it follows who took over."""
    verdict: list[Verdict] = []
    async with a_cluster(replicas=1) as nodes, people_at_work(nodes, verdict, lost_tail=True) as world:
        for number in (0, 1, 2):
            primary, replica = nodes[number], nodes[number + 3]
            await in_step(replica)
            primary.freeze()
            try:
                await leads(replica)
                await world.until_answered(world.chance.randint(1, BETWEEN))
            finally:
                primary.resume()
            await world.until_answered(BETWEEN)
            await in_step(primary)


async def move_key_by_key(world: World, primaries: list[Valkey], slot: int) -> None:
    """Move a slot to another primary the older way, while it is written to: for moments it is torn apart."""
    source = await holder(primaries, slot)
    target = world.chance.choice([primary for primary in primaries if primary is not source])
    async with a_slot_on_its_way(primaries, slot, target) as move_keys:
        for key in await source.ask("CLUSTER", "GETKEYSINSLOT", slot, 1_000):
            await asyncio.sleep(world.chance.uniform(0, 0.15))
            await move_keys(key)
        await asyncio.sleep(world.chance.uniform(0, 0.5))


async def move_a_session(world: World, primaries: list[Valkey], number: int) -> None:
    """Move a session's slot from whichever primary holds it to another one, and wait until it is there."""
    slot = slot_of(keys.log_key(world.rooms[number].hosted.session))
    source = await holder(primaries, slot)
    target = world.chance.choice([primary for primary in primaries if primary is not source])
    id = (await target.ask("CLUSTER", "MYID")).decode()
    await source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", id)
    while await holder(primaries, slot) is not target:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
