"""The words in which the rules' tests speak.

A ``Game`` is one session played by hand on the real case: every accepted move is applied and logged, chores are done
at once, and the clock goes on a second a move. ``given(game, …).when(…).then(…)`` reads as a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from practicum.rules.chores import chore, work
from practicum.rules.clock import session_time
from practicum.rules.decide import decide, parse
from practicum.rules.moves import MOVES, Move
from practicum.rules.preview import Preview, preview
from practicum.rules.records import PHASES, Clock, PhaseName, Record, Seat, Work
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from practicum.rules.state import Changes, Records, to_map
from practicum.rules.timers import due_at
from practicum.scenario.model import Scenario
from practicum.scenario.read import load

R = TypeVar("R", bound=Record)
START = 1_000_000
SECOND = 1_000
MINUTE = 60_000
F = "f0"  # the first facilitator

GAP = {
    "kpi": "rework",
    "actual": 14,
    "desired": 6,
    "since": "March",
    "value_per_week": 41_600,
    "statement": "One claim in seven is worked twice.",
    "revision": 0,
}


@lru_cache
def alder() -> Scenario:
    """Load Alder Mutual, the case that ships."""
    scenario = load(Path(__file__).parents[2] / "scenarios" / "alder-mutual")
    assert isinstance(scenario, Scenario), scenario
    return scenario


class Entry(msgspec.Struct, frozen=True):
    """An accepted move, as a log keeps it."""

    do: str
    arguments: dict[str, Any]
    by: By
    now: int
    changes: Changes


Step = tuple[Any, ...]  # (seat, do) or (seat, do, arguments)
Check = Callable[["Outcome"], None]


class Game:
    """One session, its clock and its log."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.records = Records()
        self.now = START
        self.version = 0
        self.log: list[Entry] = []

    # --- playing

    def tries(self, seat: str, do: str, /, **arguments: Any) -> Changes | Refusal:
        """Make a move; a team's move names the mover's own team unless it names another."""
        self.now += SECOND
        by = self.by(seat)
        move = self.read(seat, do, arguments)
        if isinstance(move, Refusal):
            return move
        return self.decided(move, by)

    def does(self, seat: str, do: str, /, **arguments: Any) -> Changes:
        """Make a move that must be accepted."""
        changes = self.tries(seat, do, **arguments)
        assert isinstance(changes, Changes), f"{seat} {do} {arguments}: {changes}"
        return changes

    def when(self, seat: str, do: str, /, **arguments: Any) -> Outcome:
        """Try a move and keep what came of it."""
        before = dict(self.records.items())
        return Outcome(self, seat, self.tries(seat, do, **arguments), before)

    def read(self, seat: str, do: str, arguments: dict[str, Any]) -> Move | Refusal:
        """Fill in the mover's team and read the move."""
        spec = MOVES.get(do)
        if spec is not None and "team" in spec.type.__struct_fields__ and "team" not in arguments:
            arguments["team"] = self.team_of(seat)
        return parse(do, arguments)

    def decided(self, move: Move, by: By, *, chores: bool = True) -> Changes | Refusal:
        """Decide a move, apply it, and do the chores that it leaves."""
        changes = decide(self.records, self.scenario, move, by, self.now, self.version + 1)
        if isinstance(changes, Refusal):
            return changes
        self.version += 1
        self.records.apply(changes)
        do = next(do for do, spec in MOVES.items() if spec.type is type(move))
        self.log.append(Entry(do, msgspec.to_builtins(move), by, self.now, changes))
        if chores:
            self.do_chores()
        return changes

    def do_chores(self) -> None:
        """Do what is computed beside the event loop."""
        wanted = chore(self.records, self.scenario)
        if wanted is not None:
            entered = self.decided(work(wanted), TIMEKEEPER)
            assert isinstance(entered, Changes), entered

    def passes(self, milliseconds: int) -> None:
        """Let server time pass, firing each timer when it is due."""
        until = self.now + milliseconds
        while (due := due_at(self.records)) is not None and due <= until:
            self.now = max(self.now, due)
            version = self.version
            self.decided(MOVES["time.up"].type(), TIMEKEEPER)
            assert self.version > version
        self.now = until

    def to(self, phase: PhaseName) -> Game:
        """Step forward or back to a phase."""
        while (here := PHASES.index(self.phase)) != PHASES.index(phase):
            self.does(F, "phase.next" if here < PHASES.index(phase) else "phase.back")
        return self

    def preview(self, seat: str, do: str, /, **arguments: Any) -> Preview | Refusal:
        """Ask what a move would do."""
        move = self.read(seat, do, arguments)
        assert not isinstance(move, Refusal), move
        return preview(self.records, self.scenario, move, self.by(seat), self.now, self.version + 1)

    def copy(self) -> Game:
        """Return a session that can be played on apart from this one."""
        other = Game(self.scenario)
        other.records, other.now, other.version, other.log = self.records.copy(), self.now, self.version, [*self.log]
        return other

    # --- looking

    def by(self, seat: str) -> By:
        """Say who moves when this seat, the host or the timekeeper does."""
        if seat == "host":
            return HOST
        if seat == "timekeeper":
            return TIMEKEEPER
        record = self.get(f"seat/{seat}", Seat)
        return By(record.role if record else "participant", seat)

    def team_of(self, seat: str) -> str:
        """Name the seat's team; facilitators act for team 1 unless they name another."""
        record = self.get(f"seat/{seat}", Seat)
        return record.team if record is not None and record.team is not None else "1"

    def get(self, key: str, kind: type[R]) -> R | None:
        """Look a record up."""
        return self.records.get(key, kind)

    def the(self, key: str, kind: type[R]) -> R:
        """Look up a record that must be there."""
        return self.records.the(key, kind)

    @property
    def phase(self) -> PhaseName:
        """The phase that everyone is in."""
        phase: PhaseName = self.raw("phase")["phase"]
        return phase

    @property
    def due(self) -> int:
        """The session time of now."""
        return session_time(self.the("clock", Clock), self.now)

    def raw(self, key: str) -> dict[str, Any]:
        """Look a record up as plain maps; empty when it is not there."""
        found = dict(self.records.items()).get(key)
        return to_map(found) if found is not None else {}

    def revision(self, team: str, phase: str) -> int:
        """Give the revision of what a team signs in a phase."""
        return self.the(f"work/{team}/{phase}", Work).revision


