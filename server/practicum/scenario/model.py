"""What a scenario holds, as frozen types: the one description of the language that authors write.

Rules:
- Every map of the YAML whose keys are ids is a ``dict[str, ...]`` here; the key is the id.
- A figure's unit is written in its annotation (``Weeks``, ``Share`` …); the reader accepts the forms that people
  write ("8 weeks", "15 %", 0.15) and stores the plain number in that unit.
- ``Markdown`` and ``Table`` fields are written as a path to a file beside the scenario and hold its content here, so
  that a running session depends on no file.
- Nothing here reads a file or knows a live session.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Annotated, Literal

import msgspec


class Unit(Enum):
    """How the reader turns what an author wrote into a number."""

    WEEKS = "weeks"  # 8, "8 weeks"
    MINUTES = "minutes"  # 5, "5 min", "2 h", "3 days"
    HOURS = "hours"  # 2, "2 h"
    SHARE = "share"  # 0.15, "15 %"
    MONEY = "money"  # 98_000
    SIGNED = "signed"  # +2, -1, +0.30
    VALUE = "value"  # "5_200 per point and week"
    MARKDOWN = "markdown"  # path of a .md file, or the text itself when it has several lines
    TABLE = "table"  # path of a .csv file with a header
    IMAGE = "image"  # path of a .png, .jpg, .webp or .svg file
    RECORDING = "recording"  # path of an .mp3, .m4a, .ogg or .wav file
    TRANSLATION = "translation"  # path of a .po file, as translators' tools read and write them
    TEXT = "text"  # a plain string


class Ref(Enum):
    """What an id in the YAML names; the reader looks each one up."""

    KPI = "kpi"
    CAUSE = "cause"
    EVIDENCE = "evidence"
    INTERVENTION = "intervention"
    INJECT = "inject"
    BOT = "bot"


class Expression(Enum):
    """The small phrases of the language; the reader checks their form and the ids in them."""

    UNLOCK = "unlock"  # start | after <evidence> | ask <person>.<topic> | inject <inject>
    # by hand | <phase> + <minutes> | month <n> | week <n> | after <evidence> | ask <person>.<topic> |
    # planned <intervention> | <inject> answered <option> | <inject> unanswered + <minutes>
    WHEN = "when"
    ITEM = "item"  # <intervention> | <intervention>@<week>
    EXPECTATION = "expectation"  # 412 | "< 15 %" | "within 10 % of best"


Weeks = Annotated[int, Unit.WEEKS]
Minutes = Annotated[float, Unit.MINUTES]
Hours = Annotated[float, Unit.HOURS]
Share = Annotated[float, Unit.SHARE]
Money = Annotated[float, Unit.MONEY]
Signed = Annotated[float, Unit.SIGNED]
PerPointAndWeek = Annotated[float, Unit.VALUE]
Markdown = Annotated[str, Unit.MARKDOWN]
KpiId = Annotated[str, Ref.KPI]
CauseId = Annotated[str, Ref.CAUSE]
EvidenceId = Annotated[str, Ref.EVIDENCE]
InterventionId = Annotated[str, Ref.INTERVENTION]
InjectId = Annotated[str, Ref.INJECT]
BotId = Annotated[str, Ref.BOT]
Unlock = Annotated[str, Expression.UNLOCK]
When = Annotated[str, Expression.WHEN]
PlanItem = Annotated[str, Expression.ITEM]
Expectation = Annotated[str, Expression.EXPECTATION]


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a scenario."""


