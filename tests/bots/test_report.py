"""What a report makes of teams: those that played alike together, and how long each needed."""

from typing import Any

import msgspec

from practicum.bots.report import TeamReport, by_strategy
from practicum.bots.stopwatch import Needed, Stopwatch
from practicum.bots.view import View
from practicum.bots.wire import Copy

MINUTE = 60_000.0


def a_team(team: str, bot: str | None, **known: Any) -> TeamReport:
    """A team's report with little in it."""
    return TeamReport(
        team=team, name=team, seats=2, evidence_opened=4, hours_spent=6.0, causes={}, bet={}, calibration=None, plan={},
        signed={}, cost=0.0, net=0.0, roi_percent=None, claimed_roi_percent=None, score=None, score_of=None,
        score_levels={}, bot=bot, strategy=bot, **known,
    )  # fmt: skip


def test_teams_of_one_bot_are_averaged_and_their_refusals_added() -> None:
    """What nobody has stays without a figure."""
    teams = [
        a_team(
            "1", "expert", causes_found=("a", "b"), refused={"stale": 1}, minutes=(Needed("design", 2.0, 12.0, True),)
        ),
        a_team("2", "random", causes_found=()),
        a_team("3", "expert", causes_found=("a",), refused={"stale": 2}, minutes=(Needed("design", 4.0, 12.0, True),)),
    ]
    expert, random = by_strategy([msgspec.structs.replace(teams[0], net=10.0), *teams[1:]])
    assert (expert.bot, expert.teams, expert.causes_found, expert.net) == ("expert", ("1", "3"), 1.5, 5.0)
    assert (expert.minutes, expert.refused, expert.roi_percent) == ({"design": 3.0}, {"stale": 3}, None)
    assert (random.teams, random.causes_found, random.minutes) == (("2",), 0.0, {})
    assert by_strategy([a_team("1", None)]) == ()


def test_a_stopwatch_counts_each_round_of_a_phase_until_the_work_is_signed() -> None:
    """A team that signs counts to that moment, one that doesn't to the phase's end; a new round counts on."""
    copy, now = Copy(), 0.0
    records: dict[str, Any] = copy.records
    watch = Stopwatch(View(copy), lambda: now)
    records["session"] = {"ended": False, "agenda": [{"phase": "design", "minutes": 12}]}
    for team in ("1", "2"):
        records[f"team/{team}"] = {"number": int(team), "name": team}
        records[f"seat/s{team}"] = {"active": True, "role": "participant", "team": team}
        records[f"work/{team}/design"] = {"revision": 3}

    def at(minutes: float, phase: str, rounds: int = 1) -> None:
        nonlocal now
        now = minutes * MINUTE
        records["phase"] = {"phase": phase, "round": rounds, "rounds": {phase: rounds}}
        watch.look()

    at(0, "design")
    records["sign/1/design.1/s1"] = {"revision": 3}
    at(4, "design")
    at(9, "diagnose")
    at(10, "design", 2)
    records["sign/1/design.2/s1"] = records["sign/2/design.2/s2"] = {"revision": 3}
    at(11, "design", 2)
    at(20, "measure")
    assert [each for each in watch.of("1") if each.phase == "design"] == [Needed("design", 5.0, 12.0, True)]
    assert [each for each in watch.of("2") if each.phase == "design"] == [Needed("design", 10.0, 12.0, True)]
    assert [each.done for each in watch.of("1") if each.phase == "diagnose"] == [False]
