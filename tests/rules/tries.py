"""What somebody might put into a move: mostly what makes sense where they stand, now and then what does not.

``ARGUMENTS`` knows it for every move that there is. Everything is drawn from the walk's own chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec

from practicum.rules.records import (
    Candidate,
    Claim,
    EvidenceShown,
    Gap,
    InjectShown,
    Metric,
    Phase,
    PlanItem,
    Reclaim,
    Run,
    Seat,
    Work,
)
from practicum.rules.scene import By
from practicum.rules.state import Records
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import Scenario
from tests.rules.helpers import F

NAMES = "Ann Bob Cyd Dee Eli Fay Gus Hal Ida Jon Kim Lea Max Nan Oda Pia".split()
FIELDS = ["IT", "HR", "Ops", "Sales", ""]
BOXES = "information resources incentives knowledge capacity motives".split()


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
