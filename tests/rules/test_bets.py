"""The cause bet: private, and the team's once all have bet."""

import pytest

from practicum.rules.audience import Viewer, sees
from practicum.rules.records import Bet, Betting, Candidate, Seat, Spread
from tests.rules.helpers import (
    GAP,
    F,
    Game,
    accepted,
    at_phase,
    changes_nothing,
    given,
    has,
    join,
    lacks,
    link,
    refused,
)

SKILL = {"points": {"skill": 100}}
SPLIT = {"points": {"skill": 60, "other": 40}}


def betting(**session: object) -> Game:
    """Bring both teams to an open bet."""
    game = at_phase("diagnose", **session)
    return given(game, ("p1", "gap.put", GAP), ("p1", "bet.open"), ("p2", "gap.put", GAP), ("p2", "bet.open"))


def test_the_gap_comes_first() -> None:
    """Nobody bets on the cause of a problem that nobody has stated."""
    game = at_phase("diagnose")
    game.when("p1", "bet.open").then(refused("gap.first"))
    game.when("p1", "bet.put", **SKILL).then(refused("bet.closed"))
    given(game, ("p1", "gap.put", GAP)).when("p1", "bet.put", **SKILL).then(refused("bet.closed"))


def test_opening_shows_labels_only_in_an_order_that_tells_nothing() -> None:
    """By label, "something else" last; not in the file's order, where the true ones come first."""
    game = betting()
    shown = game.records.under("cause/1", Candidate)
    assert set(shown) == {*game.scenario.causes, "other"}
    labels = [candidate.label for candidate in shown.values()]
    assert labels[-1] == "Something else"
    assert labels[:-1] == sorted(labels[:-1], key=str.casefold)
    assert Candidate.__struct_fields__ == ("label",)
    game.when("p3", "bet.open").then(changes_nothing)


def test_a_bet_is_private_until_all_have_bet() -> None:
    """Team-mates see who has bet, never how."""
    game = betting()
    game.when("p1", "bet.put", **SPLIT).then(
        has("bet/p1", points={"skill": 60, "other": 40}, team="1"), has("betting/1", seats=("p1",)), lacks("spread/1")
    )
    mate, other, facilitator = (
        Viewer("p3", "participant", "1"), Viewer("p2", "participant", "2"), Viewer(F, "facilitator", None)
    )  # fmt: skip
    assert not sees(mate, "bet/p1")
    assert not sees(other, "bet/p1")
    assert not sees(Viewer("o1", "observer", None), "bet/p1")
    assert sees(facilitator, "bet/p1")
    assert "points" not in Betting.__struct_fields__
    game.when("p3", "bet.put", **SKILL).then(
        has("spread/1", seats=2, round=1), has("betting/1", seats=("p1", "p3")), lacks("spread/2")
    )
    points = game.the("spread/1", Spread).points
    assert points == {**dict.fromkeys([*game.scenario.causes, "other"], 0), "skill": 80, "other": 20}


def test_a_changed_bet_changes_the_teams() -> None:
    """The spread is the mean of what holds now."""
    game = given(betting(), ("p1", "bet.put", SPLIT), ("p3", "bet.put", SKILL), ("p1", "bet.put", SKILL))
    assert game.the("spread/1", Spread).points["skill"] == 100


@pytest.mark.parametrize(
    "points, code",
    [
        ({"skill": 99}, "bet.sum"),
        ({"skill": 60, "other": 60}, "bet.sum"),
        ({}, "bet.sum"),
        ({"scaner": 100}, "unknown"),
        ({"skill": 100, "scaner": 0}, "unknown"),
    ],
)
def test_a_bet_spreads_a_hundred_points_over_the_candidates(points: dict[str, int], code: str) -> None:
    """No more, no less, and on nothing else."""
    betting().when("p1", "bet.put", points=points).then(refused(code))


