"""What the measurement rules find at their edges, and what they leave alone."""

from pathlib import Path

import pytest

from practicum.lint.detect import drift, sharpest, smallest_reading
from practicum.lint.families import lint
from practicum.outcome.estimates import DETECTABLE
from tests.lint.over import case_with, told


def measurement(example: str, folder: Path) -> dict[str, str]:
    """What the family says about the guide's case with a part laid over it."""
    return told(example, folder, "measurement")


def test_the_guides_case_is_sound(tmp_path: Path) -> None:
    """Nothing is said about it."""
    assert measurement("{}", tmp_path) == {}


def test_a_case_without_an_intended_plan_is_not_judged_by_its_effect(tmp_path: Path) -> None:
    """There is nothing to see, and another family says so."""
    noisy = "kpis: {returns: {noise: {sd: 4}, regression: {excess: 0.1, halflife: 4}}}\nintended: ~"
    assert measurement(noisy, tmp_path) == {}


def test_an_instrument_of_people_can_be_blunt_too(tmp_path: Path) -> None:
    """Four answers that scatter over the whole scale show nothing."""
    said = measurement("instruments: {route_check: {noise_sd: 90, n: 3}}", tmp_path)
    assert said["measurement.blunt"].startswith(
        "route_check shows no change below 134, and no plan moves it by more than"
    )


def test_a_reading_of_people_is_held_against_one_before(tmp_path: Path) -> None:
    """Thirteen weeks after, and one before unless it is kept."""
    tool = case_with("{}", tmp_path).scenario.instruments["first_scan"]
    error = 20 / 60**0.5
    assert smallest_reading(tool) == pytest.approx(DETECTABLE * error * (1 + 1 / 13) ** 0.5)
    kept = case_with("instruments: {first_scan: {archival: true}}", tmp_path).scenario.instruments["first_scan"]
    assert smallest_reading(kept) == pytest.approx(DETECTABLE * error * (2 / 13) ** 0.5)


def test_the_sharpest_way_counts(tmp_path: Path) -> None:
    """A second, coarser instrument of the same KPI changes nothing."""
    case = case_with(
        'instruments: {survey: {label: Asked, level: results, kpi: returns, unit: "%", good: down, noise_sd: 30}}',
        tmp_path,
    )
    found = sharpest(case.scenario, "returns")
    assert found is not None
    assert (found.instrument, found.method) == ("returned", "pre_post")


@pytest.mark.parametrize(
    "moving, key",
    [
        ("trend: -0.06", "trend"),
        ("regression: {excess: 3, halflife: 6}", "regression"),
        ("shocks: [{amount: +2, start: 30, end: 52}], trend: -0.001", "shocks"),
    ],
)
def test_what_moves_most_is_where_it_is_told(moving: str, key: str, tmp_path: Path) -> None:
    """At its own key, whichever way it goes."""
    case = case_with(f"kpis: {{returns: {{{moving}}}}}", tmp_path)
    (found,) = [each for each in lint(case, ["measurement"]) if each.rule == "measurement.drift"]
    assert found.line == case.place(("kpis", "returns", key)).line
    assert found.hint.endswith("(only a unit that waits can tell: say so), allow it with the reason")


def test_a_season_comes_round(tmp_path: Path) -> None:
    """The quarter before and the last one are a year apart, so a season moves neither."""
    assert measurement("kpis: {returns: {season: {amplitude: 3, peak: 45}}}", tmp_path) == {}


def test_getting_worse_by_itself_looks_like_no_success(tmp_path: Path) -> None:
    """A trend that goes the wrong way is drift, if it is large, and never healing."""
    said = measurement("kpis: {returns: {trend: +0.02}}", tmp_path)
    assert "measurement.heals" not in said
    assert "measurement.drift" not in said
    assert "measurement.drift" in measurement("kpis: {returns: {trend: +0.06}}", tmp_path)


def test_drift_and_healing_are_not_told_twice(tmp_path: Path) -> None:
    """The larger one speaks for both."""
    said = measurement("kpis: {returns: {regression: {excess: 3, halflife: 6 weeks}}}", tmp_path)
    assert "measurement.drift" in said
    assert "measurement.heals" not in said


def test_without_units_the_hint_says_that_nobody_can_tell(tmp_path: Path) -> None:
    """And the missing comparison is told beside it."""
    said = measurement("company: {units: ~}\nkpis: {returns: {regression: {excess: 4, halflife: 6}}}", tmp_path)
    assert "(no unit can wait to tell)" in said["measurement.drift"]
    assert said["measurement.no-control"].endswith(": add company.units: who goes first, and who can wait")


