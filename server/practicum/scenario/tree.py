"""A YAML text as a tree in which every scalar keeps its line and column.

Rules:
- The tree is built from the parser's events, without recursion and within limits, so that no text, however deep or
  tangled, costs more than its size.
- The language is plain YAML: no anchors, aliases, tags or second documents. Each is a problem with its place.
- Scalars stay text. What a text means depends on where it stands, and only the reader knows that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from practicum.scenario.problems import Place, Problem, Related, problem
from practicum.scenario.syntax import not_a_space, odd_indent, syntax

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24
MAX_NODES = 50_000
# A line such as "%YAML 1.1" before the first that says something.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%)")
_CUT = re.compile(r"[ \t]+#[\w#]")
# Characters that no text of a case holds: of control, halves of others, and none at all.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class Scalar(msgspec.Struct, frozen=True):
    """A text; ``plain`` if it was written without quotes."""

    text: str
    plain: bool
    block: bool  # written with | or >
    place: Place
    refused: bool = False  # named in the problems already
    cut: bool = False  # written without quotes, and cut off by a # that begins no comment to the eye, as in "Case #2"


class Sequence(msgspec.Struct, frozen=True):
    items: tuple[Any, ...]
    place: Place


class Entry(msgspec.Struct, frozen=True):
    key: Scalar
    value: Any


class Mapping(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...]
    place: Place

    def get(self, name: str) -> Node | None:
        """Return the value of a key."""
        for entry in self.entries:
            if entry.key.text == name:
                found: Node = entry.value
                return found
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, place: Place, *, mapping: bool) -> None:
        self.place = place
        self.mapping = mapping
        self.nodes: list[Node] = []


class _Stop(Exception):  # noqa: N818 - it stops the reading, it is not an error of ours
    """Reading can't go on; carries the problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__()
        self.found = found


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Turn bytes into a tree, or say why not."""
    start = Place(file)
    if len(data) > MAX_BYTES:
        hint = f"keep it under {MAX_BYTES // 1024} KiB; put long texts into files of their own"
        return None, [problem("yaml.size", start, "the file is too large", hint)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = place_of(data[: error.start].decode("utf-8-sig"), file)
        return None, [problem("file.encoding", at, "this is not UTF-8 text", "save the file as UTF-8")]
    odd = control_character(text)
    if odd is not None:
        message = f"a character that text can't hold (U+{ord(text[odd]):04X})"
        return None, [problem("yaml.syntax", place_of(text[:odd], file), message, "remove it")]
    problems: list[Problem] = []
    quoted: list[ScalarEvent] = []
    directive = _DIRECTIVE.match(text)
    if directive is not None:  # it changes how the rest is read, and what is told of it
        at = place_of(text[: directive.start(1)], file)
        return None, [problem("yaml.syntax", at, "directives are not part of the language", "remove the line")]
    try:
        root = _build(_events(text, quoted), text, file, problems)
    except _Stop as stop:
        return None, [*problems, stop.found]
    except MarkedYAMLError as error:
        return None, [*problems, syntax(error, text, file, quoted[0] if quoted else None)]
    except (YAMLError, ValueError, RecursionError, IndexError, KeyError, AttributeError) as error:
        # ruamel has corners where it trips over its own feet; the author still gets a place.
        first = str(error).strip().splitlines()[:1] or [type(error).__name__]
        return None, [*problems, problem("yaml.syntax", start, f"this is not YAML ({first[0]})")]
    if root is None:
        hint = "start with: practicum: 1"
        return None, [*problems, problem("yaml.empty", start, "the file is empty", hint)]
    return root, problems


def _events(text: str, quoted: list[ScalarEvent]) -> Iterator[Any]:
    """Give the parser's events, and keep the last text in quotes, which is where many mistakes begin."""
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent) and event.style in {"'", '"'}:
            quoted[:] = [event]
        yield event


def control_character(text: str) -> int | None:
    """Find the first character that no text of a case holds."""
    found = ODD.search(text)
    return None if found is None else found.start()


