"""The evidence room: what opening costs, what it unlocks, what arrives later."""

from msgspec.structs import replace

from practicum.rules.records import EvidenceShown, Hours, InjectShown
from practicum.rules.state import Changes
from practicum.scenario.catalogue import exhibits
from practicum.scenario.model import Evidence, EvidenceKind, Scenario
from tests.rules.helpers import (
    MINUTE,
    F,
    accepted,
    alder,
    at_phase,
    changes_nothing,
    given,
    has,
    lacks,
    refused,
)


def with_evidence(**pieces: Evidence) -> Scenario:
    """Add exhibits to the case."""
    return replace(alder(), evidence={**alder().evidence, **pieces})


def a_note(**rest: object) -> Evidence:
    """Write an exhibit of little interest."""
    return Evidence(title="A note", kind=EvidenceKind.DOCUMENT, body="Words.", **rest)  # type: ignore[arg-type]


def test_what_is_free_and_needs_nothing_is_open_at_once() -> None:
    """The sponsor's mail lies on the table; the rest is closed or locked, without a word of its content."""
    game = at_phase("diagnose")
    for team in ("1", "2"):
        shown = game.records.under(f"evidence/{team}", EvidenceShown)
        assert {tag for tag, record in shown.items() if record.state == "open"} == {"D1", "X1"}
        assert set(shown) == set(exhibits(alder()))
        for record in shown.values():
            if record.state != "open":
                assert (record.body, record.table, record.chart, record.alt, record.source) == ("", None, None, "", "")


def test_opening_shows_the_content_and_costs_hours() -> None:
    """The bonus policy takes an hour of the team's, of no other team's."""
    game = at_phase("diagnose")
    given(game).when("p1", "evidence.open", evidence="D3").then(
        has("evidence/1/D3", state="open", body=alder().evidence["D3"].body, opened_by="p1"),
        has("hours/1", budget=24, spent=1),
        has("hours/2", spent=0),
        has("evidence/2/D3", state="closed", body=""),
    )


def test_opening_twice_costs_once() -> None:
    """A team-mate who opens the same exhibit changes nothing."""
    game = given(at_phase("diagnose"), ("p1", "evidence.open", {"evidence": "D3"}))
    game.when("p3", "evidence.open", evidence="D3").then(changes_nothing)
    game.when("p1", "evidence.open", evidence="D3").then(has("hours/1", spent=1))


def test_a_locked_exhibit_says_what_it_needs() -> None:
    """The lag report opens after the analyst was asked about timing."""
    game = at_phase("diagnose")
    given(game).when("p1", "evidence.open", evidence="D5").then(refused("locked"))
    assert game.the("evidence/1/D5", EvidenceShown).needs == "Ask the quality analyst first."
    given(game).when("p1", "interview.ask", person="qa", topic="timing").then(
        has("evidence/1/D5", state="closed", needs="", body=""), has("evidence/2/D5", state="locked")
    )
    game.when("p1", "evidence.open", evidence="D5").then(has("evidence/1/D5", state="open"))


def test_a_chain_unlocks_link_by_link() -> None:
    """Asking about other offices, then Stirling's mail, then the comparison."""
    game = at_phase("diagnose")
    game.when("p1", "interview.ask", person="lead", topic="others").then(
        has("evidence/1/D6", state="closed"), has("evidence/1/X3", state="locked", needs="Opens after D6.")
    )
    game.when("p1", "evidence.open", evidence="D6").then(has("evidence/1/X3", state="closed"))


def test_a_person_who_needs_trust_opens_up_after_it() -> None:
    """The team lead speaks of coaching once somebody has sat beside the handlers."""
    game = at_phase("diagnose")
    game.when("p1", "interview.ask", person="lead", topic="coaching").then(refused("locked"))
    game.does("p1", "evidence.open", evidence="O1")
    game.when("p1", "interview.ask", person="lead", topic="coaching").then(accepted)


def test_unknown_exhibits_questions_and_data_are_refused() -> None:
    """Ids that the case does not have, from an old client or a curious one."""
    game = at_phase("diagnose")
    game.when("p1", "evidence.open", evidence="D99").then(refused("unknown"))
    game.when("p1", "interview.ask", person="qa", topic="weather").then(refused("unknown"))
    game.when("p1", "data.request", request="rework", cut="moon").then(refused("unknown"))


