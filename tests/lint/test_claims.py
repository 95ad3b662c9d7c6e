"""A case's own tests: each is played, and what does not hold is told at its figure."""

from pathlib import Path

import pytest

from practicum.lint.claims import holds, plan_figures
from practicum.scenario.expressions import BOT_FIGURES, PLAN_FIGURES, Expected
from tests.lint.over import case_with, findings, told


def broken(test: str, folder: Path) -> str:
    """What is said about one test of the guide's case."""
    example = f"tests: {{it: {test}}}"
    (found,) = [each for each in findings(example, folder, "claims") if '"it"' in each.message]
    assert (found.rule, found.severity) == ("claims.broken", "error")
    return f"{found.message}: {found.hint}"


def test_a_guess_is_told_with_what_is_so(tmp_path: Path) -> None:
    """The figure as it is, and as it was claimed."""
    said = broken('{plan: [course], expect: {gap_closed: "> 25 %"}}', tmp_path)
    assert said == (
        '"it" does not hold: gap_closed is 1.5 %, not > 25 %: mend the case until it holds, or claim what is so'
    )


def test_a_near_miss_says_how_near(tmp_path: Path) -> None:
    """A figure that a small change has moved past its bound."""
    said = broken('{plan: [printers], expect: {net: "> 75_000"}}', tmp_path)
    assert said == (
        '"it" does not hold: net is 73,811, not > 75_000: it misses by 1,189: mend the case, or claim what is so'
    )


def test_near_the_best_names_the_figure_that_was_missed(tmp_path: Path) -> None:
    """What a tenth below the best would have been."""
    said = broken("{plan: [huddle], expect: {net: within 10 % of best}}", tmp_path)
    assert "net is 2, not within 10 % of best (67,791)" in said


def test_a_figure_that_a_play_does_not_have_never_holds(tmp_path: Path) -> None:
    """Nothing has no return, since it has no cost."""
    said = broken('{plan: nothing, expect: {roi_percent: "< 1"}}', tmp_path)
    assert said == '"it" does not hold: roi_percent is no figure, not < 1: claim another figure, or another plan'


@pytest.mark.parametrize(
    "test, said",
    [
        ('{plan: nothing, expect: {hours: "< 3"}}', "a plan has no figure hours"),
        ('{bot: expert, expect: {bcr: "> 3"}}', "a bot has no figure bcr"),
    ],
)
def test_plans_and_bots_have_their_own_figures(test: str, said: str, tmp_path: Path) -> None:
    """Either has figures that the other has not."""
    assert said in broken(test, tmp_path)


def test_a_bot_plays_on_paper(tmp_path: Path) -> None:
    """One that trusts the sponsor opens nothing; one that is said to open much is told."""
    example = """
    tests:
      it trusts: {bot: trusts_the_sponsor, expect: {opened: about 0, net: "< 0"}}
      it reads: {bot: trusts_the_sponsor, expect: {opened: "> 3"}}
    """
    (found,) = findings(example, tmp_path, "claims")
    assert found.message == '"it reads" does not hold: opened is 0, not > 3'


def test_every_figure_of_a_test_is_told_at_its_place(tmp_path: Path) -> None:
    """Two wrong figures of one test are two problems, in their own columns."""
    example = 'tests: {it: {plan: [course], expect: {net: "> 1", cost: "< 1"}}}'
    found = findings(example, tmp_path, "claims")
    assert len({(each.line, each.column) for each in found}) == 2


@pytest.mark.parametrize(
    "written, right",
    [("about -43", True), ("about -43.2", True), ("about -42.9", False), ("about 43", False), ("about -44", False)],
)
def test_about_is_what_rounds_to_it(written: str, right: bool, tmp_path: Path) -> None:
    """The course returns −43.22 %: as exactly as an author cares to write it."""
    example = f"tests: {{it: {{plan: [course], expect: {{roi_percent: {written}}}}}}}"
    assert (told(example, tmp_path, "claims") == {}) == right


def test_near_the_best_of_a_loss_is_below_it() -> None:
    """Where the best plan loses money, near it is a little worse and not a little better."""
    near = Expected("near best", 0.1)
    assert holds(-105.0, near, -100.0)
    assert not holds(-111.0, near, -100.0)


def test_what_before_and_after_sees_is_not_what_the_plan_does(tmp_path: Path) -> None:
    """A bad patch that heals by itself is seen as closed; the plan's own part stays what it is."""
    calm = plan_figures(case_with("{}", tmp_path), ())
    stormy = case_with("kpis: {returns: {regression: {excess: 3, halflife: 6 weeks}}}", tmp_path)
    assert calm["gap_seen"] == pytest.approx(0, abs=1e-9)
    assert (plan_figures(stormy, ())["gap_seen"] or 0) > 0.3
    assert plan_figures(stormy, ())["gap_closed"] == 0
    assert set(calm) == set(PLAN_FIGURES) != set(BOT_FIGURES)


def test_an_effect_is_counted_in_what_can_be_told(tmp_path: Path) -> None:
    """Twice the noise, half as many times over; the wrong way is below zero."""
    once = plan_figures(case_with("{}", tmp_path), ("printers",))["effect_over_mde"] or 0
    noisy = plan_figures(case_with("kpis: {returns: {noise: {sd: 0.8}}}", tmp_path), ("printers",))["effect_over_mde"]
    assert once == pytest.approx(2 * (noisy or 0), rel=1e-3)
    worse = case_with("interventions: {printers: {side: {returns: {amount: +9}}}}", tmp_path)
    assert (plan_figures(worse, ("printers",))["effect_over_mde"] or 0) < 0
