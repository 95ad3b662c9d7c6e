"""What our way costs beside the plain one, as ratios: `make bench`.

Figures from different machines can't be compared; two that were taken side by side in one run can. So each line here
times the same work done in two ways, in turns, in one process, and what counts is the last column.
"""

import asyncio
import secrets
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from redis.asyncio import Redis

from bench.check import compare_checks
from bench.landscape import compare_landscapes
from practicum.store.embedded import EmbeddedStore
from practicum.store.log import Append, Appended, Store
from practicum.store.positions import START, next_position

MOVES_EACH = 300
ROUNDS = 5
RECORD = b"r" * 200

Work = Callable[[], Awaitable[None]]


async def main() -> None:
    """Time every pair, those of the store on one embedded store, and print the tables."""
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        embedded = await EmbeddedStore.start(Path(folder))
        store = await Store.open(embedded.url)
        plain = Redis.from_url(embedded.url)
        try:
            say(f"{'moves a second, fsynced':44}{'ours':>10}{'plain':>10}{'ratio':>8}")
            for seats in (1, 10, 50):
                label = f"{seats} writers: append.lua | XADD by redis-py"
                await compare(label, seats, lambda n=seats: appends(store, n), lambda n=seats: xadds(plain, n))
        finally:
            await plain.aclose()
            await store.close()
            await embedded.stop()
    compare_landscapes(say)
    compare_checks(say)


async def compare(label: str, writers: int, ours: Work, plain: Work) -> None:
    """Time two ways of the same work in turns, and print the best of each."""
    moves = MOVES_EACH * writers
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for which, work in enumerate((ours, plain)):
            began = time.perf_counter()
            await work()
            best[which] = min(best[which], time.perf_counter() - began)
    say(f"{label:44}{moves / best[0]:10.0f}{moves / best[1]:10.0f}{best[1] / best[0]:8.2f}")


async def appends(store: Store, writers: int) -> None:
    """Append moves to as many sessions as there are writers: log, record, answer and publish, deduplicated."""

    async def write(session: str) -> None:
        at = START
        for number in range(1, MOVES_EACH + 1):
            to = next_position(at, secrets.randbits(48))
            put = {f"claim/1/{number % 50}": RECORD}
            done = await store.append(Append(session, at, to, RECORD, put, (), "client", number, b"done", seat="seat"))
            if not isinstance(done, Appended):
                raise TypeError(f"the store answered {done} to move {number}")
            at = to

    async with asyncio.TaskGroup() as group:
        for _ in range(writers):
            group.create_task(write(secrets.token_hex(8)))


async def xadds(plain: Redis, writers: int) -> None:
    """Add as many entries to plain streams, with nothing else in them."""

    async def write(stream: str) -> None:
        for _ in range(MOVES_EACH):
            await plain.xadd(stream, {"move": RECORD})

    async with asyncio.TaskGroup() as group:
        for _ in range(writers):
            group.create_task(write(secrets.token_hex(8)))


def say(line: str) -> None:
    """Write one line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
