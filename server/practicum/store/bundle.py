"""A session as one file: everything that a store keeps of it, to be put into another store bit for bit.

It is a zip archive whose members are stored as they are, always the same, in this order:

- ``scenario``: the text of the pinned case;
- ``note``: what the directory says of the session; absent when it says nothing;
- ``state``: the records, and ``meta``: position, clients and their answers, each a row of pairs;
- ``log``: the raw entries in order, each a pair of its id and its bytes;
- ``manifest.json``: format, session, position, due time, join code, counts, and of each member its length and SHA-256.

A pair is two pieces, and a piece is its length in four bytes, the highest first, and its bytes. The rules:

- The same session at the same position makes the same bytes, wherever and whenever: members have no times, records are
  in the order of their keys, nothing is compressed. To make it small, compress the file.
- What is read was made by a stranger until its manifest fits: a member that is compressed, of another name, there twice
  or longer than the file is refused before it is read, every member is hashed, and the log must lead from its beginning
  to the manifest's position without a gap. Only then is anything written.
- The file holds what nobody but an operator may have: the truth of the case, private notes, and the hashes of tokens.
"""

import hashlib
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Annotated, Any, Protocol, cast

import msgspec

from .entries import decode_entry
from .positions import START, Position
from .whole import Raw, Snapshot

FORMAT = 1
KIND = "practicum session"
MEMBERS = ("scenario", "note", "state", "meta", "log")
MANIFEST = "manifest.json"
LONGEST_MANIFEST = 64 * 1024
LONGEST_PIECE = 64 * 1024 * 1024
PART = 1 << 20

# What becomes part of a key.
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.-]+\Z")]


class BundleError(Exception):
    """Why a file can't be restored, for the operator who tries."""


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member must be."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle holds."""

    kind: str
    format: int
    session: Name
    position: str
    due: int | None
    code: Name | None
    scenario: Name  # the hash by which the case's text is known
    moves: int
    records: int
    members: dict[str, Member]


class Leads(msgspec.Struct, frozen=True, kw_only=True):
    """What leads to a session, and what it plays: kept outside of its own keys."""

    code: str | None
    scenario: str
    text: bytes
    note: bytes | None


class Sink(Protocol):
    """Where a bundle is written to."""

    def write(self, data: bytes, /) -> Any:
        """Take the next bytes."""


class _Stream:
    """A sink that can't be gone back in, so that the archive has the same bytes in a file and in a pipe."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: bytes) -> int:
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        pass


class _Writing:
    """One member that is being written."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member
        self._hash = hashlib.sha256()
        self._size = 0

    def add(self, data: bytes) -> None:
        self._member.write(data)
        self._hash.update(data)
        self._size += len(data)

    def pair(self, first: bytes, second: bytes) -> None:
        self.add(len(first).to_bytes(4) + first + len(second).to_bytes(4) + second)

    def done(self) -> Member:
        return Member(self._size, self._hash.hexdigest())


async def write(snapshot: Snapshot, log: AsyncIterator[list[Raw]], leads: Leads, sink: Sink) -> Manifest:
    """Write a bundle; the log is taken page by page."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(cast("IO[bytes]", _Stream(sink)), "w", zipfile.ZIP_STORED) as archive:
        with _member(archive, "scenario", members) as writing:
            writing.add(leads.text)
        if leads.note is not None:
            with _member(archive, "note", members) as writing:
                writing.add(leads.note)
        for name, fields in (("state", snapshot.state), ("meta", snapshot.meta)):
            with _member(archive, name, members) as writing:
                for field in sorted(fields):
                    writing.pair(field, fields[field])
        moves, last = 0, str(START).encode()
        with _member(archive, "log", members) as writing:
            async for page in log:
                for entry in page:
                    writing.pair(*entry)
                moves, last = moves + len(page), page[-1].id
        if last != str(snapshot.position).encode():
            raise BundleError(f"the log ends at {last.decode()} and not at {snapshot.position}: the store lost a part")
        manifest = Manifest(
            kind=KIND,
            format=FORMAT,
            session=snapshot.session,
            position=str(snapshot.position),
            due=snapshot.due,
            code=leads.code,
            scenario=leads.scenario,
            moves=moves,
            records=len(snapshot.state),
            members=members,
        )
        with _member(archive, MANIFEST, {}) as writing:
            writing.add(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
    return manifest


@contextmanager
def _member(archive: zipfile.ZipFile, name: str, members: dict[str, Member]) -> Iterator[_Writing]:
    about = zipfile.ZipInfo(name)  # 1 January 1980, for ever
    about.create_system = 3
    about.external_attr = 0o600 << 16
    with archive.open(about, "w", force_zip64=True) as member:
        writing = _Writing(member)
        yield writing
    members[name] = writing.done()


class Bundle:
    """A bundle that was checked: it may be restored."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest
        position = Position.parse(manifest.position)
        assert position is not None
        state, meta = (dict(_pairs(archive, name)) for name in ("state", "meta"))
        self.snapshot = Snapshot(manifest.session, position, manifest.due, state, meta)
        note = archive.read("note") if "note" in manifest.members else None
        text = archive.read("scenario")
        self.leads = Leads(code=manifest.code, scenario=manifest.scenario, text=text, note=note)

    def log(self) -> Iterator[Raw]:
        """Read the entries of the log in order, one at a time."""
        return (Raw(*pair) for pair in _pairs(self._archive, "log"))


