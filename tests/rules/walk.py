"""Seeded random walks through whole sessions: what people, facilitators, the host and the clock might do.

A ``Walker`` looks at the records and says what somebody tries next: mostly something plausible for their role and the
phase, sometimes something that makes no sense. It draws everything from its seed, so a seed names a walk. ``walk``
plays one out on the rules alone; whoever has a live session may ask the ``Walker`` for moves and send them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from practicum.rules.chores import chore, work
from practicum.rules.decide import decide, parse
from practicum.rules.moves import MOVES
from practicum.rules.records import (
    PHASES,
    Candidate,
    Claim,
    Clock,
    EvidenceShown,
    Gap,
    InjectShown,
    Metric,
    Phase,
    PlanItem,
    Reclaim,
    Run,
    Seat,
    Session,
    Work,
)
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from practicum.rules.state import Changes, Records
from practicum.rules.timers import due_at
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import Asset, Effect, Inject, Option, Scenario
from tests.rules.helpers import MINUTE, SECOND, START, F, alder

NAMES = "Ann Bob Cyd Dee Eli Fay Gus Hal Ida Jon Kim Lea Max Nan Oda Pia".split()
FIELDS = ["IT", "HR", "Ops", "Sales", ""]
BOXES = "information resources incentives knowledge capacity motives".split()
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


class Pick:
    """Draws arguments that make sense where somebody stands."""

    def __init__(self, rng: random.Random, records: Records, scenario: Scenario, by: By) -> None:
        self.rng = rng
        self.records = records
        self.scenario = scenario
        self.by = by
        seat = records.get(f"seat/{by.seat}", Seat)
        own = seat.team if seat is not None else None
        self.team = own if own is not None and rng.random() < 0.97 else rng.choice(self.ids("team") or ["1"])

    def ids(self, parent: str) -> list[str]:
        """Name what is one part below a key; sorted, so that the walk does not hang on the order of records."""
        return sorted(self.records.under(parent, msgspec.Struct))  # type: ignore[type-var]

    def one(self, options: Any, junk: str = "no-such") -> Any:
        """Choose one, seldom one that isn't there."""
        options = sorted(options)
        return junk if not options or self.rng.random() < 0.03 else self.rng.choice(options)

    def revision(self, record: Any) -> int:
        """Give the revision that the mover saw: mostly the current one."""
        current: int = record.revision if record is not None else 0
        return max(0, current + self.rng.choice([0] * 12 + [-1, 1]))

    def text(self) -> str:
        """Write something."""
        return self.rng.choice(["Yes.", "  Look at this  ", "Überprüfung — naïve ✓", "x" * 200, " ", "14 %"])

    def seat(self) -> str:
        """Name somebody."""
        return str(self.one(self.ids("seat")))


def _gap(pick: Pick) -> dict[str, Any]:
    figure = pick.rng.choice([14, 6.5, 0, None])
    return {
        "team": pick.team,
        "kpi": pick.one(pick.scenario.kpis),
        "actual": figure if pick.rng.random() < 0.1 else 14,
        "desired": figure if pick.rng.random() < 0.1 else 6,
        "since": "March",
        "value_per_week": figure,
        "statement": "Rework has doubled." if pick.rng.random() < 0.95 else " ",
        "revision": pick.revision(pick.records.get(f"gap/{pick.team}", Gap)),
    }


def _points(pick: Pick) -> dict[str, Any]:
    causes = sorted(pick.records.under(f"cause/{pick.team}", Candidate)) or ["skill"]
    left, points = 100, {}
    for cause in pick.rng.sample(causes, k=min(len(causes), pick.rng.randint(1, 4))):
        points[cause] = pick.rng.randint(0, left)
        left -= points[cause]
    if pick.rng.random() < 0.95:
        points[next(iter(points))] += left
    return {"team": pick.team, "points": points}


def _claim(pick: Pick) -> dict[str, Any]:
    id = f"c{pick.rng.randint(1, 6)}"
    candidates = pick.ids(f"cause/{pick.team}")
    return {
        "team": pick.team,
        "id": id,
        "text": pick.text(),
        "box": pick.rng.choice(BOXES),
        "cause": pick.one(candidates) if candidates and pick.rng.random() < 0.6 else None,
        "revision": pick.revision(pick.records.get(f"claim/{pick.team}/{id}", Claim)),
    }


