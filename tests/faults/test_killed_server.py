"""`kill -9` in the middle of moves: who was told done was told the truth, and everybody finds back without help."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from practicum.bots.local import LocalServer
from tests.faults.crowd import Crowd, cut_the_power
from tests.soaking import a_seed

PEOPLE = 6
GONE = 2
KILLS = 2
THINGS = 25  # for each person between two kills


@pytest.mark.timeout(60)
@pytest.mark.parametrize("power_cut", [False, True], ids=["server", "server and store"])
async def test_a_killed_server_loses_nothing_that_it_told_done(
    server: LocalServer, data: Path, *, power_cut: bool
) -> None:
    """Two kills at moments drawn from the seed; two people vanish with the first and never come back."""
    seed = a_seed()
    chance = random.Random(seed)
    crowd = Crowd(server.url, seed)
    async with asyncio.TaskGroup() as tasks:
        talkers = await crowd.gather(tasks, PEOPLE)
        staying = talkers[GONE:]
        for kill in range(KILLS):
            talking = [tasks.create_task(talker.talk(THINGS)) for talker in (staying if kill else talkers)]
            await crowd.until_told(chance.randint(5, len(staying) * THINGS // 2))
            await (cut_the_power(server, data) if power_cut else server.kill())
            if not kill:
                for talker, task in zip(talkers[:GONE], talking, strict=False):
                    task.cancel()
                    talker.leave()
            await server.start()
            await asyncio.gather(*talking[0 if kill else GONE :])
        for talker in staying:
            assert all(answer.done for answer in await talker.answers())
        await crowd.holds_exactly_what_was_told()
        await crowd.sees_what_a_newcomer_sees(staying)
        for talker in staying:
            talker.leave()
    crowd.broke_no_promise()


async def test_a_stopped_server_is_found_again(server: LocalServer) -> None:
    """On SIGTERM it says goodbye; the moves wait in the clients and are made when it is back."""
    seed = a_seed()
    crowd = Crowd(server.url, seed)
    async with asyncio.TaskGroup() as tasks:
        talkers = await crowd.gather(tasks, 3)
        talking = [tasks.create_task(talker.talk(THINGS)) for talker in talkers]
        await crowd.until_told(random.Random(seed).randint(1, THINGS))
        await server.stop()
        await server.start()
        await asyncio.gather(*talking)
        for talker in talkers:
            assert all(answer.done for answer in await talker.answers())
        await crowd.holds_exactly_what_was_told()
        await crowd.sees_what_a_newcomer_sees(talkers)
        for talker in talkers:
            talker.leave()
    crowd.broke_no_promise()
