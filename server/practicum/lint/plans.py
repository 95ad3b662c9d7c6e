"""Plans as the economics rules compare them: arrays of plans × items, and what each plan earns.

Rules:
- Up to ``MOST_ITEMS`` interventions, every plan that the budget allows is here. Beyond, a search goes from the plans
  that the case names to their neighbours, as long as one is better; then ``complete`` is false, and the best plan of
  all may be better still.
- Every item starts at the earliest, week 0. The best net benefit stands first.
- Plans are worked out in blocks, never one by one.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from practicum.outcome.forecast import BLOCK, MOST_ITEMS, Compared, affordable, compare, item_costs, parse_item
from practicum.outcome.world import Bools, Floats, World, budget_of
from practicum.scenario.model import Scenario

ROUNDS = 20  # of the search
KEPT = 6  # plans whose neighbours are looked at in a round
CENT = 0.005

Masks = NDArray[np.int64]


class Plans(msgspec.Struct, frozen=True):
    """Affordable plans side by side, the best net benefit first."""

    names: tuple[str, ...]  # of the items, in the scenario's order
    item_costs: Floats
    chosen: Bools  # plans × items
    cost: Floats
    benefit: Floats
    net: Floats
    late: dict[str, Floats]  # KPI → mean change of the last thirteen weeks
    complete: bool

    def items(self, row: int) -> tuple[str, ...]:
        """Name the items of one plan."""
        return tuple(name for name, has in zip(self.names, self.chosen[row].tolist(), strict=True) if has)

    def named(self, items: Iterable[str]) -> Bools:
        """Mark the columns of some items."""
        wanted = set(items)
        return np.array([name in wanted for name in self.names], dtype=bool)

    def with_any(self, items: Iterable[str]) -> Bools:
        """Mark the plans that hold any of some items."""
        return np.array(self.chosen[:, self.named(items)].any(axis=1), dtype=bool)

    def best_of(self, which: Bools) -> int | None:
        """Give the best of the plans that are marked, if any is."""
        found = np.flatnonzero(which)
        return int(found[0]) if len(found) else None

    def without(self, items: Iterable[str]) -> NDArray[np.intp]:
        """Give for each plan the place of what is left of it without some items; −1 where that is not here."""
        masks = _masks(self.chosen)
        order = np.argsort(masks, kind="stable")
        rest = _masks(self.chosen & ~self.named(items))
        at = order[np.minimum(np.searchsorted(masks[order], rest), len(masks) - 1)]
        return np.where(masks[at] == rest, at, -1)

    def added(self, item: str) -> tuple[Bools, Floats]:
        """Give the plans that hold an item and of which the rest is here too, and what the item adds to each's net."""
        rest = self.without([item])
        there = self.with_any([item]) & (rest >= 0)
        return there, np.where(there, self.net - self.net[rest], np.nan)


def plans_of(scenario: Scenario, world: World) -> Plans:
    """Compare every affordable plan, or search among them if they are too many."""
    complete = len(scenario.interventions) <= MOST_ITEMS
    blocks = list(affordable(scenario, world)) if complete else search(scenario, world)
    parts = [_kept(compare(scenario, world, chosen)) for chosen in blocks]
    chosen = np.concatenate(blocks)
    net = np.concatenate([part.net for part in parts])
    # Rounded, so that plans that are equal but for the last bit stand in the same order on every machine.
    order = np.lexsort((_masks(chosen), chosen.sum(axis=1), -np.round(net, 2)))
    return Plans(
        names=tuple(scenario.interventions),
        item_costs=item_costs(scenario, world),
        chosen=chosen[order],
        cost=np.concatenate([part.cost for part in parts])[order],
        benefit=np.concatenate([part.benefit for part in parts])[order],
        net=net[order],
        late={kpi: np.concatenate([part.late[kpi] for part in parts])[order] for kpi in scenario.kpis},
        complete=complete,
    )


def _kept(compared: Compared) -> Compared:
    """Let go of the weeks, which are most of the memory."""
    return msgspec.structs.replace(compared, so_far=np.zeros((0, 0)))


def _masks(chosen: Bools) -> Masks:
    """Give each plan as one number; a case has at most sixty interventions."""
    masks: Masks = (chosen.astype(np.int64) << np.arange(chosen.shape[1], dtype=np.int64)).sum(axis=1)
    return masks


def search(scenario: Scenario, world: World) -> list[Bools]:
    """Look for good plans around those that the case names: add one, drop one, put one in another's place."""
    names = tuple(scenario.interventions)
    costs, budget = item_costs(scenario, world), budget_of(scenario, world.happenings)
    lists = (scenario.intended, scenario.sponsor_asks)
    first = [{parse_item(text).item for text in texts} for texts in lists]
    first += [set(), *({name} for name in names)]
    new: Bools = np.array([[name in plan for name in names] for plan in first], dtype=bool)
    seen: set[int] = set()
    found: list[Bools] = []
    nets: list[Floats] = []
    best = -np.inf
    for _ in range(ROUNDS):
        fresh = [mask not in seen for mask in _masks(new).tolist()]
        new = new[np.array(fresh, dtype=bool)]
        new = new[np.unique(_masks(new), return_index=True)[1]] if len(new) else new
        new = new[np.where(new, costs, 0.0).sum(axis=1) <= budget + CENT]
        if not len(new):
            break
        seen |= set(_masks(new).tolist())
        size = max(BLOCK * MOST_ITEMS // len(names), 1)
        blocks = [new[start : start + size] for start in range(0, len(new), size)]
        found += blocks
        nets += [compare(scenario, world, block).net for block in blocks]
        every, net = np.concatenate(found), np.concatenate(nets)
        if round(float(net.max()), 2) <= best:
            break
        best = round(float(net.max()), 2)
        top = every[np.argsort(-np.round(net, 2), kind="stable")[:KEPT]]
        new = np.concatenate([_neighbours(plan) for plan in top])
    return found


def _neighbours(plan: Bools) -> Bools:
    """Give the plans that differ in one item, or in one for another."""
    flips = np.eye(len(plan), dtype=bool)
    swaps = [flips[i] | flips[j] for i in np.flatnonzero(plan) for j in np.flatnonzero(~plan)]
    result: Bools = np.concatenate([flips, np.array(swaps, dtype=bool).reshape(-1, len(plan))]) ^ plan
    return result