@contextmanager
def reading(file: IO[bytes]) -> Iterator[Bundle]:
    """Check a bundle from its first byte to its last, then give it; BundleError says what is wrong with it."""
    with ExitStack() as stack:
        try:
            size = file.seek(0, 2)
            archive = stack.enter_context(zipfile.ZipFile(file))
            bundle = _checked(archive, size)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
            raise BundleError(f"this is not a whole bundle of a session ({_said(error)}): export it again") from error
        yield bundle


def _checked(archive: zipfile.ZipFile, size: int) -> Bundle:
    about = {each.filename: each for each in archive.infolist()}
    if MANIFEST not in about:
        raise BundleError("this is an archive of something else: it has no manifest of a session")
    whole = sum(each.file_size for each in about.values())
    if len(about) != len(archive.infolist()) or not set(about) <= {*MEMBERS, MANIFEST} or whole > size:
        raise BundleError("this archive holds what no bundle holds: only restore what Practicum exported")
    if any(each.compress_type or each.flag_bits & 1 or each.compress_size != each.file_size for each in about.values()):
        raise BundleError("this archive is compressed within or encrypted: only restore what Practicum exported")
    if about[MANIFEST].file_size > LONGEST_MANIFEST:
        raise BundleError("its manifest is too long: only restore what Practicum exported")
    manifest = _manifest(archive.read(MANIFEST))
    if set(manifest.members) != set(about) - {MANIFEST} or not set(MEMBERS) - {"note"} <= set(about):
        raise BundleError("its members are not those of its manifest: a part is missing")
    for name, member in manifest.members.items():
        if about[name].file_size != member.bytes or _hash(archive, name) != member.sha256:
            raise BundleError(f"its {name} is not what its manifest says: the file is damaged")
    if Position.parse(manifest.position) is None:
        raise BundleError("its manifest names no position: the file is damaged")
    bundle = Bundle(archive, manifest)
    _follow(bundle)
    return bundle


def _manifest(data: bytes) -> Manifest:
    try:
        told = msgspec.json.decode(data)
        if not isinstance(told, dict) or told.get("kind") != KIND:
            raise BundleError("this is an archive of something else: its manifest is not that of a session")
        if told.get("format") != FORMAT:
            newer = "restore it with the Practicum that wrote it, or a later one"
            raise BundleError(
                f"its format is {str(told.get('format'))[:20]}, and this Practicum reads {FORMAT}: {newer}"
            )
        return msgspec.convert(told, Manifest)
    except msgspec.MsgspecError as error:
        raise BundleError(f"its manifest can't be read ({error}): the file is damaged") from error


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    hashed = hashlib.sha256()
    with archive.open(name) as member:
        while part := member.read(PART):
            hashed.update(part)
    return hashed.hexdigest()


def _follow(bundle: Bundle) -> None:
    """Walk the log: each entry leads on from the one before, from the beginning to where the session stands."""
    at, moves = START, 0
    for entry in bundle.log():
        decoded = decode_entry(entry.frame)
        if decoded.frm != at or str(decoded.position).encode() != entry.id:
            raise BundleError(f"its log does not lead on after {at}: the file is damaged")
        at, moves = decoded.position, moves + 1
    told, snapshot = bundle.manifest, bundle.snapshot
    counted = moves, len(snapshot.state), snapshot.meta.get(b"at")
    if at != snapshot.position or counted != (told.moves, told.records, told.position.encode()):
        raise BundleError(f"its log ends at {at} and its manifest at {told.position}: the file is damaged")


def _pairs(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    with archive.open(name) as member:
        while (first := _piece(member)) is not None:
            second = _piece(member)
            if second is None:
                raise EOFError(f"its {name} ends within a pair")
            yield first, second


def _piece(member: IO[bytes]) -> bytes | None:
    head = member.read(4)
    if not head:
        return None
    length = int.from_bytes(head)
    if len(head) < 4 or length > LONGEST_PIECE:
        raise EOFError("a length can't be read")
    piece = member.read(length)
    if len(piece) < length:
        raise EOFError("a piece is cut off")
    return piece


def _said(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[:1].lower() + text[1:].rstrip(".")
