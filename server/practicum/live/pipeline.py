"""How a session's moves become durable: decided one after another, appended without waiting for each other.

- A move is decided when it comes, in the turn of the loop in which it was read: on the records as they will be once all
  moves before it are on disk. Its append is sent at the end of that turn. Outcomes are taken in order, as the store
  tells them: only what is on disk is shown or answered. No task waits for either, as long as all goes well.
- What does not is mended by one task, and until then nothing is decided:
  *Conflict*: somebody else appended first. Everything under way is thrown away, the log is read from here on, and the
  same moves are decided again.
  *Duplicate*: the store knows this client's id: it is answered as it was at first, and the rest as after a conflict.
  *Down*: the outcome is unknown. The same appends are sent again when the store is back, under the same positions: the
  store recognises what it has. Nothing is answered meanwhile, and nothing is refused: the inbox fills, and sockets are
  read no further. A store that answers, but can't write (its memory is full, say), is asked at growing intervals.
- A refusal is kept by the store as well before it is told, at the position on which it was decided: it is told of the
  log as it is, and no other node that has the same move waiting makes it after all. Only what can be refused without
  looking at the records, or is a fault of ours, is told at once, and kept with the client's next move.
- *Behind*: who comes from another node may have seen more of the log than is known here. They wait until it was read.
- The inbox holds ``INBOX`` moves, ``AHEAD`` may be under way.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from functools import partial
from time import perf_counter

import structlog

from practicum.live.counts import Counts, Outcome
from practicum.live.frames import Done
from practicum.live.history import Step
from practicum.live.jobs import Job, Listener, Pending, Wait, forgotten, refused, resolve
from practicum.live.limits import Limits
from practicum.live.room import no_room
from practicum.live.state import LoggedMove, State, raws
from practicum.rules.decide import decide
from practicum.rules.moves import Move, TimeUp
from practicum.rules.refusals import Refusal
from practicum.rules.state import Changes
from practicum.rules.timers import due_at
from practicum.scenario.model import Scenario
from practicum.store.errors import StoreDown
from practicum.store.log import Append, Appended, Conflict, Duplicate, Store
from practicum.store.log import Outcome as Appending
from practicum.store.positions import Position, next_position

INBOX = 256
AHEAD = 64
NONCE_BITS = 48
READ_AGAIN = 0.2
SEND_AGAIN = 0.05
LONGEST_PAUSE = 1.0
_nonces = random.Random()  # noqa: S311 - a nonce tells histories apart, and is no secret
FAULT = Refusal("fault", "This did not work because of a fault on our side. Nothing was changed.")

logger = structlog.get_logger(__name__)


class SessionGoneError(Exception):
    """The session is no longer in the store."""


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
        self._loop = asyncio.get_running_loop()
        self._inbox: deque[Job] = deque()
        self._pending: deque[Pending] = deque()
        self._has_room = asyncio.Event()
        self._open = True
        self._wanted = asyncio.Event()  # something is to be mended
        self._told_of = asyncio.Event()  # an outcome came while something is mended
        self._fault: Exception | None = None
        self._missed = False
        self._behind: list[tuple[int, asyncio.Future[None]]] = []
        self._pause = SEND_AGAIN

    @property
    def idle(self) -> bool:
        """Say whether nothing waits and nothing is under way."""
        return not self._inbox and not self._pending

    @property
    def full(self) -> bool:
        """Say whether the inbox is full."""
        return len(self._inbox) >= INBOX

    def put(self, job: Job) -> Wait | None:
        """Take a move; return what to wait for before the next one, when there are more now than the inbox holds.

        Whoever waits may go away: the move keeps its place. Else another socket of the same client could have found it
        waiting here, and relied on that.
        """
        self._inbox.append(job)
        self._go_on()
        return self._until_room if len(self._inbox) > INBOX else None

    async def _until_room(self) -> None:
        while len(self._inbox) > INBOX:
            self._has_room.clear()
            await self._has_room.wait()

    def offer(self, job: Job) -> bool:
        """Take a move, unless the inbox is full or one of its kind waits there: a clock asks until it is heard."""
        if self.full or any(type(waiting.move) is type(job.move) for waiting in self._inbox):
            return False
        self._inbox.append(job)
        self._go_on()
        return True

    def lacks(self, to: Position, *, ours: bool) -> bool:
        """Say whether a move that was appended is news here: not yet applied, and none that is under way from here.

        One of this node's may be of the session's former life: given out before that ended, and appended after this
        one had read the log.
        """
        return to.version > self._state.ahead_at.version if ours else not self._state.history.leads_to(to)

    def missed(self) -> None:
        """Note that another node may have appended: the log will be asked."""
        self._missed = True
        if not self._pending:
            self._stop()

    def hold(self) -> None:
        """Decide and confirm nothing, until ``go_on``."""
        self._open = False

    def go_on(self) -> None:
        """Decide and confirm again."""
        self._open = True
        self._go_on()

    async def reach(self, version: int) -> None:
        """Wait until this version is known here, or the log was asked and does not have it."""
        if self._state.position.version < version:
            asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._behind.append((version, asked))
            self.missed()
            await asked

    async def run(self) -> None:
        """Mend what goes wrong until cancelled; a fault of ours ends it."""
        try:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                if self._fault is not None:
                    raise self._fault
                await self._mend()
                self.go_on()
        finally:
            # What is told from now on is of no use here: the session is over, or will be loaded anew.
            self.hold()

    def _go_on(self) -> None:
        """Take the outcomes that have come, and decide what waits."""
        if not self._open:
            return
        try:
            while self._confirm() and self._inbox and len(self._pending) < AHEAD:
                self._decide_unless_known(self._inbox.popleft())
        except Exception as fault:  # noqa: BLE001 - ``run`` raises it
            # It must not cost whoever happens to call: it ends this session's life in memory.
            self._fault = fault
            self._stop()
        if len(self._inbox) <= INBOX:
            self._has_room.set()

    def _stop(self) -> None:
        self.hold()
        self._wanted.set()

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

    def _decide(self, job: Job) -> None:
        """Decide a move and send its append; nothing waits in here, so the order of appends is that of decisions."""
        state = self._state
        now = max(self._listener.now(), state.now)
        was_due = due_at(state.ahead) if isinstance(job.move, TimeUp) else None
        if job.trail is not None:
            job.trail.deciding()
        decided = self._decided(job, now)
        if job.trail is not None:
            job.trail.left("decide")
        if isinstance(decided, Refusal):
            pending = self._refuse(job, decided)
        elif isinstance(job.move, TimeUp) and not decided.put and not decided.drop:
            pending = Pending(job, b"", None, None, 0.0, ended=True)  # nothing was due: not worth an entry in the log
        else:
            if was_due is not None:
                self._counts.timers_late.add(max(0, now - was_due) / 1000)
            state.now = now
            pending = self._append(job, decided, now)
        self._pending.append(pending)

    def _decided(self, job: Job, now: int) -> Changes | Refusal:
        if isinstance(job.move, Refusal):
            return job.move
        version = self._state.ahead_at.version + 1
        try:
            decided = decide(self._state.ahead, self._scenario, job.move, job.by, now, version)
        except Exception:
            # A bug in a rule must cost one move, not the session: the fault is logged, the sender is told.
            logger.exception("live.rule_failed", session=self._session, seat=job.by.seat, do=job.do)
            return FAULT
        if isinstance(decided, Refusal):
            return decided
        return no_room(self._limits, self._state.ahead, job.move, job.by, decided, version) or decided

    def _refuse(self, job: Job, refusal: Refusal) -> Pending:
        state, row = self._state, job.row
        answer = state.encode(refused(job.id, refusal))
        append = None
        if row is not None and refusal is not job.move and refusal is not FAULT:
            at, due = state.ahead_at, None
            append = Append(self._session, at, at, b"", {}, (), row.name, job.id, answer, row.refusals(), row.seat, due)
        elif row is not None:
            row.refusing[job.id] = answer
        pending = Pending(job, answer, None, append, perf_counter(), ended=append is None, refusal=refusal)
        if append is not None:
            self._store.append_soon(append, partial(self._told, pending))
        return pending

    def _append(self, job: Job, changes: Changes, now: int) -> Pending:
        state, row = self._state, job.row
        assert isinstance(job.move, Move)
        at = state.ahead_at
        to = next_position(at, _nonces.getrandbits(NONCE_BITS))
        state.ahead.apply(changes)
        state.ahead_at = to
        logged = LoggedMove(job.do, job.move, job.by.actor, job.by.seat, now)
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
        pending = Pending(job, answer, changes, append, perf_counter())
        # The store sees it through, whatever becomes of the socket that it came by.
        self._store.append_soon(append, partial(self._told, pending))
        return pending

    def _told(self, pending: Pending, outcome: Appending | None) -> None:
        """Learn what became of an append; None when that is not known."""
        pending.outcome = outcome
        pending.ended = True
        self._told_of.set()
        self._go_on()

    def _confirm(self) -> bool:
        """Take in order what has ended well, and have the rest mended; say whether more may be decided."""
        while self._pending and self._pending[0].ended:
            head = self._pending[0]
            if head.append is None:
                self._pending.popleft()
                self._settle_unwritten(head)
            elif isinstance(head.outcome, Appended):
                self._pending.popleft()
                if head.refusal is None:
                    self._settle(head, head.append, head.outcome)
                else:
                    self._settle_refused(head, head.append, head.outcome)
            else:
                self._stop()
                return False
        if self._missed:
            # What is decided now may be decided in vain, and whoever waits for the log to be read would wait for as
            # long as people go on: only what is under way is seen through.
            if not self._pending:
                self._stop()
            return False
        return True

    async def _mend(self) -> None:
        """Set right what stopped the confirming."""
        head = self._pending[0] if self._pending else None
        if head is not None and not head.ended:
            return  # that was set right already: what is under way now will be told
        match head.outcome if head is not None else Conflict(self._state.position):
            case Duplicate(answer):
                assert head is not None
                self._pending.popleft()
                # Answered when the log was read: done comes after its changes, whichever node made them.
                await self._decide_again(partial(self._settle_duplicate, head, answer))
            case Conflict():
                self._counts.conflicts += head is not None
                await self._decide_again()
            case None:
                await self._send_again()

    def _settle(self, pending: Pending, append: Append, appended: Appended) -> None:
        job, row = pending.job, pending.job.row
        assert pending.changes is not None
        step = Step(append.at, append.to, raws(append.put), append.drop)
        self._state.confirm(step, pending.changes)
        self._pause = SEND_AGAIN
        if self._behind:
            self._tell_who_waited(append.to.version)
        self._counts.moves[job.do, "done"] += 1
        self._counts.append.add(perf_counter() - pending.decided)
        self._listener.changed(step)
        if row is not None:
            row.deciding.discard(job.id)
            row.written(append.refusals)
            row.settle(job.id, pending.answer)
            self._listener.answer(row, pending.answer)
        self._forget(appended.removed)
        if job.trail is not None:
            job.trail.left("append")
            self._listener.followed(job.trail.ended("done", version=append.to.version))
        resolve(job, None)

    def _settle_refused(self, pending: Pending, append: Append, appended: Appended) -> None:
        job, row = pending.job, pending.job.row
        assert row is not None
        self._pause = SEND_AGAIN
        self._count_refused(pending)
        row.deciding.discard(job.id)
        row.written(append.refusals)
        row.settle(job.id, pending.answer)
        self._listener.answer(row, pending.answer)
        self._forget(appended.removed)
        resolve(job, pending.refusal)

    def _forget(self, client: str | None) -> None:
        """Send away the client that lost its row to a newer one, if one did."""
        if client is not None and (gone := self._state.clients.forget(client)) is not None:
            self._listener.client_removed(gone)

    def _count_refused(self, pending: Pending) -> None:
        job, refusal = pending.job, pending.refusal
        if refusal is not None:
            how: Outcome = "failed" if refusal is FAULT else "refused"
            self._counts.moves[job.do, how] += 1
            if job.trail is not None:
                self._listener.followed(job.trail.ended(how, refused=refusal.code))

    def _settle_unwritten(self, pending: Pending) -> None:
        job, row = pending.job, pending.job.row
        self._count_refused(pending)
        if row is not None:
            row.deciding.discard(job.id)
            row.refuse(job.id, pending.answer)
            self._listener.answer(row, pending.answer)
            self._state.clients.tidy(row)
        resolve(job, pending.refusal)

    def _settle_duplicate(self, pending: Pending, answer: bytes) -> None:
        job, row = pending.job, pending.job.row
        assert row is not None
        row.deciding.discard(job.id)
        frame = answer or self._state.encode(forgotten(job.id))
        row.settle(job.id, frame)
        self._listener.answer(row, frame)

    async def _send_again(self) -> None:
        """Wait for the store, and ask it for the same appends once more."""
        await self._all_ended()
        # A lost connection is waited for; an answer that says no would be asked for again at once, and for ever.
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        await self._store.up(self._session)
        async with asyncio.TaskGroup() as asking:
            for pending in self._pending:
                if pending.append is not None:
                    self._counts.appends_retried += 1
                    asking.create_task(self._ask_again(pending, pending.append))

    async def _ask_again(self, pending: Pending, append: Append) -> None:
        try:
            pending.outcome = await self._store.append(append)
        except StoreDown:
            pending.outcome = None

    async def _decide_again(self, first: Callable[[], None] = lambda: None) -> None:
        """Learn what others appended, then decide everything under way anew."""
        await self._all_ended()
        self._missed = False
        asked, self._behind = self._behind, []
        try:
            await self._catch_up()
        finally:
            for _, waiting in asked:
                _let_go(waiting)
        self._state.fall_back()
        first()
        again = [pending.job for pending in self._pending]
        for job in again:
            if job.row is not None:
                job.row.refusing.clear()
        self._pending.clear()
        for job in again:
            self._decide_unless_known(job)

    def _tell_who_waited(self, version: int) -> None:
        for wanted, waiting in self._behind:
            if wanted <= version:
                _let_go(waiting)
        self._behind = [(wanted, waiting) for wanted, waiting in self._behind if wanted > version]

    async def _all_ended(self) -> None:
        while not all(pending.ended for pending in self._pending):
            self._told_of.clear()
            await self._told_of.wait()

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


def _let_go(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
