"""Who may see a record: decided by the key alone.

Every screen, stream and export filters through ``sees``; there is no second rule. Streams are encoded once a *group*,
the set of viewers that see the same records: participants of one team, participants without a team, observers, raters
and facilitators, plus one small group a seat for what is that seat's own.
"""

from __future__ import annotations

import msgspec

from practicum.rules.records import Audience, Role, kind_of


class Viewer(msgspec.Struct, frozen=True):
    """Somebody who looks: a seat with its role and team."""

    seat: str
    role: Role
    team: str | None


def sees(viewer: Viewer, key: str) -> bool:
    """Say whether the viewer may see the record under this key."""
    audience = kind_of(key).audience
    if audience is Audience.EVERYONE:
        return True
    if audience is Audience.SERVER:
        return False
    if audience is Audience.FACILITATORS:
        return viewer.role == "facilitator"
    if audience is Audience.JUDGES:
        return viewer.role in ("rater", "facilitator")
    owner = key.split("/", 2)[1]
    if audience is Audience.TEAM:
        return viewer.role != "participant" or viewer.team == owner
    if audience is Audience.SEAT:
        return viewer.role == "facilitator" or viewer.seat == owner
    return viewer.seat == owner


def groups_of(viewer: Viewer) -> tuple[str, str]:
    """Name the two groups whose streams make up what the viewer sees."""
    own = f"seat:{viewer.seat}"
    if viewer.role != "participant":
        return f"{viewer.role}s", own
    return (f"team:{viewer.team}" if viewer.team is not None else "teamless"), own


def group_sees(group: str, key: str) -> bool:
    """Say whether a record is part of a group's stream."""
    audience = kind_of(key).audience
    if group.startswith("seat:"):
        return audience in (Audience.SEAT, Audience.SEAT_ALONE) and key.split("/", 2)[1] == group[5:]
    if audience is Audience.EVERYONE:
        return True
    if group == "facilitators":
        return audience in (Audience.TEAM, Audience.JUDGES, Audience.FACILITATORS, Audience.SEAT)
    if group == "raters":
        return audience in (Audience.TEAM, Audience.JUDGES)
    if group == "observers":
        return audience is Audience.TEAM
    return audience is Audience.TEAM and group == f"team:{key.split('/', 2)[1]}"


ALL = "*"
"""Stands for every shared group in what ``groups_that_see`` names."""


def groups_that_see(key: str) -> tuple[str, ...]:
    """Name the groups of whose streams a record is part; so a change is parted once, however many groups there are."""
    owner, others = _GROUPS[kind_of(key).audience]
    return (owner + key.split("/", 2)[1], *others) if owner else others


_GROUPS: dict[Audience, tuple[str, tuple[str, ...]]] = {
    Audience.EVERYONE: ("", (ALL,)),
    Audience.SERVER: ("", ()),
    Audience.FACILITATORS: ("", ("facilitators",)),
    Audience.JUDGES: ("", ("raters", "facilitators")),
    Audience.TEAM: ("team:", ("observers", "raters", "facilitators")),
    Audience.SEAT: ("seat:", ("facilitators",)),
    Audience.SEAT_ALONE: ("seat:", ()),
}
"""By audience: what the name of its owner's group begins with, when a key has an owner; and the groups that see all."""
