"""How a team gets to each exhibit and how each event comes: what is needed first, what that costs, and how early it is.

Rules:
- An exhibit waits for one exhibit, one answer or one event at most; an event waits for its moment, and where it is held
  in reserve for another, for that one too. What waits for itself, by whatever way, is never reached.
- Exhibits are opened during the diagnosis. What follows later stays closed; data asked for in time may arrive later.
- Hours are those along the way: each exhibit on it once, and the hours that a needed answer to an event takes. A team
  has the hours of the case, and what answers to events can bring it.
- What comes by hand can come at any time from the brief on: the facilitator sees to it.
- ``reached`` looks at the earliest that is possible, so what it doesn't reach can't be reached.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

import msgspec

from practicum.lint.clocks import Clock
from practicum.scenario.catalogue import Exhibit, answer_tags
from practicum.scenario.expressions import (
    AfterAnswer,
    AfterExhibit,
    Answered,
    ByHand,
    InMonth,
    InPhase,
    InWeek,
    Moment,
    Planned,
    Unanswered,
    when_of,
)
from practicum.scenario.model import Scenario

TOLERANCE = 1e-9


class Node(msgspec.Struct, frozen=True, order=True):
    """An exhibit or an event."""

    kind: str  # "exhibit" or "event"
    id: str


class Way(msgspec.Struct, frozen=True):
    """The way to an exhibit or an event: the earliest minute at its end, and the hours along it."""

    minute: float
    hours: float


class Ways(msgspec.Struct, frozen=True):
    """All that can be reached with one clock, and what can't."""

    scenario: Scenario
    exhibits: Mapping[str, Exhibit]
    clock: Clock
    needs: dict[Node, tuple[Node, ...]]
    found: dict[Node, Way]
    over: dict[Node, float]  # exhibits whose way takes more hours than a team has, and how many

    def exhibit(self, tag: str) -> Way | None:
        """Give the way to an exhibit, if there is one."""
        return self.found.get(Node("exhibit", tag))

    def event(self, inject: str) -> Way | None:
        """Give the way on which an event comes, if there is one."""
        return self.found.get(Node("event", inject))

    def before(self, *nodes: Node) -> set[Node]:
        """Give everything that exhibits and events wait for, whatever way they do; themselves only on a circle."""
        seen: set[Node] = set()
        todo = list(nodes)
        while todo:
            for each in self.needs[todo.pop()]:
                if each not in seen:
                    seen.add(each)
                    todo.append(each)
        return seen

    def cost(self, tags: Iterable[str]) -> float:
        """Add up the hours of exhibits with everything on the way to them, each once."""
        nodes = {Node("exhibit", tag) for tag in tags}
        return sum(self.hours(each) for each in nodes | self.before(*nodes))

    def hours(self, node: Node) -> float:
        """Give what a step costs: an exhibit its hours, an event those of the answer that it waits for."""
        if node.kind == "exhibit":
            return self.exhibits[node.id].hours
        when = when_of(self.scenario.injects[node.id].when)
        if not isinstance(when, Answered):
            return 0.0
        return max(0.0, -self.scenario.injects[when.inject].options[when.option].effect.hours)


def ways_of(scenario: Scenario, exhibits: Mapping[str, Exhibit], clock: Clock) -> Ways:
    """Find every way, from what is there at the start to what follows from it."""
    needs = _needs(scenario, exhibits)
    follows: dict[Node, list[Node]] = {}
    for node, first in needs.items():
        for each in first:
            follows.setdefault(each, []).append(node)
    ways = Ways(scenario, exhibits, clock, needs, {}, {})
    most = clock.hours + _given(scenario)
    todo = deque(node for node, first in needs.items() if not first)
    while todo:
        node = todo.popleft()
        way = None if node in ways.found else _way(ways, node)
        if way is None:
            continue
        if node.kind == "exhibit" and way.hours > most + TOLERANCE:
            ways.over[node] = way.hours
            continue
        ways.found[node] = way
        todo.extend(each for each in follows.get(node, ()) if all(first in ways.found for first in needs[each]))
    return ways


