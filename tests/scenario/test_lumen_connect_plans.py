"""Lumen Connect: the model is the trap that the case is about, and its evidence is fair.

Doing nothing must look like an improvement, the celebrated course must do harm, and a site that waits must tell.
"""

import re
from statistics import mean

import pytest

from practicum.outcome import estimates, kpi
from practicum.outcome.claim import claimed
from practicum.outcome.forecast import best, forecast, landscape, parse_plan
from practicum.outcome.play import play
from practicum.outcome.timeline import HISTORY, QUARTER, YEAR
from practicum.outcome.world import Measured, World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import EvidenceKind, Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS
from tests.scenario.tables import number, rows

SEEDS = [str(seed) for seed in range(8)]


@pytest.fixture(scope="module")
def case() -> Scenario:
    """The case as it ships."""
    return load(SCENARIOS / "lumen-connect")


@pytest.fixture(scope="module")
def shown(case: Scenario) -> dict[str, Exhibit]:
    """Everything that a team can open."""
    return exhibits(case)


# -- the trap ------------------------------------------------------------------------------------------------------


def looks_improved(case: Scenario) -> float:
    """The part of the gap that before-and-after would find closed though nobody did anything."""
    primary = case.kpis[case.primary_kpi]
    points = list(zip(range(-HISTORY, YEAR), kpi.twin(primary).tolist(), strict=True))
    found = estimates.estimate("pre_post", points)
    assert found is not None
    return found * kpi.sign(primary) / kpi.gap(primary)


def test_doing_nothing_looks_like_an_improvement_only_here(case: Scenario) -> None:
    """Before-and-after finds three tenths of the gap closed here, and next to nothing in every other case."""
    assert looks_improved(case) == pytest.approx(0.3, abs=0.005)
    others = [folder for folder in SCENARIOS.iterdir() if folder.is_dir() and folder.name != "lumen-connect"]
    assert others
    for folder in others:
        assert looks_improved(load(folder)) < 0.05, folder.name
    assert looks_improved(case) * kpi.gap(case.kpis["repeats"]) * 2_600 * 52 == pytest.approx(364_000, abs=500)


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_site_that_waits_tells(case: Scenario, seed: str) -> None:
    """With no plan, in any world: before-and-after claims over two points, the comparison of sites none."""
    found = forecast(case, (), World(seed=seed)).kpis["repeats"].estimates
    detectable = estimates.mde("repeats", case.kpis["repeats"], "did")
    assert found["pre_post"] is not None
    assert found["did"] is not None
    assert detectable is not None
    assert found["pre_post"] < -2
    assert abs(found["did"]) < detectable


@pytest.mark.parametrize("seed", SEEDS)
def test_the_speed_course_loses_money_and_can_claim_a_return(case: Scenario, seed: str) -> None:
    """Repeats get worse and handle time better; before-and-after reports a benefit all the same."""
    plan, world = parse_plan(case.sponsor_asks), World(seed=seed)
    played = play(case, plan, world)
    assert played.net < -80_000
    assert played.kpis["repeats"].late_effect > 0.3
    assert played.kpis["handle_time"].late_effect < -3
    said = claimed(case, plan, world, [Measured("repeat_rate", isolation="pre_post")])
    assert said.net is not None
    assert said.net > 100_000


def test_the_teaching_note_tells_the_models_figures(case: Scenario) -> None:
    """What a facilitator would say aloud is what the model gives, without noise."""
    note, primary = case.teaching_note, case.kpis["repeats"]
    again = play(case, parse_plan(case.sponsor_asks), World(seed="0"))
    course = again.kpis["repeats"]
    points = list(zip(range(-HISTORY, YEAR), course.history + course.mu, strict=True))
    found = estimates.estimate("pre_post", points)
    assert found is not None
    assert again.net == pytest.approx(-138_000, abs=500)
    assert -found * primary.value * YEAR - again.cost == pytest.approx(250_000, abs=5_000)
    for words in ("£138,000", "£250,000", "£364,000", "£144,000", "£358,000", "−8 %", "2.7 points"):
        assert words in note, words


def test_the_intended_metrics_detect_the_intended_plan(case: Scenario) -> None:
    """Both by a waiting site and on the behaviour that it should change."""
    world = World(seed="0", held_out=True)
    played = play(case, parse_plan(case.intended), world)
    course = played.kpis["repeats"]
    effect = mean(now - was for now, was in zip(course.treated[-QUARTER:], course.twin[-QUARTER:], strict=True))
    instrument = case.instruments["repeat_rate"]
    detectable = estimates.mde("repeats", case.kpis["repeats"], "did", ("repeat_rate", instrument, False))
    assert detectable is not None
    assert detectable < -effect / 2
    assert "mix-adjusted" in instrument.label
    assert case.instruments["handle_seconds"].kpi == "handle_time"


