"""How a session's moves become durable: decided one after another, appended without waiting for each other.

- One task decides. Each move is decided on the records as they will be once all moves before it are on disk, and its
  append is sent at once. Another task takes the outcomes in order: only what is on disk is shown or answered.
- *Conflict*: somebody else appended first. Everything under way is thrown away, the log is read from here on, and the
  same moves are decided again.
- *Duplicate*: the store knows this client's id: it is answered as it was at first, and the rest as after a conflict.
- *Down*: the outcome is unknown. The same appends are sent again when the store is back, under the same positions: the
  store recognises what it has. Nothing is answered meanwhile, and nothing is refused: the inbox fills, and sockets are
  read no further. A store that answers, but can't write (its memory is full, say), is asked at growing intervals.
- *Behind*: who comes from another node may have seen more of the log than is known here. They wait until it was read.
- The inbox holds ``INBOX`` moves, ``AHEAD`` may be under way.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Protocol

import structlog

from practicum.live.clients import Row
from practicum.live.counts import UNREADABLE, Counts
from practicum.live.frames import Done, Refused
from practicum.live.history import Step
from practicum.live.limits import Limits
from practicum.live.room import no_room
from practicum.live.state import LoggedMove, State, raws
from practicum.rules.decide import decide
from practicum.rules.moves import SPECS, Move, TimeUp
from practicum.rules.refusals import Refusal
from practicum.rules.scene import By
from practicum.rules.state import Changes
from practicum.rules.timers import due_at
from practicum.scenario.model import Scenario
from practicum.store.errors import StoreDown
from practicum.store.log import Append, Appended, Conflict, Duplicate, Store
from practicum.store.positions import next_position

INBOX = 256
AHEAD = 64
NONCE_BITS = 48
READ_AGAIN = 0.2
SEND_AGAIN = 0.05
LONGEST_PAUSE = 1.0
FAULT = Refusal("fault", "This did not work because of a fault on our side. Nothing was changed.")

logger = structlog.get_logger(__name__)


class SessionGoneError(Exception):
    """The session is no longer in the store."""


class Job:
    """A move to decide, for a seat's client, or for the host or the timekeeper who waits for the result."""

    __slots__ = ("by", "id", "move", "result", "row")

    def __init__(
        self,
        move: Move | Refusal,
        by: By,
        row: Row | None = None,
        id: int = 0,
        result: asyncio.Future[Refusal | None] | None = None,
    ) -> None:
        self.move = move
        self.by = by
        self.row = row
        self.id = id
        self.result = result

    @property
    def withdrawn(self) -> bool:
        """Say whether who submitted it no longer waits: then it need not be done."""
        return self.result is not None and self.result.cancelled()


class _Pending:
    """A decided move on its way: what to append, or what to answer without."""

    __slots__ = ("answer", "append", "changes", "decided", "job", "refusal", "task")

    def __init__(self, job: Job, answer: bytes, changes: Changes | None, append: Append | None) -> None:
        self.job = job
        self.answer = answer
        self.changes = changes
        self.append = append
        self.refusal: Refusal | None = None
        self.decided = asyncio.get_running_loop().time()
        self.task: asyncio.Task[Appended | Duplicate | Conflict | None] | None = None


class Listener(Protocol):
    """What a pipeline tells its session."""

    def now(self) -> int:
        """Return the store's time."""

    def changed(self, step: Step) -> None:
        """Learn that a step is on disk, and applied."""

    def reloaded(self) -> None:
        """Learn that the whole state was replaced."""

    def answer(self, row: Row, frame: bytes) -> None:
        """Send a client its answer."""

    def client_removed(self, row: Row) -> None:
        """Learn that a client lost its row to a newer one."""


