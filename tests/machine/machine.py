"""The state machine: what may happen to a session and to those who look at it, in any order.

Each rule is a thing that happens; after each, everything that must hold is held. ``hypothesis`` chooses the order, and
when something does not hold it looks for the shortest way there.
"""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from practicum.rules.records import PHASES
from practicum.rules.scene import By
from tests.machine.reader import Reader
from tests.machine.twin import Clients
from tests.machine.world import OTHERS, PEOPLE, Node, World
from tests.rules.helpers import F

MOST_READERS = 6
LEAST_ROUNDS = 3
SEATS = st.sampled_from([F, *PEOPLE, *OTHERS])
SEEDS = st.integers(0, 2**20)
NODES = st.integers(0, 1)
READERS = st.integers(0, MOST_READERS - 1)

# What a walker seldom does, though it is what turns a viewer's world over.
UPHEAVALS = (
    "seat.move seat.move seat.move teams.mix seat.forget seat.renew seat.remove seat.close seat.rename phase.next "
    "phase.next phase.back clock.pause clock.resume inject.send say.all hours.grant session.end"
).split()


class Machine(RuleBasedStateMachine):
    """One session, two nodes, some readers."""

    def __init__(self, clients: Clients, tally: Counter[str] | None = None) -> None:
        """Play with these clients; the tally counts what came to pass."""
        super().__init__()
        self.tally = Counter() if tally is None else tally
        self.world = World(clients)
        self.readers: list[Reader] = []

    # --- people

    @initialize(
        phase=st.sampled_from(PHASES[:-1]), teams=st.integers(1, 3), seats=st.lists(SEATS, min_size=1, max_size=4)
    )
    def opens(self, phase: str, teams: int, seats: list[str]) -> None:
        """A session is opened, and is somewhere; some look already."""
        self.world.open(phase, teams)
        for number, seat in enumerate(seats):
            self.somebody_comes(seat, number % 2, quick=number % 2 == 0)

    @rule(seed=SEEDS, count=st.sampled_from([1, 2, 5, 12, 30]), node=NODES)
    def people_move(self, seed: int, count: int, node: int) -> None:
        """People, and whoever else, do what they might do."""
        chance = random.Random(seed)
        for _ in range(count):
            by, do, arguments = self.world.wants(self._node(node), chance.randrange(2**20))
            if do != "session.end":
                self._moves(self._node(node), by, do, arguments)

    @rule(seed=SEEDS, do=st.sampled_from(UPHEAVALS), node=NODES)
    def a_facilitator_moves(self, seed: int, do: str, node: int) -> None:
        """A facilitator turns somebody's world over; the end comes seldom."""
        if do != "session.end" or seed % 8 == 0:
            by = By("facilitator", F)
            self._moves(self._node(node), by, do, self.world.arguments(self._node(node), seed, by, do))

    @rule(which=READERS, seed=SEEDS, count=st.sampled_from([1, 2, 4, 8]))
    def a_reader_moves(self, which: int, seed: int, count: int) -> None:
        """Somebody who looks does something, connected or not."""
        reader = self._reader(which)
        if reader is None or not reader.copy.seat or not PLAUSIBLE[reader.copy.seat["role"]]:
            return
        node, role = reader.node or self.world.nodes[0], reader.copy.seat["role"]
        chance = random.Random(seed)
        for _ in range(count):
            do = chance.choice(PLAUSIBLE[role])
            reader.moves(do, self.world.arguments(node, chance.randrange(2**20), By(role, reader.seat), do))

    @rule(which=READERS, seed=SEEDS)
    def a_reader_is_moved(self, which: int, seed: int) -> None:
        """A facilitator takes somebody who looks to a team, another one or the same."""
        reader = self._reader(which)
        if reader is not None:
            node, by = self._node(seed % 2), By("facilitator", F)
            arguments = self.world.arguments(node, seed, by, "seat.move") | {"seat": reader.seat}
            self._moves(node, by, "seat.move", arguments)

    @rule(seat=st.sampled_from(PEOPLE), node=NODES, asks=st.booleans())
    def somebody_asks_for_help(self, seat: str, node: int, asks: bool) -> None:
        """Or no longer wants it: a record comes or goes."""
        do, arguments = ("help.ask", {"text": "Is this right?"}) if asks else ("help.cancel", {})
        self._moves(self._node(node), By("participant", seat), do, arguments)

    @rule(seconds=st.sampled_from([0.001, 0.03, 0.03, 1, 20, 60, 600]))
    def time_passes(self, seconds: float) -> None:
        """The clock goes on: what waited is sent, timers fire."""
        self.world.loop.pass_by(seconds)

    @rule(node=NODES)
    def figures_come(self, node: int) -> None:
        """What is computed beside the event loop is done."""
        self.world.compute(self._node(node))

    # --- nodes and the log

    @rule()
    def news_comes(self) -> None:
        """All nodes hear of what others appended."""
        self.world.news()

    @rule(happened=st.lists(st.booleans(), min_size=1, max_size=3))
    def the_store_fails(self, happened: list[bool]) -> None:
        """The next appends have no answer, though some of them happen."""
        self.world.shelf.failing += happened

    @rule(seconds=st.sampled_from([0, 0.002, 0.2]))
    def the_store_takes_its_time(self, seconds: float) -> None:
        """Moves are decided on those that are under way."""
        self.world.shelf.slowness = seconds

    @precondition(lambda self: len(self.world.shelf.log) > 30)
    @rule(entries=st.integers(1, 6), seed=SEEDS, count=st.integers(0, 4), seconds=st.sampled_from([0, 0.03]))
    def a_tail_is_lost(self, entries: int, seed: int, count: int, seconds: float) -> None:
        """A failover takes the end of the log, with what was just done; the nodes hear of it."""
        self.people_move(seed, count, 0)
        self.world.loop.turn()
        self.world.read()
        self.world.shelf.lose(entries)
        self.world.news()
        self.world.loop.pass_by(seconds)
        self.everybody_reads()

    @rule(number=NODES)
    def a_node_restarts(self, number: int) -> None:
        """Its visitors lose their sockets."""
        for reader in self.readers:
            if reader.node is self.world.nodes[number]:
                reader.loses()
        self.world.restart(number)

    # --- readers

    @precondition(lambda self: len(self.readers) < MOST_READERS)
    @rule(seat=SEATS, node=NODES, quick=st.booleans())
    def somebody_comes(self, seat: str, node: int, quick: bool) -> None:
        """A client opens its first socket, which may be a quick one."""
        reader = Reader(self.world, seat, quick=quick)
        self.readers.append(reader)
        reader.connect(self._node(node))
        reader.reads(3)

    @rule(which=READERS)
    def a_socket_is_lost(self, which: int) -> None:
        """With all that was on its way."""
        reader = self._reader(which)
        if reader is not None and reader.connected and not reader.over:
            reader.loses()

    @rule(which=READERS, node=NODES)
    def somebody_comes_back(self, which: int, node: int) -> None:
        """To the same node or to another one, from where it was."""
        reader = self._reader(which)
        if reader is not None and not reader.connected and not reader.over:
            reader.connect(self._node(node))

    @rule(which=READERS, seat=st.sampled_from(PEOPLE), seed=SEEDS, count=st.integers(0, 6), node=NODES)
    def somebody_is_away_for_a_moment(self, which: int, seat: str, seed: int, count: int, node: int) -> None:
        """Up to date before; then things come and go without them."""
        reader = self._reader(which)
        if reader is None or reader.node is None:
            return
        self.somebody_asks_for_help(seat, node, asks=True)
        self.world.loop.pass_by(0.3)
        reader.reads(1_000)
        if reader.connected:
            reader.loses()
        self.somebody_asks_for_help(seat, node, asks=False)
        self.people_move(seed, count, node)
        if not reader.connected and not reader.over:
            reader.connect(self._node(node))
            reader.reads(5)

    @rule(which=READERS, most=st.sampled_from([1, 2, 5, 100]))
    def somebody_reads(self, which: int, most: int) -> None:
        """Who seldom reads falls behind."""
        reader = self._reader(which)
        if reader is not None:
            reader.reads(most)

    @rule()
    def everybody_reads(self) -> None:
        """All that there is."""
        for reader in self.readers:
            reader.reads(1_000)
        self._tidy()

    @rule(which=READERS, seed=SEEDS)
    def a_delta_is_lost(self, which: int, seed: int) -> None:
        """The next one leaves a gap."""
        reader = self._reader(which)
        if reader is None or reader.node is None:
            return
        node, by = reader.node, By("facilitator", F)
        reader.reads(1_000)
        for _ in range(2):
            self._moves(node, by, "say.all", self.world.arguments(node, seed, by, "say.all"))
            self.world.loop.pass_by(0.3)
        self.tally["deltas lost"] += reader.loses_a_delta()

    @rule(which=READERS)
    def a_delta_comes_twice(self, which: int) -> None:
        """And changes nothing the second time."""
        reader = self._reader(which)
        if reader is not None:
            self.tally["deltas twice"] += reader.hears_twice()

    @rule(which=READERS, back=st.integers(0, 12), short=st.integers(0, 3))
    def a_delta_overlaps(self, which: int, back: int, short: int) -> None:
        """It begins before where its reader stands, and may end there."""
        reader = self._reader(which)
        if reader is not None:
            self.tally["deltas overlapping"] += reader.hears_overlapping(back, short)

    # --- what must hold

    @invariant()
    def everything_holds(self) -> None:
        """Of the log, of the nodes, and of what was told of moves."""
        self.world.loop.turn()
        self.world.check()

    def teardown(self) -> None:
        """In the end everybody comes to rest, and is where the log is."""
        with self.world as world:
            if not world.shelf.log:
                return
            world.shelf.failing.clear()
            world.shelf.slowness = 0.0
            world.loop.pass_by(2)
            # Until nothing happens any more: what waited to be sent is made, and timers fire meanwhile.
            rounds, length = 0, -1
            while rounds < LEAST_ROUNDS or length < len(world.shelf.log):
                rounds, length = rounds + 1, len(world.shelf.log)
                world.news()
                for reader in self.readers:
                    reader.comes_to_rest(world.nodes[0])
            for reader in self.readers:
                reader.check_at_rest()
                reader.check_moves()
            world.check()
            world.check_typed()
            self._count()
        for reader in self.readers:
            reader.twin.end()

    # --- inside

    def _count(self) -> None:
        self.tally["sessions"] += 1
        self.tally["moves in logs"] += len(self.world.shelf.log)
        for reader in self.readers:
            self.tally.update(reader.tally)
        for node in self.world.nodes:
            counts = node.counts
            self.tally["conflicts"] += counts.conflicts
            self.tally["histories loaded anew"] += counts.reloads
            self.tally["appends asked again"] += counts.appends_retried
            self.tally["welcomes whole"] += counts.welcomes_whole
            self.tally["welcomes since"] += counts.welcomes_since
            self.tally.update({f"resyncs: {why}": count for why, count in counts.resyncs.items()})
            self.tally.update({f"moves {outcome}": 0 for outcome in ("done", "refused", "resent")})
            for (_, outcome), count in counts.moves.items():
                self.tally[f"moves {outcome}"] += count

    def _node(self, number: int) -> Node:
        return self.world.nodes[number]

    def _reader(self, which: int) -> Reader | None:
        return self.readers[which % len(self.readers)] if self.readers else None

    def _tidy(self) -> None:
        """Let those who were sent away make room for others."""
        for reader in [reader for reader in self.readers if reader.over]:
            reader.check_moves()
            reader.twin.end()
            self.tally.update(reader.tally)
            self.readers.remove(reader)

    def _moves(self, node: Node, by: By, do: str, arguments: dict) -> None:  # type: ignore[type-arg]
        """Make a move: by the mover's client where one is connected, else without a socket."""
        for reader in self.readers:
            if by.seat == reader.seat and reader.link == "live" and not reader.over:
                reader.moves(do, arguments)
                self.world.loop.turn()
                return
        self.world.does(node, by, do, arguments)


def _plausible(role: str) -> list[str]:
    from practicum.rules.moves import MOVES

    return sorted(do for do, spec in MOVES.items() if role in spec.actors and do != "session.end")


PLAUSIBLE = {role: _plausible(role) for role in ("participant", "facilitator", "observer", "rater")}
