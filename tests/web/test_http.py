"""The HTTP interface beside joining: the shelf, hosting, links, export, codes, headers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Start
from tests.web.people import Table

JSON = {"content-type": "application/json"}


async def test_the_shelf_gives_no_case_away(server: Table) -> None:
    """What is asked, how long, how hard; not the answer."""
    shelf = (await server.http.get("/api/scenarios")).json()
    alder = next(case for case in shelf if case["id"] == "alder-mutual")
    assert alder["title"]
    known = {"id", "title", "summary", "minutes", "language", "level", "tagline", "sector", "languages", "timings"}
    assert set(alder) == known
    assert [(timing["id"], timing["minutes"]) for timing in alder["timings"]] == [("", 90), ("three_days", 980)]
    assert alder["timings"][0]["phases"][4] == {"phase": "pitch", "minutes": 8, "per_team": 2}


async def test_a_session_is_opened_as_the_host_wants_it(server: Table) -> None:
    """Teams, name and timings."""
    session = await server.open(teams=3, name="Tuesday's group", timings={"diagnose": 12.5}, seed=7)
    assert session.join_url == f"{server.url}/join/{session.code}"
    assert session.facilitator_url == f"{server.url}/f/{session.session}#token={session.token}"
    async with server.enter(session.token) as facilitator:
        records = facilitator.records
        assert records["session"]["name"] == "Tuesday's group"
        assert {"phase": "diagnose", "minutes": 12.5} in records["session"]["agenda"]
        assert {"team/1", "team/2", "team/3"} <= records.keys()
        assert "seed" not in records


async def test_a_session_is_timed_by_a_name(server: Table) -> None:
    """One of the case's timings, with its analyst hours; an unknown one is told with those that there are."""
    session = await server.open(timings="three_days")
    async with server.enter(session.token) as facilitator:
        assert {"phase": "diagnose", "minutes": 300} in facilitator.records["session"]["agenda"]
        assert facilitator.records["case"]["analyst_hours"] == 28
    answer = await server.http.post("/api/sessions", json={"scenario": "alder-mutual", "timings": "a_week"})
    assert (answer.status_code, answer.json()["code"]) == (422, "timing.unknown")
    assert "three_days" in answer.json()["message"]


async def test_an_unknown_case_is_not_opened(server: Table) -> None:
    """404 and a sentence."""
    answer = await server.http.post("/api/sessions", json={"scenario": "../etc"})
    assert (answer.status_code, answer.json()["code"]) == (404, "scenario.unknown")


async def test_pages_of_other_sites_can_not_post(server: Table) -> None:
    """A foreign origin, a form, and a foreign name for this machine are turned away."""
    body = json.dumps({"scenario": "alder-mutual"})
    foreign = await server.http.post("/api/sessions", content=body, headers={**JSON, "origin": "https://evil.example"})
    assert foreign.status_code == 403
    spoilt = await server.http.post("/api/sessions", content=body, headers={**JSON, "origin": "http://["})
    assert spoilt.status_code == 403
    form = await server.http.post("/api/sessions", content=body, headers={"content-type": "text/plain"})
    assert form.status_code == 415
    rebound = {**JSON, "host": "evil.example", "origin": "http://evil.example"}
    assert (await server.http.post("/api/sessions", content=body, headers=rebound)).status_code == 401
    for host in ("evil.example", "[", "evil.example#@localhost"):
        assert (await server.http.get("/api/sessions", headers={"host": host})).status_code == 401
    own = await server.http.post("/api/sessions", content=body, headers={**JSON, "origin": server.url})
    assert own.status_code == 201


@pytest.mark.parametrize(
    "header", ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host", "x-forwarded-proto"]
)
async def test_what_comes_by_a_proxy_is_not_from_this_machine(server: Table, header: str) -> None:
    """Also when the proxy runs here, asks under our own name, and says no more than that it is one."""
    assert (await server.http.get("/api/sessions", headers={header: "127.0.0.1"})).status_code == 401


async def test_off_loopback_the_host_key_opens_sessions(start: Start) -> None:
    """401 without it, and with a wrong one."""
    async with start(host="0.0.0.0", host_key="the-key") as server:  # noqa: S104
        url = server.url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        body = {"scenario": "alder-mutual"}
        for key, status in ((None, 401), ("another", 401), ("the-key", 201)):
            headers = {"authorization": f"Bearer {key}"} if key else {}
            assert (await server.http.post(f"{url}/api/sessions", json=body, headers=headers)).status_code == status


