"""The index of every rule that ``practicum check`` knows: docs/rules/README.md, generated.

``python -m practicum.lint.index > docs/rules/README.md`` renews it; a test says when it is stale.
"""

from __future__ import annotations

import sys

from practicum.lint.book import About, every_rule

HEAD = """\
# Rules of `practicum check`

Every problem that `practicum check` tells has a rule, in brackets behind the message: `[ref.unknown]`. Each rule has a
section that says why it is there, with an example that breaks it and one that is sound; both are run as tests. Errors
keep a case from being played. Warnings make it weaker; one that is meant is allowed by
[a comment with a reason](allow.md). `practicum check --explain ref.unknown` shows a rule's section on a terminal.

## How problems are told

`practicum check PATH…` checks cases, or every case of a folder, and tells all problems in one run. Each has its place,
the line with what is meant underlined, the cure, and if it is about two places, the second one:

```text
late-parcels/scenario.yaml:82:15: unknown cause "lables" [ref.unknown]
   |
82 |     on: {lables: 0.9}
   |          ^~~~~~
   = did you mean "labels"? (defined at scenario.yaml:40)
late-parcels/scenario.yaml:40:3: "labels" is defined here
   |
40 |   labels:
   |   ^~~~~~

1 problem in 1 case.
```

| option | |
|---|---|
| `--strict` | warnings count too |
| `--format json` | a list of `{"rule","severity","file","line","column","message","hint"}` |
| `--format sarif` | SARIF 2.1.0, for tools that review code; what is allowed is in it, with its reason |
| `--color always`, `never` | colours elsewhere than on a terminal, or none; `NO_COLOR` is heeded |

The exit code is 0 if nothing is wrong, 1 if there are problems, 2 if something could not be read.
"""


def index() -> str:
    """Write the page."""
    families: dict[str, list[About]] = {}
    for about in every_rule().values():
        families.setdefault(about.id.partition(".")[0], []).append(about)
    return "\n".join([HEAD, *(_family(name, rules) for name, rules in families.items())])


def _family(name: str, rules: list[About]) -> str:
    rows = [f"| [`{each.id}`]({each.section}) | {each.title} | {each.severity} |" for each in rules]
    return "\n".join([f"## [{name}]({name}.md)", "", "| rule | what is wrong | |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(index())
