"""The simulation: what a plan does to a company in a year, pure and the same on every node.

What serves a team may use ``view`` (its series) and the costs; ``play``, ``claimed`` and the forecast hold the truth.
"""

from practicum.outcome.claim import Claim, Difference, KpiClaim, claimed, differences
from practicum.outcome.estimates import mde, mdes, planning_mde
from practicum.outcome.forecast import Forecast, Row, forecast, landscape, parse_plan
from practicum.outcome.play import KpiCourse, Outcome, play, play_class
from practicum.outcome.timeline import HISTORY, STEPS, YEAR, month_of, month_start, step_of
from practicum.outcome.value import Costs, cost_of, costs_of, measurement_cost, plan_cost, plan_costs
from practicum.outcome.view import Series, view, view_class
from practicum.outcome.world import Happening, Isolation, Measured, PlannedItem, TeamPlan, World, budget_of

__all__ = [
    "HISTORY", "STEPS", "YEAR", "Claim", "Costs", "Difference", "Forecast", "Happening", "Isolation", "KpiClaim",
    "KpiCourse", "Measured", "Outcome", "PlannedItem", "Row", "Series", "TeamPlan", "World", "budget_of", "claimed",
    "cost_of", "costs_of", "differences", "forecast", "landscape", "mde", "mdes", "measurement_cost", "month_of",
    "month_start", "parse_plan", "plan_cost", "plan_costs", "planning_mde", "play", "play_class",
    "step_of", "view", "view_class",
]  # fmt: skip
