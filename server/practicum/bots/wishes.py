"""What a participant would do next, phase by phase: a pure reading of the records, and the bot's own memory.

Rules:
- Work is divided by a share that everybody computes alike from the list of members, so that a team of bots needs no
  talk to agree; who joins, leaves or is moved changes the division, and nothing is lost.
- A wish has a tag. What was done, or refused for good, is not wished again under the same tag; the tag names the team
  and the round where a new round calls for a new act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from practicum.bots.chance import Dice, dice, share
from practicum.bots.judgement import beliefs, likeness, rank_items, spread_points, words, words_of_exhibit
from practicum.bots.view import SIGNED_PHASES, View
from practicum.bots.wire import Record

BOXES = ("information", "resources", "incentives", "knowledge", "capacity", "motives")
FOR_METRICS = 0.07  # of the budget, left for the measurement plan
LINKS = 2


class Wish(msgspec.Struct, frozen=True):
    """A move that a bot would like to make; ``tag`` says what it is about."""

    tag: str
    do: str
    arguments: dict[str, Any]


class Mind:
    """One participant's reading of the session, and what it has done."""

    def __init__(self, view: View, seed: int) -> None:
        self.view = view
        self.finished: set[str] = set()
        self._seed = seed

    def next(self) -> Wish | None:
        """Return what to do now, or None when there is nothing."""
        view = self.view
        if not view.phase or view.ended or view.team is None:
            return None
        for wish in self._wishes(view.team):
            if wish.tag not in self.finished:
                return wish
        return None

    def _wishes(self, team: str) -> Iterator[Wish]:
        yield from self._talk(team)
        if self.view.running:
            yield from self._answer_events(team)
        match self.view.phase:
            case "lobby":
                yield from self._lobby(team)
            case "diagnose":
                yield from self._diagnose(team)
            case "design":
                yield from self._design(team)
            case "measure":
                yield from self._measure(team)
            case "run":
                yield from self._run(team)
            case _:
                pass
        if self.view.running and self._may_be_ready(team):
            ready = f"ready {self.view.phase}.{self.view.round}"
            yield Wish(ready, "seat.ready", {"ready": True})

    # --- in every phase

    def _talk(self, team: str) -> Iterator[Wish]:
        view = self.view
        if view.phase in ("diagnose", "design", "run", "debrief"):
            text = f"{view.name} in {view.phase}: this is how I read it. What do you think?"
            yield Wish(f"chat {view.phase} {team}", "chat.say", {"team": team, "text": text})
        if view.phase == "diagnose" and team == view.teams()[0] and self._mine(team, "help"):
            yield Wish("help", "help.ask", {"text": "Are we meant to ask Quality for every cut?"})

    def _answer_events(self, team: str) -> Iterator[Wish]:
        for inject, shown in sorted(self.view.unanswered(team).items()):
            if self._mine(team, inject):
                option = self._team_dice(team, inject).choice(shown["options"])["option"]
                yield Wish(
                    f"answer {team} {inject}", "inject.answer", {"team": team, "inject": inject, "option": option}
                )

    def _may_be_ready(self, team: str) -> bool:
        phase = self.view.phase
        if phase in SIGNED_PHASES:
            return self._has_signed(team, phase)
        return phase != "run"

    # --- lobby

    def _lobby(self, team: str) -> Iterator[Wish]:
        if self._mine(team, "needs"):
            yield Wish("needs", "needs.set", {"text": f"{self.view.name} reads best with large type."})
        if self._mine(team, "name"):
            name = self.view.the(f"team/{team}").get("name", "")
            if not name.startswith("Team "):
                yield Wish(f"name {team}", "team.rename", {"team": team, "name": f"Team {name}"})

    # --- diagnose

    def _diagnose(self, team: str) -> Iterator[Wish]:
        view = self.view
        if view.running:
            yield from self._read(team)
        yield from self._claim(team)
        yield from self._state_gap(team)
        if not self._has_read(team):
            return
        candidates = view.under(f"cause/{team}/")
        if not candidates:
            if view.running and view.the(f"gap/{team}") and self._mine(team, "bet"):
                yield Wish(f"bet.open {team}", "bet.open", {"team": team})
            return
        yield from self._name_causes(team, candidates)
        if view.running:
            yield from self._bet(team, candidates)
        yield from self._sign(team, "diagnose", ready=self._bet_is_out(team))

    def _read(self, team: str) -> Iterator[Wish]:
        closed = self.view.evidence(team, "closed")
        order = self._team_dice(team, "reading")
        liking = {tag: order.random() for tag in sorted(self.view.under(f"evidence/{team}/"))}
        for tag in sorted(closed, key=lambda tag: liking[tag]):
            exhibit = closed[tag]
            if exhibit["hours"] <= self.view.hours_left(team) and self._mine(team, tag):
                yield self._opening(team, tag, exhibit)

    def _opening(self, team: str, tag: str, exhibit: Record) -> Wish:
        wish = f"open {team} {tag}"
        if exhibit["person"] is not None:
            asked = {"team": team, "person": exhibit["person"], "topic": exhibit["topic"]}
            return Wish(wish, "interview.ask", asked)
        if exhibit["request"] is not None:
            asked = {"team": team, "request": exhibit["request"], "cut": exhibit["cut"]}
            return Wish(wish, "data.request", asked)
        return Wish(wish, "evidence.open", {"team": team, "evidence": tag})

    def _has_read(self, team: str) -> bool:
        """Whether the team waits for nothing and can afford nothing more that it wants."""
        view = self.view
        left = view.hours_left(team)
        closed = view.evidence(team, "closed")
        open_to_us = [tag for tag, r in closed.items() if r["hours"] <= left and not self._gave_up(team, tag)]
        return not open_to_us and not view.evidence(team, "waiting")

    def _gave_up(self, team: str, tag: str) -> bool:
        return self._mine(team, tag) and f"open {team} {tag}" in self.finished

    def _claim(self, team: str) -> Iterator[Wish]:
        """Write down a first idea of one's own."""
        seat = self.view.seat
        box = BOXES[share(seat, len(BOXES))]
        first = {"team": team, "id": f"{seat}-1", "text": f"{self.view.name} suspects something in {box}"}
        if self.view.evidence(team, "open"):
            yield Wish(f"claim {team}", "claim.put", {**first, "box": box, "cause": None, "revision": 0})

    def _name_causes(self, team: str, candidates: dict[str, Record]) -> Iterator[Wish]:
        """Once the candidates are known, write the likely ones as claims and pin exhibits to them."""
        claims = self.view.under(f"claim/{team}/")
        exhibits = self.view.evidence(team, "open")
        for cause, record in sorted(candidates.items()):
            if cause == "other" or not self._mine(team, cause):
                continue
            id = f"on-{cause}"[:40]
            if id not in claims:
                box = BOXES[share(cause, len(BOXES))]
                named = {"team": team, "id": id, "text": record["label"][:300], "box": box, "cause": cause}
                yield Wish(f"name {team} {cause}", "claim.put", {**named, "revision": 0})
                continue
            label = words(record["label"])
            fitting = sorted(exhibits, key=lambda tag: (-likeness(label, words_of_exhibit(exhibits[tag])), tag))
            for number, tag in enumerate(fitting[:LINKS]):
                yield self._link(team, id, tag, number)

    def _link(self, team: str, claim: str, tag: str, number: int) -> Wish:
        stance = "supports" if share(claim + tag, 4) else "contradicts"
        pinned = {"team": team, "claim": claim, "evidence": tag, "stance": stance, "strength": 3 - number, "note": ""}
        return Wish(f"link {team} {claim} {number}", "link.put", pinned)

    def _state_gap(self, team: str) -> Iterator[Wish]:
        view = self.view
        kpis = view.the("brief").get("kpis", ())
        gap = view.the(f"gap/{team}")
        if not kpis or not view.evidence(team, "open"):
            return
        kpi = kpis[0]
        stated = {
            "team": team,
            "kpi": kpi["kpi"],
            "actual": kpi["baseline"],
            "desired": kpi["wanted"],
            "since": view.the("brief").get("since", "")[:300],
            "value_per_week": None,
            "statement": f"{kpi['label']}: {kpi['baseline']:g}, and {kpi['wanted']:g} is what it should be.",
            "revision": gap.get("revision", 0),
        }
        if not gap and self._mine(team, "gap"):
            yield Wish(f"gap {team}", "gap.put", stated)
        if gap.get("revision") == 1 and self._mine(team, "gap twice"):
            yield Wish(f"gap again {team}", "gap.put", {**stated, "value_per_week": 1000.0})

    def _bet(self, team: str, candidates: dict[str, Record]) -> Iterator[Wish]:
        view = self.view
        round_ = view.rounds("diagnose")
        if view.seat in self._who_bet(team):
            return
        exhibits = [record for _, record in sorted(view.evidence(team, "open").items())]
        weights = beliefs(candidates, exhibits, dice(self._seed, view.seat, "bet", round_))
        yield Wish(f"bet {team} {round_}", "bet.put", {"team": team, "points": spread_points(weights)})

    def _who_bet(self, team: str) -> list[str]:
        betting = self.view.the(f"betting/{team}")
        return list(betting["seats"]) if betting.get("round") == self.view.rounds("diagnose") else []

    def _bet_is_out(self, team: str) -> bool:
        return self.view.the(f"spread/{team}").get("round") == self.view.rounds("diagnose")

    # --- design and measure

    def _design(self, team: str) -> Iterator[Wish]:
        plan = self.view.under(f"plan/{team}/")
        wanted = self._affordable(team, plan)
        planner = self._mine(team, "plan")
        if planner and wanted:
            yield from (self._plan(team, item, 2 * len(plan), revision=0) for item in wanted)
        for item, record in sorted(plan.items()):
            if record["revision"] == 1 and self._mine(team, f"later {item}") and share(f"{team}{item}", 3) == 0:
                yield self._plan(team, item, record["start"] + 1, revision=1)
        yield from self._sign(team, "design", ready=bool(plan) and not (planner and wanted))

    def _affordable(self, team: str, plan: dict[str, Record], reserve: float = FOR_METRICS) -> list[str]:
        """Choose what to add to the plan, in the team's order of liking, within the budget."""
        view = self.view
        budget = float(view.the("case").get("budget", 0.0))
        left = view.money_left(team) - reserve * budget
        items = view.under("item/")
        labels = {cause: record["label"] for cause, record in view.under(f"cause/{team}/").items()}
        points = view.the(f"spread/{team}").get("points", {})
        chosen = []
        for item in rank_items(items, labels, points, budget, self._team_dice(team, "items")):
            cost = float(items[item]["cost"])
            if item not in plan and cost <= left and f"plan {team} {item} 0" not in self.finished:
                chosen.append(item)
                left -= cost
        return chosen

    def _plan(self, team: str, item: str, start: int, revision: int) -> Wish:
        claims = self.view.under(f"claim/{team}/")
        about = words(self.view.the(f"item/{item}").get("label", ""), self.view.the(f"item/{item}").get("about", ""))
        fitting = sorted(claims, key=lambda claim: (-likeness(about, words(claims[claim]["text"])), claim))[:2]
        planned = {"team": team, "item": item, "start": start, "claims": fitting, "revision": revision}
        return Wish(f"plan {team} {item} {revision}", "plan.put", planned)

    def _measure(self, team: str) -> Iterator[Wish]:
        chosen = self.view.under(f"metric/{team}/")
        instruments = self.view.under("instrument/")
        for name, instrument in sorted(instruments.items()):
            if name not in chosen and self._mine(team, name):
                baseline = not instrument["archival"]
                cost = instrument["cost"] + (instrument["baseline_cost"] if baseline else 0)
                if cost <= self.view.money_left(team):
                    yield self._metric(team, name, instrument, plan_baseline=baseline)
        yield from self._sign(team, "measure", ready=bool(chosen))

    def _metric(self, team: str, name: str, instrument: Record, *, plan_baseline: bool) -> Wish:
        chance = self._team_dice(team, name)
        methods = ["pre_post", "trend", "expert"]
        if self.view.the("case").get("control_units"):
            methods.append("did")
        kpis = {kpi["kpi"]: kpi for kpi in self.view.the("brief").get("kpis", ())}
        kpi = kpis.get(instrument["kpi"])
        chosen = {
            "team": team,
            "instrument": name,
            "baseline": instrument["today"],
            "plan_baseline": plan_baseline,
            "target": (kpi["baseline"] + kpi["wanted"]) / 2 if kpi else 80.0,
            "month": chance.randint(6, 12),
            "owner": self.view.name,
            "isolation": chance.choice(methods),
            "revision": 0,
        }
        return Wish(f"metric {team} {name}", "metric.put", chosen)

    # --- run

    def _run(self, team: str) -> Iterator[Wish]:
        """Change the plan once, halfway through the year, in about every other team."""
        run = self.view.the("run")
        between = run.get("step") == run.get("wanted") == 2
        if between and self._mine(team, "midcourse") and self._team_dice(team, "midcourse").random() < 0.5:
            plan = self.view.under(f"plan/{team}/")
            for item in self._affordable(team, plan, reserve=0.0)[:1]:
                yield Wish(f"midcourse {team}", "plan.put", {
                    "team": team, "item": item, "start": min(51, run["week"] + 2), "claims": [], "revision": 0,
                })  # fmt: skip

    # --- signing

    def _sign(self, team: str, phase: str, *, ready: bool) -> Iterator[Wish]:
        work = self.view.the(f"work/{team}/{phase}")
        if ready and work and self.view.running and not self._has_signed(team, phase):
            round_, revision = self.view.rounds(phase), work["revision"]
            tag = f"sign {team} {phase}.{round_} {revision}"
            yield Wish(tag, "work.sign", {"team": team, "phase": phase, "revision": revision})

    def _has_signed(self, team: str, phase: str) -> bool:
        revision = self.view.the(f"work/{team}/{phase}").get("revision")
        return revision is not None and self.view.signature(team, phase, self.view.seat) == revision

    # --- who does what

    def _mine(self, team: str, task: str) -> bool:
        """Say whether a task of the team falls to me."""
        members = self.view.members(team)
        return bool(members) and members[share(task, len(members))] == self.view.seat

    def _team_dice(self, team: str, about: str) -> Dice:
        """Dice that everybody in a team rolls alike."""
        return dice(self._seed, "team", team, about)
