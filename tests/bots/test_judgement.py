"""How bots judge: always a whole bet, the same for the same seed, and never beyond the budget by their own count."""

from hypothesis import given
from hypothesis import strategies as st

from practicum.bots.chance import dice, share
from practicum.bots.judgement import beliefs, rank_items, spread_points
from practicum.bots.wire import Copy

WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.01, 1e6), min_size=1, max_size=12)


@given(WEIGHTS)
def test_a_bet_spreads_exactly_a_hundred_points(weights: dict[str, float]) -> None:
    """Whatever a bot believes, its bet is one that the rules take."""
    points = spread_points(weights)
    assert sum(points.values()) == 100
    assert all(0 <= part <= 100 for part in points.values())


def test_a_bot_believes_what_it_reads() -> None:
    """A candidate whose words stand in the exhibits weighs more."""
    candidates = {
        "search": {"label": "Finding the clause takes too long"},
        "care": {"label": "Nobody bothers any more"},
    }
    exhibit = {"title": "Downtime", "body": "Finding a clause takes minutes on slow days.", "alt": "", "chart": None}
    found = beliefs(candidates, [exhibit, exhibit], dice(1))
    assert found["search"] > found["care"]


def test_the_same_seed_ranks_alike_and_another_differs() -> None:
    """Members of a team agree on a plan without a word."""
    items = {f"item{n}": {"label": f"Thing {n}", "about": "", "cost": 1000.0 * n, "asked": n == 3} for n in range(1, 9)}
    ranked = [tuple(rank_items(items, {}, {}, 10_000, dice(seed, "team"))) for seed in (1, 1, 2, 3, 4)]
    assert ranked[0] == ranked[1]
    assert len(set(ranked)) > 2
    assert {tuple(sorted(each)) for each in ranked} == {tuple(sorted(items))}


def test_every_task_falls_to_somebody() -> None:
    """Shares are within bounds, and stay the same in every process."""
    assert {share(f"task {n}", 3) for n in range(50)} == {0, 1, 2}
    assert share("gap", 1) == 0
    assert share("gap", 0) == 0
    assert [share(task, 5) for task in ("gap", "bet", "plan", "help")] == [2, 3, 1, 3]


def test_a_copy_follows_deltas_and_stops_at_a_gap() -> None:
    """A repeat is harmless, and a gap changes nothing."""
    copy = Copy()
    seat = {"seat": "me", "role": "participant", "team": "1"}
    copy.welcome({"whole": True, "put": {"a": {"x": 1}}, "drop": [], "at": "3-1", "seat": seat})
    assert copy.delta({"from": "2-9", "to": "3-1", "put": {"a": {"x": 1}}, "drop": []})
    assert copy.delta({"from": "3-1", "to": "6-4", "put": {"b": {}}, "drop": ["a"]})
    assert not copy.delta({"from": "7-2", "to": "8-3", "put": {"c": {}}, "drop": []})
    assert (copy.at, copy.records) == ("6-4", {"b": {}})
