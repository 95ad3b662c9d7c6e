"""``practicum rehearse``, put together: a case's bots play it over real sockets, and what came of it is written out.

Rules:
- With a case's folder its bots are dealt to the teams in turn, each with the strategy that the case gives it. On
  somebody else's server the case's truth is not known, so everybody guesses.
- Without a number of teams every bot plays once, as long as there are no more than ``MOST_BOTS``.
- A case that can't be read is told by the server that is started for it, as an operator would read it.
- What can't be done is said before anybody plays, where it can be known: a rehearsal takes its time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec

from practicum.bots.local import CannotStart
from practicum.bots.rehearse import Wanted, case_folder, rehearse_case, rehearse_on
from practicum.bots.report import Report, as_json, as_text
from practicum.bots.rest import Refused, Unreachable
from practicum.forecasting import IMPOSSIBLE, REFUSED, Answer
from practicum.scenario.model import Scenario, bots_known_to, bots_of
from practicum.scenario.problems import did_you_mean, one_of
from practicum.scenario.read import read
from practicum.strategies import Player

MOST_BOTS = 4
GUESSING_TEAMS = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to see played."""

    path: Path | None = None
    url: str | None = None
    scenario: str | None = None
    bots: tuple[str, ...] = ()
    teams: int | None = None
    seats: int = 3
    speed: float = 60.0
    seed: int = 0
    json: bool = False
    html: Path | None = None
    host_key: str | None = None


def answer(asked: Asked) -> Answer:
    """Rehearse, and say how it went."""
    if (asked.path is None) == (asked.url is None) or (asked.url is None) != (asked.scenario is None):
        return _impossible("name a case's folder, or give --url with --scenario")
    if asked.bots and asked.path is None:
        return _impossible("--bot plays a case by its file: name the case's folder instead of --url")
    case = _case(asked.path) if asked.path is not None else None
    names = _names(asked, case)
    if isinstance(names, Answer):
        return names
    wanted = _wanted(asked, case, names)
    try:
        report = asyncio.run(_rehearse(asked, wanted))
    except (CannotStart, Refused, Unreachable) as error:
        return _impossible(str(error))
    says = as_json(report) if asked.json else as_text(report)
    return Answer(says=says, code=0 if report.ok else REFUSED)


async def _rehearse(asked: Asked, wanted: Wanted) -> Report:
    if asked.path is not None:
        return await rehearse_case(asked.path, wanted)
    return await rehearse_on(str(asked.url), wanted)


def _case(path: Path) -> Scenario | None:
    scenario, _ = read(case_folder(path))
    return scenario


def _names(asked: Asked, case: Scenario | None) -> tuple[str, ...] | Answer:
    """Say who plays: the bots that were asked for, or all that rehearse the case."""
    if case is None:
        return ()
    known = bots_known_to(case)
    for name in asked.bots:
        if name not in known:
            close = did_you_mean(name, known)
            cure = f'did you mean "{close}"?' if close else f"give {one_of(known)}"
            return _impossible(f'the case has no bot "{name}": {cure}')
    return asked.bots or tuple(bots_of(case))


def _wanted(asked: Asked, case: Scenario | None, names: Sequence[str]) -> Wanted:
    """Deal the bots to the teams; whoever plays again does so with another seed."""
    teams = asked.teams or min(len(names), MOST_BOTS) or GUESSING_TEAMS
    players: list[Player] = []
    if case is not None:
        known = bots_known_to(case)
        for team in range(teams):
            again, which = divmod(team, len(names))
            name = names[which]
            players.append(Player(case, known[name], asked.seed + again, name))
    return Wanted(
        scenario=asked.scenario or (case_folder(asked.path).name if asked.path else ""),
        teams=teams,
        seats=asked.seats,
        speed=asked.speed,
        seed=asked.seed,
        host_key=asked.host_key,
        players=tuple(players),
    )


def _impossible(why: str) -> Answer:
    return Answer(complains=why, code=IMPOSSIBLE)
