"""What a session does by itself goes on, whatever one chore does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from practicum.live import clockwork
from practicum.live.clockwork import Clockwork
from practicum.live.state import State
from practicum.rules import chores
from practicum.rules.chores import Chore, StepChore
from practicum.rules.moves import EnterStep, Move
from practicum.rules.records import Phase, Run, Seed
from practicum.rules.refusals import Refusal
from practicum.rules.state import Changes, Records
from practicum.scenario.model import Scenario
from practicum.scenario.read import load

ALDER = Path(__file__).parents[2] / "scenarios/alder-mutual"


def running() -> State:
    """Make a session whose first quarter is to be computed."""
    state = State(bytes, bytes)
    state.records.apply(
        Changes(
            {
                "phase": Phase(phase="run", round=1, rounds={"run": 1}, started_due=0, ends_due=None),
                "run": Run(step=0, wanted=1, steps=4, week=0, month=0),
                "seed": Seed(seed="1"),
            }
        )
    )
    return state


async def test_a_chore_that_is_refused_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to move for that: the whole room may be waiting."""
    monkeypatch.setattr(clockwork, "AGAIN", 0.01)
    entered: asyncio.Queue[Move] = asyncio.Queue()

    async def submit(move: Move) -> Refusal | None:
        entered.put_nowait(move)
        return Refusal("phase.closed", "Not now.")

    def compute(_wanted: Chore) -> Move:
        return EnterStep(step=1, teams={})

    works = Clockwork(running(), load(ALDER), lambda: 0, lambda: None, submit, compute)
    async with asyncio.TaskGroup() as tasks:
        doing = tasks.create_task(works.do_chores())
        works.changed()
        assert await entered.get() == await entered.get() == EnterStep(step=1, teams={})
        doing.cancel()


async def test_a_chore_that_fails_is_tried_again_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in the scoring must not take a live session down."""
    monkeypatch.setattr(clockwork, "FAILED_AGAIN", 0.01)
    tries: list[Chore] = []
    gathered: list[Scenario] = []
    entered: asyncio.Queue[Move] = asyncio.Queue(1)

    def gather(records: Records, scenario: Scenario) -> Chore | None:
        gathered.append(scenario)
        if len(gathered) == 1:
            raise KeyError
        return chores.chore(records, scenario)

    monkeypatch.setattr(clockwork, "chore", gather)

    def compute(wanted: Chore) -> Move:
        tries.append(wanted)
        if len(tries) == 1:
            raise ZeroDivisionError
        return EnterStep(step=1, teams={})

    async def submit(move: Move) -> Refusal | None:
        await entered.put(move)
        return None

    works = Clockwork(running(), load(ALDER), lambda: 0, lambda: None, submit, compute)
    async with asyncio.TaskGroup() as tasks:
        doing = tasks.create_task(works.do_chores())
        works.changed()
        assert await entered.get() == EnterStep(step=1, teams={})
        doing.cancel()
    assert [type(wanted) for wanted in tries] == [StepChore, StepChore]
