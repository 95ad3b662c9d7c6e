"""People's ratings: put together row by row, flagged where they differ, and how far raters agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.scoring.guidance import AIDS, guidance
from practicum.scoring.human import agreed, agreement, human_rows, weighted_kappa
from practicum.scoring.rubric import RUBRIC
from practicum.scoring.score import score
from tests.scoring import cases

ALL = {"argument": 3, "risks": 2, "together": 4}
pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=30)


def test_two_ratings_make_their_mean() -> None:
    """Points follow from it, and who gave which is not said."""
    rows = {row.row: row for row in human_rows([ALL, ALL | {"risks": 3}])}
    assert (rows["risks"].level, rows["risks"].points, rows["risks"].ratings) == (2.5, 3.12, (2, 3))
    assert not rows["risks"].differ
    assert (rows["together"].points, rows["argument"].points) == (10, 2.25)


def test_more_than_one_level_apart_is_flagged() -> None:
    """Not one level, and over all raters of the team."""
    rows = {row.row: row for row in human_rows([ALL, ALL | {"argument": 2}, ALL | {"argument": 4, "risks": 0}])}
    assert rows["argument"].differ
    assert rows["risks"].differ
    assert not rows["together"].differ


def test_what_nobody_rated_has_no_figure() -> None:
    """No points are not the same as not rated."""
    assert [row.points for row in human_rows([])] == [None] * 3
    assert score(cases.whole_work()).human_points is None
    assert score(cases.whole_work(), [ALL]).human_points == pytest.approx(2.25 + 2.5 + 10)


def test_agreement_is_counted_over_pairs() -> None:
    """Exact, adjacent, and kappa: Cohen's textbook weights, by hand."""
    result = agreed([(0, 0), (1, 1), (2, 3), (4, 2)])
    assert (result.pairs, result.exact, result.adjacent) == (4, 0.5, 0.75)
    # Σ(o−e)² observed 5; by chance over all sixteen pairings 58, a quarter of it 14.5.
    expected = sum((one - other) ** 2 for one in (0, 1, 2, 4) for other in (0, 1, 3, 2)) / 4
    assert result.kappa == round(1 - 5 / expected, 4)


def test_agreement_looks_at_each_row_of_each_team() -> None:
    """Teams with one rater make no pair; three raters make three."""
    teams = [{"r1": ALL, "r2": ALL | {"risks": 4}}, {"r1": ALL}, {"r1": ALL, "r2": ALL, "r3": {"risks": 2}}]
    by_row = agreement(teams)
    assert {row: result.pairs for row, result in by_row.items()} == {"argument": 2, "risks": 4, "together": 2}
    assert by_row["risks"].exact == 0.75
    assert by_row["together"].kappa is None


def test_no_ratings_no_agreement() -> None:
    """Nothing is said about nothing."""
    assert agreed([]).exact is None
    assert weighted_kappa([]) is None


@given(pairs)
def test_agreement_stays_in_range(given_pairs: list[tuple[int, int]]) -> None:
    """Exact within adjacent within 1; kappa at most 1, and 1 where all agree and something could differ."""
    result = agreed(given_pairs)
    if result.exact is None or result.adjacent is None:
        assert given_pairs == []
        return
    assert 0 <= result.exact <= result.adjacent <= 1
    if result.kappa is not None:
        assert -2.01 <= result.kappa <= 1
        assert (result.kappa == 1) == (result.exact == 1)
    turned = agreed([(other, one) for one, other in given_pairs])
    assert turned == result


def test_guidance_names_the_two_lowest_rows() -> None:
    """By share of the points, then by weight; each with a competency and a job aid."""
    earned = {spec.row: spec.weight for spec in RUBRIC} | {"mix": 1.5, "balance": 0.0, "targets": 3.0}
    first, second = guidance(earned)
    assert (first.row, second.row) == ("balance", "mix")
    assert first.competency == "Optimizing processes"
    assert first.aid.endswith(".")
    assert [advice.row for advice in guidance(earned | {"tied": 0.0})] == ["tied", "balance"]


def test_a_team_that_has_nearly_everything_needs_no_guidance() -> None:
    """What was not judged is not weak."""
    assert guidance({spec.row: spec.weight * 0.95 for spec in RUBRIC}) == ()
    assert guidance({}) == ()


def test_every_row_has_its_guidance() -> None:
    """A competency of the published model, and a text."""
    known = {
        "Strategic alignment", "Developing and delivering solutions", "Evaluating performance", "Identifying needs",
        "Optimizing processes", "Managing technology", "Selecting and managing resources", "Integrity and honesty",
        "Project management", "Customer service", "Driving results", "Organizational awareness",
        "Driving performance through others", "Presentation skills", "Change management",
        "Planning and attention to detail", "Business acumen",
    }  # fmt: skip
    assert set(AIDS) == {spec.row for spec in RUBRIC}
    assert {competency for competency, _ in AIDS.values()} <= known
