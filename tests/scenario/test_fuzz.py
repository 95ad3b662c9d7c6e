"""Whatever is done to a scenario's text, the loader answers with problems, never with another exception."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from practicum.scenario.model import Scenario
from practicum.scenario.pinned import pin, unpin
from practicum.scenario.problems import Problem
from practicum.scenario.read import FILE, read_text
from tests.scenario.small import CASE, SCENARIOS

ALDER = (SCENARIOS / "alder-mutual" / FILE).read_bytes()
PIECES = [
    *"yes off 1e3 12:30 -1 170 99999999999999999999 null ~ \"\" '' | > { } [ ] # *a . /".split(),
    *["? ", "- ", ": ", ", ", "&a ", "!!str ", "<<: *a", "---\n", "...\n", "%YAML 1.1\n", "\t", "\n", "\r", " "],
    *["\x00", "\x85", "\u2028", "\ufeff", "é", "\U0001f600", '"\\ud800"', '"\\0"'],
    *["../../etc/passwd.md", "x.csv", "x.md", "start", "after D2", "ask qa.errors", "inject release"],
    *["month 13", "brief + -1 min", "workshop@99", "within 5 % of best"],
]


def answers(data: bytes) -> None:
    """Read a text and hold what is promised of every answer."""
    scenario, problems = read_text(data, SCENARIOS / "alder-mutual", "scenario.yaml", "fuzzed")
    assert all(isinstance(each, Problem) and each.line >= 1 and each.column >= 1 for each in problems)
    assert (scenario is None) == any(each.severity == "error" for each in problems)
    if isinstance(scenario, Scenario):
        assert unpin(pin(scenario)) == scenario


edit = st.tuples(st.integers(0, 40_000), st.integers(0, 60), st.sampled_from(PIECES) | st.text(max_size=6))
edits = st.lists(edit, min_size=1, max_size=6)


def apply(text: str, changes: list[tuple[int, int, str]]) -> str:
    """Replace, at each place, so many characters by a piece."""
    for at, length, piece in changes:
        start = at % (len(text) + 1)
        text = text[:start] + piece + text[start + length :]
    return text


@settings(max_examples=250, derandomize=True, deadline=None)
@given(edits)
def test_an_edited_small_case_is_answered(changes: list[tuple[int, int, str]]) -> None:
    """Pieces put anywhere, text taken out anywhere."""
    answers(apply(CASE, changes).encode("utf-8", "surrogatepass"))


@settings(max_examples=25, derandomize=True, deadline=None)
@given(edits)
def test_an_edited_shipped_case_is_answered(changes: list[tuple[int, int, str]]) -> None:
    """The same with a case of full size."""
    answers(apply(ALDER.decode(), changes).encode("utf-8", "surrogatepass"))


VALUES = [found.span() for found in re.finditer(r"(?<=[:{\[,] )[^\s,{}\[\]]+", CASE)]
ODD = [
    *["", "x", "0", "-1", "1", "7.5", "1000000", "99 %", "yes", "[]", "{}", "[a]", "{a: 1}", "[[1], {b: [2]}]", "''"],
    *["start", "after D1", "after D2", "ask picker.pay", "printer", "labels", "returns", "D1", "rain", "by hand"],
    *["chart", "learning", "reaction", "results", "interview", "up", "+3", "52 weeks", "999 weeks", "scenario.yaml"],
]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(ODD)), min_size=1, max_size=4))
def test_odd_values_at_the_right_places_are_answered(changes: list[tuple[tuple[int, int], str]]) -> None:
    """Sound YAML in which figures, ids and phrases are those of another place."""
    text = CASE
    for (start, end), odd in sorted(dict(changes).items(), reverse=True):
        text = text[:start] + odd + text[end:]
    answers(text.encode())


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.integers(0, len(CASE.split("\n")) - 1), st.integers(0, len(CASE.split("\n")) - 1), st.integers(0, 3))
def test_moved_lines_are_answered(source: int, target: int, indent: int) -> None:
    """A line of the case at another place, at another depth."""
    lines = CASE.split("\n")
    lines.insert(target, "  " * indent + lines.pop(source).strip())
    answers("\n".join(lines).encode())


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.binary(max_size=300))
@example(b"%TAG ! tag:x,2000:\n---\na: !x 1\n")
@example(b"a: !<\xff> b")
@example(b"? - a\n: b\n")
@example(b"{[]: 1}")
@example(b"\xff\xfea\x00")
def test_any_bytes_are_answered(data: bytes) -> None:
    """Also bytes that never were a scenario."""
    answers(data)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(alphabet="ab:-?,[]{}#&*!|>'\"%@` \n\t~0.", max_size=80))
def test_any_tangle_of_yaml_is_answered(text: str) -> None:
    """The characters that mean something, in any order."""
    answers(text.encode())
