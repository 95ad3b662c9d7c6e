"""The one door: every move of every role, in every phase, with every kind of nonsense."""

import random
from functools import lru_cache
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.rules.decide import HANDLERS, decide, parse
from practicum.rules.moves import MOVES, SPECS, Actor
from practicum.rules.preview import Preview, preview
from practicum.rules.records import PHASES, PhaseName
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from practicum.rules.state import Changes
from tests.rules.arguments import attempts, fields_of
from tests.rules.helpers import GAP, F, Game, at_phase, claim, link, metric, pin, plan
from tests.rules.helpers import given as after
from tests.rules.tries import ARGUMENTS, Pick
from tests.rules.walk import eventful, walk

ACTORS: tuple[Actor, ...] = get_args(Actor)
SEATS: dict[Actor, By] = {
    "participant": By("participant", "p1"),
    "facilitator": By("facilitator", F),
    "observer": By("observer", "o1"),
    "rater": By("rater", "r1"),
    "host": HOST,
    "timekeeper": TIMEKEEPER,
}


@lru_cache
def standing(phase: PhaseName) -> Game:
    """Bring a session with a bit of everything to a phase; nobody may change it."""
    game = at_phase("lobby")
    link(game, "o1", "observer")
    link(game, "r1", "rater")
    after(game.to("brief"), (F, "inject.send", {"inject": "vendor", "teams": ()}), ("p1", "help.ask", {"text": ""}))
    after(game.to("diagnose"), ("p1", "gap.put", GAP), ("p1", "bet.open"), ("p1", "claim.put", claim()))
    after(game, ("p1", "link.put", pin()), ("p1", "data.request", {"request": "test", "cut": "condition"}))
    after(game.to("design"), ("p1", "plan.put", plan("job_aid", claims=("c1",))))
    after(game.to("measure"), ("p1", "metric.put", metric()))
    if PHASES.index(phase) > PHASES.index("measure"):
        return game.to(phase)
    return after(game.to(phase), ("host", "seat.reclaim", {"name": "Person 3", "token_hash": "again"}))


def arguments(do: str, game: Game, by: By, seed: int = 1) -> dict[str, Any]:
    """Make arguments that make sense there, for the mover's own team."""
    pick = Pick(random.Random(seed), game.records, game.scenario, by)
    pick.team = "1"
    return ARGUMENTS[do](pick)


def tried(game: Game, by: By, do: str, with_: Any) -> Changes | Refusal:
    """Read and decide, and leave the session as it is."""
    move = parse(do, with_)
    if isinstance(move, Refusal):
        return move
    return decide(game.records, game.scenario, move, by, game.now + 1_000, game.version + 1)


def code(answer: Changes | Refusal) -> str:
    """Give a refusal's code, and nothing for what was accepted."""
    return answer.code if isinstance(answer, Refusal) else ""


def test_every_move_has_a_rule_and_an_example() -> None:
    """A move that is declared is decided; the walks know how to make each."""
    assert set(HANDLERS) == set(SPECS)
    assert set(ARGUMENTS) == set(MOVES)


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("do", sorted(MOVES))
def test_a_move_is_for_its_own_roles(do: str, actor: Actor) -> None:
    """Tried by every role in every phase: others are told that their seat can't, whatever the phase."""
    if do == "session.open":
        assert code(tried(standing("brief"), SEATS[actor], do, arguments(do, standing("brief"), HOST))) == "not.allowed"
        return
    for phase in PHASES:
        game = standing(phase)
        answer = tried(game, SEATS[actor], do, arguments(do, game, SEATS[actor]))
        assert (code(answer) == "not.allowed") == (actor not in MOVES[do].actors) or (do, actor) in OWN_REFUSALS, answer


# Moves that may say "your seat can't do this" to a role that may make them: a participant's link, the last facilitator,
# one's own seat.
OWN_REFUSALS = {("seat.link", "host"), ("seat.remove", "facilitator"), ("seat.close", "facilitator")}


@pytest.mark.parametrize("do", sorted(do for do, spec in MOVES.items() if spec.phases is not None))
def test_a_move_is_for_its_own_phases(do: str) -> None:
    """In any other it is refused as closed, and the sentence says whether it is still to come."""
    spec = MOVES[do]
    assert spec.phases is not None
    by = SEATS["participant" if "participant" in spec.actors else "facilitator"]
    first = min(PHASES.index(phase) for phase in PHASES if phase in spec.phases)
    for phase in PHASES:
        game = standing(phase)
        answer = tried(game, by, do, arguments(do, game, by))
        if phase not in spec.phases:
            assert isinstance(answer, Refusal)
            assert answer.code == "phase.closed"
            assert ("has not begun yet" in answer.message) == (PHASES.index(phase) < first)


