"""Clients that send everything twice, and again after every lost socket, change nothing by it."""

from __future__ import annotations

import asyncio
import random

from practicum.bots.local import LocalServer
from tests.faults.crowd import Crowd
from tests.soaking import a_seed

THINGS = 40
LOSSES = 5


async def test_a_client_that_sends_everything_twice_changes_nothing(server: LocalServer) -> None:
    """Each thing said is in the log once, in the order in which it was said, and answered the same each time."""
    seed = a_seed()
    chance = random.Random(seed)
    crowd = Crowd(server.url, seed)
    async with asyncio.TaskGroup() as tasks:
        talkers = await crowd.gather(tasks, 3, twice=True)
        talking = [tasks.create_task(talker.talk(THINGS)) for talker in talkers]
        for _ in range(LOSSES):
            await crowd.until_told(chance.randint(1, len(talkers) * THINGS // LOSSES // 2))
            chance.choice(talkers).client.drop()
        await asyncio.gather(*talking)
        for talker in talkers:
            assert all(answer.done for answer in await talker.answers())
        await crowd.holds_exactly_what_was_told()
        log = [entry["with"]["text"] for entry in await crowd.log() if entry["do"] == "chat.say"]
        for talker in talkers:
            mine = [said.text for said in talker.said]
            assert [text for text in log if text in set(mine)] == mine
        await crowd.sees_what_a_newcomer_sees(talkers)
        for talker in talkers:
            talker.leave()
    crowd.broke_no_promise()
