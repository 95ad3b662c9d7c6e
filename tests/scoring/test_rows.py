"""Every machine row climbs its levels by evidence, says why in the team's own records, and stays in its range."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from practicum.scenario.model import Level
from practicum.scoring import causes, metrics, solution
from practicum.scoring.evidence import Linked
from practicum.scoring.rubric import HUMAN_OF, MACHINE_OF, RUBRIC, Row
from practicum.scoring.score import machine_rows, score
from practicum.scoring.words import SENTENCES, sentence
from practicum.scoring.work import GapStated, Item, Metric
from tests.scoring import cases
from tests.scoring.cases import AUDIT, BONUS, COACHING, FEEDBACK, JOB_AID, REWORK, SMILE, TEST, TIME, WEBINAR, WORKSHOP


def codes(row: Row) -> set[str]:
    """Name a row's reasons."""
    return {reason.code for reason in row.reasons}


def test_the_rubric_is_a_hundred_points() -> None:
    """Thirty, thirty, thirty and ten; eighty-two by machine and eighteen by people."""
    groups: dict[str, float] = {}
    for spec in RUBRIC:
        groups[spec.group] = groups.get(spec.group, 0) + spec.weight
    assert groups == {"cause": 30, "solution": 30, "metrics": 30, "together": 10}
    assert (MACHINE_OF, HUMAN_OF) == (82, 18)


def test_a_team_that_did_everything_has_every_level() -> None:
    """And nearly every point: the bet was close, not perfect."""
    rows = machine_rows(cases.whole_work())
    assert {row.row: row.level for row in rows if row.row != "calibration"} == {
        row.row: 4 for row in rows if row.row != "calibration"
    }
    assert [row.row for row in rows] == [spec.row for spec in RUBRIC if spec.judge == "machine"]
    assert score(cases.whole_work()).machine_points == pytest.approx(82, abs=1)


def test_a_team_that_did_nothing_has_nothing() -> None:
    """Not even for what it did not do wrong, and each row says why."""
    rows = machine_rows(cases.nothing())
    assert [row.points for row in rows] == [0] * len(rows)
    assert all(row.reasons for row in rows)


# --- the root cause


@pytest.mark.parametrize(
    "gap, level",
    [
        (None, 0),
        (GapStated(kpi="rework", statement="Claims come back"), 1),
        (GapStated(kpi="rework", statement="Claims come back", actual=14, desired=2), 2),
        (GapStated(kpi="rework", statement="Claims come back", actual=14, desired=6), 2),
        (GapStated(kpi="rework", statement="Claims come back", actual=14.5, desired=6, value_per_week=9_000), 3),
        (GapStated(kpi="rework", statement="Claims come back", actual=14, desired=6, value_per_week=41_600), 3),
        (GapStated(kpi="cycle_time", statement="Slow", actual=9.5, desired=8, since="May", value_per_week=9), 2),
        (cases.GAP, 4),
    ],
)
def test_the_gap_is_figures_then_the_right_ones_then_their_value(gap: GapStated | None, level: int) -> None:
    """A value that nobody would confirm counts less than one that finance would; without a since it isn't whole."""
    assert causes.gap(cases.diagnosis(gap=gap)).level == level


def test_calibration_earns_by_its_own_formula() -> None:
    """The level follows from the points, and the reasons name where the bet lay off."""
    row = causes.calibration(cases.diagnosis(bet={"skill": 70.0, "attitude": 30.0}))
    assert (row.points, row.level) == (0.95, 0)
    high = next(reason for reason in row.reasons if reason.code == "bet.too_high")
    assert high.causes == ("attitude",)
    assert causes.calibration(cases.diagnosis()).level == 3


def test_evidence_must_speak_for_what_is_believed() -> None:
    """Asserted, then linked, then backed by what speaks for it, then held against what doesn't."""
    given_links = {
        1: (),
        2: (Linked("c1", "D1", "supports"),),  # an opinion speaks for nothing
        3: (Linked("c1", "X4", "supports"), Linked("c2", "D5", "supports")),
        4: cases.LINKS,
    }
    for level, links in given_links.items():
        assert causes.evidence(cases.diagnosis(links=links)).level == level
    assert causes.evidence(cases.diagnosis(claims=(), links=())).level == 0


