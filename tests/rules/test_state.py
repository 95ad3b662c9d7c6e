"""Records and the changes made to them."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.rules.records import Chat, Note, Ready
from practicum.rules.state import Changes, Records, from_map, key, last, to_map

names = st.sampled_from(["note/1", "note/2", "note/3", "chat/1/4", "chat/1/5", "chat/2/4"])
notes = st.integers(0, 5).map(lambda n: Note(text=str(n), by="f0", noted_due=n))
changes = st.builds(Changes, st.dictionaries(names, notes, max_size=4), st.lists(names, max_size=4).map(tuple))


def a_note(text: str = "x") -> Note:
    """Write a note."""
    return Note(text=text, by="f0", noted_due=0)


@given(st.lists(changes, max_size=6))
@settings(max_examples=60, deadline=None)
def test_changes_joined_do_what_they_do_one_by_one(several: list[Changes]) -> None:
    """The later one wins where both name a key; no key is both put and dropped."""
    # A rule's own changes never put and drop the same key.
    several = [Changes(one.put, tuple(name for name in one.drop if name not in one.put)) for one in several]
    each, joined = Records(), Changes({})
    for one in several:
        each.apply(one)
        joined = joined.also(one)
        assert not set(joined.put) & set(joined.drop)
        assert len(set(joined.drop)) == len(joined.drop)
    at_once = Records()
    at_once.apply(joined)
    assert dict(at_once.items()) == dict(each.items())


@given(st.lists(changes, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_is_under_a_key_is_what_is_there(several: list[Changes]) -> None:
    """The index by parent holds the same records as the one by key."""
    records = Records()
    for one in several:
        records.apply(one)
    held = dict(records.items())
    for parent in ("note", "chat/1", "chat/2"):
        under = records.under(parent, Note)
        assert under == {last(name): held[name] for name in held if name.rpartition("/")[0] == parent}
    assert len(records) == len(held)


def test_a_record_of_another_type_is_not_found() -> None:
    """``get`` says None, ``the`` says that it is a bug."""
    records = Records([("note/1", a_note())])
    assert records.get("note/1", Chat) is None
    assert records.get("note/2", Note) is None
    assert records.under("note", Chat) == {}
    with pytest.raises(TypeError, match="note/1"):
        records.the("note/1", Chat)
    with pytest.raises(KeyError):
        records.the("note/2", Note)


def test_a_copy_lives_its_own_life() -> None:
    """What changes in one is not seen in the other."""
    records = Records([("note/1", a_note())])
    other = records.copy()
    other.apply(Changes({"note/2": a_note()}, ("note/1",)))
    assert dict(records.items()) == {"note/1": a_note()}
    assert dict(other.items()) == {"note/2": a_note()}


def test_dropping_what_is_not_there_does_nothing() -> None:
    """A drop may arrive twice."""
    records = Records()
    records.apply(Changes({}, ("note/1", "note/1")))
    assert len(records) == 0


def test_keys_are_built_and_taken_apart() -> None:
    """Kind first, own id last."""
    assert key("claim", "2", "k9") == "claim/2/k9"
    assert last("claim/2/k9") == "k9"
    assert last("phase") == "phase"


def test_a_stored_record_of_another_shape_is_an_error() -> None:
    """It is a bug or another version's format, and is not guessed at."""
    assert from_map("ready/lobby.1/p1", {"ready": True}) == Ready(ready=True)
    with pytest.raises(msgspec.ValidationError):
        from_map("claim/1/c1", {"text": 7})
    with pytest.raises(KeyError):
        from_map("unheard/1", {})


def test_a_field_that_came_later_has_a_default() -> None:
    """A record that was stored before is read as if it had it."""
    phase = {"phase": "lobby", "round": 1, "rounds": {"lobby": 1}, "started_due": 0, "ends_due": None}
    assert to_map(from_map("phase", phase)) == {**phase, "left": {}, "began_at": {}}


@given(st.lists(changes, max_size=5), changes)
@settings(max_examples=60, deadline=None)
def test_the_records_to_come_are_a_copy_with_the_changes_made(several: list[Changes], more: Changes) -> None:
    """And those that there are stay as they are, what their parents hold included."""
    records = Records()
    for one in several:
        records.apply(one)
    before, parents = dict(records.items()), {name: records.under(name, Note) for name in ("note", "chat/1", "chat/2")}
    ahead, same = records.after(more), records.copy()
    same.apply(more)
    assert list(ahead.items()) == list(same.items())
    for name, held in parents.items():
        assert list(ahead.under(name, Note).items()) == list(same.under(name, Note).items())
        assert records.under(name, Note) == held
    assert dict(records.items()) == before
