"""Promises that hold on every walk; a failing test names its walk's seed, and ``walk(seed)`` plays it again.

``PRACTICUM_WALKS`` makes more of them.
"""

import os
import random
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from practicum.rules.audience import Viewer, group_sees, groups_of, sees
from practicum.rules.chores import WANTED_BY, is_wanted
from practicum.rules.decide import decide, parse
from practicum.rules.preview import preview
from practicum.rules.records import (
    KINDS,
    PHASES,
    Hours,
    Record,
    Seat,
    kind_of,
)
from practicum.rules.refusals import Refusal
from practicum.rules.state import Changes, Records, from_map, to_map
from practicum.rules.timers import DUE_BY, due_at
from tests.rules.promises import follows, holds, nothing_missed
from tests.rules.walk import Tried, Walked, eventful, phases_of, walk

SEEDS = range(int(os.environ.get("PRACTICUM_WALKS", "10")))
walks = pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed}")


def played(walked: Walked) -> Iterator[tuple[Tried, Records]]:
    """Walk again: each thing tried, with the records as they were before it."""
    records = Records()
    for tried in walked.tried:
        yield tried, records
        if isinstance(tried.decided, Changes):
            records.apply(tried.decided)


def again(tried: Tried, records: Records, *, later: int = 0) -> Changes | Refusal:
    """Read and decide what was tried once more."""
    move = parse(tried.do, tried.arguments)
    if isinstance(move, Refusal):
        return move
    return decide(records, eventful(), move, tried.by, tried.now, tried.version + later)


def packed(record: Any) -> bytes:
    """Encode a record as stores and wires do."""
    return msgspec.msgpack.encode(record)


def test_the_walks_go_everywhere() -> None:
    """Every phase, every kind of record, every move accepted, and most ways of being refused."""
    all_of = [walk(seed) for seed in range(10)]
    assert set.union(*(phases_of(one) for one in all_of)) == set(PHASES)
    kinds = {kind_of(key).name for one in all_of for tried in one.accepted for key in put(tried)}
    assert kinds == set(KINDS)
    codes = {tried.decided.code for one in all_of for tried in one.tried if isinstance(tried.decided, Refusal)}
    assert {
        "malformed", "not.allowed", "not.yours", "phase.closed", "paused", "stale", "unknown", "budget.exceeded",
        "locked", "name.taken", "session.ended", "gap.first", "bet.closed", "bet.sum", "run.over", "midcourse.used",
    } <= codes  # fmt: skip
    assert all(0.25 < len(one.accepted) / len(one.tried) < 0.9 for one in all_of)


def test_the_walks_meet_events_of_every_kind() -> None:
    """By hand, in time, and for whatever a team does or leaves."""
    sent = {key.split("/")[2] for seed in range(10) for one in walk(seed).accepted for key in put(one) if is_event(key)}
    assert sent == set(eventful().injects)


def is_event(key: str) -> bool:
    """Say whether a key is that of an event at a team."""
    return key.startswith("inject/")


def unordered(decided: Changes | Refusal) -> Changes | Refusal:
    """Look at what was decided whatever the order in which keys are dropped: it means nothing."""
    return Changes(decided.put, tuple(sorted(decided.drop))) if isinstance(decided, Changes) else decided


def put(tried: Tried) -> dict[str, Record]:
    """Give what an accepted move put."""
    return tried.decided.put if isinstance(tried.decided, Changes) else {}


@walks
def test_deciding_and_previewing_change_nothing(seed: int) -> None:
    """Refused or accepted: only ``apply`` changes records, and what was put is never touched again."""
    kept: list[tuple[Record, bytes]] = []
    for tried, records in played(walk(seed)):
        before = dict(records.items())
        assert again(tried, records) == tried.decided, f"walk {seed} at {tried}"
        move = parse(tried.do, tried.arguments)
        if not isinstance(move, Refusal):
            shown = preview(records, eventful(), move, tried.by, tried.now, tried.version)
            if isinstance(tried.decided, Refusal):
                assert shown == tried.decided
            else:
                assert not isinstance(shown, Refusal)
                assert shown.text.endswith(".")
        after = dict(records.items())
        assert list(after) == list(before)
        assert all(after[key] is before[key] for key in before), f"walk {seed} at {tried}"
        kept += [(record, packed(record)) for record in put(tried).values()]
    assert all(packed(record) == raw for record, raw in kept), f"walk {seed}"


