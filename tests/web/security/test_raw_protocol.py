"""A participant who speaks the protocol by hand: every move by everybody else, every address with every other token.

What is expected is worked out from the moves' own declarations and from one table of addresses; a move or an address
that is new is tried as soon as it is declared.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import msgspec
import pytest
from starlette.routing import Route

from practicum.rules.decide import decide, parse
from practicum.rules.moves import MOVES, Spec
from practicum.rules.records import PHASES, PhaseName
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from tests.rules.helpers import GAP, F, Game, at_phase, claim, given, link, metric, pin, plan
from tests.rules.tries import ARGUMENTS, Pick
from tests.web.people import Person, Session, Table

WHO: dict[str, By] = {
    "participant": By("participant", "p1"),  # of team 1
    "facilitator": By("facilitator", F),
    "observer": By("observer", "o1"),
    "rater": By("rater", "r1"),
    "host": HOST,
    "timekeeper": TIMEKEEPER,
    "removed participant": By("participant", "p4"),
    "removed facilitator": By("facilitator", "f9"),
    "participant of no seat": By("participant", "nobody"),
    "facilitator of no seat": By("facilitator", "nobody"),
}
GONE = ("p4", "f9", "nobody")
DONE: dict[str, tuple[Any, ...]] = {
    "diagnose": (
        ("p1", "gap.put", GAP),
        ("p1", "bet.open"),
        ("p1", "claim.put", claim()),
        ("p1", "link.put", pin()),
        (F, "inject.send", {"inject": "vendor", "teams": ()}),
    ),
    "design": (("p1", "plan.put", plan("job_aid", claims=("c1",))),),
    "measure": (("p1", "metric.put", metric()),),
}
# What a rule itself may say to somebody who may make the move: one's own seat, the last facilitator, a wrong link.
SAYS_SO = {"seat.link", "seat.remove", "seat.close"}
DOORS = ("not.allowed", "not.yours", "phase.closed", "paused", "session.ended")


@lru_cache
def standing(phase: PhaseName) -> Game:
    """Bring a session with a bit of everything to a phase; nobody may change it."""
    game = at_phase("lobby")
    for seat, role in (("o1", "observer"), ("r1", "rater"), ("f9", "facilitator")):
        link(game, seat, role)
    given(game, (F, "seat.remove", {"seat": "p4"}), (F, "seat.remove", {"seat": "f9"}))
    for step in PHASES[1 : PHASES.index(phase) + 1]:
        given(game.to(step), *DONE.get(step, ()))
    return given(game, ("host", "seat.reclaim", {"name": "Person 3", "token_hash": "again"}))


def expected(spec: Spec, by: By, phase: str, team: str, *, paused: bool = False) -> str:
    """Work out what somebody is told at the door; nothing when the rule itself decides."""
    names_a_team = "team" in spec.type.__struct_fields__ and spec.do != "seat.move"
    if spec.do == "session.open" or by.actor not in spec.actors or by.seat in GONE:
        return "not.allowed"
    if names_a_team and (team == "99" or (by.actor == "participant" and team != "1")):
        return "not.yours"
    if spec.phases is not None and phase not in spec.phases:
        return "phase.closed"
    return "paused" if paused and by.actor == "participant" and not spec.while_paused else ""


def arguments(do: str, game: Game, by: By, team: str) -> dict[str, Any]:
    """Make arguments that make sense there, for a team."""
    pick = Pick(random.Random(f"{do} {by} {team}"), game.records, game.scenario, by)
    pick.team = team
    made = ARGUMENTS[do](pick)
    return made | {"team": team} if "team" in made else made


def tried(game: Game, by: By, do: str, team: str) -> str:
    """Try a move, leave the session as it is, and give the code."""
    move = parse(do, arguments(do, game, by, team))
    assert not isinstance(move, Refusal), move
    decided = decide(game.records, game.scenario, move, by, game.now + 1_000, game.version + 1)
    return decided.code if isinstance(decided, Refusal) else ""


def holds(spec: Spec, code: str, wanted: str) -> bool:
    """Say whether a refusal is the one that is due; a rule of its own may refuse for reasons of its own."""
    if wanted:
        return code == wanted
    return code not in DOORS or (code == "not.allowed" and spec.do in SAYS_SO) or code == "phase.closed"


@pytest.mark.parametrize("phase", PHASES)
def test_every_move_by_everybody_in_every_phase_for_every_team(phase: PhaseName) -> None:
    """Refused with the code that is due, and nothing changed; going on and paused."""
    running = standing(phase)
    paused = given(running.copy(), (F, "clock.pause"))
    for game, is_paused in ((running, False), (paused, True)):
        before = dict(game.records.items())
        for do, spec in MOVES.items():
            for who, by in WHO.items():
                for team in ("1", "2", "99"):
                    wanted = expected(spec, by, phase, team, paused=is_paused)
                    code = tried(game, by, do, team)
                    assert holds(spec, code, wanted), f"{who} tries {do} for team {team}: {code!r}, not {wanted!r}"
        assert dict(game.records.items()) == before


def test_an_ended_session_takes_no_move_but_notes_and_locks() -> None:
    """From nobody. What is read for weeks after its end can still be opened and shut to those who read it."""
    game = given(standing("debrief").copy(), (F, "session.end"))
    before = dict(game.records.items())
    after_the_end = {"note.put", "note.drop", "run.enter", "debrief.reveal", "seat.forget"}
    locks = {"seat.renew", "seat.close", "seat.link", "seat.reclaim", "seat.admit"}
    for do in MOVES:
        for who, by in WHO.items():
            code = tried(game, by, do, "1")
            if do in after_the_end:
                continue
            if do in locks:
                wanted = expected(MOVES[do], by, "debrief", "1", paused=False)
                assert code != "session.ended", f"{who} tries {do}"
                assert holds(MOVES[do], code, wanted), f"{who} tries {do}: {code!r}, not {wanted!r}"
                continue
            assert code == ("not.allowed" if do == "session.open" else "session.ended"), f"{who} tries {do}: {code!r}"
    assert dict(game.records.items()) == before


# --- over real sockets


async def seated(server: Table, session: Session, role: str) -> str:
    """Give a token of a role."""
    bearer = {"authorization": f"Bearer {session.token}"}
    answer = await server.http.post(f"/api/sessions/{session.session}/links", json={"role": role}, headers=bearer)
    token: str = answer.json()["token"]
    return token


async def everything(person: Person, game: Game, by: By, team: str) -> dict[str, str]:
    """Send every move, and give the code of each answer."""
    ids = {do: await person.send(do, **arguments(do, game, by, team)) for do in MOVES}
    found = {}
    for do, id in ids.items():
        answer = await person.answer(id)
        found[do] = answer["code"] if answer["t"] == "refused" else ""
    return found


async def test_every_move_that_is_not_ones_own_is_refused_over_the_wire(server: Table) -> None:
    """By observers, raters and participants on another team; each with the right code, and no entry in the log."""
    session = await server.open(teams=3)
    ann = await server.join(session.code, "Ann")
    game = standing("diagnose")
    async with server.enter(session.token) as host:
        for phase in ("lobby", "brief"):
            await host.do("phase.next", leaving=phase)
        roles = {"observer": await seated(server, session, "observer"), "rater": await seated(server, session, "rater")}
        foreign = next(number for number in "123" if number != ann.team)
        for role, token in (*roles.items(), ("participant", ann.token)):
            by = WHO[role]
            async with server.enter(token) as person:
                at, before = await position(server, session), dict(host.records)
                codes = await everything(person, game, by, foreign)
                done = {do for do, code in codes.items() if not code}
                for do, spec in MOVES.items():
                    wanted = expected(spec, by, "diagnose", "2")
                    assert not wanted or codes[do] == wanted, f"{role} sends {do}: {codes[do]!r}, not {wanted!r}"
                assert all(role in MOVES[do].actors for do in done)
                if not done:
                    assert (await position(server, session), dict(host.records)) == (at, before)


async def position(server: Table, session: Session) -> str:
    """Ask where the session's log stands."""
    found = server.node.sessions.loaded(session.session)
    assert found is not None
    return str(found.state.position)


