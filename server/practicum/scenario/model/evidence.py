"""What teams can open: evidence, people who answer, and data that somebody has to pull."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from practicum.scenario.model.units import (
    CauseId,
    EvidenceId,
    Frozen,
    Hours,
    ImageFile,
    Markdown,
    Minutes,
    RecordingFile,
    Signed,
    TableFile,
    Unlock,
)


class EvidenceKind(StrEnum):
    """What a piece of evidence looks like to a team."""

    EMAIL = "email"
    """A message: who says it is part of what it says"""
    DOCUMENT = "document"
    """A report, a deck, a policy, a page of notes"""
    TABLE = "table"
    """Figures in rows; needs data"""
    CHART = "chart"
    """Figures drawn; needs data, a chart and alt"""
    OBSERVATION = "observation"
    """What your analyst saw when looking at the work"""
    INTERVIEW = "interview"
    """An answer; never written: the loader makes these from `people`"""


class Chart(Frozen, frozen=True, kw_only=True):
    """How a table is drawn: the first column gives the labels or the x axis, the others are series."""

    form: Literal["bar", "line"]
    """`bar` compares groups, `line` follows weeks or months. Example: `bar`"""
    finding: str
    """The title: what the chart shows, in words. Example: `Three decision types make up 71 % of all rework`"""
    unit: str = ""
    """What the values are counted in. Example: `"% of claims"`"""


class Evidence(Frozen, frozen=True, kw_only=True):
    """Something that a team can open. Its id is its tag: D1, X2, O1."""

    title: str
    """What a team sees before it opens it; don't give the finding away. Example: `Rework by type of decision`"""
    kind: EvidenceKind
    """What it looks like. Example: `email`"""
    body: Markdown = ""
    """The text, written out in full. Example: `evidence/request.md`"""
    data: TableFile | None = None
    """The table: a CSV file with a header. Example: `evidence/rework-by-decision.csv`"""
    chart: Chart | None = None
    """How the table is drawn. Example: `{form: bar, finding: Three types make up 71 % of all rework}`"""
    image: ImageFile | None = None
    """A picture: a .png, .jpg, .webp or .svg file of 1 MiB at most; needs `alt`. Example: `evidence/dock.svg`"""
    recording: RecordingFile | None = None
    """A recording: an .mp3, .m4a, .ogg or .wav file of 2 MiB at most; `body` is its transcript.
    Example: `evidence/call.mp3`"""
    alt: str = ""
    """What somebody who can't see the chart or picture needs to know.
    Example: `Bar chart. 6 % on dry days, 12 % on wet.`"""
    source: str = ""
    """Where it comes from, as teams read it. Example: `Claims system, 2,140 files`"""
    hours: Hours = 0.0
    """What opening it costs, in analyst hours. Example: `2 h`"""
    unlock: Unlock = "start"
    """When it can be opened: `start`, `after D1`, `ask picker.day` or `inject rain`. Example: `ask qa.errors`"""
    says: dict[CauseId, Signed] = {}
    """How strongly it really speaks for or against each cause, from −2 to +2; never shown before the debrief.
    Example: `{skill: +2, attitude: -1}`"""
    decisive: bool = False
    """Whether it settles the matter for each cause that it says something about; the debrief points to it."""


class Topic(Frozen, frozen=True, kw_only=True):
    """A question that a team can ask somebody, and the answer."""

    ask: str
    """The question, as teams choose it. Example: `When do handlers hear about an error?`"""
    answer: Markdown
    """The answer, in the person's own words. Example: `people/qa-timing.md`"""
    hours: Hours | None = None
    """What the answer costs, in analyst hours; unless given, what the person's answers cost. Example: `0.5 h`"""
    trust: bool = False
    """Whether it is only answered once the person trusts the team (see `trusts_after`)."""
    unlock: Unlock = "start"
    """When it can be asked: `start`, `after D1`, `ask picker.day` or `inject rain`. Example: `after D2`"""
    says: dict[CauseId, Signed] = {}
    """How strongly the answer really speaks for or against each cause, from −2 to +2. Example: `{feedback: +2}`"""
    decisive: bool = False
    """Whether it settles the matter for each cause that it says something about; the debrief points to it."""


class Person(Frozen, frozen=True, kw_only=True):
    """Somebody whom a team can ask."""

    name: str
    """The name, as teams read it. Example: `Sam Reyes`"""
    role: str
    """What the person does. Example: `Picker, early shift`"""
    about: str = ""
    """A line about the person; a bias can show here. Example: `Has run the depot for nine years`"""
    hours: Hours = 1.0
    """What each of the person's answers costs, in analyst hours, unless a topic says otherwise. Example: `1 h`"""
    trusts_after: EvidenceId | None = None
    """The exhibit that a team must have opened before topics with `trust: true` are answered. Example: `O1`"""
    topics: dict[str, Topic] = {}
    """What one can ask, each under an id. Example: `{day: {ask: What makes a bad day?, answer: Rain.}}`"""


class Cut(Frozen, frozen=True, kw_only=True):
    """One way of grouping a data request's data; it arrives as evidence of its own."""

    label: str
    """What a team chooses. Example: `By weather`"""
    tag: str
    """The exhibit's tag, which no other piece of evidence has. Example: `X4`"""
    title: str
    """The exhibit's title. Example: `Returns on dry and on wet days`"""
    data: TableFile
    """The table: a CSV file with a header. Example: `returns-by-weather.csv`"""
    chart: Chart | None = None
    """How the table is drawn; without it, it stays a table.
    Example: `{form: bar, finding: Twice as many on wet days}`"""
    alt: str = ""
    """What somebody who can't see the chart needs to know. Example: `Bar chart. 6 % on dry days, 12 % on wet.`"""
    body: Markdown = ""
    """Words that come with the table. Example: `One depot; returns within 30 days.`"""
    source: str = ""
    """Where it comes from, as teams read it. Example: `Depot system, 64 days`"""
    says: dict[CauseId, Signed] = {}
    """How strongly it really speaks for or against each cause, from −2 to +2. Example: `{labels: +2, care: -1}`"""
    decisive: bool = False
    """Whether it settles the matter for each cause that it says something about; the debrief points to it."""


class DataRequest(Frozen, frozen=True, kw_only=True):
    """Data that somebody has to pull: it costs hours, and arrives some minutes after a team asked."""

    title: str
    """What is asked for. Example: `Returned parcels of the last quarter`"""
    about: str = ""
    """What a team should know before it asks. Example: `Say how to group them; each grouping is a request.`"""
    holder: str = ""
    """Who pulls it. Example: `Depot office`"""
    hours: Hours
    """What each cut costs, in analyst hours. Example: `2 h`"""
    delay: Minutes
    """How long it takes to arrive, in minutes of the session. Example: `3 min`"""
    cuts: dict[str, Cut]
    """The ways in which it can be grouped, each under an id; one of them should reveal something."""
