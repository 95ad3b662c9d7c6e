"""A session as tables: complete, in words, harmless in a spreadsheet, and without what nobody may have."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from typing import Any
from xml.etree import ElementTree as ET

from practicum.live.log import Logged
from practicum.live.state import LoggedMove
from practicum.rules.audience import Viewer
from practicum.web.export_sheets import export_csv, export_xlsx
from tests.web.people import Session, Table

NASTY = '=HYPERLINK("http://evil.example","click")'


async def asked(server: Table, session: Session, format: str) -> bytes:
    """Export a session as its facilitator."""
    address = f"/api/sessions/{session.session}/export?format={format}"
    answer = await server.http.get(address, headers={"authorization": f"Bearer {session.token}"})
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


async def a_played_session(server: Table) -> tuple[Session, list[str]]:
    """Play a while; return the session and what must not be in any export."""
    session = await server.open(teams=2, seed=1234567)
    ada = await server.join(session.code, "Ada", field="-1+1", years=7)
    await server.join(session.code, "@Bo")
    async with server.enter(session.token) as host, server.enter(ada.token) as person:
        await person.do("needs.set", text="a quiet room")
        for number in range(270):
            await person.send("chat.say", team=ada.team, text=f"word {number}")
        await person.do("chat.say", team=ada.team, text=NASTY)
        await person.do("chat.say", team=ada.team, text="bell\x07 rings")
        for leaving in ("lobby", "brief"):
            await host.do("phase.next", leaving=leaving)
        await person.until_records(lambda records: any(key.startswith("evidence/") for key in records))
        tag = next(
            key.split("/")[2]
            for key, record in sorted(person.records.items())
            if key.startswith(f"evidence/{ada.team}/") and record["state"] == "closed"
        )
        await person.do("evidence.open", team=ada.team, evidence=tag)
        claim = {"team": ada.team, "id": "c1", "text": "they guess", "box": "information", "cause": None}
        assert (await person.do("claim.put", **claim, revision=0))["t"] == "done", person.heard[-1]
        assert (await person.do("claim.put", **{**claim, "text": "they have to guess"}, revision=1))["t"] == "done"
        other = {"id": "c2", "text": "nobody told them", "revision": 0}
        assert (await person.do("claim.put", **{**claim, **other}))["t"] == "done"
        link = {"claim": "c1", "evidence": tag, "stance": "supports", "strength": 2, "note": "+see it"}
        assert (await person.do("link.put", team=ada.team, **link))["t"] == "done"
        await host.do("note.put", id="n1", text="watch them")
    secrets = ["a quiet room", "1234567", ada.token.split(".")[1], hashlib.sha256(ada.token[13:].encode()).hexdigest()]
    return session, secrets


async def test_csv_holds_every_table_and_says_that_it_is_whole(server: Table) -> None:
    """Every move a row; the counts and hashes at the end are those of the files."""
    session, secrets = await a_played_session(server)
    archive = zipfile.ZipFile(io.BytesIO(await asked(server, session, "csv")))
    assert archive.testzip() is None
    files = {name: archive.read(name) for name in archive.namelist()}
    assert archive.namelist()[-1] == "complete.json"
    complete = json.loads(files["complete.json"])
    rows = {name[:-4]: rows_of(text) for name, text in files.items() if name.endswith(".csv")}
    assert complete["rows"] == {name: len(found) for name, found in rows.items()}
    assert complete["sha256"] == {name: hashlib.sha256(files[f"{name}.csv"]).hexdigest() for name in rows}
    log = json.loads(await asked(server, session, "json"))
    assert [row["position"] for row in rows["moves"]] == [entry["position"] for entry in log["log"]]
    assert complete["moves"] == len(log["log"])
    assert complete["position"] == log["complete"]["position"]
    said = [json.loads(row["arguments (JSON)"])["text"] for row in rows["moves"] if row["move"] == "chat.say"]
    assert said == [*(f"word {number}" for number in range(270)), NASTY, "bell\x07 rings"]
    assert next(row["text"] for row in rows["words"] if row["kind"] == "chat") == "word 0"
    assert {row["name"] for row in rows["people"] if row["role"] == "participant"} == {"Ada", "'@Bo"}
    told = [(row["text"], row["by"], row["changed by"]) for row in rows["claims"]]
    assert told == [("they have to guess", "Ada", "Ada"), ("nobody told them", "Ada", "")]
    assert rows["links"][0]["claim's text"] == "they have to guess"
    assert rows["links"][0]["by"] == "Ada"
    assert "Ada" in {row["opened by"] for row in rows["exhibits"]}
    for name in rows:
        assert f"{name}.csv" in files["README.txt"].decode()
    for secret in (*secrets, "token_hash"):
        assert all(secret.encode() not in text for text in files.values()), secret


async def test_no_cell_of_a_csv_file_is_a_formula(server: Table) -> None:
    """What begins like one begins with an apostrophe; figures stay figures."""
    session, _ = await a_played_session(server)
    archive = zipfile.ZipFile(io.BytesIO(await asked(server, session, "csv")))
    seen = ""
    for name in archive.namelist():
        if name.endswith(".csv"):
            for row in rows_of(archive.read(name)):
                for cell in row.values():
                    seen += cell
                    assert not re.match(r"[=+@\t\r]", cell), cell
                    assert not cell.startswith("-") or re.fullmatch(r"-[\d.e+-]+", cell), cell
    assert f"'{NASTY}" in seen
    assert "'-1+1" in seen
    assert "'+see it" in seen


async def test_a_workbook_holds_the_same_rows_as_text_and_figures(server: Table) -> None:
    """A sheet a table, with the check as the last; nothing in it is a formula or a link."""
    session, secrets = await a_played_session(server)
    book = zipfile.ZipFile(io.BytesIO(await asked(server, session, "xlsx")))
    archive = zipfile.ZipFile(io.BytesIO(await asked(server, session, "csv")))
    complete = json.loads(archive.read("complete.json"))
    sheets = sheets_of(book)
    assert list(sheets)[-1] == "complete"
    assert {name: len(rows) - 1 for name, rows in sheets.items() if name != "complete"} == complete["rows"]
    check = dict(row for row in sheets["complete"][1:])
    assert check["position"] == complete["position"]
    assert check["moves"] == str(complete["moves"])
    assert check["texts cut off"] == "0"
    assert any(NASTY in row for row in sheets["words"])
    content = b"".join(book.read(name) for name in book.namelist())
    for wrong in (b"<f>", b"<hyperlink", *(secret.encode() for secret in secrets), b"token_hash"):
        assert wrong not in content


async def test_what_is_exported_stands_at_one_position_while_people_go_on(server: Table) -> None:
    """The log ends where the records stand, in every format, whatever comes meanwhile."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(ada.token) as person:
        for number in range(300):
            await person.send("chat.say", team="1", text=f"word {number}")
        files = await asyncio.gather(*(asked(server, session, format) for format in ("json", "csv", "xlsx")))
        await person.answer(300)
    told = json.loads(files[0])
    assert told["complete"]["position"] == told["complete"]["records_at"] == told["log"][-1]["position"]
    archive = zipfile.ZipFile(io.BytesIO(files[1]))
    complete = json.loads(archive.read("complete.json"))
    moves = rows_of(archive.read("moves.csv"))
    assert moves[-1]["position"] == complete["position"]
    words = sum(row["move"] == "chat.say" for row in moves)
    assert words == len(rows_of(archive.read("words.csv")))
    sheets = sheets_of(zipfile.ZipFile(io.BytesIO(files[2])))
    assert sheets["moves"][-1][0] == dict(sheets["complete"][1:])["position"]


