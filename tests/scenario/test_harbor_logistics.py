"""Harbor Logistics: the figures in the evidence agree with the model, and with each other, to the digit that is shown.

A careful reader must be able to refute every red herring from the case's own data, and to read the blocking off the
tables, so the data are held here.
"""

from datetime import date

import pytest

from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS
from tests.scenario.tables import Row, number, rows, total

LINES, MISPICKS, WEEKS = 2_600_000, 88_400, 13


@pytest.fixture(scope="module")
def case() -> Scenario:
    """The case as it ships."""
    return load(SCENARIOS / "harbor-logistics")


@pytest.fixture(scope="module")
def shown(case: Scenario) -> dict[str, Exhibit]:
    """Everything that a team can open."""
    return exhibits(case)


def share(part: float, whole: float) -> float:
    """A share in per cent, with every digit."""
    return 100 * part / whole


def percent(part: float, whole: float) -> float:
    """A share as the tables print it."""
    return round(share(part, whole), 2)


def points(case: Scenario, cause: str) -> float:
    """What a cause holds of the gap, in points of mis-picks."""
    kpi = case.kpis["mispicks"]
    return case.causes[cause].share["mispicks"] * (kpi.baseline - kpi.attainable)


# -- the quarter ---------------------------------------------------------------------------------------------------


def test_the_quarter_is_the_baseline(case: Scenario) -> None:
    """240 pickers pick 200,000 lines a week for 13 weeks, and 3.4 % of them are wrong."""
    assert case.company.population.people == 240
    assert LINES == 200_000 * WEEKS
    assert percent(MISPICKS, LINES) == case.kpis["mispicks"].baseline == 3.4
    assert (date(2025, 6, 2) - date(2025, 3, 3)).days == 7 * WEEKS
    assert {figure.label: figure.value for figure in case.brief.figures} == {
        "Lines mis-picked": "3.4 %",
        "Before": "1.2 %",
        "Pickers": "240",
        "Lines picked in a week": "200,000",
        "Pickers leaving in a year": "35 %",
        "Budget": "€230,000",
    }
    assert case.money.budget == 230_000
    assert case.kpis["leavers"].baseline == 35
    assert case.company.population.turnover_per_year == 0.35
    assert round(200_000 / (240 * 28), 1) == case.kpis["pick_rate"].baseline == 29.8


@pytest.mark.parametrize("tag", ["X4", "X7", "X8"])
def test_every_grouping_adds_up_to_the_same_quarter(shown: dict[str, Exhibit], tag: str) -> None:
    """By site, shift or certificate: the parts make the last row, and each printed rate is its row's."""
    *parts, whole = rows(shown[tag])
    assert (total(parts, "Lines picked"), total(parts, "Mis-picks")) == (LINES, MISPICKS)
    assert (whole["Lines picked"], whole["Mis-picks"]) == (LINES, MISPICKS)
    for row in (*parts, whole):
        assert number(row, "Mis-picked (%)") == percent(number(row, "Mis-picks"), number(row, "Lines picked")), row


