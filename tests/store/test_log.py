"""A session's log in the real store: what is appended, refused, recognised and read back."""

import asyncio
import random

import pytest
from msgspec.structs import replace

from practicum.store import keys, whole
from practicum.store.log import ANSWERED_LONG_AGO, Append, Appended, Conflict, Duplicate, Store
from practicum.store.positions import START, Position
from tests.store.helpers import a_log, a_move, a_session, after, appended


async def test_a_session_without_moves_is_not_there(store: Store) -> None:
    """Load says that there is nothing, and there is nothing since the start."""
    session = a_session()
    assert await store.load(session) is None
    assert await store.since(session, START) == []


async def test_what_was_appended_is_loaded(store: Store) -> None:
    """Puts and drops make the records; the position is that of the last move."""
    session = a_session()
    first = await appended(store, a_move(session, put={"team/1": b"\x00\xff one", "team/2": b"two"}))
    last = await appended(store, a_move(session, first, put={"team/3": b""}, drop=["team/2"]))
    before = await store.now()
    stored = await store.load(session)
    assert stored is not None
    assert stored.position == last
    assert stored.records == {"team/1": b"\x00\xff one", "team/3": b""}
    assert 0 < stored.wall_ms <= before


async def test_the_log_holds_every_move_with_its_changes(store: Store) -> None:
    """An entry has all that was appended, byte for byte."""
    session = a_session()
    move = a_move(session, put={"a": b"\xff"}, drop=["b", "c"], client="c1", id=7)
    await appended(store, move)
    (entry,) = [entry async for entry in store.entries(session)]
    assert (entry.frm, entry.position) == (START, move.to)
    assert (entry.move, entry.put, entry.drop) == (b"a move", {"a": b"\xff"}, ["b", "c"])
    assert (entry.client, entry.id, entry.seat, entry.node) == ("c1", 7, "seat-1", store.node)


async def test_a_long_log_is_read_in_order_page_by_page(store: Store) -> None:
    """Nothing is lost or repeated where pages meet."""
    session = a_session()
    moves, at = [], START
    for _ in range(600):
        moves.append(a_move(session, at))
        at = moves[-1].to
    await asyncio.gather(*(store.append(move) for move in moves))
    read = [entry.position async for entry in store.entries(session)]
    assert read == [move.to for move in moves]
    tail = [entry.position async for entry in store.entries(session, after=moves[511].to)]
    assert tail == [move.to for move in moves[512:]]


async def test_since_gives_what_follows_a_position(store: Store) -> None:
    """All of it from the start, the rest from the middle, nothing from the end."""
    session = a_session()
    positions = await a_log(store, session, 5)
    for seen, at in enumerate([START, *positions]):
        entries = await store.since(session, at)
        assert entries is not None
        assert [entry.position for entry in entries] == positions[seen:]


async def test_since_a_position_that_is_gone_is_nothing(store: Store) -> None:
    """The same version with another nonce is another history: reload."""
    session = a_session()
    positions = await a_log(store, session, 3)
    assert await store.since(session, Position(positions[1].version, "7")) is None
    assert await store.since(session, Position(99, "7")) is None


async def test_since_is_whole_or_nothing(store: Store) -> None:
    """A log that lost an entry in its middle or its beginning does not answer with the rest."""
    session = a_session()
    positions = await a_log(store, session, 4)
    await store.reader.ask("XDEL", keys.log_key(session), str(positions[2]))
    assert await store.since(session, positions[0]) is None
    assert await store.since(session, START) is None
    assert await store.since(session, positions[3]) == []


async def test_the_same_id_twice_is_answered_as_the_first_time(store: Store) -> None:
    """The second move is not appended, whatever it is and wherever it thinks it stands."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1, answer=b"first"))
    again = a_move(session, at, client="c1", id=1, answer=b"second", put={"phase": b"run"})
    stale = a_move(session, START, client="c1", id=1, answer=b"third")
    assert await store.append(again) == Duplicate(b"first")
    assert await store.append(stale) == Duplicate(b"first")
    stored = await store.load(session)
    assert stored is not None
    assert (stored.position, stored.records) == (at, {"phase": b"lobby"})
    assert len([entry async for entry in store.entries(session)]) == 1


async def test_another_clients_same_id_is_another_move(store: Store) -> None:
    """Ids count per client; the timekeeper has neither client nor id."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1))
    at = await appended(store, a_move(session, at, client="c2", id=1))
    at = await appended(store, a_move(session, at, client=None, id=0, seat=None))
    at = await appended(store, a_move(session, at, client=None, id=0, seat=None))
    assert at.version == 4