def place_of(before: str, file: str) -> Place:
    """Give the place of the character that comes after a text."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"), 1)


def _build(events: Iterator[Any], text: str, file: str, problems: list[Problem]) -> Node | None:
    """Fold the events into one tree."""
    opened: list[_Open] = []
    root: Node | None = None
    count = 0
    for event in events:
        place = _place(event, file)
        if isinstance(event, DocumentStartEvent) and root is not None:
            raise _Stop(problem("yaml.documents", place, "a second document begins here", "remove the line ---"))
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            done: Node = _close(opened.pop(), problems)
        elif isinstance(event, NodeEvent):
            count += 1
            if count > MAX_NODES:
                hint = f"a scenario has at most {MAX_NODES} parts"
                raise _Stop(problem("yaml.size", place, "the file holds too much", hint))
            _refuse_tangles(event, place, problems)
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                if len(opened) >= MAX_DEPTH:
                    message = f"nested more than {MAX_DEPTH} levels deep"
                    raise _Stop(problem("yaml.depth", place, message, "close some brackets"))
                opened.append(_Open(place, mapping=isinstance(event, MappingStartEvent)))
                continue
            done = _scalar(event, text, place, problems)
        else:
            continue
        if opened:
            opened[-1].nodes.append(done)
        else:
            root = done
    if isinstance(root, Scalar) and root.plain and root.text == "":
        return None
    return root


def _place(event: Any, file: str) -> Place:
    """Tell where an event's text begins, and how long it is if it ends on the same line."""
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 0
    return Place(file, start.line + 1, start.column + 1, length)


def _scalar(event: Any, text: str, place: Place, problems: list[Problem]) -> Scalar:
    if isinstance(event, ScalarEvent):
        odd = control_character(event.value)
        if odd is not None:  # written as an escape, as in "\0"
            message = f"a character that text can't hold (U+{ord(event.value[odd]):04X})"
            problems.append(problem("yaml.syntax", place, message, "remove it"))
            return Scalar("", False, False, place, refused=True)
        plain = event.style is None
        cut = plain and _CUT.match(text, event.end_mark.index) is not None
        return Scalar(event.value, plain, event.style in {"|", ">"}, place, cut=cut)
    return Scalar("", False, False, place, refused=True)  # an alias


def _refuse_tangles(event: Any, place: Place, problems: list[Problem]) -> None:
    if isinstance(event, AliasEvent) or event.anchor:
        name = f"{'*' if isinstance(event, AliasEvent) else '&'}{event.anchor}"
        message = f"anchors and aliases are not part of the language ({name[:40]})"
        problems.append(problem("yaml.anchor", place, message, "write it out"))
        return
    tag = getattr(event, "tag", None)
    if tag is not None and str(tag) not in ("", "!"):
        message = f"tags are not part of the language ({str(tag)[:40]})"
        problems.append(problem("yaml.tag", place, message, "remove it"))


def _close(done: _Open, problems: list[Problem]) -> Node:
    """Make a finished collection, and name its duplicate keys."""
    if not done.mapping:
        return Sequence(tuple(done.nodes), done.place)
    seen: dict[str, Scalar] = {}
    entries: list[Entry] = []
    for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
        if isinstance(key, Scalar) and key.plain and key.text == "<<":
            message = "merges are not part of the language (<<)"
            problems.append(problem("yaml.anchor", key.place, message, "write it out"))
        elif isinstance(key, Scalar) and (odd := odd_indent(key.text)):
            problems.append(not_a_space(odd, key.place))
        elif not isinstance(key, Scalar):
            message = "a key must be a single word"
            problems.append(problem("key.form", key.place, message, "write name: value"))
        elif key.text in seen:
            first = seen[key.text].place
            message = f'"{key.text[:60]}" is here twice'
            hint = f"it is already at line {first.line}; keep one of them"
            problems.append(problem("key.duplicate", key.place, message, hint, related=Related(first, "the first one")))
        else:
            seen[key.text] = key
            entries.append(Entry(key, value))
    return Mapping(tuple(entries), done.place)
