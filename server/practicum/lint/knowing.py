"""Whether a team can know the whole answer: what settles each true cause, what refutes each decoy, and at what price.

Rules:
- A case may hold exhibits that say nothing about any cause: noise is part of the work. What it may not lack is decisive
  evidence for each true cause of the first KPI, and something that speaks against each decoy.
- The whole answer must have a price that a team can pay, and everything together one that it can't.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from practicum.lint.case import Case
from practicum.lint.rule import Finding, Rule
from practicum.lint.ways import TOLERANCE, Node, Ways, named

MOST_CHOICES = 2_000  # ways of choosing one exhibit a cause that are compared


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


def decoy_proved(case: Case) -> Iterator[Finding]:
    """Find decisive exhibits that speak for a decoy."""
    for tag, exhibit in case.exhibits.items():
        for cause, strength in exhibit.says.items():
            if exhibit.decisive and strength > 0 and case.scenario.causes[cause].decoy:
                message = f"{named(exhibit)} is decisive and speaks for {cause}, which is a decoy"
                hint = "an exhibit may mislead, and then it is not decisive"
                at = (*case.parts[tag], "says", cause)
                yield Finding(at=at, message=message, hint=hint, related=("causes", cause), related_message="the decoy")


def diagnosis_too_dear(case: Case) -> Iterator[Finding]:
    """Find hours that don't reach for one decisive exhibit for each true cause."""
    for ways in case.lengths:
        clock = ways.clock
        least = _cheapest(case, ways)
        if least is None or least <= clock.hours + TOLERANCE or (clock.at and clock.hours == case.ways.clock.hours):
            continue
        message = f"deciding evidence for every true cause takes {least:g} h at least, "
        message += f"and a team has {clock.hours:g} h{clock.said}"
        hint = "raise the hours, or make a deciding exhibit cheaper: no team could know the whole answer"
        yield Finding(at=clock.hours_at, message=message, hint=hint)


def no_choice(case: Case) -> Iterator[Finding]:
    """Find hours that reach for everything, so that nobody has to choose."""
    for ways in case.lengths:
        clock = ways.clock
        reachable = [tag for tag in case.exhibits if ways.exhibit(tag)]
        whole = ways.cost(reachable)
        if whole > clock.hours + TOLERANCE or (clock.at and clock.hours == case.ways.clock.hours):
            continue
        message = f"all evidence together takes {whole:g} h, and a team has {clock.hours:g} h{clock.said}: "
        message += "nobody has to choose"
        yield Finding(at=clock.hours_at, message=message, hint="give fewer hours, or add evidence worth its price")


def _true_causes(case: Case) -> dict[str, float]:
    first = case.scenario.primary_kpi
    shares = {name: cause.share.get(first, 0.0) for name, cause in case.scenario.causes.items()}
    return {name: share for name, share in shares.items() if share > 0}


def _cheapest(case: Case, ways: Ways) -> float | None:
    """Give the fewest hours that buy a decisive exhibit for each true cause that has one; nothing if none has."""
    choices = []
    for cause in _true_causes(case):
        each = [tag for tag, ex in case.exhibits.items() if ex.decisive and ex.says.get(cause, 0) > 0]
        within = sorted(
            (tag for tag in each if ways.exhibit(tag)), key=lambda tag: ways.found[Node("exhibit", tag)].hours
        )
        if within:
            choices.append(within)
    while prod(map(len, choices)) > MOST_CHOICES:
        longest = max(choices, key=len)
        longest.pop()  # the dearest: an exhibit that settles several causes is seldom that
    return min((ways.cost(chosen) for chosen in product(*choices)), default=None) if choices else None


KNOWING: tuple[Rule, ...] = (
    Rule("reach.cause-undecided", "warning", "a true cause without decisive evidence", cause_undecided),
    Rule("reach.decoy-unrefuted", "warning", "a decoy that nothing refutes", decoy_unrefuted),
    Rule("reach.decoy-proved", "warning", "decisive evidence for what is not true", decoy_proved),
    Rule("reach.diagnosis-too-dear", "warning", "hours that don't reach for the whole answer", diagnosis_too_dear),
    Rule("reach.no-choice", "warning", "hours that reach for everything", no_choice),
)
