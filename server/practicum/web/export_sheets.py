"""A session's tables as files: a zip of CSV files, or one workbook.

- Both are made from the records as they are when one asks, and from the log up to there, page by page: the log may be
  long. Rows are written by a worker thread, so that the event loop goes on.
- *Complete*: the last thing in each says how many rows every table has and at which position the session stood. A file
  without it is not whole.
- A text that a spreadsheet would take for a formula begins with an apostrophe in CSV; in a workbook every text is
  stored as text. Figures stay figures.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import re
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import IO, Any, cast

import msgspec
import xlsxwriter  # type: ignore[import-untyped]

from practicum.live.log import Logged
from practicum.live.state import State
from practicum.rules.audience import Viewer
from practicum.rules.records import Phase, Session
from practicum.web.export_rows import Cell, Row
from practicum.web.export_tables import MOVES, TITLES, Table, move_row, tables, utc

PAGE = 256
PART = 1 << 16
LONGEST_CELL = 32_767  # of a workbook; Excel's own limit
CUT = " … (cut off here; whole in CSV and JSON)"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Complete(msgspec.Struct, frozen=True):
    """What a whole file holds."""

    session: str
    position: str
    moves: int
    rows: dict[str, int]
    sha256: dict[str, str]


class _Asked:
    """What is exported: the records of one moment, and the log up to it."""

    def __init__(self, session: str, log: AsyncIterator[Logged], state: State, viewer: Viewer) -> None:
        self.session = session
        self.records = state.records.copy()
        self.position = str(state.position)
        self._viewer = viewer
        self._log = log

    async def tables(self) -> list[Table]:
        """Make every table but the moves."""
        return await asyncio.to_thread(tables, self.records, self._viewer)

    async def pages(self) -> AsyncIterator[list[Row]]:
        """Read the moves as rows, page by page, up to the position of the records."""
        page: list[Row] = []
        async for logged in self._log:
            page.append(move_row(logged, self.records))
            last = logged.position == self.position
            if len(page) == PAGE or last:
                yield page
                page = []
            if last:
                return
        if page:
            yield page


# --- CSV


async def export_csv(session: str, log: AsyncIterator[Logged], state: State, viewer: Viewer) -> AsyncIterator[bytes]:
    """Write a zip of CSV files, piece by piece."""
    asked = _Asked(session, log, state, viewer)
    sink = _Sink()
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _readme(asked))
        for table in await asked.tables():
            text = csv_text([table.columns, *table.rows])
            archive.writestr(f"{table.name}.csv", text)
            rows[table.name], hashes[table.name] = len(table.rows), hashlib.sha256(text).hexdigest()
            yield sink.taken()
        hashed, count = hashlib.sha256(), 0
        with archive.open(f"{MOVES.name}.csv", "w", force_zip64=True) as member:
            head = csv_text([MOVES.columns])
            member.write(head)
            hashed.update(head)
            async for page in asked.pages():
                text = await asyncio.to_thread(csv_text, page, mark=False)
                member.write(text)
                hashed.update(text)
                count += len(page)
                if piece := sink.taken():
                    yield piece
        rows[MOVES.name], hashes[MOVES.name] = count, hashed.hexdigest()
        complete = Complete(session, asked.position, count, rows, hashes)
        archive.writestr("complete.json", msgspec.json.format(msgspec.json.encode(complete), indent=1))
    yield sink.taken()


def csv_text(rows: Iterable[Row], *, mark: bool = True) -> bytes:
    """Write rows as CSV that spreadsheets read: UTF-8, marked as such at the beginning of a file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str):
        cell = _CONTROL.sub("", cell)
        return f"'{cell}" if _FORMULA.match(cell.lstrip(" \n")) else cell
    return cell


class _Sink:
    """Takes what an archive writes until somebody fetches it; it can't be gone back in."""

    def __init__(self) -> None:
        self._parts = bytearray()

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self._parts += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """Give what there is."""
        taken = bytes(self._parts)
        self._parts.clear()
        return taken


def _readme(asked: _Asked) -> str:
    session = asked.records.the("session", Session)
    files = "\n".join(f"{name}.csv — {title}" for name, title in TITLES.items())
    return (
        f"{session.name}\n\n"
        f"Session {asked.session} of the case {session.scenario}, opened {utc(session.opened_at)} UTC.\n"
        f"It stood in the phase {asked.records.the('phase', Phase).phase}, at position {asked.position}.\n\n"
        f"{files}\n\n"
        "complete.json comes last. It says how many rows each file has, and the SHA-256 of each file.\n"
        "An archive without it is not whole: export again.\n\n"
        "Money is in the case's currency. A session minute is a minute of the session's clock, which pauses.\n"
        "A text that a spreadsheet would take for a formula begins with an apostrophe.\n"
    )


# --- a workbook


async def export_xlsx(session: str, log: AsyncIterator[Logged], state: State, viewer: Viewer) -> AsyncIterator[bytes]:
    """Write a workbook with a sheet for each table; it is built on disk, then sent."""
    asked = _Asked(session, log, state, viewer)
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        path = Path(folder) / "session.xlsx"
        book = _Book(path)
        rows: dict[str, int] = {}
        for table in await asked.tables():
            await asyncio.to_thread(book.sheet, table)
            rows[table.name] = len(table.rows)
        book.begin(MOVES)
        rows[MOVES.name] = 0
        async for page in asked.pages():
            await asyncio.to_thread(book.add, page)
            rows[MOVES.name] += len(page)
        check: list[Row] = [("session", session), ("position", asked.position), *rows.items()]
        check += [("texts cut off", book.cut)]
        await asyncio.to_thread(book.sheet, Table("complete", "Whole", ("table", "rows"), tuple(check)))
        await asyncio.to_thread(book.close)
        with path.open("rb") as file:
            while part := file.read(PART):
                yield part


class _Book:
    """A workbook that is written row by row, in order, and kept on disk meanwhile."""

    def __init__(self, path: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(path.parent)})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._sheet: Any = None
        self._row = 0
        self.cut = 0

    def sheet(self, table: Table) -> None:
        """Write a whole table."""
        self.begin(table)
        self.add(table.rows)

    def begin(self, table: Table) -> None:
        """Begin a sheet with its head."""
        self._sheet = self._book.add_worksheet(table.name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(table.columns) - 1, 18)
        for column, head in enumerate(table.columns):
            self._sheet.write_string(0, column, head, self._head)
        self._row = 1

    def add(self, rows: Iterable[Row]) -> None:
        """Write further rows."""
        for row in rows:
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    if cell:
                        self._sheet.write_string(self._row, column, self._fitting(cell))
                elif cell is not None:
                    self._sheet.write_number(self._row, column, cell)
            self._row += 1

    def _fitting(self, text: str) -> str:
        text = _CONTROL.sub("", text)
        if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
            return text
        self.cut += 1
        # In halves: a letter beyond the first plane counts twice.
        return text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT

    def close(self) -> None:
        """Finish the file."""
        self._book.close()