@pytest.mark.parametrize("do", sorted(do for do, spec in MOVES.items() if "participant" in spec.actors))
def test_a_pause_stops_participants_where_the_move_says_so(do: str) -> None:
    """And nobody else, and nothing else."""
    spec = MOVES[do]
    phase = next(phase for phase in PHASES if phase in (spec.phases or PHASES))
    game = after(standing(phase).copy(), (F, "clock.pause"))
    by = SEATS["participant"]
    assert (code(tried(game, by, do, arguments(do, game, by))) == "paused") == (not spec.while_paused)
    if "facilitator" in spec.actors:
        assert code(tried(game, SEATS["facilitator"], do, arguments(do, game, by))) != "paused"


@pytest.mark.parametrize("do", sorted(do for do, spec in MOVES.items() if "team" in fields_of(spec.type)))
def test_a_move_names_its_own_team(do: str) -> None:
    """Another team's is refused to participants, one that isn't there to everybody."""
    spec = MOVES[do]
    phase = next(phase for phase in PHASES if phase in (spec.phases or PHASES))
    game = standing(phase)
    for actor in ("participant", "facilitator"):
        if actor not in spec.actors:
            continue
        with_ = arguments(do, game, SEATS["participant"]) | ({"seat": "p2"} if do == "seat.move" else {})
        for team in ("99", "2") if actor == "participant" else ("99",):
            answer = tried(game, SEATS[actor], do, with_ | {"team": team})
            assert code(answer) == ("unknown" if do == "seat.move" else "not.yours"), (actor, team, answer)


@pytest.mark.parametrize("do", sorted(MOVES))
def test_wrong_types_are_malformed(do: str) -> None:
    """Each field in turn missing or of another type, a field too many, and no map at all."""
    game = standing("diagnose")
    right = arguments(do, game, HOST)
    assert not isinstance(parse(do, right), Refusal)
    wrong: list[Any] = [right | {"extra": 1}, None, [], "x", 7, b"", [right]]
    for name in right:
        wrong.append({key: value for key, value in right.items() if key != name})
        wrong += [right | {name: value} for value in (object(), b"bytes", [[[]]], {"a": {"b": 1}})]
    for with_ in wrong:
        answer = parse(do, with_)
        assert isinstance(answer, Refusal), with_
        assert answer.code == "malformed"


def test_an_unknown_move_is_malformed() -> None:
    """With its name, cut short."""
    answer = parse("claim.steal" * 50, {})
    assert isinstance(answer, Refusal)
    assert answer.code == "malformed"
    assert len(answer.message) < 100


@pytest.mark.parametrize("id", ["a/b", "", "x" * 41, "a b", "c1\n", "ü", ".."])
def test_an_id_can_leave_its_place_in_no_key(id: str) -> None:
    """Ids become parts of keys, and keys decide who sees."""
    assert isinstance(parse("claim.drop", {"team": "1", "id": id}), Refusal)
    assert isinstance(parse("claim.drop", {"team": id, "id": "c1"}), Refusal)


def test_a_removed_seat_can_do_nothing() -> None:
    """Whatever it tries, in whatever role it had."""
    game = after(standing("diagnose").copy(), (F, "seat.remove", {"seat": "p1"}), (F, "seat.remove", {"seat": "o1"}))
    for do in MOVES:
        for by in (SEATS["participant"], SEATS["observer"], By("facilitator", "nobody")):
            assert code(tried(game, by, do, arguments(do, game, by))) == "not.allowed"


moments = st.sampled_from([0, 1, 999, 60_000, 10**9, 10**13, -(10**6)])
actors = st.sampled_from([*SEATS.values(), By("participant", "p2"), By("participant", "nobody"), By("rater", None)])


@given(attempts(), st.sampled_from(PHASES), actors, moments)
@settings(max_examples=400, deadline=None)
def test_nothing_ever_raises(attempt: tuple[str, Any], phase: PhaseName, by: By, later: int) -> None:
    """Shapes of every move and garbage, by anybody, at any time: changes or a refusal in a sentence, and no trace."""
    game = standing(phase)
    before = dict(game.records.items())
    move = parse(*attempt)
    if not isinstance(move, Refusal):
        decided = decide(game.records, game.scenario, move, by, game.now + later, game.version + 1)
        shown = preview(game.records, game.scenario, move, by, game.now + later, game.version + 1)
        assert isinstance(shown, Preview if isinstance(decided, Changes) else Refusal)
        if isinstance(decided, Changes):
            game.records.copy().apply(decided)
        else:
            assert decided == shown
            assert decided.code
            assert decided.message[-1] in ".?"
    assert dict(game.records.items()) == before


@pytest.mark.parametrize("seed", range(4))
def test_nothing_raises_in_the_middle_of_things(seed: int) -> None:
    """Every move by every role at moments of a walk."""
    walked = walk(seed)
    game = Game(eventful())
    rng = random.Random(seed)
    for step in walked.accepted:
        assert isinstance(step.decided, Changes)
        game.records.apply(step.decided)
        game.now, game.version = step.now, step.version
        if rng.random() < 0.06:
            for do in MOVES:
                by = SEATS[rng.choice(ACTORS)]
                pick = Pick(rng, game.records, game.scenario, by)
                if "phase" in game.records:
                    assert isinstance(tried(game, by, do, ARGUMENTS[do](pick)), Changes | Refusal), f"walk {seed}"
