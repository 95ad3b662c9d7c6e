"""The debrief's scores: from a team's records, with reasons that name them, and put once."""

import pytest

from practicum.rules.records import RevealedTeam, Score, ScoreRow
from practicum.rules.state import Records, from_map, to_map
from practicum.scoring.rubric import RUBRIC
from tests.rules.helpers import GAP, F, Game, at_phase, claim, given, metric, pin, plan

BET = {"points": {"skill": 62, "feedback": 20, "search": 8, "other": 10}}


def diligent() -> Game:
    """Play a session in which team 1 does what the practicum teaches and team 2 does nothing."""
    game = given(
        at_phase("diagnose"),
        ("p1", "gap.put", GAP | {"since": "January"}),
        ("p1", "bet.open"),
        ("p1", "claim.put", claim("late", "Notes come too late", box="information", cause="feedback")),
        ("p1", "claim.put", claim("skill", cause="skill")),
        ("p1", "claim.put", claim("care", "They stopped caring", box="motives", cause="attitude")),
        ("p1", "interview.ask", {"person": "qa", "topic": "timing"}),
        ("p1", "evidence.open", {"evidence": "D5"}),
        ("p1", "evidence.open", {"evidence": "D4"}),
        ("p1", "evidence.open", {"evidence": "O1"}),
        ("p1", "link.put", pin("late", "D5")),
        ("p1", "link.put", pin("skill", "O1")),
        ("p1", "link.put", pin("care", "D4", stance="contradicts")),
        ("p1", "bet.put", BET),
        ("p3", "bet.put", BET),
    ).to("design")
    given(
        game,
        ("p1", "plan.put", plan("workshop", claims=("skill",))),
        ("p1", "plan.put", plan("job_aid", claims=("skill",))),
        ("p1", "plan.put", plan("qa_feedback", claims=("late",))),
        ("p1", "plan.put", plan("coaching", claims=("late",))),
    ).to("measure")
    known = {"baseline": 14, "target": 10.5, "month": 12, "owner": "Quality", "isolation": "did"}
    return given(
        game,
        ("p1", "metric.put", metric("rework_rate", **known)),
        ("p1", "metric.put", metric("audit", target=80, month=9, owner="Quality", plan_baseline=True)),
    )


def rows_of(game: Game, team: str) -> dict[str, ScoreRow]:
    """Give a team's rows."""
    return {row.row: row for row in game.the(f"score/{team}", Score).rows}


def test_a_team_is_judged_row_by_row() -> None:
    """Every row of the rubric in its order; the machine's figure is the sum of its own."""
    game = diligent().to("debrief")
    score, rows = game.the("score/1", Score), rows_of(game, "1")
    assert list(rows) == [spec.row for spec in RUBRIC]
    levels = {row: one.level for row, one in rows.items() if one.by == "machine"}
    assert levels == {
        "gap": 4, "calibration": 3, "evidence": 4, "environment": 2, "tied": 4, "mix": 4, "support": 4, "feasible": 4,
        "chain": 2, "targets": 4, "detect": 4, "isolation": 4, "roi": 4, "balance": 0,
    }  # fmt: skip
    assert score.machine == pytest.approx(sum(row.points or 0 for row in rows.values()))
    assert (score.machine_of, score.human, score.human_of, score.raters) == (82, None, 18, 0)
    assert [advice.row for advice in score.guidance] == ["balance", "chain"]


def test_a_team_that_did_nothing_has_reasons_too() -> None:
    """And no points from the machine."""
    game = diligent().to("debrief")
    assert game.the("score/2", Score).machine == 0
    assert all(row.reasons for row in rows_of(game, "2").values() if row.by == "machine")


def test_reasons_name_the_teams_own_records() -> None:
    """Whatever a reason points at is there to be looked at."""
    game = diligent().to("debrief")
    for row in game.the("score/1", Score).rows:
        for reason in row.reasons:
            assert reason.text.endswith(".")
            assert all(ref in game.records and ref.split("/")[1] == "1" for ref in reason.refs), reason
    backed = next(reason for reason in rows_of(game, "1")["evidence"].reasons if reason.code == "evidence.backed")
    assert backed.refs == ("claim/1/late", "claim/1/skill", "evidence/1/D5", "evidence/1/O1")


def test_scores_come_with_the_reveal_and_stay() -> None:
    """Not before the debrief, and not anew when it opens again."""
    game = diligent().to("run")
    assert "score/1" not in game.records
    first = game.to("debrief").raw("score/1")
    given(game.to("run"), (F, "run.next")).to("debrief")
    assert game.raw("score/1") == first


def test_claimed_and_true_differ_by_what_is_named() -> None:
    """The parts add up to claimed minus true."""
    shown = diligent().to("debrief").the("revealed/1", RevealedTeam)
    assert shown.claimed_benefit is not None
    assert shown.differences
    apart = sum(one.money for one in shown.differences)
    assert apart == pytest.approx(shown.claimed_benefit - shown.benefit, abs=1)


def test_the_order_in_which_records_come_back_changes_no_score() -> None:
    """A node that read them from the store computes the same bytes."""
    game = diligent().to("run")
    turned = Records((key, from_map(key, to_map(record))) for key, record in reversed([*game.records.items()]))
    here = game.copy()
    here.tries(F, "phase.next")
    score = here.raw("score/1")
    assert score
    there = Game(game.scenario)
    there.records, there.now, there.version = turned, game.now, game.version
    there.tries(F, "phase.next")
    assert there.raw("score/1") == score
