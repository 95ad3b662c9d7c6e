"""What came of a rehearsal: what each team read, bet, planned and earned, how long phases took, what was broken.

The JSON keys are a promise to those who script it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from practicum.bots.facilitator import PhaseTime
from practicum.bots.referee import Breach
from practicum.bots.stopwatch import Needed
from practicum.bots.view import View
from practicum.strategies.player import Player


class TeamReport(msgspec.Struct, frozen=True, kw_only=True):
    """One team's session."""

    team: str
    name: str
    seats: int
    evidence_opened: int
    hours_spent: float
    causes: dict[str, str]  # real cause → treated, found or missed
    bet: dict[str, float]
    calibration: float | None
    plan: dict[str, int]  # item → start week
    signed: dict[str, bool]
    cost: float
    net: float
    roi_percent: float | None
    claimed_roi_percent: float | None
    score: float | None  # the machine's points of the rubric; bots that rate judge nothing
    score_of: float | None
    score_levels: dict[str, float]  # row → level 0..4, of the machine's rows
    bot: str | None = None  # whom the team was dealt; nobody where everybody guesses
    strategy: str | None = None
    exhibits: tuple[str, ...] = ()  # tags that the team opened, in order
    hours_budget: float = 0.0
    causes_found: tuple[str, ...] | None = None  # real causes that what was opened shows, where that is known
    causes_confirmed: int = 0  # by twenty points and an exhibit pinned in support
    metrics: dict[str, str] = {}  # instrument → method
    benefit: float = 0.0
    gap_closed: float = 0.0
    score_groups: dict[str, tuple[float, float]] = {}  # group of the rubric → points by machine, and of how many
    minutes: tuple[Needed, ...] = ()
    refused: dict[str, int] = {}
    line: tuple[tuple[int, float], ...] = ()  # the primary figure: week, without noise


class StrategyReport(msgspec.Struct, frozen=True, kw_only=True):
    """How one bot's teams did, on average."""

    bot: str
    strategy: str
    teams: tuple[str, ...]
    evidence_opened: float
    hours: float
    causes_found: float
    causes_confirmed: float
    calibration: float | None
    cost: float
    net: float
    roi_percent: float | None
    claimed_roi_percent: float | None
    gap_closed: float
    score: float | None
    score_of: float | None
    minutes: dict[str, float]  # phase → until the team was ready or had signed
    refused: dict[str, int]


class Sockets(msgspec.Struct, frozen=True, kw_only=True):
    """What went over the wire."""

    clients: int
    moves_done: int
    refused: dict[str, int]
    deltas: int
    resumes: int
    whole_welcomes: int
    states_compared: int


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The primary figure, as the brief tells of it, and its year without any plan."""

    label: str = ""
    unit: str = ""
    good: str = ""
    baseline: float = 0.0
    wanted: float = 0.0
    twin: tuple[tuple[int, float], ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole rehearsal."""

    ok: bool
    ended: bool
    scenario: str
    session: str
    seed: int
    speed: float
    seconds: float
    currency: str
    teams: tuple[TeamReport, ...]
    phases: tuple[PhaseTime, ...]
    sockets: Sockets
    problems: tuple[str, ...]
    breaches: tuple[Breach, ...]
    strategies: tuple[StrategyReport, ...] = ()
    title: str = ""
    figure: Figure = Figure()


