"""The language as a JSON Schema (2020-12), with which an editor completes, explains and checks a case as it is written.

Rules:
- It is made from the model, so a new field is in it by being in the model; descriptions and examples are the model's.
- A case that the loader accepts is valid. Not all that the loader refuses is invalid: ids that name nothing, files
  that are not there and figures that don't fit each other are seen by ``practicum check`` alone.
- A figure may be a number or a text with its unit. Editors read YAML 1.2, in which 98_000 is a text.
- For one case, its ids are offered where they can stand; what is not among them stays valid, so that a schema which is
  older than its case says nothing wrong.
- Only keywords that mean the same in draft 7 are used, since most editors know no later draft; beside them stand those
  of the YAML language server (``markdownDescription``, ``enumDescriptions``, ``patternErrorMessage``).
"""

from __future__ import annotations

import io
import json
import types
from enum import Enum
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from ruamel.yaml import YAML

from practicum.scenario import patterns
from practicum.scenario.described import about, fields_described, words_described
from practicum.scenario.expressions import FIGURES
from practicum.scenario.model import (
    DiagnosePhase,
    Expression,
    Instrument,
    Intervention,
    Noise,
    OneOf,
    PitchPhase,
    PlanTest,
    Population,
    Purse,
    Ref,
    Regression,
    RunPhase,
    Scenario,
    Season,
    Timed,
    Unit,
)
from practicum.scenario.readable import ANSWER_TAG
from practicum.scenario.references import Names
from practicum.scenario.sense import CURRENCY, LANGUAGE, MOST
from practicum.scenario.values import NEVER_NEGATIVE, UNITS
from practicum.scenario.walk import SCHEMA_KEY, SHORT_FORMS, Field, fields_of

Json = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
NAME: Final = "scenario.schema.json"
_NEEDED: Final = ("kpis", "causes", "evidence", "interventions", "instruments")
_FILES: Final = {
    Unit.TABLE: "name a .csv file beside the YAML",
    Unit.IMAGE: "name a .png, .jpg, .webp or .svg file beside the YAML",
    Unit.RECORDING: "name an .mp3, .m4a, .ogg or .wav file beside the YAML",
    Unit.TRANSLATION: "name a .po file beside the YAML",
}
_PHRASES: Final = {
    Expression.UNLOCK: "write start, after D2, ask qa.errors or inject release",
    Expression.WHEN: "write by hand, design + 5 min, month 4, after D2, planned workshop or release answered accept",
    Expression.ITEM: "write workshop, or workshop@4 to start in week 4",
    Expression.EXPECTATION: 'write "< 15 %", "> 300", "about 412" or within 10 % of best',
}
# What figures the loader takes, beyond the form of their unit; in words, the loader says it.
_MOST: Final = 1e12
_YEAR: Final = {"minimum": 0, "maximum": 52}
_ABOVE_ZERO: Final = {"exclusiveMinimum": 0}
LIMITS: Final[dict[tuple[type, str], Json]] = {
    (Population, "people"): {"minimum": 1},
    (Noise, "sd"): {"minimum": 0},
    (Noise, "phi"): {"exclusiveMinimum": -1, "exclusiveMaximum": 1},
    (Season, "peak"): _YEAR,
    (Regression, "halflife"): {"minimum": 1},
    (DiagnosePhase, "minutes"): _ABOVE_ZERO,
    (PitchPhase, "at_most"): _ABOVE_ZERO,
    (RunPhase, "minutes"): _ABOVE_ZERO,
    (RunPhase, "steps"): {"const": 4},
    (Timed, "minutes"): _ABOVE_ZERO,
    (Intervention, "lead"): _YEAR,
    (Intervention, "rollout"): {"minimum": 1, "maximum": 52},
    (Intervention, "tau"): _ABOVE_ZERO,
    (Instrument, "n"): {"minimum": 1},
    (Instrument, "response"): _ABOVE_ZERO,
    (Instrument, "noise_sd"): {"minimum": 0},
    (Instrument, "lag"): _YEAR,
    (Instrument, "every"): {"minimum": 1, "maximum": 52},
}


def schema(names: Names | None = None) -> Json:
    """Make the schema of a scenario.yaml; with the names that a case defines, editors offer them."""
    maker = _Maker(names or Names({}, {}))
    root = maker.struct(Scenario)
    root["properties"] = {SCHEMA_KEY: {"type": "string", "description": "This schema, for your editor."}} | root[
        "properties"
    ]
    return {"$schema": DRAFT, **root, "$defs": dict(sorted(maker.parts.items()))}


