"""The index of every rule that ``practicum check`` knows: docs/rules/README.md, generated.

``python -m practicum.lint.index > docs/rules/README.md`` renews it; a test says when it is stale.
"""

from __future__ import annotations

import sys

from practicum.lint.sarif import About, every_rule

HEAD = """\
# Rules of `practicum check`

Every problem that `practicum check` tells has a rule, in brackets behind the message: `[ref.unknown]`. Each rule has a
section that says why it is there, with an example that breaks it and one that is sound; both are run as tests. Errors
keep a case from being played. Warnings make it weaker; one that is meant is allowed by
[a comment with a reason](allow.md).
"""


def index() -> str:
    """Write the page."""
    families: dict[str, list[About]] = {}
    for about in every_rule().values():
        families.setdefault(about.id.partition(".")[0], []).append(about)
    return "\n".join([HEAD, *(_family(name, rules) for name, rules in families.items())])


def _family(name: str, rules: list[About]) -> str:
    rows = [
        f"| [`{each.id}`]({each.page.removeprefix('docs/rules/')}) | {each.title} | {each.severity} |" for each in rules
    ]
    return "\n".join([f"## [{name}]({name}.md)", "", "| rule | what is wrong | |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(index())
