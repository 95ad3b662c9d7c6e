"""What no team can get to: exhibits, answers and people; with what a team can know (``knowing``) and with ``events``.

Rules:
- An exhibit that nobody can open is told once, where its way breaks off; what waits behind it is named there.
- A lock that opens to everybody at once is none, and a trust that opens nothing is none either.
- Every length that a case can be played in is looked at; the case's own is told first, another only where it differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from practicum.lint.case import Case
from practicum.lint.events import EVENTS
from practicum.lint.knowing import KNOWING
from practicum.lint.rule import Finding, Rule
from practicum.lint.ways import Node, Ways, named
from practicum.scenario.findings import on_a_cycle
from practicum.scenario.read import Part

A_FEW = 4  # names, enough to find the rest


def never_opened(case: Case) -> Iterator[Finding]:
    """Find exhibits whose way breaks off: at an event that never comes, or comes too late, or at themselves."""
    ways = case.ways
    lost = [tag for tag in case.exhibits if (node := Node("exhibit", tag)) not in ways.found and node not in ways.over]
    circle, behind = _circle(ways) if lost else set(), _behind(case)
    for tag in lost:
        node, exhibit = Node("exhibit", tag), case.exhibits[tag]
        name, at = named(exhibit), (*case.parts[tag], "unlock")
        related: Part | None = None
        if node in circle:
            reason, hint = "it waits for itself, by way of an event", "let one of them come without the other"
        elif exhibit.needs_inject is not None:
            event = exhibit.needs_inject
            comes = "comes when the diagnosis is over" if ways.event(event) else "never comes by itself"
            reason = f'it waits for the event "{event}", which {comes}'
            hint = f"let the event come during the diagnosis, or let {name} open without it"
            related = ("injects", event, "when")
        else:
            continue  # told where its way breaks off
        message = f"{name} can never be opened: {reason}{_and(case, behind, tag)}"
        yield Finding(at=at, message=message, hint=hint, related=related, related_message="the event comes then")


def too_dear(case: Case) -> Iterator[Finding]:
    """Find exhibits that take more hours than a team has, with all that must be opened first."""
    behind = _behind(case)
    for ways in case.lengths:
        clock = ways.clock
        for node, hours in ways.over.items():
            if clock.at and node in case.ways.over:
                continue
            exhibit = case.exhibits[node.id]
            first = " with what comes before it" if exhibit.needs or exhibit.needs_inject else ""
            message = f"{named(exhibit)} takes {hours:g} h{first}, and a team has {clock.hours:g} h{clock.said}"
            hint = "lower its hours, or let it open sooner" if not clock.at else "give this length more analyst hours"
            at = clock.hours_at if clock.at else (*case.parts[node.id], "hours")
            yield Finding(at=at, message=f"{message}{_and(case, behind, node.id)}", hint=hint)


def too_late(case: Case) -> Iterator[Finding]:
    """Find data that arrives when the diagnosis is over, however early it is asked for."""
    told: set[str | None] = set()
    for ways in case.lengths:
        clock = ways.clock
        begins, lasts = clock.begins("diagnose"), clock.minutes["diagnose"]
        for tag, exhibit in case.exhibits.items():
            way = ways.exhibit(tag)
            if way is None or exhibit.request is None or exhibit.request in told or way.minute - begins <= lasts:
                continue
            told.add(exhibit.request)
            message = f"{tag} arrives {way.minute - begins:g} minutes into the diagnosis at the earliest, "
            message += f"and that lasts {lasts:g}{clock.said}"
            at = clock.part("diagnose") if clock.at else ("data_requests", exhibit.request, "delay")
            yield Finding(at=at, message=message, hint="shorten the delay, so that teams can use what they paid for")


def lock_open(case: Case) -> Iterator[Finding]:
    """Find exhibits that wait for something that lies open to everybody from the start."""
    for tag, exhibit in case.exhibits.items():
        if exhibit.needs is None or not case.exhibits[exhibit.needs].free:
            continue
        first, name = exhibit.needs, named(exhibit)
        at: Part = (*case.parts[tag], "unlock")
        if exhibit.person and exhibit.topic and case.scenario.people[exhibit.person].topics[exhibit.topic].trust:
            at = ("people", exhibit.person, "trusts_after")
        message = f"{name} opens after {first}, and {first} lies open to everybody from the start"
        hint = f"let {first} cost something, let {name} open after something else, or from the start"
        yield Finding(at=at, message=message, hint=hint, related=case.parts[first], related_message=f"{first} is here")


def trust_unused(case: Case) -> Iterator[Finding]:
    """Find people whose trust can be earned and changes nothing."""
    for name, person in case.scenario.people.items():
        if person.trusts_after is not None and not any(topic.trust for topic in person.topics.values()):
            message = f"{name} trusts a team after {person.trusts_after}, and no topic of {name} waits for trust"
            hint = "mark a topic with trust: true, or remove trusts_after"
            yield Finding(at=("people", name, "trusts_after"), message=message, hint=hint)


def person_silent(case: Case) -> Iterator[Finding]:
    """Find people whom teams see and can't ask anything."""
    for name, person in case.scenario.people.items():
        if not person.topics:
            message = f"teams see {name} among the people to ask, and there is nothing to ask"
            yield Finding(at=("people", name), message=message, hint="add topics, or remove the person")


def _circle(ways: Ways) -> set[Node]:
    """Name the exhibits that wait for themselves."""
    by_name = {f"{node.kind} {node.id}": node for node in ways.needs}
    edges = {f"{n.kind} {n.id}": [f"{each.kind} {each.id}" for each in first] for n, first in ways.needs.items()}
    return {by_name[name] for name in on_a_cycle(edges) if by_name[name].kind == "exhibit"}


def _behind(case: Case) -> dict[str, list[str]]:
    """Say which exhibits wait for which: tag → tags."""
    behind: dict[str, list[str]] = {}
    for tag, exhibit in case.exhibits.items():
        if exhibit.needs is not None:
            behind.setdefault(exhibit.needs, []).append(tag)
    return behind


def _and(case: Case, behind: dict[str, list[str]], first: str) -> str:
    """Name the exhibits that wait for one that can't be opened, at the end of a sentence."""
    seen: dict[str, None] = {}
    todo = [first]
    while todo and len(seen) <= A_FEW:
        for tag in behind.get(todo.pop(0), ()):
            if tag not in seen and tag != first:
                seen[tag] = None
                todo.append(tag)
    names = [named(case.exhibits[tag]) for tag in seen]
    if not names:
        return ""
    rest = " …" if len(names) > A_FEW else ""
    return f"; behind it {'is' if len(names) == 1 else 'are'} {', '.join(names[:A_FEW])}{rest}"


RULES: tuple[Rule, ...] = (
    Rule("reach.never-opened", "error", "an exhibit or an answer that can never be opened", never_opened),
    Rule("reach.too-dear", "error", "an exhibit that costs more hours than a team has", too_dear),
    Rule("reach.too-late", "warning", "data that arrives after the diagnosis", too_late),
    Rule("reach.lock-open", "warning", "a lock that is open from the start", lock_open),
    Rule("reach.trust-unused", "warning", "a trust that opens nothing", trust_unused),
    Rule("reach.person-silent", "warning", "a person whom nobody can ask", person_silent),
    *KNOWING,
    *EVENTS,
)
