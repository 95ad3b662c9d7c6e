"""The pitches: an order that the seed draws, and nobody cut off."""

from practicum.rules.records import Pitch
from tests.rules.helpers import MINUTE, F, at_phase, given, has, refused


def test_every_team_with_people_has_its_turn() -> None:
    """A team that nobody sits in is not called."""
    pitch = at_phase("pitch", teams=6, people=5).the("pitch", Pitch)
    assert sorted(pitch.order) == ["1", "2", "3", "4", "5"]
    assert pitch.current == 0


def test_the_seed_draws_the_order() -> None:
    """The same seed the same order; over a few seeds, more than one."""
    orders = [at_phase("pitch", teams=4, seed=f"s{n}").the("pitch", Pitch).order for n in range(6)]
    assert orders[0] == at_phase("pitch", teams=4, seed="s0").the("pitch", Pitch).order
    assert len(set(orders)) > 1


def test_the_facilitator_calls_the_next_team() -> None:
    """Two minutes each; after the last there is no end and no next."""
    game = at_phase("pitch")
    due = game.the("pitch", Pitch).ends_due
    assert due is not None
    game.passes(5 * MINUTE)
    assert game.the("pitch", Pitch).current == 0
    game.when(F, "pitch.next").then(has("pitch", current=1))
    later = game.the("pitch", Pitch).ends_due
    assert later is not None
    assert later > due
    game.when(F, "pitch.next").then(has("pitch", current=2, ends_due=None))
    game.when(F, "pitch.next").then(refused("pitch.over"))
    game.when("p1", "pitch.next").then(refused("not.allowed"))


def test_a_step_back_keeps_the_order_and_the_place() -> None:
    """The same teams have pitched."""
    game = given(at_phase("pitch"), (F, "pitch.next"))
    before = game.raw("pitch")
    game.to("measure").to("pitch")
    assert game.raw("pitch") == before


def test_pitches_are_called_in_their_phase() -> None:
    """Not before, not after."""
    at_phase("measure").when(F, "pitch.next").then(refused("phase.closed"))
    at_phase("run").when(F, "pitch.next").then(refused("phase.closed"))


def test_turns_grow_with_the_time_for_pitches() -> None:
    """An hour for three teams is twenty minutes each; a session of many teams keeps the case's two minutes."""
    game = at_phase("pitch", teams=3, people=3, minutes={"pitch": 60})
    assert game.the("pitch", Pitch).ends_due == game.due + 20 * MINUTE
    game = at_phase("pitch", teams=9, people=9)
    assert game.the("pitch", Pitch).ends_due == game.due + 2 * MINUTE
