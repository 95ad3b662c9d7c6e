"""python-socketio with its Redis manager, under uvicorn. Started with its store's address, it prints its port."""

import socket
import sys

import socketio
import uvicorn

sio = socketio.AsyncServer(
    async_mode="asgi", client_manager=socketio.AsyncRedisManager(sys.argv[1]), transports=["websocket"]
)


@sio.event
async def join(sid: str, room: str) -> str:
    """Enter a room."""
    await sio.enter_room(sid, room)
    return "ok"


@sio.event
async def move(sid: str, room: str, text: str) -> str:
    """Tell everybody in the room, and answer."""
    await sio.emit("change", text, room=room)
    return "ok"


listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen(2048)
sys.stdout.write(f"{listening.getsockname()[1]}\n")
sys.stdout.flush()
uvicorn.Server(
    uvicorn.Config(
        socketio.ASGIApp(sio),
        ws="websockets-sansio",
        loop="uvloop",
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
        lifespan="off",
    )
).run(sockets=[listening])
