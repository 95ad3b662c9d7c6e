"""Whoever guesses codes, tokens and keys gets nowhere, and shuts nobody else out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from practicum.web.access import Regulars, network_of
from tests.web.conftest import Start
from tests.web.people import Session, Table

SCHOOL = {"x-forwarded-for": "198.51.100.4"}  # one address, and a class behind it
ELSEWHERE = {"x-forwarded-for": "203.0.113.9"}
STRONG = "a-key-of-more-than-twenty-letters"


@pytest_asyncio.fixture
async def strict(start: Start) -> AsyncIterator[Table]:
    """Run a server that is soon tired of guesses."""
    async with start(guesses_burst=3, guesses_per_second=0.001, keys_burst=2, keys_per_second=0.001) as server:
        yield server


async def guess(server: Table, headers: dict[str, str], times: int = 4) -> list[int]:
    """Try codes, and say how each was answered."""
    bodies = [{"code": f"ZZZ-ZZ{2 + number}", "name": "Eve"} for number in range(times)]
    return [(await server.http.post("/api/join", json=body, headers=headers)).status_code for body in bodies]


async def joins(server: Table, session: Session, name: str, headers: dict[str, str]) -> int:
    """Try to join with the right code."""
    body = {"code": session.code, "name": name}
    return (await server.http.post("/api/join", json=body, headers=headers)).status_code


async def test_a_guesser_waits_even_with_a_right_code(strict: Table) -> None:
    """Or the answers would tell right codes from wrong ones, however slow they came."""
    session = await strict.open()
    assert await guess(strict, ELSEWHERE) == [404, 404, 404, 429]
    answer = await strict.http.post("/api/join", json={"code": session.code, "name": "Eve"}, headers=ELSEWHERE)
    assert (answer.status_code, answer.json()["code"]) == (429, "slow.down")
    assert int(answer.headers["retry-after"]) >= 1
    assert await joins(strict, session, "Ann", SCHOOL) == 201


async def test_a_class_joins_its_own_session_whoever_guesses_behind_its_address(strict: Table) -> None:
    """As soon as its facilitator is in, or one of the class; other sessions' codes stay shut to that address."""
    session, other = await strict.open(), await strict.open()
    await guess(strict, SCHOOL)
    assert await joins(strict, session, "Ann", SCHOOL) == 429
    async with strict.greet(session.token, additional_headers=SCHOOL) as facilitator:
        await facilitator.until("welcome")
    assert await joins(strict, session, "Ann", SCHOOL) == 201
    assert await joins(strict, session, "Bob", SCHOOL) == 201
    assert await joins(strict, other, "Ann", SCHOOL) == 429


async def test_who_joined_before_the_guessing_keeps_the_door_open_for_the_rest(strict: Table) -> None:
    """A late participant of the same class comes in."""
    session = await strict.open()
    assert await joins(strict, session, "Ann", SCHOOL) == 201
    await guess(strict, SCHOOL)
    assert await joins(strict, session, "Bob", SCHOOL) == 201


async def test_a_request_for_somebodys_seat_proves_nothing(strict: Table) -> None:
    """It makes no address known: it has a code and a name, and no nod yet."""
    session = await strict.open()
    assert await joins(strict, session, "Ann", SCHOOL) == 201
    body = {"code": session.code, "name": "Ann", "reclaim": True}
    assert (await strict.http.post("/api/join", json=body, headers=ELSEWHERE)).status_code == 201
    await guess(strict, ELSEWHERE)
    assert await joins(strict, session, "Eve", ELSEWHERE) == 429


async def test_wrong_tokens_count_wherever_they_are_tried(strict: Table) -> None:
    """Over HTTP as over a socket; a right one opens its seat throughout."""
    session = await strict.open()
    wrong = {"authorization": f"Bearer {session.session}.{'A' * 22}", **SCHOOL}
    right = {"authorization": f"Bearer {session.token}", **SCHOOL}
    path = f"/api/sessions/{session.session}/export"
    assert [(await strict.http.get(path, headers=wrong)).status_code for _ in range(4)] == [401, 401, 401, 429]
    assert (await strict.http.get(path, headers=right)).status_code == 200
    async with strict.greet(wrong["authorization"][7:], additional_headers=SCHOOL) as stranger:
        assert (await stranger.until("bye"))["code"] == "slow.down"
    async with strict.greet(session.token, additional_headers=SCHOOL) as facilitator:
        await facilitator.until("welcome")


async def hosts(server: Table, key: str, headers: dict[str, str]) -> int:
    """Try to open a session with a key."""
    headers = {"authorization": f"Bearer {key}", **headers}
    return (await server.http.post("/api/sessions", json={"scenario": "alder-mutual"}, headers=headers)).status_code


async def test_who_guesses_the_host_key_waits(start: Start) -> None:
    """A short key is then of no use from that address; elsewhere it is."""
    async with start(host_key="short", keys_burst=2, keys_per_second=0.001) as server:
        assert [await hosts(server, key, ELSEWHERE) for key in ("a", "b", "c")] == [401, 401, 429]
        assert await hosts(server, "short", ELSEWHERE) == 429
        assert await hosts(server, "short", SCHOOL) == 201


async def test_a_key_that_nobody_can_guess_opens_whoever_guesses(start: Start) -> None:
    """A neighbour's guesses don't shut the host out."""
    async with start(host_key=STRONG, keys_burst=2, keys_per_second=0.001) as server:
        assert [await hosts(server, key, SCHOOL) for key in ("a", "b", "c")] == [401, 401, 429]
        assert await hosts(server, STRONG, SCHOOL) == 201


def test_a_customer_of_ipv6_is_one_network() -> None:
    """Whoever has 2⁶⁴ addresses has one limit; an IPv4 address is itself, however it is written."""
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9%eth0") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("") == ""


def test_addresses_are_remembered_up_to_a_number() -> None:
    """The one seen longest ago goes first."""
    regulars = Regulars()
    for number in range(Regulars.KEPT + 1):
        regulars.note(f"s{number}", "192.0.2.1")
    assert not regulars.knows("s0", "192.0.2.1")
    assert regulars.knows("s1", "192.0.2.1")
    assert len(regulars._kept) == Regulars.KEPT
