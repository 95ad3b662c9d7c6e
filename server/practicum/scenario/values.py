"""What people write for a figure, turned into a number; pure, one function a unit.

Rules:
- Each form reads as it is said: "8 weeks", "15 %", "5 min", "24 h", "5_200 per point and week", 98_000, +0.30.
- A form that YAML tools disagree about (off, 12:30, 1e3, 010) is refused with the way to write it, never guessed.
- A function returns the number or a ``Wrong``; it never raises.
"""

from __future__ import annotations

import re

import msgspec

from practicum.scenario.model import Unit


class Wrong(msgspec.Struct, frozen=True):
    """Why a text is not a value of this kind, and how to write one."""

    rule: str
    message: str
    hint: str


NUMBER = r"[+-]?(?:\d{1,30}(?:_\d{1,30}){0,5}(?:\.\d{1,12})?|\.\d{1,12})"
_PLAIN_NUMBER = re.compile(rf"{NUMBER}\Z")
_WITH_WORDS = re.compile(rf"({NUMBER})\s*(\S.*)?\Z", re.DOTALL)
_ODD_NUMBER = re.compile(
    r"[+-]?(?:\d[\d_]*\.?\d*[eE][+-]?\d+|0[xX][\da-fA-F_]+|0[oObB][0-7_]+|0\d[\d_]*|\d+(?::\d\d?)+(?:\.\d*)?"
    r"|\d[\d_]*\.)\Z"
)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}(?![\d.])")  # twenty, or twenty thousand, as in half of Europe
_LONGEST = 40  # no figure is longer, and the patterns never meet a text that could keep them busy
_LARGEST = 1e12
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?\Z")
_YES_OR_NO = {"yes", "no", "on", "off", "true", "false", "y", "n"}
_NOTHING = {"null", "~"}
_NOT_A_NUMBER = {".nan", ".inf", "+.inf", "-.inf"}

_MINUTES = {
    "": 1.0,
    "min": 1.0,
    "mins": 1.0,
    "minute": 1.0,
    "minutes": 1.0,
    "h": 60.0,
    "hour": 60.0,
    "hours": 60.0,
    "day": 1440.0,
    "days": 1440.0,
}
_HOURS = {
    "": 1.0,
    "h": 1.0,
    "hour": 1.0,
    "hours": 1.0,
    "min": 1 / 60,
    "minutes": 1 / 60,
}
_WEEKS = {"": 1.0, "week": 1.0, "weeks": 1.0, "w": 1.0}
_PER_CENT = {"": 1.0, "%": 0.01}
_VALUE = {"": 1.0, "per point and week": 1.0}

UNITS: dict[Unit, tuple[dict[str, float], str]] = {
    Unit.WEEKS: (_WEEKS, "a whole number of weeks, as in 8 weeks"),
    Unit.MINUTES: (_MINUTES, "a length of time, as in 5 min or 2 h"),
    Unit.HOURS: (_HOURS, "a number of hours, as in 2 h"),
    Unit.SHARE: (_PER_CENT, "a share, as in 15 % or 0.15"),
    Unit.MONEY: ({"": 1.0}, "an amount of money, as in 98_000"),
    Unit.SIGNED: (_PER_CENT, "a number with its sign, as in +0.30 or -2"),
    Unit.VALUE: (_VALUE, "an amount of money, as in 5_200 per point and week"),
}
NEVER_NEGATIVE = {Unit.MINUTES, Unit.HOURS, Unit.SHARE, Unit.MONEY, Unit.VALUE}


def ambiguous(text: str) -> str | None:
    """Say what else a plain scalar could be read as, or None if it is text to everybody."""
    word = text.strip().lower()
    if len(word) > _LONGEST:
        return None
    if word in _YES_OR_NO:
        return "a yes or a no"
    if word in _NOTHING:
        return "nothing"
    if word in _NOT_A_NUMBER:
        return "a number"
    if _PLAIN_NUMBER.match(word):
        return "a number"
    if _ODD_NUMBER.match(word):
        return "a number or a time"
    if _DATE.match(word):
        return "a date"
    return None


