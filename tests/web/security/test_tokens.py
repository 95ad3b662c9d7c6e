"""Tokens: kept as hashes alone, renewed by their owner, closed by a facilitator."""

from __future__ import annotations

import re
from typing import Any

import pytest

from practicum.serving import Node
from tests.web.people import Seat, Session, Table

KEY = "the-hosts-own-key-of-this-test"


async def everything_kept(node: Node, session: str) -> bytes:
    """Read the names of all keys of the store, and every byte of those that are no other session's."""
    ask = node.store.reader.ask
    read: dict[bytes, tuple[str, ...]] = {
        b"string": ("GET",), b"hash": ("HGETALL",), b"set": ("SMEMBERS",), b"zset": ("ZRANGE", "0", "-1"),
        b"stream": ("XRANGE", "-", "+"), b"list": ("LRANGE", "0", "-1"),
    }  # fmt: skip
    found = b""
    for key in await ask("KEYS", "*"):
        found += key
        if re.search(rb"}:[a-z0-9]{12}:", key) and session.encode() not in key:
            continue
        command, *arguments = read[await ask("TYPE", key)]
        found += flat(await ask(command, key, *arguments))
    return found


def flat(thing: Any) -> bytes:
    """Put all bytes of an answer together."""
    if isinstance(thing, dict):
        return b"".join(flat(key) + flat(value) for key, value in thing.items())
    if isinstance(thing, list | tuple):
        return b"".join(map(flat, thing))
    return thing if isinstance(thing, bytes) else str(thing).encode()


async def renewed(server: Table, seat: Seat | Session) -> str:
    """Renew a token, and give the new one."""
    bearer = {"authorization": f"Bearer {seat.token}"}
    answer = await server.http.post(f"/api/sessions/{seat.session}/token", json={}, headers=bearer)
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["token"]
    assert answer.json()["url"].endswith(f"/{seat.session}#token={token}")
    return token


async def test_no_secret_is_kept_exported_counted_or_logged(server: Table, capfd: pytest.CaptureFixture[str]) -> None:
    """Of every kind of token, and of the host's key: the store, an export, the figures and the log hold none."""
    session = await server.open()
    ann = await server.join(session.code, "Ann")
    host = {"authorization": f"Bearer {session.token}"}
    links = f"/api/sessions/{session.session}/links"
    observer = (await server.http.post(links, json={"role": "observer"}, headers=host)).json()["token"]
    again = {"code": session.code, "name": "Ann", "reclaim": True}
    waiting = (await server.http.post("/api/join", json=again)).json()["token"]
    new = await renewed(server, ann)
    for token in (session.token, observer, new, ann.token, waiting):
        async with server.greet(token) as person:
            await person.hear()
    wrong = {"authorization": f"Bearer {KEY}"}
    await server.http.post("/api/sessions", json={"scenario": "alder-mutual"}, headers=wrong)
    exported = (await server.http.get(f"/api/sessions/{session.session}/export", headers=host)).content
    counted = (await server.http.get("/metrics")).content
    said = "".join(capfd.readouterr()).encode()
    kept = await everything_kept(server.node, session.session)
    assert session.session.encode() in kept
    assert re.search(rb"token/[0-9a-f]{64}", kept)
    for token in (session.token, ann.token, observer, waiting, new, KEY):
        secret = token.rpartition(".")[2].encode()
        for place in (kept, exported, counted, said):
            assert secret not in place
    assert b"token/" not in exported


async def test_a_renewed_token_shuts_out_whoever_has_the_old_one(server: Table) -> None:
    """At once, on every socket; the seat and its work are the same."""
    session = await server.open()
    ann = await server.join(session.code, "Ann")
    async with server.enter(ann.token) as thief:
        new = await renewed(server, ann)
        assert (await thief.until("bye"))["code"] == "token.bad"
    async with server.greet(ann.token) as thief:
        assert (await thief.until("bye"))["code"] == "token.bad"
    async with server.enter(new) as person:
        assert person.heard[0]["seat"]["seat"] == ann.seat
    old = {"authorization": f"Bearer {ann.token}"}
    assert (await server.http.post(f"/api/sessions/{ann.session}/token", json={}, headers=old)).status_code == 401


async def test_every_role_renews_its_own_token(server: Table) -> None:
    """A facilitator's link leads to the console again."""
    session = await server.open()
    token = await renewed(server, session)
    async with server.enter(token) as facilitator:
        assert facilitator.heard[0]["seat"]["role"] == "facilitator"


async def test_a_facilitator_closes_every_link_to_a_seat(server: Table) -> None:
    """Who was in it is out, asks to be let back in by name, and is."""
    session = await server.open()
    ann = await server.join(session.code, "Ann")
    async with server.enter(session.token) as host, server.enter(ann.token) as thief:
        assert (await host.do("seat.close", seat=ann.seat))["t"] == "done"
        assert (await thief.until("bye"))["code"] == "token.bad"
        again = {"code": session.code, "name": "Ann", "reclaim": True}
        asked = (await server.http.post("/api/join", json=again)).json()
        assert (await host.do("seat.admit", seat=ann.seat, admit=True))["t"] == "done"
    async with server.enter(asked["token"]) as back:
        assert back.heard[0]["seat"]["seat"] == ann.seat


async def test_no_token_is_taken_from_an_address(server: Table) -> None:
    """Addresses end up in logs of proxies."""
    session = await server.open()
    path = f"/api/sessions/{session.session}/export?token={session.token}"
    assert (await server.http.get(path)).status_code == 401
