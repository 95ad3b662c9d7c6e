"""Teams mixed by field and years of experience."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.rules.mixing import mix, place
from practicum.rules.records import Betting, Seat
from tests.rules import helpers
from tests.rules.helpers import GAP, F, a_session, at_phase, join

people = st.lists(st.tuples(st.sampled_from(["IT", "HR", "Ops", ""]), st.none() | st.integers(0, 40)), max_size=25)


def seated(who: list[tuple[str, int | None]]) -> dict[str, Seat]:
    """Seat people without teams."""
    return {
        f"p{n}": Seat(name=f"P{n}", role="participant", field=field, years=years)
        for n, (field, years) in enumerate(who)
    }


@given(people, st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_everybody_has_a_team_and_teams_are_level(who: list[tuple[str, int | None]], teams: int) -> None:
    """No two teams differ by more than one person, and the same people give the same teams in any order."""
    seats = seated(who)
    names = [str(n) for n in range(1, teams + 1)]
    placed = mix(names, seats)
    assert set(placed) == set(seats)
    sizes = Counter(placed.values())
    assert max(sizes[name] for name in names) - min(sizes[name] for name in names) <= 1
    assert mix(names, dict(reversed(seats.items()))) == placed


def test_a_newcomer_goes_to_the_smallest_team() -> None:
    """Size comes before everything else."""
    there = [Seat(name="A", role="participant", team="1"), Seat(name="B", role="participant", team="1", active=False)]
    assert place(["1", "2"], there, "IT", 3) == "2"


def test_a_newcomer_goes_where_their_field_is_rare() -> None:
    """Among teams of one size, whatever the capitals."""
    there = [
        Seat(name="A", role="participant", team="1", field="it"),
        Seat(name="B", role="participant", team="2", field="HR"),
    ]
    assert place(["1", "2"], there, "IT", None) == "2"
    assert place(["1", "2"], there, "hr", None) == "1"


def test_observers_and_the_removed_take_no_room() -> None:
    """They count in no denominator."""
    there = [
        Seat(name="O", role="observer", team="1"),
        Seat(name="X", role="participant", team="1", active=False),
        Seat(name="A", role="participant", team="2"),
    ]
    assert place(["1", "2"], there, "", None) == "1"


def test_fields_are_spread_and_the_experienced_dealt_first() -> None:
    """Two of each field in two teams: one of each in each."""
    game = a_session(teams=2, people=0)
    for n, (field, years) in enumerate([("IT", 20), ("IT", 2), ("HR", 19), ("HR", 1)]):
        join(game, f"p{n}", f"P{n}", field, years)
    game.does(F, "teams.mix")
    teams = {seat: record.team for seat, record in game.records.under("seat", Seat).items()}
    assert teams["p0"] != teams["p1"]
    assert teams["p2"] != teams["p3"]
    assert teams["p0"] != teams["p2"]


def test_mixing_is_for_the_lobby() -> None:
    """Later people are moved one by one."""
    at_phase("brief").when(F, "teams.mix").then(helpers.refused("phase.closed"))


def test_mixing_after_a_step_back_counts_the_bets_anew() -> None:
    """Nobody waits for the bet of a person who is in another team now."""
    game = at_phase("diagnose", people=0)
    for n, (field, years) in enumerate([("IT", 20), ("HR", 2), ("IT", 19), ("HR", 1)]):
        join(game, f"p{n}", f"P{n}", field, years)
    for n in range(4):
        team = game.team_of(f"p{n}")
        if f"gap/{team}" not in game.records:
            helpers.given(game, (f"p{n}", "gap.put", GAP), (f"p{n}", "bet.open"))
    game.does("p0", "bet.put", points={"skill": 100})
    game.to("lobby").does(F, "seat.move", seat="p0", team="2" if game.team_of("p0") == "1" else "1")
    game.does(F, "teams.mix")
    for team in ("1", "2"):
        here = {seat for seat, record in game.records.under("seat", Seat).items() if record.team == team}
        assert set(game.the(f"betting/{team}", Betting).seats) <= here
