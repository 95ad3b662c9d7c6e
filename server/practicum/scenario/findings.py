"""What the later passes work on: a scenario's plain values with holes, where each stands, and what was found.

Rules:
- A place that was not written is named by the nearest part around it that was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practicum.scenario.problems import Place, Problem, Related, Severity, problem

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

    def place(self, path: Path) -> Place:
        """Tell where a part stands."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, self._start)

    def wrong(
        self,
        rule: str,
        path: Path,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        related: tuple[Path, str] | None = None,
    ) -> None:
        """Add a problem at a part; ``related`` is a second part that it is about, and what is there."""
        second = Related(self.place(related[0]), related[1]) if related else None
        self.problems.append(problem(rule, self.place(path), message, hint, severity, second))


def way_round(edges: Mapping[str, list[str]], start: str) -> list[str]:
    """Name what lies on a shortest way from a name back to it; nothing if it leads to itself at once."""
    came: dict[str, str] = {}
    todo = [start]
    while todo and start not in came:
        at = todo.pop(0)
        for to in edges.get(at, ()):
            if to not in came:
                came[to] = at
                todo.append(to)
    way: list[str] = []
    at = came.get(start, start)
    while at != start:
        way.insert(0, at)
        at = came[at]
    return way


def by_way_of(way: list[str]) -> str:
    """Say what lies on a way round."""
    shown = [*way[:4], "…"] if len(way) > 4 else way
    return f", by way of {' and '.join(filter(None, [', '.join(shown[:-1]), shown[-1]]))}" if shown else ""


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
