"""Coming back: by position, with what is unanswered, on another device, on another server."""

from __future__ import annotations

import asyncio

import pytest

from practicum.live.pipeline import INBOX
from tests.web.conftest import Start
from tests.web.people import Table, soon


async def test_who_was_away_for_a_moment_gets_what_changed(server: Table) -> None:
    """The copy and what changed make the same as everything anew."""
    session = await server.open(teams=1)
    ada, bea = await server.join(session.code, "Ada"), await server.join(session.code, "Bea")
    async with server.enter(ada.token) as person:
        await person.do("chat.say", team="1", text="one")
        at, copy = person.at, dict(person.records)
    async with server.enter(bea.token) as other:
        await other.do("chat.say", team="1", text="two")
        await other.do("needs.set", text="quiet")
        await other.do("help.ask", text="please")
        await other.do("help.cancel")
    async with server.greet(ada.token, at) as person:
        person.records = copy
        welcome = await person.until("welcome")
        assert not welcome["whole"]
        assert welcome["drop"] == ["help/1"]
        assert not any(key.startswith("needs/") for key in welcome["put"])
        async with server.enter(ada.token) as fresh:
            assert fresh.records == person.records
            assert fresh.at == person.at


async def test_who_saw_everything_gets_nothing(server: Table) -> None:
    """An empty welcome at the same position."""
    session = await server.open()
    async with server.enter(session.token) as person:
        at = person.at
    async with server.enter(session.token, at) as person:
        welcome = person.heard[0]
        assert (welcome["whole"], welcome["put"], welcome["drop"], welcome["at"]) == (False, {}, [], at)


@pytest.mark.parametrize("at", ["1-12345", "999-1", "nonsense", "0-0", ""])
async def test_an_unknown_position_gets_everything(server: Table, at: str) -> None:
    """A version that was lost and used again is noticed by its nonce."""
    session = await server.open()
    async with server.enter(session.token, at) as person:
        if at != "0-0":  # the beginning is a position: everything changed since
            assert person.heard[0]["whole"]
        assert "truth" in person.records


async def test_who_changed_the_team_gets_everything_and_nothing_of_the_old_team(server: Table) -> None:
    """Live and after coming back; the old team's records are gone."""
    session = await server.open(teams=2)
    ada = await server.join(session.code, "Ada")
    to = "2" if ada.team == "1" else "1"
    async with server.enter(ada.token) as away:
        at = away.at
    async with server.enter(ada.token) as person, server.enter(session.token) as facilitator:
        await person.do("chat.say", team=ada.team, text="ours")
        await facilitator.do("seat.move", seat=ada.seat, team=to)
        welcome = await person.until("welcome")
        assert welcome["whole"]
        assert welcome["seat"]["team"] == to
        assert not any(key.startswith(f"chat/{ada.team}/") for key in person.records)
        refused = await person.do("chat.say", team=ada.team, text="still here")
        assert refused["code"] == "not.yours"
        assert (await person.do("chat.say", team=to, text="new here"))["t"] == "done"
    async with server.enter(ada.token, at) as again:
        assert again.heard[0]["whole"]
        assert not any(key.startswith(f"chat/{ada.team}/") for key in again.records)


async def test_a_second_hello_on_the_same_socket_brings_it_up_to_date(server: Table) -> None:
    """What a client does that found a gap."""
    session = await server.open()
    async with server.enter(session.token) as person:
        await person.say(t="hello", token=session.token, client=person.client, at=None)
        assert (await person.until("welcome"))["whole"]
        await person.say(t="hello", token=session.token, client=person.client, at=person.at)
        assert not (await person.until("welcome"))["whole"]


