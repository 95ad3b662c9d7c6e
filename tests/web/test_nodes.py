"""Two servers on one store: any of them serves any session, and nothing is lost or doubled between them."""

from __future__ import annotations

import asyncio

import msgspec

from practicum.rules.moves import JoinSeat
from practicum.rules.scene import HOST
from tests.faults.checker import check
from tests.faults.world import read
from tests.web.conftest import Start
from tests.web.people import soon
from tests.web.test_time import a_session_with_a_seat


async def test_moves_on_two_servers_become_one_history(start: Start) -> None:
    """Two people of a team on two servers talk at once; both see everything, in the same order as the log."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        ada, bea = await one.join(session.code, "Ada"), await two.join(session.code, "Bea")
        async with one.enter(ada.token) as here, two.enter(bea.token) as there:
            for number in range(100):
                await here.send("chat.say", team="1", text=f"here {number}")
                await there.send("chat.say", team="1", text=f"there {number}")
            for person in (here, there):
                for id in range(1, 101):
                    assert (await person.answer(id))["t"] == "done"
                await person.until_records(lambda records: len([k for k in records if k.startswith("chat/")]) == 200)
            assert here.records == there.records
            for name in ("here", "there"):
                said = [record["text"] for key, record in here.records.items() if key.startswith("chat/")]
                assert [text for text in said if text.startswith(f"{name} ")] == [f"{name} {n}" for n in range(100)]
        bearer = {"authorization": f"Bearer {session.token}"}
        log = (await two.http.get(f"/api/sessions/{session.session}/export", headers=bearer)).json()["log"]
        assert len([move for move in log if move["do"] == "chat.say"]) == 200


async def test_what_one_server_did_the_other_one_knows(start: Start) -> None:
    """A client moves from one server to the other and sends everything again: the same answers, nothing twice."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        ada = await one.join(session.code, "Ada")
        async with two.enter(ada.token) as watching:
            async with one.enter(ada.token, client="queue") as person:
                first = [await person.do("chat.say", team="1", text=str(n)) for n in range(5)]
                first.append(await person.do("team.rename", team="1", name=" "))
                first.append(await person.do("chat.say", team="1", text="last"))
            await watching.until_records(lambda records: len([k for k in records if k.startswith("chat/")]) == 6)
            async with two.enter(ada.token, client="queue") as again:
                for id in (1, 2, 3, 4, 5, 7):
                    await again.say(t="move", id=id, do="chat.say", **{"with": {"team": "1", "text": "twice"}})
                    assert await again.answer(id) == first[id - 1]
                await again.say(t="move", id=6, do="team.rename", **{"with": {"team": "1", "name": " "}})
                assert (await again.answer(6))["code"] == first[5]["code"]
                assert len([key for key in again.records if key.startswith("chat/")]) == 6


async def test_who_is_on_another_server_is_here(start: Start) -> None:
    """Told to the team wherever its members are, once they are on the way and for as long as they are there."""
    async with start() as one, start() as two:
        session = await one.open(teams=2)
        ada, bea, cy = [await one.join(session.code, name) for name in ("Ada", "Bea", "Cy")]
        async with two.enter(cy.token) as near, two.enter(bea.token) as far:
            async with one.enter(ada.token) as person:
                # Who came later is told who was there before, and the other way round.
                await person.until("here", lambda frame: cy.seat in frame["seats"])
                await near.until("here", lambda frame: frame["seats"].get(ada.seat) == {})
                await person.say(t="here", at={"look": "X1"})
                await near.until("here", lambda frame: frame["seats"].get(ada.seat) == {"look": "X1"})
            here = one.node.sessions.loaded(session.session)
            assert here is not None
            here._presence._gone(ada.seat)  # as it is when the seat did not come back in time
            await near.until("here", lambda frame: ada.seat in frame["seats"] and frame["seats"][ada.seat] is None)
            await far.do("chat.say", team=bea.team, text="hello")
            assert not any(ada.seat in frame.get("seats", {}) for frame in far.heard)
        assert one.node.counts.moves_done == 4


