"""What opens a seat: renewed by its owner, closed by a facilitator."""

from practicum.rules.records import Token
from tests.rules.helpers import F, Game, at_phase, refused


def opening(game: Game, seat: str) -> list[str]:
    """Name the tokens that open a seat."""
    held = game.records.under("token", Token).items()
    return sorted(hashed for hashed, token in held if token.seat == seat and not token.waits)


def test_a_renewed_seat_is_opened_by_its_new_token_alone() -> None:
    """Also after it was let back in twice; other seats keep theirs."""
    game = at_phase("brief")
    others = opening(game, "p2")
    game.does("host", "seat.reclaim", name="Person 1", token_hash="again")
    game.does(F, "seat.admit", seat="p1", admit=True)
    assert len(opening(game, "p1")) == 2
    game.does("host", "seat.renew", seat="p1", token_hash="new")
    game.does("host", "seat.renew", seat="p1", token_hash="new")
    assert opening(game, "p1") == ["new"]
    assert opening(game, "p2") == others


def test_a_closed_seat_is_opened_by_no_token_until_a_facilitator_nods() -> None:
    """What waits for the nod goes on waiting."""
    game = at_phase("brief")
    game.does("host", "seat.reclaim", name="Person 1", token_hash="asked")
    game.does(F, "seat.close", seat="p1")
    assert opening(game, "p1") == []
    game.does(F, "seat.admit", seat="p1", admit=True)
    assert opening(game, "p1") == ["asked"]


def test_nobody_closes_their_own_seat_or_renews_one_that_is_gone() -> None:
    """A session keeps somebody to lead it; a removed seat stays shut."""
    game = at_phase("brief")
    game.when(F, "seat.close", seat=F).then(refused("not.allowed"))
    game.when(F, "seat.close", seat="nobody").then(refused("unknown"))
    game.does(F, "seat.remove", seat="p1")
    game.when("host", "seat.renew", seat="p1", token_hash="new").then(refused("unknown"))
