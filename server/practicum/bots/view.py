"""The records as one seat reads them: who I am, where everyone is, what my team has. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practicum.bots.wire import Copy, Record

SIGNED_PHASES = ("diagnose", "design", "measure")


class View:
    """A reader of one client's copy."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy

    @property
    def records(self) -> dict[str, Record]:
        """All records that this seat has."""
        return self._copy.records

    def the(self, key: str) -> Record:
        """Return a record, empty when it is not there."""
        return self._copy.records.get(key, {})

    def under(self, prefix: str) -> dict[str, Record]:
        """Return the records below a prefix, by the rest of the key."""
        return self._copy.under(prefix)

    # --- where everyone is

    @property
    def phase(self) -> str:
        """The phase that is open."""
        return str(self.the("phase").get("phase", ""))

    @property
    def round(self) -> int:
        """How often this phase was opened."""
        return int(self.the("phase").get("round", 0))

    def rounds(self, phase: str) -> int:
        """How often a phase was opened."""
        return int(self.the("phase").get("rounds", {}).get(phase, 0))

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return bool(self.the("clock").get("running", False))

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return bool(self.the("session").get("ended", False))

    # --- who is here

    @property
    def seat(self) -> str:
        """My seat."""
        return str(self._copy.seat.get("seat", ""))

    @property
    def team(self) -> str | None:
        """My team."""
        team: str | None = self.the(f"seat/{self.seat}").get("team")
        return team

    @property
    def name(self) -> str:
        """My name."""
        return str(self.the(f"seat/{self.seat}").get("name", ""))

    def members(self, team: str | None) -> list[str]:
        """The active participants of a team, in one order for everybody."""
        seats = self.under("seat/")
        return sorted(
            seat for seat, r in seats.items() if r["active"] and r["role"] == "participant" and r["team"] == team
        )

    def teams(self) -> list[str]:
        """All teams that somebody is in, in order."""
        teams = self.under("team/")
        return [t for t in sorted(teams, key=lambda team: int(teams[team]["number"])) if self.members(t)]

    def is_ready(self, seat: str) -> bool:
        """Whether somebody is ready in this round of this phase."""
        return bool(self.the(f"ready/{self.phase}.{self.round}/{seat}").get("ready", False))

    def everybody_ready(self) -> bool:
        """Whether all active participants are ready."""
        return all(self.is_ready(seat) for team in self.teams() for seat in self.members(team))

    # --- what a team has

    def hours_left(self, team: str) -> float:
        """Analyst hours that are left."""
        hours = self.the(f"hours/{team}")
        return float(hours.get("budget", 0.0) - hours.get("spent", 0.0))

    def evidence(self, team: str, state: str) -> dict[str, Record]:
        """A team's exhibits in a state, by tag."""
        return {tag: r for tag, r in self.under(f"evidence/{team}/").items() if r["state"] == state}

    def budget(self, team: str) -> float:
        """A team's budget, after what events did to it."""
        changed = sum(float(event["budget"]) for event in self.under(f"inject/{team}/").values())
        return float(self.the("case").get("budget", 0.0)) + changed

    def dearer(self, team: str) -> float:
        """What events add to the cost of items, planned or not."""
        return sum(float(more) for event in self.under(f"inject/{team}/").values() for more in event["costs"].values())

    def money_left(self, team: str) -> float:
        """Budget that is left, as far as a team can add it up."""
        plan, metrics = self.under(f"plan/{team}/"), self.under(f"metric/{team}/")
        events = self.under(f"inject/{team}/").values()
        spent = sum(float(self.the(f"item/{item}").get("cost", 0.0)) for item in plan)
        spent += sum(float(event["costs"].get(item, 0.0)) for event in events for item in plan)
        spent += sum(metric_cost(self.the(f"instrument/{name}"), metric) for name, metric in metrics.items())
        return self.budget(team) - spent

    def who_bet(self, team: str) -> list[str]:
        """The seats of a team that have bet in this round."""
        betting = self.the(f"betting/{team}")
        return list(betting["seats"]) if betting.get("round") == self.rounds("diagnose") else []

    def bet_is_out(self, team: str) -> bool:
        """Whether everybody of a team has bet in this round."""
        return self.the(f"spread/{team}").get("round") == self.rounds("diagnose")

    def signature(self, team: str, phase: str, seat: str) -> int | None:
        """The revision that somebody signed in this round, or None."""
        revision: int | None = self.the(f"sign/{team}/{phase}.{self.rounds(phase)}/{seat}").get("revision")
        return revision

    def has_signed(self, team: str, phase: str, seat: str) -> bool:
        """Whether somebody has signed the work as it is."""
        revision = self.the(f"work/{team}/{phase}").get("revision")
        return revision is not None and self.signature(team, phase, seat) == revision

    def all_signed(self, team: str, phase: str) -> bool:
        """Whether every active member signed the work as it is."""
        revision = self.the(f"work/{team}/{phase}").get("revision")
        return revision is not None and all(
            self.signature(team, phase, seat) == revision for seat in self.members(team)
        )

    def unanswered(self, team: str) -> dict[str, Record]:
        """Events that offer a choice and have no answer."""
        events = self.under(f"inject/{team}/")
        return {inject: r for inject, r in events.items() if r["options"] and r["answer"] is None}


def metric_cost(instrument: Mapping[str, Any], metric: Mapping[str, Any]) -> float:
    """What a metric costs, with its baseline if one is planned."""
    baseline = float(instrument.get("baseline_cost", 0.0)) if metric["plan_baseline"] else 0.0
    return float(instrument.get("cost", 0.0)) + baseline


def words_in(exhibit: Mapping[str, Any]) -> int:
    """Count the words of an open exhibit; a cell of its table is one."""
    text = " ".join(str(exhibit.get(part) or "") for part in ("title", "body"))
    table = exhibit.get("table") or {}
    return len(text.split()) + sum(len(row) for row in table.get("rows", ()))
