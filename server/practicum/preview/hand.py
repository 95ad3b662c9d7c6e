"""The stage hand: opens a session, fills its seats, and makes moves in the name of those who sit there.

Rules:
- Everything goes through the door that people use: the rules decide each move, and what they refuse is left out. So a
  scene never shows what people could not have reached.
- The session's clock all but stands still: bets and signatures are open as in a running session, and nothing comes by
  itself while somebody looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from practicum.live.cases import Case
from practicum.live.session import Session
from practicum.live.sessions import Sessions
from practicum.rules.moves import AnswerInject, JoinSeat, LinkSeat, Move, OpenSession, SignWork
from practicum.rules.records import InjectShown, Seat, Signable, Work
from practicum.rules.scene import HOST, By
from practicum.rules.state import Records
from practicum.rules.timings import Length
from practicum.scenario.model import Scenario
from practicum.web import access

TEAMS = 2
PEOPLE = (("Ada", "Learning design", 6), ("Ben", "Operations", 2), ("Chen", "Finance", 11), ("Dora", "Health", 4))
STANDS_STILL = 0.000_1  # of the pace at which a session's clock runs
SEED = "preview"
WITHIN = 20.0  # seconds for what a session computes by itself
LOOK_EVERY = 0.005


class NotSetUp(Exception):  # noqa: N818 - reads as what happened
    """A scene could not be set up; the message says why."""


class Seats(msgspec.Struct, frozen=True, kw_only=True):
    """The tokens of the seats from which a scene can be seen."""

    participant: str
    facilitator: str
    rater: str


class Hand:
    """One session and everybody in it."""

    def __init__(self, session: Session, seats: Seats, facilitator: str, rater: str) -> None:
        self.session = session
        self.seats = seats
        self._facilitator = facilitator
        self._rater = rater

    @classmethod
    async def open(cls, sessions: Sessions, case: Case, length: Length, about: bytes) -> Hand:
        """Open a session of some length and fill its seats."""
        id, facilitator, secret = access.new_session(), access.new_seat(), access.new_secret()
        code = access.new_code()
        while not await sessions.claim_code(code, id):
            code = access.new_code()
        move = OpenSession(
            scenario=case.scenario.id,
            hash=case.hash,
            name="",
            code=code,
            teams=TEAMS,
            minutes=length.minutes,
            analyst_hours=length.analyst_hours,
            seed=SEED,
            speed=STANDS_STILL,
            seat=facilitator,
            token_hash=access.hash_of(secret),
        )
        session = await sessions.open(id, case, move, about)
        if not isinstance(session, Session):
            raise NotSetUp(session.message)
        rater, rated = access.new_seat(), access.new_secret()
        await session.submit(HOST, LinkSeat(seat=rater, role="rater", token_hash=access.hash_of(rated)))
        secrets = {}
        for name, field, years in PEOPLE:
            seat, own = access.new_seat(), access.new_secret()
            hashed = access.hash_of(own)
            await session.submit(HOST, JoinSeat(seat=seat, name=name, field=field, years=years, token_hash=hashed))
            secrets[seat] = own
        first = next(iter(secrets))
        seats = Seats(participant=f"{id}.{secrets[first]}", facilitator=f"{id}.{secret}", rater=f"{id}.{rated}")
        return cls(session, seats, facilitator, rater)

    @property
    def scenario(self) -> Scenario:
        """The case."""
        return self.session.scenario

    @property
    def records(self) -> Records:
        """Everything that there is in the session."""
        return self.session.state.records

    @property
    def teams(self) -> dict[str, list[str]]:
        """Who sits in each team; the one from whose seat the preview looks first."""
        found: dict[str, list[str]] = {}
        for seat, record in self.records.under("seat", Seat).items():
            if record.team is not None:
                found.setdefault(record.team, []).append(seat)
        return found

    async def lead(self, move: Move) -> bool:
        """Make a facilitator's move; say whether the rules took it."""
        return await self._make(By("facilitator", self._facilitator), move)

    async def rate(self, move: Move) -> bool:
        """Make a rater's move."""
        return await self._make(By("rater", self._rater), move)

    async def act(self, seat: str, move: Move) -> bool:
        """Make a participant's move."""
        return await self._make(By("participant", seat), move)

    async def sign(self, team: str, seats: Iterable[str], phase: Signable) -> None:
        """Let people sign their team's work of a phase, if there is any."""
        work = self.records.get(f"work/{team}/{phase}", Work)
        if work is None:
            return
        for seat in seats:
            await self.act(seat, SignWork(team=team, phase=phase, revision=work.revision))

    async def answer_events(self) -> None:
        """Answer what waits for an answer: with what holds anyway, or the first choice."""
        for team, seats in self.teams.items():
            for inject, shown in dict(self.records.under(f"inject/{team}", InjectShown)).items():
                if shown.options and shown.answer is None:
                    option = self.scenario.injects[inject].default or shown.options[0].option
                    await self.act(seats[0], AnswerInject(team=team, inject=inject, option=option))

    async def until(self, fits: Callable[[Records], bool]) -> None:
        """Wait for what the session does by itself."""
        try:
            async with asyncio.timeout(WITHIN):
                while not fits(self.records):  # noqa: ASYNC110 - a session has no event for what it computed
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise NotSetUp("the figures of the year did not come") from None

    async def _make(self, by: By, move: Move) -> bool:
        return await self.session.submit(by, move) is None
