"""The machine finds what it is there for: a fault is planted, in the server or in a copy of the client, and found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, seed
from hypothesis.stateful import run_state_machine_as_test

from practicum.live import fanout, session, state, welcomes
from practicum.live.history import History, Step, merge
from practicum.rules.audience import groups_that_see, sees
from practicum.store.positions import Position
from tests.machine.machine import Machine
from tests.machine.playing import settings_of
from tests.machine.twin import CLIENT, Clients

SEEDS = range(10, 22)
TRIES = 15  # with each: what is not found soon is found sooner by beginning anew


def play(clients: Clients) -> None:
    """Play until something does not hold; the shortest way there is of no interest here."""
    settings = settings_of(TRIES, 40, phases=(Phase.generate,))
    for chosen in SEEDS:
        run_state_machine_as_test(seed(chosen)(partial(Machine, clients)), settings=settings)


def is_found(clients: Clients) -> None:
    """Whatever was planted, something does not hold."""
    with pytest.raises((AssertionError, KeyError)):
        play(clients)


# --- the server


def loses_drops(steps: Any) -> Any:
    """Join steps and forget what they drop."""
    return merge(steps)[0], {}


def leaks(group: str, kind: str) -> Callable[[str], Any]:
    """Let a group see a kind that is not for it."""
    return lambda key: {*groups_that_see(key), group} if key.startswith(kind) else groups_that_see(key)


confirm = state.State.confirm


def keeps_dropped(self: state.State, step: Any, changes: Any) -> None:
    """Confirm a step, and keep the bytes of what it dropped."""
    kept = {key: self.raws[key] for key in step.drop if key in self.raws}
    confirm(self, step, changes)
    self.raws.update(kept)


since = History.since


def leaves_out(self: History, at: Position, now: Position) -> list[Step] | None:
    """Find the steps from a position to now, but for the first of several."""
    steps = since(self, at, now)
    return steps[1:] if steps is not None and len(steps) > 1 else steps


def keeps_what_was_lost(self: fanout.Fanout, at: Position) -> None:
    """Begin anew, and tell all the same what was on its way."""
    self._at = at
    for shared in self._shared.values():
        for group in (shared, *shared.own.values()):
            group.at = at


SERVER: dict[str, list[tuple[Any, str, Any]]] = {
    "a delta loses what is dropped": [(fanout, "merge", loses_drops)],
    "a welcome since a position loses what is dropped": [(welcomes, "merge", loses_drops)],
    "a delta leaks another team's record": [(fanout, "groups_that_see", leaks("team:1", "activity/"))],
    "a whole welcome leaks the truth": [(state, "sees", lambda viewer, key: key == "truth" or sees(viewer, key))],
    "a seat that moves is told nothing": [(session.Session, "_follow", lambda _self, _seat: None)],
    "a welcome since a position leaves a step out": [(History, "since", leaves_out)],
    "what was lost is told all the same": [(fanout.Fanout, "begin_anew", keeps_what_was_lost)],
    "a node keeps what was dropped": [(state.State, "confirm", keeps_dropped)],
}


@pytest.mark.parametrize("fault", SERVER)
def test_a_fault_of_the_server_is_found(fault: str, clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    """One at a time."""
    for place, name, planted in SERVER[fault]:
        monkeypatch.setattr(place, name, planted)
    is_found(clients)


# --- the client

BROWSER = {
    "a gap is not noticed": (
        "wire/connection.ts",
        "if (version(frame.from) > version(state.position)) return greet",
        "if (version(frame.from) < 0) return greet",
    ),
    "a repeat leads back": (
        "wire/connection.ts",
        "const position = version(frame.to) > version(state.position) ? frame.to : (state.position ?? frame.to);",
        "const position = frame.to;",
    ),
    "a hello forgets where it was": (
        "wire/connection.ts",
        '{ do: "hello", at: state.position }',
        '{ do: "hello", at: null }',
    ),
    "what is dropped stays": ("records/records.ts", "for (const key of drop) {", "for (const key of drop.slice(1)) {"),
    "a whole welcome forgets nothing": (
        "records/records.ts",
        "const gone = [...this.told.keys()].filter((key) => !(key in put));",
        "const gone: string[] = [];",
    ),
    "a refused move goes on being guessed": (
        "records/records.ts",
        "if (this.laid.delete(id)) this.change({}, [], this.at);",
        "",
    ),
}


@contextmanager
def a_client_with(fault: str, folder: Path) -> Iterator[Clients]:
    """Copy the client, plant a fault in the copy, and run it."""
    file, right, wrong = BROWSER[fault]
    shutil.copytree(CLIENT / "src", folder / "src", ignore=shutil.ignore_patterns("screens", "parts", "*.css"))
    (folder / "node_modules").symlink_to(CLIENT / "node_modules")
    text = (folder / "src" / file).read_text("utf-8")
    assert right in text, f"{file} no longer says what is to be spoilt"
    (folder / "src" / file).write_text(text.replace(right, wrong), "utf-8")
    clients = Clients(folder)
    try:
        yield clients
    finally:
        clients.close()


@pytest.mark.parametrize("fault", BROWSER)
def test_a_fault_of_the_browsers_records_is_found(fault: str, tmp_path: Path) -> None:
    """One at a time."""
    with a_client_with(fault, tmp_path) as clients:
        is_found(clients)
