"""The words in which the store's tests speak."""

import asyncio
import secrets
from collections.abc import Callable, Sequence

from practicum.store.log import Append, Appended, Store
from practicum.store.positions import START, Position, next_position


def a_session() -> str:
    """Make up a session that no other test knows."""
    return f"s{secrets.token_hex(8)}"


def after(at: Position) -> Position:
    """Draw a position that follows another."""
    return next_position(at, secrets.randbits(48))


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that only shows when one looks; a test that hangs is ended by its timeout."""
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.001)


def a_move(
    session: str,
    at: Position = START,
    *,
    to: Position | None = None,
    put: dict[str, bytes] | None = None,
    drop: Sequence[str] = (),
    client: str | None = None,
    id: int = 1,
    answer: bytes = b"done",
    refusals: Sequence[tuple[int, bytes]] = (),
    seat: str | None = "seat-1",
    due: int | None = None,
) -> Append:
    """Make an append of a small move."""
    return Append(
        session=session,
        at=at,
        to=to or after(at),
        move=b"a move",
        put={"phase": b"lobby"} if put is None else put,
        drop=drop,
        client=client,
        id=id,
        answer=answer,
        refusals=refusals,
        seat=seat,
        due=due,
    )


async def appended(store: Store, move: Append) -> Position:
    """Append a move that must be accepted, and return where the session then is."""
    result = await store.append(move)
    assert isinstance(result, Appended), result
    return result.position


async def a_log(store: Store, session: str, moves: int) -> list[Position]:
    """Append some moves, each of which puts its own record; return their positions."""
    at = START
    positions = []
    for number in range(1, moves + 1):
        at = await appended(store, a_move(session, at, put={f"note/{number}": b"%d" % number}))
        positions.append(at)
    return positions
