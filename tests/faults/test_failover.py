"""A primary dies and its replica takes over without the last moves: that is noticed, and nobody is stuck."""

from __future__ import annotations

import asyncio

import pytest

from practicum.store.connection import Connection, pack
from tests.faults.checker import Verdict, brief
from tests.faults.stores import Valkey, a_replicated_valkey, in_step, leads
from tests.faults.world import a_world
from tests.soaking import a_seed
from tests.store.test_sentinel import a_sentinel

BEFORE = 40  # answers, and as many after
TIMES = 20
TAIL = 20  # answers that the replica never hears of


async def lose_a_tail(seed: int) -> Verdict:
    """Play, fail over, play on, and hold every account to what survived."""
    async with a_replicated_valkey() as (primary, replica), a_world(seed, store=primary) as world:
        async with asyncio.TaskGroup() as tasks:
            await world.open(tasks, 4, devices=False)
            world.work(tasks, 0.03)
            await world.until_answered(BEFORE)
            # From here on the replica hears nothing more, as when a link is slow in the wrong moment.
            await replica.ask("REPLICAOF", "NO", "ONE")
            await world.until_answered(TAIL)
            await primary.kill()
            await world.fail_over(replica)
            await world.until_answered(BEFORE)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        (verdict,) = await world.verdicts(lost_tail=True)
        assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"
        return verdict


@pytest.mark.timeout(60)
async def test_a_lost_tail_is_noticed_and_everybody_goes_on() -> None:
    """What was told done and lost is all at the end of the old log; every screen is rebuilt from what survived."""
    assert (await lose_a_tail(a_seed())).lost >= 1


@pytest.mark.soak(minutes=2)
async def test_tails_are_lost_again_and_again() -> None:
    """Each time another one; one of them may be empty."""
    first = a_seed()
    lost = [(await lose_a_tail(seed)).lost for seed in range(first, first + TIMES)]
    assert sum(lost) >= TIMES


@pytest.mark.soak(minutes=0.5)
async def test_sentinels_lead_everybody_to_the_next_primary() -> None:
    """There and back: whoever died comes back as the replica, until it is its turn again."""
    seed = a_seed()
    async with (
        a_replicated_valkey() as pair,
        a_sentinel(pair[0].port) as address,
        a_world(seed, store=pair[0], address=address) as world,
    ):
        async with asyncio.TaskGroup() as tasks:
            await world.open(tasks, 4, devices=False)
            world.work(tasks, 0.05)
            for primary, replica in (pair, pair[::-1]):
                await until_known(address, replica)
                await world.until_answered(BEFORE)
                await primary.kill()
                await leads(replica)
                await world.until_answered(BEFORE)
                await primary.start()
                await in_step(primary)
            await world.rest()
            await world.same_as_newcomers()
            world.leave()
        (verdict,) = await world.verdicts(lost_tail=True)
        assert not verdict.faults, f"SEED={seed}\n{brief(verdict.faults)}\n{world.told()}"


async def until_known(address: str, replica: Valkey) -> None:
    """Wait until a sentinel knows that a server is the replica, and in step: it promotes no other."""
    connection = await Connection.open(f"redis://127.0.0.1:{address.rpartition(':')[2].partition('/')[0]}")
    while True:
        ((*known,),) = await connection.request([pack("SENTINEL", "REPLICAS", "cohort")])
        if [each for each in known if int(each[b"port"]) == replica.port and each[b"master-link-status"] == b"ok"]:
            break
        await asyncio.sleep(0.1)
    connection.close()