# --- over HTTP

# Whom each address with a session in it answers; nobody else is.
SEATS = frozenset({"participant", "observer", "rater", "facilitator"})
FACILITATOR = frozenset({"facilitator"})
ANSWERS = {
    # On this machine whoever has no token at all is the host, who may have lost the link.
    ("POST", "/api/sessions/{session}/links"): FACILITATOR | {"none"},
    ("POST", "/api/sessions/{session}/token"): SEATS,
    ("GET", "/api/sessions/{session}/assets/{asset:path}"): SEATS,
    ("GET", "/api/sessions/{session}/export"): FACILITATOR,
    ("GET", "/api/sessions/{session}/me/export"): SEATS,
    ("GET", "/api/sessions/{session}/qr"): SEATS,
}
BODIES: dict[str, Any] = {"/api/sessions/{session}/links": {"role": "facilitator"}}
# What anybody may ask for: nothing in it is about a session.
PUBLIC = {"/healthz", "/readyz", "/metrics", "/api/openapi.json", "/api/scenarios", "/api/sign-in", "/api/qr/{code}"}
# What has a guard of its own: a host key, a join code.
GUARDED = {"/api/sessions", "/api/join"}


def addresses(server: Table) -> list[tuple[str, str]]:
    """Name every address of the application, as it routes, but the pages."""
    routes = [route for route in server.node.server.config.app.routes if isinstance(route, Route)]
    return [
        (method, route.path)
        for route in routes
        for method in sorted((route.methods or set()) - {"HEAD"})
        if route.path.startswith("/api") or route.path in PUBLIC
    ]


