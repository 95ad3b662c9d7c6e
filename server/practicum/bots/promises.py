"""The protocol's promises, checked from outside while clients play.

A ``Watch`` looks at one client's frames and keeps its own copy of the records; the ``Referee`` holds what all clients
of a session have seen together. What the two hold the server to:

- *Order*: no gap; positions never go back but in a whole welcome; one version has one nonce for everybody.
- *One history*: whoever shares an audience has the same records at the same position, however they got there: by
  deltas, by a resume, by a whole welcome.
- *Answers*: only to what was sent, once each time it was sent, always the same; ``done`` after its changes, in the
  order of the moves; a welcome's ``done`` is neither less than what was told nor more than what was sent.
- *Audience*: no record of another team, another person, the facilitators or the server; no word of another team's chat
  and no word of the truth in any frame before the debrief, wherever in the frame it might hide.
- *Timing*: nothing of a phase before it opened; no exhibit's content before the team opened it.

A slow reader's answers may overtake its changes when a welcome replaces them (promise 5), so a ``done`` whose changes
were not seen yet becomes a breach only if an ordinary delta follows first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from practicum.bots.audience import OPENS_WITH, is_own, kind_of, why_not
from practicum.bots.effects import effect_of, shows
from practicum.bots.referee import Referee
from practicum.bots.wire import Copy, Message, Record, pack, version_of

HASH_SPACE = 1 << 64


class Watch:
    """What one client has sent and seen."""

    def __init__(self, referee: Referee, who: str) -> None:
        self.who = who
        self.copy = Copy()
        self.resumes = 0
        self.wholes = 0
        self.deltas = 0
        self.refused: Counter[str] = Counter()
        self.moves_done = 0
        self._referee = referee
        self._sent: dict[int, Message] = {}
        self._times_sent: Counter[int] = Counter()
        self._previews: set[int] = set()
        self._answers: dict[int, Message] = {}
        self._times_answered: Counter[int] = Counter()
        self._last_done = (0, 0)
        self._owed: list[tuple[int, str]] = []
        self._asked_from: str | None = None
        self._welcomed = False
        self._hashes: dict[str, int] = {}
        self._digest = 0

    # --- what the client tells

    def opened(self, at: str | None) -> None:
        """Learn that a socket was opened, and hello said with this position."""
        self._asked_from = at
        self._welcomed = False

    def sent(self, message: Message) -> None:
        """Learn what the client said."""
        if message["t"] == "preview":
            self._previews.add(message["id"])
        if message["t"] != "move":
            return
        self._sent[message["id"]] = message
        self._times_sent[message["id"]] += 1
        arguments = message["with"]
        if message["do"] == "chat.say" and "team" in arguments:
            self._referee.said(arguments["team"], arguments["text"])

    def received(self, raw: bytes, message: Message) -> None:
        """Look at a frame before the client acts on it."""
        match message.get("t"):
            case "welcome":
                self._welcome(message)
            case "delta":
                self._delta(message)
            case "done" | "refused":
                self._answer(message)
            case "preview":
                if message["id"] not in self._previews:
                    self._breach("answers", f"a preview {message['id']} was never asked for")
            case "here" | "pong" | "beat" | "bye":
                pass
            case other:
                self._breach("frames", f"a frame is of the unknown type {other!r}")
        if self._role == "participant":
            leak = self._referee.leaks(raw, self._team, revealed="debrief" in self._rounds())
            if leak is not None:
                self._breach("audience", leak)

    def broken(self, what: str) -> None:
        """Learn that a frame could not be read at all."""
        self._breach("frames", what)

    def finish(self) -> None:
        """Say what is still owed when everything has been answered."""
        for id, key in self._owed:
            self._breach("answers", f"move {id} was told done, and {key} never showed it")

    # --- frames

    def _welcome(self, message: Message) -> None:
        before, seat = self.copy.at, self.copy.seat
        whole = message["whole"]
        if not whole and not self._welcomed and self._asked_from is None:
            self._breach("resume", "a first welcome must be whole")
        if not whole and seat and _place(seat) != _place(message["seat"]):
            self._breach("resume", f"the seat moved to {_place(message['seat'])} and the welcome was not whole")
        if not whole and version_of(message["at"]) < version_of(before):
            self._breach("order", f"a welcome went back from {before} to {message['at']}")
        told, sent = self._last_done[0], max(self._sent, default=0)
        if not told <= message["done"] <= sent:
            self._breach("answers", f"a welcome said done {message['done']}; told were {told}, sent {sent}")
        self._welcomed = True
        self.wholes += whole
        self.resumes += not whole
        self.copy.welcome(message)
        self._note(message, whole=whole)
        self._owed = [(id, key) for id, key in self._owed if not self._shown(id, key)] if not whole else []

    def _delta(self, message: Message) -> None:
        self.deltas += 1
        if not self._welcomed:
            self._breach("order", "a delta came before the welcome")
        if version_of(message["to"]) < version_of(message["from"]):
            self._breach("order", f"a delta leads from {message['from']} back to {message['to']}")
        for position in (message["from"], message["to"]):
            self._referee.position(self.who, position)
        if not self.copy.delta(message):
            self._breach("order", f"a gap: at {self.copy.at}, a delta begins at {message['from']}")
            return
        for id, key in self._owed:
            self._breach("answers", f"move {id} was told done before {key} showed it")
        self._owed = []
        self._note(message, whole=False)

    def _answer(self, message: Message) -> None:
        id = message["id"]
        if message["t"] == "refused" and id in self._previews and id not in self._sent:
            return
        if id not in self._sent:
            self._breach("answers", f"{id} was answered and never sent")
            return
        self._times_answered[id] += 1
        if self._times_answered[id] > self._times_sent[id]:
            self._breach("answers", f"{id} was answered more often than it was sent")
        first = self._answers.get(id)
        if first is not None:
            self._again(id, first, message)
            return
        self._answers[id] = message
        if message["t"] == "refused":
            self.refused[message["code"]] += 1
            return
        self.moves_done += 1
        self._done(id, message)

    def _again(self, id: int, first: Message, message: Message) -> None:
        """Hold a second answer to the first; a refusal that was never written may be decided again."""
        if message == first or (message["t"] == "refused" and message["code"] == "forgotten"):
            return
        if first["t"] == "refused" and message["t"] == "refused":
            return
        self._breach("answers", f"{id} was answered {_brief(first)} and then {_brief(message)}")

    def _done(self, id: int, message: Message) -> None:
        version = version_of(message["at"])
        self._referee.position(self.who, message["at"])
        if id > self._last_done[0]:
            if version <= self._last_done[1]:
                self._breach("order", f"move {id} is at {message['at']}, not after the move before it")
            self._last_done = (id, version)
        move = self._sent[id]
        key = effect_of(move["do"], move["with"], self.copy.seat.get("seat", ""), version)
        if key is not None and self._welcomed and not self._shown(id, key):
            self._owed.append((id, key))

    def _shown(self, id: int, key: str) -> bool:
        move = self._sent[id]
        team = move["with"].get("team")
        if team is not None and self._role == "participant" and team != self._team:
            return True  # moved away meanwhile: no longer ours to see
        return shows(self.copy.records.get(key), move["with"])

    # --- records

    def _note(self, message: Message, *, whole: bool) -> None:
        """Look at the records of a frame, once they are in the copy."""
        self._referee.position(self.who, self.copy.at or "")
        for key in (*message["put"], *message["drop"]):
            reason = why_not(self._role, self._team, self.copy.seat.get("seat", ""), key)
            if reason is not None:
                self._breach("audience", reason)
        rounds = self._rounds()
        for key, record in message["put"].items():
            self._untimely(key, record, rounds)
            if kind_of(key) == "truth":
                self._referee.keep_secret(record)
        self._count(message, whole=whole)
        seat = self.copy.records.get(f"seat/{self.copy.seat.get('seat')}")
        if seat is None or (seat["role"], seat["team"]) != (self._role, self._team):
            return  # between a move to another team and the welcome that follows
        audience = f"{self._role} {self._team}" if self._role == "participant" else self._role
        self._referee.state(self.who, audience, self.copy.at or "", self._digest)

    def _untimely(self, key: str, record: Record, rounds: Mapping[str, int]) -> None:
        kind = kind_of(key)
        phase = OPENS_WITH.get(kind)
        if phase is not None and phase not in rounds:
            self._breach("timing", f"{key} was shown before {phase} opened")
        if kind == "evidence" and record["state"] != "open" and (record["body"] or record["table"] or record["chart"]):
            self._breach("timing", f"{key} is {record['state']} and shows its content")

    def _count(self, message: Message, *, whole: bool) -> None:
        if whole:
            self._hashes, self._digest = {}, 0
        for key in message["drop"]:
            self._digest -= self._hashes.pop(key, 0)
        for key, record in message["put"].items():
            if is_own(key) and self._role != "facilitator":
                continue
            if kind_of(key) == "needs":
                continue  # one person's alone: facilitators differ in it
            new = _hash(key, record)
            self._digest += new - self._hashes.get(key, 0)
            self._hashes[key] = new
        self._digest %= HASH_SPACE

    @property
    def _role(self) -> str:
        return str(self.copy.seat.get("role", ""))

    @property
    def _team(self) -> str | None:
        team: str | None = self.copy.seat.get("team")
        return team

    def _rounds(self) -> Mapping[str, int]:
        rounds: Mapping[str, int] = self.copy.records.get("phase", {}).get("rounds", {})
        return rounds

    def _breach(self, promise: str, what: str) -> None:
        self._referee.breach(promise, self.who, what)


def _place(seat: Record) -> tuple[Any, Any]:
    return seat.get("role"), seat.get("team")


def _hash(key: str, record: Record) -> int:
    return int.from_bytes(hashlib.blake2b(pack({key: record}), digest_size=8).digest())


def _brief(answer: Message) -> str:
    return f"done at {answer['at']}" if answer["t"] == "done" else f"refused ({answer['code']})"
