"""Joining: with a code, with a name that is taken, and back into a seat that one had."""

from __future__ import annotations

from tests.web.people import Table


async def test_a_code_is_found_however_it_is_typed(server: Table) -> None:
    """Small letters, no dash, blanks around it."""
    session = await server.open()
    for number, typed in enumerate((session.code, session.code.lower(), session.code.replace("-", ""))):
        joined = await server.join(f" {typed} ", f"Person {number}")
        assert joined.session == session.session
        assert joined.team in ("1", "2")


async def test_an_unknown_code_is_told_as_such(server: Table) -> None:
    """404 with a stable code and a sentence."""
    for code in ("ZZZ-ZZZ", "", "not a code", "O0I-1LL"):
        answer = await server.http.post("/api/join", json={"code": code, "name": "Ada"})
        assert answer.status_code == 404
        assert answer.json()["code"] == "code.unknown"
        assert answer.json()["message"].endswith(".")


async def test_a_name_is_taken_once(server: Table) -> None:
    """409, also in other capitals; nobody was seated."""
    session = await server.open()
    await server.join(session.code, "Ada Byron")
    answer = await server.http.post("/api/join", json={"code": session.code, "name": "ada  BYRON"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "name.taken"
    async with server.enter(session.token) as facilitator:
        assert len([key for key in facilitator.records if key.startswith("seat/")]) == 2


async def test_somebody_comes_back_into_their_seat_with_the_facilitators_nod(server: Table) -> None:
    """The new token waits, then opens the old seat."""
    session = await server.open()
    ada = await server.join(session.code, "Ada")
    asked = (await server.http.post("/api/join", json={"code": session.code, "name": "ada", "reclaim": True})).json()
    assert asked["waits"] is True
    assert asked["seat"] == ada.seat
    async with server.greet(asked["token"]) as waiting:
        bye = await waiting.until("bye")
        assert bye["code"] == "seat.waiting"
        assert bye["retry_ms"] > 0
    async with server.enter(session.token) as facilitator:
        assert f"reclaim/{ada.seat}" in facilitator.records
        assert (await facilitator.do("seat.admit", seat=ada.seat, admit=True))["t"] == "done"
    async with server.enter(asked["token"]) as back:
        assert back.heard[0]["seat"]["seat"] == ada.seat


async def test_who_was_not_let_back_in_stays_out(server: Table) -> None:
    """The token of a denied request opens nothing."""
    session = await server.open()
    ada = await server.join(session.code, "Ada")
    asked = (await server.http.post("/api/join", json={"code": session.code, "name": "Ada", "reclaim": True})).json()
    async with server.enter(session.token) as facilitator:
        await facilitator.do("seat.admit", seat=ada.seat, admit=False)
    async with server.greet(asked["token"]) as waiting:
        bye = await waiting.until("bye")
        assert (bye["code"], bye["retry_ms"]) == ("token.bad", None)


async def test_nobody_reclaims_a_seat_that_is_not_there(server: Table) -> None:
    """404, and no token."""
    session = await server.open()
    body = {"code": session.code, "name": "Nobody", "reclaim": True}
    assert (await server.http.post("/api/join", json=body)).status_code == 404


async def test_who_guesses_codes_is_slowed_down(server: Table) -> None:
    """429 with a time to wait, and then also for a right code."""
    session = await server.open()
    eve = {"x-forwarded-for": "203.0.113.7"}
    statuses = [
        (await server.http.post("/api/join", json={"code": f"ZZZ-{a}{b}2", "name": "Ada"}, headers=eve)).status_code
        for a in "23456789"
        for b in "23456789"
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    answer = await server.http.post("/api/join", json={"code": session.code, "name": "Ada"}, headers=eve)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


async def test_who_guesses_shuts_no_seat_of_the_same_network(server: Table) -> None:
    """Wrong codes and tokens make their sender wait; who holds a token comes back in at once."""
    session = await server.open()
    ada = await server.join(session.code, "Ada")
    for a in "23456789":
        for b in "23456789":
            await server.http.post("/api/join", json={"code": f"ZZZ-{a}{b}2", "name": "Eve"})
    async with server.greet(ada.token) as person:
        assert (await person.until("welcome"))["seat"]["seat"] == ada.seat
    async with server.greet(ada.token[:-2] + "zz") as stranger:
        assert (await stranger.until("bye"))["code"] == "slow.down"


async def test_a_body_has_exactly_the_keys_of_its_type(server: Table) -> None:
    """Unknown keys, wrong types, missing ones and what is no JSON are all 400."""
    session = await server.open()
    good = {"code": session.code, "name": "Ada"}
    for body in ({**good, "more": 1}, {**good, "name": 7}, {"name": "Ada"}, {**good, "years": -1}, [], "x"):
        answer = await server.http.post("/api/join", json=body)
        assert answer.status_code == 400
        assert answer.json()["code"] == "malformed"
    for content in (b"{", b"", b"[" * 40_000, b"\xff\xfe", b'{"code":"\xff"}'):
        headers = {"content-type": "application/json"}
        assert (await server.http.post("/api/join", content=content, headers=headers)).status_code == 400


async def test_a_body_that_is_too_long_is_not_read(server: Table) -> None:
    """413."""
    body = {"code": "ABC-DEF", "name": "x" * 70_000}
    assert (await server.http.post("/api/join", json=body)).status_code == 413
