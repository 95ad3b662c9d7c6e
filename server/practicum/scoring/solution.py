"""The machine's rows on the solution: tied to causes, the right mix, support for transfer, feasible.

Rules:
- An item is tied to a cause when it is for a claim that stands for it. An item that helps people use what they learnt
  acts on a cause when something else in the plan does.
- A cause is served when the plan's items together could relieve at least three tenths of it. A cause of knowledge is
  served by anything that acts on it, every other cause by anything but learning.
- Training, or something else, is asked for where the causes of its kind hold fifteen per cent of the gap.
- What a case doesn't offer is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from practicum.scenario.model import Box
from practicum.scoring.rubric import HIGHEST, Reason, Row, climbed, judged, said
from practicum.scoring.work import Item, Solution

SERVED: Final = 0.30  # of a cause that a plan could relieve
ASKED_FOR: Final = 0.15  # of the gap, by the causes of one kind
MOST_SERVED: Final = 2 / 3  # of the gap's known part
WASTE: Final = 0.10  # of a plan's cost
QUARTER: Final = 13  # weeks
LAST_QUARTER: Final = 39  # the first week of the last three months
MUCH_SUPPORT: Final = 0.75  # of what the case offers


def tied(work: Solution) -> Row:
    """Judge whether each item is tied to a cause that the team confirmed."""
    if not work.items:
        return judged("tied", 0, [Reason(code="plan.none", met=False)])
    causes = {one.item: frozenset(work.stands_for[claim] for claim in one.claims if claim in work.stands_for)
              for one in work.items}  # fmt: skip
    named = [one.item for one in work.items if one.claims]
    loose = [one.item for one in work.items if not one.claims]
    firm = [one.item for one in work.items if causes[one.item] & work.confirmed]
    unproven = [one.item for one in work.items if one.item not in firm]
    idle = [one.item for one in work.items if one.item in firm and not _acts(work, one, causes[one.item])]
    half = 2 * len(firm) >= len(work.items)
    steps = [
        (bool(named), _items("tied.named" if named else "tied.loose", named or loose, met=bool(named))),
        (half, _items("tied.confirmed", firm, met=half)),
        (not unproven, _items("tied.unproven" if unproven else "tied.all", unproven or firm, met=not unproven)),
        (not idle, _items("tied.idle" if idle else "tied.acts", idle or firm, met=not idle)),
    ]
    return judged("tied", climbed(steps), [reason for reason in said(steps, implied=2) if reason.items])


def _acts(work: Solution, one: Item, causes: frozenset[str]) -> bool:
    held = causes & work.confirmed
    if any(one.on.get(cause, 0.0) > 0 for cause in held):
        return True
    return one.supports and any(other.on.get(cause, 0.0) > 0 for other in work.items for cause in held)


def mix(work: Solution) -> Row:
    """Judge whether each part of the gap gets its own kind of remedy."""
    if not work.items:
        return judged("mix", 0, [Reason(code="plan.none", met=False)])
    whole = sum(work.shares.values())
    share = {cause: part / whole for cause, part in work.shares.items() if part > 0} if whole > 0 else {}
    served = {cause for cause in share if _relief(work, cause) >= SERVED}
    part = sum(share[cause] for cause in served)
    acting = [one.item for one in work.items if any(one.on.get(cause, 0.0) > 0 for cause in share)]
    lacking = [kind for kind in (True, False) if _asked_for(work, share, kind) and not _has(work, share, kind)]
    wasted = [one for one in work.items if _wasted(work, share, one)]
    cost = sum(one.cost for one in work.items)
    lean = sum(one.cost for one in wasted) <= WASTE * cost
    both = part >= MOST_SERVED and not lacking
    numbers = {"served": round(100 * part, 1)}
    unserved = tuple(sorted(set(share) - served))
    steps = [
        (bool(acting), _items("mix.acts" if acting else "mix.nothing", acting, met=bool(acting))),
        (
            3 * part >= 1,
            Reason(code="mix.served", met=3 * part >= 1, causes=tuple(sorted(served)), numbers=numbers),
        ),
        (both, Reason(code=_mix_code(lacking, unserved), met=both, causes=unserved, numbers=numbers)),
        (lean, _items("mix.waste" if wasted else "mix.lean", [one.item for one in wasted], met=lean)),
    ]
    return judged("mix", climbed(steps), said(steps, implied=1))


def _mix_code(lacking: list[bool], unserved: tuple[str, ...]) -> str:
    if not lacking:
        return "mix.left" if unserved else "mix.whole"
    return "mix.no_training" if lacking[0] else "mix.training_alone"


def _fits(work: Solution, cause: str, one: Item) -> bool:
    """Say whether an item is a remedy of the kind that a cause asks for."""
    return work.boxes.get(cause) is Box.KNOWLEDGE or not one.learning


def _relief(work: Solution, cause: str) -> float:
    left = 1.0
    for one in work.items:
        if _fits(work, cause, one):
            left *= 1.0 - one.on.get(cause, 0.0) * one.reach
    return 1.0 - left


def _asked_for(work: Solution, share: dict[str, float], kind: bool) -> bool:
    """Say whether training (True) or something else (False) is asked for by a good part of the gap."""
    part = sum(part for cause, part in share.items() if (work.boxes.get(cause) is Box.KNOWLEDGE) is kind)
    return part >= ASKED_FOR


def _has(work: Solution, share: dict[str, float], kind: bool) -> bool:
    """Say whether the plan has what training, or something else, should act on."""
    return any(
        one.on.get(cause, 0.0) > 0 and _fits(work, cause, one)
        for one in work.items
        for cause in share
        if (work.boxes.get(cause) is Box.KNOWLEDGE) is kind
    )


def _wasted(work: Solution, share: dict[str, float], one: Item) -> bool:
    """Say whether an item acts on nothing that matters: no real cause, or training where it isn't asked for."""
    acts_on = sum(part for cause, part in share.items() if one.on.get(cause, 0.0) > 0 and _fits(work, cause, one))
    if one.learning:
        return acts_on < ASKED_FOR
    return acts_on == 0 and not one.supports


