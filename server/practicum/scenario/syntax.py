"""What the parser of YAML stumbles over, in an author's words: a place, what is wrong there, and what to do.

Rules:
- The parser names its own states ("expected <block end>"); who writes a case has never heard of them.
- What was opened and not closed is told with the place where it was opened, which is where it is mended. A quote that
  was forgotten ends at the next one, often many lines below, and only there does the parser stumble.
- What has no words of ours keeps the parser's.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import ScalarEvent

from practicum.scenario.problems import Place, Problem, Related, problem

# What text processors and web pages put where a space should be.
_ODD_INDENT: Final = re.compile("[ \t]*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])")
# What the parser says → what we say. The first that fits is taken.
_SAID: Final = (
    (
        "mapping values are not allowed",
        "a colon in the wrong place",
        "quote a text that holds a colon and a space; if this is a key, check its indent and the line above",
    ),
    ("entries are not allowed", "a list can't begin here", "begin it on the line below its key, or write [a, b]"),
    ("entries not allowed", "a list can't begin here", "begin it on the line below its key, or write [a, b]"),
    ("cannot start any token", "a text can't begin with this character", "quote the text"),
    ("expected the node content", "a value is missing before this", "write it, or quote the text"),
    (
        "expected a comment or a line break",
        "a text can't begin here",
        "begin it on the next line, indented, or leave out the | or >",
    ),
    ("expected chomping", "a text can't begin here", "begin it on the next line, indented, or leave out the | or >"),
    ("document start", "something stands where the file should end", "indent it, or quote the text"),
)


def syntax(error: MarkedYAMLError, text: str, file: str, quoted: ScalarEvent | None = None) -> Problem:
    """Say what the parser stumbled over; ``quoted``: the last text in quotes that it had read."""
    said = (error.problem or error.context or "this is not YAML").strip().splitlines()[0]
    context = error.context or ""
    began = _marked(error.context_mark, file)
    here = _marked(error.problem_mark, file) or began or Place(file)
    if quoted is not None and quoted.start_mark.line < quoted.end_mark.line == here.line - 1:
        hint = f"it goes on to the next quote, in line {here.line}: write the same quote behind the text"
        at = Place(file, quoted.start_mark.line + 1, quoted.start_mark.column + 1)
        return problem("yaml.syntax", at, "this quote is not closed", hint, related=Related(here, "it ends here"))
    if "'\\t'" in said or "tab" in said.lower():
        return problem("yaml.syntax", here, "a tab can't indent here", "indent with spaces")
    for number, line in enumerate(text.split("\n"), 1):
        if odd := odd_indent(line):
            return not_a_space(odd, Place(file, number, line.index(odd) + 1, 1))
    for words, message, hint in _SAID:
        if words in said:
            return problem("yaml.syntax", here, message, hint)
    if began is not None and (told := _opened(context, said, here, began)) is not None:
        return told
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        if _before(text, here).strip():
            hint = "quote the whole text; a single quote in single quotes is written twice"
            return problem("yaml.syntax", here, "the value has ended before this", hint)
        return problem("yaml.syntax", here, "this does not stand below its neighbours", "indent it as they are")
    return problem("yaml.syntax", here, said)


def odd_indent(line: str) -> str | None:
    """Give the first character of a line's indent that looks like a space and is none."""
    found = _ODD_INDENT.match(line)
    return None if found is None else found.group(1)


def not_a_space(character: str, place: Place) -> Problem:
    """Say that a character is not the space that it looks like."""
    message = f"a character that looks like a space and is none (U+{ord(character):04X})"
    return problem("yaml.syntax", place, message, "indent with spaces")


def _opened(context: str, said: str, here: Place, began: Place) -> Problem | None:
    """Say what began and did not end, or not as it should."""
    if "quoted scalar" in context:
        if "end of stream" in said:
            return problem("yaml.syntax", began, "this quote is not closed", "write the same quote behind the text")
        hint = "write \\\\ for a backslash, or use single quotes"
        return problem("yaml.syntax", here, "this can't stand behind a backslash", hint)
    if "flow" in context:
        hint = "close it, or quote a text that holds brackets, commas or colons"
        related = Related(began, "it is opened here")
        return problem("yaml.syntax", here, "a bracket is still open here", hint, related=related)
    if "simple key" in context:
        return problem(
            "yaml.syntax",
            began,
            "a key without a colon",
            "write name: value, with a space behind the colon, or indent a text that goes on",
        )
    if any(word in context for word in ("anchor", "alias", "tag")):
        return problem("yaml.syntax", began, "a text can't begin with this character", "quote the text")
    if "directive" in context:
        return problem("yaml.syntax", began, "directives are not part of the language", "remove the line")
    return None


def _marked(mark: Any, file: str) -> Place | None:
    """Give the place of a mark."""
    return None if mark is None else Place(file, mark.line + 1, mark.column + 1, 1)


def _before(text: str, place: Place) -> str:
    """Give what stands before a place on its line."""
    lines = text.splitlines()
    return lines[place.line - 1][: place.column - 1] if place.line <= len(lines) else ""
