"""The forecast as a picture: the landscape of all plans, or what one plan does to a KPI.

Rules:
- The landscape holds net benefit against cost, one dot a plan, with a line through the best that each cost can buy.
- The best plan, the intended one, what the sponsor asks for and doing nothing carry their names.
- A KPI is drawn with and without the plan; the band is where nineteen of twenty weekly readings fall.
- The page sets the table beside the landscape, so that nothing is told by the picture alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from practicum.outcome import drawing
from practicum.outcome.drawing import Frame, Point, Scale, words
from practicum.outcome.forecast import Row
from practicum.outcome.page import page
from practicum.outcome.play import Outcome
from practicum.outcome.table import (
    CALLED,
    Ranked,
    headline,
    money,
    months,
    per_cent,
    ranked,
    share,
    unaffordable,
    worth_showing,
)
from practicum.outcome.timeline import HISTORY, YEAR
from practicum.scenario.model import Scenario

WIDTH: Final = 760
HEIGHT: Final = 520
TWO_SIDED: Final = 1.96  # standard deviations on both sides that hold nineteen of twenty readings
LABEL: Final = 17.0  # pixels between two labels, at least
LONGEST: Final = 52  # letters of a label
NEAR: Final = 1.25  # a budget that is further off than this times the dearest plan is not drawn


def landscape_picture(scenario: Scenario, rows: Sequence[Row]) -> str:
    """Draw every affordable plan: net benefit against cost."""
    everyone = ranked(rows)
    costs, nets = [row.cost for row in rows] or [0.0], [row.net for row in rows] or [0.0]
    budget = scenario.money.budget
    binding = budget <= max(costs) * NEAR
    across = drawing.ticks(0.0, max([*costs, budget]) if binding else max(costs))
    up = drawing.ticks(min([*nets, 0.0]), max([*nets, 0.0]), 7)
    frame = Frame(
        Scale(across[0], across[-1], 84, WIDTH - 24),
        Scale(up[0], up[-1], HEIGHT - 62, 66),
    )
    named = [each for each in everyone if each.rank == 1 or each.row.marks]
    edge = frame.points(_best_by_cost(rows))
    parts = [
        drawing.text(16, 46, f"net benefit in the year, {scenario.money.currency}", style="small"),
        drawing.axes(frame, [(at, _short(at)) for at in across], [(at, _short(at)) for at in up]),
        drawing.path([(frame.x.start, frame.y.at(0)), (frame.x.end, frame.y.at(0))], "axis"),
        drawing.text(frame.x.end, HEIGHT - 16, f"cost, {scenario.money.currency}", anchor="end", style="small"),
        *(_limit(frame, budget) if binding else ()),
        drawing.dots(frame.points((each.row.cost, each.row.net) for each in everyone if each not in named)),
        drawing.path(edge, "third"),
        *_named(frame, named),
    ]
    about = f"{headline(scenario, rows)} " + " ".join(f"{_name(each)}: {_figures(each)}." for each in named)
    return drawing.svg(WIDTH, HEIGHT, title=f"{scenario.title}: what each plan brings", about=about, parts=parts)


def landscape_page(scenario: Scenario, rows: Sequence[Row], notes: Sequence[str] = ()) -> str:
    """Write a page of its own: the picture, and the table beside it."""
    title = f"{scenario.title}: the landscape of plans"
    head = "".join(
        f'<th scope="col"{"" if name == "Plan" else _RIGHT}>{name}</th>'
        for name in ("Rank", "Net benefit", "Cost", "ROI", "Payback", "Gap closed", "Plan")
    )
    lines = "\n".join(_line(each) for each in worth_showing(rows))
    said = "\n".join(
        f"<p>{words(each)}</p>" for each in (headline(scenario, rows), *unaffordable(scenario, rows), *notes)
    )
    main = f"""<figure>
{landscape_picture(scenario, rows)}<figcaption>{_CAPTION}</figcaption>
</figure>
<div class="table" tabindex="0" role="region" aria-label="Plans">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{lines}
</tbody>
</table>
</div>"""
    return page(title, said, main, _PAGE_STYLE)


def plan_page(scenario: Scenario, drawings: Sequence[str], table: str) -> str:
    """Write a page of one plan: what it does to each KPI, and its figures as text."""
    figures = "\n".join(f"<figure>\n{drawing}</figure>" for drawing in drawings)
    main = f'{figures}\n<pre class="table" tabindex="0" role="region" aria-label="Figures">{words(table)}</pre>'
    return page(f"{scenario.title}: one plan", f"<p>{words(_BAND)}</p>", main, _PAGE_STYLE)


def course_picture(
    scenario: Scenario, kpi_id: str, played: Outcome, readings: Sequence[float], *, title: str = "", id: str = "plot"
) -> str:
    """Draw what a plan does to a KPI; ``readings`` are the KPI's noisy ones of weeks −26…51."""
    kpi, its = scenario.kpis[kpi_id], played.kpis[kpi_id]
    height = 380
    every = range(-HISTORY, YEAR)
    with_plan = list(zip(every, (*its.history, *its.treated), strict=True))
    without = list(zip(every, (*its.history, *its.twin), strict=True))
    wide = TWO_SIDED * kpi.noise.sd
    upper = [(week, mu + wide) for week, mu in with_plan]
    lower = [(week, mu - wide) for week, mu in with_plan]
    seen = [figure for _, figure in (*upper, *lower, *without)] + list(readings)
    up = drawing.ticks(min(seen), max(seen), 6)
    frame = Frame(Scale(-HISTORY, YEAR, 60, WIDTH - 120), Scale(up[0], up[-1], height - 46, 66))
    weeks = [(float(week), str(week).replace("-", "−")) for week in range(-HISTORY, YEAR + 1, 13)]
    ends = drawing.spread([frame.y.at(its.treated[-1]) + 4, frame.y.at(its.twin[-1]) + 4], LABEL, 70, height - 50)
    beside = frame.x.at(YEAR - 1) + 8
    digits = _digits(up)
    parts = [
        drawing.text(16, 46, f"{kpi.label}, {kpi.unit}", style="small"),
        drawing.band(frame.points(upper), frame.points(lower)),
        drawing.axes(frame, weeks, [(at, f"{at:.{digits}f}") for at in up]),
        drawing.path([(frame.x.at(0), frame.y.start), (frame.x.at(0), frame.y.end)], "limit"),
        drawing.text(frame.x.at(0) + 6, frame.y.end + 4, "plan approved", style="small halo"),
        drawing.dots(frame.points(zip(every, readings, strict=True))),
        drawing.path(frame.points(without), "second"),
        drawing.path(frame.points(with_plan), "main"),
        drawing.text(beside, ends[0], "with the plan", style="strong"),
        drawing.text(beside, ends[1], "without"),
        drawing.text(frame.x.end, height - 10, "week", anchor="end", style="small"),
    ]
    about = (
        f"In week 51 {kpi.label} stands at {its.end:.2f} with the plan and at {its.twin_end:.2f} without it. {_BAND}"
    )
    called = title or f"{scenario.title}: {kpi.label} with and without the plan"
    return drawing.svg(WIDTH, height, title=called, about=about, parts=parts, id=id)


