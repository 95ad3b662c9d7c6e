"""Those who play: a participant, who does what its mind wishes, and what goes wrong on the way.

Rules:
- ``Pace`` turns pauses of people into pauses of bots: session seconds divided by the speed. Who opens an exhibit reads
  it, at the pace of people.
- A refusal is an answer. What may be otherwise in a moment (``AGAIN``) is looked at anew; after any other refusal, and
  after ``TRIES`` of those, the same wish is not made again.
"""

from __future__ import annotations

import asyncio
from collections import Counter

from practicum.bots.chance import Dice
from practicum.bots.client import Client
from practicum.bots.view import words_in
from practicum.bots.wishes import Mind

TRIES = 5
THINKING = 6.0  # seconds of the session between two moves of one person
WORDS_A_MINUTE = 220  # that people read
LOOK_AGAIN = 1.0
AGAIN = ("stale", "paused", "phase.closed", "budget.exceeded")


class Pace:
    """How fast bots think."""

    def __init__(self, speed: float, chance: Dice) -> None:
        self.speed = speed
        self._chance = chance

    async def read(self, words: int) -> None:
        """Pause for as long as it takes to read so many words."""
        await asyncio.sleep(words / WORDS_A_MINUTE * 60 / self.speed)

    async def think(self, seconds: float = THINKING) -> None:
        """Pause for about so many seconds of the session."""
        await asyncio.sleep(self._chance.uniform(0.5, 1.5) * seconds / self.speed)


class Participant:
    """One participant at one device."""

    def __init__(self, client: Client, mind: Mind, pace: Pace) -> None:
        self._client = client
        self._pace = pace
        self._view = mind.view
        self._mind = mind
        self._tries: Counter[str] = Counter()

    async def play(self) -> None:
        """Do what there is to do until the session ends."""
        while not self._view.ended and self._client.open:
            if self._mind.next() is None:
                await self._client.changed(LOOK_AGAIN)
                continue
            await self._pace.think()
            # While one thinks the others move on: what is wished now may be something else.
            wish = self._mind.next()
            if wish is None:
                continue
            await self._client.here({"on": wish.tag[:60]})
            answer = await self._client.do(wish.do, wish.arguments)
            self._tries[wish.tag] += 1
            if answer.code not in AGAIN or self._tries[wish.tag] >= TRIES:
                self._mind.finished.add(wish.tag)
            if answer.done and wish.reads is not None:
                await self._pace.read(words_in(self._view.the(f"evidence/{self._view.team}/{wish.reads}")))


async def lose_sockets(client: Client, pace: Pace, every: float) -> None:
    """Lose a client's socket about every so many seconds of the session, as long as this runs."""
    while client.open:
        await pace.think(every)
        client.drop()
