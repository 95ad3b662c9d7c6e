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
from tests.lint.mutations import ALDER, LINTER, LOADER, Mutation
from tests.scenario.small import SCENARIOS


def mutated(mutation: Mutation) -> tuple[str, int]:
    """The text of a case with a mistake in it, and the line where it must be found."""
    text = (SCENARIOS / mutation.case / FILE).read_text("utf-8")
    assert text.count(mutation.old) == 1, f"{mutation.old!r} is there {text.count(mutation.old)} times"
    start = text.index(mutation.old)
    changed = text.replace(mutation.old, mutation.new)
    if mutation.at:
        assert changed.count(mutation.at) == 1, f"{mutation.at!r} is there {changed.count(mutation.at)} times"
        start = changed.index(mutation.at)
    return changed, changed.count("\n", 0, start) + 1


def found(mutation: Mutation, data: bytes) -> list[Problem]:
    """What the loader says about a text, and if it loads, the rule's family."""
    reading = reading_of(data, SCENARIOS / mutation.case, FILE, mutation.case, translations=False)
    family = mutation.rule.partition(".")[0]
    linted = lint(Case(reading), [family]) if mutation in LINTER and reading.scenario is not None else []
    return [*reading.problems, *linted]


@pytest.mark.parametrize("mutation", [*LOADER, *LINTER], ids=str)
def test_a_mistake_is_found_by_its_rule_on_its_line(mutation: Mutation) -> None:
    """Whoever makes it is led to where it was made."""
    text, line = mutated(mutation)
    told = [(each.rule, each.line) for each in found(mutation, text.encode())]
    assert (mutation.rule, line) in told


@pytest.mark.parametrize("before, newline", [(b"\xef\xbb\xbf", "\n"), (b"", "\r\n"), (b"\xef\xbb\xbf", "\r\n")])
@pytest.mark.parametrize("mutation", [each for each in LOADER if each.rule == "key.unknown"], ids=str)
def test_what_an_editor_adds_moves_no_place(mutation: Mutation, before: bytes, newline: str) -> None:
    """With a byte order mark, with line ends of Windows: the same problems at the same places."""
    text, _ = mutated(mutation)
    assert found(mutation, before + text.replace("\n", newline).encode()) == found(mutation, text.encode())


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