def test_drift_is_what_before_and_after_finds(tmp_path: Path) -> None:
    """A trend of a tenth a week over the thirty-nine and thirteen weeks between the two quarters."""
    kpi = case_with("kpis: {returns: {trend: 0.1}}", tmp_path).scenario.kpis["returns"]
    assert drift(kpi) == pytest.approx(0.1 * 52)


@pytest.mark.parametrize(
    "example, said",
    [
        (
            'kpis: {returns: {baseline: 120, unit: "% of parcels"}}',
            'baseline is 120, and a figure in "% of parcels" is',
        ),
        ("instruments: {route_check: {unit: out of 5, today: 3, full: 6}}", 'full is 6, and a figure in "out of 5" is'),
        ("instruments: {returned: {today: 12}}", "returned reads returns, which is at 9 today, not at 12"),
    ],
)
def test_figures_are_held_to_their_units(example: str, said: str, tmp_path: Path) -> None:
    """A share is at most all of it, a mark at most its scale, and a KPI has one baseline."""
    assert measurement(example, tmp_path)["measurement.impossible"].startswith(said)


@pytest.mark.parametrize(
    "moving, told_of",
    [
        ("season: {amplitude: 12, peak: 3}", "it moves returns to -3"),
        ("season: {amplitude: 3, peak: 3}", ""),
        ("shocks: [{amount: +95, start: 30, end: 31}]", "it moves returns to 104"),
        ("regression: {excess: -10, halflife: 4}", "it moves returns to -1"),
    ],
)
def test_what_moves_by_itself_stays_within_the_unit(moving: str, told_of: str, tmp_path: Path) -> None:
    """A share of parcels can't be below none, whatever the season."""
    said = measurement(f"kpis: {{returns: {{{moving}}}}}", tmp_path).get("measurement.impossible", "")
    assert said.startswith(told_of) if told_of else not said


def test_units_that_say_nothing_bound_nothing(tmp_path: Path) -> None:
    """Seconds can be any number."""
    assert measurement("instruments: {route_check: {unit: seconds, today: 300, full: 120, good: down}}", tmp_path) == {}


def test_an_instrument_whose_figures_are_the_same_never_moves(tmp_path: Path) -> None:
    """Today and full alike."""
    said = measurement("instruments: {route_check: {today: 95}}", tmp_path)["measurement.still"]
    assert said == "route_check reads 95 today and 95 when all is well: it never moves: write today and full"


def test_seldom_is_as_late_as_slow(tmp_path: Path) -> None:
    """Twice a year, and neither time in the last quarter."""
    said = measurement("instruments: {first_scan: {every: 26 weeks}}", tmp_path)["measurement.late"]
    assert said.startswith("no reading of first_scan of the last three months arrives within the year")
    assert said.endswith(": shorten its every, which is 26 weeks")


def test_attendance_may_be_read_once(tmp_path: Path) -> None:
    """What is read at the end of a course needs no last quarter, only a reading after the launch."""
    assert measurement("instruments: {attendance: {lag: 20 weeks}}", tmp_path) == {}
    assert "measurement.late" in measurement("instruments: {attendance: {lag: 52 weeks}}", tmp_path)


def test_a_plan_that_teaches_needs_a_test_of_what_is_taught(tmp_path: Path) -> None:
    """No learning, no test."""
    taught = "intended: [printers, course]\nsponsor_asks: []\ninstruments: {route_check: %s}"
    assert "measurement.chain" not in measurement(taught % "{cost: 100}", tmp_path)
    said = measurement(taught % "~", tmp_path)["measurement.chain"]
    assert said.startswith("nothing shows whether anybody learned it: no instrument of learning for routes")


def test_only_vanity_beside_the_results_is_said_so(tmp_path: Path) -> None:
    """Who came and whether they liked it looks well for any plan."""
    said = measurement("instruments: {first_scan: ~, route_check: ~}", tmp_path)["measurement.chain"]
    assert said.startswith("beside the results there is only what looks well for any plan, and nothing shows whether")


def test_a_decoy_may_be_named_by_an_instrument(tmp_path: Path) -> None:
    """Only the true causes are secret from the list."""
    assert measurement("instruments: {first_scan: {about: Whether pickers are careless.}}", tmp_path) == {}
