"""A session on some nodes that share one log, in one still loop: the server as it is, without sockets or a store.

Rules, pipeline, history, fan-out, outboxes and frames are the server's own. What happens in here is what people,
facilitators, the host or the clock do, or what happens to nodes and to the log; ``reader`` has those who look.
"""

from __future__ import annotations

import asyncio
import random
from types import TracebackType
from typing import Any, Self

from practicum.bots.audience import why_not
from practicum.live.counts import Counts
from practicum.live.session import Session, Tools
from practicum.live.state import State
from practicum.rules.chores import chore, work
from practicum.rules.decide import parse
from practicum.rules.moves import Move
from practicum.rules.records import PHASES
from practicum.rules.refusals import Refusal
from practicum.rules.scene import HOST, TIMEKEEPER, By
from practicum.store.positions import START, Position
from practicum.web.wire import decode, encode
from tests.machine.shelf import Door, Shelf
from tests.machine.still import StillLoop
from tests.machine.twin import Clients
from tests.rules.helpers import START as BEGINNING
from tests.rules.helpers import F
from tests.rules.promises import holds
from tests.rules.tries import ARGUMENTS, Pick
from tests.rules.walk import Walker, eventful

NAME = "a-session"
PEOPLE = ["p0", "p1", "p2", "p3"]
OTHERS = {"o1": "observer", "r1": "rater"}
Plain = dict[str, Any]


class Node:
    """One server: its own idea of the session, and its way to the log."""

    def __init__(self, loop: StillLoop, shelf: Shelf, name: str) -> None:
        """Serve the session from what the log says; runs inside the loop."""
        self.name = name
        self.counts = Counts()
        self.state = State(encode, decode)
        self.state.load(shelf.load())
        door: Any = Door(shelf, name)

        def now() -> int:
            return BEGINNING + int(loop.time() * 1000)

        tools = Tools(door, encode, decode, now, self.counts, lambda _hash: None)  # type: ignore[arg-type]
        self.session = Session(NAME, eventful(), self.state, tools, _nobody)
        # Chores are computed in threads, and what nodes tell each other of presence is no record: both are left out.
        self.running = asyncio.create_task(self.session._pipeline.run())


async def _nobody(_message: bytes) -> None:
    """Tell no other node."""


