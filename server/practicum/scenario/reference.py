"""The reference of the language for docs/scenarios.md, made from the model.

``python -m practicum.scenario.reference`` prints it; the document holds it between two marker lines, and a test fails
when they differ.
"""

from __future__ import annotations

import sys
import types
from enum import Enum
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec

from practicum.scenario.described import about, fields_described, words_described
from practicum.scenario.expressions import FIGURES, parse_unlock, parse_when
from practicum.scenario.model import Expression, OneOf, PlanTest, Ref, Scenario, Unit
from practicum.scenario.schema import LIMITS
from practicum.scenario.sense import MOST
from practicum.scenario.values import UNITS
from practicum.scenario.walk import SHORT_FORMS, Field, fields_of

BEGIN: Final = "<!-- made from the code by `python -m practicum.scenario.reference`: don't edit below -->"
END: Final = "<!-- end of what is made from the code -->"

_UNITS: Final = {
    Unit.WEEKS: "weeks",
    Unit.MINUTES: "time",
    Unit.HOURS: "hours",
    Unit.SHARE: "share",
    Unit.MONEY: "money",
    Unit.SIGNED: "±number",
    Unit.VALUE: "money per point and week",
    Unit.MARKDOWN: "text, or a `.md` file",
    Unit.TABLE: "a `.csv` file",
    Unit.IMAGE: "a picture file",
    Unit.RECORDING: "a sound file",
    Unit.TRANSLATION: "a `.po` file",
}
_IDS: Final = {
    Ref.KPI: "a KPI",
    Ref.CAUSE: "a cause",
    Ref.EVIDENCE: "an exhibit",
    Ref.INTERVENTION: "an intervention",
    Ref.INJECT: "an event",
    Ref.BOT: "a bot",
}
_PHRASES: Final = {
    Expression.UNLOCK: "when it opens",
    Expression.WHEN: "when it comes",
    Expression.ITEM: "an item of a plan",
    Expression.EXPECTATION: "what it must be",
}
# What an author writes for an id in the heading of a part.
_NAMES: Final = {
    "kpis": "kpi",
    "causes": "cause",
    "people": "person",
    "topics": "topic",
    "evidence": "tag",
    "data_requests": "request",
    "cuts": "cut",
    "interventions": "intervention",
    "instruments": "instrument",
    "injects": "event",
    "options": "option",
    "rubric": "row",
    "timings": "timing",
    "bots": "bot",
    "tests": "claim",
    "shock": "kpi",
    "side": "kpi",
}
# Every form of the phrases that say when, by an example; the code that reads it says what it means.
_FORMS: Final = (
    ("unlock", parse_unlock, ("start", "after D2", "ask picker.day", "inject rain")),
    (
        "when",
        parse_when,
        (
            *("by hand", "design + 4 min", "month 4", "week 20", "after X1", "ask picker.day"),
            *("planned course", "rain answered wait", "rain unanswered + 4 min"),
        ),
    ),
)
_MORE: Final = (
    ("an item of a plan", "`course`, `course@4`", "The intervention, begun in week 0 or in week 4."),
    ("a test expects", '`"< 15 %"`, `"<= 3"`, `"> 300"`, `">= 1"`', "Below or above a number."),
    ("a test expects", "`412`, `about 412`", "That number, as near as it is written."),
    (
        "a test expects",
        "`within 10 % of best`",
        "At most so much worse than the best plan that the budget allows; for `net`.",
    ),
)


def reference() -> str:
    """Write every part of the language as Markdown, in the order in which a case is read."""
    parts = _parts()
    sections = [_section(struct, path) for struct, path in parts.items()]
    return f"{BEGIN}\n\n{_figures()}\n{_phrases()}\n" + "\n".join(sections) + f"\n{END}\n"


def _parts() -> dict[type, str]:
    """List the parts of a case: each with the path under which it is first met, parents before children."""
    found: dict[type, str] = {}
    todo: list[tuple[type, str]] = [(Scenario, "")]
    while todo:
        struct, path = todo.pop(0)
        if struct in found:
            continue
        found[struct] = path
        below = [
            (inner, f"{path}.{field.name}{_inside(field)}".removeprefix("."))
            for field in fields_of(struct)
            for inner in _structs_in(field.hint)
        ]
        todo = [*below, *todo]
    return found


def _structs_in(hint: Any) -> list[type]:
    """Find the parts within a type; what is read from a file is none."""
    if get_origin(hint) is Annotated:
        return []
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return [hint]
    return [struct for arg in get_args(hint) for struct in _structs_in(arg)]


