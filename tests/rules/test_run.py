"""The year in four steps, and the chores that compute it."""

import pytest

from practicum.rules.chores import RevealChore, StepChore, chore, work
from practicum.rules.moves import MOVES, EnterStep
from practicum.rules.records import Ledger, OutcomeShown, RevealedTeam, Run, SeriesShown, Timer
from practicum.rules.scene import TIMEKEEPER
from practicum.rules.state import Changes, to_map
from tests.rules.helpers import (
    GAP,
    MINUTE,
    F,
    Game,
    at_phase,
    changes_nothing,
    claim,
    given,
    metric,
    pin,
    plan,
    refused,
    untouched,
)


def planned(start: int = 0) -> Game:
    """Bring both teams to the pitch with a plan and a metric each."""
    game = at_phase("design")
    given(game, ("p1", "plan.put", plan(start=start)), ("p2", "plan.put", plan("webinar"))).to("measure")
    given(game, ("p1", "metric.put", metric(isolation="pre_post")), ("p2", "metric.put", metric("audit")))
    return game.to("pitch")


def slowly(game: Game, seat: str, do: str) -> Changes:
    """Make a move and leave its chore undone."""
    changes = game.decided(MOVES[do].type(), game.by(seat), chores=False)
    assert isinstance(changes, Changes), changes
    return changes


def test_the_first_quarter_is_wanted_at_once() -> None:
    """Nothing is shown before it was computed for all."""
    game = planned()
    slowly(game, F, "phase.next")
    assert game.the("run", Run) == Run(step=0, wanted=1, steps=4, week=0, month=0)
    assert isinstance(chore(game.records, game.scenario), StepChore)
    assert game.records.under("series/1", SeriesShown) == {}
    game.do_chores()
    assert game.the("run", Run) == Run(step=1, wanted=1, steps=4, week=13, month=3)
    assert chore(game.records, game.scenario) is None


def test_a_step_brings_each_team_its_own_figures() -> None:
    """Series for the chosen metrics, a ledger, and the truth for facilitators."""
    game = planned().to("run")
    assert set(game.records.under("series/1", SeriesShown)) == {"rework_rate"}
    assert max(week for week, _ in game.the("series/1/rework_rate", SeriesShown).points) <= 12
    ledger = game.the("ledger/1", Ledger)
    assert (ledger.month, ledger.cost, ledger.benefit) == (3, 98_000, None)
    assert ledger.why == "A return needs the last three months of the year."
    assert game.the("outcome/1", OutcomeShown).cost == 98_000


def test_the_year_plays_to_its_end() -> None:
    """Four steps, a return at the last, and no fifth."""
    game = given(planned().to("run"), (F, "run.next"), (F, "run.next"), (F, "run.next"))
    assert game.the("run", Run) == Run(step=4, wanted=4, steps=4, week=52, month=12)
    assert game.the("ledger/1", Ledger).roi_percent is not None
    assert game.the("ledger/2", Ledger).roi_percent is None
    assert "timer/step" not in game.records
    game.when(F, "run.next").then(refused("run.over"))


def test_what_was_seen_stays_seen() -> None:
    """Each step only adds to a series, through events, late answers, and a change of plan."""
    game = planned(start=20).to("run")
    seen = game.the("series/1/rework_rate", SeriesShown).points
    for step, moves in enumerate(
        [
            [("p1", "inject.answer", {"inject": "resign", "option": "carry_on"})],
            [("p1", "plan.put", plan("job_aid", start=26)), (F, "inject.send", {"inject": "release", "teams": ()})],
            [("p1", "inject.answer", {"inject": "release", "option": "split"})],
        ]
    ):
        for seat, do, arguments in moves:
            game.tries(seat, do, **arguments)
        given(game, (F, "run.next"))
        points = game.the("series/1/rework_rate", SeriesShown).points
        assert points[: len(seen)] == seen, step
        assert len(points) > len(seen)
        seen = points


def test_an_event_sent_behind_a_computed_step_rewrites_nothing() -> None:
    """It is sent between the asking for a step and its figures."""
    game = planned(start=10).to("run")
    slowly(game, F, "run.next")
    wanted = chore(game.records, game.scenario)
    assert wanted is not None
    move = MOVES["inject.send"].type(inject="release", teams=())
    game.decided(move, game.by(F), chores=False)
    game.decided(work(wanted), TIMEKEEPER)
    seen = game.the("series/1/rework_rate", SeriesShown).points
    given(game, (F, "run.next"))
    assert game.the("series/1/rework_rate", SeriesShown).points[: len(seen)] == seen


def test_entering_twice_changes_nothing() -> None:
    """Two nodes that computed the same step are as good as one."""
    game = planned()
    slowly(game, F, "phase.next")
    wanted = chore(game.records, game.scenario)
    assert wanted is not None
    entered = work(wanted)
    assert work(wanted) == entered
    game.decided(entered, TIMEKEEPER)
    before = dict(game.records.items())
    game.decided(entered, TIMEKEEPER)
    assert dict(game.records.items()) == before


def test_a_step_that_nobody_wants_is_ignored() -> None:
    """Of the past, of the future, or before the run has begun."""
    game = planned()
    enter = MOVES["run.enter"]
    assert game.decided(EnterStep(step=1, teams={}), TIMEKEEPER) == Changes({})
    game.to("run")
    for step in (0, 1, 2, 99):
        assert game.decided(enter.type(step=step, teams={}), TIMEKEEPER) == Changes({})
    assert game.the("run", Run).step == 1


