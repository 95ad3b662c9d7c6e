"""Secrecy: a key alone says who sees a record, and what a team may see cannot hold what it must not."""

from typing import Any

import msgspec
import pytest
from msgspec import inspect

from practicum.rules.audience import ALL, Viewer, group_sees, groups_of, groups_that_see, sees
from practicum.rules.records import KINDS, Audience, Reveal, RevealedCause, RevealedTeam, Truth, TruthShown, kind_of
from practicum.scenario import model
from practicum.scenario.catalogue import Exhibit

VIEWERS = [
    Viewer("p1", "participant", "1"),
    Viewer("p2", "participant", "2"),
    Viewer("p3", "participant", "1"),
    Viewer("p4", "participant", None),
    Viewer("p5", "participant", "11"),
    Viewer("o1", "observer", None),
    Viewer("r1", "rater", None),
    Viewer("f0", "facilitator", None),
    Viewer("1", "participant", "2"),  # a seat that is called as a team is
]


def keys_of(kind: str) -> list[str]:
    """Make keys of a kind: of teams and seats that are there, and others."""
    keys = [KINDS[kind].key]
    for part, values in {
        "<team>": ("1", "2", "11", "99"),
        "<seat>": ("p1", "p2", "f0", "o1", "1"),
    }.items():
        keys = [key.replace(part, value) for key in keys for value in (values if part in key else ("",))]
    for part in ("<phase>.<round>", "<claim>.<tag>"):
        keys = [key.replace(part, "a.1") for key in keys]
    return ["/".join("x" if part.startswith("<") else part for part in key.split("/")) for key in keys]


EVERY_KEY = [key for kind in KINDS for key in keys_of(kind)]


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: f"{viewer.role}-{viewer.seat}-{viewer.team}")
def test_two_streams_are_what_a_viewer_sees(viewer: Viewer) -> None:
    """No more and no less, for every kind: streams are encoded by group, and the filter is one."""
    groups = groups_of(viewer)
    for key in EVERY_KEY:
        assert any(group_sees(group, key) for group in groups) == sees(viewer, key), key


def test_the_groups_that_are_named_are_those_that_see() -> None:
    """Asked from the record's side, the filter is the same; what all see is no seat's own."""
    groups = {group for viewer in VIEWERS for group in groups_of(viewer)}
    for key in EVERY_KEY:
        named = groups_that_see(key)
        assert len(named) == len(set(named))
        for group in groups:
            shared = not group.startswith("seat:")
            assert (group in named or (shared and ALL in named)) == group_sees(group, key), (group, key)


def test_no_record_is_in_both_of_a_viewers_streams_twice_over() -> None:
    """What is in both is the seat's own, and whole: a repeat is harmless."""
    for viewer in VIEWERS:
        group, own = groups_of(viewer)
        both = [key for key in EVERY_KEY if group_sees(group, key) and group_sees(own, key)]
        assert {kind_of(key).audience for key in both} <= {Audience.SEAT}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_seen_by_its_audience(kind: str) -> None:
    """Spelt out anew, from the protocol's words."""
    audience = KINDS[kind].audience
    for key in keys_of(kind):
        owner = key.split("/")[1] if "/" in key else ""
        for viewer in VIEWERS:
            expected = {
                Audience.EVERYONE: True,
                Audience.TEAM: viewer.role != "participant" or viewer.team == owner,
                Audience.JUDGES: viewer.role in ("rater", "facilitator"),
                Audience.FACILITATORS: viewer.role == "facilitator",
                Audience.SEAT: viewer.role == "facilitator" or viewer.seat == owner,
                Audience.SEAT_ALONE: viewer.seat == owner,
                Audience.SERVER: False,
            }[audience]
            assert sees(viewer, key) == expected, (key, viewer)


def test_what_is_secret_is_declared_so() -> None:
    """The kinds that give a case, a person or a session away, by name: to widen one is to change this line."""
    secret = {
        kind: KINDS[kind].audience for kind in KINDS if KINDS[kind].audience not in (Audience.EVERYONE, Audience.TEAM)
    }
    assert secret == {
        "anchors": Audience.JUDGES,
        "shelf": Audience.FACILITATORS,
        "note": Audience.FACILITATORS,
        "truth": Audience.FACILITATORS,
        "activity": Audience.FACILITATORS,
        "outcome": Audience.FACILITATORS,
        "reclaim": Audience.FACILITATORS,
        "agreement": Audience.FACILITATORS,
        "rating": Audience.SEAT,
        "bet": Audience.SEAT,
        "needs": Audience.SEAT_ALONE,
        "token": Audience.SERVER,
        "seed": Audience.SERVER,
        "pinned": Audience.SERVER,
        "timer": Audience.SERVER,
    }


