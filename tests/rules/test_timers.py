"""Due times: the earliest counts, none while paused or ended, and firing happens once."""

from practicum.rules.records import EvidenceShown, Timer
from practicum.rules.state import Changes
from practicum.rules.timers import due_at
from tests.rules.helpers import MINUTE, F, Game, a_session, at_phase, changes_nothing, given, has, lacks


def due(game: Game) -> int:
    """Give the server time of the earliest timer, which must be there."""
    at = due_at(game.records)
    assert at is not None
    return at


def test_a_session_without_timers_is_never_due() -> None:
    """Nor is one that was never opened."""
    assert due_at(a_session().records) is None
    assert due_at(type(a_session().records)()) is None


def test_the_earliest_timer_counts() -> None:
    """Data in three minutes comes before the letter in fourteen."""
    game = at_phase("diagnose")
    letter = due(game)
    given(game, ("p1", "data.request", {"request": "rework", "cut": "office"}))
    assert due(game) == game.now + 3 * MINUTE
    game.passes(3 * MINUTE)
    assert due(game) == letter


def test_a_pause_has_no_due_time_and_a_resume_moves_it() -> None:
    """By as long as the pause was."""
    game = at_phase("diagnose")
    before = due(game)
    given(game, (F, "clock.pause"))
    assert due_at(game.records) is None
    game.passes(10 * MINUTE)
    given(game, (F, "clock.resume"))
    assert due(game) == before + 10 * MINUTE + 1_000


def test_an_early_sweep_fires_nothing() -> None:
    """Nor does one while paused, however late."""
    game = given(at_phase("diagnose"), ("p1", "data.request", {"request": "rework", "cut": "office"}))
    game.when("timekeeper", "time.up").then(changes_nothing)
    given(game, (F, "clock.pause"))
    game.now += 60 * MINUTE
    game.when("timekeeper", "time.up").then(changes_nothing)


def test_one_sweep_fires_all_that_is_due_once() -> None:
    """After a node was away for an hour: the data, the letter, and no second copy of either."""
    game = given(
        at_phase("diagnose"),
        ("p1", "data.request", {"request": "rework", "cut": "office"}),
        ("p1", "data.request", {"request": "test", "cut": "condition"}),
        ("p2", "data.request", {"request": "rework", "cut": "office"}),
    )
    game.now += 60 * MINUTE
    game.when("timekeeper", "time.up").then(lacks("timer/inject-regulator"))
    assert game.records.under("timer", Timer) == {}
    for key in ("evidence/1/X5", "evidence/1/X9", "evidence/2/X5"):
        assert game.the(key, EvidenceShown).state == "open"
    game.when("timekeeper", "time.up").then(changes_nothing)
    assert due_at(game.records) is None


def test_an_ended_session_is_never_due() -> None:
    """Even if something was on its way."""
    assert due_at(given(at_phase("diagnose"), (F, "session.end")).records) is None


def test_a_rehearsal_runs_at_its_own_rate() -> None:
    """At sixty times the speed data arrives in three seconds."""
    game = given(at_phase("diagnose", speed=60), ("p1", "data.request", {"request": "rework", "cut": "office"}))
    assert due(game) == game.now + 3_000


def test_a_stray_timer_does_no_harm() -> None:
    """It is dropped; no year begins, and nothing opens that nobody asked for."""
    game = at_phase("pitch")
    stray = {
        "timer/step": Timer(due=0, what="step"),
        "timer/arrive-9-D1": Timer(due=0, what="arrive", team="9", id="D1"),
        "timer/arrive-1-D3": Timer(due=0, what="arrive", team="1", id="D3"),
    }
    game.records.apply(Changes(dict(stray)))
    game.when("timekeeper", "time.up").then(lacks("timer/step"), lacks("run"), has("evidence/1/D3", state="closed"))
    assert game.records.under("timer", Timer) == {}