def test_data_arrives_when_its_time_has_come() -> None:
    """Three minutes after the request, once, and paid at the request."""
    game = at_phase("diagnose")
    game.when("p1", "data.request", request="rework", cut="decision").then(
        has("evidence/1/X4", state="waiting", body="", table=None), has("hours/1", spent=2)
    )
    game.when("p3", "data.request", request="rework", cut="decision").then(changes_nothing)
    game.when("timekeeper", "time.up").then(changes_nothing)
    game.passes(2 * MINUTE)
    assert game.the("evidence/1/X4", EvidenceShown).state == "waiting"
    game.passes(MINUTE)
    arrived = game.the("evidence/1/X4", EvidenceShown)
    assert (arrived.state, arrived.opened_by, arrived.arrives_due) == ("open", "p1", None)
    assert arrived.table == alder().data_requests["rework"].cuts["decision"].data
    game.when("timekeeper", "time.up").then(changes_nothing)
    assert game.the("hours/1", Hours).spent == 2


def test_data_waits_through_a_pause_and_arrives_in_a_later_phase() -> None:
    """The holder's minutes are session time, and what was paid for comes."""
    game = given(at_phase("diagnose"), ("p1", "data.request", {"request": "test", "cut": "condition"}))
    given(game, (F, "clock.pause"))
    game.passes(60 * MINUTE)
    assert game.the("evidence/1/X9", EvidenceShown).state == "waiting"
    given(game, (F, "clock.resume"), (F, "phase.next"))
    game.passes(4 * MINUTE)
    assert game.the("evidence/1/X9", EvidenceShown).state == "open"


def test_data_unlocks_when_it_arrives() -> None:
    """Not when it is asked for."""
    game = at_phase("diagnose", on=with_evidence(D52=a_note(unlock="after X4", hours=1)))
    game.does("p1", "data.request", request="rework", cut="decision")
    game.when("p1", "evidence.open", evidence="D52").then(refused("locked"))
    game.passes(3 * MINUTE)
    game.when("p1", "evidence.open", evidence="D52").then(accepted)


def test_nothing_is_opened_over_the_budget() -> None:
    """A team with half an hour left can still buy what takes half an hour."""
    game = given(at_phase("diagnose"), (F, "hours.grant", {"hours": -23.5}))
    game.when("p1", "evidence.open", evidence="D3").then(refused("budget.exceeded"))
    game.when("p1", "data.request", request="rework", cut="office").then(refused("budget.exceeded"))
    game.when("p1", "evidence.open", evidence="D2").then(has("hours/1", spent=0.5, budget=0.5))
    game.when("p1", "evidence.open", evidence="X2").then(refused("budget.exceeded"))


def test_a_reopened_phase_finds_the_room_as_it_was() -> None:
    """Stepping back and forth lays out nothing anew."""
    game = given(at_phase("diagnose"), ("p1", "evidence.open", {"evidence": "D3"}))
    before = game.records.under("evidence/1", EvidenceShown)
    game.to("design").to("brief").to("diagnose")
    assert game.records.under("evidence/1", EvidenceShown) == before
    assert game.the("hours/1", Hours).spent == 1


def test_what_a_free_exhibit_unlocks_is_not_locked() -> None:
    """Nobody can open what lies open already, so what it unlocks is ready from the start."""
    game = at_phase("diagnose", on=with_evidence(D50=a_note(unlock="after D1", hours=1)))
    game.when("p1", "evidence.open", evidence="D50").then(has("evidence/1/D50", state="open"))


def test_an_event_unlocks_an_exhibit_whenever_it_comes() -> None:
    """Before the phase, when no exhibit is laid out yet, or during it."""
    case = with_evidence(D51=a_note(unlock="inject vendor"))
    game = at_phase("brief", on=case)
    given(game, (F, "inject.send", {"inject": "vendor", "teams": ("1",)})).to("diagnose")
    assert game.the("evidence/1/D51", EvidenceShown).state == "closed"
    assert game.the("evidence/2/D51", EvidenceShown).state == "locked"
    game.when(F, "inject.send", inject="vendor", teams=()).then(has("evidence/2/D51", state="closed"))
    assert game.the("inject/2/vendor", InjectShown).answer is None


def test_the_room_is_open_in_diagnose_only() -> None:
    """Before it there is nothing to open, after it nothing can be opened."""
    given(at_phase("brief")).when("p1", "evidence.open", evidence="D3").then(
        refused("phase.closed"),
    )
    given(at_phase("design")).when("p1", "evidence.open", evidence="D3").then(refused("phase.closed"))


def test_a_facilitator_opens_for_a_team() -> None:
    """Acting for a team spends its hours, and the record says who did it."""
    game = at_phase("diagnose")
    game.when(F, "evidence.open", team="2", evidence="D3").then(
        has("evidence/2/D3", state="open", opened_by=F), has("hours/2", spent=1), lacks("activity/2")
    )
    assert isinstance(game.tries("p1", "evidence.open", evidence="D3"), Changes)
