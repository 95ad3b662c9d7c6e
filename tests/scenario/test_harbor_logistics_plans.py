"""Harbor Logistics: plans return what was designed, the trap shuts, and evidence is fair and can be read in time."""

import re

import pytest

from practicum.outcome.forecast import best, forecast, landscape, parse_plan
from practicum.outcome.play import Outcome, play
from practicum.outcome.world import World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import EvidenceKind, Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS


@pytest.fixture(scope="module")
def case() -> Scenario:
    """The case as it ships."""
    return load(SCENARIOS / "harbor-logistics")


@pytest.fixture(scope="module")
def shown(case: Scenario) -> dict[str, Exhibit]:
    """Everything that a team can open."""
    return exhibits(case)


def played(case: Scenario, *plan: str) -> Outcome:
    """A plan's year in truth."""
    return play(case, parse_plan(plan), World(seed="0"))


# -- plans -------------------------------------------------------------------------------------------------------------

ALONE = {"retrain": -94, "scanners": 113, "labels": 641, "bonus": 173, "posters": -80, "night_float": -52}


@pytest.mark.parametrize("item", ALONE)
def test_each_item_alone_returns_what_was_designed(case: Scenario, item: str) -> None:
    """The figures that the case was built to."""
    assert played(case, item).roi_percent == pytest.approx(ALONE[item], abs=0.5)


def test_retraining_everyone_loses_nearly_all_its_money(case: Scenario) -> None:
    """The sponsor's request: −94 %, and less than a hundredth of the gap."""
    assert case.sponsor_asks == ("retrain",)
    outcome = played(case, *case.sponsor_asks)
    assert outcome.net < -80_000
    assert outcome.gap_closed is not None
    assert outcome.gap_closed < 0.01


def test_the_intended_plan_is_the_best_that_money_buys(case: Scenario) -> None:
    """It returns 144 %, closes 62 % of the gap, and no affordable plan nets a tenth more."""
    outcome = played(case, *case.intended)
    assert outcome.cost == 203_000 <= case.money.budget
    assert outcome.roi_percent == pytest.approx(144, abs=0.5)
    assert outcome.gap_closed == pytest.approx(0.62, abs=0.005)
    assert outcome.net >= 0.9 * best(landscape(case, World(seed="0"))).net


def test_training_on_top_of_the_intended_plan_still_costs_more_than_it_brings(case: Scenario) -> None:
    """Even with the blockers relieved; and it would be beyond the budget."""
    with_it = played(case, *case.intended, "retrain")
    assert with_it.cost > case.money.budget
    assert with_it.net < played(case, *case.intended).net


def test_pay_before_handhelds_drives_pickers_away(case: Scenario) -> None:
    """New pay alone takes leavers from 35 to 45 % and costs a line an hour; with working handhelds both get better."""
    alone = played(case, "bonus").kpis
    assert alone["leavers"].end == pytest.approx(45, abs=0.5)
    assert alone["pick_rate"].end < alone["pick_rate"].twin_end - 0.9
    together = played(case, *case.intended).kpis
    assert together["leavers"].end < together["leavers"].twin_end - 3
    assert together["pick_rate"].end > together["pick_rate"].twin_end + 0.5


def test_the_order_of_pay_and_handhelds_can_be_seen_and_has_its_price(case: Scenario) -> None:
    """Pay in the first week lets leavers rise for a while; in week 4 they never rise, for €14,000 of benefit."""

    def worst(outcome: Outcome) -> float:
        of = outcome.kpis["leavers"]
        return max(mu - twin for mu, twin in zip(of.mu, of.twin, strict=True))

    at_once, in_order = played(case, *case.intended), played(case, "scanners", "labels", "bonus@4")
    assert worst(at_once) > 2
    assert worst(in_order) < 0.1
    assert at_once.net - in_order.net == pytest.approx(14_000, abs=500)
    assert in_order.roi_percent == pytest.approx(137, abs=0.5)
    assert in_order.net >= 0.9 * best(landscape(case, World(seed="0"))).net


