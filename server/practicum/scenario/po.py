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

from practicum.scenario.problems import Place, Problem, problem

MAX_ENTRIES = 20_000
WIDTH = 78

_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


def read_po(text: str, place: Place, language: str | None = None) -> tuple[polib.POFile | None, list[Problem]]:
    """Read the text of a .po file: its entries unless it is broken, and every problem."""
    try:
        # With a line's end, since the library takes a text that is the name of a file for that file.
        file = polib.pofile(text + "\n", wrapwidth=WIDTH)
    except OSError as error:
        return None, [_broken(error, place)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # The library has corners where it trips over its own feet; the author still gets a place.
        said = str(error).strip().splitlines()[:1] or [type(error).__name__]
        return None, [problem("translation.form", place, f"this is not a .po file ({said[0][:80]})", _SAVE)]
    problems = [*_header(file, place, language), *_entries(file, place)]
    return (None if problems else file), problems


_SAVE = "save it from a translation tool, or let practicum translate write it anew"


def _broken(error: OSError, place: Place) -> Problem:
    found = _LINE.search(str(error))
    if found is None:
        return problem("translation.form", place, "this is not a .po file", _SAVE)
    said = f" ({found[2][:80]})" if found[2] else ""
    at = Place(place.file, max(1, int(found[1])))
    return problem("translation.form", at, f"this line can't be read as part of a .po file{said}", _SAVE)


def _header(file: polib.POFile, place: Place, language: str | None) -> list[Problem]:
    """Check what the file says of itself."""
    found: list[Problem] = []
    charset = _CHARSET.search(file.metadata.get("Content-Type", ""))
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii", "charset"):
        message = f"the file says that it is in {charset[1][:40]}"
        found.append(problem("file.encoding", place, message, "save it as UTF-8, and say charset=UTF-8"))
    said = file.metadata.get("Language", "").strip().replace("_", "-")
    if language is not None and said and said.casefold() != language.casefold():
        message = f'the file says that its language is "{said[:40]}", and the case names it as "{language}"'
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