@walks
def test_the_log_replayed_gives_the_same_records(seed: int) -> None:
    """Accepted moves alone, as a log stores them, decided again from nothing."""
    walked = walk(seed)
    records = Records()
    for tried in walked.accepted:
        stored = msgspec.msgpack.decode(packed(tried.arguments))
        move = parse(tried.do, stored)
        assert not isinstance(move, Refusal), f"walk {seed} at {tried}"
        assert msgspec.to_builtins(parse(tried.do, msgspec.to_builtins(move))) == msgspec.to_builtins(move)
        decided = decide(records, eventful(), move, tried.by, tried.now, tried.version)
        assert decided == tried.decided, f"walk {seed} at {tried}"
        assert isinstance(decided, Changes)
        records.apply(decided)
    assert dict(records.items()) == dict(walked.records.items())


@walks
def test_a_node_that_read_the_records_back_decides_the_same(seed: int) -> None:
    """Whatever order they come in: a store's hash keeps none."""
    rng = random.Random(seed)
    for tried, records in played(walk(seed)):
        if rng.random() < 0.08:
            items = list(records.items())
            rng.shuffle(items)
            read = Records(
                (key, from_map(key, msgspec.msgpack.decode(packed(to_map(record))))) for key, record in items
            )
            assert unordered(again(tried, read)) == unordered(tried.decided), f"walk {seed} at {tried}"
            assert due_at(read) == due_at(records)


@walks
def test_records_survive_store_and_wire(seed: int) -> None:
    """To maps, to bytes and back: the same record of the same type, under a key of its kind's shape."""
    id = r"[A-Za-z0-9_-]+"
    shapes = {
        kind: re.compile(id.join(re.escape(part) for part in re.split(r"<\w+>", declared.key)))
        for kind, declared in KINDS.items()
    }
    for tried in walk(seed).accepted:
        for key, record in put(tried).items():
            assert from_map(key, msgspec.msgpack.decode(packed(to_map(record)))) == record
            assert type(record) is kind_of(key).type, key
            assert shapes[kind_of(key).name].fullmatch(key), f"{key} is not {kind_of(key).key}"


def viewers(records: Records) -> list[Viewer]:
    """Name everybody who was there, and one of each kind besides."""
    seats = records.under("seat", Seat)
    there = [Viewer(seat, record.role, record.team) for seat, record in seats.items()]
    return [*there, Viewer("x", "participant", None), Viewer("y", "observer", None), Viewer("z", "rater", None)]


@walks
def test_nobody_is_sent_what_is_not_theirs(seed: int) -> None:
    """The union of a viewer's two streams is what they see; no team sees another's, nor what is secret."""
    walked = walk(seed)
    keys = {key for tried in walked.accepted for key in put(tried)}
    hidden = set("truth shelf note seed token timer pinned activity outcome reclaim agreement anchors".split())
    for viewer in viewers(walked.records):
        groups = groups_of(viewer)
        for key in keys:
            seen = sees(viewer, key)
            assert seen == any(group_sees(group, key) for group in groups), (key, viewer)
            kind, _, rest = key.partition("/")
            if viewer.role == "participant" and seen:
                assert kind not in hidden, (key, viewer)
                assert kind not in ("bet", "needs") or rest == viewer.seat
                if "/<team>" in KINDS[kind].key and kind not in ("team", "revealed", "score"):
                    assert rest.split("/")[0] == viewer.team, (key, viewer)
            assert not (seen and kind in ("seed", "token", "timer", "pinned")), (key, viewer)


@walks
def test_a_team_reads_nothing_of_the_answer_before_the_debrief(seed: int) -> None:
    """Not a sentence of it, in any record that they were sent; the same words are there once it is revealed."""
    scenario = eventful()
    secrets = [cause.explain for cause in scenario.causes.values()] + [
        inject.expects for inject in scenario.injects.values()
    ]
    for guide in scenario.rubric.values():
        secrets += [*guide.anchors.values(), *guide.exemplars.values()]
    secrets += [scenario.teaching_note, "the-secret-seed", "hash-of-", "the-pinned-hash", "training_is", "blocked_by"]
    needles = [secret.strip()[:60].encode() for secret in secrets if secret.strip()]
    sent = dict.fromkeys(("1", "2", "3"), b"")
    revealed = False
    for tried in walk(seed).accepted:
        revealed = revealed or "reveal/case" in put(tried)
        if revealed:
            break
        for key, record in put(tried).items():
            for team in sent:
                if sees(Viewer("x", "participant", team), key):
                    sent[team] += packed(record)
    for team, blob in sent.items():
        for needle in needles:
            assert needle not in blob, f"walk {seed}: team {team} was sent {needle!r}"


