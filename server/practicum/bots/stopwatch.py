"""How long each team needs in each phase, in minutes of the session: until its work is signed, or everybody is ready.

Rules:
- It is looked at whenever something changed; what a look finds done counts from that moment.
- A phase that is opened again counts on: a team that signs anew needs a little more.
- A team that was not done when the phase closed needed all of it, and is told as not done.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from practicum.bots.view import SIGNED_PHASES, View

TIMED = ("brief", "diagnose", "design", "measure", "pitch", "debrief")  # in the run, the year sets the pace
MINUTE = 60_000


class Needed(msgspec.Struct, frozen=True):
    """What a team needed of a phase's time."""

    phase: str
    minutes: float
    of: float  # the phase's length
    done: bool


class Stopwatch:
    """Times every team of one session."""

    def __init__(self, view: View, due: Callable[[], float]) -> None:
        self._view = view
        self._due = due
        self._now: tuple[str, int] | None = None
        self._began = 0.0
        self._ran: dict[tuple[str, str], float] = {}  # team, phase → ms of rounds that are over
        self._took: dict[tuple[str, str], float] = {}  # team, phase → ms of this round until done
        self._undone: set[tuple[str, str]] = set()

    def look(self) -> None:
        """Note who is done by now."""
        view, here = self._view, (self._view.phase, self._view.round)
        if here != self._now:
            self._close()
            self._now, self._began = here, self._due()
        phase = here[0]
        if phase not in TIMED or view.ended:
            return
        for team in view.teams():
            if (team, phase) not in self._took and self._is_done(team, phase):
                self._took[team, phase] = self._due() - self._began

    def of(self, team: str) -> tuple[Needed, ...]:
        """Give what a team needed of each phase that has been."""
        self._close()
        lengths = {entry["phase"]: float(entry["minutes"]) for entry in self._view.the("session").get("agenda", ())}
        return tuple(
            Needed(
                phase,
                round(self._ran[team, phase] / MINUTE, 2),
                lengths.get(phase, 0.0),
                (team, phase) not in self._undone,
            )
            for phase in TIMED
            if (team, phase) in self._ran
        )

    def _close(self) -> None:
        """Count the round that is over."""
        if self._now is None or self._now[0] not in TIMED:
            self._took.clear()
            return
        phase = self._now[0]
        for team in self._view.teams():
            done = (team, phase) in self._took
            took = self._took.get((team, phase), self._due() - self._began)
            self._ran[team, phase] = self._ran.get((team, phase), 0.0) + max(took, 0.0)
            (self._undone.discard if done else self._undone.add)((team, phase))
        self._took.clear()
        self._now = None

    def _is_done(self, team: str, phase: str) -> bool:
        if phase in SIGNED_PHASES:
            return self._view.all_signed(team, phase)
        return all(self._view.is_ready(seat) for seat in self._view.members(team))