def test_evidence_is_asked_of_each_cause_that_was_bet_on() -> None:
    """And of none that was not; the reason names the bare one."""
    links = (Linked("c1", "X4", "supports"), Linked("c3", "D4", "contradicts"))
    row = causes.evidence(cases.diagnosis(links=links))
    assert row.level == 2
    assert next(reason for reason in row.reasons if reason.code == "evidence.bare").causes == ("feedback",)
    assert causes.evidence(cases.diagnosis(links=links, bet={"skill": 100.0})).level == 4


def test_an_exhibit_read_the_other_way_round_is_named_and_proves_nothing() -> None:
    """It neither backs a cause nor weighs against one."""
    row = causes.evidence(cases.diagnosis(links=(Linked("c3", "D4", "supports"), Linked("c1", "X4", "contradicts"))))
    assert row.level == 2
    misread = next(reason for reason in row.reasons if reason.code == "evidence.misread")
    assert (misread.claims, misread.exhibits) == (("c1", "c3"), ("D4", "X4"))


def test_the_environment_is_examined_with_evidence() -> None:
    """Naming is one, half the boxes two, all that the case has four; what came after the lock is not seen."""
    assert causes.environment(cases.diagnosis()).level == 4
    assert causes.environment(cases.diagnosis(links=cases.LINKS[:2])).level == 2
    assert causes.environment(cases.diagnosis(links=())).level == 1
    assert causes.environment(cases.diagnosis(claims=cases.CLAIMS[:1])).level == 0
    assert "environment.first" in codes(causes.environment(cases.diagnosis()))
    assert causes.environment(cases.diagnosis(locked=3)).level == 0


# --- the solution


def test_items_are_tied_to_causes_that_were_confirmed() -> None:
    """Named, mostly confirmed, all confirmed, and acting on them."""
    loose = replace(WORKSHOP, claims=())
    assert solution.tied(cases.solution(loose)).level == 0
    assert solution.tied(cases.solution(BONUS)).level == 1
    assert solution.tied(cases.solution(WORKSHOP, BONUS)).level == 2
    assert solution.tied(cases.solution(WORKSHOP, replace(BONUS, claims=("c1",)))).level == 3
    assert solution.tied(cases.solution()).level == 4
    assert solution.tied(cases.solution(WORKSHOP, replace(COACHING, claims=("c1",)))).level == 4


def test_the_mix_gives_each_part_of_the_gap_its_kind_of_remedy() -> None:
    """A webinar is too thin, a workshop alone leaves feedback, a bonus wastes money."""
    assert solution.mix(cases.solution(BONUS)).level == 0
    assert solution.mix(cases.solution(WEBINAR)).level == 1
    alone = solution.mix(cases.solution(WORKSHOP))
    assert alone.level == 2
    assert "mix.training_alone" in codes(alone)
    wasteful = solution.mix(cases.solution(*cases.INTENDED, BONUS))
    assert wasteful.level == 3
    assert next(reason for reason in wasteful.reasons if reason.code == "mix.waste").items == ("bonus",)
    assert solution.mix(cases.solution()).level == 4


def test_training_where_it_is_not_asked_for_is_waste() -> None:
    """Retraining where knowledge holds a tenth of the gap, and tools hold the rest."""
    boxes = {"scanners": cases.BOXES["search"], "knowledge": cases.BOXES["skill"]}
    tools = Item(item="scanners", learning=False, cost=100, live=10, reach=1, on={"scanners": 0.9})
    retrain = Item(item="retrain", learning=True, cost=60, live=4, reach=1, on={"knowledge": 0.8})
    here: dict[str, Any] = {"boxes": boxes, "shares": {"scanners": 0.8, "knowledge": 0.1}}
    assert solution.mix(cases.solution(retrain, **here)).level == 1
    assert solution.mix(cases.solution(tools, retrain, **here)).level == 3
    assert solution.mix(cases.solution(tools, **here)).level == 4