def _limit(frame: Frame, budget: float) -> list[str]:
    at = frame.x.at(budget)
    return [
        drawing.path([(at, frame.y.start), (at, frame.y.end)], "limit"),
        drawing.text(at - 6, frame.y.end + 4, "budget", anchor="end", style="small halo"),
    ]


def _best_by_cost(rows: Sequence[Row]) -> list[Point]:
    """Give the plans that no cheaper plan beats, the cheapest first."""
    edge: list[Point] = []
    for row in sorted(rows, key=lambda row: (row.cost, -row.net)):
        if not edge or row.net > edge[-1][1]:
            edge.append((row.cost, row.net))
    return edge


def _named(frame: Frame, named: Sequence[Ranked]) -> list[str]:
    """Draw the plans that carry names, their labels moved apart."""
    points = frame.points((each.row.cost, each.row.net) for each in named)
    heights = drawing.spread([y for _, y in points], 2 * LABEL, frame.y.end + 8, frame.y.start - LABEL)
    parts: list[str] = []
    for each, (x, y), height in zip(named, points, heights, strict=True):
        to_left = x > (frame.x.start + frame.x.end) / 2
        beside = x + (-14 if to_left else 14)
        anchor: drawing.Anchor = "end" if to_left else "start"
        if abs(height - y) > 1:
            parts.append(drawing.path([(x, y), (beside + (3 if to_left else -3), height)], "leader"))
        parts += [
            drawing.mark((x, y), "main" if each.rank == 1 else "limit", f"{_name(each)}: {each.items}"),
            drawing.text(beside, height, _name(each), anchor=anchor, style="strong halo"),
            drawing.text(
                beside, height + 14, f"{_short(each.row.net)}: {_cut(each.items)}", anchor=anchor, style="halo"
            ),
        ]
    return parts


