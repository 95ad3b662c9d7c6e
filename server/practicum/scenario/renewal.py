"""A translation brought up to its case: what is new is added empty, what changed is kept as fuzzy, nothing is lost.

Rules:
- A text whose words are as before keeps its translation, wherever it stands now.
- A changed text takes the translation of the one that it replaces, marked as fuzzy, with the previous source beside it:
  of those that are no longer said, one in the same field and alike, else the one at the same place, else one that is
  very much alike.
- A translation that no text takes is set aside as obsolete, and comes back when its source does.
- Entries stand in the order of the case; two runs give the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

import msgspec
import polib

from practicum.scenario.model import Scenario
from practicum.scenario.po import WIDTH
from practicum.scenario.translation import Text, by_source, texts

ALIKE = 0.6  # in the same field
VERY_ALIKE = 0.8  # anywhere


class Renewed(msgspec.Struct, frozen=True):
    """The file as it should be, and how far the translation is."""

    file: polib.POFile
    texts: int
    empty: int
    fuzzy: int
    obsolete: int

    @property
    def open(self) -> int:
        """How many texts wait for a translator."""
        return self.empty + self.fuzzy


def renewed(scenario: Scenario, language: str, old: polib.POFile | None) -> Renewed:
    """Bring a translation up to its case, or begin one."""
    return _Renewal(scenario, language, old).done()


class _Renewal:
    def __init__(self, scenario: Scenario, language: str, old: polib.POFile | None) -> None:
        self._texts: Mapping[str, list[Text]] = by_source(texts(scenario))
        self._at = {(text.place, source) for source, places in self._texts.items() for text in places}
        self._file = _new_file(scenario, language, old)
        entries: Iterable[polib.POEntry] = old if old is not None else ()
        self._before: dict[tuple[str, str], polib.POEntry] = {}
        for entry in sorted(entries, key=lambda each: each.obsolete):  # what is in use goes before what was set aside
            if entry.msgid:
                self._before.setdefault((entry.msgctxt or "", entry.msgid), entry)
        self._free = {
            key: entry
            for key, entry in self._before.items()
            if entry.msgstr and not entry.obsolete and not self._is_said(key)
        }

    def _is_said(self, key: tuple[str, str]) -> bool:
        place, source = key
        return (place, source) in self._at if place else source in self._texts

    def done(self) -> Renewed:
        """Write each text's entry, then what no text took."""
        taken: set[tuple[str, str]] = set()
        for source, places in self._texts.items():
            for text in places:
                own = (text.place, source)
                if own in self._before:
                    self._file.append(self._entry(source, [text], self._before[own], text.place))
                    taken.add(own)
                elif (changed := self._changed_at(text)) is not None:
                    self._file.append(self._fuzzy(source, [text], changed, text.place))
                    taken.add(changed)
            common = ("", source)
            if common in self._before:
                self._file.append(self._entry(source, places, self._before[common]))
                taken.add(common)
                continue
            replaced = self._replaced(source, places)
            if replaced is None:
                self._file.append(self._entry(source, places, polib.POEntry()))
            else:
                taken.add(replaced)
                self._file.append(self._fuzzy(source, places, replaced))
        kept = [entry for key, entry in self._before.items() if key not in taken and entry.msgstr]
        self._file.extend(_set_aside(entry) for entry in kept)
        waiting = [entry for entry in self._file if not entry.obsolete]
        empty = sum(not entry.msgstr for entry in waiting)
        fuzzy = sum(bool(entry.msgstr) and entry.fuzzy for entry in waiting)
        return Renewed(self._file, len(waiting), empty, fuzzy, len(kept))

    def _entry(self, source: str, places: list[Text], before: polib.POEntry, place: str = "") -> polib.POEntry:
        """Make a text's entry with the words that it had."""
        return polib.POEntry(
            msgid=source,
            msgstr=before.msgstr,
            msgctxt=place or None,
            occurrences=_occurrences(places),
            flags=[flag for flag in before.flags if flag != "fuzzy" or before.msgstr],
            tcomment=before.tcomment,
            previous_msgid=before.previous_msgid,
        )

    def _fuzzy(self, source: str, places: list[Text], key: tuple[str, str], place: str = "") -> polib.POEntry:
        """Make a changed text's entry: the words of the one that it replaces, and what that one was."""
        before = self._free.pop(key)
        entry = self._entry(source, places, before, place)
        entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
        # What was fuzzy already keeps the source that its words are really of.
        entry.previous_msgid = before.previous_msgid if before.fuzzy and before.previous_msgid else before.msgid
        return entry

    def _changed_at(self, text: Text) -> tuple[str, str] | None:
        """Find a translation that was for this place alone, and whose source has changed."""
        return next((key for key in self._free if key[0] == text.place), None)

    def _replaced(self, source: str, places: list[Text]) -> tuple[str, str] | None:
        """Find what a text replaces among the translations whose source is no longer said."""
        free = [key for key in self._free if not key[0]]
        fields = {_field(text.place) for text in places}
        at = {text.place for text in places}
        near = [key for key in free if fields & {_field(place) for place in _places(self._free[key])}]
        there = [key for key in near if at & set(_places(self._free[key]))]
        return _most_alike(source, near, ALIKE) or next(iter(there), None) or _most_alike(source, free, VERY_ALIKE)


def _most_alike(source: str, keys: list[tuple[str, str]], least: float) -> tuple[str, str] | None:
    """Choose the source that is most like this one, if one is enough alike."""
    best: tuple[float, tuple[str, str]] | None = None
    matcher = SequenceMatcher(b=source, autojunk=False)
    for key in keys:
        matcher.set_seq1(key[1])
        limit = max(least, best[0] if best else 0.0)
        if matcher.real_quick_ratio() >= limit and matcher.quick_ratio() >= limit:
            ratio = matcher.ratio()
            if ratio >= least and (best is None or ratio > best[0]):
                best = (ratio, key)
    return best[1] if best else None


def _set_aside(entry: polib.POEntry) -> polib.POEntry:
    return polib.POEntry(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        msgctxt=entry.msgctxt or None,
        flags=entry.flags,
        tcomment=entry.tcomment,
        previous_msgid=entry.previous_msgid,
        obsolete=True,
    )


def _occurrences(places: list[Text]) -> list[tuple[str, str]]:
    """Name where a text stands as the file's references do: field and paragraph, each once."""
    named = dict.fromkeys(text.place for text in places)
    return [(field, number) for field, _, number in (place.partition(":") for place in named)]


def _places(entry: polib.POEntry) -> list[str]:
    return [f"{field}:{number}" if number else field for field, number in entry.occurrences]


def _field(place: str) -> str:
    return place.partition(":")[0]


def _new_file(scenario: Scenario, language: str, old: polib.POFile | None) -> polib.POFile:
    """Begin a file with its header; what translators' tools wrote there stays."""
    file = polib.POFile(wrapwidth=WIDTH)
    ours = {
        "Project-Id-Version": scenario.id,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    file.metadata = {**(old.metadata if old is not None else {}), **ours}
    file.header = old.header if old is not None else f"{scenario.title}: {scenario.language} into {language}"
    return file
