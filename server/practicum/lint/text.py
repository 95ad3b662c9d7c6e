"""What ``practicum check`` says to a person: each problem with its line, what is meant underlined, and a count.

Rules:
- The first line of a problem is ``file:line:column: message [rule]``, which editors understand.
- Colours only repeat what the words say. Nothing that a case holds can move the terminal's cursor.
"""

from __future__ import annotations

from collections.abc import Sequence

from practicum.lint.source import Sources, plain
from practicum.scenario.problems import Place, Problem

_COLOURS = {"place": "1", "error": "1;31", "warning": "1;33", "rule": "2", "gutter": "2", "mark": "1;32", "hint": "36"}


class _Pen:
    """Writes words in colours, or without."""

    def __init__(self, *, colours: bool) -> None:
        self._colours = colours

    def __call__(self, colour: str, text: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._colours and text else text


def as_text(problems: Sequence[Problem], sources: Sources, *, cases: int, allowed: int, colours: bool = False) -> str:
    """Write all problems, and how many there are."""
    pen = _Pen(colours=colours)
    blocks = [_block(each, sources, pen) for each in problems]
    return "\n\n".join([*blocks, count(problems, cases, allowed)])


def count(problems: Sequence[Problem], cases: int, allowed: int = 0) -> str:
    """Say how much is wrong."""
    warnings = sum(each.severity == "warning" for each in problems)
    errors = len(problems) - warnings
    tail = f" ({_many(allowed, 'warning')} allowed)" if allowed else ""
    if not problems:
        return f"Nothing is wrong{'' if cases == 1 else f' with these {cases} cases'}{tail}."
    parts = [_many(errors, "problem")] * (errors > 0) + [_many(warnings, "warning")] * (warnings > 0)
    return f"{' and '.join(parts)} in {_many(cases, 'case')}{tail}."


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _block(each: Problem, sources: Sources, pen: _Pen) -> str:
    """Write one problem: what is wrong, its line, its cure, and the second place."""
    related = each.related
    gutter = len(str(max(each.line, related.place.line if related else 0)))
    warning = "" if each.severity == "error" else pen("warning", "warning: ")
    message = pen(each.severity, plain(each.message)) if not warning else plain(each.message)
    lines = [f"{pen('place', _at(each.place))} {warning}{message} {pen('rule', f'[{each.rule}]')}"]
    lines += _excerpt(each.place, sources, gutter, pen)
    if each.hint:
        lines.append(f"{' ' * gutter} {pen('gutter', '=')} {pen('hint', plain(each.hint))}")
    if related is not None:
        lines.append(f"{pen('place', _at(related.place))} {plain(related.message)}")
        lines += _excerpt(related.place, sources, gutter, pen)
    return "\n".join(lines)


def _excerpt(place: Place, sources: Sources, gutter: int, pen: _Pen) -> list[str]:
    """Show a line with what is meant underlined; nothing if it can't be shown."""
    excerpt = sources.excerpt(place)
    if excerpt is None:
        return []
    edge = pen("gutter", "|")
    number = pen("gutter", str(place.line).rjust(gutter))
    return [
        f"{' ' * gutter} {edge}",
        f"{number} {edge} {excerpt.line}",
        f"{' ' * gutter} {edge} {pen('mark', excerpt.underline)}",
    ]


def _at(place: Place) -> str:
    return f"{plain(place.file)}:{place.line}:{place.column}:"
