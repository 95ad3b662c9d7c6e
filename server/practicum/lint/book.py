"""Every rule that ``practicum check`` can name, and the section of the documentation that each one has.

Rules:
- The pages are those of docs/rules; a wheel carries them.
- A section's anchor is the one that its heading gets on the web: ``## rule.id — title``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from practicum.lint.families import RULES
from practicum.lint.suppress import ALLOW_RULES
from practicum.scenario.problems import Severity
from practicum.scenario.rules import LOADER_RULES


class About(msgspec.Struct, frozen=True):
    """What is known of a rule without its check."""

    id: str
    title: str
    severity: Severity

    @property
    def page(self) -> str:
        """The page that its family has."""
        return f"{self.id.partition('.')[0]}.md"

    @property
    def section(self) -> str:
        """Its section: the page and the anchor."""
        heading = f"{self.id} — {self.title}".lower()
        return f"{self.page}#{re.sub(r'[^a-z0-9_ -]', '', heading).replace(' ', '-')}"


@cache
def every_rule() -> dict[str, About]:
    """Give every rule, the loader's first."""
    loader = [About(id, title, "error") for id, title in LOADER_RULES.items()]
    linter = [About(rule.id, rule.title, rule.severity) for rule in RULES.values()]
    comments = [About(id, title, "warning") for id, title in ALLOW_RULES.items()]
    return {each.id: each for each in (*loader, *linter, *comments)}


def written(about: About) -> str:
    """Give a rule's section as it is written, heading included; its title if the page can't be read."""
    try:
        text = (pages() / about.page).read_text("utf-8")
    except OSError:
        text = ""
    found = re.search(rf"^## {re.escape(about.id)} — .*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found.group().strip() + "\n" if found else f"## {about.id} — {about.title}\n"


def pages() -> Path:
    """Find the pages: those that came with the package, or those of the working copy that it runs from."""
    installed = Path(__file__).parents[1] / "docs" / "rules"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "docs" / "rules"
