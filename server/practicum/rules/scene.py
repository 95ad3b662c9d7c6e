"""What a rule sees when it decides: the records, the scenario, who moves, and when."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from practicum.rules import clock
from practicum.rules.moves import Actor
from practicum.rules.records import Clock, Phase, PhaseName, Seat, Session, Team
from practicum.rules.state import Changes, Records
from practicum.rules.timings import stretched
from practicum.scenario.model import Scenario


class By(msgspec.Struct, frozen=True):
    """Who makes a move: a seat in its role, the host, or the timekeeper."""

    actor: Actor
    seat: str | None = None


HOST = By("host")
TIMEKEEPER = By("timekeeper")


def active_seat(records: Records, seat: str) -> Seat | None:
    """Return a seat that has not been removed."""
    found = records.get(f"seat/{seat}", Seat)
    return found if found is not None and found.active else None


def members(records: Records, team: str) -> dict[str, Seat]:
    """Return a team's active participants."""
    return {
        seat: record
        for seat, record in records.under("seat", Seat).items()
        if record.active and record.role == "participant" and record.team == team
    }


def members_by_team(records: Records) -> dict[str, dict[str, Seat]]:
    """Return every team's active participants, looking at each seat once."""
    teams: dict[str, dict[str, Seat]] = {}
    for seat, record in records.under("seat", Seat).items():
        if record.active and record.role == "participant" and record.team is not None:
            teams.setdefault(record.team, {})[seat] = record
    return teams


class Scene(msgspec.Struct, frozen=True):
    """One moment of one session, as a rule sees it."""

    records: Records
    scenario: Scenario
    by: By
    at: int  # server time, ms
    due: int  # session time, ms
    version: int  # the version that this move will have
    clock: Clock
    me: Seat | None  # the seat that moves

    @classmethod
    def at_time(cls, records: Records, scenario: Scenario, by: By, now: int, version: int) -> Scene:
        """Build the scene of a move made at store time ``now``."""
        ticking = records.get("clock", Clock) or Clock(at=now, due=0, running=False)
        due = clock.session_time(ticking, now)
        return cls(records, scenario, by, now, due, version, ticking, _seat_of(records, by))

    @property
    def seat(self) -> str:
        """The seat that moves; empty for the host and the timekeeper."""
        return self.by.seat or ""

    @property
    def name(self) -> str:
        """The mover's name, for sentences."""
        return self.me.name if self.me else "Practicum"

    @property
    def team(self) -> str | None:
        """The mover's own team."""
        return self.me.team if self.me else None

    @property
    def phase(self) -> Phase:
        """Where everyone is."""
        return self.records.the("phase", Phase)

    @property
    def teams(self) -> dict[str, Team]:
        """All teams, in order."""
        return dict(sorted(self.records.under("team", Team).items(), key=lambda pair: pair[1].number))

    def stretched(self, phase: PhaseName) -> float:
        """Say how many times longer a phase is in this session than in the case's own timing."""
        agenda = {entry.phase: entry.minutes for entry in self.records.the("session", Session).agenda}
        return stretched(self.scenario, agenda, phase, len(self.teams))

    def with_changes(self, changes: Changes) -> Scene:
        """Look at the same moment as it will be after some changes."""
        after = self.records.after(changes)
        return replace(self, records=after, me=_seat_of(after, self.by))

    def works_in(self, team: str) -> bool:
        """Say whether the mover may act on a team: its members, a facilitator acting for it, a rater judging it."""
        if f"team/{team}" not in self.records:
            return False
        return self.by.actor in ("facilitator", "rater") or self.team == team


def _seat_of(records: Records, by: By) -> Seat | None:
    return records.get(f"seat/{by.seat}", Seat) if by.seat is not None else None
