"""Draws the plots of docs/model.md with the model itself: `python tools/model_plots.py` renews them.

Every figure comes from the code that a session plays with, so a plot can't say anything else than the model does. A
test compares the files with what is drawn now.
"""

from pathlib import Path

import numpy as np

from practicum.outcome import PlannedItem, World, mdes, planning_mde, play
from practicum.outcome import drawing as draw
from practicum.outcome.adoption import adoption
from practicum.outcome.drawing import Frame, Point, Scale
from practicum.outcome.noise import noise
from practicum.outcome.picture import course_picture
from practicum.outcome.relief import blocked_relief, plain_relief
from practicum.outcome.timeline import YEAR
from practicum.outcome.transfer import transfer
from practicum.scenario.model import (
    Box,
    Cause,
    Company,
    Intervention,
    InterventionKind,
    Kpi,
    Noise,
    Population,
)
from practicum.scenario.read import load

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images" / "model"
WIDTH, HEIGHT = 760, 380
WEEKS = [(float(week), str(week)) for week in range(0, YEAR + 1, 13)]


def transfer_plot() -> str:
    """Draw who still applies what they learned, with no, average and full support."""
    lines = [
        (
            f"support {support:g}".replace("0.5", ".5"),
            style,
            [(float(age), transfer(age, support)) for age in range(53)],
        )
        for support, style in ((1.0, "second"), (0.5, "main"), (0.0, "third"))
    ]
    surveyed = [(age, transfer(age, 0.5)) for age in (0, 26, 52)]
    frame = shares_frame(1.0)
    sides: tuple[draw.Anchor, ...] = ("start", "start", "end")
    marks = [
        draw.mark(point, "main", f"{share:.0%} after {age:g} weeks", 5)
        + draw.text(point[0] + (8 if age < 52 else -2), point[1] - 9, f"{share * 100:.0f} %", anchor=side, style="halo")
        for side, point, (age, share) in zip(sides, frame.points(surveyed), surveyed, strict=True)
    ]
    about = (
        "62, 44 and 34 per cent at 0, 26 and 52 weeks with average support; "
        "47, 30 and 22 with none; 75, 59 and 48 with full support."
    )
    return curves(
        "transfer", "Transfer: who applies it, weeks after training", "share of the trained", about, frame, lines, marks
    )


def blocking_plot() -> str:
    """Draw the relief of a lack of knowledge: unblocked, with its blocker mended, and with it left alone."""
    training = Intervention(
        label="Training", kind=InterventionKind.LEARNING, cost=0, lead=4, rollout=3, reach=0.95, on={"knowledge": 0.8}
    )
    scanners = Intervention(
        label="Scanners", kind=InterventionKind.TOOL, cost=0, lead=10, reach=0.98, tau=3, on={"scanners": 0.9}
    )
    company = Company(
        sector="", population=Population(people=300, wage_per_hour=0, turnover_per_year=0.35), support=0.4
    )
    both = np.array([[True, True], [True, False]])
    adopted = adoption(company, [training, scanners], [training.lead, scanners.lead], both)
    lines = []
    for label, beta, row, style in (
        ("nothing blocks it", 0.0, 1, "third"),
        ("blocker mended too", 0.6, 0, "main"),
        ("blocker untouched", 0.6, 1, "limit"),
    ):
        causes = {
            "scanners": Cause(label="Scanners fail", box=Box.RESOURCES),
            "knowledge": Cause(label="Knowledge", box=Box.KNOWLEDGE, blocked_by={"scanners": beta}),
        }
        relief = blocked_relief(causes, plain_relief(causes, [training, scanners], adopted))["knowledge"][row]
        lines.append((label, style, list(zip(map(float, range(YEAR)), relief.tolist(), strict=True))))
    about = (
        "The training relieves .44 of its cause in week 6 if nothing blocks it. A blocker of beta .6 that is left "
        "alone eats three fifths of that; one that is mended from week 10 on gives it back."
    )
    title = "Blocking: the same training, three surroundings"
    return curves("blocking", title, "relief of the cause", about, shares_frame(0.6), lines)


def kpi_plot() -> str:
    """Draw what the intended plan of Alder Mutual does to rework."""
    case = load(ROOT / "scenarios" / "alder-mutual")
    played = play(case, [PlannedItem(item) for item in case.intended], World("0"))
    its = played.kpis["rework"]
    readings = np.array(its.history + its.treated) + noise("0", "rework", case.kpis["rework"].noise)
    return course_picture(case, "rework", played, readings.tolist(), title="Alder Mutual: the intended plan", id="kpi")


def detectable_plot() -> str:
    """Draw what each estimator can detect when weekly noise has standard deviation 1."""
    unit = Kpi(label="Unit", unit="points", good="up", baseline=0, attainable=1, noise=Noise(sd=1))
    found = mdes("rework", unit)
    rows = [
        ("pre–post", found["pre_post"] or 0.0),
        ("difference-in-differences", found["did"] or 0.0),
        ("trend line", found["trend"] or 0.0),
        ("pre–post, as planned for", planning_mde(1)),
    ]
    across = draw.ticks(0, 5)
    frame = Frame(Scale(0, across[-1], 190, WIDTH - 60), Scale(0, len(rows), 250, 60))
    parts = [
        draw.text(
            16, 46, "smallest change found four times in five, in standard deviations of weekly noise", style="small"
        ),
        draw.axes(frame, [(at, f"{at:g}") for at in across], []),
    ]
    for number, (label, figure) in enumerate(rows):
        top = 68 + number * 46
        parts += [
            draw.text(frame.x.start - 10, top + 18, label, anchor="end"),
            draw.bar(frame.x.start, top, frame.x.at(figure) - frame.x.start, 26),
            draw.text(frame.x.at(figure) + 8, top + 18, f"{figure:.1f}", style="strong"),
        ]
    about = ", ".join(f"{label} {figure:.1f}" for label, figure in rows)
    return draw.svg(
        WIDTH, 284, title="Detectability: what each method can tell", about=about, parts=parts, id="detectable"
    )


def shares_frame(most: float) -> Frame:
    """Give the scales of a year across and a share up."""
    return Frame(Scale(0, YEAR, 60, WIDTH - 150), Scale(0, most, HEIGHT - 46, 66))


def curves(
    id: str,
    title: str,
    unit: str,
    about: str,
    frame: Frame,
    lines: list[tuple[str, str, list[Point]]],
    marks: list[str] | None = None,
) -> str:
    """Draw curves over a year, each with its name at its end."""
    up = [(at, f"{at * 100:.0f} %") for at in draw.ticks(frame.y.low, frame.y.high)]
    ends = draw.spread([frame.y.at(points[-1][1]) + 4 for _, _, points in lines], 17, 70, HEIGHT - 50)
    parts = [
        draw.text(16, 46, unit, style="small"),
        draw.axes(frame, WEEKS, up),
        draw.text(frame.x.end, HEIGHT - 10, "week", anchor="end", style="small"),
    ]
    for (label, style, points), height in zip(lines, ends, strict=True):
        parts += [draw.path(frame.points(points), style), draw.text(frame.x.end + 8, height, label)]
    return draw.svg(WIDTH, HEIGHT, title=title, about=about, parts=[*parts, *(marks or [])], id=id)


def plots() -> dict[str, str]:
    """Draw everything: file name → SVG."""
    return {
        "transfer.svg": transfer_plot(),
        "blocking.svg": blocking_plot(),
        "kpi.svg": kpi_plot(),
        "detectability.svg": detectable_plot(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, drawn in plots().items():
        (FOLDER / name).write_text(drawn, "utf-8", newline="\n")
