"""The one writer of all sessions on this node.

What queued up while the last batch was under way goes out as the next batch: a busy server writes few large batches and
the store fsyncs once for each, an idle one writes at once. The rules:

- Commands go out in the order in which they were given, so one session's appends may be pipelined. Their outcomes are
  told in that order too.
- Who submits is told by a call, as soon as the store's answer is read: no task is woken for a write. ``send`` waits.
- At most `ROOM` commands that wait with ``send`` are queued or under way. Full means that it waits for room, in order.
  Who submits bounds what it has under way itself.
- A caller that is cancelled does not cancel its write. It happens, and its outcome is dropped.
- When the connection is lost or an answer takes too long, everything queued or under way gets StoreDown: its outcome is
  unknown. Until the connection is back, nothing is taken; `up` waits for that.
- Nothing is ever sent twice from here, except what the store says it did not run (NOSCRIPT). To ask again is the
  caller's decision, and the script recognises it.
"""

import asyncio
import hashlib
import random
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, TypeAlias

import hiredis
import structlog

from .connection import Connection, pack, shown
from .connection import Told as ToldBatch
from .errors import StoreDown, refused

ROOM = 1024
BATCH_COMMANDS = 256
BATCH_BYTES = 1 << 20
ANSWER_WITHIN = 10.0
LONGEST_PAUSE = 2.0

# The store lost its role or its memory of who it is: another connection may lead to one that can write.
_ELSEWHERE = ("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN")

logger = structlog.get_logger(__name__)


Told = Callable[[Any], None]
"""Learns the reply to a command, or a StoreDown: an error reply, or that the outcome is unknown. It must not raise."""
Away: TypeAlias = Callable[[str], AbstractContextManager[object]]
"""Whoever is told of a server that is away, for as long as it is."""


class _Write:
    """A packed command and who learns of its reply."""

    __slots__ = ("command", "told")

    def __init__(self, command: bytes, told: Told) -> None:
        self.command = command
        self.told = told


def sha_of(script: bytes) -> str:
    """Name a script as the store does."""
    return hashlib.sha1(script, usedforsecurity=False).hexdigest()


