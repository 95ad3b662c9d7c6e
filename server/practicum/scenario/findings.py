"""What the later passes work on: a scenario's plain values with holes, where each stands, and what was found.

Rules:
- A place that was not written is named by the nearest part around it that was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practicum.scenario.problems import Place, Problem, Severity, problem

Path = tuple[str | int, ...]


class Findings:
    """One scenario as read so far, and the problems to add to."""

    def __init__(
        self, plain: dict[str, Any], places: Mapping[Path, Place], problems: list[Problem], start: Place
    ) -> None:
        self.plain = plain
        self.problems = problems
        self._places = places
        self._start = start

    def part(self, name: str) -> dict[str, Any]:
        """Return one map of the scenario; empty if it could not be read."""
        found = self.plain.get(name)
        return found if isinstance(found, dict) else {}

    def written(self, path: Path) -> bool:
        """Tell whether the author wrote this part, right or wrong."""
        return path in self._places

    def wrong(self, rule: str, path: Path, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Add a problem at a part."""
        at = path
        while at and at not in self._places:
            at = at[:-1]
        self.problems.append(problem(rule, self._places.get(at, self._start), message, hint, severity))


def on_a_cycle(edges: Mapping[str, list[str]]) -> list[str]:
    """List the names from which following the edges leads back, in order; no recursion."""
    found: list[str] = []
    if len(edges) > 1_000:
        return found  # refused for its size
    for start in edges:
        seen: set[str] = set()
        todo = list(edges[start])
        while todo:
            at = todo.pop()
            if at == start:
                found.append(start)
                break
            if at not in seen:
                seen.add(at)
                todo.extend(edges.get(at, ()))
    return found
