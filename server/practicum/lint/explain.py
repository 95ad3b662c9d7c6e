"""A rule's section of the documentation, as it is read on a terminal: ``practicum check --explain RULE``.

Fences of examples become the words "wrong" and "right"; all else stays as it is written.
"""

from __future__ import annotations

import re

from practicum.lint.book import every_rule, written
from practicum.scenario.problems import did_you_mean

_FENCE = re.compile(r"^```\w+ (bad|good)[^\n]*\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
_WORDS = {"bad": "wrong", "good": "right"}


def explain(rule: str) -> str | None:
    """Give what the documentation says about a rule; nothing if there is no such rule."""
    about = every_rule().get(rule)
    return None if about is None else _FENCE.sub(_example, written(about).removeprefix("## ")).strip()


def nearest(rule: str) -> str | None:
    """Name the rule that was probably meant."""
    return did_you_mean(rule, every_rule())


def _example(fence: re.Match[str]) -> str:
    lines = "".join(f"  {line}" if line.strip() else line for line in fence.group(2).splitlines(keepends=True))
    return f"{_WORDS[fence.group(1)]}:\n\n{lines}"
