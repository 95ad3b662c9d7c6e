"""A translation file (gettext's PO) as text: read with the places of what is wrong in it.

Rules:
- The file is what translators' own tools read and write: UTF-8, one entry a text, ``msgctxt`` only for a text that
  needs another translation at one place, no plurals.
- Entries keep their line. What is wrong with a file has its place in that file; nothing here raises for any text.
- Entries that are marked as obsolete (``#~``) are the translators' memory and are not part of the case.
"""

from __future__ import annotations

import re

import polib

from practicum.scenario.problems import MANY, Place, Problem, problem

MAX_ENTRIES = 20_000
WIDTH = 78

_WORD = re.compile(r"""(?:#~\s*)?(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s*"(?:[^"\\]|\\.)*"\s*\Z""")
_MORE = re.compile(r"""(?:#~\s*)?"(?:[^"\\]|\\.)*"\s*\Z""")
_LINE = re.compile(r"\(line (\d+)\)")  # as the library says it
# What may stand after what; an entry ends with its translation.
_AFTER = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid", "msgstr"},
}
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


def read_po(text: str, place: Place, language: str | None = None) -> tuple[polib.POFile | None, list[Problem]]:
    """Read the text of a .po file: its entries unless it is broken, and every problem."""
    wrong = _lines(text, place)
    if wrong:
        return None, wrong
    try:
        # With a line's end, since the library takes a text that is the name of a file for that file.
        file = polib.pofile(text + "\n", wrapwidth=WIDTH)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # The library has corners where it trips over its own feet; the author still gets a place.
        line = _LINE.search(str(error))
        at = Place(place.file, max(1, int(line[1]))) if line else place
        return None, [problem("translation.form", at, "this line can't be read as part of a .po file", _SAVE)]
    _number(file, text)
    problems = [*_header(file, place, language), *_entries(file, place)]
    return (None if problems else file), problems


def _number(file: polib.POFile, text: str) -> None:
    """Let each entry's line be that of its first word, not that of the comment before it."""
    lines = text.splitlines()
    for entry in file:
        line = line_of(entry)
        while line <= len(lines) and not lines[line - 1].startswith(("msgctxt", "msgid", "#~")):
            line += 1
        entry.linenum = min(line, max(1, len(lines)))


_SAVE = "save it from a translation tool, or let practicum translate write it anew"


def _lines(text: str, place: Place) -> list[Problem]:
    """Check the form of each line, since the library lets some broken ones pass."""
    found: list[Problem] = []
    last, began = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        at = Place(place.file, number)
        bare = line.strip()
        if not bare or (bare.startswith("#") and not bare.startswith("#~")) or bare.startswith("#~|"):
            continue
        word = _WORD.match(bare)
        if word is None:
            if not (last and _MORE.match(bare)):
                found.append(problem("translation.form", at, "this line can't be read as part of a .po file", _QUOTES))
            continue
        if word[1] not in _AFTER[last]:
            message = f"{word[1]} can't stand after {last or 'nothing'} (line {began})"
            found.append(problem("translation.form", at, message, "an entry is msgid, then msgstr"))
        last, began = word[1], number
    if not found and last not in ("", "msgstr"):
        found.append(problem("translation.form", Place(place.file, began), "the last entry has no msgstr", "add it"))
    return found[:MANY]


_QUOTES = 'a text stands between quotes, and a quotation mark within it is written \\"'


def _header(file: polib.POFile, place: Place, language: str | None) -> list[Problem]:
    """Check what the file says of itself."""
    found: list[Problem] = []
    charset = _CHARSET.search(file.metadata.get("Content-Type", ""))
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii", "charset"):
        message = f"the file says that it is in {charset[1][:40]}"
        found.append(problem("file.encoding", place, message, "save it as UTF-8, and say charset=UTF-8"))
    said = file.metadata.get("Language", "").strip().replace("_", "-")
    if language is not None and said and said.casefold() != language.casefold():
        message = f'the file says that its language is "{shortened(said, 40)}", and the case names it as "{language}"'
        found.append(problem("translation.language", place, message, "name the right file, or mend its Language: line"))
    return found


def _entries(file: polib.POFile, place: Place) -> list[Problem]:
    """Check that each text stands there once, and alone."""
    if len(file) > MAX_ENTRIES:
        return [problem("file.size", place, f"the file holds {len(file)} entries", f"at most {MAX_ENTRIES}")]
    found: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for entry in file:
        if entry.obsolete:
            continue
        at = Place(place.file, line_of(entry))
        key = (entry.msgctxt or "", entry.msgid)
        if entry.msgid_plural:
            found.append(problem("translation.form", at, "a case has no plural forms", "remove msgid_plural"))
        elif key in seen:
            message = f'"{shortened(entry.msgid)}" is here twice'
            hint = f"it is already at line {seen[key]}; keep one of them"
            found.append(problem("key.duplicate", at, message, hint))
        elif not entry.msgid:
            found.append(problem("translation.form", at, "an entry has no msgid", "write the source, or remove it"))
        else:
            seen[key] = at.line
    return found


def line_of(entry: polib.POEntry) -> int:
    """Tell the line that an entry begins on."""
    return max(1, entry.linenum or 1)


def shortened(text: str, limit: int = 48) -> str:
    """Quote the beginning of a text, in one line."""
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 2].rstrip() + " …"
