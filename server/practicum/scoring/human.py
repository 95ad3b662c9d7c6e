"""The rows that people judge: raters who can't see each other, and how far they agree.

Rules:
- Each rater gives every human row of a team a level 0…4. A row's points follow from the mean of its ratings.
- Ratings that are more than one level apart are flagged: people talk about them before the figure means much.
- Agreement is counted row by row over all pairs of ratings of one team: exact, adjacent (at most one level apart), and
  Cohen's kappa with quadratic weights, where 1 is agreement, 0 what chance gives, and nothing can be said where all
  ratings were the same.
- Raters take their places in the order of their names in every pair, so that kappa has two sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from practicum.scoring.rubric import HIGHEST, HUMAN, SPECS, Group

Levels = Mapping[str, int]  # row → level


class HumanRow(msgspec.Struct, frozen=True):
    """One human row of one team; nothing is known of it until somebody has rated it."""

    row: str
    group: Group
    weight: float
    level: float | None
    points: float | None
    ratings: tuple[int, ...]  # from low to high: not whose they are
    differ: bool  # by more than one level


class Agreement(msgspec.Struct, frozen=True):
    """How far raters agree on one row."""

    pairs: int
    exact: float | None  # share of pairs
    adjacent: float | None
    kappa: float | None


def human_rows(ratings: Iterable[Levels]) -> tuple[HumanRow, ...]:
    """Put a team's ratings together, row by row."""
    ratings = tuple(ratings)
    return tuple(_together(row, sorted(one[row] for one in ratings if row in one)) for row in HUMAN)


def _together(row: str, levels: list[int]) -> HumanRow:
    spec = SPECS[row]
    if not levels:
        return HumanRow(row, spec.group, spec.weight, None, None, (), differ=False)
    mean = sum(levels) / len(levels)
    points = round(spec.weight * mean / HIGHEST, 2)
    differ = levels[-1] - levels[0] > 1
    return HumanRow(row, spec.group, spec.weight, round(mean, 2), points, tuple(levels), differ=differ)


def agreement(teams: Iterable[Mapping[str, Levels]]) -> dict[str, Agreement]:
    """Say how far raters agree on each row; each team is a map of rater → levels."""
    teams = tuple(teams)
    return {row: agreed([pair for team in teams for pair in _pairs(team, row)]) for row in HUMAN}


def _pairs(team: Mapping[str, Levels], row: str) -> list[tuple[int, int]]:
    raters = sorted(rater for rater, levels in team.items() if row in levels)
    return [(team[one][row], team[other][row]) for one, other in combinations(raters, 2)]


def agreed(pairs: Sequence[tuple[int, int]]) -> Agreement:
    """Count the agreement of pairs of levels."""
    if not pairs:
        return Agreement(0, None, None, None)
    apart = [abs(one - other) for one, other in pairs]
    exact = sum(by == 0 for by in apart) / len(pairs)
    adjacent = sum(by <= 1 for by in apart) / len(pairs)
    return Agreement(len(pairs), round(exact, 4), round(adjacent, 4), weighted_kappa(pairs))


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Give Cohen's kappa with quadratic weights, or nothing where chance could not have disagreed."""
    count = len(pairs)
    by_chance = sum((one - other) ** 2 for one, _ in pairs for _, other in pairs) / count if count else 0.0
    if by_chance == 0:
        return None
    return round(1.0 - sum((one - other) ** 2 for one, other in pairs) / by_chance, 4)
