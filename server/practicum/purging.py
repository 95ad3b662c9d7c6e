"""``practicum purge``, put together: a session, or one person of it, is removed for good.

- *A session*: log, records, clients and due time, its join code, its place in the directory, and the text of its case
  when no other session is pinned to it. Nodes that have it in memory let go of it.
- *A person*: an ordinary move of the host changes the records, so that every screen follows; then every move of the log
  up to there is told anew without them, positions unchanged, and what the store knew of their clients goes.
- Then the store writes its file anew, so that the disk holds no more than the store. Where that can't be had, it is
  said.
- Both can be run again after they were interrupted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from practicum.keeping import IMPOSSIBLE, REFUSED, Answer, no_session
from practicum.live.counts import Counts
from practicum.live.retention import forget
from practicum.live.session import Tools
from practicum.live.sessions import Sessions
from practicum.live.time import StoreTime
from practicum.rules.forget import Person, names_in, without, without_in_move, without_names
from practicum.rules.moves import ForgetSeat
from practicum.rules.records import Seat
from practicum.rules.scene import HOST
from practicum.scenario.pinned import unpin
from practicum.store import rewrite, whole
from practicum.store.directory import Directory
from practicum.store.entries import Entry
from practicum.store.feed import Feed
from practicum.store.log import Store
from practicum.web.wire import decode, encode

LONGEST_NAME = 60
OLD_FILE = (
    "The store's file on disk was not written anew: what was removed may still be in it. "
    "Have whoever runs the store do so (BGREWRITEAOF), and think of snapshots and backups."
)


async def purge(store: Store, id: str, seat: str | None = None, also: Sequence[str] = ()) -> Answer:
    """Remove a session, or a person from it, with other names by which people called them."""
    if any(not 1 <= len(name) <= LONGEST_NAME for name in also):
        return Answer(complains=f"a name has 1 to {LONGEST_NAME} letters", code=IMPOSSIBLE)
    done = await (_purge_session(store, id) if seat is None else _purge_seat(store, id, seat, also))
    if done.code:
        return done
    rewritten = await rewrite.anew(store)
    return done if rewritten else Answer(says=done.says, complains=OLD_FILE)


# --- a session


async def _purge_session(store: Store, id: str) -> Answer:
    if not await forget(store, Directory(store), decode, id):
        return no_session(id)
    return Answer(says=f"Removed session {id} and all that was kept of it.")


# --- a person


async def _purge_seat(store: Store, id: str, seat: str, also: Sequence[str]) -> Answer:
    if await whole.take(store, id) is None:
        return no_session(id)
    names = set(also)
    async for entry in store.entries(id):
        put = {key: decode(entry.put[key]) for key in (f"seat/{seat}", f"reclaim/{seat}") if key in entry.put}
        names |= names_in(put, seat)
    refused = await _forgotten(store, id, seat, names)
    if refused is not None:
        return Answer(complains=f"{seat} can't be removed from session {id}: {refused}", code=REFUSED)
    person = Person(seat, frozenset(names))
    snapshot = await whole.take(store, id)
    if snapshot is None:
        return no_session(id)
    gone, changed = _clients(snapshot.meta, person)
    if not await rewrite.rewrite(store, id, lambda entry: _without(entry, person), gone, changed):
        return Answer(complains=f"the log of session {id} grows too fast: pause it and purge again", code=IMPOSSIBLE)
    await _rename_in_note(store, id, person)
    return Answer(says=f"Removed {seat} from session {id}: the team's work stays, by a removed person.")


async def _forgotten(store: Store, id: str, seat: str, names: set[str]) -> str | None:
    """Make the move that removes a person from the records; return why not."""
    time = StoreTime(store)
    await time.measure()
    tools = Tools(store, encode, decode, time.now, Counts(), unpin)
    async with Sessions(tools, Directory(store), Feed(store)) as sessions:
        session = await sessions.get(id)
        if session is None:
            return "the case that it plays is not in this store any more"
        if session.state.records.get(f"seat/{seat}", Seat) is None:
            return "there is no such seat; the export names the seats of a session"
        refusal = await session.submit(HOST, ForgetSeat(seat=seat, names=tuple(sorted(names))[:200]))
    return None if refusal is None else refusal.message


def _without(entry: Entry, person: Person) -> Entry:
    """Take a person out of one move of the log."""
    pattern = person.pattern
    put = {key: decode(raw) for key, raw in entry.put.items()}
    kept = {key: without(key, plain, person, pattern) for key, plain in put.items()}
    move = decode(entry.move)
    told = without_in_move(move["do"], move["with"], move["seat"], put, person, pattern)
    own = entry.seat == person.seat
    return entry._replace(
        move=entry.move if told == move["with"] else encode({**move, "with": told}),
        put={key: entry.put[key] if plain == put[key] else encode(plain) for key, plain in kept.items() if plain},
        client=None if own else entry.client,
        id=0 if own else entry.id,
    )


def _clients(meta: Mapping[bytes, bytes], person: Person) -> tuple[list[bytes], dict[bytes, bytes]]:
    """Find what goes of a person's clients, and the answers to others that name the person."""
    seat = person.seat.encode()
    clients = {field[2:] for field, row in meta.items() if field.startswith(b"c:") and row.split(b":", 2)[2] == seat}
    gone = [b"s:" + seat, *(b"c:" + client for client in clients)]
    changed: dict[bytes, bytes] = {}
    for field, answer in meta.items():
        if not field.startswith(b"a:"):
            continue
        if field.split(b":", 2)[2] in clients:
            gone.append(field)
            continue
        told = decode(answer)
        after = without_names(told, person.pattern)
        if after != told:
            changed[field] = encode(after)
    return gone, changed


async def _rename_in_note(store: Store, id: str, person: Person) -> None:
    directory = Directory(store)
    note = await directory.note(id)
    if note is None:
        return
    told: Any = msgspec.json.decode(note)
    after = without_names(told, person.pattern)
    if after != told:
        await directory.add_session(id, msgspec.json.encode(after))
