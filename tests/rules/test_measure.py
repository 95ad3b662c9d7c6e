"""The chain of metrics: paid from the one budget, and all that a team will see."""

from msgspec.structs import replace

from practicum.rules import money
from practicum.rules.records import InstrumentShown, SeriesShown
from practicum.rules.refusals import Refusal
from tests.rules.helpers import alder, at_phase, changes_nothing, given, has, lacks, metric, plan, refused, untouched


def test_the_catalogue_says_what_a_metric_costs_and_not_what_it_observes() -> None:
    """Today's value is known only from what is kept anyway."""
    shown = at_phase("measure").records.under("instrument", InstrumentShown)
    assert set(shown) == set(alder().instruments)
    assert shown["rework_rate"].today == 14
    assert shown["audit"].today is None
    hidden = {"observes", "full", "noise_sd", "n", "response", "bias"}
    assert not hidden & set(InstrumentShown.__struct_fields__)


def test_a_metric_is_chosen_filled_in_and_given_up() -> None:
    """Each edit is a new revision of what the team signs."""
    game = at_phase("measure")
    game.when("p1", "metric.put", **metric()).then(
        has("metric/1/rework_rate", revision=1, by="p1"), has("work/1/measure", revision=1), untouched("metric/2")
    )
    filled = metric(baseline=14, target=9, month=12, owner="  QA ", isolation="did", revision=1)
    game.when("p3", "metric.put", **filled).then(
        has("metric/1/rework_rate", baseline=14, target=9, month=12, owner="QA", isolation="did", by="p1", revision=2)
    )
    answer = game.tries("p1", "metric.put", **filled)
    assert isinstance(answer, Refusal)
    assert (answer.code, (answer.now or {})["revision"]) == ("stale", 2)
    game.when("p1", "metric.drop", instrument="rework_rate").then(
        lacks("metric/1/rework_rate"), has("work/1/measure", revision=3)
    )
    game.when("p1", "metric.drop", instrument="rework_rate").then(changes_nothing)


def test_metrics_and_plan_share_one_budget() -> None:
    """Planning a baseline costs on top, and giving it up brings it back."""
    game = given(
        at_phase("design"), ("p1", "plan.put", plan("search_upgrade")), ("p1", "plan.put", plan("coaching")),
        ("p1", "plan.put", plan("qa_feedback")),
    ).to("measure")  # fmt: skip
    assert money.left(game.records, game.scenario, "1") == 4_000
    given(game, ("p1", "metric.put", metric("scenario_test")))
    assert money.left(game.records, game.scenario, "1") == 400
    game.when("p1", "metric.put", **metric("scenario_test", plan_baseline=True, revision=1)).then(
        refused("budget.exceeded")
    )
    game.when("p1", "metric.put", **metric("audit")).then(refused("budget.exceeded"))
    given(game, ("p1", "metric.drop", {"instrument": "scenario_test"}))
    given(game, ("p1", "metric.put", metric("audit", plan_baseline=True)))
    assert money.left(game.records, game.scenario, "1") == 0
    game.when("p1", "metric.put", **metric("audit", plan_baseline=False, revision=1)).then(
        has("metric/1/audit", plan_baseline=False)
    )
    assert money.left(game.records, game.scenario, "1") == 1_200


def test_an_unknown_metric_is_refused() -> None:
    """Ids that the case does not have."""
    at_phase("measure").when("p1", "metric.put", **metric("luck")).then(refused("unknown"))


def test_a_company_that_cannot_wait_has_no_control() -> None:
    """Difference-in-differences needs a half that goes later."""
    case = replace(alder(), company=replace(alder().company, units=None))
    game = at_phase("measure", on=case)
    game.when("p1", "metric.put", **metric(isolation="did")).then(refused("no.control"))
    game.when("p1", "metric.put", **metric(isolation="trend")).then(has("metric/1/rework_rate", isolation="trend"))


def test_only_chosen_metrics_are_seen_in_the_year() -> None:
    """A series for each, for the team that chose it; nothing for the team that chose none."""
    game = given(at_phase("measure"), ("p1", "metric.put", metric()), ("p1", "metric.put", metric("completions")))
    game.to("run")
    assert set(game.records.under("series/1", SeriesShown)) == {"rework_rate", "completions"}
    assert game.records.under("series/2", SeriesShown) == {}


def test_metrics_are_chosen_in_measure_only() -> None:
    """What was locked is what will be seen."""
    game = at_phase("design")
    game.when("p1", "metric.put", **metric()).then(refused("phase.closed"))
    game.to("run").when("p1", "metric.put", **metric()).then(refused("phase.closed"))
    game.when("p1", "metric.drop", instrument="rework_rate").then(refused("phase.closed"))
