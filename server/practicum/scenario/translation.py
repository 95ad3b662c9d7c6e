"""A case in another language: which of its fields are texts, and the same case with other words in them.

Rules:
- ``Markdown`` and tables are texts wherever they stand. Of the plain strings, ``WORDS`` names those that people read;
  ``CODES`` names the others, so that a new field can't be forgotten: each stands in one of the two.
- A Markdown text is cut into paragraphs at blank lines, so that a changed paragraph alone lags behind; a list or a
  table is one paragraph. A table's texts are its column names and the cells that are not numbers.
- A text without a letter is the same in every language, unless it has a separator ("1,200").
- Ids, figures and phrases are never touched: the case plays the same in every language.
- What is not translated, or is marked as fuzzy, stays in the case's own language.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

import msgspec
from msgspec.structs import replace

from practicum.scenario import model
from practicum.scenario.model import Rendering, Scenario, Table, Unit
from practicum.scenario.walk import fields_of

WORDS: Final[dict[type, frozenset[str]]] = {
    model.Units: frozenset({"T", "C"}),
    model.Company: frozenset({"sector"}),
    model.Timing: frozenset({"label", "about"}),
    model.Figure: frozenset({"label", "value", "note"}),
    model.Brief: frozenset({"sponsor", "quote", "since"}),
    model.Kpi: frozenset({"label", "unit"}),
    model.Cause: frozenset({"label"}),
    model.Chart: frozenset({"finding", "unit"}),
    model.Evidence: frozenset({"title", "alt", "source"}),
    model.Topic: frozenset({"ask"}),
    model.Person: frozenset({"name", "role", "about"}),
    model.Cut: frozenset({"label", "title", "alt", "source"}),
    model.DataRequest: frozenset({"title", "about", "holder"}),
    model.Intervention: frozenset({"label", "about", "audience"}),
    model.Instrument: frozenset({"label", "about", "unit", "blind"}),
    model.Option: frozenset({"label", "about"}),
    model.Inject: frozenset({"title", "sender", "expects"}),
    model.RubricGuide: frozenset({"anchors"}),
    model.Scenario: frozenset({"title", "tagline", "summary", "level", "competencies", "prompts"}),
}
# Plain strings that are not words of the case: tags, codes of currencies and languages, and what only authors read.
CODES: Final[dict[type, frozenset[str]]] = {
    model.Purse: frozenset({"currency"}),
    model.Cut: frozenset({"tag"}),
    model.Inject: frozenset({"default"}),
    model.Bot: frozenset({"about"}),
    model.Asset: frozenset({"media_type"}),
    model.Translation: frozenset({"file"}),
    model.Rendering: frozenset({"source", "text", "place"}),
    model.Scenario: frozenset({"id", "language"}),
}

_LETTER_OR_SEPARATED: Final = re.compile(r"[^\W\d_]|\d[.,]\d")
_BLANK_LINES: Final = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")

Part: TypeAlias = tuple[str | int, ...]


class Text(msgspec.Struct, frozen=True):
    """One text of a case: where it stands, its words, and whether they are Markdown."""

    part: Part  # as the scenario's file names it: ("evidence", "D1", "body")
    number: int  # the paragraph, or the line of a table; 0 where there is only one text
    source: str
    markdown: bool = False

    @property
    def place(self) -> str:
        """Name where it stands in one word: "evidence.D1.body:2"."""
        field = ".".join(str(each) for each in self.part)
        return f"{field}:{self.number}" if self.number else field


Say = Callable[[Text], str]


def texts(scenario: Scenario) -> list[Text]:
    """List every text of a case, in the order of the model."""
    found: list[Text] = []

    def keep(text: Text) -> str:
        found.append(text)
        return text.source

    reworded(scenario, keep)
    return found


def reworded(scenario: Scenario, say: Say) -> Scenario:
    """Give the same case with each of its texts as ``say`` says it."""
    changed: Scenario = _Reworded(say).value(scenario, Scenario, (), words=False)
    return changed


def translated(scenario: Scenario, language: str, renderings: tuple[Rendering, ...]) -> Scenario:
    """Give the same case in another language, as far as it is translated; it carries no translations itself."""
    known = {(each.place, each.source): each.text for each in renderings if each.text and not each.fuzzy}

    def say(text: Text) -> str:
        return known.get((text.place, text.source)) or known.get(("", text.source)) or text.source

    return reworded(replace(scenario, language=language, translations={}), say)


def in_each_language(scenario: Scenario) -> dict[str, Scenario]:
    """Give a case in its own language, then in each that it is translated into: language → case."""
    own = replace(scenario, translations={})
    others = scenario.translations.items()
    return {scenario.language: own} | {name: translated(scenario, name, one.entries) for name, one in others}


class _Reworded:
    """Rebuilds a case along the types of the model, with other words."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def value(self, value: Any, hint: Any, part: Part, *, words: bool) -> Any:
        origin = get_origin(hint)
        if origin is Annotated:
            kinds = get_args(hint)[1:]
            if Unit.MARKDOWN in kinds:
                return self._markdown(value, part)
            return self._table(value, part) if Unit.TABLE in kinds and value is not None else value
        if origin in (Union, types.UnionType):
            return self._union(value, get_args(hint), part, words=words)
        if origin is dict:
            of = get_args(hint)[1]
            return {key: self.value(each, of, (*part, key), words=words) for key, each in value.items()}
        if origin is tuple:
            of = get_args(hint)[0]
            return tuple(self.value(each, of, (*part, n), words=words) for n, each in enumerate(value))
        if isinstance(value, msgspec.Struct):
            return self._struct(value, part)
        return self._word(value, part) if words and hint is str else value

    def _union(self, value: Any, choices: tuple[Any, ...], part: Part, *, words: bool) -> Any:
        rest = [each for each in choices if each is not type(None)]
        if value is None or (len(rest) > 1 and not isinstance(value, msgspec.Struct)):
            return value  # nothing, a figure, or a plan
        return self.value(value, rest[0] if len(rest) == 1 else type(value), part, words=words)

    def _struct(self, value: msgspec.Struct, part: Part) -> Any:
        kind = type(value)
        read = WORDS.get(kind, frozenset())
        changed = {}
        for field in fields_of(kind):
            name = field.name
            changed[name] = self.value(getattr(value, name), field.hint, (*part, name), words=name in read)
        return replace(value, **changed)

    def _word(self, source: str, part: Part) -> str:
        return self._said(Text(part, 0, source))

    def _markdown(self, source: str, part: Part) -> str:
        pieces = _BLANK_LINES.split(source)
        for at in range(0, len(pieces), 2):
            pieces[at] = self._said(Text(part, at // 2 + 1, pieces[at], markdown=True))
        return "".join(pieces)

    def _table(self, table: Table, part: Part) -> Table:
        def cell(of: str | float, line: int) -> str | float:
            return self._said(Text(part, line, of)) if isinstance(of, str) else of

        columns = tuple(str(cell(name, 1)) for name in table.columns)
        rows = tuple(tuple(cell(each, line) for each in row) for line, row in enumerate(table.rows, 2))
        return Table(columns=columns, rows=rows)

    def _said(self, text: Text) -> str:
        return self._say(text) if _LETTER_OR_SEPARATED.search(text.source) else text.source


def strings_of(struct: type) -> Iterator[str]:
    """Name a struct's fields that hold plain strings, alone or in a collection."""
    for field in fields_of(struct):
        if _holds_strings(field.hint):
            yield field.name


def _holds_strings(hint: Any) -> bool:
    origin = get_origin(hint)
    if origin is dict:
        return _holds_strings(get_args(hint)[1])
    if origin in (tuple, Union, types.UnionType):
        return any(_holds_strings(each) for each in get_args(hint))
    return hint is str


def by_source(found: list[Text]) -> Mapping[str, list[Text]]:
    """Gather texts that have the same words: source → where it stands."""
    gathered: dict[str, list[Text]] = {}
    for text in found:
        gathered.setdefault(text.source, []).append(text)
    return gathered