class Table(Frozen, frozen=True, kw_only=True):
    """A CSV file's content: the header and the rows; cells that read as numbers are numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


TableFile = Annotated[Table, Unit.TABLE]


class Asset(Frozen, frozen=True, kw_only=True):
    """A picture or a recording: its bytes, and what they are ("image/png")."""

    media_type: str
    data: bytes


ImageFile = Annotated[Asset, Unit.IMAGE]
RecordingFile = Annotated[Asset, Unit.RECORDING]


class Rendering(Frozen, frozen=True, kw_only=True):
    """One text of the case in another language, as its .po file has it."""

    source: str
    text: str = ""  # empty: nobody has translated it yet
    place: str = ""  # the one part that it is for, "evidence.D1.title"; empty: wherever the source stands
    fuzzy: bool = False  # the source has changed since, and nobody has looked
    line: int = 1


class Translation(Frozen, frozen=True, kw_only=True):
    """A .po file's content: the case's texts in another language."""

    file: str
    entries: tuple[Rendering, ...] = ()


TranslationFile = Annotated[Translation, Unit.TRANSLATION]


class Box(StrEnum):
    """Gilbert's six boxes; the first three are the environment's, the last three the person's."""

    INFORMATION = "information"
    RESOURCES = "resources"
    INCENTIVES = "incentives"
    KNOWLEDGE = "knowledge"
    CAPACITY = "capacity"
    MOTIVES = "motives"


class Population(Frozen, frozen=True, kw_only=True):
    people: int
    wage_per_hour: Money  # loaded
    turnover_per_year: Share = 0.0


class Units(Frozen, frozen=True, kw_only=True):
    """The two halves of the company that a control needs: ``T`` goes first, ``C`` can wait."""

    T: str
    C: str


class Company(Frozen, frozen=True, kw_only=True):
    sector: str
    population: Population
    support: Share = 0.5  # of learning by managers and the work around it, 0..1
    units: Units | None = None
    about: Markdown = ""


class Purse(Frozen, frozen=True, kw_only=True):
    """The case's money."""

    currency: str  # ISO 4217
    budget: Money


class Timed(Frozen, frozen=True, kw_only=True):
    minutes: Minutes


class DiagnosePhase(Frozen, frozen=True, kw_only=True):
    minutes: Minutes
    analyst_hours: Hours


class PitchPhase(Frozen, frozen=True, kw_only=True):
    minutes_per_team: Minutes = 2
    at_most: Minutes = 12


class RunPhase(Frozen, frozen=True, kw_only=True):
    minutes: Minutes
    steps: int = 4


class Phases(Frozen, frozen=True, kw_only=True):
    """How long each phase lasts; the lobby before them has no end of its own."""

    brief: Timed
    diagnose: DiagnosePhase
    design: Timed
    measure: Timed
    pitch: PitchPhase
    run: RunPhase
    debrief: Timed


class Timing(Frozen, frozen=True, kw_only=True):
    """Another length for the same case: "Three days". A phase that is not named keeps its time; nights are pauses."""

    label: str
    about: str = ""
    brief: Minutes | None = None
    diagnose: Minutes | None = None
    design: Minutes | None = None
    measure: Minutes | None = None
    pitch: Minutes | None = None
    run: Minutes | None = None
    debrief: Minutes | None = None
    analyst_hours: Hours | None = None


class Figure(Frozen, frozen=True, kw_only=True):
    """One figure of the case file that everybody sees first: "Claims reworked" · "14 %" · "6 % in January"."""

    label: str
    value: str
    note: str = ""


class Brief(Frozen, frozen=True, kw_only=True):
    """What teams are told first: the company, the request, the figures."""

    request: Markdown  # the sponsor's message, in full
    sponsor: str  # "VP Claims", as teams read it
    quote: str  # one sentence of the request
    figures: tuple[Figure, ...] = ()
    since: str = ""  # when the gap opened, in words


class Noise(Frozen, frozen=True, kw_only=True):
    sd: float
    phi: float = 0.3


class Season(Frozen, frozen=True, kw_only=True):
    amplitude: float
    peak: Weeks


class Regression(Frozen, frozen=True, kw_only=True):
    """A bad patch that heals by itself: ``excess`` before week −13, halving every ``halflife`` weeks after."""

    excess: float
    halflife: Weeks


