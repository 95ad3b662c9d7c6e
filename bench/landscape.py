"""The landscape of a large case beside the plain-Python loop that the tests hold it to.

The case has twelve interventions and money for all of them, so 4,096 plans. The estimates are those of 200 worlds by
each of three methods, for what a method can detect. What was worked out once is forgotten before each turn.
"""

import time
from collections.abc import Callable
from itertools import combinations

import msgspec

from practicum.outcome import estimates, landscape, mdes
from practicum.outcome import noise as noises
from practicum.outcome.world import World
from practicum.scenario.model import Scenario
from tests.outcome import reference
from tests.outcome.cases import s1

ROUNDS = 5
METHODS = ("pre_post", "trend", "did")


def large_case() -> Scenario:
    """Give Alder Mutual with four more interventions and a budget for everything."""
    case = s1()
    items = dict(case.interventions)
    for name in ("webinar", "job_aid", "coaching", "search"):
        items[f"{name}_again"] = msgspec.structs.replace(items[name], lead=items[name].lead + 4)
    money = msgspec.structs.replace(case.money, budget=10_000_000)
    return msgspec.structs.replace(case, interventions=items, money=money)


def compare_landscapes(say: Callable[[str], None]) -> None:
    """Time both ways and print seconds and ratios."""
    case, world = large_case(), World("0")
    plans = [plan for size in range(len(case.interventions) + 1) for plan in combinations(case.interventions, size)]

    def ours() -> None:
        landscape(case, world)

    def plain() -> None:
        sorted((reference.net_benefit(case, plan) for plan in plans), reverse=True)

    def our_estimates() -> None:
        for remembered in (noises._own, noises._common, estimates._spread):
            remembered.cache_clear()
        for id, kpi in case.kpis.items():
            mdes(id, kpi)

    def plain_estimates() -> None:
        for id, kpi in case.kpis.items():
            for method in METHODS:
                reference.detectable(id, kpi, method)

    fast = [best(work, ROUNDS) for work in (ours, our_estimates)]
    slow = [best(plain, 1), best(plain_estimates, 1)]
    say(f"\n{'seconds':44}{'ours':>10}{'plain':>10}{'ratio':>8}")
    lines = (f"landscape of {len(plans):,} plans: numpy | loops", "estimates of 200 worlds by three methods", "both")
    for label, quick, long in zip(lines, [*fast, sum(fast)], [*slow, sum(slow)], strict=True):
        say(f"{label:44}{quick:10.3f}{long:10.3f}{long / quick:8.1f}")


def best(work: Callable[[], None], rounds: int) -> float:
    """Give the shortest time of a few turns."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
