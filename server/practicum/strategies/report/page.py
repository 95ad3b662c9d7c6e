"""A rehearsal as one page of its own: what each strategy did and how it ended, in plots with their tables.

Rules:
- The page needs no other file: no script, no font, no picture from elsewhere. It is light or dark as the reader's
  machine is, and prints.
- A heading states what the plot below it shows; every plot has its table.
- The landscape is drawn where the case is at hand and has no more items than a landscape can list.
- Of more teams than a plot can hold, the first ones are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from practicum.outcome import drawing
from practicum.outcome.drawing import words
from practicum.outcome.forecast import MOST_ITEMS, landscape
from practicum.outcome.page import page
from practicum.outcome.table import money
from practicum.outcome.world import World
from practicum.scenario.model import Scenario
from practicum.strategies.report import findings, plots
from practicum.strategies.report.compared import GROUPS, MOST, Fared, Rehearsed, hours, listed, named, ratio

WORKED: Final = ("brief", "diagnose", "design", "measure")
NONE: Final = "–"


def rehearsal_page(told: Rehearsed, scenario: Scenario | None = None, seed: str = "0") -> str:
    """Write the page."""
    shown = msgspec.structs.replace(told, teams=told.teams[:MOST])
    sections = [
        _summary(shown),
        _reading(shown),
        *([_landscape(shown, scenario, seed)] if scenario and len(scenario.interventions) <= MOST_ITEMS else ()),
        _course(shown),
        _returns(shown),
        _score(shown),
        _time(shown),
    ]
    said = [*findings.whole(shown), *told.said]
    if len(told.teams) > MOST:
        said.append(f"The first {MOST} of {len(told.teams)} are shown.")
    under = "\n".join(f"<p>{words(each)}</p>" for each in said)
    return page(f"{told.title}: how strategies fare", under, "\n".join(sections), _STYLE)


def _summary(told: Rehearsed) -> str:
    cards = "\n".join(_card(team) for team in told.teams)
    return f'<section>\n<h2>What each strategy did</h2>\n<div class="teams">\n{cards}\n</div>\n</section>'


def _card(team: Fared) -> str:
    """Tell one strategy's story in a few lines."""
    said = [
        f"Read {len(team.opened)} exhibits for {hours(team.hours)}." if team.opened else "Read what was free.",
        *([f"Found: {'; '.join(team.found)}."] if team.found else []),
        f"Planned {listed(list(team.plan))}." if team.plan else "Planned nothing.",
        f"Measured {listed(list(team.metrics))}." if team.metrics else "Measured nothing.",
    ]
    about = f'<p class="about">{words(team.about)}</p>' if team.about else ""
    return f"<article><h3>{words(named(team.name))}</h3>{about}<p>{words(' '.join(said))}</p></article>"


def _reading(told: Rehearsed) -> str:
    head = ("Strategy", "Exhibits", "Hours", "Causes found", "Confirmed", "Calibration", "Opened, in order")
    lines = [
        (
            named(team.name),
            str(len(team.opened)),
            f"{team.hours:g}",
            NONE if team.found is None else str(len(team.found)),
            str(team.confirmed),
            _plain(team.calibration),
            ", ".join(one.tag for one in team.opened) or NONE,
        )
        for team in told.teams
    ]
    title = findings.reading(told)
    return _section(title, plots.reading_plot(told, title), _table(head, lines, "<>>>>><"), _FOUND)


def _landscape(told: Rehearsed, scenario: Scenario, seed: str) -> str:
    rows = landscape(scenario, World(seed))
    head = ("Strategy", f"Net, {told.currency}", f"Cost, {told.currency}", "Gap closed", "Plan")
    lines = [
        (
            named(team.name),
            money(team.net),
            money(team.cost),
            _percent(team.gap_closed),
            ", ".join(team.plan) or "nothing",
        )
        for team in told.teams
    ]
    title = findings.plans(told)
    return _section(title, plots.landscape_plot(scenario, rows, told, title), _table(head, lines, "<>>><"), _LANDSCAPE)


