"""The shelf: every scenario of a folder, those that load and what is wrong with the others.

Rules:
- A scenario is a folder that holds a ``scenario.yaml``; other files and hidden folders are passed over.
- One broken scenario takes nothing from the others.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from practicum.scenario.model import Scenario
from practicum.scenario.problems import Problem
from practicum.scenario.read import FILE, read

MAX_SCENARIOS = 200


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """One folder of the shelf; ``scenario`` is None if it has errors."""

    id: str
    path: Path
    scenario: Scenario | None
    problems: tuple[Problem, ...]


def shelf(folder: Path | str) -> list[Shelved]:
    """Read every scenario of a folder, by name; an unreadable folder is an empty shelf."""
    return [_shelved(each) for each in cases_in(Path(folder))]


def cases_in(folder: Path) -> list[Path]:
    """List the cases of a folder of cases, by name; none if it can't be read or is a case itself."""
    try:
        if (folder / FILE).is_file():
            return []
        found = sorted(each for each in folder.iterdir() if not each.name.startswith(".") and (each / FILE).is_file())
    except (OSError, ValueError):
        return []
    return found[:MAX_SCENARIOS]


def _shelved(path: Path) -> Shelved:
    scenario, problems = read(path)
    return Shelved(id=path.name, path=path, scenario=scenario, problems=tuple(problems))