def test_answering_the_union_with_pay_first_raises_turnover(case: Scenario) -> None:
    """And promising the order does not; it moves the new pay to when the handhelds are there."""
    options = case.injects["union"].options
    assert options["now"].effect.turnover > 0.1
    assert options["now"].effect.shock["leavers"].amount > 0
    assert options["order"].effect.turnover == 0
    assert not options["order"].effect.shock
    bonus, scanners = case.interventions["bonus"], case.interventions["scanners"]
    assert bonus.lead + options["order"].effect.delay["bonus"] == scanners.lead


def test_the_intended_metrics_can_see_the_intended_plan(case: Scenario) -> None:
    """Each KPI's change at the end of the year is larger than what can be told from noise."""
    figures = forecast(case, parse_plan(case.intended), World(seed="0")).kpis
    for name in ("mispicks", "pick_rate", "leavers"):
        change = abs(figures[name].end - figures[name].twin_end)
        mde = figures[name].mde
        assert mde is not None
        assert change > mde, name
    retrained = forecast(case, parse_plan(case.sponsor_asks), World(seed="0")).kpis["mispicks"]
    assert retrained.mde is not None
    assert abs(retrained.end - retrained.twin_end) < retrained.mde


def test_doing_nothing_looks_like_nothing(case: Scenario) -> None:
    """The gap neither heals by itself nor grows."""
    outcome = played(case)
    assert set(outcome.kpis["mispicks"].mu) == {3.4}
    assert outcome.cost == outcome.benefit == 0


def test_the_budget_cut_is_fifteen_percent(case: Scenario) -> None:
    """The cut leaves less than the intended plan costs, and what arguing or waiting keeps is enough."""
    options = case.injects["budget"].options
    plan = played(case, *case.intended).cost
    assert -options["accept"].effect.budget == 0.15 * case.money.budget == 34_500
    assert case.money.budget - 34_500 == 195_500 < plan
    for name in ("argue", "two_parts"):
        assert case.money.budget + options[name].effect.budget >= plan


# -- fairness and time ---------------------------------------------------------------------------------------------


def test_every_cause_has_decisive_evidence_and_every_decoy_a_refuter(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """The truth can be found, and each wrong answer be ruled out."""
    for name, cause in case.causes.items():
        strongest = -2 if cause.decoy else 2
        assert any(each.says.get(name, 0) == strongest and each.decisive for each in shown.values()), name


def test_there_is_more_evidence_than_hours(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """A team must choose, and all that is decisive, with what leads to it, is affordable."""
    hours = case.phases.diagnose.analyst_hours
    assert sum(each.hours for each in shown.values()) >= 1.3 * hours
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
    """No exclamation marks or straight quotes; each exhibit has words of its own and says where it comes from."""
    events = [inject.body for inject in case.injects.values()]
    for text in [case.brief.request, case.company.about, case.teaching_note, *case.prompts, *events]:
        assert not set(text) & set("!\"'"), text
    for tag, each in shown.items():
        assert not set(each.title + each.body + each.alt) & set("!\"'"), tag
        assert each.body, tag
        assert each.source, tag
        if each.kind is EvidenceKind.CHART:
            assert each.chart is not None
            assert each.alt


def test_the_phases_fill_ninety_minutes(case: Scenario) -> None:
    """And a quarter of them is the debrief."""
    phases = case.phases
    timed = (phases.brief, phases.diagnose, phases.design, phases.measure, phases.run, phases.debrief)
    assert sum(each.minutes for each in timed) + phases.pitch.at_most == case.minutes == 90
    assert phases.debrief.minutes >= case.minutes / 4


def test_the_intended_plan_leaves_money_to_measure_it(case: Scenario) -> None:
    """Every instrument, with a baseline where it needs one, fits beside the intended plan."""
    measuring = sum(each.cost + each.baseline_cost for each in case.instruments.values())
    assert played(case, *case.intended).cost + measuring <= case.money.budget
