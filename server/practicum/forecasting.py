"""``practicum forecast``, put together: a case read from its folder, played by the outcome model, written out.

Rules:
- It composes and decides nothing: what is wrong with a case or a plan is found by the loader's own checks, figures and
  drawings come from the outcome package.
- What is refused names its place: the case's file, or the option and the column in it.
- A plan over the budget is refused: its figures would be of a plan that no team can sign.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from practicum.outcome import picture, table
from practicum.outcome.forecast import MOST_ITEMS, forecast, landscape
from practicum.outcome.noise import noise
from practicum.outcome.play import Outcome, play
from practicum.outcome.value import plan_cost
from practicum.outcome.world import PlannedItem, World
from practicum.scenario.model import Scenario, Unit
from practicum.scenario.plans import over_budget, read_plan
from practicum.scenario.problems import Place, Problem, as_text, problem
from practicum.scenario.read import names_in, read
from practicum.scenario.values import Wrong, number_in

REFUSED = 1
IMPOSSIBLE = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to know."""

    path: Path
    plan: str | None = None
    seed: int = 0
    support: str | None = None
    json: bool = False
    html: Path | None = None
    svg: Path | None = None


class Answer(msgspec.Struct, frozen=True):
    """What is said, what is complained about, and the exit code."""

    says: str = ""
    complains: str = ""
    code: int = 0


def answer(asked: Asked) -> Answer:
    """Forecast one plan, or compare all that the budget allows."""
    scenario, problems = read(asked.path)
    if scenario is None:
        code = IMPOSSIBLE if any(each.rule == "file.missing" for each in problems) else REFUSED
        return Answer(complains=as_text(problems), code=code)
    if asked.support is not None:
        support = number_in(Unit.SHARE, asked.support)
        if isinstance(support, Wrong):
            return _refused([_at("--support", support.rule, support.message, support.hint)])
        company = msgspec.structs.replace(scenario.company, support=float(support))
        scenario = msgspec.structs.replace(scenario, company=company)
    world = World(str(asked.seed))
    return _every(asked, scenario, world) if asked.plan is None else _one(asked, asked.plan, scenario, world)


def _one(asked: Asked, text: str, scenario: Scenario, world: World) -> Answer:
    items = read_plan(text, scenario, names_in(asked.path), "--plan")
    if isinstance(items, list):
        return _refused(items)
    plan = [PlannedItem(item.intervention, item.week) for item in items]
    message = over_budget("the plan", plan_cost(scenario, plan), scenario.money.budget)
    if message is not None:
        return _refused([_at("--plan", "sense.budget", message, "a team must be able to afford it")])
    told = forecast(scenario, plan, world)
    files: list[tuple[Path, str]] = []
    if asked.html is not None or asked.svg is not None:
        played = play(scenario, plan, world)
        drawings = [
            picture.course_picture(scenario, kpi, played, _readings(scenario, kpi, played, world), id=kpi)
            for kpi in scenario.kpis
        ]
        written = table.plan_table(scenario, plan, told, world)
        if asked.html is not None:
            files.append((asked.html, picture.plan_page(scenario, drawings, written)))
        if asked.svg is not None:
            files.append((asked.svg, drawings[0]))
    says = _json(msgspec.to_builtins(told)) if asked.json else table.plan_table(scenario, plan, told, world)
    return _written(files, says)


def _readings(scenario: Scenario, kpi: str, played: Outcome, world: World) -> list[float]:
    """Give what somebody who reads a KPI each week without error would have read."""
    drawn = noise(world.seed, kpi, scenario.kpis[kpi].noise, "T").tolist()
    true = (*played.kpis[kpi].history, *played.kpis[kpi].treated)
    return [mu + stray for mu, stray in zip(true, drawn, strict=True)]


def _every(asked: Asked, scenario: Scenario, world: World) -> Answer:
    if len(scenario.interventions) > MOST_ITEMS:
        many = f"{len(scenario.interventions)} interventions make too many plans to compare: at most {MOST_ITEMS}"
        return Answer(complains=f"{many}. Name one plan with --plan.", code=IMPOSSIBLE)
    rows = landscape(scenario, world)
    files: list[tuple[Path, str]] = []
    if asked.html is not None:
        files.append((asked.html, picture.landscape_page(scenario, rows)))
    if asked.svg is not None:
        files.append((asked.svg, picture.landscape_picture(scenario, rows)))
    return _written(files, _json(table.as_data(rows)) if asked.json else table.landscape_table(scenario, rows))


def _written(files: Sequence[tuple[Path, str]], says: str) -> Answer:
    """Write pictures, then say the figures."""
    for path, text in files:
        try:
            path.write_text(text, "utf-8", newline="\n")
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is not a path"
            return Answer(complains=f"{path} can't be written: {why}", code=IMPOSSIBLE)
    return Answer(says=says)


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _at(option: str, rule: str, message: str, hint: str) -> Problem:
    return problem(rule, Place(option), message, hint)


def _refused(problems: Sequence[Problem]) -> Answer:
    return Answer(complains=as_text(problems), code=REFUSED)
