"""The last steps of a session: whole from a position on, or nothing."""

from __future__ import annotations

import msgspec

from practicum.live.history import BYTES, STEPS, History, Step, merge
from practicum.store.positions import START, Position


def a_step(version: int, *, put: dict[str, bytes] | None = None, drop: tuple[str, ...] = ()) -> Step:
    """Make the step that leads to a version."""
    raws = {key: msgspec.Raw(raw) for key, raw in (put or {"say/1": b"\xa1x"}).items()}
    frm = Position(version - 1, str(version - 1)) if version > 1 else START
    return Step(frm, Position(version, str(version)), raws, drop)


def a_history(*versions: int) -> History:
    """Make a history of steps."""
    history = History()
    for version in versions:
        history.add(a_step(version))
    return history


def versions(steps: list[Step] | None) -> list[int] | None:
    """Name the steps by their versions."""
    return None if steps is None else [step.to.version for step in steps]


def test_steps_are_found_from_a_position_on() -> None:
    """From its start, its middle and its end."""
    history, now = a_history(1, 2, 3), Position(3, "3")
    assert versions(history.since(START, now)) == [1, 2, 3]
    assert versions(history.since(Position(2, "2"), now)) == [3]
    assert versions(history.since(now, now)) == []


def test_a_position_of_another_history_is_not_found() -> None:
    """The same version with another nonce, an older one, a newer one."""
    history, now = a_history(5, 6), Position(6, "6")
    for at in (Position(5, "99"), Position(3, "3"), Position(9, "9")):
        assert history.since(at, now) is None


def test_it_is_bounded_by_number_and_by_bytes() -> None:
    """The oldest leave."""
    history = a_history(*range(1, STEPS + 10))
    now = Position(STEPS + 9, str(STEPS + 9))
    assert history.since(START, now) is None
    assert len(history.since(Position(10, "10"), now) or []) == STEPS - 1
    large = History()
    for version in range(1, 9):
        large.add(a_step(version, put={"say/1": b"x" * (BYTES // 4)}))
    assert large.since(Position(7, "7"), Position(8, "8"))
    assert large.since(START, Position(8, "8")) is None


def test_a_step_that_does_not_follow_begins_anew() -> None:
    """What was before can't be told as one history."""
    history = a_history(1, 2, 7)
    assert history.since(Position(1, "1"), Position(7, "7")) is None
    assert versions(history.since(Position(6, "6"), Position(7, "7"))) == [7]


def test_older_steps_go_in_front_only_where_they_fit() -> None:
    """Overlaps are cut, gaps refused."""
    history, now = a_history(5, 6), Position(6, "6")
    history.prepend([a_step(2), a_step(3)])
    assert history.since(Position(1, "1"), now) is None
    history.prepend([a_step(version) for version in (3, 4, 5, 6)])
    assert versions(history.since(Position(2, "2"), now)) == [3, 4, 5, 6]


def test_merged_steps_keep_the_last_word_on_each_key() -> None:
    """Put, dropped and put again; dropped last."""
    put, drop = merge(
        [
            a_step(1, put={"note/a": b"1", "note/b": b"1"}),
            a_step(2, put={"note/c": b"2"}, drop=("note/a", "note/b")),
            a_step(3, put={"note/a": b"3"}, drop=("note/c",)),
        ]
    )
    assert list(put) == ["note/a"]
    assert list(drop) == ["note/b", "note/c"]
