"""Alder Mutual: the figures in the evidence agree with the model, and with each other, to the digit that is shown.

A careful reader must be able to refute every red herring from the case's own data, so the data are held here.
"""

import re

import pytest

from practicum.outcome.forecast import best, forecast, landscape, parse_plan
from practicum.outcome.world import World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import EvidenceKind, Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS
from tests.scenario.tables import number, parts, rows, total


@pytest.fixture(scope="module")
def case() -> Scenario:
    """The case as it ships."""
    return load(SCENARIOS / "alder-mutual")


@pytest.fixture(scope="module")
def shown(case: Scenario) -> dict[str, Exhibit]:
    """Everything that a team can open."""
    return exhibits(case)


def percent(part: float, whole: float) -> float:
    """A share as the tables print it."""
    return round(100 * part / whole, 1)


CLOSED, REWORKED = 15_600, 2_184


def test_the_quarter_is_the_baseline(case: Scenario) -> None:
    """120 handlers close 1,200 claims a week for 13 weeks, and 14 % of them come back."""
    assert case.company.population.people == 120
    assert CLOSED == 1_200 * 13
    assert percent(REWORKED, CLOSED) == case.kpis["rework"].baseline == 14
    assert {figure.label: figure.value for figure in case.brief.figures} == {
        "Claims reworked": "14 %",
        "Before the change": "6 %",
        "Handlers": "120",
        "Claims closed in a week": "1,200",
        "Budget": "£180,000",
    }
    assert case.money.budget == 180_000


@pytest.mark.parametrize("tag", ["X5", "D5", "D7"])
def test_every_grouping_adds_up_to_the_same_quarter(shown: dict[str, Exhibit], tag: str) -> None:
    """By office, feedback or day: the same 15,600 claims, and 2,184 reworked."""
    of = parts(rows(shown[tag]))
    assert (total(of, "Claims closed"), total(of, "Claims reworked")) == (CLOSED, REWORKED)


@pytest.mark.parametrize("tag", ["X7", "X8"])
def test_new_and_old_types_add_up_as_well(shown: dict[str, Exhibit], tag: str) -> None:
    """By years in the job, and by place of work."""
    of = parts(rows(shown[tag]))
    assert (total(of, "New types closed"), total(of, "New types reworked")) == (4_720, 1_551)
    assert (total(of, "Old types closed"), total(of, "Old types reworked")) == (10_880, 633)
    for row in rows(shown[tag]):
        new, old = number(row, "New types closed"), number(row, "Old types closed")
        bad_new, bad_old = number(row, "New types reworked"), number(row, "Old types reworked")
        assert number(row, "New types (%)") == percent(bad_new, new)
        assert number(row, "Old types (%)") == percent(bad_old, old)
        assert number(row, "All (%)") == percent(bad_new + bad_old, new + old)


@pytest.mark.parametrize("tag", ["X5", "X6", "D5", "D7"])
def test_every_printed_rate_is_its_rows_rate(shown: dict[str, Exhibit], tag: str) -> None:
    """A percentage is what its own row gives."""
    for row in rows(shown[tag]):
        assert number(row, "Rework (%)") == percent(number(row, "Claims reworked"), number(row, "Claims closed")), row