@walks
def test_a_snapshot_with_deltas_is_a_fresh_view(seed: int) -> None:
    """At any cut, for every kind of viewer, by filter and by streams."""
    walked = walk(seed)
    log = walked.accepted
    rng = random.Random(seed)
    for viewer in viewers(walked.records):
        cut = rng.randrange(len(log) + 1)
        records = Records()
        for tried in log[:cut]:
            assert isinstance(tried.decided, Changes)
            records.apply(tried.decided)
        view = {key: record for key, record in records.items() if sees(viewer, key)}
        streamed = dict(view)
        for tried in log[cut:]:
            assert isinstance(tried.decided, Changes)
            for key in tried.decided.drop:
                if sees(viewer, key):
                    view.pop(key, None)
            view |= {key: record for key, record in tried.decided.put.items() if sees(viewer, key)}
            for group in groups_of(viewer):
                for key in tried.decided.drop:
                    if group_sees(group, key):
                        streamed.pop(key, None)
                streamed |= {key: record for key, record in tried.decided.put.items() if group_sees(group, key)}
        fresh = {key: record for key, record in walked.records.items() if sees(viewer, key)}
        assert view == fresh, f"walk {seed} cut at {cut} for {viewer}"
        assert streamed == fresh, f"walk {seed} cut at {cut} for {viewer}"


@walks
def test_what_must_hold_holds_all_along(seed: int) -> None:
    """After every move of the walk."""
    before = Records()
    for tried in walk(seed).accepted:
        assert isinstance(tried.decided, Changes)
        after = before.copy()
        after.apply(tried.decided)
        holds(after, f"walk {seed} after {tried.by} {tried.do} {tried.arguments}")
        nothing_missed(after, tried, f"walk {seed} after {tried.by} {tried.do} {tried.arguments}")
        follows(before, after, tried, f"walk {seed} at {tried.by} {tried.do} {tried.arguments}")
        before = after


@walks
def test_a_move_that_slipped_through_twice_does_no_harm(seed: int) -> None:
    """The same move decided and applied once more at once: whatever it says, what must hold still holds."""
    rng = random.Random(seed)
    for tried, records in played(walk(seed)):
        if isinstance(tried.decided, Refusal) or rng.random() > 0.4:
            continue
        once = records.copy()
        once.apply(tried.decided)
        twice = again(tried, once, later=1)
        if isinstance(twice, Changes):
            after = once.copy()
            after.apply(twice)
            what = f"walk {seed}, twice {tried.by} {tried.do} {tried.arguments}"
            holds(after, what)
            follows(once, after, tried, what)
            assert spent_hours(after).items() >= spent_hours(once).items(), what


def spent_hours(records: Records) -> dict[str, float]:
    """Give the hours that each team has spent."""
    return {team: hours.spent for team, hours in records.under("hours", Hours).items()}


def test_a_walk_may_begin_with_anything() -> None:
    """Whatever is tried before the session opens is tried, and refused."""
    first = {tried.do for seed in range(60) for tried in walk.__wrapped__(seed, 4).tried}
    assert {"session.open", "work.unsign"} <= first


def test_the_same_seed_is_the_same_walk() -> None:
    """And another seed another one."""
    first = walk.__wrapped__(3)
    assert first.tried == walk(3).tried
    assert first.tried != walk(4).tried


@walks
def test_what_is_due_and_what_is_to_be_computed_hang_on_few_kinds_of_record(seed: int) -> None:
    """A session looks at its timer and its chores after no other move."""
    for tried, before in played(walk(seed)):
        if not isinstance(tried.decided, Changes):
            continue
        changed = {key.partition("/")[0] for key in (*tried.decided.put, *tried.decided.drop)}
        after = before.after(tried.decided)
        assert changed & DUE_BY or due_at(before) == due_at(after), tried
        assert changed & WANTED_BY or is_wanted(before) == is_wanted(after), tried
