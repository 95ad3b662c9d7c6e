"""The machine's rows on the root cause: the gap, the bet's calibration, evidence discipline, the environment first.

Rules:
- A figure is right within a tenth of the gap, its value within fifteen per cent of what the stated gap is worth.
- A team is held to what it believes: the candidates with at least twenty points, or its highest where none has them.
  Naming further causes costs nothing, and proves nothing.
- A believed cause is backed when an exhibit that speaks for it is pinned to a claim for it. Disconfirming is pinning,
  to any claim for a candidate, an exhibit that speaks against that candidate. One more link never lowers a level.
- A box of the environment counts where the case has a candidate in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from practicum.scoring.calibration import CONFIRMING, OTHER, calibrated
from practicum.scoring.evidence import ENVIRONMENT, Linked, before_lock, environment_examined
from practicum.scoring.rubric import HIGHEST, Reason, Row, climbed, judged, said
from practicum.scoring.work import Diagnosis, GapStated, KpiTrue

FIGURE_WITHIN: Final = 0.10  # of the gap
VALUE_WITHIN: Final = 0.15  # of the value
FAR_OFF: Final = 15.0  # points by which a bet on one candidate is named as too high or too low


def gap(work: Diagnosis) -> Row:
    """Judge the problem as a business gap with a value."""
    stated = work.gap
    true = work.kpis.get(stated.kpi) if stated is not None else None
    if stated is None or true is None or not (stated.statement or stated.actual is not None):
        return judged("gap", 0, [Reason(code="gap.none", met=False)])
    figures = stated.actual is not None and stated.desired is not None
    right = figures and _near(stated.actual, true.baseline, true) and _near(stated.desired, true.attainable, true)
    worth = _worth(stated, true)
    valued = stated.value_per_week is not None and worth > 0
    value_right = valued and abs((stated.value_per_week or 0.0) - worth) <= VALUE_WITHIN * worth
    numbers = {"actual": stated.actual, "desired": stated.desired}
    written = {name: figure for name, figure in numbers.items() if figure is not None}
    value = {} if stated.value_per_week is None else {"value": stated.value_per_week}
    steps = [
        (True, Reason(code="gap.stated", met=True)),
        (
            figures and bool(stated.statement),
            Reason(code="gap.figures" if figures else "gap.no_figures", met=figures, numbers=written),
        ),
        (
            right and valued,
            Reason(code="gap.right" if right else "gap.off", met=right, numbers=written),
        ),
        (
            value_right and bool(stated.since),
            Reason(code=_value_code(stated, worth, right=value_right), met=value_right, numbers=value),
        ),
    ]
    reasons = said(steps, implied=2)
    if not stated.since:
        reasons.append(Reason(code="gap.no_since", met=False))
    if not stated.statement:
        reasons.append(Reason(code="gap.no_sentence", met=False))
    return judged("gap", climbed(steps), reasons)


def _near(figure: float | None, truth: float, kpi: KpiTrue) -> bool:
    return figure is not None and abs(figure - truth) <= FIGURE_WITHIN * kpi.gap + 1e-9


def _worth(stated: GapStated, true: KpiTrue) -> float:
    """Give what the gap is worth a week, by the team's own figures where it has them."""
    if stated.actual is None or stated.desired is None:
        return true.value * true.gap
    return true.value * abs(stated.actual - stated.desired)


def _value_code(stated: GapStated, worth: float, *, right: bool) -> str:
    if worth <= 0:
        return "gap.worthless"
    if stated.value_per_week is None:
        return "gap.no_value"
    return "gap.value" if right else "gap.value_off"


def calibration(work: Diagnosis) -> Row:
    """Judge the cause bet; this row alone earns by its own formula, and its level follows from its points."""
    if not work.bet:
        return judged("calibration", 0, [Reason(code="bet.none", met=False)])
    result = calibrated(work.bet, work.shares)
    numbers = {"figure": round(result.figure, 1), "even": round(result.even, 1)}
    reasons = [Reason(code="bet.calibrated", met=result.points > 0, numbers=numbers)]
    apart = {one: work.bet.get(one, 0.0) - 100.0 * work.shares.get(one, 0.0) for one in {*work.bet, *work.shares}}
    high = tuple(sorted(one for one, by in apart.items() if by >= FAR_OFF))
    low = tuple(sorted(one for one, by in apart.items() if by <= -FAR_OFF))
    if high:
        reasons.append(Reason(code="bet.too_high", met=False, causes=high))
    if low:
        reasons.append(Reason(code="bet.too_low", met=False, causes=low))
    row = judged("calibration", 0, reasons)
    level = min(int(HIGHEST * result.points / row.weight), HIGHEST)
    return msgspec.structs.replace(row, level=level, points=result.points)


