"""What methods make of readings: their bias, their spread, and the return that a team can defend."""

import math

import msgspec
import numpy as np
import pytest

from practicum.outcome import Measured, PlannedItem, World, claimed, differences, mde, planning_mde, play, view
from practicum.outcome.estimates import estimate, expert, weights
from practicum.outcome.noise import noise, normal, uniform
from practicum.scenario.model import Kpi, Noise, Regression, Scenario
from tests.outcome.cases import items, s1
from tests.outcome.reference import detectable

S1 = s1()
UNIT = Kpi(label="Unit", unit="points", good="up", baseline=0, attainable=1, noise=Noise(sd=1))
replace = msgspec.structs.replace


def with_kpi(**changes: object) -> Scenario:
    """Give the first case with another course of rework."""
    return replace(S1, kpis={"rework": replace(S1.kpis["rework"], **changes)})


def mean_estimate(scenario: Scenario, isolation: str, plan: list[PlannedItem], seeds: int = 120) -> float:
    """Give the mean of a method's estimates over seeds."""
    metric = Measured("rework", isolation=isolation)  # type: ignore[arg-type]
    found = []
    for seed in range(seeds):
        series = view(scenario, plan, World(f"s{seed}", held_out=isolation == "did"), [metric], 51)["rework"]
        found.append(estimate(metric.isolation, series.points, series.control))
    return float(np.mean(np.array(found)))


def test_a_draw_is_its_keys() -> None:
    """The first eight bytes of the key's SHA-256 make the uniform figure, its inverse normal the normal one."""
    assert uniform("seed|ar|rework|T|0") == pytest.approx(0.426827824651, abs=1e-12)
    assert normal("seed|ar|rework|T|0") == pytest.approx(-0.184456117854, abs=1e-12)
    assert normal("seed|ar|rework|T|1") != normal("seed|ar|rework|T|0")


def test_noise_has_its_spread_and_its_memory() -> None:
    """Over many seeds the noise has standard deviation 1 and follows itself by .64 · .3."""
    drawn = np.array([noise(f"n{seed}", "k", Noise(sd=1)) for seed in range(300)])
    assert drawn.std() == pytest.approx(1, abs=0.03)
    assert np.corrcoef(drawn[:, 40], drawn[:, 41])[0, 1] == pytest.approx(0.64 * 0.3, abs=0.12)


def test_units_share_what_is_common() -> None:
    """Two units of one company correlate by .36."""
    pairs = [
        (noise(f"n{seed}", "k", Noise(sd=1), "T")[30], noise(f"n{seed}", "k", Noise(sd=1), "C")[30])
        for seed in range(600)
    ]
    assert np.corrcoef(np.array(pairs).T)[0, 1] == pytest.approx(0.36, abs=0.1)


def test_the_planning_mde() -> None:
    """Thirteen weeks before and after, sd 1: 1.33."""
    assert round(planning_mde(1), 2) == 1.33


@pytest.mark.parametrize("isolation, spread", [("pre_post", 1.2), ("did", 1.5), ("trend", 4.7)])
def test_what_each_method_can_detect(isolation: str, spread: float) -> None:
    """The spread over 200 seeds is what the specification rounds to, and scales with sd."""
    found = mde("rework", UNIT, isolation)  # type: ignore[arg-type]
    assert found is not None
    assert round(found, 1) == spread
    doubled = mde("rework", replace(UNIT, noise=Noise(sd=2)), isolation)  # type: ignore[arg-type]
    assert doubled == pytest.approx(2 * found, abs=1e-4)


@pytest.mark.parametrize("isolation", ["pre_post", "did", "trend"])
def test_what_can_be_detected_is_what_the_plain_loop_finds(isolation: str) -> None:
    """The spread of 200 worlds agrees with an oracle that draws and fits one week at a time."""
    kpi = S1.kpis["rework"]
    found = mde("rework", kpi, isolation)  # type: ignore[arg-type]
    assert found == pytest.approx(detectable("rework", kpi, isolation), abs=1e-5)


def test_a_small_sample_detects_less() -> None:
    """Rework from a hundred files a week, with one reading before, can tell less than the books."""
    kpi = S1.kpis["rework"]
    books = mde("rework", kpi, "pre_post", ("rework", S1.instruments["rework"], False))
    sampled = mde("rework", kpi, "pre_post", ("sampled_rework", S1.instruments["sampled_rework"], True))
    assert books is not None
    assert sampled is not None
    assert sampled > 3 * books
    assert mde("rework", kpi, "pre_post", ("sampled_rework", S1.instruments["sampled_rework"], False)) is None


def test_difference_in_differences_is_unbiased() -> None:
    """Trend, season and regression meet both units, so only the plan is left."""
    case = with_kpi(trend=-0.05, regression=Regression(excess=3, halflife=8))
    true = play(case, items("workshop"), World("any")).kpis["rework"].late_effect
    assert mean_estimate(case, "did", items("workshop")) == pytest.approx(true, abs=0.12)


