"""The rubric: which rows there are, who judges each, what it weighs, and the shape of a judgement.

Rules:
- A level is 0 absent, 1 asserted, 2 partly supported, 3 supported by case evidence, 4 supported with the
  counter-evidence weighed and the limits stated. A row's points are weight · level / 4; the calibration of the bet
  alone earns by its own formula.
- Eighty-two points are judged by machine and eighteen by people. They are shown apart and never mixed within a row.
- A reason names the team's own records, so that everybody can look at what was judged; ``met`` says whether it raised
  the level or is what was missing.
- Nobody loses points by what a case doesn't offer.
- Row ids and reason codes are stored: add, never rename.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

Group = Literal["cause", "solution", "metrics", "together"]
Judge = Literal["machine", "human"]

HIGHEST: Final = 4


class RowSpec(msgspec.Struct, frozen=True):
    """One row of the rubric."""

    row: str
    group: Group
    weight: float
    judge: Judge
    label: str


RUBRIC: Final[tuple[RowSpec, ...]] = (
    RowSpec("gap", "cause", 5, "machine", "The problem as a business gap with a value"),
    RowSpec("calibration", "cause", 10, "machine", "Calibration of the cause bet"),
    RowSpec("evidence", "cause", 8, "machine", "Evidence discipline, counter-evidence included"),
    RowSpec("environment", "cause", 4, "machine", "The environment before the people"),
    RowSpec("argument", "cause", 3, "human", "Coherence of the argument"),
    RowSpec("tied", "solution", 8, "machine", "Each item tied to a confirmed cause"),
    RowSpec("mix", "solution", 6, "machine", "The right mix of training and other remedies"),
    RowSpec("support", "solution", 6, "machine", "Support for transfer, before and after"),
    RowSpec("feasible", "solution", 5, "machine", "Feasible in budget, time and for the sponsor"),
    RowSpec("risks", "solution", 5, "human", "Risks, prerequisites and events answered"),
    RowSpec("chain", "metrics", 6, "machine", "A chain of levels 1 to 4, leading and lagging"),
    RowSpec("targets", "metrics", 6, "machine", "Baseline, target, date and owner"),
    RowSpec("detect", "metrics", 5, "machine", "Able to detect the effect"),
    RowSpec("isolation", "metrics", 6, "machine", "The plan's effect told from everything else"),
    RowSpec("roi", "metrics", 4, "machine", "Inputs of the return conservative and fully loaded"),
    RowSpec("balance", "metrics", 3, "machine", "A balancing metric"),
    RowSpec("together", "together", 10, "human", "Working together"),
)

SPECS: Final[dict[str, RowSpec]] = {spec.row: spec for spec in RUBRIC}
HUMAN: Final[tuple[str, ...]] = tuple(spec.row for spec in RUBRIC if spec.judge == "human")
MACHINE_OF: Final = sum(spec.weight for spec in RUBRIC if spec.judge == "machine")
HUMAN_OF: Final = sum(spec.weight for spec in RUBRIC if spec.judge == "human")


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row has its level: what was found or missing, and in which of the team's own records."""

    code: str
    met: bool
    claims: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()  # candidates of the bet
    items: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    numbers: dict[str, float] = {}


class Row(msgspec.Struct, frozen=True):
    """One machine row as it was judged."""

    row: str
    group: Group
    weight: float
    level: int
    points: float
    reasons: tuple[Reason, ...]


def judged(row: str, level: int, reasons: Iterable[Reason]) -> Row:
    """Give a row its level, and the points that follow."""
    spec = SPECS[row]
    level = min(max(level, 0), HIGHEST)
    return Row(row, spec.group, spec.weight, level, round(spec.weight * level / HIGHEST, 2), tuple(reasons))


def said(steps: Sequence[tuple[bool, Reason]], implied: int = 0) -> list[Reason]:
    """Give a ladder's reasons; of the first ``implied`` steps, one is left out where the next says it too."""
    return [reason for at, (_, reason) in enumerate(steps) if at >= implied or not steps[at + 1][0]]


def climbed(steps: Iterable[tuple[bool, Reason]]) -> int:
    """Count the steps met from the first on: a ladder is climbed without leaving one out."""
    level = 0
    for met, _ in steps:
        if not met:
            break
        level += 1
    return level