async def tokens(server: Table, session: Session, other: Session) -> dict[str, str]:
    """Make one token of every kind."""
    await server.join(session.code, "Eve")
    again = {"code": session.code, "name": "Eve", "reclaim": True}
    gone, closed = await server.join(session.code, "Gus"), await server.join(session.code, "Hal")
    async with server.enter(session.token) as host:
        await host.do("seat.remove", seat=gone.seat)
        await host.do("seat.close", seat=closed.seat)
    return {
        "none": "",
        "nonsense": "nonsense",
        "unknown secret": f"{session.session}.{'A' * 22}",
        "unknown session": f"nosuchsessio.{'A' * 22}",
        "waiting": (await server.http.post("/api/join", json=again)).json()["token"],
        "removed": gone.token,
        "closed": closed.token,
        "another session's facilitator": other.token,
        "another session's participant": (await server.join(other.code, "Ida")).token,
        "another session's name": f"{session.session}.{other.token.partition('.')[2]}",
        "a hash": f"{session.session}.{'0' * 64}",
        "participant": (await server.join(session.code, "Fay")).token,
        "observer": await seated(server, session, "observer"),
        "rater": await seated(server, session, "rater"),
        "facilitator": await seated(server, session, "facilitator"),
    }


async def test_every_address_answers_only_whom_it_is_for(server: Table) -> None:
    """With every kind of token: those of nobody 401, of another role 403, and no log grows by either."""
    found = addresses(server)
    assert {pair for pair in found if "{session}" in pair[1]} == set(ANSWERS), "say above whom a new address answers"
    assert {path for _, path in found if "{session}" not in path} == PUBLIC | GUARDED, "say above what a new one is"
    session, other = await server.open(), await server.open()
    held = await tokens(server, session, other)
    for (method, path), may in sorted(ANSWERS.items(), key=lambda pair: pair[0][1].endswith("token")):
        for who, token in held.items():
            headers = {"authorization": f"Bearer {token}"} if token else {}
            address = path.replace("{session}", session.session).replace("{asset:path}", "D1.image")
            at = await position(server, session)
            answer = await server.http.request(
                method, address, headers=headers, **({"json": BODIES.get(path, {})} if method == "POST" else {})
            )
            wanted = 403 if who in SEATS else 401
            if who in may:
                assert answer.status_code in (200, 201, 404), f"{who} at {path}: {answer.text}"
            else:
                assert (answer.status_code, await position(server, session)) == (wanted, at), f"{who} at {path}"
                assert msgspec.json.decode(answer.content)["message"].endswith(".")
