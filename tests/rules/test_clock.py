"""Session time: pauses, resumptions and any rate, in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.rules import clock
from practicum.rules.records import Clock
from practicum.rules.timers import due_at
from tests.rules.helpers import F, Game, at_phase

rates = st.one_of(st.just(1.0), st.sampled_from([0.1, 0.29, 1 / 49, 1.1, 2.0, 60.0, 1000.0]), st.floats(0.001, 1000))
steps = st.lists(st.tuples(st.integers(0, 10**8), st.sampled_from(["pause", "resume", "look"])), max_size=20)


@given(steps, rates)
@settings(max_examples=200, deadline=None)
def test_session_time_is_the_time_that_ran(walk: list[tuple[int, str]], rate: float) -> None:
    """However it is paused and resumed: the running time times the rate, to a millisecond a pause, never back."""
    ticking = Clock(at=5_000, due=0, running=True, rate=rate)
    now, ran, seen, pauses = 5_000, 0, 0, 0
    for passed, do in walk:
        now += passed
        ran += passed if ticking.running else 0
        due = clock.session_time(ticking, now)
        assert due >= seen
        if do == "pause":
            pauses += ticking.running
            ticking = clock.paused(ticking, now)
        elif do == "resume":
            pauses += ticking.running
            ticking = clock.resumed(ticking, now)
        assert clock.session_time(ticking, now) == due
        assert abs(due - ran * rate) <= pauses + 1 + ran * rate * 1e-12
        seen = due
    assert ticking.rate == rate


@given(steps)
@settings(max_examples=100, deadline=None)
def test_at_the_usual_rate_no_millisecond_is_lost(walk: list[tuple[int, str]]) -> None:
    """Session time and the time that ran are the same figure."""
    ticking, now, ran = Clock(at=0, due=0, running=True), 0, 0
    for passed, do in walk:
        now += passed
        ran += passed if ticking.running else 0
        ticking = {"pause": clock.paused, "resume": clock.resumed, "look": lambda c, _: c}[do](ticking, now)
    assert clock.session_time(ticking, now) == ran


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(0, 10**9), rates)
@settings(max_examples=300, deadline=None)
def test_a_due_time_comes_neither_early_nor_late(at: int, due: int, ahead: int, rate: float) -> None:
    """At the server time given it has come; two milliseconds before, it has not."""
    ticking = Clock(at=at, due=due, running=True, rate=rate)
    comes = clock.server_time(ticking, due + ahead)
    assert comes is not None
    assert clock.session_time(ticking, comes) >= due + ahead
    if comes - 2 > at:
        assert clock.session_time(ticking, comes - 2) < due + ahead


def test_a_clock_that_stands_has_no_due_time() -> None:
    """Nothing comes while paused."""
    assert clock.server_time(Clock(at=5, due=7, running=False), 9) is None


def test_time_never_runs_back() -> None:
    """A node whose clock is behind sees the session's last moment, not one before it."""
    ticking = Clock(at=1_000, due=50, running=True)
    assert clock.session_time(ticking, 900) == 50


moves = st.lists(
    st.tuples(
        st.integers(0, 600_000),
        st.sampled_from(["clock.pause", "clock.resume", "clock.extend"]),
        st.integers(-1_200, 1_200),
    ),
    max_size=12,
)


def running_left(game: Game) -> int:
    """Give the session time that is left to the phase."""
    return int(game.raw("phase")["ends_due"]) - clock.session_time(game.the("clock", Clock), game.now)


@given(moves, st.sampled_from([1, 1, 10, 0.5]))
@settings(max_examples=60, deadline=None)
def test_pausing_takes_no_time_from_a_phase(walk: list[tuple[int, str, int]], speed: float) -> None:
    """Over any interleaving, what is left shrinks by the time that ran and grows by what was added, never below now."""
    game = at_phase("brief", people=1, speed=speed, minutes={"brief": 60})
    left = running_left(game)
    for passed, do, seconds in walk:
        game.now += passed
        before = clock.session_time(game.the("clock", Clock), game.now + 1_000)
        ends = int(game.raw("phase")["ends_due"])
        game.does(F, do, **({"seconds": seconds} if do == "clock.extend" else {}))
        due = clock.session_time(game.the("clock", Clock), game.now)
        assert due == before
        if do == "clock.extend":
            base = max(ends, due) if seconds >= 0 else ends
            assert game.raw("phase")["ends_due"] == max(due, base + seconds * 1000)
        else:
            assert game.raw("phase")["ends_due"] == ends
        left = running_left(game)
    assert due_at(game.records) is None or game.the("clock", Clock).running
    assert isinstance(left, int)
