"""The opening of a session and the people in it."""

import pytest
from msgspec.structs import replace

from practicum.rules.lobby import TREES, team_name
from practicum.rules.records import Agenda, Case, Clock, Hours, Seat, Session, Team, Token
from practicum.rules.refusals import Refusal
from practicum.rules.timings import Length, PhaseTime, length_of, offered
from practicum.scenario.model import Timing
from tests.rules.helpers import F, a_session, alder, at_phase, changes_nothing, given, has, join, link, refused


def test_a_session_opens_in_the_lobby_with_its_teams() -> None:
    """Teams are named after trees, and the clock runs."""
    game = a_session(teams=3, people=0)
    assert game.phase == "lobby"
    assert [team.name for team in game.records.under("team", Team).values()] == ["Aspen", "Beech", "Cedar"]
    assert game.the("clock", Clock).running
    assert game.the(f"seat/{F}", Seat).role == "facilitator"
    assert game.the("token/tf0", Token) == Token(seat=F)


def test_a_session_opens_once() -> None:
    """A second opening is refused, whoever asks."""
    again = {
        "scenario": "x", "hash": "", "name": "", "code": "", "teams": 1, "minutes": {}, "seed": "", "speed": 1,
        "seat": "f9", "token_hash": "t",
    }  # fmt: skip
    a_session().when("host", "session.open", **again).then(refused("not.allowed"))


def test_nothing_happens_before_the_opening() -> None:
    """A session without an opening knows nobody."""
    game = a_session()
    game.records = type(game.records)()
    game.when("host", "seat.join", seat="p9", name="Ann", field="", years=None, token_hash="t").then(
        refused("not.allowed")
    )
    game.when("timekeeper", "time.up").then(refused("not.allowed"))


def test_the_agenda_is_the_cases_with_the_facilitators_minutes() -> None:
    """Pitching takes two minutes a team, up to the case's limit."""
    agenda = a_session(teams=2, minutes={"diagnose": 40}).the("session", Session).agenda
    assert Agenda("diagnose", 40) in agenda
    assert Agenda("design", 12) in agenda
    assert Agenda("pitch", 4) in agenda
    assert Agenda("pitch", 8) in a_session(teams=30, people=0).the("session", Session).agenda


def test_a_named_timing_times_what_it_names() -> None:
    """The other phases keep the case's own time; the empty name is the case's own."""
    case = replace(alder(), timings={"long": Timing(label="Long", diagnose=300, pitch=60, analyst_hours=30)})
    length = length_of(case, "long")
    assert length == Length(minutes={"diagnose": 300, "pitch": 60}, analyst_hours=30)
    assert length_of(case, "") == Length(minutes={}, analyst_hours=None)
    assert length_of(case, "longer") is None
    assert length_of(case, {"run": 9}) == Length(minutes={"run": 9}, analyst_hours=None)
    game = a_session(on=case, minutes=length.minutes, analyst_hours=length.analyst_hours)
    agenda = {entry.phase: entry.minutes for entry in game.the("session", Session).agenda}
    assert agenda == {"brief": 5, "diagnose": 300, "design": 12, "measure": 9, "pitch": 60, "run": 8, "debrief": 23}
    assert game.the("case", Case).analyst_hours == game.to("diagnose").the("hours/1", Hours).budget == 30


def test_a_host_reads_the_ways_to_time_a_case() -> None:
    """Its own first, whose pitch grows with the teams."""
    own, days = offered(alder())
    assert (own.id, own.minutes, own.analyst_hours) == ("", alder().minutes, 24)
    assert own.phases[4] == PhaseTime("pitch", 8, 2)
    assert (days.id, days.label, days.minutes, days.analyst_hours) == ("three_days", "Three days", 980, 28)
    assert days.phases[4] == PhaseTime("pitch", 60)


@pytest.mark.parametrize("minutes", [-1, float("inf"), float("nan"), 1e9])
def test_minutes_are_minutes(minutes: float) -> None:
    """A phase that ends before it begins, or never, is no timing."""
    arguments = {
        "scenario": "x", "hash": "", "name": "", "code": "", "teams": 1, "minutes": {"brief": minutes}, "seed": "",
        "speed": 1, "seat": "f9", "token_hash": "t",
    }  # fmt: skip
    answer = a_session().tries("host", "session.open", **arguments)
    assert isinstance(answer, Refusal)
    assert answer.code == "malformed"


