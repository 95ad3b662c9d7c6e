"""One live session: who is in it, what they do, what they are shown.

- Visits (sockets) enter with a token and a position, move, preview, say where they are, and leave. Every answer and
  every record reaches them through their outbox.
- Moves go through the pipeline; what it confirms is fanned out, and moves timers and chores on.
- A seat that changes its team or role is told everything anew, and a removed one is sent away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import msgspec

from practicum.live import farewell
from practicum.live.asking import Asking
from practicum.live.cases import Unpin
from practicum.live.clients import Row
from practicum.live.clockwork import MOVED_BY, Clockwork
from practicum.live.counts import UNREADABLE, Counts
from practicum.live.fanout import Fanout
from practicum.live.frames import Bye, Decode, Encode, Previewed, Refused
from practicum.live.history import Step
from practicum.live.jobs import Job, Wait, forgotten
from practicum.live.limits import Limits
from practicum.live.log import Logged, read_log
from practicum.live.neighbours import Neighbours, Word
from practicum.live.outbox import Outbox
from practicum.live.pace import Bucket, Pace
from practicum.live.pipeline import Pipeline
from practicum.live.presence import Presence
from practicum.live.state import State
from practicum.live.time import SessionTime
from practicum.live.tracing import Fact, Span, Tracer, Trail, span
from practicum.live.visit import Visit
from practicum.live.welcomes import READ_WITHIN, Welcomes
from practicum.rules.decide import parse
from practicum.rules.moves import MOVES, Move, TimeUp
from practicum.rules.preview import preview
from practicum.rules.records import Seat, Token
from practicum.rules.refusals import Refusal
from practicum.rules.scene import TIMEKEEPER, By
from practicum.rules.timers import due_at
from practicum.scenario.model import Scenario
from practicum.store.errors import StoreDown
from practicum.store.log import Store
from practicum.store.positions import Position

ENDED = "the session ended before its move did"


class Tools(msgspec.Struct, frozen=True):
    """What every session of a node works with."""

    store: Store
    encode: Encode
    decode: Decode
    now: Callable[[], int]
    counts: Counts
    unpin: Unpin
    pace: Pace = Pace()
    limits: Limits = Limits()
    tracer: Tracer | None = None


class Session:
    """The state of one session and everybody who looks at it."""

    def __init__(
        self, id: str, scenario: Scenario, state: State, tools: Tools, tell: Callable[[bytes], Awaitable[object]]
    ) -> None:
        """Keep a session; what is told goes to its other nodes, and is not kept."""
        self.id = id
        self.scenario = scenario
        self.state = state
        self._tools = tools
        self._encode = tools.encode
        self._counts = tools.counts
        self._fanout = Fanout(tools.encode, tools.counts)
        self._neighbours = Neighbours(tools.store.node, tools.encode, tools.decode, tell, self._here, self._heard)
        self._presence = Presence(self._fanout, tools.encode, on_word=self._neighbours.changed)
        self._pipeline = Pipeline(id, scenario, state, tools.store, tools.counts, self, tools.limits)
        self._visits: dict[str, dict[Visit, None]] = {}
        self._buckets: dict[str, Bucket] = {}
        self._time = SessionTime(tools.now)
        self._tracer = tools.tracer
        self._clockwork = Clockwork(state, scenario, self.now, self._fire, self._chore_done, told=self._told_of)
        self._welcomes = Welcomes(
            id,
            state,
            tools.store,
            self._presence,
            encode=tools.encode,
            counts=tools.counts,
            now=self.now,
            reach=self._pipeline.reach,
            tracer=tools.tracer,
        )
        self._submitted: set[asyncio.Future[Refusal | None]] = set()
        # A move that is under way already may have been appended before what is asked for, and says nothing of it.
        self._asking = Asking(lambda: self._pipeline.reach(self.state.ahead_at.version + 1))
        self.last_used = 0.0
        self.over = False
        self.touch()

    # --- life

    def touch(self) -> None:
        """Note that somebody is interested."""
        self.last_used = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Live until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._pipeline.run())
                tasks.create_task(self._clockwork.do_chores())
                tasks.create_task(self._neighbours.run())
                self._clockwork.changed()
        finally:
            self.end()

    def end(self) -> None:
        """Be over: what is known is told, and nobody waits any longer. A second call does nothing more."""
        self.over = True
        self._clockwork.stop()
        self._presence.close()
        self._fanout.flush()
        for result in self._submitted:
            if not result.done():
                result.set_exception(StoreDown(ENDED))

    @property
    def idle(self) -> bool:
        """Say whether nobody looks and nothing is under way."""
        return not self._visits and self._pipeline.idle

    @property
    def quiet(self) -> bool:
        """Say whether no move waits or is under way."""
        return self._pipeline.idle

    def missed(self) -> None:
        """Learn that other nodes may have moved on."""
        self._pipeline.missed()

    def appended(self, to: Position, *, ours: bool) -> None:
        """Learn that this node or another one has appended a move."""
        if self._pipeline.lacks(to, ours=ours):
            self._pipeline.missed()

    def told(self, message: bytes) -> None:
        """Learn what another node tells of who is there."""
        self._neighbours.told(message)

    def visits(self) -> list[Visit]:
        """List everybody who looks."""
        return [visit for visits in self._visits.values() for visit in visits]

    # --- visits

    async def enter(self, hashed: str, client: str, seen: str | None, outbox: Outbox) -> Visit | Bye:
        """Let a socket in and bring it up to date, or say why not."""
        self.touch()
        try:
            known = await self.opens(hashed)
            at = await self._welcomes.reach_back(seen) if known else None
        except TimeoutError:
            return farewell.store_down()
        if self.over:
            return farewell.fault()  # it fell while this socket was on its way in
        token = self.state.token(hashed)
        if token is None:
            return farewell.BAD_TOKEN
        if token.waits:
            return farewell.waiting()
        viewer = self.state.viewer(token.seat)
        if viewer is None:
            return farewell.REMOVED
        row = self.state.clients.row(token.seat, client)
        if row.outbox is not None:
            row.outbox.close(None, farewell.REPLACED)
        row.outbox = outbox
        visit = Visit(viewer, row, hashed, outbox)
        self._visits.setdefault(token.seat, {})[visit] = None
        self._fanout.add(visit, self.state.position)
        outbox.catch_up = partial(self._welcomes.whole, visit)
        self._welcomes.bring_up(visit, at)
        self._presence.arrive(viewer)
        return visit

    async def opens(self, hashed: str) -> Token | None:
        """Return what a token opens; one that nobody here knows may be newer than what this node has heard of."""
        if self.state.token(hashed) is None:
            async with asyncio.timeout(READ_WITHIN):
                await self._asking.now()
        return self.state.token(hashed)

    async def again(self, visit: Visit, seen: str | None) -> None:
        """Bring a socket up to date that found a gap and says hello once more."""
        self._counts.resyncs["gap"] += 1
        try:
            at = await self._welcomes.reach_back(seen)
        except TimeoutError:
            at = None
        self._welcomes.bring_up(visit, at)

    def leave(self, visit: Visit) -> None:
        """Forget a socket."""
        self.touch()
        visits = self._visits.get(visit.seat)
        if visits is None or visit not in visits:
            return
        del visits[visit]
        if not visits:
            del self._visits[visit.seat]
        if visit.row.outbox is visit.outbox:
            visit.row.outbox = None
            self.state.clients.tidy(visit.row)
        self._fanout.remove(visit)
        self._presence.leave(visit.seat)

    def move(self, visit: Visit, id: int, do: str, arguments: Any) -> Wait | None:
        """Take a move from a socket, and return what to wait for before the next one, if there is anything.

        Its answer comes through the outbox of the client.
        """
        row = visit.row
        known = row.answer_to(id)
        if known is not None or row.forgotten(id):
            self._count_resent(do)
            self._fanout.answer(visit.outbox, known or self._encode(forgotten(id)))
            return None
        if id in row.deciding:
            self._count_resent(do)
            return None
        row.deciding.add(id)
        job = Job(parse(do, arguments), self._by(visit), row, id)
        if self._tracer is not None:
            self._trace(self._tracer, job)
        return self._pipeline.put(job)

    def preview(self, visit: Visit, id: int, do: str, arguments: Any) -> None:
        """Say what a move would do."""
        self._counts.previews += 1
        move = parse(do, arguments)
        told: Any = move
        if not isinstance(move, Refusal):
            version = self.state.position.version + 1
            now = max(self.now(), self.state.now)
            told = preview(self.state.records, self.scenario, move, self._by(visit), now, version)
        if isinstance(told, Refusal):
            frame: Any = Refused(id, told.code, told.message, told.now)
        else:
            frame = Previewed(id, told.text, tuple(told.warnings))
        visit.outbox.answer(self._encode(frame))

    def here(self, visit: Visit, at: dict[str, Any]) -> None:
        """Take a socket's word on where its person is."""
        self._presence.say(visit.viewer, at)

    def bucket(self, seat: str) -> Bucket:
        """Return the bucket that a seat's sockets share."""
        return self._buckets.setdefault(seat, Bucket(self._tools.pace))

    # --- the host and the timekeeper

    async def submit(self, by: By, move: Move) -> Refusal | None:
        """Make a move that no socket carries, and wait until it is on disk, or refused.

        StoreDown when the session's life here ends before that: then nobody knows.
        """
        if self.over:
            raise StoreDown(ENDED)
        self.touch()
        result: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._submitted.add(result)
        result.add_done_callback(self._submitted.discard)
        job = Job(move, by, result=result)
        if self._tracer is not None:
            self._trace(self._tracer, job)
        self._pipeline.put(job)
        return await result

    def log(self) -> AsyncIterator[Logged]:
        """Read every move that was ever accepted."""
        return read_log(self._tools.store, self.id, self._tools.decode)

    def time_up(self) -> None:
        """Let the timekeeper fire what is due."""
        self._clockwork.time_up()

    def _fire(self) -> None:
        job = Job(TimeUp(), TIMEKEEPER)
        if self._tracer is not None:
            self._trace(self._tracer, job, late_ms=self.now() - (due_at(self.state.records) or self.now()))
        self._pipeline.offer(job)

    def _told_of(self, what: str) -> AbstractContextManager[Span]:
        return span(self._tracer, f"chore {what.removesuffix('Chore').lower()}", session=self.id)

    async def _chore_done(self, move: Move) -> Refusal | None:
        return await self.submit(TIMEKEEPER, move)

    # --- what the pipeline tells

    def now(self) -> int:
        """Return the session's time: the store's, unless that was set back."""
        return self._time.now(self.state.now)

    def changed(self, step: Step) -> None:
        """Show a step that is on disk."""
        timed = False
        for key in (*step.put, *step.drop):
            kind, _, rest = key.partition("/")
            if kind == "seat":
                self._follow(rest)
            elif kind in MOVED_BY:
                timed = True
        for key in step.drop:
            if key.startswith("token/"):
                self._close(lambda visit, key=key: key == f"token/{visit.token}", farewell.BAD_TOKEN)  # type: ignore[misc]
        self._fanout.change(step)
        if timed:
            self._clockwork.changed()

    def reloaded(self) -> None:
        """Show the state anew, whole: another history was loaded."""
        self._fanout.begin_anew(self.state.position)
        # Lost with the end of another log, or revoked while this node was away.
        self._close(lambda visit: self.state.token(visit.token) is None, farewell.BAD_TOKEN)
        for visit in self.visits():
            self._follow(visit.seat)
            visit.outbox.fall_behind()
            self._counts.resyncs["history"] += 1
        self._clockwork.changed()

    def answer(self, row: Row, frame: bytes) -> None:
        """Send a client its answer, if it is here."""
        if row.outbox is not None:
            self._fanout.answer(row.outbox, frame)

    def client_removed(self, row: Row) -> None:
        """Send away the client that made room for a newer one."""
        if row.outbox is not None:
            row.outbox.close(self._encode(farewell.TOO_MANY), farewell.ENDED)

    def followed(self, trail: Trail) -> None:
        """Tell of a move that is traced, once everybody's queue has what it changed."""
        if self._tracer is not None:
            self._fanout.then(partial(self._tracer.made, trail))

    # --- inside

    def _trace(self, tracer: Tracer, job: Job, **facts: Fact) -> None:
        if job.by.seat is not None:
            facts["seat"] = job.by.seat
        job.trail = tracer.trail(job.do, session=self.id, by=job.by.actor, **facts)

    def _count_resent(self, do: str) -> None:
        self._counts.moves[do if do in MOVES else UNREADABLE, "resent"] += 1

    def _by(self, visit: Visit) -> By:
        seat = self.state.ahead.get(f"seat/{visit.seat}", Seat)
        return By(seat.role if seat is not None else visit.viewer.role, visit.seat)

    def _follow(self, seat: str) -> None:
        """Bring a seat's sockets to where the seat is now."""
        visits = self._visits.get(seat)
        viewer = self.state.viewer(seat)
        for visit in tuple(visits or ()):
            if viewer is None:
                visit.outbox.close(self._encode(farewell.REMOVED), farewell.ENDED)
                self.leave(visit)
            elif viewer != visit.viewer:
                self._fanout.remove(visit)
                visit.viewer = viewer
                self._fanout.add(visit, self.state.position)
                visit.outbox.fall_behind()
        # Also a seat whose sockets are on other nodes: those who saw it here may see it no longer.
        if viewer is None:
            self._presence.removed(seat)
        else:
            self._presence.moved(viewer)

    def _here(self) -> dict[str, Word]:
        return {seat: Word(viewer.role, viewer.team, at) for seat, (viewer, at) in self._presence.here().items()}

    def _heard(self, node: str, seat: str, word: Word) -> None:
        viewer = self.state.viewer(seat)
        if word.at is None:
            self._presence.left(node, seat)
        elif viewer is not None and (viewer.role, viewer.team) == (word.role, word.team):
            self._presence.heard(node, viewer, word.at)

    def _close(self, which: Callable[[Visit], bool], bye: Bye) -> None:
        for visit in self.visits():
            if which(visit):
                visit.outbox.close(self._encode(bye), farewell.ENDED)
                self.leave(visit)
