"""The files of a case that a seat may see: pictures and recordings of exhibits.

Rules:
- A file is named after its exhibit and what it is: ``X3.image``, ``D2.recording``. A name is no secret.
- A seat gets a file when it may read the exhibit's record and the exhibit is open there: a participant when the team
  has opened it, observers and raters when any team has. Facilitators get it always.
- What there isn't and what may not be seen yet are answered alike.
"""

from __future__ import annotations

from collections.abc import Callable

from practicum.rules.audience import Viewer, sees
from practicum.rules.records import EvidenceShown, PictureShown, RecordingShown, Team
from practicum.rules.state import Records
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Asset, Scenario
from practicum.scenario.pictures import size_of

_KINDS: dict[str, Callable[[Exhibit], Asset | None]] = {
    "image": lambda exhibit: exhibit.image,
    "recording": lambda exhibit: exhibit.recording,
}


def picture(exhibit: Exhibit) -> PictureShown | None:
    """Say which picture an open exhibit has."""
    if exhibit.image is None:
        return None
    width, height = size_of(exhibit.image) or (None, None)
    return PictureShown(asset=f"{exhibit.tag}.image", media_type=exhibit.image.media_type, width=width, height=height)


def recording(exhibit: Exhibit) -> RecordingShown | None:
    """Say which recording an open exhibit has."""
    if exhibit.recording is None:
        return None
    return RecordingShown(asset=f"{exhibit.tag}.recording", media_type=exhibit.recording.media_type)


def asset_for(records: Records, scenario: Scenario, viewer: Viewer, name: str) -> Asset | None:
    """Give a file to a viewer who may see it now."""
    tag, _, kind = name.rpartition(".")
    exhibit = exhibits(scenario).get(tag)
    if exhibit is None or kind not in _KINDS:
        return None
    if viewer.role != "facilitator" and not _has_open(records, viewer, tag):
        return None
    return _KINDS[kind](exhibit)


def _has_open(records: Records, viewer: Viewer, tag: str) -> bool:
    for team in records.under("team", Team):
        key = f"evidence/{team}/{tag}"
        shown = records.get(key, EvidenceShown) if sees(viewer, key) else None
        if shown is not None and shown.state == "open":
            return True
    return False
