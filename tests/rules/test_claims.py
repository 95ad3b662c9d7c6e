"""The claim graph: causes, pins, notes, and the gap statement."""

from practicum.rules.claims import MOST_CLAIMS, MOST_REMARKS
from practicum.rules.records import Claim, Gap, PlanItem, Remark
from practicum.rules.refusals import Refusal
from practicum.rules.state import Changes
from practicum.scenario.model import Box
from tests.rules.helpers import (
    GAP,
    F,
    at_phase,
    changes_nothing,
    claim,
    given,
    has,
    lacks,
    pin,
    plan,
    refused,
    untouched,
)


def test_a_claim_is_written_by_anybody_in_the_team() -> None:
    """It is the team's, and says who wrote it first and who changed it last."""
    game = at_phase("diagnose")
    game.when("p1", "claim.put", **claim(text="  No practice ")).then(
        has("claim/1/c1", text="No practice", by="p1", edited_by=None, revision=1, box="knowledge", cause=None),
        lacks("claim/2/c1"),
    )
    made = game.the("claim/1/c1", Claim).made_due
    game.when("p3", "claim.put", **claim(text="No practice yet", revision=1)).then(
        has("claim/1/c1", text="No practice yet", by="p1", edited_by="p3", revision=2, made_due=made)
    )


def test_a_stale_edit_gets_the_text_that_is_there() -> None:
    """Both texts are on the writer's screen; neither is lost."""
    game = given(
        at_phase("diagnose"),
        ("p1", "claim.put", claim()),
        ("p3", "claim.put", claim(text="They never practised", revision=1)),
    )
    answer = game.tries("p1", "claim.put", **claim(text="They are slow", revision=1))
    assert isinstance(answer, Refusal)
    assert answer.code == "stale"
    assert answer.now is not None
    assert (answer.now["text"], answer.now["revision"]) == ("They never practised", 2)
    game.when("p1", "claim.put", **claim(text="Both", revision=2)).then(has("claim/1/c1", text="Both", revision=3))


def test_an_edit_of_a_dropped_claim_is_stale() -> None:
    """The writer keeps the text, and learns that the claim is gone."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()), ("p3", "claim.drop", {"id": "c1"}))
    game.when("p1", "claim.put", **claim(revision=1)).then(refused("stale"))


def test_a_claim_without_words_is_refused() -> None:
    """Spaces are no cause."""
    at_phase("diagnose").when("p1", "claim.put", **claim(text="   ")).then(refused("text.missing"))


def test_a_claim_stands_for_a_candidate_once_the_bet_is_open() -> None:
    """Candidates that the team has not seen yet can't be named, or guessed."""
    game = given(at_phase("diagnose"), ("p1", "gap.put", GAP))
    game.when("p1", "claim.put", **claim(cause="skill")).then(refused("unknown"))
    given(game, ("p1", "bet.open"))
    game.when("p1", "claim.put", **claim(cause="skill")).then(has("claim/1/c1", cause="skill"))
    game.when("p1", "claim.put", **claim("c2", cause="scaner")).then(refused("unknown"))


def test_a_map_holds_so_many_claims() -> None:
    """The last one that fits is accepted; an edit always is."""
    game = at_phase("diagnose")
    game.records.apply(
        Changes(
            {
                f"claim/1/k{n}": Claim(text="x", box=Box.MOTIVES, cause=None, by="p1", revision=1, made_due=0)
                for n in range(MOST_CLAIMS)
            }
        )
    )
    game.when("p1", "claim.put", **claim("new")).then(refused("too.many"))
    game.when("p1", "claim.put", **claim("k0", revision=1)).then(has("claim/1/k0", revision=2))


def test_only_opened_evidence_is_pinned() -> None:
    """A pin to what nobody has read would say nothing."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()))
    game.when("p1", "link.put", **pin(evidence="D1")).then(
        has("link/1/c1.D1", claim="c1", evidence="D1", stance="supports", strength=2, by="p1")
    )
    game.when("p1", "link.put", **pin(evidence="D3")).then(refused("locked"))
    game.when("p1", "link.put", **pin(evidence="D5")).then(refused("locked"))
    game.when("p1", "link.put", **pin(evidence="D99")).then(refused("unknown"))
    game.when("p1", "link.put", **pin("c9", "D1")).then(refused("unknown"))


def test_a_pin_can_turn_and_be_taken_off() -> None:
    """One pin a claim and exhibit, changed in place."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()), ("p1", "link.put", pin()))
    game.when("p3", "link.put", **pin(stance="contradicts", strength=3)).then(
        has("link/1/c1.D1", stance="contradicts", strength=3, by="p3")
    )
    game.when("p1", "link.drop", claim="c1", evidence="D1").then(lacks("link/1/c1.D1"))
    game.when("p1", "link.drop", claim="c1", evidence="D1").then(changes_nothing)


