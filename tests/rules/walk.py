"""Seeded random walks through whole sessions: what people, facilitators, the host and the clock might do.

A ``Walker`` looks at the records and says what somebody tries next: mostly something plausible for their role and the
phase, sometimes something that makes no sense. It draws everything from its seed, so a seed names a walk. ``walk``
plays one out on the rules alone; whoever has a live session may ask the ``Walker`` for moves and send them.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from practicum.rules.chores import chore, work
from practicum.rules.decide import decide, parse
from practicum.rules.moves import MOVES
from practicum.rules.records import PHASES, Clock, Phase, Seat, Session
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from practicum.rules.state import Changes, Records
from practicum.rules.timers import due_at
from practicum.scenario.model import Asset, Effect, Inject, Option, Scenario
from tests.rules.helpers import MINUTE, SECOND, START, F, alder
from tests.rules.tries import ARGUMENTS, Pick

JUNK: list[Any] = [None, -1, 2**40, "", "no-such", "a/b", "Ω" * 50, 1.5, True, [], {}, ["1"], {"x": 1}, b"x"]


@lru_cache
def eventful() -> Scenario:
    """Take the case that ships, with an event for each thing that one can wait for, and with an exhibit's picture."""
    case = alder()
    whens = {
        "when_opened": "after D3",
        "when_heard": "ask lead.others",
        "when_planned": "planned workshop",
        "when_answered": "regulator answered nothing",
        "when_unanswered": "when_planned unanswered + 2 min",
        "when_ignored_twice": "when_unanswered unanswered + 0.5 min",
        "before_a_week": "week 20",
    }
    options = {"yes": Option(label="Yes"), "no": Option(label="No", effect=Effect(budget=-1_000))}
    added = {
        name: Inject(title=name, when=when, body="It happens.", default="no", options=options)
        for name, when in whens.items()
    }
    picture = Asset(media_type="image/svg+xml", data=b'<svg viewBox="0 0 40 30"/>')
    sound = Asset(media_type="audio/mpeg", data=b"ID3")
    pieces = case.evidence | {"D3": replace(case.evidence["D3"], image=picture, recording=sound)}
    return replace(case, injects=case.injects | added, evidence=pieces)


class Tried(msgspec.Struct, frozen=True):
    """One thing that somebody tried, and what the rules said."""

    by: By
    do: str
    arguments: dict[str, Any]
    now: int
    version: int  # that it has, or would have had
    decided: Changes | Refusal


class Walked(msgspec.Struct, frozen=True):
    """A walk: everything that was tried, and the records that it came to."""

    seed: int
    tried: tuple[Tried, ...]
    records: Records

    @property
    def accepted(self) -> list[Tried]:
        """What was accepted, in order: the log."""
        return [tried for tried in self.tried if isinstance(tried.decided, Changes)]


# How often a plausible move is made, beside the others that its role may make in the phase; 3 where nothing is said.
WEIGHTS = {
    "phase.next": 9, "phase.back": 2, "session.end": 0, "seat.remove": 1, "seat.close": 1, "teams.mix": 1,
    "seat.forget": 0,
    "seat.move": 2,
    "clock.pause": 1, "clock.resume": 5, "hours.grant": 1, "evidence.open": 6, "interview.ask": 4, "data.request": 4,
    "claim.put": 5, "link.put": 6, "gap.put": 5, "bet.open": 4, "bet.put": 24, "plan.put": 9, "metric.put": 9,
    "work.sign": 8, "work.unsign": 1, "inject.answer": 2, "run.next": 16, "pitch.next": 5, "link.drop": 1,
    "claim.drop": 1, "plan.drop": 2, "needs.set": 1, "team.rename": 1, "help.ask": 1, "help.cancel": 1, "chat.say": 2,
    "seat.join": 3, "seat.link": 1, "seat.reclaim": 1, "seat.ready": 1, "rating.put": 2, "rating.lock": 1,
}  # fmt: skip


