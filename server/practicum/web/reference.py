"""The lists of all moves and all kinds of record for docs/protocol.md, made from the rules.

``python -m practicum.web.reference`` prints them; the document holds them between two marker lines, and a test fails
when they differ.
"""

from __future__ import annotations

import inspect
import re
import sys
from typing import get_type_hints

from practicum.rules.moves import MOVES, Spec
from practicum.rules.records import KINDS, PHASES, Kind
from practicum.web.typescript import Writer

BEGIN = "<!-- made from the code by `python -m practicum.web.reference`: don't edit below -->"
END = "<!-- end of what is made from the code -->"


def reference() -> str:
    """Write both lists as Markdown tables."""
    moves = "\n".join(_move(spec) for spec in MOVES.values() if not spec.actors & {"host", "timekeeper"})
    kinds = "\n".join(_kind(kind) for kind in KINDS.values())
    return (
        f"{BEGIN}\n\n## All moves\n"
        "| do | with | who | when | while paused |\n|---|---|---|---|---|\n"
        f"{moves}\n\n## All kinds of record\n"
        "| key | audience | fields | what it is |\n|---|---|---|---|\n"
        f"{kinds}\n\n{END}\n"
    )


def _move(spec: Spec) -> str:
    when = "always" if spec.phases is None else ", ".join(phase for phase in PHASES if phase in spec.phases)
    who = ", ".join(actor for actor in ("participant", "rater", "facilitator") if actor in spec.actors)
    paused = "yes" if spec.while_paused or "participant" not in spec.actors else "no"
    return f"| `{spec.do}` | {_fields(spec.type)} | {who} | {when} | {paused} |"


def _kind(kind: Kind) -> str:
    doc = re.sub(r"\s+", " ", inspect.getdoc(kind.type) or "")
    said = "" if doc.startswith(f"{kind.type.__name__}(") else doc.replace("|", "\\|").replace("``", "`")
    return f"| `{kind.key}` | {kind.audience.value} | {_fields(kind.type)} | {said} |"


def _fields(cls: type) -> str:
    hints = get_type_hints(cls, include_extras=True)
    shapes = {name: Writer().type_of(hint).replace("readonly ", "") for name, hint in hints.items() if name[0] != "_"}
    return " · ".join(f"`{name}` {shape}" for name, shape in shapes.items()).replace("|", "or") or "–"


if __name__ == "__main__":
    sys.stdout.write(reference())