def as_text(names: Names | None = None) -> str:
    """Write the schema as it is kept in a file."""
    return json.dumps(schema(names), indent=1, ensure_ascii=False)


class _Maker:
    """Makes the schema of each type of the model; parts that are used are gathered on the way."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.parts: dict[str, Json] = {}

    def struct(self, struct: type) -> Json:
        """Make the schema of a map with known keys."""
        fields = fields_of(struct)
        made: Json = {
            "type": "object",
            "description": about(struct),
            "properties": {each.name: self._field(struct, each) for each in fields},
            "additionalProperties": False,
        }
        if required := [each.name for each in fields if each.required]:
            made["required"] = required
        if struct is PlanTest:
            made["oneOf"] = [{"required": ["plan"]}, {"required": ["bot"]}]
        return made

    def _field(self, struct: type, field: Field) -> Json:
        said = fields_described(struct)[field.name]
        made = {**self.of(field.hint), **_of_one_field(struct, field.name)}
        if field.name == "says":
            key, value = get_args(field.hint)
            made |= self._offered_keys(key, value, {"minimum": -2, "maximum": 2})
        made = {"description": said.text, **{key: value for key, value in made.items() if key != "description"}}
        if "`" in said.text:
            made["markdownDescription"] = said.text
        if said.example and not (self._names.ids and _names_a_part(field.hint)):  # an editor would offer another case's
            made["examples"] = [_read(said.example, made)]
        default = _default(struct, field.name)
        if default is not None:
            made["default"] = default
        return made

    def of(self, hint: Any) -> Json:
        """Make the schema of a value of one type."""
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(args[0], args[1:])
        if origin in (Union, types.UnionType):
            made = [self.of(each) for each in args if each is not type(None)]
            return made[0] if len(made) == 1 else {"anyOf": made}
        if origin is Literal:
            return {"const": args[0]} if len(args) == 1 else {"type": "string", "enum": list(args)}
        if origin is dict:
            return {"type": "object", **_keys(args[0]), **self._offered_keys(args[0], args[1])}
        if origin is tuple:
            return {"type": "array", "items": self.of(args[0])}
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return self._part(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            meanings = words_described(hint)
            return {"type": "string", "enum": list(meanings), "enumDescriptions": list(meanings.values())}
        if hint is bool:
            return {"type": "boolean"}
        if hint is int or hint is float:
            kind = "integer" if hint is int else "number"
            said = f"write a {'whole ' if hint is int else ''}number alone, as in {'40' if hint is int else '0.9'}"
            return _text(patterns.of_number(whole=hint is int), said, (kind, "string")) | {"maximum": _MOST}
        return {"type": "string", "pattern": patterns.SOMETHING}

    def _part(self, struct: type) -> Json:
        """Name a struct's schema, which stands once; in its short form it is only the figure that matters."""
        name = struct.__name__
        if name not in self.parts:
            self.parts[name] = {}
            self.parts[name] = self.struct(struct)
        whole: Json = {"$ref": f"#/$defs/{name}"}
        if struct not in SHORT_FORMS:
            return whole
        short = next(each for each in fields_of(struct) if each.name == SHORT_FORMS[struct])
        return {"anyOf": [self.of(short.hint), whole]}

    def _annotated(self, base: Any, extras: tuple[Any, ...]) -> Json:
        for extra in extras:
            if isinstance(extra, Ref):
                made = _text(patterns.of_id(extra), f"write the id of one {extra.value}")
                return _offering(made, list(self._names.ids.get(extra, ())))
            if isinstance(extra, Expression):
                kinds = ("string", "number") if extra is Expression.EXPECTATION else ("string",)
                made = _text(patterns.of_phrase(extra), _PHRASES[extra], kinds)
                return _offering(made, phrases(extra, self._names))
            if extra in _FILES:
                return _text(patterns.of_file(extra), _FILES[extra])
            if extra in UNITS:
                return _figure(extra)
        return self.of(base)

    def _offered_keys(self, key: Any, value: Any, limits: Json | None = None) -> Json:
        """Offer the ids that can be keys here; any other is checked alike."""
        made: Json = {"additionalProperties": self.of(value) | (limits or {})}
        for extra in get_args(key)[1:] if get_origin(key) is Annotated else ():
            if isinstance(extra, Ref) and self._names.ids.get(extra):
                made["properties"] = dict.fromkeys(self._names.ids[extra], made["additionalProperties"])
        return made


