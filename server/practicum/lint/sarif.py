"""What ``practicum check`` says to tools that review code: SARIF 2.1.0.

Rules:
- Columns count characters; a region ends where the word ends that is meant.
- Every rule that is named is described, with the section of the documentation that shows it wrong and right.
- What an author allowed is there as suppressed, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from practicum.lint.book import About, every_rule, pages, written
from practicum.lint.source import Sources
from practicum.lint.suppress import Allowed, can_be_allowed
from practicum.scenario.problems import Place, Problem


def as_sarif(problems: Sequence[Problem], allowed: Sequence[Allowed], sources: Sources, version: str) -> dict[str, Any]:
    """Write everything that was found."""
    named = {each.rule for each in problems} | {each.problem.rule for each in allowed}
    rules = [about for id, about in sorted(every_rule().items()) if id in named]
    index = {about.id: number for number, about in enumerate(rules)}
    results = [_result(each, index, sources) for each in problems]
    for each in allowed:
        suppressions = [{"kind": "inSource", "status": "accepted", "justification": each.reason}]
        results.append({**_result(each.problem, index, sources), "suppressions": suppressions})
    driver = {"name": "practicum check", "version": version, "rules": _described(rules)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _described(rules: Iterable[About]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "shortDescription": {"text": each.title},
            "fullDescription": {"text": f"{each.title[:1].upper()}{each.title[1:]}. {_weight(each)}"},
            "help": {"text": written(each), "markdown": written(each)},
            "helpUri": f"{pages().as_uri()}/{each.section}",
            "defaultConfiguration": {"level": each.severity},
        }
        for each in rules
    ]


def _weight(about: About) -> str:
    if about.severity == "error":
        return "A case with it can't be played."
    if can_be_allowed(about.id):
        return "The case plays, and is weaker for it; a comment with a reason allows it."
    return "The case plays; the comment should be put right."


def _result(each: Problem, index: dict[str, int], sources: Sources) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": each.rule,
        **({"ruleIndex": index[each.rule]} if each.rule in index else {}),
        "level": each.severity,
        "message": {"text": f"{each.message}: {each.hint}" if each.hint else each.message},
        "locations": [_location(each.place, sources)],
    }
    if each.related is not None:
        there = {**_location(each.related.place, sources), "message": {"text": each.related.message}}
        result["relatedLocations"] = [there]
    return result


def _location(place: Place, sources: Sources) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": sources.end(place)}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
