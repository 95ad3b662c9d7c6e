"""A team sees the readings of what it planned to measure, when they arrive, and nothing else."""

import subprocess
import sys
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.outcome import Happening, Measured, PlannedItem, Series, TeamPlan, World, play, view, view_class
from practicum.scenario.model import Effect
from tests.outcome.cases import WORLD, items, s1
from tests.outcome.test_model import plans, worlds

S1 = s1()
ALL = tuple(Measured(name, baseline_planned=True, isolation="did") for name in S1.instruments)
INTENDED = tuple(items(*S1.intended))


def weeks(series: Series) -> list[int]:
    """Give the weeks of a series."""
    return [week for week, _ in series.points]


def test_only_what_was_planned_is_seen() -> None:
    """A view has the measurement plan's instruments, and no other."""
    assert set(view(S1, INTENDED, WORLD, [Measured("test"), Measured("rework")], 51)) == {"test", "rework"}
    assert view(S1, INTENDED, WORLD, [], 51) == {}


def test_archival_sources_have_a_history_and_others_begin_at_launch() -> None:
    """Rework is in the books from week −26; a test that nobody planned a baseline for begins when something is live."""
    seen = view(
        S1, INTENDED, WORLD, [Measured("rework"), Measured("test"), Measured("audit", baseline_planned=True)], 51
    )
    assert weeks(seen["rework"])[0] == -26
    assert weeks(seen["test"])[0] == 3
    assert seen["test"].baseline is None
    assert weeks(seen["audit"])[:2] == [-1, 4]
    assert seen["audit"].baseline == seen["audit"].points[0][1]


def test_readings_arrive_late_and_at_their_own_pace() -> None:
    """The audit of week 10 arrives in week 12; it is made every second week."""
    metrics = [Measured("audit")]
    assert weeks(view(S1, INTENDED, WORLD, metrics, 11)["audit"]) == [4, 6, 8]
    assert weeks(view(S1, INTENDED, WORLD, metrics, 12)["audit"]) == [4, 6, 8, 10]


def test_a_control_exists_only_where_a_unit_waits() -> None:
    """Asking for a comparison is not enough: somebody has to be held out."""
    asked = [Measured("rework", isolation="did")]
    assert view(S1, INTENDED, WORLD, asked, 51)["rework"].control == ()
    held = view(S1, INTENDED, World("a-seed", held_out=True), asked, 51)["rework"]
    assert [week for week, _ in held.control] == weeks(held)
    assert view(S1, INTENDED, World("a-seed", held_out=True), [Measured("rework")], 51)["rework"].control == ()


def test_each_level_reads_its_own_thing() -> None:
    """Completions fill as cohorts begin, the smile sheet reads polish, the test what was taught, and a retest fades."""
    quiet = {name: msgspec.structs.replace(one, noise_sd=0.0) for name, one in S1.instruments.items()}
    case = msgspec.structs.replace(S1, instruments=quiet)
    seen = {name: dict(series.points) for name, series in view(case, items("workshop"), WORLD, ALL, 51).items()}
    assert [round(seen["completions"][week], 1) for week in (7, 8, 10, 13, 51)] == [0, 15.8, 47.5, 95, 95]
    assert seen["smile"][8] == 70
    assert seen["test"][-1] == 48
    assert seen["test"][8] == seen["test"][51] == round(48 + 44 * 0.9 * 0.95, 3)
    assert seen["retest"][8] == seen["test"][8]
    assert 48 < seen["retest"][40] < seen["retest"][12]
    relief = play(case, items("workshop"), WORLD).relief["skill"]
    assert seen["audit"][30] == round(61 + 33 * relief[30], 3)


def test_reaction_has_nobody_to_ask_before_a_course() -> None:
    """A plan without learning has no smile sheets."""
    assert view(S1, items("qa_feedback"), WORLD, [Measured("smile", True)], 51)["smile"].points == ()


def test_adding_a_metric_or_a_team_moves_no_draw() -> None:
    """What one metric reads for one team is the same whoever else reads whatever else."""
    alone = view(S1, INTENDED, WORLD, [Measured("rework")], 51)["rework"]
    assert view(S1, INTENDED, WORLD, [Measured("rework"), Measured("audit"), Measured("test")], 51)["rework"] == alone
    teams = {str(number): TeamPlan(INTENDED[:number], WORLD, (Measured("rework"),)) for number in range(5)}
    assert view_class(S1, teams, 51)["4"]["rework"] == alone


def test_all_teams_live_in_one_world() -> None:
    """Before anything is live, two teams with different plans read the same."""
    one, other = (
        view(S1, items(plan), WORLD, [Measured("rework")], 51)["rework"].points for plan in ("workshop", "search")
    )
    assert one[: 26 + 8] == other[: 26 + 8]
    assert one != other


@settings(max_examples=80, deadline=None)
@given(plans(S1), worlds(S1), st.integers(-1, 50), st.integers(1, 30))
def test_what_was_seen_stays_seen(plan: list[PlannedItem], world: World, until: int, later: int) -> None:
    """The view until a week is what a longer view says of the same weeks, whatever began or happened after."""
    early, late = view(S1, plan, world, ALL, until), view(S1, plan, world, ALL, until + later)
    for name, series in early.items():
        lag = S1.instruments[name].lag
        assert series.points == tuple(point for point in late[name].points if point[0] + lag <= until)
        assert series.control == tuple(point for point in late[name].control if point[0] + lag <= until)


@settings(max_examples=60, deadline=None)
@given(plans(S1), plans(S1), worlds(S1), st.integers(0, 50))
def test_a_change_of_plan_changes_nothing_seen(
    plan: list[PlannedItem], added: list[PlannedItem], world: World, now: int
) -> None:
    """Items and events added after now leave the view until now as it was."""
    known = {item.item for item in plan}
    more = [PlannedItem(item.item, now + 1 + item.start) for item in added if item.item not in known]
    changed = World(world.seed, (*world.happenings, Happening(now + 1, Effect(support=0.4))), world.held_out)
    assert view(S1, [*plan, *more], changed, ALL, now) == view(S1, plan, world, ALL, now)


SCRIPT = """
import sys, msgspec
from practicum.outcome import Happening, Measured, World, claimed, forecast, landscape, play, view
from practicum.scenario.model import Effect
from tests.outcome.cases import items, s1
case, plan = s1(), items(*s1().intended)
world = World("a-seed", (Happening(13, Effect(delay={"workshop": 2}, support=-.1, turnover=.1)),), True)
metrics = [Measured(name, True, "did") for name in case.instruments]
whole = (play(case, plan, world, metrics), view(case, plan, world, metrics, 51), landscape(case, world),
         forecast(case, plan, world), claimed(case, plan, world, metrics, team="1"))
sys.stdout.buffer.write(msgspec.msgpack.encode(whole))
"""


def test_another_process_gives_the_same_bytes() -> None:
    """The same session and seed give the same figures on every node, whatever its hash seed."""
    root = Path(__file__).parents[2]
    told = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 10_000
