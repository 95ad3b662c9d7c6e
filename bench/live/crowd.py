"""A load generator, a process of its own: ``python -m bench.live.crowd``. It takes orders as lines of JSON.

- ``{"dialect", "port", "rooms", "seats"}`` first: connect so many seats to each room.
- ``{"rate", "seconds", "seed"}``: make so many moves a second, each by a seat drawn at random, at moments that are set
  beforehand. A slow server changes nothing about them: what waits, waits (an open loop). The answer tells what was
  sent, answered and heard, and how long it took.
- ``{"told": true}``: the answer tells how many frames and bytes came so far.
- ``{"leave": true}``: close every socket. ``{"come": "seen"}`` then has everybody come back at once, each with the
  position that it has seen; ``{"come": "fresh"}`` with none. The answer tells how long it took until all were whole.
- The end of the input ends it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from typing import Any

from bench.live.seats import DIALECTS, PracticumSeat, Seat, Tally

TICK = 0.001
SETTLES_WITHIN = 15.0
AT_ONCE = 50


async def main() -> None:
    """Follow orders until there are none."""
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 26)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    crowd = Crowd(json.loads(await lines.readline()))
    tell(await crowd.connect())
    while line := await lines.readline():
        tell(await crowd.follow(json.loads(line)))
    await crowd.leave()


def tell(what: dict[str, Any]) -> None:
    """Answer an order."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Crowd:
    """Seats in rooms."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._dialect = DIALECTS[order["dialect"]]
        self._port = order["port"]
        self._rooms = order["rooms"]
        self._seats_each = order["seats"]
        self.seats: list[Seat] = []
        self._number = 0

    async def connect(self) -> dict[str, Any]:
        """Let everybody come in."""
        loop = asyncio.get_running_loop()
        host = f"127.0.0.1:{self._port}"
        wanted = [room for room in self._rooms for _ in range(self._seats_each)]
        for start in range(0, len(wanted), AT_ONCE):
            next_ones = enumerate(wanted[start : start + AT_ONCE], start)
            these = [self._dialect(number, room, host) for number, room in next_ones]
            for seat in these:
                await loop.create_connection(lambda seat=seat: seat, "127.0.0.1", self._port)
            await asyncio.gather(*(seat.ready for seat in these))
            self.seats += these
        return {"seats": len(self.seats)}

    async def follow(self, order: dict[str, Any]) -> dict[str, Any]:
        """Do what an order says."""
        if "leave" in order:
            return await self.leave()
        if "told" in order:
            return {"frames": sum(seat.frames for seat in self.seats), "bytes": sum(seat.bytes for seat in self.seats)}
        if "come" in order:
            return await self.come(seen=order["come"] == "seen")
        return await self.run(**order)

    async def come(self, *, seen: bool) -> dict[str, Any]:
        """Let everybody who left come back at the same moment."""
        loop = asyncio.get_running_loop()
        host = f"127.0.0.1:{self._port}"
        before = [seat for seat in self.seats if isinstance(seat, PracticumSeat)]
        self.seats = seats = [
            PracticumSeat(seat.number, seat.room, host, seat.seen if seen else None, seat.token) for seat in before
        ]
        began = loop.time()
        took: list[float] = []
        for seat in seats:
            seat.ready.add_done_callback(lambda _: took.append(1000 * (loop.time() - began)))
        await asyncio.gather(
            *(loop.create_connection(lambda seat=seat: seat, "127.0.0.1", self._port) for seat in seats)
        )
        await asyncio.gather(*(seat.ready for seat in seats))
        took.sort()
        return {
            "seats": len(seats),
            "p50": quantile(took, 0.5),
            "last": took[-1],
            "whole": sum(seat.whole for seat in seats),
            "bytes": sum(seat.heard_bytes for seat in seats),
        }

    async def run(self, rate: float, seconds: float, seed: int) -> dict[str, Any]:
        """Make moves, and wait until everybody heard of them."""
        loop, chance = asyncio.get_running_loop(), random.Random(seed)
        for seat in self.seats:
            seat.tally = Tally()
        moves = round(rate * seconds)
        before = os.times()
        began = loop.time()
        made = 0
        while made < moves:
            due = min(moves, int((loop.time() - began) * rate) + 1)
            for _ in range(due - made):
                self._number += 1
                chance.choice(self.seats).move(self._number)
            made = due
            await asyncio.sleep(TICK)
        ended = loop.time()
        whole = moves * (self._seats_each - 1)
        while loop.time() < ended + SETTLES_WITHIN:
            if self._sum("heard") >= whole and self._sum("answered") >= moves:
                break
            await asyncio.sleep(0.01)
        after = os.times()
        took = sorted(nanoseconds / 1e6 for seat in self.seats for nanoseconds in seat.tally.took)
        told = {what: self._sum(what) for what in ("sent", "answered", "heard", "own", "frames")}
        return told | {
            "missing": whole - told["heard"],
            "seconds": loop.time() - began,
            "late": loop.time() - ended,
            "p50": quantile(took, 0.5),
            "p99": quantile(took, 0.99),
            "most": took[-1] if took else 0.0,
            "own_cpu": after.user + after.system - before.user - before.system,
            "lost": sum(seat.over.done() for seat in self.seats),
        }

    async def leave(self) -> dict[str, Any]:
        """Close every socket."""
        for seat in self.seats:
            seat.leave()
        await asyncio.gather(*(seat.over for seat in self.seats))
        return {}

    def _sum(self, what: str) -> int:
        return sum(getattr(seat.tally, what) for seat in self.seats)


def quantile(ordered: list[float], part: float) -> float:
    """Give a quantile of ordered figures; 0 when there are none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


if __name__ == "__main__":
    import uvloop

    uvloop.run(main())
