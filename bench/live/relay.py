"""The floor: a relay of bare ``websockets`` that keeps nothing. ``python bench/live/relay.py`` prints its port."""

import contextlib
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

rooms: dict[str, set[ServerConnection]] = {}


async def handle(socket: ServerConnection) -> None:
    """Send what one says to everybody in the room, and answer."""
    assert socket.request is not None
    room = rooms.setdefault(socket.request.path, set())
    room.add(socket)
    with contextlib.suppress(ConnectionClosed):
        async for message in socket:
            broadcast(room, message)
            await socket.send(b"ok")
    room.discard(socket)


async def main() -> None:
    """Serve until ended."""
    async with serve(handle, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        sys.stdout.write(f"{next(iter(server.sockets)).getsockname()[1]}\n")
        sys.stdout.flush()
        await server.serve_forever()


uvloop.run(main())
