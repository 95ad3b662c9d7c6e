"""Guidance: a team's two weakest rows, the competency that each maps to, and a job aid for the next time.

Rules:
- Rows are compared by the share of their points that was earned; of equals the one that weighs more comes first, then
  the one that stands first in the rubric. A row with nine tenths of its points needs no guidance.
- Competencies are named as a third party publishes them: a row maps to one, and endorses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from practicum.scoring.rubric import RUBRIC

MOST: Final = 2
GOOD_ENOUGH: Final = 0.9


class Advice(msgspec.Struct, frozen=True):
    """What to work on: a row, the competency that it maps to, and a job aid."""

    row: str
    competency: str
    aid: str


AIDS: Final[dict[str, tuple[str, str]]] = {
    "gap": (
        "Strategic alignment",
        (
            "Write one sentence: this figure is at X, it should be at Y, since Z, and the difference costs W a week. "
            "Ask finance for W before you ask anybody for a solution."
        ),
    ),
    "calibration": (
        "Identifying needs",
        (
            "Before you bet, write beside each cause what would make you move ten points away from it. "
            "Leave points for something else while a cause has no exhibit of its own."
        ),
    ),
    "evidence": (
        "Identifying needs",
        (
            "For each cause you believe in, pin what speaks for it, then spend an hour on what would speak against it. "
            "A cause that survives that is worth money."
        ),
    ),
    "environment": (
        "Organizational awareness",
        (
            "Ask in this order: do they know what is expected and hear how they do; have they the tools and the time; "
            "does doing it right pay. Only then ask whether they can."
        ),
    ),
    "argument": (
        "Presentation skills",
        (
            "Say it in four steps: what we saw, what we concluded, what else we considered, how sure we are. "
            "Each step names one exhibit."
        ),
    ),
    "tied": (
        "Developing and delivering solutions",
        (
            "Read your plan item by item: which confirmed cause does it remove, and by how much. "
            "An item without an answer is a gift to somebody; take it out."
        ),
    ),
    "mix": (
        "Developing and delivering solutions",
        (
            "For each cause ask: could they do it if their life depended on it? If so, training won’t help; "
            "change the tool, the feedback or the incentive. If not, let them practise."
        ),
    ),
    "support": (
        "Driving performance through others",
        (
            "Put three dates beside each course: when managers speak of it before, when they ask about it after, "
            "and who coaches in the first three months."
        ),
    ),
    "feasible": (
        "Project management",
        (
            "Draw the plan backwards from the month in which the result must show: subtract roll-out, lead time and "
            "approval. What begins too late is not in the plan."
        ),
    ),
    "risks": (
        "Change management",
        (
            "Write three lines: what must be true before we start, what could stop us, and what we do when it happens. "
            "Answer each event with its price."
        ),
    ),
    "chain": (
        "Evaluating performance",
        (
            "Start from the result and ask twice: what would people do differently, and what must they be able "
            "to do first. Take one instrument for each answer."
        ),
    ),
    "targets": (
        "Planning and attention to detail",
        (
            "A metric has four parts: where it is now, where it will be, by when, and who tells you. "
            "Plan the reading before launch; it can’t be had later."
        ),
    ),
    "detect": (
        "Evaluating performance",
        (
            "Compare the change that you aim for with the figure’s ordinary ups and downs. If it would drown, "
            "measure more people, for longer, or against a group that waits."
        ),
    ),
    "isolation": (
        "Evaluating performance",
        (
            "Ask what the figure would have done without you. Let a part of the company wait if it can; "
            "else carry the old line forward; a guess is the last resort."
        ),
    ),
    "roi": (
        "Business acumen",
        (
            "Take the lower value where you doubt, count every cost and the learners' hours, take out what would have "
            "happened anyway. A return that survives that needs no defence."
        ),
    ),
    "balance": (
        "Optimizing processes",
        "Ask what could get worse if you succeed, and choose one figure that would show it, with a limit and an owner.",
    ),
    "together": (
        "Driving results",
        (
            "Agree at the start who keeps time, who doubts and who decides. Stop once in each phase and ask who hasn’t "
            "spoken."
        ),
    ),
}


def guidance(earned: Mapping[str, float]) -> tuple[Advice, ...]:
    """Name what to work on; ``earned`` holds the points of the rows that were judged."""
    weak = [spec for spec in RUBRIC if spec.row in earned and earned[spec.row] < GOOD_ENOUGH * spec.weight]
    weak.sort(key=lambda spec: (earned[spec.row] / spec.weight, -spec.weight))
    return tuple(Advice(spec.row, *AIDS[spec.row]) for spec in weak[:MOST])
