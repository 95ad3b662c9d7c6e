"""What the exhibits that a team has opened say of each candidate, taken together.

Rules:
- A decisive exhibit that speaks fully (two of two) for or against a candidate settles it; where such ones disagree, and
  where there are none, the sum of what everything says counts: two points show a cause, two against refute it.
- A candidate that neither is the case with stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from practicum.scenario.catalogue import Exhibit

Verdict = Literal["shown", "refuted", "open"]

FULLY: Final = 2.0


def strong(exhibit: Exhibit, cause: str) -> bool:
    """Say whether an exhibit alone settles a candidate."""
    return exhibit.decisive and abs(exhibit.says.get(cause, 0.0)) >= FULLY


def verdict(catalogue: Mapping[str, Exhibit], opened: Collection[str], cause: str) -> Verdict:
    """Say what the opened exhibits make of a candidate."""
    said = [catalogue[tag] for tag in catalogue if tag in opened and catalogue[tag].says.get(cause)]
    alone = sum(exhibit.says[cause] for exhibit in said if strong(exhibit, cause))
    if alone:
        return "shown" if alone > 0 else "refuted"
    whole = sum(exhibit.says[cause] for exhibit in said)
    if abs(whole) < FULLY:
        return "open"
    return "shown" if whole > 0 else "refuted"


def settled(catalogue: Mapping[str, Exhibit], opened: Collection[str], cause: str) -> bool:
    """Say whether somebody who wants to be sure has seen enough of a candidate."""
    about = [tag for tag, exhibit in catalogue.items() if strong(exhibit, cause)]
    if about:
        return any(tag in opened for tag in about)
    return verdict(catalogue, opened, cause) != "open"