async def test_a_server_alone_tells_nobody(start: Start) -> None:
    """There is nobody to tell: presence costs the store one question a session."""
    async with start() as one:
        session = await one.open(teams=1)
        ada, bea = await one.join(session.code, "Ada"), await one.join(session.code, "Bea")
        async with one.enter(ada.token) as person, one.enter(bea.token) as other:
            await person.say(t="here", at={"look": "X1"})
            await other.until("here", lambda frame: frame["seats"].get(ada.seat) == {"look": "X1"})
            live = one.node.sessions.loaded(session.session)
            assert live is not None
            assert (live._neighbours.known, live._neighbours._changed) == (0, {})


async def test_nobody_is_led_back_by_a_server_that_is_behind(start: Start) -> None:
    """It has not heard of what a client saw elsewhere, so it asks the log before it welcomes."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        ada = await one.join(session.code, "Ada")
        async with two.enter(ada.token), one.enter(ada.token, client="queue") as person:
            two.node.sessions._feed.unsubscribe(session.session)
            done = [await person.do("chat.say", team="1", text=str(n)) for n in range(3)]
            async with two.greet(ada.token, at=person.at, client="queue") as again:
                welcome = await again.until("welcome")
                assert (welcome["at"], welcome["done"], welcome["whole"]) == (done[-1]["at"], 3, False)


async def test_a_seat_that_was_just_taken_on_another_server_is_known(start: Start) -> None:
    """A server that has not heard of it asks the log before it says that a token opens nothing."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        async with two.enter(session.token):
            two.node.sessions._feed.unsubscribe(session.session)
            ada, bob = [await one.join(session.code, name) for name in ("Ada", "Bob")]
            async with two.greet(ada.token) as person:
                assert (await person.until("welcome"))["seat"]["name"] == "Ada"
            bearer = {"authorization": f"Bearer {bob.token}"}
            assert (await two.http.get(f"/api/sessions/{session.session}/me/export", headers=bearer)).status_code == 200
            async with two.greet(f"{session.session}.nobodys") as stranger:
                assert (await stranger.until("bye"))["code"] == "token.bad"


