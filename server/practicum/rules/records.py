"""What a session is made of: every kind of record, with its key and its audience beside it.

Rules:
- A record is a frozen map under a key ``kind/…``; its audience follows from the kind and never changes. What becomes
  visible later is put anew under another key or kind (``reveal/case``), so the key alone says who may see it.
- Kinds and fields are a stored format: upcast, never rename.
- A time ending in ``_due`` is session time in milliseconds (the ``clock`` maps it to server time), ``_at`` server time.
- A map that several people write carries a ``revision``; a move made on an older one is refused as ``stale``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Literal, TypeVar

import msgspec

from practicum.scenario.model import Box, Chart, EvidenceKind, Figure, InterventionKind, Level, Table

Role = Literal["participant", "facilitator", "observer", "rater"]
PhaseName = Literal["lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief"]
PHASES: tuple[PhaseName, ...] = ("lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief")
Signable = Literal["diagnose", "design", "measure"]
Isolation = Literal["none", "pre_post", "trend", "did", "expert"]
Stance = Literal["supports", "contradicts"]
HumanRow = Literal["argument", "risks", "together"]  # the rubric's rows that people judge


class Audience(StrEnum):
    """Who may see a kind of record."""

    EVERYONE = "everyone"
    TEAM = "team"  # the team, observers, raters and facilitators; the key's second part is the team
    FACILITATORS = "facilitators"
    SEAT = "seat"  # the seat and facilitators; the key's second part is the seat
    SEAT_ALONE = "seat alone"
    SERVER = "server"


class Record(msgspec.Struct, frozen=True):
    """One piece of shared state."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of record: its name, the shape of its key, its audience, its type."""

    name: str
    key: str
    audience: Audience
    type: type[Record]


KINDS: dict[str, Kind] = {}
R = TypeVar("R", bound=Record)


def _kind(key: str, audience: Audience) -> Callable[[type[R]], type[R]]:
    """Declare a record type with the shape of its key."""

    def declare(cls: type[R]) -> type[R]:
        name = key.split("/", 1)[0]
        KINDS[name] = Kind(name, key, audience, cls)
        return cls

    return declare


class Agenda(msgspec.Struct, frozen=True):
    """One phase of the session's plan."""

    phase: PhaseName
    minutes: float


@_kind("session", Audience.EVERYONE)
class Session(Record, frozen=True, kw_only=True):
    """The live run itself."""

    scenario: str
    name: str
    code: str
    opened_at: int
    agenda: tuple[Agenda, ...]
    ended: bool = False


@_kind("case", Audience.EVERYONE)
class Case(Record, frozen=True, kw_only=True):
    """What may be known of the case from the lobby on."""

    title: str
    tagline: str
    sector: str
    language: str
    level: str
    minutes: float
    currency: str
    budget: float
    analyst_hours: float
    people: int
    sponsor: str
    quote: str
    figures: tuple[Figure, ...]
    control_units: tuple[str, ...] = ()  # the half that goes first, the half that can wait; empty without a control


@_kind("phase", Audience.EVERYONE)
class Phase(Record, frozen=True, kw_only=True):
    """Where everyone is. ``rounds`` counts how often each phase was opened; signatures name the round."""

    phase: PhaseName
    round: int
    rounds: dict[str, int]
    started_due: int
    ends_due: int | None  # None: no end of its own
    left: dict[str, int] = {}  # time that a phase had left, in ms, when it was left
    began_at: dict[str, int] = {}  # when each phase was first opened: planned against actual time


@_kind("clock", Audience.EVERYONE)
class Clock(Record, frozen=True, kw_only=True):
    """The pausable session clock: while running, session time is ``due + (now − at) · rate``; else ``due``."""

    at: int
    due: int
    running: bool
    rate: float = 1.0  # over 1 in a rehearsal


@_kind("seat/<seat>", Audience.EVERYONE)
class Seat(Record, frozen=True, kw_only=True):
    """One person's place."""

    name: str
    role: Role
    team: str | None = None
    field: str = ""
    years: int | None = None
    active: bool = True  # False once removed
    joined_due: int = 0