def phrases(kind: Expression, names: Names) -> list[str]:
    """List the phrases that a case's names make, to be offered."""
    evidence, injects = names.ids.get(Ref.EVIDENCE, {}), names.ids.get(Ref.INJECT, {})
    items = list(names.ids.get(Ref.INTERVENTION, {}))
    opened = [f"after {tag}" for tag in evidence]
    asked = [f"ask {person}.{topic}" for person, topics in names.topics.items() for topic in topics]
    if kind is Expression.UNLOCK:
        return [*opened, *asked, *(f"inject {inject}" for inject in injects)]
    if kind is Expression.WHEN:
        answered = [f"{inject} answered {option}" for inject, options in names.options.items() for option in options]
        return [*opened, *asked, *(f"planned {item}" for item in items), *answered]
    return items if kind is Expression.ITEM else []


def _names_a_part(hint: Any) -> bool:
    """Tell whether ids of the case stand in a value of this type."""
    return any(isinstance(arg, Ref | Expression) or _names_a_part(arg) for arg in get_args(hint))


def _offering(made: Json, words: list[str]) -> Json:
    """Offer words where others are valid, too."""
    return {"anyOf": [{"type": "string", "enum": words}, made]} if words else made


def _text(pattern: str, said: str, kinds: tuple[str, ...] = ("string",)) -> Json:
    """Make the schema of a text of one form; what is a number already need not have it."""
    return {
        "type": kinds[0] if len(kinds) == 1 else list(kinds),
        "pattern": pattern,
        "patternErrorMessage": said,
    }


def _figure(unit: Unit) -> Json:
    """Make the schema of a figure: a number, or a text with its unit."""
    kind = "integer" if unit is Unit.WEEKS else "number"
    made = _text(patterns.of_figure(unit), f"write {UNITS[unit][1]}", (kind, "string")) | {"maximum": _MOST}
    if unit in NEVER_NEGATIVE:
        made["minimum"] = 0
    if unit is Unit.SHARE:
        made["maximum"] = 1
    if unit is Unit.WEEKS:
        made |= {"minimum": -520, "maximum": 520}
    return made


def _keys(hint: Any) -> Json:
    """Say what a map's keys are: ids, or a few words; the sentences that name tests are free."""
    for extra in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
        if isinstance(extra, OneOf):
            return {"propertyNames": {"enum": list(extra.words)}}
    return {"propertyNames": {"pattern": patterns.of_id()}}


def _of_one_field(struct: type, name: str) -> Json:
    """Say what holds for one field alone."""
    if struct is PlanTest and name == "expect":
        return {"propertyNames": {"enum": list(FIGURES)}}
    if (struct, name) in LIMITS:
        return LIMITS[struct, name]
    if (struct, name) == (Purse, "currency"):
        return {"pattern": patterns.in_ecma(CURRENCY), "patternErrorMessage": "write its three letters, as in GBP"}
    if struct is not Scenario:
        return {}
    if name == "language":
        return {"pattern": patterns.in_ecma(LANGUAGE), "patternErrorMessage": "write en, de or pt-BR"}
    made: Json = {"maxProperties": MOST[name]} if name in MOST else {}
    if name in _NEEDED:
        made["minProperties"] = 1
    if name == "tests":
        made["propertyNames"] = {"pattern": patterns.SOMETHING}
    if name == "evidence":
        answer = ANSWER_TAG.pattern.removesuffix(r"\Z")
        made["propertyNames"] = {"pattern": f"^(?!{answer}$){patterns.of_id()[1:]}"}
    return made


def _default(struct: type, name: str) -> Any:
    """Return what leaving a field out means, if it is a figure or a word."""
    found = next(each.default for each in msgspec.structs.fields(struct) if each.name == name)
    return found if isinstance(found, bool | int | float | str) and found not in ("", False) else None


def _read(example: str, shape: Json) -> Any:
    """Read an example as an editor would; a figure stays as people write it, with _ and + and its unit."""
    if "string" in shape.get("type", ()) and "enum" not in shape:
        return example.strip('"')
    return YAML(typ="safe", pure=True).load(io.StringIO(example))