class Shock(Frozen, frozen=True, kw_only=True):
    """``amount`` is added from week ``start`` until before week ``end``, with or without a plan."""

    amount: Signed
    start: Weeks
    end: Weeks


class Kpi(Frozen, frozen=True, kw_only=True):
    label: str
    unit: str  # "% of claims"
    good: Literal["up", "down"]
    baseline: float
    attainable: float
    value: PerPointAndWeek = 0.0  # money per point and week
    noise: Noise
    trend: Signed = 0.0  # points a week
    season: Season | None = None
    regression: Regression | None = None
    shocks: tuple[Shock, ...] = ()


class Cause(Frozen, frozen=True, kw_only=True):
    label: str
    box: Box
    share: dict[KpiId, Share] = {}  # of each KPI's gap
    blocked_by: dict[CauseId, Share] = {}  # cause → beta
    decoy: bool = False
    explain: Markdown = ""  # for the reveal: how one could have known


class EvidenceKind(StrEnum):
    EMAIL = "email"
    DOCUMENT = "document"
    TABLE = "table"
    CHART = "chart"
    OBSERVATION = "observation"
    INTERVIEW = "interview"  # the answers of people; made by the loader from ``people``


class Chart(Frozen, frozen=True, kw_only=True):
    """How a table is drawn: the first column gives the labels or the x axis, the others are series."""

    form: Literal["bar", "line"]
    finding: str  # the title: what the chart shows, in words
    unit: str = ""


class Evidence(Frozen, frozen=True, kw_only=True):
    title: str
    kind: EvidenceKind
    body: Markdown = ""
    data: TableFile | None = None
    chart: Chart | None = None
    image: ImageFile | None = None
    recording: RecordingFile | None = None  # its transcript is the body
    alt: str = ""  # required with a chart and with an image
    source: str = ""  # "Claims system, 2,140 files"
    hours: Hours = 0.0
    unlock: Unlock = "start"  # start | after <evidence> | ask <person>.<topic> | inject <inject>
    says: dict[CauseId, Signed] = {}  # cause → −2..+2
    decisive: bool = False


class Topic(Frozen, frozen=True, kw_only=True):
    ask: str
    answer: Markdown
    hours: Hours | None = None  # unless given, the person's
    trust: bool = False  # opens after the person's ``trusts_after``
    unlock: Unlock = "start"  # start | after <evidence> | ask <person>.<topic>
    says: dict[CauseId, Signed] = {}
    decisive: bool = False


class Person(Frozen, frozen=True, kw_only=True):
    name: str
    role: str
    about: str = ""
    hours: Hours = 1.0  # what each of this person's answers costs unless the topic says otherwise
    trusts_after: EvidenceId | None = None  # evidence id: topics marked ``trust: true`` open after it
    topics: dict[str, Topic] = {}


class Cut(Frozen, frozen=True, kw_only=True):
    """One way of grouping a data request's data; it arrives as evidence of its own."""

    label: str
    tag: str  # the exhibit's tag, "X4"
    title: str
    data: TableFile
    chart: Chart | None = None
    alt: str = ""
    body: Markdown = ""
    source: str = ""
    says: dict[CauseId, Signed] = {}
    decisive: bool = False


class DataRequest(Frozen, frozen=True, kw_only=True):
    """Data that somebody has to pull: it costs hours and arrives ``delay`` session minutes after the request."""

    title: str
    about: str = ""
    holder: str = ""  # who pulls it
    hours: Hours
    delay: Minutes
    cuts: dict[str, Cut]


class InterventionKind(StrEnum):
    LEARNING = "learning"
    JOB_AID = "job_aid"
    FEEDBACK = "feedback"
    TOOL = "tool"
    PROCESS = "process"
    INCENTIVE = "incentive"
    STAFFING = "staffing"
    ROUTINE = "routine"