def _name(each: Ranked) -> str:
    """Say what a plan is called."""
    best = ["best"] if each.rank == 1 else []
    called = " and ".join([*best, *(CALLED[mark] for mark in each.row.marks)])
    return called[0].upper() + called[1:] + ("" if each.rank == 1 else f", rank {each.rank:,}")


def _figures(each: Ranked) -> str:
    return f"{each.items}, net {money(each.row.net)} for {money(each.row.cost)}"


def _line(each: Ranked) -> str:
    row = each.row
    figures = (
        str(each.rank), money(row.net), money(row.cost), per_cent(row.roi_percent), months(row.payback_months),
        share(row.gap_closed),
    )  # fmt: skip
    called = f" <strong>{words(each.called)}</strong>" if row.marks else ""
    cells = "".join(f'<td class="figure">{words(figure)}</td>' for figure in figures)
    opening = '<tr class="named">' if row.marks else "<tr>"
    return f"{opening}{cells}<td>{words(each.items)}{called}</td></tr>"


def _short(figure: float) -> str:
    """Write an amount of an axis: 120k, 1.2m."""
    size = abs(figure)
    if size >= 1_000_000:
        written = f"{figure / 1_000_000:.2f}".rstrip("0").rstrip(".") + "m"
    elif size >= 1_000:
        written = f"{figure / 1_000:.1f}".removesuffix(".0") + "k"
    else:
        written = f"{figure + 0.0:.0f}"
    return written.replace("-", "−")


def _cut(says: str) -> str:
    return says if len(says) <= LONGEST else says[: LONGEST - 1] + "…"


def _digits(up: Sequence[float]) -> int:
    """Give the decimals that an axis needs."""
    return next(
        (digits for digits in range(4) if all(abs(round(at, digits) - at) < 1e-9 for at in up)),
        4,
    )


_RIGHT: Final = ' class="figure"'
_CAPTION: Final = "Each dot is a plan. The dotted line runs through the best net benefit that each cost can buy."
_BAND: Final = "The band holds nineteen of twenty weekly readings; the dots are one world’s."
_PAGE_STYLE: Final = f"""
body{{{drawing.LIGHT};margin:0;padding:24px;background:var(--sheet);color:var(--ink);
font:15px/1.45 system-ui,"Segoe UI",sans-serif}}
@media (prefers-color-scheme: dark){{body{{{drawing.DARK}}}}}
h1{{font-size:22px;margin:0 0 4px}}
p{{margin:0 0 4px;color:var(--ink-2);max-width:80ch}}
main{{display:flex;flex-wrap:wrap;gap:24px;margin-top:16px;align-items:flex-start}}
figure{{margin:0;flex:1 1 520px;max-width:{WIDTH}px}}
figure svg{{width:100%;height:auto}}
figcaption{{color:var(--ink-3);font-size:13px}}
.table{{flex:1 1 480px;overflow-x:auto}}
table{{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}}
th,td{{padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}}
th{{color:var(--ink-3);font-weight:600}}
pre{{font-size:13px;line-height:1.5;margin:0}}
.figure{{text-align:right;white-space:nowrap}}
.named{{background:var(--wash)}}
"""
