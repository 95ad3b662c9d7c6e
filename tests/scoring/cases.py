"""A team's work on the case of the model's specification, piece by piece, for the tests of the rows."""

from __future__ import annotations

from typing import Any

from practicum.scenario.model import Box, Level
from practicum.scoring.evidence import Claimed, Linked
from practicum.scoring.work import Diagnosis, GapStated, Item, KpiTrue, Measurement, Metric, Solution, TeamWork

KPIS = {"rework": KpiTrue(14, 6, 5_200), "cycle_time": KpiTrue(9.5, 8, 0)}
SHARES = {"skill": 0.62, "feedback": 0.18, "search": 0.08, "attitude": 0.0, "other": 0.12}
REAL = {"skill": 0.62, "feedback": 0.18, "search": 0.08}
BOXES = {"skill": Box.KNOWLEDGE, "feedback": Box.INFORMATION, "search": Box.RESOURCES, "attitude": Box.MOTIVES}
KEY = {
    "X4": {"skill": 2.0, "attitude": -2.0},
    "D5": {"feedback": 2.0},
    "D4": {"attitude": -1.0},
    "D7": {"search": 2.0},
    "D1": {},
}
CLAIMS = (
    Claimed("c1", Box.KNOWLEDGE, "skill", made=10),
    Claimed("c2", Box.INFORMATION, "feedback", made=5),
    Claimed("c3", Box.MOTIVES, "attitude", made=20),
    Claimed("c4", Box.RESOURCES, "search", made=30),
)
LINKS = (
    Linked("c1", "X4", "supports"),
    Linked("c2", "D5", "supports"),
    Linked("c3", "D4", "contradicts"),
    Linked("c4", "D7", "supports"),
)
GAP = GapStated(
    kpi="rework",
    actual=14,
    desired=6,
    since="January",
    value_per_week=41_600,
    statement="One claim in seven comes back",
)


def diagnosis(**changed: Any) -> Diagnosis:
    """Give a diagnosis that has everything; arguments change a part."""
    whole: dict[str, Any] = {
        "kpis": KPIS,
        "shares": SHARES,
        "boxes": BOXES,
        "key": KEY,
        "gap": GAP,
        "bet": {"skill": 62.0, "feedback": 20.0, "search": 8.0, "other": 10.0},
        "claims": CLAIMS,
        "links": LINKS,
    }
    return Diagnosis(**(whole | changed))


WORKSHOP = Item(
    item="workshop", learning=True, cost=98_000, live=8, rollout=6, reach=0.95, on={"skill": 0.9}, claims=("c1",)
)
WEBINAR = Item(item="webinar", learning=True, cost=21_000, live=3, reach=0.9, on={"skill": 0.15}, claims=("c1",))
JOB_AID = Item(
    item="job_aid", learning=False, cost=14_000, live=3, reach=0.7, on={"skill": 0.25}, floor_plus=0.05, claims=("c1",)
)
FEEDBACK = Item(
    item="qa_feedback", learning=False, cost=30_000, live=5, reach=0.85, on={"feedback": 0.7}, support=0.1,
    claims=("c2",),
)  # fmt: skip
COACHING = Item(
    item="coaching", learning=False, cost=26_000, live=4, reach=0.8, on={"feedback": 0.15}, support=0.3, claims=("c2",)
)
BONUS = Item(item="bonus", learning=False, cost=60_000, live=2, reach=0.95, claims=("c3",))
INTENDED = (WORKSHOP, JOB_AID, FEEDBACK, COACHING)


def solution(*items: Item, **changed: Any) -> Solution:
    """Give a plan: the intended one unless items are named."""
    items = items or INTENDED
    whole: dict[str, Any] = {
        "items": items,
        "confirmed": frozenset({"skill", "feedback"}),
        "stands_for": {claim.id: claim.cause for claim in CLAIMS},
        "shares": REAL,
        "boxes": BOXES,
        "budget": 180_000,
        "spent": sum(item.cost for item in items),
        "support_offered": 0.4,
        "helps_offered": True,
    }
    return Solution(**(whole | changed))


REWORK = Metric(
    instrument="rework_rate", level=Level.RESULTS, good="down", kpi="rework", archival=True, target=10.5, month=12,
    owner="Quality", isolation="did", mde=1.35,
)  # fmt: skip
TIME = Metric(
    instrument="closing_time", level=Level.RESULTS, good="down", kpi="cycle_time", archival=True, target=9.5, month=12,
    owner="Operations",
)  # fmt: skip
AUDIT = Metric(
    instrument="audit", level=Level.BEHAVIOUR, observes="skill", plan_baseline=True, target=82, month=9, owner="Quality"
)
TEST = Metric(
    instrument="scenario_test", level=Level.LEARNING, observes="skill", plan_baseline=True, target=75, month=5,
    owner="Training",
)  # fmt: skip
SMILE = Metric(instrument="smile", level=Level.REACTION, target=4, month=4, owner="Training")
COMPLETIONS = Metric(instrument="completions", level=Level.ACTIVITY, target=95, month=4, owner="Training")
CHAIN = (REWORK, TIME, AUDIT, TEST, SMILE)


def measurement(*metrics: Metric, **changed: Any) -> Measurement:
    """Give a measurement plan: a whole one unless metrics are named."""
    whole: dict[str, Any] = {
        "metrics": metrics or CHAIN,
        "offered": frozenset(Level),
        "balancing": frozenset({"closing_time"}),
        "primary": "rework",
        "kpis": KPIS,
        "treated": frozenset({"skill", "feedback"}),
        "effect": 3.6,
        "value_per_week": 41_600,
        "gap_kpi": "rework",
        "cost": 176_000,
        "measurement": 8_000,
    }
    return Measurement(**(whole | changed))


def whole_work() -> TeamWork:
    """Give the work of a team that did everything."""
    return TeamWork(diagnosis(), solution(), measurement())


def nothing() -> TeamWork:
    """Give the work of a team that did nothing."""
    return TeamWork(
        diagnosis(gap=None, bet={}, claims=(), links=()),
        solution(items=(), spent=0, confirmed=frozenset()),
        measurement(metrics=(), effect=0, value_per_week=None),
    )
