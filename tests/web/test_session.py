"""A session over real sockets: enter, move, see, come back."""

from __future__ import annotations

from tests.web.people import Table


async def test_a_person_joins_moves_and_finds_it_again_after_a_reload(server: Table) -> None:
    """Host, join, hello, move, done, delta, reload."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as person, server.enter(session.token) as facilitator:
        assert person.heard[0]["seat"] == {"seat": ada.seat, "name": "Ada", "role": "participant", "team": "1"}
        done = await person.do("chat.say", team="1", text="hello")
        assert done["t"] == "done"
        await facilitator.until_records(lambda records: any(key.startswith("chat/1/") for key in records))
        told = person.records
    async with server.enter(ada.token) as again:
        assert again.records == told
        assert again.heard[0]["whole"]