def test_support_comes_after_then_before_then_much_of_it() -> None:
    """What is live too late helps nobody use what they learnt."""
    assert solution.support(cases.solution(WORKSHOP)).level == 0
    assert solution.support(cases.solution(WORKSHOP, replace(COACHING, live=30))).level == 1
    assert solution.support(cases.solution(WORKSHOP, replace(COACHING, live=15))).level == 2
    assert solution.support(cases.solution(WORKSHOP, FEEDBACK)).level == 3
    assert solution.support(cases.solution(WORKSHOP, COACHING)).level == 4
    assert solution.support(cases.solution(WORKSHOP, helps_offered=False)).level == 4


def test_a_plan_is_feasible_in_money_in_time_and_for_the_sponsor() -> None:
    """Each counts by itself."""
    late = replace(WORKSHOP, live=35)
    assert solution.feasible(cases.solution(late, spent=200_000)).level == 1
    assert solution.feasible(cases.solution(late)).level == 2
    assert solution.feasible(cases.solution(late, JOB_AID)).level == 3
    assert solution.feasible(cases.solution()).level == 4


# --- the metrics


def test_a_chain_links_the_result_to_what_people_learn_and_do() -> None:
    """Taking part is no link, nor is what the plan doesn't change."""
    assert metrics.chain(cases.measurement(cases.COMPLETIONS)).level == 1
    assert metrics.chain(cases.measurement(REWORK)).level == 1
    assert metrics.chain(cases.measurement(REWORK, AUDIT)).level == 2
    assert metrics.chain(cases.measurement(SMILE, TEST, AUDIT)).level == 2
    assert metrics.chain(cases.measurement(REWORK, AUDIT, TEST)).level == 3
    assert metrics.chain(cases.measurement(REWORK, AUDIT, TEST, SMILE)).level == 4
    beside = metrics.chain(cases.measurement(REWORK, AUDIT, TEST, SMILE, treated=frozenset({"search"})))
    assert beside.level == 2
    assert next(r for r in beside.reasons if r.code == "chain.beside").instruments == ("audit", "scenario_test")


def test_a_metric_has_four_parts() -> None:
    """Half of them, three quarters, all, and none on the wrong side."""
    empty = Metric(instrument="audit", level=Level.BEHAVIOUR, observes="skill")
    assert metrics.targets(cases.measurement(empty)).level == 1
    assert metrics.targets(cases.measurement(replace(empty, target=80, month=3))).level == 2
    assert metrics.targets(cases.measurement(replace(empty, target=80, month=3, owner="Quality"))).level == 3
    assert metrics.targets(cases.measurement(AUDIT)).level == 4
    backwards = metrics.targets(cases.measurement(replace(AUDIT, baseline=90)))
    assert backwards.level == 3
    assert "targets.backwards" in codes(backwards)


def test_what_can_be_detected_is_held_against_what_is_aimed_for() -> None:
    """A target beyond the gap detects no more than the gap; the plan's true effect comes last."""
    assert metrics.detect(cases.measurement(AUDIT)).level == 0
    assert metrics.detect(cases.measurement(replace(REWORK, isolation="none", mde=None))).level == 1
    assert metrics.detect(cases.measurement(replace(REWORK, target=None))).level == 2
    assert metrics.detect(cases.measurement(replace(REWORK, target=13.5))).level == 2
    assert metrics.detect(cases.measurement(replace(REWORK, target=-50, mde=9))).level == 2
    assert metrics.detect(cases.measurement(effect=0.4)).level == 3
    assert metrics.detect(cases.measurement()).level == 4


