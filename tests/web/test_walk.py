"""Seeded walks of many people: snapshot plus deltas is the state, at any cut, and no frame leaks."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.web.people import Person, Seat, Session, Table

MOVES = 160


class Player:
    """Somebody who plays, loses the socket at any moment, and keeps the copy and the position that they had."""

    def __init__(self, token: str, seat: str, teams: set[str]) -> None:
        self.token = token
        self.seat = seat
        self.teams = teams  # ever been in
        self.person: Person | None = None
        self.stack = contextlib.AsyncExitStack()
        self.copy: dict[str, Any] = {}
        self.at: str | None = None
        self.heard: list[Any] = []

    async def come(self, server: Table) -> Person:
        """Connect again with what one has."""
        person = await self.stack.enter_async_context(server.greet(self.token, self.at))
        person.records, person.at = self.copy, self.at
        self.person = person
        return person

    async def go(self) -> None:
        """Lose the socket, wherever it is in what it was being told."""
        assert self.person is not None
        self.copy, self.at = self.person.records, self.person.at
        self.heard += self.person.heard
        self.person.socket.transport.abort()
        await self.stack.aclose()
        self.stack = contextlib.AsyncExitStack()


def a_move(chance: random.Random, player: Player, facilitator: bool, seats: list[Seat], number: int) -> dict[str, Any]:
    """Think of a move; it may well be refused."""
    team = chance.choice("12")
    if facilitator:
        return chance.choice(
            [
                {"do": "say.all", "with": {"text": f"all {number}"}},
                {"do": "note.put", "with": {"id": f"n{chance.randint(1, 5)}", "text": f"note {number}"}},
                {"do": "note.drop", "with": {"id": f"n{chance.randint(1, 5)}"}},
                {"do": "seat.move", "with": {"seat": chance.choice(seats).seat, "team": team}},
                {"do": "help.done", "with": {"team": team}},
            ]
        )
    return chance.choice(
        [
            {"do": "chat.say", "with": {"team": team, "text": f"secret of {team}: {number}"}},
            {"do": "needs.set", "with": {"text": f"private to {player.seat} {number}"}},
            {"do": "seat.ready", "with": {"ready": chance.random() < 0.5}},
            {"do": "help.ask", "with": {"text": f"help {number}"}},
            {"do": "help.cancel", "with": {}},
        ]
    )


@pytest.mark.parametrize("seed", range(6))
async def test_every_copy_is_a_fresh_view_however_often_it_was_cut_off(server: Table, seed: int) -> None:
    """Random moves by five seats and a facilitator, sockets lost at random frames."""
    chance = random.Random(seed)
    session = await server.open(teams=2)
    seats = [await server.join(session.code, name) for name in ("Ada", "Bea", "Cy", "Dee", "Eve")]
    players = [Player(seat.token, seat.seat, {seat.team or ""}) for seat in seats]
    players.append(await facilitating(server, session))
    for player in players:
        await player.come(server)
    for number in range(MOVES):
        player = chance.choice(players)
        assert player.person is not None
        if chance.random() < 0.25:
            for _ in range(chance.randint(0, 4)):
                if not await heard_soon(player.person):
                    break
            await player.go()
            await player.come(server)
            continue
        move = a_move(chance, player, player is players[-1], seats, number)
        player.person.last += 1
        await player.person.say(t="move", id=player.person.last, **move)
        if move["do"] == "seat.move":
            moved = next(each for each in players if each.seat == move["with"]["seat"])
            moved.teams.add(move["with"]["team"])
    for player in players:
        await level(server, player, seed)
    for player in players[:-1]:
        for frame in player.heard:
            for key in (*frame.get("put", {}), *frame.get("drop", ())):
                kind, *rest = key.split("/")
                assert kind not in ("note", "truth", "token", "seed", "pinned", "shelf", "activity"), f"seed {seed}"
                assert kind not in ("chat", "help") or rest[0] in player.teams, f"seed {seed}"
                assert kind != "needs" or rest[0] == player.seat, f"seed {seed}"


async def facilitating(server: Table, session: Session) -> Player:
    """Find the facilitator's seat."""
    async with server.enter(session.token) as person:
        return Player(session.token, person.heard[0]["seat"]["seat"], {"1", "2"})


async def heard_soon(person: Person) -> bool:
    """Hear one frame if there is one under way."""
    id = person.last + 1
    await person.say(t="ping", sent=id)
    try:
        return (await person.hear())["t"] != "pong"
    except ConnectionClosed:
        return False


async def level(server: Table, player: Player, seed: int) -> None:
    """Let a player hear everything, then hold the copy against a fresh view."""
    assert player.person is not None
    async with server.enter(player.token) as fresh:
        for _ in range(1000):
            if player.person.records == fresh.records:
                break
            # Others' last moves may be under way still, to both.
            await player.person.say(t="ping", sent=1)
            await player.person.until("pong")
            await fresh.say(t="ping", sent=1)
            await fresh.until("pong")
        assert player.person.records == fresh.records, f"seed {seed}"
    await player.go()
