"""The one writer of all sessions on this node.

What queued up while the last batch was under way goes out as the next batch: a busy server writes few large batches and
the store fsyncs once for each, an idle one writes at once. The rules:

- Commands go out in the order in which they were given, so one session's appends may be pipelined.
- At most `ROOM` commands are queued or under way. Full means that `send` waits for room, in order; nothing is refused,
  the caller's own queue fills, and its clients are read more slowly.
- A caller that is cancelled does not cancel its write. It happens, and its outcome is dropped.
- When the connection is lost or an answer takes too long, everything queued or under way gets StoreDown: its outcome is
  unknown. Until the connection is back, `send` raises StoreDown at once; `up` waits for that.
- Nothing is ever sent twice from here, except what the store says it did not run (NOSCRIPT). To ask again is the
  caller's decision, and the script recognises it.
"""

import asyncio
import hashlib
import random
from collections import deque
from typing import Any

import hiredis
import structlog

from .connection import Connection, pack
from .errors import StoreDown, refused

ROOM = 1024
BATCH_COMMANDS = 256
BATCH_BYTES = 1 << 20
ANSWER_WITHIN = 10.0
LONGEST_PAUSE = 2.0

# The store lost its role or its memory of who it is: another connection may lead to one that can write.
_ELSEWHERE = ("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN")

logger = structlog.get_logger(__name__)


class _Write:
    """A packed command and who waits for its reply."""

    __slots__ = ("answered", "command")

    def __init__(self, command: bytes, answered: "asyncio.Future[Any]") -> None:
        self.command = command
        self.answered = answered


def sha_of(script: bytes) -> str:
    """Name a script as the store does."""
    return hashlib.sha1(script, usedforsecurity=False).hexdigest()


class Writer:
    """A queue of writes, and the task that sends them."""

    def __init__(self, url: str, script: bytes, chance: random.Random | None = None) -> None:
        self._url = url
        self._load_script = pack("SCRIPT", "LOAD", script)
        self._chance = chance or random.Random()  # noqa: S311 - only spreads reconnects
        self._queue: deque[_Write] = deque()
        self._room = asyncio.Semaphore(ROOM)
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._up = asyncio.Event()
        self._closing = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, or raise StoreDown, and start to write."""
        connection = await self._connect()
        # The writer outlives every caller's task group: a move that was sent is seen through, whoever went away.
        self._task = asyncio.create_task(self._run(connection), name="store writer")

    def start_later(self) -> None:
        """Start to connect, for as long as it takes; until then the store is down."""
        self._task = asyncio.create_task(self._run(None), name="store writer")

    async def close(self, within: float = 5.0) -> None:
        """Write what is queued, if that is possible in time, and stop."""
        self._closing = True
        if self._task is None:
            return
        if self._up.is_set():
            try:
                async with asyncio.timeout(within):
                    await self._idle.wait()
            except TimeoutError:
                logger.warning("store.writer.left_behind", writes=len(self._queue))
        self._task.cancel()
        await asyncio.wait([self._task])

    @property
    def is_up(self) -> bool:
        """Tell whether the store can be written to."""
        return self._up.is_set()

    async def up(self) -> None:
        """Wait until the store can be written to."""
        await self._up.wait()

    async def send(self, command: bytes) -> Any:
        """Write a packed command and return its reply; an error reply is raised as StoreDown."""
        self._refuse_if_down()
        await self._room.acquire()
        try:
            self._refuse_if_down()
        except StoreDown:
            self._room.release()
            raise
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.append(_Write(command, answered))
        self._idle.clear()
        self._wake.set()
        return await answered

    def _refuse_if_down(self) -> None:
        if self._closing:
            raise StoreDown("the store is being closed")
        if not self._up.is_set():
            raise StoreDown("the store can't be reached at the moment")

    async def _connect(self) -> Connection:
        connection = await Connection.open(self._url)
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                (loaded,) = await connection.request([self._load_script])
        except TimeoutError as error:
            connection.close()
            raise StoreDown("the store did not answer in time") from error
        if isinstance(loaded, hiredis.ReplyError):
            connection.close()
            raise StoreDown(f"the store must be Valkey, or Redis 7 or later: {loaded}")
        self._up.set()
        self._idle.set()
        return connection

    async def _run(self, connection: Connection | None) -> None:
        try:
            if connection is None:
                connection = await self._reconnect()
            while True:
                await self._write_while_up(connection)
                self._up.clear()
                connection.close()
                self._fail_queued()
                logger.warning("store.writer.down")
                connection = await self._reconnect()
                logger.info("store.writer.up")
        finally:
            self._up.clear()
            if connection is not None:
                connection.close()
            self._fail_queued()

    async def _reconnect(self) -> Connection:
        longest = 0.05
        while True:
            await asyncio.sleep(self._chance.uniform(0, longest))
            longest = min(longest * 2, LONGEST_PAUSE)
            try:
                return await self._connect()
            except StoreDown as error:
                logger.debug("store.writer.still_down", reason=str(error))

    async def _write_while_up(self, connection: Connection) -> None:
        # The event that tells of new writes tells of the connection's end too, so that an idle writer notices it.
        connection.on_lost = self._wake.set
        while not connection.lost.is_set():
            if not self._queue:
                self._idle.set()
                self._wake.clear()
                await self._wake.wait()
                continue
            batch = self._next_batch()
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    usable = await self._write(connection, batch)
            except (StoreDown, TimeoutError):
                usable = False
            finally:
                self._fail(batch)
                for _ in batch:
                    self._room.release()
            if not usable:
                return

    def _next_batch(self) -> list[_Write]:
        batch: list[_Write] = []
        size = 0
        while self._queue and len(batch) < BATCH_COMMANDS and size < BATCH_BYTES:
            write = self._queue.popleft()
            size += len(write.command)
            batch.append(write)
        return batch

    async def _write(self, connection: Connection, batch: list[_Write]) -> bool:
        """Send a batch and hand out its replies; False when the connection should be given up."""
        usable = True
        while batch:
            not_run: list[_Write] = []
            replies = await connection.request([write.command for write in batch])
            for write, reply in zip(batch, replies, strict=True):
                text = str(reply) if isinstance(reply, hiredis.ReplyError) else ""
                if text.startswith("NOSCRIPT"):
                    not_run.append(write)
                    continue
                usable = usable and not text.startswith(_ELSEWHERE)
                if write.answered.done():
                    continue
                if text:
                    write.answered.set_exception(refused("the store did not write", text))
                else:
                    write.answered.set_result(reply)
            if not_run:
                # A restart or a flush emptied the script cache. What did not run, runs in its old order.
                await connection.request([self._load_script])
            batch = not_run
        return usable

    def _fail(self, writes: list[_Write]) -> None:
        for write in writes:
            if not write.answered.done():
                write.answered.set_exception(StoreDown("the store did not confirm the write: its outcome is unknown"))

    def _fail_queued(self) -> None:
        queued = list(self._queue)
        self._queue.clear()
        self._fail(queued)
        for _ in queued:
            self._room.release()
        self._idle.set()
