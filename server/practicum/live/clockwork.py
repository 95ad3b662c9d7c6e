"""What a session does by itself: fire timers when they are due, and have computed what takes long.

- The timer wakes at the earliest due time that the records name. Firing is a move of the timekeeper like any other; if
  it is refused, or the inbox is full, it is tried again.
- A chore is computed in a thread, one at a time, and its result enters as a move of the timekeeper. Done twice, on two
  nodes or after a restart, it changes nothing. One that fails is a bug: it is logged, the session goes on without it,
  and it is tried again after a while, since what it needs may change; so is one whose result is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

import structlog

from practicum.live.state import State
from practicum.live.tracing import Span, nobody
from practicum.rules.chores import WANTED_BY, Chore, chore, is_wanted, work
from practicum.rules.moves import Move
from practicum.rules.refusals import Refusal
from practicum.rules.timers import DUE_BY, due_at
from practicum.scenario.model import Scenario

SLACK = 0.005
AGAIN = 0.25
FAILED_AGAIN = 10.0
MOVED_BY = DUE_BY | WANTED_BY
"""The kinds of record whose changes concern a clockwork; nearly all moves change none of them."""

logger = structlog.get_logger(__name__)


class Clockwork:
    """The timer and the chores of one session."""

    def __init__(
        self,
        state: State,
        scenario: Scenario,
        now: Callable[[], int],
        fire: Callable[[], None],
        submit: Callable[[Move], Awaitable[Refusal | None]],
        compute: Callable[[Chore], Move] = work,
        told: Callable[[str], AbstractContextManager[Span]] = nobody,
    ) -> None:
        self._state = state
        self._scenario = scenario
        self._now = now
        self._fire = fire
        self._submit = submit
        self._compute = compute
        self._told = told
        self._timer: asyncio.TimerHandle | None = None
        self._wanted = asyncio.Event()

    def changed(self) -> None:
        """Look anew at what is due and what is to be computed."""
        if not self._wanted.is_set() and is_wanted(self._state.records):
            self._wanted.set()
        due = due_at(self._state.records)
        self._wake_in(None if due is None else max(0.0, self._until(due)))

    def time_up(self) -> None:
        """Fire what is due; the answer is the change that follows, and sets the timer anew."""
        due = due_at(self._state.records)
        if due is not None and due <= self._now():
            self._fire()
        self._wake_in(None if due is None else max(AGAIN, self._until(due)))

    def stop(self) -> None:
        """Wake no more."""
        self._wake_in(None)

    async def do_chores(self) -> None:
        """Compute what the records ask for, one chore after another, until cancelled."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                wanted = chore(self._state.records, self._scenario)
            except Exception:
                logger.exception("live.chore_failed", chore="unknown")
                self._try_later()
                continue
            if wanted is not None:
                with self._told(type(wanted).__name__) as told:
                    await self._do(wanted, told)

    async def _do(self, wanted: Chore, told: Span) -> None:
        try:
            move = await asyncio.to_thread(self._compute, wanted)
        except Exception as error:
            logger.exception("live.chore_failed", chore=type(wanted).__name__)
            self._try_later()
            told.failed(type(error).__name__)
            return
        refused = await self._submit(move)
        if refused is not None:
            told.note(refused=refused.code)
            logger.info("live.chore_refused", code=refused.code)
            asyncio.get_running_loop().call_later(AGAIN, self._wanted.set)

    def _try_later(self) -> None:
        asyncio.get_running_loop().call_later(FAILED_AGAIN, self._wanted.set)

    def _until(self, due: int) -> float:
        return (due - self._now()) / 1000 + SLACK

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self.time_up)