def test_three_new_types_make_up_71_percent_of_rework(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """The revealing cut: 71 % of rework on 30 % of the claims."""
    of = rows(shown["X4"])
    new = [row for row in of if str(row["Type of decision"]).endswith("(new)")]
    assert (len(of), len(new)) == (8, 3)
    assert total(of, "Claims reworked") == REWORKED
    assert total(new, "Claims reworked") == 1_551
    assert round(100 * 1_551 / REWORKED) == 71
    assert round(100 * 4_720 / CLOSED) == 30
    assert "71 %" in shown["X4"].alt
    assert "4,720 claims closed, 1,551 reworked" in shown["X4"].body
    assert "10,880 closed, 633 reworked" in shown["X4"].body
    ranked = [number(row, "Claims reworked") for row in of]
    assert ranked == sorted(ranked, reverse=True)
    assert case.instruments["audit"].today == round(100 - percent(1_551, 4_720))


def test_home_and_office_differ_only_by_what_they_handle(shown: dict[str, Exhibit]) -> None:
    """Six and a half points apart in the chart, a tenth of a point within each type."""
    home, office = rows(shown["X2"])
    assert (home["Claims reworked (%)"], office["Claims reworked (%)"]) == (17.9, 11.4)
    at_home, in_office = parts(rows(shown["X8"]))
    assert (at_home["All (%)"], in_office["All (%)"]) == (17.9, 11.4)
    for column in ("New types (%)", "Old types (%)"):
        assert abs(number(at_home, column) - number(in_office, column)) < 0.15
    assert percent(2_780, 2_780 + 3_460) == pytest.approx(45, abs=0.5)
    assert percent(1_940, 1_940 + 7_420) == pytest.approx(21, abs=0.5)
    closed = number(at_home, "New types closed") + number(at_home, "Old types closed")
    assert closed == 48 * 130  # 48 handlers at home, and each handler closes 130 claims in the quarter


def test_experience_helps_with_old_types_only(shown: dict[str, Exhibit]) -> None:
    """On the old types each step of experience halves rework or nearly; on the new ones it makes no difference."""
    young, middle, senior = parts(rows(shown["X7"]))
    assert number(young, "Old types (%)") > number(middle, "Old types (%)") > number(senior, "Old types (%)")
    assert number(senior, "Old types (%)") < number(young, "Old types (%)") / 2
    new = [number(row, "New types (%)") for row in (young, middle, senior)]
    assert max(new) - min(new) < 1


def test_the_pilot_branch_is_at_seven_percent(shown: dict[str, Exhibit]) -> None:
    """By office, by month, and in the note: Stirling is at 7 %, and was level with the others in March."""
    offices = {str(row["Office"]): row for row in rows(shown["X5"])}
    assert number(offices["Stirling"], "Rework (%)") == 7
    months = rows(shown["X3"])
    assert abs(number(months[0], "Stirling") - number(months[0], "Four other offices")) < 0.2
    summer = months[-3:]
    assert round(total(summer, "Stirling") / 3, 1) == 7
    others = [row for name, row in offices.items() if name not in {"Stirling", "All offices"}]
    rate = percent(total(others, "Claims reworked"), total(others, "Claims closed"))
    assert round(total(summer, "Four other offices") / 3, 1) == pytest.approx(rate, abs=0.1)
    body = shown["X3"].body
    assert "63 of 546 new-type claims (11.5 %)" in body
    assert "64 of 1,274 others (5.0 %)" in body
    assert (127, number(offices["Stirling"], "Claims closed")) == (63 + 64, 546 + 1_274)
    assert (percent(63, 546), percent(64, 1_274)) == (11.5, 5.0)
    assert percent(1_551 - 63, 4_720 - 546) == 35.6
    assert percent(633 - 64, 10_880 - 1_274) == 5.9


def test_the_months_are_the_history_of_the_model(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """6 % before January, 14 % from March on: flat, as the model's baseline is."""
    months = [number(row, "Claims reworked (%)") for row in rows(shown["X1"])]
    assert round(sum(months[:3]) / 3, 1) == case.kpis["rework"].attainable == 6
    assert round(sum(months[-3:]) / 3, 1) == 14
    assert all(abs(month - 14) < 0.5 for month in months[5:])
    whole, stirling = months[5:], [number(row, "Stirling") for row in rows(shown["X3"])]
    others = [number(row, "Four other offices") for row in rows(shown["X3"])]
    for every, one, rest in zip(whole, stirling, others, strict=True):
        assert (one * 14 + rest * 106) / 120 == pytest.approx(every, abs=0.06)


def test_teams_make_up_the_four_offices(shown: dict[str, Exhibit]) -> None:
    """The cut by team adds up to the cut by office."""
    teams = rows(shown["X6"])
    for office in parts(rows(shown["X5"]))[:4]:
        of = [row for row in teams if str(row["Team"]).startswith(str(office["Office"]))]
        for column in ("Handlers", "Claims closed", "Claims reworked"):
            assert total(of, column) == number(office, column)


def test_quick_feedback_is_worth_its_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Handlers with notes in the same week do better by the points that the model gives to feedback."""
    late, quick, _ = rows(shown["D5"])
    gap = case.kpis["rework"].baseline - case.kpis["rework"].attainable
    expected = case.causes["feedback"].share["rework"] * gap
    assert number(late, "Rework (%)") - number(quick, "Rework (%)") == pytest.approx(expected, abs=0.2)
    assert number(late, "Median days to the note") == pytest.approx(6 * 7, abs=1)


def test_slow_search_is_worth_its_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """If all days were like the better ones, rework would fall by the points that the model gives to search."""
    _, other, every = rows(shown["D7"])
    gap = case.kpis["rework"].baseline - case.kpis["rework"].attainable
    expected = case.causes["search"].share["rework"] * gap
    exact = 100 * number(other, "Claims reworked") / number(other, "Claims closed")
    assert number(every, "Rework (%)") - exact == pytest.approx(expected, abs=0.01)


def test_without_a_clock_nobody_does_better(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """On the new cases 43 and 45 %, together the 44 % that the instrument reads today."""
    new, old = rows(shown["X9"])
    assert (new["With 45 minutes"], new["Without a limit"]) == (43, 45)
    assert number(old, "Without a limit") > 85
    by_question = {str(row["Kind of question"]): number(row, "Right (%)") for row in rows(shown["X10"])}
    today = case.instruments["scenario_test"].today
    assert by_question["Decide a new multi-party case"] == today == (43 + 45) / 2
    assert by_question["Decide an old claim type"] == (88 + 92) / 2
    assert by_question["Recall the new wording"] > 90


def test_the_completion_report_says_98_percent(shown: dict[str, Exhibit]) -> None:
    """118 of 120, in the table of the five offices."""
    offices = rows(shown["D2"])
    assert total(offices[:-1], "Handlers") == number(offices[-1], "Handlers") == 120
    assert total(offices[:-1], "Completed") == number(offices[-1], "Completed") == 118
    for row in offices:
        assert number(row, "Completed (%)") == round(100 * number(row, "Completed") / number(row, "Handlers"))


def test_the_engagement_items_refute_their_headline(shown: dict[str, Exhibit]) -> None:
    """The index falls by nine, care does not fall, and what falls is being equipped and being told."""
    items = rows(shown["D4"])
    assert number(items[-1], "Change") == -9
    for row in items:
        change = number(row, "Agree this year (%)") - number(row, "Agree last year (%)")
        assert change == number(row, "Change")
    assert number(items[0], "Change") > 0
    worst = sorted(items, key=lambda row: number(row, "Change"))[:2]
    assert {str(row["Statement"])[:13] for row in worst} == {"I have what I", "I hear in tim"}
    for column in ("Agree last year (%)", "Agree this year (%)"):
        assert round(total(items[:-1], column) / 6) == number(items[-1], column)
    assert round(100 * 49 / 120) == 41


def test_the_value_of_a_point_is_finances_sum(case: Scenario) -> None:
    """Twelve claims a week at £433 each are the £5,196 that the model rounds to 5,200."""
    answer = case.people["finance"].topics["value"].answer
    hours, wage = 5.5, case.company.population.wage_per_hour
    assert hours * wage == 209
    assert 209 + 124 + 100 == 433
    assert 12 * 433 == 5_196
    assert case.kpis["rework"].value == 5_200
    assert 8 * 5_200 == 41_600
    for words in ("1,200 claims", "5.5 hours", "£38", "£209", "£124", "£100", "£433", "£5,196", "£5,200", "£41,600"):
        assert words in answer


def test_the_search_upgrade_costs_what_it_says(case: Scenario) -> None:
    """The IT manager's figures are the plan's."""
    item = case.interventions["search_upgrade"]
    answer = case.people["it"].topics["search"].answer
    assert (item.cost, item.lead) == (120_000, 20)
    assert "£120,000 and twenty weeks" in answer


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


def test_no_text_shouts_and_every_exhibit_names_its_source(shown: dict[str, Exhibit]) -> None:
    """No exclamation marks; each exhibit has words of its own and says where it comes from."""
    for tag, each in shown.items():
        assert "!" not in each.title + each.body + each.alt, tag
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
    plan = sum(float(item.cost) for name in case.intended if isinstance((item := case.interventions[name]).cost, float))
    measuring = sum(each.cost + each.baseline_cost for each in case.instruments.values())
    assert plan == 168_000
    assert plan + measuring <= case.money.budget


ALONE = {
    "webinar": 252,
    "elearning": 215,
    "workshop": 324,
    "job_aid": 1_334,
    "qa_feedback": 501,
    "coaching": 43,
    "bonus": -100,
    "search_upgrade": -39,
}


@pytest.mark.parametrize("item", ALONE)
def test_each_item_alone_returns_what_was_designed(case: Scenario, item: str) -> None:
    """The figures that the case was built to."""
    played = forecast(case, parse_plan([item]), World(seed="0"))
    assert played.roi_percent is not None
    assert played.roi_percent == pytest.approx(ALONE[item], abs=0.5)


def test_the_intended_plan_is_the_best_that_money_buys(case: Scenario) -> None:
    """It nets 692,974, returns 412 %, and no affordable plan does better."""
    world = World(seed="0")
    played = forecast(case, parse_plan(case.intended), world)
    assert round(played.net) == 692_974
    assert played.roi_percent == pytest.approx(412, abs=0.5)
    assert played.net >= 0.9 * best(landscape(case, world)).net