@pytest.mark.parametrize("points", [{"skill": 101}, {"skill": -1, "other": 101}, {"skill": 99.5}, {"skill": True}])
def test_points_are_whole_and_from_0_to_100(points: dict[str, object]) -> None:
    """Anything else reaches no rule."""
    betting().when("p1", "bet.put", points=points).then(refused("malformed"))


def test_no_points_are_no_entry() -> None:
    """Zeros are left out of what is kept."""
    game = given(betting(), ("p1", "bet.put", {"points": {"skill": 100, "search": 0}}))
    assert game.the("bet/p1", Bet).points == {"skill": 100}


def test_a_removed_member_is_no_longer_waited_for() -> None:
    """The team's bet appears when the one who had not bet is taken out."""
    given(betting(), ("p1", "bet.put", SKILL)).when(F, "seat.remove", seat="p3").then(
        has("spread/1", seats=1), has("betting/1", seats=("p1",))
    )


def test_a_member_who_moves_is_no_longer_waited_for() -> None:
    """The old team is done, and the new one waits for the newcomer's own bet."""
    game = given(betting(), ("p1", "bet.put", SKILL), ("p2", "bet.put", SKILL))
    game.when(F, "seat.move", seat="p3", team="2").then(
        has("spread/1", seats=1), has("betting/2", seats=("p2",)), lacks("spread/2")
    )
    game.when("p4", "bet.put", **SKILL).then(lacks("spread/2"))
    game.when("p3", "bet.put", **SKILL).then(has("spread/2", seats=3))


def test_a_bet_does_not_move_with_its_owner() -> None:
    """Points that were given in one team say nothing about another's talk; who comes back finds them again."""
    game = given(betting(), ("p1", "bet.put", SKILL), (F, "seat.move", {"seat": "p1", "team": "2"}))
    assert game.the("betting/1", Betting).seats == ()
    assert game.the("betting/2", Betting).seats == ()
    game.when(F, "seat.move", seat="p1", team="1").then(has("betting/1", seats=("p1",)))


def test_a_newcomer_is_waited_for_and_the_spread_stays() -> None:
    """What was shown is not taken away."""
    game = given(betting(people=2), ("p1", "bet.put", SKILL))
    before = game.the("spread/1", Spread)
    join(game, "p8", "Late")
    assert game.the("seat/p8", Seat).team == "1"
    given(game, ("p1", "bet.put", SPLIT))
    assert game.the("spread/1", Spread) == before
    game.when("p8", "bet.put", **SKILL).then(has("spread/1", seats=2))


def test_observers_and_facilitators_do_not_bet() -> None:
    """They count in no denominator."""
    game = betting()
    link(game, "o1", "observer")
    game.when("o1", "bet.put", team="1", **SKILL).then(refused("not.allowed"))
    game.when(F, "bet.put", **SKILL).then(refused("not.allowed"))
    given(game, ("p1", "bet.put", SKILL)).when("p3", "bet.put", **SKILL).then(has("spread/1", seats=2))


def test_a_reopened_phase_asks_for_new_bets_and_keeps_the_old() -> None:
    """Bets of another round are kept and not counted."""
    game = given(betting(), ("p1", "bet.put", SKILL), ("p3", "bet.put", SKILL)).to("design").to("diagnose")
    before = game.the("spread/1", Spread)
    game.when("p1", "bet.put", **SPLIT).then(has("betting/1", round=2, seats=("p1",)))
    assert game.the("spread/1", Spread) == before
    game.when("p3", "bet.put", **SPLIT).then(has("spread/1", round=2, seats=2))


def test_betting_waits_while_paused() -> None:
    """So does opening the bet."""
    game = given(at_phase("diagnose"), ("p1", "gap.put", GAP), (F, "clock.pause"))
    game.when("p1", "bet.open").then(refused("paused"))
    given(game, (F, "clock.resume")).when("p1", "bet.open").then(accepted)
    given(game, (F, "clock.pause")).when("p1", "bet.put", **SKILL).then(refused("paused"))
