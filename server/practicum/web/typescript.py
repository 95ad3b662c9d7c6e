"""The wire's types for the browser client: TypeScript made from the records and moves of the rules.

``python -m practicum.web.typescript`` prints the file that the client compiles against. Python is the one source; a
test fails when the file on disk is stale.
"""

from __future__ import annotations

import enum
import inspect
import re
import sys
import types
import typing
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from practicum.rules.moves import MOVES
from practicum.rules.records import KINDS

_HEAD = """// Made from server/practicum/rules by `python -m practicum.web.typescript`; never edit it by hand.
/* eslint-disable */
"""


class Writer:
    """Collects the interfaces that types refer to, each once."""

    def __init__(self) -> None:
        self.interfaces: dict[str, str] = {}

    def type_of(self, hint: Any) -> str:
        """Write one Python type as TypeScript."""
        origin = get_origin(hint)
        if origin is Annotated:
            return self.type_of(get_args(hint)[0])
        if origin is Literal:
            return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in get_args(hint))
        if origin in (Union, types.UnionType):
            return " | ".join(self.type_of(arg) for arg in get_args(hint))
        if origin in (tuple, list, frozenset):
            return self._sequence(get_args(hint))
        if origin is dict:
            return f"{{ readonly [key: string]: {self.type_of(get_args(hint)[1])} }}"
        return self._plain(hint)

    def _sequence(self, args: tuple[Any, ...]) -> str:
        if len(args) == 1 or (len(args) == 2 and args[1] is Ellipsis):
            inner = self.type_of(args[0])
            return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
        return f"readonly [{', '.join(self.type_of(arg) for arg in args)}]"

    def _plain(self, hint: Any) -> str:
        plain = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
        if hint in plain:
            return plain[hint]
        if inspect.isclass(hint) and issubclass(hint, enum.Enum):
            self.interfaces[hint.__name__] = (
                f"export type {hint.__name__} = " + " | ".join(f'"{member.value}"' for member in hint) + ";\n"
            )
            return hint.__name__
        if inspect.isclass(hint) and issubclass(hint, msgspec.Struct):
            self.interface(hint)
            return hint.__name__
        message = f"no TypeScript for {hint!r}: give {__name__} a rule for it"
        raise TypeError(message)

    def interface(self, cls: type[msgspec.Struct]) -> None:
        """Write a struct as an interface, once."""
        if cls.__name__ in self.interfaces:
            return
        self.interfaces[cls.__name__] = ""  # reserves its place, and ends a cycle
        hints = typing.get_type_hints(cls, include_extras=True)
        doc = inspect.getdoc(cls) or ""
        summary = re.sub(r"\s+", " ", doc)
        lines = [f"/** {summary} */\n"] if doc and not doc.startswith(cls.__name__ + "(") else []
        lines.append(f"export interface {cls.__name__} {{\n")
        lines += [f"  readonly {name}: {self.type_of(hints[name])};\n" for name in cls.__struct_fields__]
        lines.append("}\n")
        self.interfaces[cls.__name__] = "".join(lines)


def typescript() -> str:
    """Write the whole file: every record kind, every move that a socket may carry."""
    writer = Writer()
    records = "".join(
        f'  readonly "{kind.name}": {writer.type_of(kind.type)};\n'
        for kind in KINDS.values()
        if kind.audience.value != "server"
    )
    moves = ""
    for spec in MOVES.values():
        if spec.actors & {"host", "timekeeper"}:
            continue
        moves += f'  readonly "{spec.do}": {writer.type_of(spec.type)};\n'
    keys = "".join(f'  "{kind.name}": "{kind.key}",\n' for kind in KINDS.values() if kind.audience.value != "server")
    return (
        _HEAD
        + "\n".join(writer.interfaces.values())
        + f"\n/** Kind of record → its map. */\nexport interface Records {{\n{records}}}\n"
        + f"\n/** Name of a move → its arguments. */\nexport interface Moves {{\n{moves}}}\n"
        + f"\n/** Kind of record → the shape of its key. */\nexport const KEYS = {{\n{keys}}} as const;\n"
    )


if __name__ == "__main__":
    sys.stdout.write(typescript())
