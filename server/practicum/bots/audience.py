"""Who may see which kind of record, as the protocol's documentation tells every client.

This is a second writing of what the server filters by, on purpose: a checker that asked the server's own tables would
agree with every mistake in them. A test holds the kinds complete.
"""

from __future__ import annotations

EVERYONE = frozenset(
    "session case phase clock seat team ready brief person request item instrument pitch run say "
    "reveal revealed score".split()
)
TEAM = frozenset(
    "evidence hours claim link remark gap cause spread betting work sign decision plan metric midcourse inject chat "
    "help series ledger".split()
)
JUDGES = frozenset({"anchors"})  # raters and facilitators
FACILITATORS = frozenset("shelf note truth activity outcome reclaim agreement".split())
SEAT = frozenset({"bet", "rating"})  # the seat and facilitators
SEAT_ALONE = frozenset({"needs"})
SERVER = frozenset("token seed pinned timer".split())

# Which phase must have opened before a kind of record may be seen by anybody but facilitators.
OPENS_WITH = {
    "brief": "brief",
    "person": "diagnose",
    "request": "diagnose",
    "evidence": "diagnose",
    "hours": "diagnose",
    "cause": "diagnose",
    "spread": "diagnose",
    "item": "design",
    "instrument": "measure",
    "pitch": "pitch",
    "run": "run",
    "series": "run",
    "ledger": "run",
    "reveal": "debrief",
    "revealed": "debrief",
    "score": "debrief",
}


def kind_of(key: str) -> str:
    """Return a key's kind."""
    return key.split("/", 1)[0]


def why_not(role: str, team: str | None, seat: str, key: str) -> str | None:
    """Say why a seat may not see a record, or None when it may."""
    kind = kind_of(key)
    if kind in EVERYONE:
        return None
    owner = key.split("/", 2)[1] if "/" in key else ""
    if kind in TEAM:
        return None if role != "participant" or owner == team else f"{key} is another team's"
    if kind in JUDGES:
        return None if role in ("rater", "facilitator") else f"{key} is for those who judge"
    if kind in FACILITATORS:
        return None if role == "facilitator" else f"{key} is for facilitators"
    if kind in SEAT:
        return None if role == "facilitator" or owner == seat else f"{key} is another person's"
    if kind in SEAT_ALONE:
        return None if owner == seat else f"{key} is one person's alone"
    if kind in SERVER:
        return f"{key} never leaves the server"
    return f"{key} is of a kind that the protocol does not name"


def is_own(key: str) -> bool:
    """Say whether a record is one seat's own, whoever leads may see it or not."""
    kind = kind_of(key)
    return kind in SEAT or kind in SEAT_ALONE