def test_the_months_are_the_history_of_the_model(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """1.2 % before April of last year, and 3.4 % without a trend in the last half-year."""
    months = [number(row, "Lines mis-picked (%)") for row in rows(shown["X1"])]
    assert months[:3] == [case.kpis["mispicks"].attainable] * 3
    assert round(sum(months[-3:]) / 3, 2) == round(sum(months[-6:-3]) / 3, 2) == 3.4
    kpi = case.kpis["mispicks"]
    assert (kpi.trend, kpi.season, kpi.regression) == (0, None, None)
    assert months[:12] == sorted(months[:12])


# -- handhelds and labels ------------------------------------------------------------------------------------------


def test_old_handhelds_are_worth_their_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """If all handhelds were like the youngest, mis-picks would fall by what the model gives to handhelds and labels."""
    by_age = {"Under two years": (910_000, 21_731), "Two to four years": (650_000, 20_818), "old": (1_040_000, 45_851)}
    assert sum(lines for lines, _ in by_age.values()) == LINES
    assert sum(wrong for _, wrong in by_age.values()) == MISPICKS
    printed = [number(row, "Lines mis-picked (%)") for row in rows(shown["X5"])]
    assert printed == [percent(wrong, lines) for lines, wrong in by_age.values()]
    for lines, wrong in by_age.values():
        assert f"{lines:,}" in shown["X5"].body
        assert f"{wrong:,}" in shown["X5"].body
    assert 3.4 - share(21_731, 910_000) == pytest.approx(points(case, "scanners"), abs=0.001)


def test_the_same_person_is_worse_on_an_old_handheld(shown: dict[str, Exhibit]) -> None:
    """By a point and a half, newcomers and others alike: neither a habit nor a newcomer's mistake."""
    *parts, whole = rows(shown["D6"])
    for column in ("Number", "Lines on their own handheld", "Mis-picks", "Lines on a loan", "Mis-picks on a loan"):
        assert total(parts, column) == number(whole, column)
    for row in (*parts, whole):
        assert number(row, "Own (%)") == percent(number(row, "Mis-picks"), number(row, "Lines on their own handheld"))
        assert number(row, "Loan (%)") == percent(number(row, "Mis-picks on a loan"), number(row, "Lines on a loan"))
        assert number(row, "Loan (%)") - number(row, "Own (%)") == pytest.approx(1.53, abs=0.02)
    day_young, day_old, *_ = rows(shown["X6"])
    assert number(whole, "Own (%)") == pytest.approx(number(day_young, "Longer (%)"), abs=0.02)
    assert number(whole, "Loan (%)") == pytest.approx(number(day_old, "Longer (%)"), abs=0.02)


def test_second_scans_are_made_when_the_device_answers(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """66 of 70, and 3 of 30 when it does not: today's reading of the observer, and what it can become."""
    assert (15 + 51, 16 + 54, 2 + 1, 24 + 6) == (66, 70, 3, 30)
    assert (16 + 24, 54 + 6) == (40, 60)  # picks on old and young handhelds, as all lines are
    assert "66 of 70 when the device answered, 3 of 30 when it did not" in shown["O1"].body
    assert case.instruments["rescan"].today == 66 + 3
    assert case.instruments["rescan"].full == round(share(66, 70))


def test_labels_matter_most_where_handhelds_are_old(shown: dict[str, Exhibit]) -> None:
    """Printed shares are the counts', and a bad label with a bad device is read three times in five."""
    tried = rows(shown["D5"])
    assert total(tried, "Labels tried") == 800
    for row in tried:
        rate = round(share(number(row, "Read at first scan"), number(row, "Labels tried")))
        assert number(row, "Read at first scan (%)") == rate
    assert [number(row, "Read at first scan (%)") for row in tried] == [99, 90, 86, 61]


def test_the_rival_fell_by_what_new_handhelds_would_bring(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """About nine tenths of a point, while this company stayed where it was."""
    months = rows(shown["X3"])
    rival = [number(row, "Brennick in Moerdijk") for row in months]
    swap = case.interventions["scanners"]
    expected = points(case, "scanners") * swap.on["scanners"] * swap.full_reach
    assert sum(rival[:2]) / 2 - sum(rival[-3:]) / 3 == pytest.approx(expected, abs=0.05)
    ours = [number(row, "Lines mis-picked (%)") for row in rows(shown["X1"])][-len(months) :]
    assert [number(row, "Harbor Logistics") for row in months] == ours


# -- the herrings --------------------------------------------------------------------------------------------------


def test_newcomers_are_no_worse_on_the_same_shift_with_the_same_handheld(shown: dict[str, Exhibit]) -> None:
    """Nearly a point apart in the chart, at most three hundredths in each of four cells: Simpson's paradox."""
    *cells, whole = rows(shown["X6"])
    assert len(cells) == 4
    for who in ("First year", "Longer"):
        for what in ("lines", "mis-picks"):
            assert total(cells, f"{who}: {what}") == number(whole, f"{who}: {what}")
        for row in (*cells, whole):
            assert number(row, f"{who} (%)") == percent(number(row, f"{who}: mis-picks"), number(row, f"{who}: lines"))
    assert number(whole, "First year: lines") + number(whole, "Longer: lines") == LINES
    assert number(whole, "First year: mis-picks") + number(whole, "Longer: mis-picks") == MISPICKS
    chart = [number(row, "Lines mis-picked (%)") for row in rows(shown["X2"])]
    assert chart == [number(whole, "First year (%)"), number(whole, "Longer (%)")]
    assert chart[0] - chart[1] > 0.9
    assert all(abs(number(row, "First year (%)") - number(row, "Longer (%)")) < 0.035 for row in cells)


def test_newcomers_get_the_nights_and_the_old_handhelds(shown: dict[str, Exhibit]) -> None:
    """The shares that explain the chart are those of the cells."""
    _, day_old, night_young, night_old, whole = rows(shown["X6"])
    for who, old in (("First year", "73 %"), ("Longer", "27 %")):
        column = f"{who}: lines"
        assert f"{round(share(number(day_old, column) + number(night_old, column), number(whole, column)))} %" == old
        assert old in shown["X6"].body
    for who, expected in (("First year", 50), ("Longer", 15)):
        column = f"{who}: lines"
        at_night = number(night_young, column) + number(night_old, column)
        assert share(at_night, number(whole, column)) == pytest.approx(expected, abs=0.5)


def test_cells_shifts_pay_and_age_tell_one_story(shown: dict[str, Exhibit]) -> None:
    """Nights, old handhelds and young ones have the same totals in every table that shows them."""
    day_young, day_old, night_young, night_old, _ = rows(shown["X6"])

    def both(row: Row, what: str) -> float:
        return number(row, f"First year: {what}") + number(row, f"Longer: {what}")

    day, night, _ = rows(shown["X7"])
    for shift, young, old in ((day, day_young, day_old), (night, night_young, night_old)):
        assert both(young, "lines") + both(old, "lines") == number(shift, "Lines picked")
        assert both(young, "mis-picks") + both(old, "mis-picks") == number(shift, "Mis-picks")
        on_old = share(both(old, "lines"), number(shift, "Lines picked"))
        assert round(on_old) == number(shift, "On old handhelds (%)")
    all_pay = rows(shown["X10"])[-1]
    assert number(all_pay, "Old handhelds: lines") == both(day_old, "lines") + both(night_old, "lines") == 1_040_000
    assert number(all_pay, "Old: mis-picks") == both(day_old, "mis-picks") + both(night_old, "mis-picks") == 45_851
    assert number(all_pay, "Young: mis-picks") == 21_731 + 20_818


def test_a_certificate_makes_no_difference(shown: dict[str, Exhibit]) -> None:
    """94 % hold one, at the third try, and mis-pick as often as the fourteen others."""
    with_one, without, _ = rows(shown["X8"])
    assert abs(number(with_one, "Mis-picked (%)") - number(without, "Mis-picked (%)")) < 0.05
    *sites, both = rows(shown["D2"])
    assert total(sites, "Pickers") == number(both, "Pickers") == 240
    assert total(sites, "Certified") == number(both, "Certified") == number(with_one, "Pickers") == 226
    for row in (*sites, both):
        assert number(row, "Certified (%)") == round(share(number(row, "Certified"), number(row, "Pickers"))) == 94


def test_accidents_fell_before_the_posters(shown: dict[str, Exhibit]) -> None:
    """The halving is in the quarter in which the aisles were separated; the posters came in February."""
    _, summer, autumn, winter = (number(row, "Accidents reported") for row in rows(shown["D3"]))
    assert autumn == summer / 2
    assert autumn - winter < summer - autumn
    assert "7 October" in shown["D3"].body
    assert "second week of February" in shown["D3"].body


# -- pay, knowledge, nights ----------------------------------------------------------------------------------------


def test_hourly_pay_shows_how_handhelds_block_the_share_of_pay(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """The whole share on working handhelds; on today's mix, the share less what failing handhelds take from it."""
    hourly, by_line, every = rows(shown["X10"])
    for age, lines in (("Young", "Young handhelds: lines"), ("Old", "Old handhelds: lines")):
        assert number(hourly, lines) + number(by_line, lines) == number(every, lines)
        wrong = f"{age}: mis-picks"
        assert number(hourly, wrong) + number(by_line, wrong) == number(every, wrong)
        for row in (hourly, by_line, every):
            assert number(row, f"{age} (%)") == percent(number(row, wrong), number(row, lines))
    for row in (hourly, by_line, every):
        picked = number(row, "Young handhelds: lines") + number(row, "Old handhelds: lines")
        mispicked = number(row, "Young: mis-picks") + number(row, "Old: mis-picks")
        assert number(row, "Both (%)") == percent(mispicked, picked)
    full = points(case, "incentive")
    blocked = full * (1 - case.causes["incentive"].blocked_by["scanners"])
    assert number(every, "Young (%)") - number(hourly, "Young (%)") == pytest.approx(full, abs=0.01)
    assert number(every, "Both (%)") - number(hourly, "Both (%)") == pytest.approx(blocked, abs=0.01)
    assert number(every, "Old (%)") - number(hourly, "Old (%)") < 0.2


def test_pay_slips_are_the_schemes_sum(shown: dict[str, Exhibit]) -> None:
    """Twelve cents for each line beyond 18 an hour, nothing for mis-picks; the slow and careful earn least."""
    slips = {str(row["Slip"]): row for row in rows(shown["D7"])}
    for row in slips.values():
        hours, lines = number(row, "Picking hours"), number(row, "Lines")
        assert number(row, "Lines per hour") == pytest.approx(lines / hours)
        assert number(row, "Pick pay (€)") == pytest.approx(0.12 * (lines - 18 * hours))
        assert number(row, "Deducted for mis-picks (€)") == 0
    pay = {slip: number(row, "Pick pay (€)") for slip, row in slips.items()}
    rate = {slip: number(row, "Mis-picks") / number(row, "Lines") for slip, row in slips.items()}
    assert sorted(pay, key=pay.__getitem__)[:2] == ["H", "F"]
    assert sorted(pay, key=pay.__getitem__)[-2:] == ["G", "E"]
    assert min(rate["E"], rate["G"]) > max(rate["F"], rate["H"]) > max(rate[slip] for slip in "ABCD")


def test_what_pickers_would_have_to_know_is_a_small_share(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """Errors in the unit of issue are the points that the model gives to knowledge, most of them on old handhelds."""
    kinds = {str(row["Kind of error"]): number(row, "Mis-picks") for row in rows(shown["X9"])}
    assert sum(kinds.values()) == MISPICKS
    assert list(kinds.values()) == sorted(kinds.values(), reverse=True)
    unit = kinds["Wrong unit of issue"]
    assert share(unit, LINES) == pytest.approx(points(case, "knowledge"))
    assert share(3_432, unit) == pytest.approx(100 * case.causes["knowledge"].blocked_by["scanners"])
    assert "3,432" in shown["X9"].body
    assert round(share(unit, MISPICKS), 1) == 6.5
    for count in kinds.values():
        assert f"{count:,.0f}" in shown["X9"].alt


def test_full_nights_are_worth_their_share_of_the_gap(case: Scenario, shown: dict[str, Exhibit]) -> None:
    """If every night had a full crew, the quarter would be better by what the model gives to staffing."""
    full, short, every = rows(shown["D8"])
    for column in ("Number", "Lines picked", "Mis-picks"):
        assert number(full, column) + number(short, column) == number(every, column)
    for row in (full, short, every):
        assert number(row, "Mis-picked (%)") == percent(number(row, "Mis-picks"), number(row, "Lines picked"))
        crew = number(row, "Lines picked") / number(row, "Number") / number(row, "Pickers on the floor")
        assert number(row, "Lines for each picker") == pytest.approx(crew, abs=0.6)
    rates = [share(number(row, "Mis-picks"), number(row, "Lines picked")) for row in (full, every)]
    gain = (rates[1] - rates[0]) * number(every, "Lines picked") / LINES
    assert gain == pytest.approx(points(case, "staffing"), abs=1e-3)
    day_young, day_old, night_young, night_old, _ = rows(shown["X6"])
    for day, night in ((day_young, night_young), (day_old, night_old)):
        assert number(night, "Longer (%)") - number(day, "Longer (%)") == pytest.approx(rates[1] - rates[0], abs=0.03)


def test_exit_interviews_add_up_and_hardly_name_training(shown: dict[str, Exhibit]) -> None:
    """84 leavers are 35 % of 240; 61 were interviewed; handhelds and pay are named first, training last."""
    *reasons, every = rows(shown["D4"])
    assert total(reasons, "Leavers") == number(every, "Leavers") == 61
    assert 84 == 0.35 * 240
    assert "handheld" in str(reasons[0]["Main reason for leaving"])
    assert "pay" in str(reasons[1]["Main reason for leaving"])
    assert "trained" in str(reasons[-1]["Main reason for leaving"])


# -- money ---------------------------------------------------------------------------------------------------------


def test_the_value_of_a_point_is_the_controllers_sum(case: Scenario) -> None:
    """2,000 lines a week at €4.50 each."""
    answer = case.people["payroll"].topics["value"].answer
    wage = case.company.population.wage_per_hour
    caught, returned = 3.5 / 60 * wage, 7.20 + 6.10 + 3.60
    assert caught == pytest.approx(1.40)
    assert returned == pytest.approx(16.90)
    assert 0.8 * caught + 0.2 * returned == pytest.approx(4.50)
    assert 2_000 * 4.5 == 9_000 == case.kpis["mispicks"].value
    gap = case.kpis["mispicks"].baseline - case.kpis["mispicks"].attainable
    assert gap * 9_000 == pytest.approx(19_800)
    for words in ("2,000 lines", "€24", "€1.40", "€16.90", "€4.50", "€9,000", "€19,800"):
        assert words in answer


def test_quoted_costs_are_the_plans(case: Scenario) -> None:
    """HR's quotation, and what the technician and payroll name."""
    items = case.interventions
    people = 0.95 * case.company.population.people
    sessions = people / 6  # six off a shift at a time
    quoted = 26_000 + sessions * 1_200 + people * 3 * case.company.population.wage_per_hour
    assert (people, sessions, round(quoted)) == (228, 38, 88_016)
    assert items["retrain"].cost == 88_000
    handhelds = case.people["technician"].topics["handhelds"].answer
    assert "€145,000, and ten weeks" in handhelds
    assert (items["scanners"].cost, items["scanners"].lead) == (145_000, 10)
    assert "€18,000 for the year" in case.people["technician"].topics["labels"].answer
    assert (items["labels"].cost, items["labels"].lead) == (18_000, 2)
    scheme = case.people["payroll"].topics["scheme"].answer
    assert "€40,000" in scheme
    assert "Six weeks" in scheme
    assert (items["bonus"].cost, items["bonus"].lead) == (40_000, 6)