def named(exhibit: Exhibit) -> str:
    """Name an exhibit as its author wrote it."""
    return f"{exhibit.person}.{exhibit.topic}" if exhibit.person is not None else exhibit.tag


def _needs(scenario: Scenario, exhibits: Mapping[str, Exhibit]) -> dict[Node, tuple[Node, ...]]:
    """Say what each exhibit and each event waits for."""
    answers = answer_tags(scenario)
    needs: dict[Node, tuple[Node, ...]] = {}
    for tag, exhibit in exhibits.items():
        first = [Node("exhibit", exhibit.needs)] if exhibit.needs is not None else []
        first += [Node("event", exhibit.needs_inject)] if exhibit.needs_inject is not None else []
        needs[Node("exhibit", tag)] = tuple(first)
    for inject, source in scenario.injects.items():
        before: set[Node] = set()
        if source.contingency_for is not None:
            before.add(Node("event", source.contingency_for))
        match when_of(source.when):
            case AfterExhibit(evidence):
                before.add(Node("exhibit", evidence))
            case AfterAnswer(person, topic):
                before.add(Node("exhibit", answers[person, topic]))
            case Answered(other, _) | Unanswered(other, _):
                before.add(Node("event", other))
            case _:
                pass
        needs[Node("event", inject)] = tuple(sorted(before))
    return needs


def _way(ways: Ways, node: Node) -> Way | None:
    """Give the way to what everything before it is reached of; nothing if its time never comes."""
    first = ways.needs[node]
    minute = max((ways.found[each].minute for each in first), default=0.0)
    if len(first) > 1:
        before = sum(ways.hours(each) for each in ways.before(node))
    else:
        before = sum(ways.found[each].hours for each in first)
    hours = before + ways.hours(node)
    if node.kind == "event":
        comes = _minute(ways, when_of(ways.scenario.injects[node.id].when), minute)
        return None if comes is None else Way(comes, hours)
    asked = max(minute, ways.clock.begins("diagnose"))
    if asked >= ways.clock.ends("diagnose"):
        return None
    return Way(asked + ways.exhibits[node.id].delay_minutes, hours)


def _minute(ways: Ways, when: Moment, before: float) -> float | None:
    """Give the earliest minute of a moment, no sooner than what it waits for; nothing if it never comes."""
    clock = ways.clock
    match when:
        case InPhase(phase, minutes):
            share = minutes / _length(ways.scenario, phase)
            at = clock.begins(phase) + share * clock.minutes[phase]
            return at if share <= 1 + TOLERANCE and at >= before - TOLERANCE else None
        case InMonth() | InWeek():
            return max(clock.begins("run"), before)
        case Planned(item):
            cost = ways.scenario.interventions[item].full_cost(ways.scenario.company.population)
            affordable = cost <= ways.scenario.money.budget + _paid(ways.scenario) + TOLERANCE
            return max(clock.begins("design"), before) if affordable else None
        case Unanswered(_, minutes):
            return before + minutes if before + minutes < clock.ends("run") else None
        case ByHand() | _:
            return before


def _length(scenario: Scenario, phase: str) -> float:
    """Give the minutes of a phase as the case counts them."""
    if phase == "pitch":
        return scenario.phases.pitch.at_most
    minutes: float = getattr(scenario.phases, phase).minutes
    return minutes


def _given(scenario: Scenario) -> float:
    """Add up the hours that answers to events can bring a team."""
    return sum(_most(*(each.effect.hours for each in inject.options.values())) for inject in scenario.injects.values())


def _paid(scenario: Scenario) -> float:
    """Add up the money that answers to events can bring a team."""
    return sum(_most(*(each.effect.budget for each in inject.options.values())) for inject in scenario.injects.values())


def _most(*gains: float) -> float:
    return max((0.0, *gains))
