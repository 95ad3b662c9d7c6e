"""Raters judge what no machine can: blind to each other, and locked before results show."""

from typing import get_args

import pytest
from msgspec.structs import replace

from practicum.rules.audience import Viewer, sees
from practicum.rules.preview import Preview
from practicum.rules.records import AnchorsShown, RatersAgree, Rating, Reveal, Role, Run, Score
from practicum.rules.state import to_map
from tests.rules.helpers import F, Game, alder, at_phase, changes_nothing, given, has, link, refused

ROWS = ("argument", "risks", "together")


def rated(team: str = "1", row: str = "argument", level: int = 3, note: str = "") -> dict[str, object]:
    """Write the arguments of a rating."""
    return {"team": team, "row": row, "level": level, "note": note}


def pitching() -> Game:
    """Bring a session with two raters to the pitches."""
    game = at_phase("measure")
    link(game, "r1", "rater")
    link(game, "r2", "rater")
    return game.to("pitch")


def locked(game: Game, seat: str, *levels: int, team: str = "1") -> Game:
    """Rate every row of a team and lock."""
    for row, level in zip(ROWS, levels, strict=True):
        game.does(seat, "rating.put", **rated(team, row, level))
    return given(game, (seat, "rating.lock", {"team": team}))


def test_a_rating_is_put_row_by_row_and_can_change() -> None:
    """Each row by itself, with a note."""
    game = given(
        pitching(), ("r1", "rating.put", rated(note=" Clear ")), ("r1", "rating.put", rated(row="risks", level=1))
    )
    game.when("r1", "rating.put", **rated(level=2, note="Less clear")).then(
        has("rating/r1/1", levels={"argument": 2, "risks": 1}, notes={"argument": "Less clear", "risks": ""})
    )


def test_a_rating_is_its_raters_and_the_facilitators() -> None:
    """Blind: no other rater, no observer and no team sees it."""
    key = "rating/r1/1"
    assert sees(Viewer("r1", "rater", None), key)
    assert sees(Viewer(F, "facilitator", None), key)
    for other in (Viewer("r2", "rater", None), Viewer("o1", "observer", None), Viewer("p1", "participant", "1")):
        assert not sees(other, key)


def test_a_locked_rating_stays() -> None:
    """Every row first; then nothing of it changes, and a second lock is no harm."""
    game = given(pitching(), ("r1", "rating.put", rated()))
    game.when("r1", "rating.lock", team="1").then(refused("rating.incomplete"))
    locked(game, "r1", 3, 2, 4)
    assert game.the("rating/r1/1", Rating).locked
    game.when("r1", "rating.put", **rated(level=0)).then(refused("rating.locked"))
    game.when("r1", "rating.lock", team="1").then(changes_nothing)
    game.when("r1", "rating.put", **rated("2")).then(has("rating/r1/2", levels={"argument": 3}))


def test_nobody_rates_once_results_are_known() -> None:
    """Neither new nor begun, nor after a step back; what was locked says so, what was not doesn't count."""
    game = locked(given(pitching(), ("r2", "rating.put", rated())), "r1", 3, 2, 4)
    game.to("run")
    assert game.the("run", Run).step == 1
    game.when("r2", "rating.put", **rated()).then(refused("results.shown"))
    game.when("r2", "rating.lock", team="1").then(refused("results.shown"))
    game.when("r1", "rating.put", **rated()).then(refused("rating.locked"))
    game.when("r1", "rating.lock", team="1").then(changes_nothing)
    game.to("pitch").when("r2", "rating.put", **rated()).then(refused("results.shown"))
    assert game.to("debrief").the("score/1", Score).raters == 1


def test_nobody_rates_before_there_is_something_to_rate() -> None:
    """And participants and observers never."""
    game = at_phase("measure")
    link(game, "r1", "rater")
    link(game, "o1", "observer")
    game.when("r1", "rating.put", **rated()).then(refused("phase.closed"))
    game.to("pitch").when("p1", "rating.put", **rated()).then(refused("not.allowed"))
    game.when("o1", "rating.put", **rated()).then(refused("not.allowed"))
    game.when("r1", "rating.put", **rated("99")).then(refused("not.yours"))
    game.when("r1", "rating.put", **rated(row="gap")).then(refused("malformed"))
    game.when("r1", "rating.put", **rated(level=5)).then(refused("malformed"))


def test_the_facilitator_is_warned_of_ratings_that_are_not_locked() -> None:
    """By name, before the year begins to show."""
    game = given(pitching(), ("r1", "rating.put", rated()))
    shown = game.preview(F, "phase.next")
    assert isinstance(shown, Preview)
    assert "Ratings that are not locked will not count: Rater 1." in shown.warnings
    warned = locked(game, "r1", 3, 2, 4).preview(F, "phase.next")
    assert isinstance(warned, Preview)
    assert not any("locked" in warning for warning in warned.warnings)


def test_the_debrief_puts_ratings_together() -> None:
    """The mean, flagged where two differ by more than one level; how far raters agree is for facilitators."""
    game = locked(locked(locked(pitching(), "r1", 4, 2, 3), "r2", 2, 3, 3), "r1", 1, 1, 1, team="2").to("debrief")
    score = game.the("score/1", Score)
    rows = {row.row: row for row in score.rows if row.by == "human"}
    assert {row: (one.level, one.ratings, one.differ) for row, one in rows.items()} == {
        "argument": (3, (2, 4), True),
        "risks": (2.5, (2, 3), False),
        "together": (3, (3, 3), False),
    }
    assert score.raters == 2
    assert score.human == pytest.approx(2.25 + 3.12 + 7.5)
    assert game.the("score/2", Score).human == pytest.approx(18 / 4, abs=0.01)
    agreed = game.the("agreement", RatersAgree).rows
    assert (agreed["argument"].pairs, agreed["argument"].exact, agreed["argument"].adjacent) == (1, 0, 0)
    assert (agreed["together"].exact, agreed["together"].kappa) == (1, None)


def test_the_cases_anchors_are_for_those_who_judge() -> None:
    """From the start, with examples of work; a case that gives none has no such record."""
    game = at_phase("lobby")
    shown = game.the("anchors", AnchorsShown)
    assert set(shown.rows) == {"argument", "risks", "together"}
    assert all(set(row.anchors) == set("01234") for row in shown.rows.values())
    assert shown.rows["argument"].exemplars == alder().rubric["argument"].exemplars != {}
    assert {role for role in get_args(Role) if sees(Viewer("x", role, "1"), "anchors")} == {"rater", "facilitator"}
    assert "anchors" not in at_phase("lobby", on=replace(alder(), rubric={})).records


def test_everybody_reads_the_anchors_in_the_debrief() -> None:
    """The levels of the rows that people judged; not what other teams wrote."""
    game = at_phase("debrief")
    revealed = game.the("reveal/case", Reveal)
    assert revealed.anchors == {row: guide.anchors for row, guide in alder().rubric.items()}
    text = str(to_map(revealed))
    assert not any(example[:60] in text for guide in alder().rubric.values() for example in guide.exemplars.values())
