"""Ratings: people judge what no machine can, blind to each other, and lock before results show.

Rules:
- A rater sees its own ratings and nobody else's; facilitators see all of them, and may rate.
- Once the first quarter of the year is known, no rating can be made, changed or locked: whoever knows how it went
  judges what was done by how it went. One that was not locked by then doesn't count.
- A locked rating has every row, and stays as it is, also when a phase opens again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from msgspec.structs import replace

from practicum.rules.moves import LockRating, Move, PutRating
from practicum.rules.records import AnchorsShown, HumanRow, Rating, Record, RowAnchors, Run, Seat
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, Records
from practicum.scenario.model import RubricGuide, Scenario
from practicum.scoring.rubric import HUMAN, SPECS

RESULTS_SHOWN = Refusal("results.shown", "Results are known now, so nobody can rate any more. What was locked counts.")
LOCKED = Refusal("rating.locked", "You have locked your rating of this team; it stays as it is.")


def put_rating(scene: Scene, move: PutRating) -> Changes | Refusal:
    """Rate a team in one row."""
    key = f"rating/{scene.seat}/{move.team}"
    rating = scene.records.get(key, Rating) or Rating(levels={}, notes={})
    if rating.locked:
        return LOCKED
    if results_shown(scene.records):
        return RESULTS_SHOWN
    levels = rating.levels | {move.row: move.level}
    notes = rating.notes | {move.row: move.note.strip()}
    return Changes({key: replace(rating, levels=levels, notes=notes)})


def lock_rating(scene: Scene, move: LockRating) -> Changes | Refusal:
    """Lock one's rating of a team."""
    key = f"rating/{scene.seat}/{move.team}"
    rating = scene.records.get(key, Rating) or Rating(levels={}, notes={})
    if rating.locked:
        return Changes({})
    if results_shown(scene.records):
        return RESULTS_SHOWN
    missing = [SPECS[row].label for row in HUMAN if row not in rating.levels]
    if missing:
        return Refusal("rating.incomplete", f"Rate every row before you lock. Still open: {', '.join(missing)}.")
    return Changes({key: replace(rating, locked=True, locked_due=scene.due)})


def anchors_shown(scenario: Scenario) -> dict[str, Record]:
    """Put what the case gives those who judge; nothing where it gives nothing."""
    rows: dict[HumanRow, RowAnchors] = {
        row: RowAnchors(anchors=guide.anchors, exemplars=guide.exemplars) for row, guide in _guides(scenario).items()
    }
    return {"anchors": AnchorsShown(rows=rows)} if rows else {}


def anchors_revealed(scenario: Scenario) -> dict[HumanRow, dict[str, str]]:
    """Give the anchors that everybody may read once the work is judged, without the examples."""
    return {row: guide.anchors for row, guide in _guides(scenario).items()}


def _guides(scenario: Scenario) -> dict[HumanRow, RubricGuide]:
    return {row: scenario.rubric[row] for row in get_args(HumanRow) if row in scenario.rubric}


def results_shown(records: Records) -> bool:
    """Say whether anything of the year is known."""
    run = records.get("run", Run)
    return (run is not None and run.step > 0) or "reveal/case" in records


def ratings_of(records: Records, team: str) -> dict[str, Rating]:
    """Give every rating of a team, by the rater's seat."""
    # Participants rate nobody, and there are many of them.
    raters = sorted(seat for seat, record in records.under("seat", Seat).items() if record.role != "participant")
    found = {seat: records.get(f"rating/{seat}/{team}", Rating) for seat in raters}
    return {seat: rating for seat, rating in found.items() if rating is not None}


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    PutRating: put_rating,
    LockRating: lock_rating,
}
