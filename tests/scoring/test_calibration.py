"""A cause bet is compared with the truth, and pays only for what is better than not diagnosing."""

from hypothesis import given
from hypothesis import strategies as st

from practicum.scoring.calibration import calibrated, calibration, confirmed, even_calibration, true_shares
from tests.outcome.cases import s1

SHARES = {"skill": 0.62, "feedback": 0.18, "search": 0.08, "attitude": 0.0, "other": 0.12}


def test_the_shares_are_the_primary_kpis_and_the_rest_is_something_else() -> None:
    """Decoys have no share, and what the causes leave is outside anyone's control."""
    assert true_shares(s1()) == SHARES


def test_the_truth_is_worth_everything() -> None:
    """A bet that is the truth has 100 and the row's ten points."""
    true_bet = {cause: 100 * share for cause, share in SHARES.items()}
    assert calibrated(true_bet, SHARES).figure == 100
    assert calibrated(true_bet, SHARES).points == 10


def test_an_even_bet_earns_nothing() -> None:
    """Spreading evenly takes no diagnosis: C is 58, the points are none."""
    even = dict.fromkeys(SHARES, 20.0)
    assert calibration(even, SHARES) == even_calibration(SHARES) == 58
    assert calibrated(even, SHARES).points == 0


def test_honest_doubt_beats_blind_certainty() -> None:
    """All on the main cause has 62; some left for the others has more."""
    assert calibration({"skill": 100}, SHARES) == 62
    doubt = calibrated({"skill": 70, "feedback": 20, "other": 10}, SHARES)
    assert doubt.figure == 90
    assert doubt.points == round(10 * (90 - 58) / (100 - 58), 2)


def test_a_bet_on_a_decoy_earns_nothing_and_never_less() -> None:
    """All on the decoy has nothing in common with the truth."""
    assert calibrated({"attitude": 100}, SHARES).figure == 0
    assert calibrated({"attitude": 100}, SHARES).points == 0


def test_a_cause_is_confirmed_by_points_and_a_supporting_link() -> None:
    """Twenty points without a link, or a link without twenty points, confirm nothing."""
    bet = {"skill": 60.0, "feedback": 20.0, "search": 19.0}
    assert confirmed(bet, frozenset({"feedback", "search"})) == {"feedback"}


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(sum))
def test_calibration_stays_in_its_range(raw: list[int]) -> None:
    """Whatever a team bets, C is in 0..100 and the points in 0..10."""
    bet = {cause: 100 * points / sum(raw) for cause, points in zip(SHARES, raw, strict=True)}
    result = calibrated(bet, SHARES)
    assert 0 <= result.figure <= 100
    assert 0 <= result.points <= 10