def test_the_target_spoils_the_practice(case: Scenario) -> None:
    """Diagnosis practice alone loses money; once the target is gone it earns more than it costs."""
    world = World(seed="0")
    nets = {
        plan: forecast(case, parse_plan(plan), world).net
        for plan in (("diagnosis",), ("drop_target",), ("diagnosis", "drop_target"))
    }
    assert nets["diagnosis",] < 0
    assert nets["diagnosis", "drop_target"] > nets["drop_target",] + 40_000
    alone = forecast(case, parse_plan(["diagnosis"]), world).roi_percent
    assert alone == pytest.approx(-8, abs=0.5)


def test_the_intended_plan_is_the_best_that_money_buys(case: Scenario) -> None:
    """All but the speed course: within a tenth of the best, with money left for every instrument."""
    world = World(seed="0")
    played = forecast(case, parse_plan(case.intended), world)
    top = best(landscape(case, world))
    assert case.intended == ("diagnosis", "drop_target", "kb_refresh")
    assert played.cost == 144_000
    assert played.net == pytest.approx(358_000, abs=500)
    assert played.net >= 0.9 * top.net
    assert set(case.intended) <= set(top.plan)
    measuring = sum(each.cost + each.baseline_cost for each in case.instruments.values())
    assert played.cost + measuring <= case.money.budget


def test_nothing_that_is_tempting_comes_near(case: Scenario) -> None:
    """No affordable plan with the speed course or the pace league earns six tenths of the best."""
    of = landscape(case, World(seed="0"))
    for row in of:
        if {"speed_course", "pace_league"} & set(row.plan):
            assert row.net < 0.6 * best(of).net, row.plan


# -- playable ------------------------------------------------------------------------------------------------------


def test_every_cause_has_decisive_evidence_and_every_decoy_a_refuter(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """The truth can be found, and each wrong answer be ruled out."""
    for name, cause in case.causes.items():
        if cause.decoy:
            assert any(each.says.get(name, 0) == -2 for each in shown.values()), name
        else:
            assert any(each.says.get(name, 0) == 2 and each.decisive for each in shown.values()), name


def test_there_is_more_evidence_than_hours(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """A team must choose, and all that is decisive, with what leads to it, is affordable."""
    hours = case.phases.diagnose.analyst_hours
    assert hours == 24
    assert 30 <= sum(each.hours for each in shown.values()) <= 34
    wanted = {tag for tag, each in shown.items() if each.decisive}
    while missing := {need for tag in wanted if (need := shown[tag].needs) is not None and need not in wanted}:
        wanted |= missing
    assert sum(shown[tag].hours for tag in wanted) <= hours


def test_the_evidence_can_be_read_in_the_time(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """900 to 2,500 words, and one person reading everything at 220 words a minute is done within the phase."""
    texts = [each.body for each in shown.values()] + [case.brief.request, case.company.about]
    words = sum(len(re.findall(r"\w[\w'’.,-]*", text)) for text in texts)
    assert 900 <= words <= 2_500
    assert words / 220 < case.phases.diagnose.minutes


def test_no_text_shouts_and_every_exhibit_names_its_source(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """No exclamation marks, no typewriter quotes; each exhibit has words of its own and says where it comes from."""
    events = [inject.body for inject in case.injects.values()]
    for tag, each in shown.items():
        assert not set("!'\"") & set(each.title + each.body + each.alt), tag
        assert each.body, tag
        assert each.source, tag
        if each.kind is EvidenceKind.CHART:
            assert each.chart is not None
            assert each.alt
    for text in (*events, case.brief.request, case.company.about, case.teaching_note, *case.prompts):
        assert not set("!'\"") & set(text), text


def test_the_phases_fill_ninety_minutes(case: Scenario) -> None:
    """And a quarter of them is the debrief."""
    phases = case.phases
    timed = (phases.brief, phases.diagnose, phases.design, phases.measure, phases.run, phases.debrief)
    assert sum(each.minutes for each in timed) + phases.pitch.at_most == case.minutes == 90
    assert phases.debrief.minutes >= case.minutes / 4


def test_the_wallboard_shows_the_agents_of_the_case(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Its averages make the handle time of all agents with a target, and their colours follow the target."""
    picture = shown["O1"].image
    assert picture is not None
    board = picture.data.decode()
    tiles = re.findall(r'class="average"[^>]*fill="(#\w+)">(\d+)<', board)
    averages = [int(average) for _, average in tiles]
    *_, everybody = [row for row in rows(shown["X7"]) if row["Agents by handle time"] == "All with a target"]
    assert sum(averages) / len(averages) == number(everybody, "Handle time (s)") == 422
    assert "TARGET 390" in board
    assert "390 seconds" in shown["D4"].body
    assert {colour for colour, average in tiles if int(average) <= 390} == {"#4fd08a"}
    assert {colour for colour, average in tiles if int(average) > 390} == {"#ff7a6b"}
    assert f"{sum(average > 390 for average in averages)} of {len(averages)} over" in board
    calls = [60 * int(minutes) + int(seconds) for minutes, seconds in re.findall(r">(\d):(\d\d)<", board)]
    assert board.count("#ffb52e") == sum(call >= 300 for call in calls)  # "at three hundred it goes amber"
