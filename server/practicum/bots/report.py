"""What came of a rehearsal: what each team read, bet, planned and earned, how long phases took, what was broken.

The JSON keys are a promise to those who script it.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from practicum.bots.facilitator import PhaseTime
from practicum.bots.referee import Breach
from practicum.bots.view import View


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


class Sockets(msgspec.Struct, frozen=True, kw_only=True):
    """What went over the wire."""

    clients: int
    moves_done: int
    refused: dict[str, int]
    deltas: int
    resumes: int
    whole_welcomes: int
    states_compared: int


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


def team_report(view: View, team: str) -> TeamReport:
    """Read one team's session from a facilitator's records."""
    revealed = view.the(f"revealed/{team}")
    score = view.the(f"score/{team}")
    opened = view.evidence(team, "open")
    return TeamReport(
        team=team,
        name=str(view.the(f"team/{team}").get("name", "")),
        seats=len(view.members(team)),
        evidence_opened=sum(1 for exhibit in opened.values() if exhibit["opened_by"] is not None),
        hours_spent=float(view.the(f"hours/{team}").get("spent", 0.0)),
        causes=dict(revealed.get("causes", {})),
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
    )


def as_json(report: Report) -> str:
    """Write a report for programs."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()


def as_text(report: Report) -> str:
    """Write a report for people."""
    lines = [f"{report.scenario}, seed {report.seed}, speed {report.speed:g}: {report.seconds:.1f} s", ""]
    for team in report.teams:
        lines += _team(team, report.currency)
    lines += ["Phase       session clock    real time"]
    for phase in report.phases:
        late = "  the teams were not done" if phase.impatient else ""
        lines.append(f"{phase.phase:<12}{phase.session_minutes:>9.1f} min{phase.seconds:>11.1f} s{late}")
    wire = report.sockets
    refused = ", ".join(f"{count} {code}" for code, count in sorted(wire.refused.items())) or "none"
    lines += [
        "",
        f"{wire.clients} clients made {wire.moves_done} moves; refused: {refused}.",
        f"They resumed {wire.resumes} times, took {wire.deltas} deltas and {wire.whole_welcomes} whole welcomes,",
        f"and their records were compared {wire.states_compared} times.",
    ]
    lines += [f"Problem: {problem}" for problem in report.problems]
    lines += [f"Broken promise: {breach}" for breach in report.breaches]
    lines.append(_verdict(report))
    return "\n".join(lines)


def _team(team: TeamReport, currency: str) -> list[str]:
    bet = Counter(team.bet).most_common(3)
    plan = ", ".join(f"{item} in week {week}" for item, week in sorted(team.plan.items(), key=lambda pair: pair[1]))
    causes = ", ".join(f"{cause} {standing}" for cause, standing in team.causes.items())
    return [
        f"{team.name} ({team.seats} people)",
        f"  read      {team.evidence_opened} exhibits for {team.hours_spent:g} h",
        f"  bet       {', '.join(f'{cause} {points:g}' for cause, points in bet) or 'nothing'}",
        f"  causes    {causes or 'not revealed'}",
        f"  plan      {plan or 'nothing'}",
        f"  result    {team.net:,.0f} {currency} net for {team.cost:,.0f} {currency}",
        f"  return    {_percent(team.roi_percent)}, claimed {_percent(team.claimed_roi_percent)}",
        f"  score     {_score(team)}",
        "",
    ]


def _score(team: TeamReport) -> str:
    if team.score is None or team.score_of is None:
        return "none"
    levels = ", ".join(f"{row} {level:g}" for row, level in team.score_levels.items())
    return f"{team.score:g} of {team.score_of:g} by machine ({levels})"


def _percent(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:,.0f} %"


def _verdict(report: Report) -> str:
    if not report.ended:
        return "The session did not reach its end."
    if report.breaches:
        return f"The session reached its end, and {len(report.breaches)} promises were broken."
    if report.problems:
        return f"The session reached its end, with {len(report.problems)} problems."
    return "The session reached its end, and every promise held."
