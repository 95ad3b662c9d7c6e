"""The connection for everything that may be asked twice: loads, reads, the directory.

All callers share it. It is made when it is first needed, and anew when it was lost; a request that a lost connection
left unanswered is asked once more on the new one, so what goes through here must be harmless to repeat.
"""

import asyncio
from typing import Any

import hiredis

from .connection import Connection, pack
from .errors import StoreDown, refused

ANSWER_WITHIN = 10.0


class Reader:
    """A shared connection that comes back by itself."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None
        self._connecting = asyncio.Lock()

    async def ask(self, *command: str | int | bytes) -> Any:
        """Send one command and return its reply."""
        return (await self.ask_all([pack(*command)]))[0]

    async def ask_all(self, commands: list[bytes]) -> list[Any]:
        """Send packed commands in one round trip; an error among the replies is raised."""
        replies = await self.replies(commands)
        for reply in replies:
            if isinstance(reply, hiredis.ReplyError):
                raise refused("the store refused a read", reply)
        return replies

    async def replies(self, commands: list[bytes]) -> list[Any]:
        """Send packed commands in one round trip; an error among the replies is a value."""
        try:
            return await self._request(commands)
        except StoreDown:
            return await self._request(commands)

    async def _request(self, commands: list[bytes]) -> list[Any]:
        connection = await self._connected()
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await connection.request(commands)
        except TimeoutError as error:
            connection.close()
            raise StoreDown(f"the store did not answer within {ANSWER_WITHIN:.0f} s") from error

    async def _connected(self) -> Connection:
        async with self._connecting:
            if self._connection is None or self._connection.lost.is_set():
                self._connection = await Connection.open(self._url)
            return self._connection

    def close(self) -> None:
        """Give the connection up."""
        if self._connection is not None:
            self._connection.close()