@_kind("team/<team>", Audience.EVERYONE)
class Team(Record, frozen=True, kw_only=True):
    name: str
    number: int  # 1, 2 … : the glyph and colour follow from it


@_kind("ready/<phase>.<round>/<seat>", Audience.EVERYONE)
class Ready(Record, frozen=True, kw_only=True):
    ready: bool


class KpiShown(msgspec.Struct, frozen=True):
    """A KPI as teams know it: no value, no noise, nothing of the model."""

    kpi: str
    label: str
    unit: str
    good: Literal["up", "down"]
    baseline: float
    wanted: float


@_kind("brief", Audience.EVERYONE)
class BriefShown(Record, frozen=True, kw_only=True):
    """The request and the company, from the brief on."""

    request: str  # Markdown
    sponsor: str
    about: str  # Markdown
    since: str
    kpis: tuple[KpiShown, ...]
    asks: tuple[str, ...]  # labels of what the sponsor asked for


@_kind("person/<person>", Audience.EVERYONE)
class PersonShown(Record, frozen=True, kw_only=True):
    """Somebody whom teams may interview, from diagnose on."""

    name: str
    role: str
    about: str


class CutShown(msgspec.Struct, frozen=True):
    cut: str
    label: str
    tag: str


@_kind("request/<request>", Audience.EVERYONE)
class RequestShown(Record, frozen=True, kw_only=True):
    """Data that teams may request, from diagnose on."""

    title: str
    about: str
    holder: str
    hours: float
    delay_minutes: float
    cuts: tuple[CutShown, ...]


@_kind("item/<item>", Audience.EVERYONE)
class ItemShown(Record, frozen=True, kw_only=True):
    """An intervention of the catalogue, from design on: never what it does to which cause."""

    label: str
    about: str
    audience: str
    kind: InterventionKind
    cost: float  # all-in
    lead: int  # weeks from start to go-live
    rollout: int  # weeks
    asked: bool  # the sponsor asked for it


@_kind("instrument/<instrument>", Audience.EVERYONE)
class InstrumentShown(Record, frozen=True, kw_only=True):
    """An instrument of the catalogue, from measure on."""

    label: str
    about: str
    level: Level
    unit: str
    good: Literal["up", "down"]
    kpi: str | None
    today: float | None  # known before launch only from archival sources
    cost: float
    baseline_cost: float
    lag: int
    every: int
    archival: bool
    blind: str


@_kind("pitch", Audience.EVERYONE)
class Pitch(Record, frozen=True, kw_only=True):
    order: tuple[str, ...]
    current: int  # index into ``order``; len(order) when all have pitched
    ends_due: int | None


@_kind("run", Audience.EVERYONE)
class Run(Record, frozen=True, kw_only=True):
    """How far the year has played: ``step`` of ``steps`` is known to all; ``wanted`` is being computed when greater."""

    step: int
    wanted: int
    steps: int
    week: int  # the first week not yet played
    month: int  # the last month played


@_kind("say/<n>", Audience.EVERYONE)
class Say(Record, frozen=True, kw_only=True):
    """The facilitator's word to all."""

    text: str
    by: str
    said_due: int


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


@_kind("reveal/case", Audience.EVERYONE)
class Reveal(Record, frozen=True, kw_only=True):
    """The truth and the debrief's prompts, put at the debrief."""

    truth: Truth
    prompts: tuple[str, ...]
    twin: tuple[tuple[int, float], ...]  # the primary KPI without any plan: week, noise-free value


class RevealedDifference(msgspec.Struct, frozen=True):
    """One reason why the claimed benefit is not the true one, and the money that it makes (claimed minus true)."""

    code: Literal["drift", "regression", "ramp_up", "noise", "opinion", "unmeasured", "not_estimated"]
    kpi: str
    money: float


@_kind("revealed/<team>", Audience.EVERYONE)
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


@_kind("score/<team>", Audience.EVERYONE)
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


@_kind("agreement", Audience.FACILITATORS)
class RatersAgree(Record, frozen=True, kw_only=True):
    """How far raters agree, row by row, put at the debrief."""

    rows: dict[HumanRow, AgreedRow]


@_kind("evidence/<team>/<tag>", Audience.TEAM)
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
    alt: str = ""


