"""What a move is, how it is declared, and the shapes that arguments have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from practicum.rules.records import PhaseName

Actor = Literal["participant", "facilitator", "observer", "rater", "host", "timekeeper"]

Id = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+\Z")]
Line = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=4000)]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Figure = Annotated[float, Meta(ge=-1e12, le=1e12)]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a seat, the host or the timekeeper does: the arguments of one move."""


class Spec(msgspec.Struct, frozen=True):
    """A move's name, its arguments' type, and who may make it, when."""

    do: str
    type: type[Move]
    actors: frozenset[str]
    phases: frozenset[str] | None
    while_paused: bool


SPECS: dict[type[Move], Spec] = {}
M = TypeVar("M", bound=Move)

TEAM_WORK: frozenset[str] = frozenset({"participant", "facilitator"})
FACILITATOR: frozenset[str] = frozenset({"facilitator"})
RATERS: frozenset[str] = frozenset({"rater", "facilitator"})
HOST: frozenset[str] = frozenset({"host"})
TIMEKEEPER: frozenset[str] = frozenset({"timekeeper"})


def move(
    do: str, actors: frozenset[str], phases: tuple[PhaseName, ...] | None = None, *, while_paused: bool = True
) -> Callable[[type[M]], type[M]]:
    """Declare a move's type with its name and its conditions."""

    def declare(cls: type[M]) -> type[M]:
        spec = Spec(do, cls, actors, None if phases is None else frozenset(phases), while_paused)
        SPECS[cls] = spec
        return cls

    return declare