async def test_a_text_that_no_cell_can_hold_is_cut_off_and_counted(server: Table) -> None:
    """In a workbook alone: CSV and JSON have it whole."""
    session = await server.open(teams=1)
    live = server.node.sessions.loaded(session.session)
    assert live is not None

    async def log() -> AsyncIterator[Logged]:
        move = LoggedMove("say.all", {"text": "\U0001f600" * 20_000}, "facilitator", None, 0)
        yield Logged(str(live.state.position), move, {}, ())

    viewer = Viewer("", "facilitator", None)
    pieces = [piece async for piece in export_xlsx(session.session, log(), live.state, viewer)]
    sheets = sheets_of(zipfile.ZipFile(io.BytesIO(b"".join(pieces))))
    assert dict(sheets["complete"][1:])["texts cut off"] == "1"
    assert len(sheets["moves"][1][-1].encode("utf-16-le")) // 2 <= 32_767
    assert "cut off here" in sheets["moves"][1][-1]
    whole = b"".join([piece async for piece in export_csv(session.session, log(), live.state, viewer)])
    moves = rows_of(zipfile.ZipFile(io.BytesIO(whole)).read("moves.csv"))
    assert len(json.loads(moves[0]["arguments (JSON)"])["text"]) == 20_000


async def test_only_a_facilitator_may_have_it_and_only_in_known_formats(server: Table) -> None:
    """A bundle is never sent over HTTP."""
    session = await server.open(teams=1)
    ada = await server.join(session.code, "Ada")
    for token, format, status in ((ada.token, "csv", 403), (session.token, "bundle", 400), (session.token, "pdf", 400)):
        address = f"/api/sessions/{session.session}/export?format={format}"
        answer = await server.http.get(address, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == status


def rows_of(text: bytes) -> list[dict[str, str]]:
    """Read a CSV file as a spreadsheet does."""
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def sheets_of(book: zipfile.ZipFile) -> dict[str, list[list[str]]]:
    """Read a workbook's cells as text."""
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

    def read(path: str) -> Any:
        return ET.fromstring(book.read(path))  # noqa: S314 -- our own file

    sheets = [sheet.attrib["name"] for sheet in read("xl/workbook.xml").iterfind("m:sheets/m:sheet", names)]
    found = {}
    for number, name in enumerate(sheets, 1):
        rows = read(f"xl/worksheets/sheet{number}.xml").iterfind("m:sheetData/m:row", names)
        found[name] = [["".join(cell.itertext()) for cell in row.iterfind("m:c", names)] for row in rows]
    return found