def test_asking_again_while_a_step_is_computed_asks_once() -> None:
    """A facilitator's second click jumps no quarter."""
    game = planned().to("run")
    slowly(game, F, "run.next")
    assert slowly(game, F, "run.next") == Changes({})
    game.do_chores()
    assert game.the("run", Run).step == 2


def test_steps_come_by_themselves() -> None:
    """Eight minutes of run: a quarter each two minutes, and none after the last."""
    game = planned().to("run")
    assert game.the("timer/step", Timer).what == "step"
    for step in (2, 3, 4):
        game.passes(2 * MINUTE)
        assert game.the("run", Run).step == step
    game.passes(60 * MINUTE)
    assert game.the("run", Run).step == 4


def test_a_pause_stops_the_year() -> None:
    """And a resume lets it go on with what was left."""
    game = given(planned().to("run"), (F, "clock.pause"))
    game.passes(60 * MINUTE)
    assert game.the("run", Run).step == 1
    given(game, (F, "clock.resume"))
    game.passes(2 * MINUTE)
    assert game.the("run", Run).step == 2


def test_back_and_forth_keeps_the_year() -> None:
    """No step plays while the facilitator is back at the pitches, and none is lost or repeated."""
    game = given(planned().to("run"), (F, "run.next"))
    before = {key: to_map(record) for key, record in game.records.items() if key.startswith(("series/", "run"))}
    game.to("pitch")
    assert "timer/step" not in game.records
    game.passes(60 * MINUTE)
    game.to("run")
    after = {key: to_map(record) for key, record in game.records.items() if key.startswith(("series/", "run"))}
    assert after == before
    game.passes(60 * MINUTE)
    assert game.the("run", Run).step == 4
    game.to("pitch").to("run")
    assert "timer/step" not in game.records


def test_a_step_that_arrives_after_a_step_back_is_kept() -> None:
    """It was computed for good; the clock waits for the run."""
    game = planned().to("run")
    slowly(game, F, "run.next")
    slowly(game, F, "phase.back")
    game.do_chores()
    assert game.the("run", Run).step == 2
    assert "timer/step" not in game.records


def test_the_debrief_reveals_the_truth_once() -> None:
    """To everybody, each team beside the others."""
    game = given(
        at_phase("diagnose"),
        ("p1", "gap.put", GAP), ("p1", "bet.open"), ("p1", "claim.put", claim(cause="skill")),
        ("p1", "link.put", pin()), ("p1", "bet.put", {"points": {"skill": 70, "other": 30}}),
        ("p3", "bet.put", {"points": {"skill": 70, "other": 30}}),
        ("p1", "work.sign", {"phase": "diagnose", "revision": 1}),
        ("p3", "work.sign", {"phase": "diagnose", "revision": 1}),
    ).to("design")  # fmt: skip
    given(game, ("p1", "plan.put", plan()), ("p1", "plan.put", plan("bonus"))).to("run")
    assert "reveal/case" not in game.records
    given(game, (F, "run.next"), (F, "run.next"), (F, "run.next")).to("debrief")
    reveal = game.raw("reveal/case")
    assert [cause["cause"] for cause in reveal["truth"]["causes"]][:3] == ["skill", "feedback", "search"]
    assert [cause["decoy"] for cause in reveal["truth"]["causes"]] == [False] * 3 + [True] * 3
    assert len(reveal["prompts"]) == len(game.scenario.prompts)
    mine, theirs = game.the("revealed/1", RevealedTeam), game.the("revealed/2", RevealedTeam)
    assert mine.causes == {"skill": "treated", "feedback": "missed", "search": "missed"}
    assert mine.calibration == 74.0
    assert mine.spent_on_decoys == 60_000
    assert mine.signed == {"diagnose": True, "design": False, "measure": False}
    assert (theirs.calibration, theirs.cost, theirs.gap_closed, theirs.items) == (None, 0, 0, ())
    assert mine.net == pytest.approx(mine.benefit - mine.cost)
    game.to("run").to("debrief")
    assert game.raw("reveal/case") == reveal


def test_a_reveal_outside_the_debrief_reveals_nothing() -> None:
    """A chore that comes late, after a step back, puts no truth before a team at work."""
    game = planned().to("run")
    slowly(game, F, "phase.next")
    wanted = chore(game.records, game.scenario)
    assert isinstance(wanted, RevealChore)
    slowly(game, F, "phase.back")
    assert game.decided(work(wanted), TIMEKEEPER, chores=False) == Changes({})
    assert "reveal/case" not in game.records
    game.to("debrief")
    assert "reveal/case" in game.records


def test_what_was_being_computed_at_the_end_still_arrives() -> None:
    """Ending right after the debrief began must not leave everybody waiting for the reveal."""
    game = planned().to("run")
    slowly(game, F, "phase.next")
    slowly(game, F, "session.end")
    wanted = chore(game.records, game.scenario)
    assert wanted is not None
    assert isinstance(game.decided(work(wanted), TIMEKEEPER, chores=False), Changes)
    assert "reveal/case" in game.records
    assert chore(game.records, game.scenario) is None


def test_the_year_is_stepped_by_facilitators_in_the_run() -> None:
    """Not by participants, not elsewhere."""
    game = planned()
    game.when(F, "run.next").then(refused("phase.closed"))
    game.to("run").when("p1", "run.next").then(refused("not.allowed"))
    game.when("timekeeper", "time.up").then(changes_nothing)
    game.when("p1", "chat.say", text="Wow").then(untouched("run"))