async def test_a_host_key_is_made_once_and_kept(start: Start) -> None:
    """A second start on the same folder has the same key."""
    keys = []
    for _ in range(2):
        async with start(host="0.0.0.0") as server:  # noqa: S104
            keys.append(server.node.host_key)
    assert keys[0] == keys[1]
    assert len(keys[0] or "") >= 32


async def test_a_facilitator_makes_links_for_others(server: Table) -> None:
    """Each opens a seat of its role; participants can't make one."""
    session = await server.open()
    for role, place in (("facilitator", "f"), ("observer", "s"), ("rater", "s")):
        address = f"/api/sessions/{session.session}/links"
        bearer = {"authorization": f"Bearer {session.token}"}
        answer = await server.http.post(address, json={"role": role}, headers=bearer)
        assert answer.status_code == 201
        assert answer.json()["url"] == f"{server.url}/{place}/{session.session}#token={answer.json()['token']}"
        async with server.enter(answer.json()["token"]) as person:
            assert person.heard[0]["seat"]["role"] == role
    ada = await server.join(session.code, "Ada")
    for token, status in ((ada.token, 403), ("x.y", 401), (f"{session.session}.{'A' * 22}", 401)):
        headers = {"authorization": f"Bearer {token}"}
        answer = await server.http.post(
            f"/api/sessions/{session.session}/links", json={"role": "observer"}, headers=headers
        )
        assert answer.status_code == status


async def test_a_host_finds_a_session_and_a_lost_facilitator_link_again(server: Table) -> None:
    """The newest first, nothing secret; a new link leads the session, and a wrong token none."""
    first = await server.open(teams=1)
    second = await server.open(teams=1, name="Tuesday's group")
    await server.join(second.code, "Ada")
    ours = {first.session, second.session}  # the store is one for all tests
    rows = [row for row in (await server.http.get("/api/sessions")).json() if row["session"] in ours]
    assert [row["session"] for row in rows] == [second.session, first.session]
    assert {**rows[0], "opened_at": 0, "case": ""} == {
        "session": second.session,
        "name": "Tuesday's group",
        "case": "",
        "code": second.code,
        "opened_at": 0,
        "phase": "lobby",
        "ended": False,
        "people": 1,
    }
    assert second.token.partition(".")[2] not in json.dumps(rows)
    address = f"/api/sessions/{second.session}/links"
    made = await server.http.post(address, json={"role": "facilitator"})
    assert made.status_code == 201
    async with server.enter(made.json()["token"]) as facilitator:
        assert facilitator.heard[0]["seat"]["role"] == "facilitator"
        assert (await facilitator.do("session.end"))["t"] == "done"
    rows = (await server.http.get("/api/sessions")).json()
    assert [row["ended"] for row in rows if row["session"] == second.session] == [True]
    nobody = await server.http.post("/api/sessions/abcdefghijkm/links", json={"role": "facilitator"})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "session.unknown")


async def test_off_loopback_the_list_and_new_links_need_the_host_key(start: Start) -> None:
    """401 without it and with a wrong one; a page of another name learns nothing either."""
    async with start(host="0.0.0.0", host_key="the-key") as server:  # noqa: S104
        url = server.url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        key = {"authorization": "Bearer the-key"}
        opened = await server.http.post(f"{url}/api/sessions", json={"scenario": "alder-mutual"}, headers=key)
        links = f"{url}/api/sessions/{opened.json()['session']}/links"
        for headers, listed, linked in (({}, 401, 401), ({"authorization": "Bearer no"}, 401, 401), (key, 200, 201)):
            assert (await server.http.get(f"{url}/api/sessions", headers=headers)).status_code == listed
            assert (await server.http.post(links, json={"role": "facilitator"}, headers=headers)).status_code == linked


async def test_a_token_opens_its_own_session_only(server: Table) -> None:
    """A facilitator of one session is nobody in another."""
    one, two = await server.open(), await server.open()
    headers = {"authorization": f"Bearer {one.token}"}
    assert (await server.http.get(f"/api/sessions/{two.session}/export", headers=headers)).status_code == 401