class Writer:
    """A queue of writes, one batch of them under way, and a task that keeps a connection."""

    def __init__(self, url: str, script: bytes, chance: random.Random | None = None, away: Away = nullcontext) -> None:
        self._loop = asyncio.get_running_loop()
        self._url = url
        self._load_script = pack("SCRIPT", "LOAD", script)
        self._chance = chance or random.Random()  # noqa: S311 - only spreads reconnects
        self._away = away
        self._queue: deque[_Write] = deque()
        self._batch: list[_Write] = []
        self._going = False  # a batch is under way, or will be at the end of this turn
        self._asked_at = 0.0
        self._connection: Connection | None = None
        self._room = asyncio.Semaphore(ROOM)
        self._unusable = asyncio.Event()
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
        self._give_up(self._connection)  # a task that is cancelled before its first step does not even end

    @property
    def is_up(self) -> bool:
        """Tell whether the store can be written to."""
        return self._up.is_set()

    async def up(self) -> None:
        """Wait until the store can be written to."""
        await self._up.wait()

    def submit(self, command: bytes, told: Told) -> None:
        """Write a packed command soon and have its outcome told; StoreDown when nothing can be written now."""
        self._refuse_if_down()
        self._queue.append(_Write(command, told))
        if not self._going:
            # At the end of this turn of the loop: what else is submitted in it goes along.
            self._going = True
            self._idle.clear()
            self._loop.call_soon(self._go)

    async def send(self, command: bytes) -> Any:
        """Write a packed command and return its reply; an error reply is raised as StoreDown."""
        self._refuse_if_down()
        await self._room.acquire()
        answered: asyncio.Future[Any] = self._loop.create_future()

        def told(outcome: Any) -> None:
            self._room.release()
            if answered.done():
                return
            if isinstance(outcome, StoreDown):
                answered.set_exception(outcome)
            else:
                answered.set_result(outcome)

        try:
            self.submit(command, told)
        except StoreDown:
            self._room.release()
            raise
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
        except BaseException:
            connection.close()
            raise
        if isinstance(loaded, hiredis.ReplyError):
            connection.close()
            raise StoreDown(f"the store must be Valkey, or Redis 7 or later: {loaded}")
        # The end of the connection is noticed also while nothing is asked.
        self._unusable.clear()
        connection.on_lost = self._unusable.set
        self._connection = connection
        self._idle.set()
        self._up.set()
        return connection

    async def _run(self, connection: Connection | None) -> None:
        try:
            if connection is None:
                connection = await self._reconnect()
            while True:
                await self._until_unusable(connection)
                self._give_up(connection)
                logger.warning("store.writer.down")
                with self._away(shown(self._url)):
                    connection = await self._reconnect()
                logger.info("store.writer.up")
        finally:
            self._give_up(connection)

    async def _until_unusable(self, connection: Connection) -> None:
        """Wait until the connection is lost, was told to be of no use, or has not answered for too long."""
        wait = ANSWER_WITHIN
        while not (self._unusable.is_set() or connection.lost.is_set()):
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._unusable.wait()
                    return
            late = self._loop.time() - self._asked_at if self._batch else 0.0
            if late >= ANSWER_WITHIN:
                return
            wait = ANSWER_WITHIN - late

    def _give_up(self, connection: Connection | None) -> None:
        self._up.clear()
        self._connection = None
        if connection is not None:
            connection.close()
        self._fail_all()

    async def _reconnect(self) -> Connection:
        longest = 0.05
        while True:
            await asyncio.sleep(self._chance.uniform(0, longest))
            longest = min(longest * 2, LONGEST_PAUSE)
            try:
                return await self._connect()
            except StoreDown as error:
                logger.debug("store.writer.still_down", reason=str(error))

    # --- one batch after another

    def _go(self) -> None:
        """Send the next batch; with nothing to send, be idle."""
        connection = self._connection
        if connection is None or self._unusable.is_set():
            return  # whoever gives the connection up tells those who wait
        if not self._queue:
            self._going = False
            self._idle.set()
            return
        self._batch = self._next_batch()
        self._ask(connection, [write.command for write in self._batch])

    def _ask(self, connection: Connection, commands: list[bytes], told: ToldBatch | None = None) -> None:
        self._asked_at = self._loop.time()
        try:
            connection.ask(commands, told or self._answered)
        except StoreDown:
            self._unusable.set()

    def _next_batch(self) -> list[_Write]:
        batch: list[_Write] = []
        size = 0
        while self._queue and len(batch) < BATCH_COMMANDS and size < BATCH_BYTES:
            write = self._queue.popleft()
            size += len(write.command)
            batch.append(write)
        return batch

    def _answered(self, replies: list[Any] | None) -> None:
        """Tell the outcomes of a batch, and send the next one; a lost connection is noticed elsewhere."""
        connection = self._connection
        if replies is None or connection is None:
            return
        batch, self._batch = self._batch, []
        not_run: list[_Write] = []
        for write, reply in zip(batch, replies, strict=True):
            if not isinstance(reply, hiredis.ReplyError):
                write.told(reply)
            elif (text := str(reply)).startswith("NOSCRIPT"):
                not_run.append(write)
            else:
                if text.startswith(_ELSEWHERE):
                    self._unusable.set()
                write.told(refused("the store did not write", text))
        if not_run:
            # A restart or a flush emptied the script cache. What did not run, runs in its old order.
            self._batch = not_run
            self._ask(connection, [self._load_script, *(write.command for write in not_run)], self._answered_anew)
        else:
            self._go()

    def _answered_anew(self, replies: list[Any] | None) -> None:
        self._answered(replies[1:] if replies is not None else None)

    def _fail_all(self) -> None:
        writes = [*self._batch, *self._queue]
        self._batch = []
        self._queue.clear()
        self._going = False
        for write in writes:
            write.told(StoreDown("the store did not confirm the write: its outcome is unknown"))
        self._idle.set()
