"""What is known across sessions: join codes, the list of sessions, and scenarios by the hash of their text.

Each of these is a single key, written once and harmless to write again. A scenario's text is kept for as long as a
session is pinned to its hash: whoever removes the last of those drops it.
"""

from . import keys
from .log import Store


class Directory:
    """The lists that lead to a session and to what it plays."""

    def __init__(self, store: Store) -> None:
        """Use the store's own connection."""
        self._reader = store.reader

    async def claim_code(self, code: str, session: str) -> bool:
        """Take a join code for a session; False when another session has it."""
        holder = await self._reader.ask("SET", keys.code_key(code), session, "NX", "GET")
        return holder is None or holder == session.encode()

    async def session_of(self, code: str) -> str | None:
        """Find the session that a join code leads to."""
        session = await self._reader.ask("GET", keys.code_key(code))
        return None if session is None else session.decode()

    async def release_code(self, code: str) -> None:
        """Make a join code free again."""
        await self._reader.ask("DEL", keys.code_key(code))

    async def keep_scenario(self, content_hash: str, text: bytes) -> None:
        """Keep a scenario's full text under its hash."""
        await self._reader.ask("SET", keys.scenario_key(content_hash), text, "NX")

    async def scenario(self, content_hash: str) -> bytes | None:
        """Read a scenario's full text."""
        text: bytes | None = await self._reader.ask("GET", keys.scenario_key(content_hash))
        return text

    async def scenarios(self) -> set[str]:
        """List the hashes of all texts that are kept."""
        begins = keys.scenario_key("")
        found: set[str] = set()
        for reader in self._reader.everyone():
            cursor = b"0"
            while True:
                cursor, page = await reader.ask("SCAN", cursor, "MATCH", f"{begins}*", "COUNT", 1000)
                found |= {key.decode().removeprefix(begins) for key in page}
                if int(cursor) == 0:
                    break
        return found

    async def drop_scenario(self, content_hash: str) -> None:
        """Remove a scenario's text that no session is pinned to any more."""
        await self._reader.ask("DEL", keys.scenario_key(content_hash))

    async def add_session(self, session: str, about: bytes) -> None:
        """List a session, with a note about it; a second call replaces the note."""
        await self._reader.ask("HSET", keys.SESSIONS, session, about)

    async def note(self, session: str) -> bytes | None:
        """Read the note about a session."""
        note: bytes | None = await self._reader.ask("HGET", keys.SESSIONS, session)
        return note

    async def remove_session(self, session: str) -> None:
        """Take a session off the list."""
        await self._reader.ask("HDEL", keys.SESSIONS, session)

    async def sessions(self) -> dict[str, bytes]:
        """List all sessions with their notes."""
        listed = await self._reader.ask("HGETALL", keys.SESSIONS)
        return {session.decode(): about for session, about in listed.items()}

    async def records(self, session: str, *names: str, under: tuple[str, ...] = ()) -> dict[str, bytes]:
        """Read a few records of a session, by name or by how their names begin; those that there are."""
        key = keys.state_key(session)
        kept = [name.decode() for name in await self._reader.ask("HKEYS", key)]
        wanted = [name for name in kept if name in names or name.startswith(under)]
        found = await self._reader.ask("HMGET", key, *wanted) if wanted else ()
        return {name: record for name, record in zip(wanted, found, strict=True) if record is not None}