async def test_what_is_sent_again_is_answered_as_at_first(server: Table) -> None:
    """Done and refused alike, on the same socket and a new one; nothing happens twice."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token, client="queue") as person:
        moves = [("chat.say", {"team": "1", "text": f"word {n}"}) for n in range(20)]
        moves[7:7] = [("team.rename", {"team": "1", "name": " "}), ("phase.next", {})]
        first = [await person.do(do, **arguments) for do, arguments in moves]
        for id, (do, arguments) in enumerate(moves, 1):
            await person.say(t="move", id=id, do=do, **{"with": arguments})
            assert await person.answer(id) == first[id - 1]
    async with server.enter(ada.token, client="queue") as person:
        assert person.heard[0]["done"] == len(moves)
        for id, (do, arguments) in enumerate(moves, 1):
            await person.say(t="move", id=id, do=do, **{"with": arguments})
            assert await person.answer(id) == first[id - 1]
        assert len([key for key in person.records if key.startswith("chat/")]) == 20


async def test_a_new_server_answers_what_the_old_one_did(start: Start) -> None:
    """Answers, refusals and positions outlive the process; the log tells what changed."""
    async with start() as server:
        session = await server.open(teams=1)
        ada = await server.join(session.code, "Ada")
        async with server.enter(ada.token, client="queue") as person:
            early = person.at
            said = await person.do("chat.say", team="1", text="before")
            refused = await person.do("team.rename", team="1", name=" ")
            await person.do("chat.say", team="1", text="so that the refusal is written")
            at, copy = person.at, person.records
    async with start() as server:
        async with server.greet(ada.token, at, client="queue") as person:
            person.records = dict(copy)
            assert not (await person.until("welcome"))["whole"]
            assert person.heard[-1]["done"] == 3
            await person.say(t="move", id=1, do="chat.say", **{"with": {"team": "1", "text": "before"}})
            assert await person.answer(1) == said
            await person.say(t="move", id=2, do="team.rename", **{"with": {"team": "1", "name": " "}})
            assert await person.answer(2) == refused
        async with server.enter(ada.token, early) as person:
            assert not person.heard[0]["whole"]
            assert len(person.heard[0]["put"]) >= 2
        async with server.enter(ada.token) as person:
            assert person.records == copy


async def test_an_id_that_is_very_old_is_not_done_again(server: Table) -> None:
    """It was answered; the answer is no longer kept."""
    session = await server.open(teams=1)
    async with server.enter(session.token) as person:
        for number in range(70):
            await person.send("note.put", id=f"n{number}", text="x")
        await person.answer(70)
        await person.say(t="move", id=1, do="note.put", **{"with": {"id": "n0", "text": "again"}})
        assert (await person.answer(1))["code"] == "forgotten"
        assert person.records["note/n0"]["text"] == "x"


async def test_a_seat_on_two_devices_sees_the_same(server: Table) -> None:
    """Both hear everything, each is answered by itself."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as laptop, server.enter(ada.token) as phone:
        await laptop.do("chat.say", team="1", text="from the laptop")
        await phone.do("needs.set", text="from the phone")
        await laptop.until_records(lambda records: f"needs/{ada.seat}" in records)
        assert laptop.records == phone.records
        assert not [frame for frame in laptop.heard if frame["t"] == "done" and frame["id"] > 1]


async def test_a_reload_takes_the_old_sockets_place(server: Table) -> None:
    """The same client on a new socket: the old one is closed without a word."""
    session = await server.open()
    async with server.enter(session.token, client="tab") as old, server.enter(session.token, client="tab") as new:
        assert await old.until_closed() == 4001
        assert "bye" not in {frame["t"] for frame in old.heard}
        assert (await new.do("note.put", id="n", text="here"))["t"] == "done"


async def test_two_seats_with_the_same_client_name_do_not_meet(server: Table) -> None:
    """Each has its own ids and answers."""
    session = await server.open(teams=1)
    ada, bea = await server.join(session.code, "Ada"), await server.join(session.code, "Bea")
    async with server.enter(ada.token, client="same") as one, server.enter(bea.token, client="same") as two:
        assert (await one.do("chat.say", team="1", text="Ada's"))["t"] == "done"
        assert (await two.do("seat.ready", ready=True))["t"] == "done"
        assert f"ready/lobby.1/{bea.seat}" in two.records


async def test_the_oldest_of_too_many_clients_is_sent_away(server: Table) -> None:
    """A seat has at most 32."""
    session = await server.open()
    async with server.enter(session.token) as oldest:
        await oldest.do("note.put", id="n", text="0")
        for number in range(32):
            async with server.enter(session.token) as person:
                await person.do("note.put", id="n", text=str(number))
        assert (await oldest.until("bye"))["code"] == "client.replaced"


async def test_a_seat_that_is_removed_is_told_so(server: Table) -> None:
    """And its token opens nothing any more."""
    session = await server.open()
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as person, server.enter(session.token) as facilitator:
        await facilitator.do("seat.remove", seat=ada.seat)
        bye = await person.until("bye")
        assert (bye["code"], bye["retry_ms"]) == ("seat.removed", None)
    async with server.greet(ada.token) as person:
        assert (await person.until("bye"))["retry_ms"] is None


async def test_a_refusal_is_kept_with_the_move_behind_it(server: Table) -> None:
    """Sent without waiting for answers: whoever asks again later, by whichever server, is refused as at first."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token, client="queue") as person:
        for name in ("one", " ", "two"):
            await person.send("team.rename", team="1", name=name)
        assert [(await person.answer(id))["t"] for id in (1, 2, 3)] == ["done", "refused", "done"]
    kept = await server.node.store.client(session.session, f"{ada.seat}:queue")
    assert kept is not None
    assert sorted(kept.answers) == [1, 2, 3]


async def test_a_move_that_waits_for_a_place_is_made_though_its_socket_is_gone(server: Table) -> None:
    """Another socket sent it again meanwhile, and was told nothing, because it was on its way."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token, client="queue") as person:
        live = server.node.sessions.loaded(session.session)
        assert live is not None
        live._pipeline.hold()
        for number in range(INBOX + 1):
            await person.send("chat.say", team="1", text=str(number))
        await soon(lambda: live._pipeline.full)
        (visit,) = live._visits[ada.seat]
        last = INBOX + 2
        arguments = {"team": "1", "text": "last"}
        until_room = live.move(visit, last, "chat.say", arguments)
        assert until_room is not None
        waiting = asyncio.ensure_future(until_room())
        assert last in visit.row.deciding
        assert live.move(visit, last, "chat.say", arguments) is None
        waiting.cancel()
        await asyncio.wait([waiting])
        live._pipeline.go_on()
        assert (await person.answer(last))["t"] == "done"
