"""What a value of the language can be: figures with their units, names of parts, phrases, and files.

Rules:
- A figure's unit is written in its annotation (``Weeks``, ``Share`` …); the reader accepts the forms that people
  write ("8 weeks", "15 %", 0.15) and stores the plain number in that unit.
- What is a file (``Markdown``, ``TableFile``, ``ImageFile`` …) is written as its path beside the scenario and holds its
  content here, so that a running session depends on no file.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

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


class OneOf(msgspec.Struct, frozen=True):
    """The only keys that a map can have, where they are neither ids nor sentences."""

    words: tuple[str, ...]
    called: str  # what one of them is: "row"


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
