"""A report in words, for people at a terminal: each team, the strategies side by side, the phases, the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from practicum.bots.report import Report, StrategyReport, TeamReport


def as_text(report: Report) -> str:
    """Write a report for people."""
    lines = [f"{report.scenario}, seed {report.seed}, speed {report.speed:g}: {report.seconds:.1f} s", ""]
    for team in report.teams:
        lines += _team(team, report.currency)
    lines += _strategies(report)
    lines += ["Phase       session clock    real time"]
    for phase in report.phases:
        late = "  the teams were not done" if phase.impatient else ""
        lines.append(f"{phase.phase:<12}{phase.session_minutes:>9.1f} min{phase.seconds:>11.1f} s{late}")
    wire = report.sockets
    refused = _codes(wire.refused) or "none"
    lines += [
        "",
        f"{wire.clients} clients made {wire.moves_done} moves; refused: {refused}.",
        f"They resumed {wire.resumes} times, took {wire.deltas} deltas and {wire.whole_welcomes} whole welcomes,",
        f"and their records were compared {wire.states_compared} times.",
    ]
    lines += [f"Problem: {problem}" for problem in report.problems]
    lines += [f"Broken promise: {breach}" for breach in report.breaches]
    lines.append(verdict(report))
    return "\n".join(lines)


def _team(team: TeamReport, currency: str) -> list[str]:
    bet = Counter(team.bet).most_common(3)
    plan = ", ".join(f"{item} in week {week}" for item, week in sorted(team.plan.items(), key=lambda pair: pair[1]))
    causes = ", ".join(f"{cause} {standing}" for cause, standing in team.causes.items())
    played = f", who played {team.bot}" if team.bot else ""
    return [
        f"{team.name} ({team.seats} people{played})",
        f"  read      {team.evidence_opened} exhibits for {team.hours_spent:g} h",
        f"  bet       {', '.join(f'{cause} {points:g}' for cause, points in bet) or 'nothing'}",
        f"  causes    {causes or 'not revealed'}",
        f"  plan      {plan or 'nothing'}",
        f"  result    {team.net:,.0f} {currency} net for {team.cost:,.0f} {currency}",
        f"  return    {_percent(team.roi_percent)}, claimed {_percent(team.claimed_roi_percent)}",
        f"  score     {_score(team)}",
        *([f"  refused   {_codes(team.refused)}"] if team.refused else ()),
        "",
    ]


def _strategies(report: Report) -> list[str]:
    """Set the strategies side by side, one column each."""
    if not report.strategies:
        return []
    phases = list(dict.fromkeys(phase for each in report.strategies for phase in each.minutes))
    lengths = {needed.phase: needed.of for team in report.teams for needed in team.minutes}
    rows: list[tuple[str, list[str]]] = [("By strategy", [each.bot for each in report.strategies])]

    def row(label: str, said: Callable[[StrategyReport], str]) -> None:
        rows.append((label, [said(each) for each in report.strategies]))

    row("  evidence opened", lambda each: f"{each.evidence_opened:g}")
    row("  hours", lambda each: f"{each.hours:g}")
    row("  causes found", lambda each: f"{each.causes_found:g}")
    row("  causes confirmed", lambda each: f"{each.causes_confirmed:g}")
    row(f"  net, {report.currency}", lambda each: f"{each.net:,.0f}")
    row("  true return", lambda each: _percent(each.roi_percent))
    row("  claimed return", lambda each: _percent(each.claimed_roi_percent))
    row("  score by machine", lambda each: "none" if each.score is None else f"{each.score:g} of {each.score_of:g}")
    for phase in phases:
        row(f"  {phase}, of {lengths.get(phase, 0):g} min", lambda each, at=phase: f"{each.minutes.get(at, 0):.1f}")  # type: ignore[misc]
    row("  moves refused", lambda each: str(sum(each.refused.values())))
    first = max(len(label) for label, _ in rows) + 2
    wide = [max(len(cells[at]) for _, cells in rows) + 3 for at in range(len(report.strategies))]
    lines = [
        label.ljust(first) + "".join(c.rjust(w) for c, w in zip(cells, wide, strict=True)) for label, cells in rows
    ]
    return [*lines, ""]


def _score(team: TeamReport) -> str:
    if team.score is None or team.score_of is None:
        return "none"
    levels = ", ".join(f"{row} {level:g}" for row, level in team.score_levels.items())
    return f"{team.score:g} of {team.score_of:g} by machine ({levels})"


def _codes(refused: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {code}" for code, count in sorted(refused.items()))


def _percent(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:,.0f} %"


def verdict(report: Report) -> str:
    """Say in a sentence how a rehearsal went."""
    if not report.ended:
        return "The session did not reach its end."
    if report.breaches:
        return f"The session reached its end, and {len(report.breaches)} promises were broken."
    if report.problems:
        return f"The session reached its end, with {len(report.problems)} problems."
    return "The session reached its end, and every promise held."