def _link(pick: Pick) -> dict[str, Any]:
    shown = pick.records.under(f"evidence/{pick.team}", EvidenceShown)
    usable = [tag for tag, record in shown.items() if record.state == "open" or pick.rng.random() < 0.05]
    return {
        "team": pick.team,
        "claim": pick.one(pick.ids(f"claim/{pick.team}")),
        "evidence": pick.one(usable),
        "stance": pick.rng.choice(["supports", "contradicts"]),
        "strength": pick.rng.randint(1, 3),
        "note": pick.text(),
    }


def _unpin(pick: Pick) -> dict[str, Any]:
    claim, _, tag = str(pick.one(pick.ids(f"link/{pick.team}"), "c1.D1")).partition(".")
    return {"team": pick.team, "claim": claim, "evidence": tag}


def _question(pick: Pick) -> dict[str, Any]:
    person = str(pick.one(pick.scenario.people))
    topics = pick.scenario.people[person].topics if person in pick.scenario.people else {}
    return {"team": pick.team, "person": person, "topic": pick.one(topics)}


def _data(pick: Pick) -> dict[str, Any]:
    request = str(pick.one(pick.scenario.data_requests))
    cuts = pick.scenario.data_requests[request].cuts if request in pick.scenario.data_requests else {}
    return {"team": pick.team, "request": request, "cut": pick.one(cuts)}


def _plan(pick: Pick) -> dict[str, Any]:
    item = pick.one(pick.scenario.interventions)
    run = pick.records.get("run", Run)
    claims = pick.ids(f"claim/{pick.team}")
    return {
        "team": pick.team,
        "item": item,
        "start": pick.rng.randint(min(51, run.week if run and pick.rng.random() < 0.8 else 0), 51),
        "claims": pick.rng.sample(claims, k=pick.rng.randint(0, min(2, len(claims)))),
        "revision": pick.revision(pick.records.get(f"plan/{pick.team}/{item}", PlanItem)),
    }


def _metric(pick: Pick) -> dict[str, Any]:
    instrument = pick.one(pick.scenario.instruments)
    return {
        "team": pick.team,
        "instrument": instrument,
        "baseline": pick.rng.choice([None, 14]),
        "plan_baseline": pick.rng.random() < 0.5,
        "target": pick.rng.choice([None, 9.5]),
        "month": pick.rng.choice([None, 12]),
        "owner": "QA",
        "isolation": pick.rng.choice(["none", "pre_post", "trend", "did", "expert"]),
        "revision": pick.revision(pick.records.get(f"metric/{pick.team}/{instrument}", Metric)),
    }


def _sign(pick: Pick) -> dict[str, Any]:
    phase = pick.records.get("phase", Phase)  # there is none before the session opens
    name = phase.phase if phase is not None and phase.phase in ("diagnose", "design", "measure") else "design"
    return {
        "team": pick.team,
        "phase": name,
        "revision": pick.revision(pick.records.get(f"work/{pick.team}/{name}", Work)),
    }


def _answer(pick: Pick) -> dict[str, Any]:
    inject = str(pick.one(pick.records.under(f"inject/{pick.team}", InjectShown)))
    options = pick.scenario.injects[inject].options if inject in pick.scenario.injects else {}
    return {"team": pick.team, "inject": inject, "option": pick.one(options)}


def _teams(pick: Pick) -> list[str]:
    teams = pick.ids("team")
    return pick.rng.choice([[], [], teams, teams[:1], [pick.one(teams)]])


def _opening(pick: Pick) -> dict[str, Any]:
    return {
        "scenario": pick.scenario.id,
        "hash": "the-pinned-hash",
        "name": "",
        "code": "ABC234",
        "teams": pick.rng.choice([1, 2, 3]),
        "minutes": {},
        "seed": "the-secret-seed",
        "speed": pick.rng.choice([1, 1, 1, 20, 0.3]),
        "seat": F,
        "token_hash": "hash-of-f0",
    }


def _join(pick: Pick) -> dict[str, Any]:
    seat = f"p{len(pick.ids('seat')) + pick.rng.randint(0, 3) * 100}"
    return {
        "seat": seat,
        "name": pick.rng.choice(NAMES),
        "field": pick.rng.choice(FIELDS),
        "years": pick.rng.choice([None, 0, 3, 12, 30]),
        "token_hash": f"hash-of-{seat}",
    }


def _link_seat(pick: Pick) -> dict[str, Any]:
    seat = f"s{len(pick.ids('seat'))}"
    role = pick.rng.choice(["facilitator", "observer", "rater", "participant"])
    return {"seat": seat, "role": role, "token_hash": f"hash-of-{seat}"}


def _reclaim(pick: Pick) -> dict[str, Any]:
    names = [seat.name for seat in pick.records.under("seat", Seat).values()]
    return {"name": pick.one(names), "token_hash": f"hash-again-{pick.rng.randint(1, 9)}"}


