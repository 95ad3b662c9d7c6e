"""Whether a translation says the same as its source, as far as a program can tell: figures, placeholders, Markdown.

Rules:
- A figure of the source must be in the translation, however the language separates it: 1,200 may be 1.200 or 1 200,
  and 14.5 may be 14,5. A figure more is the translator's affair ("one in seven" may become 14 %).
- A placeholder and an address stay as they are. A unit that begins with % begins with % in every language, since the
  model reads it.
- Headings, items of lists, quotations and rows of tables are the same in number and order; so is what is set in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_FIGURE = re.compile(r"\d+(?:[.,]\d+|['’\u00a0\u202f]\d{3}(?!\d))*")
_KEPT = re.compile(r"\{[A-Za-z_]\w*\}|https?://[^\s)>\]]*[^\s)>\].,;:!?]")
_LINE_FORMS = (
    (re.compile(r"\s{0,3}(#{1,6})\s"), "a heading"),
    (re.compile(r"\s*[-*+]\s"), "an item of a list"),
    (re.compile(r"\s*\d+[.)]\s"), "a numbered item"),
    (re.compile(r"\s{0,3}>"), "a quotation"),
    (re.compile(r"\s*\|"), "a row of a table"),
)
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
_LINK = re.compile(r"\]\(([^)\s]*)\)")


def differences(source: str, text: str, *, markdown: bool) -> Iterator[tuple[str, str]]:
    """Name what differs between a source and its translation, each with a cure."""
    lacking = _lacking_figures(source, text)
    if lacking:
        names = ", ".join(lacking[:6])
        yield f"the translation lacks {names}, which the source says", "write the figure, or mend it"
    for kept in dict.fromkeys(_KEPT.findall(source)):
        if kept not in text:
            yield f'the translation lacks "{kept[:60]}"', "write it as the source does"
    if source.startswith("%") and not text.startswith("%"):
        yield "the source begins with %, the translation does not", "begin with %: the model reads it"
    if markdown:
        yield from _shape(source, text)


def _lacking_figures(source: str, text: str) -> list[str]:
    """List the figures of the source that the translation does not have."""
    there = {reading for figure in _FIGURE.findall(text) for reading in _readings(figure)}
    figures = dict.fromkeys(_FIGURE.findall(source))
    return [figure for figure in figures if not _readings(figure) & there]


def _readings(figure: str) -> set[Decimal]:
    """Give the numbers that a figure can be, as one language or another reads its separators."""
    plain = re.sub(r"['’\u00a0\u202f]", "", figure)
    parts = re.split(r"[.,]", plain)
    if len(parts) == 1:
        return {Decimal(plain)}
    readings: set[Decimal] = set()
    whole, last = "".join(parts[:-1]), parts[-1]
    separators = set(re.findall(r"[.,]", plain))
    grouped = len(parts[0]) <= 3 and all(len(each) == 3 for each in parts[1:])
    if grouped and len(separators) == 1:
        readings.add(Decimal(whole + last))
    if len(parts) == 2 or len(separators) == 2:
        readings.add(Decimal(f"{whole}.{last}"))
    # A date or a time of day: 5.9.2023, 8.14.
    return readings or {Decimal(each) for each in parts}


def _shape(source: str, text: str) -> Iterator[tuple[str, str]]:
    """Compare how two Markdown texts are built."""
    wanted, got = _forms(source), _forms(text)
    if wanted != got:
        message = f"the source has {_counted(wanted)}, the translation {_counted(got)}"
        yield message, "build the translation as its source is built"
    elif len(_BOLD.findall(source)) != len(_BOLD.findall(text)):
        message = f"the source has {len(_BOLD.findall(source))} words or phrases in bold, the translation "
        yield f"{message}{len(_BOLD.findall(text))}", "set the same ones in bold"
    for target in dict.fromkeys(_LINK.findall(source)):
        if target not in _LINK.findall(text):
            yield f'the translation lacks the link to "{target[:60]}"', "link as the source does"


def _forms(text: str) -> list[str]:
    """Name the form of each line that has one."""
    return [name for line in text.splitlines() for form, name in _LINE_FORMS if form.match(line)][:200]


def _counted(forms: list[str]) -> str:
    """Say how many lines have a form."""
    kinds = [f"{forms.count(kind)} × {kind}" for kind in dict.fromkeys(forms)]
    return ", ".join(kinds) if kinds else "running text"
