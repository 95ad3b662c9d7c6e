"""Rules about measuring: whether a team that measures well could see what its plan does, and what would fool it.

Rules:
- What can be seen is judged from the intended plan, played by the model; an instrument is given its best (see
  ``detect``).
- A case may be about a trap of measuring. Then a finding is right, and the author allows it with the reason.
- Where a case has no intended plan, the rules that need its effect say nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from practicum.lint import detect
from practicum.lint.case import Case
from practicum.lint.rule import Finding, Rule
from practicum.lint.temptation import intended, is_learning, stems, touches, true_causes
from practicum.outcome import kpi as kpis
from practicum.outcome.instruments import reading_weeks
from practicum.outcome.timeline import QUARTER, YEAR
from practicum.scenario.model import Kpi, Level

HALF: Final = 0.5  # of the intended plan's effect: more drift than this and before-and-after tells a story
LEAST_PART: Final = 0.05  # of the gap: less is nothing to speak of, however sharp the instruments
QUARTER_OF_IT: Final = 0.25
BLUNT: Final = 2.0  # an instrument is of no use if it needs this many times what any plan can do
ALIKE: Final = 0.8  # of a cause's words, in one text of an instrument
LEAST_WORDS: Final = 3
PEOPLE: Final = frozenset({Level.LEARNING, Level.BEHAVIOUR})
VAIN: Final = frozenset({Level.ACTIVITY, Level.REACTION})
_OUT_OF: Final = re.compile(r"out of (\d+)\Z")


def points(figure: float) -> str:
    """Write a figure in a KPI's own unit."""
    return f"{abs(figure):.3g}"


def _effect(case: Case, kpi_id: str) -> float:
    """Give the intended plan's effect on a KPI at the end of the year, towards the good side."""
    return kpis.sign(case.scenario.kpis[kpi_id]) * case.intended.kpis[kpi_id].late_effect


# -- noise -------------------------------------------------------------------------------------------------------------