class Outcome:
    """What came of a move."""

    def __init__(self, game: Game, seat: str, decided: Changes | Refusal, before: dict[str, Record]) -> None:
        self.game = game
        self.seat = seat
        self.decided = decided
        self.before = before

    def then(self, *checks: Check) -> Game:
        """Hold what came against what should have, and play on."""
        for check in checks:
            check(self)
        return self.game


def a_session(teams: int = 2, people: int = 4, **opening: Any) -> Game:
    """Open a session with people p1, p2 … in teams 1, 2 … by turns: p1 and p3 are team 1, p2 and p4 team 2."""
    scenario = opening.pop("on", None) or alder()
    game = Game(scenario)
    wanted: dict[str, Any] = {
        "scenario": scenario.id,
        "hash": "h",
        "name": "",
        "code": "ABC234",
        "teams": teams,
        "minutes": {},
        "seed": "a-seed",
        "speed": 1,
        "seat": F,
        "token_hash": "tf0",
    }
    game.does("host", "session.open", **(wanted | opening))
    for number in range(1, people + 1):
        join(game, f"p{number}", f"Person {number}")
    return game


def join(game: Game, seat: str, name: str, field: str = "", years: int | None = None) -> Changes:
    """Let somebody in by the code."""
    return game.does("host", "seat.join", seat=seat, name=name, field=field, years=years, token_hash=f"t{seat}")


def link(game: Game, seat: str, role: str) -> Changes:
    """Let a co-facilitator, an observer or a rater in."""
    return game.does("host", "seat.link", seat=seat, role=role, token_hash=f"t{seat}")


def at_phase(phase: PhaseName, **session: Any) -> Game:
    """Open a session and step forward to a phase."""
    return a_session(**session).to(phase)


def given(game: Game, *steps: Step) -> Game:
    """Make moves that must be accepted: ``("p1", "bet.open")`` or ``("p1", "gap.put", GAP)``."""
    for seat, do, *rest in steps:
        game.does(seat, do, **(rest[0] if rest else {}))
    return game


def claim(id: str = "c1", text: str = "They can't judge the new claims", **rest: Any) -> dict[str, Any]:
    """Write the arguments of a claim."""
    return {"id": id, "text": text, "box": "knowledge", "cause": None, "revision": 0} | rest


def pin(claim: str = "c1", evidence: str = "D1", **rest: Any) -> dict[str, Any]:
    """Write the arguments of an evidence link."""
    return {"claim": claim, "evidence": evidence, "stance": "supports", "strength": 2, "note": ""} | rest


def plan(item: str = "workshop", **rest: Any) -> dict[str, Any]:
    """Write the arguments of an item of the plan."""
    return {"item": item, "start": 0, "claims": (), "revision": 0} | rest


def metric(instrument: str = "rework_rate", **rest: Any) -> dict[str, Any]:
    """Write the arguments of a metric."""
    return {
        "instrument": instrument,
        "baseline": None,
        "plan_baseline": False,
        "target": None,
        "month": None,
        "owner": "",
        "isolation": "none",
        "revision": 0,
    } | rest


# --- checks


def refused(code: str) -> Check:
    """Hold that the move was refused with this code, and changed nothing."""

    def check(outcome: Outcome) -> None:
        assert isinstance(outcome.decided, Refusal), f"accepted: {outcome.decided}"
        assert outcome.decided.code == code, outcome.decided
        assert outcome.decided.message.endswith((".", "?")), outcome.decided
        assert dict(outcome.game.records.items()) == outcome.before

    return check


def accepted(outcome: Outcome) -> None:
    """Hold that the move was accepted."""
    assert isinstance(outcome.decided, Changes), outcome.decided


def changes_nothing(outcome: Outcome) -> None:
    """Hold that an accepted move left every record as it was, but for the console's count of activity."""
    accepted(outcome)
    after = dict(outcome.game.records.items())

    def quiet(records: dict[str, Record]) -> dict[str, Record]:
        return {key: record for key, record in records.items() if not key.startswith("activity/")}

    assert quiet(after) == quiet(outcome.before)


def has(key: str, /, **fields: Any) -> Check:
    """Hold that a record is there with these fields."""

    def check(outcome: Outcome) -> None:
        accepted(outcome)
        found = outcome.game.raw(key)
        assert found, f"no {key}"
        shown = {name: found[name] for name in fields}
        assert shown == fields, f"{key} has {shown}, not {fields}"

    return check


def lacks(key: str) -> Check:
    """Hold that there is no such record."""

    def check(outcome: Outcome) -> None:
        accepted(outcome)
        assert key not in outcome.game.records

    return check


def untouched(*prefixes: str) -> Check:
    """Hold that no record under these prefixes changed."""

    def check(outcome: Outcome) -> None:
        accepted(outcome)

        def those(records: dict[str, Record]) -> dict[str, Record]:
            return {key: record for key, record in records.items() if key.startswith(prefixes)}

        assert those(dict(outcome.game.records.items())) == those(outcome.before)

    return check