def test_doing_nothing_looks_like_drift_to_pre_post() -> None:
    """Pre-post of no plan is what trend and regression do by themselves; without them it is nothing."""
    assert mean_estimate(S1, "pre_post", []) == pytest.approx(0, abs=0.1)
    drifting = with_kpi(trend=-0.05, regression=Regression(excess=3, halflife=8))
    twin = play(drifting, [], World("any")).kpis["rework"]
    drift = (sum(twin.twin[-13:]) - sum(twin.history[-13:])) / 13
    assert drift < -4
    assert mean_estimate(drifting, "pre_post", []) == pytest.approx(drift, abs=0.1)


def test_the_trend_line_takes_a_steady_trend_out() -> None:
    """A trend that was there before is not the plan's."""
    assert mean_estimate(with_kpi(trend=-0.05), "trend", [], seeds=300) == pytest.approx(0, abs=0.35)


def test_a_line_needs_a_history() -> None:
    """One reading before the plan carries a comparison and no line."""
    weeks = [-1, *range(3, 52)]
    assert weights("pre_post", weeks) is not None
    assert weights("trend", weeks) is None
    assert weights("pre_post", range(52)) is None


def test_an_expert_is_rosy_and_discounted() -> None:
    """The estimate is the truth times a lognormal, times the confidence stated."""
    said = expert(-2.0, 0.6, "s", "rework", "3")
    assert said == pytest.approx(-2.0 * math.exp(0.3 + 0.25 * normal("s|expert|rework|3")) * 0.6, abs=1e-6)
    assert expert(-2.0, 0.6, "s", "rework", "4") != said


def test_a_team_claims_what_its_method_gives() -> None:
    """Pre-post on rework: effect · value · 52 weeks, held against all costs, measuring included."""
    metrics = [Measured("rework", isolation="pre_post"), Measured("test")]
    claim = claimed(S1, items("workshop"), World("abc"), metrics)
    series = view(S1, items("workshop"), World("abc"), metrics, 51)["rework"]
    effect = estimate("pre_post", series.points)
    assert effect is not None
    assert claim.cost == 98_000 + 3_000
    assert claim.benefit == pytest.approx(-effect * 5_200 * 52, abs=0.01)
    late = claimed(S1, items("workshop"), World("abc"), metrics, from_go_live=True)
    assert late.benefit == pytest.approx(-effect * 5_200 * 44, abs=0.01)


@pytest.mark.parametrize(
    "metric, reason",
    [
        (Measured("test"), "Claims reworked was not measured"),
        (Measured("rework"), "Claims reworked was measured, but no method told the plan’s effect from everything else"),
        (
            Measured("sampled_rework", isolation="pre_post"),
            "Claims reworked has no reading from before the plan to compare with",
        ),
        (
            Measured("sampled_rework", baseline_planned=True, isolation="trend"),
            "Claims reworked has too few readings from before the plan to draw a line through",
        ),
        (
            Measured("rework", isolation="did"),
            "Claims reworked was to be compared with a unit that waits, but none waited",
        ),
    ],
)
def test_what_cannot_be_claimed_says_why(metric: Measured, reason: str) -> None:
    """No figure without a method and the readings that it needs."""
    claim = claimed(S1, items("workshop"), World("abc"), [metric])
    assert (claim.roi_percent, claim.reasons) == (None, (reason,))


def test_what_has_no_value_in_money_is_not_monetised() -> None:
    """A KPI without a value brings an effect and no benefit."""
    claim = claimed(with_kpi(value=0.0), items("workshop"), World("abc"), [Measured("rework", isolation="pre_post")])
    assert claim.kpis["rework"].code == "unmonetised"
    assert claim.kpis["rework"].effect is not None
    assert claim.benefit is None


@pytest.mark.parametrize("isolation", ["pre_post", "trend", "did", "expert", "none"])
def test_the_differences_add_up(isolation: str) -> None:
    """Claimed minus true benefit is the sum of its reasons, and drift is named where the method can't see it."""
    case = with_kpi(trend=-0.05, regression=Regression(excess=3, halflife=8))
    world = World("abc", held_out=isolation == "did")
    metrics = [Measured("rework", isolation=isolation)]  # type: ignore[arg-type]
    claim, truth = claimed(case, items("workshop"), world, metrics), play(case, items("workshop"), world, metrics)
    parts = differences(case, claim, truth)
    assert sum(part.money for part in parts) == pytest.approx((claim.benefit or 0) - truth.benefit, abs=1)
    codes = {part.code for part in parts}
    assert ("regression" in codes) == (isolation in {"pre_post", "trend"})
    assert ("not_estimated" in codes) == (isolation == "none")