def team_report(
    view: View,
    team: str,
    *,
    player: Player | None = None,
    needed: tuple[Needed, ...] = (),
    refused: Mapping[str, int] | None = None,
) -> TeamReport:
    """Read one team's session from a facilitator's records, with what was noted beside them."""
    revealed = view.the(f"revealed/{team}")
    score = view.the(f"score/{team}")
    opened = view.evidence(team, "open")
    chosen = {tag: exhibit for tag, exhibit in opened.items() if exhibit["opened_by"] is not None}
    standing = dict(revealed.get("causes", {}))
    return TeamReport(
        team=team,
        name=str(view.the(f"team/{team}").get("name", "")),
        seats=len(view.members(team)),
        evidence_opened=len(chosen),
        hours_spent=float(view.the(f"hours/{team}").get("spent", 0.0)),
        causes=standing,
        bet=dict(view.the(f"spread/{team}").get("points", {})),
        calibration=revealed.get("calibration"),
        plan={item: int(record["start"]) for item, record in sorted(view.under(f"plan/{team}/").items())},
        signed={phase: bool(record["signed"]) for phase, record in sorted(view.under(f"decision/{team}/").items())},
        cost=float(revealed.get("cost", 0.0)),
        net=float(revealed.get("net", 0.0)),
        roi_percent=revealed.get("roi_percent"),
        claimed_roi_percent=revealed.get("claimed_roi_percent"),
        score=score.get("machine"),
        score_of=score.get("machine_of"),
        score_levels={row["row"]: row["level"] for row in score.get("rows", ()) if row["by"] == "machine"},
        bot=player.name if player else None,
        strategy=player.strategy.value if player else None,
        exhibits=tuple(sorted(chosen, key=lambda tag: (chosen[tag]["opened_due"] or 0, tag))),
        hours_budget=float(view.the(f"hours/{team}").get("budget", 0.0)),
        causes_found=player.found(opened) if player else None,
        causes_confirmed=sum(1 for held in standing.values() if held != "missed"),
        metrics={name: str(metric["isolation"]) for name, metric in sorted(view.under(f"metric/{team}/").items())},
        benefit=float(revealed.get("benefit", 0.0)),
        gap_closed=float(revealed.get("gap_closed", 0.0)),
        score_groups=_groups(score.get("rows", ())),
        minutes=needed,
        refused=dict(sorted((refused or {}).items())),
        line=tuple((int(week), float(value)) for week, value in revealed.get("line", ())),
    )


def _groups(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """Sum the machine's points by group of the rubric."""
    groups: dict[str, tuple[float, float]] = {}
    for row in rows:
        if row["by"] == "machine":
            points, of = groups.get(row["group"], (0.0, 0.0))
            groups[row["group"]] = (round(points + row["points"], 2), of + row["weight"])
    return groups


def figure_of(view: View) -> Figure:
    """Read the primary figure from a facilitator's records."""
    told = next(iter(view.the("brief").get("kpis", ())), None)
    if told is None:
        return Figure()
    twin = tuple((int(week), float(value)) for week, value in view.the("reveal/case").get("twin", ()))
    return Figure(
        label=told["label"],
        unit=told["unit"],
        good=told["good"],
        baseline=float(told["baseline"]),
        wanted=float(told["wanted"]),
        twin=twin,
    )


def by_strategy(teams: Sequence[TeamReport]) -> tuple[StrategyReport, ...]:
    """Put teams that played alike together."""
    bots: dict[str, list[TeamReport]] = {}
    for team in teams:
        if team.bot is not None:
            bots.setdefault(team.bot, []).append(team)
    return tuple(_strategy(bot, played) for bot, played in bots.items())


def _strategy(bot: str, teams: Sequence[TeamReport]) -> StrategyReport:
    refused: Counter[str] = Counter()
    for team in teams:
        refused.update(team.refused)
    phases = dict.fromkeys(needed.phase for team in teams for needed in team.minutes)
    minutes = {
        phase: _mean([needed.minutes for team in teams for needed in team.minutes if needed.phase == phase]) or 0.0
        for phase in phases
    }
    return StrategyReport(
        bot=bot,
        strategy=str(teams[0].strategy),
        teams=tuple(team.team for team in teams),
        evidence_opened=_mean([team.evidence_opened for team in teams]) or 0.0,
        hours=_mean([team.hours_spent for team in teams]) or 0.0,
        causes_found=_mean([len(team.causes_found or ()) for team in teams]) or 0.0,
        causes_confirmed=_mean([team.causes_confirmed for team in teams]) or 0.0,
        calibration=_mean([team.calibration for team in teams]),
        cost=_mean([team.cost for team in teams]) or 0.0,
        net=_mean([team.net for team in teams]) or 0.0,
        roi_percent=_mean([team.roi_percent for team in teams]),
        claimed_roi_percent=_mean([team.claimed_roi_percent for team in teams]),
        gap_closed=_mean([team.gap_closed for team in teams]) or 0.0,
        score=_mean([team.score for team in teams]),
        score_of=teams[0].score_of,
        minutes=minutes,
        refused=dict(sorted(refused.items())),
    )


def _mean(figures: Sequence[float | None]) -> float | None:
    """Give the mean of the figures that are there."""
    known = [figure for figure in figures if figure is not None]
    return round(sum(known) / len(known), 4) if known else None


def as_json(report: Report) -> str:
    """Write a report for programs."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