async def test_a_conflict_writes_nothing(store: Store) -> None:
    """Who stands elsewhere learns the current position, and leaves no trace at all."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1))
    before = await _everything(store, session)
    late = a_move(session, START, client="c2", id=1, put={"x": b"x"}, drop=["phase"], due=1)
    assert await store.append(late) == Conflict(at)
    assert await _everything(store, session) == before


def a_refusal(session: str, at: Position, id: int, answer: bytes = b"refused") -> Append:
    """Make what keeps a refusal."""
    return replace(a_move(session, at, to=at, client="c1", id=id, answer=answer, put={}), move=b"")


async def test_a_refusal_is_kept_and_nothing_else_changes(store: Store) -> None:
    """The log, the records, the position and what is due stay; who makes the same move later learns of it."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1, due=1 << 41))
    before = await store.load(session)
    assert before is not None
    result = await store.append(a_refusal(session, at, 2))
    assert isinstance(result, Appended)
    assert await store.append(a_refusal(session, at, 2)) == Duplicate(b"refused")
    assert await store.append(a_move(session, at, client="c1", id=2)) == Duplicate(b"refused")
    stored = await store.load(session)
    assert stored is not None
    assert (stored.position, stored.records) == (before.position, before.records)
    assert stored.clients["c1"].answers == {1: b"done", 2: b"refused"}
    assert len([entry async for entry in store.entries(session)]) == 1
    assert await store.reader.ask("ZSCORE", keys.due_key(keys.partition_of(session)), session) == 1 << 41


async def test_a_refusal_of_what_is_no_longer_so_is_not_kept(store: Store) -> None:
    """The log went on: the move may be possible now. What was done is answered as it was."""
    session = a_session()
    first = await appended(store, a_move(session, client="c1", id=1))
    at = await appended(store, a_move(session, first, client="c1", id=2))
    assert await store.append(a_refusal(session, first, 3)) == Conflict(at)
    assert await store.append(a_refusal(session, first, 2)) == Duplicate(b"done")