class World:
    """The log, the nodes, and everything that must hold of them."""

    def __init__(self, clients: Clients, nodes: int = 2) -> None:
        self.loop = StillLoop()
        self.clients = clients
        self.shelf = Shelf()
        self.nodes = [self.loop.run(self._node(f"n{number}")) for number in range(nodes)]
        self._plain: dict[Position, Plain] = {START: {}}
        self._seen: dict[tuple[Position, str, str | None], Plain] = {}
        self._held: Position | None = None

    async def _node(self, name: str) -> Node:
        return Node(self.loop, self.shelf, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        async def end() -> None:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        self.loop.run(end())
        self.loop.close()

    # --- what happens

    def open(self, phase: str, teams: int) -> None:
        """Open the session, let everybody in, and step forward to a phase."""
        node = self.nodes[0]
        opening = ARGUMENTS["session.open"](Pick(random.Random(0), node.state.records, eventful(), HOST))
        self.does(node, HOST, "session.open", opening | {"teams": teams, "speed": 1})
        for seat in PEOPLE:
            said = {"seat": seat, "name": f"Person {seat}", "field": "", "years": None, "token_hash": f"hash-of-{seat}"}
            self.does(node, HOST, "seat.join", said)
        for seat, role in OTHERS.items():
            self.does(node, HOST, "seat.link", {"seat": seat, "role": role, "token_hash": f"hash-of-{seat}"})
        for _ in range(PHASES.index(phase)):  # type: ignore[arg-type]
            self.does(node, By("facilitator", F), "phase.next", {})
            self.compute(node)
        self.news()

    def does(self, node: Node, by: By, do: str, arguments: Plain) -> Refusal | None:
        """Make a move that no socket carries."""
        move = parse(do, arguments)
        return move if isinstance(move, Refusal) else self.submits(node, by, move)

    def submits(self, node: Node, by: By, move: Move) -> Refusal | None:
        """Submit a move, and wait for its end."""
        quiet = not self.shelf.under_way and all(node.session.quiet for node in self.nodes)
        before = len(self.shelf.log)
        refused = self.loop.run(node.session.submit(by, move))
        if refused is not None and quiet:
            assert len(self.shelf.log) == before, f"a refused move was written: {move}"
        return refused

    def compute(self, node: Node) -> None:
        """Do what is computed beside the event loop, if there is something."""
        wanted = chore(node.state.records, eventful())
        if wanted is not None:
            self.submits(node, TIMEKEEPER, work(wanted))

    def wants(self, node: Node, seed: int) -> tuple[By, str, Plain]:
        """Ask a walker what somebody does next, as this node knows the session."""
        return Walker(seed, eventful()).next(node.state.records)

    def arguments(self, node: Node, seed: int, by: By, do: str) -> Plain:
        """Draw arguments for a move."""
        return ARGUMENTS[do](Pick(random.Random(seed), node.state.records, eventful(), by))

    def news(self) -> None:
        """Let all nodes hear that the log went on."""
        for node in self.nodes:
            node.session.missed()
        self.loop.turn()

    def restart(self, number: int) -> Node:
        """Put another node in the place of one whose visitors are gone."""
        self.nodes[number].running.cancel()
        self.nodes[number] = self.loop.run(self._node(f"{self.nodes[number].name}+"))
        return self.nodes[number]

    # --- what is so

    def token(self, seat: str) -> str:
        """Name the token that opens a seat now, by the log; none opens a seat that was removed."""
        fold = self.plain(self.shelf.position)
        found = [key for key, record in fold.items() if key.startswith("token/") and record["seat"] == seat]
        return min(found).removeprefix("token/") if found else ""

    def plain(self, at: Position) -> Plain:
        """Give what the log came to at a position, as plain maps; what was lost with an end is remembered."""
        found = self._plain.get(at)
        if found is None:
            fold = self.shelf.folds[at]
            entry = next(entry for entry in self.shelf.log if entry.position == at)
            before = self.plain(entry.frm)
            found = {key: before[key] if key not in entry.put else decode(raw) for key, raw in fold.items()}
            self._plain[at] = found
        return found

    def seen(self, at: Position, role: str, team: str | None) -> Plain:
        """Give what an audience sees at a position, but for what is a seat's alone."""
        audience = (at, role, team if role == "participant" else None)
        if audience not in self._seen:
            fold = self.plain(at).items()
            self._seen[audience] = {key: record for key, record in fold if why_not(role, team, "", key) is None}
        return self._seen[audience]

    def check(self) -> None:
        """Hold what must be so of the log and of every node, whatever happened."""
        self.read()
        at = START
        for entry in self.shelf.log:
            assert (entry.frm, entry.position.version) == (at, at.version + 1), "the log is broken"
            at = entry.position
        for node in self.nodes:
            assert not node.running.done(), f"{node.name} fell: {node.running}"
            assert not [kind for kind in node.counts.moves if kind[1] == "failed"], "a rule raised"
            fold = self.shelf.folds[node.state.position]
            raws = {key: bytes(raw) for key, raw in node.state.raws.items()}
            assert raws == fold, f"{node.name} is not what the log comes to at {node.state.position}"
        newest = max(self.nodes, key=lambda node: node.state.position)
        if newest.state.position != self._held:
            self._held = newest.state.position
            holds(newest.state.records, f"at {newest.state.position}")

    def read(self) -> None:
        """Read what was appended since, before a later loss could take it away."""
        missing = [entry.position for entry in self.shelf.log if entry.position not in self._plain]
        for at in missing:
            self.plain(at)

    def check_typed(self) -> None:
        """Hold what the rules see to what the wire says; slow, so only at the end."""
        for node in self.nodes:
            typed = {key: decode(encode(record)) for key, record in node.state.records.items()}
            assert typed == self.plain(node.state.position), f"{node.name} sees other records than it shows"
