"""What a session's time does when the store's clock does what it should not."""

from __future__ import annotations

import random

import pytest

from practicum.live.time import STEP_MS, SessionTime, StoreTime

BEGAN = 1_800_000_000_000


class World:
    """A store's clock that can be set, and a machine's that can't; and a store that answers what it says."""

    def __init__(self) -> None:
        self.steady = 5_000.0
        self.shift = 0
        self.takes = 0.0

    def passes(self, ms: float) -> None:
        """Let time pass."""
        self.steady += ms

    def store(self) -> int:
        """Tell the store's time."""
        return int(BEGAN + self.steady + self.shift)

    async def now(self) -> int:
        """Answer as the store does, late."""
        told = self.store()
        self.passes(self.takes)
        return told

    def session(self) -> SessionTime:
        """Begin a session's time."""
        return SessionTime(self.store, lambda: self.steady)


def test_a_session_follows_the_store() -> None:
    """While nobody sets its clock; what two nodes differ by is no reason to be ahead."""
    world = World()
    time = world.session()
    for _ in range(100):
        world.passes(1_000)
        assert time.now(world.store() + STEP_MS // 2) == world.store()


def test_a_clock_that_is_set_back_is_not_followed() -> None:
    """The session goes on from where it was, at its usual pace, however long nobody looked."""
    world = World()
    time = world.session()
    before = time.now()
    world.passes(60_000)
    world.shift -= 90_000
    assert time.now() == before + 60_000
    world.passes(10_000)
    assert time.now() == before + 70_000


def test_a_clock_that_is_set_forward_is_followed() -> None:
    """And one that is set right again brings a session that was ahead back into step."""
    world = World()
    time = world.session()
    world.shift += 600_000
    assert time.now() == world.store()
    world.shift -= 600_000
    assert time.now() == world.store() + 600_000
    world.passes(5_000)
    world.shift += 200_000
    assert time.now() == world.store() + 400_000
    world.shift += 500_000
    assert time.now() == world.store()


def test_a_node_that_comes_later_learns_from_the_last_move() -> None:
    """It was made in a time that the store has not come to: from there on, time passes as ever."""
    world = World()
    made = world.store() + 90_000
    time = world.session()
    assert time.now(made) == made
    world.passes(30_000)
    assert time.now(made) == made + 30_000


@pytest.mark.parametrize("seed", [1, 2, 3, 72, 128])
def test_nodes_that_hear_of_each_others_moves_agree(seed: int) -> None:
    """Whatever is done to the store's clock, at any pace: no session's time goes back, and none runs away."""
    chance = random.Random(seed)
    world = World()
    nodes = [world.session() for _ in range(3)]
    last = highest = 0
    for _ in range(2_000):
        world.passes(chance.uniform(0, 2_000))
        if chance.random() < 0.05:
            world.shift += chance.choice((-600_000, -90_000, -3_000, 3_000, 90_000, 600_000))
        highest = max(highest, world.shift)
        now = max(last, chance.choice(nodes).now(last))
        assert now <= BEGAN + world.steady + max(0, highest) + STEP_MS
        last = now
    # The last move's node may have been a step behind the move before, and another node is a step ahead of its own.
    assert all(abs(node.now(last) - last) <= 2 * STEP_MS for node in nodes)


async def test_an_answer_that_took_long_is_passed_over() -> None:
    """Nobody knows when it was given: a node that stood still for a while would be wrong by half of that."""
    world = World()
    time = StoreTime(world, lambda: world.steady)  # type: ignore[arg-type]
    await time.measure()
    assert time.now() == world.store()
    world.takes = 20_000
    await time.measure()
    assert time.now() == world.store()
    world.takes, world.shift = 0, -90_000
    await time.measure()
    assert time.now() == world.store()
