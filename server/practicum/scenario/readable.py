"""Checks what teams read: charts have data and words, tags are free, and everything can be opened some day.

Rules:
- As in ``sense``: values with holes, and what is missing has been named already.
- A chart has its data, a finding and a text alternative, and its series are numbers.
- No exhibit waits for itself, not even by way of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from practicum.scenario.expressions import AfterAnswer, AfterExhibit, parse_unlock
from practicum.scenario.findings import Findings, Path, by_way_of, on_a_cycle, way_round
from practicum.scenario.walk import ID_FORM

TAG = re.compile(r"[A-Za-z]{1,2}\d{1,3}\Z")
ANSWER_TAG = re.compile(r"I\d+\Z")


def check_exhibits(findings: Findings) -> None:
    """Check everything that a team can open."""
    _tags(findings)
    for path, each in _exhibits(findings):
        _chart(findings, path, each)
        _says(findings, path, each)
        empty = not any(findings.written((*path, key)) for key in ("body", "data", "image", "recording"))
        if path[0] == "evidence" and empty:
            findings.wrong("sense.evidence", path, "there is nothing to read", "add body: or data:")
        elif each.get("kind") == "table" and not _has_table(findings, path, each):
            hint = "add data: file.csv, or a table in the body, or say kind: document"
            findings.wrong("sense.evidence", path, "a table needs its data", hint)
        if each.get("kind") == "interview":
            hint = "write it under people: the loader numbers the answers"
            findings.wrong("sense.evidence", (*path, "kind"), "an interview is not written here", hint)
    for path, person, each in _topics(findings):
        _says(findings, path, each)
        _trust(findings, path, person, each)
    _openings(findings)


def _exhibits(findings: Findings) -> Iterator[tuple[Path, dict[str, Any]]]:
    for tag, each in findings.part("evidence").items():
        yield ("evidence", tag), each
    for request, held in findings.part("data_requests").items():
        for cut, each in held.get("cuts", {}).items():
            yield ("data_requests", request, "cuts", cut), each


def _has_table(findings: Findings, path: Path, each: dict[str, Any]) -> bool:
    """Tell whether there is a table to see: a file's, a picture's, or one written in Markdown."""
    written = any(findings.written((*path, key)) for key in ("data", "image"))
    unread = findings.written((*path, "body")) and "body" not in each
    return written or unread or "|" in str(each.get("body", ""))


def _topics(findings: Findings) -> Iterator[tuple[Path, dict[str, Any], dict[str, Any]]]:
    for person, held in findings.part("people").items():
        for topic, each in held.get("topics", {}).items():
            yield ("people", person, "topics", topic), held, each


def _tag(path: Path, each: dict[str, Any]) -> str:
    return str(path[1]) if path[0] == "evidence" else str(each.get("tag", ""))


def _tags(findings: Findings) -> None:
    taken: dict[str, Path] = {}
    for path, each in _exhibits(findings):
        tag = _tag(path, each)
        at = path if path[0] == "evidence" else (*path, "tag")
        if tag in taken and tag:
            related = (taken[tag], "it is this one's")
            findings.wrong("key.duplicate", at, f'the tag "{tag}" is taken', "number them on", related=related)
        if ANSWER_TAG.match(tag):
            hint = "answers of people are numbered I1, I2 and so on; use another letter"
            findings.wrong("sense.evidence", at, f"the tag {tag} is an answer's", hint)
        told = path[0] == "evidence" and not ID_FORM.match(tag)  # as a key that is no id
        if tag and not told and not TAG.match(tag):
            findings.wrong("key.form", at, f'"{tag[:60]}" is not a tag', "write a letter and a number, as in X4")
        taken.setdefault(tag, at)


def _chart(findings: Findings, path: Path, each: dict[str, Any]) -> None:
    has_chart = findings.written((*path, "chart"))
    of_kind = each.get("kind") == "chart"
    if (has_chart or of_kind) and not findings.written((*path, "data")):
        findings.wrong("sense.chart", path, "a chart needs its data", "add data: file.csv")
    if of_kind and not has_chart:
        hint = "add chart: {form: bar, finding: …}"
        findings.wrong("sense.chart", path, "a chart needs its form and its finding", hint)
    if (has_chart or of_kind) and not findings.written((*path, "alt")):
        hint = "add alt: what somebody who can't see it needs to know"
        findings.wrong("sense.chart", path, "a chart needs a text alternative", hint)
    data = each.get("data")
    if has_chart and data is not None:
        _series(findings, (*path, "data"), data)
        if each.get("chart", {}).get("form") == "line" and len(data["rows"]) == 1:
            hint = "add rows, or draw it as form: bar"
            findings.wrong("sense.chart", (*path, "data"), "a line needs two points, and the table has one row", hint)


def _series(findings: Findings, path: Path, data: dict[str, Any]) -> None:
    columns, rows = data["columns"], data["rows"]
    if len(columns) < 2:
        hint = "the first column gives the labels, the others the series"
        findings.wrong("sense.chart", path, "a chart needs two columns", hint)
    for number, name in enumerate(columns[1:], 1):
        words = [row[number] for row in rows if isinstance(row[number], str) and row[number]]
        if words:
            message = f'column "{name[:60]}" of the chart holds text, as in "{words[0][:30]}"'
            findings.wrong("sense.chart", path, message, _as_number(words[0]))


def _as_number(text: str) -> str:
    """Say how what is meant as a number is written in a table."""
    bare = text.strip().removesuffix("%").strip()
    if re.fullmatch(r"[+-]?\d+,\d{1,2}", bare):
        return f"a series is numbers: write {bare.replace(',', '.')}"
    if re.fullmatch(r"[+-]?[\d,_ ]+(\.\d+)?", bare):
        unit = "; the % belongs to the chart's unit" if bare != text.strip() else ""
        return f"a series is numbers: write {re.sub('[,_ ]', '', bare)}{unit}"
    return "a series is numbers; words belong to the first column"


def _says(findings: Findings, path: Path, each: dict[str, Any]) -> None:
    for cause, strength in each.get("says", {}).items():
        if not -2 <= strength <= 2:
            at = (*path, "says", cause)
            findings.wrong("value.range", at, f"says {strength:g} about {cause}", "write -2 to +2")


def _trust(findings: Findings, path: Path, person: dict[str, Any], topic: dict[str, Any]) -> None:
    if not topic.get("trust"):
        return
    if not findings.written((*path[:2], "trusts_after")):
        hint = "add trusts_after: <evidence> to the person"
        findings.wrong("sense.trust", (*path, "trust"), f"{path[1]} never comes to trust anybody", hint)
    if topic.get("unlock", "start") != "start":
        hint = "keep one of the two"
        findings.wrong("sense.trust", (*path, "unlock"), "trust and unlock can't both be given", hint)


def _openings(findings: Findings) -> None:
    """Find what no team can ever open."""
    needs: dict[str, list[str]] = {}
    where: dict[str, Path] = {}
    for path, each in _exhibits(findings):
        name = _tag(path, each)
        where[name] = path
        needs[name] = _needs(each)
    for path, person, each in _topics(findings):
        name = f"{path[1]}.{path[3]}"
        where[name] = path
        needs[name] = _needs(each)
        if each.get("trust") and "trusts_after" in person:
            needs[name].append(str(person["trusts_after"]))
    for name in on_a_cycle(needs):
        way = way_round(needs, name)
        message = f"{name} can never be opened: it waits for itself{by_way_of(way)}"
        related = ((*where[way[0]], "unlock"), f"{way[0]} waits, too") if way else None
        findings.wrong("sense.unlock", (*where[name], "unlock"), message, "let one of them start open", related=related)


def _needs(each: dict[str, Any]) -> list[str]:
    opening = parse_unlock(str(each.get("unlock", "start")))
    if isinstance(opening, AfterExhibit):
        return [opening.evidence]
    if isinstance(opening, AfterAnswer):
        return [f"{opening.person}.{opening.topic}"]
    return []
