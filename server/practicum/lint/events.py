"""Events that never come by themselves, and answers to events that nothing tells apart.

Rules:
- What comes by hand always can: the facilitator sees to it. What has a moment or a condition has to be able to come.
- An event in another length of the case keeps its share of the phase, so the case's own clock is what counts here.
- Answers that do the same are no choice, whatever they say.
"""

from __future__ import annotations

from collections.abc import Iterator

from practicum.lint.case import Case
from practicum.lint.rule import Finding, Rule
from practicum.lint.ways import Node
from practicum.scenario.expressions import AfterAnswer, AfterExhibit, Answered, InPhase, Planned, Unanswered, when_of
from practicum.scenario.model import Effect


def never_comes(case: Case) -> Iterator[Finding]:
    """Find events whose moment is after its phase, or whose condition can't come true."""
    for name, inject in case.scenario.injects.items():
        if case.ways.event(name) is not None:
            continue
        reserve = inject.contingency_for
        if reserve == name:
            hint = "name the event that teams may pass over"
            yield Finding(
                at=("injects", name, "contingency_for"), message="it is held in reserve for itself", hint=hint
            )
            continue
        if reserve is not None and case.ways.event(reserve) is None:
            message = f'it is held in reserve for "{reserve}", which never comes by itself'
            hint = f'let "{reserve}" come, or let this one stand alone'
            at, related = ("injects", name, "contingency_for"), ("injects", reserve, "when")
            yield Finding(at=at, message=message, hint=hint, related=related, related_message="the event comes then")
            continue
        message, hint = _reason(case, name)
        yield Finding(at=("injects", name, "when"), message=message, hint=hint)


def _reason(case: Case, name: str) -> tuple[str, str]:
    """Say why an event never comes by itself, and what to do."""
    when = when_of(case.scenario.injects[name].when)
    clock = case.ways.clock
    match when:
        case InPhase(phase, minutes) if minutes > clock.minutes[phase]:
            lasts = clock.minutes[phase]
            return (
                f"{phase} lasts {lasts:g} minutes, so it never comes by itself",
                f"write {phase} + {lasts:g} min at most",
            )
        case InPhase():
            other = case.scenario.injects[name].contingency_for
            return f'it comes before "{other}", for which it is held in reserve', "let it come later"
        case AfterExhibit(tag):
            return f"it waits for {tag}, which no team can open", f"mend the way to {tag}, or let it come otherwise"
        case AfterAnswer(person, topic):
            asked = f"{person}.{topic}"
            return f"it waits for {asked}, which no team can ask", f"mend the way to {asked}, or let it come otherwise"
        case Planned(item):
            return f"it waits for a plan with {item}, which no team can afford", f"lower the cost of {item}"
        case Unanswered(other, minutes) if case.ways.event(other) is not None:
            return f'{minutes:g} minutes after "{other}" the year is over', "let it come sooner"
        case Answered(other, _) | Unanswered(other, _):
            circle = Node("event", name) in case.ways.before(Node("event", other))
            reason = "which waits for this one" if circle else "which never comes by itself"
            return (
                f'it waits for "{other}", {reason}',
                f'let "{other}" come without it' if circle else f'mend "{other}"',
            )
        case _:
            return "it never comes by itself", "write by hand, or a moment that comes"


def options_alike(case: Case) -> Iterator[Finding]:
    """Find answers to an event that do the same."""
    for name, inject in case.scenario.injects.items():
        first: dict[str, str] = {}
        for option, each in inject.options.items():
            what = repr(each.effect)
            other = first.setdefault(what, option)
            if other == option:
                continue
            nothing = " nothing" if each.effect == Effect() else " the same"
            message = f"{other} and {option} both do{nothing}: the choice makes no difference"
            hint = "give one of them an effect: hours, money, support, a delay"
            at, related = ("injects", name, "options", option), ("injects", name, "options", other)
            yield Finding(at=at, message=message, hint=hint, related=related, related_message=f"{other} is here")


def hours_unused(case: Case) -> Iterator[Finding]:
    """Find answers that change the analyst hours when nobody can spend them any more."""
    ends = case.ways.clock.ends("diagnose")
    for name, inject in case.scenario.injects.items():
        way = case.ways.event(name)
        if way is None or way.minute < ends:
            continue
        for option, each in inject.options.items():
            if each.effect.hours:
                message = f"{option} changes the analyst hours, and the event comes after the diagnosis"
                hint = "let it cost money, time or support instead, or let the event come sooner"
                yield Finding(at=("injects", name, "options", option, "effect", "hours"), message=message, hint=hint)


EVENTS: tuple[Rule, ...] = (
    Rule("reach.event-never", "warning", "an event that never comes by itself", never_comes),
    Rule("reach.options-alike", "warning", "answers to an event that do the same", options_alike),
    Rule("reach.hours-unused", "warning", "hours that come too late to be spent", hours_unused),
)