def _undetectable(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    primary = scenario.primary_kpi
    effect, sharp = _effect(case, primary), detect.sharpest(scenario, primary)
    if not scenario.intended or sharp is None or abs(effect) >= sharp.mde:
        return
    told = f"the intended plan changes {primary} by {points(effect)}"
    message = f"{told}, and the sharpest way to read it, {sharp.instrument}, shows no change below {points(sharp.mde)}"
    hint = "lower the noise, widen the gap, or let the plan do more: as it is, success can't be seen"
    yield Finding(at=("kpis", primary, "noise"), message=message, hint=hint)


def _blunt(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    for name, tool in scenario.instruments.items():
        if tool.kpi is not None:
            least = detect.smallest(scenario, tool.kpi, name)
            needs = least.mde if least is not None else None
            reach = float(abs(case.plans.late[tool.kpi]).max())
        elif tool.level in PEOPLE and tool.observes in true_causes(scenario):
            needs = detect.smallest_reading(tool)
            reach = abs(tool.full - tool.today)
        else:
            continue
        if needs is not None and reach and needs > BLUNT * reach:
            message = f"{name} shows no change below {points(needs)}, and no plan moves it by more than {points(reach)}"
            hint = "ask more people, read it more often or let it be less noisy; or leave it out"
            yield Finding(at=("instruments", name), message=message, hint=hint)


# -- what moves by itself ----------------------------------------------------------------------------------------------


def _moving(kpi: Kpi) -> str:
    """Name the key of a KPI that makes it drift most; a season comes round, so it never does."""
    parts = {key: abs(detect.drift(_only(kpi, key))) for key in ("trend", "regression", "shocks")}
    return max(parts, key=lambda key: parts[key])


def _only(kpi: Kpi, key: str) -> Kpi:
    """Give a KPI that only one of its keys moves."""
    still = msgspec.structs.replace(kpi, trend=0.0, season=None, regression=None, shocks=())
    return msgspec.structs.replace(still, **{key: getattr(kpi, key)})


def _drift(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    name = scenario.primary_kpi
    kpi = scenario.kpis[name]
    effect, drift = _effect(case, name), detect.drift(kpi)
    if not scenario.intended or not effect or abs(drift) <= HALF * abs(effect):
        return
    message = f"{name} moves by {points(drift)} without any plan, and by {points(effect)} through the intended one"
    control = "only a unit that waits can tell: say so" if scenario.company.units else "no unit can wait to tell"
    hint = f"let less happen by itself; if that is the lesson ({control}), allow it with the reason"
    yield Finding(at=("kpis", name, _moving(kpi)), message=message, hint=hint)


def _heals(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    name = scenario.primary_kpi
    kpi, sharp = scenario.kpis[name], detect.sharpest(scenario, name)
    if sharp is None:
        return
    better, least = kpis.sign(kpi) * detect.drift(kpi), max(sharp.mde, LEAST_PART * kpis.gap(kpi))
    told = scenario.intended and better > HALF * abs(_effect(case, name))  # by the rule above
    if better > least and not told:
        message = f"doing nothing looks like success: {name} gets better by {points(better)} on its own"
        hint = f"keep it below {points(least)}, which nobody can tell from noise, or allow it with the reason"
        yield Finding(at=("kpis", name, _moving(kpi)), message=message, hint=hint)


def _no_control(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    if scenario.company.units is not None:
        return
    name = scenario.primary_kpi
    kpi, sharp = scenario.kpis[name], detect.sharpest(scenario, name)
    drift = abs(detect.drift(kpi))
    moves = sharp is not None and drift > max(sharp.mde, QUARTER_OF_IT * abs(_effect(case, name)))
    related = ("kpis", name, _moving(kpi)) if moves else None
    why = f"{name} moves by {points(drift)} on its own, and nothing tells that" if moves else "nothing tells chance"
    message = f"no unit of the company can wait: {why} from what a plan does"
    hint = "add company.units: who goes first, and who can wait"
    yield Finding(at=("company",), message=message, hint=hint, related=related, related_message="this moves it")


# -- figures -----------------------------------------------------------------------------------------------------------


def _range(unit: str) -> tuple[float, float] | None:
    """Give what a figure of this unit can be, if the unit says so."""
    if unit.startswith("%"):
        return 0.0, 100.0
    scale = _OUT_OF.search(unit)
    return (0.0, float(scale.group(1))) if scale is not None else None


def _impossible(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    for name, kpi in scenario.kpis.items():
        for key in ("baseline", "attainable"):
            yield from _outside(("kpis", name, key), kpi.unit, getattr(kpi, key))
        yield from _swings(("kpis", name), kpi)
    for name, tool in scenario.instruments.items():
        if tool.kpi is None:
            for key in ("today", "full"):
                yield from _outside(("instruments", name, key), tool.unit, getattr(tool, key))
            continue
        baseline = scenario.kpis[tool.kpi].baseline
        if case.written(("instruments", name, "today")) and abs(tool.today - baseline) > 0.005 * abs(baseline):
            yield Finding(
                at=("instruments", name, "today"),
                message=f"{name} reads {tool.kpi}, which is at {baseline:g} today, not at {tool.today:g}",
                hint="leave today out: what a results instrument reads is the KPI's baseline",
                related=("kpis", tool.kpi, "baseline"),
                related_message="the baseline is here",
            )


def _outside(at: tuple[str, ...], unit: str, figure: float) -> Iterator[Finding]:
    bounds = _range(unit)
    if bounds is not None and not bounds[0] <= figure <= bounds[1]:
        message = f'{at[-1]} is {figure:g}, and a figure in "{unit}" is {bounds[0]:g} to {bounds[1]:g}'
        yield Finding(at=at, message=message, hint="check the figure, or the unit")


def _swings(at: tuple[str, ...], kpi: Kpi) -> Iterator[Finding]:
    """Find what moves a KPI by itself to where it can't be."""
    bounds = _range(kpi.unit) or (-math.inf, math.inf)
    season = abs(kpi.season.amplitude) if kpi.season is not None else 0.0
    swings = [("season", -season), ("season", season)]
    swings += [("regression", kpi.regression.excess)] if kpi.regression else []
    swings += [("shocks", shock.amount) for shock in kpi.shocks]
    told: set[str] = set()
    for key, amount in swings:
        there = kpi.baseline + amount
        if not bounds[0] <= there <= bounds[1] and key not in told:
            told.add(key)
            message = f'it moves {at[-1]} to {there:g}, and a figure in "{kpi.unit}" is {bounds[0]:g} to {bounds[1]:g}'
            yield Finding(at=(*at, key), message=message, hint="check the figure, or the unit")


def _still(case: Case) -> Iterator[Finding]:
    for name, tool in case.scenario.instruments.items():
        if tool.kpi is not None or tool.level not in PEOPLE:
            continue
        rise = tool.full - tool.today
        if not rise:
            message = f"{name} reads {tool.today:g} today and {tool.full:g} when all is well: it never moves"
            yield Finding(at=("instruments", name), message=message, hint="write today and full")
        elif (rise > 0) != (tool.good == "up"):
            message = f"{name} goes from {tool.today:g} to {tool.full:g} as things get better, and {tool.good} is good"
            yield Finding(at=("instruments", name), message=message, hint="check good, today and full")


def _late(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    launch = min(case.intended.live.values(), default=0)
    for name, tool in scenario.instruments.items():
        weeks = reading_weeks(tool, launch, False, YEAR - 1)
        if tool.level in VAIN:
            useful = [week for week in weeks if week >= launch]
        else:
            useful = [week for week in weeks if week >= YEAR - QUARTER]
        if useful:
            continue
        slow = "every" if tool.lag <= QUARTER and tool.every > 1 else "lag"
        window = "after the launch" if tool.level in VAIN else "of the last three months"
        message = f"no reading of {name} {window} arrives within the year"
        hint = f"shorten its {slow}, which is {getattr(tool, slow)} weeks"
        yield Finding(at=("instruments", name, slow), message=message, hint=hint)


# -- what there is to measure with -------------------------------------------------------------------------------------


def _chain(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    if not scenario.intended:
        return
    plan = [item for item in scenario.interventions if item in intended(scenario)]
    causes = [cause for cause in scenario.causes if any(cause in touches(scenario, item) for item in plan)]
    learned = [
        cause
        for cause in causes
        if any(cause in touches(scenario, item) for item in plan if is_learning(scenario.interventions[item]))
    ]
    for level, wanted in ((Level.BEHAVIOUR, causes), (Level.LEARNING, learned)):
        tools = scenario.instruments.values()
        if wanted and not any(tool.level is level and tool.observes in wanted for tool in tools):
            what = "whether the work is done differently" if level is Level.BEHAVIOUR else "whether anybody learned it"
            vain = all(tool.level in VAIN or tool.kpi is not None for tool in tools)
            rest = "beside the results there is only what looks well for any plan, and " if vain else ""
            message = f"{rest}nothing shows {what}: no instrument of {level.value} for {' or '.join(wanted)}"
            hint = f"add one with level: {level.value} and observes: {wanted[0]}"
            yield Finding(at=("instruments",), message=message, hint=hint)


def _no_history(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    primary = scenario.primary_kpi
    tools = detect.readers(scenario, primary)
    if tools and not any(scenario.instruments[name].archival for name in tools):
        message = f"nobody kept {primary} before: its baseline rests on one reading, and there is no line to go on with"
        hint = "add archival: true to an instrument that reads it"
        yield Finding(at=("instruments", tools[0]), message=message, hint=hint)


def _no_money(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    if not scenario.intended:
        return
    left = scenario.money.budget - case.intended.cost
    cheapest = []
    groups = (detect.readers(scenario, scenario.primary_kpi), _observing(case))
    for group in groups:
        tools = [scenario.instruments[name] for name in group]
        cheapest += [min(tool.cost + (0.0 if tool.archival else tool.baseline_cost) for tool in tools)] if tools else []
    if sum(cheapest) > left + 0.005:
        message = f"the intended plan leaves {left:,.0f}, and reading result and work costs {sum(cheapest):,.0f}"
        hint = "raise the budget, or make measuring cheaper: a team that plans well could not see it"
        yield Finding(at=("money", "budget"), message=message, hint=hint)


def _observing(case: Case) -> list[str]:
    """Name the instruments of behaviour that read what the intended plan works on."""
    scenario = case.scenario
    causes = {cause for item in intended(scenario) for cause in touches(scenario, item)}
    tools = scenario.instruments.items()
    return [name for name, tool in tools if tool.level is Level.BEHAVIOUR and tool.observes in causes]


def _gives_away(case: Case) -> Iterator[Finding]:
    scenario = case.scenario
    for name, tool in scenario.instruments.items():
        for cause in sorted(true_causes(scenario)):
            words = stems(scenario.causes[cause].label)
            if len(words) < LEAST_WORDS:
                continue
            for key in ("label", "about", "blind"):
                said = getattr(tool, key)
                if len(words & stems(said)) >= ALIKE * len(words):
                    yield Finding(
                        at=("instruments", name, key),
                        message=f"{name} says what the true cause {cause} is, nearly in its own words",
                        hint="name what is read, not why it is low",
                        related=("causes", cause, "label"),
                        related_message="the cause is called so here",
                    )


RULES: Final[tuple[Rule, ...]] = (
    Rule("measurement.undetectable", "warning", "an intended plan that can't be told from noise", _undetectable),
    Rule("measurement.blunt", "warning", "an instrument that nobody could use", _blunt),
    Rule("measurement.drift", "warning", "a KPI that moves by itself as much as by the plan", _drift),
    Rule("measurement.heals", "warning", "doing nothing looks like success", _heals),
    Rule("measurement.no-control", "warning", "nobody who can wait, and so no control", _no_control),
    Rule("measurement.impossible", "warning", "a figure that can't be", _impossible),
    Rule("measurement.still", "warning", "an instrument that does not move as things get better", _still),
    Rule("measurement.late", "warning", "an instrument whose readings come after the year", _late),
    Rule("measurement.chain", "warning", "a level of the chain that nothing reads", _chain),
    Rule("measurement.no-history", "warning", "a first KPI of which nothing was kept", _no_history),
    Rule("measurement.no-money", "warning", "an intended plan that leaves nothing to measure with", _no_money),
    Rule("measurement.gives-away", "warning", "an instrument that gives the answer away", _gives_away),
)