def test_a_newcomer_gets_a_seat_a_team_and_a_token() -> None:
    """Names are tidied, and the field is kept."""
    game = a_session(people=0)
    join(game, "p1", "  Ann   Lee ", " IT ", 3)
    assert game.the("seat/p1", Seat) == Seat(
        name="Ann Lee", role="participant", team="1", field="IT", years=3, joined_due=game.raw("seat/p1")["joined_due"]
    )
    assert game.the("token/tp1", Token) == Token(seat="p1")


def test_a_name_is_taken_whatever_its_capitals() -> None:
    """Two people of one name would sign for each other."""
    game = a_session(people=0)
    join(game, "p1", "Ann Lee")
    arguments = {"seat": "p2", "field": "", "years": None, "token_hash": "t2"}
    game.when("host", "seat.join", name=" ann  LEE", **arguments).then(refused("name.taken"))
    game.when("host", "seat.join", name="   ", **arguments).then(refused("name.missing"))
    given(game, (F, "seat.remove", {"seat": "p1"}))
    game.when("host", "seat.join", name="ann lee", **arguments).then(has("seat/p2", name="ann lee"))


@pytest.mark.parametrize(
    "name",
    [
        "Jose\u0301 Ann", "Jose\u0301\u00a0ANN", "Jos\u00e9 A\u200cnn", "Jos\u00e9\ufe0f Ann", "Jos\u00e9 Ann\u034f",
        "\uff2aos\u00e9 Ann", "Jos\u00e9 Ann\u3164", "J\u043es\u00e9 Ann", "Jos\u00e9 \u0391nn",
        "Jos\u00e9 An\U000e0101n",
    ],
)  # fmt: skip
def test_a_name_that_looks_like_anothers_is_taken(name: str) -> None:
    """However it is written; a facilitator can't give it by mistake either, and a team has no other's name."""
    game = a_session(people=1)
    join(game, "p7", "Jos\u00e9 Ann")
    arguments = {"seat": "p9", "field": "", "years": None, "token_hash": "t9"}
    game.when("host", "seat.join", name=name, **arguments).then(refused("name.taken"))
    game.when(F, "seat.rename", seat="p1", name=name).then(refused("name.taken"))
    given(game, (F, "team.rename", {"team": "1", "name": "Jos\u00e9 Ann"}))
    game.when(F, "team.rename", team="2", name=name).then(refused("name.taken"))


def test_names_that_look_different_are_not_taken() -> None:
    """Other scripts and accents are other names."""
    game = a_session(people=0)
    names = (
        "Ann",
        "\u00c1nn",
        "\u0410\u043d\u043d\u0430",
        "\u0394\u03ae\u03bc\u03bf\u03c2",
        "\u05e9\u05e8\u05d4",
        "\u674e",
        "Ann L",
    )
    for number, name in enumerate(names):
        join(game, f"p{number}", name)


@pytest.mark.parametrize("name", ["\u200b\u200b", "\0", "\u202e", "\u3164", " \ufeff ", "\u0301"])
def test_nobody_is_called_nothing(name: str) -> None:
    """A name that is drawn as nothing is none."""
    arguments = {"seat": "p9", "name": name, "field": "", "years": None, "token_hash": "t9"}
    a_session(people=0).when("host", "seat.join", **arguments).then(refused("name.missing"))


def test_a_name_steers_no_text_but_its_own() -> None:
    """Marks of direction and control signs go; scripts and composed pictures stay whole."""
    game = a_session(people=0)
    for number, (given_, kept) in enumerate(
        {"\u202eAnn": "Ann", "A\0nn\nLee": "Ann Lee", "שרה": "שרה", "👩\u200d🔬": "👩\u200d🔬"}.items()
    ):
        join(game, f"p{number}", given_, field=given_)
        assert game.the(f"seat/p{number}", Seat).name == game.the(f"seat/p{number}", Seat).field == kept


def test_a_late_joiner_lands_where_everyone_is() -> None:
    """In the design phase a newcomer has a team and may plan at once."""
    game = at_phase("design", people=3)
    join(game, "p9", "Late")
    assert game.the("seat/p9", Seat).team == "2"
    game.when("p9", "plan.put", item="webinar", start=0, claims=(), revision=0).then(has("plan/2/webinar", by="p9"))


