"""All sessions that live on this node: opened, loaded on first use, let go after an idle while.

A session's tasks belong to one group; a fault in one session ends that session's life in memory, tells its sockets to
come back, and costs the others nothing: what was on disk is loaded anew.
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from functools import partial
from types import TracebackType
from typing import Self

import structlog

from practicum.live import farewell
from practicum.live.cases import Case, Played
from practicum.live.frames import Bye
from practicum.live.listing import ListedSession, listed
from practicum.live.outbox import Outbox
from practicum.live.pipeline import SessionGoneError
from practicum.live.retention import forget
from practicum.live.session import Session, Tools
from practicum.live.state import State
from practicum.live.tracing import span
from practicum.rules.moves import OpenSession
from practicum.rules.records import Pinned
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST
from practicum.scenario.model import Scenario
from practicum.store.directory import Directory
from practicum.store.feed import Feed, Lost, Moved

IDLE = 600.0
LOOK_EVERY = 30.0
DRAIN_WITHIN = 5.0

logger = structlog.get_logger(__name__)


class Sessions:
    """The sessions of this node, and the tasks that keep them."""

    def __init__(self, tools: Tools, directory: Directory, feed: Feed) -> None:
        self._tools = tools
        self._directory = directory
        self._feed = feed
        self._played = Played(directory.scenario, tools.unpin)
        self._live: dict[str, tuple[Session, asyncio.Task[None]]] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._tasks = asyncio.TaskGroup()
        self._outboxes: set[Outbox] = set()
        self.draining = False

    async def __aenter__(self) -> Self:
        """Begin to keep sessions."""
        await self._tasks.__aenter__()
        self._keeper = self._tasks.create_task(self._let_idle_go())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all sessions' lives in memory."""
        self._keeper.cancel()
        for _, task in self._live.values():
            task.cancel()
        await self._tasks.__aexit__(kind, error, trace)

    # --- finding

    def loaded(self, id: str) -> Session | None:
        """Return a session if it lives on this node now."""
        found = self._live.get(id)
        return found[0] if found else None

    async def get(self, id: str) -> Session | None:
        """Return a session, loading it on first use; None when there is no such session."""
        if (session := self.loaded(id)) is not None:
            session.touch()  # so that it is not let go of before whoever asks has entered
            return session
        lock = self._loading.setdefault(id, asyncio.Lock())
        try:
            async with lock:
                # Whoever waited for the lock finds what the first one loaded.
                return self.loaded(id) or await self._load(id)
        finally:
            if not lock.locked():
                self._loading.pop(id, None)

    async def open(self, id: str, case: Case, move: OpenSession, about: bytes) -> Session | Refusal:
        """Open a new session on a case; the case is kept first, so that no session lacks it.

        The session is listed before that: whoever drops texts that nobody needs looks at the list.
        """
        await self._directory.add_session(id, about)
        await self._directory.keep_scenario(case.hash, case.pinned)
        session = self._start(id, case.scenario, State(self._tools.encode, self._tools.decode))
        refused = await session.submit(HOST, move)
        if refused is not None:
            self._live[id][1].cancel()
            await self._directory.release_code(move.code)
            await self._directory.remove_session(id)
            return refused
        return session

    @property
    def has_room(self) -> bool:
        """Say whether one more session may be opened on this server."""
        return len(self._live) < self._tools.limits.sessions

    async def claim_code(self, code: str, id: str) -> bool:
        """Take a join code for a session that is about to be opened; False when another one has it."""
        return await self._directory.claim_code(code, id)

    async def session_of(self, code: str) -> str | None:
        """Name the session that a join code leads to, without waking it."""
        return await self._directory.session_of(code)

    async def listed(self) -> tuple[ListedSession, ...]:
        """List the sessions of this server, the newest first, without waking any."""
        return await listed(self._directory, self._tools.decode)

    async def forget(self, id: str) -> None:
        """End a session's life and remove all that is kept of it, for good."""
        if (found := self._live.get(id)) is not None:
            found[1].cancel()
            await asyncio.wait([found[1]])
        await forget(self._tools.store, self._directory, self._tools.decode, id)

    def forget_case(self, hash: str) -> None:
        """Let go of a case whose sessions are all forgotten; its text went with the last of them."""
        self._played.forget(hash)

    async def ready(self) -> bool:
        """Say whether the store answers."""
        return await self._tools.store.ping()

    async def _load(self, id: str) -> Session | None:
        with span(self._tools.tracer, "session.load", session=id) as told:
            session = await self._read(id)
            if session is not None:
                told.note(moves=session.state.position.version, records=len(session.state.records))
            return session

    async def _read(self, id: str) -> Session | None:
        stored = await self._tools.store.load(id)
        if stored is None:
            return None
        state = State(self._tools.encode, self._tools.decode)
        state.load(stored)
        pinned = state.records.the("pinned", Pinned)
        scenario = await self._played.case(pinned.hash)
        if scenario is None:
            logger.error("live.scenario_missing", session=id, hash=pinned.hash)
            return None
        # After a try that failed, who waited for it and who came later both load, each behind a lock of their own.
        return self.loaded(id) or self._start(id, scenario, state)

    def _start(self, id: str, scenario: Scenario, state: State) -> Session:
        session = Session(id, scenario, state, self._tools, partial(self._feed.tell, id))
        # Its life is no part of what whoever woke it was doing: traces and log lines would take it for that for ever.
        life = self._tasks.create_task(self._keep(session), context=Context())
        # A task that is cancelled before its first step never takes it, nor what stands at its end.
        life.add_done_callback(lambda _: self._let_go(session, farewell.fault()))
        self._live[id] = session, life
        self._feed.subscribe(id, lambda news: self._hear(session, news), session.told)
        self._tools.counts.sessions = len(self._live)
        return session

    def _hear(self, session: Session, news: Moved | Lost) -> None:
        if isinstance(news, Lost):
            session.missed()
        else:
            session.appended(news.to, ours=news.node == self._tools.store.node)

    # --- life

    async def _keep(self, session: Session) -> None:
        structlog.contextvars.bind_contextvars(session=session.id)  # for each line that is logged in its life
        bye = farewell.fault()
        try:
            await session.run()
        except* SessionGoneError:
            logger.warning("live.session_gone", session=session.id)
            bye = farewell.GONE
        except* Exception:
            logger.exception("live.session_failed", session=session.id)
        finally:
            self._let_go(session, bye)

    def _let_go(self, session: Session, bye: Bye) -> None:
        """Have a session here no longer, and send away who is in it; once."""
        if self.loaded(session.id) is not session:
            return
        session.end()
        for visit in session.visits():
            visit.outbox.close(self._tools.encode(bye), farewell.ENDED)
        del self._live[session.id]
        self._feed.unsubscribe(session.id)
        self._tools.counts.sessions = len(self._live)

    async def _let_idle_go(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = asyncio.get_running_loop().time()
            for session, task in tuple(self._live.values()):
                if session.idle and now - session.last_used > IDLE:
                    task.cancel()

    # --- what operators ask

    def seats_here(self) -> list[str]:
        """Name the role of each seat that has a socket here."""
        visits = {(session.id, visit.seat): visit for session, _ in self._live.values() for visit in session.visits()}
        return [visit.viewer.role for visit in visits.values()]

    def queued(self) -> list[int]:
        """Tell how many bytes wait for each socket."""
        return [outbox.size for outbox in self._outboxes]

    @property
    def store_is_up(self) -> bool:
        """Say whether the store can be written to, as far as this node knows."""
        return self._tools.store.writer.is_up

    # --- the end

    def opened(self, outbox: Outbox) -> None:
        """Count a socket, also one that has not said hello."""
        self._outboxes.add(outbox)
        self._tools.counts.sockets = len(self._outboxes)

    def closed(self, outbox: Outbox) -> None:
        """Count a socket less."""
        self._outboxes.discard(outbox)
        self._tools.counts.sockets_left += 1
        self._tools.counts.sockets = len(self._outboxes)

    async def drain(self) -> None:
        """Say goodbye to everybody, and let what is under way reach the disk."""
        self.draining = True
        for outbox in tuple(self._outboxes):
            outbox.close(self._tools.encode(farewell.restarting()), farewell.GOING_AWAY)
        deadline = asyncio.get_running_loop().time() + DRAIN_WITHIN
        while asyncio.get_running_loop().time() < deadline:
            if not self._outboxes and all(session.quiet for session, _ in self._live.values()):
                return
            await asyncio.sleep(0.02)
        logger.warning("live.drain_incomplete", sockets=len(self._outboxes))