@pytest.mark.parametrize(
    "method, mde, level",
    [
        ("none", None, 0),
        ("expert", None, 1),
        ("pre_post", 1.1, 2),
        ("trend", 4.2, 3),
        ("did", 1.3, 4),
        ("did", None, 1),
    ],
)
def test_methods_differ_in_what_they_tell_apart(method: Any, mde: float | None, level: int) -> None:
    """One that can't be carried out only asserts."""
    assert metrics.isolation(cases.measurement(replace(REWORK, isolation=method, mde=mde))).level == level


def test_a_return_is_conservative_in_value_and_method() -> None:
    """Four inputs, each counted."""
    assert metrics.roi(cases.measurement(AUDIT, value_per_week=None)).level == 0
    assert metrics.roi(cases.measurement(AUDIT, value_per_week=90_000)).level == 1
    assert metrics.roi(cases.measurement(AUDIT)).level == 2
    assert metrics.roi(cases.measurement(replace(REWORK, isolation="pre_post"))).level == 3
    assert metrics.roi(cases.measurement()).level == 4


def test_a_balancing_metric_has_a_limit() -> None:
    """Watched with a limit and an owner is whole; a case without a second figure asks for none."""
    assert metrics.balance(cases.measurement(REWORK)).level == 0
    assert metrics.balance(cases.measurement(REWORK, replace(TIME, target=None))).level == 3
    assert metrics.balance(cases.measurement(REWORK, TIME)).level == 4
    assert metrics.balance(cases.measurement(REWORK, balancing=frozenset())).level == 4


# --- properties

CLAIM_IDS = [claim.id for claim in cases.CLAIMS]
links = st.builds(
    Linked,
    claim=st.sampled_from([*CLAIM_IDS, "gone"]),
    evidence=st.sampled_from(sorted(cases.KEY)),
    stance=st.sampled_from(["supports", "contradicts"]),
)
bets = st.lists(st.integers(0, 100), min_size=5, max_size=5).map(
    lambda raw: {cause: 100 * points / max(sum(raw), 1) for cause, points in zip(cases.SHARES, raw, strict=True)}
)
gaps = st.none() | st.builds(
    GapStated,
    kpi=st.sampled_from(["rework", "cycle_time", "unknown"]),
    actual=st.none() | st.floats(-50, 50),
    desired=st.none() | st.floats(-50, 50),
    since=st.sampled_from(["", "January"]),
    value_per_week=st.none() | st.floats(-1e6, 1e6),
    statement=st.sampled_from(["", "Claims come back"]),
)
items = st.lists(
    st.builds(
        Item,
        item=st.sampled_from([item.item for item in (*cases.INTENDED, BONUS)]),
        learning=st.booleans(),
        cost=st.floats(0, 1e6),
        live=st.integers(0, 70),
        rollout=st.integers(0, 9),
        reach=st.floats(0, 1),
        on=st.dictionaries(st.sampled_from(sorted(cases.BOXES)), st.floats(0, 1), max_size=2),
        support=st.floats(-0.3, 0.5),
        claims=st.lists(st.sampled_from([*CLAIM_IDS, "gone"]), max_size=2).map(tuple),
    ),
    max_size=4,
)
measured = st.lists(
    st.builds(
        Metric,
        instrument=st.sampled_from([metric.instrument for metric in cases.CHAIN]),
        level=st.sampled_from(Level),
        good=st.sampled_from(["up", "down"]),
        kpi=st.sampled_from([None, "rework", "cycle_time"]),
        observes=st.sampled_from([None, "skill", "search"]),
        archival=st.booleans(),
        baseline=st.none() | st.floats(-20, 20),
        plan_baseline=st.booleans(),
        target=st.none() | st.floats(-20, 20),
        month=st.none() | st.integers(1, 12),
        owner=st.sampled_from(["", "Quality"]),
        isolation=st.sampled_from(["none", "expert", "pre_post", "trend", "did"]),
        mde=st.none() | st.floats(0, 9),
    ),
    max_size=4,
)
works = st.builds(
    lambda gap, bet, found, plan, confirmed, chosen: msgspec.structs.replace(
        cases.whole_work(),
        diagnosis=cases.diagnosis(gap=gap, bet=bet, links=tuple(found)),
        solution=cases.solution(items=tuple(plan), confirmed=confirmed, spent=0),
        measurement=cases.measurement(metrics=tuple(chosen)),
    ),
    gaps,
    bets,
    st.lists(links, max_size=6),
    items,
    st.frozensets(st.sampled_from(sorted(cases.REAL))),
    measured,
)


