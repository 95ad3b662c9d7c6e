"""What is known across sessions."""

import asyncio

from practicum.store.directory import Directory
from practicum.store.log import Store
from tests.store.helpers import a_session


async def test_a_code_leads_to_the_session_that_claimed_it_first(store: Store) -> None:
    """Of many claims one wins, and it may be repeated."""
    directory = Directory(store)
    code = a_session()
    sessions = [a_session() for _ in range(10)]
    claims = await asyncio.gather(*(directory.claim_code(code, session) for session in sessions))
    assert sum(claims) == 1
    winner = sessions[claims.index(True)]
    assert await directory.session_of(code) == winner
    assert await directory.claim_code(code, winner)


async def test_a_released_code_is_free(store: Store) -> None:
    """An unknown code leads nowhere, and another session may take it."""
    directory = Directory(store)
    code = a_session()
    assert await directory.session_of(code) is None
    assert await directory.claim_code(code, "one")
    await directory.release_code(code)
    assert await directory.claim_code(code, "two")


async def test_a_scenario_is_kept_as_it_was_first_kept(store: Store) -> None:
    """The hash stands for the text, so the text never changes."""
    directory = Directory(store)
    content_hash = a_session()
    assert await directory.scenario(content_hash) is None
    await directory.keep_scenario(content_hash, b"id: a\n\xff")
    await directory.keep_scenario(content_hash, b"other")
    assert await directory.scenario(content_hash) == b"id: a\n\xff"


async def test_sessions_are_listed_with_a_note(store: Store) -> None:
    """A second note replaces the first; what was removed is gone."""
    directory = Directory(store)
    one, two = a_session(), a_session()
    await directory.add_session(one, b"first")
    await directory.add_session(one, b"second")
    await directory.add_session(two, b"two")
    await directory.remove_session(two)
    sessions = await directory.sessions()
    assert sessions[one] == b"second"
    assert two not in sessions
