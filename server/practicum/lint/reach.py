"""What no team can get to, and what is missing where teams get: exhibits, people, causes, and the events (``events``).

Rules:
- An exhibit that nobody can open is told once, where its way breaks off; what waits behind it is named there.
- A case may hold exhibits that say nothing about any cause: noise is part of the work. What it may not lack is evidence
  that settles each true cause of the first KPI, and something that speaks against each decoy.
- Every length that a case can be played in is looked at; the case's own is told first, another only where it differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from practicum.lint.case import Case
from practicum.lint.clocks import Clock, clocks
from practicum.lint.events import EVENTS
from practicum.lint.rule import Finding, Rule
from practicum.lint.ways import TOLERANCE, Node, Ways
from practicum.scenario.catalogue import Exhibit
from practicum.scenario.findings import on_a_cycle
from practicum.scenario.read import Part

MOST_CHOICES = 20_000  # ways of choosing one exhibit a cause that are compared


def never_opened(case: Case) -> Iterator[Finding]:
    """Find exhibits whose way breaks off: at an event that never comes, or comes too late, or at themselves."""
    ways = case.ways
    circle = _circle(ways)
    for tag, exhibit in case.exhibits.items():
        node = Node("exhibit", tag)
        if node in ways.found or node in ways.over:
            continue
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
        message = f"{name} can never be opened: {reason}{_behind(case, node)}"
        yield Finding(at=at, message=message, hint=hint, related=related, related_message="the event comes then")


def too_dear(case: Case) -> Iterator[Finding]:
    """Find exhibits that take more hours than a team has, with all that must be opened first."""
    for clock, ways in _by_clock(case):
        for node, hours in ways.over.items():
            if clock.at and node in case.ways.over:
                continue
            exhibit = case.exhibits[node.id]
            first = " with what comes before it" if exhibit.needs or exhibit.needs_inject else ""
            message = f"{named(exhibit)} takes {hours:g} h{first}, and a team has {clock.hours:g} h{clock.said}"
            hint = "lower its hours, or let it open sooner" if not clock.at else "give this length more analyst hours"
            at = clock.hours_at if clock.at else (*case.parts[node.id], "hours")
            yield Finding(at=at, message=f"{message}{_behind(case, node)}", hint=hint)


def too_late(case: Case) -> Iterator[Finding]:
    """Find data that arrives when the diagnosis is over, however early it is asked for."""
    told: set[str | None] = set()
    for clock, ways in _by_clock(case):
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


def cause_undecided(case: Case) -> Iterator[Finding]:
    """Find true causes of the first KPI that no exhibit within reach settles."""
    for cause, share in _true_causes(case).items():
        deciding = [tag for tag, each in case.exhibits.items() if each.decisive and each.says.get(cause, 0) > 0]
        if any(case.ways.exhibit(tag) for tag in deciding):
            continue
        what = f"{cause} has {100 * share:.0f} % of the gap in {case.scenario.primary_kpi}"
        if deciding:
            message = f"{what}, and no team can open {deciding[0]}, which would settle it"
            hint = f"let {deciding[0]} be opened"
        else:
            message = f"{what}, and no decisive exhibit speaks for it"
            hint = f"give one exhibit says: {{{cause}: +2}} and decisive: true"
        yield Finding(at=("causes", cause), message=message, hint=hint)


def decoy_unrefuted(case: Case) -> Iterator[Finding]:
    """Find decoys that nothing within reach speaks against."""
    for name, cause in case.scenario.causes.items():
        against = [tag for tag, each in case.exhibits.items() if each.says.get(name, 0) < 0]
        if not cause.decoy or any(case.ways.exhibit(tag) for tag in against):
            continue
        lost = f": no team can open {against[0]}" if against else ""
        message = f"nothing that a team can open speaks against {name}{lost}"
        hint = f"give an exhibit that shows it says: {{{name}: -2}}"
        yield Finding(at=("causes", name), message=message, hint=hint)


def diagnosis_too_dear(case: Case) -> Iterator[Finding]:
    """Find hours that don't reach for one decisive exhibit for each true cause."""
    for clock, ways in _by_clock(case):
        least = _cheapest(case, ways)
        if least is None or least <= clock.hours + TOLERANCE or (clock.at and clock.hours == case.ways.clock.hours):
            continue
        message = f"deciding evidence for every true cause takes {least:g} h at least, "
        message += f"and a team has {clock.hours:g} h{clock.said}"
        hint = "raise the hours, or make a deciding exhibit cheaper: no team could know the whole answer"
        yield Finding(at=clock.hours_at, message=message, hint=hint)


