"""What is broken in the world, how, and how it is mended. Each trouble is over when its function returns.

``gentle`` troubles take under a second or so and are for the short run; ``long`` ones wait for the limits after which a
node or a client gives a silent connection up.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Awaitable, Callable

from practicum.live.time import MEASURE_EVERY
from practicum.store.errors import StoreDown
from tests.faults.world import World, tell_store

Trouble = Callable[[World], Awaitable[None]]


async def kill_a_node(world: World) -> None:
    """`kill -9`, and a new process."""
    node = world.chance.choice(world.nodes)
    await node.kill()
    await node.start()


async def deploy(world: World) -> None:
    """One node after the other is told to end, drains, and comes back new, while people go on."""
    for node in world.nodes:
        await node.stop()
        await node.start()


async def deploy_one(world: World) -> None:
    """One node is told to end, drains, and comes back new."""
    node = world.chance.choice(world.nodes)
    await node.stop()
    await node.start()


async def freeze_a_node(world: World) -> None:
    """A node stands still for a while, as one whose machine swaps, and goes on with old news."""
    node = world.chance.choice(world.nodes)
    os.kill(node.pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(world.chance.uniform(0.1, 0.8))
    finally:
        os.kill(node.pid, signal.SIGCONT)


async def freeze_a_node_for_long(world: World) -> None:
    """A node stands still for so long that everybody else gives it up."""
    node = world.chance.choice(world.nodes)
    os.kill(node.pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(world.chance.uniform(8, 20))
    finally:
        os.kill(node.pid, signal.SIGCONT)


async def kill_the_store(world: World) -> None:
    """`kill -9`, and a new process on the same folder."""
    await world.store.kill()
    await asyncio.sleep(world.chance.uniform(0, 0.3))
    await world.store.start()


async def freeze_the_store(world: World) -> None:
    """The store stands still for a while."""
    world.store.freeze()
    try:
        await asyncio.sleep(world.chance.uniform(0.1, 0.8))
    finally:
        world.store.resume()


async def freeze_the_store_for_long(world: World) -> None:
    """The store stands still until the nodes give their connections up."""
    world.store.freeze()
    try:
        await asyncio.sleep(world.chance.uniform(11, 16))
    finally:
        world.store.resume()


async def swallow_between_node_and_store(world: World) -> None:
    """One node's words to the store vanish, and come late or never."""
    await _swallow(world, world.chance.randrange(len(world.wires)), world.chance.uniform(0.1, 0.8))


async def swallow_between_node_and_store_for_long(world: World) -> None:
    """One node is cut off until it gives its connections up, while the others go on."""
    await _swallow(world, world.chance.randrange(len(world.wires)), world.chance.uniform(6, 16))


async def _swallow(world: World, number: int, seconds: float) -> None:
    wire = world.wires[number]
    wire.swallow()
    await asyncio.sleep(seconds)
    # What was held back is lost with its connection, or comes late, when others have gone on.
    if world.chance.random() < 0.5:
        wire.cut()
    wire.heal()


async def delay_between_node_and_store(world: World) -> None:
    """One node is far from the store, as if in another region."""
    wire = world.chance.choice(world.wires)
    wire.delay = world.chance.uniform(0.01, 0.15)
    await asyncio.sleep(world.chance.uniform(0.5, 1.5))
    wire.heal()


async def cut_a_node_from_the_store(world: World) -> None:
    """All connections of one node are reset."""
    world.chance.choice(world.wires).cut()


async def swallow_between_people_and_nodes(world: World) -> None:
    """Nobody hears anything for a while."""
    assert world.front is not None
    world.front.swallow()
    await asyncio.sleep(world.chance.uniform(0.1, 0.8))
    if world.chance.random() < 0.5:
        world.front.cut()
    world.front.heal()


async def swallow_between_people_and_nodes_for_long(world: World) -> None:
    """Nobody hears anything, until they notice by the silence alone."""
    assert world.front is not None
    world.front.swallow()
    await asyncio.sleep(world.chance.uniform(12, 20))
    world.front.heal()


async def delay_between_people_and_nodes(world: World) -> None:
    """Everybody is on a slow line."""
    assert world.front is not None
    world.front.delay = world.chance.uniform(0.01, 0.2)
    await asyncio.sleep(world.chance.uniform(0.5, 1.5))
    world.front.heal()


async def everybody_reconnects(world: World) -> None:
    """All sockets are reset in one moment."""
    assert world.front is not None
    world.front.cut()


async def a_few_lose_their_sockets(world: World) -> None:
    """Some people's networks change."""
    for person in world.people:
        if world.chance.random() < 0.3:
            person.client.drop()


async def kill_subscriptions(world: World) -> None:
    """The store throws all subscribers out."""
    await tell_store(world.store, ("CLIENT", "KILL", "TYPE", "pubsub"))


async def kill_connections(world: World) -> None:
    """The store throws everybody out."""
    await tell_store(world.store, ("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"))


async def flush_scripts(world: World) -> None:
    """The store forgets its scripts."""
    await tell_store(world.store, ("SCRIPT", "FLUSH"))


async def memory_runs_out(world: World) -> None:
    """The store takes no more writes for a while."""
    await tell_store(world.store, ("CONFIG", "SET", "maxmemory", 1))
    await asyncio.sleep(world.chance.uniform(0.1, 0.8))
    await tell_store(world.store, ("CONFIG", "SET", "maxmemory", 0))


async def the_disk_is_full(world: World) -> None:
    """The store can't write on, and ends, as it must; room is made, and it is started again."""
    world.store.limit_files(world.chance.randint(1, 20_000))
    try:
        async with asyncio.timeout(10):
            await world.store.until_ended()
    except TimeoutError:
        await world.store.kill()
    await world.store.start()


async def the_clock_is_wrong_for_a_while(world: World) -> None:
    """The store's clock is set, back or forward, until every node knows it; then it is right again."""
    seconds = world.chance.choice((-600, -90, -5, 5, 90, 600))
    for off in (seconds, 0):
        for wire in world.wires:
            wire.clock.set(off)
        await asyncio.sleep(world.chance.uniform(MEASURE_EVERY, MEASURE_EVERY + 2))


GENTLE: tuple[Trouble, ...] = (
    kill_a_node,
    deploy_one,
    freeze_a_node,
    kill_the_store,
    freeze_the_store,
    swallow_between_node_and_store,
    delay_between_node_and_store,
    cut_a_node_from_the_store,
    swallow_between_people_and_nodes,
    delay_between_people_and_nodes,
    everybody_reconnects,
    a_few_lose_their_sockets,
    kill_subscriptions,
    kill_connections,
    flush_scripts,
    memory_runs_out,
    # Only Linux can limit the files of another process.
    *((the_disk_is_full,) if hasattr(resource, "prlimit") else ()),
)
LONG: tuple[Trouble, ...] = (
    deploy,
    freeze_a_node_for_long,
    freeze_the_store_for_long,
    swallow_between_node_and_store_for_long,
    swallow_between_people_and_nodes_for_long,
    the_clock_is_wrong_for_a_while,
)


async def make_trouble(world: World, trouble: Trouble) -> None:
    """Break something, and write down what and when."""
    began = asyncio.get_running_loop().time()
    world.troubles.append(f"{began:.3f} {trouble.__name__}")
    try:
        await trouble(world)
    except StoreDown:
        # Another trouble is under way: then there is nobody to tell.
        world.troubles.append("    (the store was away)")
