"""Who is here: told to the team, to observers and to facilitators, and never logged."""

from __future__ import annotations

from tests.web.people import Frame, Table


def tells(seat: str, at: object) -> object:
    """Say whether a frame tells that a seat is somewhere."""

    def fits(frame: Frame) -> bool:
        return seat in frame["seats"] and frame["seats"][seat] == at

    return fits


async def test_a_team_sees_where_its_members_are(server: Table) -> None:
    """So do facilitators; another team does not."""
    session = await server.open(teams=2)
    seats = [await server.join(session.code, name) for name in ("Ada", "Bea", "Cy", "Dee")]
    ada = seats[0]
    mate = next(seat for seat in seats[1:] if seat.team == ada.team)
    other = next(seat for seat in seats[1:] if seat.team != ada.team)
    async with (
        server.enter(ada.token) as person,
        server.enter(mate.token) as near,
        server.enter(other.token) as far,
        server.enter(session.token) as facilitator,
    ):
        await person.say(t="here", at={"look": "X1"})
        await near.until("here", tells(ada.seat, {"look": "X1"}))  # type: ignore[arg-type]
        await facilitator.until("here", tells(ada.seat, {"look": "X1"}))  # type: ignore[arg-type]
        await far.do("chat.say", team=other.team, text="hello")
        assert not any(ada.seat in frame.get("seats", {}) for frame in far.heard)
        assert server.node.counts.moves_done == 6


async def test_who_comes_later_is_told_who_is_here(server: Table) -> None:
    """With the first welcome, not only when something changes."""
    session = await server.open(teams=1)
    ada, bea = await server.join(session.code, "Ada"), await server.join(session.code, "Bea")
    async with server.enter(ada.token) as person:
        await person.say(t="here", at={"look": "board"})
        await person.do("seat.ready", ready=True)
        async with server.enter(bea.token) as late:
            here = await late.until("here")
            assert here["seats"] == {ada.seat: {"look": "board"}}


async def test_a_facilitator_who_looks_is_not_seen_by_teams(server: Table) -> None:
    """Looking never disturbs."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as person, server.enter(session.token) as facilitator:
        await facilitator.say(t="here", at={"look": "team 1"})
        await facilitator.do("note.put", id="n", text="x")
        await person.say(t="here", at={"look": "me"})
        await facilitator.until("here", tells(ada.seat, {"look": "me"}))  # type: ignore[arg-type]
        await person.do("seat.ready", ready=True)
        seen = {seat for frame in person.heard if frame["t"] == "here" for seat in frame["seats"]}
        assert seen <= {ada.seat}


async def test_many_words_become_few_frames(server: Table) -> None:
    """At most ten a second; the last word is the one that counts."""
    session = await server.open(teams=1)
    ada, bea = await server.join(session.code, "Ada"), await server.join(session.code, "Bea")
    async with server.enter(ada.token) as person, server.enter(bea.token) as mate:
        for number in range(200):
            await person.say(t="here", at={"x": number})
        await mate.until("here", tells(ada.seat, {"x": 199}))  # type: ignore[arg-type]
        assert len([frame for frame in mate.heard if frame["t"] == "here"]) < 50
