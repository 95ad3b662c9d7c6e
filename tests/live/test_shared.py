"""What sessions have in common is kept once; what people wrote is not among it."""

import asyncio

from practicum.live.alike import typed
from practicum.live.cases import Played
from practicum.rules.records import Chat, EvidenceShown, Help, Record
from practicum.rules.state import to_map
from practicum.scenario.model import EvidenceKind, Scenario
from practicum.scenario.pinned import pin, unpin
from practicum.web.wire import decode, encode
from tests.scenario.small import edited, read_case


def read(key: str, record: Record) -> tuple[object, Record]:
    """Read bytes of their own that hold a record."""
    return typed(decode, key, bytes(bytearray(encode(record))))


def test_exhibits_that_are_the_same_share_their_bytes() -> None:
    """Two teams' closed exhibit is one in memory; one that a team has opened is not the other's."""
    closed = EvidenceShown(title="A note", kind=EvidenceKind.DOCUMENT, hours=2.0, state="closed")
    opened = EvidenceShown(title="A note", kind=EvidenceKind.DOCUMENT, hours=2.0, state="open", body="It says so.")
    first, second, other = (
        read(f"evidence/{team}/D1", record) for team, record in ((1, closed), (2, closed), (3, opened))
    )
    assert first[0] is second[0]
    assert first[1] is second[1]
    assert to_map(first[1]) == to_map(closed)
    assert to_map(other[1]) == to_map(opened)


def test_what_people_wrote_is_each_sessions_own() -> None:
    """Nothing of it stays in memory when its session has left."""
    for key, record in (
        ("chat/1/7", Chat(by="a", text="Good morning", said_due=1)),
        ("help/1", Help(text="We are stuck", by="a", since_due=1)),
    ):
        first, second = read(key, record), read(key, record)
        assert first[1] == second[1] == record
        assert first[1] is not second[1]


async def test_a_case_is_read_once_for_all_who_wait_for_it() -> None:
    """Two hundred sessions that are loaded at once ask the store for their case once; a forgotten one is read anew."""
    scenario, _ = read_case(edited())
    assert scenario is not None
    asked: list[str] = []

    async def text(hash: str) -> bytes | None:
        asked.append(hash)
        await asyncio.sleep(0)
        return pin(scenario) if hash == "known" else None

    played = Played(text, unpin)
    found: list[Scenario | None] = await asyncio.gather(*(played.case("known") for _ in range(200)))
    assert found[0] == scenario
    assert all(each is found[0] for each in found)
    assert await played.case("unknown") is None
    assert asked == ["known", "unknown"]
    played.forget("known")
    again = await played.case("known")
    assert again == scenario
    assert again is not found[0]
