"""People who work without a pause while things break, each with an account of what they did and were told."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from practicum.bots.chance import dice
from practicum.bots.client import Answer, Client
from practicum.bots.promises import Watch
from practicum.bots.wire import Message
from tests.faults.copies import MARK
from tests.faults.history import Account

IN_FLIGHT = 8
BOXES = ("knowledge", "information", "incentives")


class Both:
    """Two watchers as one."""

    def __init__(self, *watchers: Any) -> None:
        self._watchers = watchers

    def opened(self, at: str | None) -> None:
        """A socket was opened."""
        for watcher in self._watchers:
            watcher.opened(at)

    def sent(self, message: Message) -> None:
        """A frame was sent."""
        for watcher in self._watchers:
            watcher.sent(message)

    def received(self, raw: bytes, message: Message) -> None:
        """A frame came."""
        for watcher in self._watchers:
            watcher.received(raw, message)

    def broken(self, what: str) -> None:
        """A frame could not be read."""
        for watcher in self._watchers:
            watcher.broken(what)


class Device(Client):
    """A client that sends again, after each welcome, what was done lately, if it sends everything twice.

    What was refused it leaves alone: a refusal that was not written yet is decided anew by another node, and to send it
    again is to ask again.
    """

    def _answer(self, id: int, answer: Answer) -> None:
        super()._answer(id, answer)
        if not answer.done and self._answered and self._answered[-1]["id"] == id:
            self._answered.pop()


class Person:
    """Somebody on one device."""

    def __init__(
        self,
        who: str,
        url: str,
        token: str,
        chance: random.Random,
        watch: Watch | None = None,
        **device: Any,
    ) -> None:
        self.who = who
        self.token = token
        self.chance = chance
        self.account = Account(who)
        self.watch = watch
        watcher = self.account if watch is None else Both(self.account, watch)
        # A name that no other run can have, whatever its seed: a store may outlive a run.
        self.client = Device(url, token, dice(chance.getrandbits(64), who), watcher=watcher, **device)
        self.account.client = self.client.name
        self._made = 0

    async def work(self, playing: asyncio.Event, pause: float) -> None:
        """Make one move after another while the event is set."""
        await self.client.until(lambda copy: copy.at is not None, 60)
        while playing.is_set():
            while self.client.unanswered >= IN_FLIGHT and playing.is_set():
                await self.client.changed(0.2)
            do, arguments = self.draw()
            if do == "here":
                await self.client.here(arguments)
            else:
                await self.client.begin(do, arguments)
            await asyncio.sleep(self.chance.expovariate(1 / pause))

    async def settle(self, within: float) -> bool:
        """Wait until everything is answered."""
        return await self.client.until(lambda _: not self.client.unanswered, within)

    def draw(self) -> tuple[str, Message]:
        """Choose what to do next."""
        return "seat.ready", {"ready": True}


class Participant(Person):
    """A member of a team."""

    def draw(self) -> tuple[str, Message]:
        """Choose what to do next."""
        self._made += 1
        seat, records = self.client.copy.seat, self.client.copy.records
        team, me = str(seat["team"]), self.account.seat
        text = f"{MARK.format(team)} {self.who} {self._made}"
        drawn = self.chance.random()
        if drawn < 0.55:
            return "chat.say", {"team": team, "text": text}
        if drawn < 0.7:
            return "claim.put", self._claim(records, team, text)
        if drawn < 0.78:
            return "needs.set", {"text": text}
        if drawn < 0.84:
            return "here", {"look": text}
        if drawn < 0.9:
            return "seat.ready", {"ready": self.chance.random() < 0.5}
        if drawn < 0.93:
            return "help.ask", {"text": f"{text} {me}"}
        return self._evidence(records, team)

    def _claim(self, records: dict[str, Message], team: str, text: str) -> Message:
        mine = [key for key in records if key.startswith(f"claim/{team}/")]
        id, revision = f"c{self.chance.getrandbits(32):08x}", 0
        if mine and self.chance.random() < 0.7:
            key = self.chance.choice(sorted(mine))
            id, revision = key.split("/")[2], records[key]["revision"]
        return {"team": team, "id": id, "text": text, "box": "information", "cause": None, "revision": revision}

    def _evidence(self, records: dict[str, Message], team: str) -> tuple[str, Message]:
        requests = sorted(key for key in records if key.startswith("request/"))
        if requests and self.chance.random() < 0.5:
            key = self.chance.choice(requests)
            cut = self.chance.choice(records[key]["cuts"])["cut"]
            return "data.request", {"team": team, "request": key.split("/")[1], "cut": cut}
        closed = sorted(k for k, r in records.items() if k.startswith(f"evidence/{team}/") and r["state"] == "closed")
        evidence = self.chance.choice(closed).split("/")[2] if closed else "X1"
        return "evidence.open", {"team": team, "evidence": evidence}


class Leader(Person):
    """A facilitator."""

    async def lead_to(self, phase: str) -> None:
        """Lead everybody to a phase."""
        await self.client.until(lambda copy: copy.at is not None, 60)
        while self.client.copy.records["phase"]["phase"] != phase:
            assert (await self.client.do("phase.next")).done

    def draw(self) -> tuple[str, Message]:
        """Choose what to do next."""
        self._made += 1
        drawn = self.chance.random()
        running = self.client.copy.records.get("clock", {}).get("running", True)
        if not running and drawn < 0.7:
            return "clock.resume", {}
        if drawn < 0.05:
            return "clock.pause", {}
        if drawn < 0.15:
            return "clock.extend", {"seconds": self.chance.randint(-60, 60)}
        if drawn < 0.18:
            return "phase.next", {}
        if drawn < 0.21:
            return "phase.back", {}
        return "say.all", {"text": f"{self.who} {self._made}"}


class Onlooker(Person):
    """An observer, or a second device that is only looked at."""

    async def work(self, playing: asyncio.Event, pause: float) -> None:
        """Look on."""
