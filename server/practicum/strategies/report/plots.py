"""The plots of a rehearsal: what each strategy read, where its plan lies, what became of the figure, score and time.

Rules:
- A row is a strategy, in the same order and with the same mark in every plot; its name is written beside it, so that
  nothing rests on colour.
- What a plot shows stands in its description in words, and the page sets a table beside it.
- The style of a series is the page's: ``s0`` to ``s5``, in light and in dark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from practicum.outcome import drawing
from practicum.outcome.drawing import Frame, Scale
from practicum.outcome.forecast import Row
from practicum.outcome.table import money
from practicum.scenario.model import Scenario
from practicum.strategies.report.compared import GROUPS, Fared, Rehearsed, hours, named, ratio

WIDTH: Final = 720
NAMES: Final = 148  # pixels for the names of rows
LABEL: Final = 16.0
ROW: Final = 40
SERIES: Final = 6
LONGEST: Final = 20  # letters of a name


class Panel(msgspec.Struct, frozen=True):
    """One of several bar charts side by side: a figure for each row, and the limit that it is held against."""

    title: str
    figures: tuple[float | None, ...]
    limit: float
    written: Callable[[float], str]


def style(which: int) -> str:
    """Name the style of a row's series."""
    return f"s{which % SERIES}"


def called(name: str) -> str:
    """Write a row's name so that it fits."""
    whole = named(name)
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def reading_plot(told: Rehearsed, title: str) -> str:
    """Draw what each strategy opened: boxes as wide as they cost hours, the decisive ones filled."""
    most = max([team.hours_budget for team in told.teams] + [team.hours for team in told.teams] + [1.0])
    up = drawing.ticks(0.0, most, 6)
    height = 74 + ROW * len(told.teams) + 40
    frame = Frame(Scale(0.0, max(up[-1], most), NAMES + 16, WIDTH - 20), Scale(0.0, 1.0, height - 40, 60))
    limit = max(team.hours_budget for team in told.teams)
    parts = [
        drawing.text(16, 46, "analyst hours; a box is an exhibit, a filled one is decisive", style="small"),
        drawing.axes(frame, [(at, f"{at:g}") for at in up], []),
    ]
    for row, team in enumerate(told.teams):
        top = 62.0 + ROW * row
        parts.append(drawing.text(16, top + 18, called(team.name), style="strong"))
        at = 0.0
        for one in team.opened:
            left, right = frame.x.at(at), frame.x.at(at + one.hours)
            if one.hours:
                parts.append(_box(left, top + 4, right - left, one.tag, decisive=one.decisive))
            at += one.hours
        if not team.opened:
            parts.append(drawing.text(frame.x.start + 6, top + 18, "opened nothing", style="small"))
    parts += [
        drawing.path([(frame.x.at(limit), frame.y.start), (frame.x.at(limit), frame.y.end - 2)], "limit"),
        drawing.text(frame.x.at(limit) - 5, frame.y.end + 1, "all hours", anchor="end", style="small halo"),
    ]
    about = " ".join(f"{named(team.name)}: {_read(team)}." for team in told.teams)
    return drawing.svg(WIDTH, height, title=title, about=about, parts=parts, id="reading")


def _read(team: Fared) -> str:
    found = "" if team.found is None else f", {len(team.found)} causes found"
    tags = f" ({', '.join(one.tag for one in team.opened)})" if team.opened else ""
    return f"{len(team.opened)} exhibits for {hours(team.hours)}{found}{tags}"


def _box(x: float, y: float, width: float, says: str, *, decisive: bool) -> str:
    shape = f'x="{x + 0.5:.1f}" y="{y:.1f}" width="{max(width - 1.5, 1.0):.1f}" height="22" rx="2"'
    drawn = f'<rect class="{"box decisive" if decisive else "box"}" {shape}><title>{drawing.words(says)}</title></rect>'
    fits = width >= 7.0 * len(says) + 4
    inside = "tag on" if decisive else "tag"
    return drawn + (drawing.text(x + width / 2, y + 15, says, anchor="middle", style=inside) if fits else "")