def test_everyone_sees_no_teams_work() -> None:
    """Kinds for everyone name no team in their key, but its name and what the debrief reveals."""
    named = {kind for kind in KINDS if KINDS[kind].audience is Audience.EVERYONE and "<team>" in KINDS[kind].key}
    assert named == {"team", "revealed", "score"}


def test_a_teams_and_a_seats_kinds_name_them_first() -> None:
    """The filter reads the key's second part."""
    for kind, declared in KINDS.items():
        parts = declared.key.split("/")
        if declared.audience is Audience.TEAM:
            assert parts[1] == "<team>", kind
        if declared.audience in (Audience.SEAT, Audience.SEAT_ALONE):
            assert parts[1] == "<seat>", kind


# --- what a team can see before the debrief, by type

REVEALING: set[type] = {
    Truth, TruthShown, RevealedCause, Reveal, RevealedTeam, Exhibit, model.Scenario, model.Cause, model.Kpi,
    model.Intervention, model.SideEffect, model.Instrument, model.Evidence, model.Topic, model.Person, model.Cut,
    model.DataRequest, model.Inject, model.Option, model.Effect, model.Company, model.Noise, model.Shock,
    model.Season, model.Regression, model.PlanTest,
}  # fmt: skip

# Fields of the scenario that are figures or words of the truth. "kpi", "label", "cost" and their like are not.
FIELDS = {
    "share", "shares", "potency", "on", "says", "decisive", "decoy", "blocked_by", "explain", "support", "floor_plus",
    "reach", "tau", "polish", "side", "noise", "noise_sd", "attainable", "trend", "season", "regression", "shocks",
    "observes", "full", "bias", "retest", "effect", "default", "expects", "teaching_note", "training_is", "intended",
    "tests", "seed", "hash", "token_hash", "truth", "twin", "turnover_per_year", "unlock", "trust", "trusts_after",
}  # fmt: skip


def types_in(kind: inspect.Type) -> list[inspect.StructType]:
    """Find every struct that a record can hold, at any depth."""
    found: list[inspect.StructType] = []

    def look(one: Any) -> None:
        match one:
            case inspect.StructType():
                if one not in found:
                    found.append(one)
                    for field in one.fields:
                        look(field.type)
            case inspect.UnionType():
                for inner in one.types:
                    look(inner)
            case inspect.VarTupleType() | inspect.ListType():
                look(one.item_type)
            case inspect.TupleType():
                for inner in one.item_types:
                    look(inner)
            case inspect.DictType():
                look(one.key_type)
                look(one.value_type)
            case inspect.AnyType() | inspect.RawType():
                raise AssertionError("a record that may hold anything may hold the truth")
            case _:
                pass

    look(kind)
    return found


@pytest.mark.parametrize(
    "kind",
    sorted(
        kind
        for kind, declared in KINDS.items()
        if declared.audience in (Audience.EVERYONE, Audience.TEAM, Audience.SEAT, Audience.SEAT_ALONE)
        and kind not in ("reveal", "revealed")
    ),
)
def test_what_a_team_sees_has_no_room_for_the_truth(kind: str) -> None:
    """No field, at any depth, of a type or a name that the model's truth has."""
    for struct in types_in(inspect.type_info(KINDS[kind].type)):
        assert struct.cls not in REVEALING
        assert not {field.name for field in struct.fields} & FIELDS, struct.cls


def test_the_search_finds_what_it_looks_for() -> None:
    """The same search on what must not be shown."""
    found = types_in(inspect.type_info(TruthShown))
    assert {Truth, RevealedCause} <= {struct.cls for struct in found}
    names = {field.name for struct in types_in(inspect.type_info(model.Scenario)) for field in struct.fields}
    missing = FIELDS - names - {"share", "shares", "potency", "seed", "hash", "token_hash", "truth", "twin"}
    assert not missing, "fields that the model does not have any more"


def test_every_kind_is_a_record_under_its_own_name() -> None:
    """The first part of the key is the kind."""
    for kind, declared in KINDS.items():
        assert declared.name == kind == declared.key.split("/")[0]
        assert issubclass(declared.type, msgspec.Struct)
        assert kind_of(declared.key) is declared
