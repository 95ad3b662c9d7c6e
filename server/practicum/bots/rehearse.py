"""A whole session by bots over real sockets, watched while they play.

Rules:
- Teams are dealt the players in turn; without players, everybody guesses.
- With a case's path a server of our own is started, with a store of its own, and stopped at the end; with an address, a
  running server is used.
- Some of the bots are a nuisance: every third loses its socket now and then, one sends everything twice, one seat has a
  slow second device, one person comes late, an observer and newcomers look on.
- At the end everybody's records are compared, with each other and with a fresh connection's.
- It has gone well if the session reached its end, every promise held, and nothing went wrong on the way.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec

from practicum.bots.audience import is_own
from practicum.bots.briefed import Briefed, dealt
from practicum.bots.chance import dice
from practicum.bots.client import Client
from practicum.bots.facilitator import Facilitator
from practicum.bots.guesses import Guesses
from practicum.bots.local import CannotStart, LocalServer
from practicum.bots.promises import Watch
from practicum.bots.referee import Referee, differences, team_records
from practicum.bots.report import Report, Sockets, TeamReport, by_strategy, figure_of, team_report
from practicum.bots.rest import Hosted, Joined, Refused, Rest, Unreachable
from practicum.bots.strategy import Pace, Participant, lose_sockets
from practicum.bots.view import View
from practicum.bots.wishes import Mind
from practicum.strategies.player import Player

FILE = "scenario.yaml"
NAMES = (
    "Ada Amir Bela Chen Dora Emeka Farid Greta Hana Ines Jonas Kofi Lena Mira Noor Olga Pavel Quinn Rosa Sami Tariq "
    "Uma Vera Wen Xenia Yusuf Zoe"
).split()
FIELDS = ("Learning design", "Operations", "Finance", "Health", "Engineering", "Public service")
SLOW = 0.15  # seconds that a slow device takes for each frame
LOSES_EVERY = 150.0  # seconds of the session
PROBES_EVERY = 200.0
GRACE = 60.0
SETTLES_WITHIN = 10.0
IN_ONE_GO = 8  # joins at a time


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to rehearse."""

    scenario: str
    teams: int = 2
    seats: int = 3
    speed: float = 60.0
    seed: int = 0
    host_key: str | None = None
    players: tuple[Player, ...] = ()


class Seated(msgspec.Struct, frozen=True):
    """A participant and their device."""

    joined: Joined
    name: str
    client: Client
    watch: Watch


async def rehearse_case(path: Path, wanted: Wanted) -> Report:
    """Rehearse a case on a server of our own."""
    async with serving_alone(path) as server:
        return await rehearse_on(server.url, msgspec.structs.replace(wanted, scenario=case_folder(path).name))


@contextlib.asynccontextmanager
async def serving_alone(path: Path) -> AsyncIterator[LocalServer]:
    """Run a server whose shelf holds one case only, in a folder that is gone afterwards."""
    case = case_folder(path)
    if not (case / FILE).is_file():
        raise CannotStart(f"there is no case in {case}: it has no {FILE}")
    with tempfile.TemporaryDirectory(prefix="practicum-") as folder:
        shelf = Path(folder) / "shelf"
        shelf.mkdir()
        (shelf / case.name).symlink_to(case, target_is_directory=True)
        server = LocalServer(shelf, Path(folder) / "data")
        try:
            await server.start()
        except CannotStart as error:
            # The shelf is our own affair: people know the case by where they keep it.
            raise CannotStart(str(error).replace(str(shelf), str(case.parent))) from None
        try:
            yield server
        finally:
            await server.stop()


def case_folder(path: Path) -> Path:
    """Return a case's folder, also when its YAML file was named."""
    whole = path.resolve()
    return whole.parent if whole.is_file() else whole


async def rehearse_on(url: str, wanted: Wanted) -> Report:
    """Rehearse a case on a running server."""
    rehearsal = Rehearsal(url, wanted)
    return await rehearsal.run()