@_kind("hours/<team>", Audience.TEAM)
class Hours(Record, frozen=True, kw_only=True):
    budget: float
    spent: float


@_kind("claim/<team>/<id>", Audience.TEAM)
class Claim(Record, frozen=True, kw_only=True):
    """A candidate cause in the team's words; ``cause`` is the candidate of the bet that it stands for."""

    text: str
    box: Box
    cause: str | None
    by: str
    revision: int
    made_due: int


@_kind("link/<team>/<claim>.<tag>", Audience.TEAM)
class Link(Record, frozen=True, kw_only=True):
    """An evidence link: claim ← exhibit."""

    claim: str
    evidence: str
    stance: Stance
    strength: int  # 1..3
    note: str
    by: str


@_kind("remark/<team>/<id>", Audience.TEAM)
class Remark(Record, frozen=True, kw_only=True):
    """A team's note on an exhibit."""

    evidence: str
    text: str
    by: str


@_kind("gap/<team>", Audience.TEAM)
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


@_kind("cause/<team>/<cause>", Audience.TEAM)
class Candidate(Record, frozen=True, kw_only=True):
    """A candidate of the cause bet; ``other`` is "something else"."""

    label: str


@_kind("spread/<team>", Audience.TEAM)
class Spread(Record, frozen=True, kw_only=True):
    """The team's bet: the mean of its members' bets, put once all active members have bet."""

    points: dict[str, float]
    seats: int
    round: int


@_kind("betting/<team>", Audience.TEAM)
class Betting(Record, frozen=True, kw_only=True):
    """Who has bet in this round; never how."""

    round: int
    seats: tuple[str, ...]


@_kind("work/<team>/<phase>", Audience.TEAM)
class Work(Record, frozen=True, kw_only=True):
    """The revision of what a team signs in a phase: each edit of it makes a new one."""

    revision: int
    by: str
    edited_due: int


@_kind("sign/<team>/<phase>.<round>/<seat>", Audience.TEAM)
class Sign(Record, frozen=True, kw_only=True):
    """A signature; it counts while ``revision`` is the work's."""

    revision: int
    signed_due: int


@_kind("decision/<team>/<phase>", Audience.TEAM)
class Decision(Record, frozen=True, kw_only=True):
    """How a team's work stood when the phase closed."""

    signed: bool
    agreed: int
    of: int
    round: int
    closed_due: int


@_kind("plan/<team>/<item>", Audience.TEAM)
class PlanItem(Record, frozen=True, kw_only=True):
    """An intervention in the team's plan."""

    start: int  # week
    claims: tuple[str, ...]  # ids of the claims that it is for
    by: str
    revision: int


@_kind("metric/<team>/<instrument>", Audience.TEAM)
class Metric(Record, frozen=True, kw_only=True):
    """A chosen metric: what the team will be able to see."""

    baseline: float | None
    plan_baseline: bool
    target: float | None
    month: int | None
    owner: str
    isolation: Isolation
    by: str
    revision: int


@_kind("midcourse/<team>", Audience.TEAM)
class Midcourse(Record, frozen=True, kw_only=True):
    """The one change of plan that the run allows: in which step it was begun."""

    step: int


class OptionShown(msgspec.Struct, frozen=True):
    option: str
    label: str
    about: str


@_kind("inject/<team>/<inject>", Audience.TEAM)
class InjectShown(Record, frozen=True, kw_only=True):
    """A surprise event at a team."""

    title: str
    channel: str
    sender: str
    body: str
    options: tuple[OptionShown, ...]
    sent_due: int
    week: int  # of the run: effects hold from here on
    answer: str | None = None
    answered_by: str | None = None
    budget: float = 0.0  # what the answer, or the default until there is one, does to the team's budget
    costs: dict[str, float] = {}  # and to what items of the plan cost


@_kind("chat/<team>/<n>", Audience.TEAM)
class Chat(Record, frozen=True, kw_only=True):
    by: str
    text: str
    said_due: int


@_kind("help/<team>", Audience.TEAM)
class Help(Record, frozen=True, kw_only=True):
    """A team's call for the facilitator, with a read receipt."""

    text: str
    by: str
    since_due: int
    seen_by: str | None = None


