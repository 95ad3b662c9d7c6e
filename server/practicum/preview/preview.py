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
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias, TypeVar

import msgspec
import structlog

from practicum.lint.case import Case as Looked
from practicum.lint.sarif import every_rule
from practicum.live.cases import Case
from practicum.live.sessions import Sessions
from practicum.preview import watching
from practicum.preview.hand import TEAMS, Hand, NotSetUp, Seats
from practicum.preview.hidden import Hidden, hidden_view
from practicum.preview.places import screens_of
from practicum.preview.plans import Plans, plans_of
from practicum.preview.play import play
from practicum.preview.scenes import scene_of, with_everything_at_hand
from practicum.scenario.model import Scenario
from practicum.scenario.problems import Problem
from practicum.scenario.read import FILE, Reading, read_whole

T = TypeVar("T")
Check = Callable[[Reading], Iterable[Problem]]
Key: TypeAlias = tuple[int, str, str]
"""A version, a scene and a language."""
SETTLE = 0.2  # seconds for browsers to ask for their scenes before the linter takes the processor

logger = structlog.get_logger(__name__)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that ``practicum check`` says of the case, and the screen on which it shows."""

    rule: str
    about: str  # what is wrong, in the few words of the rule's page
    page: str  # where that page is in the documentation
    severity: str
    file: str
    line: int
    column: int
    message: str
    hint: str
    related: str
    screen: str | None


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What browsers are told."""

    revision: str  # another one with each change, and after a new start
    version: str  # of the case that is on show; empty before there is one
    path: str
    broken: bool  # the files as they are have errors, and an older version is on show
    checking: bool  # the linter is still at work
    findings: tuple[Finding, ...]
    case: Hidden | None
    plans: Plans | None


class Staged(msgspec.Struct, frozen=True, kw_only=True):
    """A scene that is set up: the session, and the seats from which it can be seen."""

    scene: str
    language: str
    version: str
    session: str
    seats: Seats


