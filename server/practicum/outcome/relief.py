"""Relief: how far each cause is lifted by what has been adopted, and what its blockers eat of it.

Rules:
- Items on one cause add with diminishing returns: each works on what the others left.
- A blocker that is not relieved eats its share (beta) of the gain: training cannot show while the scanner fails.
- Potency comes from the method, not from the medium (Sitzmann et al. 2006); its weights are an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from practicum.outcome.world import Floats
from practicum.scenario.model import Cause, Intervention, Method


def method_potency(
    *, practice: bool = False, feedback: bool = False, spacing: bool = False, modelling: bool = False
) -> float:
    """Give the potency that a learning method earns, for authors who don't state one."""
    return round(min(0.25 + 0.2 * practice + 0.2 * feedback + 0.1 * spacing + 0.1 * modelling, 0.9), 2)


def potency(item: Intervention) -> dict[str, float]:
    """Give what an item does to each cause: as the author says, else what its methods earn."""
    earned = method_potency(
        practice=Method.PRACTICE in item.methods,
        feedback=Method.FEEDBACK in item.methods,
        spacing=Method.SPACING in item.methods,
        modelling=Method.MODELLING in item.methods,
    )
    return dict.fromkeys(item.teaches, earned) | dict(item.on)


def plain_relief(causes: Mapping[str, Cause], items: Sequence[Intervention], adopted: Floats) -> dict[str, Floats]:
    """Give each cause's relief, plans × weeks, before blocking."""
    relief: dict[str, Floats] = {}
    potencies = [potency(item) for item in items]
    for cause in causes:
        left = np.ones((adopted.shape[0], adopted.shape[2]))
        for i, acts in enumerate(potencies):
            if acts.get(cause):
                left *= 1.0 - acts[cause] * adopted[:, i, :]
        relief[cause] = 1.0 - left
    return relief


def blocked_relief(causes: Mapping[str, Cause], relief: Mapping[str, Floats]) -> dict[str, Floats]:
    """Give each cause's relief after its blockers took their share."""
    after: dict[str, Floats] = {}
    for cause_id, cause in causes.items():
        gained = relief[cause_id]
        for blocker, beta in cause.blocked_by.items():
            gained = gained * (1.0 - beta * (1.0 - relief[blocker]))
        after[cause_id] = gained
    return after
