"""A client's answers: the last 64 ids are known, whatever order they were settled in."""

from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.live.clients import MOST, WINDOW, Clients, Row

steps = st.one_of(st.integers(-80, 200), st.sampled_from([1, 1, 1, 2, -WINDOW, WINDOW, 10**9]))


@given(st.lists(steps, max_size=60))
@settings(max_examples=150, deadline=None)
def test_what_is_kept_is_what_a_look_at_all_of_it_would_keep(several: list[int]) -> None:
    """Ids go up, skip, come late or come again; the cost is that of what leaves."""
    row, id, kept = Row("a:b", "a"), 0, dict[int, bytes]()
    for step in several:
        id = max(1, id + step)
        row.settle(id, b"%d" % id)
        kept[id] = b"%d" % id
        newest = max(kept)
        kept = {known: answer for known, answer in kept.items() if known > newest - WINDOW}
        assert row.last == newest
        assert row.answers == kept
        assert all(row.forgotten(known) == (known <= newest - WINDOW) for known in (id, newest, newest - WINDOW))


def test_ever_new_clients_of_a_seat_leave_room_for_others() -> None:
    """So many are kept, wherever they moved; whose move is under way stays."""
    clients = Clients()
    waits, other = clients.row("a", "waits"), clients.row("b", "other")
    waits.deciding.add(1)
    for number in range(MOST + 9):
        clients.named(f"a:{number}", "a").settle(1, b"done")
    kept = clients.of("a")
    assert len(kept) == MOST
    assert waits in kept
    assert kept[-1] is clients.row("a", f"{MOST + 8}")
    assert clients.of("b") == [other]
    clients.tidy(other)
    assert clients.of("b") == []
