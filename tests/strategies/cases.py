"""The cases that strategies are tried on, with other hours and other money."""

from functools import cache

from msgspec.structs import replace

from practicum.scenario.model import Scenario
from practicum.scenario.read import load
from tests.scenario.small import SCENARIOS

CASES = ("alder-mutual", "harbor-logistics", "lumen-connect")


@cache
def shipped(name: str) -> Scenario:
    """A case as it ships."""
    return load(SCENARIOS / name)


def with_means(scenario: Scenario, *, hours: float, budget: float) -> Scenario:
    """The same case with other analyst hours and another budget."""
    diagnose = replace(scenario.phases.diagnose, analyst_hours=hours)
    phases = replace(scenario.phases, diagnose=diagnose)
    return replace(scenario, phases=phases, money=replace(scenario.money, budget=budget))
