"""A case that is being written, kept on show: read anew when it changes, its scenes set up when somebody asks for one.

Rules:
- The last version without errors stays on show. One that has errors changes what is found, never what is shown.
- A version is a number; the same content keeps its number, whatever else was edited in the file. A scene belongs to a
  version and is set up once, however many browsers look; those of versions before the last are removed.
- Everything that a browser is told is one state with a revision; who has it waits for the next one.
- Reading and computing happen in threads that nobody waits for at the end.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

import msgspec
import structlog

from practicum.lint.book import every_rule
from practicum.lint.case import Case as Looked
from practicum.lint.source import Sources
from practicum.live.cases import Case
from practicum.live.sessions import Sessions
from practicum.preview import watching
from practicum.preview.aside import aside
from practicum.preview.hand import TEAMS, Hand, NotSetUp
from practicum.preview.hidden import hidden_view
from practicum.preview.places import screens_of
from practicum.preview.plans import plans_of
from practicum.preview.play import play
from practicum.preview.scenes import scene_of, with_everything_at_hand
from practicum.preview.told import FAULT, Finding, Staged, State
from practicum.rules.timings import Length, length_of
from practicum.scenario.model import Scenario
from practicum.scenario.problems import Problem
from practicum.scenario.read import FILE, Reading, read_whole

T = TypeVar("T")
Check = Callable[[Reading], Iterable[Problem]]
Key: TypeAlias = tuple[int, str, str, str]
"""A version, a scene, a language and a timing."""
LOGGED = "what happened stands in the terminal that the preview runs in"
SETTLE = 0.2  # seconds for browsers to ask for their scenes before the linter takes the processor

logger = structlog.get_logger(__name__)


class Version(msgspec.Struct, frozen=True):
    """One version of the case on show."""

    number: int
    case: Case
    everything: Case  # the same with everything at hand

    @property
    def hashes(self) -> set[str]:
        """Name all the texts that sessions of this version are pinned to."""
        return {each.hash for case in (self.case, self.everything) for each in case.languages.values()}


class Preview:
    """One case on show; a context manager that watches its folder."""

    def __init__(
        self, path: Path, sessions: Sessions, shelf: dict[str, Case], pinned: Callable[[Scenario], Case], check: Check
    ) -> None:
        self._path = path
        self._folder = path.parent if path.is_file() or path.name == FILE else path
        self._sessions = sessions
        self._shelf = shelf
        self._pinned = pinned
        self._check = check
        self._tasks = asyncio.TaskGroup()
        self._news = asyncio.Event()
        self._running: set[asyncio.Task[Any]] = set()
        self._version: Version | None = None
        self._before: Version | None = None
        self._scenes: dict[Key, asyncio.Task[Staged | str]] = {}
        self._rules = every_rule()
        self._start = secrets.token_hex(4)
        self._changes = 0
        self._reads = 0
        self._closed = False
        self._state = State(
            revision=self._start,
            version="",
            path=path.as_posix(),
            broken=False,
            checking=True,
            findings=(),
            case=None,
            plans=None,
        )

    async def __aenter__(self) -> Self:
        """Begin to watch."""
        await self._tasks.__aenter__()
        self._begin(self._watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go who waits, and stop."""
        self._closed = True
        self._tell()
        for task in tuple(self._running):
            task.cancel()
        await self._tasks.__aexit__(kind, error, trace)

    # --- what browsers ask

    async def state(self, after: str, within: float) -> State | None:
        """Give the state once it is another one than that; None when it stays, or this ends."""
        deadline = asyncio.get_running_loop().time() + within
        while self._state.revision == after and not self._closed:
            news = self._news
            try:
                async with asyncio.timeout_at(deadline):
                    await news.wait()
            except TimeoutError:
                return None
        return None if self._closed else self._state

    async def set_up(
        self, name: str, language: str = "", timing: str = "", *, afresh: bool = False
    ) -> Staged | str | None:
        """Set a scene up, once for all; a sentence says why it can't be, None that there is no such scene."""
        version = self._version
        if version is None or self._closed or scene_of(name, version.case.scenario) is None:
            return None
        language = language if language in version.case.translations else ""
        timing = timing if timing in version.case.scenario.timings else ""
        key = version.number, name, language, timing
        before = self._scenes.get(key)
        if before is None or (afresh and before.done()):
            self._scenes[key] = self._begin(self._stage(version, name, language, timing))
        # A browser that goes away does not end what others wait for.
        told = await asyncio.shield(self._scenes[key])
        if before is not None and before is not self._scenes.get(key):
            self._begin(self._strike([before]))
        if isinstance(told, str):
            self._scenes.pop(key, None)
        return told

    async def _stage(self, version: Version, name: str, language: str, timing: str) -> Staged | str:
        scene = scene_of(name, version.case.scenario)
        assert scene is not None
        case = version.everything if scene.everything else version.case
        case = case.translations.get(language, case)
        length = length_of(case.scenario, timing) or Length(minutes={}, analyst_hours=None)
        if scene.everything:
            length = msgspec.structs.replace(length, analyst_hours=None)
        about = msgspec.json.encode({"scenario": case.scenario.id, "name": name})
        hand: Hand | None = None
        try:
            hand = await Hand.open(self._sessions, case, length, about)
            await play(hand, scene)
        except Exception as error:
            if not isinstance(error, NotSetUp):
                logger.exception("preview.scene_failed", scene=name)
            if hand is not None:
                await self._sessions.forget(hand.session.id)
            return str(error) if isinstance(error, NotSetUp) else LOGGED
        id, spoken = hand.session.id, case.scenario.language
        return Staged(scene=name, language=spoken, version=self._name(version.number), session=id, seats=hand.seats)

    async def _strike(self, tasks: Iterable[asyncio.Task[Staged | str]], cases: Iterable[str] = ()) -> None:
        """Remove the sessions of scenes that nobody looks at any more, and the cases that no other session is of."""
        for task in tasks:
            told = await task
            if not isinstance(told, str):
                await self._sessions.forget(told.session)
        for hash in cases:
            self._sessions.forget_case(hash)

    # --- the case

    async def _watch(self) -> None:
        seen = await aside(lambda: watching.look(self._folder))
        await self._unless_it_fails(self._read)
        async for _ in watching.changes(self._folder, seen):
            await self._unless_it_fails(self._read)

    async def _unless_it_fails(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something with a case; a fault of ours is told, and whatever is on show stays."""
        try:
            # Called only here: who is cancelled before this began leaves nothing that waits to be awaited.
            await work()
        except Exception:
            logger.exception("preview.failed")
            self._change(checking=False, findings=(*self._state.findings, FAULT))

    async def _read(self) -> None:
        """Read the case anew, and let the linter look at it."""
        self._reads += 1
        reading = await aside(lambda: read_whole(self._path))
        scenario = reading.scenario
        if scenario is None:
            self._change(broken=True, checking=False, findings=self._findings(reading, reading.problems))
            return
        case = await aside(lambda: self._pinned(scenario))
        findings = self._findings(reading, reading.problems)
        if self._version is not None and _texts(self._version.case) == _texts(case):
            self._change(broken=False, checking=True, findings=findings)
        else:
            number = await self._show(scenario, case)
            seen = hidden_view(scenario, TEAMS)
            self._change(
                version=self._name(number), broken=False, checking=True, findings=findings, case=seen, plans=None
            )
        self._begin(self._unless_it_fails(partial(self._look, reading, self._reads)))

    async def _show(self, scenario: Scenario, case: Case) -> int:
        """Put a new version on show."""
        before, self._before = self._before, self._version
        number = self._version.number + 1 if self._version else 1
        everything = await aside(lambda: self._pinned(with_everything_at_hand(scenario)))
        self._version = Version(number, case, everything)
        self._shelf.clear()
        self._shelf[case.scenario.id] = case
        old = [key for key in self._scenes if key[0] < number - 1]
        kept = {hash for each in (self._version, self._before) if each is not None for hash in each.hashes}
        gone = before.hashes - kept if before is not None else set()
        self._begin(self._strike([self._scenes.pop(key) for key in old], gone))
        return number

    async def _look(self, reading: Reading, number: int) -> None:
        """Let the linter look, then play the plans; what a later save has overtaken is dropped."""
        await asyncio.sleep(SETTLE)
        await asyncio.gather(*(asyncio.shield(task) for task in self._scenes.values() if not task.done()))
        if number != self._reads:
            return
        problems = await aside(lambda: list(self._check(reading)))
        if number != self._reads:
            return
        self._change(findings=self._findings(reading, problems), checking=False)
        if self._state.plans is None:
            plans = await aside(lambda: plans_of(Looked(reading)))
            if number == self._reads:
                self._change(plans=plans, checking=False)

    def _findings(self, reading: Reading, problems: Iterable[Problem]) -> tuple[Finding, ...]:
        shown, sources = screens_of(reading.places, reading.scenario), Sources()
        sources.know(reading.start.file, reading.data)
        return tuple(self._finding(each, shown, sources) for each in problems)

    def _finding(self, each: Problem, shown: Mapping[tuple[str, int], str], sources: Sources) -> Finding:
        related, about, excerpt = each.related, self._rules.get(each.rule), sources.excerpt(each.place)
        indent = len(excerpt.line) - len(excerpt.line.lstrip()) if excerpt else 0
        return Finding(
            rule=each.rule,
            about=about.title if about else "",
            severity=each.severity,
            file=self._short(each.file),
            line=each.line,
            column=each.column,
            line_shown=excerpt.line[indent:] if excerpt else "",
            underline=excerpt.underline[indent:] if excerpt else "",
            message=each.message,
            hint=each.hint,
            related=f"{related.message} ({self._short(related.place.file)}:{related.place.line})" if related else "",
            screen=shown.get((each.file, each.line)),
        )

    def _short(self, file: str) -> str:
        """Name a file as it is called in the case's folder."""
        return file.removeprefix(f"{self._folder.as_posix()}/")

    # --- tasks and news

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = self._tasks.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def _change(self, **changes: object) -> None:
        self._changes += 1
        self._state = msgspec.structs.replace(self._state, revision=f"{self._start}-{self._changes}", **changes)
        self._tell()

    def _name(self, number: int) -> str:
        """Name a version so that no later run of the preview has the same."""
        return f"{self._start}-{number}"

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


def _texts(case: Case) -> dict[str, str]:
    """Name what a case holds, in each of its languages."""
    return {"": case.hash} | {language: each.hash for language, each in case.translations.items()}
