"""Everybody can have what is kept about them, and nothing that is somebody else's."""

from __future__ import annotations

from tests.web.people import Table


async def test_a_person_gets_what_they_gave_did_and_typed(server: Table) -> None:
    """In order, private needs too; a check at the end; no hash, and no word of others."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada", field="law", years=7)
    bo = await server.join(session.code, "Bo", field="secret field")
    async with server.enter(session.token) as host, server.enter(ada.token) as person, server.enter(bo.token) as friend:
        await person.do("needs.set", text="large print")
        await person.do("chat.say", team="1", text="my words")
        await person.do("chat.say", team="1", text="")  # refused: not kept
        await friend.do("chat.say", team="1", text="his words about Ada")
        await host.do("note.put", id="n1", text="a note about Ada")
        await host.do("seat.rename", seat=ada.seat, name="Ada L.")
        answer = await server.http.get(
            f"/api/sessions/{session.session}/me/export", headers={"authorization": f"Bearer {ada.token}"}
        )
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    own = answer.json()
    assert [(move["by"], move["do"]) for move in own["moves"]] == [
        ("host", "seat.join"),
        ("you", "needs.set"),
        ("you", "chat.say"),
        ("facilitator", "seat.rename"),
    ]
    assert own["moves"][0]["with"] == {"seat": ada.seat, "name": "Ada", "field": "law", "years": 7}
    assert own["complete"]["moves"] == 4
    assert own["records"][f"seat/{ada.seat}"]["name"] == "Ada L."
    assert own["records"][f"needs/{ada.seat}"] == {"text": "large print"}
    assert [record["text"] for key, record in own["records"].items() if key.startswith("chat/")] == ["my words"]
    assert (own["tokens"], own["devices"]) == (1, 1)
    for others in ("his words", "a note", "secret field", "Bo", bo.seat, "token_hash", "token/"):
        assert others not in answer.text, others


async def test_it_takes_ones_own_token(server: Table) -> None:
    """Of another session it opens nothing; a facilitator gets what is kept about the facilitator."""
    session, another = await server.open(teams=1), await server.open(teams=1)
    address = f"/api/sessions/{session.session}/me/export"
    assert (await server.http.get(address)).status_code == 401
    foreign = await server.http.get(address, headers={"authorization": f"Bearer {another.token}"})
    assert foreign.status_code == 401
    own = (await server.http.get(address, headers={"authorization": f"Bearer {session.token}"})).json()
    assert [move["do"] for move in own["moves"]] == ["session.open"]
    assert "seed" not in own["moves"][0]["with"]
