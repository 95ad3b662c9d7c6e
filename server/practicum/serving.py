"""The server, put together: settings become a store, sessions, a shelf and a web server that answers.

Rules:
- It composes and decides nothing. Each part is started on what is below it and ended in the other order.
- What a person at the terminal can mend is a ``CannotStartError``: one sentence.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import structlog
import typer

from practicum.live.cases import Case, Shelf
from practicum.live.counts import Counts
from practicum.live.pace import Pace
from practicum.live.retention import Retention
from practicum.live.session import Tools
from practicum.live.sessions import Sessions
from practicum.live.time import StoreTime
from practicum.live.timekeeper import Timekeeper
from practicum.live.tracing import Tracer, span
from practicum.scenario.model import Scenario
from practicum.scenario.pinned import content_hash, pin, unpin
from practicum.scenario.problems import as_text
from practicum.scenario.read import FILE
from practicum.scenario.shelf import shelf
from practicum.scenario.translation import in_each_language
from practicum.settings import Settings
from practicum.store.directory import Directory
from practicum.store.durability import durability_warnings
from practicum.store.embedded import EmbeddedStore, running_at
from practicum.store.errors import StoreDown, StoreUnavailable
from practicum.store.feed import Feed
from practicum.store.log import Store
from practicum.web.access import Door, is_loopback
from practicum.web.app import More, Parts, application
from practicum.web.server import PortTakenError, Server, listen
from practicum.web.wire import decode, encode

logger = structlog.get_logger(__name__)


class CannotStartError(Exception):
    """Why the server can't start, in a sentence for the person who starts it."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A running server."""

    url: str
    server: Server
    sessions: Sessions
    store: Store
    counts: Counts
    host_key: str | None  # None where none is needed


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Node]:
    """Run a server on the running event loop for as long as the context lasts; it answers when it is entered."""
    async with errors_as_sentences(), AsyncExitStack() as stack:
        yield await start(settings, stack)


@asynccontextmanager
async def errors_as_sentences() -> AsyncIterator[None]:
    """Turn what a person at the terminal can mend into CannotStartError."""
    known = (CannotStartError, PortTakenError, StoreDown, StoreUnavailable)
    try:
        yield
    except known as error:
        raise CannotStartError(str(error)) from error
    except BaseExceptionGroup as group:
        # What a group of tasks was told on its way out.
        if (found := group.subgroup(known)) is not None:
            raise CannotStartError(str(_first(found))) from group
        raise


def _first(group: BaseException) -> BaseException:
    """Return the first exception in nested groups."""
    return _first(group.exceptions[0]) if isinstance(group, BaseExceptionGroup) else group


def _signing_in(app: Any, settings: Settings, door: Door, key: str, tracer: Tracer | None) -> Any:
    """Let hosts sign in, in front of the application."""
    try:
        from practicum.web.sign_in import Provider, SignIn  # noqa: PLC0415 -- it is there only for who installed it
    except ImportError as error:
        raise CannotStartError('signing in needs more packages: install "practicum[oidc]"') from error
    issuer = settings.oidc_issuer or ""
    if not (settings.oidc_client_id and settings.oidc_client_secret and settings.oidc_allowed):
        missing = "PRACTICUM_OIDC_CLIENT_ID, PRACTICUM_OIDC_CLIENT_SECRET and PRACTICUM_OIDC_ALLOWED"
        raise CannotStartError(f"PRACTICUM_OIDC_ISSUER is set: set {missing} as well")
    if vague := [one for one in settings.oidc_allowed if "@" not in one]:
        raise CannotStartError(f'PRACTICUM_OIDC_ALLOWED names "{vague[0]}": give mail addresses, or @ and a domain')
    where = urlsplit(issuer)
    if where.scheme != "https" and not (where.scheme == "http" and is_loopback(where.hostname)):
        raise CannotStartError(f'PRACTICUM_OIDC_ISSUER is "{issuer}": give an address that begins with https://')
    provider = Provider(issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_allowed)
    return SignIn(app, provider=provider, door=door, host_key=key, base_url=settings.base_url, tracer=tracer)


def _tracing(settings: Settings, stack: AsyncExitStack) -> Tracer | None:
    """Trace for a collector, if one is named; what is left is sent at the end."""
    if settings.traces is None:
        return None
    try:
        from practicum.traces import Traces  # noqa: PLC0415 -- it is there only for who installed it
    except ImportError as error:
        raise CannotStartError('traces need more packages: install "practicum[traces]"') from error
    traces = Traces(
        settings.traces,
        share=settings.traces_share,
        slow=settings.traces_slow,
        version=version("practicum"),
    )
    stack.push_async_callback(traces.close)
    return traces