def evidence(work: Diagnosis) -> Row:
    """Judge what the team's beliefs rest on, and whether it looked for what speaks against them."""
    claims, links = before_lock(work.claims, work.links, work.locked)
    if not claims:
        return judged("evidence", 0, [Reason(code="claims.none", met=False)])
    stands_for = {claim.id: claim.cause for claim in claims}
    supporting = [link for link in links if link.stance == "supports"]
    backing = [link for link in supporting if _says(work, link, stands_for[link.claim]) > 0]
    against = [link for link in links if link.stance == "contradicts" and _says(work, link, stands_for[link.claim]) < 0]
    believed = _believed(work)
    backed = believed & {cause for link in backing if (cause := stands_for[link.claim]) is not None}
    bare = tuple(sorted(believed - backed))
    steps = [
        (True, Reason(code="claims.made", met=True, claims=tuple(sorted(stands_for)))),
        (bool(supporting), _links("evidence.linked" if supporting else "evidence.unlinked", supporting)),
        (
            bool(believed) and not bare,
            _links("evidence.backed", [one for one in backing if stands_for[one.claim] in believed])
            if believed and not bare
            else Reason(code="evidence.bare" if believed else "bet.none", met=False, causes=bare),
        ),
        (bool(against), _links("evidence.against" if against else "evidence.one_sided", against)),
    ]
    misread = [link for link in links if _misread(work, link, stands_for[link.claim])]
    reasons = said(steps, implied=2)
    if misread:
        reasons.append(_links("evidence.misread", misread, met=False))
    return judged("evidence", climbed(steps), reasons)


def _believed(work: Diagnosis) -> frozenset[str]:
    """Give the candidates that the team is held to."""
    named = {cause: points for cause, points in work.bet.items() if cause != OTHER and points > 0}
    held = frozenset(cause for cause, points in named.items() if points >= CONFIRMING)
    return held or frozenset(cause for cause, points in named.items() if points == max(named.values()))


def _says(work: Diagnosis, link: Linked, cause: str | None) -> float:
    return work.key.get(link.evidence, {}).get(cause, 0.0) if cause is not None else 0.0


def _misread(work: Diagnosis, link: Linked, cause: str | None) -> bool:
    said = _says(work, link, cause)
    return said < 0 if link.stance == "supports" else said > 0


def _links(code: str, links: Iterable[Linked], *, met: bool | None = None) -> Reason:
    links = tuple(links)
    return Reason(
        code=code,
        met=bool(links) if met is None else met,
        claims=tuple(sorted({link.claim for link in links})),
        exhibits=tuple(sorted({link.evidence for link in links})),
    )


def environment(work: Diagnosis) -> Row:
    """Judge whether the environment was examined, and not the people alone."""
    claims, links = before_lock(work.claims, work.links, work.locked)
    here = frozenset(work.boxes[cause] for cause in work.shares if cause in work.boxes) & ENVIRONMENT or ENVIRONMENT
    examined = environment_examined(claims, links) & here
    named = tuple(sorted(claim.id for claim in claims if claim.box in ENVIRONMENT))
    linked = {link.claim for link in links}
    looked = tuple(sorted(claim.id for claim in claims if claim.id in linked and claim.box in examined))
    numbers = {"examined": float(len(examined)), "of": float(len(here))}
    reasons = [Reason(code="environment.named" if named else "environment.unnamed", met=bool(named), claims=named)]
    reasons.append(
        Reason(
            code="environment.examined"
            if examined == here
            else "environment.partly"
            if examined
            else "environment.not",
            met=examined == here,
            claims=looked,
            numbers=numbers,
        )
    )
    people = [claim for claim in claims if claim.box not in ENVIRONMENT]
    first = min(claims, key=lambda claim: (claim.made, claim.id), default=None)
    if people and first is not None:
        before = first.box in ENVIRONMENT
        code = "environment.first" if before else "environment.people_first"
        reasons.append(Reason(code=code, met=before, claims=(first.id,)))
    if examined == here:
        level = HIGHEST
    elif examined:
        level = 3 if 2 * len(examined) > len(here) else 2
    else:
        level = 1 if named else 0
    return judged("environment", level, reasons)
