"""Tokens, codes, origins and limits, one by one."""

from __future__ import annotations

import pytest

from practicum.web import access
from practicum.web.access import Door, Limit


def test_a_code_reads_well_and_is_found_as_typed() -> None:
    """No letter that looks like another, and the same code from any spelling."""
    for _ in range(200):
        code = access.new_code()
        assert len(code) == 7
        assert not set("IO01") & set(code)
        assert access.read_code(f" {code.lower().replace('-', ' – ')} ") == code
        assert access.read_code(code.replace("-", "")) == code


@pytest.mark.parametrize("text", ["", "ABC-DE", "ABC-DEFG", "ABC-DE0", "ABC-DEI", "ÄBC-DEF", "ABC_DEF"])
def test_what_is_no_code_is_none(text: str) -> None:
    """Too short, too long, letters that codes don't have."""
    assert access.read_code(text) is None


def test_a_token_is_kept_as_its_hash_alone() -> None:
    """And has 128 bits."""
    session, secret = access.new_session(), access.new_secret()
    token = access.read_token(f"{session}.{secret}")
    assert token is not None
    assert token.session == session
    assert secret not in token.hashed
    assert token.hashed == access.hash_of(secret)
    assert len(secret) == 22
    assert access.bearer(f"Bearer {session}.{secret}") == token


@pytest.mark.parametrize(
    "text", ["", ".", "a.b", "../../etc.xxxxxxxxxxxxxxxxxxxxxx", "Basic x", "aaaaaaaaaaaa." + "é" * 22]
)
def test_what_is_no_token_is_none(text: str) -> None:
    """It reaches no store."""
    assert access.read_token(text) is None
    assert access.bearer(text) is None


def test_pages_of_ours_and_of_named_sites_may_talk_to_us() -> None:
    """A program without an origin may too; everything else may not."""
    door = Door(host_key="k", open_to_all=True, origins=["https://learn.example/"])
    assert door.origin_fits(None, "practicum.example")
    assert door.origin_fits("https://practicum.example", "practicum.example")
    assert door.origin_fits("https://learn.example", "practicum.example")
    for origin in ("https://evil.example", "null", "https://practicum.example.evil.example", "file://x", ""):
        assert not door.origin_fits(origin, "practicum.example")
    for nonsense in ("http://[", "https://x]practicum.example", "https://a@practicum.example", "://", "https"):
        assert not door.origin_fits(nonsense, "practicum.example")


def test_on_this_machine_anybody_may_host_and_elsewhere_the_key_does() -> None:
    """A proxy, a foreign name and a foreign address need the key."""
    door = Door(host_key="the-key", open_to_all=True)
    assert door.may_host(None, "127.0.0.1", "localhost:8000", forwarded=False)
    assert door.may_host(None, "::1", "[::1]:8000", forwarded=False)
    assert not door.may_host(None, "127.0.0.1", "localhost:8000", forwarded=True)
    assert not door.may_host(None, "127.0.0.1", "evil.example", forwarded=False)
    assert not door.may_host(None, "10.0.0.9", "localhost:8000", forwarded=False)
    for nonsense in ("[", "[::1", "evil.example@localhost", "evil.example#@localhost", "localhost/", "localhost#", ""):
        assert not door.may_host(None, "127.0.0.1", nonsense, forwarded=False)
    shut = Door(host_key="the-key", open_to_all=False)
    assert not shut.may_host(None, "127.0.0.1", "localhost", forwarded=False)
    assert not shut.may_host("Bearer other", "127.0.0.1", "localhost", forwarded=False)
    assert shut.may_host("Bearer the-key", "10.0.0.9", "practicum.example", forwarded=True)


def test_a_limit_counts_each_address_by_itself_and_forgives_with_time() -> None:
    """A burst, then as fast as it refills."""
    now = 0.0
    limit = Limit(burst=3, per_second=0.5, clock=lambda: now)
    for _ in range(3):
        assert limit.wait("a") == 0
        limit.take("a")
    assert limit.wait("a") == 2
    assert limit.wait("b") == 0
    now = 2.0
    assert limit.wait("a") == 0


def test_a_limit_keeps_a_bounded_number_of_addresses() -> None:
    """Many addresses cost no more memory than that."""
    limit = Limit(burst=3, per_second=0.5)
    for number in range(Limit.KEPT + 100):
        limit.take(str(number))
    assert len(limit._left) == Limit.KEPT
