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
from practicum.bots.report import Report, TeamReport, as_json
from practicum.bots.rest import Refused, Unreachable
from practicum.bots.words import as_text, verdict
from practicum.forecasting import IMPOSSIBLE, REFUSED, Answer
from practicum.scenario.model import Scenario, bots_known_to, bots_of
from practicum.scenario.problems import did_you_mean, one_of
from practicum.scenario.read import read
from practicum.strategies import Player
from practicum.strategies.beliefs import real_causes
from practicum.strategies.report.compared import Fared, Figure, Phase, Rehearsed, named, spent_on
from practicum.strategies.report.page import rehearsal_page

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
    if asked.html is not None and (asked.html.is_dir() or not asked.html.absolute().parent.is_dir()):
        why = "it is a folder" if asked.html.is_dir() else "its folder is not there"
        return _impossible(f"{asked.html} can't be written: {why}")
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
    if asked.html is not None:
        page = rehearsal_page(told_of(report, case), case, str(asked.seed))
        try:
            asked.html.write_text(page, "utf-8", newline="\n")
        except (OSError, ValueError) as error:
            return Answer(says=says, complains=_unwritable(asked.html, error), code=IMPOSSIBLE)
    return Answer(says=says, code=0 if report.ok else REFUSED)


def told_of(report: Report, case: Scenario | None) -> Rehearsed:
    """Set the teams of a report side by side: of those that were dealt the same bot, the first."""
    teams: dict[str, TeamReport] = {}
    for team in report.teams:
        teams.setdefault(team.bot or team.name, team)
    figure = report.figure
    doubled = [f"{named(each.bot)} was played by {len(each.teams)} teams; the first is shown."
               for each in report.strategies if len(each.teams) > 1]  # fmt: skip
    return Rehearsed(
        title=report.title or report.scenario,
        currency=report.currency,
        kpi=Figure(figure.label, figure.unit, figure.good, figure.baseline, figure.wanted),
        twin=figure.twin,
        teams=tuple(_fared(team, name, case) for name, team in teams.items()),
        real_causes=len(real_causes(case)) if case is not None else None,
        said=(*doubled, verdict(report)),
    )


def _fared(team: TeamReport, name: str, case: Scenario | None) -> Fared:
    labels = {cause: known.label for cause, known in case.causes.items()} if case is not None else {}
    bots = bots_known_to(case) if case is not None else {}
    return Fared(
        name=name,
        about=bots[name].about if name in bots else "",
        opened=spent_on(case, team.exhibits, team.hours_spent),
        hours=team.hours_spent,
        hours_budget=team.hours_budget,
        found=tuple(labels.get(cause, cause) for cause in team.causes_found) if team.causes_found is not None else None,
        confirmed=team.causes_confirmed,
        calibration=team.calibration,
        plan=tuple(f"{item}@{week}" if week else item for item, week in team.plan.items()),
        metrics=tuple(team.metrics),
        controlled="did" in team.metrics.values(),
        cost=team.cost,
        net=team.net,
        roi_percent=team.roi_percent,
        claimed_roi_percent=team.claimed_roi_percent,
        gap_closed=team.gap_closed,
        score=team.score,
        score_of=team.score_of,
        groups=team.score_groups,
        phases=tuple(Phase(one.phase, one.minutes, one.of, one.done) for one in team.minutes),
        refused=team.refused,
        line=team.line,
    )


def _unwritable(path: Path, error: OSError | ValueError) -> str:
    return f"{path} can't be written: {getattr(error, 'strerror', None) or 'it is not a path'}"


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
