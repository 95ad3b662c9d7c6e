"""The simulation: what a plan does to a company in a year, pure and the same on every node."""

from practicum.outcome.play import KpiCourse, Outcome, play
from practicum.outcome.timeline import STEPS, month_start
from practicum.outcome.value import Costs, cost_of, plan_cost
from practicum.outcome.world import Happening, Measured, PlannedItem, World

__all__ = [
    "STEPS", "Costs", "Happening", "KpiCourse", "Measured", "Outcome", "PlannedItem", "World", "cost_of", "month_start",
    "plan_cost", "play",
]  # fmt: skip
