"""What the debrief reveals: the truth, each team beside the others, scores and how raters judged."""

from __future__ import annotations

from typing import Literal

import msgspec

from practicum.rules.records.base import (
    Audience,
    HumanRow,
    Record,
    kind,
)
from practicum.scenario.model import Box


class RevealedCause(msgspec.Struct, frozen=True, kw_only=True):
    cause: str
    label: str
    box: Box
    share: float  # of the primary KPI's gap
    decoy: bool
    explain: str
    blocked_by: dict[str, float]
    decisive: tuple[str, ...]  # exhibit tags


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What was really wrong, and what the author intended."""

    causes: tuple[RevealedCause, ...]
    training_is: str
    intended: tuple[str, ...]
    kpi: str
    baseline: float
    attainable: float
    value_per_week: float


class RowAnchors(msgspec.Struct, frozen=True, kw_only=True):
    """How a row that people judge reads in this case: what earns each level, and work that earned it."""

    anchors: dict[str, str]  # level "0" to "4"
    exemplars: dict[str, str]  # Markdown


@kind("anchors", Audience.JUDGES)
class AnchorsShown(Record, frozen=True, kw_only=True):
    """What this case gives those who judge, from the start; rows that it says nothing about have common anchors."""

    rows: dict[HumanRow, RowAnchors]


@kind("reveal/case", Audience.EVERYONE)
class Reveal(Record, frozen=True, kw_only=True):
    """The truth and the debrief's prompts, put at the debrief."""

    truth: Truth
    prompts: tuple[str, ...]
    twin: tuple[tuple[int, float], ...]  # the primary KPI without any plan: week, noise-free value
    anchors: dict[HumanRow, dict[str, str]] = msgspec.field(
        default_factory=dict
    )  # of the rows that people judged: level → what earns it in this case


class RevealedDifference(msgspec.Struct, frozen=True):
    """One reason why the claimed benefit is not the true one, and the money that it makes (claimed minus true)."""

    code: Literal["drift", "regression", "ramp_up", "noise", "opinion", "unmeasured", "not_estimated"]
    kpi: str
    money: float


@kind("revealed/<team>", Audience.EVERYONE)
class RevealedTeam(Record, frozen=True, kw_only=True):
    """One team beside the others, put at the debrief."""

    bet: dict[str, float]
    calibration: float | None
    causes: dict[str, Literal["treated", "found", "missed"]]
    spent_on_decoys: float
    items: tuple[str, ...]
    signed: dict[str, bool]
    line: tuple[tuple[int, float], ...]  # the primary KPI: week, noise-free value
    end: float
    cost: float
    benefit: float
    net: float
    roi_percent: float | None
    bcr: float | None
    payback_months: float | None
    gap_closed: float
    claimed_roi_percent: float | None
    claimed_why: str  # how it was claimed, or why nothing can be
    claimed_benefit: float | None = None
    differences: tuple[RevealedDifference, ...] = ()  # they add up to claimed minus true benefit


class ScoreReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row has its level, in a sentence and in the team's own records."""

    code: str
    text: str
    met: bool  # it raised the level; else it is what was missing
    refs: tuple[str, ...] = ()  # keys of the team's own records: claim/…, evidence/…, cause/…, plan/…, metric/…
    numbers: dict[str, float] = {}


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the rubric as it was judged; people's rows have no reasons, and no level until they are rated."""

    row: str
    group: Literal["cause", "solution", "metrics", "together"]
    label: str
    by: Literal["machine", "human"]
    weight: float
    level: float | None  # 0..4; the mean of the ratings in a row of people
    points: float | None
    reasons: tuple[ScoreReason, ...] = ()
    ratings: tuple[int, ...] = ()  # from low to high, not whose they are
    differ: bool = False  # ratings more than one level apart: to be talked about


class Guidance(msgspec.Struct, frozen=True):
    """What to work on: one of the weakest rows, the competency that it maps to, and a job aid."""

    row: str
    competency: str
    aid: str


@kind("score/<team>", Audience.EVERYONE)
class Score(Record, frozen=True, kw_only=True):
    """A team's score by the rubric, put at the debrief; the machine's points and people's are never mixed."""

    rows: tuple[ScoreRow, ...]
    machine: float
    machine_of: float
    human: float | None  # None unless every row of people was rated and locked in time
    human_of: float
    raters: int
    guidance: tuple[Guidance, ...]


class AgreedRow(msgspec.Struct, frozen=True):
    """How far raters agree on one row, over all pairs of ratings of one team."""

    pairs: int
    exact: float | None
    adjacent: float | None  # at most one level apart
    kappa: float | None  # Cohen's, quadratic weights; None where all ratings are the same


@kind("agreement", Audience.FACILITATORS)
class RatersAgree(Record, frozen=True, kw_only=True):
    """How far raters agree, row by row, put at the debrief."""

    rows: dict[HumanRow, AgreedRow]


@kind("rating/<seat>/<team>", Audience.SEAT)
class Rating(Record, frozen=True, kw_only=True):
    """One rater's judgement of one team. It counts once it is locked, which is only possible before results show."""

    levels: dict[HumanRow, int]  # 0..4
    notes: dict[HumanRow, str]
    locked: bool = False
    locked_due: int | None = None
