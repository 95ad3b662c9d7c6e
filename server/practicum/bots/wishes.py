"""What a participant would do next, phase by phase: a pure reading of the records, and the bot's own memory.

A ``Mind`` does what everybody does: it talks, takes a name, says that it is ready, signs. What a team reads, believes,
plans and measures is a matter of the mind's kind: ``guesses`` judges by words, ``briefed`` plays by a strategy.

Rules:
- Work is divided by a share that everybody computes alike from the list of members, so that a team of bots needs no
  talk to agree; who joins, leaves or is moved changes the division, and nothing is lost.
- A wish has a tag. What was done, or refused for good, is not wished again under the same tag; the tag names the team
  and the round where a new round calls for a new act.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

import msgspec

from practicum.bots.chance import Dice, dice, share
from practicum.bots.view import SIGNED_PHASES, View
from practicum.bots.wire import Record


class Wish(msgspec.Struct, frozen=True):
    """A move that a bot would like to make; ``tag`` says what it is about."""

    tag: str
    do: str
    arguments: dict[str, Any]
    reads: str | None = None  # the exhibit that it opens: somebody will read it


class Mind(ABC):
    """One participant's reading of the session, and what it has done."""

    def __init__(self, view: View, seed: int) -> None:
        self.view = view
        self.finished: set[str] = set()
        self.seed = seed

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
                yield from self.diagnose(team)
            case "design":
                yield from self.design(team)
            case "measure":
                yield from self.measure(team)
            case "run":
                yield from self.run(team)
            case _:
                pass
        if self.view.running and self._may_be_ready(team):
            ready = f"ready {self.view.phase}.{self.view.round}"
            yield Wish(ready, "seat.ready", {"ready": True})

    # --- what each kind of mind does in its own way

    @abstractmethod
    def diagnose(self, team: str) -> Iterator[Wish]:
        """Read, state the gap, name causes, bet, sign."""

    @abstractmethod
    def design(self, team: str) -> Iterator[Wish]:
        """Plan and sign."""

    @abstractmethod
    def measure(self, team: str) -> Iterator[Wish]:
        """Choose metrics and sign."""

    @abstractmethod
    def run(self, team: str) -> Iterator[Wish]:
        """See the year through."""

    @abstractmethod
    def answers(self, team: str, inject: str, shown: Record) -> list[str]:
        """Put the options of an event in order: the next is chosen where one can't be paid."""

    # --- in every phase

    def _talk(self, team: str) -> Iterator[Wish]:
        view = self.view
        if view.phase in ("diagnose", "design", "run", "debrief"):
            text = f"{view.name} in {view.phase}: this is how I read it. What do you think?"
            yield Wish(f"chat {view.phase} {team}", "chat.say", {"team": team, "text": text})
        if view.phase == "diagnose" and team == view.teams()[0] and self.mine(team, "help"):
            yield Wish("help", "help.ask", {"text": "Are we meant to ask Quality for every cut?"})

    def _answer_events(self, team: str) -> Iterator[Wish]:
        for inject, shown in sorted(self.view.unanswered(team).items()):
            for option in self.answers(team, inject, shown) if self.mine(team, inject) else ():
                chosen = {"team": team, "inject": inject, "option": option}
                yield Wish(f"answer {team} {inject} {option}", "inject.answer", chosen)

    def _may_be_ready(self, team: str) -> bool:
        phase = self.view.phase
        if phase in SIGNED_PHASES:
            return self.view.has_signed(team, phase, self.view.seat)
        return phase != "run"

    # --- lobby

    def _lobby(self, team: str) -> Iterator[Wish]:
        if self.mine(team, "needs"):
            yield Wish("needs", "needs.set", {"text": f"{self.view.name} reads best with large type."})
        if self.mine(team, "name"):
            name = self.view.the(f"team/{team}").get("name", "")
            if not name.startswith("Team "):
                yield Wish(f"name {team}", "team.rename", {"team": team, "name": f"Team {name}"})

    # --- reading

    def opening(self, team: str, tag: str, exhibit: Record) -> Wish:
        """Open an exhibit by whichever way it is opened."""
        wish = f"open {team} {tag}"
        if exhibit["person"] is not None:
            asked = {"team": team, "person": exhibit["person"], "topic": exhibit["topic"]}
            return Wish(wish, "interview.ask", asked, tag)
        if exhibit["request"] is not None:
            asked = {"team": team, "request": exhibit["request"], "cut": exhibit["cut"]}
            return Wish(wish, "data.request", asked, tag)
        return Wish(wish, "evidence.open", {"team": team, "evidence": tag}, tag)

    # --- signing

    def sign(self, team: str, phase: str, *, ready: bool) -> Iterator[Wish]:
        """Sign a phase's work as it is, once it is ready."""
        work = self.view.the(f"work/{team}/{phase}")
        if ready and work and self.view.running and not self.view.has_signed(team, phase, self.view.seat):
            round_, revision = self.view.rounds(phase), work["revision"]
            tag = f"sign {team} {phase}.{round_} {revision}"
            yield Wish(tag, "work.sign", {"team": team, "phase": phase, "revision": revision})

    # --- who does what

    def mine(self, team: str, task: str) -> bool:
        """Say whether a task of the team falls to me."""
        return self.who(team, task) == self.view.seat

    def who(self, team: str, task: str) -> str:
        """Say to whose seat a task of the team falls."""
        members = self.view.members(team)
        return members[share(task, len(members))] if members else ""

    def team_dice(self, team: str, about: str) -> Dice:
        """Dice that everybody in a team rolls alike."""
        return dice(self.seed, "team", team, about)
