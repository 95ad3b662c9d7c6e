"""``practicum export``, ``restore`` and ``purge``, put together: what is done with the data that outlives a session.

Rules:
- It composes and decides nothing: formats are the web package's and the store's, what a person may be removed from is
  decided by the rules.
- What is refused is an answer with its exit code: 1 when the file or the session does not allow it, 2 when it could not
  be done.
- A bundle is written here alone and never sent over HTTP: it holds the truth, private notes and hashes of tokens.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

import msgspec

from practicum.live.log import read_log
from practicum.live.state import State
from practicum.rules.audience import Viewer
from practicum.rules.records import Pinned, Session
from practicum.rules.state import Records, from_map
from practicum.scenario.pinned import content_hash
from practicum.store import bundle, whole
from practicum.store.directory import Directory
from practicum.store.log import Store, Stored
from practicum.web.exports import EXPORTS
from practicum.web.wire import decode, encode

REFUSED = 1
IMPOSSIBLE = 2
FORMATS = (*EXPORTS, "bundle")
FACILITATOR = Viewer("", "facilitator", None)


class Answer(msgspec.Struct, frozen=True):
    """What is said, what is complained about, and the exit code."""

    says: str = ""
    complains: str = ""
    code: int = 0


def no_session(id: str) -> Answer:
    """Say that there is no such session."""
    return Answer(complains=f'there is no session "{id[:60]}" in this store', code=IMPOSSIBLE)


async def export(store: Store, id: str, format: str, out: IO[bytes]) -> Answer:
    """Write everything that is kept of a session."""
    if format == "bundle":
        return await _export_bundle(store, id, out)
    stored = await store.load(id)
    if stored is None:
        return no_session(id)
    exporting = EXPORTS[format].write
    async for piece in exporting(id, read_log(store, id, decode), _state(stored), FACILITATOR):
        out.write(piece)
    out.flush()
    return Answer()


async def _export_bundle(store: Store, id: str, out: IO[bytes]) -> Answer:
    snapshot = await whole.take(store, id)
    if snapshot is None:
        return no_session(id)
    directory = Directory(store)
    records = _records(snapshot)
    code, pinned = records.the("session", Session).code, records.the("pinned", Pinned).hash
    text = await directory.scenario(pinned)
    if text is None:
        return Answer(complains=f"the case that session {id} plays is not in this store any more", code=IMPOSSIBLE)
    leads = bundle.Leads(
        code=code if await directory.session_of(code) == id else None,
        scenario=pinned,
        text=text,
        note=await directory.note(id),
    )
    try:
        await bundle.write(snapshot, whole.raw_pages(store, id, until=snapshot.position), leads, out)
    except bundle.BundleError as error:
        return Answer(complains=str(error), code=IMPOSSIBLE)
    out.flush()
    return Answer()


async def restore(store: Store, path: Path) -> Answer:
    """Put an exported session into a store, where it goes on."""
    try:
        with path.open("rb") as file, bundle.reading(file) as found:
            return await _restore(store, path, found)
    except bundle.BundleError as error:
        return Answer(complains=f"{path} can't be restored: {error}", code=REFUSED)
    except OSError as error:
        return Answer(complains=f"{path} can't be read: {error.strerror or error}", code=IMPOSSIBLE)
    except whole.PlantError as error:
        return Answer(complains=str(error), code=IMPOSSIBLE)


async def _restore(store: Store, path: Path, found: bundle.Bundle) -> Answer:
    directory, leads, id = Directory(store), found.leads, found.manifest.session
    if content_hash(leads.text) != leads.scenario:
        raise bundle.BundleError("its case is not the one that the session plays: the file is damaged")
    _records(found.snapshot)
    if await whole.take(store, id) is not None:
        return _exists(path, id)
    if leads.code is not None and not await directory.claim_code(leads.code, id):
        taken = f"another session in this store has the join code {leads.code}"
        return Answer(complains=f"{path} can't be restored: {taken}; purge that one first", code=REFUSED)
    # Listed first, so that nobody drops the text of its case.
    await directory.add_session(id, leads.note or b"{}")
    await directory.keep_scenario(leads.scenario, leads.text)
    if not await whole.plant(store, found.snapshot, found.log()):
        return _exists(path, id)
    return Answer(
        says=f"Restored session {id} with {found.manifest.moves} moves; it stands at {found.manifest.position}."
    )


def _exists(path: Path, id: str) -> Answer:
    there = f"session {id} is in this store already, and is left as it is"
    return Answer(complains=f"{path} can't be restored: {there}; purge it first to have this one instead", code=REFUSED)


def _records(snapshot: whole.Snapshot) -> Records:
    """Read a session's records; BundleError when they are not ours to read."""
    try:
        typed = {key.decode(): decode(raw) for key, raw in snapshot.state.items()}
        records = Records((key, from_map(key, plain)) for key, plain in typed.items())
        records.the("session", Session), records.the("pinned", Pinned)
    except (KeyError, ValueError, msgspec.MsgspecError) as error:
        newer = "a later Practicum wrote it, or the file was changed"
        raise bundle.BundleError(f"its records can't be read ({str(error)[:200]}): {newer}") from error
    return records


def _state(stored: Stored) -> State:
    state = State(encode, decode)
    state.load(stored)
    return state
