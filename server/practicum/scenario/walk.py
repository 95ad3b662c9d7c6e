"""Walks a YAML tree along the types of ``model`` and turns each node into a plain value.

Rules:
- A part whose shape is wrong is left out of the result and named in the problems; its neighbours are still read.
- The result is plain (dicts, tuples, numbers, texts), so that later passes can look at a scenario with holes.
- ``places`` maps the path of each value to where it stands; ``mentions`` lists each id and phrase for later checks.
"""

from __future__ import annotations

import re
import types
import typing
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from practicum.scenario.assets import Assets
from practicum.scenario.called import after_a_comma, alone, called, cut, keys_here, name, shape
from practicum.scenario.model import (
    Expression,
    Noise,
    OneOf,
    Ref,
    RunPhase,
    Scenario,
    SideEffect,
    Timed,
    Unit,
)
from practicum.scenario.problems import Place, Problem, Related, did_you_mean, listed, one_of, problem, unlike_latin
from practicum.scenario.tree import Entry, Mapping, Node, Scalar, Sequence
from practicum.scenario.values import (
    Wrong,
    ambiguous,
    number_in,
    plain_number,
    true_or_false,
    whole_number,
)

Path = tuple[str | int, ...]
_Extra = TypeVar("_Extra")

# Parts that may be written as the one figure that matters: "brief: 5 min".
SHORT_FORMS: Final[dict[type, str]] = {Timed: "minutes", RunPhase: "minutes", SideEffect: "amount", Noise: "sd"}
# Filled in by the loader, never written.
UNWRITTEN: Final = {(Scenario, "id")}
# Names the schema for an editor; it says nothing about the case.
SCHEMA_KEY: Final = "$schema"
MAX_TEXT = 64 * 1024
ID_FORM: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}\Z")
# A path, or a name with spaces that ends as texts do.
FILE_LIKE: Final = re.compile(r"\S+\.[A-Za-z]{1,5}\Z|[^\n]{1,120}\.(?:md|MD|markdown)\Z")


class _Missing:
    """Stands for a value that could not be read."""


MISSING: Final = _Missing()


class Mention(msgspec.Struct, frozen=True):
    """An id or a phrase in the text, to be checked when all names are known."""

    kind: Ref | Expression
    text: str
    place: Place
    path: Path


class Field(msgspec.Struct, frozen=True):
    name: str
    hint: Any
    required: bool


@lru_cache(maxsize=256)
def fields_of(struct: type) -> tuple[Field, ...]:
    """List a struct's fields with their full types."""
    hints = typing.get_type_hints(struct, include_extras=True)
    return tuple(
        Field(each.name, hints[each.name], each.required)
        for each in msgspec.structs.fields(struct)
        if (struct, each.name) not in UNWRITTEN
    )


