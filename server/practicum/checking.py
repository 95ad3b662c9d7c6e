"""``practicum check``, put together: cases read from their folders, what the loader and the linter say, written out.

Rules:
- It composes and decides nothing: what is wrong is found by the loader and by the linter's families.
- A path is a case's folder, its YAML file, or a folder of cases; then each of them is checked, once.
- The linter looks at cases that load; the loader's own problems come first in any case.
- Two cases with one name are told: on a shelf, one would take the other's place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from practicum.lint.case import Case
from practicum.lint.explain import explain, nearest
from practicum.lint.families import FAMILIES, Found, look
from practicum.lint.sarif import as_sarif
from practicum.lint.source import Sources
from practicum.lint.suppress import Allowed, allowances, apply
from practicum.lint.text import as_text
from practicum.scenario.problems import Place, Problem, Related, as_json, in_order, problem
from practicum.scenario.read import FILE, Reading, read_whole
from practicum.scenario.rules import SOMETIMES_WARNINGS
from practicum.scenario.schema import NAME as SCHEMA
from practicum.scenario.shelf import cases_in

REFUSED = 1
UNREADABLE = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants checked, and how they want to be told."""

    paths: tuple[Path, ...]
    format: str = "text"  # text, json or sarif
    strict: bool = False
    colours: bool = False
    version: str = "0"


class Answer(msgspec.Struct, frozen=True):
    """What is said, and the exit code."""

    says: str
    code: int = 0


class Checked(msgspec.Struct, frozen=True):
    """One case: everything that is wrong with it, what its author allowed, and the model if it loads."""

    reading: Reading
    problems: list[Problem]
    allowed: list[Allowed]

    @property
    def unreadable(self) -> bool:
        """Tell whether there was no file to read."""
        return not self.reading.data and any(each.rule == "file.missing" for each in self.problems)


def answer(asked: Asked) -> Answer:
    """Check everything that was asked about."""
    sources = Sources()
    checked = [_known(check(path), sources) for path in every_case(asked.paths)]
    problems = [each for case in checked for each in case.problems] + list(same_names(asked.paths))
    allowed = [each for case in checked for each in case.allowed]
    return Answer(_say(asked, problems, allowed, sources, len(checked)), _code(asked, problems, checked))


def explained(rule: str) -> Answer:
    """Say what a rule is about."""
    says = explain(rule)
    if says is not None:
        return Answer(says)
    close = nearest(rule)
    cure = f'did you mean "{close}"?' if close else "practicum check names rules in brackets, as in [ref.unknown]"
    return Answer(f'Practicum: there is no rule "{rule}": {cure}', UNREADABLE)


def check(path: Path, families: Iterable[str] = tuple(FAMILIES)) -> Checked:
    """Check one case: the loader first, and if it loads, families of the linter."""
    return judge(read_whole(path), families)


def judge(reading: Reading, families: Iterable[str] = tuple(FAMILIES)) -> Checked:
    """Check a case that was read: what the loader found, and if it loads, what families of the linter find."""
    families = tuple(families) if reading.scenario is not None else ()
    here = reading.start.file
    found = [Found(each, frozenset({each.line} if each.file == here else ())) for each in reading.problems]
    if families:
        found += look(Case(reading), families)
    allowing, wrong = allowances(reading.data.decode("utf-8-sig", "replace"), here)
    ran = {rule.id for family in families for rule in FAMILIES[family]}
    judged = ran | SOMETIMES_WARNINGS if reading.scenario is not None else ran
    problems, allowed = apply(found, allowing, judged)
    return Checked(reading, in_order([*problems, *wrong]), allowed)


def every_case(paths: Iterable[Path]) -> list[Path]:
    """Give the cases that paths lead to, each once; a path that leads nowhere stays, to be told."""
    cases: dict[str, Path] = {}
    given = list(paths)
    for path in given:
        if path.name == SCHEMA and len(given) > 1:
            continue  # ``scenarios/*`` names the schema beside the cases as well
        for each in cases_in(path) or [path]:
            cases.setdefault(_place(each), each)
    return list(cases.values())


def same_names(paths: Iterable[Path]) -> Iterator[Problem]:
    """Find cases that would have one id."""
    first: dict[str, Path] = {}
    for path in every_case(paths):
        folder = Path(_place(path))
        if not (folder / FILE).is_file():
            continue
        before = first.setdefault(folder.name, path)
        if before != path:
            message = f'there is another case called "{folder.name[:60]}"'
            hint = "rename one of the two folders: a case is known by its folder's name"
            other = Related(Place(_shown(before)), "the other one is here")
            yield problem("file.name", Place(_shown(path)), message, hint, related=other)


def _place(path: Path) -> str:
    """Name a case's folder in full, links not followed."""
    try:
        folder = path.parent if path.name == FILE else path
        return os.path.abspath(folder)  # noqa: PTH100 - resolve would follow links
    except (OSError, ValueError):
        return str(path)


def _shown(path: Path) -> str:
    return (path if path.name == FILE else path / FILE).as_posix()


def _known(checked: Checked, sources: Sources) -> Checked:
    """Let the lines that are shown be those that were checked."""
    sources.know(checked.reading.start.file, checked.reading.data)
    return checked


def _say(asked: Asked, problems: list[Problem], allowed: list[Allowed], sources: Sources, cases: int) -> str:
    if asked.format == "json":
        return json.dumps(as_json(problems), indent=2, ensure_ascii=False)
    if asked.format == "sarif":
        return json.dumps(as_sarif(problems, allowed, sources, asked.version), indent=2, ensure_ascii=False)
    return as_text(problems, sources, cases=cases, allowed=len(allowed), colours=asked.colours)


def _code(asked: Asked, problems: list[Problem], checked: list[Checked]) -> int:
    if any(each.unreadable for each in checked):
        return UNREADABLE
    return REFUSED if any(asked.strict or each.severity == "error" for each in problems) else 0
