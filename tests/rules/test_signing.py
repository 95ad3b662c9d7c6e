"""Signatures: given to a revision, counted for the active, kept when stale."""

from typing import Any

from practicum.rules.records import Decision, Phase, Sign, Signable
from practicum.rules.refusals import Refusal
from practicum.rules.signing import agreed
from tests.rules.helpers import GAP, F, Game, at_phase, changes_nothing, given, has, join, lacks, link, plan, refused


def signing(game: Game, phase: Signable = "diagnose", team: str = "1") -> dict[str, Any]:
    """Write the arguments of a signature under the work as it is."""
    return {"phase": phase, "revision": game.revision(team, phase)}


def count(game: Game, phase: Signable = "diagnose", team: str = "1") -> tuple[int, int]:
    """Count who agreed, and who could."""
    return agreed(game.records, team, phase, game.the("phase", Phase).rounds[phase])


def stated(**session: object) -> Game:
    """Bring team 1 to a stated gap."""
    return given(at_phase("diagnose", **session), ("p1", "gap.put", GAP))


def test_a_signature_names_the_revision_and_the_round() -> None:
    """One member signs: one of two agreed."""
    game = stated()
    game.when("p1", "work.sign", **signing(game)).then(has("sign/1/diagnose.1/p1", revision=1))
    assert count(game) == (1, 2)
    given(game, ("p3", "work.sign", signing(game)))
    assert count(game) == (2, 2)


def test_an_edit_makes_signatures_stale_and_keeps_them() -> None:
    """They are shown as given to an older text, and not counted."""
    game = stated()
    given(game, ("p1", "work.sign", signing(game)), ("p3", "gap.put", GAP | {"revision": 1, "statement": "Longer"}))
    assert count(game) == (0, 2)
    assert game.the("sign/1/diagnose.1/p1", Sign).revision == 1
    answer = game.tries("p3", "work.sign", phase="diagnose", revision=1)
    assert isinstance(answer, Refusal)
    assert (answer.code, (answer.now or {})["revision"]) == ("stale", 2)
    given(game, ("p1", "work.sign", signing(game)))
    assert count(game) == (1, 2)


def test_nobody_signs_a_text_they_have_not_seen() -> None:
    """A revision from the future is as stale as one from the past."""
    stated().when("p1", "work.sign", phase="diagnose", revision=2).then(refused("stale"))


def test_the_gap_comes_first_and_then_something_to_sign() -> None:
    """An empty statement and a chain without a metric can't be agreed on."""
    game = at_phase("diagnose")
    game.when("p1", "work.sign", phase="diagnose", revision=0).then(refused("gap.first"))
    given(game, ("p1", "gap.put", GAP | {"statement": " "}))
    game.when("p1", "work.sign", phase="diagnose", revision=1).then(refused("gap.first"))
    game.to("measure").when("p1", "work.sign", phase="measure", revision=0).then(refused("nothing.to.sign"))


def test_to_do_nothing_is_a_decision_that_can_be_signed() -> None:
    """An untouched plan is revision 0; the first item that comes onto it makes the signature one to an older plan."""
    game = given(at_phase("design"), ("p1", "work.sign", {"phase": "design", "revision": 0}))
    assert count(game, "design") == (1, 2)
    game.when("p3", "plan.put", team="1", item="job_aid", start=0, claims=[], revision=0)
    game.when("p3", "work.sign", phase="design", revision=0).then(refused("stale"))
    assert count(game, "design") == (0, 2)


def test_only_the_open_phase_is_signed() -> None:
    """A diagnosis is signed in diagnose, and what was signed there stays when it closes."""
    game = stated()
    game.when("p1", "work.sign", phase="design", revision=0).then(refused("phase.closed"))
    given(game, ("p1", "work.sign", signing(game))).to("design")
    game.when("p1", "work.sign", phase="diagnose", revision=1).then(refused("phase.closed"))
    game.when("p1", "work.unsign", phase="diagnose").then(refused("phase.closed"))
    assert game.the("sign/1/diagnose.1/p1", Sign).revision == 1


