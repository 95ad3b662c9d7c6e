"""A mind that plays by a strategy: it sees the session as any client does, and asks its ``Player`` what to do.

Rules:
- Teams are dealt the players in turn, by their number; a player remembers nothing, so all members are told the same.
- Exhibits are opened one after the other, as on paper; each by the member to whom it falls, who then reads it.
- One member writes the claims, the plan and the metrics, in order, and signs first; the others sign what is signed.
- A team that would plan or measure nothing puts one thing down and takes it away: what was never touched can't be
  signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from practicum.bots.view import View, metric_cost
from practicum.bots.wire import Record
from practicum.bots.wishes import Mind, Wish
from practicum.strategies.beliefs import Belief
from practicum.strategies.planning import Aim
from practicum.strategies.player import Player

LEADS = {"diagnose": "claims", "design": "plan", "measure": "metrics"}
MIDCOURSE_STEP = 2


class Briefed(Mind):
    """One participant of a team that plays by a strategy."""

    def __init__(self, view: View, seed: int, players: Sequence[Player]) -> None:
        super().__init__(view, seed)
        self._players = players
        self._plans: dict[tuple[str, frozenset[str], float], tuple[Aim, ...]] = {}
        self._beliefs: dict[tuple[str, frozenset[str]], Belief] = {}
        self._asked: tuple[object, str | None] = (None, None)  # what was asked last about the room, and the answer

    def player(self, team: str) -> Player:
        """Give the player that a team was dealt."""
        return dealt(self._players, self.view, team)

    def answers(self, team: str, inject: str, shown: Record) -> list[str]:
        """Answer an event as the strategy does."""
        plan = {item: int(record["start"]) for item, record in self.view.under(f"plan/{team}/").items()}
        option = self.player(team).answer(inject, self._open(team), plan, int(shown["week"]))
        return sorted((str(each["option"]) for each in shown["options"]), key=lambda each: each != option)

    # --- diagnose

    def diagnose(self, team: str) -> Iterator[Wish]:
        """Read, state the gap, name causes, bet, sign."""
        view = self.view
        yield from self._state_gap(team)
        following = self._next_exhibit(team)
        if following is not None:
            if view.running and self.mine(team, following):
                yield self.opening(team, following, view.the(f"evidence/{team}/{following}"))
            return
        if view.evidence(team, "waiting"):
            return
        if not view.under(f"cause/{team}/"):
            if view.running and view.the(f"gap/{team}") and self.mine(team, "bet"):
                yield Wish(f"bet.open {team} {view.round}", "bet.open", {"team": team})
            return
        belief = self._belief(team)
        yield from self._claims(team, belief)
        yield from self._pins(team, belief)
        if view.running and view.seat not in view.who_bet(team):
            yield Wish(f"bet {team} {view.round}", "bet.put", {"team": team, "points": belief.bet})
        yield from self._sign_together(team, "diagnose", done=self._all_pinned(team, belief) and view.bet_is_out(team))

    def _next_exhibit(self, team: str) -> str | None:
        view = self.view
        hours = view.the(f"hours/{team}")
        if not hours:
            return None
        closed = frozenset(view.evidence(team, "closed"))
        begun = frozenset({**view.evidence(team, "open"), **view.evidence(team, "waiting")})
        room = (team, closed, begun, float(hours["spent"]), float(hours["budget"]))
        if room != self._asked[0]:
            self._asked = (room, self.player(team).open_next(closed, begun, room[3], room[4]))
        return self._asked[1]

    def _open(self, team: str) -> frozenset[str]:
        return frozenset(self.view.evidence(team, "open"))

    def _belief(self, team: str) -> Belief:
        key = (team, self._open(team))
        if key not in self._beliefs:
            self._beliefs[key] = self.player(team).belief(key[1])
        return self._beliefs[key]

    def _claims(self, team: str, belief: Belief) -> Iterator[Wish]:
        claims = self.view.under(f"claim/{team}/")
        boxes = self.player(team).boxes
        for cause in belief.claims if self.mine(team, LEADS["diagnose"]) else ():
            id = claim_of(cause)
            if id not in claims:
                text = str(self.view.the(f"cause/{team}/{cause}").get("label", cause))[:300]
                named = {"team": team, "id": id, "text": text, "box": boxes[cause], "cause": cause, "revision": 0}
                yield Wish(f"claim {team} {cause}", "claim.put", named)

    def _pins(self, team: str, belief: Belief) -> Iterator[Wish]:
        claims, links = self.view.under(f"claim/{team}/"), self.view.under(f"link/{team}/")
        for pin in belief.pins:
            id = claim_of(pin.cause)
            if id in claims and f"{id}.{pin.evidence}" not in links and self.mine(team, f"pin {pin.cause}"):
                pinned = {"team": team, "claim": id, "evidence": pin.evidence, "stance": pin.stance}
                told = {"strength": pin.strength, "note": ""}
                yield Wish(f"pin {team} {id} {pin.evidence}", "link.put", {**pinned, **told})

    def _all_pinned(self, team: str, belief: Belief) -> bool:
        claims, links = self.view.under(f"claim/{team}/"), self.view.under(f"link/{team}/")
        return all(claim_of(cause) in claims for cause in belief.claims) and all(
            f"{claim_of(pin.cause)}.{pin.evidence}" in links for pin in belief.pins
        )

    def _state_gap(self, team: str) -> Iterator[Wish]:
        gap = self.view.the(f"gap/{team}")
        stated = {"team": team, **msgspec.structs.asdict(self.player(team).gap()), "revision": gap.get("revision", 0)}
        if not gap and self.mine(team, "gap"):
            yield Wish(f"gap {team}", "gap.put", stated)
        if gap.get("revision") == 1 and self.mine(team, "gap twice"):
            yield Wish(f"gap again {team}", "gap.put", stated)

    # --- design and measure

    def design(self, team: str) -> Iterator[Wish]:
        """Bring the plan to what the strategy wants, and sign it."""
        view = self.view
        plan = view.under(f"plan/{team}/")
        wanted = {aim.item: aim for aim in self._plan(team)}
        if self.mine(team, LEADS["design"]):
            about = f"{team} {view.budget(team):g}"
            for item in plan:
                if item not in wanted:
                    yield Wish(f"drop {item} {about}", "plan.drop", {"team": team, "item": item})
            for item, aim in wanted.items():
                if item not in plan:
                    yield Wish(f"plan {item} {about}", "plan.put", self._planned(team, aim))
            if not wanted and not plan and not view.the(f"work/{team}/design"):
                yield from self._touch_plan(team)
        yield from self._sign_together(team, "design", done=True)

    def _plan(self, team: str) -> tuple[Aim, ...]:
        # What events made dearer is set aside for good: a plan that followed each price would never come to rest.
        key = (team, self._open(team), self.view.budget(team) - max(self.view.dearer(team), 0.0))
        if key not in self._plans:
            self._plans[key] = self.player(team).plan(key[1], key[2])
        return self._plans[key]

    def _planned(self, team: str, aim: Aim) -> Record:
        claims = self.view.under(f"claim/{team}/")
        named = [id for cause in aim.causes if (id := claim_of(cause)) in claims]
        return {"team": team, "item": aim.item, "start": aim.start, "claims": named, "revision": 0}

    def _touch_plan(self, team: str) -> Iterator[Wish]:
        items = self.view.under("item/")
        for item in sorted(items, key=lambda item: (items[item]["cost"], item))[:1]:
            yield Wish(f"touch {team} {item}", "plan.put", self._planned(team, Aim(item, 0, ())))

    def measure(self, team: str) -> Iterator[Wish]:
        """Bring the metrics to what the strategy wants, and sign them."""
        view = self.view
        chosen, instruments = view.under(f"metric/{team}/"), view.under("instrument/")
        if self.mine(team, LEADS["measure"]):
            spent = sum(metric_cost(instruments[name], metric) for name, metric in chosen.items())
            items = sorted(view.under(f"plan/{team}/"))
            wanted = self.player(team).metrics(items, view.money_left(team) + spent)
            for name in sorted(set(chosen) - {gauge.instrument for gauge in wanted}):
                yield Wish(f"drop {team} {name}", "metric.drop", {"team": team, "instrument": name})
            for gauge in wanted:
                if gauge.instrument not in chosen:
                    filled = {name: part for name, part in msgspec.structs.asdict(gauge).items() if name != "owned"}
                    owner = view.name if gauge.owned else ""
                    metric = {"team": team, **filled, "owner": owner, "revision": 0}
                    yield Wish(f"metric {team} {gauge.instrument}", "metric.put", metric)
            if not wanted and not chosen and not view.the(f"work/{team}/measure"):
                yield from self._touch_metrics(team, instruments)
        yield from self._sign_together(team, "measure", done=True)

    def _touch_metrics(self, team: str, instruments: dict[str, Record]) -> Iterator[Wish]:
        for name in sorted(instruments, key=lambda name: (instruments[name]["cost"], name))[:1]:
            empty = {"baseline": None, "plan_baseline": False, "target": None, "month": None, "owner": ""}
            metric = {"team": team, "instrument": name, **empty, "isolation": "none", "revision": 0}
            yield Wish(f"touch {team} {name}", "metric.put", metric)

    # --- run

    def run(self, team: str) -> Iterator[Wish]:
        """Let the year go on; who plays by chance may change the plan once, halfway."""
        view = self.view
        run = view.the("run")
        between = run.get("step") == run.get("wanted") == MIDCOURSE_STEP
        if not between or not self.player(team).by_chance or not self.mine(team, "midcourse"):
            return
        plan, items, left = view.under(f"plan/{team}/"), view.under("item/"), view.money_left(team)
        for item in sorted(items):
            if item not in plan and float(items[item]["cost"]) <= left:
                added = self._planned(team, Aim(item, min(51, int(run["week"]) + 2), ()))
                yield Wish(f"midcourse {team}", "plan.put", added)
                return

    # --- signing

    def _sign_together(self, team: str, phase: str, *, done: bool) -> Iterator[Wish]:
        """Sign one's own work when it is done, and others' when whoever leads has signed it."""
        lead = self.who(team, LEADS[phase])
        led = lead == self.view.seat or self.view.has_signed(team, phase, lead)
        yield from self.sign(team, phase, ready=done and led)


def claim_of(cause: str) -> str:
    """Give the id of the claim that stands for a candidate."""
    return f"on-{cause}"[:40]


def dealt(players: Sequence[Player], view: View, team: str) -> Player:
    """Give the player that a team was dealt: in turn, by the team's number."""
    return players[(int(view.the(f"team/{team}").get("number", 1)) - 1) % len(players)]
