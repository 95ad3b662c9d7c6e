"""A rule's section of the documentation, as it is read on a terminal: ``practicum check --explain RULE``.

Rules:
- The pages are those of docs/rules; a wheel carries them.
- Fences of examples become the words "wrong" and "right"; all else stays as it is written.
"""

from __future__ import annotations

import re
from pathlib import Path

from practicum.lint.sarif import every_rule
from practicum.scenario.problems import did_you_mean

_FENCE = re.compile(r"^```\w+ (bad|good)[^\n]*\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
_WORDS = {"bad": "wrong", "good": "right"}


def explain(rule: str) -> str | None:
    """Give what the documentation says about a rule; nothing if there is no such rule."""
    about = every_rule().get(rule)
    if about is None:
        return None
    page = _folder() / f"{rule.partition('.')[0]}.md"
    text = page.read_text("utf-8") if page.is_file() else ""
    found = re.search(rf"^## {re.escape(rule)} — .*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        return f"{rule} — {about.title}"
    return _FENCE.sub(_example, found.group().removeprefix("## ")).strip()


def nearest(rule: str) -> str | None:
    """Name the rule that was probably meant."""
    return did_you_mean(rule, every_rule())


def _example(fence: re.Match[str]) -> str:
    lines = "".join(f"  {line}" if line.strip() else line for line in fence.group(2).splitlines(keepends=True))
    return f"{_WORDS[fence.group(1)]}:\n\n{lines}"


def _folder() -> Path:
    """Find the pages: those that came with the package, or those of the working copy that it runs from."""
    installed = Path(__file__).parents[1] / "docs" / "rules"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "docs" / "rules"