@_kind("series/<team>/<instrument>", Audience.TEAM)
class SeriesShown(Record, frozen=True, kw_only=True):
    """What a chosen metric has shown so far: week (negative before launch), value."""

    points: tuple[tuple[int, float], ...]
    control: tuple[tuple[int, float], ...] = ()
    baseline: float | None = None


@_kind("ledger/<team>", Audience.TEAM)
class Ledger(Record, frozen=True, kw_only=True):
    """The return that a team can defend so far, from its own data."""

    month: int
    cost: float
    benefit: float | None
    roi_percent: float | None
    why: str  # how, or why not


@_kind("shelf/<inject>", Audience.FACILITATORS)
class Shelf(Record, frozen=True, kw_only=True):
    """An inject on the facilitator's shelf."""

    title: str
    when: str
    channel: str
    sender: str
    body: str
    expects: str
    options: tuple[OptionShown, ...]
    default: str | None
    sent_to: tuple[str, ...] = ()
    fires_due: int | None = None  # set while it is scheduled in the current phase
    held: bool = False


@_kind("note/<id>", Audience.FACILITATORS)
class Note(Record, frozen=True, kw_only=True):
    text: str
    by: str
    noted_due: int


@_kind("truth", Audience.FACILITATORS)
class TruthShown(Record, frozen=True, kw_only=True):
    """The answer and the teaching note, for facilitators from the start."""

    truth: Truth
    teaching_note: str


@_kind("activity/<team>", Audience.FACILITATORS)
class Activity(Record, frozen=True, kw_only=True):
    """What a team did last, and how many moves in each of its last 15 minutes (the last entry is ``minute``)."""

    last_due: int
    last_do: str
    last_by: str
    minute: int
    counts: tuple[int, ...]


@_kind("outcome/<team>", Audience.FACILITATORS)
class OutcomeShown(Record, frozen=True, kw_only=True):
    """The true outcome of the year as the plan stands, for facilitators."""

    cost: float
    net: float
    roi_percent: float | None
    gap_closed: float


@_kind("reclaim/<seat>", Audience.FACILITATORS)
class Reclaim(Record, frozen=True, kw_only=True):
    """Somebody asks to be let back into a seat whose name they gave."""

    name: str
    asked_due: int


@_kind("bet/<seat>", Audience.SEAT)
class Bet(Record, frozen=True, kw_only=True):
    """One person's bet: 100 points over the candidates."""

    team: str
    round: int
    points: dict[str, int]


@_kind("rating/<seat>/<team>", Audience.SEAT)
class Rating(Record, frozen=True, kw_only=True):
    """One rater's judgement of one team. It counts once it is locked, which is only possible before results show."""

    levels: dict[HumanRow, int]  # 0..4
    notes: dict[HumanRow, str]
    locked: bool = False
    locked_due: int | None = None


@_kind("needs/<seat>", Audience.SEAT_ALONE)
class Needs(Record, frozen=True, kw_only=True):
    """What helps this person take part; nobody else reads it."""

    text: str


@_kind("token/<hash>", Audience.SERVER)
class Token(Record, frozen=True, kw_only=True):
    """The SHA-256 of a secret, and the seat that it opens; ``waits`` until a facilitator lets the person in."""

    seat: str
    waits: bool = False


@_kind("seed", Audience.SERVER)
class Seed(Record, frozen=True, kw_only=True):
    """The seed of the session's world: all its teams live in the same one."""

    seed: str


@_kind("pinned", Audience.SERVER)
class Pinned(Record, frozen=True, kw_only=True):
    """The content hash of the scenario that this session runs."""

    hash: str


@_kind("timer/<id>", Audience.SERVER)
class Timer(Record, frozen=True, kw_only=True):
    """Something that happens at a session time: an inject is sent, data arrives, the next step of the year plays."""

    due: int
    what: Literal["inject", "arrive", "step"]
    team: str = ""
    id: str = ""


def kind_of(key: str) -> Kind:
    """Look up the kind of a key; a KeyError is a bug, since keys are made here."""
    return KINDS[key.split("/", 1)[0]]
