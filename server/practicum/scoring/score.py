"""A team's whole score: the machine's rows and the people's, side by side and never mixed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from practicum.scoring import causes, metrics, solution
from practicum.scoring.guidance import Advice, guidance
from practicum.scoring.human import HumanRow, Levels, human_rows
from practicum.scoring.rubric import Row
from practicum.scoring.work import TeamWork


class Score(msgspec.Struct, frozen=True):
    """What a team earned, and what it might work on."""

    machine: tuple[Row, ...]
    human: tuple[HumanRow, ...]
    machine_points: float
    human_points: float | None  # nothing until somebody has rated every human row
    guidance: tuple[Advice, ...]


def machine_rows(work: TeamWork) -> tuple[Row, ...]:
    """Judge every machine row, in the rubric's order."""
    diagnosis, plan, measured = work.diagnosis, work.solution, work.measurement
    return (
        causes.gap(diagnosis),
        causes.calibration(diagnosis),
        causes.evidence(diagnosis),
        causes.environment(diagnosis),
        solution.tied(plan),
        solution.mix(plan),
        solution.support(plan),
        solution.feasible(plan),
        metrics.chain(measured),
        metrics.targets(measured),
        metrics.detect(measured),
        metrics.isolation(measured),
        metrics.roi(measured),
        metrics.balance(measured),
    )


def score(work: TeamWork, ratings: Iterable[Levels] = ()) -> Score:
    """Judge a team's work, and put the people's ratings beside it."""
    machine, human = machine_rows(work), human_rows(ratings)
    by_people = [row.points for row in human]
    earned = {row.row: row.points for row in machine} | {row.row: row.points for row in human if row.points is not None}
    rated = [points for points in by_people if points is not None]
    return Score(
        machine=machine,
        human=human,
        machine_points=round(sum(row.points for row in machine), 2),
        human_points=round(sum(rated), 2) if len(rated) == len(human) else None,
        guidance=guidance(earned),
    )