async def test_refusals_alone_are_forgotten_in_time(store: Store) -> None:
    """A client that is refused all the time fills nothing: its last 64 answers are kept."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1))
    for id in range(2, 200):
        assert isinstance(await store.append(a_refusal(session, at, id)), Appended)
    stored = await store.load(session)
    assert stored is not None
    assert sorted(stored.clients["c1"].answers) == list(range(136, 200))


async def test_our_own_append_asked_again_is_appended(store: Store) -> None:
    """After an unknown outcome the same append is recognised by its nonce, and is in the log once."""
    session = a_session()
    timekeepers = a_move(session, client=None, id=0, seat=None)
    persons = a_move(session, timekeepers.to, client="c1", id=1)
    for move in (timekeepers, timekeepers, persons, persons, timekeepers, persons):
        result = await store.append(move)
        assert isinstance(result, Appended)
        assert result.position == move.to
    assert [entry.position async for entry in store.entries(session)] == [timekeepers.to, persons.to]


async def test_pipelined_moves_follow_each_other(store: Store) -> None:
    """A session need not wait for one append before it sends the next."""
    session = a_session()
    first = a_move(session)
    second = a_move(session, first.to)
    third = a_move(session, second.to)
    results = await asyncio.gather(*(store.append(move) for move in (first, second, third)))
    assert [type(result) for result in results] == [Appended] * 3


async def test_a_version_is_never_skipped(store: Store) -> None:
    """A position that does not follow is a bug of the caller, and is not sent."""
    session = a_session()
    with pytest.raises(ValueError, match="does not follow"):
        await store.append(a_move(session, to=Position(2, "1")))
    assert await store.load(session) is None


async def test_a_refused_move_refuses_all_behind_it(store: Store) -> None:
    """When the first of a pipeline conflicts, the ones that build on it do too."""
    session = a_session()
    at = await appended(store, a_move(session))
    first = a_move(session, START)
    second = a_move(session, first.to)
    third = a_move(session, second.to)
    results = await asyncio.gather(*(store.append(move) for move in (first, second, third)))
    assert results == [Conflict(at)] * 3
    assert len([entry async for entry in store.entries(session)]) == 1


async def test_of_two_nodes_at_the_same_position_one_appends(store_url: str, store: Store) -> None:
    """Whatever the interleaving, the log is one chain."""
    other = await Store.open(store_url)
    session = a_session()

    async def play(node: Store) -> int:
        at, accepted = START, 0
        for _ in range(50):
            match await node.append(a_move(session, at)):
                case Appended(position=position):
                    at, accepted = position, accepted + 1
                case Conflict(at=position):
                    at = position
        return accepted

    accepted = await asyncio.gather(play(store), play(other))
    await other.close()
    chain = await store.since(session, START)
    assert chain is not None
    assert len(chain) == sum(accepted)


async def test_the_last_64_answers_are_kept(store: Store) -> None:
    """Older ids are known to be settled, though not how; newer ones are answered word for word."""
    session = a_session()
    at = START
    for id_ in range(1, 101):
        at = await appended(store, a_move(session, at, client="c1", id=id_, answer=b"answer %d" % id_))
    stored = await store.load(session)
    assert stored is not None
    client = stored.clients["c1"]
    assert client.last == 100
    assert client.answers == {id_: b"answer %d" % id_ for id_ in range(37, 101)}
    assert await store.client(session, "c1") == client
    assert await store.append(a_move(session, at, client="c1", id=37)) == Duplicate(b"answer 37")
    assert await store.append(a_move(session, at, client="c1", id=36)) == Duplicate(ANSWERED_LONG_AGO)


async def test_refusals_are_written_with_the_next_accepted_move(store: Store) -> None:
    """A refused id that is resent is answered with its refusal; the first answer to an id stands."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=3, refusals=[(1, b"no"), (2, b"not yet")]))
    at = await appended(store, a_move(session, at, client="c1", id=5, refusals=[(2, b"other"), (4, b"never")]))
    client = await store.client(session, "c1")
    assert client is not None
    assert client.answers == {1: b"no", 2: b"not yet", 3: b"done", 4: b"never", 5: b"done"}
    assert await store.append(a_move(session, at, client="c1", id=2)) == Duplicate(b"not yet")