async def test_an_export_holds_every_move_and_says_that_it_is_whole(server: Table) -> None:
    """The log in order, the records, a check at the end; no secret and no private note."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as person:
        for number in range(300):
            await person.send("chat.say", team="1", text=f"word {number}")
        await person.do("needs.set", text="large print")
    headers = {"authorization": f"Bearer {session.token}"}
    answer = await server.http.get(f"/api/sessions/{session.session}/export?format=json", headers=headers)
    exported = answer.json()
    said = [move["with"]["text"] for move in exported["log"] if move["do"] == "chat.say"]
    assert said == [f"word {number}" for number in range(300)]
    assert exported["complete"]["moves"] == len(exported["log"])
    assert exported["complete"]["position"] == exported["log"][-1]["position"]
    assert exported["records"]["session"]["code"] == session.code
    for secret in ("large print", "token_hash", "token/", "needs/", session.token.split(".")[1]):
        assert secret not in answer.text
    refused = await server.http.get(
        f"/api/sessions/{session.session}/export", headers={"authorization": f"Bearer {ada.token}"}
    )
    assert refused.status_code == 403


async def test_codes_are_drawn_as_svg(server: Table) -> None:
    """A join code's, and one's own seat's with its token."""
    session = await server.open()
    drawn = await server.http.get(f"/api/qr/{session.code}")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.text.startswith("<svg")
    bearer = {"authorization": f"Bearer {session.token}"}
    assert (await server.http.get(f"/api/sessions/{session.session}/qr", headers=bearer)).status_code == 200
    assert (await server.http.get(f"/api/sessions/{session.session}/qr")).status_code == 401
    assert (await server.http.get("/api/qr/nonsense")).status_code == 404
    for host in ("x" * 4_000, "a b", "["):
        assert (await server.http.get(f"/api/qr/{session.code}", headers={"host": host})).status_code == 200


async def test_every_answer_carries_the_security_headers(server: Table) -> None:
    """Pages, files, JSON and errors alike; a page's policy allows nothing inline."""
    for path in ("/", "/join/ABC-DEF", "/api/scenarios", "/assets/none.js", "/nowhere", "/healthz"):
        headers = (await server.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "server" not in headers
    assert "default-src 'self'" in (await server.http.get("/")).headers["content-security-policy"]


async def test_operators_find_health_figures_and_a_description(server: Table) -> None:
    """healthz, readyz, metrics, and every path in the description is there."""
    assert (await server.http.get("/healthz")).status_code == 200
    assert (await server.http.get("/readyz")).status_code == 200
    await server.open()
    figures = (await server.http.get("/metrics")).text
    assert 'practicum_moves_total{do="session.open",outcome="done"} 1.0' in figures
    assert 'practicum_moves_total{do="session.open",outcome="failed"} 0.0' in figures
    assert 'practicum_resyncs_total{why="slow"} 0.0' in figures
    assert 'practicum_seats{role="rater"} 0.0' in figures
    assert "practicum_append_seconds_count 1.0" in figures
    assert "practicum_store_up 1.0" in figures
    described = (await server.http.get("/api/openapi.json")).json()
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for method in methods:
            filled = path.replace("{session}", "none").replace("{asset}", "none").replace("{code}", "none")
            answer = await server.http.request(method, filled, headers=JSON)
            assert answer.json()["code"] != "not.here" if answer.status_code in (404, 405) else True


async def test_the_dashboard_asks_only_for_figures_that_are_there(server: Table) -> None:
    """Each name in it is one that this server gives."""
    figures = (await server.http.get("/metrics")).text
    known = set(re.findall(r"^# TYPE (practicum_\w+)", figures, re.MULTILINE))
    dashboard = (Path(__file__).parents[2] / "docs" / "operating" / "grafana.json").read_text("utf-8")
    asked = set(re.findall(r"practicum_\w+", " ".join(_expressions(json.loads(dashboard)))))
    assert len(asked) > 10
    assert {name.removesuffix("_bucket") for name in asked} <= known


def _expressions(dashboard: dict[str, Any]) -> list[str]:
    return [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]


async def test_assets_need_a_seat(server: Table) -> None:
    """401 without a token, 404 for what the seat can't see now."""
    session = await server.open()
    path = f"/api/sessions/{session.session}/assets/secret.csv"
    assert (await server.http.get(path)).status_code == 401
    assert (await server.http.get(path, headers={"authorization": f"Bearer {session.token}"})).status_code == 404
