"""Checks what the parts of a scenario say together: shares, costs, weeks, events, time.

Rules:
- It looks at plain values with holes (see ``walk``): what is missing has been named already and is passed over.
- These are the least that a case needs to play; advice on a good case is the linter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from practicum.scenario.expressions import Answered, parse_when
from practicum.scenario.findings import Findings, Path, by_way_of, on_a_cycle, way_round
from practicum.scenario.model import Intervention, Population
from practicum.scenario.plans import over_budget
from practicum.scenario.problems import did_you_mean, one_of, short

CURRENCY = re.compile(r"[A-Z]{3}\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?\Z")

# More than any case needs; what is checked in circles stays quick.
MOST = {
    "kpis": 8,
    "causes": 40,
    "people": 40,
    "evidence": 200,
    "data_requests": 40,
    "interventions": 60,
    "instruments": 60,
    "injects": 60,
    "tests": 100,
}


def check_sense(findings: Findings) -> None:
    """Find what can't be true together."""
    _Sense(findings).all()


class _Sense:
    def __init__(self, findings: Findings) -> None:
        self._part = findings.part
        self._plain = findings.plain
        self._problems = findings.problems
        self._written = findings.written
        self._wrong = findings.wrong
        self._place = findings.place

    def all(self) -> None:
        self._enough()
        self._forms()
        self._kpis()
        self._causes()
        self._blockers()
        self._interventions()
        self._instruments()
        self._injects()
        self._phases()
        self._plans()
        self._tests()

    # -- the model of the company ----------------------------------------------------------------------------------

    def _enough(self) -> None:
        for name in ("kpis", "causes", "evidence", "interventions", "instruments"):
            if self._plain.get(name) == {}:
                self._wrong("sense.empty", (name,), f"{name} holds nothing", "a case needs one")
        for name, most in MOST.items():
            if len(self._part(name)) > most:
                message = f"{name} holds {len(self._part(name))} entries"
                self._wrong("sense.size", (name,), message, f"a case has at most {most}")

    def _forms(self) -> None:
        """Check the codes that browsers read, and counts of people."""
        currency = self._part("money").get("currency")
        if currency is not None and not CURRENCY.match(currency):
            hint = "write its three letters, as in GBP"
            self._wrong("value.form", ("money", "currency"), f'"{currency[:40]}" is not a currency', hint)
        language = self._plain.get("language")
        if language is not None and not LANGUAGE.match(language):
            self._wrong("value.form", ("language",), f'"{language[:40]}" is not a language', "write en, de or pt-BR")
        for name in self._part("translations"):
            if not LANGUAGE.match(name):
                message = f'"{name[:40]}" is not a language'
                self._wrong("value.form", ("translations", name), message, "write de, fr or pt-BR")
            elif name == self._plain.get("language", "en"):
                message = f"the case is written in {name} itself"
                self._wrong("translation.language", ("translations", name), message, "remove this translation")
        people = self._part("company").get("population", {}).get("people", 1)
        if people < 1:
            self._wrong("value.range", ("company", "population", "people"), "there is nobody to train")

    def _kpis(self) -> None:
        for name, kpi in self._part("kpis").items():
            path = ("kpis", name)
            baseline, attainable = kpi.get("baseline"), kpi.get("attainable")
            if baseline is not None and attainable is not None and "good" in kpi:
                better = attainable < baseline if kpi["good"] == "down" else attainable > baseline
                if not better:
                    message = f"attainable {attainable:g} is no better than baseline {baseline:g}"
                    hint = "check good: up or down"
                    self._wrong("sense.gap", (*path, "attainable"), message, hint)
            noise = kpi.get("noise", {})
            if noise.get("sd", 0) < 0:
                self._wrong("value.range", (*path, "noise", "sd"), "sd is below zero")
            if not -1 < noise.get("phi", 0.3) < 1:
                self._wrong("value.range", (*path, "noise", "phi"), "phi is between -1 and 1")
            for number, shock in enumerate(kpi.get("shocks", ())):
                self._shock(shock, (*path, "shocks", number), -52)
            if not 0 <= kpi.get("season", {}).get("peak", 0) <= 52:
                self._wrong(
                    "sense.weeks", (*path, "season", "peak"), "the peak is outside the year", "write week 0 to 52"
                )
            if kpi.get("regression", {}).get("halflife", 1) <= 0:
                self._wrong("value.range", (*path, "regression", "halflife"), "the half-life is above zero")

    def _shock(self, shock: dict[str, Any], path: Path, earliest: int) -> None:
        start, end = shock.get("start", 0), shock.get("end", 52)
        if not earliest <= start <= 52:
            self._wrong("sense.weeks", (*path, "start"), f"week {start} is outside the year")
        if end <= start:
            self._wrong("sense.weeks", (*path, "end"), f"it ends in week {end}, before it begins")

    def _causes(self) -> None:
        sums: dict[str, float] = {}
        for name, cause in self._part("causes").items():
            path = ("causes", name)
            shares = cause.get("share", {})
            for kpi, share in shares.items():
                sums[kpi] = sums.get(kpi, 0.0) + share
                if sums[kpi] > 1 + 1e-9:
                    message = f"the shares of {kpi} add up to {sums[kpi]:.2f}"
                    hint = "they are parts of one gap: at most 1"
                    self._wrong("sense.shares", (*path, "share", kpi), message, hint)
            if cause.get("decoy") and any(shares.values()):
                message = f"{name} is a decoy and has a share"
                self._wrong("sense.decoy", (*path, "share"), message, "remove one of the two")
            told = any(self._written((*path, key)) and key not in cause for key in ("decoy", "share"))
            told |= any(self._written((*path, "share", kpi)) and kpi not in shares for kpi in self._part("kpis"))
            if not told and not cause.get("decoy") and not any(shares.values()):
                hint = "add share: {…}, or decoy: true"
                self._wrong("sense.decoy", path, f"{name} has no share of any gap", hint)

    def _blockers(self) -> None:
        causes = self._part("causes")
        edges = {name: list(each.get("blocked_by", {})) for name, each in causes.items()}
        for name in on_a_cycle(edges):
            way = way_round(edges, name)
            message = f"{name} blocks itself{by_way_of(way)}"
            hint = "take one blocked_by out of the circle"
            related = (("causes", way[0], "blocked_by"), f"{way[0]} is blocked here") if way else None
            self._wrong("sense.blockers", ("causes", name, "blocked_by"), message, hint, related=related)
        for name, blockers in edges.items():
            for blocker in blockers:
                message = f"{blocker} is a decoy, so nothing relieves it, and {name} stays blocked whatever is done"
                self._decoy(blocker, ("causes", name, "blocked_by", blocker), message, "name a true cause")

    def _interventions(self) -> None:
        for name, item in self._part("interventions").items():
            path = ("interventions", name)
            for key in ("lead", "rollout"):
                weeks = item.get(key)
                if weeks is not None and not (0 if key == "lead" else 1) <= weeks <= 52:
                    message = f"{key} of {weeks} weeks is outside the year"
                    self._wrong("sense.weeks", (*path, key), message)
            if item.get("tau", 1) <= 0:
                self._wrong("value.range", (*path, "tau"), "tau is above zero")
            if not -1 <= item.get("support", 0) <= 1:
                hint = "support goes from 0 to 1: write a part of it, as in +0.20"
                self._wrong("value.range", (*path, "support"), f"{item['support']:+g} is more than the whole", hint)
            if ("teaches" in item) != ("methods" in item) and (item.get("teaches") or item.get("methods")):
                missing = "methods" if item.get("teaches") else "teaches"
                message = "teaches and methods belong together: what is learned, and how"
                self._wrong("sense.methods", path, message, f"add {missing}: […]")
            if item.get("teaches") and item.get("kind") not in (None, "learning"):
                message = f"{item['kind']} teaches nothing: its potency is written with on"
                self._wrong("sense.methods", (*path, "teaches"), message, "write on: {cause: 0.5}, or kind: learning")
            for cause in item.get("on", {}):
                message = f"{cause} is a decoy, so {name} changes nothing there"
                self._decoy(cause, (*path, "on", cause), message, "remove it; for a trap, its label says enough")
            for kpi, side in item.get("side", {}).items():
                cause = side.get("removed_by")
                message = f"{cause} is a decoy, so nothing removes what {name} does to {kpi}"
                hint = "name a true cause, or leave removed_by out"
                self._decoy(cause, (*path, "side", kpi, "removed_by"), message, hint)

    def _decoy(self, cause: str | None, path: Path, message: str, hint: str) -> None:
        """Warn where a decoy stands for something that can change."""
        if cause is not None and self._part("causes").get(cause, {}).get("decoy"):
            related = (("causes", cause), f"{cause} is defined here")
            self._wrong("sense.decoy", path, message, hint, "warning", related)

    def _instruments(self) -> None:
        tools, kpis = self._part("instruments").values(), self._part("kpis")
        read = {tool.get("kpi") for tool in tools}
        unsure = any(tool.get("level") == "results" and tool.get("kpi") not in kpis for tool in tools)  # told already
        for name in kpis if tools and not unsure else ():
            if name not in read:
                hint = f"add one with level: results and kpi: {name}"
                self._wrong("sense.instrument", ("kpis", name), f"no instrument reads {name}", hint)
        for name, tool in self._part("instruments").items():
            path = ("instruments", name)
            level = tool.get("level")
            needs = {"learning": "observes", "behaviour": "observes", "results": "kpi"}.get(level)
            if needs is not None and needs not in tool:
                message = f"{level} needs to say what it looks at"
                self._wrong("sense.instrument", path, message, f"add {needs}: …")
            other = {"observes": "kpi", "kpi": "observes"}.get(needs or "")
            if other is not None and other in tool:
                message = f"{level} reads {'a cause' if other == 'kpi' else 'a KPI'} through {needs}, not {other}"
                self._wrong("sense.instrument", (*path, other), message, f"remove {other}, or change the level")
            if tool.get("n", 1) < 1:
                self._wrong("value.range", (*path, "n"), "n is at least 1")
            if tool.get("response", 1) == 0:
                self._wrong("value.range", (*path, "response"), "nobody would answer")
            if tool.get("noise_sd", 0) < 0:
                self._wrong("value.range", (*path, "noise_sd"), "noise_sd is below zero")
            if tool.get("every", 1) < 1:
                self._wrong("sense.weeks", (*path, "every"), "every is at least 1 week")
            if tool.get("every", 1) > 52:
                message = f"every {tool['every']} weeks is never within the year"
                self._wrong("sense.weeks", (*path, "every"), message, "write at most 52 weeks")
            if not 0 <= tool.get("lag", 0) <= 52:
                self._wrong("sense.weeks", (*path, "lag"), "lag is outside the year")

    # -- events, time, plans ---------------------------------------------------------------------------------------

    def _injects(self) -> None:
        for name, inject in self._part("injects").items():
            path = ("injects", name)
            options = inject.get("options", {})
            default = inject.get("default")
            if default is not None and not options:
                if not self._written((*path, "options")):
                    message = f"{name} has a default and no options"
                    self._wrong("sense.inject", (*path, "default"), message, "add options: …, or remove the line")
            elif default is not None and default not in options:
                close = did_you_mean(default, options, len(self._problems))
                meant: Path = (*path, "options", str(close))
                hint = f"write {one_of(options)}"
                if close:
                    hint = f'did you mean "{close}"? (defined at {short(self._place(meant))})'
                message = f'default "{default[:60]}" is not an option of {name}'
                related = (meant, f'"{close}" is defined here') if close else None
                self._wrong("sense.inject", (*path, "default"), message, hint, related=related)
            if options and default is None and not self._written((*path, "default")):
                message = f"{name} does not say what holds if a team doesn't answer"
                self._wrong("sense.inject", path, message, "add default: <option>")
            reserve = inject.get("contingency_for")
            moment = parse_when(str(inject.get("when", "by hand")))
            if isinstance(moment, Answered) and moment.inject == reserve:
                message = f"{name} is held in reserve for teams that pass {reserve} over, and comes when they answer it"
                hint = f"write when: {reserve} unanswered + 4 min, or leave contingency_for out"
                self._wrong("sense.inject", (*path, "contingency_for"), message, hint)
            for option, each in options.items():
                self._effect((*path, "options", option, "effect"), each.get("effect", {}))

        behind = {name: _behind(inject) for name, inject in self._part("injects").items()}
        for name in on_a_cycle(behind):
            message = f"{name} is held in reserve for itself{by_way_of(way_round(behind, name))}"
            hint = "take one contingency_for out of the circle"
            self._wrong("sense.inject", ("injects", name, "contingency_for"), message, hint)

    def _effect(self, path: Path, effect: dict[str, Any]) -> None:
        for key in ("support", "turnover"):
            if not -1 <= effect.get(key, 0) <= 1:
                hint = "write a part of it, as in -0.05 or +5 %"
                self._wrong("value.range", (*path, key), f"{effect[key]:+g} is more than the whole", hint)
        for kpi, shock in effect.get("shock", {}).items():
            self._shock(shock, (*path, "shock", kpi), 0)
        for item, weeks in effect.get("delay", {}).items():
            if not -52 <= weeks <= 52:  # below zero, it comes early
                self._wrong("sense.weeks", (*path, "delay", item), f"{weeks} weeks is outside the year")

    def _phases(self) -> None:
        phases = self._part("phases")
        total = 0.0
        for name, phase in phases.items():
            minutes = phase.get("at_most" if name == "pitch" else "minutes", 12)
            total += minutes
            if minutes <= 0:
                self._wrong("value.range", ("phases", name), f"{name} has no time")
        for name, timing in self._part("timings").items():
            for phase in phases:
                if timing.get(phase, 1) == 0:
                    self._wrong("value.range", ("timings", name, phase), f"{phase} has no time")
        steps = phases.get("run", {}).get("steps", 4)
        if steps != 4:
            message = f"the year runs in 4 steps, not {steps}"
            self._wrong("value.range", ("phases", "run", "steps"), message)
        minutes = self._plain.get("minutes")
        if len(phases) == 7 and minutes is not None and total > minutes + 1e-9:
            message = f"the phases take {total:g} minutes, and the case says {minutes:g}"
            hint = "shorten a phase or lengthen the case"
            self._wrong("sense.time", ("minutes",), message, hint, "warning")

    def _plans(self) -> None:
        """Check that plans name items once, and that a team can afford the intended one, as far as it was read."""
        for path, items in self._written_plans():
            seen: set[str] = set()
            for number, item in enumerate(items):
                name = str(item).partition("@")[0]
                if name in seen:
                    self._wrong("sense.plan", (*path, number), f"{name} is on the plan twice", "keep one of them")
                seen.add(name)
        self._affordable("the intended plan", ("intended",), self._plain.get("intended", ()))
        for name, bot in self._part("bots").items():
            self._affordable(f"the plan of {name}", ("bots", name, "plan"), bot.get("plan", ()))

    def _affordable(self, called: str, path: Path, items: tuple[Any, ...]) -> None:
        budget = self._part("money").get("budget")
        plan = {str(each).partition("@")[0] for each in items}
        costs = [self._cost(name) for name in sorted(plan)]
        known = [cost for cost in costs if cost is not None]
        if budget is not None and len(known) == len(plan):
            message = over_budget(called, sum(known), budget)
            if message is not None:
                related = (("money", "budget"), "the budget is here")
                self._wrong("sense.budget", path, message, "a team must be able to afford it", related=related)

    def _written_plans(self) -> Iterator[tuple[Path, tuple[Any, ...]]]:
        """Give every plan that is written out, and where."""
        for name in ("sponsor_asks", "intended"):
            yield (name,), self._plain.get(name, ())
        for name, test in self._part("tests").items():
            if isinstance(test.get("plan"), tuple):
                yield ("tests", name, "plan"), test["plan"]

    def _tests(self) -> None:
        for name in self._part("tests"):
            path = ("tests", name)
            of = [key for key in ("plan", "bot") if self._written((*path, key))]
            if not of:
                hint = "add plan: intended, or bot: expert"
                self._wrong("sense.test", path, "a test is of a plan or of a bot", hint)
            elif len(of) == 2:
                self._wrong("sense.test", (*path, "bot"), "a test is of a plan or of a bot, not of both", "make it two")
            if self._plain["tests"][name].get("expect", 1) == {}:
                hint = 'say what must be true, as in {net: "> 0"}'
                self._wrong("sense.test", (*path, "expect"), "this test expects nothing", hint)

    def _cost(self, name: str) -> float | None:
        """Give an item's whole cost, or nothing if a part of it could not be read."""
        try:
            item = msgspec.convert(self._part("interventions").get(name), Intervention)
            return item.full_cost(msgspec.convert(self._part("company").get("population"), Population))
        except msgspec.ValidationError:
            return None


def _behind(inject: dict[str, Any]) -> list[str]:
    """Name the event that an event is held in reserve for."""
    other = inject.get("contingency_for")
    return [other] if isinstance(other, str) else []
