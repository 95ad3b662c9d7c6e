"""Adoption: the share of the population on whom an item is live, week by week, for many plans at once.

Rules:
- Learning comes in weekly cohorts; each transfers, fades and leaves by its own age. One that has not begun counts 0.
- Everything else spreads as ``reach · (1 − e^(−age/tau))``.
- Support and floor in a week are the sums over the plan's items that are live in that week, learning or not.
- Arrays are plans × items × weeks, items in the scenario's order, so a plan's own order can't matter.
- Plans that share their supporting items share their transfer, so thousands of plans cost a few curves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from practicum.outcome.timeline import YEAR
from practicum.outcome.transfer import CAP, ODDS_BY_AGE, support_factor
from practicum.outcome.world import Bools, Floats, Happening, staying_by_week, support_by_week
from practicum.scenario.model import Company, Intervention, InterventionKind


def adoption(
    company: Company,
    items: Sequence[Intervention],
    go: Sequence[int],
    chosen: Bools,
    happenings: Sequence[Happening] = (),
) -> Floats:
    """Give plans × items × weeks: how far each item has come, 0 where a plan doesn't hold it."""
    adopted = np.zeros((len(chosen), len(items), YEAR))
    supporting = [i for i, item in enumerate(items) if item.support or item.floor_plus]
    profiles, profile_of = np.unique(chosen[:, supporting], axis=0, return_inverse=True)
    profile_of = profile_of.reshape(-1)
    support = np.repeat(support_by_week(company, happenings)[None, :], len(profiles), axis=0)
    floor = np.zeros((len(profiles), YEAR))
    for column, i in enumerate(supporting):
        has = profiles[:, column]
        support[has, go[i] :] += items[i].support
        floor[has, go[i] :] += items[i].floor_plus
    factor = support_factor(np.clip(support, 0.0, 1.0))
    staying = staying_by_week(company, happenings)

    for i, item in enumerate(items):
        has = chosen[:, i]
        if go[i] >= YEAR or not has.any():
            continue
        if item.kind is InterventionKind.LEARNING:
            curves = _learning(item, go[i], factor, floor, staying)
            adopted[has, i, :] = curves[profile_of[has]]
        else:
            adopted[has, i, :] = _spreading(item, go[i])
    return adopted


def _learning(item: Intervention, go: int, factor: Floats, floor: Floats, staying: Floats) -> Floats:
    """Give profiles × weeks for a learning item: the mean over its cohorts."""
    cohorts = max(item.rollout, 1)
    total = np.zeros_like(factor)
    for first in range(go, min(go + cohorts, YEAR)):
        odds = ODDS_BY_AGE[: YEAR - first] * factor[:, first:]
        applied = np.minimum(odds / (1.0 + odds) + floor[:, first:], CAP)
        total[:, first:] += applied * (staying[first:] / staying[first])
    return total * (item.full_reach / cohorts)


def _spreading(item: Intervention, go: int) -> Floats:
    """Give the weeks of an item that spreads at its own pace."""
    tau = max(item.tau, 1e-9)
    weeks = [item.full_reach * (1.0 - math.exp(-(week - go) / tau)) if week >= go else 0.0 for week in range(YEAR)]
    return np.array(weeks)


def trained_share(item: Intervention, go: int, week: int) -> float:
    """Give the share of the audience that has been through a learning item's begun cohorts."""
    cohorts = max(item.rollout, 1)
    begun = min(max(week - go + 1, 0), cohorts)
    return item.full_reach * begun / cohorts
