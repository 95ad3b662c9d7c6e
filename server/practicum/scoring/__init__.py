"""The rubric's machine rows: pure functions from a team's own work to points and the reasons for them."""
