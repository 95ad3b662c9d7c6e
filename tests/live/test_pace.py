"""A seat's pace: a burst is free, then it is read as fast as it may move."""

from __future__ import annotations

from practicum.live.pace import Bucket, Pace


def test_a_burst_costs_no_wait() -> None:
    """Up to its size."""
    bucket = Bucket(Pace(burst=10, per_second=5))
    assert [bucket.take(100.0) for _ in range(10)] == [0.0] * 10
    assert bucket.take(100.0) > 0


def test_who_goes_on_waits_as_long_as_the_pace_says() -> None:
    """The waits add up to the pace, however long the backlog."""
    bucket, now = Bucket(Pace(burst=10, per_second=5)), 100.0
    for _ in range(510):
        now += bucket.take(now)
    assert abs(now - 200.0) < 0.01


def test_a_rest_fills_the_bucket_again_and_no_further() -> None:
    """The burst is the most."""
    bucket = Bucket(Pace(burst=10, per_second=5))
    for _ in range(10):
        bucket.take(100.0)
    waits = [bucket.take(1000.0) for _ in range(11)]
    assert waits[:10] == [0.0] * 10
    assert waits[10] > 0