def _inside(field: Field) -> str:
    """Write what stands between a field and the part in it: an id in a map, nothing in a list."""
    hint = next((arg for arg in get_args(field.hint) if get_origin(arg) is dict), field.hint)
    return f".<{_NAMES.get(field.name, 'id')}>" if get_origin(hint) is dict else ""


def _phrases() -> str:
    """Write what the small phrases mean."""
    rows = [f"| `{what}` | `{form}` | {_meaning(parse(form))} |" for what, parse, forms in _FORMS for form in forms]
    rows += [f"| {what} | {form} | {meaning} |" for what, form, meaning in _MORE]
    return "### Phrases\n\n| where | phrase | what it means |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _meaning(read: object) -> str:
    """Say what a phrase means: when what it is for opens or comes."""
    said = about(type(read)).removeprefix("Opens ")
    return said[:1].upper() + said[1:]


def _figures() -> str:
    rows = [
        f"| {_UNITS[unit]} | {expected} | {', '.join(f'`{word}`' for word in words if word) or '–'} |"
        for unit, (words, expected) in UNITS.items()
    ]
    return (
        "### Figures\n\n| figure | what is written | words that may follow |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _section(struct: type, path: str) -> str:
    title = f"`{path}`" if path else "A case"
    said = fields_described(struct)
    rows = [_row(struct, field, said[field.name].text, said[field.name].example) for field in fields_of(struct)]
    short = (
        f" In short, `{SHORT_FORMS[struct]}` alone may be written instead of the map." if struct in SHORT_FORMS else ""
    )
    words = "\n".join(_words(field) for field in fields_of(struct) if _enum_in(field.hint) is not None)
    table = "| key | value | what it is |\n|---|---|---|\n" + "\n".join(rows)
    return f"### {title}\n\n{about(struct)}{short}\n\n{table}\n" + (f"\n{words}\n" if words else "")


def _row(struct: type, field: Field, text: str, example: str) -> str:
    needed = " (needed)" if field.required else ""
    shown = f" For example `{example}`." if example else ""
    most = f" At most {MOST[field.name]}." if struct is Scenario and field.name in MOST else ""
    figures = f" The figures are {_listed(FIGURES)}." if (struct, field.name) == (PlanTest, "expect") else ""
    value = _value(field.hint).replace("map: id", "map: a sentence" if field.name == "tests" else "map: id")
    limits = _limits(struct, field.name)
    cells = (f"`{field.name}`{needed}", value, f"{text}{most}{limits}{figures}{_default(struct, field)}{shown}")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _limits(struct: type, name: str) -> str:
    """Say between which figures a field is."""
    match LIMITS.get((struct, name), {}):
        case {"minimum": low, "maximum": high} | {"exclusiveMinimum": low, "exclusiveMaximum": high}:
            return f" Between {low} and {high}."
        case {"minimum": low}:
            return f" At least {low}."
        case {"exclusiveMinimum": low}:
            return f" Above {low}."
    return ""


def _default(struct: type, field: Field) -> str:
    found = next(each.default for each in msgspec.structs.fields(struct) if each.name == field.name)
    if isinstance(found, bool):
        return f" Unless given, {str(found).lower()}." if found else ""
    if isinstance(found, str) and found:
        return f" Unless given, `{found}`."
    return f" Unless given, {found:g}." if isinstance(found, int | float) and field.name != "practicum" else ""


def _words(field: Field) -> str:
    meanings = words_described(_enum_in(field.hint) or Enum)
    return f"`{field.name}`:\n\n" + "\n".join(f"- `{word}`: {meaning}" for word, meaning in meanings.items()) + "\n"


def _enum_in(hint: Any) -> type[Enum] | None:
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return inner if isinstance(inner, type) and issubclass(inner, Enum) else None


def _value(hint: Any) -> str:
    """Say in words what is written for a type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(args)
    if origin in (Union, types.UnionType):
        return " or ".join(_value(each) for each in args if each is not type(None))
    if origin is Literal:
        return " · ".join(f"`{each}`" for each in args)
    if origin is dict:
        return f"map: {_value(args[0]) if get_origin(args[0]) is Annotated else 'id'} → {_value(args[1])}"
    if origin is tuple:
        return f"list: {_value(args[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of the words below"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"map, or its `{SHORT_FORMS[hint]}` alone" if hint in SHORT_FORMS else "map"
    return {str: "text", int: "whole number", bool: "`true` or `false`"}.get(hint, "number")


def _annotated(args: tuple[Any, ...]) -> str:
    for extra in args[1:]:
        if isinstance(extra, OneOf):
            return _listed(extra.words)
        for names in (_UNITS, _IDS, _PHRASES):
            if extra in names:
                return names[extra]
    return _value(args[0])


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{each}`" for each in words)


if __name__ == "__main__":
    sys.stdout.write(reference())
