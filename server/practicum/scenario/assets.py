"""The files beside a scenario: Markdown texts, CSV tables, pictures, recordings and translations, read into the model.

Rules:
- A path is relative to the scenario's folder and stays inside it, links followed.
- What is wrong with a file's content has its place in that file; what is wrong with the path, in the YAML.
- Sizes are bounded; a table has a header, even rows, and cells that are numbers or text.
- A picture or a recording is what its first bytes say, not what it is called.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
from pathlib import Path
from typing import Any

from practicum.scenario import tree
from practicum.scenario.model import Unit
from practicum.scenario.po import line_of, read_po
from practicum.scenario.problems import Place, Problem, did_you_mean, problem

MAX_TEXT = 64 * 1024
MAX_TABLE = 256 * 1024
MAX_ALL = 8 * 1024 * 1024  # of all files together, each time that one is named
MAX_IMAGE = 1024 * 1024
MAX_RECORDING = 2 * 1024 * 1024
MAX_TRANSLATION = 1024 * 1024
MAX_ROWS = 2_000
MAX_COLUMNS = 24

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
PICTURES |= {".svg": "image/svg+xml"}
SOUNDS = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"}
# What a file of each type begins with: (offset, bytes), any of them.
_BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "image/png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "image/jpeg": ((0, b"\xff\xd8\xff"),),
    "image/webp": ((8, b"WEBP"),),
    "image/svg+xml": ((0, b"<svg"), (0, b"<?xml"), (0, b"<!--")),
    "audio/mpeg": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    "audio/mp4": ((4, b"ftyp"),),
    "audio/ogg": ((0, b"OggS"),),
    "audio/wav": ((8, b"WAVE"),),
}

# Not 007, which is a name.
_CELL_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?\Z")


class Assets:
    """Reads the files of one scenario's folder and gathers what is wrong with them."""

    def __init__(self, folder: Path, shown: str, problems: list[Problem]) -> None:
        self._folder = folder
        self._shown = shown  # the folder as the author named it
        self._problems = problems
        self._left = MAX_ALL
        self._known_names: list[str] | None = None

    def text(self, name: str, place: Place) -> str | None:
        """Read a Markdown file."""
        read = self._read(name, place, (".md",), MAX_TEXT)
        if read is None:
            return None
        text, where = read
        if not text.strip():
            hint = "write the text, or remove the line that names it"
            self._problems.append(problem("file.empty", where, "the file is empty", hint))
            return None
        return text.replace("\r\n", "\n").strip()

    def table(self, name: str, place: Place) -> dict[str, Any] | None:
        """Read a CSV file: its columns and its rows."""
        read = self._read(name, place, (".csv",), MAX_TABLE)
        if read is None:
            return None
        text, where = read
        before = len(self._problems)
        try:
            lines = list(self._lines(text))
        except csv.Error as error:
            self._problems.append(problem("table.form", where, f"this is not a CSV table ({error})"))
            return None
        if len(lines) < 2:
            hint = "the first line names the columns, the others hold the data"
            self._problems.append(problem("table.form", where, "the table has no rows", hint))
            return None
        header = [cell.strip() for cell in lines[0][1]]
        other = _other_separator(header)
        if other:
            hint = "save it with commas between the cells, and numbers with a point: 17.9"
            self._problems.append(problem("table.form", where, f"the cells are separated by {other}", hint))
            return None
        self._check_header(header, where)
        rows = [
            tuple(_cell(cell) for cell in cells)
            for line, cells in lines[1:]
            if self._check_row(cells, header, Place(where.file, line))
        ]
        if len(rows) > MAX_ROWS:
            message = f"the table has {len(rows)} rows"
            self._problems.append(problem("file.size", where, message, f"at most {MAX_ROWS}"))
        if len(self._problems) > before:
            return None
        return {"columns": tuple(header), "rows": tuple(rows)}

    def asset(self, name: str, place: Place, kind: Unit) -> dict[str, Any] | None:
        """Read a picture or a recording: its bytes and what they are."""
        types, limit = (PICTURES, MAX_IMAGE) if kind is Unit.IMAGE else (SOUNDS, MAX_RECORDING)
        data = self._bytes(name, place, tuple(types), limit)
        if data is None:
            return None
        media_type = types[Path(name).suffix.lower()]
        if not any(data[at : at + len(begins)] == begins for at, begins in _BEGINNINGS[media_type]):
            message = f'"{name}" is not what its name says'
            hint = f"save it as {media_type.partition('/')[2].partition('+')[0]}, or name it for what it is"
            self._problems.append(problem("file.kind", place, message, hint))
            return None
        return {"media_type": media_type, "data": data}

    def translation_text(self, name: str, place: Place) -> tuple[str, Place] | None:
        """Read a .po file as it is: its text, and the place of its beginning."""
        return self._read(name, place, (".po",), MAX_TRANSLATION)

    def translation(self, name: str, place: Place, language: str) -> dict[str, Any] | None:
        """Read a .po file: the case's texts in another language, each with its line."""
        read = self.translation_text(name, place)
        if read is None:
            return None
        text, where = read
        if not text.strip():
            hint = f"run practicum translate <the case> {language}: it writes what there is to translate"
            self._problems.append(problem("file.empty", where, "the file is empty", hint))
            return None
        file, problems = read_po(text, where, language)
        self._problems.extend(problems)
        if file is None:
            return None
        entries = tuple(
            {
                "source": entry.msgid,
                "text": entry.msgstr.strip(),
                "place": entry.msgctxt or "",
                "fuzzy": entry.fuzzy,
                "line": line_of(entry),
            }
            for entry in file
            if not entry.obsolete
        )
        return {"file": where.file, "entries": entries}

    @staticmethod
    def _lines(text: str) -> Any:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells

    def _check_header(self, header: list[str], where: Place) -> None:
        if len(header) > MAX_COLUMNS:
            message = f"the table has {len(header)} columns"
            self._problems.append(problem("file.size", where, message, f"at most {MAX_COLUMNS}"))
        for number, name in enumerate(header, 1):
            if not name:
                message = f"column {number} has no name"
                self._problems.append(problem("table.form", where, message, "name it"))
            elif name in header[: number - 1]:
                message = f'two columns are called "{name[:60]}"'
                self._problems.append(problem("table.form", where, message, "rename one of them"))

    def _check_row(self, cells: list[str], header: list[str], where: Place) -> bool:
        if len(cells) == len(header):
            return True
        message = f"this row has {len(cells)} cells, the header has {len(header)}"
        hint = 'quote a cell that holds a comma: "a, b"'
        self._problems.append(problem("table.form", where, message, hint))
        return False

    def _read(self, name: str, place: Place, endings: tuple[str, ...], limit: int) -> tuple[str, Place] | None:
        """Return a file's text and the place of its beginning."""
        data = self._bytes(name, place, endings, limit)
        if data is None:
            return None
        where = Place(f"{self._shown}/{Path(name).as_posix()}" if self._shown else name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = tree.place_of(data[: error.start].decode("utf-8-sig"), where.file)
            hint = "save the file as UTF-8"
            self._problems.append(problem("file.encoding", at, "this is not UTF-8 text", hint))
            return None
        odd = tree.control_character(text)
        if odd is not None:
            at = tree.place_of(text[:odd], where.file)
            message = f"a character that text can't hold (U+{ord(text[odd]):04X})"
            self._problems.append(problem("file.encoding", at, message, "remove it"))
            return None
        return text, where

    def _bytes(self, name: str, place: Place, endings: tuple[str, ...], limit: int) -> bytes | None:
        """Return what a file holds, within its limit and that of the whole case."""
        path = self._inside(name, place, endings)
        if path is None:
            return None
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= limit else b""
        except OSError as error:
            message = f'"{name}" can\'t be read ({error.strerror})'
            self._problems.append(problem("file.missing", place, message))
            return None
        if size > limit:
            message = f'"{name}" is too large ({size // 1024} KiB)'
            hint = f"keep it under {limit // 1024} KiB"
            self._problems.append(problem("file.size", place, message, hint))
            return None
        self._left -= size
        if self._left < 0:
            message = f"the case's files hold more than {MAX_ALL // 1024 // 1024} MiB together"
            self._problems.append(problem("file.size", place, message, "name fewer of them"))
            return None
        return data

    def _inside(self, name: str, place: Place, endings: tuple[str, ...]) -> Path | None:
        """Resolve a name to a file of the folder."""
        kinds = " or ".join(endings)
        if not name.lower().endswith(endings):
            message = f'"{name[:80]}" is not a {kinds} file'
            self._problems.append(problem("file.kind", place, message, f"name a {kinds} file"))
            return None
        path = self._folder
        try:
            root = self._folder.resolve()
            path = (root / name).resolve()
            # A way out and in again holds only as long as the folder keeps its name.
            within = os.path.normpath(name)
            inside = path.is_relative_to(root) and not Path(name).is_absolute() and not within.startswith("..")
            there = inside and path.is_file()
        except (OSError, ValueError, RuntimeError):
            inside, there = True, False
        if not inside:
            message = f'"{name[:80]}" is outside the scenario\'s folder'
            hint = "keep a scenario's files beside its scenario.yaml"
            self._problems.append(problem("file.outside", place, message, hint))
            return None
        if not there:
            known = self._names(endings)
            close = did_you_mean(name.replace("\\", "/"), [each for each in known if each != name])
            hint = f'did you mean "{close}"?' if close else "paths are relative to the YAML file"
            message = f'there is no file "{name[:80]}"'
            if name in known:
                message, hint = f'"{name[:80]}" is not a file that can be read', "put the file itself there, not a link"
            self._problems.append(problem("file.missing", place, message, hint))
            return None
        return path

    def _names(self, endings: tuple[str, ...]) -> list[str]:
        """List the folder's files, for a suggestion; only the first ones of a large folder."""
        if self._known_names is None:
            names: list[str] = []
            for looked_at, (root, folders, files) in enumerate(os.walk(self._folder)):
                folders.sort()
                names += [(Path(root) / each).relative_to(self._folder).as_posix() for each in sorted(files)]
                if looked_at > 50 or len(names) > 500:
                    break
            self._known_names = names
        return [name for name in self._known_names if name.lower().endswith(endings)]


def _other_separator(header: list[str]) -> str:
    """Name what separates the cells if it isn't commas, as spreadsheets of many countries write it."""
    if len(header) > 1:
        return ""
    return "semicolons" if ";" in header[0] else "tabs" if "\t" in header[0] else ""


def _cell(text: str) -> str | float:
    """Read a cell: a number if it is one to everybody, else text."""
    stripped = text.strip()
    if _CELL_NUMBER.match(stripped):
        number = float(stripped)
        if math.isfinite(number):
            return number
    return stripped