def test_linked_seats_have_names_of_their_own() -> None:
    """Numbers go on, past names that somebody has taken already."""
    game = a_session(people=0)
    join(game, "p1", "Observer 1")
    join(game, "p2", "facilitator 2")
    for seat, role in (("o1", "observer"), ("f1", "facilitator"), ("r1", "rater"), ("o2", "observer")):
        link(game, seat, role)
    names = {seat: record.name for seat, record in game.records.under("seat", Seat).items()}
    assert names["o1"] == "Observer 2"
    assert names["f1"] == "Facilitator 3"
    assert len({name.casefold() for name in names.values()}) == len(names)


def test_participants_come_by_the_code_alone() -> None:
    """A link makes facilitators, observers and raters."""
    a_session().when("host", "seat.link", seat="x", role="participant", token_hash="t").then(refused("not.allowed"))


def test_a_lost_seat_is_reclaimed_with_a_facilitators_nod() -> None:
    """The token opens nothing until somebody admits it."""
    game = a_session()
    ask = {"name": "person 1", "token_hash": "new"}
    game.when("host", "seat.reclaim", **ask).then(
        has("reclaim/p1", name="Person 1"), has("token/new", seat="p1", waits=True)
    )
    game.when(F, "seat.admit", seat="p1", admit=True).then(has("token/new", seat="p1", waits=False))
    assert "reclaim/p1" not in game.records
    assert game.the("token/tp1", Token) == Token(seat="p1")
    game.when(F, "seat.admit", seat="p1", admit=False).then(changes_nothing)


def test_a_stranger_is_turned_away() -> None:
    """What waits is dropped; who sat there before goes on."""
    game = given(a_session(), ("host", "seat.reclaim", {"name": "Person 1", "token_hash": "new"}))
    game.does(F, "seat.admit", seat="p1", admit=False)
    assert "token/new" not in game.records
    assert "reclaim/p1" not in game.records
    assert "token/tp1" in game.records


def test_a_nod_is_for_one_seat() -> None:
    """Somebody who waits for another seat goes on waiting."""
    game = given(
        a_session(),
        ("host", "seat.reclaim", {"name": "Person 1", "token_hash": "one"}),
        ("host", "seat.reclaim", {"name": "Person 2", "token_hash": "two"}),
    )
    game.when(F, "seat.admit", seat="p1", admit=True).then(
        has("token/one", waits=False), has("token/two", waits=True), has("reclaim/p2", name="Person 2")
    )
    game.when(F, "seat.admit", seat="p1", admit=False).then(changes_nothing)


def test_only_a_participants_seat_is_reclaimed() -> None:
    """A facilitator comes back by the facilitators' link."""
    game = a_session()
    game.when("host", "seat.reclaim", name="Facilitator", token_hash="new").then(refused("unknown"))
    game.when("host", "seat.reclaim", name="Nobody", token_hash="new").then(refused("unknown"))


def test_readiness_is_kept_by_phase_and_round() -> None:
    """Stepping back asks anew, and forgets nothing."""
    game = given(a_session(), ("p1", "seat.ready", {"ready": True})).to("brief")
    assert game.raw("ready/lobby.1/p1") == {"ready": True}
    game.does("p1", "seat.ready", ready=True)
    game.to("lobby")
    assert "ready/lobby.2/p1" not in game.records
    game.to("brief")
    assert game.raw("phase")["round"] == 1
    assert game.raw("ready/brief.1/p1") == {"ready": True}


def test_a_team_names_itself() -> None:
    """A name that another team has is refused, whatever its capitals."""
    game = a_session()
    game.when("p1", "team.rename", name="  The   Auditors ").then(has("team/1", name="The Auditors", number=1))
    game.when("p2", "team.rename", name="the auditors").then(refused("name.taken"))
    game.when("p2", "team.rename", name="   ").then(refused("name.missing"))
    game.when("p2", "team.rename", team="1", name="Ours").then(refused("not.yours"))
    game.when("p1", "team.rename", name="the auditors").then(has("team/1", name="the auditors"))


def test_there_are_enough_trees() -> None:
    """Two hundred teams have two hundred names."""
    names = [team_name(number) for number in range(1, 201)]
    assert len(set(names)) == len(names)
    assert names[len(TREES)] == "Aspen 2"
