"""Whatever is in a case's files, ``practicum check`` answers: problems with places in each form, never a traceback."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.checking import Checked, check
from practicum.lint.families import FAMILIES
from practicum.lint.sarif import as_sarif
from practicum.lint.source import Sources
from practicum.lint.text import as_text
from practicum.scenario.problems import as_json
from practicum.scenario.read import FILE
from tests import soaking
from tests.lint.pages import base, guide
from tests.scenario.small import SCENARIOS

MINUTES = soaking.MINUTES / 12
QUICK = ("reach",)
PIECES = [
    b"\0",
    b"\xff",
    b"\xc3",
    b"\n",
    b"\r",
    b"\t",
    b'"',
    b"'",
    b",",
    b"#",
    b": ",
    b"- ",
    b"{",
    b"]",
    b"&a ",
    b"|\n",
]
PIECES += [
    b"# practicum: allow ",
    b"# practicum: allow sense.time, reach.x",
    "\u2028\u202e界é".encode(),
    b"9" * 60,
    b"%",
]
GUIDE = "\n".join(guide("yaml"))
VALUES = [found.span() for found in re.finditer(r"(?<=[:{\[,] )[^\s,{}\[\]|#][^\s,{}\[\]#]*", GUIDE)]
ODD = [
    *[
        "0",
        "1",
        "-1",
        "0.5",
        "7",
        "52",
        "1_000_000",
        "100 %",
        "0 %",
        "99 weeks",
        "51 weeks",
        "0 h",
        "24 h",
        "0 min",
        "90",
    ],
    *[
        "true",
        "false",
        "x",
        "labels",
        "routes",
        "care",
        "returns",
        "printers",
        "course",
        "huddle",
        "D1",
        "O1",
        "X1",
        "rain",
    ],
    *[
        "start",
        "after D1",
        "after O1",
        "after X1",
        "ask picker.day",
        "ask picker.pay",
        "inject rain",
        "by hand",
        "month 1",
    ],
    *["design + 5 min", "debrief + 0 min", "week 51", "planned course", "after D1", "up", "down", "chart", "learning"],
    *[
        "results",
        "behaviour",
        "activity",
        "expert",
        "random",
        "intended",
        "nothing",
        "sponsor_asks",
        '"< 15 %"',
        "[]",
        "{}",
    ],
]

edits = st.lists(
    st.tuples(st.integers(0, 2**30), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=4)),
    min_size=1,
    max_size=4,
)
oddities = st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(ODD)), min_size=1, max_size=3)


def held(checked: Checked) -> None:
    """Write a check in every form and hold what is promised of it."""
    sources = Sources()
    sources.know(checked.reading.start.file, checked.reading.data)
    assert all(each.line >= 1 and each.column >= 1 and each.message for each in checked.problems)
    text = as_text(checked.problems, sources, cases=1, allowed=len(checked.allowed))
    assert text.replace("\n", "").isprintable()
    json.dumps([as_json(checked.problems), as_sarif(checked.problems, checked.allowed, sources, "0")])


def edited(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Replace, at each place, so many bytes by a piece."""
    for at, length, piece in changes:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + length :]
    return data


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The cases that ship, where they may be changed."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(SCENARIOS, folder, dirs_exist_ok=True)
    return {each.name: each for each in folder.iterdir() if each.is_dir()}


def files(folder: Path) -> list[Path]:
    """The files that a case reads, its YAML among every other five."""
    beside = sorted(each for each in folder.rglob("*") if each.suffix in {".md", ".csv", ".po"})
    return [each for n, one in enumerate(beside) for each in ([one, folder / FILE] if n % 4 == 0 else [one])]


def try_bytes(
    copies: dict[str, Path], which: int, changes: list[tuple[int, int, bytes]], families: tuple[str, ...]
) -> None:
    """Change one file of one case, check it, and put the file back."""
    folder = copies[sorted(copies)[which % len(copies)]]
    file = files(folder)[which // len(copies) % len(files(folder))]
    before = file.read_bytes()
    file.write_bytes(edited(before, changes))
    try:
        held(check(folder, families))
    finally:
        file.write_bytes(before)


def try_values(folder: Path, changes: list[tuple[tuple[int, int], str]], families: tuple[str, ...]) -> bool:
    """Put odd values into the guide's case, check it, and tell whether it loaded."""
    text = GUIDE
    for (start, end), odd in sorted(dict(changes).items(), reverse=True):
        text = text[:start] + odd + text[end:]
    base(folder)
    (folder / FILE).write_text(text, "utf-8")
    checked = check(folder, families)
    held(checked)
    return checked.reading.scenario is not None


@settings(max_examples=25, derandomize=True, deadline=None)
@given(which=st.integers(0, 2**20), changes=edits)
def test_a_case_with_changed_bytes_is_answered(
    copies: dict[str, Path], which: int, changes: list[tuple[int, int, bytes]]
) -> None:
    """In its YAML, or in any of the texts, tables and translations beside it."""
    try_bytes(copies, which, changes, QUICK)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(changes=oddities)
def test_a_case_with_odd_values_is_judged(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[int, int], str]]
) -> None:
    """What loads is looked at by every rule, however odd its figures are."""
    try_values(tmp_path_factory.mktemp("odd"), changes, tuple(FAMILIES))


@pytest.mark.soak(minutes=MINUTES)
def test_many_cases_with_changed_bytes_and_odd_values_are_answered(
    copies: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same for minutes, with a seed that is told when it fails."""
    tried = loaded = 0
    for seed in soaking.seeds_for(MINUTES):
        by = random.Random(seed)
        try:
            changes = [(by.randrange(2**30), by.randrange(40), by.choice(PIECES)) for _ in range(by.randrange(1, 5))]
            try_bytes(copies, by.randrange(2**20), changes, tuple(FAMILIES))
            odd = [(by.choice(VALUES), by.choice(ODD)) for _ in range(by.randrange(1, 4))]
            loaded += try_values(tmp_path, odd, tuple(FAMILIES))
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        tried += 1
    assert loaded > tried / 20 - 5  # of a few, none may load
    with capsys.disabled():
        print(f"{2 * tried} cases tried")  # noqa: T201
