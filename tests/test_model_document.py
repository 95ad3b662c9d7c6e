"""The model's document says what the code does: its plots, its defaults, and where each comes from."""

import re
from pathlib import Path

import pytest

from practicum.outcome import estimates, noise, planning_mde, transfer, world
from practicum.outcome.relief import method_potency
from practicum.scenario import model as m
from tools.model_plots import FOLDER, plots

DOCUMENT = (Path(__file__).parents[1] / "docs" / "model.md").read_text("utf-8")


def rows() -> dict[str, list[str]]:
    """Read the table of defaults: name → its other cells."""
    table = DOCUMENT.partition("## Every default")[2].partition("\n\nTo set")[0]
    lines = [[cell.strip() for cell in line.strip("| ").split(" |")] for line in table.split("\n") if " | " in line]
    return {first: rest for first, *rest in lines[1:]}


def test_the_plots_are_what_the_model_draws_now() -> None:
    """A plot is renewed with the model: python tools/model_plots.py."""
    drawn = plots()
    assert {path.name for path in FOLDER.iterdir()} == set(drawn)
    for name, text in drawn.items():
        assert (FOLDER / name).read_text("utf-8") == text, name
        assert f"](images/model/{name})" in DOCUMENT
        assert len(text) < 20_000


def test_every_default_has_a_source_or_is_called_an_assumption() -> None:
    """Nothing of ours is presented as research."""
    sources = re.findall(r"^- ([A-Z][A-Za-z]+)", DOCUMENT.partition("## Sources")[2], re.MULTILINE)
    assert len(rows()) == 18
    for name, cells in rows().items():
        source = cells[-1]
        cited = re.findall(r"([A-Z][a-z]+)(?: & [A-Z][A-Za-z]+| et al\.) \d{4}", source)
        assert cited or "*assumption*" in source, name
        assert set(cited) <= set(sources), name


def test_every_source_that_is_cited_is_listed() -> None:
    """A name with a year, anywhere in the text, is in the list with that year."""
    text, _, listed = DOCUMENT.partition("## Sources")
    for name, year in re.findall(r"([A-Z][A-Za-z]+)(?: & [A-Z][A-Za-z]+| et al\.| Alliance)? (\d{4})\b", text):
        assert re.search(rf"^- {name}\b.*\({year}\)", listed, re.MULTILINE), name


def intervention(kind: m.InterventionKind) -> m.Intervention:
    """Make an item with nothing but defaults."""
    return m.Intervention(label="", kind=kind, cost=0, lead=0)


@pytest.mark.parametrize(
    "name, figures",
    [
        ("transfer at 0, 26 and 52 weeks", [round(transfer.transfer(age, 0.5), 2) for age in (0, 26, 52)]),
        ("its curve: lasting, fading, half-life", [transfer.LASTING, transfer.FADING, transfer.HALF_LIFE]),
        ("weight of support, in logits", [transfer.SUPPORT_WEIGHT]),
        ("support of a company", [m.Company(sector="", population=m.Population(people=1, wage_per_hour=1)).support]),
        ("transfer is never more than", [transfer.CAP]),
        ("an unused skill halves in, for retests", [transfer.HALF_LIFE]),
        ("spread of what is not learning, tau", [intervention(m.InterventionKind.TOOL).tau]),
        (
            "reach of learning, of the rest",
            [intervention(kind).full_reach for kind in (m.InterventionKind.LEARNING, m.InterventionKind.TOOL)],
        ),
        ("turnover", [m.Population(people=1, wage_per_hour=1).turnover_per_year]),
        (
            "potency that a learning method earns",
            [
                method_potency(),
                *(
                    round(method_potency(**{part: True}) - method_potency(), 2)
                    for part in ("practice", "feedback", "spacing", "modelling")
                ),
            ],
        ),
        ("noise: memory, own and common part", [m.Noise(sd=1).phi, noise.OWN, noise.COMMON]),
        ("polish of an item", [intervention(m.InterventionKind.LEARNING).polish]),
        ("a unit that waits", [world.HELD_OUT_SHARE]),
        ("an expert's bias and spread, on the log scale", [estimates.ROSY, estimates.UNSURE]),
        ("stated confidence", [world.Measured("any").confidence]),
        ("found four times in five, one-sided at 5 %", [estimates.DETECTABLE]),
    ],
)
def test_a_default_is_the_codes(name: str, figures: list[float]) -> None:
    """The value in the table is the one that a session plays with."""
    written = [float(figure) for figure in re.findall(r"\d*\.?\d+", rows()[name][0])]
    assert written[: len(figures)] == pytest.approx(figures)


def test_the_planning_figure_is_the_formulas() -> None:
    """The textbook's figure in the text is what the formula gives."""
    assert f"{planning_mde(1):.2f}" in DOCUMENT
