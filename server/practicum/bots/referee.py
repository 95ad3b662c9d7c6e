"""What all clients of a session have seen together, and which promises were broken.

One version has one position, and everybody of an audience has the same records there, however they got there. The
referee also knows some words that must not be read everywhere: of the truth before the debrief, of a team's chat by
other teams.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from practicum.bots.audience import FACILITATORS, SERVER, is_own, kind_of
from practicum.bots.wire import Record, version_of

MOST_BREACHES = 100
MOST_WORDS = 64
WORDS_LONG = 48


class Breach(msgspec.Struct, frozen=True):
    """A promise that was not kept."""

    promise: str
    who: str
    what: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.who}: {self.what}"


class Referee:
    """What all clients of one session have seen together."""

    def __init__(self) -> None:
        self.breaches: list[Breach] = []
        self.states_compared = 0
        self._positions: dict[int, tuple[str, str]] = {}
        self._states: dict[tuple[str, str], tuple[int, str]] = {}
        self._truth: set[bytes] = set()
        self._said: dict[bytes, set[str]] = {}  # the last words said, and in which teams

    def breach(self, promise: str, who: str, what: str) -> None:
        """Note that a promise was not kept; the first hundred are enough."""
        if len(self.breaches) < MOST_BREACHES:
            self.breaches.append(Breach(promise, who, what))

    def position(self, who: str, at: str) -> None:
        """Hold one version to one position."""
        first, seen_by = self._positions.setdefault(version_of(at), (at, who))
        if first != at:
            self.breach("one history", who, f"is at {at} while {seen_by} was at {first}")

    def state(self, who: str, audience: str, at: str, digest: int) -> None:
        """Hold everybody of an audience to the same records at a position."""
        first, seen_by = self._states.setdefault((audience, at), (digest, who))
        if seen_by != who:
            self.states_compared += 1
        if first != digest:
            self.breach("one history", who, f"has other records at {at} than {seen_by} had ({audience})")

    def keep_secret(self, truth: Record) -> None:
        """Learn from a facilitator's record of the truth what nobody may read before the debrief."""
        causes = truth.get("truth", {}).get("causes", ())
        for text in (truth.get("teaching_note", ""), *(cause.get("explain", "") for cause in causes)):
            if len(text) >= WORDS_LONG // 2:
                self._truth.add(_words(text))

    def said(self, team: str, text: str) -> None:
        """Learn what was said in a team, to look for it in other teams' frames."""
        if len(text) >= 12:
            self._said.setdefault(_words(text), set()).add(team)
        while len(self._said) > MOST_WORDS:
            del self._said[next(iter(self._said))]

    def leaks(self, raw: bytes, team: str | None, *, revealed: bool) -> str | None:
        """Find words in a participant's frame that are not for them."""
        if not revealed and any(words in raw for words in self._truth):
            return "a frame holds words of the truth before the debrief"
        for words, teams in self._said.items():
            if team not in teams and words in raw:
                return f"a frame holds what was said in team {', '.join(sorted(teams))}"
        return None

    def same(self, promise: str, who: str, records: Mapping[str, Record], other: Mapping[str, Record]) -> None:
        """Hold two sets of records equal."""
        for difference in differences(records, other)[:5]:
            self.breach(promise, who, difference)


def differences(records: Mapping[str, Record], other: Mapping[str, Record]) -> list[str]:
    """Say in which keys two sets of records differ."""
    lacking = [f"{key} is missing" for key in other.keys() - records.keys()]
    beyond = [f"{key} should not be there" for key in records.keys() - other.keys()]
    changed = [f"{key} differs" for key in records.keys() & other.keys() if records[key] != other[key]]
    return sorted(lacking + beyond + changed)


def team_records(records: Mapping[str, Record]) -> dict[str, Record]:
    """Leave out what is one seat's own, so that members of a team can be compared."""
    hidden = FACILITATORS | SERVER
    return {key: record for key, record in records.items() if not is_own(key) and kind_of(key) not in hidden}


def _words(text: str) -> bytes:
    return text.strip()[:WORDS_LONG].encode()
