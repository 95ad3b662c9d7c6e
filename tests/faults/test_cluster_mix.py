"""A cluster of three primaries and their replicas, in every sort of trouble, while three sessions are played.

It goes on for a quarter of ``SOAK_MINUTES``. Each episode has a cluster, a world and a seed of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from practicum.store import keys
from practicum.store.topology import slot_of
from tests import soaking
from tests.faults.checker import Verdict
from tests.faults.stores import Valkey, a_cluster, in_step, leads, take_over
from tests.faults.test_cluster import BETWEEN, ROOMS, move_a_session, move_key_by_key, people_at_work
from tests.faults.trouble import everybody_reconnects, kill_a_node
from tests.faults.world import World

MINUTES = soaking.MINUTES / 4
EPISODE = 45.0  # seconds of trouble


async def a_slot_moves(world: World, nodes: list[Valkey]) -> None:
    """That of a session, of the list of sessions, or the one whose holder tells the time; by either way."""
    number = world.chance.randrange(ROOMS + 2)
    if number < ROOMS and world.chance.random() < 0.5:
        await move_a_session(world, await primaries_of(nodes), number)
        return
    others = (slot_of(keys.SESSIONS), 0)
    slot = slot_of(keys.log_key(world.rooms[number].hosted.session)) if number < ROOMS else others[number - ROOMS]
    await move_key_by_key(world, await primaries_of(nodes), slot)


async def a_replica_is_told_to_take_over(world: World, nodes: list[Valkey]) -> None:
    """Nothing may be lost by that."""
    _, replica = await a_pair(world, nodes)
    await take_over(replica)


async def scripts_and_listeners_are_lost(world: World, nodes: list[Valkey]) -> None:
    """On one primary."""
    primary, _ = await a_pair(world, nodes)
    await primary.ask("CLIENT", "KILL", "TYPE", "pubsub")
    await primary.ask("SCRIPT", "FLUSH")


async def a_node_dies(world: World, _nodes: list[Valkey]) -> None:
    """And comes back."""
    await kill_a_node(world)


async def all_sockets_are_reset(world: World, _nodes: list[Valkey]) -> None:
    """At once."""
    await everybody_reconnects(world)


async def a_primary_dies(world: World, nodes: list[Valkey]) -> None:
    """Its replica takes over, and it comes back as the replica of that."""
    primary, replica = await a_pair(world, nodes)
    await primary.kill()
    await leads(replica)
    await primary.start()


async def a_primary_stands_still(world: World, nodes: list[Valkey]) -> None:
    """Until its replica took over."""
    primary, replica = await a_pair(world, nodes)
    primary.freeze()
    try:
        await leads(replica)
    finally:
        primary.resume()


Breaks = Callable[[World, list[Valkey]], Awaitable[None]]
KEEPS: tuple[Breaks, ...] = (
    a_slot_moves,
    a_slot_moves,
    a_replica_is_told_to_take_over,
    scripts_and_listeners_are_lost,
    a_node_dies,
    all_sockets_are_reset,
)
LOSES: tuple[Breaks, ...] = (a_primary_dies, a_primary_stands_still)


async def primaries_of(nodes: list[Valkey]) -> list[Valkey]:
    """List who leads now."""
    return [node for node in nodes if b"role:master" in await node.ask("INFO", "replication")]


async def a_pair(world: World, nodes: list[Valkey]) -> tuple[Valkey, Valkey]:
    """Draw a primary, and its replica, once that is in step."""
    number = world.chance.randrange(3)
    pair = nodes[number], nodes[number + 3]
    while len(leading := await primaries_of(list(pair))) != 1:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    replica = pair[0] if leading == [pair[1]] else pair[1]
    await in_step(replica)
    return leading[0], replica


@pytest.mark.soak(minutes=MINUTES)
async def test_a_cluster_in_trouble_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Episode after episode; in every other one primaries die, and the ends of logs may be lost with them."""
    began = time.monotonic()
    tally: Counter[str] = Counter()
    for seed in soaking.seeds_for(MINUTES):
        lost_tail = bool(seed % 2)
        verdict: list[Verdict] = []
        async with (
            a_cluster(replicas=1) as nodes,
            people_at_work(nodes, verdict, lost_tail=lost_tail, seed=seed) as world,
        ):
            until = time.monotonic() + EPISODE
            while time.monotonic() < until:
                breaks = world.chance.choice((*KEEPS, *LOSES) if lost_tail else KEEPS)
                world.troubles.append(f"{time.monotonic():.3f} {breaks.__name__}")
                tally[breaks.__name__] += 1
                await breaks(world, nodes)
                await world.until_answered(world.chance.randint(1, BETWEEN))
        for each in verdict:
            tally.update(moves=each.moves, unknown=each.unknown, lost=each.lost, timers=each.timers)
        tally.update(episodes=1)
        with capsys.disabled():
            print(f"seed {seed}: {(time.monotonic() - began) / 60:.1f} min, {dict(tally)}")  # noqa: T201