@given(works)
def test_scores_stay_in_range_and_every_reason_can_be_said(work: Any) -> None:
    """Whatever a team did: levels 0…4, points within the weight, sentences without holes."""
    for row in machine_rows(work):
        assert 0 <= row.level <= 4
        assert 0 <= row.points <= row.weight
        assert row.reasons
        for reason in row.reasons:
            assert sentence(reason).endswith(".")
    assert machine_rows(work) == machine_rows(work)


@given(st.lists(links, max_size=6), bets, links)
def test_one_more_link_never_lowers_a_level(before: list[Linked], bet: dict[str, float], more: Linked) -> None:
    """Neither evidence discipline nor the environment, whatever it supports or contradicts."""
    first = cases.diagnosis(links=tuple(before), bet=bet)
    second = cases.diagnosis(links=(*before, more), bet=bet)
    for row in (causes.evidence, causes.environment):
        assert row(second).level >= row(first).level


@given(items, st.frozensets(st.sampled_from(sorted(cases.REAL))), st.sampled_from(sorted(cases.REAL)))
def test_confirming_one_more_cause_never_unties_an_item(plan: list[Item], held: frozenset[str], more: str) -> None:
    """What an item is tied to can only grow."""
    first = solution.tied(cases.solution(items=tuple(plan), confirmed=held, spent=0))
    second = solution.tied(cases.solution(items=tuple(plan), confirmed=held | {more}, spent=0))
    if first.level < 4:
        assert second.level >= first.level


@given(measured, st.sampled_from(["target", "month", "owner", "plan_baseline"]))
def test_filling_in_a_metric_never_lowers_its_row(chosen: list[Metric], part: str) -> None:
    """A target on the right side, a month, an owner, a reading from before."""
    if not chosen:
        return
    one = chosen[0]
    right = (one.baseline or 0) + (1 if one.good == "up" else -1)
    filled = replace(one, **{part: {"target": right, "month": 6, "owner": "Quality", "plan_baseline": True}[part]})
    before = metrics.targets(cases.measurement(metrics=tuple(chosen)))
    assert metrics.targets(cases.measurement(metrics=(filled, *chosen[1:]))).level >= before.level


@given(works)
def test_reasons_name_only_what_the_team_has(work: Any) -> None:
    """No item, metric, claim or exhibit of anybody else's, and no cause that isn't a candidate."""
    plan = {item.item for item in work.solution.items}
    chosen = {metric.instrument for metric in work.measurement.metrics}
    pinned = {link.evidence for link in work.diagnosis.links}
    for row in machine_rows(work):
        for reason in row.reasons:
            assert set(reason.items) <= plan
            assert set(reason.instruments) <= chosen
            assert set(reason.claims) <= set(CLAIM_IDS)
            assert set(reason.exhibits) <= pinned
            assert set(reason.causes) <= set(cases.SHARES)


def test_every_sentence_is_one() -> None:
    """Plain: a capital, a full stop, no exclamation."""
    for code, text in SENTENCES.items():
        assert text.endswith("."), code
        assert text[0].isupper() or text[0] == "{", code
        assert "!" not in text, code


def test_the_document_has_every_row_with_its_points() -> None:
    """Authors and facilitators read the rubric there."""
    document = (Path(__file__).parents[2] / "docs/scoring.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (machine|people) \|", document, re.MULTILINE)
    by = {"machine": "machine", "human": "people"}
    assert rows == [(spec.row, f"{spec.weight:g}", by[spec.judge]) for spec in RUBRIC]
