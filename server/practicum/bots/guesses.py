"""A mind that knows nothing of a case: it judges by words that a candidate, an exhibit and an item have in common.

It rehearses a case on somebody else's server, where only what clients are told can be known.
"""

from __future__ import annotations

from collections.abc import Iterator

from practicum.bots.chance import dice, share
from practicum.bots.judgement import beliefs, likeness, rank_items, spread_points, words, words_of_exhibit
from practicum.bots.wire import Record
from practicum.bots.wishes import Mind, Wish

BOXES = ("information", "resources", "incentives", "knowledge", "capacity", "motives")
FOR_METRICS = 0.07  # of the budget, left for the measurement plan
LINKS = 2


class Guesses(Mind):
    """One participant who guesses."""

    def answers(self, team: str, inject: str, shown: Record) -> list[str]:
        """Answer an event by the team's dice."""
        options = [str(each["option"]) for each in shown["options"]]
        self.team_dice(team, inject).shuffle(options)
        return options

    # --- diagnose

    def diagnose(self, team: str) -> Iterator[Wish]:
        """Read what there is, name what seems likely, bet by words in common, sign."""
        view = self.view
        if view.running:
            yield from self._read(team)
        yield from self._claim(team)
        yield from self._state_gap(team)
        if not self._has_read(team):
            return
        candidates = view.under(f"cause/{team}/")
        if not candidates:
            if view.running and view.the(f"gap/{team}") and self.mine(team, "bet"):
                yield Wish(f"bet.open {team}", "bet.open", {"team": team})
            return
        yield from self._name_causes(team, candidates)
        if view.running:
            yield from self._bet(team, candidates)
        yield from self.sign(team, "diagnose", ready=view.bet_is_out(team))

    def _read(self, team: str) -> Iterator[Wish]:
        closed = self.view.evidence(team, "closed")
        order = self.team_dice(team, "reading")
        liking = {tag: order.random() for tag in sorted(self.view.under(f"evidence/{team}/"))}
        for tag in sorted(closed, key=lambda tag: liking[tag]):
            exhibit = closed[tag]
            if exhibit["hours"] <= self.view.hours_left(team) and self.mine(team, tag):
                yield self.opening(team, tag, exhibit)

    def _has_read(self, team: str) -> bool:
        """Whether the team waits for nothing and can afford nothing more that it wants."""
        view = self.view
        left = view.hours_left(team)
        closed = view.evidence(team, "closed")
        open_to_us = [tag for tag, r in closed.items() if r["hours"] <= left and not self._gave_up(team, tag)]
        return not open_to_us and not view.evidence(team, "waiting")

    def _gave_up(self, team: str, tag: str) -> bool:
        return self.mine(team, tag) and f"open {team} {tag}" in self.finished

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
            if cause == "other" or not self.mine(team, cause):
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
        if not gap and self.mine(team, "gap"):
            yield Wish(f"gap {team}", "gap.put", stated)
        if gap.get("revision") == 1 and self.mine(team, "gap twice"):
            yield Wish(f"gap again {team}", "gap.put", {**stated, "value_per_week": 1000.0})

    def _bet(self, team: str, candidates: dict[str, Record]) -> Iterator[Wish]:
        view = self.view
        round_ = view.rounds("diagnose")
        if view.seat in view.who_bet(team):
            return
        exhibits = [record for _, record in sorted(view.evidence(team, "open").items())]
        weights = beliefs(candidates, exhibits, dice(self.seed, view.seat, "bet", round_))
        yield Wish(f"bet {team} {round_}", "bet.put", {"team": team, "points": spread_points(weights)})

    # --- design and measure

    def design(self, team: str) -> Iterator[Wish]:
        """Plan what seems to fit, and sign."""
        plan = self.view.under(f"plan/{team}/")
        wanted = self._affordable(team, plan)
        planner = self.mine(team, "plan")
        if planner and wanted:
            yield from (self._plan(team, item, 2 * len(plan), revision=0) for item in wanted)
        for item, record in sorted(plan.items()):
            if record["revision"] == 1 and self.mine(team, f"later {item}") and share(f"{team}{item}", 3) == 0:
                yield self._plan(team, item, record["start"] + 1, revision=1)
        yield from self.sign(team, "design", ready=bool(plan) and not (planner and wanted))

    def _affordable(self, team: str, plan: dict[str, Record], reserve: float = FOR_METRICS) -> list[str]:
        """Choose what to add to the plan, in the team's order of liking, within the budget."""
        view = self.view
        budget = float(view.the("case").get("budget", 0.0))
        left = view.money_left(team) - reserve * budget
        items = view.under("item/")
        labels = {cause: record["label"] for cause, record in view.under(f"cause/{team}/").items()}
        points = view.the(f"spread/{team}").get("points", {})
        chosen = []
        for item in rank_items(items, labels, points, budget, self.team_dice(team, "items")):
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

    def measure(self, team: str) -> Iterator[Wish]:
        """Choose what can be paid, and sign."""
        chosen = self.view.under(f"metric/{team}/")
        instruments = self.view.under("instrument/")
        for name, instrument in sorted(instruments.items()):
            if name not in chosen and self.mine(team, name):
                baseline = not instrument["archival"]
                cost = instrument["cost"] + (instrument["baseline_cost"] if baseline else 0)
                if cost <= self.view.money_left(team):
                    yield self._metric(team, name, instrument, plan_baseline=baseline)
        yield from self.sign(team, "measure", ready=bool(chosen))

    def _metric(self, team: str, name: str, instrument: Record, *, plan_baseline: bool) -> Wish:
        chance = self.team_dice(team, name)
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

    def run(self, team: str) -> Iterator[Wish]:
        """Change the plan once, halfway through the year, in about every other team."""
        run = self.view.the("run")
        between = run.get("step") == run.get("wanted") == 2
        if between and self.mine(team, "midcourse") and self.team_dice(team, "midcourse").random() < 0.5:
            plan = self.view.under(f"plan/{team}/")
            for item in self._affordable(team, plan, reserve=0.0)[:1]:
                yield Wish(f"midcourse {team}", "plan.put", {
                    "team": team, "item": item, "start": min(51, run["week"] + 2), "claims": [], "revision": 0,
                })  # fmt: skip