def number_in(unit: Unit, text: str) -> float | int | Wrong:
    """Read a figure in the form of its unit."""
    words, expected = UNITS[unit]
    if unit in (Unit.MONEY, Unit.VALUE) and (twice := _thousands(text)) is not None:
        return twice
    parsed = _split(text, expected)
    if isinstance(parsed, Wrong):
        return parsed
    number, suffix = parsed
    factor = words.get(" ".join(suffix.lower().split()))
    if factor is None:
        known = [each for each in words if each]
        hint = f"write {expected}" if known else f"write the number alone, as {expected}"
        return Wrong("type.unit", f'"{_short(suffix)}" is not a unit here', hint)
    value = number * factor
    if unit in NEVER_NEGATIVE and value < 0:
        return Wrong("value.range", f"{_short(text)} is below zero", f"write {expected}")
    if unit is Unit.SHARE and value > 1:
        most = "a share is at most 100 %" if suffix else "a share is at most 1, which is 100 %"
        hint = f"write {number:g} %" if not suffix and 2 <= number <= 100 else most
        return Wrong("value.range", f"{_short(text)} is more than the whole", hint)
    if unit is Unit.WEEKS:
        if value != int(value):
            return Wrong("type.wrong", f"{_short(text)} is not a whole number of weeks", "round it")
        if abs(value) > 520:
            return Wrong("value.range", f"{_short(text)} is more than ten years", "check the unit")
        return int(value)
    return round(value, 9)


def plain_number(text: str) -> float | Wrong:
    """Read a number that has no unit of its own."""
    parsed = _split(text, "a number, as in 0.9")
    if isinstance(parsed, Wrong):
        return parsed
    number, suffix = parsed
    if suffix:
        message = f'a number alone is expected, not "{_short(text)}"'
        return Wrong("type.unit", message, f"write {number:g}")
    return number


def whole_number(text: str) -> int | Wrong:
    """Read a count."""
    number = _thousands(text) or plain_number(text)
    if isinstance(number, Wrong):
        return number
    if number != int(number):
        return Wrong("type.wrong", f"{_short(text)} is not a whole number", "round it")
    return int(number)


def true_or_false(text: str) -> bool | Wrong:
    """Read a yes or no, of which there is one spelling."""
    if text in ("true", "false"):
        return text == "true"
    return Wrong("type.wrong", f'"{_short(text)}" is neither true nor false', "write true or false")


def _thousands(text: str) -> Wrong | None:
    """Refuse an amount whose point may be one between thousands."""
    found = _THOUSANDS.match(text.strip())
    if found is None:
        return None
    many = found.group().replace(".", "_")
    few = f"{float(found.group()):g}"
    return Wrong("text.ambiguous", f'"{_short(text)}" can be read as {many} and as {few}', f"write {many} or {few}")


def _split(text: str, expected: str) -> tuple[float, str] | Wrong:
    """Cut a text into its number and the words after it."""
    stripped = text.strip().replace("\u00a0", " ").replace("\u2212", "-")
    if len(stripped) > _LONGEST:
        return Wrong("type.wrong", f'"{_short(stripped)}" is not a number', f"write {expected}")
    if _ODD_NUMBER.match(stripped):
        return Wrong(
            "text.ambiguous",
            f'"{_short(stripped)}" can be read in more than one way',
            f"write {expected}",
        )
    match = _WITH_WORDS.match(stripped)
    if match is None:
        return Wrong("type.wrong", f'"{_short(stripped)}" is not a number', f"write {expected}")
    suffix = (match.group(2) or "").strip()
    if suffix[:1] in {",", "'", ".", "_"} or suffix[:1].isdigit():
        hint = "separate thousands with _, as in 98_000"
        return Wrong("type.wrong", f'"{_short(stripped)}" is not a number', hint)
    number = float(match.group(1).replace("_", ""))
    if abs(number) > _LARGEST:
        return Wrong("value.range", f"{_short(stripped)} is larger than any figure of a case", "check the figure")
    return number, suffix


def _short(text: str, limit: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