class Walker:
    """Says what somebody tries next."""

    def __init__(self, seed: int, scenario: Scenario, *, nonsense: float = 0.12) -> None:
        self.rng = random.Random(f"walk {seed}")
        self.scenario = scenario
        self.nonsense = nonsense

    def next(self, records: Records) -> tuple[By, str, dict[str, Any]]:
        """Choose who does what."""
        by = self._actor(records)
        senseless = self.rng.random() < self.nonsense
        do = self.rng.choice(sorted(MOVES)) if senseless else self._plausible(records, by)
        if by == TIMEKEEPER and do in ("run.enter", "debrief.reveal"):
            do = "time.up"  # figures come from chores alone
        arguments = ARGUMENTS[do](Pick(self.rng, records, self.scenario, by))
        if senseless and arguments and self.rng.random() < 0.5:
            arguments[self.rng.choice([*sorted(arguments), "extra"])] = self.rng.choice(JUNK)
        return by, do, arguments

    def _actor(self, records: Records) -> By:
        seats = records.under("seat", Seat)
        if not seats:
            return HOST
        roles = {"participant": 40, "facilitator": 8, "host": 1, "timekeeper": 1, "observer": 1, "rater": 1}
        if len(seats) < 6:
            roles["host"] = 40
        role = self.rng.choices(list(roles), list(roles.values()))[0]
        if role == "timekeeper":
            return TIMEKEEPER
        # Those who are gone still try, but seldom.
        gone = self.rng.random() < 0.03
        there = sorted(seat for seat, record in seats.items() if record.role == role and (record.active or gone))
        return By(role, self.rng.choice(there)) if there else HOST  # type: ignore[arg-type]

    def _plausible(self, records: Records, by: By) -> str:
        phase = records.get("phase", Phase)
        if phase is None:
            return "session.open"
        possible = sorted(
            do
            for do, spec in MOVES.items()
            if by.actor in spec.actors and (spec.phases is None or phase.phase in spec.phases)
        )
        ticking = records.the("clock", Clock)
        if by.actor == "facilitator" and not ticking.running and self.rng.random() < 0.5:
            return "clock.resume"
        # Most of what can be done at any time is rarer than what a phase is for.
        weights = [WEIGHTS.get(do, 3) * (3 if MOVES[do].phases is not None else 1) for do in possible]
        return self.rng.choices(possible, weights)[0] if any(weights) else "chat.say"


@lru_cache(maxsize=64)
def walk(seed: int, moves: int = 700) -> Walked:
    """Play one walk out on the rules; the same seed is the same walk."""
    walker = Walker(seed, eventful())
    rng = random.Random(f"time {seed}")
    records, tried, now, version = Records(), [], START, 0

    def does(by: By, do: str, arguments: dict[str, Any]) -> None:
        nonlocal version
        move = parse(do, arguments)
        decided = move if isinstance(move, Refusal) else decide(records, walker.scenario, move, by, now, version + 1)
        tried.append(Tried(by, do, arguments, now, version + 1, decided))
        if isinstance(decided, Changes):
            version += 1
            records.apply(decided)

    while len(tried) < moves:
        now += rng.choice([0, 1, SECOND, 5 * SECOND, 20 * SECOND, MINUTE] * 4 + [10 * MINUTE])
        due = due_at(records)
        if due is not None and due <= now and rng.random() < 0.9:
            does(TIMEKEEPER, "time.up", {})
        wanted = chore(records, walker.scenario)
        if wanted is not None and rng.random() < 0.4:
            entered = work(wanted)
            do = next(do for do, spec in MOVES.items() if spec.type is type(entered))
            does(TIMEKEEPER, do, msgspec.to_builtins(entered))
            if rng.random() < 0.2:
                does(TIMEKEEPER, do, msgspec.to_builtins(entered))
        by, do, arguments = walker.next(records)
        if do == "session.end" and len(tried) < moves * 0.9:
            continue
        does(by, do, arguments)
        if len(tried) >= moves * 0.97 and not records.the("session", Session).ended:
            does(By("facilitator", F), "session.end", {})
    return Walked(seed, tuple(tried), records)


def phases_of(walked: Walked) -> set[str]:
    """Name the phases that a walk came through."""
    there = {
        tried.decided.put["phase"].phase  # type: ignore[attr-defined]
        for tried in walked.accepted
        if isinstance(tried.decided, Changes) and "phase" in tried.decided.put
    }
    return {phase for phase in PHASES if phase in there}