async def start(
    settings: Settings,
    stack: AsyncExitStack,
    shelf: Shelf | None = None,
    add: Callable[[Sessions, Door], More] | None = None,
) -> Node:
    """Start everything, each part on what is below it; the stack ends it in the other order."""
    shelf = load_shelf(settings.scenarios) if shelf is None else shelf
    on_loopback = is_loopback(settings.host)
    key = settings.host_key or (secrets.token_urlsafe(24) if on_loopback else _kept_key(settings.data))
    listening = listen(settings.host, settings.port)
    stack.callback(listening.close)
    tracer = _tracing(settings, stack)
    store = await connected(settings, stack, tracer=tracer)
    time, feed, directory, counts = StoreTime(store), Feed(store), Directory(store), Counts()
    await time.measure()
    pace = Pace(settings.moves_burst, settings.moves_per_second)
    tools = Tools(store, encode, decode, time.now, counts, unpin, pace, settings, tracer)
    sessions = await stack.enter_async_context(Sessions(tools, directory, feed))
    door = Door(host_key=key, open_to_all=on_loopback, origins=settings.origins)
    parts = Parts(
        sessions=sessions,
        shelf=shelf,
        door=door,
        counts=counts,
        base_url=settings.base_url,
        limits=settings,
        tracer=tracer,
        more=add(sessions, door) if add is not None else More(),
    )
    app: Any = application(parts)
    if settings.oidc_issuer is not None:
        app = _signing_in(app, settings, door, key, tracer)
    server = Server(app, listening, sessions.drain, proxies=settings.proxies, limits=settings)
    tasks = await stack.enter_async_context(asyncio.TaskGroup())
    keepers = [time.run(), feed.run(), Timekeeper(store, sessions, tracer=tracer).run()]
    if settings.retention is not None:
        keepers.append(Retention(store, directory, decode, settings.retention).run())
    for keeper in keepers:
        stack.callback(tasks.create_task(keeper).cancel)
    running = tasks.create_task(server.run())

    async def end() -> None:
        server.stop()
        await running

    stack.push_async_callback(end)
    await server.until_started()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{listening.getsockname()[1]}"
    return Node(
        url=url,
        server=server,
        sessions=sessions,
        store=store,
        counts=counts,
        host_key=None if on_loopback else key,
    )


async def connected(
    settings: Settings, stack: AsyncExitStack, *, beside: bool = False, tracer: Tracer | None = None
) -> Store:
    """Connect to the store that was named, or start our own; beside a server on the same folder, use the server's."""
    url = settings.redis_url
    if url is None and beside:
        url = await running_at(settings.data)
    if url is None:
        embedded = await EmbeddedStore.start(settings.data)
        stack.push_async_callback(embedded.stop)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        stack.callback(tasks.create_task(embedded.keep()).cancel)
        url = embedded.url
    store = await Store.open(url, lambda server: span(tracer, "store.away", store=server))
    stack.push_async_callback(store.close)
    if settings.redis_url is not None and not beside:
        for warning in await durability_warnings(store.reader):
            logger.warning("store.not_durable", message=warning)
            typer.echo(f"Warning: {warning}", err=True)
    return store


def load_shelf(folder: Path) -> Shelf:
    """Load every case of a folder; broken ones are told and left out, as long as one is whole."""
    found = shelf(folder)
    for each in found:
        if each.scenario is None:
            typer.echo(f"The case in {each.path} has problems and is left out:\n{as_text(each.problems)}", err=True)
    cases = {each.id: as_case(each.scenario) for each in found if each.scenario is not None}
    if not cases:
        if (folder / FILE).is_file():
            raise CannotStartError(f"{folder} is a case itself: name the folder that it is in with --scenarios")
        why = "every case in it has problems" if found else "it has no folder with a scenario.yaml"
        raise CannotStartError(f"there is no case to run in {folder}: {why}; name another folder with --scenarios")
    return cases


def as_case(scenario: Scenario) -> Case:
    """Pin a case in each of its languages: what a session can be opened on."""
    texts = {language: (each, pin(each)) for language, each in in_each_language(scenario).items()}
    own, *others = (Case(each, text, content_hash(text)) for each, text in texts.values())
    return msgspec.structs.replace(own, translations={each.scenario.language: each for each in others})


def _kept_key(folder: Path) -> str:
    """Read the host's key from the data folder, or make one there that only the user can read."""
    path = folder / "host-key"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_file() and (kept := path.read_text("utf-8").strip()):
            return kept
        key = secrets.token_urlsafe(24)
        path.touch(mode=0o600)
        path.write_text(key + "\n", "utf-8")
    except OSError as error:
        said = f"the data folder {folder} can't be written to ({error.strerror})"
        raise CannotStartError(f"{said}: allow it, or choose another one with --data") from error
    return key
