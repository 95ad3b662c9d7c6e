"""Comments in a case that allow what the linter warns of: ``# practicum: allow measurement.drift — it is the lesson``.

Rules:
- A comment speaks for its own line; alone on a line, for the next line that says something. It holds for what stands
  there and, if that is a key, for all that the key holds.
- A reason is required: without it nothing is allowed. Several rules are written with commas.
- Only warnings can be allowed; an error breaks the play, whatever a comment says.
- A comment that allows nothing, no more or by mistake, is a warning itself, and that can't be allowed.
- What is allowed is not forgotten: it is counted, and kept with its reason where the answer has room for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from practicum.lint.families import RULES, Found
from practicum.scenario.problems import Place, Problem, did_you_mean, problem
from practicum.scenario.rules import LOADER_RULES, SOMETIMES_WARNINGS

ALLOW_RULES: Final[dict[str, str]] = {
    "allow.error": "an allowance for an error",
    "allow.reason": "an allowance without a reason",
    "allow.unknown": "an allowance for a rule that does not exist",
    "allow.unused": "an allowance that allows nothing",
}

EXAMPLE = "# practicum: allow measurement.drift — the drift is the lesson"

_COMMENT = re.compile(r"(?<![^\s])#[ \t]*practicum:[ \t]*([A-Za-z]+)\b[ \t:]*([^\r\n\u2028\u2029]*)")
# In brackets, too, as rules are told.
_RULES = re.compile(r"\[?([A-Za-z]+(?:\.[\w-]+)?(?:[ \t]*,[ \t]*[A-Za-z]+(?:\.[\w-]+)?)*)\]?[ \t]*(.*)\Z")
_DASHES = " \t—–-:"
_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")
# Words of other linters, whose users will try them first.
_LIKE_ALLOW = {"ignore": "allow", "disable": "allow", "noqa": "allow", "suppress": "allow", "allows": "allow"}


class Allowance(msgspec.Struct, frozen=True):
    """One comment: the line that it speaks for, the rules that it names, and why."""

    place: Place
    line: int
    rules: tuple[str, ...]
    reason: str


class Allowed(msgspec.Struct, frozen=True):
    """A warning that the author knows of, and the reason for it."""

    problem: Problem
    reason: str


def allowances(text: str, file: str) -> tuple[list[Allowance], list[Problem]]:
    """Find the comments that allow something, and those that try to."""
    found, wrong = [], []
    for comment in _comments(text):
        before = text[: comment.start()]
        breaks = list(_BREAK.finditer(before))
        start = breaks[-1].end() if breaks else 0
        place = Place(file, len(breaks) + 1, comment.start() - start + 1, len(comment.group().rstrip()))
        word, rest = comment.group(1), comment.group(2).strip()
        if word != "allow":
            meant = _LIKE_ALLOW.get(word.lower()) or did_you_mean(word, ["allow"])
            if meant:
                message = f'a comment to practicum says "allow", not "{word[:40]}"'
                wrong.append(problem("allow.unknown", place, message, f"write {EXAMPLE}", "warning"))
            continue
        match = _RULES.match(rest)
        if match is None:
            message = "this comment does not say which rule it allows"
            wrong.append(problem("allow.unknown", place, message, f"write {EXAMPLE}", "warning"))
            continue
        rules = tuple(each.strip() for each in match.group(1).split(","))
        reason = match.group(2).strip(_DASHES)
        alone = not before[start:].strip()
        line = _next_line(text, comment.end(), place.line) if alone else place.line
        if reason:
            found.append(Allowance(place, line, rules, reason))
        else:
            named = ", ".join(rules)[:60]
            hint = f"write # practicum: allow {named} — and why it is meant"
            wrong.append(problem("allow.reason", place, f"allowing {named} needs a reason", hint, "warning"))
    return found, wrong


def _comments(text: str) -> list[re.Match[str]]:
    """Find what looks like such a comment and stands outside every text of the file."""
    looks = list(_COMMENT.finditer(text))
    if not looks:
        return []
    try:
        events = YAML(typ="safe", pure=True).parse(text)
        texts = [(each.start_mark.index, each.end_mark.index) for each in events if isinstance(each, ScalarEvent)]
    except (YAMLError, ValueError, RecursionError, IndexError, KeyError, AttributeError):
        return []  # the file is told to be broken already
    return [look for look in looks if not any(start <= look.start() < end for start, end in texts)]


def _next_line(text: str, at: int, line: int) -> int:
    """Find the next line that holds more than a comment."""
    for offset, each in enumerate(_BREAK.split(text[at:])):
        if offset and each.strip() and not each.lstrip().startswith("#"):
            return line + offset
    return line


def apply(
    found: Iterable[Found], allowing: Sequence[Allowance], judged: Iterable[str]
) -> tuple[list[Problem], list[Allowed]]:
    """Take out what is allowed, and add what is wrong with the comments themselves; ``judged``: rules that were run."""
    problems: list[Problem] = []
    allowed: list[Allowed] = []
    used: set[tuple[Place, str]] = set()
    for each in found:
        warning = each.problem.severity == "warning"
        over = [it for it in allowing if warning and each.problem.rule in it.rules and it.line in each.lines]
        used |= {(it.place, each.problem.rule) for it in over}
        if over:
            allowed.append(Allowed(each.problem, max(over, key=lambda it: it.line).reason))
        else:
            problems.append(each.problem)
    ran = set(judged)
    without = [(it, rule) for it in allowing for rule in it.rules if (it.place, rule) not in used]
    needless = [_needless(it, rule, ran) for it, rule in without]
    return problems + [each for each in needless if each is not None], allowed


def _needless(it: Allowance, rule: str, ran: set[str]) -> Problem | None:
    """Say why an allowance has no effect; nothing if its rule was not run."""
    known = {**RULES, **LOADER_RULES}
    if rule not in known:
        close = did_you_mean(rule, known)
        cure = f'did you mean "{close}"?' if close else "the rules are listed in docs/rules/README.md"
        return problem("allow.unknown", it.place, f'there is no rule "{rule[:60]}"', cure, "warning")
    if not can_be_allowed(rule):
        message = f"{rule} is an error, and errors can't be allowed"
        return problem("allow.error", it.place, message, "mend what it names, and remove the comment", "warning")
    if rule not in ran:
        return None
    message = f"nothing here breaks {rule}"
    return problem("allow.unused", it.place, message, "remove the comment, or put it where the warning is", "warning")


def can_be_allowed(rule: str) -> bool:
    """Tell whether a rule is one of those that warn."""
    return rule in SOMETIMES_WARNINGS or (rule in RULES and RULES[rule].severity == "warning")
