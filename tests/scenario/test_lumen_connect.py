"""Lumen Connect: its data agree with its model, and the model is the trap that the case is about.

Doing nothing must look like an improvement, the celebrated course must do harm, and a site that waits must tell.
"""

import re
from itertools import pairwise
from statistics import mean

import pytest

from practicum.outcome import estimates, kpi
from practicum.outcome.claim import claimed
from practicum.outcome.forecast import best, forecast, landscape, parse_plan
from practicum.outcome.play import play
from practicum.outcome.timeline import HISTORY, QUARTER, YEAR
from practicum.outcome.world import Measured, World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import EvidenceKind, Scenario, Shock
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS
from tests.scenario.tables import number, parts, rows, total

CONTACTS, REPEATED = 104_000, 24_960  # January: four weeks
DONCASTER, SWANSEA = 0.7, 0.3  # of the agents, and of the contacts
SEEDS = [str(seed) for seed in range(8)]


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
