"""What happens by itself: timers fire, promptly with people around and surely without any."""

from __future__ import annotations

from typing import Any

import pytest

from practicum.live import time
from practicum.rules.records import EvidenceShown
from practicum.store import whole
from tests.faults.checker import check
from tests.faults.world import read
from tests.store.helpers import a_move, a_session, appended
from tests.store.proxies import a_network
from tests.web.conftest import Start
from tests.web.people import Person, Seat, Session, Table, soon


async def to_diagnose(server: Table, session: Session) -> None:
    """Lead everybody to diagnose."""
    async with server.enter(session.token) as facilitator:
        while facilitator.records["phase"]["phase"] != "diagnose":
            assert (await facilitator.do("phase.next"))["t"] == "done"


async def request_data(person: Person) -> dict[str, Any]:
    """Ask for the first data that there is to ask for, and return what waits."""
    request, shown = next((key.split("/")[1], r) for key, r in person.records.items() if key.startswith("request/"))
    answer = await person.do("data.request", team="1", request=request, cut=shown["cuts"][0]["cut"])
    assert answer["t"] == "done", answer
    key = f"evidence/1/{shown['cuts'][0]['tag']}"
    assert person.records[key]["state"] == "waiting"
    return {"key": key}


async def server_time(person: Person) -> int:
    """Ask what time it is."""
    await person.say(t="ping", sent=0)
    return int((await person.until("pong"))["now"])


async def a_session_with_a_seat(server: Table, **more: Any) -> tuple[Session, Seat]:
    """Open a quick session with one person in it, in diagnose."""
    session = await server.open(teams=1, **more)
    seat = await server.join(session.code, "Ada")
    await to_diagnose(server, session)
    return session, seat


async def test_data_arrives_while_people_look(server: Table) -> None:
    """By a move of the timekeeper, to everybody in the team."""
    _, seat = await a_session_with_a_seat(server, speed=500)
    async with server.enter(seat.token) as person:
        waits = await request_data(person)
        await person.until_records(lambda records: records[waits["key"]]["state"] == "open")
        assert person.records[waits["key"]]["table"]


async def test_data_arrives_though_nobody_has_the_session_open(start: Start) -> None:
    """The server that took the request is gone; another one finds what is due."""
    async with start() as server:
        session, seat = await a_session_with_a_seat(server, speed=500)
        async with server.enter(seat.token) as person:
            waits = await request_data(person)
    async with start() as server:

        def arrived() -> bool:
            live = server.node.sessions.loaded(session.session)
            return live is not None and live.state.records.the(waits["key"], EvidenceShown).state == "open"

        await soon(arrived)


async def test_the_year_is_computed_beside_the_loop_and_enters_as_a_move(server: Table) -> None:
    """The run begins with its first step, and the debrief with the reveal."""
    session = await server.open(teams=2)
    async with server.enter(session.token) as facilitator:
        while facilitator.records["phase"]["phase"] != "run":
            assert (await facilitator.do("phase.next"))["t"] == "done"
        await facilitator.do("run.next")
        await facilitator.until_records(lambda records: records["run"]["step"] >= 1)
        assert (await facilitator.do("phase.next"))["t"] == "done"
        await facilitator.until_records(lambda records: "reveal/case" in records)
        assert {"revealed/1", "revealed/2"} <= facilitator.records.keys()


async def test_a_session_that_cannot_be_read_costs_the_others_nothing(start: Start) -> None:
    """It is due, and not what this version can read; the next one fires all the same."""
    async with start() as server:
        session, seat = await a_session_with_a_seat(server, speed=500)
        async with server.enter(seat.token) as person:
            waits = await request_data(person)
    async with start() as server:
        store, unreadable = server.node.store, a_session()
        await appended(store, a_move(unreadable, put={"phase": b"\x01"}, due=await store.now() - 10_000))

        def arrived() -> bool:
            live = server.node.sessions.loaded(session.session)
            return live is not None and live.state.records.the(waits["key"], EvidenceShown).state == "open"

        await soon(arrived)
        await whole.remove(store, unreadable)


async def test_a_clock_that_is_set_back_makes_nobody_wait(
    start: Start, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data that is on its way comes when it was to come, and no screen's clock turns back."""
    monkeypatch.setattr(time, "MEASURE_EVERY", 0.02)
    async with a_network(store_url) as network, start(redis_url=network.url) as server:
        _, seat = await a_session_with_a_seat(server, speed=500)
        async with server.enter(seat.token) as person:
            waits = await request_data(person)
            before = await server_time(person)
            network.clock.set(-3_600)
            await soon(lambda: network.clock.told > 1)
            await person.until_records(lambda records: records[waits["key"]]["state"] == "open")
            assert await server_time(person) >= before


async def test_a_clock_that_is_set_forward_fires_at_once_what_is_due(
    start: Start, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, and in order; and when it is set right, the session goes on from there."""
    monkeypatch.setattr(time, "MEASURE_EVERY", 0.02)
    async with a_network(store_url) as network, start(redis_url=network.url) as server:
        session, seat = await a_session_with_a_seat(server, speed=1)
        async with server.enter(seat.token) as person:
            waits = await request_data(person)
            network.clock.set(3_600)
            await person.until_records(lambda records: records[waits["key"]]["state"] == "open")
            before = await server_time(person)
            network.clock.set(0)
            await soon(lambda: network.clock.told > 1)
            assert (await person.do("chat.say", team="1", text="we go on"))["t"] == "done"
            assert await server_time(person) >= before
        truth = await read(server.node.store, session.session)
        assert check(truth, []).faults == ()
        assert [entry.do for entry in truth.log].count("time.up") == 1
