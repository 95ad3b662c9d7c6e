"""The command line, and the one place where everything is put together.

Exit codes: 0 done, 1 what was asked about has problems, 2 it could not be done; then one sentence on stderr says why.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import msgspec
import typer

from practicum import logs
from practicum.settings import BadSettingError, Settings, from_environment

if TYPE_CHECKING:
    from practicum import keeping
    from practicum.store.log import Store

app = typer.Typer(
    help="A server for live, team-based practicums.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
PREVIEW_PORT = 8010  # always the same, so that a page that is still open finds the preview again


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 picks one.")] = 8000,
    redis: Annotated[str | None, typer.Option(help="A Redis or Valkey; without it we start our own.")] = None,
    data: Annotated[Path | None, typer.Option(help="The folder that keeps sessions.")] = None,
    scenarios: Annotated[Path | None, typer.Option(help="The folder of cases.")] = None,
    retention: Annotated[
        float | None,
        typer.Option(min=0.001, max=100_000, help="Purge sessions this many days after their last move; else never."),
    ] = None,
) -> None:
    """Run the server."""
    from practicum.serving import CannotStartError

    given: dict[str, Any] = {"redis_url": redis, "data": data, "scenarios": scenarios, "retention": retention}
    named = {name: value for name, value in given.items() if value is not None}
    settings = msgspec.structs.replace(from_environment(), host=host, port=port, **named)
    logs.configure(settings.log_level, settings.log_format)
    try:
        with asyncio.Runner(loop_factory=_loop()) as runner:
            runner.run(_serve(settings))
    except CannotStartError as error:
        _fail(str(error))


async def _serve(settings: Settings) -> None:
    from practicum.collecting import collect
    from practicum.serving import serving
    from practicum.web.front import allow_many_files

    allow_many_files()
    async with AsyncExitStack() as stack:
        node = await stack.enter_async_context(serving(settings))
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        stack.callback(tasks.create_task(collect(node.counts)).cancel)
        if node.host_key is not None and settings.host_key is None:
            typer.echo(f"To open a session, give this host key: {node.host_key}", err=True)
        typer.echo(f"Practicum is ready: {node.url}")
        sys.stdout.flush()
        await node.server.until_told()


def _loop() -> Any:
    """Choose the event loop: uvloop where there is one."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Cases, their YAML files, or folders of cases.")] = None,
    format: Annotated[str, typer.Option(help="text, json or sarif.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count too.")] = False,
    color: Annotated[str, typer.Option(help="auto (on a terminal), always or never.")] = "auto",
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="Say what a rule is about.")] = None,
) -> None:
    """Say what is wrong with a case, and where."""
    from importlib.metadata import version

    from practicum.checking import Asked, answer, explained

    if explain is not None:
        told = explained(explain)
        typer.echo(told.says, err=told.code != 0)
        raise typer.Exit(told.code)
    if not paths:
        _fail("name the folder of a case, or a folder of cases")
    if format not in ("text", "json", "sarif"):
        _fail(f'"{format}" is not a format: give text, json or sarif')
    if color not in ("auto", "always", "never"):
        _fail(f'"{color}" does not say when to use colours: give auto, always or never')
    colours = color == "always" or (color == "auto" and sys.stdout.isatty() and from_environment().colours)
    asked = Asked(paths=tuple(paths), format=format, strict=strict, colours=colours, version=version("practicum"))
    told = answer(asked)
    typer.echo(told.says, color=colours)
    raise typer.Exit(told.code)


