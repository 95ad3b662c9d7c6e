"""What the model says about its own fields and words, read from the lines below them in its source.

Rules:
- A field's description is the string below it; ``Example:`` and a value in backticks at its end is the example.
- A word of an enum is described by the string below it.
- It is read from the source, so that a description stands once, where the field does; a test proves that none is
  missing.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from enum import Enum
from functools import lru_cache
from typing import Final

import msgspec

_EXAMPLE: Final = re.compile(r"\s*Example: `(.+)`\Z", re.DOTALL)


class Described(msgspec.Struct, frozen=True):
    """What is said about one field: in words, and by an example as an author would write it."""

    text: str
    example: str = ""


@lru_cache(maxsize=128)
def fields_described(struct: type) -> dict[str, Described]:
    """Read what is said about each field of a struct: name → description."""
    return {name: _described(said) for name, said in _strings_below(struct).items()}


@lru_cache(maxsize=32)
def words_described(words: type[Enum]) -> dict[str, str]:
    """Read what each word of an enum means: word → meaning."""
    below = _strings_below(words)
    return {each.value: _described(below[each.name]).text for each in words if each.name in below}


def about(part: type) -> str:
    """Return what a struct or an enum is, in one line."""
    return " ".join((inspect.getdoc(part) or "").split())


def _strings_below(cls: type) -> dict[str, str]:
    """Collect the string that stands below each name of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    found: dict[str, str] = {}
    if not isinstance(body, ast.ClassDef):
        return found
    name = ""
    for node in body.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                continue
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                found[name] = text
        name = ""
    return found


def _described(said: str) -> Described:
    line = " ".join(said.split())
    example = _EXAMPLE.search(line)
    return Described(_EXAMPLE.sub("", line), example.group(1) if example is not None else "")
