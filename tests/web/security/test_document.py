"""The threat model tells the truth: each threat names what holds it, and that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs/security.md").read_text("utf-8")
THREATS = DOCUMENT[DOCUMENT.index("## Threats") : DOCUMENT.index("## What does not")]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in THREATS.split("\n") if line.startswith("|")][
    2:
]


def named(cell: str) -> list[tuple[str, str]]:
    """Read file and test of each that a cell names; a test without a file is in the file before it."""
    found: list[tuple[str, str]] = []
    for word in re.findall(r"`([^`]+)`", cell):
        file, _, test = word.rpartition("::")
        found.append((file or found[-1][0], test))
    return found


def test_there_are_threats() -> None:
    """The table is read as it was meant."""
    assert len(ROWS) > 25
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_every_threat_is_held_by_a_test_that_is_there(row: list[str]) -> None:
    """One at least; each is a test in the file that is named."""
    tests = named(row[2])
    assert tests
    for file, test in tests:
        text = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^(async )?def {test}\(", text, re.MULTILINE), f"{file} has no {test}"
