"""What a team finds out and believes: exhibits, claims with their evidence, the gap, the bet."""

from __future__ import annotations

from typing import Literal

import msgspec

from practicum.rules.records.base import (
    Audience,
    Record,
    Stance,
    kind,
)
from practicum.scenario.model import Box, Chart, EvidenceKind, Table


class PictureShown(msgspec.Struct, frozen=True, kw_only=True):
    """An exhibit's picture: where it is asked for and how large it is; its words are the exhibit's ``alt``."""

    asset: str
    media_type: str
    width: int | None
    height: int | None


class RecordingShown(msgspec.Struct, frozen=True, kw_only=True):
    """An exhibit's recording: where it is asked for; its transcript is the exhibit's ``body``."""

    asset: str
    media_type: str


@kind("evidence/<team>/<tag>", Audience.TEAM)
class EvidenceShown(Record, frozen=True, kw_only=True):
    """One exhibit as a team has it: the content is here only from the moment the team opened it."""

    title: str
    kind: EvidenceKind
    hours: float
    state: Literal["locked", "closed", "waiting", "open"]
    needs: str = ""  # what unlocks it, in words
    person: str | None = None
    topic: str | None = None
    request: str | None = None
    cut: str | None = None
    opened_by: str | None = None
    opened_due: int | None = None
    arrives_due: int | None = None
    source: str = ""
    body: str = ""
    table: Table | None = None
    chart: Chart | None = None
    image: PictureShown | None = None
    recording: RecordingShown | None = None
    alt: str = ""


@kind("hours/<team>", Audience.TEAM)
class Hours(Record, frozen=True, kw_only=True):
    budget: float
    spent: float


@kind("claim/<team>/<id>", Audience.TEAM)
class Claim(Record, frozen=True, kw_only=True):
    """A candidate cause in the team's words; ``cause`` is the candidate of the bet that it stands for."""

    text: str
    box: Box
    cause: str | None
    by: str
    revision: int
    made_due: int
    edited_by: str | None = None  # who changed it last: its words, its box or its candidate; None: as it was written


@kind("link/<team>/<claim>.<tag>", Audience.TEAM)
class Link(Record, frozen=True, kw_only=True):
    """An evidence link: claim ← exhibit."""

    claim: str
    evidence: str
    stance: Stance
    strength: int  # 1..3
    note: str
    by: str


@kind("remark/<team>/<id>", Audience.TEAM)
class Remark(Record, frozen=True, kw_only=True):
    """A team's note on an exhibit."""

    evidence: str
    text: str
    by: str


@kind("gap/<team>", Audience.TEAM)
class Gap(Record, frozen=True, kw_only=True):
    """The gap statement: figures, and the problem in one sentence."""

    kpi: str
    actual: float | None
    desired: float | None
    since: str
    value_per_week: float | None
    statement: str
    by: str
    revision: int


@kind("cause/<team>/<cause>", Audience.TEAM)
class Candidate(Record, frozen=True, kw_only=True):
    """A candidate of the cause bet; ``other`` is "something else"."""

    label: str


@kind("spread/<team>", Audience.TEAM)
class Spread(Record, frozen=True, kw_only=True):
    """The team's bet: the mean of its members' bets, put once all active members have bet."""

    points: dict[str, float]
    seats: int
    round: int


@kind("betting/<team>", Audience.TEAM)
class Betting(Record, frozen=True, kw_only=True):
    """Who has bet in this round; never how."""

    round: int
    seats: tuple[str, ...]


@kind("bet/<seat>", Audience.SEAT)
class Bet(Record, frozen=True, kw_only=True):
    """One person's bet: 100 points over the candidates."""

    team: str
    round: int
    points: dict[str, int]