class CostParts(Frozen, frozen=True, kw_only=True):
    """A cost that is not all-in: learners' hours are paid at the loaded wage on top."""

    development: Money = 0.0
    delivery: Money = 0.0
    hours_per_person: Hours = 0.0


class SideEffect(Frozen, frozen=True, kw_only=True):
    """What an item does to a KPI beside its causes, in KPI points at full adoption; a cause may remove it."""

    amount: Signed
    removed_by: CauseId | None = None


class Method(StrEnum):
    """What makes learning act, whatever its medium: an item without a stated potency earns one by these."""

    PRACTICE = "practice"
    FEEDBACK = "feedback"
    SPACING = "spacing"
    MODELLING = "modelling"


class Intervention(Frozen, frozen=True, kw_only=True):
    label: str
    about: str = ""  # what teams read
    audience: str = ""
    kind: InterventionKind
    cost: Money | CostParts
    lead: Weeks
    rollout: Weeks = 1  # weekly cohorts
    reach: Share | None = None  # learning 1, others .9
    tau: float = 6.0  # weeks; assumption
    on: dict[CauseId, Share] = {}  # cause → potency
    teaches: tuple[CauseId, ...] = ()  # causes on which a learning item acts by its methods, where ``on`` says nothing
    methods: tuple[Method, ...] = ()
    support: Signed = 0.0
    floor_plus: Share = 0.0
    side: dict[KpiId, SideEffect] = {}  # KPI → effect
    polish: Share = 0.7

    def full_cost(self, population: Population) -> float:
        """Cost of the item, learners' hours at the loaded wage included, for those it reaches."""
        if not isinstance(self.cost, CostParts):
            return float(self.cost)
        hours = self.cost.hours_per_person * population.people * self.full_reach
        return self.cost.development + self.cost.delivery + hours * population.wage_per_hour

    @property
    def full_reach(self) -> float:
        """Share of the population that the item reaches in the end."""
        if self.reach is not None:
            return self.reach
        return 1.0 if self.kind is InterventionKind.LEARNING else 0.9


class Level(StrEnum):
    """What an instrument looks at: taking part, then Kirkpatrick's four levels."""

    ACTIVITY = "activity"
    REACTION = "reaction"
    LEARNING = "learning"
    BEHAVIOUR = "behaviour"
    RESULTS = "results"


class Instrument(Frozen, frozen=True, kw_only=True):
    label: str
    about: str = ""
    level: Level
    unit: str = "%"
    good: Literal["up", "down"] = "up"
    observes: CauseId | None = None  # a cause, for learning and behaviour
    kpi: KpiId | None = None  # for results
    today: float = 0.0  # the reading before anything is done, in the instrument's unit
    full: float = 100.0  # the reading at full relief or full success
    noise_sd: float = 0.0  # of one respondent, in the instrument's unit
    n: int = 1
    response: Share = 1.0
    bias: Signed = 0.0
    lag: Weeks = 0
    every: Weeks = 1
    archival: bool = False  # readings exist from before launch
    retest: bool = False
    cost: Money = 0.0
    baseline_cost: Money = 0.0  # of planning a reading before launch
    blind: str = ""  # what a team without it cannot know: "whether people found it useful"


class Effect(Frozen, frozen=True, kw_only=True):
    """What an inject's option does from the current week on."""

    delay: dict[InterventionId, Weeks] = {}  # intervention → weeks later
    cost: dict[InterventionId, Signed] = {}  # intervention → money more
    budget: Signed = 0.0
    support: Signed = 0.0
    turnover: Signed = 0.0  # per year
    shock: dict[KpiId, Shock] = {}  # KPI → shock, weeks relative to now
    hours: Signed = 0.0  # analyst hours


class Option(Frozen, frozen=True, kw_only=True):
    label: str
    about: str = ""
    effect: Effect = Effect()


