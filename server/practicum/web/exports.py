"""The formats that a session is exported in over HTTP: what each is called, and who writes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import msgspec

from practicum.live.log import Logged
from practicum.live.state import State
from practicum.rules.audience import Viewer
from practicum.web.export import export_json
from practicum.web.export_sheets import export_csv, export_xlsx

Write = Callable[[str, AsyncIterator[Logged], State, Viewer], AsyncIterator[bytes]]


class Export(msgspec.Struct, frozen=True):
    """One format."""

    write: Write
    ending: str
    media_type: str


EXPORTS: dict[str, Export] = {
    "json": Export(export_json, "json", "application/json"),
    "csv": Export(export_csv, "zip", "application/zip"),
    "xlsx": Export(export_xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