def test_dropping_a_claim_takes_its_pins_and_its_place_in_the_plan() -> None:
    """Other claims keep theirs; the item stays in the plan."""
    game = given(
        at_phase("diagnose"),
        ("p1", "claim.put", claim("c1")),
        ("p1", "claim.put", claim("c10")),
        ("p1", "link.put", pin("c1")),
        ("p1", "link.put", pin("c10")),
    ).to("design")
    given(game, ("p1", "plan.put", plan(claims=("c1", "c10"))), ("p1", "plan.put", plan("webinar"))).to("diagnose")
    game.when("p1", "claim.drop", id="c1").then(
        lacks("claim/1/c1"),
        lacks("link/1/c1.D1"),
        has("link/1/c10.D1", claim="c10"),
        has("plan/1/workshop", claims=("c10",), revision=2),
        has("plan/1/webinar", revision=1),
    )
    game.when("p1", "claim.drop", id="c1").then(changes_nothing)
    assert game.the("plan/1/workshop", PlanItem).start == 0


def test_a_note_is_its_writers() -> None:
    """A team-mate reads it and can't change it."""
    game = at_phase("diagnose")
    game.when("p1", "remark.put", id="n1", evidence="D1", text=" Blames people ").then(
        has("remark/1/n1", text="Blames people", by="p1", evidence="D1")
    )
    game.when("p3", "remark.put", id="n1", evidence="D1", text="No").then(refused("not.yours"))
    game.when("p1", "remark.put", id="n2", evidence="D99", text="No").then(refused("unknown"))
    game.when("p1", "remark.put", id="n2", evidence="D1", text="  ").then(refused("text.missing"))
    remark = Remark(evidence="D1", text="x", by="p1")
    game.records.apply(Changes({f"remark/1/m{n}": remark for n in range(MOST_REMARKS)}))
    game.when("p1", "remark.put", id="n3", evidence="D1", text="One more").then(refused("too.many"))


def test_the_gap_is_stated_with_revisions() -> None:
    """Two people who write at once both keep their text."""
    game = at_phase("diagnose")
    game.when("p1", "gap.put", **GAP).then(
        has("gap/1", actual=14, desired=6, revision=1, by="p1"), has("work/1/diagnose", revision=1, by="p1")
    )
    answer = game.tries("p3", "gap.put", **GAP | {"statement": "Mine"})
    assert isinstance(answer, Refusal)
    assert (answer.code, (answer.now or {})["statement"]) == ("stale", GAP["statement"])
    game.when("p3", "gap.put", **GAP | {"statement": "Ours", "revision": 1}).then(
        has("gap/1", statement="Ours", revision=2), has("work/1/diagnose", revision=2, by="p3")
    )
    game.when("p1", "gap.put", **GAP | {"kpi": "morale", "revision": 2}).then(refused("unknown"))
    game.when("p1", "gap.put", **GAP | {"revision": 7}).then(refused("stale"))


def test_a_draft_of_the_gap_may_be_empty() -> None:
    """Figures come one by one."""
    empty = GAP | {"actual": None, "desired": None, "value_per_week": None, "statement": "", "since": ""}
    game = given(at_phase("diagnose"), ("p1", "gap.put", empty))
    assert game.the("gap/1", Gap).actual is None
    game.when("p1", "bet.open").then(refused("gap.first"))


def test_a_pause_lets_text_go_on() -> None:
    """Claims, pins, notes and the gap are written while the clock stands."""
    game = given(at_phase("diagnose"), (F, "clock.pause"), ("p1", "claim.put", claim()), ("p1", "link.put", pin()))
    given(game, ("p1", "gap.put", GAP), ("p1", "remark.put", {"id": "n", "evidence": "D1", "text": "Hm"}))
    given(game, ("p1", "link.drop", {"claim": "c1", "evidence": "D1"}), ("p1", "claim.drop", {"id": "c1"}))
    assert game.the("gap/1", Gap).revision == 1


def test_nobody_writes_on_another_teams_board() -> None:
    """Not by naming it, and not with a facilitator's words either, unless a facilitator writes."""
    game = given(at_phase("diagnose"), ("p1", "claim.put", claim()))
    game.when("p2", "claim.put", team="1", **claim(revision=1)).then(refused("not.yours"))
    game.when("p2", "claim.drop", team="1", id="c1").then(refused("not.yours"))
    game.when(F, "claim.put", team="1", **claim(text="Look again", revision=1)).then(
        has("claim/1/c1", text="Look again"), untouched("claim/2")
    )
    game.when(F, "claim.put", team="99", **claim()).then(refused("not.yours"))
    assert game.the("claim/1/c1", Claim).by == "p1"
