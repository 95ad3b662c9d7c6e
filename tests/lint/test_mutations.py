"""A mistake in a case that ships is found by the right rule on the right line; ``mutations`` is the table."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from practicum.checking import check
from practicum.lint.case import Case
from practicum.lint.families import lint
from practicum.scenario.problems import Problem
from practicum.scenario.read import FILE, reading_of
from tests.lint.mutations import ALDER, ALONE, KEYS, LINTER, TOGETHER, Mutation
from tests.scenario.small import SCENARIOS

Batch = tuple[Mutation, ...]


def span(mutation: Mutation) -> tuple[int, int]:
    """Where the text stands that a mutation changes."""
    text = (SCENARIOS / mutation.case / FILE).read_text("utf-8")
    assert text.count(mutation.old) == 1, f"{mutation.old!r} is there {text.count(mutation.old)} times"
    start = text.index(mutation.old)
    return start, start + len(mutation.old)


def batches(mutations: list[Mutation]) -> list[Batch]:
    """Put mutations of one case together that touch different places, in the order of their places."""
    made: list[list[tuple[tuple[int, int], Mutation]]] = []
    for each in mutations:
        begin, end = span(each)
        for batch in made:
            free = all(end <= other[0] or begin >= other[1] for other, _ in batch)
            if batch[0][1].case == each.case and free:
                batch.append(((begin, end), each))
                break
        else:
            made.append([((begin, end), each)])
    return [tuple(each for _, each in sorted(batch, key=lambda it: it[0])) for batch in made]


def mutated(batch: Batch) -> tuple[str, list[tuple[str, int]]]:
    """The text of a case with mistakes in it, and the rules and lines that must be found."""
    text = (SCENARIOS / batch[0].case / FILE).read_text("utf-8")
    pieces, at, starts = [], 0, []
    for each in batch:
        begin, end = span(each)
        pieces.append(text[at:begin])
        starts.append(sum(map(len, pieces)))
        pieces.append(each.new)
        at = end
    changed = "".join([*pieces, text[at:]])
    expected = []
    for each, start in zip(batch, starts, strict=True):
        if each.at:
            assert changed.count(each.at) == 1, f"{each.at!r} is there {changed.count(each.at)} times"
        where = changed.index(each.at) if each.at else start
        expected.append((each.rule, changed.count("\n", 0, where) + 1))
    return changed, expected


def found(batch: Batch, data: bytes) -> list[Problem]:
    """What the loader says about a text, and if it loads, the first mistake's family."""
    of = batch[0]
    reading = reading_of(data, SCENARIOS / of.case, FILE, of.case, translations="translation" in of.rule)
    family = of.rule.partition(".")[0]
    linted = lint(Case(reading), [family]) if of in LINTER and reading.scenario is not None else []
    return [*reading.problems, *linted]


ALL = [batch for group in TOGETHER for batch in batches(group)] + [(each,) for each in (*ALONE, *LINTER)]


@pytest.mark.parametrize("batch", ALL, ids=lambda batch: ", ".join(str(each)[:40] for each in batch[:2]))
def test_mistakes_are_found_by_their_rules_on_their_lines(batch: Batch) -> None:
    """Whoever makes one is led to where it was made, and of many, all are told at once."""
    text, expected = mutated(batch)
    told = {(each.rule, each.line) for each in found(batch, text.encode())}
    assert [each for each in expected if each not in told] == []


def test_there_are_more_than_enough() -> None:
    """Of every kind of mistake, and a hundred together."""
    assert sum(map(len, ALL)) > 100


@pytest.mark.parametrize("before, newline", [(b"\xef\xbb\xbf", "\n"), (b"", "\r\n"), (b"\xef\xbb\xbf", "\r\n")])
def test_what_an_editor_adds_moves_no_place(before: bytes, newline: str) -> None:
    """With a byte order mark, with line ends of Windows: the same problems at the same places."""
    batch = batches(KEYS)[0]
    text, _ = mutated(batch)
    assert found(batch, before + text.replace("\n", newline).encode()) == found(batch, text.encode())


def append(name: str, data: bytes) -> Callable[[Path], None]:
    """Write more to the end of a file."""

    def change(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            file.write(data)

    return change


def remove(folder: Path) -> None:
    """Take a file away that the case names."""
    (folder / "evidence" / "stirling.md").unlink()


def lead_out(folder: Path) -> None:
    """Let a text be a link to a file that is not the case's own."""
    (folder.parent / "secret.md").write_text("secret", "utf-8")
    (folder / "evidence" / "stirling.md").unlink()
    (folder / "evidence" / "stirling.md").symlink_to(folder.parent / "secret.md")


def empty(folder: Path) -> None:
    """Let a text have no words."""
    (folder / "evidence" / "stirling.md").write_text("\n", "utf-8")


NAMED = "body: evidence/stirling.md"
BESIDE: dict[str, tuple[Callable[[Path], None], str, str, str]] = {
    "a file is gone": (remove, "file.missing", FILE, NAMED),
    "a link leads out": (lead_out, "file.outside", FILE, NAMED),
    "a text is empty": (empty, "file.empty", "evidence/stirling.md", ""),
    "a text is not UTF-8": (append("evidence/stirling.md", b"caf\xe9"), "file.encoding", "evidence/stirling.md", "caf"),
    "a text is binary": (append("evidence/stirling.md", b"\0"), "file.encoding", "evidence/stirling.md", "\0"),
    "a text is huge": (append("evidence/stirling.md", b"word " * 20_000), "file.size", FILE, NAMED),
    "a row is short": (
        append("evidence/search-days.csv", b"Monday\n"),
        "table.form",
        "evidence/search-days.csv",
        "Monday",
    ),
}


@pytest.mark.parametrize("change, rule, file, at", BESIDE.values(), ids=BESIDE)
def test_a_mistake_in_a_file_is_found_there_or_where_it_is_named(
    tmp_path: Path, change: Callable[[Path], None], rule: str, file: str, at: str
) -> None:
    """A path's mistake is in the YAML, a content's mistake in the file."""
    folder = tmp_path / ALDER
    shutil.copytree(SCENARIOS / ALDER, folder)
    change(folder)
    lines = (folder / file).read_text("utf-8", "replace").splitlines()
    line = max(number for number, each in enumerate(lines, 1) if at in each)
    told = [(each.rule, each.file, each.line) for each in check(folder, ()).problems]
    assert (rule, (folder / file).as_posix(), line) in told
