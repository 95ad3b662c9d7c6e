"""The debrief: the truth put anew for everybody, teams beside each other, claimed beside true, and the scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from practicum.outcome.claim import Claim as Return
from practicum.outcome.claim import claimed, differences
from practicum.outcome.play import Outcome, play
from practicum.outcome.relief import potency
from practicum.outcome.world import TeamPlan, World
from practicum.rules import judging, money, rating, truth
from practicum.rules.judging import Papers
from practicum.rules.moves import Move, RevealAll
from practicum.rules.records import (
    Claim,
    Decision,
    Link,
    RatersAgree,
    Record,
    Reveal,
    RevealedDifference,
    RevealedTeam,
    Score,
    Spread,
)
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, Records
from practicum.scenario.model import Scenario
from practicum.scoring.calibration import calibration, confirmed, true_shares

Line = tuple[tuple[int, float], ...]
Standing = Literal["treated", "found", "missed"]

METHODS: dict[str, str] = {
    "pre_post": "before and after",
    "trend": "the trend line carried forward",
    "did": "the offices that waited, as a control",
    "expert": "an estimate, discounted by its confidence",
    "none": "no way to tell it was you",
}


class TeamAtEnd(msgspec.Struct, frozen=True):
    """What is known of a team as the debrief begins."""

    plan: TeamPlan
    bet: dict[str, float]
    confirmed: frozenset[str]  # causes with enough points and a supporting link
    signed: dict[str, bool]
    papers: Papers


def at_end(records: Records, scenario: Scenario, team: str, plan: TeamPlan) -> TeamAtEnd:
    """Gather a team's bet, its confirmed causes and its signatures."""
    spread = records.get(f"spread/{team}", Spread)
    bet = dict(spread.points) if spread else {}
    claims = records.under(f"claim/{team}", Claim)
    supported = frozenset(
        cause
        for link in records.under(f"link/{team}", Link).values()
        if link.stance == "supports" and link.claim in claims and (cause := claims[link.claim].cause) is not None
    )
    decisions = records.under(f"decision/{team}", Decision)
    return TeamAtEnd(
        plan,
        bet,
        confirmed(bet, supported),
        {phase: decision.signed for phase, decision in decisions.items()},
        judging.gathered(records, scenario, team),
    )


def reveal(scenario: Scenario, teams: Mapping[str, TeamAtEnd], seed: str) -> RevealAll:
    """Compute what the debrief brings: the year without a plan, every team's year, and the scores."""
    untouched = play(scenario, (), World(seed)).kpis[scenario.primary_kpi]
    revealed: dict[str, RevealedTeam] = {}
    scores: dict[str, Score] = {}
    for team, end in teams.items():
        outcome = play(scenario, end.plan.plan, end.plan.world, end.plan.metrics)
        revealed[team] = _revealed(scenario, team, end, outcome)
        scores[team] = judging.scored(scenario, team, end.papers, bet=end.bet, confirmed=end.confirmed, outcome=outcome)
    return RevealAll(
        twin=_line(untouched.history, untouched.mu),
        teams=revealed,
        scores=scores,
        agreement=judging.agreement(end.papers for end in teams.values()),
    )


def _revealed(scenario: Scenario, team: str, end: TeamAtEnd, outcome: Outcome) -> RevealedTeam:
    plan = end.plan
    said = claimed(scenario, plan.plan, plan.world, plan.metrics, team=team)
    course = outcome.kpis[scenario.primary_kpi]
    treated = {cause for item in plan.plan for cause in potency(scenario.interventions[item.item])}
    decoys = [item.item for item in plan.plan if not _treats(scenario, item.item)]
    return RevealedTeam(
        bet=end.bet,
        calibration=_calibration(scenario, end.bet),
        causes={cause: _standing(cause, end, treated) for cause, held in scenario.causes.items() if not held.decoy},
        spent_on_decoys=sum(outcome_cost(scenario, item) for item in decoys),
        items=tuple(item.item for item in plan.plan),
        signed=end.signed,
        line=_line(course.history, course.mu),
        end=course.end,
        cost=outcome.cost,
        benefit=outcome.benefit,
        net=outcome.net,
        roi_percent=outcome.roi_percent,
        bcr=outcome.bcr,
        payback_months=outcome.payback_months,
        gap_closed=outcome.gap_closed or 0.0,
        claimed_roi_percent=said.roi_percent,
        claimed_why=how_claimed(said),
        claimed_benefit=said.benefit,
        differences=tuple(
            RevealedDifference(one.code, one.kpi, one.money) for one in differences(scenario, said, outcome)
        ),
    )


def how_claimed(said: Return) -> str:
    """Say by which method a return was claimed, or why none can be."""
    if said.roi_percent is None:
        return " ".join(f"{reason.rstrip('.')}." for reason in said.reasons)
    used = [kpi.isolation for kpi in said.kpis.values() if kpi.benefit is not None]
    return f"Claimed by {' and '.join(METHODS[one] for one in dict.fromkeys(used))}."


def outcome_cost(scenario: Scenario, item: str) -> float:
    """Give an item's cost in money."""
    return money.cost_of(scenario.interventions[item], scenario.company)


def _treats(scenario: Scenario, item: str) -> bool:
    source = scenario.interventions[item]
    return bool(potency(source)) or source.support > 0 or source.floor_plus > 0


def _standing(cause: str, end: TeamAtEnd, treated: set[str]) -> Standing:
    if cause in end.confirmed:
        return "treated" if cause in treated else "found"
    return "missed"


def _calibration(scenario: Scenario, bet: dict[str, float]) -> float | None:
    return round(calibration(bet, true_shares(scenario)), 1) if bet else None


def _line(history: tuple[float, ...], year: tuple[float, ...]) -> Line:
    before = [(week - len(history), round(value, 3)) for week, value in enumerate(history)]
    return tuple(before[-13:] + [(week, round(value, 3)) for week, value in enumerate(year)])


def reveal_all(scene: Scene, move: RevealAll) -> Changes | Refusal:
    """Put the reveal; one that was put already changes nothing."""
    if "reveal/case" in scene.records or scene.phase.phase != "debrief":
        return Changes({})
    put: dict[str, Record] = {f"revealed/{team}": part for team, part in move.teams.items()}
    put |= {f"score/{team}": score for team, score in move.scores.items()}
    if move.agreement:
        put["agreement"] = RatersAgree(rows=move.agreement)
    put["reveal/case"] = Reveal(
        truth=truth.truth_of(scene.scenario),
        prompts=scene.scenario.prompts,
        twin=move.twin,
        anchors=rating.anchors_revealed(scene.scenario),
    )
    return Changes(put)


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {RevealAll: reveal_all}