def support(work: Solution) -> Row:
    """Judge whether people are helped to use what they learnt, before it begins and after."""
    if not work.items:
        return judged("support", 0, [Reason(code="plan.none", met=False)])
    if not work.helps_offered:
        return judged("support", HIGHEST, [Reason(code="support.none_offered", met=True)])
    go = _begins(work.items)
    helping = [one for one in work.items if one.supports]
    before = [one.item for one in helping if one.live <= go]
    after = [one.item for one in helping if one.live <= go + QUARTER]
    gained = sum(one.support for one in helping if one.live <= go + QUARTER)
    enough = gained >= MUCH_SUPPORT * work.support_offered - 1e-9
    names = [one.item for one in helping]
    numbers = {"gained": round(gained, 2), "offered": round(work.support_offered, 2)}
    steps = [
        (bool(names), _items("support.planned" if names else "support.none", names, met=bool(names))),
        (bool(after), _items("support.after" if after else "support.late", after, met=bool(after))),
        (bool(before), _items("support.before" if before else "support.not_before", before, met=bool(before))),
        (enough, Reason(code="support.much" if enough else "support.little", met=enough, numbers=numbers)),
    ]
    return judged("support", climbed(steps), said(steps, implied=1) if names else [steps[0][1]])


def _begins(items: Iterable[Item]) -> int:
    """Give the week in which learning begins, or the plan, where nothing is learnt."""
    items = tuple(items)
    return min((one.live for one in items if one.learning), default=min(one.live for one in items))


def feasible(work: Solution) -> Row:
    """Judge whether the plan fits the budget and the year, and gives the sponsor something early."""
    if not work.items:
        return judged("feasible", 0, [Reason(code="plan.none", met=False)])
    affordable = work.spent <= work.budget + 0.005
    late = [one.item for one in work.items if one.live + (one.rollout if one.learning else 1) > LAST_QUARTER]
    early = [one.item for one in work.items if one.live < QUARTER]
    money = {"spent": work.spent, "budget": work.budget}
    reasons = [
        Reason(code="feasible.budget" if affordable else "feasible.over", met=affordable, numbers=money),
        _items("feasible.late" if late else "feasible.in_time", late, met=not late),
        _items("feasible.early" if early else "feasible.slow", early, met=bool(early)),
    ]
    return judged("feasible", 1 + sum(reason.met for reason in reasons), reasons)


def _items(code: str, items: Iterable[str], *, met: bool) -> Reason:
    return Reason(code=code, met=met, items=tuple(sorted(items)))
