"""The lines of a case's files as they are shown under a problem, and how wide they are on a terminal.

Rules:
- A line is what the readers of YAML and CSV count as one, so that a place finds its line.
- A tab is four columns, a wide character two, a mark over a letter none; what can't be shown is replaced.
- A long line is cut around what is underlined.
- A file that can't be read has no lines; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, takewhile
from pathlib import Path

import msgspec

from practicum.scenario.problems import Place

MOST = 110  # columns of a line that are shown
BEFORE = 40  # of them, before what is underlined, when the line is cut there
MAX_BYTES = 512 * 1024

_YAML_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")
_BREAK = re.compile("\r\n|[\r\n]")
_UNSHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # they break lines, turn the direction of writing, or move the cursor


class Excerpt(msgspec.Struct, frozen=True):
    """A line as it is shown, and what underlines it."""

    line: str
    underline: str


class Sources:
    """Files that problems are in, each read once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def know(self, file: str, data: bytes) -> None:
        """Keep the text of a file as it was checked."""
        self._lines[file] = _cut(data, file)

    def line(self, place: Place) -> str | None:
        """Give the line at a place."""
        if place.file not in self._lines:
            self._lines[place.file] = _cut(_read(place.file), place.file)
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else None

    def end(self, place: Place) -> int:
        """Tell the column after the last character of what stands at a place."""
        if place.length:
            return place.column + place.length
        line = self.line(place) or ""
        return max(place.column, len(line.rstrip())) + 1

    def excerpt(self, place: Place) -> Excerpt | None:
        """Show the line at a place with what stands there underlined; none of an empty line."""
        line = self.line(place)
        if line is None or not line.strip():
            return None
        first = min(place.column - 1, len(line.rstrip()) - 1)
        last = max(first + 1, min(self.end(place) - 1, len(line.rstrip())))
        cells = [shown(each) for each in line.rstrip()]
        begin, stop = _window(cells, first, last)
        before = sum(map(width, cells[begin:first])) + (begin > 0)
        marked = sum(map(width, cells[first : min(last, stop)]))
        text = f"{'…' if begin else ''}{''.join(cells[begin:stop])}{'…' if stop < len(cells) else ''}"
        return Excerpt(text, f"{' ' * before}^{'~' * (marked - 1)}")


def shown(character: str) -> str:
    """Give a character as a terminal can show it."""
    if character == "\t":
        return "    "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _UNSHOWN else character


def plain(text: str) -> str:
    """Give a text without what could move a terminal's cursor."""
    return text if text.isprintable() else "".join(shown(each) for each in text)


def width(cell: str) -> int:
    """Tell how many columns a character takes as it is shown."""
    if len(cell) > 1:
        return len(cell)
    if unicodedata.category(cell) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(cell) in {"W", "F"} else 1


def _window(cells: list[str], first: int, last: int) -> tuple[int, int]:
    """Choose which characters of a line are shown: all, or some around what is underlined."""
    if sum(map(width, cells)) <= MOST:
        return 0, len(cells)
    if sum(map(width, cells[:last])) < MOST:
        return 0, _fitting(cells, MOST - 1)
    begin = first - _fitting(cells[:first][::-1], BEFORE)
    stop = begin + _fitting(cells[begin:], MOST - 2)
    if stop == len(cells):
        begin = stop - _fitting(cells[::-1], MOST - 1)
    return begin, max(stop, first + 1)


def _fitting(cells: list[str], room: int) -> int:
    """Tell how many characters fit into so many columns."""
    taken = accumulate(map(width, cells))
    return sum(1 for _ in takewhile(lambda columns: columns <= room, taken))


def _cut(data: bytes, file: str) -> list[str]:
    text = data.decode("utf-8-sig", "replace")
    return (_YAML_BREAK if file.endswith((".yaml", ".yml")) else _BREAK).split(text)


def _read(file: str) -> bytes:
    path = Path(file)
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES)
    except (OSError, ValueError):
        return b""
