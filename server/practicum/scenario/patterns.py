"""The forms of figures, phrases and file names as regular expressions that editors know (ECMA-262).

Rules:
- What the loader accepts, its pattern matches; most of what the loader refuses, it doesn't. A test draws both.
- No flag and no look-behind: an editor has neither. Whether an id names something, only the loader knows.
"""

from __future__ import annotations

import re
from typing import Final

from practicum.scenario.assets import PICTURES, SOUNDS
from practicum.scenario.expressions import PHASES
from practicum.scenario.model import Expression, Ref, Unit
from practicum.scenario.values import NEVER_NEGATIVE, UNITS
from practicum.scenario.walk import ID_FORM

_WORD: Final = r"[\w-]+"
_DIGITS: Final = r"\d{1,30}(?:_\d{1,30}){0,5}"
_SPACE: Final = r"\s*"
SOMETHING: Final = r"\S"


def of_id(ref: Ref | None = None) -> str:
    """Give the form of an id, or of what names one."""
    form = ID_FORM.pattern.removesuffix(r"\Z")
    prefix = r"(?:evidence\.)?" if ref is Ref.EVIDENCE else ""
    return f"^{form}$" if ref is None else f"^{_SPACE}{prefix}{form}{_SPACE}$"


def of_number(*, whole: bool = False) -> str:
    """Give the form of a number without a unit, where it is written as a text: 98_000."""
    return f"^{_SPACE}{_number(whole=whole)}{_SPACE}$"


def of_figure(unit: Unit) -> str:
    """Give the form of a figure with its unit."""
    return f"^{_SPACE}{_figure(unit)}{_SPACE}$"


def of_file(unit: Unit) -> str:
    """Give the form of a file's name."""
    endings = {
        Unit.TABLE: (".csv",),
        Unit.IMAGE: tuple(PICTURES),
        Unit.RECORDING: tuple(SOUNDS),
        Unit.TRANSLATION: (".po",),
    }[unit]
    return rf"\.(?:{'|'.join(_any_case(each[1:]) for each in endings)}){_SPACE}$"


def of_phrase(kind: Expression) -> str:
    """Give the form of a phrase of the language."""
    minutes = _figure(Unit.MINUTES)
    ask = rf"ask\s+{_WORD}\.{_WORD}"
    after = rf"after\s+(?:evidence\.)?{_WORD}"
    forms = {
        Expression.UNLOCK: ("start", after, rf"inject\s+(?:evidence\.)?{_WORD}", ask),
        Expression.WHEN: (
            "by hand",
            rf"(?:{'|'.join(PHASES)})\s*\+\s*{minutes}",
            r"month\s+(?:0?[1-9]|1[0-2])",
            r"week\s+(?:[0-4]?\d|5[01])",
            after,
            ask,
            rf"planned\s+{_WORD}",
            rf"{_WORD}\s+answered\s+{_WORD}",
            rf"{_WORD}\s+unanswered\s*\+\s*{minutes}",
        ),
        Expression.ITEM: (rf"{_WORD}(?:@(?:[0-4]?\d|5[01]))?",),
        Expression.EXPECTATION: (
            r"(?:<=|>=|<|>|about)?\s*[+-]?\d[\d_]*(?:\.\d+)?\s*%?",
            r"within\s+\d+(?:\.\d+)?\s*%\s+of\s+best",
        ),
    }[kind]
    return f"^{_SPACE}(?:{'|'.join(forms)}){_SPACE}$"


def in_ecma(pattern: re.Pattern[str]) -> str:
    """Write one of our own patterns, which begin at the start, as an editor reads it."""
    return "^" + pattern.pattern.replace(r"\Z", "$")


def _number(*, whole: bool = False, negative: bool = True) -> str:
    sign = r"[+\-\u2212]?" if negative else r"\+?"
    # 007 alone is a name to some; 1e3, 0x1F and 12:30 don't match anyway.
    odd = rf"(?!0\d[\d_]*{_SPACE}$)"
    fraction = r"(?:\.0{1,12})?" if whole else r"(?:\.\d{1,12})?"
    bare = "" if whole else r"|\.\d{1,12}"
    return f"{sign}{odd}(?:{_DIGITS}{fraction}{bare})"


def _figure(unit: Unit) -> str:
    words = [r"\s+".join(_any_case(part) for part in each.split()) for each in UNITS[unit][0] if each]
    number = _number(whole=unit is Unit.WEEKS, negative=unit not in NEVER_NEGATIVE)
    if unit is Unit.SHARE:
        # 150 % is more than the whole, and so is 15 without its sign.
        per_cent = rf"(?!\+?(?:[2-9]\d\d|1(?:0[1-9]|[1-9]\d)|[1-9]\d{{3}}|\d+_)){number}{_SPACE}%"
        return rf"(?:{per_cent}|\+?(?:0{{0,9}}\.\d{{1,12}}|0|1(?:\.0{{1,12}})?))"
    return f"{number}(?:{_SPACE}(?:{'|'.join(words)}))?" if words else number


def _any_case(word: str) -> str:
    """Let a word be written in capitals, too."""
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else re.escape(each) for each in word)