async def test_a_new_seat_is_known_also_where_an_earlier_move_is_still_under_way(start: Start) -> None:
    """That move leads on from before the seat was taken: who comes with its token is not let go of because of it."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        async with two.enter(session.token):
            two.node.sessions._feed.unsubscribe(session.session)
            live = two.node.sessions.loaded(session.session)
            assert live is not None
            await soon(lambda: live._pipeline._open)  # it has asked the log what it missed before it listened
            move = JoinSeat(seat="early", name="Early", field="", years=None, token_hash="0" * 64)
            early = asyncio.create_task(live.submit(HOST, move))
            await asyncio.sleep(0)
            live._pipeline.hold()  # it is on its way, and its outcome is not looked at yet
            ada = await one.join(session.code, "Ada")
            async with two.greet(ada.token) as person:
                await soon(lambda: bool(live._pipeline._behind))
                live._pipeline.go_on()
                assert (await person.hear())["t"] == "welcome"
            assert await early is None


async def test_what_was_done_elsewhere_while_it_waited_here_is_not_refused(start: Start) -> None:
    """The same move by two servers: the second one has it in its inbox while it learns that it was made."""
    async with start() as one, start() as two:
        session, seat = await a_session_with_a_seat(one)
        claim = {"team": "1", "id": "c1", "text": "why", "box": "information", "cause": None, "revision": 0}
        async with one.enter(seat.token, client="queue") as here, two.enter(seat.token, client="queue") as there:
            waiting = two.node.sessions.loaded(session.session)
            assert waiting is not None
            # Once the second one hears the first one, nothing else opens its inbox but what it hears next.
            await here.do("chat.say", team="1", text="hello")
            await there.until_records(lambda records: any(key.startswith("chat/") for key in records))
            waiting._pipeline.hold()
            there.last = 1
            id = await there.send("claim.put", **claim)
            row = waiting.state.clients.row(seat.seat, "queue")
            await soon(lambda: id in row.deciding)
            done = await here.do("claim.put", **claim)
            assert done["t"] == "done"
            assert await there.answer(id) == done


async def test_what_was_done_elsewhere_is_not_refused_by_a_server_that_is_behind(start: Start) -> None:
    """It would refuse it, for it does not know what came before; so it learns where the log is before it says no."""
    async with start() as one, start() as two:
        session, seat = await a_session_with_a_seat(one)
        claim = {"team": "1", "id": "c1", "text": "why", "box": "information", "cause": None}
        async with two.enter(seat.token, client="queue") as there, one.enter(seat.token, client="queue") as here:
            two.node.sessions._feed.unsubscribe(session.session)
            await here.do("claim.put", **claim, revision=0)
            done = await here.do("claim.put", **claim | {"text": "because"}, revision=1)
            assert done["t"] == "done"
            there.last = 1
            assert await there.do("claim.put", **claim | {"text": "because"}, revision=1) == done


async def test_what_was_refused_elsewhere_is_not_done_by_a_server_that_has_it_waiting(start: Start) -> None:
    """The same move by two servers: one refuses it, and when the other gets to it, it could be made."""
    async with start() as one, start() as two:
        session, seat = await a_session_with_a_seat(one)
        claim = {"team": "1", "id": "c1", "text": "why", "box": "information", "cause": None}
        async with one.enter(seat.token, client="queue") as here, two.enter(seat.token, client="queue") as there:
            late = two.node.sessions.loaded(session.session)
            assert late is not None
            await here.do("chat.say", team="1", text="hello")
            await there.until_records(lambda records: any(key.startswith("chat/") for key in records))
            late._pipeline.hold()
            there.last = 1
            id = await there.send("claim.put", **claim, revision=1)
            row = late.state.clients.row(seat.seat, "queue")
            await soon(lambda: id in row.deciding)
            refused = await here.do("claim.put", **claim, revision=1)
            assert (refused["t"], refused["id"]) == ("refused", id)
            async with one.enter(seat.token, client="other") as other:
                assert (await other.do("claim.put", **claim, revision=0))["t"] == "done"
            assert await there.answer(id) == refused
        live = one.node.sessions.loaded(session.session)
        assert live is not None
        moves = [logged.move.do async for logged in live.log()]
        assert moves.count("claim.put") == 1


async def test_a_timer_fires_once_on_servers_whose_clocks_differ(start: Start) -> None:
    """Both have the session in memory, and one is a minute ahead: it fires, the other one learns of it."""
    async with start() as one, start() as two:
        time = two.node.sessions._tools.now.__self__  # type: ignore[attr-defined]
        time._offset += 60_000
        session, seat = await a_session_with_a_seat(one, speed=100)
        async with one.enter(seat.token) as here, two.enter(seat.token) as there:
            request, shown = next((k.split("/")[1], r) for k, r in here.records.items() if k.startswith("request/"))
            cut = shown["cuts"][0]
            assert (await here.do("data.request", team="1", request=request, cut=cut["cut"]))["t"] == "done"
            for person in (here, there):
                await person.until_records(lambda records: records[f"evidence/1/{cut['tag']}"]["state"] == "open")
            # Who is behind makes moves all the same, and never before what was there.
            assert (await here.do("chat.say", team="1", text="here"))["t"] == "done"
            assert (await there.do("chat.say", team="1", text="there"))["t"] == "done"
        truth = await read(one.node.store, session.session)
        verdict = check(msgspec.structs.replace(truth, now=0), [])
        assert (verdict.faults, verdict.timers >= 1) == ((), True)
        times = [entry.now for entry in truth.log]
        assert times == sorted(times)


async def test_moves_that_come_in_another_order_are_each_made_once(start: Start) -> None:
    """A client that breaks the rule of order harms itself alone: ids count, not the order in which they come."""
    async with start() as one, start() as two:
        session = await one.open(teams=1)
        ada = await one.join(session.code, "Ada")
        order = [3, 1, 2, 3, 5, 1, 4]
        async with one.enter(ada.token, client="queue") as person:
            for id in order:
                await person.say(t="move", id=id, do="chat.say", **{"with": {"team": "1", "text": str(id)}})
            first = {id: await person.answer(id) for id in (3, 1, 2, 5, 4)}
        async with two.enter(ada.token, client="queue") as person:
            for id in reversed(order):
                await person.say(t="move", id=id, do="chat.say", **{"with": {"team": "1", "text": "again"}})
                assert await person.answer(id) == first[id]
            said = sorted(r["text"] for key, r in person.records.items() if key.startswith("chat/"))
            assert said == ["1", "2", "3", "4", "5"]
