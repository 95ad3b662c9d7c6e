"""Somebody who looks at a session: a client of the wire, its socket, and the browser's client that is shown the same.

Three copies are kept and held against each other after every frame: what the log says that this viewer may see, what
the Python client (``bots.wire.Copy``) has, and what the browser's records show.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

from practicum.bots.audience import is_own, why_not
from practicum.bots.wire import Copy, Message, unpack, version_of
from practicum.live.frames import Bye, Delta
from practicum.live.history import merge
from practicum.live.outbox import Outbox
from practicum.live.state import touches
from practicum.live.visit import Visit
from practicum.rules.audience import sees
from practicum.store.positions import Position
from practicum.web.wire import encode
from tests.machine.world import Node, World

MOST_PENDING = 32


class Line:
    """The way out of one socket: what was sent and is not read yet; None is the end of the socket."""

    def __init__(self, *, quick: bool) -> None:
        """A quick one takes whatever comes at once, another one only when it is told to."""
        self.frames: deque[bytes | None] = deque()
        self.takes = quick

    @property
    def is_full(self) -> bool:
        """Say whether the peer takes nothing more for now."""
        return not self.takes

    def send_frames(self, frames: Sequence[bytes]) -> None:
        """Send frames."""
        self.frames += frames

    def hurry(self) -> None:
        """Take the rest soon; no time passes here."""

    def end(self, _code: int) -> None:
        """Close the socket, after what was sent."""
        self.frames.append(None)


class Reader:
    """One client of one seat."""

    def __init__(self, world: World, seat: str, *, quick: bool) -> None:
        self.world = world
        self.seat = seat
        self.quick = quick
        self.client = ""  # as its first hello names it
        self.token = world.token(seat)
        self.copy = Copy()
        self.twin = world.clients.begin(f"a-session.{self.token}")
        self.node: Node | None = None
        self.visit: Visit | None = None
        self.outbox: Outbox | None = None
        self.line = Line(quick=self.quick)
        self.link = "idle"
        self.over = False
        self.sent_away = ""  # the code of the last goodbye
        self.last = 0
        self.pending: dict[int, tuple[str, Message]] = {}
        self.done_at = 0  # the version of its last move that was done
        self.tally: Counter[str] = Counter()
        self.told: dict[int, tuple[str, str]] = {}
        self.first_told: dict[int, str] = {}

    @property
    def name(self) -> str:
        """How the log names this client."""
        return f"{self.seat}:{self.client}"

    @property
    def connected(self) -> bool:
        """Say whether it has a socket, as far as it knows."""
        return self.node is not None

    # --- the socket

    def connect(self, node: Node) -> None:
        """Open a socket to a node, and say hello from where it stands."""
        assert not self.connected
        assert not self.over
        self._said(self.twin.takes("retry") if self.link == "waiting" else [])
        self.node, self.line, self.outbox = node, Line(quick=self.quick), self.world.loop.call(Outbox, node.counts)
        self.world.loop.call(self.outbox.open, self.line)
        self.link = "greeting"
        self._said(self.twin.takes("opened"))
        assert self.client, "it opened a socket and said no hello"

    def _said(self, frames: list[Message]) -> None:
        """Bring the server what the client said."""
        for frame in frames:
            match frame["t"]:
                case "hello":
                    self._hello(frame)
                case "move" if self.visit is not None and self.node is not None:
                    move = self.node.session.move
                    self.world.loop.call(move, self.visit, frame["id"], frame["do"], frame["with"])

    def _hello(self, frame: Message) -> None:
        assert frame["at"] == self.copy.at, "a hello named another position"
        assert frame["client"] == (self.client or frame["client"]), "a client changed its name"
        assert self.link == "greeting", "a hello came out of turn"
        self.client = frame["client"]
        assert self.node is not None
        if self.visit is not None:
            self.world.loop.run(self.node.session.again(self.visit, frame["at"]))
            return
        assert self.outbox is not None
        entering = self.node.session.enter(self.token, self.client, frame["at"], self.outbox)
        entered = self.world.loop.run(entering)
        if isinstance(entered, Bye):
            self.world.loop.call(self.outbox.close, encode(entered), 4000)
        else:
            self.visit = entered

    def loses(self) -> None:
        """Lose the socket, and everything that was on its way."""
        self.line = Line(quick=self.quick)
        self._left()
        self._said(self.twin.takes("closed"))
        self.link = "waiting"
        assert self.twin.link == "waiting"

    def _left(self) -> None:
        if self.visit is not None:
            assert self.node is not None
            self.world.loop.call(self.node.session.leave, self.visit)
        if self.outbox is not None:
            self.world.loop.call(self.outbox.shut)
        self.node = self.visit = self.outbox = None

    def carry(self) -> None:
        """Let the server's side of the socket send all that it has."""
        if self.outbox is not None:
            self.line.takes = True
            self.world.loop.call(self.outbox.go_on)
            self.world.loop.turn(2)
            self.line.takes = self.quick

    # --- reading

    def reads(self, most: int) -> None:
        """Read some frames, or all that there are."""
        for _ in range(most):
            if not self.line.frames:
                self.carry()
            if not self.line.frames:
                return
            self.read()

    def read(self) -> None:
        """Read one frame."""
        raw = self.line.frames.popleft()
        if raw is None:
            self._left()
            if not self.over and self.link != "waiting":
                self._said(self.twin.takes("closed"))
                self.link = "waiting"
            return
        self.hears(raw)

    def hears(self, raw: bytes) -> None:
        """Take a frame, as both clients do, and let the browser's answer."""
        message = unpack(raw)
        before = self.link
        self.tally[message["t"]] += 1
        said = self.twin.takes("frame", bytes=raw)
        match message["t"]:
            case "welcome":
                self._welcome(message)
                again = [frame["id"] for frame in said if frame["t"] == "move"]
                assert again == list(self.pending), f"sent again {again}, and not answered are {list(self.pending)}"
            case "delta" if before == "live":
                self._delta(message)
                hellos = [frame for frame in said if frame["t"] == "hello"]
                assert bool(hellos) == (self.link == "greeting"), "a gap, and no hello, or a hello without a gap"
            case "done" | "refused":
                self._answered(message)
            case "bye":
                self.over = message["retry_ms"] is None
                self.sent_away = message["code"]
                self.link = "ended" if self.over else "waiting"
        self._check(message)
        self._said(said)

    def _welcome(self, message: Message) -> None:
        self._audience(message, message["seat"])
        if not message["whole"]:
            assert version_of(message["at"]) >= version_of(self.copy.at), "a welcome that is not whole leads back"
        self.copy.welcome(message)
        self.link = "live"

    def _delta(self, message: Message) -> None:
        self._audience(message, self.copy.seat)
        if not self.copy.delta(message):
            self.link = "greeting"

    def _answered(self, message: Message) -> None:
        id, outcome = message["id"], (message["t"], message.get("at") or message["code"])
        self.pending.pop(id, None)
        if message["t"] == "done":
            self.done_at = max(self.done_at, version_of(message["at"]))
        before = self.told.get(id, outcome)
        # A lost end takes answers along: what was sent twice before is then decided again. And a refusal that was never
        # written is decided again, too; it may have another reason then.
        refused = (before[0], outcome[0]) == ("refused", "refused")
        assert before == outcome or self.world.shelf.has_lost or refused, f"move {id} was told {before} and {outcome}"
        self.told[id] = outcome
        self.first_told.setdefault(id, outcome[0])

    def _audience(self, message: Message, seat: Message) -> None:
        for key in (*message["put"], *message["drop"]):
            reason = why_not(seat["role"], seat["team"], self.seat, key)
            assert reason is None, f"a frame for a {seat['role']} of team {seat['team']}: {reason}"

    # --- what the network may do, and what it may not

    def loses_a_delta(self) -> bool:
        """Lose a delta so that the next one leaves a gap, if there are such two."""
        self.carry()
        if self.link != "live" or len(self.line.frames) < 2:
            return False
        first, second = self.line.frames[0], self.line.frames[1]
        if first is None or second is None or unpack(first)["t"] != "delta" or unpack(second)["t"] != "delta":
            return False
        if version_of(unpack(second)["from"]) <= version_of(self.copy.at):
            return False
        del self.line.frames[0]
        self.read()
        assert self.link == "greeting"
        return True

    def hears_twice(self) -> bool:
        """Take a delta, and the same once more."""
        self.carry()
        if (
            self.link != "live"
            or not self.line.frames
            or self.line.frames[0] is None
            or unpack(self.line.frames[0])["t"] != "delta"
        ):
            return False
        raw = self.line.frames[0]
        self.read()
        if self.link == "live":
            before = (dict(self.copy.records), self.copy.at)
            self.hears(raw)
            assert (self.copy.records, self.copy.at) == before, "a repeat changed something"
        return True

    def hears_overlapping(self, back: int, short: int) -> bool:
        """Take a delta that begins before where it stands, and perhaps ends there, as a node may build one."""
        self.reads(1_000)
        at = Position.parse(self.copy.at or "")
        if self.link != "live" or self.visit is None or self.node is None or at != self.node.state.position:
            return False
        history = self.node.state.history
        steps = list(history.since(min(step.frm for step in history._steps), at) or ()) if history._steps else []
        first = len(steps) - 1 - back
        if first < 0 or self.visit.viewer != self.node.state.viewer(self.seat):
            return False
        told, later = steps[first : len(steps) - short], steps[len(steps) - short :]
        if not told or touches(steps[first:], f"seat/{self.seat}"):
            return False  # such are told everything
        put, drop = merge(told)
        viewer = self.visit.viewer
        seen = {key: raw for key, raw in put.items() if sees(viewer, key) and not touches(later, key)}
        gone = [key for key in drop if sees(viewer, key) and not touches(later, key)]
        before = (dict(self.copy.records), self.copy.at)
        self.hears(encode(Delta(str(told[0].frm), str(told[-1].to), seen, gone)))
        assert (self.copy.records, self.copy.at) == before, "what was known already changed something"
        return True

    # --- moving

    def moves(self, do: str, arguments: Message) -> None:
        """Make a move: shown at once, sent when there is a connection."""
        if len(self.pending) >= MOST_PENDING:
            return
        self.last += 1
        self.pending[self.last] = (do, arguments)
        said = self.twin.takes("move", move=do, **{"with": arguments})
        self._check({"t": "move"})
        sent = [frame["id"] for frame in said if frame["t"] == "move"]
        assert sent == ([self.last] if self.link == "live" else []), f"move {self.last} was sent as {sent}"
        self._said(said)

    # --- what is so

    def _check(self, message: Message) -> None:
        assert self.twin.link == self.link, f"the browser is {self.twin.link}, not {self.link}"
        assert self.twin.at == self.copy.at, f"the browser stands at {self.twin.at}, not at {self.copy.at}"
        for id, done in self.twin.settled.items():
            assert self.first_told.get(id) == ("done" if done else "refused"), f"who made {id} was told {done}"
        if message["t"] in ("welcome", "delta"):
            assert self.twin.records == self.copy.records, differences(self.twin.records, self.copy.records)
            self._as_the_log()
        # Who is behind is told done before the welcome that tells the change, and guesses on until then.
        if not self.pending and self.done_at <= version_of(self.copy.at):
            assert not self.twin.guessed, f"guesses are left: {self.twin.guessed} {self.told}"

    def _as_the_log(self) -> None:
        self.world.read()
        at, seat = Position.parse(self.copy.at or ""), self.copy.seat
        assert at is not None
        assert at in self.world.shelf.folds, f"at {at}, which never was"
        role, team = seat["role"], seat["team"]
        there = self.world.plain(at)[f"seat/{self.seat}"]
        assert (there["role"], there["team"]) == (role, team), "who became somebody else was not told everything"
        expected = self.world.seen(at, role, team)
        mine = {key: record for key, record in self.copy.records.items() if not self._is_own(key)}
        should = {key: record for key, record in expected.items() if not self._is_own(key)}
        assert mine == should, differences(mine, should)
        own = {key: record for key, record in self.copy.records.items() if self._is_own(key)}
        should = {key: record for key, record in self.world.plain(at).items() if self._is_own(key)}
        assert own == should, differences(own, should)

    def _is_own(self, key: str) -> bool:
        return is_own(key) and key.split("/")[1] == self.seat

    def comes_to_rest(self, node: Node) -> None:
        """Come back if need be, and read everything."""
        if not self.connected and not self.over:
            self.connect(node)
        self.world.loop.pass_by(0.1)
        self.reads(10_000)

    def check_at_rest(self) -> None:
        """Hold that it is exactly where the log is, with nothing left to say."""
        if self.over or (self.link == "waiting" and self.sent_away == "seat.waiting"):
            return  # for good, or until a facilitator lets them back in
        assert self.link == "live", self.link
        assert not self.pending, f"never answered: {self.pending}"
        role, team = self.copy.seat["role"], self.copy.seat["team"]
        fold = self.world.plain(self.world.shelf.position)
        expected = {key: record for key, record in fold.items() if why_not(role, team, self.seat, key) is None}
        assert self.copy.records == expected, differences(self.copy.records, expected)
        assert self.twin.everything() == expected
        assert not self.twin.guessed, f"guesses are left: {self.twin.guessed} {self.told}"

    def check_moves(self) -> None:
        """Hold what was told of moves to the log: done is there, refused is not, and nothing is there twice."""
        positions = {str(entry.position) for entry in self.world.shelf.log}
        for id in range(1, self.last + 1):
            made = self.world.shelf.made(self.name, id)
            assert len(made) <= 1, f"move {id} is in the log {len(made)} times"
            outcome, what = self.told.get(id, ("", ""))
            if outcome == "refused" and what != "forgotten":
                assert not made, f"move {id} was refused ({what}) and is in the log"
            if outcome == "done" and what in positions:
                assert [str(entry.position) for entry in made] == [what], f"move {id} was told done at {what}"


def differences(mine: dict[str, Any], other: dict[str, Any]) -> str:
    """Say which keys differ."""
    missing, extra = sorted(other.keys() - mine.keys()), sorted(mine.keys() - other.keys())
    changed = sorted(key for key in mine.keys() & other.keys() if mine[key] != other[key])
    return f"missing {missing[:4]}, too many {extra[:4]}, different {[(k, mine[k], other[k]) for k in changed[:3]]}"
