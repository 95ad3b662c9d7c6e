"""What parts and values of a case are called in messages: as their author wrote them, and short.

Rules:
- A part is named by the keys that lead to it: ``causes.skill.box``; a list's entries are counted from 1.
- What a comma, a long text or another alphabet makes of a line is said in the author's words.
"""

from __future__ import annotations

import re
from typing import Final

from practicum.scenario.problems import listed
from practicum.scenario.tree import Entry, Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]

THREE_DIGITS: Final = re.compile(r"\d{3}\Z")  # "50,000" in a map of one line is 50 and a key 000
DIGITS: Final = re.compile(r"[+-]?\d{1,3}\Z")


def after_a_comma(entry: Entry, before: Entry | None, *, text: bool) -> str:
    """Say what to do about a key that is the rest of a value with a comma, a text or not; nothing if it is a key."""
    if before is None or not isinstance(before.value, Scalar) or before.value.place.line != entry.key.place.line:
        return ""
    if not isinstance(entry.value, Scalar) or entry.value.text or not before.value.plain:
        return ""
    if not text and DIGITS.match(before.value.text) and THREE_DIGITS.match(entry.key.text):
        return "separate thousands with _, as in 98_000"
    whole = cut(f"{before.value.text},{' ' if not entry.key.text[:1].isdigit() else ''}{entry.key.text}", 60)
    if not text and THREE_DIGITS.match(entry.key.text) and before.value.text[-1:].isdigit():
        return f'write a number as 98_000, and quote a text, as in "{whole}"'
    return f'a comma ends a value in braces: quote the text, as in "{whole}"'


def alone(node: Node) -> str:
    """Say how a single value is written where a list or a map was."""
    if isinstance(node, Mapping):
        return "quote a text that holds a colon and a space, or braces"
    return "write one, without brackets or a dash"


def keys_here(known: list[str]) -> str:
    """List the keys of a part."""
    return f"the keys here are {listed(known)}"


def name(path: Path) -> str:
    """Name a part as an author would: causes.skill.box."""
    if not path:
        return "the scenario"
    return cut(".".join(str(each + 1) if isinstance(each, int) else each for each in path), 80)


def shape(node: Node) -> str:
    """Say what somebody wrote: a map, a list, or the text itself."""
    if isinstance(node, Mapping):
        return "a map"
    return "a list" if isinstance(node, Sequence) else f'"{cut(node.text, 30)}"'


def called(path: Path) -> str:
    """Name what stands at a path: its key, one of a list by the list's key."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "word")
    return key.removesuffix("s") if path and isinstance(path[-1], int) else key


def cut(text: str, limit: int = 60) -> str:
    """Shorten a text to one line of a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
