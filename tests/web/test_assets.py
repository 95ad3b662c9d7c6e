"""Pictures and recordings: who gets the bytes, and when."""

from pathlib import Path

import pytest

from tests.scenario.small import edited
from tests.web.conftest import Start
from tests.web.people import Person, Seat, Session, Table

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><circle r="9"/></svg>'
SOUND = b"ID3 rain on a roof"
LOG = "D2: {title: A log, kind: document, body: Rain on nine days., hours: 2 h, unlock: ask picker.labels}"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with the small case, whose log has a picture and a recording."""
    folder = tmp_path / "shelf" / "small"
    folder.mkdir(parents=True)
    (folder / "log.svg").write_bytes(PICTURE)
    (folder / "rain.mp3").write_bytes(SOUND)
    more = "image: log.svg, recording: rain.mp3, alt: Nine wet days, hours: 2 h}"
    text = edited((LOG, LOG.replace("hours: 2 h, unlock: ask picker.labels}", more)))
    (folder / "scenario.yaml").write_text(text, "utf-8")
    return folder.parent


async def status(server: Table, session: Session, token: str, asset: str = "D2.image") -> int:
    """Ask for a file, and say what came."""
    path = f"/api/sessions/{session.session}/assets/{asset}"
    return (await server.http.get(path, headers={"authorization": f"Bearer {token}"})).status_code


async def to_diagnose(host: Person) -> None:
    """Step forward to where evidence is opened."""
    for phase in ("lobby", "brief"):
        assert (await host.do("phase.next", leaving=phase))["t"] == "done"


async def test_a_seat_gets_a_file_once_its_team_has_opened_the_exhibit(start: Start, shelf: Path) -> None:
    """Not before, not the other team; observers with any team, facilitators always."""
    async with start(scenarios=shelf) as server:
        session = await server.open(scenario="small", teams=2)
        ann, bob = await server.join(session.code, "Ann"), await server.join(session.code, "Bob")
        observer = await linked(server, session, "observer")
        async with server.enter(session.token) as host, server.enter(ann.token) as one:
            await to_diagnose(host)
            for token, code in ((session.token, 200), (ann.token, 404), (bob.token, 404), (observer, 404)):
                assert await status(server, session, token) == code
            assert (await one.do("evidence.open", team=ann.team, evidence="D2"))["t"] == "done"
            shown = one.records[f"evidence/{ann.team}/D2"]
        assert shown["image"] == {"asset": "D2.image", "media_type": "image/svg+xml", "width": 40, "height": 30}
        assert shown["recording"] == {"asset": "D2.recording", "media_type": "audio/mpeg"}
        for token, code in ((session.token, 200), (ann.token, 200), (bob.token, 404), (observer, 200)):
            assert await status(server, session, token) == code
        await the_bytes_are_safe(server, session, ann)
        await what_is_not_there_is_not_found(server, session, ann)


async def the_bytes_are_safe(server: Table, session: Session, ann: Seat) -> None:
    """Whole, of their type, for this browser alone, and running nothing even as a page of their own."""
    base = f"/api/sessions/{session.session}/assets"
    picture = await server.http.get(f"{base}/D2.image", headers={"authorization": f"Bearer {ann.token}"})
    assert (picture.content, picture.headers["content-type"]) == (PICTURE, "image/svg+xml")
    assert picture.headers["x-content-type-options"] == "nosniff"
    policy = picture.headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert picture.headers["cache-control"].startswith("private")
    sound = await server.http.get(f"{base}/D2.recording", headers={"authorization": f"Bearer {ann.token}"})
    assert (sound.content, sound.headers["content-type"]) == (SOUND, "audio/mpeg")


async def what_is_not_there_is_not_found(server: Table, session: Session, ann: Seat) -> None:
    """Also for a facilitator, and for an exhibit without a file; and a token of no seat opens nothing."""
    for asset in ("D1.image", "D2", "D2.table", "D9.image", "..%2Flog.svg", ".image", "D2.image.image", "D2.image%00"):
        assert await status(server, session, ann.token, asset) == 404, asset
        assert await status(server, session, session.token, asset) == 404, asset
    again = await server.http.post("/api/join", json={"code": session.code, "name": "Ann", "reclaim": True})
    assert again.json()["waits"] is True
    assert await status(server, session, again.json()["token"]) == 401
    assert await status(server, session, f"{session.session}.wrong") == 401
    other = await server.open(scenario="small")
    assert await status(server, session, other.token) == 401


async def linked(server: Table, session: Session, role: str) -> str:
    """Make a link, and give its token."""
    path = f"/api/sessions/{session.session}/links"
    made = await server.http.post(path, json={"role": role}, headers={"authorization": f"Bearer {session.token}"})
    token: str = made.json()["token"]
    return token


async def test_an_export_names_pictures_and_holds_no_bytes(start: Start, shelf: Path) -> None:
    """What is exported is what was seen and done; the case's files stay with the case."""
    async with start(scenarios=shelf) as server:
        session = await server.open(scenario="small")
        async with server.enter(session.token) as host:
            await to_diagnose(host)
            assert (await host.do("evidence.open", team="1", evidence="D2"))["t"] == "done"
        path = f"/api/sessions/{session.session}/export"
        exported = await server.http.get(path, headers={"authorization": f"Bearer {session.token}"})
        assert exported.json()["records"]["evidence/1/D2"]["image"]["asset"] == "D2.image"
        assert b"circle" not in exported.content
        assert b"PHN2Zy" not in exported.content  # nor in base64