@app.command()
def preview(
    path: Annotated[Path, typer.Argument(help="A case's folder.")],
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; else 8010, or any that is free.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Open a case in the browser as participants will see it.

    The page follows each save.
    """
    from practicum.scenario.read import FILE
    from practicum.serving import CannotStartError

    if not (path / FILE if path.is_dir() else path).is_file():
        _fail(f"there is no case in {path}: give the folder that holds {FILE}")
    settings = from_environment()
    logs.configure("warning", settings.log_format)
    try:
        with asyncio.Runner(loop_factory=_loop()) as runner:
            runner.run(_preview(path, settings, port, open_=open_))
    except asyncio.CancelledError:
        # Told to end before it had begun.
        return
    except CannotStartError as error:
        _fail(str(error))


async def _preview(path: Path, settings: Settings, port: int | None, *, open_: bool) -> None:
    from practicum.previewing import LOOPBACK, previewing
    from practicum.web.server import is_free

    if (this := asyncio.current_task()) is not None:
        # From the first moment on, whoever ends it gets the temporary folder removed.
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, this.cancel)
    if port is None:
        port = PREVIEW_PORT if is_free(LOOPBACK, PREVIEW_PORT) else 0
    async with previewing(path, msgspec.structs.replace(settings, port=port)) as node:
        address = f"{node.url}/preview"
        typer.echo(f"Preview: {address}")
        sys.stdout.flush()
        if open_:
            threading.Thread(target=_open_browser, args=(address,), daemon=True).start()
        await node.server.until_told()


def _open_browser(address: str) -> None:
    """Open an address in the user's browser, if there is one with a window."""
    import webbrowser

    with contextlib.suppress(webbrowser.Error):
        found = webbrowser.get()
        # One that runs in the terminal would take it over.
        if type(found) is not webbrowser.GenericBrowser:
            found.open(address)


@app.command()
def translate(
    path: Annotated[Path, typer.Argument(help="A case's folder.")],
    language: Annotated[str, typer.Argument(help="The language to translate into: de, fr, pt-BR.")],
) -> None:
    """Write or update a case's translation file.

    Says how much of it is open.
    """
    from practicum.translating import translate as translating

    told = translating(path, language)
    typer.echo(told.complains or told.says, err=bool(told.complains))
    raise typer.Exit(told.code)


@app.command()
def forecast(
    path: Annotated[Path, typer.Argument(help="A case's folder.")],
    plan: Annotated[str | None, typer.Option(help="Items with their start weeks: workshop,jobaid@4.")] = None,
    seed: Annotated[int, typer.Option(help="The seed of the year's noise.")] = 0,
    support: Annotated[
        str | None, typer.Option(help="The company's support for learning instead of the case's.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with the picture and the table.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the picture alone.")] = None,
) -> None:
    """Say what a plan would bring, or how all plans compare.

    All plans are those that the budget allows.
    """
    from practicum.forecasting import Asked, answer

    asked = Asked(path=path, plan=plan, seed=seed, support=support, json=json_, html=html, svg=svg)
    told = answer(asked)
    if told.complains:
        typer.echo(told.complains, err=True)
        raise typer.Exit(told.code)
    typer.echo(told.says)


@app.command()
def rehearse(
    path: Annotated[Path | None, typer.Argument(help="A case's folder; a server of its own is started for it.")] = None,
    url: Annotated[str | None, typer.Option(help="A running server to rehearse on instead.")] = None,
    scenario: Annotated[str | None, typer.Option(help="The case to play there.")] = None,
    bot: Annotated[list[str] | None, typer.Option(help="A bot of the case that plays; may be given again.")] = None,
    teams: Annotated[
        int | None, typer.Option(min=1, max=200, help="How many teams play; the bots are dealt to them in turn.")
    ] = None,
    seats: Annotated[int, typer.Option(min=1, max=50, help="How many people a team has.")] = 3,
    speed: Annotated[float, typer.Option(min=0.1, max=1000, help="How much faster than people.")] = 60.0,
    seed: Annotated[int, typer.Option(help="What the bots' choices follow from.")] = 0,
    json_: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with pictures and tables, too.")] = None,
) -> None:
    """Let bots play a whole session.

    Checks what the server promises, and compares how strategies fare.
    """
    from practicum.rehearsing import Asked, answer

    told = answer(
        Asked(
            path=path,
            url=url,
            scenario=scenario,
            bots=tuple(bot or ()),
            teams=teams,
            seats=seats,
            speed=speed,
            seed=seed,
            json=json_,
            html=html,
            host_key=from_environment().host_key,
        )
    )
    if told.says:
        typer.echo(told.says)
    if told.complains:
        _fail(told.complains)
    if told.code:
        raise typer.Exit(told.code)


@app.command()
def new(name: Annotated[Path, typer.Argument(help="The new case's folder: late-parcels.")]) -> None:
    """Write a small, complete case to begin with.

    It gets a folder of its own.
    """
    from practicum.scenario.beginning import NotBegun, begin, next_steps

    begun = begin(name)
    if isinstance(begun, NotBegun):
        _fail(begun.why)
    typer.echo(next_steps(begun))


@app.command()
def schema(
    path: Annotated[Path | None, typer.Argument(help="A case's folder; then its ids are offered, too.")] = None,
) -> None:
    """Print the JSON Schema of the scenario language.

    With it editors complete and explain a case.
    """
    from practicum.scenario.read import FILE, names_in
    from practicum.scenario.schema import as_text

    if path is not None and not (path / FILE if path.is_dir() else path).is_file():
        _fail(f"there is no case in {path}: give the folder that holds {FILE}")
    typer.echo(as_text(names_in(path) if path is not None else None))


@app.command()
def export(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    format: Annotated[str, typer.Option(help="json, csv (a zip of tables), xlsx, or bundle.")] = "json",
    redis: Annotated[str | None, typer.Option(help="The store; without it, the embedded one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The folder that keeps sessions.")] = None,
) -> None:
    """Write everything that is kept of a session to stdout."""
    from practicum import keeping

    if format not in keeping.FORMATS:
        _fail(f'"{format}" is not a format that a session can be exported in: give json, csv, xlsx or bundle')
    if format != "json" and sys.stdout.isatty():
        _fail(f"this would write {format} to the terminal: send it to a file, as in practicum export … > session")
    _keep(redis, data, lambda store: keeping.export(store, session, format, sys.stdout.buffer))


@app.command()
def restore(
    bundle: Annotated[Path, typer.Argument(help="What practicum export --format bundle wrote.")],
    redis: Annotated[str | None, typer.Option(help="The store; without it, the embedded one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The folder that keeps sessions.")] = None,
) -> None:
    """Put an exported session into a store.

    It goes on there as it stood.
    """
    from practicum import keeping

    _keep(redis, data, lambda store: keeping.restore(store, bundle))


@app.command()
def purge(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    seat: Annotated[str | None, typer.Option(help="Remove only this person; the team's work stays.")] = None,
    also: Annotated[
        list[str] | None, typer.Option(help="Another name by which people called them; may be given again.")
    ] = None,
    redis: Annotated[str | None, typer.Option(help="The store; without it, the embedded one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The folder that keeps sessions.")] = None,
) -> None:
    """Remove a session, or one person from it, for good."""
    from practicum import purging

    if also and seat is None:
        _fail("--also names a person: say with --seat which one")
    _keep(redis, data, lambda store: purging.purge(store, session, seat, tuple(also or ())))


def _keep(redis: str | None, data: Path | None, work: Callable[[Store], Awaitable[keeping.Answer]]) -> None:
    """Do something with what a store keeps, and say how it went."""
    from practicum.serving import CannotStartError, connected, errors_as_sentences

    given: dict[str, Any] = {"redis_url": redis, "data": data}
    named = {name: value for name, value in given.items() if value is not None}
    settings = msgspec.structs.replace(from_environment(), **named)
    logs.configure("warning", settings.log_format)

    async def working() -> keeping.Answer:
        async with errors_as_sentences(), AsyncExitStack() as stack:
            return await work(await connected(settings, stack, beside=True))

    try:
        told = asyncio.run(working())
    except CannotStartError as error:
        _fail(str(error))
    if told.says:
        typer.echo(told.says)
    if told.complains:
        typer.echo(f"Practicum: {told.complains}", err=True)
    if told.code:
        raise typer.Exit(told.code)


def _fail(why: str) -> NoReturn:
    typer.echo(f"Practicum: {why}", err=True)
    raise typer.Exit(2)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show a letter shows another
    try:
        app()
    except BadSettingError as error:
        typer.echo(f"Practicum: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