def _course(told: Rehearsed) -> str:
    weeks = (0, 13, 26, 39, 51)
    head = ("Strategy", *(f"Week {week}" for week in weeks))
    courses = [(named(team.name), dict(team.line)) for team in told.teams] + [("No plan", dict(told.twin))]
    lines = [(name, *(f"{course[week]:.2f}" if week in course else NONE for week in weeks)) for name, course in courses]
    title = findings.course(told)
    return _section(title, plots.course_plot(told, title), _table(head, lines, "<>>>>>"), _COURSE)


def _returns(told: Rehearsed) -> str:
    head = ("Strategy", "True return", "Claimed", "Measured by")
    lines = [
        (named(team.name), ratio(team.roi_percent), ratio(team.claimed_roi_percent), ", ".join(team.metrics) or NONE)
        for team in told.teams
    ]
    title = findings.returns(told)
    return _section(title, plots.returns_plot(told, title), _table(head, lines, "<>><"), _CLAIM)


def _score(told: Rehearsed) -> str:
    head = ("Strategy", *GROUPS.values(), "Together")
    lines = [
        (
            named(team.name),
            *(_points(team.groups.get(group)) for group in GROUPS),
            _points(None if team.score is None else (team.score, team.score_of or 0.0)),
        )
        for team in told.teams
    ]
    title = findings.score(told)
    return _section(title, plots.score_plot(told, title), _table(head, lines, "<>>>>"), _SCORE)


def _time(told: Rehearsed) -> str:
    timed = [phase for phase in WORKED if any(one.phase == phase for team in told.teams for one in team.phases)]
    lengths = {one.phase: one.of for team in told.teams for one in team.phases}
    head = ("Strategy", *(f"{named(phase)}, of {lengths[phase]:g}" for phase in timed), "Refused")
    lines = [
        (
            named(team.name),
            *(_minutes(team, phase) for phase in timed),
            ", ".join(f"{count} {code}" for code, count in team.refused.items()) or NONE,
        )
        for team in told.teams
    ]
    title = findings.time(told)
    aligned = "<" + ">" * len(timed) + "<"
    return _section(title, plots.time_plot(told, timed, title), _table(head, lines, aligned), _TIME)


def _minutes(team: Fared, phase: str) -> str:
    took = next((one for one in team.phases if one.phase == phase), None)
    if took is None:
        return NONE
    return f"{took.minutes:.1f}" if took.done else f"{took.minutes:.1f}, not done"


def _points(points: tuple[float, float] | None) -> str:
    return NONE if points is None else f"{points[0]:.3g} of {points[1]:g}"


def _plain(figure: float | None) -> str:
    return NONE if figure is None else f"{figure:.0f}"


def _percent(part: float) -> str:
    return f"{round(part * 100) + 0}\u00a0%".replace("-", "−")


def _table(head: Sequence[str], lines: Sequence[Sequence[str]], align: str) -> str:
    sides = ["" if side == "<" else ' class="figure"' for side in align]
    columns = "".join(f'<th scope="col"{side}>{words(name)}</th>' for name, side in zip(head, sides, strict=True))
    rows = "\n".join(
        f'<tr><th scope="row">{words(line[0])}</th>'
        + "".join(f"<td{side}>{words(cell)}</td>" for cell, side in zip(line[1:], sides[1:], strict=True))
        + "</tr>"
        for line in lines
    )
    return f"<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _section(title: str, plot: str, table: str, caption: str) -> str:
    # The plot carries its heading itself; the page's own is for those who go from heading to heading.
    return f"""<section>
<h2 class="said">{words(title)}</h2>
<div class="pair">
<figure>
<div class="wide" tabindex="0" role="region" aria-label="Plot: {words(title)}">
{plot}</div>
<figcaption>{words(caption)}</figcaption>
</figure>
<div class="wide table" tabindex="0" role="region" aria-label="Table: {words(title)}">
{table}
</div>
</div>
</section>"""


