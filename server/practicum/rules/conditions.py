"""Events that wait for something a team does: what it opens, hears, plans, answers or leaves unanswered.

Rules:
- After every move the conditions are looked at once, here, for the teams that the move touched. What is true then sends
  the event to that team alone. It comes once; that its condition is no longer true later takes nothing back.
- An intervention counts as planned when the plan that it is on was agreed on: all of the team have signed it, or design
  has closed over it, because an unsigned plan runs as it stands. A draft doesn't count: who only tries an item would
  be answered by the world, and could find out by trying what the case holds.
- "Without an answer" is session time, so it pauses with the session. A timer wakes the team up; what is true decides.
- A held event waits. Whatever is true when it is let go sends it then.
- Nothing comes in the lobby, in the debrief, after the year, or when the session has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practicum.rules import injects, signing
from practicum.rules.records import Coming, Decision, EvidenceShown, InjectShown, Record, Run, Session, Shelf, Timer
from practicum.rules.scene import Scene
from practicum.rules.state import Changes
from practicum.scenario.catalogue import answer_tags
from practicum.scenario.expressions import (
    AfterAnswer,
    AfterExhibit,
    Answered,
    Condition,
    InMonth,
    InPhase,
    InWeek,
    Planned,
    Unanswered,
    when_of,
)
from practicum.scenario.model import Scenario
from practicum.scenario.once import once

MINUTE = 60_000

# The kinds of record that a condition hangs on: those of one team, and those that concern every team.
_OF_A_TEAM = frozenset({"evidence", "plan", "work", "sign", "decision", "inject"})
_OF_ALL = frozenset({"phase", "shelf", "seat"})


def follow(scene: Scene, changes: Changes) -> Changes:
    """Add to a move's changes the events that they bring about, and the timers of what may come of silence."""
    waiting = conditions(scene.scenario)
    touched = _touched(scene, changes) if waiting else frozenset()
    if touched is not None and not touched:
        return changes
    after = scene.with_changes(changes)
    teams = [team for team in after.teams if touched is None or team in touched]
    if _open(after):
        for inject, condition in waiting.items():
            shelf = after.records.get(f"shelf/{inject}", Shelf)
            if shelf is None or shelf.held:
                continue
            new = [
                team
                for team in teams
                if f"inject/{team}/{inject}" not in after.records and holds(after, team, condition)
            ]
            if new:
                changes = changes.also(Changes(injects.sent(after, inject, new)))
                after = scene.with_changes(changes)
    return changes.also(_timers(after, waiting, teams))


@once
def conditions(scenario: Scenario) -> Mapping[str, Condition]:
    """Name the events that wait for a condition."""
    moments = {inject: when_of(source.when) for inject, source in scenario.injects.items()}
    return {inject: moment for inject, moment in moments.items() if isinstance(moment, Condition)}


def holds(scene: Scene, team: str, condition: Condition) -> bool:
    """Say whether a condition is true for a team now."""
    match condition:
        case AfterExhibit(evidence):
            return _is_open(scene, team, evidence)
        case AfterAnswer(person, topic):
            return _is_open(scene, team, answer_tags(scene.scenario)[person, topic])
        case Planned(intervention):
            return f"plan/{team}/{intervention}" in scene.records and _settled(scene, team)
        case Answered(inject, option):
            shown = scene.records.get(f"inject/{team}/{inject}", InjectShown)
            return shown is not None and shown.answer == option
        case Unanswered(inject):
            due = _until(scene, team, inject, condition)
            return due is not None and due <= scene.due


def _is_open(scene: Scene, team: str, tag: str) -> bool:
    shown = scene.records.get(f"evidence/{team}/{tag}", EvidenceShown)
    return shown is not None and shown.state == "open"


def _settled(scene: Scene, team: str) -> bool:
    """Say whether a team's plan is agreed on: signed by all as it is, or left as it is when design closed."""
    if scene.phase.phase != "design":
        return scene.records.get(f"decision/{team}/design", Decision) is not None
    signed, members = signing.agreed(scene.records, team, "design", scene.phase.round)
    return 0 < members == signed


def _until(scene: Scene, team: str, inject: str, condition: Unanswered) -> int | None:
    """Give the session time until which an event may go without an answer; None if it isn't there, or has one."""
    shown = scene.records.get(f"inject/{team}/{inject}", InjectShown)
    if shown is None or shown.answer is not None:
        return None
    return shown.sent_due + int(condition.minutes * MINUTE)


def _open(scene: Scene) -> bool:
    """Say whether events come by themselves now."""
    session = scene.records.get("session", Session)
    if session is None or session.ended or scene.phase.phase in ("lobby", "debrief"):
        return False
    run = scene.records.get("run", Run)
    return run is None or run.wanted < run.steps


def _touched(scene: Scene, changes: Changes) -> frozenset[str] | None:
    """Name the teams for which something may have become true; None for all of them."""
    teams: set[str] = set()
    for key in (*changes.put, *changes.drop):
        kind, _, rest = key.partition("/")
        if kind in _OF_ALL:
            return None
        if kind in _OF_A_TEAM:
            teams.add(rest.partition("/")[0])
        elif kind == "timer":
            timer = scene.records.get(key, Timer)
            if timer is not None and timer.what == "unanswered":
                teams.add(timer.team)
    return frozenset(teams)


def _timers(scene: Scene, waiting: Mapping[str, Condition], teams: Iterable[str]) -> Changes:
    """Set the timers of what comes if an event goes without an answer, and take off those that nobody waits for."""
    put: dict[str, Record] = {}
    drop: list[str] = []
    for inject, condition in waiting.items():
        if not isinstance(condition, Unanswered):
            continue
        for team in teams:
            key = f"timer/unanswered-{team}-{inject}"
            due = _until(scene, team, condition.inject, condition)
            if due is not None and due > scene.due and f"inject/{team}/{inject}" not in scene.records:
                if key not in scene.records:
                    put[key] = Timer(due=due, what="unanswered", team=team, id=inject)
            elif key in scene.records:
                drop.append(key)
    return Changes(put, tuple(drop))


def coming(scenario: Scenario, inject: str) -> Coming:
    """Say in parts when an event comes, with the case's names for what it waits for."""
    when = when_of(scenario.injects[inject].when)
    match when:
        case InPhase(phase, minutes):
            return Coming(how="phase", phase=phase, number=minutes)  # type: ignore[arg-type]
        case InMonth(month):
            return Coming(how="month", phase="run", number=month)
        case InWeek(week):
            return Coming(how="week", phase="run", number=week)
        case AfterExhibit(evidence):
            return Coming(how="opened", of=evidence, label=_title(scenario, evidence))
        case AfterAnswer(person, topic):
            source = scenario.people[person]
            return Coming(how="heard", of=f"{person}.{topic}", label=source.name, said=source.topics[topic].ask)
        case Planned(intervention):
            return Coming(how="planned", of=intervention, label=scenario.interventions[intervention].label)
        case Answered(other, option):
            source_of = scenario.injects[other]
            return Coming(how="answered", of=other, label=source_of.title, said=source_of.options[option].label)
        case Unanswered(other, minutes):
            return Coming(how="unanswered", of=other, label=scenario.injects[other].title, number=minutes)
        case _:
            return Coming()


def _title(scenario: Scenario, tag: str) -> str:
    if tag in scenario.evidence:
        return scenario.evidence[tag].title
    cuts = (cut for request in scenario.data_requests.values() for cut in request.cuts.values())
    return next((cut.title for cut in cuts if cut.tag == tag), tag)
