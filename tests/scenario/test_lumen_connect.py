"""Lumen Connect: its data agree with its model and with each other, to the digit that is shown."""

from itertools import pairwise
from statistics import mean

import pytest

from practicum.outcome import estimates, kpi
from practicum.outcome.forecast import parse_plan
from practicum.outcome.play import play
from practicum.outcome.timeline import HISTORY, QUARTER
from practicum.outcome.world import World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario, Shock
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS
from tests.scenario.tables import number, parts, rows, total

CONTACTS, REPEATED = 104_000, 24_960  # January: four weeks
DONCASTER, SWANSEA = 0.7, 0.3  # of the agents, and of the contacts


@pytest.fixture(scope="module")
def case() -> Scenario:
    """The case as it ships."""
    return load(SCENARIOS / "lumen-connect")


@pytest.fixture(scope="module")
def shown(case: Scenario) -> dict[str, Exhibit]:
    """Everything that a team can open."""
    return exhibits(case)


def percent(part: float, whole: float) -> float:
    """A share as the tables print it."""
    return round(100 * part / whole, 1)


def untouched(case: Scenario, name: str, first: int, end: int) -> float:
    """A KPI's mean over some weeks with no plan and without noise: what the case calls the past."""
    return float(mean(kpi.twin(case.kpis[name])[first + HISTORY : end + HISTORY]))


AUTUMN, SINCE_COURSE, JANUARY = (-26, -13), (-13, 0), (-4, 0)


# -- the past is the model's past ----------------------------------------------------------------------------------


def test_the_brief_tells_the_models_january(case: Scenario) -> None:
    """24 % repeated and 423 seconds, as the model's last four weeks have it, on 26,000 contacts a week."""
    assert case.company.population.people == 160
    assert CONTACTS == 26_000 * 4
    assert percent(REPEATED, CONTACTS) == case.kpis["repeats"].baseline == 24
    assert round(untouched(case, "repeats", *JANUARY), 1) == 24
    assert round(untouched(case, "handle_time", *JANUARY)) == 423
    assert case.kpis["repeats"].attainable == 15
    assert case.money.budget == 160_000
    assert {figure.value for figure in case.brief.figures} == {"24 %", "15 %", "26,000", "423 s", "£160,000"}