ARGUMENTS: dict[str, Callable[[Pick], dict[str, Any]]] = {
    "chat.say": lambda pick: {"team": pick.team, "text": pick.text()},
    "seat.ready": lambda pick: {"ready": pick.rng.random() < 0.8},
    "help.ask": lambda pick: {"text": pick.text()},
    "help.cancel": lambda pick: {},
    "needs.set": lambda pick: {"text": pick.text()},
    "team.rename": lambda pick: {"team": pick.team, "name": pick.rng.choice(["Aspen", "Beech", "Us", "us ", "Others"])},
    "inject.answer": _answer,
    "work.sign": _sign,
    "work.unsign": lambda pick: {key: value for key, value in _sign(pick).items() if key != "revision"},
    "evidence.open": lambda pick: {"team": pick.team, "evidence": pick.one(exhibits(pick.scenario))},
    "interview.ask": _question,
    "data.request": _data,
    "claim.put": _claim,
    "claim.drop": lambda pick: {"team": pick.team, "id": pick.one(pick.ids(f"claim/{pick.team}"), "c1")},
    "link.put": _link,
    "link.drop": _unpin,
    "remark.put": lambda pick: {
        "team": pick.team,
        "id": f"r{pick.rng.randint(1, 4)}",
        "evidence": pick.one(exhibits(pick.scenario)),
        "text": pick.text(),
    },
    "gap.put": _gap,
    "bet.open": lambda pick: {"team": pick.team},
    "bet.put": _points,
    "plan.put": _plan,
    "plan.drop": lambda pick: {"team": pick.team, "item": pick.one(pick.ids(f"plan/{pick.team}"), "bonus")},
    "metric.put": _metric,
    "metric.drop": lambda pick: {"team": pick.team, "instrument": pick.one(pick.ids(f"metric/{pick.team}"), "audit")},
    "phase.next": lambda pick: {},
    "phase.back": lambda pick: {},
    "clock.pause": lambda pick: {},
    "clock.resume": lambda pick: {},
    "clock.extend": lambda pick: {"seconds": pick.rng.choice([60, 300, -60, -3600])},
    "inject.send": lambda pick: {"inject": pick.one(pick.scenario.injects), "teams": _teams(pick)},
    "inject.hold": lambda pick: {"inject": pick.one(pick.scenario.injects), "held": pick.rng.random() < 0.4},
    "say.all": lambda pick: {"text": pick.text()},
    "help.see": lambda pick: {"team": pick.team},
    "help.done": lambda pick: {"team": pick.team},
    "hours.grant": lambda pick: {"team": pick.team, "hours": pick.rng.choice([2, 0.5, -3, -100, 8])},
    "seat.move": lambda pick: {"seat": pick.seat(), "team": pick.one(pick.ids("team"))},
    "seat.rename": lambda pick: {"seat": pick.seat(), "name": pick.rng.choice([*NAMES, "Observer 1", "Rater 2"])},
    "seat.remove": lambda pick: {"seat": pick.seat()},
    "seat.close": lambda pick: {"seat": pick.seat()},
    "seat.renew": lambda pick: {"seat": pick.seat(), "token_hash": f"renewed-{pick.rng.randrange(10**6)}"},
    "seat.forget": lambda pick: {"seat": pick.seat(), "names": ["Ada", "Grace Hopper"][: pick.rng.randint(0, 2)]},
    "seat.admit": lambda pick: {
        "seat": pick.one(pick.records.under("reclaim", Reclaim), "p1"),
        "admit": pick.rng.random() < 0.6,
    },
    "teams.mix": lambda pick: {},
    "pitch.next": lambda pick: {},
    "run.next": lambda pick: {},
    "rating.put": lambda pick: {
        "team": pick.team,
        "row": pick.rng.choice(["argument", "risks", "together"]),
        "level": pick.rng.randint(0, 4),
        "note": pick.text(),
    },
    "rating.lock": lambda pick: {"team": pick.team},
    "note.put": lambda pick: {"id": f"n{pick.rng.randint(1, 3)}", "text": pick.text()},
    "note.drop": lambda pick: {"id": f"n{pick.rng.randint(1, 3)}"},
    "session.end": lambda pick: {},
    "session.open": _opening,
    "seat.join": _join,
    "seat.link": _link_seat,
    "seat.reclaim": _reclaim,
    "time.up": lambda pick: {},
    "run.enter": lambda pick: {"step": pick.rng.randint(0, 5), "teams": {}},
    "debrief.reveal": lambda pick: {"twin": [], "teams": {}},
}

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