class Pipeline:
    """The moves of one session, from the inbox to the log."""

    def __init__(
        self,
        session: str,
        scenario: Scenario,
        state: State,
        store: Store,
        counts: Counts,
        listener: Listener,
        limits: Limits,
    ) -> None:
        self._session = session
        self._scenario = scenario
        self._state = state
        self._store = store
        self._counts = counts
        self._listener = listener
        self._limits = limits
        self._inbox: asyncio.Queue[Job] = asyncio.Queue(INBOX)
        self._waiting = 0  # for a place in the inbox
        self._pending: deque[_Pending] = deque()
        self._room = asyncio.Semaphore(AHEAD)
        self._arrived = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._missed = False
        self._behind: list[tuple[int, asyncio.Future[None]]] = []
        self._pause = SEND_AGAIN
        self._tasks = asyncio.TaskGroup()

    @property
    def idle(self) -> bool:
        """Say whether nothing waits and nothing is under way."""
        return self._inbox.empty() and not self._pending and not self._waiting

    async def put(self, job: Job) -> None:
        """Queue a move; wait while the inbox is full.

        Whoever waits may go away: the move keeps its place. Else another socket of the same client could have found it
        waiting here, and relied on that.
        """
        if self._waiting or not self.offer(job):
            self._waiting += 1
            putting = self._tasks.create_task(self._inbox.put(job))
            putting.add_done_callback(self._has_place)
            await asyncio.shield(putting)

    def _has_place(self, _putting: asyncio.Task[None]) -> None:
        self._waiting -= 1

    def offer(self, job: Job) -> bool:
        """Queue a move unless the inbox is full."""
        try:
            self._inbox.put_nowait(job)
        except asyncio.QueueFull:
            return False
        return True

    def missed(self) -> None:
        """Note that another node may have appended: the log will be asked."""
        self._missed = True
        self._arrived.set()

    async def reach(self, version: int) -> None:
        """Wait until this version is known here, or the log was asked and does not have it."""
        if self._state.position.version < version:
            asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._behind.append((version, asked))
            self.missed()
            await asked

    async def run(self) -> None:
        """Decide and confirm until cancelled."""
        async with self._tasks as tasks:
            tasks.create_task(self._decide_all())
            tasks.create_task(self._confirm_all())

    async def _decide_all(self) -> None:
        while True:
            job = await self._inbox.get()
            await self._room.acquire()
            # While the store is away or the state is being read anew, nothing is decided.
            await self._open.wait()
            self._decide_unless_known(job)

    def _decide_unless_known(self, job: Job) -> None:
        """Decide a move, unless it was made elsewhere while it waited here, or nobody waits for it any more.

        Decided once more on records that it had changed already, it would be refused, and that would be told.
        """
        known = job.row.answer_to(job.id) if job.row is not None else None
        if job.row is not None and known is not None:
            job.row.deciding.discard(job.id)
            self._listener.answer(job.row, known)
        elif not job.withdrawn:
            self._decide(job)
            return
        self._room.release()

    def _decide(self, job: Job) -> None:
        """Decide a move and send its append; nothing waits in here, so the order of appends is that of decisions."""
        state = self._state
        now = max(self._listener.now(), state.now)
        was_due = due_at(state.ahead) if isinstance(job.move, TimeUp) else None
        decided = self._decided(job, now)
        if isinstance(decided, Refusal):
            pending = _Pending(job, state.encode(_refused(job.id, decided)), None, None)
            pending.refusal = decided
            if job.row is not None:
                job.row.refusing[job.id] = pending.answer
        elif isinstance(job.move, TimeUp) and not decided.put and not decided.drop:
            pending = _Pending(job, b"", None, None)  # nothing was due: not worth an entry in the log
        else:
            if was_due is not None:
                self._counts.timers_late.add(max(0, now - was_due) / 1000)
            state.now = now
            pending = self._append(job, decided, now)
        self._pending.append(pending)
        self._arrived.set()

    def _decided(self, job: Job, now: int) -> Changes | Refusal:
        if isinstance(job.move, Refusal):
            return job.move
        version = self._state.ahead_at.version + 1
        try:
            decided = decide(self._state.ahead, self._scenario, job.move, job.by, now, version)
        except Exception:
            # A bug in a rule must cost one move, not the session: the fault is logged, the sender is told.
            logger.exception("live.rule_failed", session=self._session, do=SPECS[type(job.move)].do)
            return FAULT
        if isinstance(decided, Refusal):
            return decided
        return no_room(self._limits, self._state.ahead, job.move, job.by, decided, version) or decided

    def _append(self, job: Job, changes: Changes, now: int) -> _Pending:
        state, row = self._state, job.row
        assert isinstance(job.move, Move)
        at = state.ahead_at
        to = next_position(at, secrets.randbits(NONCE_BITS))
        state.ahead.apply(changes)
        state.ahead_at = to
        do = SPECS[type(job.move)].do
        logged = LoggedMove(do, job.move, job.by.actor, job.by.seat, now)
        answer = state.encode(Done(job.id, str(to))) if row else b""
        append = Append(
            session=self._session,
            at=at,
            to=to,
            move=state.encode(logged),
            put=state.encoded(changes),
            drop=changes.drop,
            client=row.name if row else None,
            id=job.id,
            answer=answer,
            refusals=row.refusals() if row else (),
            seat=row.seat if row else None,
            due=due_at(state.ahead),
        )
        pending = _Pending(job, answer, changes, append)
        self._send(pending)
        return pending

    def _send(self, pending: _Pending) -> None:
        assert pending.append is not None
        # The task is the session's own: a socket's end does not cancel a write.
        pending.task = self._tasks.create_task(self._outcome(pending.append))

    async def _outcome(self, append: Append) -> Appended | Duplicate | Conflict | None:
        """Append; None when the outcome is unknown."""
        try:
            return await self._store.append(append)
        except StoreDown:
            return None

    async def _confirm_all(self) -> None:
        while True:
            if not self._pending:
                if self._missed:
                    await self._decide_again()
                    continue
                self._arrived.clear()
                await self._arrived.wait()
                continue
            head = self._pending[0]
            if head.task is None:
                self._pop()
                self._settle_unwritten(head)
                continue
            match await head.task:
                case Appended() as appended:
                    self._pop()
                    self._settle(head, appended)
                case Duplicate(answer):
                    self._pop()
                    # Answered when the log was read: done comes after its changes, whichever node made them.
                    await self._decide_again(partial(self._settle_duplicate, head, answer))
                case Conflict():
                    self._counts.conflicts += 1
                    await self._decide_again()
                case None:
                    await self._send_again()

    def _pop(self) -> None:
        self._pending.popleft()
        self._room.release()

    def _settle(self, pending: _Pending, appended: Appended) -> None:
        append, job, row = pending.append, pending.job, pending.job.row
        assert append is not None
        assert pending.changes is not None
        step = Step(append.at, append.to, raws(append.put), tuple(append.drop))
        self._state.confirm(step, pending.changes)
        self._pause = SEND_AGAIN
        if self._behind:
            self._tell_who_waited(append.to.version)
        self._counts.moves[_kind(job.move), "done"] += 1
        self._counts.append.add(asyncio.get_running_loop().time() - pending.decided)
        self._listener.changed(step)
        if row is not None:
            row.deciding.discard(job.id)
            row.written(tuple(append.refusals))
            row.settle(job.id, pending.answer)
            self._listener.answer(row, pending.answer)
        if appended.removed is not None and (gone := self._state.clients.forget(appended.removed)) is not None:
            self._listener.client_removed(gone)
        _resolve(job, None)

    def _settle_unwritten(self, pending: _Pending) -> None:
        job, row = pending.job, pending.job.row
        if pending.refusal is not None:
            self._counts.moves[_kind(job.move), "failed" if pending.refusal is FAULT else "refused"] += 1
        if row is not None:
            row.deciding.discard(job.id)
            row.refuse(job.id, pending.answer)
            self._listener.answer(row, pending.answer)
        _resolve(job, pending.refusal)

    def _settle_duplicate(self, pending: _Pending, answer: bytes) -> None:
        job, row = pending.job, pending.job.row
        assert row is not None
        row.deciding.discard(job.id)
        frame = answer or self._state.encode(forgotten(job.id))
        row.settle(job.id, frame)
        self._listener.answer(row, frame)

    async def _send_again(self) -> None:
        """Wait for the store, and ask it for the same appends once more."""
        self._open.clear()
        await self._all_ended()
        # A lost connection is waited for; an answer that says no would be asked for again at once, and for ever.
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        await self._store.up(self._session)
        for pending in self._pending:
            if pending.append is not None:
                self._counts.appends_retried += 1
                self._send(pending)
        self._open.set()

    async def _decide_again(self, first: Callable[[], None] = lambda: None) -> None:
        """Learn what others appended, then decide everything under way anew."""
        self._open.clear()
        await self._all_ended()
        self._missed = False
        asked, self._behind = self._behind, []
        try:
            await self._catch_up()
        finally:
            for _, waiting in asked:
                _resolve_waiting(waiting)
        self._state.fall_back()
        first()
        again = [pending.job for pending in self._pending]
        for job in again:
            if job.row is not None:
                job.row.refusing.clear()
        self._pending.clear()
        for job in again:
            self._decide_unless_known(job)
        self._open.set()

    def _tell_who_waited(self, version: int) -> None:
        for wanted, waiting in self._behind:
            if wanted <= version:
                _resolve_waiting(waiting)
        self._behind = [(wanted, waiting) for wanted, waiting in self._behind if wanted > version]

    async def _all_ended(self) -> None:
        for pending in self._pending:
            if pending.task is not None:
                await pending.task

    async def _catch_up(self) -> None:
        """Read the log from here on, or the whole session when that is not possible."""
        while True:
            try:
                return await self._read_on()
            except StoreDown:
                await asyncio.sleep(READ_AGAIN)
                await self._store.up(self._session)

    async def _read_on(self) -> None:
        entries = await self._store.since(self._session, self._state.position)
        if entries is not None:
            for entry in entries:
                self._listener.changed(self._state.foreign(entry))
            return
        stored = await self._store.load(self._session)
        if stored is None:
            raise SessionGoneError(self._session)
        self._counts.reloads += 1
        self._state.load(stored)
        self._listener.reloaded()


def _kind(move: Move | Refusal) -> str:
    return UNREADABLE if isinstance(move, Refusal) else SPECS[type(move)].do


def _refused(id: int, refusal: Refusal) -> Refused:
    return Refused(id, refusal.code, refusal.message, refusal.now)


def _resolve(job: Job, result: Refusal | None) -> None:
    if job.result is not None and not job.result.done():
        job.result.set_result(result)


def _resolve_waiting(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


def forgotten(id: int) -> Refused:
    """Answer an id that is too old to be known."""
    return Refused(id, "forgotten", "This was answered so long ago that the answer is no longer kept.")
