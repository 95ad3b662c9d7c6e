"""Checks what the parts of a scenario say together: shares, costs, weeks, charts, events, what can be opened.

Rules:
- It looks at plain values with holes (see ``walk``): what is missing has been named already and is passed over.
- These are the least that a case needs to play; advice on a good case is the linter's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from practicum.scenario.expressions import AfterAnswer, AfterExhibit, InPhase, parse_unlock, parse_when
from practicum.scenario.problems import Place, Problem, Severity, did_you_mean, one_of, problem

Path = tuple[str | int, ...]


def check_sense(plain: dict[str, Any], places: Mapping[Path, Place], problems: list[Problem]) -> None:
    """Find what can't be true together."""
    _Sense(plain, places, problems).all()


class _Sense:
    def __init__(
        self, plain: dict[str, Any], places: Mapping[Path, Place], problems: list[Problem]
    ) -> None:
        self._plain = plain
        self._places = places
        self._problems = problems

    def all(self) -> None:
        self._enough()
        self._kpis()
        self._causes()
        self._blockers()
        self._evidence()
        self._openings()
        self._interventions()
        self._instruments()
        self._injects()
        self._phases()
        self._plans()

    # -- helpers ---------------------------------------------------------------------------------------------------

    def _part(self, name: str) -> dict[str, Any]:
        found = self._plain.get(name)
        return found if isinstance(found, dict) else {}

    def _wrong(
        self, rule: str, path: Path, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        at = path
        while at and at not in self._places:
            at = at[:-1]
        place = self._places.get(at)
        if place is None:
            place = next(iter(self._places.values()), Place(""))
        self._problems.append(problem(rule, place, message, hint, severity))

    # -- the model of the company ----------------------------------------------------------------------------------

    def _enough(self) -> None:
        for name in ("kpis", "causes", "evidence", "interventions", "instruments"):
            if self._plain.get(name) == {}:
                self._wrong("sense.empty", (name,), f"{name} holds nothing", "a case needs one")

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
            if kpi.get("regression", {}).get("halflife", 1) <= 0:
                self._wrong(
                    "value.range", (*path, "regression", "halflife"), "the half-life is above zero"
                )

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
            if cause.get("decoy") is not True and "share" not in cause:
                hint = "add share: {…}, or decoy: true"
                self._wrong("sense.decoy", path, f"{name} has no share of any gap", hint)

    def _blockers(self) -> None:
        causes = self._part("causes")
        edges = {name: list(each.get("blocked_by", {})) for name, each in causes.items()}
        for name in _on_a_cycle(edges):
            message = f"{name} blocks itself, by way of others"
            hint = "take one blocked_by out of the circle"
            self._wrong("sense.blockers", ("causes", name, "blocked_by"), message, hint)

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
            for cause in item.get("on", {}):
                if self._part("causes").get(cause, {}).get("decoy"):
                    message = f"{cause} is a decoy, so {name} can't act on it"
                    self._wrong("sense.decoy", (*path, "on", cause), message, "remove it")

    def _instruments(self) -> None:
        for name, tool in self._part("instruments").items():
            path = ("instruments", name)
            level = tool.get("level")
            needs = {"learning": "observes", "behaviour": "observes", "results": "kpi"}.get(level)
            if needs is not None and needs not in tool:
                message = f"{level} needs to say what it looks at"
                self._wrong("sense.instrument", path, message, f"add {needs}: …")
            if tool.get("n", 1) < 1:
                self._wrong("value.range", (*path, "n"), "n is at least 1")
            if tool.get("response", 1) == 0:
                self._wrong("value.range", (*path, "response"), "nobody would answer")
            if tool.get("noise_sd", 0) < 0:
                self._wrong("value.range", (*path, "noise_sd"), "noise_sd is below zero")
            if tool.get("every", 1) < 1:
                self._wrong("sense.weeks", (*path, "every"), "every is at least 1 week")
            if not 0 <= tool.get("lag", 0) <= 52:
                self._wrong("sense.weeks", (*path, "lag"), "lag is outside the year")

    # -- what teams read -------------------------------------------------------------------------------------------

    def _exhibits(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        for tag, each in self._part("evidence").items():
            yield ("evidence", tag), each
        for request, held in self._part("data_requests").items():
            for cut, each in held.get("cuts", {}).items():
                yield ("data_requests", request, "cuts", cut), each

    def _evidence(self) -> None:
        seen: dict[str, Path] = {tag: ("evidence", tag) for tag in self._part("evidence")}
        for path, each in self._exhibits():
            data, chart = each.get("data"), each.get("chart")
            if path[0] == "data_requests" and "tag" in each:
                tag = each["tag"]
                if tag in seen:
                    message = f'the tag "{tag}" is taken'
                    self._wrong("key.duplicate", (*path, "tag"), message, "number them on")
                seen.setdefault(tag, path)
            if each.get("kind") == "interview":
                hint = "write it under people: the loader numbers the answers"
                self._wrong("sense.evidence", (*path, "kind"), "an interview is not written here", hint)
            drawn = chart is not None or each.get("kind") == "chart"
            if drawn and not self._written(path, "data"):
                self._wrong("sense.chart", path, "a chart needs its data", "add data: file.csv")
            if each.get("kind") == "chart" and chart is None and not self._written(path, "chart"):
                hint = "add chart: {form: bar, finding: …}"
                self._wrong("sense.chart", path, "a chart needs its form and its finding", hint)
            if chart is not None and "alt" not in each:
                hint = "add alt: what somebody who can't see it needs to know"
                self._wrong("sense.chart", path, "a chart needs a text alternative", hint)
            if chart is not None and data is not None:
                self._series(path, data)
            self._says(path, each)
            if path[0] == "evidence" and not any(self._written(path, k) for k in ("body", "data")):
                self._wrong("sense.evidence", path, "there is nothing to read", "add body: or data:")
        for person, held in self._part("people").items():
            for topic, each in held.get("topics", {}).items():
                path = ("people", person, "topics", topic)
                self._says(path, each)
                if each.get("trust") and "trusts_after" not in held:
                    message = f"{person} never comes to trust anybody"
                    hint = "add trusts_after: <evidence> to the person"
                    self._wrong("sense.trust", (*path, "trust"), message, hint)
                if each.get("trust") and each.get("unlock", "start") != "start":
                    message = "trust and unlock can't both be given"
                    self._wrong("sense.trust", (*path, "unlock"), message, "keep one of the two")

    def _written(self, path: Path, key: str) -> bool:
        return (*path, key) in self._places

    def _series(self, path: Path, data: dict[str, Any]) -> None:
        columns, rows = data["columns"], data["rows"]
        if len(columns) < 2:
            hint = "the first column gives the labels, the others the series"
            self._wrong("sense.chart", (*path, "data"), "a chart needs two columns", hint)
        for number, name in enumerate(columns[1:], 1):
            if any(isinstance(row[number], str) and row[number] for row in rows):
                message = f'column "{name}" of the chart holds text'
                self._wrong("sense.chart", (*path, "data"), message, "a series is numbers")

    def _says(self, path: Path, each: dict[str, Any]) -> None:
        for cause, strength in each.get("says", {}).items():
            if not -2 <= strength <= 2:
                message = f"says {strength:g} about {cause}"
                self._wrong("value.range", (*path, "says", cause), message, "write -2 to +2")

    def _openings(self) -> None:
        """Find what no team can ever open."""
        needs: dict[str, list[str]] = {}
        where: dict[str, Path] = {}
        for path, each in self._exhibits():
            name = str(path[1]) if path[0] == "evidence" else str(each.get("tag", path))
            where[name] = path
            needs[name] = _needs(each.get("unlock", "start"))
        for person, held in self._part("people").items():
            for topic, each in held.get("topics", {}).items():
                name = f"{person}.{topic}"
                where[name] = ("people", person, "topics", topic)
                trusted = [str(held["trusts_after"])] if each.get("trust") and "trusts_after" in held else []
                needs[name] = [*_needs(each.get("unlock", "start")), *trusted]
        for name in _on_a_cycle(needs):
            message = f"{name} can never be opened: it waits for itself, by way of others"
            self._wrong("sense.unlock", (*where[name], "unlock"), message, "let one of them start open")

    # -- events, time, plans ---------------------------------------------------------------------------------------

    def _injects(self) -> None:
        for name, inject in self._part("injects").items():
            path = ("injects", name)
            options = inject.get("options", {})
            default = inject.get("default")
            if default is not None and default not in options:
                close = did_you_mean(default, options)
                cure = f'did you mean "{close}"?' if close else f"write {one_of(options)}"
                message = f'default "{default[:60]}" is not an option of {name}'
                self._wrong("sense.inject", (*path, "default"), message, cure)
            if options and default is None and not self._written(path, "default"):
                message = f"{name} does not say what holds if a team doesn't answer"
                self._wrong("sense.inject", path, message, "add default: <option>")
            for option, each in options.items():
                effect = each.get("effect", {})
                for kpi, shock in effect.get("shock", {}).items():
                    self._shock(shock, (*path, "options", option, "effect", "shock", kpi), 0)
                for item, weeks in effect.get("delay", {}).items():
                    if not 0 <= weeks <= 52:
                        at = (*path, "options", option, "effect", "delay", item)
                        self._wrong("sense.weeks", at, f"{weeks} weeks is outside the year")

    def _phases(self) -> None:
        phases = self._part("phases")
        total = 0.0
        for name, phase in phases.items():
            minutes = phase.get("at_most" if name == "pitch" else "minutes", 12)
            total += minutes
            if minutes <= 0:
                self._wrong("value.range", ("phases", name), f"{name} has no time")
        steps = phases.get("run", {}).get("steps", 4)
        if steps != 4:
            message = f"the year runs in 4 steps, not {steps}"
            self._wrong("value.range", ("phases", "run", "steps"), message)
        minutes = self._plain.get("minutes")
        if len(phases) == 7 and minutes is not None and total > minutes + 1e-9:
            message = f"the phases take {total:g} minutes, and the case says {minutes:g}"
            hint = "shorten a phase or lengthen the case"
            self._wrong("sense.time", ("minutes",), message, hint, "warning")
        for name, inject in self._part("injects").items():
            moment = parse_when(inject.get("when", "by hand"))
            if isinstance(moment, InPhase):
                length = phases.get(moment.phase, {}).get("minutes")
                if length is not None and moment.minutes > length:
                    message = f"{moment.phase} lasts {length:g} minutes"
                    hint = "it would never be sent by itself"
                    self._wrong("sense.time", ("injects", name, "when"), message, hint, "warning")

    def _plans(self) -> None:
        budget = self._part("money").get("budget")
        costs = {name: each.get("cost") for name, each in self._part("interventions").items()}
        plan = [str(each).partition("@")[0] for each in self._plain.get("intended", ())]
        known = [costs.get(each) for each in plan]
        flat = [float(each) for each in known if isinstance(each, (int, float))]
        if budget is not None and len(flat) == len(plan) and sum(flat) > budget:
            message = f"the intended plan costs {sum(flat):,.0f}, and the budget is {budget:,.0f}"
            self._wrong("sense.budget", ("intended",), message, "a team must be able to afford it")


def _needs(unlock: Any) -> list[str]:
    opening = parse_unlock(str(unlock))
    if isinstance(opening, AfterExhibit):
        return [opening.evidence]
    if isinstance(opening, AfterAnswer):
        return [f"{opening.person}.{opening.topic}"]
    return []


def _on_a_cycle(edges: Mapping[str, list[str]]) -> list[str]:
    """List the names from which following the edges leads back, in order; no recursion."""
    found: list[str] = []
    for start in edges:
        seen: set[str] = set()
        todo = list(edges[start])
        while todo:
            at = todo.pop()
            if at == start:
                found.append(start)
                break
            if at not in seen:
                seen.add(at)
                todo.extend(edges.get(at, ()))
    return found