class Walk:
    """One walk over one scenario's tree."""

    def __init__(self, problems: list[Problem], assets: Assets) -> None:
        self._problems = problems
        self._assets = assets
        self.places: dict[Path, Place] = {}
        self.mentions: list[Mention] = []

    def scenario(self, root: Mapping) -> dict[str, Any]:
        """Read a whole scenario, with holes where it is wrong."""
        result: dict[str, Any] = self._struct(root, Scenario, ())
        return result

    def _wrong(self, rule: str, place: Place, message: str, hint: str = "") -> _Missing:
        self._problems.append(problem(rule, place, message, hint))
        return MISSING

    # -- by type -------------------------------------------------------------------------------------------------

    def _value(self, node: Node, hint: Any, path: Path) -> Any:
        """Read a node as a type."""
        place = self.places.setdefault(path, node.place)
        if isinstance(node, Scalar) and node.refused:
            return MISSING
        if isinstance(node, Scalar) and node.plain and not node.text:
            message = f"{name(path)} has no value"
            return self._wrong("type.empty", place, message, "write one, or remove the line")
        origin = get_origin(hint)
        if origin is Annotated:
            base, *extras = get_args(hint)
            return self._annotated(node, base, extras, path)
        if origin in (Union, types.UnionType):
            return self._union(node, get_args(hint), path)
        if origin is Literal:
            return self._literal(node, get_args(hint), path)
        if origin is dict:
            key_hint, value_hint = get_args(hint)
            return self._map(node, key_hint, value_hint, path)
        if origin is tuple:
            return self._list(node, get_args(hint)[0], path)
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return self._struct(node, hint, path)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._literal(node, tuple(each.value for each in hint), path)
        if hint is str:
            return self._text(node, path)
        return self._plain(node, hint, path)

    def _annotated(self, node: Node, base: Any, extras: list[Any], path: Path) -> Any:
        for extra in extras:
            if isinstance(extra, (Ref, Expression)):
                return self._mention(node, extra, path)
            if extra is Unit.MARKDOWN:
                return self._markdown(node, path)
            if extra is Unit.TABLE:
                return self._table(node, path)
            if extra in (Unit.IMAGE, Unit.RECORDING):
                return self._asset(node, extra, path)
            if extra is Unit.TRANSLATION:
                return self._translation(node, path)
            if isinstance(extra, Unit) and extra is not Unit.TEXT:
                scalar = self._scalar(node, path)
                if isinstance(scalar, _Missing):
                    return MISSING
                return self._checked(number_in(extra, scalar.text), scalar)
        return self._value(node, base, path)

    def _union(self, node: Node, choices: tuple[Any, ...], path: Path) -> Any:
        """Choose by the node's shape: a map is the struct, a list the tuple, else the scalar."""
        rest = [each for each in choices if each is not type(None)]
        if len(rest) == 1:
            return self._value(node, rest[0], path)
        for each in rest:
            struct = isinstance(each, type) and issubclass(each, msgspec.Struct)
            if (
                (isinstance(node, Mapping) and struct)
                or (isinstance(node, Sequence) and get_origin(each) is tuple)
                or (isinstance(node, Scalar) and not struct and get_origin(each) is not tuple)
            ):
                return self._value(node, each, path)
        return self._value(node, rest[0], path)

    def _literal(self, node: Node, choices: tuple[Any, ...], path: Path) -> Any:
        scalar = self._scalar(node, path)
        if isinstance(scalar, _Missing):
            return MISSING
        words = {str(each): each for each in choices}
        if scalar.text in words:
            return words[scalar.text]
        close = did_you_mean(scalar.text, words, len(self._problems))
        cure = f'did you mean "{close}"?' if close else f"write {one_of(words)}"
        message = f'unknown {called(path)} "{cut(scalar.text)}"'
        return self._wrong("value.choice", scalar.place, message, cure)

    def _plain(self, node: Node, hint: Any, path: Path) -> Any:
        scalar = self._scalar(node, path)
        if isinstance(scalar, _Missing):
            return MISSING
        if hint is bool and not scalar.plain:
            message = f'"{cut(scalar.text)}" in quotes is a text, neither true nor false'
            return self._wrong("type.wrong", scalar.place, message, "write true or false, without quotes")
        if hint is bool:
            return self._checked(true_or_false(scalar.text), scalar)
        if hint is int:
            return self._checked(whole_number(scalar.text), scalar)
        return self._checked(plain_number(scalar.text), scalar)

    def _checked(self, value: Any, scalar: Scalar) -> Any:
        if isinstance(value, Wrong):
            return self._wrong(value.rule, scalar.place, value.message, value.hint)
        return value

    # -- collections ---------------------------------------------------------------------------------------------

    def _struct(self, node: Node, struct: type, path: Path) -> Any:
        short = SHORT_FORMS.get(struct)
        fields = fields_of(struct)
        if isinstance(node, Scalar) and short is not None:
            hint = next(each.hint for each in fields if each.name == short)
            value = self._value(node, hint, (*path, short))
            return MISSING if value is MISSING else {short: value}
        if not isinstance(node, Mapping):
            known = listed([each.name for each in fields], 6)
            message = f"{name(path)} is a map, not {shape(node)}"
            return self._wrong("type.wrong", node.place, message, f"its keys are {known}")
        by_name = {each.name: each for each in fields}
        result: dict[str, Any] = {}
        meant: set[str | None] = set()
        before: Entry | None = None
        for entry in node.entries:
            last, before = before, entry
            field = by_name.get(entry.key.text)
            if field is None and not path and entry.key.text == SCHEMA_KEY:
                continue
            if field is None:
                text = last is not None and getattr(by_name.get(last.key.text), "hint", None) is str
                rest = after_a_comma(entry, last, text=text)
                meant.add(self._unknown_key(entry.key, rest, list(by_name), path))
                continue
            if not isinstance(entry.value, Scalar) or (entry.value.plain and not entry.value.text):
                self.places[*path, field.name] = entry.key.place
            value = self._value(entry.value, field.hint, (*path, field.name))
            if value is not MISSING:
                result[field.name] = value
        written = {entry.key.text for entry in node.entries}
        for field in fields:
            if field.required and field.name not in written | meant:
                message = f'{name(path)} has no "{field.name}"'
                self._wrong("key.missing", self.places.get(path, node.place), message, f"add {field.name}: …")
        return result

    def _unknown_key(self, key: Scalar, rest: str, known: list[str], path: Path) -> str | None:
        """Say that a key is unknown; give the one that was probably meant, so that it isn't told to be missing."""
        close = None if rest else did_you_mean(key.text, known, len(self._problems))
        cure = rest or (f'did you mean "{close}"?' if close else keys_here(known))
        message = f'unknown key "{cut(key.text)}" in {name(path)}{unlike_latin(key.text)}'
        self._wrong("key.unknown", key.place, message, cure)
        return close

    def _map(self, node: Node, key_hint: Any, value_hint: Any, path: Path) -> Any:
        if not isinstance(node, Mapping):
            message = f"{name(path)} is a map, not {shape(node)}"
            return self._wrong("type.wrong", node.place, message, "write one line for each: id: …")
        reference = _extra(key_hint, Ref)
        choice = _extra(key_hint, OneOf)
        result: dict[str, Any] = {}
        first: dict[str, Scalar] = {}
        for entry in node.entries:
            inner = (*path, entry.key.text)
            if reference is not None:
                self.mentions.append(Mention(reference, entry.key.text, entry.key.place, inner))
            elif choice is not None:
                self._check_word(entry.key, choice)
            else:
                self._check_key(entry, path)
                self._check_alike(entry.key, first.setdefault(entry.key.text.lower(), entry.key))
            self.places[inner] = entry.key.place
            value = self._value(entry.value, value_hint, inner)
            if value is not MISSING:
                result[entry.key.text] = value
        return result

    def _check_key(self, entry: Entry, path: Path) -> None:
        """Check the form of an id; the names of tests are sentences."""
        key = entry.key
        if path[:1] == ("tests",):
            return
        if key.plain and ambiguous(key.text) and not key.text[:1].isdigit():
            message = f"{key.text} can be read as {ambiguous(key.text)}"
            self._wrong("text.ambiguous", key.place, message, f'quote it: "{key.text}"')
        elif not ID_FORM.match(key.text):
            message = f'"{cut(key.text)}" is not an id{unlike_latin(key.text)}'
            hint = "an id is a letter, then letters, digits, _ or -, 40 at most"
            self._wrong("key.form", key.place, message, hint)

    def _check_alike(self, key: Scalar, other: Scalar) -> None:
        """Refuse an id that only capital letters tell from another."""
        if key.text != other.text:
            message = f'"{cut(key.text)}" and "{cut(other.text)}" are told apart by capital letters alone'
            related = Related(other.place, "the first one")
            self._problems.append(problem("key.duplicate", key.place, message, "rename one of them", related=related))

    def _check_word(self, key: Scalar, choice: OneOf) -> None:
        """Check a key that is one of a few words."""
        if key.text not in choice.words:
            close = did_you_mean(key.text, choice.words, len(self._problems))
            cure = f'did you mean "{close}"?' if close else f"write {one_of(choice.words)}"
            self._wrong("key.unknown", key.place, f'"{cut(key.text)}" is not a {choice.called}', cure)

    def _list(self, node: Node, hint: Any, path: Path) -> Any:
        if not isinstance(node, Sequence):
            shown = f"[{cut(node.text)}]" if isinstance(node, Scalar) else "[a, b]"
            message = f"{name(path)} is a list, not {shape(node)}"
            return self._wrong("type.wrong", node.place, message, f"write {shown}")
        items = [self._value(each, hint, (*path, n)) for n, each in enumerate(node.items)]
        return tuple(each for each in items if each is not MISSING)

    # -- scalars -------------------------------------------------------------------------------------------------

    def _scalar(self, node: Node, path: Path) -> Scalar | _Missing:
        if isinstance(node, Scalar):
            return node
        message = f"{name(path)} is a single value, not {shape(node)}"
        return self._wrong("type.wrong", node.place, message, alone(node))

    def _text(self, node: Node, path: Path) -> Any:
        scalar = self._scalar(node, path)
        if isinstance(scalar, _Missing):
            return MISSING
        if scalar.plain and (other := ambiguous(scalar.text)) is not None:
            message = f"{name(path)} is text, and {cut(scalar.text)} can be read as {other}"
            return self._wrong("text.ambiguous", scalar.place, message, f'quote it: "{cut(scalar.text)}"')
        if scalar.cut:
            message = f"{name(path)} ends before the #, where a comment begins"
            hint = "quote the whole text, or put a space behind the #"
            return self._wrong("text.comment", scalar.place, message, hint)
        text = scalar.text.strip()
        if not text:
            message = f"{name(path)} is empty"
            return self._wrong("type.empty", scalar.place, message, "write it or remove the line")
        if len(text) > MAX_TEXT:
            return self._wrong("file.size", scalar.place, f"{name(path)} is too long")
        return text

    def _mention(self, node: Node, kind: Ref | Expression, path: Path) -> Any:
        scalar = self._scalar(node, path)
        if isinstance(scalar, _Missing):
            return MISSING
        text = scalar.text.strip()
        if kind is Ref.EVIDENCE:
            text = text.removeprefix("evidence.")
        self.mentions.append(Mention(kind, text, scalar.place, path))
        return text

    def _markdown(self, node: Node, path: Path) -> Any:
        """Read a text: a file's if it is the name of one, else what is written here."""
        text = self._text(node, path)
        if not isinstance(text, str) or not isinstance(node, Scalar):
            return MISSING
        if not node.block and "\n" not in text and FILE_LIKE.match(text):
            found = self._assets.text(text, node.place)
            return MISSING if found is None else found
        return text

    def _table(self, node: Node, path: Path) -> Any:
        text = self._text(node, path)
        if not isinstance(text, str):
            return MISSING
        found = self._assets.table(text, node.place)
        return MISSING if found is None else found

    def _asset(self, node: Node, kind: Unit, path: Path) -> Any:
        text = self._text(node, path)
        if not isinstance(text, str):
            return MISSING
        found = self._assets.asset(text, node.place, kind)
        return MISSING if found is None else found

    def _translation(self, node: Node, path: Path) -> Any:
        """Read a translation; its entries are parts of the case, too, each with its line."""
        text = self._text(node, path)
        if not isinstance(text, str):
            return MISSING
        found = self._assets.translation(text, node.place, str(path[-1]))
        if found is None:
            return MISSING
        for number, entry in enumerate(found["entries"]):
            self.places[*path, number] = Place(found["file"], entry["line"])
        return found


def _extra(hint: Any, kind: type[_Extra]) -> _Extra | None:
    """Return what a type's annotation says of one kind."""
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((each for each in extras if isinstance(each, kind)), None)