class Version(msgspec.Struct, frozen=True):
    """One version of the case on show."""

    number: int
    case: Case
    everything: Case  # the same with everything at hand


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
        self._version: Version | None = None
        self._scenes: dict[Key, asyncio.Task[tuple[Staged, str] | str]] = {}
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
        self._watcher = self._tasks.create_task(self._watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go who waits, and stop."""
        self._closed = True
        self._tell()
        self._watcher.cancel()
        for task in self._scenes.values():
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

    async def set_up(self, name: str, language: str = "", *, afresh: bool = False) -> Staged | str | None:
        """Set a scene up, once for all; a sentence says why it can't be, None that there is no such scene."""
        version = self._version
        if version is None or self._closed or scene_of(name, version.case.scenario) is None:
            return None
        language = language if language in version.case.translations else ""
        key = version.number, name, language
        before = self._scenes.get(key)
        if before is None or (afresh and before.done()):
            self._scenes[key] = self._tasks.create_task(self._stage(version, name, language))
        # A browser that goes away does not end what others wait for.
        told = await asyncio.shield(self._scenes[key])
        if before is not None and before is not self._scenes.get(key):
            self._tasks.create_task(self._strike([before]))
        if isinstance(told, str):
            self._scenes.pop(key, None)
            return told
        return told[0]

    async def _stage(self, version: Version, name: str, language: str) -> tuple[Staged, str] | str:
        scene = scene_of(name, version.case.scenario)
        assert scene is not None
        case = version.everything if scene.everything else version.case
        case = case.translations.get(language, case)
        about = msgspec.json.encode({"scenario": case.scenario.id, "name": name})
        try:
            hand = await Hand.open(self._sessions, case, about)
            await play(hand, scene)
        except NotSetUp as why:
            return str(why)
        except Exception:
            logger.exception("preview.scene_failed", scene=name)
            return "this scene could not be set up: look at what the server logged"
        id, spoken = hand.session.id, case.scenario.language
        return Staged(
            scene=name, language=spoken, version=self._name(version.number), session=id, seats=hand.seats
        ), hand.code

    async def _strike(self, tasks: Iterable[asyncio.Task[tuple[Staged, str] | str]]) -> None:
        """Remove the sessions of scenes that nobody looks at any more."""
        for task in tasks:
            told = await task
            if not isinstance(told, str):
                staged, code = told
                await self._sessions.forget(staged.session, code)

    # --- the case

    async def _watch(self) -> None:
        seen = await _aside(lambda: watching.look(self._folder))
        await self._read()
        async for _ in watching.changes(self._folder, seen):
            await self._read()

    async def _read(self) -> None:
        """Read the case anew, and let the linter look at it."""
        self._reads += 1
        reading = await _aside(lambda: read_whole(self._path))
        scenario = reading.scenario
        if scenario is None:
            self._change(broken=True, checking=False, findings=self._findings(reading, reading.problems))
            return
        case = await _aside(lambda: self._pinned(scenario))
        findings = self._findings(reading, reading.problems)
        if self._version is not None and _texts(self._version.case) == _texts(case):
            self._change(broken=False, checking=True, findings=findings)
        else:
            number = await self._show(case)
            seen = hidden_view(scenario, TEAMS)
            self._change(
                version=self._name(number), broken=False, checking=True, findings=findings, case=seen, plans=None
            )
        self._tasks.create_task(self._look(reading, self._reads))

    async def _show(self, case: Case) -> int:
        """Put a new version on show."""
        number = self._version.number + 1 if self._version else 1
        everything = await _aside(lambda: self._pinned(with_everything_at_hand(case.scenario)))
        self._version = Version(number, case, everything)
        self._shelf.clear()
        self._shelf[case.scenario.id] = case
        old = [key for key in self._scenes if key[0] < number - 1]
        self._tasks.create_task(self._strike([self._scenes.pop(key) for key in old]))
        return number

    async def _look(self, reading: Reading, number: int) -> None:
        """Let the linter look, then play the plans; what a later save has overtaken is dropped."""
        await asyncio.sleep(SETTLE)
        await asyncio.gather(*(asyncio.shield(task) for task in self._scenes.values() if not task.done()))
        if number != self._reads:
            return
        problems = await _aside(lambda: list(self._check(reading)))
        if number != self._reads:
            return
        self._change(findings=self._findings(reading, problems), checking=self._state.plans is None)
        if self._state.plans is None:
            plans = await _aside(lambda: plans_of(Looked(reading)))
            if number == self._reads:
                self._change(plans=plans, checking=False)

    def _findings(self, reading: Reading, problems: Iterable[Problem]) -> tuple[Finding, ...]:
        shown = screens_of(reading.places, reading.scenario)
        return tuple(self._finding(each, shown) for each in problems)

    def _finding(self, each: Problem, shown: Mapping[tuple[str, int], str]) -> Finding:
        related, about = each.related, self._rules.get(each.rule)
        return Finding(
            rule=each.rule,
            about=about.title if about else "",
            page=about.page if about else "",
            severity=each.severity,
            file=self._short(each.file),
            line=each.line,
            column=each.column,
            message=each.message,
            hint=each.hint,
            related=f"{related.message} ({self._short(related.place.file)}:{related.place.line})" if related else "",
            screen=shown.get((each.file, each.line)),
        )

    def _short(self, file: str) -> str:
        """Name a file as it is called in the case's folder."""
        return file.removeprefix(f"{self._folder.as_posix()}/")

    # --- news

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


async def _aside(work: Callable[[], T]) -> T:
    """Do something slow beside the event loop, in a thread that the process does not wait for at its end."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # noqa: BLE001 - it is raised where it is waited for
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:
            # The loop has ended meanwhile: nobody waits.
            return

    threading.Thread(target=run, name="preview", daemon=True).start()
    return await done