class Rehearsal:
    """One session and everybody in it."""

    def __init__(self, url: str, wanted: Wanted) -> None:
        self._url = url
        self._wanted = wanted
        self._rest = Rest(url, wanted.host_key)
        self._referee = Referee()
        self._seated: list[Seated] = []
        self._watches: list[Watch] = []
        self._problems: list[str] = []

    async def run(self) -> Report:
        """Play the whole session and report on it."""
        wanted, began = self._wanted, time.monotonic()
        hosted = await self._rest.host(
            wanted.scenario, teams=wanted.teams, name="Rehearsal", seed=wanted.seed, speed=wanted.speed
        )
        head = self._client(hosted.token, "the facilitator")
        expected = wanted.teams * wanted.seats - self._comes_late
        leader = Facilitator(head, Pace(wanted.speed, dice(wanted.seed, "leader")), expected)
        async with asyncio.TaskGroup() as sockets:
            running = [sockets.create_task(head.run())]
            try:
                await self._play(hosted, head, leader, sockets, running)
                await self._compare(head)
            finally:
                for task in running:
                    task.cancel()
        for watch in self._watches:
            watch.finish()
        return self._report(hosted, View(head.copy), leader, time.monotonic() - began)

    # --- playing

    async def _play(
        self,
        hosted: Hosted,
        head: Client,
        leader: Facilitator,
        sockets: asyncio.TaskGroup,
        running: list[asyncio.Task[None]],
    ) -> None:
        """Bring everybody in and let them play until the session ends."""
        if not await head.until(lambda copy: "session" in copy.records, GRACE):
            self._problems.append("the facilitator was not let in")
            return
        minutes = sum(float(entry["minutes"]) for entry in head.copy.records["session"]["agenda"])
        try:
            async with asyncio.timeout(minutes * 60 / self._wanted.speed + GRACE), asyncio.TaskGroup() as players:
                seats = await self._come_in(hosted)
                observer = self._client(await self._rest.link(hosted.session, hosted.token, "observer"), "the observer")
                slow = self._client(seats[0].joined.token, f"{seats[0].name}'s second device", lag=SLOW)
                devices = (*(seat.client for seat in seats), observer, slow)
                running.extend(sockets.create_task(client.run()) for client in devices)
                nuisances = [players.create_task(self._probe(hosted, seats))]
                playing = []
                for number, seat in enumerate(seats):
                    playing.append(players.create_task(self._participate(seat)))
                    if number % 3 == 1:
                        pace = Pace(self._wanted.speed, dice(self._wanted.seed, seat.name, "losses"))
                        nuisances.append(players.create_task(lose_sockets(seat.client, pace, LOSES_EVERY)))
                late = players.create_task(self._come_late(hosted, head, sockets, running))
                await leader.lead()
                await asyncio.gather(late, *playing)
                for task in nuisances:
                    task.cancel()
        except TimeoutError:
            self._problems.append("the session took longer than its phases allow")
        except ExceptionGroup as group:
            told, faults = group.split((Refused, Unreachable))
            if faults is not None or told is None:
                raise
            self._problems.extend(str(error) for error in told.exceptions)

    async def _come_in(self, hosted: Hosted) -> list[Seated]:
        """Seat everybody but the one who comes late."""
        total = self._wanted.teams * self._wanted.seats
        room = asyncio.Semaphore(IN_ONE_GO)

        async def one(number: int) -> Seated:
            async with room:
                return await self._sit_down(hosted, number)

        return list(await asyncio.gather(*(one(number) for number in range(total - self._comes_late))))

    @property
    def _comes_late(self) -> int:
        return int(self._wanted.teams * self._wanted.seats > 3)

    async def _sit_down(self, hosted: Hosted, number: int) -> Seated:
        again, first = divmod(number, len(NAMES))
        name = NAMES[first] if not again else f"{NAMES[first]} {again + 1}"
        chance = dice(self._wanted.seed, name)
        joined = await self._rest.join(hosted.code, name, chance.choice(FIELDS), chance.randint(0, 30))
        client = self._client(joined.token, name, twice=number == 2)
        seated = Seated(joined, name, client, self._watches[-1])
        self._seated.append(seated)
        return seated

    async def _participate(self, seat: Seated) -> None:
        pace = Pace(self._wanted.speed, dice(self._wanted.seed, seat.name, "pace"))
        view = View(seat.client.copy)
        wanted = self._wanted
        mind: Mind = Briefed(view, wanted.seed, wanted.players) if wanted.players else Guesses(view, wanted.seed)
        await Participant(seat.client, mind, pace).play()

    async def _come_late(
        self, hosted: Hosted, head: Client, sockets: asyncio.TaskGroup, running: list[asyncio.Task[None]]
    ) -> None:
        """Join when diagnosing has begun."""
        if not self._comes_late:
            return
        view = View(head.copy)
        await head.until(lambda _: view.rounds("diagnose") > 0, float("inf"))
        seat = await self._sit_down(hosted, self._wanted.teams * self._wanted.seats - 1)
        running.append(sockets.create_task(seat.client.run()))
        await self._participate(seat)

    async def _probe(self, hosted: Hosted, seats: Sequence[Seated]) -> None:
        """Open a fresh connection now and then: what it is told must be what others have."""
        pace = Pace(self._wanted.speed, dice(self._wanted.seed, "probes"))
        for number in range(20):
            await pace.think(PROBES_EVERY)
            seat = seats[number % len(seats)]
            probe = self._client(seat.joined.token, f"a newcomer in {seat.name}'s seat")
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(probe.run())
                await pace.think(PROBES_EVERY / 4)
                running.cancel()

    def _client(self, token: str, who: str, *, twice: bool = False, lag: float = 0.0) -> Client:
        watch = Watch(self._referee, who)
        self._watches.append(watch)
        chance = dice(time.time_ns(), who)  # a client's name must never come again, whatever the seed
        return Client(self._url, token, chance, watcher=watch, twice=twice, lag=lag)

    # --- the end

    async def _compare(self, head: Client) -> None:
        """Hold everybody's records against a fresh connection's, and against the facilitator's."""
        at = head.copy.at
        for seat in self._seated:
            if not await seat.client.until(lambda copy: copy.records.get("session", {}).get("ended", False), GRACE):
                self._problems.append(f"{seat.name} never learned that the session ended")
                continue
            fresh = self._client(seat.joined.token, f"a fresh connection in {seat.name}'s seat")
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(fresh.run())
                await fresh.until(lambda copy: copy.at is not None, SETTLES_WITHIN)
                # Of two servers, one hears of what was done on the other a moment later: either may be ahead.
                await fresh.until(lambda copy, old=seat.client.copy: not differences(copy.records, old.records), 1.0)  # type: ignore[misc]
                running.cancel()
            self._referee.same("resume", seat.name, seat.client.copy.records, fresh.copy.records)
            whole = {key: record for key, record in head.copy.records.items() if not is_own(key)}
            own = team_records(seat.client.copy.records)
            self._referee.same(
                "one history",
                f"{seat.name} beside the facilitator",
                own,
                {key: whole[key] for key in own if key in whole},
            )
        if head.copy.at != at:
            self._problems.append("something still changed after the session had ended")

    def _report(self, hosted: Hosted, view: View, leader: Facilitator, seconds: float) -> Report:
        refused: Counter[str] = Counter()
        for watch in self._watches:
            refused += watch.refused
        faults = [f"{refused[code]} moves were refused as {code}" for code in ("malformed", "fault") if refused[code]]
        problems = (*self._problems, *leader.problems, *faults)
        breaches = tuple(self._referee.breaches)
        teams = tuple(self._team(view, leader, team) for team in view.teams())
        return Report(
            ok=view.ended and not problems and not breaches,
            ended=view.ended,
            scenario=self._wanted.scenario,
            session=hosted.session,
            seed=self._wanted.seed,
            speed=self._wanted.speed,
            seconds=round(seconds, 2),
            currency=str(view.the("case").get("currency", "")),
            teams=teams,
            phases=tuple(leader.phases),
            sockets=Sockets(
                clients=len(self._watches),
                moves_done=sum(watch.moves_done for watch in self._watches),
                refused=dict(refused),
                deltas=sum(watch.deltas for watch in self._watches),
                resumes=sum(watch.resumes for watch in self._watches),
                whole_welcomes=sum(watch.wholes for watch in self._watches),
                states_compared=self._referee.states_compared,
            ),
            problems=problems,
            breaches=breaches,
            strategies=by_strategy(teams),
            title=str(view.the("case").get("title", "")),
            figure=figure_of(view),
        )

    def _team(self, view: View, leader: Facilitator, team: str) -> TeamReport:
        refused: Counter[str] = Counter()
        for seated in self._seated:
            if view.the(f"seat/{seated.joined.seat}").get("team") == team:
                refused += seated.watch.refused
        player = dealt(self._wanted.players, view, team) if self._wanted.players else None
        return team_report(view, team, player=player, needed=leader.stopwatch.of(team), refused=refused)