def test_the_deck_counts_right_and_concludes_wrong(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """26.2 to 24.0 is what happened with no help; the sum of the deck is a sum of that."""
    before, after = (number(row, "Contacts repeated (%)") for row in rows(shown["X1"]))
    assert before == round(untouched(case, "repeats", *AUTUMN), 1)
    assert after == round(untouched(case, "repeats", *JANUARY), 1)
    worth = round(before - after, 1) * case.kpis["repeats"].value * 52
    assert worth == pytest.approx(297_440)
    assert round(100 * (worth - 24_000) / 24_000) == 1_139
    for words in ("£297,440", "£24,000", "1,139 per cent", "26.2 to 24.0"):
        assert words in shown["D1"].body
    assert round(untouched(case, "handle_time", *AUTUMN)) == 436
    assert "436 to 423 seconds" in shown["X1"].body


def test_both_sites_together_are_the_models_history(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Thirteen fortnights: seven tenths Doncaster and three tenths Swansea, to a tenth of a point."""
    fortnights = rows(shown["X6"])
    assert len(fortnights) == 13
    for which, row in enumerate(fortnights):
        first = -26 + 2 * which
        together = DONCASTER * number(row, "Doncaster") + SWANSEA * number(row, "Swansea")
        assert together == pytest.approx(untouched(case, "repeats", first, first + 2), abs=0.12), row


def test_the_site_without_the_course_fell_further(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """By a point, and ten seconds less: what the model's course does at last year's adoption."""
    fortnights = rows(shown["X6"])
    fell = {}
    for site in ("Doncaster", "Swansea"):
        course = [number(row, site) for row in fortnights]
        assert round(mean(course[:6]), 1) == 26.2
        fell[site] = round(mean(course[:6]) - mean(course[-2:]), 1)
    assert fell == {"Doncaster": 1.9, "Swansea": 2.9}
    assert "Doncaster 26.2 to 24.3 per cent, Swansea 26.2 to 23.3" in shown["X6"].body
    adopted = mean(play(case, parse_plan(["speed_course"]), World(seed="0")).adoption["speed_course"][3:16])
    side = case.interventions["speed_course"].side
    assert side["repeats"].amount * adopted == pytest.approx(fell["Swansea"] - fell["Doncaster"], abs=0.15)
    assert -side["handle_time"].amount * adopted == pytest.approx(430 - 420, abs=1.5)
    assert "Doncaster 436 to 420 seconds, Swansea 436 to 430" in shown["X6"].body
    together = DONCASTER * 420 + SWANSEA * 430
    assert together == pytest.approx(423, abs=0.5)
    assert side["repeats"].amount > 0  # good is down


def test_overdue_visits_heal_as_the_model_does(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Above the usual 2,000, the backlog halves with the half-life of the bad patch."""
    bad = case.kpis["repeats"].regression
    assert bad is not None
    for which, row in enumerate(rows(shown["X3"])):
        weeks = [-26 + 2 * which, -25 + 2 * which]
        left = mean(2 ** (-max(week + QUARTER, 0) / bad.halflife) for week in weeks)
        assert number(row, "Overdue visits") == pytest.approx(2_000 + 8_000 * left, abs=60), row


def test_the_fall_is_not_where_the_course_practised(shown: dict[str, Exhibit]) -> None:
    """At January's mix autumn is 26.2 as well; balance, bill and payment calls hardly fell."""
    contacts = {
        "Connection slow or dropping": 18_200,
        "Wi-Fi in the home": 12_480,
        "Bill explained": 20_800,
        "Television and box": 8_320,
        "Visit or order: where is it": 18_720,
        "Moves and new orders": 13_520,
        "Payments and account changes": 11_960,
    }
    assert sum(contacts.values()) == CONTACTS
    january = {str(row["Type of call"]): number(row, "Contacts repeated") for row in rows(shown["X4"])}
    assert sum(january.values()) == REPEATED
    assert list(january) == list(contacts)
    assert list(january.values()) == sorted(january.values(), reverse=True)
    for each in contacts.values():
        assert f"{each:,}" in shown["X4"].body
    then = 0.0
    for row in rows(shown["X5"]):
        name = str(row["Type of call"])
        was, now = number(row, "August to October (%)"), number(row, "January (%)")
        assert now == percent(january[name], contacts[name])
        assert number(row, "Change") == pytest.approx(now - was, abs=0.01)
        then += was * contacts[name] / CONTACTS
        if name in {"Bill explained", "Payments and account changes"}:
            assert abs(number(row, "Change")) < 0.5
    assert round(then, 1) == 26.2


def test_three_fault_types_make_up_61_percent(shown: dict[str, Exhibit]) -> None:
    """On 38 % of the contacts; the other types are at the level that can be reached."""
    january = {str(row["Type of call"]): number(row, "Contacts repeated") for row in rows(shown["X4"])}
    faults = sum(january[name] for name in ("Connection slow or dropping", "Wi-Fi in the home", "Television and box"))
    assert faults == 15_116
    assert round(100 * faults / REPEATED) == 61
    assert round(100 * 39_000 / CONTACTS) == 38  # 37.5
    assert percent(faults, 39_000) == 38.8
    assert percent(REPEATED - faults, 65_000) == 15.1
    for words in ("39,000 contacts, 15,116 repeated, 38.8", "65,000 contacts, 9,844 repeated, 15.1"):
        assert words in shown["X4"].body


# -- each cause can be found, at its size --------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["D6", "D7", "X9"])
def test_groupings_add_up_to_the_same_january(shown: dict[str, Exhibit], tag: str) -> None:
    """By target, article or shift: the same contacts, the same repeats."""
    of = rows(shown[tag])
    assert (total(of, "Contacts"), total(of, "Contacts repeated")) == (CONTACTS, REPEATED)
    assert (number(of[-1], "Contacts"), number(of[-1], "Contacts repeated")) == (CONTACTS, REPEATED)


@pytest.mark.parametrize("tag", ["D6", "D7", "X7", "X9"])
def test_every_printed_rate_is_its_rows_rate(shown: dict[str, Exhibit], tag: str) -> None:
    """A percentage is what its own row gives."""
    for row in rows(shown[tag]):
        assert number(row, "Repeated (%)") == percent(number(row, "Contacts repeated"), number(row, "Contacts")), row


def test_the_target_is_worth_its_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Agents drawn by lot to have none are better by the points that the model gives, and four seconds slower."""
    held, exempt, _ = rows(shown["D6"])
    gap = kpi.gap(case.kpis["repeats"])
    expected = case.causes["target"].share["repeats"] * gap
    assert number(held, "Repeated (%)") - number(exempt, "Repeated (%)") == pytest.approx(expected, abs=0.1)
    slower = number(exempt, "Handle time (s)") - number(held, "Handle time (s)")
    assert slower == case.interventions["drop_target"].side["handle_time"].amount == 4
    assert number(held, "Agents") + number(exempt, "Agents") == 160
    assert "sixteen agents" in shown["D4"].body
    assert "390 seconds" in shown["D4"].body


def test_stale_articles_are_worth_their_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Were all articles fresh, repeats would fall by the points that the model gives to the knowledge base."""
    fresh, _, every = rows(shown["D7"])
    expected = case.causes["kb"].share["repeats"] * kpi.gap(case.kpis["repeats"])
    assert number(every, "Repeated (%)") - number(fresh, "Repeated (%)") == pytest.approx(expected, abs=0.05)


def test_without_a_target_or_a_clock_faults_are_still_missed(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """46 and 48 %: the target does not explain it, and the instrument reads the first of them today."""
    fault, other = rows(shown["X10"])
    assert (fault["With the target"], fault["Exempt"]) == (46, 48)
    assert number(other, "With the target") > 90
    assert case.instruments["simulated_calls"].today == 46


def test_the_review_of_fault_calls_agrees_with_the_types(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """600 calls at the 38.8 % of all fault calls; a third with all steps, as the instrument reads today."""
    full, skipped, every = rows(shown["D8"])
    for column in ("Calls", "Repeated"):
        assert number(full, column) + number(skipped, column) == number(every, column)
    for row in (full, skipped, every):
        assert number(row, "Repeated (%)") == percent(number(row, "Repeated"), number(row, "Calls"))
    assert number(every, "Repeated (%)") == 38.8
    assert percent(204, 600) == case.instruments["steps_done"].today == 34
    assert 210 + 186 == 396
    assert "210 of the 396" in shown["D8"].body


# -- the herrings can be refuted -----------------------------------------------------------------------------------


def test_the_fastest_agents_have_the_most_repeats(shown: dict[str, Exhibit]) -> None:
    """Among those with a target, on the same mix: each faster quarter is worse."""
    quarters = rows(shown["X7"])
    assert total(quarters, "Contacts") == number(rows(shown["D6"])[0], "Contacts")
    assert total(quarters, "Contacts repeated") == number(rows(shown["D6"])[0], "Contacts repeated")
    assert mean(number(row, "Handle time (s)") for row in parts(quarters)) == pytest.approx(422, abs=0.5)
    for faster, slower in pairwise(parts(quarters)):
        assert number(faster, "Handle time (s)") < number(slower, "Handle time (s)")
        assert number(faster, "Repeated (%)") > number(slower, "Repeated (%)") + 1


def test_time_in_the_job_vanishes_when_split(shown: dict[str, Exhibit]) -> None:
    """Two points apart in the pack, a few tenths within each kind of call."""
    of = rows(shown["X8"])
    assert total(of, "Agents") == 160
    assert (total(of, "Fault calls"), total(of, "Fault calls repeated")) == (39_000, 15_116)
    assert (total(of, "Others"), total(of, "Others repeated")) == (65_000, 9_844)
    for row in of:
        fault, other = number(row, "Fault calls"), number(row, "Others")
        bad_fault, bad_other = number(row, "Fault calls repeated"), number(row, "Others repeated")
        assert number(row, "Fault calls (%)") == percent(bad_fault, fault)
        assert number(row, "Others (%)") == percent(bad_other, other)
        assert number(row, "All (%)") == percent(bad_fault + bad_other, fault + other)
    headline = {row["Time in the job"]: row["Contacts repeated (%)"] for row in rows(shown["X2"])}
    assert headline == {row["Time in the job"]: row["All (%)"] for row in parts(of)}
    for column in ("Fault calls (%)", "Others (%)"):
        figures = [number(row, column) for row in parts(of)]
        assert max(figures) - min(figures) < 0.4
    assert percent(13_104, 31_200) == 42
    assert percent(10_296, 31_200) == 33


def test_the_network_is_a_ninth_of_what_was_wrong(shown: dict[str, Exhibit]) -> None:
    """132 of 1,200 calls; the shares are those of their rows."""
    of = rows(shown["D10"])
    assert total(of, "Calls") == 1_200
    for row in of:
        assert number(row, "Share (%)") == round(number(row, "Calls") / 12)


def test_the_survey_refutes_its_own_headline(shown: dict[str, Exhibit]) -> None:
    """4.7 overall, and 2.7 on finding the cause of a fault."""
    means = {str(row["Statement"]): number(row, "Mean (1 to 5)") for row in rows(shown["D2"])}
    assert means["Overall"] == 4.7
    assert min(means.values()) == means["I can find the cause of a fault better than before"] == 2.7


def test_csat_can_show_nothing_that_a_plan_does(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """4 % answer; what the series can detect is several times what the best plan does to it."""
    for row in rows(shown["D3"]):
        assert number(row, "Answers (%)") == percent(number(row, "Answers"), number(row, "Invitations"))
        assert number(row, "Answers (%)") == pytest.approx(4, abs=0.2)
        assert abs(number(row, "Mean (1 to 5)") - case.kpis["csat"].baseline) < 0.25
    instrument = case.instruments["csat_survey"]
    assert (instrument.n, instrument.response) == (500, 0.04)
    done = play(case, parse_plan(case.intended), World(seed="0")).kpis["csat"].late_effect
    for method in ("pre_post", "did"):
        detectable = estimates.mde("csat", case.kpis["csat"], method, ("csat_survey", instrument, False))
        assert detectable is not None
        assert detectable > 4 * done > 0


def test_customers_who_repeat_leave(shown: dict[str, Exhibit]) -> None:
    """The shares are those of their rows, and the source counts the customers."""
    of = rows(shown["D9"])
    for row in of:
        assert number(row, "Left (%)") == percent(number(row, "Left within 90 days"), number(row, "Customers"))
    assert f"{total(of, 'Customers'):,.0f} customers" in shown["D9"].source


def test_the_value_of_a_point_is_the_cfos_sum(case: Scenario) -> None:
    """260 contacts at £10; and ten seconds saved are less than one point lost."""
    answer = case.people["cfo"].topics["value"].answer
    handling = round(423 / 3_600 * case.company.population.wage_per_hour, 2)
    assert (handling, 86 / 20) == (2.82, 4.3)
    assert handling + 4.30 + 2.88 == pytest.approx(10)
    assert case.kpis["repeats"].value == 260 * 10 == 2_600
    second = 26_000 / 3_600 * case.company.population.wage_per_hour
    assert round(second) == 173
    assert case.kpis["handle_time"].value == 0
    for words in ("£2.82", "£86, £4.30", "£2.88", "£2,600", "£173", "£1,730"):
        assert words in answer


def test_the_ticket_says_what_the_app_does(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Its sums give two points off and eighteen seconds on from week 10 for good: the model's shock."""
    ticket = shown["D5"]
    assert "app" not in ticket.title.lower()
    assert ticket.decisive
    repeats, seconds = case.kpis["repeats"].shocks, case.kpis["handle_time"].shocks
    assert repeats == (Shock(amount=-2, start=10, end=52),)
    assert seconds == (Shock(amount=18, start=10, end=52),)
    assert (6_240 / 26_000, 26_000 * 0.92) == (0.24, 23_920)
    repeated, longer = 5_262 / 23_920, (423 - 0.08 * 216) / 0.92
    assert repeated == pytest.approx(0.22, abs=0.0005)
    assert longer == pytest.approx(423 + 18, abs=0.5)
    for words in ("13 April", "6,240 of 26,000", "5,262 of 23,920", "441 seconds against 423", "8 per cent"):
        assert words in ticket.body


def test_an_early_app_is_the_same_app(case: Scenario) -> None:
    """In month 2, week 4, it comes for the six weeks that were left, whatever a team answers."""
    for option in case.injects["app_early"].options.values():
        assert option.effect.shock["repeats"] == Shock(amount=-2, start=0, end=6)
        assert option.effect.shock["handle_time"] == Shock(amount=18, start=0, end=6)
    assert case.injects["app_early"].when == "month 2"
