"""Every limit that an operator can set, with what it is for.

Rules:
- A limit bounds what strangers, or a seat that speaks the protocol by hand, can make one server spend. The defaults are
  far above what a large course behind one address needs.
- Limits on addresses turn newcomers away, never somebody who holds a seat's token: a neighbour can't lock a class out.
- The environment names each as ``PRACTICUM_`` and its name in capitals; docs/operating.md holds the table that is made
  from here.
- What is part of the protocol (a message's size, its depth, the lengths of texts) is no setting: clients rely on it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Count = Annotated[int, Meta(ge=1, le=10_000_000)]
Rate = Annotated[float, Meta(gt=0, le=1_000_000)]
Seconds = Annotated[float, Meta(gt=0, le=3600)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is too much."""

    connections: Annotated[Count, Meta(description="connections of any kind, at once")] = 20_000
    sockets: Annotated[Count, Meta(description="websockets at once")] = 12_000
    sockets_per_address: Annotated[Count, Meta(description="websockets at once from one address")] = 4_000
    greetings: Annotated[Count, Meta(description="websockets at once that have not said hello yet")] = 5_000
    greetings_per_address: Annotated[Count, Meta(description="of these, from one address")] = 2_500
    hello_within: Annotated[Seconds, Meta(description="seconds until a websocket must have said hello")] = 10.0
    head_within: Annotated[Seconds, Meta(description="seconds until a connection must have asked for something")] = 20.0
    head_bytes: Annotated[Count, Meta(description="bytes of a request's address and headers together")] = 32_768
    body_within: Annotated[Seconds, Meta(description="seconds until a request's body must be there")] = 20.0
    asks_burst: Annotated[Count, Meta(description="requests of one seat beside its sockets, at once")] = 200
    asks_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 10.0
    exports_burst: Annotated[Count, Meta(description="exports that one seat asks for, at once")] = 10
    exports_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 0.1
    guesses_burst: Annotated[Count, Meta(description="wrong codes and tokens of one address, at once")] = 60
    guesses_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 0.5
    keys_burst: Annotated[Count, Meta(description="wrong host keys of one address, at once")] = 20
    keys_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 0.1
    joins_burst: Annotated[Count, Meta(description="people who join from one address, at once")] = 400
    joins_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 10.0
    session_joins_burst: Annotated[Count, Meta(description="people who join one session, at once")] = 1_000
    session_joins_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 20.0
    openings_burst: Annotated[Count, Meta(description="sessions opened from one address, at once")] = 200
    openings_per_second: Annotated[Rate, Meta(description="and from then on, each second")] = 5.0
    sessions: Annotated[Count, Meta(description="sessions awake on one server; above it none is opened")] = 10_000
    teams: Annotated[Count, Meta(description="teams of a session (the protocol allows no more than 200)")] = 200
    seats: Annotated[Count, Meta(description="seats of a session, whatever their role")] = 2_500
    records: Annotated[Count, Meta(description="records of a session; above it only facilitators add any")] = 100_000
    moves: Annotated[Count, Meta(description="moves of a session; above it only facilitators make any")] = 1_000_000
    moves_burst: Annotated[Rate, Meta(description="moves of one seat, at once")] = 64.0
    moves_per_second: Annotated[Rate, Meta(description="and from then on, each second; more are read later")] = 20.0


def words(name: str) -> str:
    """Say what a limit is for."""
    field = next(each for each in msgspec.inspect.type_info(Limits).fields if each.name == name)  # type: ignore[attr-defined]
    return _described(field.type)


def _described(kind: msgspec.inspect.Type) -> str:
    assert isinstance(kind, msgspec.inspect.Metadata), kind
    return str((kind.extra_json_schema or {})["description"])
