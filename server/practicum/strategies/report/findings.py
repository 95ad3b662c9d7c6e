"""What a rehearsal shows, in sentences: the headings of its plots, and what an author should know first.

Rules:
- A sentence states figures of this rehearsal and nothing that follows from them only perhaps.
- Where nobody differs, that is said.
"""

from __future__ import annotations

from typing import Final

from practicum.strategies.report.compared import Fared, Rehearsed, amount, hours, listed, named, ratio

HEADING: Final = 72  # letters that a plot's heading has room for


def whole(told: Rehearsed) -> list[str]:
    """Say what an author should know first."""
    said: list[str] = []
    best = max(told.teams, key=lambda team: team.net)
    worst = min(told.teams, key=lambda team: team.net)
    if len(told.teams) > 1 and best.net != worst.net:
        said.append(
            f"{named(best.name)} ends with {amount(best.net, told.currency)} net, "
            f"{_within(worst)} with {amount(worst.net, told.currency)}."
        )
    controlled = [_within(team) for team in told.teams if team.controlled]
    if controlled:
        said.append(
            f"{named(listed(controlled))} let a part of the company wait as a comparison: that part gains nothing in "
            "the year, and the net benefit is the lower for it."
        )
    return said


def reading(told: Rehearsed) -> str:
    """Say who read how much, and what it showed."""
    most = max(told.teams, key=lambda team: team.hours)
    if told.real_causes is None:
        return f"{named(most.name)} spent the most hours: {hours(most.hours)} of {hours(most.hours_budget)}"
    able = [team for team in told.teams if team.found is not None and len(team.found) == told.real_causes]
    if not able:
        furthest = max(told.teams, key=lambda team: len(team.found or ()))
        found = len(furthest.found or ())
        return f"Nobody found all {told.real_causes} causes; {_within(furthest)} found {found}"
    quickest = min(able, key=lambda team: team.hours)
    of = f"{hours(quickest.hours)} of {hours(quickest.hours_budget)}"
    causes = "the cause" if told.real_causes == 1 else f"all {told.real_causes} causes"
    return f"{named(quickest.name)} finds {causes} in {of}"


def plans(told: Rehearsed) -> str:
    """Say whose plan brings the most."""
    best = max(told.teams, key=lambda team: team.net)
    losing = [_within(team) for team in told.teams if team.net < 0]
    said = f"{named(best.name)} brings the most: {amount(best.net, told.currency)}"
    more = f"{said}; {listed(losing)} {'loses' if len(losing) == 1 else 'lose'} money" if losing else said
    return more if len(more) <= HEADING else f"{said}; {len(losing)} of {len(told.teams)} lose money"


def course(told: Rehearsed) -> str:
    """Say how much of the gap each plan closed by the end."""
    best = max(told.teams, key=lambda team: team.gap_closed)
    return f"{named(best.name)} closes {round(best.gap_closed * 100)} % of the gap of {told.kpi.label.lower()}"


def returns(told: Rehearsed) -> str:
    """Say who claims too much."""
    both = [
        (team.claimed_roi_percent - team.roi_percent, team)
        for team in told.teams
        if team.claimed_roi_percent is not None and team.roi_percent is not None
    ]
    if not both:
        return "Nobody can claim a return"
    off, team = max(both, key=lambda pair: abs(pair[0]))
    way = "more" if off >= 0 else "less"
    points = f"{abs(round(off))} points {way} than the true return"
    return f"{named(team.name)} claims {ratio(team.claimed_roi_percent)}, {points}"


def score(told: Rehearsed) -> str:
    """Say whose work is judged best."""
    judged = [team for team in told.teams if team.score is not None]
    if not judged:
        return "Nobody was scored"
    best = max(judged, key=lambda team: team.score or 0.0)
    return f"{named(best.name)} has the best score: {best.score:.3g} of {best.score_of:g} by machine"


def time(told: Rehearsed) -> str:
    """Say who needed the most of a phase."""
    most: tuple[float, Fared, str] | None = None
    for team in told.teams:
        for one in team.phases:
            part = one.minutes / one.of if one.of else 0.0
            if one.phase in ("diagnose", "design", "measure") and (most is None or part > most[0]):
                most = (part, team, f"{one.minutes:.1f} of {one.of:g} minutes to {one.phase}")
    return f"{named(most[1].name)} needs {most[2]}" if most else "No phase was timed"


def _within(team: Fared) -> str:
    """Name a team within a sentence."""
    name = named(team.name)
    return name[:1].lower() + name[1:]
