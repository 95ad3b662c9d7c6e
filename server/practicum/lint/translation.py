"""Translations that lag behind their case: what a team in another language would read wrong, or in the wrong language.

Rules:
- A text of the case lags if nobody has translated it, or if its translation is marked as fuzzy (its source changed).
- An entry lags if the case no longer says its source, and differs if its figures or its build do.
- What stands in the .po file has its place there; a text that the file doesn't know, its place in the case.
- A new translation lags everywhere: each kind of lag is told a few times, and then counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from practicum.lint.case import Case
from practicum.lint.rule import Finding, Rule
from practicum.lint.wording import differences
from practicum.scenario.model import Table, Translation
from practicum.scenario.po import shortened
from practicum.scenario.read import Part
from practicum.scenario.translation import Text, by_source, texts, translated

AT_MOST = 20  # findings of a kind in one translation

UPDATE = "run practicum translate: it writes what is new and sets aside what is gone"


def lags(case: Case) -> Iterator[Finding]:
    """Find where a translation lags behind its source."""
    found = texts(case.scenario)
    for language, translation in case.scenario.translations.items():
        lag = _Lag(case, language, translation, found)
        for kind in (lag.unknown(), lag.empty(), lag.fuzzy(), lag.gone(), lag.differing(), lag.columns()):
            yield from _some(kind, ("translations", language))


def _some(findings: Iterator[Finding], at: Part) -> Iterator[Finding]:
    """Tell the first findings of a kind, and count the others."""
    yield from islice(findings, AT_MOST)
    rest = list(findings)
    if rest:
        yield Finding(at=at, message=f"and {len(rest)} more: {rest[0].message}", hint=rest[0].hint)


class _Lag:
    """One translation beside the case's texts."""

    def __init__(self, case: Case, language: str, translation: Translation, found: list[Text]) -> None:
        self._case = case
        self._language = language
        self._entries = translation.entries
        self._found = found
        self._texts = by_source(found)
        self._places = {(text.place, text.source) for text in found}
        self._known = {(each.place, each.source) for each in self._entries}

    def _part(self, number: int) -> Part:
        return ("translations", self._language, number)

    def unknown(self) -> Iterator[Finding]:
        """Texts of the case that the file does not know."""
        for source, places in self._texts.items():
            missing = [text for text in places if (text.place, source) not in self._known]
            if missing and ("", source) not in self._known:
                message = f'"{shortened(source)}" is not in the translation into {self._language}'
                yield Finding(at=missing[0].part, message=message, hint=UPDATE)

    def empty(self) -> Iterator[Finding]:
        """Texts that nobody has translated yet."""
        for number, entry in enumerate(self._entries):
            if not entry.text and self._is_said(number):
                message = f'"{shortened(entry.source)}" is not translated yet'
                yield Finding(at=self._part(number), message=message, hint="write it in msgstr")

    def fuzzy(self) -> Iterator[Finding]:
        """Translations whose source has changed."""
        for number, entry in enumerate(self._entries):
            if entry.fuzzy and entry.text and self._is_said(number):
                message = f'the source of this translation has changed: "{shortened(entry.source)}"'
                hint = "look at it, then remove the mark fuzzy; until then teams read the source"
                yield Finding(at=self._part(number), message=message, hint=hint)

    def gone(self) -> Iterator[Finding]:
        """Translations of what the case no longer says."""
        for number, entry in enumerate(self._entries):
            if not self._is_said(number):
                where = f" at {entry.place}" if entry.place else ""
                message = f'the case no longer says "{shortened(entry.source)}"{where}'
                yield Finding(at=self._part(number), message=message, hint=UPDATE)

    def differing(self) -> Iterator[Finding]:
        """Translations that say another figure, or are built in another way."""
        for number, entry in enumerate(self._entries):
            if entry.text and not entry.fuzzy and self._is_said(number):
                markdown = any(text.markdown for text in self._texts[entry.source])
                for message, hint in differences(entry.source, entry.text, markdown=markdown):
                    yield Finding(at=self._part(number), message=message, hint=hint)

    def columns(self) -> Iterator[Finding]:
        """Tables whose columns can no longer be told apart."""
        case = translated(self._case.scenario, self._language, self._entries)
        tables: list[tuple[Part, Table | None]] = [
            (("evidence", tag, "data"), each.data) for tag, each in case.evidence.items()
        ]
        tables += [
            (("data_requests", request, "cuts", cut, "data"), each.data)
            for request, held in case.data_requests.items()
            for cut, each in held.cuts.items()
        ]
        for part, table in tables:
            names = table.columns if table is not None else ()
            twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
            if twice is not None:
                message = f'in {self._language}, two columns are called "{shortened(twice)}"'
                yield Finding(at=part, message=message, hint="translate one of them otherwise")

    def _is_said(self, number: int) -> bool:
        entry = self._entries[number]
        return (entry.place, entry.source) in self._places if entry.place else entry.source in self._texts


RULES = (Rule("fairness.translation-lags", "warning", "a translation that lags behind its source", lags),)