def landscape_plot(scenario: Scenario, rows: Sequence[Row], told: Rehearsed, title: str) -> str:
    """Draw every affordable plan as a dot, and where each strategy's team ended."""
    height = 460
    costs = [row.cost for row in rows] + [team.cost for team in told.teams] + [scenario.money.budget]
    nets = [row.net for row in rows] + [team.net for team in told.teams] + [0.0]
    across, up = drawing.ticks(0.0, max(costs)), drawing.ticks(min(nets), max(nets), 7)
    frame = Frame(Scale(across[0], across[-1], 76, WIDTH - 24), Scale(up[0], up[-1], height - 60, 66))
    limit = frame.x.at(scenario.money.budget)
    parts = [
        drawing.text(16, 46, f"net benefit in the year, {told.currency}", style="small"),
        drawing.axes(frame, [(at, _short(at)) for at in across], [(at, _short(at)) for at in up]),
        drawing.path([(frame.x.start, frame.y.at(0)), (frame.x.end, frame.y.at(0))], "axis"),
        drawing.text(frame.x.end, height - 14, f"cost, {told.currency}", anchor="end", style="small"),
        drawing.path([(limit, frame.y.start), (limit, frame.y.end)], "limit"),
        drawing.text(limit - 6, frame.y.end + 4, "budget", anchor="end", style="small halo"),
        drawing.dots(frame.points((row.cost, row.net) for row in rows)),
    ]
    marks = [(team.name, style(which), team.cost, team.net) for which, team in enumerate(told.teams)]
    marks += [("intended", "limit", row.cost, row.net) for row in rows if "intended" in row.marks]
    points = frame.points((cost, net) for _, _, cost, net in marks)
    heights = drawing.spread([y for _, y in points], 2 * LABEL, frame.y.end + 8, frame.y.start - LABEL)
    for (name, shape, _, net), (x, y), level in zip(marks, points, heights, strict=True):
        to_left = x > (frame.x.start + frame.x.end) / 2
        beside = x + (-14 if to_left else 14)
        anchor: drawing.Anchor = "end" if to_left else "start"
        if abs(level - y) > 1:
            parts.append(drawing.path([(x, y), (beside + (3 if to_left else -3), level)], "leader"))
        parts += [
            drawing.mark((x, y), shape, f"{called(name)}: {money(net)}", 6.5),
            drawing.text(beside, level, called(name), anchor=anchor, style="strong halo"),
            drawing.text(beside, level + 14, _short(net), anchor=anchor, style="halo"),
        ]
    about = " ".join(f"{named(name)}: net {money(net)} for {money(cost)}." for name, _, cost, net in marks)
    return drawing.svg(WIDTH, height, title=title, about=about, parts=parts, id="landscape")


def course_plot(told: Rehearsed, title: str) -> str:
    """Draw the primary figure's year under each strategy's plan, and without any."""
    height, kpi = 400, told.kpi
    lines = [(team.name, style(which), team.line) for which, team in enumerate(told.teams) if team.line]
    lines.append(("no plan", "twin", told.twin))
    lines = [each for each in lines if each[2]]
    seen = [figure for *_, line in lines for _, figure in line] + [kpi.wanted, kpi.baseline]
    weeks = [week for *_, line in lines for week, _ in line] or [0, 51]
    up = drawing.ticks(min(seen), max(seen), 6)
    frame = Frame(Scale(min(weeks), max(weeks), 60, WIDTH - 176), Scale(up[0], up[-1], height - 46, 66))
    digits = next((count for count in range(3) if all(abs(round(at, count) - at) < 1e-9 for at in up)), 3)
    wanted = frame.y.at(kpi.wanted)
    ends = [frame.y.at(line[-1][1]) + 4 for *_, line in lines] + [wanted + 4]
    levels = drawing.spread(ends, LABEL, 70, height - 48)
    parts = [
        drawing.text(16, 46, f"{kpi.label}, {kpi.unit}, without noise", style="small"),
        drawing.axes(
            frame,
            [(float(week), str(week)) for week in range(0, max(weeks) + 2, 13) if week <= max(weeks) + 1],
            [(at, f"{at:.{digits}f}") for at in up],
        ),
        drawing.path([(frame.x.at(0), frame.y.start), (frame.x.at(0), frame.y.end)], "axis"),
        drawing.path([(frame.x.start, wanted), (frame.x.end, wanted)], "limit"),
        drawing.text(frame.x.end, height - 10, "week", anchor="end", style="small"),
    ]
    for (name, shape, line), level in zip(lines, levels, strict=False):
        parts.append(drawing.path(frame.points((float(week), figure) for week, figure in line), f"line {shape}"))
        said = f"{called(name)} {line[-1][1]:.2f}"
        parts.append(drawing.text(frame.x.end + 8, level, said, style="small" if shape == "twin" else "strong"))
    parts.append(drawing.text(frame.x.end + 8, levels[-1], f"wanted {kpi.wanted:g}", style="small"))
    about = f"{kpi.label} in week 51: " + ", ".join(f"{named(name)} {line[-1][1]:.2f}" for name, _, line in lines) + "."
    return drawing.svg(WIDTH, height, title=title, about=about, parts=parts, id="course")