def no_choice(case: Case) -> Iterator[Finding]:
    """Find hours that reach for everything, so that nobody has to choose."""
    for clock, ways in _by_clock(case):
        reachable = [tag for tag in case.exhibits if ways.exhibit(tag)]
        whole = ways.cost(reachable)
        if whole > clock.hours + TOLERANCE or (clock.at and clock.hours == case.ways.clock.hours):
            continue
        message = f"all evidence together takes {whole:g} h, and a team has {clock.hours:g} h{clock.said}: "
        message += "nobody has to choose"
        yield Finding(at=clock.hours_at, message=message, hint="give fewer hours, or add evidence worth its price")


def named(exhibit: Exhibit) -> str:
    """Name an exhibit as its author wrote it."""
    return f"{exhibit.person}.{exhibit.topic}" if exhibit.person is not None else exhibit.tag


def _by_clock(case: Case) -> Iterator[tuple[Clock, Ways]]:
    for clock in clocks(case.scenario):
        yield clock, case.ways_by(clock)


def _true_causes(case: Case) -> dict[str, float]:
    first = case.scenario.primary_kpi
    shares = {name: cause.share.get(first, 0.0) for name, cause in case.scenario.causes.items()}
    return {name: share for name, share in shares.items() if share > 0}


def _cheapest(case: Case, ways: Ways) -> float | None:
    """Give the fewest hours that buy a decisive exhibit for each true cause that has one; nothing if none has."""
    choices = []
    for cause in _true_causes(case):
        each = [tag for tag, ex in case.exhibits.items() if ex.decisive and ex.says.get(cause, 0) > 0]
        within = sorted((tag for tag in each if ways.exhibit(tag)), key=lambda tag: ways.cost([tag]))
        if within:
            choices.append(within)
    while prod(map(len, choices)) > MOST_CHOICES:
        longest = max(choices, key=len)
        longest.pop()  # the dearest: an exhibit that settles several causes is seldom that
    return min((ways.cost(chosen) for chosen in product(*choices)), default=None) if choices else None


def _circle(ways: Ways) -> set[Node]:
    """Name the exhibits that wait for themselves."""
    by_name = {f"{node.kind} {node.id}": node for node in ways.needs}
    edges = {f"{n.kind} {n.id}": [f"{each.kind} {each.id}" for each in first] for n, first in ways.needs.items()}
    return {by_name[name] for name in on_a_cycle(edges) if by_name[name].kind == "exhibit"}


def _behind(case: Case, node: Node) -> str:
    """Name the exhibits that wait for one that can't be opened."""
    follows = [tag for tag, each in case.exhibits.items() if each.needs == node.id]
    seen: list[str] = []
    while follows:
        tag = follows.pop(0)
        if tag not in seen and tag != node.id:
            seen.append(tag)
            follows += [other for other, each in case.exhibits.items() if each.needs == tag]
    names = [named(case.exhibits[tag]) for tag in seen]
    if not names:
        return ""
    whole = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
    return f"; behind it {'is' if len(names) == 1 else 'are'} {whole}"


RULES: tuple[Rule, ...] = (
    Rule("reach.never-opened", "error", "an exhibit or an answer that can never be opened", never_opened),
    Rule("reach.too-dear", "error", "an exhibit that costs more hours than a team has", too_dear),
    Rule("reach.too-late", "warning", "data that arrives after the diagnosis", too_late),
    Rule("reach.trust-unused", "warning", "a trust that opens nothing", trust_unused),
    Rule("reach.person-silent", "warning", "a person whom nobody can ask", person_silent),
    Rule("reach.cause-undecided", "warning", "a true cause without decisive evidence", cause_undecided),
    Rule("reach.decoy-unrefuted", "warning", "a decoy that nothing refutes", decoy_unrefuted),
    Rule("reach.diagnosis-too-dear", "warning", "hours that don't reach for the whole answer", diagnosis_too_dear),
    Rule("reach.no-choice", "warning", "hours that reach for everything", no_choice),
    *EVENTS,
)