def test_a_signature_can_be_taken_back() -> None:
    """Twice changes nothing more."""
    game = stated()
    given(game, ("p1", "work.sign", signing(game))).when("p1", "work.unsign", phase="diagnose").then(
        lacks("sign/1/diagnose.1/p1")
    )
    game.when("p1", "work.unsign", phase="diagnose").then(changes_nothing)


def test_the_gone_and_the_moved_are_not_waited_for() -> None:
    """Agreement counts the active members of the team, whoever signed before."""
    game = stated(people=6)
    given(game, ("p1", "work.sign", signing(game)), ("p3", "work.sign", signing(game)))
    assert count(game) == (2, 3)
    given(game, (F, "seat.remove", {"seat": "p5"}))
    assert count(game) == (2, 2)
    given(game, (F, "seat.move", {"seat": "p3", "team": "2"}))
    assert count(game) == (1, 1)
    join(game, "p9", "Late")
    assert game.team_of("p9") == "1"
    assert count(game) == (1, 2)
    given(game, (F, "seat.move", {"seat": "p3", "team": "1"}))
    assert count(game) == (2, 3)


def test_observers_do_not_sign() -> None:
    """Nor do facilitators, not even for a team."""
    game = stated()
    link(game, "o1", "observer")
    game.when("o1", "work.sign", team="1", phase="diagnose", revision=1).then(refused("not.allowed"))
    game.when(F, "work.sign", phase="diagnose", revision=1).then(refused("not.allowed"))
    assert count(game) == (0, 2)


def test_closing_a_phase_notes_how_each_team_stood() -> None:
    """Signed when all agreed; an empty team has signed nothing."""
    game = stated(teams=3, people=3)
    given(game, ("p1", "work.sign", signing(game)))
    assert game.team_of("p3") == "3"
    game.to("design")
    assert game.the("decision/1/diagnose", Decision).signed
    second = game.the("decision/2/diagnose", Decision)
    assert (second.signed, second.agreed, second.of) == (False, 0, 1)
    game = given(at_phase("diagnose", teams=2, people=1)).to("design")
    assert game.the("decision/2/diagnose", Decision) == Decision(
        signed=False, agreed=0, of=0, round=1, closed_due=game.raw("decision/2/diagnose")["closed_due"]
    )


def test_a_reopened_phase_is_signed_anew() -> None:
    """Signatures of the old round stay and don't count."""
    game = stated()
    given(game, ("p1", "work.sign", signing(game)), ("p3", "work.sign", signing(game))).to("design").to("diagnose")
    assert count(game) == (0, 2)
    assert "sign/1/diagnose.1/p1" in game.records
    given(game, ("p1", "work.sign", signing(game))).to("design")
    decision = game.the("decision/1/diagnose", Decision)
    assert (decision.signed, decision.agreed, decision.round) == (False, 1, 2)


def test_a_step_back_by_accident_undoes_no_decision() -> None:
    """Back and next at once leave the diagnosis signed, and the design's signatures count again."""
    game = stated()
    given(game, ("p1", "work.sign", signing(game)), ("p3", "work.sign", signing(game))).to("design")
    given(game, ("p1", "plan.put", plan())).does("p1", "work.sign", **signing(game, "design"))
    decided, work = game.raw("decision/1/diagnose"), game.raw("work/1/design")
    game.does(F, "phase.back")
    assert count(game) == (0, 2)
    game.does(F, "phase.next")
    assert game.raw("decision/1/diagnose") == decided
    assert game.raw("work/1/design") == work
    assert count(game, "design") == (1, 2)


def test_an_edit_in_the_reopened_phase_opens_the_decision() -> None:
    """What was agreed was another text."""
    game = stated()
    given(game, ("p1", "work.sign", signing(game)), ("p3", "work.sign", signing(game))).to("design").to("diagnose")
    given(game, ("p1", "gap.put", GAP | {"revision": 1, "statement": "Another"})).to("design")
    assert not game.the("decision/1/diagnose", Decision).signed


def test_signing_waits_while_paused() -> None:
    """So does taking a signature back."""
    game = given(stated(), (F, "clock.pause"))
    game.when("p1", "work.sign", phase="diagnose", revision=1).then(refused("paused"))
    game.when("p1", "work.unsign", phase="diagnose").then(refused("paused"))