async def test_an_id_that_was_never_written_may_still_be(store: Store) -> None:
    """An id in the window without an answer was refused by a node that died: it is decided again."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=2))
    await appended(store, a_move(session, at, client="c1", id=1, answer=b"late"))
    client = await store.client(session, "c1")
    assert client is not None
    assert (client.last, client.answers) == (2, {1: b"late", 2: b"done"})


async def test_answers_stay_in_the_window_whatever_the_ids(store: Store) -> None:
    """On seeded walks of ids with gaps and repeats, exactly the answers among the last 64 ids are kept."""
    seed = random.randrange(1 << 32)
    walk = random.Random(seed)
    session = a_session()
    at, last = START, 0
    written: dict[int, bytes] = {}
    for step in range(300):
        id_ = max(1, last + walk.choice([1, 1, 1, 2, 40, 100, -3, -70]))
        refused = [(id_ - 1, b"no %d" % step)] if id_ > 1 and walk.random() < 0.3 else []
        answer = b"yes %d" % step
        match await store.append(a_move(session, at, client="c1", id=id_, answer=answer, refusals=refused)):
            case Appended(position=at):
                written[id_] = answer
                for earlier, refusal in refused:
                    written.setdefault(earlier, refusal)
                last = max(last, id_)
                written = {kept: text for kept, text in written.items() if kept > last - 64}
            case Duplicate(answer=known):
                assert known == written.get(id_, ANSWERED_LONG_AGO), f"seed {seed}, step {step}"
        client = await store.client(session, "c1")
        assert client is not None
        assert (client.last, client.answers) == (last, written), f"seed {seed}, step {step}"


async def test_a_seat_has_at_most_32_clients(store: Store) -> None:
    """The client that was quiet for longest loses its row and its answers, and the append says which."""
    session = a_session()
    at = await appended(store, a_move(session, client="other", id=1, seat="seat-2"))
    for number in range(32):
        at = await appended(store, a_move(session, at, client=f"c{number}", id=1))
    at = await appended(store, a_move(session, at, client="c0", id=2))
    result = await store.append(a_move(session, at, client="c32", id=1))
    assert isinstance(result, Appended)
    assert result.removed == "c1"
    stored = await store.load(session)
    assert stored is not None
    assert set(stored.clients) == {"other", "c0", *(f"c{number}" for number in range(2, 33))}
    meta = await store.reader.ask("HKEYS", keys.meta_key(session))
    assert not [name for name in meta if name.endswith(b":c1")]


async def test_a_client_stays_with_the_seat_it_first_moved_for(store: Store) -> None:
    """So whoever hands out answers can tell whose they are."""
    session = a_session()
    at = await appended(store, a_move(session, client="c1", id=1, seat="seat-1"))
    await appended(store, a_move(session, at, client="c1", id=2, seat="seat-2"))
    client = await store.client(session, "c1")
    assert client is not None
    assert client.seat == "seat-1"


async def test_ids_clients_and_keys_may_hold_any_characters(store: Store) -> None:
    """Separators in names, and ids past 32 bits, are no trouble."""
    session = a_session()
    id_ = 2**53 - 2
    move = a_move(session, client="c:1:ü\n", id=id_, seat="s:\n2", put={"k:ä/ö\n": b"v"}, refusals=[(id_ - 1, b"no")])
    at = await appended(store, move)
    stored = await store.load(session)
    assert stored is not None
    assert stored.records == {"k:ä/ö\n": b"v"}
    client = stored.clients["c:1:ü\n"]
    assert (client.last, client.seat) == (id_, "s:\n2")
    assert client.answers == {id_: b"done", id_ - 1: b"no"}
    assert await store.append(a_move(session, at, client="c:1:ü\n", id=id_)) == Duplicate(b"done")


async def test_due_times_are_set_and_removed_with_the_moves(store: Store) -> None:
    """A session is due once its earliest time has come by the store's clock, and each move sets it anew."""
    session = a_session()
    now = await store.now()
    at = await appended(store, a_move(session, due=now - 1000))
    assert (session, now - 1000) in await store.due(1000)
    at = await appended(store, a_move(session, at, due=now + 3_600_000))
    assert session not in dict(await store.due(1000))
    at = await appended(store, a_move(session, at, due=now - 500))
    assert (session, now - 500) in await store.due(1000)
    await appended(store, a_move(session, at, due=None))
    assert session not in dict(await store.due(1000))


async def test_what_is_due_comes_earliest_first_and_bounded(store: Store) -> None:
    """Across all partitions, the ones that waited for longest come first."""
    sessions = [a_session() for _ in range(40)]
    for number, session in enumerate(sessions):
        await appended(store, a_move(session, due=1000 + number))
    assert await store.due(10) == [(session, 1000 + number) for number, session in enumerate(sessions[:10])]
    for session in sessions:
        await whole.remove(store, session)


async def test_a_deleted_session_leaves_nothing(store: Store) -> None:
    """Purge means gone: records, log, answers and due time."""
    session = a_session()
    await appended(store, a_move(session, client="c1", due=1000))
    await whole.remove(store, session)
    assert await _everything(store, session) == [{}, {}, []]
    assert session not in dict(await store.due(1000))


async def test_a_flushed_script_cache_is_filled_again(store: Store) -> None:
    """A restart or failover forgets scripts; appends notice nothing, in their order."""
    session = a_session()
    first = a_move(session)
    second = a_move(session, first.to)
    await store.reader.ask("SCRIPT", "FLUSH")
    results = await asyncio.gather(store.append(first), store.append(second))
    assert [type(result) for result in results] == [Appended, Appended]


@pytest.mark.parametrize("text", ["", "1", "1-", "-1", "01-1", "1-01", "1-1 ", "1-281474976710656", "a-b", "1-1-1"])
def test_what_is_not_a_position_is_not_read_as_one(text: str) -> None:
    """Each position has one spelling; anything else is none."""
    assert Position.parse(text) is None


def test_positions_read_back_what_they_write() -> None:
    """Text and position say the same."""
    position = after(START)
    assert Position.parse(str(position)) == position
    assert position.version == 1
    assert Position.parse("0-0") == START


async def _everything(store: Store, session: str) -> list[object]:
    return [
        await store.reader.ask("HGETALL", keys.meta_key(session)),
        await store.reader.ask("HGETALL", keys.state_key(session)),
        await store.reader.ask("XRANGE", keys.log_key(session), "-", "+"),
    ]