_FOUND: Final = (
    "A cause is found when what was opened shows it, and confirmed by twenty points of the bet and an exhibit "
    "pinned in support. Calibration is 100 for a bet that is the truth."
)
_LANDSCAPE: Final = (
    "Each dot is a plan without events and without measuring. A ring is where a strategy’s team ended: with its "
    "measuring, with what events did, and with a waiting unit where it compared with one."
)
_COURSE: Final = "The company’s figure, noise taken out; the dotted line is where it would be without a plan."
_CLAIM: Final = (
    "A claim follows from a team’s own readings and its method; without a method there is none. It takes the last "
    "quarter’s effect for the whole year, and so is too high for a plan that took time to begin."
)
_SCORE: Final = "The machine’s part of the rubric. What people judge is left out: bots judge nothing."
_TIME: Final = (
    "Until a team’s work was signed by all, or all had said that they are ready. Bots read 220 words a minute and "
    "make a move in about six seconds; they do not argue."
)
_SERIES_LIGHT: Final = "--s0:#266f8e;--s1:#923006;--s2:#305a3e;--s3:#662274;--s4:#86680b;--s5:#b81c67"
_SERIES_DARK: Final = "--s0:#6bbed4;--s1:#d69f73;--s2:#93e0a6;--s3:#b885fa;--s4:#f4ca44;--s5:#df6f97"
_DASHES: Final = ("none", "9 3", "16 2", "9 3 2 3", "4 2", "14 3 2 3 2 3")
_SERIES: Final = "\n".join(
    f".plot .s{at}{{stroke:var(--s{at})}}.plot .line.s{at}{{stroke-dasharray:{dash}}}"
    for at, dash in enumerate(_DASHES)
)
_STYLE: Final = f"""
body{{{drawing.LIGHT};{_SERIES_LIGHT};margin:0;padding:24px;background:var(--sheet);color:var(--ink);
font:15px/1.45 system-ui,"Segoe UI",sans-serif}}
@media (prefers-color-scheme: dark){{body{{{drawing.DARK};{_SERIES_DARK}}}}}
h1{{font-size:22px;margin:0 0 4px}}
h2{{font-size:17px;margin:0 0 8px}}
h3{{font-size:15px;margin:0 0 2px}}
p{{margin:0 0 4px;color:var(--ink-2);max-width:80ch}}
section{{margin-top:28px;padding-top:20px;border-top:1px solid var(--rule)}}
.said{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.teams{{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:16px 24px}}
.about{{color:var(--ink-3)}}
.pair{{display:flex;flex-wrap:wrap;gap:16px 32px;align-items:flex-start}}
figure{{margin:0;flex:1 1 560px;min-width:0;max-width:{plots.WIDTH}px}}
.wide{{overflow-x:auto}}
.wide:focus-visible{{outline:2px solid var(--main);outline-offset:2px}}
figure svg{{display:block;width:100%;min-width:600px;height:auto}}
figcaption{{color:var(--ink-3);font-size:13px;max-width:80ch}}
.table{{flex:1 1 420px;min-width:0}}
table{{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}}
th,td{{padding:4px 14px 4px 0;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}}
thead th{{color:var(--ink-3);font-weight:600}}
tbody th{{font-weight:600;white-space:nowrap}}
td:last-child:not(.figure){{min-width:12ch}}
.figure{{text-align:right;white-space:nowrap}}
thead .figure{{white-space:normal}}
{_SERIES}
.plot .twin{{stroke:var(--strong);stroke-dasharray:2 4}}
.plot .box{{fill:var(--wash);stroke:var(--main);stroke-width:1}}
.plot .decisive{{fill:var(--main)}}
.plot .tag{{font-size:11px;fill:var(--ink)}}
.plot .on{{fill:var(--sheet)}}
.plot .track{{fill:none;stroke:var(--strong);stroke-width:1}}
.plot .mark.full{{fill:var(--main);stroke:var(--main)}}
.plot .mark.ring{{stroke:var(--target)}}
@media (max-width: 700px){{
.said{{position:static;width:auto;height:auto;clip-path:none;white-space:normal}}
.plot .head{{display:none}}
td:last-child:not(.figure){{min-width:24ch}}
}}
@media print{{
body{{padding:0;font-size:12px}}
section{{break-inside:avoid;margin-top:16px}}
.wide{{overflow:visible}}
figure{{flex-basis:100%}}
figure svg{{min-width:0}}
.table{{flex-basis:100%}}
td:last-child:not(.figure){{min-width:0}}
}}
"""