class Inject(Frozen, frozen=True, kw_only=True):
    title: str
    when: When = "by hand"  # see ``Expression.WHEN``; what names evidence, answers or plans comes team by team
    contingency_for: InjectId | None = None  # held in reserve for when teams pass over another event
    channel: Literal["email", "phone", "chat", "meeting", "letter"] = "email"
    sender: str = ""
    body: Markdown
    expects: str = ""  # facilitators read it
    default: str | None = None  # what holds if a team doesn't answer
    options: dict[str, Option] = {}


class PlanTest(Frozen, frozen=True, kw_only=True):
    """A claim that an author makes about the case's own model: of a plan, or of a bot that plays it on paper."""

    plan: tuple[PlanItem, ...] | Literal["intended", "sponsor_asks", "nothing"] | None = None
    bot: BotId | None = None
    expect: dict[str, Expectation]  # figure of the forecast, or of the bot's play → what it must be


class Strategy(StrEnum):
    """How a bot plays: what it opens, whom it believes, what it plans and measures."""

    READS_EVERYTHING = "reads everything"
    TRUSTS_THE_SPONSOR = "trusts the sponsor"
    EXPERT = "expert"
    RANDOM = "random"


class Bot(Frozen, frozen=True, kw_only=True):
    """One kind of team that rehearses the case."""

    strategy: Strategy
    about: str = ""
    hours: Share = 1.0  # of the analyst hours, that it is ready to spend
    plan: tuple[PlanItem, ...] | None = None  # instead of the one that it would make


class RubricGuide(Frozen, frozen=True, kw_only=True):
    """How a row that people judge reads in this case: what earns each level, and work that earned it."""

    anchors: dict[str, str]  # level "0" to "4" → what it looks like here
    exemplars: dict[str, Markdown] = {}  # level → work of a team at that level


class Scenario(Frozen, frozen=True, kw_only=True):
    """One case, whole."""

    practicum: Literal[1] = 1
    id: str = ""  # the folder's name; filled in by the loader
    title: str
    tagline: str
    summary: str = ""
    minutes: Minutes
    level: str = "intermediate"
    language: str = "en"
    competencies: tuple[str, ...] = ()
    training_is: Literal["the answer", "part of the answer", "not the answer"]
    company: Company
    money: Purse
    phases: Phases
    brief: Brief
    kpis: dict[str, Kpi]
    causes: dict[str, Cause]
    people: dict[str, Person] = {}
    evidence: dict[str, Evidence]
    data_requests: dict[str, DataRequest] = {}
    interventions: dict[str, Intervention]
    instruments: dict[str, Instrument]
    injects: dict[str, Inject] = {}
    sponsor_asks: tuple[PlanItem, ...] = ()
    intended: tuple[PlanItem, ...] = ()
    teaching_note: Markdown = ""
    prompts: tuple[str, ...] = ()  # the debrief's questions
    rubric: dict[str, RubricGuide] = {}  # a row that people judge → how it reads here
    timings: dict[str, Timing] = {}
    translations: dict[str, TranslationFile] = {}  # language → the case's texts in it; a session is in one language
    bots: dict[str, Bot] = {}
    tests: dict[str, PlanTest] = {}

    @property
    def primary_kpi(self) -> str:
        """The first KPI: the one that the gap, the bet and the score are about."""
        return next(iter(self.kpis))


# The four strategies as bots, each under a plain id: they rehearse every case that names none of its own.
STRATEGY_BOTS: dict[str, Bot] = {strategy.value.replace(" ", "_"): Bot(strategy=strategy) for strategy in Strategy}


def bots_of(scenario: Scenario) -> dict[str, Bot]:
    """Say who rehearses a case: its own bots, or the four strategies if it has none."""
    return scenario.bots or STRATEGY_BOTS


def bots_known_to(scenario: Scenario) -> dict[str, Bot]:
    """Every bot that a case's tests may name: its own, and always the four strategies."""
    return {**STRATEGY_BOTS, **scenario.bots}
