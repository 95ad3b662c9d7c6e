"""The model's calendar: weeks, steps and months.

Week 0 is the week in which the plan is approved. Weeks −26…−1 are history, weeks 0…51 are the year that is played, in
four steps of thirteen weeks. Month 1 starts in week 0; thirteen weeks are three months.
"""

from __future__ import annotations

from typing import Final

HISTORY: Final = 26  # weeks before the approval
YEAR: Final = 52  # weeks that are played
SPAN: Final = HISTORY + YEAR
QUARTER: Final = 13  # what "before" and "after" are averaged over
WEEKS_PER_MONTH: Final = 4.345

STEPS: Final[tuple[tuple[int, int], ...]] = ((0, 12), (13, 25), (26, 38), (39, 51))  # first and last week of each


def month_start(month: int) -> int:
    """Give the first week of a month, 1…12; month 13 gives the week after the year."""
    return (month - 1) * 13 // 3


def month_of(week: int) -> int:
    """Give the month, 1…12, that a week of the year belongs to."""
    return next(month for month in range(12, 0, -1) if month_start(month) <= week or month == 1)


def step_of(week: int) -> int:
    """Give the step, 0…3, that a week of the year belongs to."""
    return min(max(week, 0) // QUARTER, len(STEPS) - 1)