def returns_plot(told: Rehearsed, title: str) -> str:
    """Draw each strategy's true return, and the one that it could claim."""
    known = [one for team in told.teams for one in (team.roi_percent, team.claimed_roi_percent) if one is not None]
    across = drawing.ticks(min([0.0, *known]), max([0.0, *known]), 6)
    height = 74 + ROW * len(told.teams) + 40
    frame = Frame(Scale(across[0], across[-1], NAMES + 16, WIDTH - 176), Scale(0.0, 1.0, height - 40, 60))
    parts = [
        drawing.text(
            16, 46, "return in per cent; filled: the true one, ring: what the team could claim", style="small"
        ),
        drawing.axes(frame, [(at, f"{at:g}".replace("-", "−")) for at in across], []),
        drawing.path([(frame.x.at(0), frame.y.start), (frame.x.at(0), frame.y.end)], "axis"),
    ]
    for row, team in enumerate(told.teams):
        y = 78.0 + ROW * row
        true, said = team.roi_percent, team.claimed_roi_percent
        parts.append(drawing.text(16, y + 4, called(team.name), style="strong"))
        if true is not None and said is not None:
            parts.append(drawing.path([(frame.x.at(true), y), (frame.x.at(said), y)], "leader"))
        if said is not None:
            parts.append(drawing.mark((frame.x.at(said), y), "ring", f"claimed {ratio(said)}", 7))
        if true is not None:
            parts.append(drawing.mark((frame.x.at(true), y), "full", f"true {ratio(true)}", 5))
        claims = "claims nothing" if said is None else f"claims {ratio(said)}"
        written = "no plan" if true is None else f"{ratio(true)}, {claims}"
        parts.append(drawing.text(WIDTH - 8, y + 4, written, anchor="end", style="small"))
    about = " ".join(
        f"{named(team.name)}: true {ratio(team.roi_percent)}, claimed {ratio(team.claimed_roi_percent)}."
        for team in told.teams
    )
    return drawing.svg(WIDTH, height, title=title, about=about, parts=parts, id="returns")


def score_plot(told: Rehearsed, title: str) -> str:
    """Draw the machine's points by group of the rubric."""
    panels: list[Panel] = []
    for group, label in GROUPS.items():
        of = max((team.groups[group][1] for team in told.teams if group in team.groups), default=0.0)
        points = tuple(team.groups[group][0] if group in team.groups else None for team in told.teams)
        panels.append(Panel(f"{label}, of {of:g}", points, of, lambda figure: f"{figure:.3g}"))
    return panels_plot(
        told, panels, title=title, under="points by machine; the outline is all that can be had", id="score"
    )


def time_plot(told: Rehearsed, phases: Sequence[str], title: str) -> str:
    """Draw how long each strategy took in the phases that end with a signature or a word."""
    panels: list[Panel] = []
    for phase in phases:
        took = [next((one for one in team.phases if one.phase == phase), None) for team in told.teams]
        of = max((one.of for one in took if one is not None), default=0.0)
        minutes = tuple(one.minutes if one is not None else None for one in took)
        panels.append(Panel(f"{named(phase)}, of {of:g} min", minutes, of, lambda figure: f"{figure:.1f}"))
    return panels_plot(told, panels, title=title, under="minutes of the session; the outline is the phase", id="time")


def panels_plot(told: Rehearsed, panels: Sequence[Panel], *, title: str, under: str, id: str) -> str:
    """Draw bars for each row in panels side by side, each panel with a scale of its own."""
    gap = 18.0
    width = (WIDTH - 20 - NAMES - gap * max(len(panels) - 1, 0)) / max(len(panels), 1)
    height = 92 + ROW * len(told.teams)
    parts = [drawing.text(16, 46, under, style="small")]
    for row, team in enumerate(told.teams):
        parts.append(drawing.text(16, 98 + ROW * row, called(team.name), style="strong"))
    for number, panel in enumerate(panels):
        left = NAMES + number * (width + gap)
        longest = max([panel.limit, *(figure for figure in panel.figures if figure is not None), 0.01])
        room = width - 40  # for the figure at the bar's end
        parts.append(drawing.text(left, 72, panel.title, style="small"))
        for row, figure in enumerate(panel.figures):
            top = 84.0 + ROW * row
            outline = room * panel.limit / longest
            parts.append(f'<rect class="track" x="{left:.1f}" y="{top:.1f}" width="{outline:.1f}" height="20"/>')
            if figure is None:
                parts.append(drawing.text(left + 6, top + 14, "–", style="small"))
                continue
            long = room * figure / longest
            if long > 0:
                parts.append(drawing.bar(left, top, long, 20))
            parts.append(drawing.text(left + max(long, outline) + 5, top + 14, panel.written(figure), style="strong"))
    about = " ".join(
        f"{named(team.name)}: "
        + ", ".join(
            f"{panel.title} {panel.written(figure)}" for panel in panels if (figure := panel.figures[row]) is not None
        )
        + "."
        for row, team in enumerate(told.teams)
    )
    return drawing.svg(WIDTH, height, title=title, about=about, parts=parts, id=id)


def _short(figure: float) -> str:
    """Write an amount of an axis: 120k, 1.2m."""
    size = abs(figure)
    if size >= 1_000_000:
        written = f"{figure / 1_000_000:.2f}".rstrip("0").rstrip(".") + "m"
    elif size >= 1_000:
        written = f"{figure / 1_000:.0f}k"
    else:
        written = f"{figure + 0.0:.0f}"
    return written.replace("-", "−")
