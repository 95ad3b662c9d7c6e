"""docs/data.md tells the truth: every text that people type has its row, and so has every table of the exports."""

from pathlib import Path

import msgspec
import pytest
from msgspec.inspect import StrType, UnionType

from practicum.keeping import FORMATS
from practicum.rules.forget import NOTHING, Person, without_in_move
from practicum.rules.moves import MOVES
from practicum.web.export_tables import TITLES

DOCUMENT = (Path(__file__).parents[1] / "docs/data.md").read_text("utf-8")
MARKER = "a marker"


def is_text(kind: msgspec.inspect.Type) -> bool:
    """Say whether a field is typed by people: text that is neither an id nor one of a few words."""
    if isinstance(kind, UnionType):
        return any(is_text(one) for one in kind.types)
    return isinstance(kind, StrType) and kind.pattern is None


TYPED = sorted(
    (do, field.encode_name)
    for do, spec in MOVES.items()
    if not spec.actors & {"host", "timekeeper"} or do == "seat.join"
    for field in msgspec.inspect.type_info(spec.type).fields  # type: ignore[attr-defined]
    if is_text(field.type) and field.encode_name != "token_hash"
)


def rows() -> dict[tuple[str, str], str]:
    """Read what becomes of each text."""
    found = {}
    for line in DOCUMENT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            for do, field in TYPED:
                if f"`{do}` {field}" in cells[0]:
                    found[do, field] = cells[2]
    return found


@pytest.mark.parametrize("do, field", TYPED)
def test_every_text_that_people_type_goes_or_stays_as_is_said(do: str, field: str) -> None:
    """A new text has to be decided on, and written down."""
    said = rows()[do, field]
    person = Person("p1", frozenset())
    seat = {"seat": "p1"} if do.startswith("seat.") else {}
    by = None if do == "seat.join" else "f0" if do == "seat.rename" else "p1"
    told = without_in_move(do, {**seat, field: MARKER}, by, {}, person, None)
    assert said.split(",")[0].split(";")[0] == ("stays" if told[field] == MARKER else "goes")
    assert told[field] in (MARKER, "", NOTHING, "A removed person")


def test_every_table_and_every_format_is_told() -> None:
    """By the names that files and sheets have."""
    assert [name for name in (*TITLES, *FORMATS) if f"`{name}`" not in DOCUMENT] == []
