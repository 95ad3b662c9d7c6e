"""Reads a scenario: a folder with ``scenario.yaml`` and its files becomes the model, or a list of problems.

Rules:
- One walk over the YAML tree, led by the types of ``model``: whatever the model declares is read, nothing else is.
- Everything that is wrong is found in one run; each problem has its place, and a word that was nearly right a hint.
- No file makes this raise anything but ``ScenarioProblems``, however broken the file is.
- Three passes: shape and figures (here), ids and phrases (``references``), what the parts say together (``sense``,
  ``readable``).
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from practicum.scenario import tree
from practicum.scenario.assets import Assets
from practicum.scenario.findings import Findings
from practicum.scenario.model import Scenario
from practicum.scenario.named import OF_THE_NAME, check_named
from practicum.scenario.problems import Place, Problem, ScenarioProblems, in_order, problem
from practicum.scenario.readable import check_exhibits
from practicum.scenario.references import Names, check_mentions
from practicum.scenario.sense import check_sense
from practicum.scenario.versions import brought_up
from practicum.scenario.walk import Walk

FILE = "scenario.yaml"

Part: TypeAlias = tuple[str | int, ...]


class Reading(msgspec.Struct, frozen=True):
    """A scenario as it was read: the model unless it has errors, every problem, where each part stands, its bytes."""

    scenario: Scenario | None
    problems: list[Problem]
    places: dict[Part, Place]
    start: Place
    data: bytes = b""


def load(path: Path | str) -> Scenario:
    """Load a scenario's folder or its YAML file; raise ``ScenarioProblems`` if it has errors."""
    scenario, problems = read(path)
    if scenario is None:
        raise ScenarioProblems(problems)
    return scenario


def read(path: Path | str) -> tuple[Scenario | None, list[Problem]]:
    """Read a scenario's folder or its YAML file: the scenario unless it has errors, and every problem."""
    reading = read_whole(path)
    return reading.scenario, reading.problems


def read_whole(path: Path | str) -> Reading:
    """Read a scenario's folder or its YAML file, and keep the places of its parts."""
    opened = _open(Path(path))
    if isinstance(opened, Problem):
        return Reading(None, [opened], {}, opened.place)
    return reading_of(*opened)


def alone(path: Path | str) -> tuple[Scenario | None, list[Problem]]:
    """Read a scenario's folder or its YAML file without its translations."""
    opened = _open(Path(path))
    if isinstance(opened, Problem):
        return None, [opened]
    reading = reading_of(*opened, translations=False)
    return reading.scenario, reading.problems


def translation_named(path: Path | str, language: str) -> str | None:
    """Tell which file a readable scenario names for a language."""
    opened = _open(Path(path))
    root = None if isinstance(opened, Problem) else tree.parse(opened[0], opened[2])[0]
    named = root.get("translations") if isinstance(root, tree.Mapping) else None
    file = named.get(language) if isinstance(named, tree.Mapping) else None
    return file.text.strip() if isinstance(file, tree.Scalar) and file.text.strip() else None


def names_in(path: Path | str) -> Names:
    """Give what a readable scenario defines and where, for texts beside its file that name its parts."""
    opened = _open(Path(path))
    root = None if isinstance(opened, Problem) else tree.parse(opened[0], opened[2])[0]
    current = brought_up(root, []) if isinstance(root, tree.Mapping) else None
    return Names.of(current or tree.Mapping((), Place(str(path))))


def _open(given: Path) -> tuple[bytes, Path, str, str] | Problem:
    """Read a scenario's bytes: them, their folder, the file as it is shown, and the scenario's name."""
    try:
        file = given / FILE if given.is_dir() else given
        folder = file.parent
        shown = file.as_posix()
        if not file.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        with file.open("rb") as opened:
            data = opened.read(tree.MAX_BYTES + 1)
        # A link is a name of its own: two links on a shelf that lead to folders called alike are two cases.
        name = Path(os.path.abspath(folder)).name  # noqa: PTH100 - resolve would follow links
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is not a path"
        hint = f"give the folder that holds {FILE}"
        shown = given.as_posix()
        return problem("file.missing", Place(shown), f"can't be read ({said})", hint)
    return data, folder, shown, name


def read_text(data: bytes, folder: Path, shown: str, name: str) -> tuple[Scenario | None, list[Problem]]:
    """Read a scenario from the bytes of its YAML; its files are in ``folder``."""
    reading = reading_of(data, folder, shown, name)
    return reading.scenario, reading.problems


def reading_of(data: bytes, folder: Path, shown: str, name: str, *, translations: bool = True) -> Reading:
    """Read a scenario from the bytes of its YAML, and keep the places of its parts."""
    root, problems = tree.parse(data, shown)
    parent = Path(shown).parent.as_posix()
    beside = "" if parent == "." else parent
    if root is None:
        problems += _wrong_beside(data, folder, shown, beside)
        return Reading(None, in_order(problems), {}, Place(shown), data)
    if not isinstance(root, tree.Mapping):
        hint = "start with: practicum: 1"
        message = "a scenario is a map of names and values"
        problems.append(problem("type.wrong", root.place, message, hint))
        return Reading(None, in_order(problems), {}, root.place, data)
    current = brought_up(root, problems)
    if current is None:
        return Reading(None, in_order(problems), {}, root.place, data)
    root = current
    if not translations:
        root = tree.Mapping(tuple(each for each in root.entries if each.key.text != "translations"), root.place)
    assets = Assets(folder, beside, problems)
    walk = Walk(problems, assets)
    plain = walk.scenario(root)
    names = Names.of(root)
    check_mentions(walk.mentions, names, problems)
    findings = Findings(plain, walk.places, problems, root.place)
    check_sense(findings)
    check_exhibits(findings)
    scenario = _build(plain, name, root.place, problems)
    return Reading(scenario, in_order(problems), walk.places, root.place, data)


def _wrong_beside(data: bytes, folder: Path, shown: str, beside: str) -> list[Problem]:
    """Find what is wrong in the files that a text names which is no tree."""
    problems: list[Problem] = []
    if len(data) <= tree.MAX_BYTES:
        check_named(data.decode("utf-8-sig", "replace"), shown, Assets(folder, beside, problems))
    return [each for each in problems if each.rule not in OF_THE_NAME]


def _build(plain: dict[str, Any], name: str, place: Place, problems: list[Problem]) -> Scenario | None:
    """Make the model, if nothing is wrong."""
    if any(each.severity == "error" for each in problems):
        return None
    try:
        return msgspec.convert({**plain, "id": name}, Scenario)
    except msgspec.ValidationError as error:
        # The walk let something through that the model refuses: a gap in the walk, yet no traceback for an author.
        problems.append(problem("type.wrong", place, str(error)[:200]))
        return None
